"""Chest pain and acute coronary syndromes, and the heart before surgery."""

from __future__ import annotations

from fractions import Fraction

from assay_medical.calculators import Work, calculator
from assay_medical.calculators.scoring import counted, grade, has, item, items, level, pick, rung
from assay_medical.vocabulary import fact

_HEART_RISKS = ("hypertension", "hypercholesterolemia", "diabetes", "obesity", "current_smoker", "family_cvd")
_ATHEROSCLEROSIS = ("atherosclerotic_disease", "tia", "stroke")


@calculator(
    "heart_score",
    title="HEART score",
    source="Six AJ, Backus BE, Kelder JC. Chest pain in the emergency room: value of the HEART score. Neth Heart J 2008;16:191-6. doi:10.1007/BF03086144",
    needs=("age", "chest_pain_history", "ecg_heart", "troponin_heart"),
    optional=(*_HEART_RISKS, *_ATHEROSCLEROSIS),
    unit="points",
    kind="score",
    asks=(
        "What is the patient's HEART score?",
        "Work out the HEART score (age 45 to 64 counts one point, 65 or over two).",
    ),
    also=("HEART Score for Major Cardiac Events",),
    entities={"Diabetes mellitus criteria for CCI rule": "diabetes"},
    bands={
        "low risk": ("low",),
        "moderate risk": ("intermediate risk", "moderate"),
        "high risk": ("high",),
    },
    second=lambda v: (
        ("slightly suspicious", "moderately suspicious", "highly suspicious").index(v["chest_pain_history"])
        + ("normal", "non-specific repolarization disturbance", "significant st deviation").index(v["ecg_heart"])
        + rung(v["age"], (45, 65), (0, 1, 2))
        + max(rung(counted(v, {1: _HEART_RISKS}), (1, 3), (0, 1, 2)), 2 * bool({k for k in _ATHEROSCLEROSIS if v.get(k)}))
        + {"l": 0, "b": 1, "g": 2}[v["troponin_heart"][0]]
    ),
)  # fmt: skip
def heart_score(work: Work) -> None:
    """Low 0 to 3, moderate 4 to 6, high 7 to 10 (Six 2008)."""
    pick(work, "chest_pain_history", {"slightly suspicious": 0, "moderately suspicious": 1, "highly suspicious": 2})  # fmt: skip
    pick(work, "ecg_heart", {"normal": 0, "non-specific repolarization disturbance": 1, "significant st deviation": 2})  # fmt: skip
    age = work.number("age")
    level(work, "age", (age >= 65, 2, "65 or over"), (age >= 45, 1, "45 to 64"), (True, 0, "under 45"))
    risks = [fact(key).label for key in _HEART_RISKS if has(work, key)]
    named = f": {', '.join(risks)}" if risks else ""
    if has(work, *_ATHEROSCLEROSIS):
        work.points("known atherosclerotic disease", 2)
    elif len(risks) >= 3:
        work.points(f"three or more risk factors{named}", 2)
    else:
        work.points(f"{len(risks)} risk factor{'' if len(risks) == 1 else 's'}{named}", min(len(risks), 1))
    pick(work, "troponin_heart", {"less than or equal to normal limit": 0, "between the normal limit or up to three times the normal limit": 1, "greater than three times normal limit": 2})  # fmt: skip
    grade(work, work.total("HEART score"), (3, "low risk"), (6, "moderate risk"), (10, "high risk"))


_TIMI = ("three_risk_factors", "coronary_stenosis", "aspirin_week", "two_angina_events", "st_deviation", "cardiac_markers")  # fmt: skip


@calculator(
    "timi_ua_nstemi",
    title="TIMI score for unstable angina",
    source="Antman EM et al. The TIMI risk score for unstable angina/non-ST elevation MI. JAMA 2000;284:835-42. doi:10.1001/jama.284.7.835",
    needs=("age",),
    optional=_TIMI,
    unit="points",
    kind="score",
    asks=(
        "What is the patient's TIMI risk score for unstable angina or NSTEMI?",
        "Work out the TIMI risk score (UA/NSTEMI).",
    ),
    also=(
        "TIMI Risk Score for UA/NSTEMI",
        "TIMI risk score for unstable angina and non-ST-elevation infarction",
    ),
    second=lambda v: counted(v, {1: _TIMI}) + rung(v["age"], (65,), (0, 1)),
)
def timi_ua_nstemi(work: Work) -> None:
    age = work.number("age")
    level(work, "age", (age >= 65, 1, "65 or over"), (True, 0, "under 65"))
    items(work, 1, *_TIMI)
    work.total("TIMI risk score")


