"""What ``assay export`` can write: chat messages, JSONL, Parquet, a Hugging Face data set directory."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from assay import tables
from assay.card import size_category
from assay.errors import UsageError
from assay.specs import Exporter

Row = dict[str, Any]


def _fresh(out: Path) -> Path:
    """``out`` if nothing would be overwritten."""
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise UsageError(f"{out} exists already; choose another --out or delete it")
    return out


def _file(out: Path) -> Path:
    if out.is_dir():
        raise UsageError(f"{out} is a directory; name a file to write")
    return _fresh(out)


def write_sft(rows: Iterable[Row], out: Path) -> int:
    """One ``{"messages": [...]}`` a line, the chat format that fine-tuning tools read."""
    count = 0
    with tables.aside(_file(out)) as partial, partial.open("w", encoding="utf-8") as file:
        for row in rows:
            file.write(tables.json_line({"messages": row["messages"]}) + "\n")
            count += 1
    return count


def write_jsonl(rows: Iterable[Row], out: Path) -> int:
    """Every column, one row a line."""
    return tables.write_rows(rows, _file(out), "jsonl")


def write_parquet(rows: Iterable[Row], out: Path) -> int:
    """Every column, in one Parquet file."""
    return tables.write_rows(rows, _file(out), "parquet")


def write_hf(rows: Iterable[Row], out: Path) -> int:
    """A directory that ``datasets.load_dataset(out)`` reads: Parquet shards and a card that names them."""
    _fresh(out).mkdir(parents=True, exist_ok=True)
    domains: set[str] = set()

    def seen() -> Iterator[Row]:
        for row in rows:
            domains.add(row["domain"])
            yield row

    count = tables.write_shards(seen(), out / "data", "parquet")
    tags = json.dumps(["synthetic", "verified", *sorted(filter(None, domains))])
    card = f"""---
tags: {tags}
size_categories: [{json.dumps(size_category(count))}]
configs:
- config_name: default
  data_files:
  - split: train
    path: data/train-*.parquet
---

{count:,} rows, each of which carries the certificate of the verifiers that proved it (column `certificate`).
Made with Assay; `assay audit` on the run directory they came from proves them again.
"""
    with tables.aside(out / "README.md") as partial:
        partial.write_text(card, encoding="utf-8")
    return count


EXPORTERS = [
    Exporter("export.sft", 1, "Chat messages as JSONL, for supervised fine-tuning.", write=write_sft),
    Exporter("export.jsonl", 1, "Every column as JSONL.", write=write_jsonl),
    Exporter("export.parquet", 1, "Every column in one Parquet file.", write=write_parquet),
    Exporter("export.hf", 1, "A directory that datasets.load_dataset reads.", write=write_hf),
]
