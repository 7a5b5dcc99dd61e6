"""Stroke and bleeding in atrial fibrillation."""

from __future__ import annotations

from fractions import Fraction

from assay_medical.calculators import Work, calculator
from assay_medical.calculators.scoring import counted, grade, item, level, rung

_VASCULAR = ("vascular_disease", "myocardial_infarction", "pvd", "aortic_plaque")
_EMBOLISM = ("stroke", "tia", "thromboembolism")


@calculator(
    "cha2ds2_vasc",
    title="CHA2DS2-VASc score",
    source="Lip GYH et al. Refining clinical risk stratification for predicting stroke and thromboembolism in atrial fibrillation. Chest 2010;137:263-72. doi:10.1378/chest.09-1584",
    needs=("age", "sex"),
    optional=("chf", "hypertension", "diabetes", *_EMBOLISM, *_VASCULAR),
    unit="points",
    kind="score",
    asks=(
        "What is the patient's CHA2DS2-VASc score?",
        "Work out the CHA2DS2-VASc score of this patient.",
        "What is the CHA2DS2-VASc score (with one point for female sex)?",
    ),
    also=("CHA2DS2-VASc Score for Atrial Fibrillation Stroke Risk", "CHA2DS2-VASc"),
    second=lambda v: (
        counted(v, {1: ("chf", "hypertension", "diabetes")})
        + 2 * bool({k for k in _EMBOLISM if v.get(k)})
        + bool({k for k in _VASCULAR if v.get(k)})
        + rung(v["age"], (65, 75), (0, 1, 2))
        + (v["sex"] == "female")
    ),
)
def cha2ds2_vasc(work: Work) -> None:
    item(work, 1, "congestive heart failure", "chf")
    item(work, 1, "hypertension", "hypertension")
    age = work.number("age")
    level(work, "age", (age >= 75, 2, "75 or over"), (age >= 65, 1, "65 to 74"), (True, 0, "under 65"))
    item(work, 1, "diabetes", "diabetes")
    item(work, 2, "stroke, TIA or systemic embolism", *_EMBOLISM)
    item(work, 1, "vascular disease (myocardial infarction, peripheral artery disease or aortic plaque)", *_VASCULAR)  # fmt: skip
    female = work.choice("sex") == "female"
    work.points("female sex" if female else "male sex", int(female))
    work.total("CHA2DS2-VASc score")


_HAS_BLED = ("uncontrolled_hypertension", "hasbled_renal", "hasbled_liver", "stroke", "major_bleeding", "labile_inr", "bleeding_drugs")  # fmt: skip


@calculator(
    "has_bled",
    title="HAS-BLED score",
    source="Pisters R et al. A novel user-friendly score (HAS-BLED) to assess 1-year risk of major bleeding in patients with atrial fibrillation: the Euro Heart Survey. Chest 2010;138:1093-100. doi:10.1378/chest.10-0134",
    needs=("age", "alcohol_drinks"),
    optional=_HAS_BLED,
    unit="points",
    kind="score",
    asks=(
        "What is the patient's HAS-BLED score? Count eight or more drinks a week as alcohol excess.",
        "Work out the HAS-BLED score (age over 65 and eight or more drinks a week count one point each).",
    ),
    also=("HAS-BLED Score for Major Bleeding Risk", "HAS-BLED"),
    entities={
        "Hypertension history": "uncontrolled_hypertension",
        "Renal disease criteria for the HAS-BLED rule": "hasbled_renal",
        "Liver disease criteria for the HAS-BLED rule": "hasbled_liver",
    },
    bands={"low or moderate risk": ("low risk", "moderate risk"), "high risk": ("high",)},
    second=lambda v: (
        counted(v, {1: _HAS_BLED})
        + rung(v["age"], (65,), (0, 1), over=True)
        + rung(v["alcohol_drinks"], (8,), (0, 1))
    ),
)
def has_bled(work: Work) -> None:
    """A score of 3 or more is high (Pisters 2010, discussion)."""
    item(work, 1, "uncontrolled hypertension (systolic over 160 mmHg)", "uncontrolled_hypertension")
    item(work, 1, "abnormal renal function", "hasbled_renal")
    item(work, 1, "abnormal liver function", "hasbled_liver")
    item(work, 1, "stroke", "stroke")
    item(work, 1, "major bleeding or a predisposition to bleeding", "major_bleeding")
    item(work, 1, "labile INR", "labile_inr")
    age, drinks = work.number("age"), work.number("alcohol_drinks")
    level(work, "age", (age > 65, 1, "over 65"), (True, 0, "not over 65"))
    item(work, 1, "antiplatelet drugs or NSAIDs", "bleeding_drugs")
    level(work, "alcohol_drinks", (drinks >= 8, 1, "8 or more"), (True, 0, "fewer than 8"))
    grade(work, work.total("HAS-BLED score"), (2, "low or moderate risk"), (9, "high risk"))


@calculator(
    "orbit",
    title="ORBIT bleeding score",
    source="O'Brien EC et al. The ORBIT bleeding score: a simple bedside score to assess bleeding risk in atrial fibrillation. Eur Heart J 2015;36:3258-64. doi:10.1093/eurheartj/ehv476",
    needs=("age", "sex", "hemoglobin", "egfr"),
    optional=("anemia", "bleeding_history", "antiplatelet"),
    unit="points",
    kind="score",
    asks=(
        "What is the patient's ORBIT bleeding score?",
        "Work out the ORBIT score for the risk of bleeding under anticoagulation.",
    ),
    also=("ORBIT Bleeding Risk Score for Atrial Fibrillation",),
    bands={"low risk": ("low",), "medium risk": ("medium", "intermediate risk"), "high risk": ("high",)},
    second=lambda v: (
        rung(v["age"], (75,), (0, 1))
        + 2 * ((v["hemoglobin"] < {"male": 13, "female": 12}[v["sex"]]) or v.get("anemia", False))
        + counted(v, {2: ("bleeding_history",), 1: ("antiplatelet",)})
        + (1 - rung(v["egfr"], (60,), (0, 1)))
    ),
)
def orbit(work: Work) -> None:
    age = work.number("age")
    level(work, "age", (age >= 75, 1, "75 or over"), (True, 0, "under 75"))
    least = Fraction(13 if work.choice("sex") == "male" else 12)
    low = work.number("hemoglobin") < least
    anemic = work.has("anemia") and work.flag("anemia")
    work.points(f"hemoglobin under {least} g/dL or history of anemia", 2 if low or anemic else 0)
    item(work, 2, "history of bleeding", "bleeding_history")
    egfr = work.number("egfr")
    level(work, "egfr", (egfr < 60, 1, "under 60"), (True, 0, "60 or over"))
    item(work, 1, "antiplatelet treatment", "antiplatelet")
    grade(work, work.total("ORBIT score"), (2, "low risk"), (3, "medium risk"), (7, "high risk"))
