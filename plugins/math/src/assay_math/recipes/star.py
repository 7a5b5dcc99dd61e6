"""STaR: a student learns from its own right solutions, and from those it finds when told the answer.

After E. Zelikman et al., "STaR: Bootstrapping Reasoning With Reasoning",
arXiv:2203.14465; code: github.com/ezelikman/STaR. A problem that the student
gets wrong is asked again with its answer as a hint ("rationalisation"); the row
holds the problem without the hint. Differences: the hint is the final answer
only (the released code for GSM8K shows the whole human solution), or what you say; of a problem of arithmetic a row must
also do its arithmetic right (``math.cot``), and no row may show that its author
had a hint (``math.hint_free``); a proved-wrong first try stays as the wrong half
of a pair; prompts are zero-shot. Train from the base model in every round. The gate is any verifier: the
paper's CommonsenseQA is ``verifier=math.answer`` with ``choices``.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace

import assay
from assay import ops
from assay_math.recipes._problems import Problems, Sampled, after_hashes, solve, task
from assay_math.verifiers.hint_free import Hint

HINTED = assay.load_prompt("assay_math.recipes", "star_hint.txt")


@dataclass(frozen=True, kw_only=True)
class Params(Sampled, Problems):
    samples: int = assay.param("tries before the hint; the first that passes is taken", 1, least=1)
    rationalize: bool = assay.param("ask again with a hint where no try passes", True)
    hint: str = assay.param(
        "the hint; {{key}} is the answer that the reference states, {{column}} a column of the seed",
        "The final answer is {{key}}.",
    )
    verifier: tuple[str, ...] = assay.param(
        "what decides, besides math.hint_free: any verifier, or several",
        ("math.answer", "math.cot", "math.derived"),
    )
    steps: float = assay.param(
        "least share of the steps that must hold a checked claim, where math.cot decides",
        0.5,
        least=0,
        most=1,
    )


@assay.recipe(
    "math.star",
    version=3,
    params=Params,
    verifiers=("math.hint_free",),
    models=("student",),
    cites="arXiv:2203.14465",
    lookback=1,
)
async def star(seed: assay.Seed, ctx: assay.Context[Params]) -> list[assay.Draft | assay.Rejected]:
    """A student's own solutions, and those it finds with a hint that the row does not show; FIT; any verifier."""
    await ops.fitted(seed, ctx)
    params, asked = ctx.params, task(ctx.params, seed)

    async def solution(hint: str) -> assay.Draft:
        prompt = asked
        if hint:
            told = HINTED.fill(task=asked.messages[-1].content, hint=hint)
            prompt = replace(told, messages=(*asked.messages[:-1], *told.messages))
        made = await solve(ctx, seed["prompt"], seed["reference"], model="student", prompt=prompt)
        reference = with_hint(seed["reference"], hint)
        return replace(made, reference=reference, verifiers=params.verifier, extra={"round": seed["round"]})

    tried = await ops.draw(ctx, lambda _: solution(""), params.samples, enough=1)
    rows = tried.kept()
    if params.rationalize and not tried.right:
        try:
            hinted = await solution(ops.filled(params.hint, seed))
            wrong = assay.Pair(tried.wrong[0].response) if tried.wrong else None
            rows.append(replace(hinted, pair=wrong))
        except assay.Rejected as rejected:
            rows.append(rejected)
    return rows


def with_hint(reference: str, hint: str) -> str:
    """A reference with the hint that the author of a row had as a part of its own."""
    if not reference.lstrip().startswith("{"):
        return assay.make_reference(reference, hint=Hint(hint))
    return json.dumps({**json.loads(reference), "hint": asdict(Hint(hint))}, ensure_ascii=False)


@star.extra_verifiers
def chosen(params: Params) -> tuple[str, ...]:
    return params.verifier


@star.extra_coverage
def coverage(params: Params) -> float:
    return params.steps if "math.cot" in params.verifier else 0.0


@star.source
def seeds(params: Params, rng: random.Random) -> Iterator[assay.Seed]:
    hints = [params.hint] if params.rationalize else []

    def one_round() -> Iterator[assay.Seed]:
        return ops.tasks(
            params, params.seeds, params.question, params.answer, plain=after_hashes, templates=hints
        )

    return ops.in_rounds(params, one_round)
