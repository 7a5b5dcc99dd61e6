"""Whether a value is what a side says: by dimension, by size, and by the digits that are shown."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from assay_science.derivations import values as v
from assay_science.derivations.computing import around, placed, plain
from assay_science.derivations.nodes import Literal
from assay_science.derivations.values import Number, Value

ICE = Fraction("273.15")


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whether it holds (``None``: cannot be told), with a reason code and what is to be said."""

    holds: bool | None
    reason: str = "ok"
    message: str = ""


TRUE = Outcome(True)
_NEXT_TO = 0.02
"""Relative: how far an answer of one digit may be off, such as an order of reaction of 1 for 0.998."""
_CONVERSIONS = (
    1.0,
    3.6,
    6.0,
    8.64,
    4.184,
    1.01325,
    1.602176634,
    6.02214076,
    1.380649,
    2.54,
    9.80665,
    2.7315,
    8.314462618,
)
"""Mantissas of factors between units, by which a number without a unit may honestly differ from one with it."""


def aligned(value: Value, literal: Literal) -> tuple[Value, Value] | None:
    """Both as numbers of one scale; ``None`` where their dimensions differ."""
    told = placed(literal, literal.value, literal.value)
    if value.dimension != told.dimension:
        return None
    if told.celsius and not value.celsius and not value.difference:
        told = replace(told, lo=told.lo + ICE, hi=told.hi + ICE, celsius=False)
    elif value.celsius and not told.celsius:
        value = replace(value, lo=value.lo + ICE, hi=value.hi + ICE, celsius=False)
    return value, told


def compare_literal(
    value: Value, literal: Literal, *, approx: bool, exact_needed: bool, digits: int
) -> Outcome:
    """Whether the literal is a rounding of the value; both are of one dimension.

    ``exact_needed``: the value is made of whole numbers only. ``digits``: the fewest significant digits of
    what the value was computed from.
    """
    both = aligned(value, literal)
    assert both is not None
    value, told = both[0], both[1]
    low, high = value.lo, value.hi
    step = literal.step * (literal.units.factor if literal.units else 1)
    size = max(abs(float(low)), abs(float(high))) if value.inexact or told.inexact else 0.0
    slack = v.SLACK * size
    if literal.open:
        ends = sorted((told.lo, told.lo + step * (1 if literal.value >= 0 else -1)))
        holds = (
            float(ends[0]) <= float(high) * (1 + 1e-12) + slack
            and float(low) <= float(ends[1]) + slack + abs(float(step)) * 1e-9
        )
        return TRUE if holds else _false(value, literal)
    gap = _gap(low, high, told)
    if gap <= slack:
        return TRUE
    half = step / 2
    tolerance = slack + float(half) * 1e-9
    if (
        gap <= (half if isinstance(gap, Fraction) and isinstance(half, Fraction) else float(half))
        or float(gap) <= float(half) + tolerance
    ):
        if exact_needed and literal.whole and not approx:
            return _false(value, literal)
        if literal.digits < 2 and not literal.zeros and digits > 1 and not approx:
            return Outcome(None, "precision_unclear", "one digit is shown of a value that is known better")
        return TRUE
    if literal.zeros:
        coarse = float(half) * 10**literal.zeros + tolerance
        if float(gap) <= coarse and not exact_needed:
            if literal.digits >= 3 or (approx and literal.digits >= 2):
                return TRUE
            return Outcome(None, "precision_unclear", "its last zeros may be digits or not")
        if float(gap) <= coarse and approx:
            return TRUE
    false = _false(value, literal)
    if float(gap) <= float(step) + tolerance and literal.digits + literal.zeros >= 3 and not exact_needed:
        return replace(false, reason="wrong_rounding")
    return false


def is_rounding(value: Value, literal: Literal) -> bool:
    """Whether a literal is a value, or a rounding of it to two digits at least."""
    both = aligned(value, literal)
    if both is None:
        return False
    if not compare_literal(value, literal, approx=True, exact_needed=False, digits=1).holds:
        return False
    if literal.digits >= 2:
        return True
    # one digit: a whole number, or next to the value
    gap = float(_gap(both[0].lo, both[0].hi, both[1]))
    step = float(literal.step * (literal.units.factor if literal.units else 1))
    return gap <= max(step / 2 if literal.zeros else 0.0, _NEXT_TO * abs(float(both[1].lo)))


def _gap(low: Number, high: Number, told: Value) -> Number:
    if told.hi < low:
        return low - told.hi
    if told.lo > high:
        return told.lo - high
    return Fraction(0)


def _false(value: Value, literal: Literal) -> Outcome:
    return Outcome(False, "wrong_value", f"it is {shown(value, literal)}")


def shown(value: Value, literal: Literal | None = None) -> str:
    """A value for a message, in the unit of a literal if they have one dimension."""
    middle = value.middle
    try:
        if literal is not None and literal.units is not None and literal.units.celsius is None:
            return f"{float(middle / literal.units.factor):.6g} {literal.units.text}".strip()
        return f"{float(middle):.6g}" + (" °C" if value.celsius else "")
    except OverflowError:
        return "a very large number"


def overlap(a: Value, b: Value) -> bool:
    """Whether two intervals of one dimension have something in common."""
    size = max(abs(float(end)) for end in (a.lo, a.hi, b.lo, b.hi))
    slack = v.SLACK * size
    return float(a.lo) <= float(b.hi) + slack and float(b.lo) <= float(a.hi) + slack


def may_be_converted(value: Value, literal: Literal) -> bool:
    """Whether a number without a unit differs from a literal by what could be a factor between units."""
    try:
        number, told = abs(float(value.middle)), abs(float(literal.value))
        share = float(literal.step) / 2 / told if told else 0.0
    except OverflowError:
        return True
    if not number or not told:
        return False
    ratio = told / number
    for factor in _CONVERSIONS:
        for each in (ratio / factor, ratio * factor):
            while each >= 10**0.5:
                each /= 10
            while each < 10**-0.5:
                each *= 10
            if abs(each - 1) <= max(share, 1e-3):
                return True
    return False


def same_number(value: Value, literal: Literal) -> bool:
    """Whether the number of a literal, whatever its unit, is that of a value."""
    bare = replace(literal, units=None)
    told = around(bare)
    return overlap(Value(value.lo, value.hi), told)


def is_restated(a: Literal, b: Literal) -> bool:
    """Whether two literals are one quantity in one unit, so that their equality says nothing."""
    if a.units is None or b.units is None:
        return a.units is None and b.units is None
    return (a.units.factor, a.units.dimension, a.units.celsius) == (
        b.units.factor,
        b.units.dimension,
        b.units.celsius,
    )


__all__ = [
    "TRUE",
    "Outcome",
    "compare_literal",
    "is_restated",
    "may_be_converted",
    "overlap",
    "plain",
    "same_number",
    "shown",
]
