"""ReST-EM: many samples of every problem, the right ones kept up to a cap, the student fitted on them, again.

After A. Singh et al., "Beyond Human Data: Scaling Self-Training for
Problem-Solving with Language Models", arXiv:2312.06585; no code was released.
The paper draws 32 samples at temperature 0.7 (top-k 40; give it in the sampling
of the model) and keeps at most 10 right ones of a problem, or easy problems
would swamp the set. Differences: of equal solutions one counts; wrong samples
stay with the reason, next to the right ones of the same problem, which is what
preference pairs are made of. Only the answer is gated, as in the paper;
``--require math.cot`` gates the steps too, and the cap then counts what passes both.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

import assay
from assay import ops
from assay_math.recipes._problems import Problems, problems, solve


@dataclass(frozen=True, kw_only=True)
class Params(ops.Rounds, Problems):
    samples: int = assay.param("solutions to draw of each problem", 32, least=1)
    cap: int = assay.param("most right solutions to keep of one problem in one round", 10, least=1)

    def __post_init__(self) -> None:
        super().__post_init__()
        if min(self.samples, self.cap) < 1:
            raise ValueError("samples and cap must be 1 or more")


@assay.recipe(
    "math.rest_em",
    params=Params,
    verifiers=("math.answer",),
    models=("student",),
    cites="arXiv:2312.06585",
    lookback=1,
)
async def rest_em(seed: assay.Seed, ctx: assay.Context[Params]) -> list[assay.Draft | assay.Rejected]:
    """Right solutions among many samples, capped per problem; rounds with FIT."""
    await ops.fitted(seed, ctx)
    question, key = seed.text("question"), seed.text("key")
    tries = await asyncio.gather(
        *(solve(ctx, question, key, model="student") for _ in range(ctx.params.samples)),
        return_exceptions=True,
    )
    kept: dict[str, assay.Draft | assay.Rejected] = {}
    right = 0
    for number, each in enumerate(assay.drafts_of(tries)):
        if isinstance(each, assay.Rejected):
            kept[f"rejected {number}"] = each
        elif each.response not in kept:
            accepted = (await ctx.judge(each)).accepted
            if not accepted or right < ctx.params.cap:
                kept[each.response] = replace(each, extra={"round": seed["round"], "sample": number})
            right += accepted
    return list(kept.values())


@rest_em.source
def seeds(params: Params, rng: random.Random) -> Iterator[assay.Seed]:
    return ops.in_rounds(params, lambda: problems(params))
