"""Runs of lines out of source files, as they stand there."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from assay_code.harvest import places

LEAST = 20
"""Characters of code below which lines tell nothing."""
_TRIES = 10


def snippets(root: str, rng: random.Random, most: int) -> Iterator[dict[str, Any]]:
    """1 to ``most`` consecutive lines of each Python file of a root, files in random order, with their origin.

    Raises :class:`~assay_code.harvest.places.NotFound`.
    """
    origin = places.find(root)
    files = list(origin.files())
    rng.shuffle(files)
    for file in files:
        try:
            lines = file.read_text("utf-8").splitlines() if file.stat().st_size <= places.MAX_FILE else []
        except (OSError, UnicodeDecodeError):
            continue
        for _ in range(_TRIES if lines else 0):
            start = rng.randrange(len(lines))
            chosen = lines[start : start + rng.randint(1, most)]
            code = [line.strip() for line in chosen if not line.lstrip().startswith("#")]
            if sum(map(len, code)) >= LEAST:
                yield {
                    "snippet": "\n".join(chosen).strip("\n"),
                    "distribution": origin.distribution,
                    "version": origin.version,
                    "licence": origin.licence,
                    "file": file.relative_to(origin.base).as_posix(),
                    "line": start + 1,
                }
                break
