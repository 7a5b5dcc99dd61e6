"""Pairs of a reply that a verifier proves right and one that it proves wrong, for any verifier.

A model answers each prompt several times; the verifier judges every reply with
the reference of the seed. Right and wrong ones are paired, those of nearest
length first, so that length does not give the right one away. Both halves must be
answers at all (``text.reply``): a refusal is no useful wrong half. The gate proves
the right half right and the wrong half wrong once more.

The idea is in UltraInteract (arXiv:2404.02078) and elsewhere; what is new is that
nothing rests on a judge. What a pair proves is what its verifier proves.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import assay
from assay_text.recipes._labels import said
from assay_text.verifiers.reply import reply_problem


@dataclass(frozen=True)
class Params:
    seeds: Path = assay.param("JSONL with prompts and references")
    verifier: str = assay.param("what decides, such as math.answer")
    prompt: str = assay.param("the column of the prompts", "prompt")
    reference: str = assay.param("the column of the references", "reference")
    hint: str = assay.param("words after the prompt for the model only, such as how to give the answer", "")
    samples: int = assay.param("replies to ask for of each prompt", 8, least=1)
    pairs: int = assay.param("most pairs of a prompt", 1, least=1)
    temperature: float = assay.param("of the calls", 1.0, least=0)


@assay.recipe(
    "text.verified_pairs", version=2, params=Params, verifiers=("text.reply",), cites="arXiv:2404.02078"
)
async def verified_pairs(seed: assay.Seed, ctx: assay.Context[Params]) -> list[assay.Draft]:
    """Pairs of a right and a wrong reply, told apart by a verifier of your choice."""
    params = ctx.params
    prompt, reference = seed.text(params.prompt), seed.text(params.reference)
    asked = f"{prompt}\n\n{params.hint}" if params.hint else prompt
    replies = await asyncio.gather(
        *(ctx.ask(asked, temperature=params.temperature) for _ in range(params.samples))
    )
    texts = dict.fromkeys(text for r in replies if (text := said(r)) and not reply_problem(text, prompt))
    drafts = [assay.Draft(prompt, text, reference, verifiers=(params.verifier,)) for text in texts]
    verdicts = await asyncio.gather(*(ctx.verify(params.verifier, draft) for draft in drafts))
    judged = list(zip(texts, verdicts, strict=True))
    right = [text for text, verdict in judged if verdict.status is assay.Status.ACCEPTED]
    wrong = [text for text, verdict in judged if ctx.wrong(verdict)]
    if not (right and wrong):
        reason = "none_wrong" if right else "none_right" if wrong else "none_decided"
        told = f"{len(right)} right and {len(wrong)} wrong of {len(texts)} different replies that are answers"
        raise assay.Rejected(reason, f"{told}.", assay.Draft(prompt, next(iter(texts), ""), reference))
    counts = {"replies": len(replies), "different": len(texts), "right": len(right), "wrong": len(wrong)}
    return [
        assay.Draft(prompt, good, reference, verifiers=(params.verifier,), pair=assay.Pair(bad), extra=counts)
        for good, bad in nearest_length(right, wrong)[: params.pairs]
    ]


def nearest_length(right: Sequence[str], wrong: Sequence[str]) -> list[tuple[str, str]]:
    """Pairs of texts of about the same length, each text once, the nearest first."""
    ranked = sorted((abs(len(a) - len(b)), i, j) for i, a in enumerate(right) for j, b in enumerate(wrong))
    used: set[tuple[str, int]] = set()
    found = []
    for _, i, j in ranked:
        if ("right", i) not in used and ("wrong", j) not in used:
            used |= {("right", i), ("wrong", j)}
            found.append((right[i], wrong[j]))
    return found


@verified_pairs.extra_verifiers
def chosen(params: Params) -> tuple[str, ...]:
    return (params.verifier,)


@verified_pairs.source
def prompts(params: Params, rng: random.Random) -> Iterator[assay.Seed]:
    return assay.read_seeds(params.seeds, params.prompt, params.reference)
