"""LLM2LLM: what a student gets wrong decides which new problems a teacher writes.

After N. Lee et al., "LLM2LLM: Boosting LLMs with Novel Iterative Data
Enhancement", arXiv:2403.15042; code: github.com/SqueezeAILab/LLM2LLM. Each round
the student is fitted on the seed problems and all rows so far, solves the seed
problems, and for each that it gets wrong the teacher writes a similar one. As in
the original only seed problems lead to new ones, so that errors do not breed, and
problems too like another one are dropped (ROUGE-L above 0.85). Differences: the
student's answer is compared by ``math.answer`` (the original's comparison takes
-5 for 5 and 1/2 for 12); the teacher's problems, which the original does not
check, are solved by a second model that does not see the solution, both must come
to the same answer, and every step of the teacher's must be true (``math.cot``).
Agreement of two models is no proof: each row is labelled so.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import assay
from assay import ops
from assay_math.recipes._problems import Problems, problems, second_opinion, solve

SIMILAR = assay.load_prompt("assay_math.recipes", "similar.txt")
LONGEST_MISTAKE = 2_000  # characters of the student's answer that the teacher is shown


@dataclass(frozen=True, kw_only=True)
class Params(ops.Rounds, ops.FewShot, Problems):
    temperature: float = assay.param("of the student", 0.0, least=0)
    too_like: float = assay.param(
        "ROUGE-L above which a problem is a copy of a seed or an earlier one", 0.85, least=0, most=1
    )
    teacher_temperature: float = assay.param("of the teacher", 0.7, least=0)


@assay.recipe(
    "math.llm2llm",
    version=3,
    params=Params,
    min_step_coverage=0.5,
    verifiers=("math.answer", "math.cot", "math.derived", "math.problem"),
    models=("student", "teacher", "solver"),
    cites="arXiv:2403.15042",
    lookback=1,
)
async def llm2llm(seed: assay.Seed, ctx: assay.Context[Params]) -> assay.Draft:
    """New problems by a teacher where the student fails, if a second solver agrees; rounds with FIT."""
    params = ctx.params
    await ops.fitted(seed, ctx, lambda: seed_rows(params))
    question, key = seed.text("question"), seed.text("key")
    mistake = await wrong_answer(ctx, question, key)
    asked = ops.after_shots(
        params.shots, SIMILAR, question=question, key=key, wrong=mistake[:LONGEST_MISTAKE]
    )
    made = await ctx.read(
        asked,
        lambda reply: ops.tagged(reply.whole(), "problem", "solution"),
        attempts=params.reads,
        model="teacher",
        temperature=params.teacher_temperature,
        max_tokens=params.max_tokens,
    )
    answer = await second_opinion(ctx, made["problem"])
    extra = {"round": seed["round"], "original_question": question, "mistake": mistake}
    labels = {"key": "a second model's answer"}
    return assay.Draft(made["problem"], made["solution"], answer, extra=extra, labels=labels)


@llm2llm.filter_for
def novel(params: Params) -> ops.Novel:
    def known() -> list[str]:
        return [seed.text("question") for seed in problems(params) if not seed.problem]

    return ops.Novel(lambda: ops.RougePool(above=params.too_like), known=known)


async def wrong_answer(ctx: assay.Context[Params], question: str, key: str) -> str:
    """What the student answers; the candidate is over if that is right, or cannot be judged."""
    try:
        tried = await solve(ctx, question, key, model="student")
    except assay.Rejected as rejected:
        return rejected.draft.response if rejected.draft else "(nothing)"
    verdict = await ctx.verify("math.answer", tried)
    if verdict.accepted:
        raise assay.Rejected("student_right", "The student solves this problem.")
    if not ctx.wrong(verdict):  # it may be right, said in a way that is not read
        raise assay.Rejected("student_unclear", f"Whether the student is right is open: {verdict.message}")
    return tried.response


def seed_rows(params: Params) -> list[dict[str, Any]]:
    """The seed problems with their own solutions, as rows to fit on."""

    def row(seed: assay.Seed) -> dict[str, Any]:
        question, answer = seed.text("question"), seed.text("solution")
        turns = [{"role": "user", "content": question}, {"role": "assistant", "content": answer}]
        return {
            "id": f"{seed.file}:{seed.line}",
            "prompt": question,
            "messages": turns,
            "reference": seed["key"],
        }

    return [row(seed) for seed in problems(params) if not seed.problem]


@llm2llm.source
def seeds(params: Params, rng: random.Random) -> Iterator[assay.Seed]:
    return ops.in_rounds(params, lambda: problems(params))
