"""Water, sodium, potassium, calcium, and osmolality; and phenytoin, which albumin binds as it binds calcium."""

from __future__ import annotations

from typing import Any

from assay_medical.calculators import Work, calculator
from assay_medical.vocabulary import BadInput

_ADROGUE_HYPER = (
    "Adrogué HJ, Madias NE. Hypernatremia. N Engl J Med 2000;342:1493-9. doi:10.1056/NEJM200005183422006"
)
_ADROGUE_HYPO = (
    "Adrogué HJ, Madias NE. Hyponatremia. N Engl J Med 2000;342:1581-9. doi:10.1056/NEJM200005253422107"
)
_WATER = "Take total body water as 0.6 of the weight in children and in men under 65, 0.5 in women under 65 and in men from 65, 0.45 in women from 65."


def _fraction(age: float, sex: str) -> str:
    """Total body water as a part of the weight (Adrogué and Madias 2000)."""
    if age < 18:
        return "0.6"
    if age < 65:
        return "0.6" if sex == "male" else "0.5"
    return "0.5" if sex == "male" else "0.45"


def _water_step(work: Work) -> None:
    age, sex = float(work.number("age")), work.choice("sex")
    work.number("weight")
    work.let("part", _fraction(age, sex))
    who = (
        "a child"
        if age < 18
        else f"a {sex} patient {'under' if age < 65 else 'aged'} 65{'' if age < 65 else ' or over'}"
    )
    work.step("tbw", "part * weight", "total body water", "L", because=f"For {who}")


def _water(v: dict[str, Any]) -> float:
    old, male, child = v["age"] >= 65, v["sex"] == "male", v["age"] < 18
    return float(v["weight"]) * (60 if child or (male and not old) else 45 if old and not male else 50) / 100


@calculator(
    "free_water_deficit",
    title="free water deficit",
    source=_ADROGUE_HYPER,
    needs=("age", "sex", "weight", "sodium"),
    unit="L",
    decimals=2,
    asks=(
        f"What is the patient's free water deficit, in liters, for a target sodium of 140 mmol/L? {_WATER}",
        f"Calculate the free water deficit (L) down to a sodium of 140 mmol/L. {_WATER}",
    ),
    also=("Free Water Deficit",),
    second=lambda v: _water(v) * (v["sodium"] - 140) / 140,
)
def free_water_deficit(work: Work) -> None:
    work.number("sodium")
    _water_step(work)
    work.step("deficit", "tbw * (sodium / 140 - 1)", "free water deficit", "L")


@calculator(
    "sodium_deficit",
    title="sodium deficit",
    source=_ADROGUE_HYPO,
    needs=("age", "sex", "weight", "sodium"),
    unit="mmol",
    decimals=0,
    asks=(
        f"What is the patient's sodium deficit up to a sodium of 140 mmol/L, in mmol? {_WATER}",
        f"How many mmol of sodium does the patient lack to reach 140 mmol/L (sodium deficit)? {_WATER}",
    ),
    second=lambda v: 140 * _water(v) - _water(v) * v["sodium"],
)
def sodium_deficit(work: Work) -> None:
    work.number("sodium")
    _water_step(work)
    work.step("deficit", "tbw * (140 - sodium)", "sodium deficit", "mmol")


@calculator(
    "sodium_change_saline",
    title="change in serum sodium from one litre of 3% saline",
    source=_ADROGUE_HYPO,
    needs=("age", "sex", "weight", "sodium"),
    unit="mmol/L",
    decimals=1,
    asks=(
        f"By how much, in mmol/L, would one litre of 3% saline (513 mmol/L of sodium) change the serum sodium by the Adrogué–Madias formula? {_WATER}",
        f"Use the Adrogué–Madias formula: what is the expected change in serum sodium (mmol/L) after 1 L of 3% sodium chloride (513 mmol/L)? {_WATER}",
    ),
    second=lambda v: (513 + _water(v) * v["sodium"]) / (_water(v) + 1) - v["sodium"],
)
def sodium_change_saline(work: Work) -> None:
    work.number("sodium")
    _water_step(work)
    work.step("change", "(513 - sodium) / (tbw + 1)", "change in sodium", "mmol/L")


