"""Gastrointestinal bleeding, pancreatitis and appendicitis."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from assay_medical.calculators import Work, calculator
from assay_medical.calculators.scoring import counted, grade, item, items, level, pick, rung


@calculator(
    "glasgow_blatchford",
    title="Glasgow–Blatchford bleeding score",
    source="Blatchford O, Murray WR, Blatchford M. A risk score to predict need for treatment for upper-gastrointestinal haemorrhage. Lancet 2000;356:1318-21. doi:10.1016/S0140-6736(00)02816-6",
    needs=("urea_nitrogen", "hemoglobin", "sex", "sbp", "heart_rate"),
    optional=("melena", "syncope", "liver_disease", "chf"),
    unit="points",
    kind="score",
    asks=("What is the patient's Glasgow–Blatchford bleeding score?", "Work out the Glasgow–Blatchford score."),
    also=("Glasgow-Blatchford Bleeding Score (GBS)", "Glasgow-Blatchford score"),
    bands={"low risk": ("low", "very low risk"), "not low risk": ("high risk", "increased risk")},
    second=lambda v: (
        rung(v["urea_nitrogen"], (18.2, 22.4, 28, 70), (0, 2, 3, 4, 6))
        + (rung(v["hemoglobin"], (10, 12, 13), (6, 3, 1, 0)) if v["sex"] == "male" else rung(v["hemoglobin"], (10, 12), (6, 1, 0)))
        + rung(v["sbp"], (90, 100, 110), (3, 2, 1, 0))
        + rung(v["heart_rate"], (100,), (0, 1))
        + counted(v, {1: ("melena",), 2: ("syncope", "liver_disease", "chf")})
    ),
)  # fmt: skip
def glasgow_blatchford(work: Work) -> None:
    """Urea 6.5, 8.0, 10.0 and 25 mmol/L are 18.2, 22.4, 28 and 70 mg/dL of urea nitrogen. Only 0 is low risk."""
    urea, blood, sbp, pulse = (work.number(k) for k in ("urea_nitrogen", "hemoglobin", "sbp", "heart_rate"))
    level(
        work, "urea_nitrogen", (urea >= 70, 6, "25 mmol/L (70 mg/dL) or over"), (urea >= 28, 4, "10.0 to 24.9 mmol/L, 28 to 69.9 mg/dL"),
        (urea >= Fraction("22.4"), 3, "8.0 to 9.9 mmol/L, 22.4 to 27.9 mg/dL"), (urea >= Fraction("18.2"), 2, "6.5 to 7.9 mmol/L, 18.2 to 22.3 mg/dL"),
        (True, 0, "under 6.5 mmol/L, 18.2 mg/dL"),
    )  # fmt: skip
    if work.choice("sex") == "male":
        level(work, "hemoglobin", (blood >= 13, 0, "man, 13 g/dL or over"), (blood >= 12, 1, "man, 12.0 to 12.9 g/dL"), (blood >= 10, 3, "man, 10.0 to 11.9 g/dL"), (True, 6, "under 10 g/dL"))  # fmt: skip
    else:
        level(work, "hemoglobin", (blood >= 12, 0, "woman, 12 g/dL or over"), (blood >= 10, 1, "woman, 10.0 to 11.9 g/dL"), (True, 6, "under 10 g/dL"))  # fmt: skip
    level(work, "sbp", (sbp >= 110, 0, "110 or over"), (sbp >= 100, 1, "100 to 109"), (sbp >= 90, 2, "90 to 99"), (True, 3, "under 90"))  # fmt: skip
    level(work, "heart_rate", (pulse >= 100, 1, "100 or over"), (True, 0, "under 100"))
    item(work, 1, "melena", "melena")
    item(work, 2, "syncope", "syncope")
    item(work, 2, "hepatic disease", "liver_disease")
    item(work, 2, "cardiac failure", "chf")
    grade(work, work.total("Glasgow–Blatchford score"), (0, "low risk"), (23, "not low risk"))


@calculator(
    "rockall",
    title="complete Rockall score",
    source="Rockall TA et al. Risk assessment after acute upper gastrointestinal haemorrhage. Gut 1996;38:316-21. doi:10.1136/gut.38.3.316",
    needs=("age", "heart_rate", "sbp", "rockall_comorbidity", "endoscopic_diagnosis"),
    optional=("recent_hemorrhage_stigmata",),
    unit="points",
    kind="score",
    asks=("What is the patient's complete (post-endoscopy) Rockall score?", "Work out the full Rockall score, with the findings of endoscopy."),
    also=("Rockall Score for Upper GI Bleeding (Complete)",),
    bands={"low risk": ("low",), "intermediate risk": ("moderate risk",), "high risk": ("high",)},
    second=lambda v: (
        rung(v["age"], (60, 80), (0, 1, 2))
        + (2 if v["sbp"] < 100 else rung(v["heart_rate"], (100,), (0, 1)))
        + {"none": 0, "major": 2, "severe": 3}[v["rockall_comorbidity"]]
        + {"M": 0, "o": 1, "u": 2}[v["endoscopic_diagnosis"][0]]
        + counted(v, {2: ("recent_hemorrhage_stigmata",)})
    ),
)  # fmt: skip
def rockall(work: Work) -> None:
    """Low 0 to 2, high 8 or more (Rockall TA et al. Lancet 1996;347:1138-40)."""
    age, pulse, sbp = work.number("age"), work.number("heart_rate"), work.number("sbp")
    level(work, "age", (age >= 80, 2, "80 or over"), (age >= 60, 1, "60 to 79"), (True, 0, "under 60"))
    if sbp < 100:
        level(work, "sbp", (True, 2, "hypotension, under 100"))
    else:
        level(work, "heart_rate", (pulse >= 100, 1, "tachycardia, 100 or over, with systolic pressure 100 or over"), (True, 0, "no shock"))  # fmt: skip
    pick(work, "rockall_comorbidity", {"none": 0, "major": 2, "severe": 3})
    pick(work, "endoscopic_diagnosis", {"Mallory-Weiss tear or no lesion": 0, "other": 1, "upper GI malignancy": 2})  # fmt: skip
    items(work, 2, "recent_hemorrhage_stigmata")
    grade(work, work.total("Rockall score"), (2, "low risk"), (7, "intermediate risk"), (11, "high risk"))


@calculator(
    "aims65",
    title="AIMS65 score",
    source="Saltzman JR et al. A simple risk score accurately predicts in-hospital mortality, length of stay, and cost in acute upper GI bleeding. Gastrointest Endosc 2011;74:1215-24. doi:10.1016/j.gie.2011.06.024",
    needs=("albumin", "inr", "sbp", "age"),
    optional=("altered_mental_status",),
    unit="points",
    kind="score",
    asks=("What is the patient's AIMS65 score?", "Work out the AIMS65 score (age 65 or over counts)."),
    also=("AIMS65 Score for Upper GI Bleeding Mortality",),
    bands={"low risk": ("low",), "high risk": ("high",)},
    second=lambda v: (
        rung(v["albumin"], (3,), (1, 0)) + rung(v["inr"], (1.5,), (0, 1), over=True) + counted(v, {1: ("altered_mental_status",)})
        + rung(v["sbp"], (90,), (1, 0), over=True) + rung(v["age"], (65,), (0, 1))
    ),
)  # fmt: skip
def aims65(work: Work) -> None:
    """Two or more is high risk."""
    albumin, inr, sbp, age = (work.number(k) for k in ("albumin", "inr", "sbp", "age"))
    level(work, "albumin", (albumin < 3, 1, "under 3.0 g/dL"), (True, 0, "3.0 g/dL or over"))
    level(work, "inr", (inr > Fraction("1.5"), 1, "over 1.5"), (True, 0, "not over 1.5"))
    item(work, 1, "altered mental status", "altered_mental_status")
    level(work, "sbp", (sbp <= 90, 1, "90 or less"), (True, 0, "over 90"))
    level(work, "age", (age >= 65, 1, "65 or over"), (True, 0, "under 65"))
    grade(work, work.total("AIMS65 score"), (1, "low risk"), (5, "high risk"))


def _sirs(v: dict[str, Any]) -> int:
    return sum(
        (
            v["temperature"] < 36 or v["temperature"] > 38,
            v["heart_rate"] > 90,
            v["respiratory_rate"] > 20,
            v["white_cells"] < 4 or v["white_cells"] > 12,
        )
    )


@calculator(
    "bisap",
    title="BISAP score",
    source="Wu BU et al. The early prediction of mortality in acute pancreatitis: a large population-based study. Gut 2008;57:1698-703. doi:10.1136/gut.2008.152702",
    needs=("urea_nitrogen", "age", "temperature", "heart_rate", "respiratory_rate", "white_cells"),
    optional=("altered_mental_status", "pleural_effusion"),
    unit="points",
    kind="score",
    asks=("What is the patient's BISAP score?", "Work out the BISAP score; two or more SIRS criteria count one point."),
    also=("BISAP Score for Pancreatitis Mortality",),
    bands={"low risk": ("low",), "high risk": ("high",)},
    second=lambda v: (
        rung(v["urea_nitrogen"], (25,), (0, 1), over=True) + counted(v, {1: ("altered_mental_status", "pleural_effusion")})
        + (_sirs(v) >= 2) + rung(v["age"], (60,), (0, 1), over=True)
    ),
)  # fmt: skip
def bisap(work: Work) -> None:
    """Three or more is high risk."""
    urea = work.number("urea_nitrogen")
    level(work, "urea_nitrogen", (urea > 25, 1, "over 25 mg/dL"), (True, 0, "not over 25 mg/dL"))
    item(work, 1, "impaired mental status", "altered_mental_status")
    heat, pulse, rate, cells = (work.number(k) for k in ("temperature", "heart_rate", "respiratory_rate", "white_cells"))  # fmt: skip
    met = []
    if heat > 38 or heat < 36:
        met.append("temperature")
    if pulse > 90:
        met.append("heart rate")
    if rate > 20:
        met.append("respiratory rate")
    if cells > 12 or cells < 4:
        met.append("white cells")
    work.points(f"SIRS: {len(met)} of 4 criteria ({', '.join(met) or 'none'})", int(len(met) >= 2))
    age = work.number("age")
    level(work, "age", (age > 60, 1, "over 60"), (True, 0, "not over 60"))
    item(work, 1, "pleural effusion", "pleural_effusion")
    grade(work, work.total("BISAP score"), (2, "low risk"), (5, "high risk"))


_RANSON = (
    "age", "white_cells", "glucose", "ldh", "ast", "hematocrit_fall", "urea_rise", "calcium", "pao2", "base_deficit", "fluid_sequestration",
)  # fmt: skip


@calculator(
    "ranson",
    title="number of Ranson criteria",
    source="Ranson JH et al. Prognostic signs and the role of operative management in acute pancreatitis. Surg Gynecol Obstet 1974;139:69-81. PMID 4834279",
    needs=_RANSON,
    unit="criteria",
    kind="score",
    asks=(
        "How many of the eleven Ranson criteria of 1974 (pancreatitis not due to gallstones) are met after 48 hours?",
        "Work out the Ranson score at 48 hours, by the 1974 criteria for non-gallstone pancreatitis.",
    ),
    also=("Ranson's Criteria for Pancreatitis Mortality",),
    bands={"mild": ("not severe",), "severe": ()},
    second=lambda v: sum(
        (v[key] - cut) * sign > 0
        for key, cut, sign in zip(_RANSON, (55, 16, 200, 350, 250, 10, 5, 8, 60, 4, 6), (1, 1, 1, 1, 1, 1, 1, -1, -1, 1, 1), strict=True)
    ),
)  # fmt: skip
def ranson(work: Work) -> None:
    """Three or more is severe."""
    v = {key: work.number(key) for key in _RANSON}
    level(work, "age", (v["age"] > 55, 1, "over 55"), (True, 0, "not over 55"))
    level(work, "white_cells", (v["white_cells"] > 16, 1, "over 16 ×10⁹/L"), (True, 0, "not over 16 ×10⁹/L"))
    level(work, "glucose", (v["glucose"] > 200, 1, "over 200 mg/dL"), (True, 0, "not over 200 mg/dL"))
    level(work, "ldh", (v["ldh"] > 350, 1, "over 350"), (True, 0, "not over 350"))
    level(work, "ast", (v["ast"] > 250, 1, "over 250"), (True, 0, "not over 250"))
    level(work, "hematocrit_fall", (v["hematocrit_fall"] > 10, 1, "over 10"), (True, 0, "not over 10"))
    level(work, "urea_rise", (v["urea_rise"] > 5, 1, "over 5 mg/dL"), (True, 0, "not over 5 mg/dL"))
    level(work, "calcium", (v["calcium"] < 8, 1, "under 8 mg/dL"), (True, 0, "8 mg/dL or over"))
    level(work, "pao2", (v["pao2"] < 60, 1, "under 60 mmHg"), (True, 0, "60 mmHg or over"))
    level(work, "base_deficit", (v["base_deficit"] > 4, 1, "over 4"), (True, 0, "not over 4"))
    level(work, "fluid_sequestration", (v["fluid_sequestration"] > 6, 1, "over 6 L"), (True, 0, "not over 6 L"))  # fmt: skip
    grade(work, work.total("Ranson criteria met"), (2, "mild"), (11, "severe"))


@calculator(
    "alvarado",
    title="Alvarado score",
    source="Alvarado A. A practical score for the early diagnosis of acute appendicitis. Ann Emerg Med 1986;15:557-64. doi:10.1016/S0196-0644(86)80993-3",
    needs=("temperature", "white_cells"),
    optional=("pain_migration", "anorexia", "nausea_vomiting", "rlq_tenderness", "rebound", "left_shift"),
    unit="points",
    kind="score",
    asks=("What is the patient's Alvarado score (MANTRELS)?", "Work out the Alvarado score for appendicitis (temperature from 37.3 °C, white cells over 10 ×10⁹/L)."),
    also=("Alvarado Score for Acute Appendicitis",),
    bands={
        "unlikely appendicitis": ("unlikely", "low risk"), "compatible with appendicitis": ("possible appendicitis", "compatible"),
        "probable appendicitis": ("probable",), "very probable appendicitis": ("very probable",),
    },
    second=lambda v: (
        counted(v, {1: ("pain_migration", "anorexia", "nausea_vomiting", "rebound", "left_shift"), 2: ("rlq_tenderness",)})
        + rung(v["temperature"], (37.3,), (0, 1)) + rung(v["white_cells"], (10,), (0, 2), over=True)
    ),
)  # fmt: skip
def alvarado(work: Work) -> None:
    """5 to 6 compatible, 7 to 8 probable, 9 to 10 very probable (Alvarado 1986)."""
    items(work, 1, "pain_migration", "anorexia", "nausea_vomiting")
    items(work, 2, "rlq_tenderness")
    items(work, 1, "rebound")
    heat, cells = work.number("temperature"), work.number("white_cells")
    level(work, "temperature", (heat >= Fraction("37.3"), 1, "37.3 °C or over"), (True, 0, "under 37.3 °C"))
    level(work, "white_cells", (cells > 10, 2, "over 10 ×10⁹/L"), (True, 0, "not over 10 ×10⁹/L"))
    items(work, 1, "left_shift")
    total = work.total("Alvarado score")
    grade(work, total, (4, "unlikely appendicitis"), (6, "compatible with appendicitis"), (8, "probable appendicitis"), (10, "very probable appendicitis"))  # fmt: skip
