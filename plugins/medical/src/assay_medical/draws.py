"""Values for the patients of scenes: often at a cut-off, never where sources disagree."""

from __future__ import annotations

import random
from decimal import Decimal
from fractions import Fraction

from assay_medical.scenes import Value

NO_BLOODS = ("serum", "hemoglobin", "platelet", "white", "reactive", "alanine", "lactate", "glucose")
"""Words that keep blood tests out of a note: nobody draws blood for a sprained ankle."""


def around(
    rng: random.Random, low: float, high: float, *cuts: float, step: float = 1, off: float = 0
) -> float:
    """A value from ``low`` to ``high`` in steps, in two draws of five at one of the cuts or a step beside it.

    With ``off`` no value is nearer to a cut than that: where a cut has two versions in two units, say.
    """
    unit = Fraction(str(step))
    first, last = -(-Fraction(str(low)) // unit), Fraction(str(high)) // unit
    for _ in range(200):
        if cuts and rng.random() < 0.4:
            value = Fraction(str(rng.choice(cuts))) + rng.choice((-1, 0, 1)) * max(unit, Fraction(str(off)))
            value = round(value / unit) * unit
        else:
            value = rng.randint(int(first), int(last)) * unit
        near = any(abs(value - Fraction(str(cut))) < Fraction(str(off)) for cut in cuts)
        if not near and Fraction(str(low)) <= value <= Fraction(str(high)):
            return float(value) if value.denominator > 1 else int(value)
    raise ValueError("no value is far enough from the cuts")


def some(rng: random.Random, share: float, *keys: str) -> dict[str, Value]:
    """Flags, each true in that share of draws."""
    return {key: rng.random() < share for key in keys}


def adult(rng: random.Random, low: int, high: int, *cuts: int) -> dict[str, Value]:
    """Age, in years, and sex."""
    return {"age": around(rng, low, high, *cuts), "sex": rng.choice(("male", "female"))}


def pressures(rng: random.Random, sbp: float) -> dict[str, Value]:
    """A systolic pressure with a diastolic one that goes with it."""
    share = Decimal(str(round(rng.uniform(0.52, 0.68), 3)))
    return {"sbp": sbp, "dbp": max(25, int(Decimal(str(sbp)) * share))}


__all__ = ["NO_BLOODS", "adult", "around", "pressures", "some"]
