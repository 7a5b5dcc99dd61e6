"""MetaMath: every problem is looked at from four sides.

``answer`` solves it, ``rephrase`` rewords it first, and two go backward:
``fobar`` gives the answer away and asks for one of the problem's numbers,
``verification`` turns problem and answer into a statement before it does so. A
program masks the number, so the key of a backward problem is known. The original
has no check of the rewording; here ``math.rewording`` has to accept it. That it
means the same is the model's word, so its row is labelled.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import cast

import assay
from assay_math.problems import mask, numbers
from assay_math.recipes._problems import Problems, problems, solve
from assay_math.verifiers.rewording import ASKED, KNOWN, UNKNOWN, Rewording, Side

REPHRASE = assay.load_prompt("assay_math.recipes", "rephrase.txt")
STATEMENT = assay.load_prompt("assay_math.recipes", "statement.txt")
BY_MODEL = ("rephrase", "verification")
CHECK = "math.rewording"
REWORDED = "that the rewording means the same is the model's word"


@dataclass(frozen=True)
class Params(Problems):
    sides: tuple[Side, ...] = assay.param(
        "which of the four to make", ("answer", "rephrase", "verification", "fobar")
    )


@assay.recipe(
    "math.metamath",
    version=2,
    params=Params,
    verifiers=("math.answer", "math.cot", "math.derived", "math.rewording"),
    min_step_coverage=0.5,
    cites="arXiv:2309.12284",
)
async def metamath(seed: assay.Seed, ctx: assay.Context[Params]) -> assay.Draft:
    """Problems answered, rephrased and turned backward, with the solutions of all three."""
    original, key, side = seed.text("question"), seed.text("key"), cast(Side, seed.text("side"))
    question, origin = original, Rewording(original, key, side)
    if side == "rephrase":
        question = await reworded(ctx, REPHRASE.fill(question=original))
    elif side == "fobar":
        number = chosen(ctx, original, key)
        question, key = f"{mask(original, number)} {KNOWN.format(key=key)}", number[0]
    elif side == "verification":
        number = chosen(ctx, original, key)
        statement = await reworded(ctx, STATEMENT.fill(question=original, answer=key))
        places = [n for n in numbers(statement) if n[0] == number[0]]
        if len(places) != 1:
            reason = "ambiguous_mask" if places else "lost_number"
            raise assay.Rejected(reason, f"The statement holds {number[0]} {len(places)} times.")
        question, key = f"{mask(statement, places[0])} {ASKED}", number[0]
    reference = assay.make_reference(key, rewording=origin)
    if side not in BY_MODEL:
        return replace(await solve(ctx, question, key), reference=reference)
    asked = assay.Draft(question, "?", reference, labels={"opinion": REWORDED})
    verdict = await ctx.verify(CHECK, asked)  # before its solution is paid for
    if not verdict.accepted:
        raise assay.Rejected(verdict.reason, verdict.message)
    return replace(asked, response=(await solve(ctx, question, key)).response)


async def reworded(ctx: assay.Context[Params], prompt: assay.Filled) -> str:
    """The model's rewording of a problem."""
    reply = await ctx.ask(prompt, temperature=ctx.params.temperature, max_tokens=ctx.params.max_tokens)
    return reply.whole().removeprefix("Problem:").strip()


def chosen(ctx: assay.Context[Params], question: str, key: str) -> re.Match[str]:
    """The number to mask: one that stands in the problem once, and is not its answer."""
    if UNKNOWN.search(question):
        raise assay.Rejected("ambiguous_mask", "The problem has an x of its own.")
    found = numbers(question)
    single = [n for n in found if n[0] != key and sum(other[0] == n[0] for other in found) == 1]
    if not single:
        raise assay.Rejected("no_number", "The problem has no number to mask that stands in it once.")
    return ctx.rng.choice(single)


@metamath.source
def seeds(params: Params, rng: random.Random) -> Iterator[assay.Seed]:
    for seed in problems(params):
        for side in params.sides:
            yield seed if seed.problem else replace(seed, fields={**seed.fields, "side": side})
            if seed.problem:
                break
