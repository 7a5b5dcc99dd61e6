"""The liver: scores of waiting lists, of fibrosis, and of injury."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

from assay_medical.calculators import Work, calculator
from assay_medical.calculators.anthropometry import bmi_step

_KAMATH = "Kamath PS et al. A model to predict survival in patients with end-stage liver disease. Hepatology 2001;33:464-70. doi:10.1053/jhep.2001.22172"
_OPTN = "OPTN/UNOS Policy 9.1.D, MELD score (effective 11 January 2016); Kim WR et al. Hyponatremia and mortality among patients on the liver-transplant waiting list. N Engl J Med 2008;359:1018-26. doi:10.1056/NEJMoa0801209"
_DIALYSIS = ("dialysis_twice", "continuous_dialysis")


def _bounded(work: Work, key: str, low: str, high: str = "") -> str:
    """A value within bounds; the name by which formulas know it."""
    value = work.number(key)
    said = key.replace("_", " ").capitalize() if key != "inr" else "INR"
    if value < Fraction(low):
        work.say(f"{said} is below {low}, so {low} is used.")
        work.let(f"{key}_used", low)
        return f"{key}_used"
    if high and value > Fraction(high):
        work.say(f"{said} is above {high}, so {high} is used.")
        work.let(f"{key}_used", high)
        return f"{key}_used"
    return key


def _creatinine(work: Work, most: str) -> str:
    """The creatinine within bounds, or the upper bound on dialysis."""
    if work.flag("dialysis_twice") or work.flag("continuous_dialysis"):
        work.say(f"Because of the dialysis, a creatinine of {most} mg/dL is used.")
        work.let("creatinine_used", most)
        return "creatinine_used"
    return _bounded(work, "creatinine", "1.0", most)


def _meld_step(work: Work) -> float:
    """MELD(i), rounded to the tenth and times ten; formulas know it as ``i``."""
    creatinine = _creatinine(work, "4.0")
    bilirubin, inr = _bounded(work, "bilirubin", "1.0"), _bounded(work, "inr", "1.0")
    work.step("r", f"0.957 * ln({creatinine}) + 0.378 * ln({bilirubin}) + 1.12 * ln({inr}) + 0.643", "risk")
    return float(work.step("i", "10 * round(r, 1)", "MELD(i)"))


def _clip(value: float, low: float, high: float = math.inf) -> float:
    return max(low, min(value, high))


def _initial(v: dict[str, Any]) -> int:
    """MELD(i), with logarithms to base 2."""
    creatinine = 4.0 if any(v[key] for key in _DIALYSIS) else _clip(v["creatinine"], 1, 4)
    logs = (
        9.57 * math.log2(creatinine)
        + 3.78 * math.log2(_clip(v["bilirubin"], 1))
        + 11.2 * math.log2(_clip(v["inr"], 1))
    )
    return math.floor(logs / math.log2(math.e) + 6.43 + 0.5)


def _meld_na(v: dict[str, Any]) -> int:
    initial = _initial(v)
    if initial <= 11:
        return initial
    low = 137 - Fraction(str(_clip(v["sodium"], 125, 137)))
    return min(40, math.floor(initial + low * (1320 - 33 * initial) / 1000 + Fraction(1, 2)))


@calculator(
    "meld",
    title="MELD score",
    source=f"{_KAMATH}; bounds and rounding: OPTN/UNOS policy of 2002 to 2016",
    needs=("creatinine", "bilirubin", "inr", *_DIALYSIS),
    unit="points",
    kind="score",
    asks=(
        "What is the patient's original MELD score (OPTN/UNOS, before 2016, without sodium)?",
        "Calculate the MELD score without sodium, with the OPTN/UNOS bounds (lower limit 1.0 for each value, creatinine at most 4.0 mg/dL and 4.0 on dialysis), rounded to a whole number.",
    ),
    second=lambda v: min(40, _initial(v)),
)
def meld(work: Work) -> None:
    _meld_step(work)
    work.step("meld", "min(i, 40)", "MELD")


@calculator(
    "meld_na",
    title="MELD-Na score (OPTN/UNOS 2016)",
    source=_OPTN,
    needs=("creatinine", "bilirubin", "inr", "sodium", *_DIALYSIS),
    unit="points",
    kind="score",
    asks=(
        "What is the patient's MELD-Na score by the OPTN/UNOS policy of 2016?",
        "Calculate the MELD-Na score (OPTN/UNOS, 2016: MELD(i) rounded to the tenth before it is multiplied by 10; sodium between 125 and 137 mmol/L; sodium counts if MELD(i) is over 11; at most 40).",
    ),
    also=("MELD Na (UNOS/OPTN)",),
    second=_meld_na,
)
def meld_na(work: Work) -> None:
    if _meld_step(work) <= 11:
        work.number("sodium")
        work.say("MELD(i) is not over 11, so sodium does not count.")
        work.step("meld", "i", "MELD-Na")
        return
    sodium = _bounded(work, "sodium", "125", "137")
    work.step("m", f"i + 1.32 * (137 - {sodium}) - 0.033 * i * (137 - {sodium})", "MELD-Na before rounding")
    work.step("meld", "min(round(m), 40)", "MELD-Na")


def _meld_3(v: dict[str, Any]) -> int:
    creatinine = 3.0 if any(v[key] for key in _DIALYSIS) else _clip(v["creatinine"], 1, 3)
    b, c, i = (math.log(x) for x in (_clip(v["bilirubin"], 1), creatinine, _clip(v["inr"], 1)))
    lack, thin = 137 - _clip(v["sodium"], 125, 137), 3.5 - _clip(v["albumin"], 1.5, 3.5)
    total = (
        6
        + 1.33 * (v["sex"] == "female")
        + b * (4.56 - 0.24 * lack)
        + 0.82 * lack
        + 9.09 * i
        + c * (11.14 - 1.83 * thin)
        + 1.85 * thin
    )
    return int(max(6, min(40, math.floor(total + 0.5))))


@calculator(
    "meld_3",
    title="MELD 3.0 score",
    source="Kim WR et al. MELD 3.0: the Model for End-Stage Liver Disease updated for the modern era. Gastroenterology 2021;161:1887-95. doi:10.1053/j.gastro.2021.08.050; bounds of OPTN Policy 9.1.D (2023)",
    needs=("sex", "creatinine", "bilirubin", "inr", "sodium", "albumin", *_DIALYSIS),
    unit="points",
    kind="score",
    asks=(
        "What is the adult patient's MELD 3.0 score by the OPTN policy of 2023?",
        "Calculate the MELD 3.0 score (OPTN 2023, registered as an adult; between 6 and 40, rounded to a whole number).",
    ),
    also=("MELD 3.0",),
    second=_meld_3,
)
def meld_3(work: Work) -> None:
    c = _creatinine(work, "3.0")
    b, i = _bounded(work, "bilirubin", "1.0"), _bounded(work, "inr", "1.0")
    na, alb = _bounded(work, "sodium", "125", "137"), _bounded(work, "albumin", "1.5", "3.5")
    female = work.choice("sex") == "female"
    first = "1.33 + " if female else ""
    work.say(f"The patient is {work.choice('sex')}{': 1.33 points' if female else ', so no points for sex'}.")
    work.step(
        "m",
        f"{first}4.56 * ln({b}) + 0.82 * (137 - {na}) - 0.24 * (137 - {na}) * ln({b}) + 9.09 * ln({i}) + 11.14 * ln({c})"
        f" + 1.85 * (3.5 - {alb}) - 1.83 * (3.5 - {alb}) * ln({c}) + 6",
        "MELD 3.0 before rounding",
    )
    work.step("meld", "max(min(round(m), 40), 6)", "MELD 3.0")


_FIB4 = {
    "advanced fibrosis unlikely": ("low risk", "low", "below 1.45"),
    "indeterminate": ("intermediate risk", "intermediate", "indeterminate risk"),
    "advanced fibrosis likely": ("high risk", "high", "above 3.25"),
}


@calculator(
    "fib4",
    title="FIB-4 index",
    source="Sterling RK et al. Development of a simple noninvasive index to predict significant fibrosis in patients with HIV/HCV coinfection. Hepatology 2006;43:1317-25. doi:10.1002/hep.21178",
    needs=("age", "ast", "alt", "platelets"),
    decimals=2,
    asks=("What is the patient's FIB-4 index?", "Calculate the FIB-4 index for liver fibrosis."),
    also=("Fibrosis-4 (FIB-4) Index for Liver Fibrosis",),
    bands=_FIB4,
    second=lambda v: v["age"] / v["platelets"] * (v["ast"] / v["alt"] ** 0.5),
)
def fib4(work: Work) -> None:
    for key in ("age", "ast", "platelets", "alt"):
        work.number(key)
    value = float(work.step("fib4", "age * ast / (platelets * sqrt(alt))", "FIB-4"))
    work.grade(tuple(_FIB4)[0 if value < 1.45 else 1 if value <= 3.25 else 2])


@calculator(
    "apri",
    title="AST to platelet ratio index",
    source="Wai CT et al. A simple noninvasive index can predict both significant fibrosis and cirrhosis in patients with chronic hepatitis C. Hepatology 2003;38:518-26. doi:10.1053/jhep.2003.50346",
    needs=("ast", "ast_limit", "platelets"),
    decimals=2,
    asks=(
        "What is the patient's AST to platelet ratio index (APRI)?",
        "Calculate the APRI with the laboratory's upper limit of normal.",
    ),
    second=lambda v: v["ast"] * 100 / (v["platelets"] * v["ast_limit"]),
)
def apri(work: Work) -> None:
    for key in ("ast", "ast_limit", "platelets"):
        work.number(key)
    work.step("apri", "100 * (ast / ast_limit) / platelets", "APRI")


_ALBI = {"grade 1": ("ALBI grade 1",), "grade 2": ("ALBI grade 2",), "grade 3": ("ALBI grade 3",)}


@calculator(
    "albi",
    title="ALBI score",
    source="Johnson PJ et al. Assessment of liver function in patients with hepatocellular carcinoma: a new evidence-based approach, the ALBI grade. J Clin Oncol 2015;33:550-8. doi:10.1200/JCO.2014.57.9151",
    needs=("bilirubin", "albumin"),
    decimals=2,
    asks=(
        "What is the patient's ALBI score (bilirubin in µmol/L, albumin in g/L)?",
        "Calculate the albumin–bilirubin (ALBI) score; 1 mg/dL of bilirubin is 17.1 µmol/L.",
    ),
    bands=_ALBI,
    second=lambda v: 0.66 * math.log10(17.1 * v["bilirubin"]) - 0.85 * v["albumin"],
)
def albi(work: Work) -> None:
    work.number_in("bilirubin", "µmol/L", "umol", "bilirubin")
    work.number_in("albumin", "g/L", "grams", "albumin")
    value = float(work.step("albi", "0.66 * log10(umol) - 0.085 * grams", "ALBI score"))
    work.grade("grade 1" if value <= -2.6 else "grade 2" if value <= -1.39 else "grade 3")


@calculator(
    "maddrey",
    title="Maddrey discriminant function",
    source="Carithers RL et al. Methylprednisolone therapy in patients with severe alcoholic hepatitis. Ann Intern Med 1989;110:685-90. doi:10.7326/0003-4819-110-9-685 (the modified function); Maddrey WC et al. Gastroenterology 1978;75:193-9",
    needs=("prothrombin_time", "control_prothrombin_time", "bilirubin"),
    decimals=1,
    asks=(
        "What is the patient's modified Maddrey discriminant function?",
        "Calculate the modified discriminant function of Maddrey: 4.6 × (PT − control PT) + bilirubin in mg/dL.",
    ),
    bands={
        "severe": ("severe alcoholic hepatitis", "severe disease"),
        "not severe": ("non-severe", "mild or moderate", "not severe disease"),
    },
    second=lambda v: v["bilirubin"] - 4.6 * (v["control_prothrombin_time"] - v["prothrombin_time"]),
)
def maddrey(work: Work) -> None:
    for key in ("prothrombin_time", "control_prothrombin_time", "bilirubin"):
        work.number(key)
    value = work.step(
        "df", "4.6 * (prothrombin_time - control_prothrombin_time) + bilirubin", "discriminant function"
    )
    work.grade("severe" if value >= 32 else "not severe")


_PATTERN = {
    "hepatocellular": ("hepatocellular injury",),
    "mixed": ("mixed injury",),
    "cholestatic": ("cholestatic injury",),
}


@calculator(
    "r_factor",
    title="R factor of liver injury",
    source="Bénichou C. Criteria of drug-induced liver disorders: report of an international consensus meeting. J Hepatol 1990;11:272-6. doi:10.1016/0168-8278(90)90124-A",
    needs=("alt", "alt_limit", "alp", "alp_limit"),
    decimals=2,
    asks=(
        "What is the R factor of the patient's liver injury?",
        "Calculate the R factor, and name the pattern of injury.",
    ),
    bands=_PATTERN,
    second=lambda v: v["alt"] * v["alp_limit"] / (v["alt_limit"] * v["alp"]),
)
def r_factor(work: Work) -> None:
    for key in ("alt", "alt_limit", "alp", "alp_limit"):
        work.number(key)
    value = work.step("r", "(alt / alt_limit) / (alp / alp_limit)", "R")
    work.grade("hepatocellular" if value >= 5 else "cholestatic" if value <= 2 else "mixed")


_NAFLD = {
    "advanced fibrosis unlikely": ("low probability", "F0 to F2"),
    "indeterminate": ("intermediate",),
    "advanced fibrosis likely": ("high probability", "F3 to F4"),
}


@calculator(
    "nafld_fibrosis_score",
    title="NAFLD fibrosis score",
    source="Angulo P et al. The NAFLD fibrosis score: a noninvasive system that identifies liver fibrosis in patients with NAFLD. Hepatology 2007;45:846-54. doi:10.1002/hep.21496",
    needs=("age", "weight", "height", "diabetes", "ast", "alt", "platelets", "albumin"),
    decimals=2,
    asks=(
        "What is the patient's NAFLD fibrosis score?",
        "Calculate the NAFLD fibrosis score of Angulo (2007), with diabetes or impaired fasting glucose as 1.13.",
    ),
    bands=_NAFLD,
    second=lambda v: (
        (
            37 * v["age"]
            + 940_000 * v["weight"] / v["height"] ** 2
            - 13 * v["platelets"]
            - 660 * v["albumin"]
            - 1675
        )
        / 1000
        + 1.13 * v["diabetes"]
        + 0.99 / (v["alt"] / v["ast"])
    ),
)
def nafld_fibrosis_score(work: Work) -> None:
    bmi_step(work)
    for key in ("age", "ast", "alt", "platelets", "albumin"):
        work.number(key)
    diabetes = work.flag("diabetes")
    work.say(f"The patient has {'diabetes: 1.13' if diabetes else 'no diabetes'}.")
    term = " + 1.13" if diabetes else ""
    value = float(
        work.step(
            "score",
            f"-1.675 + 0.037 * age + 0.094 * bmi{term} + 0.99 * ast / alt - 0.013 * platelets - 0.66 * albumin",
            "NAFLD fibrosis score",
        )
    )
    work.grade(tuple(_NAFLD)[0 if value < -1.455 else 1 if value <= 0.676 else 2])
