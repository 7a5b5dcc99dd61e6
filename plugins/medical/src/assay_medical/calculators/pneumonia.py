"""Severity of community-acquired pneumonia."""

from __future__ import annotations

from fractions import Fraction

from assay_medical.calculators import Work, calculator
from assay_medical.calculators.scoring import counted, grade, has, item, items, level, rung

_BRAIN = ("cerebrovascular_disease", "stroke", "tia")
_UREA = Fraction(7) / Fraction("0.357")
"""7 mmol/L of urea, in mg/dL of urea nitrogen."""


@calculator(
    "curb_65",
    title="CURB-65 score",
    source="Lim WS et al. Defining community acquired pneumonia severity on presentation to hospital: an international derivation and validation study. Thorax 2003;58:377-82. doi:10.1136/thorax.58.5.377",
    needs=("age", "urea_nitrogen", "respiratory_rate", "sbp", "dbp"),
    optional=("confusion",),
    unit="points",
    kind="score",
    asks=(
        "What is the patient's CURB-65 score? Urea counts above 7 mmol/L (19.6 mg/dL of urea nitrogen).",
        "Work out the CURB-65 score (urea above 7 mmol/L, that is a BUN above 19.6 mg/dL).",
    ),
    also=("CURB-65 Score for Pneumonia Severity", "CURB-65"),
    bands={
        "low risk": ("low", "low severity"),
        "intermediate risk": ("moderate risk", "intermediate"),
        "high risk": ("high", "severe"),
    },
    second=lambda v: (
        counted(v, {1: ("confusion",)})
        + rung(v["urea_nitrogen"] * 0.357, (7.0000001,), (0, 1))
        + rung(v["respiratory_rate"], (30,), (0, 1))
        + max(rung(v["sbp"], (90,), (1, 0)), rung(v["dbp"], (60,), (1, 0), over=True))
        + rung(v["age"], (65,), (0, 1))
    ),
)
def curb_65(work: Work) -> None:
    """Low 0 to 1, intermediate 2, high 3 to 5 (Lim 2003). Lim's cut-off is in mmol/L; 20 mg/dL of urea nitrogen is over it."""
    item(work, 1, "confusion", "confusion")
    urea = work.number("urea_nitrogen")
    level(work, "urea_nitrogen", (urea > _UREA, 1, "urea over 7 mmol/L"), (True, 0, "urea not over 7 mmol/L"))
    _rest(work)
    total = work.total("CURB-65 score")
    grade(work, total, (1, "low risk"), (2, "intermediate risk"), (5, "high risk"))


@calculator(
    "crb_65",
    title="CRB-65 score",
    source="Lim WS et al. Defining community acquired pneumonia severity on presentation to hospital: an international derivation and validation study. Thorax 2003;58:377-82. doi:10.1136/thorax.58.5.377",
    needs=("age", "respiratory_rate", "sbp", "dbp"),
    optional=("confusion",),
    unit="points",
    kind="score",
    asks=("What is the patient's CRB-65 score?", "Work out the CRB-65 score (without urea)."),
    also=("CRB-65 Score for Pneumonia Severity",),
    bands={
        "low risk": ("low",),
        "intermediate risk": ("moderate risk", "intermediate"),
        "high risk": ("high",),
    },
    second=lambda v: (
        counted(v, {1: ("confusion",)})
        + rung(v["respiratory_rate"], (30,), (0, 1))
        + (v["sbp"] < 90 or v["dbp"] <= 60)
        + rung(v["age"], (65,), (0, 1))
    ),
)
def crb_65(work: Work) -> None:
    """Low 0, intermediate 1 to 2, high 3 to 4 (Lim 2003)."""
    item(work, 1, "confusion", "confusion")
    _rest(work)
    total = work.total("CRB-65 score")
    grade(work, total, (0, "low risk"), (2, "intermediate risk"), (4, "high risk"))


def _rest(work: Work) -> None:
    rate, sbp, dbp, age = (work.number(key) for key in ("respiratory_rate", "sbp", "dbp", "age"))
    level(work, "respiratory_rate", (rate >= 30, 1, "30 or over"), (True, 0, "under 30"))
    pressure = f"blood pressure {work.given['sbp'].value}/{work.given['dbp'].value} mmHg"
    if sbp < 90 or dbp <= 60:
        work.points(f"{pressure} (systolic under 90 or diastolic 60 or less)", 1)
    else:
        work.points(f"{pressure} (systolic 90 or over and diastolic over 60)", 0)
    level(work, "age", (age >= 65, 1, "65 or over"), (True, 0, "under 65"))


