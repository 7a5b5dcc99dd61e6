"""OSS-Instruct (Wei et al., "Magicoder", arXiv:2312.02120): open source lines give a model ideas for exercises.

Code: github.com/ise-uiuc/magicoder. As there, 1 to 15 consecutive lines of a
random file are shown, the model writes a problem and its solution, cut-off
replies fall, rows whose lines, problem or solution an earlier row has fall, and
so do rows that hold text of a benchmark. Differences: there nothing is run. Here
the model writes tests too, and they have to mean something: the solution passes
them, no stub does, and they fail on its mutants. The filter of solutions that
stand in their problem, which the released code has switched off, is on. Python
only; the licence of the lines is kept.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import assay
from assay import ops
from assay_code.harvest import NotFound
from assay_code.harvest.snippets import snippets
from assay_code.recipes._tasks import (
    GATE,
    LABELS,
    Admit,
    Row,
    Tested,
    check_problem,
    program_in,
    python_block,
    tests_reference,
)

ASK = assay.load_prompt("assay_code.recipes", "oss_instruct.txt")


@dataclass(frozen=True, kw_only=True)
class Params(ops.FewShot, Tested):
    source: tuple[str, ...] = assay.param("directories or installed packages with open source", ("stdlib",))
    per_file: int = assay.param("snippets of one file", 1, least=1)
    lines: int = assay.param("most lines of a snippet", 15, least=1)
    temperature: float = assay.param("of the model", 0.0, least=0)

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.per_file < 1 or self.lines < 1:
            raise ValueError("per_file and lines must be 1 or more")


@assay.recipe(
    "code.oss_instruct", version=3, params=Params, verifiers=GATE, cites="arXiv:2312.02120", sandboxed=True
)
async def oss_instruct(seed: assay.Seed, ctx: assay.Context[Params]) -> assay.Draft:
    """Exercises that lines of open source gave a model the idea of, with solutions and tests that are run."""
    params = ctx.params
    asked = ops.after_shots(params.shots, ASK, snippet=seed.text("snippet"))
    problem, solution, tests = await ctx.read(
        asked, parts, attempts=params.reads, temperature=params.temperature, max_tokens=params.max_tokens
    )
    await ctx.work(check_problem, problem, solution)
    reference = await ctx.work(tests_reference, problem, tests, params.min_kill)
    return assay.Draft(problem, solution, reference, program_in(solution), labels=LABELS, extra=seed.fields)


def parts(reply: assay.Reply) -> tuple[str, str, str]:
    """The problem, the solution and the tests of a reply."""
    found = ops.tagged(reply.whole(), "problem", "solution", "tests")
    if not (found["problem"] and found["solution"]):
        raise assay.Rejected("unparsable_reply", "The problem or the solution is empty.")
    return found["problem"], found["solution"], python_block(found["tests"])


@oss_instruct.source
def seeds(params: Params, rng: random.Random) -> Iterator[assay.Seed]:
    for _ in range(params.per_file):
        for root in params.source:
            try:
                for found in snippets(root, rng, params.lines):
                    yield assay.Seed(found, found["file"], found["line"])
            except NotFound as error:
                raise assay.UsageError(str(error)) from None


@oss_instruct.filter_for
def admit(params: Params) -> Admit:
    """No lines, problem or solution twice, and nothing of a benchmark."""
    looked: tuple[tuple[str, Callable[[Row], str]], ...] = (
        ("snippet", lambda row: str(json.loads(row["provenance"]["extra"])["snippet"])),
        ("problem", lambda row: str(row["prompt"])),
        ("solution", lambda row: str(row["messages"][-1]["content"])),
    )
    looks: list[Admit] = [
        *(ops.Novel(ops.ExactPool, text, reason=f"duplicate_{name}") for name, text in looked),
        params.uncontaminated(),
    ]
    return lambda rows, row: next(filter(None, (look(rows, row) for look in looks)), None)
