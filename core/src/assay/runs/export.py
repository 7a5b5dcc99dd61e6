"""``assay export``: the rows of a finished run in another format, with the digest of what was written beside it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assay.data import dataset
from assay.data.exporters import with_reasoning
from assay.data.inputs import open_input
from assay.data.proof import Recorder, leaf_of, proof_path, row_leaf
from assay.errors import UsageError
from assay.registry import Registry, installed
from assay.runs.directory import data_rows, read_run, rejected_rows

REASONING = ("own", "think", "drop")


def run_export(
    directory: Path, to: str, out: Path, *, reasoning: str = "own", registry: Registry | None = None
) -> int:
    """Write the accepted rows of a run with the exporter ``to`` and return how many rows were written.

    Beside them goes a proof file: the digest of each row and of all, and the ``run.json`` that they come from. Raises
    :class:`~assay.UsageError` if the run is not finished or its rows are not those that it made.
    """
    part = (registry or installed()).exporter(to)
    if reasoning not in REASONING:
        raise UsageError(f"--reasoning {reasoning} is not known; use own, think or drop")
    if reasoning != "own" and part.description.whole_rows:
        raise UsageError(
            f"{part.description.name} writes every column as its certificate has it; leave out --reasoning"
        )
    run = read_run(directory)
    rows = with_reasoning(data_rows(directory), reasoning)
    failed = [rejected_rows(directory)] if part.description.rejected else []
    written: int = part.description.write(rows, out, *failed)
    seal(out, part.description.name, run, whole_rows=part.description.whole_rows)
    return written


def seal(out: Path, form: str, run: dict[str, Any], *, whole_rows: bool) -> dict[str, Any]:
    """Write the proof file of rows that were exported, and return its first line."""
    recorder = Recorder()
    files = []
    for file in export_files(out):
        before = len(recorder.ids)
        for row_id, leaf in export_leaves(file, whole_rows=whole_rows):
            recorder.add(row_id or str(len(recorder.ids) + 1), leaf)
        name = str(file.relative_to(out)) if out.is_dir() else file.name
        files.append((name, len(recorder.ids) - before))
    source = {name: value for name, value in run.items() if name != "timings"}
    return recorder.write(
        proof_path(out), files, kind="export", format=form, whole_rows=whole_rows, run=source
    )


def export_files(out: Path) -> list[Path]:
    """The files of rows of an export."""
    if not out.is_dir():
        return [out]
    found = (file for file in out.rglob("*") if file.suffix in (".parquet", ".jsonl", ".json", ".csv"))
    return sorted(file for file in found if not file.name.startswith("."))


def export_leaves(file: Path, *, whole_rows: bool) -> Iterator[tuple[str, bytes]]:
    """The id of each row of a file, ``""`` where it has none, and its leaf."""
    if whole_rows:
        for row in dataset.read_rows(file):
            yield str(row.get("id") or ""), row_leaf(row)
        return
    for record in open_input(file):
        if record.problem:
            raise UsageError(f"{file}, {record.number}: {record.problem}")
        yield _id_of(record.columns), leaf_of(record.text)


def _id_of(columns: dict[str, Any]) -> str:
    """The id of a row of any export: its own, or that of the row that it tells about."""
    inner = columns.get("extra_info") or columns.get("proof") or {}
    found = columns.get("id") or (
        inner.get("id") or inner.get("chosen_id") if isinstance(inner, dict) else ""
    )
    return str(found or "")
