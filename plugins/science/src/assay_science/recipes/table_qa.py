"""Tables and passages to questions, with answers that quote them; each question is answered again from the source alone.

What the answer says is proved against the source, and so is what the question asks. The round trip, a second answer by a model
that sees the source and the question only, finds questions that can be read in two ways.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import assay
from assay import ops
from assay_science.recipes._sources import agree, sources

WRITE = assay.load_prompt("assay_science.recipes", "table_qa.txt")
READ = assay.load_prompt("assay_science.recipes", "read_again.txt")
SCHEMA = {
    "type": "object",
    "properties": {name: {"type": "string"} for name in ("question", "answer", "quote")},
    "required": ["question", "answer", "quote"],
}
AIMS = (
    "for one value",
    "how two things compare",
    "which thing has the most or the least of something",
    "for a difference, a mean, a ratio or another number that follows from the source",
    "under which conditions something was found",
)


@dataclass(frozen=True)
class Params(ops.FewShot):
    sources: Path = assay.param(
        "JSONL, CSV or Parquet with a table, a record or a passage as text in each row"
    )
    column: str = assay.param("the column that holds the text", "text")
    questions: int = assay.param("questions to ask for of each source", 2, least=1, most=20)
    temperature: float = assay.param("of the model that writes questions", 0.8, least=0, most=2)


@assay.recipe(
    "science.table_qa",
    version=2,
    params=Params,
    models=("model", "reader"),
    verifiers=("science.grounded", "science.asked"),
    cites="arXiv:2408.15545",
)
async def table_qa(seed: assay.Seed, ctx: assay.Context[Params]) -> assay.Draft:
    """Questions about tables and passages with quoted answers, answered again from the source; two calls a row."""
    source = seed.text("text")
    asked = ops.after_shots(
        ctx.params.shots, WRITE, source=source, number=str(seed["number"]), aim=seed.text("aim")
    )
    said = await ctx.read(
        asked, assay.Reply.json, attempts=ctx.params.reads, temperature=ctx.params.temperature, schema=SCHEMA
    )
    question, answer, quote = (said[key].strip() for key in ("question", "answer", "quote"))
    draft = assay.Draft(
        f"{source}\n\n{question}",
        f'{answer}\n\nSource: "{quote}"' if quote else answer,
        assay.make_reference(asked={"keywords": []}),
        sources=(assay.Source("source", source, licence=seed["licence"]),),
        answer=answer,
        extra={"aim": seed["aim"], "quote": quote},
    )
    if not quote:
        raise assay.Rejected("no_quote", "The reply quotes nothing.", draft)
    again = (
        await ctx.ask(READ.fill(source=source, question=question), model="reader", temperature=0.0)
    ).whole()
    if not await ctx.work(agree, answer, again, source):
        message = f"Asked again, the reader answers {again[:200]!r}."
        raise assay.Rejected("round_trip", message, draft)
    second = assay.Draft(draft.prompt, again, draft.reference, sources=draft.sources)
    verdict = await ctx.verify("science.grounded", second)
    if not verdict.accepted:
        raise assay.Rejected("round_trip", f"The reader's answer is not grounded: {verdict.message}", draft)
    return draft


@table_qa.source
def seeds(params: Params, rng: random.Random) -> Iterator[assay.Seed]:
    for seed in sources(params.sources, params.column):
        if seed.problem:
            yield seed
            continue
        aims = rng.sample(AIMS, len(AIMS))
        for number in range(params.questions):
            fields = {**seed.fields, "number": number + 1, "aim": aims[number % len(aims)]}
            yield assay.Seed(fields, seed.file, seed.line)
