"""At which difficulty each step of a generator stands, so that one difficulty means the same for all of them."""

from __future__ import annotations

import functools
import inspect
import random
from collections.abc import Callable, Sequence

from assay import Draft, Generator, generator
from assay_math.generators._write import VERIFIERS

Make = Callable[[random.Random, int], Draft]


def problems(
    name: str, *, levels: Sequence[int] = (1, 2, 3, 4, 5), first: int = 1, version: int = 1
) -> Callable[[Make], Generator]:
    """A generator of problems with worked solutions that ``math.answer`` and ``math.cot`` prove.

    Its function makes steps, ``first`` and up. ``levels`` are their difficulties, 1 to 5, as
    :func:`assay_math.yardstick.hardness` measures them; a row of a difficulty is of one of its steps at
    random, or of those next below where it has none.
    """
    low, high = min(levels), max(levels)

    def wrap(make: Make) -> Generator:
        @functools.wraps(make)
        def at(rng: random.Random, difficulty: int) -> Draft:
            level = max((level for level in levels if level <= difficulty), default=low)
            steps = [first + i for i, own in enumerate(levels) if own == level]
            return make(rng, steps[0] if len(steps) == 1 else rng.choice(steps))

        return generator(
            name,
            version=version,
            verifiers=VERIFIERS,
            min_step_coverage=1.0,
            difficulties=(low, high),
        )(at)

    return wrap


def again(generator: Generator) -> Make:
    """The function of a generator, to draw a row of the same step once more."""
    make: Make = inspect.unwrap(generator.make)
    return make
