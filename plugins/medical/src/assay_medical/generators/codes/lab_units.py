"""Laboratory values between conventional and SI units, by a molar mass that the problem gives."""

from __future__ import annotations

import random
from dataclasses import dataclass
from fractions import Fraction

from assay import Draft, agree, generator
from assay.evidence.quantities import read_unit
from assay_medical.generators.codes._numbers import between, draft, places_for, rounded, shown
from assay_medical.generators.codes.ucum_conversion import _places

ATOMIC = {
    "H": "1.008", "C": "12.011", "N": "14.007", "O": "15.999", "Na": "22.990", "Mg": "24.305", "P": "30.974", "S": "32.06",
    "Cl": "35.45", "Ca": "40.078", "Fe": "55.845", "Cu": "63.546", "Zn": "65.38", "I": "126.90", "Pb": "207.2", "Li": "6.94",
}  # fmt: skip
"""Abridged standard atomic weights (CIAAW; T. Prohaska et al., Pure Appl. Chem. 94, 573 (2022), doi:10.1515/pac-2019-0603)."""


@dataclass(frozen=True)
class Analyte:
    """A substance: its formula as ``(element, count)``, mass and amount units as labs report them, and values that occur."""

    name: str
    formula: tuple[tuple[str, int], ...]
    mass_unit: str
    amount_unit: str
    low: str
    high: str
    step: str
    level: int = 1
    as_what: str = ""
    """What the molar mass is of, if it is not the substance itself."""

    @property
    def molar_mass(self) -> str:
        """In g/mol, with two decimals at most: as a problem gives it."""
        total = sum((Fraction(ATOMIC[element]) * count for element, count in self.formula), Fraction(0))
        return f"{float(total):.2f}" if total < 1000 else f"{float(total):.1f}"


def _formula(**counts: int) -> tuple[tuple[str, int], ...]:
    return tuple(counts.items())


ANALYTES = (
    Analyte("fasting glucose", _formula(C=6, H=12, O=6), "mg/dL", "mmol/L", "58", "412", "1"),
    Analyte("creatinine", _formula(C=4, H=7, N=3, O=1), "mg/dL", "µmol/L", "0.5", "8.8", "0.1"),
    Analyte("total cholesterol", _formula(C=27, H=46, O=1), "mg/dL", "mmol/L", "112", "348", "1"),
    Analyte(
        "LDL cholesterol", _formula(C=27, H=46, O=1), "mg/dL", "mmol/L", "48", "242", "1", 1, "cholesterol"
    ),
    Analyte("total bilirubin", _formula(C=33, H=36, N=4, O=6), "mg/dL", "µmol/L", "0.3", "18.5", "0.1"),
    Analyte("uric acid", _formula(C=5, H=4, N=4, O=3), "mg/dL", "µmol/L", "2.4", "13.0", "0.1"),
    Analyte("total calcium", _formula(Ca=1), "mg/dL", "mmol/L", "6.4", "14.8", "0.1"),
    Analyte("magnesium", _formula(Mg=1), "mg/dL", "mmol/L", "0.9", "4.8", "0.1"),
    Analyte(
        "phosphate",
        _formula(P=1),
        "mg/dL",
        "mmol/L",
        "1.2",
        "8.4",
        "0.1",
        2,
        "phosphorus, as which phosphate is reported",
    ),
    Analyte("serum iron", _formula(Fe=1), "µg/dL", "µmol/L", "14", "240", "1", 2),
    Analyte("blood lead", _formula(Pb=1), "µg/dL", "µmol/L", "1.2", "58.0", "0.4", 2),
    Analyte("zinc", _formula(Zn=1), "µg/dL", "µmol/L", "38", "148", "1", 2),
    Analyte("copper", _formula(Cu=1), "µg/dL", "µmol/L", "42", "196", "1", 2),
    Analyte("25-OH vitamin D3", _formula(C=27, H=44, O=2), "ng/mL", "nmol/L", "6", "88", "1", 2),
    Analyte("cortisol", _formula(C=21, H=30, O=5), "µg/dL", "nmol/L", "1.4", "48.0", "0.2", 2),
    Analyte(
        "total thyroxine (T4)",
        _formula(C=15, H=11, I=4, N=1, O=4),
        "µg/dL",
        "nmol/L",
        "1.1",
        "22.4",
        "0.1",
        2,
    ),
    Analyte("digoxin", _formula(C=41, H=64, O=14), "ng/mL", "nmol/L", "0.3", "4.6", "0.1", 2),
    Analyte("phenytoin", _formula(C=15, H=12, N=2, O=2), "µg/mL", "µmol/L", "3.5", "38.0", "0.5", 2),
    Analyte("acetaminophen", _formula(C=8, H=9, N=1, O=2), "µg/mL", "µmol/L", "12", "310", "1", 2),
    Analyte("salicylate", _formula(C=7, H=6, O=3), "mg/dL", "mmol/L", "4.0", "88.0", "0.5", 2),
    Analyte("ethanol", _formula(C=2, H=6, O=1), "mg/dL", "mmol/L", "18", "410", "1", 2),
    Analyte("testosterone", _formula(C=19, H=28, O=2), "ng/dL", "nmol/L", "18", "920", "2", 2),
    Analyte("estradiol", _formula(C=18, H=24, O=2), "pg/mL", "pmol/L", "12", "410", "1", 2),
    Analyte("homocysteine", _formula(C=4, H=9, N=1, O=2, S=1), "mg/L", "µmol/L", "0.8", "6.4", "0.1", 2),
    Analyte("theophylline", _formula(C=7, H=8, N=4, O=2), "µg/mL", "µmol/L", "3.5", "28.0", "0.5", 2),
)
"""Formulas: PubChem compound records. Values are such as labs report, from low to high."""
_BY_NAME = {each.name: each for each in ANALYTES}
_UREA_NITROGEN = Analyte("BUN", _formula(N=2), "mg/dL", "mmol/L", "5", "118", "1")