@calculator(
    "psi",
    title="pneumonia severity index",
    source="Fine MJ et al. A prediction rule to identify low-risk patients with community-acquired pneumonia. N Engl J Med 1997;336:243-50. doi:10.1056/NEJM199701233360402",
    needs=(
        "age", "sex", "respiratory_rate", "sbp", "temperature", "heart_rate", "ph", "urea_nitrogen", "sodium", "glucose", "hematocrit", "pao2",
    ),
    optional=(
        "nursing_home", "neoplastic_disease", "liver_disease", "chf", *_BRAIN, "renal_disease", "altered_mental_status", "pleural_effusion", "spo2",
    ),
    unit="points",
    kind="score",
    asks=(
        "What is the patient's pneumonia severity index (PSI, PORT score), in points?",
        "Work out the points of the pneumonia severity index (PSI), whatever the class.",
    ),
    also=("PSI Score: Pneumonia Severity Index for CAP", "PORT score"),
    entities={"Liver disease severity": "liver_disease"},
    bands={f"class {each}": (f"risk class {each}", f"PSI class {each}") for each in ("I", "II", "III", "IV", "V")},
    second=lambda v: (
        v["age"]
        - 10 * (v["sex"] == "female")
        + counted(v, {10: ("nursing_home", "pleural_effusion"), 20: ("altered_mental_status",)})
        + counted(v, {30: ("neoplastic_disease",), 20: ("liver_disease",), 10: ("chf", "renal_disease")})
        + 10 * bool({k for k in _BRAIN if v.get(k)})
        + rung(v["respiratory_rate"], (30,), (0, 20))
        + rung(v["sbp"], (90,), (20, 0))
        + rung(v["temperature"], (35, 40), (15, 0, 15))
        + rung(v["heart_rate"], (125,), (0, 10))
        + rung(v["ph"], (7.35,), (30, 0))
        + rung(v["urea_nitrogen"], (30,), (0, 20))
        + rung(v["sodium"], (130,), (20, 0))
        + rung(v["glucose"], (250,), (0, 10))
        + rung(v["hematocrit"], (30,), (10, 0))
        + max(rung(v["pao2"], (60,), (10, 0)), rung(v.get("spo2", 100), (90,), (10, 0)))
    ),
)  # fmt: skip
def psi(work: Work) -> None:
    """Class I: 50 or younger, none of the five diseases, none of the five signs. Else II up to 70, III to 90, IV to 130, V."""
    age, female = work.number("age"), work.choice("sex") == "female"
    work.points(f"age {work.given['age'].value}, one point a year", age)
    work.points("female sex" if female else "male sex", -10 if female else 0)
    items(work, 10, "nursing_home")
    items(work, 30, "neoplastic_disease")
    items(work, 20, "liver_disease")
    items(work, 10, "chf")
    item(work, 10, "stroke or transient ischemic attack", *_BRAIN)
    items(work, 10, "renal_disease")
    items(work, 20, "altered_mental_status")
    rate, sbp, heat, pulse = (work.number(k) for k in ("respiratory_rate", "sbp", "temperature", "heart_rate"))  # fmt: skip
    signs = [
        level(work, "respiratory_rate", (rate >= 30, 20, "30 or over"), (True, 0, "under 30")),
        level(work, "sbp", (sbp < 90, 20, "under 90"), (True, 0, "90 or over")),
        level(
            work,
            "temperature",
            (heat < 35, 15, "under 35 °C"),
            (heat >= 40, 15, "40 °C or over"),
            (True, 0, "35 to 39.9 °C"),
        ),
        level(work, "heart_rate", (pulse >= 125, 10, "125 or over"), (True, 0, "under 125")),
    ]
    ph, urea, sodium, glucose, packed, oxygen = (work.number(k) for k in ("ph", "urea_nitrogen", "sodium", "glucose", "hematocrit", "pao2"))  # fmt: skip
    level(work, "ph", (ph < Fraction("7.35"), 30, "under 7.35"), (True, 0, "7.35 or over"))
    level(work, "urea_nitrogen", (urea >= 30, 20, "30 mg/dL or over"), (True, 0, "under 30 mg/dL"))
    level(work, "sodium", (sodium < 130, 20, "under 130"), (True, 0, "130 or over"))
    level(work, "glucose", (glucose >= 250, 10, "250 mg/dL or over"), (True, 0, "under 250 mg/dL"))
    level(work, "hematocrit", (packed < 30, 10, "under 30%"), (True, 0, "30% or over"))
    low = oxygen < 60 or (work.has("spo2") and work.number("spo2") < 90)
    work.points("PaO2 under 60 mmHg or saturation under 90%", 10 if low else 0)
    items(work, 10, "pleural_effusion")
    total = work.total("Pneumonia severity index")
    ill = has(work, "neoplastic_disease", "liver_disease", "chf", *_BRAIN, "renal_disease", "altered_mental_status")  # fmt: skip
    if age <= 50 and not ill and not any(signs):
        work.say("Age 50 or younger without any of the five diseases and five abnormal signs: class I, whatever the points.")  # fmt: skip
        work.grade("class I")
    else:
        grade(work, total, (70, "class II"), (90, "class III"), (130, "class IV"), (999, "class V"))
