"""Where the numbers of a solution come from: the prompt, an earlier line, a table, or nowhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from itertools import islice

from assay_science.derivations import constants
from assay_science.derivations import values as v
from assay_science.derivations.nodes import Literal

_KNOWN_NUMBERS = frozenset(
    Fraction(n)
    for n in "60 3600 24 86400 365 365.25 7 12 1000 100 10 273.15 273 4.184 101325 1.01325 101.325 760 96485 3.6 180 360 2.303 13.6 "
    "0.0592 0.05916 0.0821 0.08206 0.08314 22.4 22.4 14 14.00 1.602 6.022 9.8 9.81 0.693 0.6931".split()
)
"""Factors between units and numbers of formulas, which need not stand in the prompt."""


_PER_PARTICLE = (Fraction("1.602176634e-19"), Fraction("1.66053906892e-27"), Fraction("6.02214076e23"))
"""Joules per electronvolt, kilograms per dalton, particles per mole, in whatever unit they are written."""


MOST = 500
"""Quantities of the prompt and of earlier lines that a number is held against."""


class Ground:
    """The quantities of the prompt, those of tables that the reference's trace names, and those that the solution states.

    ``used`` are the numbers of the prompt that the solution computes with, without their signs, ``foreign``
    what it computes with although it stands nowhere.
    """

    def __init__(self, prompt: Iterable[Literal], tables: Iterable[Literal]) -> None:
        self.prompt = list(prompt)
        self._sized: dict[v.Dimension, list[tuple[float, Literal]]] = {}
        for literal in self.prompt:
            if literal.units is not None:
                self._sized.setdefault(literal.units.dimension, []).append((float(literal.si), literal))
        self.keys = {literal.key for literal in self.prompt}
        self.numbers = {each for literal in self.prompt for each in (literal.value, -literal.value)}
        self.tables = {literal.key for literal in tables}
        self.stated: set[Fraction] = set()
        self.used: set[Fraction] = set()
        self.foreign: list[Literal] = []

    def says(self, literal: Literal) -> bool:
        """Whether the prompt states this quantity, in whatever unit."""
        return literal.key in self.keys

    def has_number(self, literal: Literal) -> bool:
        """Whether the prompt states this quantity, or its number with another unit or none."""
        return literal.key in self.keys or literal.value in self.numbers

    def use(self, literal: Literal) -> None:
        """Note that a number of the prompt is used."""
        self.used.add(abs(literal.value))

    def is_usual(self, literal: Literal) -> bool:
        """Whether nobody need give it: a number of a formula, a factor between units, a constant, a value of a table."""
        if literal.pure or abs(literal.value) in self.stated:
            return True
        literal = replace(literal, value=abs(literal.value))
        if literal.key in self.tables:
            return True
        if literal.value in _KNOWN_NUMBERS or _is_ten_power(literal.value):
            return True
        return constants.is_constant(literal) or any(
            abs(literal.value - known) <= literal.step / 2 for known in _PER_PARTICLE
        )

    def rounds(self, literal: Literal, others: Iterable[Literal] = ()) -> bool:
        """Whether the literal is a rounding of a quantity of the prompt, or of one of ``others``."""
        half = float(literal.step / 2 * 10**literal.zeros * (literal.units.factor if literal.units else 1))
        dimension, size = _dimension(literal), float(literal.si)
        for other_size, other in self._sized.get(dimension, ())[:MOST] if literal.units is not None else ():
            if abs(other_size - size) <= half:
                self.use(other)
                return True
        return any(
            _dimension(other) == dimension and abs(float(other.si) - size) <= half
            for other in islice(others, MOST)
        )

    def replaced(self) -> tuple[Literal, Literal] | None:
        """A number of the prompt that is not used, and one of its dimension from nowhere that is used instead."""
        unused = {
            (q.units is None, _dimension(q)): q
            for q in reversed(self.prompt)
            if not q.pure and abs(q.value) not in self.used
        }
        for literal in self.foreign:
            other = unused.get((literal.units is None, _dimension(literal)))
            if other is not None:
                return other, literal
        return None


def _dimension(literal: Literal) -> v.Dimension:
    return literal.units.dimension if literal.units else ()


def _is_ten_power(value: Fraction) -> bool:
    top, bottom = str(abs(value.numerator)), str(value.denominator)
    return (bottom == "1" and top.rstrip("0") == "1") or (top == "1" and bottom.rstrip("0") == "1")
