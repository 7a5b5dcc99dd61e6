"""How strong tests are: which share of small faults in a correct program they find."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

from assay import Verdict
from assay_code.judging.program import Program
from assay_code.programs.mutate import Mutant, mutants

MUTANTS = 20
SECONDS = 60.0
"""After this time no further mutant is run."""


@dataclass(frozen=True, slots=True)
class Strength:
    """``killed`` of ``total`` mutants fail; ``survivors`` pass all tests.

    ``undecided`` mutants count as neither: the tests came to no verdict on them.
    A mutant that does the same as the program on every input cannot be told from one that
    the tests miss, and counts as a survivor: the true share is this or more.
    """

    killed: int
    total: int
    survivors: tuple[Mutant, ...]
    undecided: int = 0

    @property
    def share(self) -> float:
        return self.killed / self.total if self.total else 0.0


def strength(
    program: Program, judge: Callable[[Program], Verdict], limit: int = MUTANTS, took: float = 1.0
) -> Strength:
    """Run tests on at most ``limit`` mutants of a program that passes them in ``took`` seconds.

    Which mutants is drawn from the program's text, so the same program has the same.
    """
    started = monotonic()
    wall = min(program.wall, max(1.0, 10 * took))  # an endless mutant is to end soon
    rng = random.Random(hashlib.sha256(program.source.encode()).hexdigest())
    killed = undecided = 0
    survivors = []
    for mutant in mutants(program.source, limit, rng):
        if monotonic() - started > SECONDS:
            break
        found = judge(Program(mutant.source, program.span, wall))
        if found.accepted:
            survivors.append(mutant)
        elif found.status == "rejected":
            killed += 1
        else:
            undecided += 1
    return Strength(killed, killed + len(survivors), tuple(survivors), undecided)
