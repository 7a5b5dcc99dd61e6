"""Seeds, a few at a time, and what is done with those that cannot be used."""

from __future__ import annotations

import asyncio
import itertools
import threading
import time
from collections.abc import Iterator
from contextlib import suppress

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


Drawn = tuple[list[Seed], Exception | None]


def draw(seeds: Iterator[Seed], most: int) -> asyncio.Future[Drawn]:
    """A few seeds, as many as come quickly, and the error that they end in; none if there are no more.

    They are drawn in a thread, which a run that ends does not wait for.
    """
    loop = asyncio.get_running_loop()
    future: asyncio.Future[Drawn] = loop.create_future()

    def deliver(drawn: Drawn) -> None:
        if not future.done():
            future.set_result(drawn)

    def work() -> None:
        drawn = _draw(seeds, most)
        with suppress(RuntimeError):  # the loop is closed: the run has ended
            loop.call_soon_threadsafe(deliver, drawn)

    threading.Thread(target=work, daemon=True, name="seeds").start()
    return future


def _draw(seeds: Iterator[Seed], most: int) -> Drawn:
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
