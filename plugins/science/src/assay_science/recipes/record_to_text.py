"""Record, text, instruction: templates of people, reworded by a model, filled from a record and checked back against it.

ChemLLM (Zhang and others, arXiv:2402.06852) and Mol-Instructions (Fang and others, arXiv:2306.08018): a person writes a
template, a model rewords it, and a program fills it from a record. Different here: what the model wrote is proved again once
it is filled, the question and the answer, value for value.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import assay
from assay import ops

ASK = assay.load_prompt("assay_science.recipes", "record_to_text.txt")
SCHEMA = {
    "type": "object",
    "properties": {"instruction": {"type": "string"}, "response": {"type": "string"}},
    "required": ["instruction", "response"],
}
KINDS = ("molecule", "protein", "material", "spectrum")
_SLOT = re.compile(r"\{([^{}]*)\}")
_BUNDLED = "a record of assay-science, see its data/records/README.md"


@dataclass(frozen=True)
class Params(ops.FewShot):
    records: Path | None = assay.param(
        "JSONL of records: kind, and fields as text; 52 of our own if none", None
    )
    templates: Path | None = assay.param(
        "JSONL of templates: kind, given, asked, instruction, response; 14 of our own if none", None
    )
    kinds: tuple[str, ...] = assay.param(f"of {', '.join(KINDS)}, or of your own", KINDS)
    temperature: float = assay.param("of the rewording", 1.0, least=0, most=2)


@assay.recipe(
    "science.record_to_text",
    version=2,
    params=Params,
    verifiers=("science.record_text",),
    cites="arXiv:2402.06852, arXiv:2306.08018",
)
async def record_to_text(seed: assay.Seed, ctx: assay.Context[Params]) -> assay.Draft:
    """Questions about records of molecules, proteins, materials and spectra, in a model's words; one call a row."""
    record: dict[str, str] = seed["record"]
    template: dict[str, Any] = seed["template"]
    prompt = ops.after_shots(
        ctx.params.shots, ASK, instruction=template["instruction"], response=template["response"]
    )
    said = await ctx.read(
        prompt, assay.Reply.json, attempts=ctx.params.reads, temperature=ctx.params.temperature, schema=SCHEMA
    )
    texts: dict[str, str] = {}
    for side in ("instruction", "response"):
        slots = sorted(_SLOT.findall(template[side]))
        if sorted(_SLOT.findall(said[side])) != slots:
            message = f"The {side} must hold {', '.join(slots)} once each, it is {said[side][:120]!r}."
            raise assay.Rejected("lost_placeholder", message)
        filled = _SLOT.sub(lambda slot: record[slot[1]], said[side]).strip()
        texts[side] = filled[:1].upper() + filled[1:] if filled[:1] != said[side].strip()[:1] else filled
    fields = {name: value for name, value in record.items() if name != "kind"}
    part = {
        "record": fields,
        "given": template["given"],
        "asked": template["asked"],
        "labels": {name: labels().get(name, [name]) for name in fields},
    }
    answer = ", ".join(record[name] for name in template["asked"])
    source = assay.Source(
        "record", "\n".join(f"{k}: {v}" for k, v in fields.items()), licence=seed["licence"]
    )
    return assay.Draft(
        texts["instruction"],
        texts["response"],
        assay.make_reference(answer, record_text=part),
        sources=(source,),
        extra={"kind": record["kind"], "template": template["instruction"]},
    )


@cache
def labels() -> dict[str, list[str]]:
    """The words for each field of the records that come with it."""
    found: dict[str, list[str]] = json.loads(_data("labels.json"))
    return found


def _data(name: str) -> str:
    return (files("assay_science") / "data" / "records" / name).read_text(encoding="utf-8")


def _rows(path: Path | None, bundled: str) -> Iterator[dict[str, Any]]:
    if path is None:
        yield from (json.loads(line) for line in _data(bundled).splitlines())
    else:
        for seed in assay.read_seeds(path):
            if seed.problem:
                raise assay.UsageError(f"{path}, row {seed.line}: {seed.problem}")
            yield dict(seed.fields)


@record_to_text.source
def seeds(params: Params, rng: random.Random) -> Iterator[assay.Seed]:
    """Each record with each template of its kind whose fields it has, in an order drawn once."""
    records = [r for r in _rows(params.records, "records.jsonl") if r.get("kind") in params.kinds]
    templates = list(_rows(params.templates, "templates.jsonl"))
    made = [
        (record, template)
        for record in records
        for template in templates
        if template["kind"] == record["kind"]
        and all(str(record.get(name) or "").strip() for name in (*template["given"], *template["asked"]))
    ]
    rng.shuffle(made)
    licence = _BUNDLED if params.records is None else ""
    for record, template in made:
        values = {name: str(value) for name, value in record.items() if value not in (None, "")}
        yield assay.Seed({"record": values, "template": template, "licence": licence})
