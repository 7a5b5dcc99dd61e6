"""``assay export``: the rows of a finished run in another format, with the digest of what was written beside it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from assay.data import dataset
from assay.data.exporters import with_reasoning, with_system
from assay.data.inputs import open_input
from assay.data.proof import Recorder, leaf_of, proof_path, row_leaf
from assay.data.splits import NEAR, assign, families, order, read_split
from assay.data.tokens import Counter, load_tokenizer
from assay.errors import UsageError
from assay.ops.dedupe import MinHashPool
from assay.records import canonical_json
from assay.registry import Registry, installed
from assay.runs.directory import data_rows, read_run, rejected_rows

REASONING = ("own", "think", "drop")


@dataclass(frozen=True)
class Written:
    """What an export wrote: rows in all and by part, and how long they are by a tokenizer, where one was named."""

    rows: int
    parts: Mapping[str, int]
    tokens: Mapping[str, Any] | None = None


def run_export(
    directories: Path | Sequence[Path],
    to: str,
    out: Path,
    *,
    reasoning: str = "own",
    system: str = "",
    split: Mapping[str, float] | str | None = None,
    shuffle: int | None = None,
    tokenizer: str = "",
    registry: Registry | None = None,
) -> Written:
    """Write the accepted rows of a run, or of several that share none, with the exporter ``to``.

    ``system`` is a system prompt for chats that have none. ``split`` (``train=0.9,test=0.1``) makes ``out`` a directory with
    a file of each part, in which related rows and near-duplicates stay together (:mod:`assay.data.splits`); ``shuffle``
    is the seed of an order. Both hold the rows in memory. ``tokenizer`` names what counts tokens
    (:mod:`assay.data.tokens`).

    Beside the rows goes a proof file: the digest of each row and of all, and the ``run.json`` that they come from. Raises
    :class:`~assay.UsageError` if a run is not finished or its rows are not those that it made, and for two runs that share a row.
    """
    part = (registry or installed()).exporter(to).description
    if reasoning not in REASONING:
        raise UsageError(f"--reasoning {reasoning} is not known; use own, think or drop")
    for said, option in ((reasoning != "own", "--reasoning"), (system, "--system")):
        if said and part.whole_rows:
            raise UsageError(f"{part.name} writes every column as its certificate has it; leave out {option}")
    places = [directories] if isinstance(directories, Path) else list(directories)
    runs = [read_run(place) for place in places]
    shares = read_split(split) if isinstance(split, str) else split
    if shares and not part.suffix:
        raise UsageError(
            f"{part.name} writes one directory; use --to parquet with --split, which datasets.load_dataset reads"
        )
    rows: Iterable[Any] = _disjoint(places)
    count = None
    if tokenizer:
        count = Counter(load_tokenizer(tokenizer))
        rows = count.watch(rows)
    failed = [chain.from_iterable(map(rejected_rows, places))] if part.rejected else []

    def write(some: Iterable[Any], to: Path, *others: Any) -> int:
        if system:
            some = with_system(some, system)
        return int(part.write(with_reasoning(some, reasoning), to, *others))

    parts: dict[str, int] = {}
    if shares is None and shuffle is None:
        total = write(rows, out, *failed)
    else:
        held = list(rows)
        if shuffle is not None:
            held = [held[place] for place in order([row["id"] for row in held], shuffle)]
        if shares is None:
            total = write(held, out, *failed)
        else:
            if out.exists() and (not out.is_dir() or any(out.iterdir())):
                raise UsageError(f"{out} exists already; choose another --out or delete it")
            out.mkdir(parents=True, exist_ok=True)
            named = assign(families(held, MinHashPool(above=NEAR)), shares, shuffle or 0)
            spare = list(chain.from_iterable(failed))
            for name in shares:
                chosen = [row for row, own in zip(held, named, strict=True) if own == name]
                parts[name] = write(chosen, out / f"{name}{part.suffix}", *([spare] if part.rejected else []))
            total = sum(parts.values())
    told = count.told(tokenizer) if count else None
    seal(out, part.name, runs, whole_rows=part.whole_rows, tokens=told)
    return Written(total, parts, told)


def _disjoint(places: Sequence[Path]) -> Iterator[Any]:
    """The rows of several runs, one after the other; :class:`~assay.UsageError` for one that stands in two."""
    if len(places) == 1:
        yield from data_rows(places[0])
        return
    ids: dict[str, tuple[int, str]] = {}
    solved: dict[bytes, tuple[int, str]] = {}
    for number, place in enumerate(places):
        for row in data_rows(place):
            key = hashlib.sha256(canonical_json([row["messages"], row["reference"]]).encode()).digest()
            for before in (ids.get(row["id"]), solved.get(key)):
                if before is not None and before[0] != number:
                    raise UsageError(
                        f"row {row['id']} of {place} is row {before[1]} of {places[before[0]]}; merge runs that share no row, "
                        "such as those of other seeds"
                    )
            ids[row["id"]] = solved[key] = (number, row["id"])
            yield row


def seal(
    out: Path,
    form: str,
    runs: Sequence[dict[str, Any]],
    *,
    whole_rows: bool,
    tokens: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Write the proof file of rows that were exported, and return its first line."""
    recorder = Recorder()
    files = []
    for file in export_files(out):
        before = len(recorder.ids)
        for row_id, leaf in export_leaves(file, whole_rows=whole_rows):
            recorder.add(row_id or str(len(recorder.ids) + 1), leaf)
        name = str(file.relative_to(out)) if out.is_dir() else file.name
        files.append((name, len(recorder.ids) - before))
    sources = [{name: value for name, value in run.items() if name != "timings"} for run in runs]
    told = {"run": sources[0]} if len(sources) == 1 else {"runs": sources}
    if tokens:
        told["tokens"] = dict(tokens)  # type: ignore[assignment]
    return recorder.write(proof_path(out), files, kind="export", format=form, whole_rows=whole_rows, **told)


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
