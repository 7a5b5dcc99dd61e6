"""``code.testsuite``: do tests pass on a correct program and fail on faulty ones?"""

from __future__ import annotations

from assay import Sample, Verdict, verifier
from assay_code.judging.judge_suite import judge_suite
from assay_code.judging.old_references import with_parts
from assay_code.judging.report import guarded


@verifier(
    "code.testsuite",
    version=5,
    sandboxed=True,
    proves_wrong=("fails_on_solution", "weak_tests"),
    cost=6,
    deadline=120,
    needs=("response", "reference"),
)
def testsuite(sample: Sample) -> Verdict:
    """Run the tests of a response on a solution and its mutants."""
    return guarded(lambda: judge_suite(with_parts(sample)))
