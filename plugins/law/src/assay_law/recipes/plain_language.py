"""Provisions of contracts and statutes in plain language, and plain ones in formal language, with all that binds preserved.

After the rephrasing of documents in WRAP (Maini et al. 2024, arXiv:2401.16380), for law. There nothing is checked; here numbers, dates, sums, parties,
bounds, exceptions, and what is owed, forbidden and allowed are read in both texts and compared.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import assay
from assay_law.recipes._sources import plain

WRITE = {
    "plain": assay.load_prompt("assay_law.recipes", "plain_language_plain.txt"),
    "formal": assay.load_prompt("assay_law.recipes", "plain_language_formal.txt"),
}
ASKS = {
    "plain": (
        "Put this provision into plain language, and change nothing that it says:",
        "Rewrite the following clause so that a layperson understands it. It must bind in the same way.",
        "Say this in plain English, without changing anybody's rights or duties:",
    ),
    "formal": (
        "Put this into the formal language of a contract, and change nothing that it says:",
        "Draft this as a formal provision. It must bind in the same way.",
    ),
}
ASKS_ZH = {
    "plain": ("请用通俗的语言改写下面的条款，不得改变其内容：",),
    "formal": ("请用正式的法律语言改写下面的内容，不得改变其含义：",),
}


@dataclass(frozen=True)
class Params:
    provisions: Path = assay.param("JSONL with text; to (plain, formal) and parties if you like")
    to: Literal["plain", "formal", "both"] = assay.param(
        "into which language, where a row does not say", "plain"
    )
    temperature: float = assay.param("of the model", 0.7, least=0, most=2)


@assay.recipe("law.plain_language", params=Params, verifiers=("law.rewriting",), cites="arXiv:2401.16380")
async def plain_language(seed: assay.Seed, ctx: assay.Context[Params]) -> assay.Draft:
    """Provisions rewritten in plain or in formal language, with numbers, parties and modality preserved; one call a row."""
    from assay_law.texts.modality import is_chinese

    text, to = seed.text("text"), seed.text("to")
    ask = ctx.rng.choice((ASKS_ZH if is_chinese(text) else ASKS)[to])
    reply = await ctx.ask(WRITE[to].fill(text=text), temperature=ctx.params.temperature)
    parties = [str(each) for each in plain(seed.fields.get("parties") or [])]
    reference = assay.make_reference(rewriting={"source": text, "to": to, "parties": parties})
    source = assay.Source("provision", text)
    return assay.Draft(
        f"{ask}\n\n{text}", reply.whole().strip(), reference, sources=(source,), extra={"to": to}
    )


@plain_language.source
def seeds(params: Params, _rng: random.Random) -> Iterator[assay.Seed]:
    """The provisions, for each language that is asked for."""
    for seed in assay.read_seeds(params.provisions, "text"):
        if seed.problem:
            yield seed
            continue
        said = str(seed.fields.get("to") or params.to)
        if said not in ("plain", "formal", "both"):
            place = f"{seed.file}, line {seed.line}"
            yield assay.Seed(
                {}, seed.file, seed.line, f"{place}: 'to' is {said!r}, not plain, formal or both"
            )
            continue
        for to in ("plain", "formal") if said == "both" else (said,):
            yield assay.Seed({**seed.fields, "to": to}, seed.file, seed.line)
