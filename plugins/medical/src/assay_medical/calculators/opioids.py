"""Opioids in morphine milligram equivalents."""

from __future__ import annotations

from typing import Any

from assay_medical.calculators import Work, calculator
from assay_medical.vocabulary import BadInput
from assay_medical.vocabulary.drugs import OPIOIDS

FACTORS = {
    "codeine": "0.15",
    "fentanyl_patch": "2.4",
    "fentanyl_buccal": "0.13",
    "hydrocodone": "1",
    "hydromorphone": "5",
    "methadone": "4.7",
    "morphine": "1",
    "oxycodone": "1.5",
    "oxymorphone": "3",
    "tapentadol": "0.4",
    "tramadol": "0.2",
}
"""MME for each mg a day (fentanyl: mcg/h of a patch). Those of the CDC's table of 2022; that of buccal fentanyl, which it
lacks, is for each mcg and from the CDC's file of 2018."""
_NAMED = {"fentanyl_patch": "fentanyl patch", "fentanyl_buccal": "buccal fentanyl"}


def _second(values: dict[str, Any]) -> float:
    total = 0.0
    for drug, factor in FACTORS.items():
        if f"{drug}_dose" in values:
            total += float(factor) * values[f"{drug}_dose"] * values[f"{drug}_per_day"]
    return total


@calculator(
    "morphine_milligram_equivalents",
    title="daily dose in morphine milligram equivalents",
    source="Dowell D, Ragan KR, Jones CM, Baldwin GT, Chou R. CDC clinical practice guideline for prescribing opioids for pain — United States, 2022. MMWR Recomm Rep 2022;71(3):1-95. doi:10.15585/mmwr.rr7103a1",
    needs=(),
    optional=tuple(key for drug in OPIOIDS for key in (f"{drug}_dose", f"{drug}_per_day")),
    unit="MME/day",
    decimals=1,
    asks=(
        "What is the patient's daily opioid dose in morphine milligram equivalents, by the conversion factors of the CDC's guideline of 2022 (MME/day)?",
        "How many morphine milligram equivalents per day does the patient take, by the conversion factors of the CDC's guideline of 2022?",
    ),
    also=("Morphine Milligram Equivalents (MME) Calculator",),
    second=_second,
)
def morphine_milligram_equivalents(work: Work) -> None:
    taken = []
    for drug, factor in FACTORS.items():
        if work.has(f"{drug}_dose") != work.has(f"{drug}_per_day"):
            raise BadInput(f"The dose of {drug.replace('_', ' ')} and how often it is taken go together.")
        if not work.has(f"{drug}_dose"):
            continue
        work.number(f"{drug}_dose")
        work.number(f"{drug}_per_day")
        work.let(f"{drug}_factor", factor)
        said = _NAMED.get(drug, drug)
        work.step(f"{drug}_mme", f"{drug}_dose * {drug}_per_day * {drug}_factor", f"MME of {said}", "MME/day")
        taken.append(f"{drug}_mme")
    if not taken:
        raise BadInput("No opioid is given.")
    if len(taken) > 1:
        work.step("mme", " + ".join(taken), "All together", "MME/day")
