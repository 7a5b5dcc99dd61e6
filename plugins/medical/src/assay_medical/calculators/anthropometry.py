"""The size of the body: indices, surface, and the weights by which drugs are dosed."""

from __future__ import annotations

import math
from typing import Any

from assay_medical.calculators import Work, calculator

_BMI_BANDS = {
    "underweight": ("under weight",),
    "normal weight": ("normal range", "normal", "healthy weight"),
    "overweight": ("over weight", "pre-obese", "preobese", "pre-obesity"),
    "obesity class I": ("obese class I", "class I obesity", "class 1 obesity"),
    "obesity class II": ("obese class II", "class II obesity", "class 2 obesity"),
    "obesity class III": ("obese class III", "class III obesity", "class 3 obesity", "severe obesity"),
}
"""The classes of adults."""


def bmi_step(work: Work) -> float:
    """The steps from weight and height to the BMI, which formulas then know as ``bmi``."""
    work.number("weight")
    work.number_in("height", "m", "metres", "height")
    return float(work.step("bmi", "weight / metres**2", "BMI", "kg/m²"))


def ideal_weight_step(work: Work) -> float:
    """The steps from sex and height to the ideal weight of Devine, which formulas then know as ``ibw``."""
    female = work.choice("sex") == "female"
    work.number_in("height", "in", "inches", "height in inches")
    base = "45.5" if female else "50"
    who = "woman" if female else "man"
    return float(
        work.step("ibw", f"{base} + 2.3 * (inches - 60)", "ideal body weight", "kg", because=f"For a {who}")
    )


def devine(v: dict[str, Any]) -> float:
    """The ideal weight, by centimetres above 5 feet."""
    base: float = 45.5 if v["sex"] == "female" else 50.0
    return base + 2.3 / 2.54 * (float(v["height"]) - 152.4)


def _index(v: dict[str, Any]) -> float:
    return 10_000.0 * float(v["weight"]) / float(v["height"]) ** 2


@calculator(
    "bmi",
    title="body mass index",
    source="WHO. Obesity: preventing and managing the global epidemic. Technical Report Series 894. Geneva, 2000 (the classes); Keys A et al. Indices of relative weight and obesity. J Chronic Dis 1972;25:329-43. doi:10.1016/0021-9681(72)90027-6",
    needs=("weight", "height"),
    unit="kg/m²",
    decimals=1,
    asks=(
        "What is the patient's body mass index, in kg/m²?",
        "Calculate the BMI (kg/m²).",
        "What is the BMI in kg/m², and which WHO class of adults is that?",
    ),
    also=("Body Mass Index (BMI)",),
    bands=_BMI_BANDS,
    second=_index,
)
def bmi(work: Work) -> None:
    value = bmi_step(work)
    cuts = (18.5, 25, 30, 35, 40)
    if not (work.has("age") and work.number("age") < 18):
        work.grade(tuple(_BMI_BANDS)[sum(value >= cut for cut in cuts)])


@calculator(
    "bsa_mosteller",
    title="body surface area by the Mosteller formula",
    source="Mosteller RD. Simplified calculation of body-surface area. N Engl J Med 1987;317:1098. doi:10.1056/NEJM198710223171717",
    needs=("weight", "height"),
    unit="m²",
    decimals=2,
    asks=(
        "What is the patient's body surface area by the Mosteller formula, in m²?",
        "Calculate the body surface area (m²) with Mosteller's formula.",
    ),
    also=("Body Surface Area Calculator",),
    second=lambda v: math.exp(0.5 * (math.log(v["weight"]) + math.log(v["height"]) - math.log(3600))),
)
def bsa_mosteller(work: Work) -> None:
    work.number("weight")
    work.number("height")
    work.step("bsa", "sqrt(weight * height / 3600)", "BSA", "m²")


@calculator(
    "bsa_du_bois",
    title="body surface area by the Du Bois formula",
    source="Du Bois D, Du Bois EF. A formula to estimate the approximate surface area if height and weight be known. Arch Intern Med 1916;17:863-71. doi:10.1001/archinte.1916.00080130010002",
    needs=("weight", "height"),
    unit="m²",
    decimals=2,
    asks=(
        "What is the patient's body surface area by the Du Bois formula, in m²?",
        "Calculate the body surface area (m²) with the formula of Du Bois and Du Bois.",
    ),
    second=lambda v: math.exp(
        math.log(0.007184) + 0.425 * math.log(v["weight"]) + 0.725 * math.log(v["height"])
    ),
)
def bsa_du_bois(work: Work) -> None:
    work.number("weight")
    work.number("height")
    work.step("bsa", "0.007184 * weight**0.425 * height**0.725", "BSA", "m²")


