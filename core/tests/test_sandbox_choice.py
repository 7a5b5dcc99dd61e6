"""``--sandbox``: which backend runs the code, what a run says of it, and what happens where none works."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import assay

PLUGINS = ("box",)


@pytest.fixture
def box(work: Path) -> Path:
    (work / "in.jsonl").write_text('{"response": "yes"}\n{"response": "no"}\n')
    return work


def test_auto_takes_the_first_that_works_and_rows_say_which(box: Path, assay_cli: Callable[..., Any]) -> None:
    for option, name, runtime in (((), "first", "echo one"), (("--sandbox", "second"), "second", "echo two")):
        done = assay_cli("verify", "in.jsonl", "-v", "box.says_yes", "--out", name, *option)
        assert done.returncode == 0, done.stderr
        run = json.loads((box / name / "run.json").read_text())
        assert (run["sandbox"], run["runtime"]["sandbox"]) == (name, runtime)
        lines = [json.loads(line) for line in (box / name / "verdicts.jsonl").read_text().splitlines()]
        assert [(line["status"], line["runtime"]) for line in lines] == [
            ("accepted", runtime),
            ("rejected", runtime),
        ]
        (row,) = (json.loads(line) for line in next((box / name / "data").iterdir()).open())
        assert row["certificate"]["runtime"]["sandbox"] == runtime
        assert f"code run with {runtime}" in (box / name / "README.md").read_text()
    again = assay_cli(
        "verify", "in.jsonl", "-v", "box.says_yes", "--out", "first", "--resume", "--sandbox", "second"
    )
    assert again.returncode == 2 and "another sandbox" in again.stderr
    assert (
        assay_cli("audit", "first", "--sandbox", "second").returncode == 0
    )  # another machine has another one


@pytest.mark.parametrize("name", ["docker", "sandbox.docker"])
def test_docker_says_what_docker_lacks(
    box: Path, assay_cli: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Whatever else works here, the one that was asked for is the one that is told of."""
    pytest.importorskip("assay_sandboxes")
    monkeypatch.setenv("DOCKER_HOST", f"unix://{box}/nowhere.sock")
    options = ("-v", "box.says_yes", "--out", "x", "--sandbox", name)
    with pytest.raises(assay.UsageError, match="docker' does not work here") as told:
        assay.verify("box.says_yes", response="yes", sandbox=name)
    for said in (assay_cli("verify", "in.jsonl", *options).stderr, str(told.value)):
        assert f"docker: There is no Docker engine at unix://{box}/nowhere.sock" in said
        assert "no sandbox works here" not in said and "first" not in said


def test_what_is_missing_is_said_before_anything_is_written(box: Path, assay_cli: Callable[..., Any]) -> None:
    done = assay_cli("verify", "in.jsonl", "-v", "box.says_yes", "--out", "x", "--sandbox", "never")
    assert done.returncode == 2 and done.stderr == (
        "assay: sandbox 'never' does not work here. never: The kernel has no namespaces. Install something\n"
    )
    assert not (box / "x").exists()
    done = assay_cli("verify", "in.jsonl", "-v", "box.says_yes", "--out", "x", "--sandbox", "buggy")
    assert done.returncode == 2
    assert re.search(r"buggy: opening it failed at \S*box_sandboxes\.py:\d+: KeyError: 'engine'", done.stderr)
    done = assay_cli("verify", "in.jsonl", "-v", "box.says_yes", "--sandbox", "firts")
    assert done.returncode == 2 and "did you mean" in done.stderr


@pytest.mark.usefixtures("toys")
def test_from_python() -> None:
    verdict = assay.verify("box.says_yes", response="yes", sandbox="second")
    assert verdict.accepted and verdict.runtime == "echo two"
    assert assay.verify("box.says_yes", response="yes").runtime == "echo one"


@pytest.mark.usefixtures("toys")
def test_two_sandboxes_at_once_and_each_verdict_from_its_own() -> None:
    def runtime(sandbox: str) -> str:
        return assay.verify("box.says_yes", response="yes", sandbox=sandbox).runtime

    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(runtime, ["first", "second"] * 20))
    assert found == ["echo one", "echo two"] * 20


def test_an_audit_uses_the_sandbox_that_it_is_told(box: Path, assay_cli: Callable[..., Any]) -> None:
    """``echo first`` gives the program back; ``mute`` gives nothing, and so proves nothing."""
    assert assay_cli("verify", "in.jsonl", "-v", "box.says_yes", "--out", "run").returncode == 0
    done = assay_cli("audit", "run", "--sandbox", "mute")
    assert done.returncode == 1 and "0 of 1 row proved again" in done.stdout, done.stdout


@pytest.mark.parametrize(
    ("verb", "verifier"), [("audit", "box.says_yes"), ("audit", "assay.reply"), ("verify", "assay.reply")]
)
def test_a_sandbox_that_there_is_not_is_refused_in_a_sentence(
    box: Path, assay_cli: Callable[..., Any], verb: str, verifier: str
) -> None:
    """Also where no code is run: it was asked for in vain."""
    assert assay_cli("verify", "in.jsonl", "-v", verifier, "--out", "run").returncode == 0
    before = {file: file.read_bytes() for file in (box / "run").rglob("*") if file.is_file()}
    told = {"audit": ("run",), "verify": ("in.jsonl", "-v", verifier, "--out", "other")}[verb]
    for name in ("nonsense", "firts", ""):
        done = assay_cli(verb, *told, "--sandbox", name)
        assert (done.returncode, done.stdout) == (2, "") and done.stderr.count("\n") == 1, done.stderr
        assert done.stderr.startswith("assay: ") and repr(name) in done.stderr
    assert not (box / "other").exists()
    assert before == {file: file.read_bytes() for file in (box / "run").rglob("*") if file.is_file()}


def test_an_audit_whose_sandbox_does_not_work_here_proves_nothing(
    box: Path, assay_cli: Callable[..., Any]
) -> None:
    assert assay_cli("verify", "in.jsonl", "-v", "box.says_yes", "--out", "run").returncode == 0
    done = assay_cli("audit", "run", "--sandbox", "never")
    assert (done.returncode, done.stdout) == (2, "")
    assert "The kernel has no namespaces. Install something" in done.stderr
