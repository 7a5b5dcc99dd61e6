"""What holds for every generator of the package."""

from __future__ import annotations

import random
import re
from importlib import import_module
from pathlib import Path

import pytest

import assay_math.generators
from assay import Draft, Generator
from assay_math.generators._asking import posed
from assay_math.generators._write import endings

FOLDER = Path(assay_math.generators.__file__).parent
GENERATORS = sorted(
    {
        value.name: value
        for file in FOLDER.glob("*/[a-z]*.py")
        for value in vars(import_module(f"assay_math.generators.{file.parent.name}.{file.stem}")).values()
        if isinstance(value, Generator)
    }.values(),
    key=lambda generator: generator.name,
)


def rows(generator: Generator, number: int) -> list[tuple[int, Draft]]:
    """``number`` rows, the difficulties in turn."""
    low, high = generator.difficulties
    levels = [low + i % (high - low + 1) for i in range(number)]
    return [(d, generator(random.Random(f"{d} {i}"), d)) for i, d in enumerate(levels)]


def test_all_are_here() -> None:
    assert len(GENERATORS) >= 215


@pytest.mark.parametrize("generator", GENERATORS, ids=lambda g: g.name)
def test_solutions_end_in_many_ways(generator: Generator) -> None:
    seen = set()
    for _, draft in rows(generator, 100):
        last = draft.response.splitlines()[-1]
        known = endings(str(draft.answer))
        assert last in known
        seen.add(known.index(last))
    assert len(seen) >= 9


FORMULA = re.compile(r"(?<!\\)\$.*?(?<!\\)\$", re.DOTALL)


@pytest.mark.parametrize("generator", GENERATORS, ids=lambda g: g.name)
def test_problems_are_told_in_many_ways(generator: Generator) -> None:
    told = {
        re.sub(r"#(,? #)*", "#", re.sub(r"\d[\d.,]*", "#", FORMULA.sub("#", d.prompt)))
        for _, d in rows(generator, 200)
    }
    assert len(told) >= 12


@pytest.mark.parametrize(
    ("thing", "shown", "ask", "wanted"),
    [
        ("equation", "${e}$", "Solve {it}.", "Here is an equation: ${e}$. Solve this equation."),
        ("equation", "${e}$", "Solve {it}.", "Can you solve ${e}$?"),
        ("numbers", "{a} and {b}", "Which is the gcd of {it}?", "The numbers {a} and {b} are given. Which is the gcd of these numbers?"),
        ("rule", "${r}$", "Find $a_9$.", "Take the rule ${r}$. Find $a_9$."),
    ],
)  # fmt: skip
def test_a_task_is_put_at_once_or_after_what_is_given(thing: str, shown: str, ask: str, wanted: str) -> None:
    assert wanted in posed(thing, shown, (ask,))
