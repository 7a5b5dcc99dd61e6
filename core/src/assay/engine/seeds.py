"""Seeds, a few at a time, and what is done with those that cannot be used."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator

from assay.errors import UsageError
from assay.recipes import Seed

SOURCE_SECONDS = 0.05


class Usable:
    """The good ones among seeds; a bad one is counted with ``skip_bad`` and otherwise a :class:`UsageError`."""

    def __init__(self, seeds: Iterator[Seed], skip_bad: bool) -> None:
        self.seeds = seeds
        self.skip_bad = skip_bad
        self.skipped = 0

    def __iter__(self) -> Iterator[Seed]:
        for seed in self.seeds:
            if not seed.problem:
                yield seed
            elif self.skip_bad:
                self.skipped += 1
            else:
                raise UsageError(f"{seed.problem}; mend it, or pass over such rows with --skip-bad")


def draw(seeds: Iterator[Seed], most: int) -> tuple[list[Seed], Exception | None]:
    """A few seeds, as many as come quickly, and the error that they end in; none if there are no more."""
    drawn: list[Seed] = []
    end = time.monotonic() + SOURCE_SECONDS
    try:
        for seed in itertools.islice(seeds, most):
            drawn.append(seed)
            if time.monotonic() > end:
                break
    except Exception as error:
        return drawn, error
    return drawn, None
