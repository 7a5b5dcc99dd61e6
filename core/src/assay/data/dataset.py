"""Rows in files: what the columns are, how they are written, how they are read back.

Equal rows give equal files, byte for byte, and a file becomes visible only when
it is complete and on the disk. Both directions stream, so memory stays flat.

Text must be Unicode. An accepted row that holds a lone surrogate is refused: no
UTF-8 file can hold it, and to write anything else would break its certificate.
In a rejected row, which certifies nothing, the surrogate is written as the six
characters of its escape (``\\ud800``).
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

from assay.data.files import aside, json_line, sync
from assay.data.own_columns import (
    Kinds,
    Layout,
    is_of_file,
    joined,
    line_of_file,
    may_be_ours,
    row_of_line,
    shortest_floats,
    whole,
)
from assay.errors import UsageError
from assay.row import column_types, columns, fields_of, without_none

if TYPE_CHECKING:
    import pyarrow as pa

Format = Literal["parquet", "jsonl"]
Written = Mapping[str, Any]
"""A row of a data set, accepted or not, as :mod:`assay.row` has it."""

BATCH_ROWS = 1000
BATCH_CHARACTERS = 16_000_000
GROUP_ROWS, GROUP_BYTES = 20_000, 64_000_000
"""A group of rows of a Parquet file ends with so many: the file says something of each column for each group."""
SHARD_ROWS = 200_000
_SUFFIXES = (".parquet", ".jsonl")
_ENCODINGS = {
    "id": "DELTA_BYTE_ARRAY",
    "provenance.index": "DELTA_BINARY_PACKED",
    "provenance.line": "DELTA_BINARY_PACKED",
    "certificate.digest": "PLAIN",
}
"""Of columns in Parquet that differ in every row, for which a dictionary is of no use; it saves a tenth of short rows."""


def schema(*, rejected: bool = False) -> pa.Schema:
    """The Arrow schema of accepted or of rejected rows, from the types of :mod:`assay.row`."""
    import pyarrow as pa

    return pa.schema([(name, _arrow(kind)) for name, kind in column_types(rejected=rejected).items()])


def _arrow(kind: Any) -> pa.DataType:
    import pyarrow as pa

    kind = without_none(kind)
    if get_origin(kind) is list:
        return pa.list_(_arrow(get_args(kind)[0]))
    if (fields := fields_of(kind)) is not None:
        return pa.struct({name: _arrow(inner) for name, inner in fields.items()})
    return {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}[kind]


def hub_info(rows: int) -> list[str]:
    """The types of all columns, as the hub and ``datasets`` read them in a front matter: without them a column that is
    always null in JSON lines would have the type null.
    """
    info = ["dataset_info:", "  features:"]
    for field in schema():
        info += _feature(field, "  ")
    return [*info, "  splits:", "  - name: train", f"    num_examples: {rows}"]


def _feature(field: Any, indent: str) -> list[str]:
    import pyarrow.types as kinds

    head, inside = f"{indent}- name: {field.name}", indent + "  "
    kind, word = field.type, "struct"
    if kinds.is_list(kind):
        kind, word = kind.value_type, "list"
    if kinds.is_struct(kind):
        return [head, f"{inside}{word}:", *(line for each in kind for line in _feature(each, inside))]
    return [head, f"{inside}{word if word == 'list' else 'dtype'}: {kind if kind != 'double' else 'float64'}"]


def write_rows(
    rows: Iterable[Written],
    path: Path,
    format: Format = "parquet",
    *,
    rejected: bool = False,
    types: Mapping[str, Any] | None = None,
) -> int:
    """Write one file and return how many rows it holds. A file of that name is replaced, whole.

    The columns of rows of somebody's file are columns there, as :mod:`assay.data.own_columns` says; ``types`` are the Arrow
    types that they had.
    """
    with _laid_out(iter(rows), path, format, types) as (rows, layout):
        return _write_file(rows, path, format, rejected, layout)


def _write_file(
    rows: Iterable[Written], path: Path, format: Format, rejected: bool, layout: Layout | None
) -> int:
    names = tuple(columns(rejected=rejected))
    count = 0
    with aside(path) as partial, _sink(partial, format, rejected, layout) as put:
        for batch in _batches(rows, names):
            try:
                put(batch)
            except UnicodeEncodeError:
                if not rejected:
                    raise UsageError(_surrogate_message(batch)) from None
                put([escape_surrogates(row) for row in batch])
            count += len(batch)
    return count


@contextmanager
def _laid_out(
    rows: Iterator[Written], path: Path, format: Format, types: Mapping[str, Any] | None
) -> Iterator[tuple[Iterator[Written], Layout | None]]:
    """Rows, and how the columns of somebody's file are written to Parquet.

    All are looked at first, kept beside ``path``, unless the types tell all.
    """
    first = next(rows, None)
    rows = chain([] if first is None else [first], rows)
    if format != "parquet" or first is None or not is_of_file(first):
        yield rows, None
        return
    if types is not None and not any(map(may_be_ours, types)):
        yield rows, Layout(types)
        return
    kinds, alike = Kinds(types or getattr(first, "types", {})), True
    spool = path.with_name(f".{path.name}.spool")
    spool.parent.mkdir(parents=True, exist_ok=True)
    try:
        with spool.open("w", encoding="ascii") as file:
            for row in rows:
                file.write(json.dumps(row) + "\n")
                alike = alike and is_of_file(row)
                if alike:
                    kinds.see(row)
        with spool.open("rb") as kept:
            yield map(json.loads, kept), Layout(kinds.types()) if alike else None
    finally:
        spool.unlink(missing_ok=True)


def write_shards(
    rows: Iterable[Written],
    folder: Path,
    format: Format = "parquet",
    *,
    rejected: bool = False,
    shard_rows: int = SHARD_ROWS,
    types: Mapping[str, Any] | None = None,
) -> int:
    """Write a folder of files ``train-00000-of-00003.parquet`` and return how many rows they hold.

    The folder appears, or replaces the one before it, when all of it is on the
    disk. Without rows there is one file with the columns and no row.
    """
    partial = folder.with_name(f".{folder.name}.partial")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    count, shards = 0, 0
    try:
        with _laid_out(iter(rows), folder, format, types) as (laid, layout):
            while (first := next(laid, None)) is not None or not shards:
                shard = chain([] if first is None else [first], islice(laid, shard_rows - 1))
                count += _write_file(shard, partial / str(shards), format, rejected, layout)
                shards += 1
        split = "rejected" if rejected else "train"
        for number in range(shards):
            name = f"{split}-{number:05}-of-{shards:05}.{format}"
            (partial / str(number)).rename(partial / name)
        sync(partial)
        _replace_folder(partial, folder)
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise
    return count


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a file, of a folder of files, or of a run directory's ``data``, in order."""
    for file in row_files(path):
        try:
            yield from _read_jsonl(file) if file.suffix == ".jsonl" else _read_parquet(file)
        except OSError as error:
            raise UsageError(f"cannot read {file}: {error.strerror or error}; restore the file") from None


