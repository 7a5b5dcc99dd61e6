"""Kidney function."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

from assay_medical.calculators import Work, calculator
from assay_medical.calculators.anthropometry import bmi_step, devine, ideal_weight_step

_COCKCROFT = "Cockcroft DW, Gault MH. Prediction of creatinine clearance from serum creatinine. Nephron 1976;16:31-41. doi:10.1159/000180580"
_STAGES = {
    "G1": ("stage 1", "normal or high"),
    "G2": ("stage 2", "mildly decreased"),
    "G3a": ("stage 3a", "mildly to moderately decreased"),
    "G3b": ("stage 3b", "moderately to severely decreased"),
    "G4": ("stage 4", "severely decreased"),
    "G5": ("stage 5", "kidney failure"),
}
"""GFR categories of KDIGO 2012 (Kidney Int Suppl 2013;3:1-150)."""


def _stage(work: Work, egfr: float) -> None:
    work.grade(tuple(_STAGES)[sum(egfr < cut for cut in (90, 60, 45, 30, 15))])


@calculator(
    "creatinine_clearance",
    title="creatinine clearance by the Cockcroft–Gault equation",
    source=_COCKCROFT,
    needs=("age", "sex", "weight", "creatinine"),
    unit="mL/min",
    decimals=1,
    asks=(
        "What is the patient's creatinine clearance by the Cockcroft–Gault equation, with the actual body weight, in mL/min?",
        "Estimate the creatinine clearance (mL/min) with the Cockcroft–Gault equation. Use the actual body weight.",
    ),
    second=lambda v: (
        (140 - v["age"]) / 72 * v["weight"] * (1.0 if v["sex"] == "male" else 0.85) / v["creatinine"]
    ),
)
def creatinine_clearance(work: Work) -> None:
    work.number("age")
    work.number("weight")
    work.number("creatinine")
    if work.choice("sex") == "female":
        work.let("f", "0.85")
        work.say("The patient is female, so the result is multiplied by 0.85.")
        work.step("crcl", "(140 - age) * weight * f / (72 * creatinine)", "CrCl", "mL/min")
    else:
        work.step("crcl", "(140 - age) * weight / (72 * creatinine)", "CrCl", "mL/min")


def _dosing_weight(v: dict[str, Any]) -> float:
    index, ideal, weight = 1e4 * v["weight"] / v["height"] ** 2, devine(v), float(v["weight"])
    if index < 18.5:
        return weight
    return min(ideal, weight) if index < 25 else 0.6 * ideal + 0.4 * weight


@calculator(
    "creatinine_clearance_adjusted",
    title="creatinine clearance by the Cockcroft–Gault equation with the weight chosen by BMI",
    source=f"{_COCKCROFT}; Winter MA et al. Impact of various body weights and serum creatinine concentrations on the bias and accuracy of the Cockcroft-Gault equation. Pharmacotherapy 2012;32:604-12. doi:10.1002/j.1875-9114.2012.01098.x (the weights)",
    needs=("age", "sex", "weight", "height", "creatinine"),
    unit="mL/min",
    decimals=1,
    asks=(
        "What is the patient's creatinine clearance by the Cockcroft–Gault equation, in mL/min? Use the actual weight if the BMI is under 18.5, the lesser of ideal (Devine) and actual weight if it is 18.5 to under 25, and the adjusted weight (factor 0.4) if it is 25 or more.",
        "Estimate the creatinine clearance (mL/min) by Cockcroft–Gault. Choose the weight by BMI: actual below 18.5; the smaller of ideal body weight (Devine) and actual weight from 18.5 to below 25; adjusted body weight, IBW + 0.4 × (actual − IBW), from 25.",
    ),
    also=("Creatinine Clearance (Cockcroft-Gault Equation)",),
    second=lambda v: (
        (140 - v["age"]) * _dosing_weight(v) / v["creatinine"] / 72 * (0.85 if v["sex"] == "female" else 1)
    ),
)
def creatinine_clearance_adjusted(work: Work) -> None:
    work.number("age")
    work.number("creatinine")
    index = bmi_step(work)
    if index < 18.5:
        work.say("The BMI is under 18.5, so the actual weight is used.")
        used = "weight"
    else:
        ideal = ideal_weight_step(work)
        if index >= 25:
            work.step(
                "adjusted",
                "ibw + 0.4 * (weight - ibw)",
                "adjusted body weight",
                "kg",
                because="The BMI is 25 or more",
            )
            used = "adjusted"
        elif ideal < work.number("weight"):
            work.say(
                "The BMI is normal and the ideal weight is below the actual weight, so the ideal weight is used."
            )
            used = "ibw"
        else:
            work.say(
                "The BMI is normal and the actual weight is not above the ideal weight, so the actual weight is used."
            )
            used = "weight"
    if work.choice("sex") == "female":
        work.say("The patient is female, so the result is multiplied by 0.85.")
        work.step("crcl", f"(140 - age) * {used} * 0.85 / (72 * creatinine)", "CrCl", "mL/min")
    else:
        work.step("crcl", f"(140 - age) * {used} / (72 * creatinine)", "CrCl", "mL/min")


def _spline(value: float, knot: float, below: float, above: float) -> float:
    """The logarithm of ``min(value / knot, 1)**below * max(value / knot, 1)**above``."""
    ratio = math.log(value) - math.log(knot)
    return below * min(ratio, 0.0) + above * max(ratio, 0.0)


def _creatinine_2021(v: dict[str, Any]) -> float:
    female = v["sex"] == "female"
    log = _spline(v["creatinine"], 0.7 if female else 0.9, -0.241 if female else -0.302, -1.2)
    return math.exp(math.log(142) + log + v["age"] * math.log(0.9938) + (math.log(1.012) if female else 0.0))


@calculator(
    "ckd_epi_2021",
    title="estimated GFR by the CKD-EPI 2021 creatinine equation",
    source="Inker LA et al. New creatinine- and cystatin C-based equations to estimate GFR without race. N Engl J Med 2021;385:1737-49. doi:10.1056/NEJMoa2102953; stages: KDIGO 2012, Kidney Int Suppl 2013;3:1-150",
    needs=("age", "sex", "creatinine"),
    unit="mL/min/1.73 m²",
    decimals=1,
    asks=(
        "What is the patient's eGFR by the CKD-EPI 2021 creatinine equation, in mL/min/1.73 m²?",
        "Estimate the GFR (mL/min/1.73 m²) with the race-free 2021 CKD-EPI equation for creatinine.",
        "What is the eGFR by CKD-EPI 2021 (creatinine, mL/min/1.73 m²), and which G stage of KDIGO is that?",
    ),
    also=("CKD-EPI Equations for Glomerular Filtration Rate", "CKD-EPI 2021"),
    bands=_STAGES,
    second=_creatinine_2021,
)
def ckd_epi_2021(work: Work) -> None:
    creatinine = work.number("creatinine")
    work.number("age")
    female = work.choice("sex") == "female"
    knot, below = ("0.7", "-0.241") if female else ("0.9", "-0.302")
    low = creatinine <= Fraction(knot)
    work.let("exponent", below if low else "-1.2")
    work.say(
        f"The patient is {work.choice('sex')}, so κ = {knot}; the creatinine is {'not above' if low else 'above'} κ, so the exponent is {(below if low else '-1.2').replace('-', '−')}."
    )
    work.step("ratio", f"creatinine / {knot}", "creatinine ratio")
    last = " * 1.012" if female else ""
    _stage(
        work, float(work.step("egfr", f"142 * ratio**exponent * 0.9938**age{last}", "eGFR", "mL/min/1.73 m²"))
    )


@calculator(
    "ckd_epi_cystatin_c",
    title="estimated GFR by the CKD-EPI 2012 cystatin C equation",
    source="Inker LA et al. Estimating glomerular filtration rate from serum creatinine and cystatin C. N Engl J Med 2012;367:20-9. doi:10.1056/NEJMoa1114248; stages: KDIGO 2012, Kidney Int Suppl 2013;3:1-150",
    needs=("age", "sex", "cystatin_c"),
    unit="mL/min/1.73 m²",
    decimals=1,
    asks=(
        "What is the patient's eGFR by the CKD-EPI 2012 cystatin C equation, in mL/min/1.73 m²?",
        "Estimate the GFR (mL/min/1.73 m²) from cystatin C alone, with the 2012 CKD-EPI equation.",
    ),
    bands=_STAGES,
    second=lambda v: math.exp(
        math.log(133)
        + _spline(v["cystatin_c"], 0.8, -0.499, -1.328)
        + v["age"] * math.log(0.996)
        + (math.log(0.932) if v["sex"] == "female" else 0)
    ),
)
def ckd_epi_cystatin_c(work: Work) -> None:
    cystatin = work.number("cystatin_c")
    work.number("age")
    low = cystatin <= Fraction("0.8")
    work.let("exponent", "-0.499" if low else "-1.328")
    work.say(
        f"Cystatin C is {'not above' if low else 'above'} 0.8 mg/L, so the exponent is −{'0.499' if low else '1.328'}."
    )
    work.step("ratio", "cystatin_c / 0.8", "cystatin C ratio")
    last = " * 0.932" if work.choice("sex") == "female" else ""
    _stage(
        work, float(work.step("egfr", f"133 * ratio**exponent * 0.996**age{last}", "eGFR", "mL/min/1.73 m²"))
    )


def _combined_2021(v: dict[str, Any]) -> float:
    female = v["sex"] == "female"
    log = _spline(v["creatinine"], 0.7 if female else 0.9, -0.219 if female else -0.144, -0.544)
    log += _spline(v["cystatin_c"], 0.8, -0.323, -0.778)
    return math.exp(math.log(135) + log + v["age"] * math.log(0.9961) + (math.log(0.963) if female else 0.0))


@calculator(
    "ckd_epi_combined_2021",
    title="estimated GFR by the CKD-EPI 2021 creatinine–cystatin C equation",
    source="Inker LA et al. New creatinine- and cystatin C-based equations to estimate GFR without race. N Engl J Med 2021;385:1737-49. doi:10.1056/NEJMoa2102953; stages: KDIGO 2012, Kidney Int Suppl 2013;3:1-150",
    needs=("age", "sex", "creatinine", "cystatin_c"),
    unit="mL/min/1.73 m²",
    decimals=1,
    asks=(
        "What is the patient's eGFR by the CKD-EPI 2021 equation for creatinine and cystatin C together, in mL/min/1.73 m²?",
        "Estimate the GFR (mL/min/1.73 m²) with the combined creatinine–cystatin C equation of CKD-EPI 2021.",
    ),
    bands=_STAGES,
    second=_combined_2021,
)
def ckd_epi_combined_2021(work: Work) -> None:
    creatinine, cystatin = work.number("creatinine"), work.number("cystatin_c")
    work.number("age")
    female = work.choice("sex") == "female"
    knot, below = ("0.7", "-0.219") if female else ("0.9", "-0.144")
    work.let("a", below if creatinine <= Fraction(knot) else "-0.544")
    work.let("b", "-0.323" if cystatin <= Fraction("0.8") else "-0.778")
    work.step("r", f"creatinine / {knot}", "creatinine ratio")
    work.step("s", "cystatin_c / 0.8", "cystatin C ratio")
    last = " * 0.963" if female else ""
    egfr = work.step("egfr", f"135 * r**a * s**b * 0.9961**age{last}", "eGFR", "mL/min/1.73 m²")
    _stage(work, float(egfr))


@calculator(
    "mdrd",
    title="estimated GFR by the IDMS-traceable MDRD study equation",
    source="Levey AS et al. Using standardized serum creatinine values in the Modification of Diet in Renal Disease study equation. Ann Intern Med 2006;145:247-54. doi:10.7326/0003-4819-145-4-200608150-00004",
    needs=("age", "sex", "creatinine"),
    optional=("race",),
    unit="mL/min/1.73 m²",
    decimals=1,
    asks=(
        "What is the patient's eGFR by the four-variable MDRD equation (factor 175; 1.212 for Black patients, else no race factor), in mL/min/1.73 m²?",
        "Estimate the GFR (mL/min/1.73 m²) with the re-expressed MDRD study equation, 175 × Scr^(−1.154) × age^(−0.203), with its factors for sex and, where the note states it, Black race.",
    ),
    also=("MDRD GFR Equation",),
    bands=_STAGES,
    second=lambda v: (
        175
        * math.exp(-1.154 * math.log(v["creatinine"]) - 0.203 * math.log(v["age"]))
        * (0.742 if v["sex"] == "female" else 1)
        * (1.212 if v.get("race") == "black" else 1)
    ),
)
def mdrd(work: Work) -> None:
    work.number("creatinine")
    work.number("age")
    factors = ""
    if work.choice("sex") == "female":
        work.say("Factor for women: 0.742.")
        factors += " * 0.742"
    if work.has("race") and work.choice("race") == "black":
        work.say("Factor for Black patients: 1.212.")
        factors += " * 1.212"
    work.let("x", "-1.154")
    work.let("y", "-0.203")
    _stage(work, float(work.step("egfr", f"175 * creatinine**x * age**y{factors}", "eGFR", "mL/min/1.73 m²")))


@calculator(
    "schwartz",
    title="estimated GFR by the bedside Schwartz equation",
    source="Schwartz GJ et al. New equations to estimate GFR in children with CKD. J Am Soc Nephrol 2009;20:629-37. doi:10.1681/ASN.2008030287",
    needs=("height", "creatinine"),
    unit="mL/min/1.73 m²",
    decimals=1,
    asks=(
        "What is the child's eGFR by the bedside Schwartz equation (2009, k = 0.413), in mL/min/1.73 m²?",
        "Estimate the GFR (mL/min/1.73 m²) with the bedside Schwartz equation of 2009.",
    ),
    second=lambda v: 41.3 * (v["height"] / 100) / v["creatinine"],
)
def schwartz(work: Work) -> None:
    work.number("height")
    work.number("creatinine")
    work.step("egfr", "0.413 * height / creatinine", "eGFR", "mL/min/1.73 m²")


@calculator(
    "fena",
    title="fractional excretion of sodium",
    source="Espinel CH. The FENa test: use in the differential diagnosis of acute renal failure. JAMA 1976;236:579-81. doi:10.1001/jama.1976.03270060029022",
    needs=("sodium", "creatinine", "urine_sodium", "urine_creatinine"),
    unit="%",
    decimals=2,
    asks=(
        "What is the patient's fractional excretion of sodium, in percent?",
        "Calculate the FENa (%).",
    ),
    also=("Fractional Excretion of Sodium (FENa)",),
    second=lambda v: 100 * (v["urine_sodium"] / v["sodium"]) / (v["urine_creatinine"] / v["creatinine"]),
)
def fena(work: Work) -> None:
    for key in ("urine_sodium", "creatinine", "sodium", "urine_creatinine"):
        work.number(key)
    work.step("fena", "100 * urine_sodium * creatinine / (sodium * urine_creatinine)", "FENa", "%")


@calculator(
    "fe_urea",
    title="fractional excretion of urea",
    source="Carvounis CP, Nisar S, Guro-Razuman S. Significance of the fractional excretion of urea in the differential diagnosis of acute renal failure. Kidney Int 2002;62:2223-9. doi:10.1046/j.1523-1755.2002.00683.x",
    needs=("urea_nitrogen", "creatinine", "urine_urea_nitrogen", "urine_creatinine"),
    unit="%",
    decimals=1,
    asks=(
        "What is the patient's fractional excretion of urea, in percent?",
        "Calculate the FEUrea (%).",
    ),
    second=lambda v: (
        100 * (v["urine_urea_nitrogen"] / v["urea_nitrogen"]) / (v["urine_creatinine"] / v["creatinine"])
    ),
)
def fe_urea(work: Work) -> None:
    for key in ("urine_urea_nitrogen", "creatinine", "urea_nitrogen", "urine_creatinine"):
        work.number(key)
    work.step(
        "feurea", "100 * urine_urea_nitrogen * creatinine / (urea_nitrogen * urine_creatinine)", "FEUrea", "%"
    )


@calculator(
    "urea_creatinine_ratio",
    title="ratio of blood urea nitrogen to creatinine",
    source="Dossetor JB. Creatininemia versus uremia: the relative significance of blood urea nitrogen and serum creatinine concentrations in azotemia. Ann Intern Med 1966;65:1287-99",
    needs=("urea_nitrogen", "creatinine"),
    decimals=1,
    asks=(
        "What is the patient's ratio of BUN to creatinine, both in mg/dL?",
        "Calculate the BUN/creatinine ratio (mg/dL over mg/dL).",
    ),
    second=lambda v: 1 / (v["creatinine"] / v["urea_nitrogen"]),
)
def urea_creatinine_ratio(work: Work) -> None:
    work.number("urea_nitrogen")
    work.number("creatinine")
    work.step("ratio", "urea_nitrogen / creatinine", "BUN/creatinine ratio")


_ALBUMINURIA = {
    "A1": ("normal to mildly increased",),
    "A2": ("moderately increased",),
    "A3": ("severely increased",),
}
"""Albuminuria categories of KDIGO 2012."""


@calculator(
    "albumin_creatinine_ratio",
    title="albumin-to-creatinine ratio of the urine",
    source="KDIGO 2012 clinical practice guideline for the evaluation and management of chronic kidney disease. Kidney Int Suppl 2013;3:1-150. doi:10.1038/kisup.2012.73",
    needs=("urine_albumin", "urine_creatinine"),
    unit="mg/mmol",
    decimals=1,
    asks=(
        "What is the patient's urine albumin-to-creatinine ratio, in mg/mmol?",
        "Calculate the urine albumin-to-creatinine ratio (mg/mmol) and name the KDIGO category.",
    ),
    bands=_ALBUMINURIA,
    second=lambda v: v["urine_albumin"] * 10 / (0.884 * v["urine_creatinine"]),
)
def albumin_creatinine_ratio(work: Work) -> None:
    work.number("urine_albumin")
    work.number_in("urine_creatinine", "mmol/L", "mmol", "urine creatinine")
    value = float(work.step("acr", "urine_albumin / mmol", "ACR", "mg/mmol"))
    work.grade("A1" if value < 3 else "A2" if value <= 30 else "A3")


@calculator(
    "urea_reduction_ratio",
    title="urea reduction ratio",
    source="Owen WF et al. The urea reduction ratio and serum albumin concentration as predictors of mortality in patients undergoing hemodialysis. N Engl J Med 1993;329:1001-6",
    needs=("urea_before", "urea_after"),
    unit="%",
    decimals=1,
    asks=(
        "What is the urea reduction ratio of this dialysis session, in percent?",
        "Calculate the urea reduction ratio (%) of the session.",
    ),
    second=lambda v: 100 - 100 * v["urea_after"] / v["urea_before"],
)
def urea_reduction_ratio(work: Work) -> None:
    work.number("urea_before")
    work.number("urea_after")
    work.step("urr", "100 * (urea_before - urea_after) / urea_before", "URR", "%")


@calculator(
    "kt_v_daugirdas",
    title="single-pool Kt/V by the second-generation Daugirdas equation",
    source="Daugirdas JT. Second generation logarithmic estimates of single-pool variable volume Kt/V: an analysis of error. J Am Soc Nephrol 1993;4:1205-13. doi:10.1681/ASN.V451205",
    needs=("urea_before", "urea_after", "dialysis_hours", "ultrafiltration", "weight"),
    decimals=2,
    asks=(
        "What is the single-pool Kt/V of this session by the second-generation Daugirdas equation? The weight is that after dialysis.",
        "Calculate the spKt/V with the Daugirdas II equation, −ln(R − 0.008 t) + (4 − 3.5 R) × UF / W, with the weight given.",
    ),
    second=lambda v: (
        -math.log(v["urea_after"] / v["urea_before"] - v["dialysis_hours"] / 125)
        + v["ultrafiltration"] / v["weight"] * (8 - 7 * v["urea_after"] / v["urea_before"]) / 2
    ),
)
def kt_v_daugirdas(work: Work) -> None:
    for key in ("urea_before", "urea_after", "dialysis_hours", "ultrafiltration", "weight"):
        work.number(key)
    work.step("r", "urea_after / urea_before", "R")
    work.step("ktv", "-ln(r - 0.008 * dialysis_hours) + (4 - 3.5 * r) * ultrafiltration / weight", "Kt/V")
