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


@pytest.fixture
def loop(work: Path) -> Path:
    (work / "n.jsonl").write_text('{"a": 1}\n{"a": 13}\n{"b": 2}\n{"a": 3}\n')
    (work / "fit.sh").write_text('test ! -e broken || { echo no GPU; exit 3; }\nwc -l < "$1" >> fits.txt\n')
    return work


def options(*more: str, fit: str = "sh fit.sh {data}") -> list[str]:
    sets = ["numbers=n.jsonl", "rounds=3", f"fit={fit}", "fit_folder=fits", *more]
    return ["run", "loop.sums", "--skip-bad", "--out", "run", *(w for s in sets for w in ("--set", s))]


def test_each_round_sees_the_rows_before_it_and_each_fit_runs_once(assay_cli: Run, loop: Path) -> None:
    """The second fit fails; what was trained before is not trained again."""
    (loop / "fit.sh").write_text((loop / "fit.sh").read_text() + "test -e fitted || touch fitted broken\n")
    stopped = assay_cli(*options())
    assert stopped.returncode == 2 and "sh ended with 3" in stopped.stderr, stopped.stderr
    assert "round-3.log; mend it, then --resume" in " ".join(stopped.stderr.split())
    assert (loop / "fits" / "round-3.log").read_text() == "no GPU\n"
    (loop / "broken").unlink()
    done = assay_cli(*options(), "--resume")
    assert done.returncode == 0, done.stderr
    made = [json.loads(row["provenance"]["extra"]) for row in dataset.read_rows(loop / "run" / "data")]
    assert [(m["round"], m["first"]) for m in made] == [(1, 0), (1, 0), (2, 3), (2, 3), (3, 6), (3, 6)]
    prompts = [row["prompt"] for row in dataset.read_rows(loop / "run" / "data")]
    assert prompts == [f"What is {a} + {b}?" for b in (0, 2, 4) for a in (1, 3)]
    assert (loop / "fits.txt").read_text().split() == ["2", "4"]
    line = json.loads((loop / "fits" / "round-2.jsonl").read_text().splitlines()[0])
    assert set(line) == {"id", "prompt", "messages", "answer", "reference", "pair"}


def test_rows_of_its_own_are_fitted_on_before_the_first_round(assay_cli: Run, loop: Path) -> None:
    done = assay_cli(*options("base=true"))
    assert done.returncode == 0, done.stderr
    assert (loop / "fits.txt").read_text().split() == ["1", "3", "5"]


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
    assay_cli: Run, loop: Path, sets: list[str], sentence: str
) -> None:
    (loop / "wrong.jsonl").write_text('{"a": 13}\n')
    done = assay_cli(*options(*sets))
    assert done.returncode == 2 and sentence in " ".join(done.stderr.split()), done.stderr
    assert "Traceback" not in done.stderr


def test_an_interrupted_run_leaves_no_fit_behind(loop: Path) -> None:
    (loop / "fit.sh").write_text("sleep 1000 & echo $! > pid; echo began; wait\n")
    command = [sys.executable, "-c", "from assay.cli import main; main()", *options()]
    run = subprocess.Popen(command, cwd=loop, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    log = loop / "fits" / "round-2.log"
    end = time.monotonic() + 120
    while not (log.exists() and log.read_text()):
        assert run.poll() is None and time.monotonic() < end
        time.sleep(0.1)
    run.send_signal(signal.SIGINT)
    assert run.wait(60) == 130
    sleeper = Path("/proc") / (loop / "pid").read_text().strip() / "status"
    assert not sleeper.exists() or "Z (zombie)" in sleeper.read_text()
    assert not (loop / "fits" / "round-2.done").exists()


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
