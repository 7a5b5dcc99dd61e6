"""Informalisation: Lean theorems with proofs, each with words by a model, so that others learn to formalise.

After A. Q. Jiang, W. Li and M. Jamnik, "Multilingual Mathematical Autoformalization" (MMA), arXiv:2311.03755, who have a
model put formal statements into words, for that direction is the easier one, and train on the way back. Nobody checks
those words there. Here a formaliser that sees the words alone writes the theorem again (``back`` times), and Lean
says whether it is the same: the row's reference is then what came back, and ``math.lean`` accepts the row only if
the seed's theorem states, after elaboration, that very term, and its proof holds. Where nothing that
came back is the same, the words may still be right: such a row has the seed's own statement as reference and the label
``opinion``; with ``strict`` it is refused.

Calls for each row: one of the informaliser, ``back`` of the formaliser.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import assay
from assay import ops
from assay_math.lean.statement import Statement, read_statement
from assay_math.lean.variants import written
from assay_math.recipes._formal import FORMALISE, Lean, reference, stated

INFORMALISE = assay.load_prompt("assay_math.recipes", "informalise.txt")
OPINION = {"opinion": "that the words say what the theorem states is a model's word"}


@dataclass(frozen=True, kw_only=True)
class Params(ops.Reading, Lean):
    seeds: Path = assay.param("JSONL, CSV or Parquet with a Lean theorem and its proof in each row")
    statement: str = assay.param("column of the theorem, as text or as a reference of math.lean", "statement")
    proof: str = assay.param("column of the proof, alone or with the theorem", "proof")
    back: int = assay.param("theorems to ask for of the words alone; one must be the seed's", 2, least=1)
    strict: bool = assay.param("refuse words from which the theorem did not come back", False)


@assay.recipe(
    "math.informalise",
    params=Params,
    verifiers=("math.lean",),
    models=("informaliser", "formaliser"),
    cites="arXiv:2311.03755",
)
async def informalise(seed: assay.Seed, ctx: assay.Context[Params]) -> assay.Draft:
    """Lean theorems in words; where the words lead back to the same theorem Lean says so, else an opinion."""
    params = ctx.params
    statement = _statement(seed, params)
    asked = INFORMALISE.fill(statement=written(statement))
    words = (await ctx.ask(asked, model="informaliser", **params.sampling)).whole().strip()
    own = assay.Draft(
        f"{words}\n\nState this as a theorem in Lean 4{params.library}, and prove it.",
        _proved(statement, seed.text("proof")),
        reference(statement),
        labels=OPINION,
        extra={"words": words, "came_back": False},
    )
    if shown := _lean_in(words, statement):
        raise assay.Rejected(
            "lean_in_words", f"The words hold Lean ({shown}), which anybody could copy.", own
        )
    made = (_back(ctx, words, statement) for _ in range(params.back))
    found = await asyncio.gather(*made, return_exceptions=True)
    drafts = [
        replace(own, reference=reference(each), labels={}, extra={"words": words, "came_back": True})
        for each in dict.fromkeys(_that_came(found))
    ]
    verdicts = await asyncio.gather(*(ctx.verify("math.lean", draft) for draft in drafts))
    for draft, verdict in zip(drafts, verdicts, strict=True):
        if verdict.accepted:
            return draft
    if params.strict:
        raise assay.Rejected(
            "did_not_come_back", "No theorem written from the words alone is the seed's.", own
        )
    return own


def _that_came(found: list[Statement | BaseException]) -> Iterator[Statement]:
    """What came back as a theorem; raises what is neither that nor a reply that could not be read."""
    for each in found:
        if isinstance(each, Statement):
            yield each
        elif not isinstance(each, assay.Rejected):
            raise each


async def _back(ctx: assay.Context[Params], words: str, statement: Statement) -> Statement:
    params = ctx.params
    given = (
        f"{words}\n\nThese definitions are there:\n\n{statement.definitions}"
        if statement.definitions
        else words
    )
    back = await ctx.read(
        FORMALISE.fill(problem=given, library=params.library),
        lambda reply: stated(reply, params),
        attempts=params.reads,
        model="formaliser",
        **params.sampling,
    )
    return replace(back, definitions=statement.definitions, imports=statement.imports, lean=statement.lean)


def _statement(seed: assay.Seed, params: Params) -> Statement:
    try:
        statement = read_statement(seed.text("statement"))
    except assay.BadReference as error:
        raise assay.Rejected("unreadable_statement", f"The seed: {error}") from None
    return replace(statement, imports=statement.imports or params.imports, lean=statement.lean or params.lean)


def _proved(statement: Statement, proof: str) -> str:
    """The theorem with its proof in a block: a seed has the proof alone (``by omega``, ``:= …``) or all of it."""
    text = proof.strip()
    if not any(word in text.split() for word in ("theorem", "lemma", "example")):
        text = f"{written(statement)} {text if text.startswith((':=', '|')) else f':= {text}'}"
    return f"```lean\n{text}\n```"


def _lean_in(words: str, statement: Statement) -> str:
    """A piece of Lean in the words, with which the theorem comes back whatever they say; "" if there is none."""
    signature, plain = statement.signature, " ".join(words.split())
    pieces = ("```", ":=", f"theorem {signature.name}", " ".join(signature.binders.split()))
    return next((piece for piece in pieces if piece and piece in plain), "")


@informalise.source
def seeds(params: Params, rng: random.Random) -> Iterator[assay.Seed]:
    for seed in assay.read_seeds(params.seeds, params.statement, params.proof):
        fields = {} if seed.problem else {"statement": seed[params.statement], "proof": seed[params.proof]}
        yield seed if seed.problem else assay.Seed(fields, seed.file, seed.line)
