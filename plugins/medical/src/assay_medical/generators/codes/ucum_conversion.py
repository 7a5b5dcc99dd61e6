"""Values converted from one UCUM unit to another."""

from __future__ import annotations

import random
from dataclasses import dataclass
from fractions import Fraction

from assay import Draft, agree, generator
from assay.evidence.quantities import Amount, convert, read_unit
from assay_medical.generators.codes._numbers import between, draft, places_for, rounded, shown


@dataclass(frozen=True)
class _Conversion:
    """From ``code`` to ``target``: the factor as a product of exact steps (value, why), and the range of values that occur."""

    code: str
    target: str
    steps: tuple[tuple[str, str], ...]
    low: str
    high: str
    step: str
    what: str
    level: int


_ALL = (
    _Conversion("ug/mL", "mg/L", (("1", "a microgram per millilitre is a milligram per litre"),), "2.0", "48.0", "0.5", "vancomycin trough", 1),
    _Conversion("mg/dL", "mg/L", (("10", "a litre has 10 dL"),), "0.4", "19.0", "0.3", "CRP", 1),
    _Conversion("g/dL", "g/L", (("10", "a litre has 10 dL"),), "6.1", "16.9", "0.1", "hemoglobin", 1),
    _Conversion("umol/L", "mmol/L", (("1/1000", "1000 umol are 1 mmol"),), "60", "1450", "7", "creatinine", 1),
    _Conversion("ng/dL", "pg/mL", (("1000", "1 ng is 1000 pg"), ("1/100", "1 dL is 100 mL")), "0.6", "2.9", "0.1", "free T4", 2),
    _Conversion("pg/mL", "ng/L", (("1/1000", "1000 pg are 1 ng"), ("1000", "1 L is 1000 mL")), "45", "3900", "35", "BNP", 2),
    _Conversion("mL/h", "L/d", (("24", "a day has 24 h"), ("1/1000", "1000 mL are 1 L")), "35", "185", "5", "maintenance infusion", 2),
    _Conversion("mg/min", "g/d", (("1440", "a day has 1440 min"), ("1/1000", "1000 mg are 1 g")), "0.5", "4.0", "0.5", "lidocaine infusion", 2),
    _Conversion("[lb_av]", "kg", (("0.45359237", "1 [lb_av] is 0.45359237 kg"),), "88", "312", "1", "body weight", 3),
    _Conversion("[in_i]", "cm", (("2.54", "1 [in_i] is 2.54 cm"),), "55", "79", "0.5", "height", 3),
    _Conversion("[oz_av]", "g", (("28.349523125", "1 [oz_av] is 28.349523125 g"),), "62", "158", "1", "birth weight", 3),
    _Conversion("mm[Hg]", "kPa", (("0.133322387415", "1 mm[Hg] is 0.133322387415 kPa"),), "28", "218", "2", "arterial pressure", 3),
    _Conversion("cm[H2O]", "kPa", (("0.0980665", "1 cm[H2O] is 0.0980665 kPa"),), "4", "38", "1", "plateau pressure", 3),
    _Conversion("kcal", "kJ", (("4.184", "1 kcal is 4.184 kJ"),), "850", "3150", "25", "energy of the feeds", 3),
    _Conversion("ug/kg/min", "mg/kg/h", (("60", "an hour has 60 min"), ("1/1000", "1000 ug are 1 mg")), "2", "75", "1", "propofol infusion", 4),
    _Conversion("mg/kg/h", "ug/kg/min", (("1000", "1 mg is 1000 ug"), ("1/60", "an hour has 60 min")), "0.3", "4.2", "0.3", "propofol infusion", 4),
    _Conversion("[foz_us]", "mL", (("29.5735295625", "1 [foz_us] is 29.5735295625 mL"),), "3", "32", "0.5", "intake", 4),
    _Conversion("[tsp_us]", "mL", (("4.92892159375", "1 [tsp_us] is 4.92892159375 mL"),), "0.5", "4", "0.25", "dose of syrup", 4),
    _Conversion("[lb_av]/[in_i]2", "kg/m2", (("0.45359237", "1 [lb_av] is 0.45359237 kg"), ("1/0.00064516", "1 [in_i]2 is 0.00064516 m2")), "0.026", "0.062", "0.0005", "body mass index", 5),
    _Conversion("mm[Hg].min/L", "kPa.min/L", (("0.133322387415", "1 mm[Hg] is 0.133322387415 kPa"),), "9", "26", "0.5", "vascular resistance", 5),
    _Conversion("[oz_av]/[lb_av]", "g/kg", (("28.349523125", "1 [oz_av] is 28.349523125 g"), ("1/0.45359237", "1 [lb_av] is 0.45359237 kg")), "0.05", "0.9", "0.05", "dose of charcoal", 5),
    _Conversion("[foz_us]/[lb_av]/d", "mL/kg/d", (("29.5735295625", "1 [foz_us] is 29.5735295625 mL"), ("1/0.45359237", "1 [lb_av] is 0.45359237 kg")), "1.2", "3.4", "0.1", "feeding volume of an infant", 5),
    _Conversion("kcal/[oz_av]", "kJ/g", (("4.184", "1 kcal is 4.184 kJ"), ("1/28.349523125", "1 [oz_av] is 28.349523125 g")), "18", "30", "1", "energy of a formula", 5),
    _Conversion("mL/min/kg", "L/h/kg", (("60", "an hour has 60 min"), ("1/1000", "1000 mL are 1 L")), "0.4", "9.8", "0.2", "clearance of a drug", 4),
)  # fmt: skip
"""Factors of pounds, inches, ounces, fluid ounces: NIST Handbook 44 (2024), appendix C, exact; mm[Hg], cm[H2O] and the
thermochemical kcal: UCUM 2.1, table of units (133.322387415 Pa, 9.80665 kPa for a metre of water, 4.184 J)."""

