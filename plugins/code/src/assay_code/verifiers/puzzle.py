"""``code.puzzle``: does a value satisfy a condition?"""

from __future__ import annotations

from assay import Sample, Verdict, verifier
from assay_code.judging.puzzle import judge_puzzle
from assay_code.judging.reference import read_json
from assay_code.judging.report import WRONG, guarded


@verifier(
    "code.puzzle", sandboxed=True, proves_wrong=WRONG, cost=5, deadline=90, needs=("response", "reference")
)
def puzzle(sample: Sample) -> Verdict:
    """Compute a value by the function of a response; the puzzle's condition must return exactly True for it."""
    return guarded(lambda: judge_puzzle(sample, read_json(sample.reference)))
