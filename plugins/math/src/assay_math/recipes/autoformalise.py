"""Autoformalisation: problems in words become Lean theorems, and what Lean's kernel accepts stays.

After H. Xin et al., "DeepSeek-Prover: Advancing Theorem Proving in LLMs through Large-Scale Synthetic Data",
arXiv:2405.14333. The formaliser writes a problem as a theorem. A statement from whose hypotheses ``False`` is proved is
thrown away, for it says nothing; of the others the prover tries the statement and its negation side by side, and
a proof of either is a row, as the paper trains on both. In rounds the models are fitted on the rows so far (expert
iteration). Differences: four tactics are tried on all three before a model is asked; the paper's scoring of
statements by a model is not done; a proved-wrong try is the wrong half of a pair. What a row proves is the formal
statement: that this says what the problem says is the formaliser's word, and labelled so.

Calls for each formalisation: one of the formaliser, and where no tactic settles it ``2 * samples + rejections`` of the
prover.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import assay
from assay import ops
from assay_math.lean.statement import Statement
from assay_math.lean.variants import absurd, denied, written
from assay_math.recipes._formal import FORMALISE, PROVE, Lean, reference, stated, task, tried_by_tactics

LABELS = {"formalisation": "that the theorem says what the problem says is a model's word"}


@dataclass(frozen=True, kw_only=True)
class Params(ops.Reading, ops.Rounds, Lean):
    seeds: Path = assay.param("JSONL, CSV or Parquet with something to prove in words in each row")
    question: str = assay.param("column of the words", "question")
    formalisations: int = assay.param("theorems to ask for of each problem", 1, least=1)
    samples: int = assay.param("proofs to ask for of the theorem, and as many of its negation", 4, least=1)
    rejections: int = assay.param(
        "proofs of False from the hypotheses to ask for, besides tactics", 1, least=0
    )
    cap: int = assay.param("most proofs to keep of one theorem", 1, least=1)
    informal: bool = assay.param(
        "put the problem in words before the theorem in the prompt; that they agree is a model's word", False
    )


@assay.recipe(
    "math.autoformalise",
    params=Params,
    verifiers=("math.lean",),
    models=("formaliser", "prover"),
    cites="arXiv:2405.14333",
    lookback=1,
)
async def autoformalise(seed: assay.Seed, ctx: assay.Context[Params]) -> list[assay.Draft | assay.Rejected]:
    """Problems as Lean theorems, with proofs of them or of their negations that the kernel accepts; FIT."""
    await ops.fitted(seed, ctx)
    made = (_formalised(seed, ctx) for _ in range(ctx.params.formalisations))
    statements: list[Statement] = []
    rows: list[assay.Draft | assay.Rejected] = []
    for one in await asyncio.gather(*made, return_exceptions=True):
        if isinstance(one, assay.Rejected):
            rows.append(one)
        elif isinstance(one, BaseException):
            raise one
        elif one not in statements:
            statements.append(one)
    for group in await asyncio.gather(*(_settled(seed, ctx, one) for one in statements)):
        rows += group
    return rows


async def _formalised(seed: assay.Seed, ctx: assay.Context[Params]) -> Statement:
    params = ctx.params
    asked = FORMALISE.fill(problem=seed.text("question"), library=params.library)
    return await ctx.read(
        asked,
        lambda reply: stated(reply, params),
        attempts=params.reads,
        model="formaliser",
        **params.sampling,
    )


async def _settled(
    seed: assay.Seed, ctx: assay.Context[Params], statement: Statement
) -> list[assay.Draft | assay.Rejected]:
    """The rows of one theorem: proofs of it or of its negation, or why there are none."""
    params, negation, empty = ctx.params, denied(statement), absurd(statement)
    words = seed.text("question") if params.informal else ""
    sides = [(statement, task(statement, words)), (negation, task(negation))]
    if empty:
        sides.append((empty, task(empty)))
    rough = assay.Draft(sides[0][1], "", reference(statement), labels=LABELS)
    try:
        found = await tried_by_tactics(ctx, sides)
    except assay.Rejected as rejected:
        return [rejected]
    proofs = [[draft] if draft else [] for draft in found]
    tries: list[ops.Tries | None] = [None] * len(sides)
    if not any(proofs):
        counts = [params.samples, params.samples, params.rejections]
        drawn = (_draw(ctx, *side, count) for side, count in zip(sides, counts, strict=False))
        tries = list(await asyncio.gather(*drawn))
        proofs = [each.right if each else [] for each in tries]
    if len(proofs) > 2 and proofs[2]:
        shown = replace(proofs[2][0], labels=LABELS)
        return [
            assay.Rejected("contradictory", "Its hypotheses contradict each other: it says nothing.", shown)
        ]
    if proofs[0] and proofs[1]:
        return [assay.Rejected("inconsistent", "Lean accepts the theorem and its negation.", rough)]
    by = "model" if tries[0] else "tactic"
    for place, side in enumerate(("statement", "negation")):
        if proofs[place]:
            extra = {"problem": seed.text("question"), "formal": written(statement), "proved": side}
            extra |= {"by": by, "round": seed["round"]}
            return _kept(proofs[place], tries[place], params.cap, extra)
    failed = [one for one in tries[0].kept() if isinstance(one, assay.Rejected)] if tries[0] else []
    wrong = (
        [replace(one.draft, labels=LABELS) for one in tries[0].each if isinstance(one, ops.Try)]
        if tries[0]
        else []
    )
    return [*failed, *wrong] or [
        assay.Rejected("undecided", "Neither it nor its negation was proved.", rough)
    ]


async def _draw(ctx: assay.Context[Params], statement: Statement, prompt: str, count: int) -> ops.Tries:
    """Tries of the prover at a statement; the gate of the row has judged each."""

    async def make(_: int) -> assay.Draft:
        reply = await ctx.ask(PROVE.fill(task=prompt), model="prover", **ctx.params.sampling)
        made = assay.Draft(prompt, reply.visible, reference(statement))
        reply.whole(made if made.response else None)
        return made

    return await ops.draw(ctx, make, count)


def _kept(
    proofs: list[assay.Draft], tries: ops.Tries | None, cap: int, extra: dict[str, Any]
) -> list[assay.Draft | assay.Rejected]:
    """The first proofs, each with a proved-wrong try, and the tries that fall at the gate with their reasons."""
    rows: list[assay.Draft | assay.Rejected] = []
    wrong = tries.wrong if tries else []
    for place, proof in enumerate(proofs[:cap]):
        pair = assay.Pair(wrong[place].response) if place < len(wrong) else None
        rows.append(replace(proof, pair=pair, labels=LABELS, extra=extra))
    if tries:
        right = {id(each) for each in tries.right}
        rows += [
            replace(e, labels=LABELS, extra=extra) if isinstance(e, assay.Draft) else e
            for e in tries.kept()
            if id(e) not in right
        ]
    return rows


@autoformalise.source
def seeds(params: Params, rng: random.Random) -> Iterator[assay.Seed]:
    def one_round() -> Iterator[assay.Seed]:
        for seed in assay.read_seeds(params.seeds, params.question):
            yield (
                seed
                if seed.problem
                else assay.Seed({"question": seed[params.question]}, seed.file, seed.line)
            )

    return ops.in_rounds(params, one_round)
