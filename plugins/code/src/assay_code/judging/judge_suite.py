"""Tests as a response: they must pass on a correct program, and find faults in wrong ones."""

from __future__ import annotations

import ast
import sys

from assay import BadReference, Sample, Status, Verdict
from assay.sandbox import Unsupported
from assay_code.judging.candidate import Candidate, Stopped
from assay_code.judging.code_text import NoProgram, parse
from assay_code.judging.find_program import Program, only_program
from assay_code.judging.judge import Report, run_once
from assay_code.judging.meant import meant
from assay_code.judging.names import defined
from assay_code.judging.reference import Testsuite
from assay_code.judging.report import SURVIVES, Checks
from assay_code.judging.rewrite import Rewritten, rewrite
from assay_code.judging.suite import Suite

_MODULES = frozenset(
    "__future__ abc collections copy dataclasses datetime decimal enum fractions functools itertools json math operator pytest random re statistics string typing unittest".split()
)
_REACHING = frozenset(
    "eval exec compile globals locals vars open input breakpoint __import__ getattr setattr delattr exit quit help memoryview".split()
)

_INNER = frozenset(
    "sys os io builtins bltns modules codecs inspect linecache importlib attrgetter methodcaller format_map Formatter get_field vformat "
    "eval exec getattr setattr delattr globals locals vars settrace setprofile gi_frame tb_frame f_globals f_locals f_back f_builtins "
    "f_code".split()
)
_FAILS = ("wrong_output", "raised", "not_raised")
_CHANCE = frozenset("now today utcnow SystemRandom urandom uuid4 id".split())
"""What gives something else each time. Functions of ``random`` do not, where it is given a seed."""


def judge_suite(sample: Sample) -> Verdict:
    """Run the tests of a response on the solution and on each mutant."""
    wanted = sample.part(Testsuite)
    entry = wanted.entry
    _check_programs(wanted)
    program = only_program(sample.response, (), wanted=lambda tree: _has_tests(tree, entry))
    tree = parse(program.source)
    assert tree is not None
    _check_source(tree, entry)
    read = meant(tree, (entry,))
    if read.vacuous:
        raise NoProgram("vacuous_tests", f"Whatever the program does, this holds: {read.vacuous[0][:120]}.")
    suite = Suite(entry, program.source, read.tree, (entry,))
    try:
        rewritten = rewrite(read.tree, (entry,))
    except Unsupported as error:
        raise NoProgram("not_tests", f"This cannot be run as tests: {error}.") from None
    first = _run(wanted.solution, rewritten, suite)
    right = first.verdict()
    found = Checks(program.span)
    claim = f"the tests pass on the correct {entry}"
    if right.status is Status.ERROR:
        raise NoProgram("broken_tests", right.message)
    if not right.accepted:
        if right.reason == "no_tests" or right.status is Status.REJECTED:
            reason = "fails_on_solution" if right.reason in _FAILS else right.reason
            found.failed("solution", claim, reason, right.message)
        else:
            found.unclear("solution", claim)
        return found.verdict()
    found.passed("solution", claim)
    killed = undecided = 0
    for number, mutant in enumerate(wanted.mutants, 1):
        label = f"mutant {number} of {len(wanted.mutants)}"
        report = _run(mutant, rewritten, suite)
        outcome = report.verdict()
        if outcome.status is Status.REJECTED and _is_found(report, first):
            killed += 1
            found.passed("mutant", label)
        elif outcome.status in (Status.REJECTED, Status.ACCEPTED):
            found.unclear("mutant", label, SURVIVES)
        else:
            undecided += 1
            found.unclear("mutant", label, outcome.reason, outcome.message)
    if not _run(wanted.solution, rewritten, suite).verdict().accepted:
        raise NoProgram("not_deterministic", "The tests pass on the correct program at times only.")
    needed = f"{killed} of {len(wanted.mutants)} faulty programs fail"
    least = wanted.min_kill * len(wanted.mutants)
    if killed < least <= killed + undecided:
        message = f"{needed}, and on {undecided} of the others there is no verdict."
        return found.verdict(stopped=Stopped("undecided_mutants", message, undecided=True))
    if killed < least:
        found.failed("strength", needed, "weak_tests", f"at least {wanted.min_kill:.0%} have to")
    else:
        found.passed("strength", needed)
    return found.verdict(allow_undecided=True)


