"""Is a response the right result of a clinical calculator, from the facts of the note?"""

from __future__ import annotations

import assay


@assay.verifier(
    "medical.calculation",
    needs=("response", "reference"),
    preload=("assay.evidence.quantity_answer", "assay_medical.calculations.judging"),
    proves_wrong=("wrong_value", "wrong_unit", "wrong_step", "wrong_category"),
)
def calculation(sample: assay.Sample) -> assay.Verdict:
    """Does the response give the result of a clinical score or formula, from inputs that stand in the note?"""
    from assay_medical.calculations.judging import judge

    return judge(sample)
