"""The generators of school arithmetic, word problems and counting: the contract and the look of their rows."""

from __future__ import annotations

import random
import re
from inspect import unwrap

import pytest

import assay
from assay import Draft, Generator, Sample, Task
from assay.testing import run_verifier
from assay_math.generators._write import endings
from assay_math.verifiers.answer import answer
from assay_math.verifiers.cot import cot

_MODULES = (
    "ages", "arithmetic", "arrangements", "decimals", "digit_puzzles", "discounts", "fractions", "inclusion_exclusion", "interest",
    "map_scale", "mixtures", "percent", "proportion", "rates", "ratio", "selections", "shopping", "unit_price", "word_problems",
    "work",
)  # fmt: skip
GENERATORS = [g for g in assay.collect("assay_math.generators", Generator) if g.topics[-1] in _MODULES]

# what no reader should ever see
_UGLY = {
    "two signs in a row": r"--|\+ -|- -",
    "a coefficient of one": r"(?<![\w.^{}\\])1[a-z]\b",
    "one of many": r"(?<![\d.,/:\\$^-])\b1 (?!as\b|is\b|bus\b)[a-z]+(?<!s)s\b",
    "a before a vowel": r"\ba (?!un|us|one)[aeiou]\w",
    "two spaces": r"  ",
    "a template that was not filled": r"\{[a-z_]{2,}\}(?<!\{lcm\})(?<!\{cm\})",
    "a Python value": r"\bNone\b(?! of)|Fraction\(|Decimal\(",
    "a number with too many decimals": r"\d\.\d{9}",
}


def _rows(generator: Generator, rows: int) -> list[tuple[int, Draft]]:
    return [
        (
            difficulty,
            unwrap(generator.make)(random.Random(f"{generator.name} {difficulty} {row}"), difficulty),
        )
        for difficulty in range(1, 6)
        for row in range(rows)
    ]


def test_there_are_enough_generators_and_their_names_differ() -> None:
    names = [generator.name for generator in GENERATORS]
    assert len(names) == len(set(names))
    assert len(names) >= 26


@pytest.mark.parametrize("generator", GENERATORS, ids=lambda g: g.name)
def test_rows_are_well_written(generator: Generator) -> None:
    for difficulty, draft in _rows(generator, 300):
        text = f"{draft.prompt}\n{draft.response}"
        where = f"{generator.name}, difficulty {difficulty}\n{text}"
        assert draft.prompt
        assert draft.reference == draft.answer
        assert draft.response.splitlines()[-1] in endings(draft.answer), where
        assert draft.response.count("\n") >= 1, where
        for part in (draft.prompt, *draft.response.splitlines()):
            assert len(re.findall(r"(?<!\\)\$", part)) % 2 == 0, where
            assert part.count("{") == part.count("}"), where
            assert part == part.strip(), where
        for name, pattern in _UGLY.items():
            found = re.search(pattern, text)
            assert not found, f"{name}: {found and found.group()!r}\n{where}"


@pytest.mark.parametrize("generator", GENERATORS, ids=lambda g: g.name)
def test_a_seed_is_a_row_and_rows_hardly_repeat(generator: Generator) -> None:
    rows = 300
    for difficulty in range(1, 6):
        drafts = [unwrap(generator.make)(random.Random(seed), difficulty) for seed in range(rows)]
        assert drafts[:20] == [unwrap(generator.make)(random.Random(seed), difficulty) for seed in range(20)]
        if difficulty >= 2:
            repeats = rows - len({draft.prompt for draft in drafts})
            assert repeats <= rows // 100, f"{repeats} of {rows} at difficulty {difficulty}"


@pytest.mark.parametrize("generator", GENERATORS, ids=lambda g: g.name)
def test_harder_rows_take_more_work(generator: Generator) -> None:
    """The mean length of the solutions grows from the first to the last difficulty."""
    lengths = {d: 0 for d in (1, 5)}
    for difficulty in lengths:
        for row in range(60):
            draft = unwrap(generator.make)(random.Random(f"work {row}"), difficulty)
            lengths[difficulty] += len(draft.response)
    assert lengths[5] > lengths[1]


@pytest.mark.parametrize("generator", GENERATORS, ids=lambda g: g.name)
def test_every_step_is_proved(generator: Generator) -> None:
    for difficulty, draft in _rows(generator, 3):
        task = Task(draft.prompt, draft.reference, "math", difficulty)
        sample = Sample(task, draft.response, draft.answer)
        for verifier in (answer, cot):
            verdict = run_verifier(verifier, sample)
            assert verdict.accepted, f"{verdict.reason}: {verdict.message}\n{draft.prompt}\n{draft.response}"
            if verifier is cot:
                assert verdict.coverage is not None
                assert verdict.coverage.steps == 1.0, draft.response
