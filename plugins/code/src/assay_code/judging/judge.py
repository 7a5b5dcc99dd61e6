"""Tests that are programs: run in a sandbox of their own, which calls the candidate in its."""

from __future__ import annotations

import ast
import builtins
from dataclasses import dataclass
from typing import Any

from assay import Status, Verdict, sandbox
from assay.sandbox import Ended, Limits
from assay_code.judging import inside
from assay_code.judging.bridge import Bridge
from assay_code.judging.candidate import Stopped, how_to_install, misfit, only_misfits
from assay_code.judging.find_program import Program
from assay_code.judging.names import names_in
from assay_code.judging.report import Checks
from assay_code.judging.rewrite import Rewritten, rewrite
from assay_code.judging.state import Made, check_order
from assay_code.judging.suite import Suite

JUDGE = Limits(wall=45.0, cpu=30.0, output=16 << 20)


@dataclass(frozen=True, slots=True)
class Report:
    """What a run of the tests came to. ``problem`` is about the tests themselves, not about the candidate."""

    checks: Checks
    stopped: Stopped | None
    problem: tuple[Status, str, str] | None
    changed: bool
    calls: int
    log: list[tuple[Any, ...]]
    gives: tuple[bool, ...] = ()
    """Of each call, whether it returned something."""
    raised: frozenset[str] = frozenset()
    """The names of all errors out of calls."""
    slips: frozenset[str] = frozenset()
    """Errors out of calls that nobody raises as an answer."""
    made: Made = ()
    """The calls of the program's functions, as far as they depend on nothing but their arguments."""
    prepared: bool = False
    """Whether the environment, files or seeds of the tests went over to the program."""

    def verdict(self) -> Verdict:
        if self.problem and not (self.stopped or self.checks.any_failed()):
            return Verdict(*self.problem, tuple(self.checks.checks))
        found = self.checks.verdict(stopped=self.stopped)
        if found.accepted and not self.calls:
            return Verdict(
                Status.REJECTED, "not_called", "The tests never got to call the program.", found.checks
            )
        return found


def run_tests(program: Program, suite: Suite) -> Verdict:
    """The verdict on a program by tests of any kind."""
    rewritten = rewrite(suite.tree, suite.entries)
    report = run_once(program, rewritten, suite)
    found = report.verdict()
    unnamed = report.slips - names_in(suite.tree)
    if found.accepted and unnamed:
        message = f"The tests take a {min(unnamed)} of the program's for the exception that they expect."
        return Verdict(Status.ABSTAINED, "raised", message, found.checks)
    if found.accepted:
        if name := only_misfits(report.made):
            raise misfit(name)
        check_order(program, report.made)
    if found.accepted and report.prepared and _reads_environment(suite.tree):
        message = "The tests read their environment, which the program got too: it may hold what they expect."
        return Verdict(Status.ABSTAINED, "unsupported", message, found.checks)
    if found.status is Status.REJECTED and report.stopped is None and (word := _sets_up(suite)):
        message = f"The tests prepare their own process ({word}), which is not the program's."
        return Verdict(Status.ABSTAINED, "unsupported", message, found.checks)
    lost = _lost(report.raised, suite.tree, suite.entries)
    if found.status is Status.REJECTED and report.stopped is None and lost:
        message = f"The tests look at a {lost} of the program's more closely than it crosses."
        return Verdict(Status.ABSTAINED, "unsupported", message, found.checks)
    if found.accepted and report.changed:
        # A function that empties its argument also changes what the tests compare with.
        again = run_once(program, rewritten, suite, report.gives).verdict()
        if not again.accepted:
            message = (
                "The tests pass only because the function changes its arguments and returns something too."
            )
            return Verdict(Status.ABSTAINED, "changes_arguments", message, found.checks)
    return found


_SET_UP = frozenset(
    "patch mock_open monkeypatch environ putenv seed tempfile mkdtemp mkstemp TemporaryDirectory NamedTemporaryFile"
    " write_text write_bytes mkdir makedirs chdir stdin assertLogs assertWarns catch_warnings setrecursionlimit setlocale setcontext getcontext"
    " localcontext sqlite3 signal socket".split()
)
"""What tests change of a process, for a program that runs in the same one."""


def _sets_up(suite: Suite) -> str:
    """A name by which the tests change their process, ``""`` if they do not."""
    found = names_in(suite.tree) & _SET_UP - set(suite.entries)
    calls = [node for node in ast.walk(suite.tree) if isinstance(node, ast.Call)]
    opened = any(ast.unparse(call.func) in ("open", "io.open") for call in calls)
    return min(found) if found else "open" if opened else ""


def _reads_environment(tree: ast.AST) -> bool:
    """Whether the tests take something out of ``os.environ``."""
    for node in ast.walk(tree):
        match node:
            case ast.Subscript(ast.Attribute(attr="environ") | ast.Name("environ"), ctx=ast.Load()):
                return True
            case ast.Call(ast.Attribute(ast.Attribute(attr="environ") | ast.Name("environ"), name)):
                if name not in ("update", "clear", "setdefault"):
                    return True
            case ast.Attribute(attr="getenv") | ast.Name("getenv"):
                return True
    return False


def _lost(raised: frozenset[str], tree: ast.AST, entries: tuple[str, ...]) -> str:
    """An exception that the program raised, of which the tests ask for what does not cross: its class or its ``args``."""
    names = names_in(tree)
    if raised and "args" in {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}:
        return min(raised)
    unknown = {name for name in raised if not hasattr(builtins, name) and name not in entries}
    return min((name for name in unknown if name in names or " " in name), default="")


