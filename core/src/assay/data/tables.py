"""Tables of Arrow, row by row: Parquet files, and Arrow's own files and streams, as ``save_to_disk`` writes them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assay.data.input_rows import InputFile, Record, not_utf8, row_text, too_deep
from assay.data.own_columns import shortest_floats
from assay.errors import UsageError

ROWS_AT_ONCE = 100


def parquet_source(path: Path) -> InputFile:
    """The rows of a Parquet file; raises :class:`~assay.UsageError` for one that is damaged at its end."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as file:
            schema, rows = file.schema_arrow, file.metadata.num_rows
    except (pa.ArrowException, OSError) as error:
        raise UsageError(f"{path} is not a sound Parquet file ({error}); restore it") from None
    return InputFile(path, "row", _read_parquet, dict(zip(schema.names, schema.types, strict=True)), rows)


def arrow_source(path: Path) -> InputFile:
    """The rows of an Arrow file or stream; raises :class:`~assay.UsageError` for one that does not begin as one."""
    import pyarrow as pa

    try:
        with pa.OSFile(str(path)) as file:
            reader = _arrow_reader(file)
            schema = reader.schema
    except (pa.ArrowException, OSError) as error:
        raise UsageError(f"{path} is not a sound Arrow file ({error}); restore it") from None
    return InputFile(path, "row", _read_arrow, dict(zip(schema.names, schema.types, strict=True)))


def _arrow_reader(file: Any) -> Any:
    import pyarrow as pa

    is_file = file.read(6) == b"ARROW1"
    file.seek(0)
    return pa.ipc.open_file(file) if is_file else pa.ipc.open_stream(file)


def _read_arrow(path: Path) -> Iterator[Record]:
    import pyarrow as pa

    with pa.OSFile(str(path)) as file:
        reader = _arrow_reader(file)
        if isinstance(reader, pa.RecordBatchFileReader):
            batches = (reader.get_batch(i) for i in range(reader.num_record_batches))
        else:
            batches = iter(reader)
        pieces = (
            batch.slice(start, ROWS_AT_ONCE)
            for batch in batches
            for start in range(0, batch.num_rows, ROWS_AT_ONCE)
        )
        yield from _records(pieces)


def _read_parquet(path: Path) -> Iterator[Record]:
    import pyarrow.parquet as pq

    with pq.ParquetFile(path, pre_buffer=False) as file:
        yield from _records(file.iter_batches(batch_size=ROWS_AT_ONCE))


def _records(batches: Iterator[Any]) -> Iterator[Record]:
    import pyarrow as pa

    number = 0
    while True:
        try:
            batch = next(batches, None)
        except (pa.ArrowException, OSError) as error:
            problem = f"it and the rows after it cannot be read ({error}); restore the file"
            yield Record(number + 1, reason="broken_file", problem=problem)
            return
        if batch is None:
            return
        for record in _batch_records(shortest_floats(batch), number):
            number = record.number
            yield record


def _batch_records(batch: Any, before: int) -> Iterator[Record]:
    """The records of a batch. If a value spoils it, its halves are tried: one bad row costs no other."""
    import pyarrow as pa

    number = before + 1
    try:
        rows = [(columns, row_text(columns)) for columns in batch.to_pylist()]
    except (pa.ArrowException, ValueError, ArithmeticError, RecursionError) as error:
        if batch.num_rows > 1:
            half = batch.num_rows // 2
            yield from _batch_records(batch.slice(0, half), before)
            yield from _batch_records(batch.slice(half), before + half)
        elif isinstance(error, UnicodeDecodeError):
            yield not_utf8(number)
        elif isinstance(error, RecursionError):
            yield too_deep(number)
        else:
            problem = f"a value in it cannot be read ({error}); mend or delete it"
            yield Record(number, reason="invalid_value", problem=problem)
        return
    for at, (columns, text) in enumerate(rows, number):
        yield Record(at, columns, text)
