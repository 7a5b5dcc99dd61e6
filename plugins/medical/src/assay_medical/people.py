"""Synthetic patients for generators: bodies, results and gases that fit together.

Each function gives values by the keys of facts, in the facts' own units. Nothing here is data of a real person.
"""

from __future__ import annotations

import math
import random
from collections.abc import Mapping

Values = dict[str, float | int | str | bool]


def person(rng: random.Random, low: int = 20, high: int = 92, *, sex: str = "") -> Values:
    """Age in years and sex."""
    return {"age": rng.randint(low, high), "sex": sex or rng.choice(("male", "female"))}


def adult(
    rng: random.Random, low: int = 20, high: int = 92, *, bmi: tuple[float, float] = (18, 37)
) -> Values:
    """Age, sex, height and weight of an adult; the weight is that of a BMI between limits."""
    values = person(rng, low, high)
    height = round(rng.gauss(176 if values["sex"] == "male" else 163, 7))
    return {**values, "height": height, "weight": round(rng.uniform(*bmi) * (height / 100) ** 2, 1)}


def creatinine(rng: random.Random, values: Mapping[str, float | int | str | bool]) -> float:
    """A serum creatinine in mg/dL: normal for the sex, at the knots of equations, or raised."""
    normal = rng.uniform(0.7, 1.2) if values["sex"] == "male" else rng.uniform(0.5, 1.0)
    knot = rng.choice((0.7, 0.9))
    return round(
        rng.choice((normal, knot, rng.uniform(1.1, 2.5), rng.uniform(1.3, 6.5))),
        2 if rng.random() < 0.4 else 1,
    )


def panel(
    rng: random.Random,
    gap: tuple[int, int],
    bicarbonate: tuple[int, int],
    sodium: tuple[int, int] = (131, 148),
) -> Values:
    """Sodium, chloride and bicarbonate with an anion gap between limits, all in mmol/L."""
    while True:
        na, hco3, wanted = rng.randint(*sodium), rng.randint(*bicarbonate), rng.randint(*gap)
        if 80 <= na - hco3 - wanted <= 124:
            return {"sodium": na, "chloride": na - hco3 - wanted, "bicarbonate": hco3}


def ph_of(bicarbonate: float, paco2: float) -> float:
    """The pH of bicarbonate (mmol/L) and PaCO2 (mmHg) by Henderson and Hasselbalch, to two decimals."""
    return round(6.1 + math.log10(bicarbonate / (0.0307 * paco2)), 2)


def lipids(rng: random.Random, highest: int = 380) -> Values:
    """Total and HDL cholesterol and triglycerides in mg/dL, with an LDL that a body can have."""
    hdl, ldl = rng.randint(28, 82), rng.randint(55, 195)
    fats = rng.choice((rng.randint(50, 180), rng.randint(60, highest)))
    return {
        "hdl": hdl,
        "triglycerides": fats,
        "total_cholesterol": hdl + ldl + round(fats / rng.uniform(4.4, 5.8)),
    }


def pressure(rng: random.Random, low: int = 98, high: int = 178) -> Values:
    """Systolic and diastolic pressure in mmHg."""
    systolic = rng.randint(low, high)
    return {"sbp": systolic, "dbp": min(systolic - 22, max(38, round(systolic * rng.uniform(0.5, 0.68))))}


def day(rng: random.Random, first: int = 2019, last: int = 2026) -> str:
    """A date, as ISO text; the ends of months and of February are frequent."""
    import datetime

    start = datetime.date(first, 1, 1)
    date = start + datetime.timedelta(days=rng.randrange(365 * (last - first)))
    if rng.random() < 0.3:
        date = rng.choice(
            (
                date.replace(month=rng.choice((1, 3, 5, 7, 8, 10, 12)), day=31),
                date.replace(month=rng.choice((2, 3, 12)), day=rng.choice((1, 28))),
                datetime.date(rng.choice((2020, 2024)), 2, 29),
            )
        )
    return date.isoformat()
