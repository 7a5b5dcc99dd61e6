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
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from assay.errors import UsageError

if TYPE_CHECKING:
    import pyarrow as pa

Format = Literal["parquet", "jsonl"]
Row = dict[str, Any]

BATCH_ROWS = 1000
BATCH_CHARACTERS = 16_000_000
SHARD_ROWS = 200_000
_SUFFIXES = (".parquet", ".jsonl")

_CONTENT = {
    "id": "Unique in the data set; tells the generator, its version, difficulty, seed and index.",
    "domain": "The subject: `math`, `law` …",
    "prompt": "The problem as text.",
    "messages": "The chat: a user turn with the prompt, an assistant turn with the whole worked response.",
    "answer": "The final answer as the response states it.",
    "reference": "The truth that the response was checked against.",
    "difficulty": "1 (easy) to 5 (hard); null where unknown.",
    "generator": "The procedural generator that made the row; null where there was none.",
    "recipe": "The recipe that made the row with a model; null where there was none.",
    "seed": "The seed of the run; null where there was none.",
    "labels": "Opinions about the row (a judge's scores) as JSON text, never a proof; null where there are none.",
    "pair": "The wrong half of a preference pair and who proved it wrong; null where there is none.",
    "images": "Pictures in the chat: number of the message, path, SHA-256, media type; null where there are none.",
    "provenance": "Where the row came from: generator, version, index; or file, line, original columns.",
}
ACCEPTED_COLUMNS = {
    **_CONTENT,
    "certificate": "The proof: digest of the row, policy, a verdict of each verifier, runtime.",
}
REJECTED_COLUMNS = {
    **_CONTENT,
    "status": "`rejected` (proved wrong), `abstained` (cannot tell) or `error` (tool or input failed).",
    "reason": "Stable code in snake case, for machines.",
    "message": "One sentence for people.",
    "verifier": "Who decided.",
    "checks": "What was looked at, one by one: kind, status, claim, span in the response, reason, message.",
}


def schema(*, rejected: bool = False) -> pa.Schema:
    """The Arrow schema of accepted or of rejected rows."""
    import pyarrow as pa

    text, whole = pa.string(), pa.int64()
    verdict = {
        "verifier": text,
        "version": pa.int32(),
        "distribution": text,
        "status": text,
        "reason": text,
        "claims_found": pa.int32(),
        "claims_checked": pa.int32(),
        "steps_found": pa.int32(),
        "steps_checked": pa.int32(),
        "checks": pa.int32(),
    }
    types = {
        **dict.fromkeys(_CONTENT, text),
        "messages": pa.list_(pa.struct({"role": text, "content": text})),
        "difficulty": pa.int32(),
        "seed": whole,
        "pair": pa.struct(
            {"rejected": text, "opinion": pa.bool_(), "verifier": text, "reason": text, "message": text}
        ),
        "images": pa.list_(pa.struct({"message": whole, "path": text, "sha256": text, "media_type": text})),
        "provenance": pa.struct(
            {
                "source": text,
                "name": text,
                "version": pa.int32(),
                "distribution": text,
                "index": whole,
                "file": text,
                "line": whole,
                "extra": text,
            }
        ),
        "certificate": pa.struct(
            {
                "digest": text,
                "assay": text,
                "policy": pa.struct({"verifiers": pa.list_(text), "min_step_coverage": pa.float64()}),
                "verdicts": pa.list_(pa.struct(verdict)),
                "runtime": pa.struct(
                    {
                        "python": text,
                        "platform": text,
                        "packages": pa.list_(pa.struct({"name": text, "version": text})),
                        "sandbox": text,
                    }
                ),
            }
        ),
        **dict.fromkeys(("status", "reason", "message", "verifier"), text),
        "checks": pa.list_(
            pa.struct(
                {
                    "kind": text,
                    "status": text,
                    "claim": text,
                    "span": pa.list_(whole),
                    "reason": text,
                    "message": text,
                }
            )
        ),
    }
    return pa.schema([(name, types[name]) for name in _columns(rejected)])


def write_rows(rows: Iterable[Row], path: Path, format: Format = "parquet", *, rejected: bool = False) -> int:
    """Write one file and return how many rows it holds. A file of that name is replaced, whole."""
    columns = tuple(_columns(rejected))
    count = 0
    with aside(path) as partial, _sink(partial, format, rejected) as put:
        for batch in _batches(rows, columns):
            try:
                put(batch)
            except UnicodeEncodeError:
                if not rejected:
                    raise UsageError(_surrogate_message(batch)) from None
                put([_escape_surrogates(row) for row in batch])
            count += len(batch)
    return count


