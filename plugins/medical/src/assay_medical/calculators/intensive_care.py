"""Organ failure and severity in intensive care."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from assay_medical.calculators import Work, calculator
from assay_medical.calculators.scoring import has, level, rung
from assay_medical.vocabulary import BadInput

_PRESSORS = ("dopamine", "dobutamine", "epinephrine", "norepinephrine")


def _sofa_circulation(v: dict[str, Any]) -> int:
    dose = {key: v.get(key, 0) for key in _PRESSORS}
    mean = (v["sbp"] + 2 * v["dbp"]) / 3 if "sbp" in v and "dbp" in v else 100
    tests = (
        v.get("hypotension", False) or mean < 70,
        dose["dopamine"] > 0 or dose["dobutamine"] > 0,
        dose["dopamine"] > 5 or dose["epinephrine"] > 0 or dose["norepinephrine"] > 0,
        dose["dopamine"] > 15 or dose["epinephrine"] > 0.1 or dose["norepinephrine"] > 0.1,
    )
    return max((rank for rank, holds in enumerate(tests, 1) if holds), default=0)


@calculator(
    "sofa",
    title="SOFA score",
    source="Vincent JL et al. The SOFA (Sepsis-related Organ Failure Assessment) score to describe organ dysfunction/failure. Intensive Care Med 1996;22:707-10. doi:10.1007/BF01709751",
    needs=("pao2", "fio2", "platelets", "bilirubin", "gcs"),
    optional=("mechanical_ventilation", "cpap", "hypotension", "sbp", "dbp", *_PRESSORS, "creatinine", "urine_output", "cvvhd"),
    unit="points",
    kind="score",
    asks=(
        "What is the patient's SOFA score (Vincent 1996)?",
        "Work out the Sequential Organ Failure Assessment (SOFA) score of 1996.",
    ),
    also=("Sequential Organ Failure Assessment (SOFA) Score",),
    entities={"Continuous veno-venous hemodialysis for ≥24 hours in the past week": "cvvhd"},
    second=lambda v: (
        min(
            rung(v["pao2"] / v["fio2"] * 100, (100, 200, 300, 400), (4, 3, 2, 1, 0)),
            4 if v.get("mechanical_ventilation") or v.get("cpap") else 2,
        )
        + rung(v["platelets"], (20, 50, 100, 150), (4, 3, 2, 1, 0))
        + rung(v["bilirubin"], (1.2, 2, 6, 12), (0, 1, 2, 3, 4))
        + _sofa_circulation(v)
        + rung(v["gcs"], (6, 10, 13, 15), (4, 3, 2, 1, 0))
        + max(
            rung(v.get("creatinine", 0), (1.2, 2, 3.5, 5), (0, 1, 2, 3, 4)),
            rung(v.get("urine_output", 999), (200, 500), (4, 3, 0)),
        )
    ),
)  # fmt: skip
def sofa(work: Work) -> None:
    """Respiratory scores of 3 and 4 need ventilatory support; of creatinine and urine output the worse counts."""
    if not (work.has("creatinine") or work.has("urine_output")):
        raise BadInput("SOFA score needs the creatinine or the urine output.")
    if not (work.has("hypotension") or (work.has("sbp") and work.has("dbp")) or any(work.has(k) for k in _PRESSORS)):  # fmt: skip
        raise BadInput("SOFA score needs the blood pressure or the doses of vasopressors.")
    work.number("pao2"), work.number("fio2", name="FiO2")
    ratio = work.step("ratio", "pao2 / (fio2 / 100)", "PaO2/FiO2", "mmHg")
    support = has(work, "mechanical_ventilation", "cpap")
    worst = 4 if support else 2
    stage = 4 if ratio < 100 else 3 if ratio < 200 else 2 if ratio < 300 else 1 if ratio < 400 else 0
    work.points(f"respiration ({'with' if support else 'without'} ventilatory support)", min(stage, worst))
    platelets, bilirubin = work.number("platelets"), work.number("bilirubin")
    level(work, "platelets", (platelets < 20, 4, "under 20"), (platelets < 50, 3, "20 to 49"), (platelets < 100, 2, "50 to 99"), (platelets < 150, 1, "100 to 149"), (True, 0, "150 or over"))  # fmt: skip
    level(
        work, "bilirubin", (bilirubin < Fraction("1.2"), 0, "under 1.2 mg/dL"), (bilirubin < 2, 1, "1.2 to 1.9 mg/dL"), (bilirubin < 6, 2, "2.0 to 5.9 mg/dL"),
        (bilirubin < 12, 3, "6.0 to 11.9 mg/dL"), (True, 4, "12.0 mg/dL or over"),
    )  # fmt: skip
    _circulation(work)
    coma = work.number("gcs")
    level(work, "gcs", (coma >= 15, 0, "15"), (coma >= 13, 1, "13 to 14"), (coma >= 10, 2, "10 to 12"), (coma >= 6, 3, "6 to 9"), (True, 4, "under 6"))  # fmt: skip
    _kidney(work)
    work.total("SOFA score")


def _circulation(work: Work) -> None:
    dose = {key: work.number(key) if work.has(key) else Fraction(0) for key in _PRESSORS}
    tenth = Fraction("0.1")
    if dose["dopamine"] > 15 or dose["epinephrine"] > tenth or dose["norepinephrine"] > tenth:
        work.points("circulation: dopamine over 15, or epinephrine or norepinephrine over 0.1 mcg/kg/min", 4)
        return
    if dose["dopamine"] > 5 or dose["epinephrine"] > 0 or dose["norepinephrine"] > 0:
        work.points("circulation: dopamine over 5, or epinephrine or norepinephrine up to 0.1 mcg/kg/min", 3)
        return
    if dose["dopamine"] > 0 or dose["dobutamine"] > 0:
        work.points("circulation: dopamine up to 5 mcg/kg/min or any dobutamine", 2)
        return
    low = has(work, "hypotension")
    if work.has("sbp") and work.has("dbp"):
        work.number("sbp"), work.number("dbp")
        mean = work.step("map", "(sbp + 2 * dbp) / 3", "MAP", "mmHg")
        low = low or mean < 70
    work.points(f"circulation: mean arterial pressure {'under' if low else 'not under'} 70 mmHg, no vasopressors", int(low))  # fmt: skip


def _kidney(work: Work) -> None:
    points, said = 0, []
    if work.has("creatinine"):
        value = work.number("creatinine")
        points = 4 if value >= 5 else 3 if value >= Fraction("3.5") else 2 if value >= 2 else 1 if value >= Fraction("1.2") else 0  # fmt: skip
        said.append(f"creatinine {work.given['creatinine'].text}")
    if work.has("urine_output"):
        amount = work.number("urine_output")
        points = max(points, 4 if amount < 200 else 3 if amount < 500 else 0)
        said.append(f"urine output {work.given['urine_output'].text}")
    work.points(f"kidneys ({', '.join(said)})", points)


_APACHE = (
    "age", "temperature", "heart_rate", "respiratory_rate", "sbp", "dbp", "fio2", "ph", "sodium", "potassium", "creatinine", "hematocrit", "white_cells", "gcs",
)  # fmt: skip


@calculator(
    "apache_ii",
    title="APACHE II score",
    source="Knaus WA et al. APACHE II: a severity of disease classification system. Crit Care Med 1985;13:818-29. doi:10.1097/00003246-198510000-00009",
    needs=_APACHE,
    optional=("pao2", "aa_gradient", "acute_renal_failure", "organ_insufficiency", "admission_type", "chronic_renal_failure"),
    unit="points",
    kind="score",
    asks=(
        "What is the patient's APACHE II score?",
        "Work out the APACHE II score. From an FiO2 of 50% on the A-a gradient counts, below it the PaO2.",
    ),
    also=("APACHE II Score", "APACHE II"),
    entities={"Surgery Type": "admission_type"},
    second=lambda v: (
        rung(v["temperature"], (30, 32, 34, 36, 38.5, 39, 41), (4, 3, 2, 1, 0, 1, 3, 4))
        + rung((v["sbp"] + 2 * v["dbp"]) / 3, (50, 70, 110, 130, 160), (4, 2, 0, 2, 3, 4))
        + rung(v["heart_rate"], (40, 55, 70, 110, 140, 180), (4, 3, 2, 0, 2, 3, 4))
        + rung(v["respiratory_rate"], (6, 10, 12, 25, 35, 50), (4, 2, 1, 0, 1, 3, 4))
        + (rung(v["aa_gradient"], (200, 350, 500), (0, 2, 3, 4)) if v["fio2"] >= 50 else (4, 3, 1, 0)[(v["pao2"] >= 55) + (v["pao2"] > 60) + (v["pao2"] > 70)])
        + rung(v["ph"], (7.15, 7.25, 7.33, 7.5, 7.6, 7.7), (4, 3, 2, 0, 1, 3, 4))
        + rung(v["sodium"], (111, 120, 130, 150, 155, 160, 180), (4, 3, 2, 0, 1, 2, 3, 4))
        + rung(v["potassium"], (2.5, 3, 3.5, 5.5, 6, 7), (4, 2, 1, 0, 1, 3, 4))
        + rung(v["creatinine"], (0.6, 1.5, 2, 3.5), (2, 0, 2, 3, 4)) * (2 if v.get("acute_renal_failure") else 1)
        + rung(v["hematocrit"], (20, 30, 46, 50, 60), (4, 2, 0, 1, 2, 4))
        + rung(v["white_cells"], (1, 3, 15, 20, 40), (4, 2, 0, 1, 2, 4))
        + 15
        - v["gcs"]
        + rung(v["age"], (45, 55, 65, 75), (0, 2, 3, 5, 6))
        + (({"elective": 2}.get(v["admission_type"], 5)) if v.get("organ_insufficiency") else 0)
    ),
)  # fmt: skip
def apache_ii(work: Work) -> None:
    """Twelve physiological variables, age and chronic health. The mean arterial pressure comes from both pressures."""
    number = {key: work.number(key) for key in _APACHE if key != "gcs"}
    cuts = Fraction
    t = number["temperature"]
    level(
        work, "temperature", (t >= 41, 4, "41 °C or over"), (t >= 39, 3, "39 to 40.9 °C"), (t >= cuts("38.5"), 1, "38.5 to 38.9 °C"), (t >= 36, 0, "36 to 38.4 °C"),
        (t >= 34, 1, "34 to 35.9 °C"), (t >= 32, 2, "32 to 33.9 °C"), (t >= 30, 3, "30 to 31.9 °C"), (True, 4, "under 30 °C"),
    )  # fmt: skip
    mean = work.step("map", "(sbp + 2 * dbp) / 3", "MAP", "mmHg")
    work.points("mean arterial pressure", 4 if mean >= 160 else 3 if mean >= 130 else 2 if mean >= 110 else 0 if mean >= 70 else 2 if mean >= 50 else 4)  # fmt: skip
    pulse, rate = number["heart_rate"], number["respiratory_rate"]
    level(
        work, "heart_rate", (pulse >= 180, 4, "180 or over"), (pulse >= 140, 3, "140 to 179"), (pulse >= 110, 2, "110 to 139"), (pulse >= 70, 0, "70 to 109"),
        (pulse >= 55, 2, "55 to 69"), (pulse >= 40, 3, "40 to 54"), (True, 4, "under 40"),
    )  # fmt: skip
    level(
        work, "respiratory_rate", (rate >= 50, 4, "50 or over"), (rate >= 35, 3, "35 to 49"), (rate >= 25, 1, "25 to 34"), (rate >= 12, 0, "12 to 24"),
        (rate >= 10, 1, "10 to 11"), (rate >= 6, 2, "6 to 9"), (True, 4, "under 6"),
    )  # fmt: skip
    if number["fio2"] >= 50:
        gap = work.number("aa_gradient")
        level(work, "aa_gradient", (gap >= 500, 4, "500 or over"), (gap >= 350, 3, "350 to 499"), (gap >= 200, 2, "200 to 349"), (True, 0, "under 200"))  # fmt: skip
    else:
        tension = work.number("pao2")
        level(work, "pao2", (tension > 70, 0, "over 70"), (tension > 60, 1, "61 to 70"), (tension >= 55, 3, "55 to 60"), (True, 4, "under 55"))  # fmt: skip
    ph, sodium, potassium = number["ph"], number["sodium"], number["potassium"]
    level(
        work, "ph", (ph >= cuts("7.7"), 4, "7.70 or over"), (ph >= cuts("7.6"), 3, "7.60 to 7.69"), (ph >= cuts("7.5"), 1, "7.50 to 7.59"),
        (ph >= cuts("7.33"), 0, "7.33 to 7.49"), (ph >= cuts("7.25"), 2, "7.25 to 7.32"), (ph >= cuts("7.15"), 3, "7.15 to 7.24"), (True, 4, "under 7.15"),
    )  # fmt: skip
    level(
        work, "sodium", (sodium >= 180, 4, "180 or over"), (sodium >= 160, 3, "160 to 179"), (sodium >= 155, 2, "155 to 159"), (sodium >= 150, 1, "150 to 154"),
        (sodium >= 130, 0, "130 to 149"), (sodium >= 120, 2, "120 to 129"), (sodium >= 111, 3, "111 to 119"), (True, 4, "110 or less"),
    )  # fmt: skip
    level(
        work, "potassium", (potassium >= 7, 4, "7.0 or over"), (potassium >= 6, 3, "6.0 to 6.9"), (potassium >= cuts("5.5"), 1, "5.5 to 5.9"),
        (potassium >= cuts("3.5"), 0, "3.5 to 5.4"), (potassium >= 3, 1, "3.0 to 3.4"), (potassium >= cuts("2.5"), 2, "2.5 to 2.9"), (True, 4, "under 2.5"),
    )  # fmt: skip
    creatinine = number["creatinine"]
    kidney = 4 if creatinine >= cuts("3.5") else 3 if creatinine >= 2 else 2 if creatinine >= cuts("1.5") else 0 if creatinine >= cuts("0.6") else 2  # fmt: skip
    acute = has(work, "acute_renal_failure")
    work.points(f"creatinine {work.given['creatinine'].text}{', doubled for acute renal failure' if acute else ''}", kidney * (2 if acute else 1))  # fmt: skip
    packed, cells = number["hematocrit"], number["white_cells"]
    level(
        work, "hematocrit", (packed >= 60, 4, "60 or over"), (packed >= 50, 2, "50 to 59.9"), (packed >= 46, 1, "46 to 49.9"), (packed >= 30, 0, "30 to 45.9"),
        (packed >= 20, 2, "20 to 29.9"), (True, 4, "under 20"),
    )  # fmt: skip
    level(
        work, "white_cells", (cells >= 40, 4, "40 or over"), (cells >= 20, 2, "20 to 39.9"), (cells >= 15, 1, "15 to 19.9"), (cells >= 3, 0, "3 to 14.9"),
        (cells >= 1, 2, "1 to 2.9"), (True, 4, "under 1"),
    )  # fmt: skip
    coma = work.number("gcs")
    work.points(f"15 − Glasgow Coma Scale score of {coma}", 15 - coma)
    age = number["age"]
    level(work, "age", (age >= 75, 6, "75 or over"), (age >= 65, 5, "65 to 74"), (age >= 55, 3, "55 to 64"), (age >= 45, 2, "45 to 54"), (True, 0, "44 or under"))  # fmt: skip
    if has(work, "organ_insufficiency"):
        elective = work.choice("admission_type") == "elective"
        work.points(f"severe organ insufficiency or immunocompromise, {'elective postoperative' if elective else 'nonoperative or emergency postoperative'}", 2 if elective else 5)  # fmt: skip
    else:
        work.points("no severe organ insufficiency or immunocompromise", 0)
    work.total("APACHE II score")
