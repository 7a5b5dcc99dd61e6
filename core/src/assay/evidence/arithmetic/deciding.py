"""What the sides of an equality come to, and whether that is the same."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from assay.evidence.arithmetic.reading import Node, Shown, Side, plain, valued
from assay.evidence.quantities import NONE, Amount, Unit, convert, read_unit
from assay.evidence.units import product

NEAR = 1e-9
"""Relative: what floats lose."""

Convert = Callable[[Fraction, str, Fraction, str], bool | None]
"""Whether ``(value, unit)`` is ``(value, unit)``, for units of different kinds: mg/dL and mmol/L of one analyte."""


@dataclass(frozen=True, slots=True)
class Link:
    """One stated equality: its two sides as they are written, where it stands, and whether it holds.

    ``holds`` is ``None`` where that cannot be decided; ``value`` is what the left side comes to, ``result`` the number
    at the right, if it is one.
    """

    left: str
    right: str
    start: int
    end: int
    holds: bool | None
    value: float | None = None
    result: float | None = None


@dataclass(frozen=True, slots=True)
class _Mode:
    """A way to read what can be read in two: ``5 %`` as 5 or 0.05, ``log`` as natural or to base 10."""

    share: bool
    natural: bool


_MODES = tuple(_Mode(share, natural) for share in (False, True) for natural in (False, True))


def _value(node: Node, values: list[float], mode: _Mode) -> float:
    kind = node[0]
    if kind == "number":
        return values[node[1]]
    if kind == "percent":
        return values[node[1]] / 100 if mode.share else values[node[1]]
    if kind == "constant":
        return float(node[1])
    if kind == "neg":
        return -_value(node[1], values, mode)
    if kind == "call":
        given = [_value(each, values, mode) for each in node[2]]
        return _called(node[1], given, mode)
    one, other = _value(node[1], values, mode), _value(node[2], values, mode)
    if kind == "add":
        return one + other
    if kind == "sub":
        return one - other
    if kind == "mul":
        return one * other
    if kind == "div":
        return one / other
    raised = one**other
    if isinstance(raised, complex):
        raise ValueError("a root of a negative number")
    return float(raised)


def _called(name: str, given: list[float], mode: _Mode) -> float:
    if name in ("min", "max"):
        return (min if name == "min" else max)(given)
    if len(given) != 1:
        raise ValueError("a function has one argument")
    (value,) = given
    if name == "log":
        return math.log(value) if mode.natural else math.log10(value)
    return {"ln": math.log, "log10": math.log10, "exp": math.exp, "sqrt": math.sqrt}[name](value)


def _computed(
    side: Side, results: list[Shown], mode: _Mode, exact: frozenset[str] = frozenset()
) -> tuple[float, float]:
    """The value of a side, and by how much it may be off since some of its numbers are rounded results of earlier steps.

    With ``exact``, all of its numbers but these may be rounded: those of ``= 142 × 0.708 × 0.702``, which work out a side before it.
    """
    shown = [valued(token.text) for token in side.numbers]
    values = [value for value, _ in shown]
    value = _value(side.tree, values, mode)
    slack = 0.0
    for index, (number, half) in enumerate(shown):
        if side.numbers[index].text in exact or not (
            exact or any(abs(abs(known.value) - number) <= half for known in results)
        ):
            continue
        for moved in (number - half, number + half):
            changed = _value(side.tree, [*values[:index], moved, *values[index + 1 :]], mode)
            slack += abs(changed - value) / 2
    return value, 1.05 * slack


def decided(
    text: str,
    one: Side,
    other: Side,
    about: bool,
    results: list[Shown],
    converts: Convert | None,
    *,
    chained: bool,
) -> tuple[Link | None, bool]:
    """The link of two sides, and whether its result is exact: later steps may have gone on from what was rounded."""
    left, right = text[one.start : one.end], text[other.start : other.end]
    value, exact = None, False
    bare = one.quantity and other.quantity and not one.quantity[1] and not other.quantity[1]
    if bare and not chained:
        return None, False  # a name may stand before: case 3 = 4
    if one.quantity and other.quantity and not bare:
        holds = _converted(one.quantity, other.quantity, one, other, converts)
    else:
        holds, value, exact = _compared(one, other, about, results)
    result = None if other.shown is None else other.shown.value
    return Link(left, right, one.start, other.end, holds, value, result), exact


def _converted(
    one: tuple[Fraction, str],
    other: tuple[Fraction, str],
    left: Side,
    right: Side,
    converts: Convert | None,
) -> bool | None:
    """Whether one quantity is another."""
    if not one[1] or not other[1]:
        return None
    units = _unit(one[1]), _unit(other[1])
    assert right.shown is not None and left.shown is not None
    if units[0] is not None and units[1] is not None:
        told = convert(Amount(one[0], units[0]), units[1])
        if told is not None:
            # a single digit is more often exact than rounded: 1 day, 2 g
            rounded = abs(one[0]) >= 10 * Fraction(left.shown.half)
            slack = left.shown.half * abs(float(told.value / one[0])) if one[0] and rounded else 0
            return _agrees(float(told.value), right.shown, slack, False)
        if converts is not None:
            back = convert(Amount(other[0], units[1]), units[0])
            if back is not None:
                return None
    return None if converts is None else converts(one[0], one[1], other[0], other[1])


def _agrees(value: float, shown: Shown, slack: float, about: bool) -> bool | None:
    """Whether a value is rounded to what is shown; ``None`` if it was cut off instead."""
    off = abs(value - shown.value)
    room = NEAR * max(abs(value), abs(shown.value), 1e-300)
    if off <= shown.half + slack + room:
        return True
    if about and shown.value and off <= _trailing(shown) + slack:
        return True
    cut = (
        off < 2 * shown.half * (1 - NEAR) and abs(shown.value) <= abs(value) and shown.half < abs(value) / 20
    )
    return None if cut else False


def _trailing(shown: Shown) -> float:
    """Half a unit of the last digit that is no zero, of a whole number: 5 of 70."""
    whole = abs(round(shown.value))
    if shown.half < 0.5 or not whole:
        return shown.half
    zeros = len(str(whole)) - len(str(whole).rstrip("0"))
    return 0.5 * 10.0**zeros


def _compared(
    one: Side, other: Side, about: bool, results: list[Shown]
) -> tuple[bool | None, float | None, bool]:
    """Whether two sides come to the same in one of the ways to read them, what the first comes to, and whether nothing is rounded."""
    verdicts: list[bool | None] = []
    first: float | None = None
    given = frozenset() if other.shown is not None else frozenset(token.text for token in one.numbers)
    for mode in _MODES:
        try:
            value, slack = _computed(one, results, mode)
            told, more = _computed(other, results, mode, given)
        except (ValueError, ZeroDivisionError, OverflowError, KeyError):
            return None, first, False
        if not (math.isfinite(value) and math.isfinite(told)):
            return None, first, False
        first = value if first is None else first
        shown = other.shown or Shown(told, abs(told) * NEAR)
        if shown.percent and mode.share:
            shown = Shown(told, shown.half / 100)
        verdicts.append(_agrees(value, shown, slack + more, about))
        if verdicts[-1]:
            return True, first, not slack and not more and abs(value - told) <= NEAR * abs(told)
    if _by_units(one, other):
        return True, first, False
    if None in verdicts or not _knows_units(one, other) or _is_out_of(first, other):
        return None, first, False
    return False, first, False


def _is_out_of(value: float | None, other: Side) -> bool:
    """Whether a side may be no quotient: ``5/9`` points, ``70.5 mL/min/1.73 m²``."""
    kind, *parts = other.tree
    if value is None or kind != "div" or parts[0][0] != "number":
        return False
    number, half = valued(other.numbers[parts[0][1]].text)
    return abs(value - number) <= half * (1 + NEAR)


def _knows_units(one: Side, other: Side) -> bool:
    """Whether all units are known, or are one word on both sides: what is unknown may be a dozen."""
    words = {
        unit.rstrip("s") for unit in (*one.units, *other.units) if _unit(unit) is None and unit not in "$€£¥"
    }
    return len(words) <= 1 and not any(word in _SCALES or word[:1] in "十百千万亿萬億" for word in words)


_SCALES = frozenset("dozen hundred thousand million billion trillion k K M bn score pair".split())


def _unit(text: str) -> Unit | None:
    return read_unit(text.strip()) if len(text) <= 40 else None


def _by_units(one: Side, other: Side) -> bool:
    """Whether the sides are the same with their units: ``1 g / 2 = 500 mg``."""
    if not one.units or not other.units:
        return False
    try:
        left, right = _with_units(one.tree, one), _with_units(other.tree, other)
    except (ValueError, ZeroDivisionError, OverflowError):
        return False
    told = convert(left, right.unit)
    if told is None:
        return False
    half = Fraction(other.shown.half) if other.shown is not None else abs(right.value) / 10**9
    if other.shown is not None and other.shown.percent:
        half /= 100
    return abs(told.value - right.value) <= half + abs(right.value) / 10**9


def _with_units(node: Node, side: Side) -> Amount:
    """The quantity of a tree. Raises :class:`ValueError` where its units do not fit."""
    kind = node[0]
    if kind == "percent":
        return Amount(Fraction(plain(side.numbers[node[1]].text)) / 100, NONE)
    if kind == "number":
        unit = _unit(node[2]) if node[2] else NONE
        if unit is None and re.fullmatch(r"[^\W\d_]{3,}", node[2]) and node[2] not in _SCALES:
            unit = NONE  # things that are counted: 2 tablets × 500 mg = 1 g
        if unit is None or unit.offset:
            raise ValueError("an unknown unit")
        return Amount(Fraction(plain(side.numbers[node[1]].text)), unit)
    if kind == "neg":
        inner = _with_units(node[1], side)
        return Amount(-inner.value, inner.unit)
    if kind not in ("add", "sub", "mul", "div"):
        raise ValueError("not with units")
    one, other = _with_units(node[1], side), _with_units(node[2], side)
    if kind in ("add", "sub"):
        same = convert(other, one.unit)
        if same is None:
            raise ValueError("units that do not fit")
        return Amount(one.value + same.value if kind == "add" else one.value - same.value, one.unit)
    power = 1 if kind == "mul" else -1
    value = one.value * other.value if kind == "mul" else one.value / other.value
    if other.unit == NONE:
        return Amount(value, one.unit)
    return Amount(value, product(((one.unit, 1), (other.unit, power))))