@calculator(
    "timi_stemi",
    title="TIMI risk score for STEMI",
    source="Morrow DA et al. TIMI risk score for ST-elevation myocardial infarction: a convenient, bedside, clinical score for risk assessment at presentation. Circulation 2000;102:2031-7. doi:10.1161/01.CIR.102.17.2031",
    needs=("age", "sbp", "heart_rate", "killip", "weight", "time_to_treatment"),
    optional=("dm_htn_angina", "diabetes", "hypertension", "angina", "anterior_ste_lbbb"),
    unit="points",
    kind="score",
    asks=("What is the patient's TIMI risk score for STEMI?", "Work out the TIMI risk score for ST-elevation myocardial infarction."),
    also=("TIMI risk score for ST-elevation infarction",),
    second=lambda v: (
        rung(v["age"], (65, 75), (0, 2, 3))
        + (1 if any(v.get(k) for k in ("dm_htn_angina", "diabetes", "hypertension", "angina")) else 0)
        + rung(v["sbp"], (100,), (3, 0))
        + rung(v["heart_rate"], (100,), (0, 2), over=True)
        + 2 * (v["killip"] != "I")
        + rung(v["weight"], (67,), (1, 0))
        + counted(v, {1: ("anterior_ste_lbbb",)})
        + rung(v["time_to_treatment"], (4,), (0, 1), over=True)
    ),
)  # fmt: skip
def timi_stemi(work: Work) -> None:
    age, sbp, rate = work.number("age"), work.number("sbp"), work.number("heart_rate")
    level(work, "age", (age >= 75, 3, "75 or over"), (age >= 65, 2, "65 to 74"), (True, 0, "under 65"))
    item(work, 1, "diabetes, hypertension or angina", "dm_htn_angina", "diabetes", "hypertension", "angina")
    level(work, "sbp", (sbp < 100, 3, "under 100"), (True, 0, "100 or over"))
    level(work, "heart_rate", (rate > 100, 2, "over 100"), (True, 0, "not over 100"))
    pick(work, "killip", {"I": 0, "II": 2, "III": 2, "IV": 2})
    weight, time = work.number("weight"), work.number("time_to_treatment")
    level(work, "weight", (weight < 67, 1, "under 67 kg"), (True, 0, "67 kg or over"))
    item(work, 1, "anterior ST elevation or left bundle branch block", "anterior_ste_lbbb")
    level(work, "time_to_treatment", (time > 4, 1, "over 4 h"), (True, 0, "not over 4 h"))
    work.total("TIMI risk score")


@calculator(
    "timi_risk_index",
    title="TIMI risk index",
    source="Morrow DA et al. A simple risk index for rapid initial triage of patients with ST-elevation myocardial infarction: an InTIME II substudy. Lancet 2001;358:1571-5. doi:10.1016/S0140-6736(01)06649-1",
    needs=("heart_rate", "age", "sbp"),
    decimals=1,
    asks=(
        "What is the patient's TIMI risk index (heart rate × (age/10)² / systolic blood pressure)?",
        "Calculate the TIMI risk index of 2001 from age, heart rate and systolic blood pressure.",
    ),
    second=lambda v: v["heart_rate"] / v["sbp"] * v["age"] * v["age"] / 100,
)
def timi_risk_index(work: Work) -> None:
    for key in ("heart_rate", "age", "sbp"):
        work.number(key)
    work.step("index", "heart_rate * (age / 10) ** 2 / sbp", "TIMI risk index")


