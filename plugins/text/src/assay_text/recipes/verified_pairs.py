"""Pairs of a reply that a verifier proves right and one that it proves wrong, for any verifier.

A model answers each prompt several times; the gate judges every reply with
the reference of the seed. Right and wrong ones are paired, those of nearest
length first, so that length does not give the right one away. Both halves must be
answers at all (``text.reply``): a refusal is no useful wrong half. The gate proves
the right half right and the wrong half wrong once more.

The idea is in UltraInteract (arXiv:2404.02078) and elsewhere; what is new is that
nothing rests on a judge. What a pair proves is what its verifier proves.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import assay
from assay import ops


@dataclass(frozen=True, kw_only=True)
class Params(ops.Sampled):
    seeds: Path = assay.param("JSONL, CSV or Parquet with prompts and references")
    prompt: str = assay.param("column of the prompts", "prompt")
    reference: str = assay.param("column of the references: text, or JSON objects", "reference")
    samples: int = assay.param("replies to ask for of each prompt", 8, least=1)
    pairs: int = assay.param("most pairs of a prompt", 1, least=1)
    temperature: float = assay.param("of the calls", 1.0, least=0)


@assay.recipe(
    "text.verified_pairs",
    version=3,
    params=Params,
    verifiers=("text.reply",),
    cites="arXiv:2404.02078",
    lookback=1,
)
async def verified_pairs(seed: assay.Seed, ctx: assay.Context[Params]) -> list[assay.Draft]:
    """Pairs of a right and a wrong reply, told apart by a verifier of your choice; ``samples`` calls a prompt."""
    await ops.fitted(seed, ctx)
    params, prompt = ctx.params, str(seed["prompt"])
    shots = ops.shown(params.shots, lambda each: ops.asked(seed, params.how, each), prompt)
    asked = [*shots, assay.Message("user", ops.asked(seed, params.how))]

    async def make(_: int) -> assay.Draft:
        reply = await ctx.ask(asked, temperature=params.temperature)
        return assay.Draft(prompt, reply.whole(), seed["reference"], verifiers=params.verifier)

    tried = await ops.draw(ctx, make, params.samples)
    extra = {"round": seed["round"], **tried.counts}
    return [replace(draft, extra=extra) for draft in tried.paired(params.pairs)]


@verified_pairs.extra_verifiers
def chosen(params: Params) -> tuple[str, ...]:
    return params.verifier


@verified_pairs.source
def prompts(params: Params, rng: random.Random) -> Iterator[assay.Seed]:
    return ops.in_rounds(params, lambda: ops.tasks(params, params.seeds, params.prompt, params.reference))
