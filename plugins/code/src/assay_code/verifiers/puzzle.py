"""``code.puzzle``: does a value satisfy a condition?"""

from __future__ import annotations

from assay import Sample, Verdict, verifier
from assay_code.judging.old_references import with_parts
from assay_code.judging.puzzle import judge_puzzle
from assay_code.judging.report import guarded


@verifier(
    "code.puzzle",
    version=5,
    sandboxed=True,
    proves_wrong=("wrong_output", "wrong_type", "raised"),
    cost=5,
    deadline=90,
    needs=("response", "reference"),
)
def puzzle(sample: Sample) -> Verdict:
    """Compute a value by the function of a response; the puzzle's condition must return exactly True for it."""
    return guarded(lambda: judge_puzzle(with_parts(sample)))
