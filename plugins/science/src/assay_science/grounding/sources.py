"""Sources as what they are: tables, records, and passages of sentences."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from typing import Any

from assay.evidence.quantities import NONE, read_unit
from assay_science.grounding.sentences import sentences_in
from assay_science.grounding.told import LOWERED, Told, numbers_in, only_number
from assay_science.grounding.words import NEUTRAL, stems, terms_in, words_of

LONGEST = 60_000
"""Characters of all sources that are read."""
MOST_CELLS = 4_000
MOST_COLUMNS = 60


_NAMING = re.compile(r"name|title|symbol|formula|compound|molecule|substance|protein|gene|material|element|mineral|species|sample|synonym|accession|\bid\b|\bcas\b", re.IGNORECASE)  # fmt: skip
"""Labels of what a record is called."""


@dataclass(frozen=True)
class Column:
    """``words`` are its label without the unit; ``unit`` as it is written, ``""`` if there is none;
    ``power`` is that of ten before it."""

    label: str
    words: str
    unit: str
    power: int = 0


@dataclass(frozen=True)
class Cell:
    """``told`` is its number, where it is one and nothing else."""

    text: str
    told: Told | None = None


@dataclass(frozen=True)
class Table:
    """Rows of cells under columns. The first column names the rows; a record is a table of one row."""

    source: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    about: str = ""
    is_record: bool = False

    @cached_property
    def units(self) -> tuple[str, ...]:
        """Units of its columns that are no known ones, the longest first."""
        told = [cell.told for row in self.rows for cell in row if cell.told]
        units = {c.unit for c in self.columns} | {t.unit for t in told}
        odd = {unit for unit in units if unit and read_unit(unit) in (None, NONE)}
        return tuple(sorted(odd, key=lambda unit: (-len(unit), unit)))

    @cached_property
    def names(self) -> tuple[tuple[str, int], ...]:
        """What may stand for a row, with its number: the longest first; what stands for two rows stands for none."""
        owner: dict[str, set[int]] = {}
        for column in range(len(self.columns)):
            texts = [row[column].text for row in self.rows]
            if self.is_record and column and not _NAMING.search(self.columns[column].label):
                continue
            if column and not self.is_record and (len(set(texts)) < len(texts) or any(row[column].told for row in self.rows)):  # fmt: skip
                continue
            for number, text in enumerate(texts):
                if self.rows[number][column].told is None:
                    for name in _names(text):
                        owner.setdefault(name, set()).add(number)
        sole = [(name, next(iter(rows))) for name, rows in owner.items() if len(rows) == 1]
        return tuple(sorted(sole, key=lambda each: (-len(each[0]), each[0])))

    @cached_property
    def unique_words(self) -> tuple[frozenset[str], ...]:
        """Of each column the base forms of words that are in no other column's label."""
        forms = [self.stems_of(n) for n in range(len(self.columns))]
        in_how_many = Counter(form for own in forms for form in own)
        return tuple(frozenset(form for form in own if in_how_many[form] == 1) for own in forms)

    @cached_property
    def units_of(self) -> tuple[frozenset[str], ...]:
        """The units of each column's numbers."""
        return tuple(
            frozenset(row[n].told.unit for row in self.rows if row[n].told)  # type: ignore[union-attr]
            for n in range(len(self.columns))
        )

    @cached_property
    def first_values(self) -> dict[Fraction, list[int]]:
        """The rows by the number in their first column; empty if not all have one."""
        found: dict[Fraction, list[int]] = {}
        for number, row in enumerate(self.rows):
            if row[0].told is None:
                return {}
            found.setdefault(row[0].told.value, []).append(number)
        return found

    def stems_of(self, column: int) -> frozenset[str]:
        terms = terms_in(self.columns[column].words)
        return frozenset(form for term in terms if term.text.lower() not in NEUTRAL for form in term.forms)

    @cached_property
    def numeric(self) -> tuple[int, ...]:
        """Columns whose cells are numbers, the first one apart where it names the rows."""
        return tuple(
            n
            for n in range(len(self.columns))
            if any(row[n].told for row in self.rows) and (n > 0 or self.is_record)
        )


@dataclass(frozen=True)
class Sentence:
    """A sentence of a passage and where it stands in its source."""

    source: str
    text: str
    span: tuple[int, int]


@dataclass
class Book:
    """All sources of a row."""

    texts: dict[str, str]
    tables: list[Table] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)

    @cached_property
    def stems(self) -> frozenset[str]:
        return frozenset(form for text in self.texts.values() for w in words_of(text) for form in stems(w[0]))

    @cached_property
    def forms(self) -> list[frozenset[str]]:
        """Of each sentence the base forms of its words, and its identifiers."""
        return [frozenset(form for term in terms_in(s.text) for form in term.forms) for s in self.sentences]

    @cached_property
    def units(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(unit for table in self.tables for unit in table.units))

    @cached_property
    def numbers(self) -> tuple[Told, ...]:
        """All numbers of all sources."""
        told = [n for text in self.texts.values() for n in numbers_in(text, self.units)]
        told += [cell.told for table in self.tables for row in table.rows for cell in row if cell.told]
        return tuple({(each.value, each.unit): each for each in told}.values())


