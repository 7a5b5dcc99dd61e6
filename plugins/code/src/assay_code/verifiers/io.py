"""``code.io``: does a program give the expected outputs?"""

from __future__ import annotations

from assay import Sample, Verdict, verifier
from assay_code.judging.old_references import with_parts
from assay_code.judging.report import guarded
from assay_code.judging.tasks import io_task


@verifier(
    "code.io",
    version=5,
    sandboxed=True,
    proves_wrong=("wrong_output", "raised", "not_raised"),
    cost=5,
    deadline=90,
    needs=("response", "reference"),
)
def io(sample: Sample) -> Verdict:
    """Call the program of a response with given arguments, and compare what comes out."""
    return guarded(lambda: io_task(with_parts(sample)).verdict())
