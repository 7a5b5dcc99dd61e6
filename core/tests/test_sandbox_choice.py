"""``--sandbox``: which backend runs the code, what a run says of it, and what happens where none works."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import assay

BOXES = '''
import assay
from assay import sandbox

class Echo:
    """Runs nothing: gives the source back."""
    def __init__(self, runtime):
        self.runtime = runtime
    def run(self, source, **options):
        return sandbox.Outcome(0, stdout=source.encode())
    def close(self):
        pass

def refuse():
    raise sandbox.Unavailable("The kernel has no namespaces. Install something.")

@assay.verifier("box.says_yes", sandboxed=True)
def says_yes(sample):
    """Does the program say yes?"""
    ok = sandbox.current().run(sample.response).stdout == b"yes"
    return assay.Verdict(assay.Status.ACCEPTED if ok else assay.Status.REJECTED, "ok" if ok else "no")

@assay.hookimpl
def assay_register_verifiers():
    return [says_yes]

@assay.hookimpl
def assay_register_sandboxes():
    return [
        assay.SandboxBackend("sandbox.never", open=refuse, rank=-3),
        assay.SandboxBackend("sandbox.second", open=lambda: Echo("echo two"), rank=-1),
        assay.SandboxBackend("sandbox.first", open=lambda: Echo("echo one"), rank=-2),
    ]
'''


@pytest.fixture
def work(install: Callable[..., None], tmp_path: Path) -> Path:
    install("box", BOXES)
    (tmp_path / "work").mkdir(exist_ok=True)
    (tmp_path / "work" / "in.jsonl").write_text('{"response": "yes"}\n{"response": "no"}\n')
    return tmp_path / "work"


def test_auto_takes_the_first_that_works_and_rows_say_which(
    work: Path, assay_cli: Callable[..., object]
) -> None:
    for option, name, runtime in (((), "first", "echo one"), (("--sandbox", "second"), "second", "echo two")):
        done = assay_cli("verify", "in.jsonl", "-v", "box.says_yes", "--out", name, *option)
        assert done.returncode == 0, done.stderr
        run = json.loads((work / name / "run.json").read_text())
        assert (run["sandbox"], run["runtime"]["sandbox"]) == (name, runtime)
        lines = [json.loads(line) for line in (work / name / "verdicts.jsonl").read_text().splitlines()]
        assert [(line["status"], line["runtime"]) for line in lines] == [
            ("accepted", runtime),
            ("rejected", runtime),
        ]
        (row,) = (json.loads(line) for line in next((work / name / "data").iterdir()).open())
        assert row["certificate"]["runtime"]["sandbox"] == runtime
        assert f"code run with {runtime}" in (work / name / "README.md").read_text()
    again = assay_cli(
        "verify", "in.jsonl", "-v", "box.says_yes", "--out", "first", "--resume", "--sandbox", "second"
    )
    assert again.returncode == 2 and "another sandbox" in again.stderr
    assert (
        assay_cli("audit", "first", "--sandbox", "second").returncode == 0
    )  # another machine has another one


def test_what_is_missing_is_said_before_anything_is_written(
    work: Path, assay_cli: Callable[..., object]
) -> None:
    done = assay_cli("verify", "in.jsonl", "-v", "box.says_yes", "--out", "x", "--sandbox", "never")
    assert done.returncode == 2 and "The kernel has no namespaces. Install something" in done.stderr
    assert not (work / "x").exists()
    done = assay_cli("verify", "in.jsonl", "-v", "box.says_yes", "--sandbox", "firts")
    assert done.returncode == 2 and "did you mean" in done.stderr


@pytest.mark.usefixtures("work")
def test_from_python() -> None:
    verdict = assay.verify("box.says_yes", response="yes", sandbox="second")
    assert verdict.accepted and verdict.runtime == "echo two"
    assert assay.verify("box.says_yes", response="yes").runtime == "echo one"
