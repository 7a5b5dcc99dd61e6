"""``code.io``: does a program give the expected outputs?"""

from __future__ import annotations

from assay import Sample, Verdict, verifier
from assay_code.judging.reference import read_json
from assay_code.judging.report import WRONG, guarded
from assay_code.judging.tasks import io_task


@verifier("code.io", sandboxed=True, proves_wrong=WRONG, cost=5, deadline=90, needs=("response", "reference"))
def io(sample: Sample) -> Verdict:
    """Call the program of a response with given arguments, and compare what comes out."""
    return guarded(lambda: io_task(sample, read_json(sample.reference)).verdict())
