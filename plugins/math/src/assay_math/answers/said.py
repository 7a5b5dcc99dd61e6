"""Numbers that are said in a way of their own: ordinals, times, ratios, one in four, a loss of $20."""

from __future__ import annotations

import re

from assay_math.answers.findings import (
    DIFFERENT,
    KIND,
    SAME,
    UNDECIDED,
    UNREADABLE,
    Finding,
    Hints,
)
from assay_math.answers.measured import read_measured, same_measured
from assay_math.answers.ordinals import PLACES, read_ordinal
from assay_math.answers.reference import Reference, ratio
from assay_math.answers.text import folded, unworded
from assay_math.answers.times import read_clock


def ordinals(ours: Reference, text: str, hints: Hints) -> Finding | None:
    """``3rd`` and "third", or a number where the prompt asks which place; ``None`` where neither is an ordinal."""
    wanted, told = read_ordinal(ours.text), read_ordinal(text)
    if wanted is not None and told is not None:
        return SAME if wanted == told else DIFFERENT
    if (wanted is None) == (told is None):
        return None
    number = read_measured(text) if told is None else ours.measured
    if number is None or number.unit.dimension or not number.literal.is_whole or number.literal.is_decimal:
        return None
    same = number.literal.value == (told if wanted is None else wanted)
    return (SAME if not hints.prompt or PLACES.search(hints.prompt) else UNDECIDED) if same else None


_TWO_PARTS = re.compile(r"(\d{1,9})\s*:\s*(\d{1,9})")


def as_quotient(ours: Reference, text: str) -> Finding:
    """``3:4`` for three quarters. No other reference is answered by figures with a colon."""
    match = _TWO_PARTS.fullmatch(text)
    plain = (
        ours.measured is not None
        and not ours.measured.unit.dimension
        and not ours.measured.literal.is_decimal
    )
    if not match or not plain or ours.measured is None or ours.measured.literal.is_whole:
        return KIND
    return SAME if ours.measured.literal.value * int(match[2]) == int(match[1]) else DIFFERENT


_ONE_IN = re.compile(r"(\d{1,9})\s+(?:in|out of)\s+(?:every\s+)?(\d{1,9})")
_CHANCE = re.compile(r"probab|chance|likel|fraction|proportion", re.IGNORECASE)


def one_in(ours: Reference, text: str, hints: Hints) -> Finding | None:
    """``1 in 4`` or ``1 out of 4`` for a quarter, as probabilities are said."""
    match = _ONE_IN.fullmatch(" ".join(unworded(text).split()))
    if not match or ours.measured is None or not int(match[2]) or not _CHANCE.search(hints.prompt):
        return None
    part = f"\\frac{{{match[1]}}}{{{match[2]}}}"
    told = read_measured(part)
    return same_measured(ours.measured, told, hints) if told is not None else None


_AMOUNT = re.compile(r"(?P<words>(?:[^\W\d_]+\s+){1,6})(?P<amount>[$€£¥\\\d-].*)\Z", re.DOTALL)


def worded_amount(ours: Reference, text: str, hints: Hints) -> Finding | None:
    """``a loss of $20`` and ``a loss of 20 dollars``: the same words before two amounts."""
    one, other = _AMOUNT.fullmatch(unworded(ours.text)), _AMOUNT.fullmatch(unworded(text))
    if not one or not other or folded(one["words"]) != folded(other["words"]):
        return None
    left, right = read_measured(one["amount"].strip()), read_measured(other["amount"].strip())
    if left is None or right is None:
        return None
    finding = same_measured(left, right, hints)
    return finding if finding.equal else None


def clock(ours: Reference, text: str, hints: Hints) -> Finding | None:
    told = read_clock(text)
    if ours.clock is None or (hints.ratio and ours.ratio):
        return None
    if told is not None:
        return SAME if ours.clock.same(told) else DIFFERENT
    if ours.ratio and not hints.clock:
        return None
    measured = read_measured(text)
    if (
        measured is not None
        and ours.clock.minute == 0
        and ours.clock.half == ""
        and not measured.unit.dimension
    ):
        return SAME if measured.literal.value == ours.clock.hour else DIFFERENT
    return DIFFERENT if measured is not None else None


def ratios(ours: Reference, text: str) -> Finding | None:
    told = ratio(text)
    if not told:
        measured = read_measured(text)
        one, other = (read_measured(part) for part in ours.ratio[:2])
        if (
            len(ours.ratio) != 2
            or measured is None
            or one is None
            or other is None
            or not other.literal.value
        ):
            return UNREADABLE
        if measured.unit.dimension:
            return KIND
        same = measured.literal.value * other.literal.value == one.literal.value
        return SAME if same else DIFFERENT
    if len(told) != len(ours.ratio):
        return DIFFERENT
    left = [read_measured(part) for part in ours.ratio]
    right = [read_measured(part) for part in told]
    if any(m is None for m in (*left, *right)):
        return None
    a = [m.literal.value for m in left if m is not None]
    b = [m.literal.value for m in right if m is not None]
    if any(x == 0 for x in (*a, *b)):
        return SAME if a == b else DIFFERENT
    return (
        SAME
        if all(x * b[0] == y * a[0] for x, y in zip(a, b, strict=True)) and a[0] * b[0] > 0
        else DIFFERENT
    )
