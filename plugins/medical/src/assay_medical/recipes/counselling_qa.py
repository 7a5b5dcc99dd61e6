"""Transcripts of counselling to single questions and answers.

After ChatCounselor (Liu et al. 2023, arXiv:2309.15461), which lets a model condense interviews of counsellors into single turns. There
what the model adds is not looked at; here both the question and the answer may say only what the transcript says, and
neither may hold what tells who the client is.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import assay
from assay import ops
from assay_medical.recipes._grounded import QA, answered

WRITE = assay.load_prompt("assay_medical.recipes", "counselling_qa.txt")
LONGEST = 20_000


@dataclass(frozen=True)
class Params(ops.FewShot):
    transcripts: Path = assay.param("JSONL with transcript: lines such as 'Client: …' and 'Counsellor: …'")
    questions: int = assay.param("questions to ask for of each transcript", 2, least=1, most=10)
    licence: str = assay.param("of the transcripts, kept in each row", "")
    temperature: float = assay.param("of the model", 0.7, least=0, most=2)


@assay.recipe(
    "medical.counselling_qa",
    version=2,
    params=Params,
    verifiers=("medical.grounded", "medical.asked", "medical.phi"),
    cites="arXiv:2309.15461",
)
async def counselling_qa(seed: assay.Seed, ctx: assay.Context[Params]) -> assay.Draft:
    """Counselling transcripts to single questions with grounded answers and no identifiers; one call a row."""
    transcript = seed.text("transcript")
    asked = ops.after_shots(ctx.params.shots, WRITE, transcript=transcript, number=str(seed["number"]))
    said = await ctx.read(
        asked, assay.Reply.json, attempts=ctx.params.reads, temperature=ctx.params.temperature, schema=QA
    )
    phi = {"policy": "reject", "where": ["response", "prompt"]}
    return answered(transcript, said, licence=ctx.params.licence, with_source=False, phi=phi)


@counselling_qa.source
def seeds(params: Params, rng: random.Random) -> Iterator[assay.Seed]:
    for seed in assay.read_seeds(params.transcripts, "transcript"):
        if seed.problem:
            yield seed
            continue
        if len(str(seed["transcript"])) > LONGEST:
            problem = f"the transcript has more than {LONGEST:,} characters"
            yield assay.Seed(seed.fields, seed.file, seed.line, problem)
            continue
        for number in range(params.questions):
            yield assay.Seed({**seed.fields, "number": number + 1}, seed.file, seed.line)
