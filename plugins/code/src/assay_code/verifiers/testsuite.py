"""``code.testsuite``: do tests pass on a correct program and fail on faulty ones?"""

from __future__ import annotations

from assay import Sample, Verdict, verifier
from assay_code.judging.judge_suite import judge_suite
from assay_code.judging.reference import read_json
from assay_code.judging.report import WRONG, guarded


@verifier(
    "code.testsuite",
    sandboxed=True,
    proves_wrong=WRONG,
    cost=6,
    deadline=120,
    needs=("response", "reference"),
)
def testsuite(sample: Sample) -> Verdict:
    """Run the tests of a response on a solution and its mutants."""
    return guarded(lambda: judge_suite(sample, read_json(sample.reference)))
