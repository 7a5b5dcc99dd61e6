"""The generators that state what is given first: rows are well formed, proved, and told in many ways."""

from __future__ import annotations

import random
import re
from collections import Counter
from importlib import import_module
from inspect import unwrap

import pytest

from assay import Draft, Generator, Sample, Status, Task
from assay_math.generators._write import endings
from assay_math.verifiers.answer import answer
from assay_math.verifiers.cot import cot

MODULES = (
    "geometry.inscribed_angles",
    "geometry.power_of_a_point",
    "geometry.pyramids",
    "geometry.similar_solids",
    "geometry.transformations",
    "geometry.bearings",
    "geometry.polar",
    "geometry.conics",
    "geometry.trig_identities",
    "geometry.inverse_trig",
    "probability.derangements",
    "probability.geometric_probability",
    "probability.quartiles",
    "probability.normal",
    "probability.hypergeometric",
    "probability.probability_trees",
    "probability.fair_games",
    "probability.truth_tables",
    "probability.overlap_bounds",
    "word_problems.calendar",
    "word_problems.patterns",
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
def test_rows_are_well_formed(generator: Generator) -> None:
    closings, wordings = set(), set()
    prompts: Counter[int] = Counter()
    seen = set()
    for difficulty, draft in drafts(generator, 200):
        text = f"{draft.prompt}\n{draft.response}"
        last = draft.response.splitlines()[-1]
        closings.add(last.replace(str(draft.answer), "{a}"))
        wordings.add(NUMBERS.sub("N", draft.prompt))
        assert last in endings(str(draft.answer))
        assert text.replace(r"\$", "").count("$") % 2 == 0
        assert text.count("{") - text.count(r"\{") == text.count("}") - text.count(r"\}")
        assert not BAD_SIGNS.search(text), text
        prompts[difficulty] += (difficulty, draft.prompt) not in seen
        seen.add((difficulty, draft.prompt))
    assert len(closings) >= 8
    assert len(wordings) >= 30
    assert all(prompts[d] >= 180 for d in range(2, 6)), prompts


@pytest.mark.parametrize("generator", GENERATORS, ids=lambda g: g.name)
def test_every_step_is_proved(generator: Generator) -> None:
    for _, draft in drafts(generator, 4):
        sample = Sample(Task(draft.prompt, draft.reference), draft.response, draft.answer)
        verdict = cot(sample)
        assert verdict.status is Status.ACCEPTED, f"{verdict.message}\n{draft.prompt}\n{draft.response}"
        assert verdict.coverage is not None
        assert verdict.coverage.steps == 1.0, draft.response
        assert answer(sample).status is Status.ACCEPTED


@pytest.mark.parametrize("said", ["Wednesday; Tuesday", "Tuesday; Wednesday", "Wednesday; Tuesday night"])
def test_two_words_are_no_word_with_a_remark(said: str) -> None:
    sample = Sample(Task("Which day of the week is it?", "Wednesday"), f"So the answer is {said}.", said)
    assert answer(sample).status is not Status.ACCEPTED


@pytest.mark.parametrize("said", ["Wednesday; the day before is a Tuesday", "Wednesday"])
def test_a_remark_behind_a_word_is_set_aside(said: str) -> None:
    sample = Sample(Task("Which day of the week is it?", "Wednesday"), f"So the answer is {said}.", said)
    assert answer(sample).status is Status.ACCEPTED
