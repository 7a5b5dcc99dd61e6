"""Numbers that a statement computes from a table, by an operation that it states."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from assay_science.grounding.outcome import Outcome, undecided, wrong
from assay_science.grounding.told import Told, numbers_in, same_told, same_unit
from assay_science.grounding.words import (
    ADJECTIVES,
    DIFFERENCE,
    KINDS,
    LESS,
    MEAN,
    MORE,
    RANGE,
    RATIO,
    SUM,
    is_any,
    words_of,
)

if TYPE_CHECKING:
    from assay_science.grounding.cells import Claim


@dataclass
class Result:
    """Outcomes, the numbers that they settled, and those that are known by them."""

    outcomes: list[Outcome] = field(default_factory=list)
    settled: list[Told] = field(default_factory=list)
    known: list[Told] = field(default_factory=list)


# -- equations: 12.1 − 9.8 = 2.3

_TERM = r"(?:[-−–]?\d[\d,]*(?:\.\d+)?(?:\s?(?:[×x·*]\s?10\^?[-−⁻]?[\d⁰¹²³⁴⁵⁶⁷⁸⁹]+|e-?\d+))?(?:\s?(?!x\b|and\b|is\b|or\b|to\b)(?:[°%µμΩÅ]|[A-Za-z])[\w°%µμΩÅ/·^²³⁻¹-]{0,14})?)"  # fmt: skip
_OPERATION = r"(?:\s?[+\-−–×x*·÷/]\s?)"
_EQUATION = re.compile(
    rf"(?P<left>[(\s]*{_TERM}[)\s]*(?:{_OPERATION}[(\s]*{_TERM}[)\s]*)+)\s*[=≈]\s*(?P<right>{_TERM})"
)
_TOKEN = re.compile(rf"(?P<term>{_TERM})|(?P<sign>[()+\-−–×x*·÷/])|\s+")
_SIGNS = {"−": "-", "–": "-", "×": "*", "x": "*", "·": "*", "÷": "/"}
MOST_TERMS = 40


@lru_cache(maxsize=512)
def _spans(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(match.span() for match in _EQUATION.finditer(text))


def in_equation(text: str, at: int) -> bool:
    return any(start <= at < end for start, end in _spans(text))


def equations(claim: Claim, left: Sequence[Told], established: Sequence[Told]) -> Result:
    """Each equation of a statement: its operands are known, and it comes to what it says."""
    return equations_in(claim.text, left, (*_cells(claim), *established), claim.table.units)


def equations_in(text: str, left: Sequence[Told], known: Sequence[Told], units: tuple[str, ...]) -> Result:
    """The same of a text whose operands must be among the numbers that are known."""
    result = Result()
    for match in _EQUATION.finditer(text):
        told = numbers_in(match["right"], units)
        outcome = _equation(text, match, told[0] if len(told) == 1 else None, known)
        result.outcomes.append(outcome)
        result.settled += [n for n in left if match.start() <= n.span[0] < match.end()]
        if outcome.holds:
            result.known.append(told[0])
    return result


def _equation(text: str, match: re.Match[str], told: Told | None, known: Sequence[Told]) -> Outcome:
    span = match.span()
    tokens = _tokens(match["left"])
    value = _evaluate(tokens) if tokens else None
    if tokens is None or told is None or value is None:
        return undecided("unread_equation", f"{match[0]!r} is not read.", span)
    terms = [token for token in tokens if isinstance(token, Told)]
    signs = [token for token in tokens if isinstance(token, str)]
    units: list[str] = []
    for term in terms:
        origin = next((each for each in known if _is_it(term, each)), None)
        if origin is not None:
            units.append(term.unit or origin.unit)
        elif not _is_count(term, terms, signs):
            message = (
                f"The operand {term.text!r} is not of the rows and columns that are named, nor said before."
            )
            return undecided("unknown_operand", message, span)
    if not told.rounds(value):
        message = f"{match['left'].strip()} is {float(value):.6g}, not {told.text}."
        return wrong("wrong_computation", message, span)
    if not units or any(not same_unit(unit, units[0]) for unit in units):
        return undecided("mixed_units", f"The units of {match[0]!r} are not one.", span)
    kinds = set(signs) - {"(", ")"}
    if kinds == {"/"} and len(units) == 2:
        wanted = ""
    elif told.unit == "%" and "/" in kinds:
        wanted = "%"
    elif kinds <= {"+", "-"} or (len(units) < len(terms) and "/" in kinds):
        wanted = units[0]
    else:
        return undecided("computed_unit", f"The unit of {told.text!r} is not derived.", span)
    if not same_unit(told.unit, wanted):
        if not told.unit and all(not term.unit for term in terms):
            return undecided("missing_unit", f"{match[0]!r} leaves the units out.", span)
        return wrong("wrong_unit", f"{told.text!r} is in another unit than what it is computed from.", span)
    asked = _operation(text)
    if asked and not _fits(asked, kinds):
        return undecided("other_operation", f"{match[0]!r} is no {asked}.", span)
    return Outcome(True, "ok", span=span, kind="computed")


def _is_it(term: Told, known: Told) -> bool:
    """Whether an operand is a number that is known; its unit may be left out."""
    return same_told(term, known) is True or (term.value == known.value and not term.unit)


def _tokens(text: str) -> list[Told | str] | None:
    found: list[Told | str] = []
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if not match or match.end() == at:
            return None
        at = match.end()
        if match["sign"]:
            found.append(_SIGNS.get(match["sign"], match["sign"]))
        elif match["term"]:
            said = match["term"]
            after_value = bool(found) and (isinstance(found[-1], Told) or found[-1] == ")")
            if after_value and said[0] in "-−–":
                found.append("-")
                said = said[1:]
            elif after_value:
                return None
            numbers = numbers_in(said)
            if len(numbers) != 1 or numbers[0].span[0] > 1 or said[numbers[0].span[1] :].strip():
                return None
            found.append(numbers[0])
    return found if 1 < len(found) <= MOST_TERMS * 2 else None


def _evaluate(tokens: Sequence[Told | str]) -> Fraction | None:
    """The value of sums and products in brackets; ``None`` for what is neither."""
    position = 0

    def factor() -> Fraction:
        nonlocal position
        token = tokens[position]
        position += 1
        if isinstance(token, Told):
            return token.value
        if token == "(":
            value = total()
            if position >= len(tokens) or tokens[position] != ")":
                raise ValueError
            position += 1
            return value
        if token == "-":
            return -factor()
        raise ValueError

    def product() -> Fraction:
        nonlocal position
        value = factor()
        while position < len(tokens) and tokens[position] in ("*", "/"):
            sign = tokens[position]
            position += 1
            other = factor()
            value = value * other if sign == "*" else value / other
        return value

    def total() -> Fraction:
        nonlocal position
        value = product()
        while position < len(tokens) and tokens[position] in ("+", "-"):
            sign = tokens[position]
            position += 1
            other = product()
            value = value + other if sign == "+" else value - other
        return value

    try:
        value = total()
    except (ValueError, IndexError, ZeroDivisionError, RecursionError):
        return None
    return value if position == len(tokens) else None


def _cells(claim: Claim) -> list[Told]:
    """The numbers of the rows that are named, under the columns that are, where any is."""
    table = claim.table
    rows = claim.row_numbers or (
        list(range(len(table.rows))) if _speaks_of_all(claim.text) or len(table.rows) == 1 else []
    )
    columns = claim.measured or list(table.numeric)
    return [told for r in rows for c in columns if (told := table.rows[r][c].told)]


def _is_count(term: Told, terms: Sequence[Told], signs: Sequence[str]) -> bool:
    """Whether an operand is how many values are added, or the hundred of a percentage."""
    if term.unit or term.value.denominator != 1:
        return term.unit == "%" and term.value == 100
    if term.value == 100 and "/" in signs:
        return True
    return term is terms[-1] and "/" in signs and "+" in signs and term.value == len(terms) - 1


# -- operations in words


def _speaks_of_all(text: str) -> bool:
    return (
        re.search(r"\b(?:all|mean|average|total|sum|range|overall|every)\b", text, re.IGNORECASE) is not None
    )


def _operation(text: str) -> str:
    for name, words in (
        ("difference", DIFFERENCE),
        ("mean", MEAN),
        ("sum", SUM),
        ("ratio", RATIO),
        ("range", RANGE),
    ):
        if any(is_any(w[0], words) for w in words_of(text)):
            return name
    return ""


def _fits(operation: str, signs: set[str]) -> bool:
    wanted = {"difference": {"-"}, "range": {"-"}, "sum": {"+"}, "ratio": {"/"}, "mean": {"+", "/"}}[
        operation
    ]
    return wanted == signs or (operation == "ratio" and signs <= {"/", "*"} and "/" in signs)


_BY = re.compile(r"\bby(?: about| approximately)?\s*\Z", re.IGNORECASE)
_TIMES = re.compile(r"\s*(?:times|-fold|fold)\b", re.IGNORECASE)


def in_words(claim: Claim, left: Sequence[Told]) -> Result:
    """Numbers that are said to be a difference, a sum, a mean, a ratio or a percentage of what is named."""
    result = Result()
    if in_equation_anywhere(claim.text):
        return result
    operation = _operation(claim.text)
    for number in left:
        before, after = claim.text[: number.span[0]], claim.text[number.span[1] :]
        word = next((w[0] for w in words_of(after[:24])[:1]), "")
        compared = is_any(word, MORE | LESS) and after.lstrip()[:1] not in (",", ".", ";")
        kind = ""
        if compared or (_BY.search(before)):
            kind = "percent" if number.unit == "%" else "difference"
        elif _TIMES.match(after):
            kind = "ratio"
        elif operation and _is_result(claim, number, left):
            kind = operation
        if not kind:
            continue
        outcome = _computed(claim, number, kind)
        result.outcomes.append(outcome)
        result.settled.append(number)
        if outcome.holds:
            result.known.append(number)
    return result


def in_equation_anywhere(text: str) -> bool:
    return bool(_spans(text))


def _is_result(claim: Claim, number: Told, left: Sequence[Told]) -> bool:
    """Whether a number is what an operation comes to: it is no cell of what is named, or the only number."""
    cells = _cells(claim)
    return len(left) == 1 or not any(same_told(number, cell) for cell in cells)


def _computed(claim: Claim, number: Told, kind: str) -> Outcome:
    table = claim.table
    columns = (
        kind_columns(claim)
        or claim.measured
        or (list(table.numeric) if len(table.numeric) == 1 else _by_unit(claim, number, kind))
    )
    if len(columns) != 1:
        return undecided("no_column", f"No single column is named with {number.text!r}.", number.span)
    column = columns[0]
    rows = claim.row_numbers
    if not rows and kind in ("mean", "sum", "range"):
        rows = list(range(len(table.rows)))
    told = [table.rows[r][column].told for r in rows]
    if kind == "percent" and any(t and t.unit == "%" for t in told):
        if not re.match(r"\s*-?points?\b", claim.text[number.span[1] :]):
            return undecided(
                "percent_of_percent", f"{number.text!r} may be of 100 or of the other.", number.span
            )
        kind = "difference"
    values = [t.value for t in told if t]
    if (
        len(values) < 2
        or len(values) < len(told)
        or (kind in ("difference", "ratio", "percent") and len(values) != 2)
    ):
        return undecided("no_operands", f"What {number.text!r} is computed from is not named.", number.span)
    units = {t.unit for t in told if t}
    first, second = values[0], values[-1]
    span = number.span
    if kind in ("difference", "range"):
        value = abs(first - second) if kind == "difference" else max(values) - min(values)
    elif kind == "sum":
        value = sum(values, Fraction(0))
    elif kind == "mean":
        value = sum(values, Fraction(0)) / len(values)
    elif not second or not first:
        return undecided("no_operands", "A ratio with zero has no value.", span)
    elif kind == "ratio":
        lesser = any(is_any(w[0], LESS) for w in words_of(claim.text))
        value = second / first if lesser else first / second
    else:
        value = abs(first - second) / second * 100
        if re.search(r"\bfrom\b", claim.text):
            value = abs(second - first) / first * 100
    unit = "" if kind == "ratio" else "%" if kind == "percent" else next(iter(units))
    if not number.rounds(abs(value) if kind == "percent" else value):
        return wrong("wrong_computation", f"The {kind} comes to {float(value):.6g}, not {number.text}.", span)
    if not number.step and number.value != value:
        return wrong("wrong_computation", f"The {kind} comes to {float(value):.6g}, not {number.text}.", span)
    if {number.unit, unit} == {"K", "°C"} and kind in ("difference", "range"):
        return undecided("unshown_conversion", f"{number.text!r} is told in another unit.", span)
    if not same_unit(number.unit, unit):
        if not number.unit:
            return wrong("missing_unit", f"{number.text!r} has no unit.", span)
        return wrong("wrong_unit", f"{number.text!r} is in another unit than what it is computed from.", span)
    if number.bound not in ("", "about"):
        return undecided("bound", f"{number.text!r} is a bound here.", span)
    return Outcome(True, "ok", span=span, source=table.source, kind="computed")


def kind_columns(claim: Claim) -> list[int]:
    """The columns of the kind that a comparing word speaks of: denser, of a density."""
    said = [w[0].lower() for w in words_of(claim.text)]
    kinds = {kind for kind, words in KINDS.items() if words & set(said)} | {
        ADJECTIVES[w] for w in said if w in ADJECTIVES
    }
    return [n for n in claim.table.numeric if kinds & claim.table.stems_of(n)]


def _by_unit(claim: Claim, number: Told, kind: str) -> list[int]:
    if kind in ("ratio", "percent"):
        return []
    return [n for n in claim.table.numeric if all(not (t := row[n].told) or same_unit(t.unit, number.unit) for row in claim.table.rows)]  # fmt: skip
