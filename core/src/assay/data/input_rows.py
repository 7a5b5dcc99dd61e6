"""One row of somebody's file as it was read, and a file that can be read any number of times."""

from __future__ import annotations

import base64
import json
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from assay.data.packed import BROKEN, is_packed

MAX_CHARACTERS = 32_000_000
_quoted = json.encoder.encode_basestring
"""A text as JSON; what ``json.dumps`` does at its heart, without what it does around it."""


class Number(str):
    """A number as it is written in the file: ``145.0`` is not ``145``."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a file: its columns, or the problem with it.

    ``number`` is the line in JSONL, and counts the rows from 1 in the other
    formats. ``text`` is the row as JSON. ``reason`` is a code, ``problem`` what
    is wrong and the mend.
    """

    number: int
    columns: dict[str, Any] = field(default_factory=dict)
    text: str = ""
    reason: str = ""
    problem: str = ""


@dataclass(frozen=True)
class InputFile:
    """A file that can be read, any number of times. ``unit`` is what its records count: lines or rows.

    ``types`` are the Arrow types of its columns, of a file that has them; ``rows`` says how many records there are where
    that is known without reading them.
    """

    path: Path
    unit: str
    _read: Callable[[Path], Iterator[Record]]
    types: dict[str, Any] | None = None
    rows: int | None = None

    def quick_count(self) -> int | None:
        """How many records there are, ``None`` where it would take to read them."""
        if self.rows is None and self.unit == "line" and not is_packed(self.path):
            with self.path.open("rb") as file:
                return sum(1 for line in file if line.strip())
        return self.rows

    def __iter__(self) -> Iterator[Record]:
        number = 0
        try:
            for record in self._read(self.path):
                number = record.number
                yield record
        except BROKEN as error:  # a bad disk, a cut or damaged archive
            yield Record(
                number + 1, reason="broken_file", problem=f"the file breaks off ({error}); restore it"
            )


def json_text(value: Any) -> str:
    """JSON with sorted keys and no spaces in which every number stays as it was written."""
    if isinstance(value, str):
        return str(value) if isinstance(value, Number) else _quoted(value)
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float, Decimal)) and math.isfinite(value):
        return str(value)
    if isinstance(value, (list, tuple)):
        return "[" + ",".join(map(json_text, value)) + "]"
    if isinstance(value, dict):
        pairs = [f"{json_text(str(key))}:{json_text(value[key])}" for key in sorted(value, key=str)]
        return "{" + ",".join(pairs) + "}"
    if isinstance(value, bytes):
        return f'"{base64.b64encode(value).decode()}"'
    return _quoted(str(value))


def row_text(columns: dict[str, Any]) -> str:
    """:func:`json_text`, by the quick way where the standard library writes the same."""
    try:
        return json.dumps(columns, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))
    except (TypeError, ValueError):  # dates, decimals, bytes, NaN
        return json_text(columns)


def too_long(number: int) -> Record:
    problem = f"it is longer than {MAX_CHARACTERS // 1_000_000} MB; shorten or delete it"
    return Record(number, reason="too_long", problem=problem)


def too_deep(number: int) -> Record:
    return Record(number, reason="too_deep", problem="its JSON is nested too deep; flatten or delete it")


def not_utf8(number: int) -> Record:
    return Record(
        number, reason="invalid_utf8", problem="it holds bytes that are not UTF-8; save the file as UTF-8"
    )
