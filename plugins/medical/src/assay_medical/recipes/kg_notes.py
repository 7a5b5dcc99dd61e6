"""Triples of a knowledge graph to notes, and questions about them.

After ClinGen (Xu et al. 2023, arXiv:2311.00287), which draws topics of a knowledge graph and styles of writing for synthetic clinical text, and MedSyn (Kumichev et
al. 2024, arXiv:2408.02056), which puts symptoms of a graph into prompts for notes. There the terms are hoped to come out; here both
ends of each triple must be asserted of the patient, in the direction of the relation, and no other drug or diagnosis may come in.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import assay
from assay import ops

WRITE = assay.load_prompt("assay_medical.recipes", "kg_notes.txt")
SCHEMA = {
    "type": "object",
    "properties": {name: {"type": "string"} for name in ("note", "question", "answer")},
    "required": ["note", "question", "answer"],
}
STYLES = (
    "the admission note of a ward, in full sentences",
    "the telegraphic note of an emergency department",
    "the letter of a clinic to the family doctor",
    "a discharge summary",
)


@dataclass(frozen=True)
class Params(ops.FewShot):
    triples: Path = assay.param(
        "JSONL with triples: a list of head, relation and tail in each row, and allow if you like"
    )
    temperature: float = assay.param("of the model", 0.9, least=0, most=2)


@assay.recipe(
    "medical.kg_notes",
    version=2,
    params=Params,
    verifiers=("medical.triples", "medical.grounded", "medical.asked"),
    cites="arXiv:2311.00287, arXiv:2408.02056",
)
async def kg_notes(seed: assay.Seed, ctx: assay.Context[Params]) -> assay.Draft:
    """Notes out of triples of a knowledge graph, each with a question and its answer; one call a row."""
    triples = [{key: str(each[key]) for key in ("head", "relation", "tail")} for each in seed["triples"]]
    told = "\n".join(
        f"{each['head']} – {each['relation'].replace('_', ' ')} – {each['tail']}" for each in triples
    )
    asked = ops.after_shots(ctx.params.shots, WRITE, triples=told, style=seed.text("style"))
    said = await ctx.read(
        asked, assay.Reply.json, attempts=ctx.params.reads, temperature=ctx.params.temperature, schema=SCHEMA
    )
    note, question, answer = (said[key].strip() for key in ("note", "question", "answer"))
    return assay.Draft(
        f"{note}\n\n{question}",
        answer,
        assay.make_reference(
            sources=[{"id": "note", "text": note}],
            triples={"triples": triples, "of": "note", "allow": list(seed["allow"])},
        ),
        sources=(assay.Source("note", note),),
        extra={"style": seed["style"]},
    )


@kg_notes.source
def seeds(params: Params, rng: random.Random) -> Iterator[assay.Seed]:
    for seed in assay.read_seeds(params.triples, "triples"):
        if seed.problem:
            yield seed
            continue
        fields = {"allow": [], **seed.fields, "style": rng.choice(STYLES)}
        yield assay.Seed(fields, seed.file, seed.line)
