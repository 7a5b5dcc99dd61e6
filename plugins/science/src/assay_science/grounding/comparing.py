"""Comparisons, superlatives and trends about the cells of a table, computed again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from assay_science.grounding.computing import Result
from assay_science.grounding.outcome import Outcome, undecided, wrong
from assay_science.grounding.told import Told, same_told, same_unit
from assay_science.grounding.words import (
    ADJECTIVES,
    DOWN,
    KINDS,
    LEAST,
    LESS,
    MORE,
    MOST,
    SAME,
    UP,
    is_any,
    words_of,
)

if TYPE_CHECKING:
    from assay_science.grounding.cells import Claim

_CLASSES = (
    ("more", MORE),
    ("less", LESS),
    ("most", MOST),
    ("least", LEAST),
    ("up", UP),
    ("down", DOWN),
    ("same", SAME),
)
_THAN = re.compile(r"\bthan\b|\b(?:compared|relative) (?:with|to)\b", re.IGNORECASE)
_EXCEED = re.compile(r"\bexceed(?:s|ed|ing)?\b", re.IGNORECASE)


def compare(claim: Claim, left: Sequence[Told]) -> Result:
    """Whether what a statement compares is so."""
    result = Result()
    inside = [each.span for each in (*claim.rows, *claim.columns)]
    said: list[tuple[str, re.Match[str]]] = []
    for word in words_of(claim.text):
        if any(a <= word.start() < b for a, b in inside):
            continue  # "maximum" in the label of a column
        if name := next((name for name, words in _CLASSES if is_any(word[0], words)), ""):
            said.append((name, word))
    said = [each for each in said if not _bounds_number(claim, each[1])]
    if not said:
        return result
    if len({name for name, _ in said}) > 1 and not _two_trends(said):
        result.outcomes.append(
            undecided("comparisons", "More than one comparison in a sentence is not read.")
        )
        return result
    name, word = said[0]
    behind = next((w[0].lower() for w in words_of(claim.text[word.end() :])[:1]), "")
    kind = next(
        (kind for kind, words in KINDS.items() if word[0].lower() in words), ADJECTIVES.get(behind, "")
    )
    if kind:
        columns = [n for n in claim.table.numeric if kind in claim.table.stems_of(n)]
    else:
        columns = claim.measured or (list(claim.table.numeric) if len(claim.table.numeric) == 1 else _of_numbers(claim, left))  # fmt: skip
    if name in ("more", "less", "same"):
        result.outcomes.append(_two_rows(claim, name, word, columns))
    elif name in ("most", "least"):
        result.outcomes.append(_extreme(claim, name, word, columns))
        result.settled += _extreme_number(claim, columns)
    else:
        result.outcomes.append(_trend(claim, said, columns, left))
    return result


def _bounds_number(claim: Claim, word: re.Match[str]) -> bool:
    """Whether a word belongs to a number: ``more than 300``, ``above 20 °C``."""
    behind = re.match(r"(?:\s+than)?\s+", claim.text[word.end() :])
    return behind is not None and any(n.span[0] == word.end() + behind.end() for n in claim.told) and word[0].lower() in (
        "above", "below", "more", "less",
    )  # fmt: skip


def _two_trends(said: list[tuple[str, re.Match[str]]]) -> bool:
    return len(said) == 2 and {name for name, _ in said} <= {"up", "down"}


def _of_numbers(claim: Claim, left: Sequence[Told]) -> list[int]:
    """The one column in which the numbers of a statement stand."""
    found = {
        n
        for n in claim.table.numeric
        for number in left
        if any((told := row[n].told) and same_told(number, told) for row in claim.table.rows)
    }
    return sorted(found) if len(found) == 1 else []


def _values(claim: Claim, rows: Sequence[int], column: int) -> list[Fraction] | None:
    told = [claim.table.rows[row][column].told for row in rows]
    values = [t.value for t in told if t and not t.bound]
    return values if len(values) == len(told) else None


def _two_rows(claim: Claim, name: str, word: re.Match[str], columns: Sequence[int]) -> Outcome:
    if len(columns) != 1:
        return undecided("no_column", f"No single column is named with {word[0]!r}.", word.span())
    than = _THAN.search(claim.text)
    if name == "same":
        first, second = claim.row_numbers[:1], claim.row_numbers[1:]
    elif _EXCEED.fullmatch(word[0]) or (than is None and word[0].lower() in ("above", "below")):
        first = list(dict.fromkeys(r.number for r in claim.rows if r.span[0] < word.start()))
        second = list(dict.fromkeys(r.number for r in claim.rows if r.span[0] > word.start()))
    elif than is None:
        return undecided("compared_with", f"With what {word[0]!r} compares is not read.", word.span())
    elif than.start() > word.start():
        first = list(dict.fromkeys(r.number for r in claim.rows if r.span[0] < than.start()))
        second = list(dict.fromkeys(r.number for r in claim.rows if r.span[0] > than.start()))
    else:  # "compared with copper, iron has a higher …"
        behind = [r.number for r in claim.rows if r.span[0] > than.start()]
        second, first = behind[:1], list(dict.fromkeys(behind[1:]))
    if len(first) != 1 or not second or set(first) & set(second):
        return undecided(
            "compared_with", f"What {word[0]!r} compares is not one row with others.", word.span()
        )
    one, others = _values(claim, first, columns[0]), _values(claim, second, columns[0])
    if one is None or others is None:
        return undecided("no_number", "A cell that is compared holds no number.", word.span())
    holds = {
        "more": all(one[0] > other for other in others),
        "less": all(one[0] < other for other in others),
        "same": all(one[0] == other for other in others),
    }[name]
    label = claim.table.columns[columns[0]].label
    if holds:
        return Outcome(True, "ok", span=word.span(), source=claim.table.source, kind="computed")
    return wrong("wrong_comparison", f"By the column {label!r} it is not so.", word.span())


def _extreme_number(claim: Claim, columns: Sequence[int]) -> list[Told]:
    """The one number of a statement that names no row, in the unit of the column: "the highest yield is 91 %"."""
    if len(columns) != 1 or claim.rows or len(claim.told) != 1 or claim.told[0].bound:
        return []
    units = claim.table.units_of[columns[0]]
    return [n for n in claim.told if all(same_unit(n.unit, unit) for unit in units)]


def _extreme(claim: Claim, name: str, word: re.Match[str], columns: Sequence[int]) -> Outcome:
    if len(columns) != 1:
        return undecided("no_column", f"No single column is named with {word[0]!r}.", word.span())
    if not claim.row_numbers and (numbers := _extreme_number(claim, columns)):
        values = _values(claim, range(len(claim.table.rows)), columns[0])
        best = (max if name == "most" else min)(values) if values else None
        if best is None:
            return undecided("no_number", "Not every cell of the column is a number.", word.span())
        if numbers[0].value == best:
            return Outcome(True, "ok", span=word.span(), source=claim.table.source, kind="computed")
        return wrong(
            "wrong_comparison", f"The column's is {float(best):g}, not {numbers[0].text}.", numbers[0].span
        )
    if len(claim.row_numbers) != 1:
        return undecided("compared_with", f"What is {word[0]!r} is not one row.", word.span())
    if re.search(r"\b(?:second|third|next|last)\b", claim.text, re.IGNORECASE):
        return undecided("compared_with", "Places other than the first are not read.", word.span())
    values = _values(claim, range(len(claim.table.rows)), columns[0])
    if values is None:
        return undecided("no_number", "Not every cell of the column is a number.", word.span())
    best = max(values) if name == "most" else min(values)
    at = [n for n, value in enumerate(values) if value == best]
    if at == claim.row_numbers:
        return Outcome(True, "ok", span=word.span(), source=claim.table.source, kind="computed")
    if claim.row_numbers[0] in at:
        return undecided("tie", f"Other rows are {word[0]}, too.", word.span())
    right = claim.table.rows[at[0]][0].text
    return wrong(
        "wrong_comparison",
        f"In the column {claim.table.columns[columns[0]].label!r} it is {right}.",
        word.span(),
    )


def _trend(
    claim: Claim, said: list[tuple[str, re.Match[str]]], columns: Sequence[int], left: Sequence[Told]
) -> Outcome:
    table, text = claim.table, claim.text
    name, word = said[-1]
    up = name == "up"
    if re.search(r"\bfrom\b.*\bto\b", text) and len(said) == 1:
        if len(columns) != 1:
            return undecided("no_column", f"No single column is named with {word[0]!r}.", word.span())
        rows = claim.row_numbers
        if len(rows) == 2:
            values = _values(claim, rows, columns[0])
        else:
            cells = [
                n for n in left if any((t := row[columns[0]].told) and same_told(n, t) for row in table.rows)
            ]
            values = [n.value for n in cells] if len(cells) == 2 else None
        if not values or len(values) != 2:
            return undecided("compared_with", f"From where to where it {word[0]} is not read.", word.span())
        holds = values[1] > values[0] if up else values[1] < values[0]
        if holds:
            return Outcome(True, "ok", span=word.span(), source=table.source, kind="computed")
        return wrong("wrong_comparison", f"It is not so from {float(values[0]):g} to {float(values[1]):g}.", word.span())  # fmt: skip
    both = list(
        dict.fromkeys(
            each.number for each in claim.columns if all(row[each.number].told for row in table.rows)
        )
    )
    if len(both) != 2 or claim.rows or len(table.rows) < 3:
        return undecided("compared_with", f"What {word[0]!r} goes with is not read.", word.span())
    with_ = re.search(r"\b(?:with|as|when)\b", text, re.IGNORECASE)
    if with_ is None:
        return undecided("compared_with", f"What {word[0]!r} goes with is not read.", word.span())
    sign = 1 if up else -1
    if len(said) == 2:
        sign = 1 if said[0][0] == said[1][0] else -1
    one, other = (_values(claim, range(len(table.rows)), n) for n in both)
    if one is None or other is None:
        return undecided("no_number", "Not every cell of the columns is a number.", word.span())
    pairs = sorted(zip(other, one, strict=True))
    steps = [(b[0] > a[0], (b[1] > a[1]) - (b[1] < a[1])) for a, b in pairwise(pairs)]
    if not all(rises for rises, _ in steps):
        return undecided("tie", "Several rows have one value.", word.span())
    if all(step == sign for _, step in steps):
        return Outcome(True, "ok", span=word.span(), source=table.source, kind="computed")
    return wrong("wrong_comparison", f"{table.columns[both[0]].label!r} and {table.columns[both[1]].label!r} do not go so.", word.span())  # fmt: skip
