"""MetaMath: every problem is looked at from four sides.

``answer`` solves it, ``rephrase`` rewords it first, and two go backward:
``fobar`` gives the answer away and asks for one of the problem's numbers,
``verification`` turns problem and answer into a statement before it does so. A
program masks the number, so the key of a backward problem is known. The original
has no check of the rewording; here it must have its numbers, in digits or in words,
and no others. That it means the same is the model's word, so its row is labelled.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

import assay
from assay_math.recipes._problems import Problems, gained_number, lost_number, mask, numbers, problems, solve

SOLVED = re.compile(r"\\boxed|####|\b(?:final )?(?:answer|solution)\b\s*(?:is|was|:|=)", re.IGNORECASE)
Side = Literal["answer", "rephrase", "verification", "fobar"]
REPHRASE = assay.load_prompt("assay_math.recipes", "rephrase.txt")
STATEMENT = assay.load_prompt("assay_math.recipes", "statement.txt")


REWORDED = "that the rewording means the same is the model's word"


@dataclass(frozen=True)
class Params(Problems):
    sides: tuple[Side, ...] = assay.param(
        "which of the four to make", ("answer", "rephrase", "verification", "fobar")
    )


@assay.recipe(
    "math.metamath",
    params=Params,
    verifiers=("math.answer", "math.cot"),
    min_step_coverage=0.5,
    cites="arXiv:2309.12284",
)
async def metamath(seed: assay.Seed, cook: assay.Cook[Params]) -> assay.Draft:
    """Problems answered, rephrased and turned backward, with the solutions of all three."""
    original, key, side = seed.text("question"), seed.text("key"), seed.text("side")
    question = original
    if side == "rephrase":
        question = await reworded(cook, REPHRASE.fill(question=original), original)
    elif side == "fobar":
        number = chosen(cook, original)
        known = f"If we know the answer to the above question is {key}, what is the value of the unknown x?"
        question, key = f"{mask(original, number)} {known}", number[0]
    elif side == "verification":
        number = chosen(cook, original)
        asked = STATEMENT.fill(question=original, answer=key)
        statement = await reworded(cook, asked, f"{original} {key}")
        places = [n for n in numbers(statement) if n[0] == number[0]]
        if len(places) != 1:
            raise assay.Rejected("ambiguous_mask", f"The statement holds {number[0]} {len(places)} times.")
        question, key = f"{mask(statement, places[0])} What is the value of the unknown x?", number[0]
    draft = await solve(cook, question, key)
    labels = {"opinion": REWORDED} if side in ("rephrase", "verification") else {}
    return replace(draft, extra={"side": side, "original_question": original}, labels=labels)


async def reworded(cook: assay.Cook[Params], prompt: assay.Filled, source: str) -> str:
    """The model's rewording of a problem, which must keep its numbers."""
    reply = await cook.ask(prompt, temperature=cook.params.temperature, max_tokens=cook.params.max_tokens)
    text = reply.whole().removeprefix("Problem:").strip()
    if not text:
        raise assay.Rejected("empty_reply", "The rewording is empty.")
    if lost := lost_number(source, text):
        raise assay.Rejected("lost_number", f"The rewording has lost the number {lost}.")
    if gained := gained_number(source, text):
        raise assay.Rejected("new_number", f"The rewording has a number of its own: {gained}.")
    if SOLVED.search(text):
        raise assay.Rejected("solved", "The rewording speaks of its answer or goes on with a solution.")
    return text


def chosen(cook: assay.Cook[Params], question: str) -> re.Match[str]:
    """The number to mask: one that stands in the problem once."""
    found = numbers(question)
    single = [n for n in found if sum(other[0] == n[0] for other in found) == 1]
    if not single:
        raise assay.Rejected("no_number", "The problem has no number to mask that stands in it once.")
    return cook.rng.choice(single)


@metamath.source
def seeds(params: Params, rng: random.Random) -> Iterator[assay.Seed]:
    for seed in problems(params):
        for side in params.sides:
            yield seed if seed.problem else replace(seed, fields={**seed.fields, "side": side})
            if seed.problem:
                break
