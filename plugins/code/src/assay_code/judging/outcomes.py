"""``code.tests``, the part without a judge: assertions that are evaluated here."""

from __future__ import annotations

from collections.abc import Sequence

from assay import Check, Status, Verdict
from assay_code.judging.candidate import Candidate, Stopped
from assay_code.judging.find_program import Program
from assay_code.judging.report import failed, not_run, passed, verdict
from assay_code.judging.static import Assertion, Broken, Evaluator, Fails, NeedsJudge


def run_assertions(program: Program, assertions: Sequence[Assertion], entries: tuple[str, ...]) -> Verdict:
    """The verdict on a program. Raises :class:`~assay_code.judging.static.NeedsJudge` if nothing fails before one is needed."""
    checks: list[Check] = []
    broken = ""
    stopped: Stopped | None = None
    span = program.span
    try:
        with Candidate(program) as candidate:
            evaluator = Evaluator(candidate.call, entries)
            for assertion in assertions:
                try:
                    evaluator.check(assertion)
                except Fails as error:
                    checks.append(failed("assert", assertion.claim, span, *error.args))
                except Broken as error:
                    broken = broken or str(error)
                    checks.append(not_run("assert", assertion.claim, span))
                except NeedsJudge:
                    if all(check.status is not Status.REJECTED for check in checks):
                        raise
                    break
                else:
                    checks.append(passed("assert", assertion.claim, span))
            calls = candidate.calls
    except Stopped as error:
        stopped = error
    checks += [not_run("assert", assertion.claim, span) for assertion in assertions[len(checks) :]]
    if stopped is not None:
        return verdict(checks, stopped)
    if broken and not any(check.status is Status.REJECTED for check in checks):
        return Verdict(Status.ERROR, "broken_tests", f"The tests are wrong: {broken}", tuple(checks))
    if not calls and all(check.reason == "ok" for check in checks):
        return verdict((), Stopped("not_called", "The tests never call the program.", undecided=True))
    return verdict(checks)
