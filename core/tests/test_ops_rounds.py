"""Rounds with a fit in between, in a stranger's recipe: what each round sees, what is trained on, what is refused."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from assay import Seed, ops
from assay.data import dataset

Run = Callable[..., "subprocess.CompletedProcess[str]"]

ROUNDS = '''
from dataclasses import dataclass
from pathlib import Path
import assay
from assay import ops

@dataclass(frozen=True, kw_only=True)
class Params(ops.Rounds):
    numbers: Path = assay.param("JSONL with a")
    base: bool = assay.param("fit on the numbers too, before the first round", False)

@assay.recipe("loop.sums", params=Params, verifiers=("loop.check",), models=(), lookback=1)
async def sums(seed, ctx):
    """Add how many rows there were; every number that is 13 is added wrongly."""
    base = (lambda: [{"id": "base", "messages": []}]) if ctx.params.base else None
    a, b = int(seed["a"]), len(await ops.fitted(seed, ctx, base))
    extra = {"round": seed["round"], "first": seed["first"]}
    return assay.Draft(f"What is {a} + {b}?", f"{a} + {b} = {a + b + (a == 13)}", str(a + b), extra=extra)

@sums.source
def numbers(params, rng):
    return ops.in_rounds(params, lambda: assay.read_seeds(params.numbers, "a"))

@assay.verifier("loop.check")
def check(sample):
    """Is the sum right?"""
    left, _, right = sample.response.partition("=")
    ok = sum(map(int, left.split("+"))) == int(right)
    return assay.Verdict(assay.Status.ACCEPTED if ok else assay.Status.REJECTED, "ok" if ok else "wrong_sum")

@assay.hookimpl
def assay_register_recipes():
    return [sums]

@assay.hookimpl
def assay_register_verifiers():
    return [check]
'''


@pytest.fixture
def work(tmp_path: Path, assay_cli: Run, install: Callable[..., None]) -> Path:
    install("loop", ROUNDS)
    work = tmp_path / "work"
    (work / "n.jsonl").write_text('{"a": 1}\n{"a": 13}\n{"b": 2}\n{"a": 3}\n')
    (work / "fit.sh").write_text('test ! -e broken || { echo no GPU; exit 3; }\nwc -l < "$1" >> fits.txt\n')
    return work


def options(*more: str, fit: str = "sh fit.sh {data}") -> list[str]:
    sets = ["numbers=n.jsonl", "rounds=3", f"fit={fit}", "fit_folder=fits", *more]
    return ["run", "loop.sums", "--skip-bad", "--out", "run", *(w for s in sets for w in ("--set", s))]


def test_each_round_sees_the_rows_before_it_and_each_fit_runs_once(assay_cli: Run, work: Path) -> None:
    """The second fit fails; what was trained before is not trained again."""
    (work / "fit.sh").write_text((work / "fit.sh").read_text() + "test -e fitted || touch fitted broken\n")
    stopped = assay_cli(*options())
    assert stopped.returncode == 2 and "sh ended with 3" in stopped.stderr, stopped.stderr
    assert "round-3.log; mend it, then --resume" in " ".join(stopped.stderr.split())
    assert (work / "fits" / "round-3.log").read_text() == "no GPU\n"
    (work / "broken").unlink()
    done = assay_cli(*options(), "--resume")
    assert done.returncode == 0, done.stderr
    made = [json.loads(row["provenance"]["extra"]) for row in dataset.read_rows(work / "run" / "data")]
    assert [(m["round"], m["first"]) for m in made] == [(1, 0), (1, 0), (2, 3), (2, 3), (3, 6), (3, 6)]
    prompts = [row["prompt"] for row in dataset.read_rows(work / "run" / "data")]
    assert prompts == [f"What is {a} + {b}?" for b in (0, 2, 4) for a in (1, 3)]
    assert (work / "fits.txt").read_text().split() == ["2", "4"]
    line = json.loads((work / "fits" / "round-2.jsonl").read_text().splitlines()[0])
    assert set(line) == {"id", "prompt", "messages", "answer", "reference"}


def test_rows_of_its_own_are_fitted_on_before_the_first_round(assay_cli: Run, work: Path) -> None:
    done = assay_cli(*options("base=true"))
    assert done.returncode == 0, done.stderr
    assert (work / "fits.txt").read_text().split() == ["1", "3", "5"]


@pytest.mark.parametrize(
    ("sets", "sentence"),
    [
        (["fit=no-such-trainer {data}"], "cannot start no-such-trainer"),
        (["fit=sh -c 'train {data}"], "No closing quotation"),
        (["fit=train"], "fit needs {data} in its command, and fit_folder"),
        (["fit="], 'add fit="COMMAND {data}"'),
        (["rounds=0"], "rounds is 0, must be 1 or more"),
        (["numbers=wrong.jsonl"], "no row to fit the model on before round 2"),
    ],
)
def test_what_cannot_go_round_is_refused_with_a_sentence(
    assay_cli: Run, work: Path, sets: list[str], sentence: str
) -> None:
    (work / "wrong.jsonl").write_text('{"a": 13}\n')
    done = assay_cli(*options(*sets))
    assert done.returncode == 2 and sentence in " ".join(done.stderr.split()), done.stderr
    assert "Traceback" not in done.stderr


def test_an_interrupted_run_leaves_no_fit_behind(work: Path) -> None:
    (work / "fit.sh").write_text("sleep 1000 & echo $! > pid; echo began; wait\n")
    command = [sys.executable, "-c", "from assay.cli import main; main()", *options()]
    run = subprocess.Popen(command, cwd=work, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    log = work / "fits" / "round-2.log"
    end = time.monotonic() + 120
    while not (log.exists() and log.read_text()):
        assert run.poll() is None and time.monotonic() < end
        time.sleep(0.1)
    run.send_signal(signal.SIGINT)
    assert run.wait(60) == 130
    sleeper = Path("/proc") / (work / "pid").read_text().strip() / "status"
    assert not sleeper.exists() or "Z (zombie)" in sleeper.read_text()
    assert not (work / "fits" / "round-2.done").exists()


def test_seeds_are_asked_for_anew_in_each_round() -> None:
    class Params(ops.Rounds):
        needs_fit = False

    calls: list[int] = []

    def seeds() -> list[Seed]:
        calls.append(1)
        return [Seed({"n": len(calls)}), Seed({}, problem="bad")]

    made = list(ops.in_rounds(Params(rounds=2), seeds))
    assert [seed.fields for seed in made if not seed.problem] == [
        {"n": 1, "round": 1, "first": 0},
        {"n": 2, "round": 2, "first": 1},
    ]
