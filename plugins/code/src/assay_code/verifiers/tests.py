"""``code.tests``: does a program pass its tests?"""

from __future__ import annotations

from assay import Sample, Verdict, verifier
from assay_code.judging.reference import read_json
from assay_code.judging.report import WRONG, guarded
from assay_code.judging.tasks import tests_task


@verifier(
    "code.tests", sandboxed=True, proves_wrong=WRONG, cost=5, deadline=90, needs=("response", "reference")
)
def tests(sample: Sample) -> Verdict:
    """Run assert statements, test functions or stdin cases on the program of a response, apart from it."""
    return guarded(lambda: tests_task(sample, read_json(sample.reference)).verdict())
