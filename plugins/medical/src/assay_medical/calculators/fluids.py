"""Maintenance fluids."""

from __future__ import annotations

from assay_medical.calculators import Work, calculator


@calculator(
    "maintenance_fluids",
    title="maintenance fluid rate by the 4-2-1 rule",
    source="Holliday MA, Segar WE. The maintenance need for water in parenteral fluid therapy. Pediatrics 1957;19:823-32; a day's mL/kg of it by the hour (its 100, 50 and 20 mL/kg a day, rounded to 4, 2 and 1 mL/kg/h)",
    needs=("weight",),
    unit="mL/h",
    decimals=1,
    asks=(
        "What is the patient's maintenance fluid rate by the 4-2-1 rule, in mL/h?",
        "Work out the maintenance fluid rate (mL/h) with the 4-2-1 rule.",
    ),
    also=("Maintenance Fluids Calculations",),
    second=lambda v: (
        4 * v["weight"]
        if v["weight"] <= 10
        else 2 * v["weight"] + 20
        if v["weight"] <= 20
        else v["weight"] + 40
    ),
)
def maintenance_fluids(work: Work) -> None:
    weight = work.number("weight")
    if weight <= 10:
        work.step("rate", "4 * weight", "Maintenance", "mL/h")
    elif weight <= 20:
        work.step("rate", "4 * 10 + 2 * (weight - 10)", "Maintenance", "mL/h")
    else:
        work.step("rate", "4 * 10 + 2 * 10 + 1 * (weight - 20)", "Maintenance", "mL/h")
