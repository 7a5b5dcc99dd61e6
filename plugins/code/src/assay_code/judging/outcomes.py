"""``code.tests``, the part without a judge: assertions that are evaluated here."""

from __future__ import annotations

import ast
import contextlib
import copy
import itertools
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from assay import Status, Verdict
from assay.sandbox import CallResult
from assay_code.judging.candidate import Candidate, Stopped, misfit, only_misfits
from assay_code.judging.code_text import NoProgram
from assay_code.judging.find_program import Program
from assay_code.judging.report import Checks
from assay_code.judging.state import check_order
from assay_code.judging.static import Assertion, Broken, Errs, Evaluator, Fails, NeedsJudge


def run_assertions(program: Program, assertions: Sequence[Assertion], entries: tuple[str, ...]) -> Verdict:
    """The verdict on a program. Raises :class:`~assay_code.judging.static.NeedsJudge` if nothing fails before one is needed."""
    _check_contradictions(assertions)
    found = Checks(program.span)
    broken = ""
    stopped: Stopped | None = None
    try:
        with Candidate(program) as candidate:
            evaluator = Evaluator(candidate.call, entries)
            for assertion in assertions:
                try:
                    evaluator.check(assertion)
                except Fails as error:
                    found.failed("assert", assertion.claim, *error.args)
                except Broken as error:
                    broken = broken or str(error)
                    found.unclear("assert", assertion.claim)
                except NeedsJudge:
                    if not found.any_failed():
                        raise
                    break
                else:
                    found.passed("assert", assertion.claim)
            calls, made = candidate.calls, candidate.made
    except Stopped as error:
        stopped = error
    for assertion in assertions[len(found.checks) :]:
        found.unclear("assert", assertion.claim)
    if stopped is not None:
        return found.verdict(stopped=stopped)
    if broken and not found.any_failed():
        return Verdict(Status.ERROR, "broken_tests", f"The tests are wrong: {broken}", tuple(found.checks))
    if not calls and all(check.reason == "ok" for check in found.checks):
        never = Stopped("not_called", "The tests never call the program.", undecided=True)
        return Checks().verdict(stopped=never)
    verdict = found.verdict()
    if verdict.accepted:
        claim = _that_cannot_fail(assertions, entries)
        if not claim and all(_only_errs(assertion, entries) for assertion in assertions):
            claim = assertions[0].claim
        if claim:
            message = f"The tests hold whatever the program returns: {claim[:120]}."
            return Verdict(Status.ABSTAINED, "vacuous_tests", message, tuple(found.checks))
        if name := only_misfits(made):
            raise misfit(name)
        check_order(program, made)
    return verdict


_WHATEVER: tuple[Any, ...] = (None, 0, "assay", [], -987654321, "", True, 1, [0], {}, 3.7e11, (1,))
_MORE: tuple[Any, ...] = (*_WHATEVER, "assay " * 99, [10**9], [-(10**9)], [*range(99)], ["b", "a"], 0.5)


def _that_cannot_fail(assertions: Sequence[Assertion], entries: tuple[str, ...]) -> str:
    """An assertion that holds whatever the program returns, always the same or something else each time; ``""`` if there is none."""
    for assertion in assertions:
        if assertion.test is None or not any(
            isinstance(node, ast.Name) and node.id in entries for node in ast.walk(assertion.test)
        ):
            continue
        answers = [itertools.repeat(value) for value in (*_WHATEVER, *_values_in(assertion.test))]
        if all(
            _holds(assertion, entries, given)
            for given in (*answers, itertools.count(-9), iter(range(9, -999, -1)))
        ):
            return assertion.claim
    return ""


def _only_errs(assertion: Assertion, entries: tuple[str, ...]) -> bool:
    """Whether an assertion is true of whatever it can be asked of: ``abs(f(2)) >= 0``, ``f(2) == f(2)``."""
    if assertion.test is None:
        return False
    holds = False
    for value in (*_MORE, *_values_in(assertion.test)):
        try:
            Evaluator(_answering(itertools.repeat(value)), entries).check(assertion)
        except Errs:
            continue
        except (Fails, Broken, NeedsJudge):
            return False
        holds = True
    return holds


def _values_in(test: ast.AST) -> Iterator[Any]:
    """The values that stand in an assertion: of ``f(2) != 4`` it is the 4 with which it fails."""
    for node in ast.walk(test):
        if isinstance(node, ast.Constant | ast.Tuple | ast.List | ast.Dict | ast.Set | ast.UnaryOp):
            with contextlib.suppress(ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
                yield ast.literal_eval(node)


def _holds(assertion: Assertion, entries: tuple[str, ...], answers: Iterator[Any]) -> bool:
    """Whether an assertion holds where the program gives these answers, one for each call."""
    try:
        Evaluator(_answering(answers), entries).check(assertion)
    except (Fails, Broken, NeedsJudge):
        return False
    return True


def _answering(answers: Iterator[Any]) -> Callable[..., CallResult]:
    """A program that gives these answers, one for each call."""
    return lambda *_: CallResult(value=copy.deepcopy(next(answers, None)))


def _check_contradictions(assertions: Sequence[Assertion]) -> None:
    """Raises :class:`NoProgram`, undecided, if two assertions expect different values of the same call.

    Only a program that remembers its calls passes them, and a right one may be meant to.
    """
    said: dict[str, Any] = {}
    for assertion in assertions:
        match assertion.test:
            case ast.Compare(ast.Call(ast.Name(), [_, *_]) as call, [ast.Eq()], [right]):
                try:
                    value = ast.literal_eval(right)
                except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
                    continue
                known = said.setdefault(ast.unparse(call), value)
                if known != value and known == known:
                    message = f"The tests expect two values of {ast.unparse(call)[:80]}."
                    raise NoProgram("contradictory_reference", message, undecided=True)
