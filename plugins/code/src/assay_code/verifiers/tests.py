"""``code.tests``: does a program pass its tests?"""

from __future__ import annotations

from assay import Sample, Verdict, verifier
from assay_code.judging.old_references import with_parts
from assay_code.judging.report import guarded
from assay_code.judging.tasks import tests_task


@verifier(
    "code.tests",
    version=5,
    sandboxed=True,
    proves_wrong=("wrong_output", "raised", "not_raised"),
    cost=5,
    deadline=90,
    needs=("response", "reference"),
)
def tests(sample: Sample) -> Verdict:
    """Run assert statements, test functions or stdin cases on the program of a response, apart from it."""
    return guarded(lambda: tests_task(with_parts(sample)).verdict())
