"""Is a relation between two numbers true? Exact values first, then what units and shown digits allow."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from assay import Status
from assay.evidence.number_words import MULTIPLIERS
from assay.evidence.quantities import Unit
from assay_math.steps.findings import FALSE, OPEN, TRUE, show
from assay_math.steps.literals import Number, Side, Term, unit_of
from assay_math.steps.plain import SCALES
from assay_math.steps.rounding import about, equals_rounded


@dataclass(frozen=True, slots=True)
class Decision:
    status: Status
    reason: str = "ok"
    message: str = ""


YES = Decision(TRUE)


def decide(left: Side, right: Side, relation: str) -> Decision:
    """Decide ``left relation right``; ``relation`` is one of ``= ≈ ≠ < > ≤ ≥``."""
    mixed = _mixed(left, right, relation) or _part_scaled(left, right, relation) or _squared(left, right)
    if mixed is not None:
        return mixed
    if relation == "=":
        return _equal(left, right)
    if relation == "≈":
        return _about(left, right)
    a, b = left.value, right.value
    holds = {"≠": a != b, "<": a < b, ">": a > b, "≤": a <= b, "≥": a >= b}[relation]
    if (left.percent > 0) != (right.percent > 0) or conversion(left, right) is not None:
        return YES if holds else Decision(OPEN, "units_unclear", "the sides have different units")
    if holds:
        return YES
    return Decision(FALSE, "false_arithmetic", f"the sides are {show(a)} and {show(b)}")


def _equal(left: Side, right: Side) -> Decision:
    factor = conversion(left, right)
    if factor is not None and left.operators == 0 and right.operators == 0:
        if left.value * factor == right.value:
            return YES
        return Decision(
            FALSE,
            "false_arithmetic",
            f"the left side is {show(left.value * factor)} in the unit of the right",
        )
    if left.value == right.value or _other_readings(left, right, factor):
        return YES
    if _rounded(left, right):
        return YES
    if left.operators == 0 and right.percent and not left.percent and left.value > 1:
        return Decision(OPEN, "units_unclear", "a number is compared with percentages")
    if right.operators == 0 or left.operators:
        side = "left side is " + show(left.value)
        if right.operators:
            side += f", the right side {show(right.value)}"
    else:
        side = "right side is " + show(right.value)
    literal = right.literal if right.operators == 0 else left.literal
    shown = right.value if right.operators == 0 else left.value
    exact = left.value if right.operators == 0 else right.value
    reason = "bad_rounding" if _is_near(exact, shown, literal) else "false_arithmetic"
    return Decision(FALSE, reason, f"the {side}")


def _is_near(exact: Number, shown: Number, literal: str) -> bool:
    """Wrong, but only just: within one of the last decimal shown of a value with more decimals."""
    if "." not in literal or type(exact) is int:
        return False
    step = Fraction(1, 10 ** len(literal.partition(".")[2]))
    return abs(Fraction(exact) - shown) <= step


def conversion(left: Side, right: Side) -> Fraction | None:
    """The factor from the left unit to the right one, where both are known, alike and different in scale."""
    for a in left.units:
        ours = unit_of(a)
        if ours is not None:
            for b in right.units:
                theirs = unit_of(b)
                factor = None if theirs is None else ours.factor(theirs)
                if factor is not None and factor != 1:
                    return factor
    return None


def _mixed(left: Side, right: Side, relation: str) -> Decision | None:
    """A sum of quantities in different units of one kind, ``3 km + 200 m``; ``None`` if no side is one."""
    if not (_mixes_units(left) or _mixes_units(right)):
        return None
    totals: list[Fraction] = []
    last: Unit | None = None
    kinds = set()
    for side in (left, right):
        total = Fraction(0)
        for term in side.terms:
            last = _measure(term)
            if last is None:
                return Decision(OPEN, "units_unclear", "units are mixed")
            kinds.add((last.dimension, last.offset))
            total += term.value * last.scale
        totals.append(total)
    if len(kinds) > 1 or last is None or last.offset or relation != "=":
        return Decision(OPEN, "units_unclear", "units are mixed")
    exact = totals[0] / last.scale
    if totals[0] == totals[1] or (right.literal and equals_rounded(exact, right.value, right.literal)):
        return YES
    return Decision(FALSE, "false_arithmetic", f"the left side is {show(exact)} in the unit of the right")


def _part_scaled(left: Side, right: Side, relation: str) -> Decision | None:
    """``3 dozen + 4``: a sum some of whose summands are counted in dozens; ``None`` if no side is one."""
    if relation != "=" or not any(_is_part_scaled(side) for side in (left, right)):
        return None
    totals = [sum((term.value * _scale(term) for term in side.terms), Fraction(0)) for side in (left, right)]
    if totals[0] == totals[1]:
        return YES
    return Decision(OPEN, "units_unclear", "some of the numbers are counted in dozens or the like")


def _is_part_scaled(side: Side) -> bool:
    scales = [_scale(term) for term in side.terms if term.value]
    return len(scales) > 1 and scales[-1] == 1 and max(scales) > 1 and not side.products


def _scale(term: Term) -> int:
    if any(word[0] in "/-–" or word in _NO_MEASURE for word in term.units):
        return 1
    return next((MULTIPLIERS[word.rstrip("s")] for word in term.units if word.rstrip("s") in MULTIPLIERS), 1)


def _squared(left: Side, right: Side) -> Decision | None:
    """``3 m * 4 m = 12 m``: a product of lengths is no length."""
    if len(left.terms) != 1 or len(right.terms) != 1 or not left.products or right.products:
        return None
    units = [unit for word in left.units if (unit := unit_of(word)) is not None]
    result = [unit for word in right.units if (unit := unit_of(word)) is not None]
    if len(units) != 2 or len(result) != 1 or units[0] != units[1] or result[0] != units[0]:
        return None
    if result[0].dimension != _LENGTH or any(word[0] in "/-–" or word in _NO_MEASURE for word in left.units):
        return None
    if (
        any(word in ("square", "sq", "cubic") for word in (*left.units, *right.units))
        or left.powers
        or right.powers
    ):
        return None
    return Decision(OPEN, "units_unclear", "a product of two lengths is given as a length")


def _mixes_units(side: Side) -> bool:
    """Are two of its summands in different units?"""
    return (
        len(side.terms) > 1 and len({unit for term in side.terms if (unit := _measure(term)) is not None}) > 1
    )


def unclear_units(side: Side) -> bool:
    """Do different units of one kind occur in a sum, in words that do not say which number they belong to?"""
    if side.products or all(_measure(term) for term in side.terms):
        return False
    return _alike(unit for word in side.units if (unit := unit_of(word)) is not None)


def _alike(units: Iterable[Unit]) -> bool:
    known = set(units)
    return len({unit.dimension for unit in known}) < len(known)


_LENGTH = (("length", 1),)
_NO_MEASURE = frozenset("per each every a an apiece".split())


def _measure(term: Term) -> Unit | None:
    """The unit right behind the number of a summand, unless it is one of several or part of a rate."""
    if not term.units or any(word[0] in "/-–" or word in _NO_MEASURE for word in term.units):
        return None
    if term.units == ("in",):
        return unit_of("inch")
    if term.products and sum(unit_of(word) is not None for word in term.units) > 1:
        return None
    return unit_of(term.units[0])


def _other_readings(left: Side, right: Side, factor: Fraction | None) -> bool:
    """Per cent as a unit next to a 100, "2 dozen" as 24, cents against dollars."""
    if factor is not None and left.value * factor == right.value:
        return True
    if left.dropped is not None or right.dropped is not None:
        a = left.value if left.dropped is None else left.dropped
        b = right.value if right.dropped is None else right.dropped
        if a == b and (left.hundred or right.hundred or left.operators or (left.percent and right.percent)):
            return True
        if (left.hundred or right.hundred) and right.literal and equals_rounded(a, b, right.literal):
            return True
    for a_scale in _scales(left):
        for b_scale in _scales(right):
            if a_scale != b_scale and left.value * a_scale == right.value * b_scale:
                return True
    return False


def _scales(side: Side) -> list[int]:
    return [1, *(SCALES[u] for u in side.units if u in SCALES)]


def _rounded(left: Side, right: Side) -> bool:
    for exact, shown in ((left, right), (right, left)):
        if shown.literal and shown.operators == 0 and not exact.literal:
            scale = Fraction(1, 100) if shown.percent else Fraction(1)
            if equals_rounded(exact.value, shown.value, shown.literal, scale):
                return True
            if shown.percent and shown.dropped is not None and exact.hundred:
                return equals_rounded(exact.value, shown.dropped, shown.literal)
    return False


def _about(left: Side, right: Side) -> Decision:
    if left.value == right.value or _other_readings(left, right, conversion(left, right)):
        return YES
    answers: list[bool | None] = []
    for exact, shown in ((left, right), (right, left)):
        if shown.literal and shown.operators == 0:
            scale = Fraction(1, 100) if shown.percent else Fraction(1)
            if shown.dropped is not None and exact.hundred:
                answers.append(about(exact.value, shown.dropped, shown.literal))
            answers.append(about(exact.value, shown.value, shown.literal, scale))
    if True in answers:
        return YES
    if not answers or None in answers:
        return Decision(OPEN, "precision_unclear", "the precision meant cannot be read off")
    return Decision(FALSE, "bad_rounding", f"the left side is {show(left.value)}")
