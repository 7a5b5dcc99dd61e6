"""``code.output``: is this what a program prints?"""

from __future__ import annotations

from assay import Sample, Verdict, verifier
from assay_code.judging.old_references import with_parts
from assay_code.judging.output import judge_output
from assay_code.judging.report import guarded


@verifier(
    "code.output",
    version=4,
    sandboxed=True,
    proves_wrong=("wrong_output",),
    cost=5,
    deadline=90,
    needs=("response", "reference"),
)
def output(sample: Sample) -> Verdict:
    """Run a program and compare its output with the one that a response states."""
    return guarded(lambda: judge_output(with_parts(sample)))
