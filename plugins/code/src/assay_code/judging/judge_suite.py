"""Tests as a response: they must pass on a correct program, and find faults in wrong ones."""

from __future__ import annotations

import ast
import sys
from typing import Any

from assay import Check, Sample, Status, Verdict
from assay.sandbox import Unsupported
from assay_code.judging.find_program import NoProgram, Program, find_program, parse
from assay_code.judging.judge import Report, run_once
from assay_code.judging.reference import BadReference, TestsReference
from assay_code.judging.report import failed, not_run, passed, verdict
from assay_code.judging.rewrite import Rewritten, rewrite

MAX_MUTANTS = 100
MIN_KILL = 0.8
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
_CHANCE = frozenset("now today utcnow SystemRandom urandom uuid4 id".split())
"""What gives something else each time. Functions of ``random`` do not, where it is given a seed."""


def judge_suite(sample: Sample, data: Any) -> Verdict:
    """Run the tests of a response on the solution and on each mutant."""
    entry, solution, mutants, least = _read(data)
    program = find_program(sample.response, (), wanted=lambda tree: _has_tests(tree, entry))
    tree = parse(program.source)
    assert tree is not None
    _check_source(tree, entry)
    reference = TestsReference(entry, program.source, tree, (entry,))
    try:
        rewritten = rewrite(tree, (entry,))
    except Unsupported as error:
        raise NoProgram("not_tests", f"This cannot be run as tests: {error}.") from None
    first = _run(solution, rewritten, reference)
    right = first.verdict()
    claim = f"the tests pass on the correct {entry}"
    if right.status is Status.ERROR:
        raise NoProgram("broken_tests", right.message)
    if not right.accepted:
        reason = "no_tests" if right.reason == "no_tests" else "fails_on_solution"
        check = failed("solution", claim, program.span, reason, right.message)
        return verdict(
            [check]
            if right.status is Status.REJECTED or reason == "no_tests"
            else [not_run("solution", claim, program.span)]
        )
    checks = [passed("solution", claim, program.span)]
    killed = 0
    for number, mutant in enumerate(mutants, 1):
        found = _killed(mutant, rewritten, reference, first)
        killed += found
        label = f"mutant {number} of {len(mutants)}"
        checks.append(
            Check(
                "mutant",
                Status.ACCEPTED if found else Status.ABSTAINED,
                label,
                program.span,
                "ok" if found else "survives",
            )
        )
    if not _run(solution, rewritten, reference).verdict().accepted:
        raise NoProgram("not_deterministic", "The tests pass on the correct program at times only.")
    needed = f"{killed} of {len(mutants)} faulty programs fail"
    if killed < least * len(mutants):
        last = failed("strength", needed, program.span, "weak_tests", f"at least {least:.0%} have to")
    else:
        last = passed("strength", needed, program.span)
    return verdict([*[c for c in checks if c.status is Status.ACCEPTED], last])


def _read(data: Any) -> tuple[str, str, list[str], float]:
    fields = data if isinstance(data, dict) else {}
    entry, solution, mutants = fields.get("entry"), fields.get("solution"), fields.get("mutants")
    least = fields.get("min_kill", MIN_KILL)
    if not isinstance(entry, str) or not entry.isidentifier() or not isinstance(solution, str):
        raise BadReference("The reference names no entry or holds no solution.")
    if not isinstance(mutants, list) or not mutants or not all(isinstance(m, str) for m in mutants):
        raise BadReference("The reference holds no mutants, so nothing shows that tests find faults.")
    if len(mutants) > MAX_MUTANTS:
        raise BadReference(f"The reference holds {len(mutants)} mutants; {MAX_MUTANTS} are run.")
    if type(least) not in (int, float) or not 0 < least <= 1:
        raise BadReference("The least kill rate of the reference is not a number above 0, up to 1.")
    return entry, solution, mutants, float(least)


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


def _run(source: str, rewritten: Rewritten, reference: TestsReference) -> Report:
    return run_once(Program(source), rewritten, reference)


def _killed(mutant: str, rewritten: Rewritten, reference: TestsReference, right: Report) -> bool:
    """Whether the tests fail on a mutant, and because of it: some call came to something else there."""
    report = _run(mutant, rewritten, reference)
    if report.verdict().status is not Status.REJECTED:
        return False
    if report.stopped is not None:
        return True
    for mine, theirs in zip(report.log, right.log, strict=False):
        if mine[:3] == theirs[:3] and mine != theirs:
            return True
        if mine[:3] != theirs[:3]:
            raise NoProgram("not_deterministic", "The tests call with other arguments each time.")
    raise NoProgram("not_deterministic", "The tests fail on a program that answered like the correct one.")
