"""``code.stubs``: would a program that does nothing pass the tests of a row?"""

from __future__ import annotations

from assay import Sample, Verdict, verifier
from assay_code.judging.old_references import with_parts
from assay_code.judging.report import guarded
from assay_code.judging.stubs import judge_stubs


@verifier("code.stubs", version=5, sandboxed=True, cost=6, deadline=150, needs=("response", "reference"))
def stubs(sample: Sample) -> Verdict:
    """The program of a response passes the tests of the reference, and none does that returns one fixed value."""
    return guarded(lambda: judge_stubs(with_parts(sample)))
