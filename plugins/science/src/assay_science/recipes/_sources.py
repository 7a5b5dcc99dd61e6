"""What the recipes share: sources out of files, and whether two answers agree."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import assay
from assay_science.grounding.naming import rows_named
from assay_science.grounding.sources import read_sources
from assay_science.grounding.told import numbers_in
from assay_science.grounding.words import NEUTRAL, is_any, terms_in


def sources(path: Path, column: str) -> Iterator[assay.Seed]:
    """The rows of a file as ``text`` and ``licence``, which is that of a column of this name."""
    for seed in assay.read_seeds(path, column):
        if seed.problem:
            yield seed
        else:
            fields = {"text": str(seed[column]).strip(), "licence": str(seed.fields.get("licence") or "")}
            yield assay.Seed(fields, seed.file, seed.line)


def agree(one: str, other: str, source: str) -> bool:
    """Whether two answers about a source name the same rows and tell the same numbers, or the same things in words."""
    book = read_sources([("source", source)])
    told = [numbers_in(text, book.units) for text in (one, other)]
    rows = [
        {(n, row.number) for n, t in enumerate(book.tables) for row in rows_named(t, text, numbers)[0]}
        for text, numbers in zip((one, other), told, strict=True)
    ]
    values = [{(n.value, n.unit) for n in numbers} for numbers in told]
    if any(rows) and rows[0] != rows[1]:
        return False
    if all(values):
        return values[0] <= values[1] or values[1] <= values[0]
    if any(rows):
        return True  # one of them leaves the numbers out
    if any(values):
        return False
    words = [{t.text.lower() for t in terms_in(text) if not is_any(t.text, NEUTRAL)} for text in (one, other)]
    return len(words[0] & words[1]) * 2 >= max(len(words[0]), len(words[1]), 1)