@calculator(
    "sodium_corrected_katz",
    title="sodium corrected for glucose with the factor of Katz",
    source="Katz MA. Hyperglycemia-induced hyponatremia: calculation of expected serum sodium depression. N Engl J Med 1973;289:843-4. doi:10.1056/NEJM197310182891607",
    needs=("sodium", "glucose"),
    unit="mmol/L",
    decimals=1,
    asks=(
        "What is the patient's sodium corrected for glucose with the factor of Katz (1.6 mmol/L per 100 mg/dL above 100), in mmol/L?",
        "Correct the serum sodium (mmol/L) for hyperglycemia: 1.6 mmol/L for each 100 mg/dL of glucose over 100 mg/dL (Katz).",
    ),
    second=lambda v: v["sodium"] - 1.6 + 1.6 * v["glucose"] / 100,
)
def sodium_corrected_katz(work: Work) -> None:
    work.number("sodium")
    work.number("glucose")
    work.step("corrected", "sodium + 1.6 * (glucose - 100) / 100", "corrected sodium", "mmol/L")


@calculator(
    "sodium_corrected_hillier",
    title="sodium corrected for glucose with the factor of Hillier",
    source="Hillier TA, Abbott RD, Barrett EJ. Hyponatremia: evaluating the correction factor for hyperglycemia. Am J Med 1999;106:399-403. doi:10.1016/S0002-9343(99)00055-8",
    needs=("sodium", "glucose"),
    unit="mmol/L",
    decimals=1,
    asks=(
        "What is the patient's sodium corrected for glucose with the factor of Hillier (2.4 mmol/L per 100 mg/dL above 100), in mmol/L?",
        "Correct the serum sodium (mmol/L) for hyperglycemia: 2.4 mmol/L for each 100 mg/dL of glucose over 100 mg/dL (Hillier).",
    ),
    also=("Sodium Correction for Hyperglycemia",),
    second=lambda v: v["sodium"] - 2.4 + 2.4 * v["glucose"] / 100,
)
def sodium_corrected_hillier(work: Work) -> None:
    work.number("sodium")
    work.number("glucose")
    work.step("corrected", "sodium + 2.4 * (glucose - 100) / 100", "corrected sodium", "mmol/L")


@calculator(
    "calcium_corrected",
    title="calcium corrected for albumin",
    source="Payne RB et al. Interpretation of serum calcium in patients with abnormal serum proteins. Br Med J 1973;4:643-6. doi:10.1136/bmj.4.5893.643; with the rounded slope of 0.8 mg/dL per g/dL",
    needs=("calcium", "albumin"),
    unit="mg/dL",
    decimals=2,
    asks=(
        "What is the patient's calcium corrected for albumin, in mg/dL? Add 0.8 mg/dL for each g/dL of albumin below 4.0.",
        "Calculate the albumin-corrected calcium (mg/dL): calcium + 0.8 × (4.0 − albumin in g/dL).",
    ),
    also=("Calcium Correction for Hypoalbuminemia",),
    second=lambda v: v["calcium"] + 3.2 - 0.8 * v["albumin"],
)
def calcium_corrected(work: Work) -> None:
    work.number("calcium")
    work.number("albumin")
    work.step("corrected", "calcium + 0.8 * (4 - albumin)", "corrected calcium", "mg/dL")


@calculator(
    "phenytoin_corrected",
    title="phenytoin corrected for albumin by the Sheiner–Tozer equation",
    source="Sheiner LB, Tozer TN. Clinical pharmacokinetics: the use of plasma concentrations of drugs. In: Melmon KL, Morrelli HF. Clinical Pharmacology. 2nd ed. Macmillan, 1978; kidney failure: Liponi DF, Winter ME, Tozer TN. Renal function and therapeutic concentrations of phenytoin. Neurology 1984;34:395-7. doi:10.1212/WNL.34.3.395",
    needs=("phenytoin", "albumin", "renal_failure"),
    unit="mg/L",
    decimals=1,
    asks=(
        "What is the patient's phenytoin level corrected for albumin by the Sheiner–Tozer equation, in mg/L? Use a factor of 0.2, or 0.1 in end-stage kidney disease.",
        "Correct the total phenytoin (mg/L) for albumin with the Sheiner–Tozer equation: divide by (0.2 × albumin in g/dL + 0.1), with 0.1 in place of 0.2 in end-stage kidney disease.",
    ),
    second=lambda v: 10 * v["phenytoin"] / ((1 if v["renal_failure"] else 2) * v["albumin"] + 1),
)
def phenytoin_corrected(work: Work) -> None:
    work.number("phenytoin")
    work.number("albumin")
    failing = work.flag("renal_failure")
    work.say(
        f"The patient has {'end-stage kidney disease, so the factor is 0.1' if failing else 'no end-stage kidney disease, so the factor is 0.2'}."
    )
    work.step(
        "corrected",
        f"phenytoin / ({'0.1' if failing else '0.2'} * albumin + 0.1)",
        "corrected phenytoin",
        "mg/L",
    )