def _check_programs(wanted: Testsuite) -> None:
    """A solution or a mutant that is no program says nothing of tests; raises :class:`~assay.BadReference`."""
    for source in (wanted.solution, *wanted.mutants):
        tree = parse(source)
        if tree is None or wanted.entry not in defined(tree):
            what = "solution" if source == wanted.solution else "mutant"
            raise BadReference(f"A {what} of the reference is no Python source that defines {wanted.entry}.")
    try:
        Candidate(Program(wanted.solution)).close()
    except Stopped as stopped:
        if stopped.undecided:
            raise
        raise BadReference(f"The solution of the reference does not load: {stopped.message}") from None


def _has_tests(tree: ast.Module, entry: str) -> bool:
    names = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name)}
    says = any(isinstance(n, ast.Assert | ast.Raise | ast.With | ast.ClassDef) for n in ast.walk(tree))
    return says and entry in names


def _check_source(tree: ast.Module, entry: str) -> None:
    """Tests only call, compare and raise: what could look into the process that runs them is refused."""
    if _draws(tree):
        raise NoProgram("not_deterministic", "The tests draw at random without a seed.")
    for node in ast.walk(tree):
        problem = ""
        if isinstance(node, ast.Import):
            problem = next((a.name for a in node.names if a.name.split(".")[0] not in _MODULES), "")
        elif isinstance(node, ast.ImportFrom):
            known = (node.module or "").split(".")[0] in _MODULES
            ours = any(alias.name == entry for alias in node.names)
            problem = "" if known or ours else node.module or "."
            problem = problem or next((a.name for a in node.names if _is_inner(a.name)), "")
        elif isinstance(node, ast.Name) and (node.id in _REACHING or node.id.startswith("_assay")):
            problem = node.id
        elif isinstance(node, ast.Attribute) and (node.attr.startswith("_") or node.attr in _INNER):
            problem = node.attr
        elif isinstance(node, ast.Attribute | ast.Name) and _word(node) in _CHANCE and _is_read(node):
            raise NoProgram("not_deterministic", f"The tests use {_word(node)}, which differs each time.")
        elif (isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name == entry) or (
            isinstance(node, ast.Name) and node.id == entry and not isinstance(node.ctx, ast.Load)
        ):
            problem = f"a {entry} of their own"
        if problem:
            raise NoProgram(
                "not_tests", f"The tests use {problem[:60]}, which tests of a function have no need of."
            )


def _draws(tree: ast.Module) -> bool:
    """Whether tests import random and give it no seed."""
    named = {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
    froms = {n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
    seeded = any(
        isinstance(n, ast.Call)
        and isinstance(n.func, ast.Attribute | ast.Name)
        and _word(n.func) in ("seed", "Random")
        and n.args
        for n in ast.walk(tree)
    )
    return "random" in named | froms and not seeded


def _is_inner(name: str) -> bool:
    """Whether a name that tests import leads out of what tests need."""
    modules = sys.stdlib_module_names - _MODULES - {"time"}  # of datetime
    return name.startswith("_") or name in _INNER | _REACHING | modules


def _word(node: ast.Attribute | ast.Name) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id


def _is_read(node: ast.Attribute | ast.Name) -> bool:
    return isinstance(node.ctx, ast.Load)


def _run(source: str, rewritten: Rewritten, suite: Suite) -> Report:
    return run_once(Program(source), rewritten, suite)


def _is_found(report: Report, right: Report) -> bool:
    """Whether tests that fail on a mutant fail because of it: some call came to something else there."""
    if report.stopped is not None:
        return report.calls > 0  # one that does not load was not found by the tests
    for mine, theirs in zip(report.log, right.log, strict=False):
        if mine[:3] == theirs[:3] and mine != theirs:
            return True
        if mine[:3] != theirs[:3]:
            raise NoProgram("not_deterministic", "The tests call with other arguments each time.")
    raise NoProgram("not_deterministic", "The tests fail on a program that answered like the correct one.")
