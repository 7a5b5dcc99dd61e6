"""The factors between units of laboratory values agree with the molar masses."""

from __future__ import annotations

import pytest

from assay_medical.vocabulary import facts

MOLAR = {
    # g/mol (PubChem); urea nitrogen counts two atoms of nitrogen, triglycerides are those of oleic acid
    "creatinine": 113.12,
    "urine_creatinine": 113.12,
    "glucose": 180.16,
    "fasting_glucose": 180.16,
    "urea_nitrogen": 28.014,
    "urea_before": 28.014,
    "urea_after": 28.014,
    "urine_urea_nitrogen": 28.014,
    "urea_rise": 28.014,
    "calcium": 40.078,
    "magnesium": 24.305,
    "bilirubin": 584.66,
    "total_cholesterol": 386.65,
    "hdl": 386.65,
    "triglycerides": 885.4,
    "phenytoin": 252.27,
    "iron": 55.845,
    "iron_binding_capacity": 55.845,
}
MILLIMOLES = {"mg/dL": 10.0, "mg/L": 1.0, "µg/dL": 0.01}
"""Milligrams per litre in the unit."""
WANTED = {"mmol/L": 1.0, "µmol/L": 1000.0}


@pytest.mark.parametrize("key", MOLAR)
def test_factors_are_those_of_the_molar_mass(key: str) -> None:
    known = facts()[key]
    molar = [other for other in known.other if other.unit in WANTED]
    assert molar, key
    for other in molar:
        expected = MILLIMOLES[known.unit] / MOLAR[key] * WANTED[other.unit]
        assert float(other.per) == pytest.approx(expected, rel=0.005), (key, other)


def test_every_molar_factor_is_compared() -> None:
    for known in facts().values():
        for other in known.other:
            if other.per and other.per != "1" and other.unit in WANTED and known.unit in MILLIMOLES:
                assert known.key in MOLAR, known.key