@calculator(
    "ideal_body_weight",
    title="ideal body weight by the Devine formula",
    source="Devine BJ. Gentamicin therapy. Drug Intell Clin Pharm 1974;8:650-5; Pai MP, Paloucek FP. The origin of the 'ideal' body weight equations. Ann Pharmacother 2000;34:1066-9. doi:10.1345/aph.19381",
    needs=("sex", "height"),
    unit="kg",
    decimals=1,
    asks=(
        "What is the patient's ideal body weight by the Devine formula, in kg?",
        "Calculate the ideal body weight (kg) with Devine's formula.",
    ),
    also=("Ideal Body Weight",),
    second=devine,
)
def ideal_body_weight(work: Work) -> None:
    ideal_weight_step(work)


@calculator(
    "adjusted_body_weight",
    title="adjusted body weight",
    source="Bauer LA et al. Influence of weight on aminoglycoside pharmacokinetics in normal weight and morbidly obese patients. Eur J Clin Pharmacol 1983;24:643-7. doi:10.1007/BF00542214 (the factor 0.4); Devine BJ. Drug Intell Clin Pharm 1974;8:650-5",
    needs=("sex", "height", "weight"),
    unit="kg",
    decimals=1,
    asks=(
        "What is the patient's adjusted body weight, in kg? Take the Devine formula for the ideal weight, and a factor of 0.4.",
        "Calculate the adjusted body weight (kg): ideal weight by Devine plus 0.4 times the difference to the actual weight.",
    ),
    also=("Adjusted Body Weight",),
    second=lambda v: 0.6 * devine(v) + 0.4 * v["weight"],
)
def adjusted_body_weight(work: Work) -> None:
    work.number("weight")
    ideal_weight_step(work)
    work.step("adjusted", "ibw + 0.4 * (weight - ibw)", "adjusted body weight", "kg")


@calculator(
    "target_weight",
    title="weight at the target BMI",
    source="Keys A et al. Indices of relative weight and obesity. J Chronic Dis 1972;25:329-43. doi:10.1016/0021-9681(72)90027-6",
    needs=("target_bmi", "height"),
    unit="kg",
    decimals=1,
    asks=(
        "At what weight, in kg, would the patient have the target BMI?",
        "What is the target weight (kg) for the target BMI and the patient's height?",
    ),
    also=("target weight",),
    entities={"Body Mass Index (BMI)": "target_bmi"},
    second=lambda v: v["target_bmi"] * v["height"] ** 2 / 10_000,
)
def target_weight(work: Work) -> None:
    work.number("target_bmi")
    work.number_in("height", "m", "metres", "height")
    work.step("target", "target_bmi * metres**2", "target weight", "kg")


@calculator(
    "lean_body_weight",
    title="lean body weight by the equation of Janmahasatian",
    source="Janmahasatian S et al. Quantification of lean bodyweight. Clin Pharmacokinet 2005;44:1051-65. doi:10.2165/00003088-200544100-00004",
    needs=("sex", "weight", "height"),
    unit="kg",
    decimals=1,
    asks=(
        "What is the patient's lean body weight by the equation of Janmahasatian (2005), in kg?",
        "Calculate the lean body weight (kg) with the Janmahasatian equation.",
    ),
    second=lambda v: (
        9270
        / (
            (6680 if v["sex"] == "male" else 8780) / v["weight"]
            + (216 if v["sex"] == "male" else 244) * 1e4 / v["height"] ** 2
        )
    ),
)
def lean_body_weight(work: Work) -> None:
    bmi_step(work)
    constant, slope = ("8780", "244") if work.choice("sex") == "female" else ("6680", "216")
    who = "woman" if work.choice("sex") == "female" else "man"
    work.step(
        "lean",
        f"9270 * weight / ({constant} + {slope} * bmi)",
        "lean body weight",
        "kg",
        because=f"For a {who}",
    )


@calculator(
    "lean_body_mass_boer",
    title="lean body mass by the Boer formula",
    source="Boer P. Estimated lean body mass as an index for normalization of body fluid volumes in humans. Am J Physiol 1984;247:F632-6. doi:10.1152/ajprenal.1984.247.4.F632",
    needs=("sex", "weight", "height"),
    unit="kg",
    decimals=1,
    asks=(
        "What is the patient's lean body mass by the Boer formula, in kg?",
        "Calculate the lean body mass (kg) with Boer's formula.",
    ),
    second=lambda v: (
        (407 * v["weight"] + 267 * v["height"] - 19_200) / 1000
        if v["sex"] == "male"
        else (252 * v["weight"] + 473 * v["height"] - 48_300) / 1000
    ),
)
def lean_body_mass_boer(work: Work) -> None:
    work.number("weight")
    work.number("height")
    if work.choice("sex") == "female":
        work.step(
            "lean", "0.252 * weight + 0.473 * height - 48.3", "lean body mass", "kg", because="For a woman"
        )
    else:
        work.step(
            "lean", "0.407 * weight + 0.267 * height - 19.2", "lean body mass", "kg", because="For a man"
        )
