"""Deep vein thrombosis and pulmonary embolism: how likely, and for whom to prevent."""

from __future__ import annotations

from fractions import Fraction

from assay_medical.calculators import Work, calculator
from assay_medical.calculators.scoring import counted, grade, has, item, items, level, pick, rung

_VTE = ("previous_dvt", "previous_pe", "previous_vte")


@calculator(
    "wells_pe",
    title="Wells score for PE",
    source="Wells PS et al. Derivation of a simple clinical model to categorize patients probability of pulmonary embolism. Thromb Haemost 2000;83:416-20. doi:10.1055/s-0037-1613830",
    needs=("heart_rate",),
    optional=(
        "dvt_signs",
        "pe_likely",
        "immobilization",
        "surgery_4_weeks",
        *_VTE,
        "hemoptysis",
        "treated_malignancy",
    ),
    unit="points",
    kind="score",
    asks=(
        "What is the patient's Wells score for pulmonary embolism (three-level bands)?",
        "Work out the Wells score for pulmonary embolism.",
    ),
    also=("Wells' Criteria for Pulmonary Embolism", "Wells score for pulmonary embolism"),
    bands={
        "low probability": ("low risk", "low"),
        "moderate probability": ("moderate risk", "intermediate probability", "moderate"),
        "high probability": ("high risk", "high"),
    },
    second=lambda v: (
        counted(v, {3: ("dvt_signs", "pe_likely"), 1: ("hemoptysis", "treated_malignancy")})
        + 1.5 * rung(v["heart_rate"], (100,), (0, 1), over=True)
        + 1.5 * bool(v.get("immobilization") or v.get("surgery_4_weeks"))
        + 1.5 * bool({k for k in _VTE if v.get(k)})
    ),
)
def wells_pe(work: Work) -> None:
    """Low is less than 2, moderate 2 to 6, high more than 6."""
    item(work, 3, "clinical signs of deep vein thrombosis", "dvt_signs")
    item(work, 3, "pulmonary embolism is at least as likely as any other diagnosis", "pe_likely")
    rate = work.number("heart_rate")
    level(work, "heart_rate", (rate > 100, "1.5", "over 100"), (True, 0, "not over 100"))
    item(work, "1.5", "immobilization for three days or surgery in the previous four weeks", "immobilization", "surgery_4_weeks")  # fmt: skip
    item(work, "1.5", "previous deep vein thrombosis or pulmonary embolism", *_VTE)
    item(work, 1, "hemoptysis", "hemoptysis")
    item(work, 1, "malignancy", "treated_malignancy")
    total = work.total("Wells score")
    grade(work, total, ("1.5", "low probability"), (6, "moderate probability"), (13, "high probability"))


@calculator(
    "wells_dvt",
    title="Wells score for DVT",
    source="Wells PS et al. Evaluation of D-dimer in the diagnosis of suspected deep-vein thrombosis. N Engl J Med 2003;349:1227-35. doi:10.1056/NEJMoa023153",
    needs=(),
    optional=(
        "active_cancer", "leg_paralysis", "bedridden", "surgery_12_weeks", "leg_tenderness", "leg_swollen", "calf_swelling", "pitting_edema",
        "collateral_veins", "previous_dvt", "dvt_alternative",
    ),
    unit="points",
    kind="score",
    asks=(
        "What is the patient's Wells score for deep vein thrombosis (2003 version, with a point for a previous thrombosis)?",
        "Work out the 2003 Wells score for deep vein thrombosis.",
    ),
    also=("Wells' Criteria for DVT", "Wells score for deep vein thrombosis"),
    bands={"DVT unlikely": ("unlikely", "low risk"), "DVT likely": ("likely",)},
    second=lambda v: (
        counted(v, {
            1: ("active_cancer", "leg_paralysis", "leg_tenderness", "leg_swollen", "calf_swelling", "pitting_edema", "collateral_veins", "previous_dvt"),
            -2: ("dvt_alternative",),
        })
        + max(bool(v.get("bedridden")), bool(v.get("surgery_12_weeks")))
    ),
)  # fmt: skip
def wells_dvt(work: Work) -> None:
    items(work, 1, "active_cancer", "leg_paralysis")
    item(work, 1, "bedridden for more than three days or major surgery within 12 weeks", "bedridden", "surgery_12_weeks")  # fmt: skip
    items(work, 1, "leg_tenderness", "leg_swollen", "calf_swelling", "pitting_edema", "collateral_veins", "previous_dvt")  # fmt: skip
    items(work, -2, "dvt_alternative")
    grade(work, work.total("Wells score"), (1, "DVT unlikely"), (9, "DVT likely"))


