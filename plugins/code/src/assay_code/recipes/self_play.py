"""Self-play puzzles (Haluptzok, Bowers and Kalai, arXiv:2207.14502): a model sets itself puzzles and solves them.

Code: github.com/microsoft/PythonProgrammingPuzzles, folder ICLR2023. As there,
shuffled puzzles are shown, new ones are kept if they have the right form, are
pure and not solved by a small value; of many tries the shortest different
solutions that the interpreter proves are kept, at most 8 a puzzle; the student is
fitted on the rows (the user's command) and goes round again, with its own puzzles
among those shown. Differences: one puzzle a reply, from a chat model; what may be
used is a list of what is allowed; the proof runs in a sandbox and takes plain
values of the type that the puzzle states; the first examples are Assay's own
puzzles, or yours.
"""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import assay
from assay import ops
from assay_code.generators.puzzles import programming_puzzle
from assay_code.judging.reference import Puzzle
from assay_code.recipes._puzzles import fair, new_puzzles, shortest
from assay_code.recipes._tasks import python_block

SET = assay.load_prompt("assay_code.recipes", "puzzle_set.txt")
SOLVE = assay.load_prompt("assay_code.recipes", "puzzle_solve.txt")
OWN = 60  # puzzles of Assay's own to draw from


@dataclass(frozen=True, kw_only=True)
class Params(ops.Rounds, ops.Reading):
    needs_fit: ClassVar[bool] = False  # its own puzzles are among those shown

    seeds: Path | None = assay.param(
        "JSONL of puzzles to show at first, functions sat(...); own ones if none", None
    )
    column: str = assay.param("column of the puzzle's source", "sat")
    puzzles: int = assay.param("puzzles to ask for in each round", 100, least=1)
    shown: int = assay.param("puzzles to show each time", 5, least=1)
    samples: int = assay.param("solutions to ask for of each puzzle", 16, least=1)
    keep: int = assay.param("most solutions to keep of a puzzle, the shortest", 8, least=1)
    temperature: float = assay.param("of the model", 0.9, least=0)
    max_tokens: int = assay.param("longest reply", 1024, least=1)

    def __post_init__(self) -> None:
        super().__post_init__()
        if min(self.puzzles, self.shown, self.samples, self.keep) < 1:
            raise ValueError("puzzles, shown, samples and keep must be 1 or more")


@assay.recipe(
    "code.self_play",
    params=Params,
    verifiers=("code.puzzle", "code.fair_puzzle"),
    models=("student",),
    version=3,
    cites="arXiv:2207.14502",
    lookback=1,
    sandboxed=True,
)
async def self_play(seed: assay.Seed, ctx: assay.Context[Params]) -> list[assay.Draft | assay.Rejected]:
    """A model sets itself programming puzzles, and keeps its shortest proved solutions; rounds with FIT."""
    params = ctx.params
    sampling: dict[str, Any] = {"temperature": params.temperature, "max_tokens": params.max_tokens}
    shown = _shown(seed["shown"], await ops.fitted(seed, ctx), ctx.rng)
    examples = "\n\n".join(f"```python\n{sat.strip()}\n```" for sat in shown)
    sat = await ctx.read(
        SET.fill(examples=examples),
        lambda reply: python_block(reply.whole()).strip(),
        attempts=params.reads,
        model="student",
        **sampling,
    )
    kind, mark = await ctx.work(fair, sat, shown, deadline=30.0)
    asked = SOLVE.fill(sat=sat)
    reference = assay.make_reference(puzzle=Puzzle(sat, kind))

    async def attempt(number: int) -> assay.Draft:
        reply = await ctx.ask(asked, model="student", **sampling)
        extra = {"puzzle": mark, "round": seed["round"], "sample": number}
        return assay.Draft(asked.messages[-1].content, reply.whole(), reference, extra=extra)

    tries = await asyncio.gather(*map(attempt, range(params.samples)), return_exceptions=True)
    return await shortest(assay.drafts_of(tries), ctx, params.keep)


def _shown(first: Sequence[str], rows: Sequence[Mapping[str, Any]], rng: random.Random) -> list[str]:
    """The puzzles to show: up to half of them are the model's own, of the rounds before."""
    own = list(dict.fromkeys(_puzzle(row["reference"]) for row in rows))
    own = rng.sample(own, min(len(own), len(first) // 2))
    shown = [*own, *first[: len(first) - len(own)]]
    rng.shuffle(shown)
    return shown


def _puzzle(reference: str) -> str:
    return str(json.loads(reference)["puzzle"]["sat"])


@self_play.source
def seeds(params: Params, rng: random.Random) -> Iterator[assay.Seed]:
    pool: list[str] = []
    if params.seeds is None:
        drafts = [programming_puzzle.make(rng, rng.randint(1, 3)) for _ in range(OWN)]
        pool = [_puzzle(draft.reference) for draft in drafts]
    else:
        for seed in assay.read_seeds(params.seeds, params.column):
            if seed.problem:
                yield seed
            else:
                pool.append(seed.text(params.column))
    if not pool:
        raise assay.UsageError(f"--set seeds: {params.seeds} holds no puzzles")

    def draws() -> Iterator[assay.Seed]:
        for _ in range(params.puzzles):
            yield assay.Seed({"shown": rng.sample(pool, min(params.shown, len(pool)))})

    yield from ops.in_rounds(params, draws)


@self_play.filter_for
def admit(_params: Params) -> Callable[..., assay.Rejected | None]:
    return new_puzzles()
