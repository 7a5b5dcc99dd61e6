"""SciInstruct: questions of science with keys, solved step by step by a model that corrects itself.

SciGLM (Zhang and others, arXiv:2401.07950): a model solves, a model judges with the key in hand, and what is wrong is revised, at
first given the error and at last given the real answer. Different here: not a model but computation judges, the answer with its
unit and every step; the model is told what was found, never the key.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import assay

SOLVE = assay.load_prompt("assay_science.recipes", "sciinstruct.txt")


@dataclass(frozen=True)
class Params:
    seeds: Path = assay.param("JSONL, CSV or Parquet with a question and its key in each row")
    question: str = assay.param("column of the question", "question")
    answer: str = assay.param(
        "column of the key: a quantity as text (50.7 atm), or an object with value, unit, rel_tol …", "answer"
    )
    attempts: int = assay.param("tries; past the first the model is told what was found", 3, least=1, most=10)
    temperature: float = assay.param("of the model", 0.7, least=0, most=2)
    max_tokens: int = assay.param("longest reply", 1536, least=1)


@assay.recipe(
    "science.sciinstruct",
    params=Params,
    verifiers=("science.quantity", "science.derivation"),
    cites="arXiv:2401.07950",
)
async def sciinstruct(seed: assay.Seed, ctx: assay.Context[Params]) -> assay.Draft:
    """Solutions of questions with keys: answer, unit and every step proved, else corrected; 1 to `attempts` calls a row."""
    question, key = seed.text("question"), seed.text("key")

    def draft(reply: assay.Reply) -> assay.Draft:
        made = assay.Draft(question, reply.visible, key, answer=seed.text("shown"))
        reply.whole(made if made.response else None)
        return made

    return await ctx.repair(
        SOLVE.fill(question=question),
        draft,
        attempts=ctx.params.attempts,
        temperature=ctx.params.temperature,
        max_tokens=ctx.params.max_tokens,
    )


@sciinstruct.source
def seeds(params: Params, rng: random.Random) -> Iterator[assay.Seed]:
    """The rows as ``question``, ``key`` (a reference of ``science.quantity``) and ``shown`` (the same for people)."""
    for seed in assay.read_seeds(params.seeds, params.question, params.answer):
        if seed.problem:
            yield seed
            continue
        key, shown = seed[params.answer], str(seed[params.answer])
        if isinstance(key, dict):
            shown = f"{key.get('value', '')} {key.get('unit', '')}".strip()
            key = json.dumps(key, ensure_ascii=False)
        yield assay.Seed(
            {"question": seed[params.question], "key": str(key), "shown": shown}, seed.file, seed.line
        )
