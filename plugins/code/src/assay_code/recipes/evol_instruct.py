"""Evol-Instruct for code (Luo et al., "WizardCoder", arXiv:2306.08568): a model makes programming tasks harder.

No generator was released. As in the paper, a task is rewritten in one of five
ways, drawn at random: a further constraint, a rarer requirement, more steps, wrong
code that misleads, stricter bounds on time or memory; and the result again, round
after round. Differences: there nothing is run, and the student's score on a
development set says when to stop. Here the model writes tests from the task
alone, then a solution, which has to pass them; the tests have to mean something
(no stub passes them, mutants fail); code that is to mislead has to fail them. What
falls is eliminated, and the next round starts from the last task that held.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import assay
from assay import ops
from assay_code.recipes._tasks import GATE, LABELS, Admit, Tested, program_in, python_block, tests_reference

EVOLVE, TESTS, SOLVE = (
    assay.load_prompt("assay_code.recipes", f"{name}.txt")
    for name in ("evolve", "evolve_tests", "evolve_solve")
)
WAYS = dict(
    line.split(": ", 1)
    for line in assay.load_prompt("assay_code.recipes", "evolve_ways.txt").text.splitlines()
)
MISLEAD = "mislead"
HARDER = {"harder": "that the task is harder than the one before is the model's word"}
NEW = {"before": "the solution of the task before fails these tests: computed"}
MOST = 6_000  # characters of a task
ALIKE = 0.9
_LEAKS = ("given task", "original task", "rewritten task", "new task", "evolved", "<task>")
_NO_PROGRAM = frozenset(("no_program", "no_entry", "syntax_error", "hedged", "limit"))


@dataclass(frozen=True, kw_only=True)
class Params(ops.FewShot, Tested):
    seeds: Path = assay.param("JSONL, CSV or Parquet with a programming task in each row")
    column: str = assay.param("column of the task", "instruction")
    rounds: int = assay.param("how often to make a task harder", 3, least=1)
    ways: tuple[str, ...] = assay.param("ways to draw from", tuple(WAYS))
    attempts: int = assay.param(
        "tries at a solution, each told what was wrong; above 1 they make pairs", 1, least=1
    )
    temperature: float = assay.param("of the rewriting; tests and solutions have 0", 0.7, least=0)

    def __post_init__(self) -> None:
        super().__post_init__()
        if min(self.rounds, self.attempts) < 1:
            raise ValueError("rounds and attempts must be 1 or more")
        if not self.ways or not WAYS.keys() >= set(self.ways):
            raise ValueError(f"ways must be of {', '.join(WAYS)}")


@assay.recipe(
    "code.evol_instruct", version=4, params=Params, verifiers=GATE, cites="arXiv:2306.08568", sandboxed=True
)
async def evol_instruct(seed: assay.Seed, ctx: assay.Context[Params]) -> list[assay.Draft | assay.Rejected]:
    """Programming tasks made harder step by step in five ways, with solutions and tests that are run."""
    task, parents, solved = seed.text(ctx.params.column), tuple[str, ...](), ""
    made: list[assay.Draft | assay.Rejected] = []
    for number in range(1, ctx.params.rounds + 1):
        way = ctx.rng.choice(ctx.params.ways)
        try:
            harder = await _evolve(ctx, task, way)
            extra = {"way": way, "round": number, "from": task}
            draft = await _solve(ctx, harder, way, extra, parents)
            if solved and await _fails(ctx, replace(draft, response=solved, answer="")):
                draft = replace(draft, labels={**draft.labels, **NEW})
            made.append(draft)
            solved = draft.response
            task, parents = harder, (f"{ctx.id}-{len(made) - 1}",)
        except assay.Rejected as rejected:
            # The gate says of a draft that is wrong what is wrong with it.
            made.append(rejected.draft or rejected)
    return made


async def _evolve(ctx: assay.Context[Params], task: str, way: str) -> str:
    params = ctx.params
    asked = ops.after_shots(params.shots, EVOLVE, task=task, way=WAYS[way])
    harder = await ctx.read(
        asked,
        lambda reply: ops.tagged(reply.whole(), "task")["task"],
        attempts=params.reads,
        temperature=params.temperature,
        max_tokens=params.max_tokens,
    )
    if not harder or len(harder) > MOST:
        raise assay.Rejected("bad_task", f"The task has {len(harder):,} characters, not 1 to {MOST:,}.")
    if ops.jaccard(task, harder, size=3) > ALIKE:
        raise assay.Rejected("unchanged", "The task is the same as before.")
    if leak := next((words for words in _LEAKS if words in harder.lower() and words not in task.lower()), ""):
        raise assay.Rejected("leaks_prompt", f"The task speaks of the {leak!r}.")
    return harder


async def _solve(
    ctx: assay.Context[Params], task: str, way: str, extra: dict[str, Any], parents: tuple[str, ...]
) -> assay.Draft:
    """A draft that passes the gate; raises :class:`~assay.Rejected`."""
    params = ctx.params
    sampling: dict[str, Any] = {"temperature": 0.0, "max_tokens": params.max_tokens}
    tests = await ctx.read(
        TESTS.fill(task=task), lambda reply: python_block(reply.whole()), attempts=params.reads, **sampling
    )
    reference = await ctx.work(tests_reference, task, tests, params.min_kill)
    if way == MISLEAD:
        await _check_misleading(ctx, task, reference)

    def draft(reply: assay.Reply) -> assay.Draft:
        said = reply.whole()
        return assay.Draft(
            task, said, reference, program_in(said), labels={**LABELS, **HARDER}, extra=extra, parents=parents
        )

    return await ctx.repair(SOLVE.fill(task=task), draft, attempts=params.attempts, **sampling)


async def _fails(ctx: assay.Context[Params], draft: assay.Draft) -> bool:
    """Whether the tests prove a program wrong that was right for the task before: one by another name says nothing."""
    verdict = await ctx.verify("code.tests", draft)
    return ctx.wrong(verdict) and verdict.reason not in _NO_PROGRAM


async def _check_misleading(ctx: assay.Context[Params], task: str, reference: str) -> None:
    """The code in a task that is to mislead must be a program, and fail the tests."""
    found = ops.blocks(task, "python", "py", "python3", "")
    if not found:
        raise assay.Rejected("not_misleading", "The task shows no code.")
    code = "\n\n".join(f"```python\n{block.text}\n```" for block in found)
    verdict = await ctx.verify("code.tests", assay.Draft("Is this right?", code, reference))
    if verdict.status is not assay.Status.REJECTED or verdict.reason in _NO_PROGRAM:
        what = "passes the tests" if verdict.accepted else f"is not proved wrong ({verdict.reason})"
        raise assay.Rejected("not_misleading", f"The code that is to mislead {what}.")


@evol_instruct.source
def seeds(params: Params, rng: random.Random) -> Iterator[assay.Seed]:
    return assay.read_seeds(params.seeds, params.column)


@evol_instruct.filter_for
def admit(params: Params) -> Admit:
    return params.uncontaminated()
