"""What the recipes share: problems with their keys, and solutions of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import assay
from assay import ops

SOLVE = assay.load_prompt("assay_math.recipes", "solve.txt")
CHOOSE = assay.load_prompt("assay_math.recipes", "choose.txt")


@dataclass(frozen=True)
class Questions:
    """Parameters of every recipe that starts from problems."""

    seeds: Path = assay.param("JSONL, CSV or Parquet with a problem in each row")
    question: str = assay.param("column of the problem", "question")
    temperature: float = assay.param("of the model", 0.7, least=0)
    max_tokens: int = assay.param("longest reply", 1024, least=1)


@dataclass(frozen=True)
class Problems(Questions):
    """Parameters of every recipe that starts from problems with keys."""

    seeds: Path = assay.param("JSONL, CSV or Parquet with a problem and its final answer in each row")
    answer: str = assay.param("column of the answer; of GSM8K's solutions the part after ####", "answer")


@dataclass(frozen=True, kw_only=True)
class Sampled(ops.Sampled):
    """Parameters of those that draw solutions for any verifier."""

    how: str = assay.param(
        "words of how to answer, after the problem for the model only, with {{column}} for a column of the seed; "
        "without them a prompt of ours for arithmetic or for choices, or the problem alone",
        "",
    )


def task(params: Sampled, seed: assay.Seed) -> assay.Filled:
    """What the student is asked, after the examples: by ``how``, or by a prompt of ours that fits what decides."""
    ours = None
    if not params.how and params.choices:
        ours = CHOOSE
    elif not params.how and any(name.startswith("math.") for name in params.verifier):
        ours = SOLVE

    def word(prompt: str) -> str:
        if ours:
            return ours.fill(question=prompt).messages[-1].content
        return ops.asked(seed, params.how, prompt)

    turns = ops.shown(params.shots, word, seed["prompt"])
    turns.append(assay.Message("user", word(seed["prompt"])))
    return assay.Filled(ours.name if ours else "", tuple(turns))


def after_hashes(solution: str) -> str:
    """The answer of a solution as GSM8K writes it; of any other text the whole."""
    return solution.rsplit("####", 1)[-1].strip()


def problems(params: Problems) -> Iterator[assay.Seed]:
    """The rows of the seed file as ``question``, ``key`` and ``solution``, which is the whole answer column."""
    for seed in assay.read_seeds(params.seeds, params.question, params.answer):
        if seed.problem:
            yield seed
            continue
        solution = str(seed[params.answer])
        key = after_hashes(solution)
        fields = {"question": seed[params.question], "key": key, "solution": solution}
        yield assay.Seed(fields, seed.file, seed.line)


async def solve(
    ctx: assay.Context[Questions],
    question: str,
    key: str,
    attempts: int = 1,
    *,
    model: str = "model",
    temperature: float | None = None,
    prompt: assay.Filled | None = None,
) -> assay.Draft:
    """A model's solution of a problem; with more than one attempt it is told what was wrong with the last.

    ``model`` is the role that is asked, ``prompt`` what it is asked where that is more than the problem.
    """

    def draft(reply: assay.Reply) -> assay.Draft:
        made = assay.Draft(question, reply.visible, key)
        reply.whole(made if made.response else None)
        return made

    asked = prompt or SOLVE.fill(question=question)
    if temperature is None:
        temperature = ctx.params.temperature
    sampling: dict[str, Any] = {"temperature": temperature, "max_tokens": ctx.params.max_tokens}
    if attempts > 1:
        return await ctx.repair(asked, draft, attempts=attempts, model=model, **sampling)
    return draft(await ctx.ask(asked, model=model, **sampling))


async def second_opinion(ctx: assay.Context[Questions], question: str) -> str:
    """The final answer of the model in the role ``solver``, which sees the problem only."""
    draft = await solve(ctx, question, "?", model="solver", temperature=0.0)
    answer: str = await ctx.work(stated_answer, draft.response)
    return answer


def stated_answer(response: str) -> str:
    """The one final answer of a response, a number with or without its unit, as text that can be a reference."""
    from assay_math.answers.extract import extract
    from assay_math.answers.reference import UnreadableReference, read_reference
    from assay_math.answers.text import cleaned, unworded

    found = extract(response)
    if found.failure or len(found.parts) != 1 or found.rivals or found.extras:
        raise assay.Rejected("no_second_answer", "The second solver states no final answer, or several.")
    text = cleaned(unworded(cleaned(found.parts[0].text)))
    try:
        value = read_reference(text).measured
    except UnreadableReference:
        value = None
    if value is None or value.about:
        raise assay.Rejected(
            "no_second_answer", f"The second solver's answer {text[:80]!r} is no exact number."
        )
    return text
