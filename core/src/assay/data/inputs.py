"""Other people's files, row by row: JSONL, JSON, CSV, Parquet or Arrow, each as it is.

A row that cannot be read is a :class:`Record` with a problem and reading goes
on where it can; only a file that cannot be read at all is a :class:`UsageError`.
Memory stays flat: no row longer than ``MAX_CHARACTERS`` is taken in.
"""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from assay.data.input_rows import (
    MAX_CHARACTERS,
    InputFile,
    Number,
    Record,
    json_text,
    not_utf8,
    row_text,
    too_deep,
    too_long,
)
from assay.data.packed import BROKEN, bare_name, opened
from assay.errors import UsageError
from assay.recipes import Seed

MAX_OBJECT = 256_000_000
"""Bytes of a file that is one JSON object, which must be read whole to find the rows in it."""
FORMATS = "JSONL, a JSON array, CSV or Parquet"
_HEAD = 1 << 16
_DELIMITERS = ",;\t|"
_SURROGATE = re.compile("[\ud800-\udfff]")
_BETWEEN = re.compile(r"[\s,]*")


def open_input(path: Path) -> InputFile:
    """The records of a file, whose format is told by its content and, failing that, by its name."""
    if path.is_dir():
        inside = sorted(p.name for p in path.iterdir() if p.suffix in (".parquet", ".jsonl", ".json", ".csv"))
        mend = f"name one of its files, such as {path / inside[0]}" if inside else "name a file"
        raise UsageError(f"{path} is a directory; {mend}")
    try:
        head, whole = _head(path)
    except FileNotFoundError:
        raise UsageError(f"there is no file {path}; check the name") from None
    except BROKEN as error:
        raise UsageError(f"cannot read {path} ({error}); check the file and its permissions") from None
    if head.startswith(b"PAR1"):
        from assay.data.tables import parquet_source

        return parquet_source(path)
    if head.startswith((b"ARROW1", b"\xff\xff\xff\xff")):
        from assay.data.tables import arrow_source

        return arrow_source(path)
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or _alternates(head):
        raise UsageError(f"{path} is UTF-16; save it as UTF-8")
    name = bare_name(path)
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if name.endswith((".csv", ".tsv", ".tab")):
        return InputFile(path, "row", _csv_reader(path, head, whole))
    if name.endswith((".jsonl", ".ndjson")) or not text:
        return InputFile(path, "line", _read_lines)
    if text[:1] == b"[":
        return InputFile(path, "row", _read_array)
    if text[:1] == b"{":
        return _object_source(path, text, whole)
    raise UsageError(f"{path} is in no format that Assay reads; save it as {FORMATS}")


def _head(path: Path) -> tuple[bytes, bool]:
    """The beginning of a file, unpacked, as far as it can be read, and whether that is all of it."""
    head = b""
    with opened(path) as file:
        try:
            while len(head) < _HEAD:
                part = file.read1(_HEAD - len(head))
                if not part:
                    return head, True
                head += part
        except BROKEN:
            if not _is_text(head):
                raise
            return head, True
    return head, False


def _is_text(head: bytes) -> bool:
    """Whether bytes are the beginning of text, and not what chance unpacked."""
    try:
        return bool(codecs.getincrementaldecoder("utf-8")().decode(head))
    except UnicodeDecodeError:
        return False


def _alternates(head: bytes) -> bool:
    """Whether every other byte is 0, as in UTF-16 of Western text."""
    return len(head) > 3 and any(set(head[start:200:2]) == {0} for start in (0, 1))


def _object_source(path: Path, text: bytes, whole: bool) -> InputFile:
    """A file that begins with an object: JSON lines, or one object with the rows inside."""
    lines = InputFile(path, "line", _read_lines)
    line, end, rest = text.partition(b"\n")
    spread = line.strip() == b"{"
    if not spread and (rest.lstrip()[:1] == b"{" or (not end and not whole and _goes_on(path))):
        return lines
    with opened(path) as file:
        data = file.read(MAX_OBJECT + 1)
    if len(data) > MAX_OBJECT:
        size = MAX_OBJECT // 1_000_000
        raise UsageError(f"{path} is one JSON object of more than {size} MB; save its rows as JSONL")
    try:
        rows = _rows_inside(_decoder().decode(data.decode("utf-8-sig")))
    except (ValueError, RecursionError):
        rows = None  # if it is of lines, each says what is wrong with it
    if isinstance(rows, list):
        found = [_object(number, each, json_text(each)) for number, each in enumerate(rows, 1)]
        return InputFile(path, "row", lambda _: iter(found), rows=len(found))
    if not spread:
        return lines
    what = f"with {rows}" if rows else "over many lines"
    raise UsageError(f"{path} is one JSON object {what}; save its rows as JSONL or a JSON array")


