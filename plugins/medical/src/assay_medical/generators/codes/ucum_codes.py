"""Which of several spellings of units are codes of UCUM."""

from __future__ import annotations

import random

from assay import Draft, agree, generator, make_reference
from assay_medical.codes import ucum

_PAIRS: tuple[tuple[tuple[str, ...], tuple[str, ...], str], ...] = (
    (("mm[Hg]",), ("mmHg", "mm Hg", "MM[HG]", "Torr"), "millimetres of mercury"),
    (("cm[H2O]",), ("cmH2O", "cm[H20]", "cmH20"), "centimetres of water"),
    (("ug/kg/min",), ("mcg/kg/min", "µg/kg/min", "gamma/kg/min"), "micrograms per kilogram and minute"),
    (("ug",), ("mcg", "µg", "mcgm"), "micrograms"),
    (("10*9/L", "10^9/L"), ("x10^9/L", "10E9/L", "G/l*"), "10⁹ per litre"),
    (("10*3/uL", "/nL"), ("K/mcL", "10^3/mcL", "thou/uL", "x10*3/uL"), "thousands per microlitre"),
    (("[iU]/L", "[IU]/L"), ("IU/L", "iU/L", "intl_unit/L"), "international units per litre"),
    (("m[IU]/mL", "m[iU]/mL"), ("mIU/mL", "[mIU]/mL"), "milli-international units per millilitre"),
    (("mmol/L", "mmol/l"), ("mMol/L", "mmol/Lt", "mmole/L"), "millimoles per litre"),
    (("meq/L",), ("mEq/L", "MEQ/Lit", "mequiv/L"), "milliequivalents per litre"),
    (("mosm/kg",), ("mOsm/kg", "mosmol/kg", "mOsmol/kg"), "milliosmoles per kilogram"),
    (("Cel",), ("°C", "degC", "celsius", "ºC"), "degrees Celsius"),
    (("[degF]",), ("°F", "degF", "fahrenheit"), "degrees Fahrenheit"),
    (("mg/(24.h)", "mg/d"), ("mg/24h", "mg/24hr", "mg/day"), "milligrams per 24 hours"),
    (("g/(24.h)", "g/d"), ("g/24h", "gm/24h", "gr/24h"), "grams per 24 hours"),
    (("h",), ("hr", "hrs", "hour"), "hours"),
    (("min",), ("mins", "minute"), "minutes"),
    (("s",), ("sec", "secs", "second"), "seconds"),
    (("a",), ("yr", "yrs", "years"), "years"),
    (("wk",), ("wks", "week"), "weeks"),
    (("[lb_av]",), ("lb", "lbs", "[lb]", "pound"), "pounds"),
    (("[in_i]",), ("in", "inch", "[in]"), "inches"),
    (("/min", "{beats}/min"), ("bpm", "beats/min", "1/minute"), "beats per minute"),
    (
        ("mL/min/{1.73_m2}", "mL/min/(173.10*-2.m2)"),
        ("mL/min/1.73m2", "mL/min/1.73 m2", "mL/min/[1.73m2]"),
        "millilitres per minute and 1.73 m²",
    ),
    (("mg/dL", "mg/dl"), ("mg%ile", "mgm/dL", "mg/DL"), "milligrams per decilitre"),
    (("g/dL",), ("gm/dL", "gms/dL", "grams/dL"), "grams per decilitre"),
    (("mL", "ml"), ("cc", "mls", "millilitre"), "millilitres"),
    (("kg",), ("kgs", "Kg", "kilogram"), "kilograms"),
    (("/[HPF]",), ("/HPF", "/hpf", "per_HPF"), "per high power field"),
    (("[CFU]/mL",), ("CFU/mL", "cfu/mL", "col/mL"), "colony forming units per millilitre"),
    (
        ("mg/g{creat}", "mg/g"),
        ("mg/gcreat", "mg/g_creat", "mg/g(creat)"),
        "milligrams per gram of creatinine",
    ),
    (("umol/L", "umol/l"), ("mcmol/L", "µmol/L", "umoles/L"), "micromoles per litre"),
    (("ng/mL",), ("ng/mLit", "nanog/mL", "NG/ML"), "nanograms per millilitre"),
    (("kat/L", "ukat/L"), ("katal/L", "µkat/L"), "catalytic activity"),
    (("U/L",), ("units/L", "Units/L", "unit/L"), "enzyme units per litre"),
    (("10*6/uL",), ("M/mcL", "10^6/mcL", "mill/uL"), "millions per microlitre"),
    (("[drp]/min",), ("gtt/min", "drops/min", "gtts/min"), "drops per minute"),
    (("g/L",), ("gm/L", "G/Lit"), "grams per litre"),
    (("L/min",), ("lpm", "LPM", "L/mins"), "litres per minute"),
)
"""Codes, spellings that are none, and what both mean. µ is no letter of UCUM, which takes ASCII only."""
_ASKED = (
    "Which of these are valid UCUM codes (case sensitive)?",
    "A lab interface accepts UCUM codes only, case sensitive. Which of these units does it accept?",
    "Quantity.code with the system http://unitsofmeasure.org must be a case-sensitive UCUM code. Which of these may stand there?",
)


@generator("medical.ucum_codes", verifiers=("medical.code",))
def ucum_codes(rng: random.Random, difficulty: int) -> Draft:
    """Which of some spellings of units are codes of UCUM, case sensitive: the more, the harder."""
    count = (3, 4, 6, 8, 10)[difficulty - 1]
    right = rng.randint(1, count - 1)
    pairs = rng.sample(_PAIRS, count)
    shown = []
    for at, (codes, others, meaning) in enumerate(pairs):
        text = rng.choice(codes) if at < right else rng.choice(others)
        valid = agree(ucum.is_code(text), at < right, what=f"whether {text} is UCUM")
        shown.append((text, valid, codes[0], meaning))
    rng.shuffle(shown)
    valid_ones = [text for text, valid, _, _ in shown if valid]
    lines = [
        f"{text} is the code for {meaning}." if valid else f"{text} is no code; {meaning}: {code}."
        for text, valid, code, meaning in shown
    ]
    answer = ", ".join(valid_ones)
    listed = "\n".join(f"- {text}" for text, *_ in shown)
    asked = f"{rng.choice(_ASKED)}\n{listed}"
    reference = make_reference(answer, code={"system": "UCUM", "codes": valid_ones})
    return Draft(asked, "\n".join((*lines, f"Answer: {answer}")), reference, answer=answer)
