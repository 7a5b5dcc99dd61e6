"""What holds for every generator of problems with an answer."""

from __future__ import annotations

import functools
import random
import re
import statistics
from importlib import import_module
from pathlib import Path

import pytest

import assay_math.generators
from assay import Draft, Generator
from assay_math.generators._asking import posed
from assay_math.generators._write import endings
from assay_math.yardstick import hardness

FOLDER = Path(assay_math.generators.__file__).parent
GENERATORS = sorted(
    {
        value.name: value
        for file in FOLDER.glob("*/[a-z]*.py")
        for value in vars(import_module(f"assay_math.generators.{file.parent.name}.{file.stem}")).values()
        if isinstance(value, Generator)
        and "math.answer" in value.verifiers  # the others have proofs and no answer
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


@functools.cache
def medians() -> dict[str, dict[int, float]]:
    """Each generator's median hardness by difficulty."""
    out: dict[str, dict[int, list[float]]] = {}
    for generator in GENERATORS:
        low, high = generator.difficulties
        for difficulty, draft in rows(generator, 12 * (high - low + 1)):
            found = hardness(draft.prompt, draft.response).total
            out.setdefault(generator.name, {}).setdefault(difficulty, []).append(found)
    return {name: {d: statistics.median(values) for d, values in by.items()} for name, by in out.items()}


def test_the_easiest_level_of_one_lies_under_the_hardest_of_any_other() -> None:
    easy = {name: by[1] for name, by in medians().items() if 1 in by}
    hard = {name: by[5] for name, by in medians().items() if 5 in by}
    assert len(easy) >= 100
    assert len(hard) >= 140
    assert max(easy.values()) < min(hard.values()), (
        max(easy, key=easy.__getitem__),
        min(hard, key=hard.__getitem__),
    )


def test_hardness_grows_with_difficulty() -> None:
    """In nine of ten generators the hardest level is harder by 0.3; in none it is easier by one."""
    grown = {name: by[max(by)] - by[min(by)] for name, by in medians().items()}
    assert min(grown.values()) > -1, min(grown, key=grown.__getitem__)
    assert sum(value >= 0.3 for value in grown.values()) >= 0.9 * len(grown)


def test_levels_of_all_are_alike() -> None:
    """Of two neighbouring levels the harder one is harder over all generators."""
    over_all = [statistics.median(by[d] for by in medians().values() if d in by) for d in range(1, 6)]
    assert over_all == sorted(over_all)


@pytest.mark.parametrize(
    ("easier", "harder"),
    [
        (("What is $56 - 55$?", "$56 - 55 = 1$.\nSo the answer is $1$."), ("Solve $2x = 6$ for $x$.", "$x = 6 \\div 2 = 3$.\nSo the answer is $3$.")),
        (("What is $3 + 4$?", "$3 + 4 = 7$.\n$7$"), ("What is $31827 + 4888$?", "$31827 + 4888 = 36715$.\n$36715$")),
        (
            ("Compute $\\frac{3}{4} + \\frac{5}{6}$.", "$\\frac{9}{12} + \\frac{10}{12} = \\frac{19}{12}$.\n$\\frac{19}{12}$"),
            ("Solve $y'' = y$, $y(0) = 1$, $y'(0) = 1$.", "The roots of $r^2 = 1$ are $1$ and $-1$, so $y = e^x$.\n$e^x$"),
        ),
    ],
)  # fmt: skip
def test_yardstick(easier: tuple[str, str], harder: tuple[str, str]) -> None:
    assert hardness(*easier).total < hardness(*harder).total


def test_the_answer_said_again_is_no_work() -> None:
    assert hardness("What is $2 + 3$?", "$2 + 3 = 5$\n$5$") == hardness(
        "What is $2 + 3$?", "$2 + 3 = 5$\n$\\boxed{5 \\cdot 1}$"
    )
