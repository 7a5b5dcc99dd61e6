"""``code.tests``, the part without a judge: assertions that are evaluated here."""

from __future__ import annotations

from collections.abc import Sequence

from assay import Status, Verdict
from assay_code.judging.candidate import Candidate, Stopped, misfit, only_misfits
from assay_code.judging.find_program import Program
from assay_code.judging.report import Checks
from assay_code.judging.state import check_order
from assay_code.judging.static import Assertion, Broken, Evaluator, Fails, NeedsJudge


def run_assertions(program: Program, assertions: Sequence[Assertion], entries: tuple[str, ...]) -> Verdict:
    """The verdict on a program. Raises :class:`~assay_code.judging.static.NeedsJudge` if nothing fails before one is needed."""
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
        if name := only_misfits(made):
            raise misfit(name)
        check_order(program, made)
    return verdict
