"""The generators of codes and records: tables, worked examples."""

from __future__ import annotations

from fractions import Fraction

import pytest

from assay_medical.codes import icd, ucum
from assay_medical.generators.codes import _families, icd10_sequencing, lab_units, ucum_codes, ucum_conversion


def test_families_come_to_the_codes_that_their_titles_name() -> None:
    for family in _families.FAMILIES:
        for facts in family.choices():
            code = family.code(facts)
            found = icd.packaged().find(code)
            assert found is not None and found.billable
            assert _families.by_title(family, facts) == code


def test_chains_stand_in_the_order_of_the_notes() -> None:
    for chain in icd10_sequencing._chains():
        assert icd10_sequencing._by_notes(chain.codes) == chain.codes


def test_spellings_of_units() -> None:
    for codes, others, _ in ucum_codes._PAIRS:
        assert all(map(ucum.is_code, codes)) and not any(map(ucum.is_code, others)), codes


@pytest.mark.parametrize(
    ("name", "factor"),
    [  # AMA Manual of Style, 11th ed. (2020), section 17.5: conventional to SI
        ("fasting glucose", "0.0555"),
        ("creatinine", "88.4"),
        ("total cholesterol", "0.0259"),
        ("total bilirubin", "17.104"),
        ("uric acid", "59.485"),
        ("total calcium", "0.25"),
        ("magnesium", "0.4114"),
        ("phosphate", "0.323"),
        ("serum iron", "0.179"),
        ("25-OH vitamin D3", "2.496"),
        ("cortisol", "27.588"),
        ("total thyroxine (T4)", "12.871"),
        ("digoxin", "1.281"),
        ("testosterone", "0.0347"),
        ("estradiol", "3.671"),
        ("blood lead", "0.0483"),
    ],
)
def test_factors_of_the_ama_manual(name: str, factor: str) -> None:
    analyte = lab_units._BY_NAME[name]
    _, ours = lab_units._to_amount(Fraction(1), analyte.mass_unit, analyte.amount_unit, analyte.molar_mass)
    assert float(ours) == pytest.approx(float(factor), rel=3e-3)


def test_conversions_of_nist_handbook_44() -> None:
    for each in ucum_conversion._ALL:
        product = Fraction(1)
        for step, _ in each.steps:
            product *= ucum_conversion._fraction(step)
        assert product > 0 and ucum.is_code(each.code) and ucum.is_code(each.target)
