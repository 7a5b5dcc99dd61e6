"""The working of a calculator: facts that enter, steps, points, and the answer."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from assay.evidence.formulas import BadFormula, Number, Undecided, evaluate, names_in
from assay_medical.calculators.writing import formula_text, significant
from assay_medical.units import clinical_unit
from assay_medical.vocabulary import BadInput, Given, fact

_LOSS = 0.003
"""The part of a value that rounding may take away; smaller values are stated with more decimals."""
_MOST_DECIMALS = 6


class Work:
    """The working of one calculation. Steps are formulas over the keys of facts and the names of earlier steps."""

    def __init__(self, given: Mapping[str, Given]) -> None:
        self.given = given
        self.lines: list[str] = []
        self.used: list[str] = []
        self.band = ""
        self._values: dict[str, Number] = {}
        self._names: dict[str, str] = {}
        self._numbers: dict[str, str] = {}
        self._points: list[tuple[str, Fraction]] = []
        self._answer: Number | str | tuple[int, int] | None = None

    def has(self, key: str) -> bool:
        """Whether a fact is given."""
        return key in self.given

    def number(self, key: str, *, name: str = "") -> Fraction:
        """The value of a number in the fact's own unit. One that was said in another unit has a line that converts it.

        ``name`` is how formulas show it, by default the fact's label.
        """
        known = fact(key)
        said = self._said(key)
        value = said.number
        if key not in self._values:
            self._values[key] = value
            self._names[key] = name or known.label
            self._numbers[key] = str(said.value)
            if value != _number(str(said.value)):
                self._numbers[key] = significant(value, 5)
                self.lines.append(
                    f"{_capital(known.label)}: {said.text} = {self._numbers[key]} {known.unit}".rstrip() + "."
                )
        return value

    def number_in(self, key: str, unit: str, alias: str, name: str) -> Fraction:
        """The value of a number in another unit, which formulas know as ``alias``, with a line if it was not said in it."""
        said = self._said(key)
        value = fact(key).express(said.number, unit)
        self._values[alias], self._names[alias] = value, name
        if clinical_unit(said.unit) == clinical_unit(unit):
            self._numbers[alias] = str(said.value)
        else:
            self._numbers[alias] = significant(value, 5)
            self.lines.append(f"{_capital(fact(key).label)}: {said.text} = {self._numbers[alias]} {unit}.")
        return value

    def flag(self, key: str) -> bool:
        """Whether a flag is true."""
        value = self._said(key).value
        if not isinstance(value, bool):
            raise BadInput(f"{fact(key).label} is true or false, and not {value!r}.")
        return value

    def choice(self, key: str) -> str:
        """The value of a choice."""
        value, known = self._said(key).value, fact(key)
        if value not in known.choices:
            raise BadInput(f"{known.label} is one of {', '.join(known.choices)}, and not {value!r}.")
        return str(value)

    def date(self, key: str) -> datetime.date:
        """The value of a date."""
        try:
            return datetime.date.fromisoformat(str(self._said(key).value))
        except ValueError:
            raise BadInput(f"{fact(key).label} is no date as YYYY-MM-DD.") from None

    def let(self, name: str, value: str, shown: str = "") -> None:
        """A coefficient for formulas, which they show as a number: ``work.let("k", "0.7")``.

        ``shown`` is its symbol in the formula (``κ``); by default the number stands there too.
        """
        self._values[name] = Fraction(value)
        self._names[name], self._numbers[name] = shown or value, value

    def say(self, line: str) -> None:
        """A line of the working that states no equality."""
        self.lines.append(line)

    def step(
        self,
        name: str,
        formula: str,
        label: str,
        unit: str = "",
        *,
        because: str = "",
        digits: int = 5,
    ) -> Number:
        """A step, and its line ``because: label = formula = with numbers = value unit.``; the exact value.

        Raises :class:`~assay_medical.vocabulary.BadInput` if it has no value.

        Later steps go on from the exact value; the line shows ``digits`` significant digits.
        """
        try:
            value = evaluate(formula, self._values)
        except (BadFormula, Undecided) as error:
            raise BadInput(f"{_capital(label)} has no value: {error}") from None
        number = significant(value, digits)
        shown = [label]
        if names_in(formula) - {formula.strip()}:
            shown.append(formula_text(formula, self._names))
        shown.append(formula_text(formula, self._numbers))
        shown.append(f"{number} {unit}".rstrip())
        lead = f"{because}: " if because else ""
        self.lines.append(f"{lead}{' = '.join(dict.fromkeys(shown))}.")
        self._values[name], self._names[name], self._numbers[name] = value, label, number
        self._answer = value
        return value

    def points(self, what: str, points: int | Fraction | str) -> None:
        """A line ``what: 2 points``; the points count in :meth:`total`. Zeros are told, too."""
        value = Fraction(points)
        said = _points(value)
        self._points.append((what, value))
        self.lines.append(f"{_capital(what)}: {said} point{'' if abs(value) == 1 else 's'}.")

    def total(self, label: str) -> Fraction:
        """The sum of the points, with its line; it is the answer."""
        values = [value for _, value in self._points]
        total = sum(values, Fraction(0))
        terms = [_points(v) for v in values if v] or ["0"]
        sums = " + ".join(terms).replace("+ -", "- ").replace("-", "−")
        said = _points(total).replace("-", "−")
        self.lines.append(f"{label} = {sums} = {said}." if len(terms) > 1 else f"{label} = {said}.")
        self._answer = total
        return total

    def grade(self, band: str) -> None:
        """The category that the answer falls into."""
        self.band = band

    def answers(self, value: Number | str | tuple[int, int]) -> None:
        """The answer where it is not the last step or total: ISO text of a date, ``(weeks, days)``, a term, a number."""
        self._answer = value

    def result(self, kind: str, decimals: int) -> tuple[Fraction | float | str | tuple[int, int], str]:
        """The answer, and how it is stated."""
        value = self._answer
        if value is None:
            raise ValueError("the working has no answer")
        if isinstance(value, str):
            return value, value
        if isinstance(value, tuple):
            weeks, days = value
            return value, f"{weeks} week{'s' * (weeks != 1)} and {days} day{'s' * (days != 1)}"
        if kind == "score":
            return value, _points(Fraction(value))
        text = rounded(value, decimals)
        while abs(float(text) - float(value)) > _LOSS * abs(float(value)) and decimals < _MOST_DECIMALS:
            decimals += 1
            text = rounded(value, decimals)
        return value, text

    def plain(self) -> dict[str, Any]:
        """The facts for the second route: floats in their own units, ``bool``, text."""
        found: dict[str, Any] = {}
        for key, given in self.given.items():
            found[key] = float(given.number) if fact(key).kind == "number" else given.value
        return found

    def _said(self, key: str) -> Given:
        if key not in self.given:
            raise BadInput(f"{_capital(fact(key).label)} is not given.")
        if key not in self.used:
            self.used.append(key)
        return self.given[key]


def rounded(value: Number, decimals: int) -> str:
    """A value with so many decimals, halves away from zero: ``67.2``."""
    exact = Fraction(repr(value)) if isinstance(value, float) else Fraction(value)
    number = Decimal(exact.numerator) / Decimal(exact.denominator)
    return f"{number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP):f}"


def _points(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else f"{float(value):g}"


def _number(text: str) -> Fraction | None:
    from assay.evidence import read_number

    value = read_number(text)
    return None if value is None else Fraction(value)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