_UNREADABLE = re.compile(r"\d{80}|[^\w\s]{300}|\w{20000}")


def is_unreadable(text: str) -> bool:
    """Whether a text holds a number or a run of signs that would take long and says nothing."""
    return _UNREADABLE.search(text) is not None


def read_sources(texts: Sequence[tuple[str, str]]) -> Book:
    """The book of sources by id. Raises :class:`ValueError` where they are too large."""
    if any(_UNREADABLE.search(text) for _, text in texts):
        raise ValueError("a source has a number or a run of signs that is too long")
    if sum(len(text) for _, text in texts) > LONGEST:
        raise ValueError(f"the sources have more than {LONGEST:,} characters")
    texts = [(name, text.translate(LOWERED)) for name, text in texts]
    book = Book(dict(texts))
    for name, text in texts:
        tables, rest = _tables(name, text)
        if sum(len(t.rows) * len(t.columns) for t in tables) > MOST_CELLS:
            raise ValueError(f"the tables have more than {MOST_CELLS:,} cells")
        book.tables += tables
        for text_cell in (
            cell.text for t in tables for row in t.rows for cell in row if len(cell.text.split()) > 5
        ):
            pieces = sentences_in(text_cell)
            book.sentences += [Sentence(name, piece.text, piece.span) for piece in pieces]
        wrapped = "\n" in rest.strip() and not re.search(r"[.:!?]\s*\n", rest)
        for piece in sentences_in(rest, wrapped=wrapped):
            if any(c.isalnum() for c in piece.text):
                book.sentences.append(Sentence(name, piece.text, piece.span))
    return book


def _tables(source: str, text: str) -> tuple[list[Table], str]:
    """The tables of a text, and the text with blanks in their place."""
    stripped = text.strip()
    if stripped[:1] in ("{", "["):
        try:
            value = json.loads(stripped)
        except (ValueError, RecursionError):
            value = None
        if (table := _of_json(source, value)) is not None:
            return [table], ""
    lines = text.split("\n")
    found: list[Table] = []
    kept: list[str] = []
    at = 0
    while at < len(lines):
        for reader in (_markdown, _separated, _pairs):
            if result := reader(lines, at):
                head, rows, end, record = result
                about = " ".join(line.strip(" #*") for line in kept[-2:] if line.strip())
                table = _table(source, head, rows, about, record)
                if table:
                    found.append(table)
                kept += [" " * len(line) if table else line for line in lines[at:end]]
                at = end
                break
        else:
            kept.append(lines[at])
            at += 1
    return found, "\n".join(kept)


_Block = tuple[list[str], list[list[str]], int, bool]
_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*\Z")


def _markdown(lines: list[str], at: int) -> _Block | None:
    if "|" not in lines[at] or at + 1 >= len(lines) or not _RULE.match(lines[at + 1]):
        return None
    head = _bars(lines[at])
    end, rows = at + 2, []
    while end < len(lines) and "|" in lines[end] and lines[end].strip():
        rows.append(_bars(lines[end]))
        end += 1
    return (head, rows, end, False) if rows and len(head) > 1 else None


def _bars(line: str) -> list[str]:
    return [
        re.sub(r"[*_`]{1,2}(\S.*?\S|\S)[*_`]{1,2}", r"\1", cell.strip())
        for cell in line.strip().strip("|").split("|")
    ]


def _separated(lines: list[str], at: int) -> _Block | None:
    """Comma or tab separated values: three lines or more of as many fields, the first without a number."""
    for mark, least in (("\t", 1), (",", 1)):
        count = lines[at].count(mark)
        if count < least or (mark == "," and ", " in lines[at] and '"' not in lines[at]):
            continue
        end = at
        rows: list[list[str]] = []
        while end < len(lines) and lines[end].strip():
            fields = [f.strip() for f in next(csv.reader([lines[end]], delimiter=mark), [])]
            if rows and len(fields) != len(rows[0]):
                break
            rows.append(fields)
            end += 1
        if (
            len(rows) > 1
            and len(rows[0]) > 1
            and not any(re.fullmatch(r"[-−+]?[\d.,]+", f) for f in rows[0][1:])
        ):
            return rows[0], rows[1:], end, False
    return None


_PAIR = re.compile(
    r"\s*(?:[-*•]\s+)?(?:\*\*)?(?P<key>[^\W\d_][^:|=\n]{0,60}?)(?:\*\*)?\s*[:=]\s*(?:\*\*)?\s*(?P<value>\S.{0,400})\Z"
)


def _pairs(lines: list[str], at: int) -> _Block | None:
    """``key: value``, two lines or more."""
    end, pairs = at, []
    while end < len(lines) and (match := _PAIR.match(lines[end])) and not lines[end].rstrip().endswith((".", ";")) | (len(lines[end].split()) > 40):  # fmt: skip
        pairs.append((match["key"].strip(), match["value"].strip().rstrip("*").strip()))
        end += 1
    if len(pairs) < 2 or len({key.casefold() for key, _ in pairs}) < len(pairs):
        return None
    return [key for key, _ in pairs], [[value for _, value in pairs]], end, True