def row_files(path: Path) -> list[Path]:
    """The files that hold the rows of ``path``; at least one, or :class:`UsageError`."""
    if not path.exists():
        raise UsageError(f"there is no {path}; name a run directory or a file of its rows")
    if path.is_file():
        if path.suffix not in _SUFFIXES:
            raise UsageError(f"{path} is neither .parquet nor .jsonl; name a file that Assay has written")
        return [path]
    folder = path / "data" if (path / "data").is_dir() else path
    files = sorted(f for f in folder.iterdir() if f.suffix in _SUFFIXES and not f.name.startswith("."))
    if not files:
        raise UsageError(f"{path} holds no rows (.parquet or .jsonl); is the run finished?")
    return files


def count_rows(file: Path) -> int:
    """How many rows a file holds that Assay has written, without reading them where that can be."""
    if file.suffix == ".jsonl":
        with file.open("rb") as source:
            return sum(1 for _ in source)
    import pyarrow.parquet as pq

    return int(pq.read_metadata(file).num_rows)


def _replace_folder(new: Path, folder: Path) -> None:
    old = folder.with_name(f".{folder.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        folder.rename(old)
    new.rename(folder)
    sync(folder.parent)
    shutil.rmtree(old, ignore_errors=True)


@contextmanager
def _sink(
    path: Path, format: Format, rejected: bool, layout: Layout | None
) -> Iterator[Callable[[list[dict[str, Any]]], None]]:
    """A function that appends a batch of rows to a new file."""
    if format == "jsonl":
        with path.open("wb") as file:
            yield lambda batch: _put_lines(file.write, batch)
        return
    import pyarrow as pa
    import pyarrow.parquet as pq

    arrow = schema(rejected=rejected)
    arrow = layout.schema(arrow) if layout else arrow
    leaves = [leaf for field in arrow for leaf in _leaves(field.name, field.type)]
    encoded = {leaf: how for leaf, how in _ENCODINGS.items() if leaf in leaves}
    with pq.ParquetWriter(
        path,
        arrow,
        compression="zstd",
        compression_level=3,
        column_encoding=encoded,
        use_dictionary=[leaf for leaf in leaves if leaf not in encoded],
    ) as writer:
        pending: list[pa.Table] = []  # what is too little for a group of rows

        def put(batch: list[dict[str, Any]]) -> None:
            try:
                if layout:
                    table = layout.table(batch, arrow)
                else:
                    batch = [whole(row) if is_of_file(row) else row for row in batch]
                    table = pa.Table.from_pylist(batch, schema=arrow)
            except (pa.ArrowException, OverflowError) as error:
                raise UsageError(
                    f"a row does not fit the columns of a data set ({error}); write rows that Assay made"
                ) from None
            pending.append(table)
            if (
                sum(t.num_rows for t in pending) >= GROUP_ROWS
                or sum(t.nbytes for t in pending) >= GROUP_BYTES
            ):
                flush()

        def flush() -> None:
            if pending:
                writer.write_table(pa.concat_tables(pending), row_group_size=GROUP_ROWS)
                pending.clear()

        yield put
        flush()


def _leaves(path: str, kind: pa.DataType) -> list[str]:
    """The columns that a column is in Parquet, where lists and objects are taken apart."""
    import pyarrow as pa

    if pa.types.is_struct(kind):
        return [leaf for field in kind for leaf in _leaves(f"{path}.{field.name}", field.type)]
    if pa.types.is_list(kind):
        return _leaves(f"{path}.list.element", kind.value_type)
    return [path]


def _put_lines(write: Callable[[bytes], int], batch: list[dict[str, Any]]) -> None:
    lines = (line_of_file(row) if is_of_file(row) else json_line(row) for row in batch)
    write("".join(line + "\n" for line in lines).encode("utf-8"))


def _batches(rows: Iterable[Written], names: tuple[str, ...]) -> Iterator[list[dict[str, Any]]]:
    """Rows with the columns ``names``, in that order, so many at a time: where a batch ends depends on the rows alone."""
    batch: list[dict[str, Any]] = []
    size = 0
    for row in rows:
        if row.keys() != set(names):
            wrong = sorted(row.keys() ^ set(names))
            raise UsageError(
                f"row {row.get('id')!r} does not have the columns of a data set "
                f"(differs in {', '.join(wrong)}); write rows that Assay made"
            )
        batch.append({name: row[name] for name in names})
        size += _characters(row)
        if len(batch) == BATCH_ROWS or size >= BATCH_CHARACTERS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _characters(row: Written) -> int:
    """About how much memory a row takes, in characters: its texts, down to those in lists of objects."""
    size = 0
    for value in row.values():
        if type(value) is str:
            size += len(value)
        elif value:
            for inner in value if type(value) is list else (value,):
                if type(inner) is dict:
                    size += 8 * len(inner) + sum([len(text) for text in inner.values() if type(text) is str])
    return size


def escape_surrogates(value: Any) -> Any:
    """A value with the six characters of its escape for each lone surrogate."""
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode("utf-8")
    if isinstance(value, dict):
        return {name: escape_surrogates(item) for name, item in value.items()}
    if isinstance(value, list):
        return [escape_surrogates(item) for item in value]
    return value


def _surrogate_message(batch: list[dict[str, Any]]) -> str:
    row = next(row for row in batch if escape_surrogates(row) != row)
    return (
        f"accepted row {row['id']!r} holds a lone surrogate, which no UTF-8 file can hold; "
        "reject such text before it gets a certificate"
    )


def _read_parquet(file: Path) -> Iterator[dict[str, Any]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(file, pre_buffer=False) as source:
            own = Layout.of(source.schema_arrow)
            for batch in source.iter_batches(batch_size=BATCH_ROWS):
                rows = shortest_floats(batch).to_pylist()
                yield from (joined(row, own) if is_of_file(row) else row for row in rows)
    except (pa.ArrowException, UnicodeDecodeError) as error:
        raise UsageError(f"{file} is not a sound Parquet file ({error}); restore it") from None


def _read_jsonl(file: Path) -> Iterator[dict[str, Any]]:
    with file.open("rb") as source:
        for number, line in enumerate(source, 1):
            try:
                row = json.loads(line)
            except (ValueError, RecursionError):
                row = None
            if not isinstance(row, dict):
                raise UsageError(f"{file}, line {number} is not a JSON object; restore the file")
            yield row_of_line(row, line) if is_of_file(row) else row
