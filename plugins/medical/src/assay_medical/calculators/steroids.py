"""Corticosteroids in equivalent doses."""

from __future__ import annotations

from typing import Any

from assay_medical.calculators import Work, calculator

EQUIVALENT = {
    "betamethasone": "0.75",
    "cortisone": "25",
    "dexamethasone": "0.75",
    "hydrocortisone": "20",
    "methylprednisolone": "4",
    "prednisolone": "5",
    "prednisone": "5",
    "triamcinolone": "4",
}
"""Doses in mg of one glucocorticoid effect, by mouth or into a vein."""


def _of(name: str) -> str:
    return EQUIVALENT[name.split(" ")[0].lower()]


def _second(values: dict[str, Any]) -> float:
    prednisone = values["steroid_dose"] / float(_of(values["steroid"])) * 5
    return float(prednisone * float(_of(values["steroid_wanted"])) / 5)


@calculator(
    "steroid_equivalent",
    title="equivalent dose of a corticosteroid",
    source="Table of equivalent doses in the prescribing information of prednisolone oral solution (FDA); the same in Dixon JS (ed.). Second-line Agents in the Treatment of Rheumatic Diseases (1991), p. 456",
    needs=("steroid", "steroid_dose", "steroid_wanted"),
    unit="mg",
    decimals=2,
    asks=(
        "What dose in mg of the corticosteroid that is asked for has the same glucocorticoid effect?",
        "What is the equivalent dose, in mg, of the corticosteroid that is asked for?",
    ),
    also=("Steroid Conversion Calculator",),
    rel_tol="0.02",
    entities={"input steroid": "steroid+steroid_dose", "target steroid": "steroid_wanted"},
    second=_second,
)
def steroid_equivalent(work: Work) -> None:
    given, wanted = work.choice("steroid"), work.choice("steroid_wanted")
    work.number("steroid_dose", name="dose")
    work.let("a", _of(given))
    work.let("b", _of(wanted))
    work.say(f"{_of(given)} mg of {given} has the effect of {_of(wanted)} mg of {wanted}.")
    work.step("equivalent", "steroid_dose * b / a", "Equivalent dose", "mg")
