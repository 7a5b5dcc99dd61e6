"""The columns of a person's file as columns of the files that Assay writes, unchanged.

In memory a row of somebody's file has its columns as JSON text in ``provenance.extra``, which the certificate's digest is
taken of. In a file they stand beside ours as columns of their own, and ``extra`` holds only what of that text they do not
say, mostly nothing. Reading gives the same text back, so that a changed column breaks the certificate.

A column keeps its name. Those of ours that say nothing of such a row (:data:`FREE`) make room for it; one that has the
name of another of ours, and does not say the same, is called ``original_NAME``.
"""

from __future__ import annotations

import base64
import datetime
import json
import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from assay.data.files import json_line, one_line
from assay.data.input_rows import Number, json_text
from assay.row import columns

if TYPE_CHECKING:
    import pyarrow as pa

Line = dict[str, Any]
FREE: dict[str, Any] = {
    "domain": "",
    **dict.fromkeys(("answer", "difficulty", "generator", "recipe", "seed", "labels", "pair", "images")),
}
"""Columns of ours that say nothing of a row of somebody's file, and what stands in them."""
TAKEN = frozenset((*columns(), *columns(rejected=True))) - FREE.keys()
PREFIX = "original_"
_HALF = re.compile(r"[\ud800-\udfff]|\\u[dD][89a-fA-F]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_MOST_FIELDS = 100
"""Keys of an object that become fields; one with more, or with others in each row, is JSON text."""


def written_name(name: str) -> str:
    """The name of somebody's column in a file of ours."""
    return PREFIX + name if _bare(name) in TAKEN else name


def may_be_ours(name: str) -> bool:
    """Whether a column of somebody's may say the same as one of ours, and then is none of its own."""
    return name in TAKEN


def _own_name(written: str) -> str:
    return written.removeprefix(PREFIX) if _bare(written) in TAKEN else written


def _bare(name: str) -> str:
    while name.startswith(PREFIX):
        name = name.removeprefix(PREFIX)
    return name


def is_of_file(row: Mapping[str, Any]) -> bool:
    """Whether a row comes from somebody's file."""
    made = row.get("provenance")
    return isinstance(made, Mapping) and made.get("source") == "file"


def own_columns(row: Mapping[str, Any]) -> Line | None:
    """The columns that a row of somebody's file had, ``None`` if they cannot be columns of ours."""
    text = row["provenance"]["extra"]
    if text is None or any(row[name] != value for name, value in FREE.items() if name in row):
        return None
    try:
        own = json.loads(text, parse_int=Number, parse_float=Number)
    except (ValueError, RecursionError):
        return None
    if not isinstance(own, dict) or json_text(own) != text:
        return None
    return None if _HALF.search(text) and _SURROGATE.search(json_text(own)) else own


def residue(row: Mapping[str, Any], own: Line, same: Sequence[str], more: Mapping[str, Any]) -> Line:
    """Our columns, with what of a row's text its columns do not say."""
    null = [name for name, value in own.items() if name not in same and _is_nothing(name, value)]
    told = {**({"same": same} if same else {}), **({"null": null} if null else {}), **more}
    return _with_extra(row, json.dumps(told, ensure_ascii=False, separators=(",", ":")) if told else None)


def same_as_ours(row: Mapping[str, Any], own: Line) -> list[str]:
    """Which of somebody's columns have the name of one of ours, and say what that says."""
    return [
        name for name in own if name in TAKEN and name in row and json_text(row[name]) == json_text(own[name])
    ]


def whole(row: Mapping[str, Any]) -> Line:
    """A row whose columns cannot be columns of ours."""
    return _with_extra(row, json.dumps({"text": row["provenance"]["extra"]}, ensure_ascii=False))


def _with_extra(row: Mapping[str, Any], extra: str | None) -> Line:
    return {**row, "provenance": {**row["provenance"], "extra": extra}}


def _is_nothing(name: str, value: Any) -> bool:
    return value is None or (name == "domain" and value == "")


class OfFile(dict[str, Any]):
    """A row of somebody's file that was read from Parquet; ``types`` are those of the file's columns, by name."""

    types: Mapping[str, pa.DataType]


def joined(row: Line, layout: Layout | None = None) -> Line:
    """A row of somebody's file as it was before it was written, of the row that stands in a file.

    ``layout`` is that of a Parquet file.
    """
    made = row["provenance"]
    try:
        told = json.loads(made["extra"]) if made["extra"] is not None else {}
        if "text" in told:
            ours = {name: value for name, value in row.items() if name in TAKEN or name in FREE}
            return _with_extra(ours, told["text"])
        own = {
            _own_name(written): value
            for written, value in row.items()
            if written not in TAKEN and not _is_nothing(written, value)
        }
        if layout:
            own |= {n: layout.exact(n, own.get(n), text) for n, text in told.get("exact", {}).items()}
        for name in told.get("json", ()):
            own[name] = json.loads(own[name], parse_int=Number, parse_float=Number)
        own |= {name: row[name] for name in told.get("same", ())}
        for name in told.get("null", ()):
            own.setdefault(name, "" if name == "domain" and row.get(name) == "" else None)
        text = json_text(own)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        text = made["extra"]  # somebody changed it: the certificate will say so
    ours = {name: value for name, value in row.items() if name in TAKEN}
    found = OfFile(_with_extra({**ours, **FREE}, text))
    found.types = layout.types if layout else {}
    return found


# ---------------------------------------------------------------- JSON lines


def line_of_file(row: Mapping[str, Any]) -> str:
    """A row of somebody's file as a line of JSON, in which its numbers stay as they were written."""
    own = own_columns(row)
    if own is None:
        return json_line(whole(row))
    same = same_as_ours(row, own)
    others = {written_name(name): value for name, value in own.items() if name not in same}
    ours = residue(row, own, same, {})
    first = json_line({name: value for name, value in ours.items() if name not in others})
    more = "".join(f",{json_text(name)}:{json_text(value)}" for name, value in others.items())
    return first[:-1] + one_line(more) + "}"


def row_of_line(row: Line, line: bytes) -> Line:
    """The row of somebody's file that stands in a line of JSON, which reads as ``row``."""
    exact: Line = json.loads(line, parse_int=Number, parse_float=Number)
    return joined({name: row[name] if name in TAKEN else value for name, value in exact.items()})


# ---------------------------------------------------------------- Arrow

Kind = Any
"""``None`` (nothing seen), ``"bool"``, ``"int"``, ``"float"``, ``"str"``, ``("list", Kind)`` or ``("struct", {name: Kind})``."""


class Kinds:
    """The Arrow types that hold the columns of rows, learned from all of them; those in ``known`` are as the file had them."""

    def __init__(self, known: Mapping[str, pa.DataType]) -> None:
        self.known = known
        self.found: dict[str, Kind] = {}

    def see(self, row: Mapping[str, Any]) -> None:
        own = own_columns(row) or {}
        same = same_as_ours(row, own)
        for name, value in own.items():
            if name not in same:
                before = self.found.get(name)
                self.found[name] = None if name in self.known else _merged(before, _kind(value))

    def types(self) -> dict[str, pa.DataType]:
        """By name, in the order of the file."""
        order = [*(name for name in self.known if name in self.found), *self.found]
        return {name: self.known.get(name) or _arrow(self.found[name]) for name in order}


def _kind(value: Any) -> Kind:
    if value is None:
        return None
    if isinstance(value, Number):
        return "int" if re.fullmatch(r"-?\d{1,18}", value) else "float"
    if isinstance(value, list):
        inner = None
        for each in value:
            inner = _merged(inner, _kind(each))
        return ("list", inner)
    if isinstance(value, dict):
        fits = 0 < len(value) <= _MOST_FIELDS
        return ("struct", {name: _kind(each) for name, each in value.items()}) if fits else "str"
    return {bool: "bool"}.get(type(value), "str")


def _merged(a: Kind, b: Kind) -> Kind:
    if a is None or b is None:
        return b if a is None else a
    if a == b:
        return a
    if {"int", "float"} == {str(a), str(b)}:
        return "float"
    if isinstance(a, tuple) and isinstance(b, tuple) and a[0] == b[0]:
        if a[0] == "list":
            return ("list", _merged(a[1], b[1]))
        if a[1].keys() == b[1].keys():
            return ("struct", {name: _merged(kind, b[1][name]) for name, kind in a[1].items()})
    return "str"


def _arrow(kind: Kind) -> pa.DataType:
    import pyarrow as pa

    if isinstance(kind, tuple):
        if kind[0] == "list":
            return pa.list_(_arrow(kind[1]))
        return pa.struct({name: _arrow(each) for name, each in kind[1].items()})
    return {"bool": pa.bool_(), "int": pa.int64(), "float": pa.float64()}.get(kind, pa.string())


class Layout:
    """How the columns of somebody's file, by their names there, are written to Parquet."""

    def __init__(self, types: Mapping[str, pa.DataType]) -> None:
        import pyarrow as pa

        self.types = {name: kind if _is_held(kind) else pa.string() for name, kind in types.items()}
        self._makers = {name: _maker(kind) for name, kind in self.types.items()}

    @staticmethod
    def of(schema: pa.Schema) -> Layout:
        """The layout of a file that was written."""
        names = zip(schema.names, schema.types, strict=True)
        return Layout({_own_name(name): kind for name, kind in names if name not in TAKEN})

    def schema(self, ours: pa.Schema) -> pa.Schema:
        """Our columns, of which some make room, and those of the file."""
        import pyarrow as pa

        own = {written_name(name): kind for name, kind in self.types.items()}
        fields = [pa.field(field.name, own.pop(field.name, field.type)) for field in ours]
        return pa.schema([*fields, *(pa.field(name, kind) for name, kind in own.items())])

    def table(self, batch: Sequence[Mapping[str, Any]], schema: pa.Schema) -> pa.Table:
        """Rows of somebody's file as they are written."""
        import pyarrow as pa

        owns = [own_columns(row) for row in batch]
        same = [[] if own is None else same_as_ours(row, own) for row, own in zip(batch, owns, strict=True)]
        more: list[Line] = [{} for _ in batch]
        arrays: dict[str, pa.Array] = {}
        for name, kind in self.types.items():
            values = [
                None if own is None or name in alike else own.get(name)
                for own, alike in zip(owns, same, strict=True)
            ]
            arrays[written_name(name)] = self._array(name, kind, values, more)
        lines = []
        for row, own, alike, told in zip(batch, owns, same, more, strict=True):
            lines.append(whole(row) if own is None else residue(row, own, alike, told))
        ours = [field for field in schema if field.name not in arrays]
        table = pa.Table.from_pylist(lines, schema=pa.schema(ours))
        whole_table = {field.name: table.column(field.name) for field in ours} | arrays
        return pa.table([whole_table[name] for name in schema.names], schema=schema)

    def _array(self, name: str, kind: pa.DataType, values: list[Any], more: list[Line]) -> pa.Array:
        """A column, and in ``more`` what it does not say of its values."""
        import pyarrow as pa

        make = self._makers[name]
        is_text = _is_text(kind)
        natives: list[Any] = []
        for value, told in zip(values, more, strict=True):
            native = None
            if value is not None:
                if is_text and (isinstance(value, Number) or not isinstance(value, str)):
                    told.setdefault("json", []).append(name)
                try:
                    native = make(value)
                except (ValueError, TypeError, ArithmeticError, AttributeError):
                    native = None
            natives.append(native)
        try:
            array = pa.array(natives, kind)
        except (pa.ArrowException, OverflowError, ValueError, TypeError):
            array = pa.array([_fitting(native, kind) for native in natives], kind)
        if not is_text:
            back = shortest(array).to_pylist()
            for value, read, told in zip(values, back, more, strict=True):
                if value is not None and json_text(read) != (text := json_text(value)):
                    told.setdefault("exact", {})[name] = text
        return array

    def exact(self, name: str, value: Any, text: str) -> Any:
        """The value that a text tells, if the column has what was made of it."""
        import pyarrow as pa

        told = json.loads(text, parse_int=Number, parse_float=Number)
        kind = self.types[name]
        try:
            native = self._makers[name](told)
        except (ValueError, TypeError, ArithmeticError, AttributeError):
            native = None
        back = shortest(pa.array([_fitting(native, kind)], kind)).to_pylist()[0]
        return told if json_text(back) == json_text(value) else value


def _fitting(native: Any, kind: pa.DataType) -> Any:
    import pyarrow as pa

    try:
        pa.array([native], kind)
    except (pa.ArrowException, OverflowError, ValueError, TypeError):
        return None
    return native


def shortest_floats(batch: Any) -> Any:
    """A batch of rows with :func:`shortest` done to each column."""
    for number, field in enumerate(batch.schema):
        short = shortest(batch.column(number))
        if short is not batch.column(number) and short.type != field.type:
            batch = batch.set_column(number, field.name, short)
    return batch


def shortest(array: Any) -> Any:
    """A column of single precision as the doubles one would write for it: 0.1, not 0.10000000149011612."""
    import pyarrow as pa

    return array.cast(pa.string()).cast(pa.float64()) if pa.types.is_float32(array.type) else array


def _is_text(kind: pa.DataType) -> bool:
    import pyarrow as pa

    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def _is_held(kind: pa.DataType) -> bool:
    try:
        _maker(kind)
    except KeyError:
        return False
    return True


def _maker(kind: pa.DataType) -> Callable[[Any], Any]:
    """What makes a value of an Arrow type of the JSON that :func:`~assay.data.inputs.json_text` wrote for it.

    Raises :class:`KeyError` for a type that is not known here.
    """
    import pyarrow as pa

    known = pa.types
    if known.is_dictionary(kind):
        return _maker(kind.value_type)
    if _is_text(kind):
        return _text
    if known.is_list(kind) or known.is_large_list(kind) or known.is_fixed_size_list(kind):
        inner = _maker(kind.value_type)
        return lambda value: [None if each is None else inner(each) for each in _of(value, list)]
    if known.is_struct(kind):
        fields = {field.name: _maker(field.type) for field in kind}
        return lambda value: {
            name: None if (each := _of(value, dict).get(name)) is None else make(each)
            for name, make in fields.items()
        }
    return next(make for check, make in _makers() if check(kind))


@cache
def _makers() -> tuple[tuple[Callable[[Any], bool], Callable[[Any], Any]], ...]:
    import pyarrow as pa

    known = pa.types

    def none(kind: Any) -> Any:
        raise KeyError(kind)

    return (
        (known.is_integer, lambda value: int(_of(value, Number))),
        (known.is_floating, lambda value: float(value)),
        (known.is_boolean, lambda value: _of(value, bool)),
        (known.is_decimal, Decimal),
        (known.is_timestamp, datetime.datetime.fromisoformat),
        (known.is_date, datetime.date.fromisoformat),
        (known.is_time, datetime.time.fromisoformat),
        (known.is_binary, _bytes),
        (known.is_large_binary, _bytes),
        (known.is_fixed_size_binary, _bytes),
        (lambda kind: bool(none(kind)), lambda value: value),
    )


def _text(value: Any) -> str:
    return str(value) if isinstance(value, str) and not isinstance(value, Number) else json_text(value)


def _bytes(value: Any) -> bytes:
    return base64.b64decode(value, validate=True)


def _of(value: Any, kind: Any) -> Any:
    if not isinstance(value, kind):
        raise TypeError(kind)
    return value
