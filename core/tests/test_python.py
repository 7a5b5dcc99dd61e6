"""A session from nothing to an exported set without the shell, in a script and where an event loop runs already."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

import assay
from assay.testing import model_server

pytestmark = pytest.mark.usefixtures("toys")


def session(folder: Path) -> None:
    run = assay.generate(
        "toy.sum", "toy.half_wrong", count=20, out=folder / "made", workers=1, progress=False
    )
    assert len(run) == 20 == len(list(run)) and run.counts["rejected"] > 0
    row = next(iter(run))
    assert (
        row["prompt"].startswith("What is") and row["certificate"]["verdicts"][0]["verifier"] == "toy.check"
    )
    assert {row["reason"] for row in run.rejected} == {"wrong_sum"}
    assert run.reasons == {"toy.check: wrong_sum": run.counts["rejected"]}
    again = assay.open_run(folder / "made")
    assert again.digest == run.digest and repr(again).endswith(
        f"20 rows accepted, {run.counts['rejected']} rejected>"
    )
    found = run.audit(workers=1, progress=False)
    assert (found.proved, found.problems, found.digest) == (20, [], run.digest)
    assert run.export("sft", folder / "chats.jsonl") == 20
    assert assay.audit(folder / "chats.jsonl", progress=False).matched == 20
    rows = folder / "mine.jsonl"
    rows.write_text("".join(json.dumps({"text": f"1 + 1 = {n}"}) + "\n" for n in (2, 3)))
    gated = assay.verify_file(
        rows, "toy.check", mapping={"response": "text"}, out=folder / "gated", workers=1, progress=False
    )
    assert gated.counts["accepted"] == gated.counts["rejected"] == 1


def test_a_session_in_a_script(work: Path) -> None:
    session(work)


def test_a_session_where_a_loop_runs_as_in_a_notebook(work: Path) -> None:
    async def cell() -> None:
        session(work)

    asyncio.run(cell())


def test_the_shell_and_python_make_the_same_rows(work: Path, assay_cli) -> None:  # type: ignore[no-untyped-def]
    run = assay.generate("toy.sum", count=5, seed=3, difficulty=(2, 3), progress=False)
    assert (
        assay_cli("generate", "toy.sum", "-n", "5", "-s", "3", "-d", "2-3", "--out", "shell").returncode == 0
    )
    assert assay.open_run(work / "shell").digest == run.digest
    path = run.path
    assert path.exists()
    del run
    assert not path.exists()  # a run without a place goes with its object


def test_a_recipe_with_a_model(work: Path) -> None:
    asked = {"rows": 1, "steps": 1}
    with model_server() as server:
        for models in ({"model": "openai:stub"}, {"models": {"model": "openai:stub"}}):
            run = assay.run("chef.sums", count=1, params=asked, base_url=server.url, progress=False, **models)
            assert list(run.info["usage"]["models"]) == ["openai:stub"]


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: assay.generate("toy.sum", wokers=2), "did you mean 'workers'"),
        (lambda: assay.generate("toy.sum", count=0), "count= is 0"),
        (lambda: assay.generate(), "names no generator"),
        (lambda: assay.generate("toy.sum", difficulty="7"), "7 is not a level"),
        (lambda: assay.open_run("nowhere"), "not a run directory"),
        (lambda: assay.audit("nowhere"), "there is no nowhere"),
        (lambda: assay.verify_file("nowhere.jsonl", "toy.check"), "there is no"),
    ],
)
def test_wrong_use_is_one_sentence(work: Path, call, said: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(assay.UsageError, match=said):
        call()


def test_many_verdicts_at_once_in_a_loop() -> None:
    ticks = 0

    async def tick() -> None:
        nonlocal ticks
        while True:
            ticks += 1
            await asyncio.sleep(0.001)

    async def main() -> list[assay.Verdict]:
        ticking = asyncio.create_task(tick())
        try:
            return await asyncio.gather(
                *(assay.verify_async("toy.check", response=f"1 + 1 = {n}") for n in range(20))
            )
        finally:
            ticking.cancel()

    verdicts = asyncio.run(main())
    assert [verdict.accepted for verdict in verdicts] == [n == 2 for n in range(20)] and ticks > 1


def test_an_interrupt_in_a_notebook_leaves_a_run_that_goes_on(work: Path) -> None:
    code = """
import asyncio, os, signal, threading, assay
from pathlib import Path
async def cell():
    def interrupt():
        while sum(file.stat().st_size for file in Path("run").glob("journal*")) < 200_000:
            threading.Event().wait(0.05)
        os.kill(os.getpid(), signal.SIGINT)
    Path("run").mkdir()
    threading.Thread(target=interrupt, daemon=True).start()
    try:
        assay.generate("toy.sum", count=1_000_000, out="run", workers=1, progress=False)
    except KeyboardInterrupt:
        print("stopped")
    run = assay.generate("toy.sum", count=1_000_000, max_candidates=10, out="run", workers=1, progress=False, resume=True)
    print(len(run) > 10)
asyncio.run(cell())
"""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=work, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.stdout.split() == ["stopped", "True"], done.stderr


def test_a_notebook_has_one_line_of_progress(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from assay.cli import progress
    from assay.runs.journal import Tally

    monkeypatch.setitem(sys.modules, "ipykernel", sys)
    monkeypatch.setattr(progress, "NOTEBOOK_SECONDS", 0.0)
    with progress.Progress(10) as shown:
        shown(Tally())
        shown(Tally())
    lines = capsys.readouterr().err
    assert lines.count("\n") == 1 and lines.count("\raccepted 0 of 10") == 2


def test_runs_in_threads_do_not_disturb_each_other(work: Path) -> None:
    made: dict[int, str] = {}

    def make(seed: int) -> None:
        made[seed] = assay.generate("toy.sum", count=5, seed=seed, workers=1, progress=False).digest

    threads = [threading.Thread(target=make, args=(seed,)) for seed in (1, 1, 2)]
    for thread in threads:
        thread.start()
        time.sleep(0.01)
    for thread in threads:
        thread.join(120)
    assert len(made) == 2 and made[1] != made[2]
