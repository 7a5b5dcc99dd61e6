"""Problems that a model works out: distillation, with the verifier as the judge."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import assay

SOLVE = assay.Prompt("solve", "Work this out step by step, one line for each step.\n\n{{problem}}")


# A parameter without a default must be given: --set problems=FILE, or under params: in a run file.
@dataclass(frozen=True)
class Params:
    problems: Path = assay.param("JSONL or Parquet with prompt and reference, such as generated rows")
    temperature: float = assay.param("of the answers", 0.7, least=0, most=2)


# Which verifiers: those that prove what you say of the rows. A model's opinion (labels=) is no proof and gates nothing.
# Raise version= when the same seeds and replies would give other rows: another prompt, another way to read a reply.
@assay.recipe(
    "__domain__.solved",
    params=Params,
    verifiers=("__domain__.total_mass",),
)
async def solved(seed: assay.Seed, ctx: assay.Context[Params]) -> assay.Draft:
    """A model works each problem out; only right answers pass."""
    # Draw from ctx.rng and nothing else. Candidates run side by side, and no row depends on which is first.
    asked = SOLVE.fill(problem=seed.text("prompt"))
    reply = await ctx.ask(asked, temperature=ctx.params.temperature)
    # whole() is the reply without thinking blocks; the candidate is rejected if it was cut off. To give a candidate
    # up yourself: raise assay.Rejected("reason", "A sentence."). The row holds the problem as it was, not the words
    # around it: what a model wrote into a prompt, no reference speaks of.
    return assay.Draft(seed.text("prompt"), reply.whole(), seed.text("reference"))


# Seeds come lazily, the same ones in the same order every time.
@solved.source
def problems(params: Params, _rng: random.Random) -> Iterator[assay.Seed]:
    return assay.read_seeds(params.problems, "prompt", "reference")
