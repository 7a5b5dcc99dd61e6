"""Other people's files, row by row: JSONL, a JSON array, CSV or Parquet, each as it is.

A row that cannot be read is a :class:`Record` with a problem and reading goes
on where it can; only a file that cannot be read at all is a :class:`UsageError`.
Memory stays flat: no row longer than ``MAX_CHARACTERS`` is taken in.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import math
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, BinaryIO, cast

from assay.errors import UsageError
from assay.recipes import Seed

MAX_CHARACTERS = 32_000_000
FORMATS = "JSONL, a JSON array, CSV or Parquet"
_SURROGATE = re.compile("[\ud800-\udfff]")
_BETWEEN = re.compile(r"[\s,]*")


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
    """A file that can be read, any number of times. ``unit`` is what its records count: lines or rows."""

    path: Path
    unit: str
    _read: Callable[[Path], Iterator[Record]]

    def __iter__(self) -> Iterator[Record]:
        number = 0
        try:
            for record in self._read(self.path):
                number = record.number
                yield record
        except (OSError, EOFError, zlib.error) as error:  # a bad disk, a cut or damaged archive
            yield Record(
                number + 1, reason="broken_file", problem=f"the file breaks off ({error}); restore it"
            )


def open_input(path: Path) -> InputFile:
    """The records of a file, whose format is told by its content and, failing that, by its name."""
    if path.is_dir():
        inside = sorted(p.name for p in path.iterdir() if p.suffix in (".parquet", ".jsonl", ".json", ".csv"))
        mend = f"name one of its files, such as {path / inside[0]}" if inside else "name a file"
        raise UsageError(f"{path} is a directory; {mend}")
    try:
        with _open(path) as file:
            head = file.read(4096)
    except FileNotFoundError:
        raise UsageError(f"there is no file {path}; check the name") from None
    except (OSError, EOFError, zlib.error) as error:
        raise UsageError(f"cannot read {path} ({error}); check the file and its permissions") from None
    if head.startswith(b"PAR1"):
        return _parquet_source(path)
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UsageError(f"{path} is UTF-16; save it as UTF-8")
    names = path.name.lower().removesuffix(".gz")
    first = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if names.endswith((".csv", ".tsv")):
        return InputFile(path, "row", _read_csv)
    if not names.endswith((".jsonl", ".ndjson")) and re.match(rb"[\xef\xbb\xbf\s]*\{\s*\n", head):
        raise UsageError(f"{path} is one JSON object over many lines; save its rows as JSONL or a JSON array")
    if names.endswith((".jsonl", ".ndjson")) or first == b"{":
        return InputFile(path, "line", _read_lines)
    if first == b"[":
        return InputFile(path, "row", _read_array)
    if not first:
        return InputFile(path, "line", _read_lines)
    raise UsageError(f"{path} is in no format that Assay reads; save it as {FORMATS}")


def json_text(value: Any) -> str:
    """JSON with sorted keys and no spaces in which every number stays as it was written."""
    if isinstance(value, Number):
        return str(value)
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    if isinstance(value, (int, float, Decimal)) and math.isfinite(value):
        return str(value)
    if isinstance(value, (list, tuple)):
        return "[" + ",".join(map(json_text, value)) + "]"
    if isinstance(value, dict):
        return (
            "{" + ",".join(f"{json_text(str(k))}:{json_text(value[k])}" for k in sorted(value, key=str)) + "}"
        )
    if isinstance(value, bytes):
        return f'"<{len(value)} bytes>"'
    return json.dumps(str(value), ensure_ascii=False)


def _row_text(columns: dict[str, Any]) -> str:
    """:func:`json_text`, by the quick way where the standard library writes the same."""
    try:
        return json.dumps(columns, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))
    except (TypeError, ValueError):  # dates, decimals, bytes, NaN
        return json_text(columns)


def _open(path: Path) -> BinaryIO:
    with path.open("rb") as file:
        zipped = file.read(2) == b"\x1f\x8b"
    return cast(BinaryIO, gzip.open(path, "rb")) if zipped else path.open("rb")


def _decoder() -> json.JSONDecoder:
    return json.JSONDecoder(parse_int=Number, parse_float=Number)


def _read_lines(path: Path) -> Iterator[Record]:
    decode = _decoder().decode
    with _open(path) as file:
        number = 0
        while line := file.readline(MAX_CHARACTERS):
            number += 1
            if len(line) == MAX_CHARACTERS and not line.endswith(b"\n"):
                while (rest := file.readline(1 << 20)) and not rest.endswith(b"\n"):
                    pass
                yield _too_long(number)
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
        return _too_deep(number)
    return _object(number, value, text)


def _object(number: int, value: Any, text: str) -> Record:
    if isinstance(value, dict):
        return Record(number, value, text)
    return Record(
        number, reason="not_an_object", problem="it is not a JSON object; write it as {…} with named columns"
    )


def _too_long(number: int) -> Record:
    problem = f"it is longer than {MAX_CHARACTERS // 1_000_000} MB; shorten or delete it"
    return Record(number, reason="too_long", problem=problem)


def _too_deep(number: int) -> Record:
    return Record(number, reason="too_deep", problem="its JSON is nested too deep; flatten or delete it")


def _read_array(path: Path) -> Iterator[Record]:
    """Elements of one JSON array. After an invalid one there is no telling where the next begins."""
    decoder = _decoder()
    rest = "so no row after it can be read; mend it, or save the data as JSONL"
    with _open(path) as binary, io.TextIOWrapper(binary, "utf-8-sig", "surrogateescape") as file:
        buffer, position, number, complete = file.read(1 << 16), 0, 1, False
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
                yield _too_deep(number)
                return
            # What touches the end of the buffer may go on in the file: 12 of 123.
            if (failure or end == len(buffer)) and not certain:
                if len(buffer) - position > MAX_CHARACTERS:
                    yield Record(
                        number, reason="invalid_json", problem=f"its JSON does not end ({failure}), {rest}"
                    )
                    return
                chunk = file.read(max(1 << 16, len(buffer) - position))
                complete = not chunk
                buffer, position = buffer[position:] + chunk, 0
            elif failure:
                yield Record(
                    number, reason="invalid_json", problem=f"it is not valid JSON ({failure}), {rest}"
                )
                return
            else:
                text = buffer[position:end]
                yield _not_utf8(number) if _SURROGATE.search(text) else _object(number, value, text)
                position, number = end, number + 1


def _not_utf8(number: int) -> Record:
    return Record(
        number, reason="invalid_utf8", problem="it holds bytes that are not UTF-8; save the file as UTF-8"
    )


def _read_csv(path: Path) -> Iterator[Record]:
    csv.field_size_limit(MAX_CHARACTERS)
    delimiter = "\t" if path.name.lower().removesuffix(".gz").endswith(".tsv") else ","
    with (
        _open(path) as binary,
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
                yield _not_utf8(number)
            else:
                columns = dict(zip(header, cells, strict=True))
                yield Record(number, columns, _row_text(columns))


def _parquet_source(path: Path) -> InputFile:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        pq.ParquetFile(path).close()
    except (pa.ArrowException, OSError) as error:
        raise UsageError(f"{path} is not a sound Parquet file ({error}); restore it") from None
    return InputFile(path, "row", _read_parquet)


def _read_parquet(path: Path) -> Iterator[Record]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    number = 0
    with pq.ParquetFile(path, pre_buffer=False) as file:
        batches = file.iter_batches(batch_size=100)
        while True:
            try:
                batch = next(batches, None)
            except (pa.ArrowException, OSError) as error:
                problem = f"it and the rows after it cannot be read ({error}); restore the file"
                yield Record(number + 1, reason="broken_file", problem=problem)
                return
            if batch is None:
                return
            for record in _batch_records(_shortest_floats(batch), number):
                number = record.number
                yield record


def _batch_records(batch: Any, before: int) -> Iterator[Record]:
    """The records of a batch. If a value spoils it, its halves are tried: one bad row costs no other."""
    import pyarrow as pa

    number = before + 1
    try:
        rows = [(columns, _row_text(columns)) for columns in batch.to_pylist()]
    except (pa.ArrowException, ValueError, ArithmeticError, RecursionError) as error:
        if batch.num_rows > 1:
            half = batch.num_rows // 2
            yield from _batch_records(batch.slice(0, half), before)
            yield from _batch_records(batch.slice(half), before + half)
        elif isinstance(error, UnicodeDecodeError):
            yield _not_utf8(number)
        elif isinstance(error, RecursionError):
            yield _too_deep(number)
        else:
            problem = f"a value in it cannot be read ({error}); mend or delete it"
            yield Record(number, reason="invalid_value", problem=problem)
        return
    for at, (columns, text) in enumerate(rows, number):
        yield Record(at, columns, text)


def _shortest_floats(batch: Any) -> Any:
    """Single-precision columns as the doubles one would write for them: 0.1, not 0.10000000149011612."""
    import pyarrow as pa

    for i, column in enumerate(batch.schema):
        if pa.types.is_float32(column.type):
            values = batch.column(i).cast(pa.string()).cast(pa.float64())
            batch = batch.set_column(i, column.name, values)
    return batch


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