@calculator(
    "perc",
    title="number of positive PERC criteria",
    source="Kline JA et al. Clinical criteria to prevent unnecessary diagnostic testing in emergency department patients with suspected pulmonary embolism. J Thromb Haemost 2004;2:1247-55. doi:10.1111/j.1538-7836.2004.00790.x",
    needs=("age", "heart_rate", "spo2"),
    optional=("hemoptysis", "hormone_use", *_VTE, "unilateral_leg_swelling", "surgery_trauma_4_weeks"),
    kind="score",
    unit="criteria",
    asks=(
        "How many of the eight criteria of the PERC rule (pulmonary embolism rule-out criteria) are positive?",
        "How many PERC criteria does the patient have?",
    ),
    also=("PERC Rule for Pulmonary Embolism", "PERC"),
    bands={"PERC negative": ("negative",), "PERC positive": ("positive",)},
    second=lambda v: (
        counted(v, {1: ("hemoptysis", "hormone_use", "unilateral_leg_swelling", "surgery_trauma_4_weeks")})
        + bool({k for k in _VTE if v.get(k)})
        + rung(v["age"], (50,), (0, 1))
        + rung(v["heart_rate"], (100,), (0, 1))
        + rung(v["spo2"], (95,), (1, 0))
    ),
)
def perc(work: Work) -> None:
    age, rate, saturation = work.number("age"), work.number("heart_rate"), work.number("spo2")
    level(work, "age", (age >= 50, 1, "50 or over"), (True, 0, "under 50"))
    level(work, "heart_rate", (rate >= 100, 1, "100 or over"), (True, 0, "under 100"))
    level(work, "spo2", (saturation < 95, 1, "under 95%"), (True, 0, "95% or over"))
    item(work, 1, "hemoptysis", "hemoptysis")
    item(work, 1, "estrogen use", "hormone_use")
    item(work, 1, "previous deep vein thrombosis or pulmonary embolism", *_VTE)
    item(work, 1, "unilateral leg swelling", "unilateral_leg_swelling")
    item(work, 1, "surgery or trauma within four weeks", "surgery_trauma_4_weeks")
    grade(work, work.total("Positive PERC criteria"), (0, "PERC negative"), (8, "PERC positive"))


@calculator(
    "revised_geneva",
    title="revised Geneva score",
    source="Le Gal G et al. Prediction of pulmonary embolism in the emergency department: the revised Geneva score. Ann Intern Med 2006;144:165-71. doi:10.7326/0003-4819-144-3-200602070-00004",
    needs=("age", "heart_rate"),
    optional=(*_VTE, "surgery_fracture_month", "active_malignancy", "leg_pain", "hemoptysis", "leg_palpation_pain"),
    unit="points",
    kind="score",
    asks=(
        "What is the patient's revised Geneva score (original weights of 2006, not the simplified version)?",
        "Work out the revised Geneva score of 2006 for pulmonary embolism.",
    ),
    also=("Geneva Score (Revised) for Pulmonary Embolism",),
    bands={
        "low probability": ("low risk", "low"),
        "intermediate probability": ("moderate probability", "intermediate"),
        "high probability": ("high risk", "high"),
    },
    second=lambda v: (
        counted(v, {2: ("surgery_fracture_month", "active_malignancy", "hemoptysis"), 3: ("leg_pain",), 4: ("leg_palpation_pain",)})
        + 3 * bool({k for k in _VTE if v.get(k)})
        + rung(v["age"], (65,), (0, 1), over=True)
        + rung(v["heart_rate"], (75, 95), (0, 3, 5))
    ),
)  # fmt: skip
def revised_geneva(work: Work) -> None:
    age, rate = work.number("age"), work.number("heart_rate")
    level(work, "age", (age > 65, 1, "over 65"), (True, 0, "not over 65"))
    item(work, 3, "previous deep vein thrombosis or pulmonary embolism", *_VTE)
    item(work, 2, "surgery or fracture within one month", "surgery_fracture_month")
    item(work, 2, "active malignant condition", "active_malignancy")
    item(work, 3, "unilateral lower limb pain", "leg_pain")
    item(work, 2, "hemoptysis", "hemoptysis")
    level(work, "heart_rate", (rate >= 95, 5, "95 or over"), (rate >= 75, 3, "75 to 94"), (True, 0, "under 75"))  # fmt: skip
    item(work, 4, "pain on palpation of the deep veins and unilateral edema", "leg_palpation_pain")
    total = work.total("Revised Geneva score")
    grade(work, total, (3, "low probability"), (10, "intermediate probability"), (22, "high probability"))


