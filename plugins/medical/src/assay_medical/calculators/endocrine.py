"""Glucose and insulin."""

from __future__ import annotations

import math

from assay_medical.calculators import Work, calculator
from assay_medical.vocabulary import BadInput


@calculator(
    "homa_ir",
    title="HOMA-IR",
    source="Matthews DR et al. Homeostasis model assessment: insulin resistance and beta-cell function from fasting plasma glucose and insulin concentrations in man. Diabetologia 1985;28:412-9. doi:10.1007/BF00280883",
    needs=("fasting_glucose", "insulin"),
    decimals=2,
    asks=(
        "What is the patient's HOMA-IR? Use fasting glucose in mg/dL × fasting insulin in µIU/mL / 405.",
        "Calculate the HOMA-IR (glucose in mg/dL times insulin in µIU/mL, over 405).",
    ),
    also=("HOMA-IR (Homeostatic Model Assessment for Insulin Resistance)",),
    entities={"Glucose": "fasting_glucose"},
    second=lambda v: (v["fasting_glucose"] / 18) * v["insulin"] / 22.5,
)
def homa_ir(work: Work) -> None:
    work.number("fasting_glucose")
    work.number("insulin")
    work.step("homa", "fasting_glucose * insulin / 405", "HOMA-IR")


@calculator(
    "quicki",
    title="QUICKI",
    source="Katz A et al. Quantitative insulin sensitivity check index: a simple, accurate method for assessing insulin sensitivity in humans. J Clin Endocrinol Metab 2000;85:2402-10. doi:10.1210/jcem.85.7.6661",
    needs=("fasting_glucose", "insulin"),
    decimals=3,
    asks=(
        "What is the patient's QUICKI (insulin in µIU/mL, glucose in mg/dL, logarithms to base 10)?",
        "Calculate the quantitative insulin sensitivity check index, 1 / (log10 insulin in µIU/mL + log10 glucose in mg/dL).",
    ),
    second=lambda v: math.log(10) / math.log(v["insulin"] * v["fasting_glucose"]),
)
def quicki(work: Work) -> None:
    work.number("fasting_glucose")
    work.number("insulin")
    if work.number("insulin") * work.number("fasting_glucose") <= 1:
        raise BadInput("QUICKI has no value for so little insulin and glucose.")
    work.step("quicki", "1 / (log10(insulin) + log10(fasting_glucose))", "QUICKI")


@calculator(
    "estimated_average_glucose",
    title="estimated average glucose",
    source="Nathan DM et al. Translating the A1C assay into estimated average glucose values. Diabetes Care 2008;31:1473-8. doi:10.2337/dc08-0545",
    needs=("hba1c",),
    unit="mg/dL",
    decimals=0,
    asks=(
        "What is the patient's estimated average glucose by the ADAG equation (28.7 × HbA1c − 46.7), in mg/dL?",
        "Calculate the estimated average glucose (eAG, mg/dL) from the HbA1c with the ADAG regression of 2008.",
    ),
    second=lambda v: (287 * v["hba1c"] - 467) / 10,
)
def estimated_average_glucose(work: Work) -> None:
    work.number("hba1c")
    work.step("eag", "28.7 * hba1c - 46.7", "eAG", "mg/dL")


@calculator(
    "resting_energy_mifflin",
    title="resting energy expenditure by the Mifflin–St Jeor equation",
    source="Mifflin MD et al. A new predictive equation for resting energy expenditure in healthy individuals. Am J Clin Nutr 1990;51:241-7. doi:10.1093/ajcn/51.2.241",
    needs=("age", "sex", "weight", "height"),
    unit="kcal/d",
    decimals=0,
    asks=(
        "What is the patient's resting energy expenditure by the Mifflin–St Jeor equation, in kcal per day?",
        "Calculate the resting energy expenditure (kcal/d) with the equation of Mifflin and St Jeor.",
    ),
    second=lambda v: (
        5 * (2 * v["weight"] + 1.25 * v["height"] - v["age"] + (1 if v["sex"] == "male" else -32.2))
    ),
)
def resting_energy_mifflin(work: Work) -> None:
    for key in ("weight", "height", "age"):
        work.number(key)
    last, who = ("- 161", "woman") if work.choice("sex") == "female" else ("+ 5", "man")
    work.step(
        "ree",
        f"10 * weight + 6.25 * height - 5 * age {last}",
        "resting energy",
        "kcal/d",
        because=f"For a {who}",
    )
