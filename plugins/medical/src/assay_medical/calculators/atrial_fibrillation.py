"""Stroke and bleeding in atrial fibrillation."""

from __future__ import annotations

from assay_medical.calculators import Work, calculator

_CHADS = {"chf": 1, "hypertension": 1, "diabetes": 1, "stroke": 2, "vascular_disease": 1}


@calculator(
    "cha2ds2_vasc",
    title="CHA2DS2-VASc score",
    source="Lip GYH et al. Refining clinical risk stratification for predicting stroke and thromboembolism in atrial fibrillation. Chest 2010;137:263-72. doi:10.1378/chest.09-1584",
    needs=("age", "sex", *_CHADS),
    unit="points",
    kind="score",
    asks=(
        "What is the patient's CHA2DS2-VASc score?",
        "Work out the CHA2DS2-VASc score of this patient.",
    ),
    also=("CHA2DS2-VASc Score for Atrial Fibrillation Stroke Risk",),
    second=lambda v: (
        sum(points for key, points in _CHADS.items() if v[key])
        + (v["age"] >= 65)
        + (v["age"] >= 75)
        + (v["sex"] == "female")
    ),
)
def cha2ds2_vasc(work: Work) -> None:
    age = work.number("age")
    work.points("congestive heart failure", 1 if work.flag("chf") else 0)
    work.points("hypertension", 1 if work.flag("hypertension") else 0)
    work.points("age 75 or over" if age >= 75 else "age 65 to 74" if age >= 65 else "age under 65", 2 if age >= 75 else 1 if age >= 65 else 0)  # fmt: skip
    work.points("diabetes", 1 if work.flag("diabetes") else 0)
    work.points("stroke, TIA or thromboembolism", 2 if work.flag("stroke") else 0)
    work.points("vascular disease", 1 if work.flag("vascular_disease") else 0)
    female = work.choice("sex") == "female"
    work.points("female sex" if female else "male sex", int(female))
    work.total("CHA2DS2-VASc score")