_ASKED = (
    "Convert {value} {code} ({what}) to {target}. Round {places}.",
    "A result for {what} comes as {value} {code} (UCUM). What is it in {target}? Round {places}.",
    "{What}: {value} {code}. Express it in the UCUM unit {target}, {places}.",
    "The chart has {what} {value} {code}; the study database wants {target}. What is to be entered? Round {places}.",
)


def _fraction(text: str) -> Fraction:
    over, _, under = text.partition("/")
    return Fraction(over) / Fraction(under or "1")


def _places(places: int) -> str:
    return ("to the nearest whole number", "to one decimal", "to two decimals", "to three decimals")[places]


@generator("medical.ucum_conversion", verifiers=("medical.code",))
def ucum_conversion(rng: random.Random, difficulty: int) -> Draft:
    """Conversions between UCUM units.

    1: prefixes. 2: two of them. 3: pounds, inches, mm[Hg], kilocalories. 4: rates, household measures. 5: quotients of
    two such units.

    The factors are written out; the units' own algebra is the second route.
    """
    each = rng.choice([c for c in _ALL if c.level == difficulty])
    source, target = read_unit(each.code, ucum=True), read_unit(each.target, ucum=True)
    assert source is not None and target is not None
    while True:
        value = between(rng, each.low, each.high, each.step)
        result = Fraction(value)
        lines, text = [], value
        for factor, why in each.steps:
            result *= _fraction(factor)
            sign = f"/ {factor[2:]}" if factor.startswith("1/") else f"× {factor}"
            lines.append(f"{why[:1].upper()}{why[1:]}: {text} {sign} = {shown(result)}.")
            text = shown(result)
        other = convert(Amount(Fraction(value), source), target)
        assert other is not None
        agree(result, other.value, what="the converted value")
        places = places_for(result)
        try:
            rounded(result, places)
        except ValueError:
            continue
        break
    wanted = _places(places)
    prompt = rng.choice(_ASKED).format(
        value=value,
        code=each.code,
        what=each.what,
        What=each.what[:1].upper() + each.what[1:],
        target=each.target,
        places=wanted,
    )
    return draft(prompt, lines, result, places, each.target)
