"""Is the dose that a response gives the one that follows from the facts and limits of its row?"""

from __future__ import annotations

import assay
from assay_medical.dosing.answers import PROVED


@assay.verifier(
    "medical.dose",
    needs=("response", "reference"),
    preload=("assay_medical.dosing.judging", "assay.evidence.quantity_answer"),
    proves_wrong=PROVED,
)
def dose(sample: assay.Sample) -> assay.Verdict:
    """Is the final dose, volume, count or rate the one that follows from the facts and limits in the row?"""
    from assay_medical.dosing.judging import judge_dose

    return judge_dose(sample)