_EXCLUDED, _IMAGING = "pulmonary embolism excluded", "CT pulmonary angiography needed"
_YEARS = ("dvt_signs", "hemoptysis", "pe_likely")


@calculator(
    "years",
    title="YEARS algorithm",
    source="van der Hulle T et al. Simplified diagnostic management of suspected pulmonary embolism (the YEARS study). Lancet 2017;390:289-97. doi:10.1016/S0140-6736(17)30885-1",
    needs=("d_dimer", *_YEARS),
    kind="term",
    asks=(
        "By the YEARS algorithm, is pulmonary embolism excluded or is CT pulmonary angiography needed?",
        'Apply the YEARS algorithm. Answer "pulmonary embolism excluded" or "CT pulmonary angiography needed".',
    ),
    bands={
        _EXCLUDED: ("excluded", "no imaging needed", "PE excluded"),
        _IMAGING: ("imaging needed", "CTPA needed", "not excluded", "PE not excluded"),
    },
    second=lambda v: (
        _EXCLUDED if v["d_dimer"] < (500 if True in {v[k] for k in _YEARS} else 1000) else _IMAGING
    ),
)
def years(work: Work) -> None:
    positive = sum([has(work, key) for key in _YEARS])
    work.say(f"{positive} of the three YEARS items {'is' if positive == 1 else 'are'} present.")
    limit = Fraction(1000) if positive == 0 else Fraction(500)
    value = work.number("d_dimer")
    below = value < limit
    work.say(f"The threshold of D-dimer is {limit} ng/mL; {work.given['d_dimer'].text} is {'below' if below else 'not below'} it.")  # fmt: skip
    answer = _EXCLUDED if below else _IMAGING
    work.answers(answer)


_CAPRINI_1 = (
    "major_surgery_month", "chf_month", "sepsis_month", "pneumonia_month", "varicose_veins", "swollen_legs", "inflammatory_bowel_disease", "acute_mi", "copd",
    "hormone_use", "pregnancy_postpartum", "pregnancy_loss",
)  # fmt: skip
_CAPRINI_2 = ("malignancy", "cast_month", "central_venous_access")
_CAPRINI_3 = (
    "family_thrombosis", "factor_v_leiden", "prothrombin_20210a", "homocysteine_high", "lupus_anticoagulant", "anticardiolipin", "hit", "other_thrombophilia",
)  # fmt: skip
_CAPRINI_5 = ("leg_fracture_month", "stroke_month", "trauma_month", "spinal_injury_month")