def write_shards(
    rows: Iterable[Row],
    folder: Path,
    format: Format = "parquet",
    *,
    rejected: bool = False,
    shard_rows: int = SHARD_ROWS,
) -> int:
    """Write a folder of files ``train-00000-of-00003.parquet`` and return how many rows they hold.

    The folder appears, or replaces the one before it, when all of it is on the
    disk. Without rows there is one file with the columns and no row.
    """
    rows = iter(rows)
    partial = folder.with_name(f".{folder.name}.partial")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    count, shards = 0, 0
    try:
        while (first := next(rows, None)) is not None or not shards:
            shard = chain([] if first is None else [first], islice(rows, shard_rows - 1))
            count += write_rows(shard, partial / str(shards), format, rejected=rejected)
            shards += 1
        split = "rejected" if rejected else "train"
        for number in range(shards):
            name = f"{split}-{number:05}-of-{shards:05}.{format}"
            (partial / str(number)).rename(partial / name)
        _sync(partial)
        _replace_folder(partial, folder)
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise
    return count


def read_rows(path: Path) -> Iterator[Row]:
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


def json_line(value: Any) -> str:
    """Compact JSON on one line, also for readers that take U+2028 and its like for line ends."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    if not text.isascii():
        for character in "\x85\u2028\u2029":
            text = text.replace(character, f"\\u{ord(character):04x}")
    return text


@contextmanager
def aside(path: Path) -> Iterator[Path]:
    """A name beside ``path`` to write to; what is there takes the place of ``path`` if the block succeeds."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.partial")
    try:
        yield partial
        _sync(partial)
        os.replace(partial, path)
        _sync(path.parent)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise


def _sync(path: Path) -> None:
    """Have the disk hold a file's content, or a folder's list of names."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _replace_folder(new: Path, folder: Path) -> None:
    old = folder.with_name(f".{folder.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        folder.rename(old)
    new.rename(folder)
    _sync(folder.parent)
    shutil.rmtree(old, ignore_errors=True)


def _columns(rejected: bool) -> dict[str, str]:
    return REJECTED_COLUMNS if rejected else ACCEPTED_COLUMNS


@contextmanager
def _sink(path: Path, format: Format, rejected: bool) -> Iterator[Callable[[list[Row]], None]]:
    """A function that appends a batch of rows to a new file."""
    if format == "jsonl":
        with path.open("wb") as file:
            yield lambda batch: _put_lines(file.write, batch)
        return
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns = schema(rejected=rejected)
    with pq.ParquetWriter(path, columns, compression="zstd", compression_level=3) as writer:

        def put(batch: list[Row]) -> None:
            try:
                table = pa.Table.from_pylist(batch, schema=columns)
            except (pa.ArrowException, OverflowError) as error:
                raise UsageError(
                    f"a row does not fit the columns of a data set ({error}); write rows that Assay made"
                ) from None
            writer.write_table(table, row_group_size=BATCH_ROWS)

        yield put


def _put_lines(write: Callable[[bytes], int], batch: list[Row]) -> None:
    write("".join(json_line(row) + "\n" for row in batch).encode("utf-8"))


def _batches(rows: Iterable[Row], columns: tuple[str, ...]) -> Iterator[list[Row]]:
    """Rows in the order of ``columns``, so many at a time: where a batch ends depends on the rows alone."""
    batch: list[Row] = []
    size = 0
    for row in rows:
        if row.keys() != set(columns):
            wrong = sorted(row.keys() ^ set(columns))
            raise UsageError(
                f"row {row.get('id')!r} does not have the columns of a data set "
                f"(differs in {', '.join(wrong)}); write rows that Assay made"
            )
        batch.append({name: row[name] for name in columns})
        size += _characters(row)
        if len(batch) == BATCH_ROWS or size >= BATCH_CHARACTERS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _characters(value: Any) -> int:
    """About how much memory a value takes, in characters."""
    if isinstance(value, str):
        return len(value)
    if isinstance(value, dict):
        return sum(map(_characters, value.values()))
    if isinstance(value, list):
        return sum(map(_characters, value))
    return 8


def _escape_surrogates(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode("utf-8")
    if isinstance(value, dict):
        return {name: _escape_surrogates(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_escape_surrogates(item) for item in value]
    return value


def _surrogate_message(batch: list[Row]) -> str:
    row = next(row for row in batch if _escape_surrogates(row) != row)
    return (
        f"accepted row {row['id']!r} holds a lone surrogate, which no UTF-8 file can hold; "
        "reject such text before it gets a certificate"
    )


def _read_parquet(file: Path) -> Iterator[Row]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(file, pre_buffer=False) as source:
            for batch in source.iter_batches(batch_size=BATCH_ROWS):
                yield from batch.to_pylist()
    except (pa.ArrowException, UnicodeDecodeError) as error:
        raise UsageError(f"{file} is not a sound Parquet file ({error}); restore it") from None


def _read_jsonl(file: Path) -> Iterator[Row]:
    with file.open("rb") as source:
        for number, line in enumerate(source, 1):
            try:
                row = json.loads(line)
            except (ValueError, RecursionError):
                row = None
            if not isinstance(row, dict):
                raise UsageError(f"{file}, line {number} is not a JSON object; restore the file")
            yield row
