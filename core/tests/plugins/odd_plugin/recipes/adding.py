"""Recipes of sums: one that is right, and others."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import assay


@dataclass(frozen=True)
class Params:
    numbers: Path = assay.param("JSONL with a, b and what a pupil said")


async def add(seed, ctx):
    a, b, said = int(seed["a"]), int(seed["b"]), int(seed["said"])
    return assay.Draft(f"Add {a}, {b}.", f"{a} + {b} = {said}\nThe answer is {said}.", str(a + b))


def seeds(params, rng):
    return assay.read_seeds(params.numbers, "a", "b", "said")


@assay.recipe("odd.adds", params=Params, verifiers=("odd.proves_nothing",), models=())
async def adds(seed, ctx):
    """Sums of pupils."""
    return await add(seed, ctx)


adds.source(seeds)


@assay.recipe("odd.keeps_notes", params=Params, verifiers=("odd.proves_nothing",), models=())
async def keeps_notes(seed, ctx):
    """Writes beside what it reads."""
    return await add(seed, ctx)


@keeps_notes.source
def noted(params, rng):
    params.numbers.with_name("notes.txt").write_text("read")
    return seeds(params, rng)


@assay.recipe("odd.breaks_off", params=Params, verifiers=("odd.proves_nothing",), models=())
async def breaks_off(seed, ctx):
    """Its seeds end in a failure."""
    return await add(seed, ctx)


@breaks_off.source
def broken(params, rng):
    yield from seeds(params, rng)
    raise LookupError("the list is gone")