@calculator(
    "caprini",
    title="Caprini score (2005)",
    source="Caprini JA. Thrombosis risk assessment as a guide to quality patient care. Dis Mon 2005;51:70-8. doi:10.1016/j.disamonth.2005.02.003",
    needs=("age", "bmi"),
    optional=("sex", "surgery_type", "mobility_caprini", *_CAPRINI_1, *_CAPRINI_2, *_VTE, *_CAPRINI_3, *_CAPRINI_5),
    unit="points",
    kind="score",
    asks=(
        "What is the patient's Caprini score (2005 version)? What the note does not mention is absent.",
        "Work out the 2005 Caprini score for the risk of venous thromboembolism. Items that are not mentioned are absent.",
    ),
    also=("Caprini Score for Venous Thromboembolism (2005)",),
    bands={
        "low risk": ("low",),
        "moderate risk": ("moderate",),
        "high risk": ("high",),
        "highest risk": ("highest",),
    },
    second=lambda v: (
        counted(v, {1: _CAPRINI_1, 2: _CAPRINI_2, 3: _CAPRINI_3, 5: _CAPRINI_5})
        + 3 * bool({k for k in _VTE if v.get(k)})
        + rung(v["age"], (41, 61, 75), (0, 1, 2, 3))
        + rung(v["bmi"], (25,), (0, 1), over=True)
        + dict(zip(("minor", "major", "laparoscopic", "arthroscopic", "elective major lower extremity arthroplasty"), (1, 2, 2, 2, 5), strict=True)).get(v.get("surgery_type", ""), 0)
        + ("normal", "on bed rest", "confined to bed >72 hours").index(v.get("mobility_caprini", "normal"))
    ),
)  # fmt: skip
def caprini(work: Work) -> None:
    """Low 0 to 1, moderate 2, high 3 to 4, highest 5 or more (Caprini 2005). A deep vein thrombosis and an embolism count once."""
    age, bmi = work.number("age"), work.number("bmi")
    level(work, "age", (age >= 75, 3, "75 or over"), (age >= 61, 2, "61 to 74"), (age >= 41, 1, "41 to 60"), (True, 0, "40 or under"))  # fmt: skip
    level(work, "bmi", (bmi > 25, 1, "over 25"), (True, 0, "not over 25"))
    if work.has("surgery_type"):
        pick(work, "surgery_type", {"none": 0, "minor": 1, "major": 2, "laparoscopic": 2, "arthroscopic": 2, "elective major lower extremity arthroplasty": 5})  # fmt: skip
    if work.has("mobility_caprini"):
        pick(work, "mobility_caprini", {"normal": 0, "on bed rest": 1, "confined to bed >72 hours": 2})
    items(work, 1, *_CAPRINI_1)
    items(work, 2, *_CAPRINI_2)
    item(work, 3, "previous deep vein thrombosis or pulmonary embolism", *_VTE)
    items(work, 3, *_CAPRINI_3)
    items(work, 5, *_CAPRINI_5)
    total = work.total("Caprini score")
    grade(work, total, (1, "low risk"), (2, "moderate risk"), (4, "high risk"), (99, "highest risk"))


@calculator(
    "padua",
    title="Padua prediction score",
    source="Barbar S et al. A risk assessment model for the identification of hospitalized medical patients at risk for venous thromboembolism: the Padua Prediction Score. J Thromb Haemost 2010;8:2450-7. doi:10.1111/j.1538-7836.2010.04044.x",
    needs=("age", "bmi"),
    optional=(
        "active_cancer", *_VTE, "reduced_mobility", "thrombophilia", "surgery_trauma_month", "heart_respiratory_failure", "mi_or_stroke", "infection_rheumatic",
        "ongoing_hormones",
    ),
    unit="points",
    kind="score",
    asks=("What is the patient's Padua prediction score?", "Work out the Padua score for the risk of venous thromboembolism."),
    also=("Padua Prediction Score for Risk of VTE",),
    bands={"low risk": ("low",), "high risk": ("high",)},
    second=lambda v: (
        counted(v, {
            3: ("active_cancer", "reduced_mobility", "thrombophilia"),
            2: ("surgery_trauma_month",),
            1: ("heart_respiratory_failure", "mi_or_stroke", "infection_rheumatic", "ongoing_hormones"),
        })
        + 3 * bool({k for k in _VTE if v.get(k)})
        + rung(v["age"], (70,), (0, 1))
        + rung(v["bmi"], (30,), (0, 1))
    ),
)  # fmt: skip
def padua(work: Work) -> None:
    items(work, 3, "active_cancer")
    item(work, 3, "previous venous thromboembolism", *_VTE)
    items(work, 3, "reduced_mobility", "thrombophilia")
    items(work, 2, "surgery_trauma_month")
    age, bmi = work.number("age"), work.number("bmi")
    level(work, "age", (age >= 70, 1, "70 or over"), (True, 0, "under 70"))
    items(work, 1, "heart_respiratory_failure", "mi_or_stroke", "infection_rheumatic")
    level(work, "bmi", (bmi >= 30, 1, "30 or over"), (True, 0, "under 30"))
    items(work, 1, "ongoing_hormones")
    grade(work, work.total("Padua score"), (3, "low risk"), (20, "high risk"))
