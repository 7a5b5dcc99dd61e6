"""Statements about a table: numbers in the cells of the rows and columns that are named with them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assay.evidence import language
from assay_science.grounding import comparing, computing
from assay_science.grounding.naming import Named, columns_named, rows_named
from assay_science.grounding.outcome import Outcome, undecided, wrong
from assay_science.grounding.sources import Book, Table
from assay_science.grounding.told import Told, numbers_in, same_told, same_unit, says_kind
from assay_science.grounding.words import (
    ADJECTIVES,
    COMPARING,
    COMPUTING,
    FACTORS,
    NEUTRAL,
    identifiers_in,
    is_any,
    terms_in,
    words_of,
)

Span = tuple[int, int]


@dataclass(frozen=True)
class Claim:
    """A statement read against one table. ``told`` are its numbers that name no row."""

    text: str
    table: Table
    rows: tuple[Named, ...]
    columns: tuple[Named, ...]
    told: tuple[Told, ...]

    @property
    def row_numbers(self) -> list[int]:
        """The rows that are named, each once, in order."""
        return list(dict.fromkeys(each.number for each in self.rows))

    @property
    def column_numbers(self) -> list[int]:
        return list(dict.fromkeys(each.number for each in self.columns))

    @property
    def measured(self) -> list[int]:
        """The columns of numbers that are named."""
        return [n for n in self.column_numbers if n in self.table.numeric]


def read_claim(text: str, table: Table, book: Book) -> Claim:
    told = numbers_in(text, book.units)
    rows, rest = rows_named(table, text, told)
    taken = [each.span for each in rows] + [number.span for number in rest]
    return Claim(text, table, tuple(rows), tuple(columns_named(table, text, taken)), tuple(rest))


def judge(text: str, table: Table, book: Book, established: Sequence[Told]) -> tuple[Outcome, list[Told]]:
    """What a table says of a statement, and the numbers that are known once it is accepted."""
    claim = read_claim(text, table, book)
    if strange := _strange(claim):
        return undecided("new_words", f"{strange!r} is neither in the table nor read.", None), []
    if negations := [n for n in language("en").negations_in(text) if not _in_name(text, n.span)]:
        return undecided("negated", f"A negation ({negations[0].text!r}) about a table is not read."), []
    outcomes: list[Outcome] = []
    known: list[Told] = []
    placed = [place for row in _rows(claim) for place, _, _ in _texts(claim, row)]
    inside = [n for n in claim.told if any(a <= n.span[0] and n.span[1] <= b for a, b in placed)]
    left = [number for number in claim.told if number not in inside]
    for number in [n for n in left if _is_count(claim, n)]:
        left.remove(number)
        if claim.rows or number.value != len(table.rows):
            outcomes.append(undecided("counted", f"What {number.text!r} counts is not read.", number.span))
    for result in (
        computing.equations(claim, left, established),
        computing.in_words(claim, left),
        comparing.compare(claim, left),
    ):
        outcomes += result.outcomes
        known += result.known
        left = [number for number in left if number not in result.settled]
    outcomes += _in_cells(claim, left, known)
    if unread := _unread(claim, outcomes):
        outcomes.append(undecided("operation", f"What {unread!r} computes or compares here is not read."))
    if text_cell := _text_cells(claim):
        outcomes.append(text_cell)
    for each in outcomes:
        if each.holds is False:
            return each, []
    for each in outcomes:
        if each.holds is None:
            return each, []
    if not outcomes:
        return undecided("nothing_read", "No cell of the table is named with its row and column."), []
    return outcomes[0], known


def _rows(claim: Claim) -> list[int]:
    """The rows that are named, or the only one."""
    return claim.row_numbers or ([0] if len(claim.table.rows) == 1 else [])


# -- words


def _is_count(claim: Claim, number: Told) -> bool:
    """Whether a number says how many rows there are: "the four metals"."""
    behind = terms_in(claim.text[number.span[1] : number.span[1] + 30])
    about = {
        form
        for text in (claim.table.about, claim.table.columns[0].words)
        for t in terms_in(text)
        for form in t.forms
    }
    return not number.unit and number.value.denominator == 1 and bool(behind and behind[0].forms & about)


def _unread(claim: Claim, outcomes: Sequence[Outcome]) -> str:
    """A word of a computation or a comparison where nothing was computed or compared; and twice, half."""
    if factor := next((w[0] for w in words_of(claim.text) if is_any(w[0], FACTORS)), ""):
        return factor
    if any(o.kind == "computed" for o in outcomes):
        return ""
    inside = [each.span for each in (*claim.rows, *claim.columns)] + [(n.lead if n.lead >= 0 else n.span[0], n.span[1]) for n in claim.told]  # fmt: skip
    for word in words_of(claim.text):
        if is_any(word[0], COMPUTING | COMPARING) and not any(a <= word.start() < b for a, b in inside):
            return word[0]
    return ""


def _in_name(text: str, span: Span) -> bool:
    return any(a <= span[0] and span[1] <= b for _, (a, b) in identifiers_in(text))


def _strange(claim: Claim) -> str:
    """A word or sign of a statement that neither its table nor the words of comparisons and operations know."""
    table, text = claim.table, claim.text
    taken = [each.span for each in (*claim.rows, *claim.columns)]
    taken += [(number.lead if number.lead >= 0 else number.span[0], number.span[1]) for number in claim.told]
    for row in _rows(claim):
        for cell in table.rows[row]:
            taken += [place for item in _items(cell.text) if (place := _place(item, text))]
    labels = (table.about, *(column.label for column in table.columns))
    known = {form for label in labels for term in terms_in(label) for form in term.forms}
    for term in terms_in(text):
        if any(a <= term.span[0] and term.span[1] <= b for a, b in taken):
            continue
        if term.is_name and not term.forms & known and not _is_equation(term.text):
            return term.text
        if ADJECTIVES.get(term.text.lower(), "-") in known:
            continue
        if claim.measured and says_kind(term.forms, claim.told):
            continue
        if (
            not term.is_name
            and not term.forms & known
            and not is_any(term.text, NEUTRAL | COMPARING | COMPUTING)
        ):
            return term.text
        taken.append(term.span)
    for digit in re.finditer(r"\d+", text):
        if not any(a <= digit.start() < b for a, b in taken) and not computing.in_equation(
            text, digit.start()
        ):
            return digit[0]
    return ""


def _is_equation(name: str) -> bool:
    return "=" in name and not any(c.isalpha() for c in name)


# -- numbers in cells


def _in_cells(claim: Claim, left: Sequence[Told], known: list[Told]) -> list[Outcome]:
    """An outcome for each number: whether it is that of its row and column."""
    found: list[Outcome] = []
    numbers = sorted(left, key=lambda number: number.span)
    rows = _paired(claim.rows, numbers, claim.text)
    columns = _paired(
        [each for each in claim.columns if each.number in claim.table.numeric], numbers, claim.text
    )
    named = claim.measured
    if len(named) == 1 and len(numbers) > 1 and any(_fits(claim, named[0], number) for number in numbers):
        columns = [named[0] if _fits(claim, named[0], number) else -1 for number in numbers]
    for place, number in enumerate(numbers):
        outcome = _cell(claim, number, rows[place], columns[place])
        found.append(outcome)
        if outcome.holds:
            known.append(number)
    return found


def _fits(claim: Claim, column: int, number: Told) -> bool:
    """Whether a number is in the unit of a column, or in none."""
    units = claim.table.units_of[column]
    return not number.unit or any(same_unit(number.unit, unit) for unit in units)


def _paired(named: Sequence[Named], numbers: Sequence[Told], text: str) -> list[int | None]:
    """For each number, the row (or column) that is named with it; ``-1`` where none is named, ``None`` where it is open."""
    different = list(dict.fromkeys(each.number for each in named))
    if not different:
        return [-1] * len(numbers)
    if len(different) == 1:
        return [different[0]] * len(numbers)
    if not numbers:
        return []
    starts = [number.span[0] for number in numbers]
    if all(each.span[0] < starts[0] for each in named) and len(different) == len(numbers) > 1:
        return list(different)
    if all(each.span[0] > numbers[-1].span[1] for each in named) and len(different) == len(numbers) > 1:
        return list(different)
    behind = named[0].span[0] > starts[0]
    found: list[int | None] = []
    for place, number in enumerate(numbers):
        low = numbers[place - 1].span[1] if place else 0
        high = numbers[place + 1].span[0] if place + 1 < len(numbers) else len(text)
        window = (number.span[1], high) if behind else (low, number.span[0])
        inside = {each.number for each in named if window[0] <= each.span[0] < window[1]}
        if len(inside) == 1:
            found.append(inside.pop())
        elif inside or not found:
            found.append(None)
        else:
            found.append(found[-1])
    if not behind:  # nothing may be named behind the last number that is not named before it
        late = {each.number for each in named if each.span[0] > starts[-1]}
        if late - {each for each in found if each is not None}:
            return [None] * len(numbers)
    return found


def _cell(claim: Claim, number: Told, row: int | None, column: int | None) -> Outcome:
    table = claim.table
    if row is None or column is None:
        return undecided(
            "unclear_place", f"Which row and column {number.text!r} is of is not clear.", number.span
        )
    if row == -1:
        if len(table.rows) != 1:
            return undecided("no_row", f"No row of the table is named with {number.text!r}.", number.span)
        row = 0
    cells = {n: table.rows[row][n].told for n in table.numeric}
    if column == -1:
        fitting = [n for n, told in cells.items() if told and same_unit(told.unit, number.unit)]
        measured = [n for n in table.numeric if not table.is_record]
        if len(measured) == 1:
            fitting = measured
        if len(fitting) != 1:
            return undecided("no_column", f"No column is named with {number.text!r}.", number.span)
        column = fitting[0]
    told = cells.get(column)
    label = f"{table.rows[row][0].text}, {table.columns[column].label}"
    if told is None:
        return undecided("no_number", f"The cell of {label} holds no number.", number.span)
    return _compared(number, told, label, table)


def _labels(number: Told, words: str) -> bool:
    """Whether a number stands in the label of a column: "at 20 °C", of a column "Solubility at 20 °C"."""
    return re.search(rf"(?<![\d.]){re.escape(number.text)}(?!\w)", words) is not None


def _compared(number: Told, told: Told, label: str, table: Table) -> Outcome:
    said = f"{told.text} {told.unit}".strip() if told.unit not in told.text else told.text
    same = same_told(number, told)
    if same:
        if number.uncertainty and number.uncertainty != told.uncertainty:
            return wrong("wrong_cell", f"The source gives {said} for {label}.", number.span, told.text)
        if number.bound != told.bound and number.bound not in ("", "about"):
            return undecided("bound", f"{number.text!r} is a bound here and not in the source.", number.span)
        return Outcome(True, "ok", span=number.span, quote=told.text, source=table.source)
    if same is None:
        return undecided(
            "unshown_conversion", f"{number.text!r} is {said}, converted without showing it.", number.span
        )
    if number.value == told.value and not number.unit:
        return wrong(
            "missing_unit", f"{number.text!r} has no unit; the source gives {said}.", number.span, told.text
        )
    if number.value == told.value and not told.unit:
        return undecided("unit_not_given", f"The source gives {told.text!r} without a unit.", number.span)
    if number.value == told.value:
        return wrong("wrong_unit", f"{number.text!r} is in another unit than {said}.", number.span, told.text)
    if same_unit(number.unit, told.unit) and number.rounds_loosely(told.value):
        if number.bound == "about":
            return Outcome(True, "ok", span=number.span, quote=told.text, source=table.source)
        return undecided("rounded", f"{number.text!r} is {said}, rounded.", number.span)
    if any(_labels(number, column.words) for column in table.columns):
        return undecided("no_column", f"{number.text!r} is of the label of a column.", number.span)
    return wrong(
        "wrong_cell", f"The source gives {said} for {label}, not {number.text}.", number.span, told.text
    )


# -- text in cells


def _text_cells(claim: Claim) -> Outcome | None:
    """What a statement says in words of a row: the text of one of its cells, under its column if that is named."""
    table = claim.table
    rows = _rows(claim)
    found = sorted((place, column, text) for row in rows for place, column, text in _texts(claim, row))
    if not found:
        return None
    if len(rows) > 1:
        return undecided("unclear_place", f"Which row {found[0][2]!r} is of is not clear.", found[0][0])
    words = [each for each in claim.columns if not any(row[each.number].told for row in table.rows)]
    for column in dict.fromkeys(each.number for each in words):
        if (
            column not in [c for _, c, _ in found]
            and (column != 0 or table.is_record)
            and not _is_alias(claim, column)
        ):
            told = table.rows[rows[0]][column].text
            return wrong(
                "wrong_cell", f"The source gives {told!r} for {table.columns[column].label}.", None, told
            )
    if not claim.rows and not words:
        return undecided("no_column", f"No column is named with {found[0][2]!r}.", found[0][0])
    if len({each.number for each in words}) > 1:
        for place, column, text in found:
            before = [each.number for each in words if each.span[0] < place[0]]
            near = before[-1] if before else words[0].number
            if near != column:
                return undecided("unclear_place", f"Which column {text!r} is of is not clear.", place)
    return Outcome(True, "ok", quote=found[0][2], source=table.source)


def _texts(claim: Claim, row: int) -> list[tuple[Span, int, str]]:
    """The texts of a row's cells that stand in a statement, but for the one that only names the row."""
    found = []
    names = [each.span for each in claim.rows if each.number == row]
    for column, cell in enumerate(claim.table.rows[row]):
        for item in _items(cell.text) if cell.told is None else ():
            place = _place(item, claim.text)
            if place and not any(
                a <= place[0]
                and place[1] <= b
                and (
                    (column == 0 and not claim.table.is_record)
                    or (len(names) == 1 and column not in claim.column_numbers)
                )
                for a, b in names
            ):
                found.append((place, column, item))
                break
    inner = [
        (p, c, t) for p, c, t in found if any(q[0] <= p[0] and p[1] <= q[1] and q != p for q, _, _ in found)
    ]
    return [each for each in found if each not in inner]


def _is_alias(claim: Claim, column: int) -> bool:
    """Whether the cell of a column names the row where the statement names it."""
    return any(
        _place(claim.table.rows[each.number][column].text, claim.text[slice(*each.span)])
        for each in claim.rows
    )


def _items(cell: str) -> list[str]:
    """The text of a cell, and the items of the list that it is."""
    items = re.split(r"[;,]\s+", cell)
    return [cell, *items] if len(items) > 1 and all(len(item.split()) <= 4 for item in items) else [cell]


def _place(cell: str, text: str) -> Span | None:
    """Where the text of a cell stands in a statement."""
    if not any(c.isalnum() for c in cell):
        return None
    said = r"\s+".join(re.escape(piece) for piece in cell.rstrip(".").split())
    flags = (
        re.IGNORECASE
        if len(cell) > 3 and any(c.islower() for c in cell[1:]) and not identifiers_in(cell)
        else 0
    )
    match = re.search(rf"(?<![\w]){said}(?![\w])", text, flags)
    return match.span() if match else None