@calculator(
    "grace",
    title="GRACE risk score",
    source="Granger CB et al. Predictors of hospital mortality in the Global Registry of Acute Coronary Events. Arch Intern Med 2003;163:2345-53. doi:10.1001/archinte.163.19.2345",
    needs=("age", "heart_rate", "sbp", "creatinine", "killip"),
    optional=("cardiac_arrest", "st_deviation", "cardiac_markers"),
    unit="points",
    kind="score",
    asks=(
        "What is the patient's GRACE score for death in hospital, by the points of the 2003 nomogram?",
        "Work out the GRACE risk score (points of the in-hospital nomogram, Granger 2003).",
    ),
    also=("GRACE ACS Risk and Mortality Calculator",),
    bands={"low risk": ("low",), "intermediate risk": ("moderate risk", "intermediate"), "high risk": ("high",)},
    second=lambda v: (
        (0, 20, 39, 59)[("I", "II", "III", "IV").index(v["killip"])]
        + rung(v["sbp"], (80, 100, 120, 140, 160, 200), (58, 53, 43, 34, 24, 10, 0))
        + rung(v["heart_rate"], (50, 70, 90, 110, 150, 200), (0, 3, 9, 15, 24, 38, 46))
        + rung(v["age"], (30, 40, 50, 60, 70, 80, 90), (0, 8, 25, 41, 58, 75, 91, 100))
        + rung(v["creatinine"], (0.4, 0.8, 1.2, 1.6, 2, 4), (1, 4, 7, 10, 13, 21, 28))
        + counted(v, {39: ("cardiac_arrest",), 28: ("st_deviation",), 14: ("cardiac_markers",)})
    ),
)  # fmt: skip
def grace(work: Work) -> None:
    """Low up to 108, intermediate 109 to 140, high over 140 (in-hospital tertiles of the ESC guidelines, doi:10.1093/eurheartj/ehr236)."""
    pick(work, "killip", {"I": 0, "II": 20, "III": 39, "IV": 59})
    sbp, rate, age = work.number("sbp"), work.number("heart_rate"), work.number("age")
    level(
        work, "sbp", (sbp < 80, 58, "under 80"), (sbp < 100, 53, "80 to 99"), (sbp < 120, 43, "100 to 119"), (sbp < 140, 34, "120 to 139"),
        (sbp < 160, 24, "140 to 159"), (sbp < 200, 10, "160 to 199"), (True, 0, "200 or over"),
    )  # fmt: skip
    level(
        work, "heart_rate", (rate < 50, 0, "under 50"), (rate < 70, 3, "50 to 69"), (rate < 90, 9, "70 to 89"), (rate < 110, 15, "90 to 109"),
        (rate < 150, 24, "110 to 149"), (rate < 200, 38, "150 to 199"), (True, 46, "200 or over"),
    )  # fmt: skip
    level(
        work, "age", (age < 30, 0, "under 30"), (age < 40, 8, "30 to 39"), (age < 50, 25, "40 to 49"), (age < 60, 41, "50 to 59"), (age < 70, 58, "60 to 69"),
        (age < 80, 75, "70 to 79"), (age < 90, 91, "80 to 89"), (True, 100, "90 or over"),
    )  # fmt: skip
    value = work.number("creatinine")
    level(
        work, "creatinine", (value < Fraction("0.4"), 1, "under 0.4 mg/dL"), (value < Fraction("0.8"), 4, "0.4 to 0.79 mg/dL"),
        (value < Fraction("1.2"), 7, "0.8 to 1.19 mg/dL"), (value < Fraction("1.6"), 10, "1.2 to 1.59 mg/dL"), (value < 2, 13, "1.6 to 1.99 mg/dL"),
        (value < 4, 21, "2.0 to 3.99 mg/dL"), (True, 28, "4.0 mg/dL or over"),
    )  # fmt: skip
    items(work, 39, "cardiac_arrest")
    items(work, 28, "st_deviation")
    items(work, 14, "cardiac_markers")
    grade(work, work.total("GRACE score"), (108, "low risk"), (140, "intermediate risk"), (372, "high risk"))


_RCRI_BRAIN = ("cerebrovascular_disease", "stroke", "tia")


@calculator(
    "rcri",
    title="revised cardiac risk index",
    source="Lee TH et al. Derivation and prospective validation of a simple index for prediction of cardiac risk of major noncardiac surgery. Circulation 1999;100:1043-9. doi:10.1161/01.CIR.100.10.1043",
    needs=("creatinine",),
    optional=("elevated_risk_surgery", "ischemic_heart_disease", "chf", *_RCRI_BRAIN, "insulin_treatment"),
    unit="points",
    kind="score",
    asks=("What is the patient's revised cardiac risk index (RCRI)?", "Work out the revised cardiac risk index of Lee."),
    also=("Revised Cardiac Risk Index for Pre-Operative Risk", "RCRI"),
    entities={"Pre-operative creatinine": "creatinine", "Cerebrovascular disease history": "tia", "History of cerebrovascular disease": "cerebrovascular_disease"},
    bands={"class I": (), "class II": (), "class III": (), "class IV": ()},
    second=lambda v: (
        counted(v, {1: ("elevated_risk_surgery", "ischemic_heart_disease", "chf", "insulin_treatment")})
        + (True in {v.get(k) for k in _RCRI_BRAIN})
        + rung(v["creatinine"], (2,), (0, 1), over=True)
    ),
)  # fmt: skip
def rcri(work: Work) -> None:
    """Class I has no factor, II one, III two, IV three or more."""
    items(work, 1, "elevated_risk_surgery", "ischemic_heart_disease", "chf")
    item(work, 1, "cerebrovascular disease", *_RCRI_BRAIN)
    items(work, 1, "insulin_treatment")
    value = work.number("creatinine")
    level(work, "creatinine", (value > 2, 1, "over 2.0 mg/dL"), (True, 0, "not over 2.0 mg/dL"))
    total = work.total("Revised cardiac risk index")
    grade(work, total, (0, "class I"), (1, "class II"), (2, "class III"), (6, "class IV"))
