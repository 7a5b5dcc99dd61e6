"""Numbers of the generators of units: exact values, rounding, answers that are quantities."""

from __future__ import annotations

import random
from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction

from assay import Draft, make_reference
from assay.evidence.quantities import Quantity


def between(rng: random.Random, low: str, high: str, step: str) -> str:
    """A value on a grid, with the decimals of the grid: ``between(rng, "2", "8", "0.5")`` is ``"3.0"``."""
    width = Decimal(step)
    first, last = -(-Decimal(low) // width), Decimal(high) // width
    return f"{rng.randint(int(first), int(last)) * width:f}"


def rounded(value: Fraction, places: int) -> str:
    """A value with so many decimals; raises ``ValueError`` where it lies so near the middle that conventions of rounding differ."""
    scaled = value * 10**places
    if abs(scaled - int(scaled) - Fraction(1, 2)) < Fraction(1, 100):
        raise ValueError("it lies between two values")
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return f"{exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN):f}"


def shown(value: Fraction, digits: int = 6) -> str:
    """A value as working shows it, with up to so many significant digits."""
    text = f"{float(value):.{digits}g}"
    return f"{Decimal(text):f}" if "e" in text else text


def draft(prompt: str, lines: Sequence[str], value: Fraction, places: int, unit: str) -> Draft:
    """A problem whose answer is a value with so many decimals, in a unit."""
    answer = f"{rounded(value, places)} {unit}"
    tolerance = str(Decimal(5).scaleb(-places - 1))
    reference = make_reference(answer, quantity=Quantity(rounded(value, places), unit, abs_tol=tolerance))
    return Draft(prompt, "\n".join((*lines, f"The answer is {answer}.")), reference, answer=answer)


def places_for(value: Fraction, digits: int = 3) -> int:
    """How many decimals show a value with about so many significant digits, three at most."""
    size = len(str(abs(int(value)))) if abs(value) >= 1 else (0 if value >= Fraction(1, 10) else -1)
    return max(0, min(3, digits - size))
