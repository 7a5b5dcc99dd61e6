"""UltraFeedback: answers of several models, rated by a judge under four aspects (arXiv:2310.01377, github.com/OpenBMB/UltraFeedback).

Four models answer each instruction, each under a principle drawn at random. A
judge rates the answers together, in a new random order for each aspect; a reply
that does not rate each answer exactly once is asked for again and counted. It
then writes a critique of each answer with a mark for the whole. The best and the
worst answer become a pair.

Unlike the original: four roles in place of a pool of seventeen models (one model
may fill several), and no wrong score slips through a loose pattern: marks for the
whole that do not go with the ratings sink the row (in the published set 2,628
scores of 10 mostly meant 1, its issue 8). The gate reads the judge's replies
again; that the judge is right remains an opinion, and rows and pairs say so.
"""

from __future__ import annotations

import asyncio
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import assay
from assay_text.recipes._labels import said
from assay_text.verifiers.rated_pair import (
    RatedPair,
    Rating,
    means,
    overall_in,
    pair_of,
    pair_problem,
    ratings_in,
)

RATE = assay.load_prompt("assay_text.recipes", "ultrafeedback_rate.txt")
CRITIQUE = assay.load_prompt("assay_text.recipes", "ultrafeedback_critique.txt")
_TEXT = assay.load_prompt("assay_text.recipes", "ultrafeedback_principles.txt").text
_PARTS = re.split(r"^--- (\w+) ---\n", _TEXT, flags=re.MULTILINE)[1:]
PRINCIPLES = {name: text.split("\n")[:-1] for name, text in zip(_PARTS[::2], _PARTS[1::2], strict=True)}
WRITERS = ("first", "second", "third", "fourth")
ASPECTS = {
    "instruction following": "1: passes the task by. 3: does part of it or misses a condition. 5: does exactly what was asked, every condition included.",
    "honesty": "1: sure of what is wrong, or evasive. 3: confidence and correctness go together in part. 5: as sure as it has reason to be, open about doubt.",
    "truthfulness": "1: mostly false or made up. 3: true in the main, with errors. 5: no false statement, no contradiction.",
    "helpfulness": "1: of no use. 3: useful but thin, or too long. 5: clear, complete and pleasant to read, with what the reader needs next.",
}
OPINION = "which answer is better is the judge's opinion"


@dataclass(frozen=True)
class Params:
    seeds: Path = assay.param("JSONL with an instruction each, and a reference where there is one")
    margin: float = assay.param("least difference of the mean ratings (1 to 5) of a pair", 1.0, least=0)
    tries: int = assay.param("times that a malformed rating is asked for", 3, least=1)
    critique: bool = assay.param("ask for a critique and a mark for the whole of each answer", True)
    temperature: float = assay.param("of the answers", 1.0, least=0)


@assay.recipe(
    "text.ultrafeedback",
    params=Params,
    version=2,
    verifiers=("text.rated_pair",),
    models=(*WRITERS, "judge"),
    cites="arXiv:2310.01377",
)
async def ultrafeedback(seed: assay.Seed, ctx: assay.Context[Params]) -> assay.Draft:
    """Preference pairs of several models' answers, by a judge's ratings under four aspects."""
    params, instruction = ctx.params, seed.text("instruction")
    principles = [ctx.rng.choice(list(PRINCIPLES)) for _ in WRITERS]
    systems = [ctx.rng.choice(PRINCIPLES[name]) for name in principles]
    orders = {aspect: ctx.rng.sample(range(len(WRITERS)), len(WRITERS)) for aspect in ASPECTS}
    replies = await asyncio.gather(
        *(
            ctx.ask(
                [assay.Message("system", system), assay.Message("user", instruction)],
                model=writer,
                temperature=params.temperature,
            )
            for writer, system in zip(WRITERS, systems, strict=True)
        )
    )
    answers = [reply.whole(assay.Draft(instruction, "", "")) for reply in replies]
    knowledge = (
        f"What is known to be right:\n{seed.text('reference')}\n\n" if seed.fields.get("reference") else ""
    )
    rated = await asyncio.gather(
        *(
            rate(ctx, aspect, instruction, knowledge, [answers[n] for n in orders[aspect]])
            for aspect in ASPECTS
        )
    )
    ratings = {
        aspect: Rating(tuple(orders[aspect]), reply)
        for aspect, (reply, _) in zip(ASPECTS, rated, strict=True)
    }
    overall = (
        await asyncio.gather(*(mark(ctx, instruction, each) for each in answers)) if params.critique else []
    )
    scores = means(ratings, len(answers))
    if scores is None:
        raise assay.Rejected("malformed_rating", f"An aspect was not rated in {params.tries} tries.")
    best, worst = pair_of(scores)
    chosen, rejected = answers[best], answers[worst]
    marks = tuple(text for text, _ in overall)
    opinions = {
        "opinion": OPINION,
        "means": dict(zip(WRITERS, scores, strict=True)),
        "principles": dict(zip(WRITERS, principles, strict=True)),
        "chosen": WRITERS[best],
        "rejected": WRITERS[worst],
        "malformed": sum(tries for _, tries in [*rated, *overall]),
    }
    draft = assay.Draft(
        instruction,
        chosen,
        assay.make_reference(rated_pair=RatedPair(tuple(answers), ratings, marks, params.margin, rejected)),
        answer=chosen,
        labels=opinions,
        pair=assay.Pair(rejected, opinion=True),
    )
    if problem := pair_problem(answers, scores, marks, params.margin, chosen, rejected):
        raise assay.Rejected(*problem, draft)
    return draft


async def rate(
    ctx: assay.Context[Params], aspect: str, instruction: str, knowledge: str, answers: Sequence[str]
) -> tuple[str, int]:
    """The judge's reply under one aspect, and how many malformed ones came before it."""
    prompt = RATE.fill(
        aspect=aspect,
        scale=ASPECTS[aspect],
        instruction=instruction,
        knowledge=knowledge,
        answers="\n\n".join(f"Answer {n}:\n{text}" for n, text in enumerate(answers, 1)),
        count=str(len(answers)),
    )
    return await insist(ctx, prompt, lambda text: ratings_in(text, len(answers)) is not None)


async def mark(ctx: assay.Context[Params], instruction: str, answer: str) -> tuple[str, int]:
    """The judge's critique with its mark, and how many malformed ones came before it."""
    prompt = CRITIQUE.fill(instruction=instruction, answer=answer)
    return await insist(ctx, prompt, lambda text: overall_in(text) is not None)


async def insist(ctx: assay.Context[Params], prompt: assay.Filled, good: Any) -> tuple[str, int]:
    """The first reply that can be read, or the last one, and how many could not."""
    text = ""
    for number in range(ctx.params.tries):
        text = said(await ctx.ask(prompt, model="judge", temperature=0.0 if not number else 0.7))
        if good(text):
            return text, number
    return text, ctx.params.tries


@ultrafeedback.source
def instructions(params: Params, rng: random.Random) -> Iterator[assay.Seed]:
    return assay.read_seeds(params.seeds, "instruction")