def run_once(
    program: Program,
    rewritten: Rewritten,
    suite: Suite,
    gives: tuple[bool, ...] | None = None,
) -> Report:
    """One run of the tests on a program; with ``gives`` of an earlier run, calls that return get copies."""
    if taken := inside.names() & set(rewritten.names.values()):
        unsupported = Stopped("unsupported", f"The tests call a {min(taken)}.", undecided=True)
        return Report(Checks(), unsupported, None, False, 0, [])
    try:
        bridge = Bridge(program, rewritten, gives)
    except Stopped as stopped:
        return Report(Checks(), stopped, None, False, 0, [])
    entry = suite.entry or (suite.entries[-1] if suite.entries else "")
    with bridge:
        try:
            externals = bridge.externals()
            bridge.judge = sandbox.current().load(inside.source(), externals=externals, limits=JUDGE)
            reply = bridge.judge.call(
                "_assay_judge",
                (rewritten.source, suite.preamble, rewritten.names, entry, gives, rewritten.constants),
            )
        except Stopped as stopped:
            return Report(Checks(), stopped, None, False, bridge.candidate.calls, bridge.log)
        except Ended as ended:
            limit = ended.outcome.limit
            problem = (
                (Status.ABSTAINED, "limit", f"The tests run into their limit of {limit}.")
                if limit
                else (Status.ERROR, "broken_tests", "The tests end their own process.")
            )
            return Report(Checks(), None, problem, False, bridge.candidate.calls, bridge.log)
        counts = reply.value
        if reply.raised is not None or type(counts) is not dict:
            problem = (Status.ERROR, "broken_tests", f"The tests cannot be run: {reply.raised}"[:300])
            return Report(Checks(), None, problem, False, bridge.candidate.calls, bridge.log)
        checks = _checks(counts, rewritten, program)
        problem_found = _problem(counts, bridge.candidate.calls)
        return Report(
            checks,
            None,
            problem_found,
            bridge.changed,
            bridge.candidate.calls,
            bridge.log,
            tuple(bridge.gives),
            frozenset(bridge.raised),
            frozenset(bridge.slips),
            () if bridge.prepared else bridge.candidate.made,
            bridge.prepared,
        )


def _checks(counts: dict[str, Any], rewritten: Rewritten, program: Program) -> Checks:
    found = Checks(program.span)
    bad = {site: (kind, text) for site, _, kind, text in counts["failures"] if site >= 0}
    for number, site in enumerate(rewritten.sites):
        claim = f"line {site.line}: {site.claim}"
        if number in bad:
            kind, text = bad[number]
            if kind in ("assert", "raised"):
                reason = "wrong_output" if kind == "assert" else "raised"
                found.failed("assert", claim, reason, text or "it does not hold")
        elif site.constant and not site.branched and counts["held"].get(number, 0):
            continue  # `assert True` says something only where not all ways lead to it
        elif counts["held"].get(number, 0):
            swallowed = counts["held"][number] != counts["entered"].get(number, 0)
            hollow = counts["hollow"].get(number, 0) == counts["held"][number]  # all() of nothing, each time
            (found.unclear if swallowed or hollow else found.passed)("assert", claim)
        elif counts["entered"].get(number, 0):
            found.unclear("assert", claim)
        elif site.constant:
            continue
        elif site.guarded or (site.function >= 0 and site.function not in counts["functions"]):
            # Under `if __name__ == ...`, or in a function that nobody called.
            found.unclear("assert", claim)
        elif site.function >= 0 and not site.branched and not counts["failures"]:
            # Its function returned before it came there.
            found.unclear("assert", claim)
        elif site.in_loop:
            # The loop had no round: whatever it was to show, it did not.
            found.unclear("assert", claim)
    for number, name in rewritten.functions.items():
        if number not in counts["functions"]:
            found.unclear("test", f"{name}, which nobody calls")
    for site_number, unit, kind, text in counts["failures"]:
        if site_number < 0 and kind in ("assert", "raised"):
            reason = "wrong_output" if kind == "assert" else "raised"
            found.failed("test", unit or "the tests", reason, text or "it does not hold")
    for unit, good in counts["units"]:
        if good and unit.rsplit(".", 1)[-1] in rewritten.asserting:
            found.passed("test", unit)
    if counts["extra"]:
        found.passed("raises", f"{counts['extra']} exceptions as expected")
    return found


def _problem(counts: dict[str, Any], calls: int) -> tuple[Status, str, str] | None:
    for _, unit, kind, text in counts["failures"]:
        where = f" in {unit}" if unit else ""
        if kind == "broken":
            return Status.ERROR, "broken_tests", f"The tests are wrong{where}: {text}"
        if kind == "import":
            return (
                Status.ABSTAINED,
                "missing_module",
                f"The tests need a module that the sandbox lacks: {text}.{how_to_install(text)}",
            )
        if kind == "unsupported":
            return Status.ABSTAINED, "unsupported", f"The tests use {text}"
    if counts["swallowed"] > 0:
        message = "An assertion that did not hold was swallowed by the tests."
        return Status.ABSTAINED, "swallowed", message
    if counts["unequal"]:
        message = "The tests compare what is expected with something of another length, as far as that goes."
        return Status.ABSTAINED, "vacuous_tests", message
    if counts["read_back"]:
        message = f"The tests read {counts['read_back'][0][:60]}, which the program got too: it may hold what they expect."
        return Status.ABSTAINED, "unsupported", message
    if counts["unsupported"]:
        return Status.ABSTAINED, "unsupported", f"Not all tests could be run: {counts['unsupported'][0]}."
    if counts["failures"] and not calls:
        return (
            Status.ERROR,
            "broken_tests",
            f"The tests fail before they call the program: {counts['failures'][0][3]}",
        )
    return None
