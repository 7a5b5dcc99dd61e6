"""Case2Code (Shao et al., arXiv:2407.12504): programs to be written from their inputs and outputs.

The functions are harvested from source trees and never executed outside the
sandbox. Where the paper has a model write the inputs, they come here from
annotations, docstrings, the literals in the code and coverage-guided fuzzing.
Its filters, and those that its released data lacks: every case is run
twice in each of two processes with different hash seeds, under a time limit of its own,
and once with sets in another order; outputs are plain, varied and not too long,
arguments stay as they were. A part of the cases is
shown, the rest is held out in the reference. Cases that small mutants of the function
pass as well say too little: `min_kill` of the mutants must fail, and a mutant that a held-out case
tells from the function, a shown one tells, too.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import assay
from assay import sandbox
from assay_code.harvest import Cases, Harvested, NotFound, cases, draft, functions
from assay_code.harvest.searching import TRIALS

DEADLINE = 120.0  # seconds for the search for the cases of one function

_WHY = {
    "changes_its_arguments": "It changes its arguments.",
    "constant": "It gives one and the same result.",
    "does_not_end": "It takes too long, or runs without end.",
    "few_cases": "Too few different cases were found.",
    "identity": "It gives back what it gets.",
    "long_result": "Its results are too long or not printable.",
    "low_coverage": "The inputs found reach too little of it.",
    "mostly_raises": "It raises in most cases.",
    "no_input_found": "No inputs were found that it works on.",
    "not_determined": "Other functions agree with it on all the cases that can be shown.",
    "not_deterministic": "It gives different results in two processes, or the second time.",
    "order_of_a_set": "Its results depend on the order of a set.",
    "result_not_plain": "Its results are not plain data.",
}


@dataclass(frozen=True)
class Params:
    source: tuple[str, ...] = assay.param("directories or installed packages to harvest", ("stdlib",))
    per_function: int = assay.param("rows of one function, each with other cases", 1, least=1)
    neutral: float = assay.param(
        "share of rows in which the function has a name that tells nothing", 0.3, least=0, most=1
    )
    min_kill: float = assay.param(
        "least share of the function's mutants that the cases must tell from it", 0.7, least=0, most=1
    )

    def __post_init__(self) -> None:
        if self.per_function < 1:
            raise ValueError(f"per_function is {self.per_function}, must be 1 or more")
        for name in ("neutral", "min_kill"):
            if not 0 <= getattr(self, name) <= 1:
                raise ValueError(f"{name} is {getattr(self, name)}, must be from 0 to 1")


@assay.recipe(
    "code.case2code",
    params=Params,
    verifiers=("code.io", "code.strength"),
    version=6,
    runtime="CPython",
    models=(),
    cites="arXiv:2407.12504",
)
async def case2code(seed: assay.Seed, ctx: assay.Context[Params]) -> assay.Draft:
    """Functions of real source trees, to be written from cases of their inputs and outputs; no model."""
    function: Harvested = seed["function"]
    found = await ctx.work(find_cases, function, ctx.rng.randrange(1 << 30), deadline=DEADLINE)
    row = draft(function, found, ctx.rng, neutral=ctx.params.neutral, min_kill=ctx.params.min_kill)
    return assay.Draft(**row)


def find_cases(function: Harvested, seed: int, trials: int = TRIALS) -> Cases:
    """The cases of a function; runs in a worker, which has the sandbox."""
    try:
        found = cases(function, seed, trials)
    except sandbox.Unsupported as error:
        raise assay.Rejected("unsupported", f"{error}.") from None
    if isinstance(found, str):
        raise assay.Rejected(found, _WHY.get(found, ""))
    return found


def _evenly(root: str, rng: random.Random) -> Iterator[Harvested]:
    """The functions of a tree: one of every file, then a second one of each that has it, and so on."""
    rest: list[list[Harvested]] = []
    for _, group in itertools.groupby(functions(root, rng=rng), key=lambda one: one["source"]["file"]):
        own = list(group)
        rng.shuffle(own)
        yield own.pop()
        rest.append(own)
    while rest := [own for own in rest if own]:
        for own in rest:
            yield own.pop()


@case2code.source
def seeds(params: Params, rng: random.Random) -> Iterator[dict[str, Any]]:
    found: dict[str, Harvested] = {}
    for root in params.source:
        try:
            for function in _evenly(root, rng):
                if function["digest"] not in found:
                    found[function["digest"]] = function
                    yield {"function": function}
        except NotFound as error:
            raise assay.UsageError(str(error)) from None
    if not found:
        raise assay.UsageError(f"no function that can be used was found in {', '.join(params.source)}")
    for _ in range(1, params.per_function):
        for function in found.values():
            yield {"function": function}