def _to_amount(
    value: Fraction, mass_unit: str, amount_unit: str, molar_mass: str
) -> tuple[Fraction, Fraction]:
    """A mass concentration as an amount concentration: the value, and the factor by which it was multiplied."""
    scale = {
        "mg/dL": Fraction(1, 100),
        "µg/dL": Fraction(1, 100_000),
        "ng/dL": Fraction(1, 10**8),
        "mg/L": Fraction(1, 1000),
    }
    scale |= {"µg/mL": Fraction(1, 1000), "ng/mL": Fraction(1, 10**6), "pg/mL": Fraction(1, 10**9)}  # in g/L
    per_mole = {"mmol/L": 10**3, "µmol/L": 10**6, "nmol/L": 10**9, "pmol/L": 10**12}
    factor = scale[mass_unit] * per_mole[amount_unit] / Fraction(molar_mass)
    mass, amount, molar = read_unit(mass_unit), read_unit(amount_unit), read_unit("g/mol")
    assert mass is not None and amount is not None and molar is not None
    by_units = (mass / molar).factor(amount)
    assert by_units is not None
    agree(factor, by_units / Fraction(molar_mass), what="the factor")
    return value * factor, factor


def _known(analyte: Analyte, rng: random.Random) -> str:
    what = analyte.as_what or (
        analyte.name.split()[-1]
        if analyte.name.startswith(("fasting", "total c", "serum", "blood"))
        else analyte.name
    )
    return rng.choice(
        (f"molar mass of {what}: {analyte.molar_mass} g/mol", f"M({what}) = {analyte.molar_mass} g/mol")
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


@generator("medical.lab_units", verifiers=("medical.code",))
def lab_units(rng: random.Random, difficulty: int) -> Draft:
    """Laboratory values between mass and amount of substance.

    1: to mmol/L or µmol/L. 2: rarer substances and units. 3: from amount to mass. 4: a change between two results in
    different units. 5: 24-hour excretion from concentration and volume.

    The molar mass is given. Powers of ten are taken by hand; the units' own algebra is the second route.
    """
    while True:
        try:
            return (_forward, _forward, _backward, _change, _excretion)[difficulty - 1](rng, difficulty)
        except ValueError:
            continue  # the result lies between two roundings


def _forward(rng: random.Random, difficulty: int) -> Draft:
    analyte = rng.choice(
        [each for each in ANALYTES if each.level == difficulty]
        + ([_UREA_NITROGEN] if difficulty == 2 else [])
    )
    value = between(rng, analyte.low, analyte.high, analyte.step)
    result, factor = _to_amount(Fraction(value), analyte.mass_unit, analyte.amount_unit, analyte.molar_mass)
    places = places_for(result)
    if analyte is _UREA_NITROGEN:
        known = f"BUN counts the nitrogen only; a molecule of urea holds two N, {analyte.molar_mass} g per mole of urea"
        name = "BUN"
        target = "urea in mmol/L"
    else:
        known, name, target = _known(analyte, rng), analyte.name, analyte.amount_unit
    asked = rng.choice(
        (
            f"{_capital(name)} {value} {analyte.mass_unit}. Convert to {target} ({known}). Round {_places(places)}.",
            f"The referring hospital reports {name} {value} {analyte.mass_unit}; our lab uses {target}. What is it here? ({_capital(known)}.) Round {_places(places)}.",
            f"Labs from outside: {name} {value} {analyte.mass_unit}. Give {target}, {_places(places)}; {known}.",
        )
    )
    lines = [
        f"1 {analyte.mass_unit} is {shown(factor)} {analyte.amount_unit} at {analyte.molar_mass} g/mol.",
        f"{value} × {shown(factor)} = {shown(result)}.",
    ]
    return draft(asked, lines, result, places, analyte.amount_unit)


def _backward(rng: random.Random, difficulty: int) -> Draft:
    analyte = rng.choice(ANALYTES)
    mass = Fraction(between(rng, analyte.low, analyte.high, analyte.step))
    amount, factor = _to_amount(mass, analyte.mass_unit, analyte.amount_unit, analyte.molar_mass)
    value = rounded(amount, places_for(amount))
    result = Fraction(value) / factor
    places = places_for(result)
    asked = rng.choice(
        (
            f"A letter from abroad gives {analyte.name} as {value} {analyte.amount_unit}. What is that in {analyte.mass_unit}? {_capital(_known(analyte, rng))}. Round {_places(places)}.",
            f"{_capital(analyte.name)} {value} {analyte.amount_unit}. Convert to {analyte.mass_unit}, {_places(places)} ({_known(analyte, rng)}).",
            f"The dosing table needs {analyte.name} in {analyte.mass_unit}; the printout says {value} {analyte.amount_unit}. With {_known(analyte, rng)}, which value goes in? Round {_places(places)}.",
        )
    )
    lines = [
        f"1 {analyte.mass_unit} is {shown(factor)} {analyte.amount_unit} at {analyte.molar_mass} g/mol.",
        f"{value} / {shown(factor)} = {shown(result)}.",
    ]
    return draft(asked, lines, result, places, analyte.mass_unit)


def _change(rng: random.Random, difficulty: int) -> Draft:
    analyte = rng.choice([each for each in ANALYTES if each.level == 1])
    first = between(rng, analyte.low, analyte.high, analyte.step)
    before, factor = _to_amount(Fraction(first), analyte.mass_unit, analyte.amount_unit, analyte.molar_mass)
    second = rounded(before * Fraction(rng.randint(55, 170), 100), places_for(before))
    result = Fraction(second) - before
    places = places_for(before)
    if abs(result) < Fraction(3, 10**places):
        raise ValueError("hardly any change")
    days = rng.randint(2, 90)
    asked = (
        f"{_capital(analyte.name)} was {first} {analyte.mass_unit} at the outside lab and is {second} {analyte.amount_unit} here, {days} days later "
        f"({_known(analyte, rng)}). By how much did it change, in {analyte.amount_unit}? Give a fall with a minus sign, and round {_places(places)}."
    )
    lines = [
        f"1 {analyte.mass_unit} is {shown(factor)} {analyte.amount_unit} at {analyte.molar_mass} g/mol.",
        f"Before: {first} × {shown(factor)} = {shown(before)} {analyte.amount_unit}.",
        f"Change: {second} - {shown(before)} = {shown(result)} {analyte.amount_unit}.",
    ]
    return draft(asked, lines, result, places, analyte.amount_unit)


_URINE = (("creatinine", "28", "190", "1"), ("uric acid", "9", "78", "1"), ("total calcium", "3.0", "28.0", "0.5"), ("magnesium", "2.0", "14.0", "0.5"), ("phosphate", "15", "95", "1"))  # fmt: skip


def _excretion(rng: random.Random, difficulty: int) -> Draft:
    name, low, high, step = rng.choice(_URINE)
    analyte = _BY_NAME[name]
    name = name.removeprefix("total ")
    value = between(rng, low, high, step)
    volume = rng.randrange(850, 3300, 25)
    hours = rng.choice((24, 24, 20, 22, 12))
    concentration, factor = _to_amount(Fraction(value), "mg/dL", "mmol/L", analyte.molar_mass)
    collected = concentration * Fraction(volume, 1000)
    result = collected * Fraction(24, hours)
    agree(
        result,
        Fraction(value) * volume / 100 / Fraction(analyte.molar_mass) * 24 / hours,
        what="the excretion",
    )
    places = places_for(result)
    asked = (
        f"Urine collected over {hours} h: {volume} mL, {name} {value} mg/dL ({_known(analyte, rng)}). "
        f"{'What is the excretion in mmol per 24 h' if hours == 24 else 'Extrapolated to 24 h, what is the excretion in mmol per day'}? "
        f"Answer in mmol/d, {_places(places)}."
    )
    lines = [
        f"1 mg/dL is {shown(factor)} mmol/L at {analyte.molar_mass} g/mol, so the urine has {value} × {shown(factor)} = {shown(concentration)} mmol/L.",
        f"In {volume} mL: {shown(concentration)} × {volume} / 1000 = {shown(collected)} mmol.",
    ]
    if hours != 24:
        lines.append(f"Per day: {shown(collected)} × 24 / {hours} = {shown(result)} mmol.")
    return draft(asked, lines, result, places, "mmol/d")
