"""Quantities in the spelling of LaTeX, papers and models, brought to the one that the readers know."""

from __future__ import annotations

import time
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay import Sample, Task, make_reference
from assay.evidence.quantities import Quantity, read_quantity, read_unit
from assay.evidence.quantity_spelling import plain, unit_of


@pytest.mark.parametrize(
    ("text", "spelt"),
    [
        (r"50.7\,\mathrm{atm}", "50.7 atm"), (r"$9.81 \text{ m/s}^2$", "9.81 m/s^2"), (r"6.02\times 10^{23}", "6.02e23"), ("1.2 x 10^5 m", "1.2e5 m"),
        ("1.2·10⁵ m", "1.2e5 m"), ("1.2*10**5 m", "1.2e5 m"), ("1.2E+05 m", "1.2e+05 m"), ("1.2 10^5 m", "1.2e5 m"), ("10^{-19} J", "1e-19 J"),
        (r"\SI{9.81}{\metre\per\second\squared}", "9.81 metre second^-2"), (r"\qty{5}{\kilo\metre\per\hour}", "5 kilometre hour^-1"), (r"\num{1e5}", "1e5"),
        (r"25\,^{\circ}\mathrm{C}", "25 °C"), (r"35\%", "35%"), (r"\frac{1}{2}\ \mathrm{kg}", "1/2 kg"), (r"3\,\frac{\mathrm{m}}{\mathrm{s}}", "3 m/s"),
        (r"4.7\,\mathrm{k}\Omega", "4.7 kΩ"), (r"5\ \mu\mathrm{C}", "5 µC"), (r"2 \text{\AA}", "2 Å"), (r"1.5\,M_{\odot}", "1.5 Msun"), ("−5 m", "-5 m"),
        ("12 345 m", "12345 m"), (r"12{,}345", "12345"), ("**50.7 atm**", "50.7 atm"), ("0.6c", "0.6 speed of light"), (".5 m", ".5 m"), (r"\$50", "$50"), ("1.6 × 1e-19 C", "1.6e-19 C"),
    ],
)  # fmt: skip
def test_one_spelling(text: str, spelt: str) -> None:
    assert plain(text) == spelt
    assert plain(spelt).replace(" ", "") == spelt.replace(" ", "")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("KJ", "kJ"), ("kPA", "kPa"), ("JK^-1 mol^-1", "J/(K·mol)"), (r"\mathrm{JK}^{-1}", "J/K"), ("Js", "J·s"), (r"\mathrm{kg} \cdot \mathrm{m}^{-3}", "kg/m^3"),
        ("photon s^-1", "photon/s"), ("J·electron^-1", "J/electron"), ("e", "elementary-charge"), ("MeV/c^2", "MeV/speed-of-light^2"), (r"\text{m/s}", "m/s"),
    ],
)  # fmt: skip
def test_units_whose_spelling_can_mean_one_thing(text: str, name: str) -> None:
    unit = unit_of(text)
    assert unit is not None and unit.name == name


@pytest.mark.parametrize(
    "text", ["mols^", "atm·glonk", "Millionen", "π", "x^y", "mw/", "kg m glonk", "50", "m^(1/2)"]
)
def test_what_is_no_unit_is_unknown(text: str) -> None:
    assert unit_of(text) is None


@pytest.mark.parametrize(
    ("one", "other", "factor"),
    [
        ("D", "C·m", Fraction(1, 299792458 * 10**21)), ("G", "T", Fraction(1, 10**4)), ("ksi", "psi", 1000), ("kip", "lbf", 1000), ("mbarn", "barn", Fraction(1, 1000)),
        ("Gyr", "yr", 10**9), ("Mly", "ly", 10**6), ("mas", "°", Fraction(1, 3600000)), ("kbp", "bp", 1000), ("kilobases", "bp", 1000), ("wt%", "%", 1), ("kVA", "W", 1000),
        ("inHg", "cmHg", Fraction(254, 100)), ("Jy", "W/(m^2·Hz)", Fraction(1, 10**26)), ("ft-lbs", "lb·ft", 1), ("molal", "mol/kg", 1), ("mTorr", "Torr", Fraction(1, 1000)),
    ],
)  # fmt: skip
def test_units_of_problem_sets(one: str, other: str, factor: Fraction) -> None:
    left, right = read_unit(one), read_unit(other)
    assert left is not None and right is not None
    found = left.factor(right)
    assert found is not None and abs(found - factor) <= abs(factor) / 10**6


def test_a_reference_says_numbers_or_texts_and_units_in_latex_or_with_a_power_of_ten() -> None:
    for part in (
        Quantity(50.7, "atm"), Quantity("50.7", r"$\mathrm{~atm}$"), Quantity(5.07, "10^1 atm"), Quantity("5.07", r"$10^{1} \mathrm{~atm}$"),
        Quantity("507e-1", r"\text{atm}"), Quantity.from_text(r"$50.7\ \mathrm{atm}$"), Quantity.from_text("50.7 atm"),
    ):  # fmt: skip
        assert part.amount == read_quantity("50.7 atm"), part
    reference = make_reference(quantity=Quantity(50.7, "atm", rel_tol=0.01))
    assert Sample(Task("", reference), "").part(Quantity).compare("51 atm")[0] is True


def test_how_close_a_value_must_come() -> None:
    assert Quantity(100, "m").allowed() == 0
    assert Quantity(100, "m").allowed(Fraction(1, 100)) == 1
    assert (
        Quantity("100").allowed(Fraction(1, 100)) == 0 and Quantity(100, "atoms").is_count
    )  # no 12 of 13 atoms
    assert Quantity("100.0").allowed(Fraction(1, 100)) == 1 and not Quantity("1e2").is_count
    assert Quantity(100, "m", rel_tol=0.02, abs_tol=3).allowed() == 3
    assert Quantity(100, "m", rel_tol="5%", abs_tol="3").allowed() == 5
    assert Quantity(2, "10^3 m", abs_tol=0.1).allowed() == 100
    assert Quantity("3.14159", sig_figs=3).allowed() == Fraction(5, 1000)
    assert Quantity("0.00314159", "m", sig_figs=3).allowed() == Fraction(5, 10**6)
    assert Quantity(31415.9, "m", sig_figs=3).allowed() == 50


@given(st.text(max_size=450))
def test_any_text_is_spelt_or_left(text: str) -> None:
    plain(text)
    unit_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "{" * 400,
        r"\frac{" * 60,
        "10^" * 130,
        r"\SI{" * 90,
        "5 " * 190,
        "~" * 390,
        r"\mathrm{" * 45,
        "M_" * 190,
        "x" * 10**6,
        "^{\\prime" * 40,
    ],
)
def test_long_text_takes_no_time(text: str) -> None:
    started = time.process_time()
    plain(text)
    unit_of(text)
    assert time.process_time() - started < 20