@calculator(
    "serum_osmolality",
    title="calculated serum osmolality",
    source="Smithline N, Gardner KD. Gaps: anionic and osmolal. JAMA 1976;236:1594-7",
    needs=("sodium", "glucose", "urea_nitrogen"),
    unit="mOsm/kg",
    decimals=1,
    asks=(
        "What is the patient's calculated serum osmolality, in mOsm/kg? Use 2 × Na + glucose/18 + BUN/2.8 (glucose and BUN in mg/dL).",
        "Calculate the serum osmolality (mOsm/kg) as 2 × sodium + glucose/18 + BUN/2.8, with glucose and BUN in mg/dL.",
    ),
    also=("Serum Osmolality",),
    second=lambda v: 2 * v["sodium"] + v["glucose"] * 10 / 180 + v["urea_nitrogen"] * 10 / 28,
)
def serum_osmolality(work: Work) -> None:
    for key in ("sodium", "glucose", "urea_nitrogen"):
        work.number(key)
    work.step(
        "osmolality", "2 * sodium + glucose / 18 + urea_nitrogen / 2.8", "calculated osmolality", "mOsm/kg"
    )


@calculator(
    "osmolal_gap",
    title="osmolal gap",
    source="Smithline N, Gardner KD. Gaps: anionic and osmolal. JAMA 1976;236:1594-7",
    needs=("measured_osmolality", "sodium", "glucose", "urea_nitrogen"),
    unit="mOsm/kg",
    decimals=1,
    asks=(
        "What is the patient's osmolal gap, in mOsm/kg? Calculate the osmolality as 2 × Na + glucose/18 + BUN/2.8 (glucose and BUN in mg/dL).",
        "Calculate the osmolal gap (mOsm/kg): measured osmolality minus (2 × sodium + glucose/18 + BUN/2.8), with glucose and BUN in mg/dL.",
    ),
    second=lambda v: (
        v["measured_osmolality"] - 2 * v["sodium"] - v["glucose"] * 10 / 180 - v["urea_nitrogen"] * 10 / 28
    ),
)
def osmolal_gap(work: Work) -> None:
    for key in ("sodium", "glucose", "urea_nitrogen", "measured_osmolality"):
        work.number(key)
    work.step(
        "osmolality", "2 * sodium + glucose / 18 + urea_nitrogen / 2.8", "calculated osmolality", "mOsm/kg"
    )
    work.step("gap", "measured_osmolality - osmolality", "osmolal gap", "mOsm/kg")


@calculator(
    "ttkg",
    title="transtubular potassium gradient",
    source="Ethier JH et al. The transtubular potassium concentration in patients with hypokalemia and hyperkalemia. Am J Kidney Dis 1990;15:309-15. doi:10.1016/S0272-6386(12)80076-X",
    needs=("potassium", "urine_potassium", "measured_osmolality", "urine_osmolality"),
    decimals=1,
    asks=(
        "What is the patient's transtubular potassium gradient?",
        "Calculate the transtubular potassium gradient (TTKG).",
    ),
    second=lambda v: (
        v["urine_potassium"] * v["measured_osmolality"] / (v["potassium"] * v["urine_osmolality"])
    ),
)
def ttkg(work: Work) -> None:
    for key in ("urine_potassium", "potassium", "urine_osmolality", "measured_osmolality"):
        work.number(key)
    if float(work.number("urine_osmolality")) <= float(work.number("measured_osmolality")):
        raise BadInput(
            "The transtubular potassium gradient has no meaning if the urine is not more concentrated than the plasma."
        )
    work.step("ttkg", "(urine_potassium / potassium) / (urine_osmolality / measured_osmolality)", "TTKG")


@calculator(
    "urine_anion_gap",
    title="urine anion gap",
    source="Batlle DC et al. The use of the urinary anion gap in the diagnosis of hyperchloremic metabolic acidosis. N Engl J Med 1988;318:594-9. doi:10.1056/NEJM198803103181002",
    needs=("urine_sodium", "urine_potassium", "urine_chloride"),
    unit="mmol/L",
    decimals=0,
    asks=(
        "What is the patient's urine anion gap (sodium + potassium − chloride), in mmol/L?",
        "Calculate the urine anion gap in mmol/L.",
    ),
    second=lambda v: v["urine_potassium"] - (v["urine_chloride"] - v["urine_sodium"]),
)
def urine_anion_gap(work: Work) -> None:
    for key in ("urine_sodium", "urine_potassium", "urine_chloride"):
        work.number(key)
    work.step("gap", "urine_sodium + urine_potassium - urine_chloride", "urine anion gap", "mmol/L")