def _goes_on(path: Path) -> bool:
    """Whether the first line of a file, however long, is not all of it."""
    with opened(path) as file:
        while (part := file.readline(1 << 20)) and not part.endswith(b"\n"):
            pass
        return bool(file.read(1 << 16).strip())


def _rows_inside(value: Any) -> list[Any] | str | None:
    """The rows in one object: its only list of objects that is no chat, or its columns if all are lists of one length."""
    if not isinstance(value, dict):
        return None
    lists = {
        name: each
        for name, each in value.items()
        if isinstance(each, list) and each and all(isinstance(row, dict) for row in each)
    }
    lists = {name: each for name, each in lists.items() if not _is_turns(each)}
    if len(lists) == 1:
        return next(iter(lists.values()))
    if lists:
        return f"several lists of rows ({', '.join(list(lists)[:5])})"
    columns = list(value.values())
    if len(columns) > 1 and all(isinstance(each, list) and len(each) == len(columns[0]) for each in columns):
        return [dict(zip(value, row, strict=True)) for row in zip(*columns, strict=True)]
    return None


def _is_turns(rows: list[dict[str, Any]]) -> bool:
    return all(("role" in row and "content" in row) or ("from" in row and "value" in row) for row in rows)


def _decoder() -> json.JSONDecoder:
    return json.JSONDecoder(parse_int=Number, parse_float=Number)


def _read_lines(path: Path) -> Iterator[Record]:
    decode = _decoder().decode
    with opened(path) as file:
        number = 0
        while line := file.readline(MAX_CHARACTERS):
            number += 1
            if len(line) == MAX_CHARACTERS and not line.endswith(b"\n"):
                while (rest := file.readline(1 << 20)) and not rest.endswith(b"\n"):
                    pass
                yield too_long(number)
                continue
            if number == 1:
                line = line.removeprefix(b"\xef\xbb\xbf")
            try:
                text = line.decode("utf-8").strip()
            except UnicodeDecodeError as error:
                problem = f"byte {error.start + 1} is not UTF-8; save the file as UTF-8"
                yield Record(number, reason="invalid_utf8", problem=problem)
                continue
            if text:
                yield _record(number, text, decode)


def _record(number: int, text: str, decode: Callable[[str], Any]) -> Record:
    """The record that a JSON text makes."""
    try:
        value = decode(text)
    except json.JSONDecodeError as error:
        problem = f"it is not valid JSON ({error.msg} at character {error.pos + 1}); mend or delete it"
        return Record(number, reason="invalid_json", problem=problem)
    except RecursionError:
        return too_deep(number)
    return _object(number, value, text)


def _object(number: int, value: Any, text: str) -> Record:
    if isinstance(value, dict):
        return Record(number, value, text)
    return Record(
        number, reason="not_an_object", problem="it is not a JSON object; write it as {…} with named columns"
    )


