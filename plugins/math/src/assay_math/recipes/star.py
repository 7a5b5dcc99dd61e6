"""STaR: a student learns from its own right solutions, and from those it finds when told the answer.

After E. Zelikman et al., "STaR: Bootstrapping Reasoning With Reasoning",
arXiv:2203.14465; code: github.com/ezelikman/STaR. A problem that the student
gets wrong is asked again with its answer as a hint ("rationalisation"); the row
holds the problem without the hint. Differences: the hint is the final answer
only (the released code for GSM8K shows the whole human solution); a row must
also do its arithmetic right (``math.cot``) and must not show that its author
had a hint (``math.hint_free``); a proved-wrong first try stays as the wrong half
of a pair; prompts are zero-shot. Train from the base model in every round.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

import assay
from assay import ops
from assay_math.recipes._problems import Problems, problems, solve
from assay_math.verifiers.hint_free import Hint

HINTED = assay.load_prompt("assay_math.recipes", "star_hint.txt")


@dataclass(frozen=True, kw_only=True)
class Params(ops.Rounds, Problems):
    rationalize: bool = assay.param("ask again with the answer as a hint where the first try fails", True)


@assay.recipe(
    "math.star",
    version=2,
    params=Params,
    min_step_coverage=0.5,
    verifiers=("math.answer", "math.cot", "math.derived", "math.hint_free"),
    models=("student",),
    cites="arXiv:2203.14465",
    lookback=1,
)
async def star(seed: assay.Seed, ctx: assay.Context[Params]) -> list[assay.Draft | assay.Rejected]:
    """A student's own solutions, and those it finds with a hint that the row does not show; rounds with FIT."""
    await ops.fitted(seed, ctx)
    question, key, number = seed.text("question"), seed.text("key"), seed["round"]
    tries: list[assay.Draft | assay.Rejected] = []

    def told(draft: assay.Draft, hint: str) -> assay.Draft:
        reference = assay.make_reference(key, hint=Hint(hint))
        return replace(draft, reference=reference, extra={"round": number})

    wrong: assay.Pair | None = None
    try:
        first = told(await solve(ctx, question, key, model="student"), "")
        tries.append(first)
        verdict = await ctx.judge(first)
        if verdict.accepted:
            return tries
        if ctx.wrong(verdict):
            wrong = assay.Pair(first.response)
    except assay.Rejected as rejected:
        tries.append(rejected)
    if ctx.params.rationalize:
        hint = f"The final answer is {key}."
        try:
            asked = HINTED.fill(question=question, hint=hint)
            second = await solve(ctx, question, key, model="student", prompt=asked)
            tries.append(replace(told(second, hint), pair=wrong))
        except assay.Rejected as rejected:
            tries.append(rejected)
    return tries


@star.source
def seeds(params: Params, rng: random.Random) -> Iterator[assay.Seed]:
    return ops.in_rounds(params, lambda: problems(params))
