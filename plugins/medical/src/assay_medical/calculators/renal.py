"""Kidney function."""

from __future__ import annotations

from assay_medical.calculators import Work, calculator


@calculator(
    "creatinine_clearance",
    title="creatinine clearance by the Cockcroft–Gault equation",
    source="Cockcroft DW, Gault MH. Prediction of creatinine clearance from serum creatinine. Nephron 1976;16:31-41. doi:10.1159/000180580",
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
