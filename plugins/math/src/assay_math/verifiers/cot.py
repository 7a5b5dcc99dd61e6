"""``math.cot``: is every checkable step of a chain of thought true?"""

from __future__ import annotations

from assay import Sample, Verdict, verifier


@verifier(
    "math.cot",
    version=5,
    cost=2,
    needs=("response",),
    packages=("sympy", "python-flint"),
    preload=("flint", "sympy", "assay_math.steps.verdict"),
    proves_wrong=("false_arithmetic", "false_identity", "false_statement", "false_step", "bad_rounding"),
)
def cot(sample: Sample) -> Verdict:
    """Decide every equation, inequality, annotation and worded claim of a worked solution."""
    from assay_math.steps.verdict import judge_steps  # heavy, and who lists verifiers needs none of it

    return judge_steps(sample)
