"""ReST-EM: many samples of every problem, the right ones kept up to a cap, the student fitted on them, again.

After A. Singh et al., "Beyond Human Data: Scaling Self-Training for
Problem-Solving with Language Models", arXiv:2312.06585; no code was released.
The paper draws 32 samples at temperature 0.7 (top-k 40; give it in the sampling
of the model) and keeps at most 10 right ones of a problem, or easy problems
would swamp the set; its problems are of mathematics and of programming. Differences: of
equal solutions one counts; wrong samples stay with the reason, next to the right ones of the same problem,
which is what preference pairs are made of. The gate is any verifier: ``math.answer`` asks for the answer
only, as in the paper; with ``math.cot`` beside it the cap counts what passes both.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

import assay
from assay import ops
from assay_math.recipes._problems import Problems, Sampled, after_hashes, solve, task


@dataclass(frozen=True, kw_only=True)
class Params(Sampled, Problems):
    samples: int = assay.param("solutions to draw of each problem", 32, least=1)
    cap: int = assay.param("most right solutions to keep of one problem in one round", 10, least=1)
    verifier: tuple[str, ...] = assay.param("what decides: any verifier, or several", ("math.answer",))


@assay.recipe(
    "math.rest_em",
    version=2,
    params=Params,
    verifiers=("assay.reply",),
    models=("student",),
    cites="arXiv:2312.06585",
    lookback=1,
)
async def rest_em(seed: assay.Seed, ctx: assay.Context[Params]) -> list[assay.Draft | assay.Rejected]:
    """Right solutions among many samples, capped per problem; rounds with FIT; any verifier."""
    await ops.fitted(seed, ctx)
    params = ctx.params

    async def make(number: int) -> assay.Draft:
        asked = task(params, seed)
        made = await solve(ctx, seed["prompt"], seed["reference"], model="student", prompt=asked)
        extra = {"round": seed["round"], "sample": number}
        return replace(made, verifiers=params.verifier, extra=extra)

    return (await ops.draw(ctx, make, params.samples)).kept(params.cap)


@rest_em.extra_verifiers
def chosen(params: Params) -> tuple[str, ...]:
    return params.verifier


@rest_em.source
def seeds(params: Params, rng: random.Random) -> Iterator[assay.Seed]:
    def one_round() -> Iterator[assay.Seed]:
        return ops.tasks(params, params.seeds, params.question, params.answer, plain=after_hashes)

    return ops.in_rounds(params, one_round)
