"""What scores share: findings that count if they are there, steps of a measurement, bands of a total.

A score counts what is present. A flag that the inputs do not list is not counted: notes and references list what a patient
has, and the makers of the scores counted in this way. Measurements are never assumed.

The helpers for the working (:func:`item`, :func:`level`) and those for the second route (:func:`counted`, :func:`rung`) share
nothing: the first compare exact values one by one, the second look floats up in sorted tables.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from assay_medical.calculators.work import Work
from assay_medical.vocabulary import fact

Points = int | str | Fraction


def has(work: Work, *keys: str) -> bool:
    """Whether one of the flags is true. Each that is given counts as used."""
    return any([work.flag(key) for key in keys if work.has(key)])


def item(work: Work, points: Points, what: str, *keys: str) -> bool:
    """Points if one of the flags is true; nothing is told if none is given."""
    there = has(work, *keys)
    if any(work.has(key) for key in keys):
        work.points(what, points if there else 0)
    return there


def items(work: Work, points: Points, *keys: str) -> None:
    """Points for each of the flags, called by their labels."""
    for key in keys:
        item(work, points, fact(key).label, key)


def level(work: Work, key: str, *cases: tuple[bool, Points, str]) -> int | Fraction:
    """Points of the first case that holds, with the measurement and what the case says: ``Heart rate 112/min (over 100)``."""
    for holds, points, says in cases:
        if holds:
            text = work.given[key].text.replace(" /", "/")
            work.points(f"{fact(key).label} {text} ({says})", points)
            return Fraction(points)
    raise ValueError(f"no case of {key} holds")


def pick(work: Work, key: str, points: Mapping[str, Points]) -> int | Fraction:
    """Points of a choice, told with its value: ``Ascites: slight``."""
    value = work.choice(key)
    work.points(f"{fact(key).label} ({value})", points[value])
    return Fraction(points[value])


def grade(work: Work, total: Fraction, *bands: tuple[Points, str]) -> None:
    """The band of a total: pairs of the highest total and the name; the last holds for what is left."""
    for most, name in bands[:-1]:
        if total <= Fraction(most):
            work.grade(name)
            return
    work.grade(bands[-1][1])


def counted(v: Mapping[str, Any], table: Mapping[float, Sequence[str]]) -> float:
    """Second route: the points of those flags that are true, from a table of points to flags."""
    return sum(points * sum(v.get(key) is True for key in keys) for points, keys in table.items())


def rung(value: float, cuts: Sequence[float], points: Sequence[float], *, over: bool = False) -> float:
    """Second route: the points of a value, one more than there are cuts. A cut belongs to the upper step, with ``over`` to the lower."""
    return points[(bisect_left if over else bisect_right)(cuts, value)]


__all__ = ["counted", "grade", "has", "item", "items", "level", "pick", "rung"]