def _of_json(source: str, value: Any) -> Table | None:
    if isinstance(value, dict) and len(value) == 1 and isinstance(inner := next(iter(value.values())), list):
        value = inner
    if isinstance(value, list) and value and all(isinstance(each, dict) for each in value):
        flat = [dict(_flat(each)) for each in value]
        keys = list(dict.fromkeys(key for each in flat for key in each))
        return _table(
            source, keys, [[each.get(key, "") for key in keys] for each in flat], "", len(flat) == 1
        )
    if isinstance(value, dict) and value:
        pairs = list(_flat(value))
        return _table(source, [key for key, _ in pairs], [[text for _, text in pairs]], "", True)
    return None


def _flat(value: dict[str, Any], before: str = "", depth: int = 0) -> Iterator[tuple[str, str]]:
    for key, each in value.items():
        name = f"{before} {key}".strip()
        if isinstance(each, dict) and depth < 4 and set(each) == {"value", "unit"}:
            yield name, f"{each['value']} {each['unit']}"
        elif isinstance(each, dict) and depth < 4:
            yield from _flat(each, name, depth + 1)
        elif isinstance(each, list):
            yield name, ", ".join(str(item) for item in each if not isinstance(item, (dict, list)))
        elif each is not None:
            yield name, str(each)


_SUPER = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_UNIT_IN_LABEL = re.compile(r"\s*(?:\((?P<round>[^()]*(?:\([^()]*\)[^()]*)*)\)|\[(?P<square>[^\[\]]+)\]|\s/\s(?P<slash>\S.*)|,\s(?P<comma>\S+)|\bin\s(?P<in>\S+)|_(?P<under>[A-Za-z%/]+))\s*\Z")  # fmt: skip


def _table(source: str, head: list[str], rows: list[list[str]], about: str, record: bool) -> Table | None:
    if (
        not 2 <= len(head) <= MOST_COLUMNS
        or any(len(row) > len(head) for row in rows)
        or len({h.casefold() for h in head}) < len(head)
    ):
        return None
    columns = tuple(_column(label) for label in head)
    odd = tuple(c.unit for c in columns if c.unit and read_unit(c.unit) in (None, NONE))
    made = []
    for row in rows:
        texts = [*row, *[""] * (len(head) - len(row))]
        made.append(tuple(_cell(text, c, odd) for text, c in zip(texts, columns, strict=True)))
    return Table(source, columns, tuple(made), about, record)


_SCALE = re.compile(r"\s*[×x]?\s?10\^?\{?(?P<power>[-−–]?\d{1,3}|[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)\}?\s*(?P<unit>.*)")
_OPEN_SCALE = re.compile(
    r"\b(?:thousand|million|billion|hundred)s?\b|10\s?\^|[×x]\s?10|10[⁻⁺⁰¹²³⁴⁵⁶⁷⁸⁹]", re.IGNORECASE
)


def _cell(text: str, column: Column, odd: tuple[str, ...]) -> Cell:
    """A cell; its number is multiplied by the power of ten of its column (``10^24 kg``)."""
    told = only_number(text, column.unit, odd)
    if told is None or not _OPEN_SCALE.search(column.label):
        return Cell(text, told)
    if not column.power:
        return Cell(text)  # "in millions": not read
    scale = Fraction(10) ** column.power
    return Cell(text, replace(told, value=told.value * scale, step=told.step * scale))


def _column(label: str) -> Column:
    match = _UNIT_IN_LABEL.search(label)
    unit = next((said.strip() for said in match.groupdict().values() if said), "") if match else ""
    power = 0
    if scaled := _SCALE.fullmatch(unit):
        power, unit = (
            int(scaled["power"].translate(_SUPER).replace("−", "-").replace("–", "-")),
            scaled["unit"],
        )
    known = bool(unit) and read_unit(unit) not in (None, NONE)
    odd = bool(unit) and bool(match and (match["round"] or match["square"] or match["slash"])) and bool(re.search(r"[/%°\d]", unit))  # fmt: skip
    if match and (known or odd):
        words = label[: match.start()]
    else:
        unit, words, power = "", label, 0
    return Column(
        label, re.sub(r"[_()\[\]]", " ", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", words)).strip(), unit, power
    )


def _names(text: str) -> list[str]:
    """What may stand for a row that is called so: all of it, and what is in brackets and before them."""
    text = text.strip()
    if not 0 < len(text) <= 80 or not any(c.isalpha() for c in text):
        return []
    found = [text]
    if match := re.fullmatch(r"(?P<name>[^()]{2,}?)\s+\((?P<also>[^()]+)\)", text):
        found += [match["name"], match["also"]]
    return found


def exactly(value: Fraction) -> str:
    """A value as people write it."""
    if value.denominator == 1:
        return str(value.numerator)
    return f"{float(value):.10g}"
