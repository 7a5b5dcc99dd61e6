"""TinyGSM: new word problems, each with a Python program for its solution, run and agreed on.

After B. Liu et al., "TinyGSM: achieving >80% on GSM8k with small language
models", arXiv:2312.09241 (the data was released, no code). A model writes
several problems like a seed question in one reply, each with a program. The
original keeps a pair if it is long enough, has numbers and runs; whether it is
right is not checked. Here the program must compute its result from the problem's
numbers (``math.program``) and come to the answer of a second model that sees the
problem only. That keeps what two models agree on, easy problems more often than
hard ones, and agreement is no proof: each row is labelled so. Not done: seeds with
irrelevant sentences (use GSM-IC as the seed file), the question as a docstring.
"""

from __future__ import annotations

import asyncio
import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import assay
from assay import ops
from assay.evidence.markdown import fences
from assay_math.problems import numbers
from assay_math.recipes._problems import Questions, second_opinion

WRITE = assay.load_prompt("assay_math.recipes", "tinygsm.txt")
TASK = "Write a Python function solution() that takes no arguments and returns the answer."
SHORTEST = 40  # characters of a problem
_PAIR = re.compile(r"<problem>(.*?)</problem>\s*<program>(.*?)</program>", re.DOTALL)


@dataclass(frozen=True)
class Params(ops.FewShot, Questions):
    problems: int = assay.param("new problems to ask for in one reply", 5, least=1)
    draws: int = assay.param("replies for each seed question", 1, least=1)
    temperature: float = assay.param("of the model that writes", 1.0, least=0)
    max_tokens: int = assay.param("longest reply", 4096, least=1)
    too_like: float = assay.param(
        "ROUGE-L above which a problem is a copy of a seed or an earlier one", 0.85, least=0, most=1
    )


@assay.recipe(
    "math.tinygsm",
    version=3,
    params=Params,
    verifiers=("math.program", "math.problem"),
    models=("model", "solver"),
    cites="arXiv:2312.09241",
)
async def tinygsm(seed: assay.Seed, ctx: assay.Context[Params]) -> list[assay.Draft | assay.Rejected]:
    """Word problems with Python programs that run and agree with a second solver."""
    params, question = ctx.params, seed.text("question")
    pairs = await ctx.read(
        ops.after_shots(params.shots, WRITE, count=str(params.problems), question=question),
        pairs_in,
        attempts=params.reads,
        temperature=params.temperature,
        max_tokens=params.max_tokens,
    )
    made = (row(ctx, question, problem.strip(), program.strip()) for problem, program in pairs)
    return assay.drafts_of(await asyncio.gather(*made, return_exceptions=True))


def pairs_in(reply: assay.Reply) -> list[tuple[str, str]]:
    """The problems and programs of a reply; one that was cut off has no end and is left out."""
    pairs: list[tuple[str, str]] = _PAIR.findall(reply.whole(cut=True))
    if not pairs:
        raise assay.Rejected(
            "unparsable_reply",
            "The reply holds no <problem>…</problem> followed by its <program>…</program>.",
        )
    return pairs


async def row(ctx: assay.Context[Params], seed: str, problem: str, program: str) -> assay.Draft:
    """A problem with its program, and the second solver's answer as the key."""
    fenced = list(fences(program))
    if len(fenced) == 1 and fenced[0].closed and fenced[0].outer == (0, len(program)):
        program = fenced[0].text.removesuffix("\n")
    prompt, response = f"{problem}\n\n{TASK}", f"```python\n{program}\n```"
    rough = assay.Draft(prompt, response, "")
    if len(problem) < SHORTEST or not numbers(problem):
        raise assay.Rejected("no_problem", "The problem is too short or has no numbers.", rough)
    key = await second_opinion(ctx, problem)
    extra = {"seed_question": seed}
    return assay.Draft(prompt, response, key, extra=extra, labels={"key": "a second model's answer"})


@tinygsm.filter_for
def novel(params: Params) -> ops.Novel:
    def known() -> Iterator[str]:
        seeds = assay.read_seeds(params.seeds, params.question)
        return (str(seed[params.question]) for seed in seeds if not seed.problem)

    def problem(row: Mapping[str, Any]) -> str:
        return str(row["prompt"]).removesuffix(TASK)

    return ops.Novel(lambda: ops.RougePool(above=params.too_like), problem, known=known)


@tinygsm.source
def seeds(params: Params, rng: random.Random) -> Iterator[assay.Seed]:
    for _ in range(params.draws):
        for seed in assay.read_seeds(params.seeds, params.question):
            yield (
                seed
                if seed.problem
                else assay.Seed({"question": seed[params.question]}, seed.file, seed.line)
            )
