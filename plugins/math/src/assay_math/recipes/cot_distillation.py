"""Chain-of-thought distillation: a model solves problems whose answers are known; only proved solutions stay.

The key decides the final answer (``math.answer``), computation every step
(``math.cot``): a right answer by wrong arithmetic falls.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Iterator
from dataclasses import dataclass

import assay
from assay_math.recipes._problems import Problems, problems, solve


@dataclass(frozen=True)
class Params(Problems):
    samples: int = assay.param("solutions to ask for of each problem", 1, least=1)
    attempts: int = assay.param(
        "tries per solution; past the first the model is told what was wrong", 1, least=1
    )


@assay.recipe(
    "math.cot_distillation",
    params=Params,
    verifiers=("math.answer", "math.cot", "math.derived"),
    min_step_coverage=0.5,
    cites="arXiv:2210.11610, arXiv:2305.02301",
)
async def cot_distillation(
    seed: assay.Seed, ctx: assay.Context[Params]
) -> assay.Draft | list[assay.Draft | assay.Rejected]:
    """A model's worked solutions of problems with keys, each step checked."""
    question, key = seed.text("question"), seed.text("key")
    if ctx.params.samples == 1:
        return await solve(ctx, question, key, ctx.params.attempts)
    tries = await asyncio.gather(
        *(solve(ctx, question, key, ctx.params.attempts) for _ in range(ctx.params.samples)),
        return_exceptions=True,
    )
    return assay.drafts_of(tries)


@cot_distillation.source
def seeds(params: Params, rng: random.Random) -> Iterator[assay.Seed]:
    return problems(params)