def _read_array(path: Path) -> Iterator[Record]:
    """Elements of one JSON array. After an invalid one there is no telling where the next begins."""
    decoder = _decoder()
    rest = "so no row after it can be read; mend it, or save the data as JSONL"
    decode = codecs.getincrementaldecoder("utf-8-sig")("surrogateescape").decode

    with opened(path) as file:

        def more(size: int) -> str:
            """So much text, or less, but some while there is any: what is before a break in the file is not lost."""
            text = ""
            while not text and (part := file.read1(size)):
                text = decode(part)
            return text or decode(b"", final=True)

        buffer, position, number, complete = more(1 << 16), 0, 1, False
        while "[" not in buffer:
            buffer += more(1 << 16)
        position = buffer.index("[") + 1
        while True:
            match = _BETWEEN.match(buffer, position)
            position = match.end() if match else position
            value, end, failure, certain = None, position, "", complete
            if buffer.startswith("]", position):
                return
            try:
                value, end = decoder.raw_decode(buffer, position)
            except json.JSONDecodeError as error:
                failure = error.msg
                # An element cut off at the end of the buffer fails there, or in a string without an end.
                certain |= error.pos + 16 < len(buffer) and not failure.startswith("Unterminated")
            except RecursionError:
                yield too_deep(number)
                return
            # What touches the end of the buffer may go on in the file: 12 of 123.
            if (failure or end == len(buffer)) and not certain:
                if len(buffer) - position > MAX_CHARACTERS:
                    yield Record(
                        number, reason="invalid_json", problem=f"its JSON does not end ({failure}), {rest}"
                    )
                    return
                chunk = more(max(1 << 16, len(buffer) - position))
                complete = not chunk
                buffer, position = buffer[position:] + chunk, 0
            elif failure:
                yield Record(
                    number, reason="invalid_json", problem=f"it is not valid JSON ({failure}), {rest}"
                )
                return
            else:
                text = buffer[position:end]
                yield not_utf8(number) if _SURROGATE.search(text) else _object(number, value, text)
                position, number = end, number + 1


def _csv_reader(path: Path, head: bytes, whole: bool) -> Callable[[Path], Iterator[Record]]:
    """A reader for a table whose cells stand between what parts its first rows alike."""
    lines = head.decode("utf-8-sig", "replace").splitlines()
    lines = lines if whole else lines[:-1]
    usual = "," if bare_name(path).endswith(".csv") else "\t"
    best, most = usual, 0
    for delimiter in sorted(_DELIMITERS, key=lambda each: each != usual):
        try:
            rows = [row for row in csv.reader(lines[:50], delimiter=delimiter) if row]
        except csv.Error:
            continue
        alike = sum(len(row) == len(rows[0]) for row in rows) if rows and len(rows[0]) > 1 else 0
        if alike > most:
            best, most = delimiter, alike
    header = next((row for row in csv.reader(lines[:50], delimiter=best) if row), [])
    if twice := next((name for name in header if header.count(name) > 1), None):
        raise UsageError(f"the header of {path} has {twice!r} twice; give each column a name of its own")
    return lambda path: _read_csv(path, best)


def _read_csv(path: Path, delimiter: str) -> Iterator[Record]:
    csv.field_size_limit(MAX_CHARACTERS)
    with (
        opened(path) as binary,
        io.TextIOWrapper(binary, "utf-8-sig", "surrogateescape", newline="") as file,
    ):
        reader = csv.reader(iter(lambda: file.readline(MAX_CHARACTERS), ""), delimiter=delimiter)
        header: list[str] | None = None
        number = 0
        while True:
            try:
                cells = next(reader, None)
            except csv.Error as error:
                number += 1
                yield Record(
                    number, reason="invalid_csv", problem=f"it is not valid CSV ({error}); mend or delete it"
                )
                continue
            if cells is None:
                return
            if not cells:
                continue
            if header is None:
                header = cells
                continue
            number += 1
            if len(cells) != len(header):
                problem = f"it has {len(cells)} cells, the header has {len(header)}; mend or delete it"
                yield Record(number, reason="invalid_csv", problem=problem)
            elif any(map(_SURROGATE.search, cells)):
                yield not_utf8(number)
            else:
                columns = dict(zip(header, cells, strict=True))
                yield Record(number, columns, row_text(columns))


def read_seeds(path: Path, *needs: str) -> Iterator[Seed]:
    """The rows of a JSONL, JSON, CSV or Parquet file as seeds, each with the columns ``needs``.

    A row that cannot be used is a seed with a ``problem``; the run stops there
    unless it was told to skip such rows. Raises :class:`~assay.UsageError` for a file
    that is not there or of no known format.
    """
    source = open_input(path)
    for record in source:
        place = f"{path.name}, {source.unit} {record.number}"
        missing = [name for name in needs if record.columns.get(name) in (None, "")]
        if record.problem:
            yield Seed({}, path.name, record.number, f"{place}: {record.problem}")
        elif missing:
            has = ", ".join(list(record.columns)[:12])
            yield Seed({}, path.name, record.number, f"{place} has no {missing[0]!r}, it has {has}")
        else:
            yield Seed(record.columns, path.name, record.number)
