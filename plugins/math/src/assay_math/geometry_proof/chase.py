"""Angle and ratio chases: whether an equation of directions or lengths is a combination of others.

The algebraic part (AR) of AlphaGeometry, but sound without a look at the diagram: directions of lines are known modulo
180 degrees only, so that equations of angles may be added and subtracted but not divided, and combinations have integer
coefficients (a lattice, not a vector space). Lengths are positive, so the logarithms of ratios may be divided.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TypeAlias

from assay_math.geometry_proof.facts import Fact, pairs_of

Row: TypeAlias = dict[str, int]
"""Coefficients by a pair of points (its direction or the logarithm of its length); ``~`` is a right angle or log 2."""

ANGLES, RATIOS = "angle chase", "ratio chase"


def _sum(*terms: tuple[str, int]) -> Row:
    row: Row = {}
    for key, value in terms:
        row[key] = row.get(key, 0) + value
    return {key: value for key, value in row.items() if value}


def angle_rows(said: Fact) -> list[Row]:
    """What the fact says of directions, in right angles modulo 2; nothing if it is of another kind."""
    p = said.points
    match said.kind:
        case "para" | "perp":
            a, b = pairs_of(said)
            return [_sum((a, 1), (b, -1), ("~", int(said.kind == "perp")))]
        case "eqangle":
            a, b, c, d = pairs_of(said)
            return [_sum((b, 1), (a, -1), (d, -1), (c, 1))]
        case "coll" | "midp":
            q = "".join(sorted(p))
            return [_sum((q[:2], 1), (q[::2], -1)), _sum((q[:2], 1), (q[1:], -1))]
    return []


def ratio_rows(said: Fact) -> list[Row]:
    """What the fact says of logarithms of lengths."""
    match said.kind:
        case "cong":
            a, b = pairs_of(said)
            return [_sum((a, 1), (b, -1))]
        case "eqratio":
            a, b, c, d = pairs_of(said)
            return [_sum((a, 1), (b, -1), (c, -1), (d, 1))]
        case "midp":
            m, a, b = tuple(said.points)
            near, far, whole = ("".join(sorted(pair)) for pair in (m + a, m + b, a + b))
            return [_sum((near, 1), (far, -1)), _sum((whole, 1), (near, -1), ("~", -1))]
    return []


class Lattice:
    """Integer (``angles``) or rational combinations of rows, in echelon form."""

    def __init__(self, *, angles: bool) -> None:
        self.angles = angles
        self._rows: dict[str, dict[str, Fraction]] = {"~": {"~": Fraction(2)}} if angles else {}

    def _minus(self, row: dict[str, Fraction], times: Fraction, pivot: dict[str, Fraction]) -> None:
        for key, value in pivot.items():
            left = row.get(key, Fraction(0)) - times * value
            if left:
                row[key] = left
            else:
                row.pop(key, None)

    def has(self, row: Row) -> bool:
        """Whether the row is a combination of those added."""
        rest = {key: Fraction(value) for key, value in row.items()}
        while rest:
            first = min(rest)
            pivot = self._rows.get(first)
            if pivot is None:
                return False
            times = rest[first] / pivot[first]
            if self.angles and times.denominator != 1:
                return False
            self._minus(rest, times, pivot)
        return True

    def add(self, row: Row) -> bool:
        """Add a row; whether it was new."""
        if self.has(row):
            return False
        rest = {key: Fraction(value) for key, value in row.items()}
        while rest:
            first = min(rest)
            pivot = self._rows.get(first)
            if pivot is None:
                self._rows[first] = rest
                return True
            times = rest[first] / pivot[first]
            self._minus(rest, Fraction(times.__floor__()) if self.angles else times, pivot)
            if first in rest:  # Euclid: what is left goes before the pivot
                self._rows[first], rest = rest, pivot
        return True


def rows_of(said: Fact, *, angles: bool) -> list[Row]:
    return angle_rows(said) if angles else ratio_rows(said)


def reached(said: Fact, lattice: Lattice) -> bool:
    """Whether a chase has this fact as its conclusion: it is of such a kind, and a combination of what was added."""
    if said.kind not in (("coll", "para", "perp", "eqangle") if lattice.angles else ("cong", "eqratio")):
        return False
    rows = rows_of(said, angles=lattice.angles)
    if said.kind == "coll":  # two lines through a common point with one direction are one line
        a, b, c = tuple(said.points)
        return any(map(lattice.has, [*rows, _sum((a + c, 1), (b + c, -1))]))
    return all(map(lattice.has, rows))


def follows(said: Fact, cited: list[Fact], *, angles: bool) -> bool:
    """Whether the fact is a combination of the cited ones."""
    return reached(said, _spanned(cited, angles=angles))


def _spanned(cited: list[Fact], *, angles: bool) -> Lattice:
    lattice = Lattice(angles=angles)
    for each in cited:
        for row in rows_of(each, angles=angles):
            lattice.add(row)
    return lattice


def needed(said: Fact, sources: list[Fact], *, angles: bool) -> list[Fact] | None:
    """Few of the sources that the fact follows from, early ones first; None if it does not follow from all."""
    kept: list[Fact] = []
    rest = sources
    while not reached(said, lattice := _spanned(kept, angles=angles)):
        for place, each in enumerate(rest):
            new = [lattice.add(row) for row in rows_of(each, angles=angles)]
            if any(new) and reached(said, lattice):
                kept.append(each)
                rest = rest[:place]
                break
        else:
            return None
    return [each for each in sources if each in kept]
