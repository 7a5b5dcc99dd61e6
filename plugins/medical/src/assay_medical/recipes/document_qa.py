"""Documents to diverse questions with answers, proved against the passage that they are about.

After the conversion of books and web pages to instructions in HuatuoGPT-II (Chen et al. 2023, arXiv:2311.09774) and the document-grounded
samples of DISC-MedLLM (Bao et al. 2023, arXiv:2308.14346). There a model is trusted with what it writes; here each statement of
the answer is held against the passage, and the question may name nothing that is not in it.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import assay
from assay import ops
from assay_medical.recipes._grounded import QA, answered

WRITE = assay.load_prompt("assay_medical.recipes", "document_qa.txt")
AIMS = (
    "for one fact",
    "whether something is so, to be answered with yes or no and the words that say it",
    "for a number, a dose or a value with its unit",
    "for all things of one kind that are listed",
    "what is denied or was not found",
    "in what order or when something happened",
)


@dataclass(frozen=True)
class Params(ops.FewShot):
    documents: Path = assay.param("a document, a folder of them, or a table with a column of text")
    column: str = assay.param("of a table, the column that holds the text", "text")
    words: int = assay.param("words of a passage at most", 300, least=40, most=2000)
    questions: int = assay.param("questions to ask for of each passage", 3, least=1, most=20)
    licence: str = assay.param("of the documents, kept in each row", "")
    temperature: float = assay.param("of the model", 0.8, least=0, most=2)


@assay.recipe(
    "medical.document_qa",
    version=2,
    params=Params,
    verifiers=("medical.grounded", "medical.asked"),
    cites="arXiv:2311.09774, arXiv:2308.14346",
)
async def document_qa(seed: assay.Seed, ctx: assay.Context[Params]) -> assay.Draft:
    """Questions about passages of medical documents with answers that the passage bears out; one call a row."""
    source = seed.text("text")
    asked = ops.after_shots(
        ctx.params.shots, WRITE, source=source, number=str(seed["number"]), aim=seed.text("aim")
    )
    said = await ctx.read(
        asked, assay.Reply.json, attempts=ctx.params.reads, temperature=ctx.params.temperature, schema=QA
    )
    return answered(source, said, licence=ctx.params.licence)


@document_qa.source
def seeds(params: Params, rng: random.Random) -> Iterator[assay.Seed]:
    for seed in ops.read_passages(params.documents, most=params.words, column=params.column):
        if seed.problem:
            yield seed
            continue
        aims = rng.sample(AIMS, len(AIMS))
        for number in range(params.questions):
            fields = {**seed.fields, "number": number + 1, "aim": aims[number % len(aims)]}
            yield assay.Seed(fields, seed.file, seed.line)
