"""Statutes and a question to a syllogism that quotes the articles found, every article and quotation proved.

After DISC-LawLLM (Yue et al. 2023, arXiv:2309.11325), whose answers are rewritten as legal syllogisms with retrieved statutes beside them, and
Lawyer LLaMA (Huang et al. 2023, arXiv:2305.15062), whose lawyer is shown retrieved articles. There a model is trusted with what it writes;
here it may cite only what it was given, what it quotes must stand there, and its conclusion must be the outcome known.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import assay
from assay_law.recipes._sources import articles_of, checked, read_articles, reasoned, retrieved, told

WRITE = assay.load_prompt("assay_law.recipes", "statute_qa.txt")


@dataclass(frozen=True)
class Params:
    questions: Path = assay.param(
        "JSONL with question and outcome (answer, among, also); facts, cite, use, parties, and articles (id, text) if there are no statutes"
    )
    statutes: Path | None = assay.param(
        "JSONL with id and text, an article a row, out of which articles are found", None
    )
    articles: int = assay.param("articles to find for a question", 3, least=1, most=20)
    formal: bool = assay.param("whether the register must be formal", True)
    temperature: float = assay.param("of the model", 0.7, least=0, most=2)


@assay.recipe(
    "law.statute_qa",
    params=Params,
    verifiers=("law.quotation", "law.structure"),
    cites="arXiv:2309.11325, arXiv:2305.15062",
)
async def statute_qa(seed: assay.Seed, ctx: assay.Context[Params]) -> assay.Draft:
    """Questions of law answered as syllogisms that quote the articles given; one call a row."""
    articles = articles_of(seed["articles"])
    question = seed.text("question")
    asked = WRITE.fill(articles=told(articles), question=question)
    reply = await ctx.ask(asked, temperature=ctx.params.temperature)
    reference = reasoned(seed.fields, articles, form="syllogism", formal=ctx.params.formal)
    sources = tuple(assay.Source(each["id"], each["text"]) for each in articles)
    prompt = f"{told(articles)}\n\n{question}"
    return assay.Draft(
        prompt,
        reply.whole(),
        reference,
        sources=sources,
        extra={"articles": [each["id"] for each in articles]},
    )


@statute_qa.source
def seeds(params: Params, _rng: random.Random) -> Iterator[assay.Seed]:
    """The questions, each with its articles."""
    statutes = read_articles(params.statutes) if params.statutes else None
    for seed in assay.read_seeds(params.questions, "question", "outcome"):

        def made(seed: assay.Seed = seed) -> assay.Seed:
            if statutes is not None:
                gold = [str(each) for each in seed.fields.get("gold") or ()]
                about = f"{seed.text('question')} {seed.fields.get('facts') or ''}"
                found = retrieved(about, statutes, params.articles, gold)
            else:
                found = articles_of(seed.fields.get("articles"))
            reasoned(seed.fields, found, form="syllogism", formal=params.formal)
            return assay.Seed({**seed.fields, "articles": found}, seed.file, seed.line)

        yield seed if seed.problem else checked(seed, made)
