"""Evol-Instruct: instructions made harder round by round (WizardLM, arXiv:2304.12244, github.com/nlpxucan/WizardLM).

In each round one of six operations is drawn: five go in depth (constraints,
deepening, concrete terms, reasoning steps, a harder input), one in breadth (a
rarer instruction of the same field). The model answers what came out, and it is
eliminated if a model judges it equal to its parent, or by one of the paper's
rules. Of an eliminated child the parent goes into the next round.

Unlike the released code: all six operations, several rounds, and the elimination
that the paper describes. The rules are the gate (``text.evolved``); that a child
asks for more, and that an answer is right, is a model's word, and the rows say so.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import assay
from assay import ops
from assay_text.recipes._labels import label_in, said, voted
from assay_text.verifiers.evolved import Evolved, evolved_problem

DEPTH = assay.load_prompt("assay_text.recipes", "evol_instruct_depth.txt")
BREADTH = assay.load_prompt("assay_text.recipes", "evol_instruct_breadth.txt")
EQUAL = assay.load_prompt("assay_text.recipes", "evol_instruct_equal.txt")
METHODS = {
    "constrain": "add one more condition or requirement that the answer has to meet",
    "deepen": "ask a question that goes deeper or wider into the matter that it is about",
    "concretise": "put more specific notions in the place of general ones",
    "reason": "where a few simple steps of thought would do, ask explicitly for an answer in several steps",
    "complicate": "give material to work on, such as a table, a formula, JSON, code or a quotation, and ask about it",
}
OPINION = "that it asks for more than its parent, and that the answer is right, is the model's word"


@dataclass(frozen=True)
class Params(ops.Reading):
    seeds: Path = assay.param("JSONL with an instruction each")
    rounds: int = assay.param("times that an instruction is evolved", 4, least=1)
    breadth: float = assay.param("share of the draws that go in breadth, 0 to 1", 1 / 6, least=0, most=1)
    temperature: float = assay.param("of the calls that evolve and answer", 1.0, least=0)


@assay.recipe(
    "text.evol_instruct", params=Params, version=3, verifiers=("text.evolved",), cites="arXiv:2304.12244"
)
async def evol_instruct(seed: assay.Seed, ctx: assay.Context[Params]) -> list[assay.Draft | assay.Rejected]:
    """Harder or rarer instructions, evolved round by round from given ones, with answers."""
    parent = seed.text("instruction")
    parents: tuple[str, ...] = ()
    made: list[assay.Draft | assay.Rejected] = []
    for number in range(ctx.params.rounds):
        deep = ctx.rng.random() >= ctx.params.breadth
        operation = ctx.rng.choice(list(METHODS)) if deep else "breadth"
        try:
            child = await evolve(ctx, parent, operation, number, parents)
        except assay.Rejected as rejected:
            made.append(rejected)  # and the parent stays
        else:
            parent, parents = child.prompt, (f"{ctx.id}-{len(made)}",)
            made.append(child)
    return made


async def evolve(
    ctx: assay.Context[Params], parent: str, operation: str, number: int, parents: tuple[str, ...]
) -> assay.Draft:
    """One child with its answer; raises :class:`~assay.Rejected` if it is eliminated."""
    prompt = BREADTH.fill(instruction=parent)
    if operation in METHODS:
        prompt = DEPTH.fill(method=METHODS[operation], instruction=parent)
    reply = await ctx.ask(prompt, temperature=ctx.params.temperature)
    instruction = reply.whole(assay.Draft(parent, "", ""))
    if problem := evolved_problem(parent, instruction, "an answer"):
        raise assay.Rejected(*problem, assay.Draft(instruction, "", ""))
    asked = EQUAL.fill(first=parent, second=instruction)
    judged = await voted(
        ctx, asked, lambda reply: label_in(said(reply), ("equal", "different")), ctx.params.reads, 0.0
    )
    if judged != "different":
        message = f"Whether it asks for more than its parent was judged {judged or 'neither equal nor different'!r}."
        raise assay.Rejected("no_gain", message, assay.Draft(instruction, "", ""))
    answer = await ctx.ask(instruction, temperature=ctx.params.temperature)
    known = Evolved(parent, operation, judged)
    draft = assay.Draft(
        instruction,
        answer.visible,
        assay.make_reference(evolved=known),
        answer=answer.visible,
        labels={"opinion": OPINION, "operation": operation, "round": number + 1},
        parents=parents,
    )
    answer.whole(draft)
    if problem := evolved_problem(parent, instruction, draft.response):
        raise assay.Rejected(*problem, draft)
    return draft


@evol_instruct.source
def instructions(params: Params, rng: random.Random) -> Iterator[assay.Seed]:
    return assay.read_seeds(params.seeds, "instruction")
