"""Exam questions and cases with a known outcome to a rationale that comes to it, kept only if it verifies.

After WisdomInterrogatory (github.com/zhihaiLLM/wisdomInterrogatory), where a model that is told the gold label of a case writes the rationale, and the
analyses of exam items in Lawyer LLaMA (arXiv:2305.15062). There the label makes the row; here the rationale must have its parts, cite and
quote only the articles given, keep to the facts, and come to the outcome; and it may not say that it was told.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import assay
from assay_law.recipes._sources import articles_of, checked, reasoned, told

WRITE = assay.load_prompt("assay_law.recipes", "exam_rationale.txt")
_TOLD = re.compile(
    r"\b(?:(?:correct|right|given|stated|official|known|provided|expected|reference|model) (?:answer|outcome|result|key|option)|answer key|as (?:given|told|instructed)|(?:the )?gold (?:label|answer))\b|正确答案|参考答案|标准答案|已知结果|给定(?:的)?(?:答案|结果|结论)|题目给出的答案",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Params:
    cases: Path = assay.param(
        "JSONL with question, outcome (answer, among, also) and articles (id, text); facts, cite, use, parties, options if there are any"
    )
    samples: int = assay.param("rationales to ask for until one passes", 2, least=1, most=16)
    formal: bool = assay.param("whether the register must be formal", True)
    temperature: float = assay.param("of the model", 0.7, least=0, most=2)


@assay.recipe(
    "law.exam_rationale",
    params=Params,
    verifiers=("law.structure", "law.quotation"),
    cites="github.com/zhihaiLLM/wisdomInterrogatory, arXiv:2305.15062",
)
async def exam_rationale(seed: assay.Seed, ctx: assay.Context[Params]) -> assay.Draft:
    """Rationales for exam questions and cases whose outcome is known, told to the model and not in the row; up to ``samples`` calls a row."""
    articles = articles_of(seed["articles"])
    question = seed.text("question")
    options = "\n".join(str(each) for each in seed.fields.get("options") or ())
    task = "\n\n".join(each for each in (told(articles), question, options) if each)
    reference = reasoned(seed.fields, articles, form="irac", formal=ctx.params.formal)
    sources = tuple(assay.Source(each["id"], each["text"]) for each in articles)
    filled = WRITE.fill(task=task, outcome=str(seed["outcome"]["answer"]))
    first: assay.Rejected | None = None
    for number in range(ctx.params.samples):
        reply = (await ctx.ask(filled, temperature=ctx.params.temperature)).whole()
        draft = assay.Draft(task, reply, reference, sources=sources, extra={"tries": number + 1})
        if said := _TOLD.search(reply):
            message = f"It speaks of what it was told: {said[0]!r}."
            first = first or assay.Rejected("mentions_outcome_given", message, draft)
            continue
        verdict = await ctx.judge(draft)
        if verdict.accepted or number == ctx.params.samples - 1:
            return draft
    raise first or assay.Rejected("no_rationale", "None was asked for.")


@exam_rationale.source
def seeds(params: Params, _rng: random.Random) -> Iterator[assay.Seed]:
    """The cases of the file."""
    for seed in assay.read_seeds(params.cases, "question", "outcome", "articles"):

        def made(seed: assay.Seed = seed) -> assay.Seed:
            reasoned(seed.fields, articles_of(seed.fields["articles"]), form="irac", formal=params.formal)
            return seed

        yield seed if seed.problem else checked(seed, made)
