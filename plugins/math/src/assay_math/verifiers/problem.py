"""``math.problem``: does a problem that a model wrote ask something, and not hold its answer?"""

from __future__ import annotations

from assay import Sample, Status, Verdict, verifier
from assay_math.answers.reference import expected_answer
from assay_math.verifiers.rewording import LONGEST, problem_checks


@verifier("math.problem", version=2, needs=("prompt", "reference"))
def problem(sample: Sample) -> Verdict:
    """Does a problem ask something, without hint, answer, chat marks or words to a model? English only."""
    if len(sample.prompt) > LONGEST:
        return Verdict(Status.ABSTAINED, "limit", f"More than {LONGEST} characters are not read.")
    checks = tuple(problem_checks(sample.prompt, expected_answer(sample)))
    bad = next((check for check in checks if check.status is Status.REJECTED), None)
    if bad:
        return Verdict(Status.REJECTED, bad.reason, bad.message, checks)
    return Verdict(Status.ACCEPTED, "ok", "", checks)
