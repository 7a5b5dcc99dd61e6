"""Generators of algebra, calculus and number theory that tell what is given first: well formed, proved, varied."""

from __future__ import annotations

import random
import re
from importlib import import_module
from inspect import unwrap

import pytest

from assay import Draft, Generator, Sample, Status, Task
from assay_math.generators._write import endings
from assay_math.verifiers.answer import answer
from assay_math.verifiers.cot import cot

MODULES = (
    "algebra.am_gm",
    "algebra.cubics",
    "algebra.eigenvectors",
    "algebra.matrix_powers",
    "algebra.nonlinear_systems",
    "algebra.polar_form",
    "algebra.recurrences",
    "calculus.improper",
    "calculus.lhopital",
    "calculus.optimisation",
    "calculus.related_rates",
    "calculus.taylor",
    "calculus.volumes",
    "number_theory.diophantine",
    "number_theory.pythagorean_triples",
    "number_theory.order",
    "number_theory.primality",
    "number_theory.factorials",
    "number_theory.continued_fractions",
)
GENERATORS = [
    value
    for name in MODULES
    for value in vars(import_module(f"assay_math.generators.{name}")).values()
    if isinstance(value, Generator)
]
BAD_SIGNS = re.compile(
    r"\+ -|- -|--|\+ \+|x\^1\b|x\^\{1\}|\{\}|(?<![\d.])0x|\$\$| \$[,.]|  |\bin in\b|\ba [aeio]\w"
)
NUMBERS = re.compile(r"\d+(\.\d+)?")


def drafts(generator: Generator, rows: int) -> list[tuple[int, Draft]]:
    return [
        (d, unwrap(generator.make)(random.Random(f"{d} {i}"), d)) for d in range(1, 6) for i in range(rows)
    ]


@pytest.mark.parametrize("generator", GENERATORS, ids=lambda g: g.name)
def test_rows_are_well_formed_and_told_in_many_ways(generator: Generator) -> None:
    closings, wordings, seen = set(), set(), set()
    for difficulty, draft in drafts(generator, 200):
        text = f"{draft.prompt}\n{draft.response}"
        last = draft.response.splitlines()[-1]
        closings.add(last.replace(str(draft.answer), "{a}"))
        wordings.add(NUMBERS.sub("N", draft.prompt))
        assert last in endings(str(draft.answer))
        assert text.replace(r"\$", "").count("$") % 2 == 0
        assert text.count("{") - text.count(r"\{") == text.count("}") - text.count(r"\}")
        assert not BAD_SIGNS.search(text), text
        seen.add((difficulty, draft.prompt))
    assert len(closings) >= 8
    assert len(wordings) >= 30
    for d in range(2, 6):
        assert sum(difficulty == d for difficulty, _ in seen) >= 180, d


@pytest.mark.parametrize("generator", GENERATORS, ids=lambda g: g.name)
def test_every_step_is_proved(generator: Generator) -> None:
    for _, draft in drafts(generator, 4):
        sample = Sample(Task(draft.prompt, draft.reference), draft.response, draft.answer)
        verdict = cot(sample)
        assert verdict.status is Status.ACCEPTED, f"{verdict.message}\n{draft.prompt}\n{draft.response}"
        assert verdict.coverage is not None
        assert verdict.coverage.steps == 1.0, draft.response
        assert answer(sample).status is Status.ACCEPTED
