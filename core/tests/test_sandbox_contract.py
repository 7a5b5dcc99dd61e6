"""The contract of sandboxes bites: backends that are bad in one way each fail by the checks that are named so."""

from __future__ import annotations

import importlib.util
import sys
import tempfile
import unittest
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from assay import sandbox
from assay.testing import SandboxUnderTest, check_sandbox, sandbox_checks

HARM = "ASSAY-WOULD-HARM"


@pytest.fixture(scope="module")
def bad() -> Iterator[ModuleType]:
    path = Path(__file__).with_name("plugins") / "bad_sandboxes.py"
    spec = importlib.util.spec_from_file_location("bad_sandboxes", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["bad_sandboxes"] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules["bad_sandboxes"]


@pytest.fixture(autouse=True)
def own_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


def found(opener: Any, *only: str, **more: Any) -> dict[str, str]:
    """The message of each check, empty where it passed."""
    findings = list(check_sandbox(opener, only=only, **more))
    assert not any(HARM in finding.message for finding in findings), findings
    return {finding.name: finding.message if finding.bad else "" for finding in findings}


def failing(found: dict[str, str]) -> set[str]:
    return {name for name, message in found.items() if message}


DANGEROUS = ("hostile.*", "files.writing_outside", "privilege.*", "processes.*", "life.killed.in_a_fork_bomb")


def test_a_process_is_no_sandbox_and_nothing_dangerous_is_run_in_it(bad: ModuleType) -> None:
    told = found(bad.Bare, "network.*", "files.*", *DANGEROUS)
    assert {
        "network.host",
        "network.sockets",
        "files.host",
        "files.environment",
        "processes.seen",
    } <= failing(told)
    assert "tcp" in told["network.host"] and "unix" in told["network.host"]
    assert "os.environ" in told["files.environment"] and "sees" in told["processes.seen"]
    assert "may gain privileges" in told["privilege.user"]
    guarded = {check.name for check in sandbox_checks(only=DANGEROUS)} - {"processes.seen", "privilege.user"}
    assert {name for name in told if "not run, since it could do harm" in told[name]} == guarded


def test_what_it_does_well_passes(bad: ModuleType) -> None:
    """So the contract does not merely fail everything."""
    told = found(
        bad.Bare,
        "run.prints",
        "run.ends.exit_7",
        "run.ends.signal",
        "run.stdin",
        "call.sessions",
        "limits.wall",
    )
    assert not failing(told), told
    told = found(bad.Bare, "value.crosses.[nlt]*")
    assert {"value.crosses.none", "value.crosses.text", "value.crosses.list"}.isdisjoint(failing(told)), told
    assert "value.crosses.nan" in failing(told)  # it has no way to write it


@pytest.mark.parametrize(
    ("toy", "only", "fails", "words"),
    [
        (
            "Patient",
            ("limits.wall", "limits.cpu", "hostile.fork_bomb"),
            {"limits.wall", "limits.cpu"},
            "exit_code=0",
        ),
        ("Pickling", ("value.objects_on_the_host",), {"value.objects_on_the_host"}, "was run in our process"),
        (
            "Lossy",
            ("value.subclasses", "value.crosses.tuple"),
            {"value.subclasses", "value.crosses.tuple"},
            "came",
        ),
        ("Trusting", ("value.liars", "forge.equality"), {"value.liars"}, "came out as"),
        ("Leaky", ("state.values", "state.modules"), {"state.values", "state.modules"}, ""),
        ("Leaky", ("state.interpreter",), {"state.interpreter"}, ""),
        ("Messy", ("life.close", "state.modules"), {"life.close", "state.modules"}, "left"),
    ],
)
def test_each_fault_has_its_check(
    bad: ModuleType, toy: str, only: tuple[str, ...], fails: set[str], words: str
) -> None:
    told = found(getattr(bad, toy), *only)
    assert fails <= failing(told), told
    assert all(words in told[name] for name in fails if "not run" not in told[name]), told


@pytest.mark.parametrize("toy", ["Echo", "Mute"])
def test_one_that_runs_nothing_passes_nothing_that_matters(toy: str) -> None:
    path = Path(__file__).with_name("plugins") / "box_sandboxes.py"
    spec = importlib.util.spec_from_file_location("box_sandboxes_", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    told = found(
        lambda: getattr(module, toy)("x"),
        "run.*",
        "network.*",
        "files.*",
        "processes.*",
        "privilege.*",
        "hostile.*",
    )
    passed = set(told) - failing(told)
    assert passed <= {"run.runtime", "run.ends.nothing", "run.ends.exit"}, passed


def test_what_it_cannot_run_must_be_declared(bad: ModuleType) -> None:
    told = found(bad.Silent, "run.*")
    assert failing(told) == set(told) - {"run.runtime"}
    assert "unsupported: not today; if this kind of sandbox" in told["run.prints"]
    reason = {"run.[!r]*": "unsupported: it runs nothing", "run.random": "unsupported: nothing"}
    findings = list(check_sandbox(bad.Silent, only=["run.*"], deviations=reason))
    assert {finding.state for finding in findings if finding.name != "run.runtime"} == {"deviates"}
    assert findings[0].message == "it runs nothing (unsupported: not today)"


def test_deviations_are_strict(bad: ModuleType) -> None:
    box = SandboxUnderTest(bad.Bare)
    only = ["run.prints", "value.crosses.nan"]
    states = {f.name: f.state for f in check_sandbox(box, only=only, deviations={"*n*s": "x"})}
    assert states == {"run.prints": "passes unexpectedly", "value.crosses.nan": "failed"}
    states = {
        f.name: f.state for f in check_sandbox(box, only=only, deviations={"value.crosses.nan": "no NaN"})
    }
    assert states == {"run.prints": "passed", "value.crosses.nan": "deviates"}
    # A hole is not excused by a program that was expected not to run.
    (one,) = check_sandbox(box, only=only[1:], deviations={"value.crosses.nan": "unsupported: no NaN"})
    assert one.bad and "deviations expect something else" in one.message
    (check,) = sandbox_checks(only=only[1:], deviations={"value.crosses.nan": "no NaN"})
    with pytest.raises(unittest.SkipTest, match="no NaN"):
        check(box)
    for wrong in ({"run.nothing_of_that_name": "x"}, {"run.prints": " "}, {"run.prints": "unsupported: "}):
        with pytest.raises(ValueError, match="run"):
            sandbox_checks(deviations=wrong)
    box.close()


def test_a_check_is_a_parameter_of_pytest_and_says_what_is_wrong(bad: ModuleType) -> None:
    checks = sandbox_checks(only=["run.prints", "value.crosses.nan"])
    assert [check.__name__ for check in checks] == ["run.prints", "value.crosses.nan"]
    box = SandboxUnderTest(bad.Bare)
    checks[0](box)
    with pytest.raises(AssertionError, match=r"value\.crosses\.nan \(A plain value crosses in both ways"):
        checks[1](box)
    box.close()


def test_names_are_unique_and_each_check_says_what_it_proves() -> None:
    checks = sandbox_checks()
    names = [check.name for check in checks]
    assert len(names) == len(set(names)) > 150
    assert all(check.proves for check in checks)
    order = {name: place for place, name in enumerate(names)}
    for check in checks:
        assert all(order[need.name] < order[check.name] for need in check.needs), check.name
    assert names[-1] == "hostile.many_runs"


def test_one_that_does_not_open_is_unavailable() -> None:
    def refuse() -> sandbox.Sandbox:
        raise sandbox.Unavailable("No engine. Start one.")

    with pytest.raises(sandbox.Unavailable, match="No engine"):
        list(check_sandbox(refuse))
    with pytest.raises(sandbox.Unavailable, match="No engine"):
        sandbox_checks(only=["run.prints"])[0](refuse)
