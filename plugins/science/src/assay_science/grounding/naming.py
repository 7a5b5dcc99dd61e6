"""Which rows and columns of a table a statement names, and where."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assay_science.grounding.sources import Table
from assay_science.grounding.told import Told, same_unit
from assay_science.grounding.words import NEUTRAL, Term, terms_in

Span = tuple[int, int]


@dataclass(frozen=True)
class Named:
    """A row or a column by its number, and where it is named."""

    number: int
    span: Span


def rows_named(table: Table, text: str, told: Sequence[Told]) -> tuple[list[Named], list[Told]]:
    """The rows that a statement names, in order, and the numbers of it that name none."""
    found: list[Named] = []
    for match in _pattern(table.names).finditer(text) if table.names else ():
        if not any(a <= match.start() and match.end() <= b for a, b in (number.span for number in told)):
            found.append(Named(_owner(table, match[0]), match.span()))  # the C of 25 °C names nothing
    rest = []
    if not found:
        found += _by_measured(table, told)
    for number in told:
        if any(a < number.span[1] and number.span[0] < b for a, b in (each.span for each in found)):
            continue
        row = _row_of_number(table, number, text)
        if row is None:
            rest.append(number)
        else:
            found.append(Named(row, number.span))
    return sorted(found, key=lambda each: each.span), rest


def _by_measured(table: Table, told: Sequence[Told]) -> list[Named]:
    """Rows that are told by a number of a column whose values all differ: "at 25 °C", where samples are not named."""
    if table.is_record or table.first_values:
        return []
    for column in table.numeric:
        cells = [row[column].told for row in table.rows]
        values = [cell.value for cell in cells if cell]
        others = [
            cell.told.unit for row in table.rows for n, cell in enumerate(row) if n != column and cell.told
        ]
        unit = table.columns[column].unit
        if not unit or len(set(values)) < len(table.rows) or any(same_unit(unit, other) for other in others):
            continue
        found = [
            Named(row, number.span)
            for number in told
            for row, cell in enumerate(cells)
            if cell and cell.value == number.value and same_unit(cell.unit, number.unit)
        ]
        if found:
            return found
    return []


@lru_cache(maxsize=512)
def _pattern(names: tuple[tuple[str, int], ...]) -> re.Pattern[str]:
    return re.compile("|".join(_as_pattern(name) for name, _ in names))


def _as_pattern(name: str) -> str:
    """A row's name as whole words; its first letter may be of another case where it is a word."""
    said = r"\s+".join(re.escape(piece) for piece in name.split())
    if len(name) > 2 and any(c.islower() for c in name[1:]):
        said = f"(?i:{said})"
    return rf"(?<![\w])(?<![\w][-–'’.]){said}(?![\w]|[-–(]\w)"


def _owner(table: Table, said: str) -> int:
    key = " ".join(said.split())
    exact = [row for name, row in table.names if name == key]
    return exact[0] if exact else next(row for name, row in table.names if name.casefold() == key.casefold())


def _row_of_number(table: Table, number: Told, text: str) -> int | None:
    """The row that a number names: the first column holds it, with its unit, or its label stands before it."""
    rows = table.first_values.get(number.value, [])
    if table.is_record or len(rows) != 1:
        return None
    column = table.columns[0]
    key = table.rows[rows[0]][0].told
    if key is None or not same_unit(key.unit, number.unit):
        return None
    others = {unit for units in table.units_of[1:] for unit in units}
    before = text[max(0, number.span[0] - 30) : number.span[0]]
    labelled = any(term.forms & table.stems_of(0) for term in terms_in(before)[-2:])
    if not key.unit or any(same_unit(key.unit, unit) for unit in others):
        return rows[0] if labelled else None  # "sample 3"
    return rows[0] if labelled or column.unit else None


def columns_named(table: Table, text: str, taken: Sequence[Span]) -> list[Named]:
    """The columns that a statement names, outside of what is taken, in order."""
    found: list[Named] = []
    said = [term for term in terms_in(text) if not any(a <= term.span[0] < b for a, b in taken)]
    for number in range(len(table.columns)):
        unique = table.unique_words[number]
        label = _label_words(table.columns[number].words)
        places = [term.span for term in said if term.forms & unique]
        if places:
            found += [Named(number, span) for span in places]
        elif label and not unique and (span := _run(label, said)):
            found.append(Named(number, span))
    for number, column in enumerate(table.columns):  # symbols: T, pH, λmax
        if len(column.words) <= 6 and not any(each.number == number for each in found):
            symbol = re.compile(rf"(?<![\w]){re.escape(column.words)}(?![\w])") if column.words else None
            found += [Named(number, m.span()) for m in symbol.finditer(text)] if symbol else []
    return sorted(found, key=lambda each: each.span)


def _label_words(label: str) -> list[frozenset[str]]:
    return [term.forms for term in terms_in(label) if term.text.lower() not in NEUTRAL]


def _run(label: list[frozenset[str]], said: list[Term]) -> Span | None:
    """Where all words of a label stand side by side."""
    for first in range(len(said) - len(label) + 1):
        piece = said[first : first + len(label)]
        if all(term.forms & wanted for term, wanted in zip(piece, label, strict=True)):
            return piece[0].span[0], piece[-1].span[1]
    return None
