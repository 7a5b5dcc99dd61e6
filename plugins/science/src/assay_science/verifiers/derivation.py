"""``science.derivation``: does every stated equality of a worked solution hold, with its units?"""

from __future__ import annotations

from assay import Sample, Verdict, verifier


@verifier(
    "science.derivation",
    needs=("response",),
    proves_wrong=("wrong_value", "wrong_unit", "wrong_constant", "wrong_answer"),
)
def derivation(sample: Sample) -> Verdict:
    """Decide every equality of a worked solution with its units, constants and rounding; a trace is recomputed."""
    from assay_science.derivations.verdict import (
        judge_derivation,
    )  # patterns and names take some milliseconds

    return judge_derivation(sample)
