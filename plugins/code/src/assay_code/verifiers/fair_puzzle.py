"""``code.fair_puzzle``: may this puzzle be set?"""

from __future__ import annotations

from assay import Check, Sample, Status, Verdict, verifier
from assay_code.judging.fair_puzzle import check_puzzle
from assay_code.judging.reference import BadReference, read_json
from assay_code.judging.report import guarded, verdict


@verifier("code.fair_puzzle", sandboxed=True, cost=4, deadline=60, needs=("prompt", "reference"))
def fair_puzzle(sample: Sample) -> Verdict:
    """The puzzle of the reference stands in the prompt, has the right form, is pure, and no small value solves it."""
    return guarded(lambda: _judge(sample))


def _judge(sample: Sample) -> Verdict:
    data = read_json(sample.reference)
    sat = data.get("sat") if isinstance(data, dict) else None
    if not isinstance(sat, str):
        raise BadReference("The reference holds no function in 'sat'.")
    answer_type, _ = check_puzzle(sat)
    claim = f"a puzzle for a value of the type {answer_type}"
    if data.get("answer_type") != answer_type:
        check = Check("puzzle", Status.REJECTED, claim, None, "wrong_type", "the reference says another type")
    elif sat.strip() not in sample.prompt:
        check = Check("puzzle", Status.REJECTED, claim, None, "other_puzzle", "it is not the prompt's puzzle")
    else:
        check = Check("puzzle", Status.ACCEPTED, claim, None, "ok")
    return verdict([check])
