"""Mutants of a family's solution, run against its cases."""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator
from dataclasses import dataclass

from assay_code.generators._task import Case, Solved, outcome
from assay_code.programs.mutate import Mutant, StepLimit, load_bounded, mutants


@dataclass(frozen=True, slots=True)
class Failure:
    """A mutant with the first case that it fails, and what it does there."""

    mutant: Mutant
    case: Case
    got: Case

    @property
    def crash(self) -> bool:
        """Does it end in an exception that no correct solution raises?"""
        return bool(self.got.raises)


def failures(rng: random.Random, solved: Solved, limit: int) -> Iterator[Failure]:
    """Mutants that end on every case and fail at least one, among ``limit`` drawn ones."""
    drawn = mutants(solved.problem.source, limit, rng)
    rng.shuffle(drawn)
    for mutant in drawn:
        cases = list(solved.cases)
        rng.shuffle(cases)
        failed = _first_failure(mutant, solved.problem.entry, cases)
        if failed:
            yield failed


def _first_failure(mutant: Mutant, entry: str, cases: list[Case]) -> Failure | None:
    try:
        function = load_bounded(mutant.source, entry)
        for case in cases:
            given = copy.deepcopy(case.args)
            try:
                got = Case(case.args, function(*given))
            except StepLimit:
                return None
            except Exception as error:  # whatever a slip leads to
                got = Case(case.args, raises=type(error).__name__)
            if outcome(got) != outcome(case) and len(repr(got.value)) < 400:
                return Failure(mutant, case, got)
    except Exception:  # the module itself does not load
        return None
    return None
