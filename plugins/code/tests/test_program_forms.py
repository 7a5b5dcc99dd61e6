"""Normal form, other forms, walks, names and settings of the task families' programs."""

from __future__ import annotations

import ast
import random
import re
import statistics
import sys
from dataclasses import replace
from typing import Any

import pytest

from assay_code.generators._names import name_of, renamed
from assay_code.generators._task import LEVELS, families, load, points_of, run_cases, solve, tidy
from assay_code.generators._walkthrough import walkthrough
from assay_code.programs.effort import GUESSED, effort, level
from assay_code.programs.forms import other_form
from assay_code.programs.normal import normal
from assay_code.programs.walk import walk


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("return [1 * j for j in range(n)]", "return list(range(n))"),
        ("return n + 0", "return n"),
        ("return (n + 2) * 1 - 0", "return n + 2"),
        ("return n * (1 * m)", "return n * m"),
        ("return sum(range(0, n, 1))", "return sum(range(n))"),
        ("return n if True else m", "return n"),
        ("return n > m and True", "return n > m"),
        ("return n + -m", "return n - m"),
        ("for k in range(1, 2):\n        n += k * m\n    return n", "n += m\n    return n"),
        ("return n + 1 if m else n - 1", "return n + 1 if m else n - 1"),
        (
            "for k in range(1, 2):\n        break\n    return n",
            "for k in range(1, 2):\n        break\n    return n",
        ),
        ("return 0 - n", "return 0 - n"),
        ("return not (n not in m and n != 2)", "return n in m or n == 2"),
        ("return not (n < m and n != 2)", "return not (n < m and n != 2)"),
        ("return True or n", "return True or n"),
    ],
)
def test_leftovers_of_templates_go(body: str, wanted: str) -> None:
    head = "def f(n, m):\n    "
    assert normal(f"{head}{body}\n") == f"{head}{wanted}\n"


def test_no_family_leaves_a_leftover() -> None:
    leftover = re.compile(r"range\(1, 2\)|range\(0, (?:\w+|len\(\w+\))\)|[*] 1\b(?!\d)|[+-] 0\b(?!\.)")
    for name, (make, _) in families().items():
        low, high = LEVELS[make]
        for row in range(4):
            rng = random.Random(f"{name} {row}")
            source = tidy(rng, make(rng, low + row % (high - low + 1))).source
            code = re.sub(r"\"[^\"\n]*\"|'[^'\n]*'|#[^\n]*", '""', source)
            assert not leftover.search(code), source


def test_other_forms_do_the_same() -> None:
    """Every rule at every place that it fits: the cases come out as before (a difference raises)."""
    changed = 0
    for name, (make, _) in families().items():
        low, high = LEVELS[make]
        rng = random.Random(name)
        problem = tidy(rng, make(rng, rng.randint(low, high)))
        other = other_form(rng, problem.source, (), 1.0)
        changed += other != problem.source
        run_cases(replace(problem, source=other))
    assert changed > 20


def test_what_is_spoken_of_stays() -> None:
    source = "def f(values):\n    best = 0\n    for value in values:\n        best = max(best, value)\n    return best\n"
    found = {other_form(random.Random(seed), source, (), 1.0) for seed in range(9)}
    assert any("if value > best:" in other for other in found)
    assert {other_form(random.Random(seed), source, ("max",), 1.0) for seed in range(9)} == {source}


def test_a_comprehension_whose_name_is_used_elsewhere_stays() -> None:
    source = "def f(n, v):\n    w = [n for n in v]\n    return w[0] + n\n"
    assert other_form(random.Random(1), source, (), 1.0) == source


def test_a_walk_tells_what_the_variables_are() -> None:
    source = (
        "def f(values):\n    total = 0\n    for value in values:\n        total += value\n    return total\n"
    )
    run = walk(source, "f", ([2, 5],))
    assert run is not None
    assert run.result == 7
    assert run.before == {"total": "0"}
    assert run.rounds == (({"value": "2"}, {"total": "2"}), ({"value": "5"}, {"total": "7"}))
    assert walk("def f(n):\n    while True:\n        n += 1\n", "f", (1,)) is None
    assert walk("def f(n):\n    return 1 // n\n", "f", (0,)) is None
    unclear = walk("def f(n):\n    seen = {n}\n    seen.add(2)\n    return n\n", "f", ("a",))
    assert unclear is not None and not unclear.before


def test_what_a_worked_example_says_happened() -> None:
    """Every stated value is one that the variable had, watched here by another trace."""
    told = 0
    for name, (make, (low, high)) in families().items():
        rng = random.Random(name)
        solved = solve(make, rng, rng.randint(low, high))
        text = walkthrough(rng, solved)
        if not text:
            continue
        told += 1
        [call] = [case for case in solved.shown if f"`{case.call(solved.problem.entry)}`" in text][:1]
        had = _values(solved.problem.source, solved.problem.entry, call.args)
        for variable, value in re.findall(r"`([a-z_]\w*) = ([^`]*)`", text):
            assert (variable, value) in had, (variable, value, text)
        assert f"`{call.value!r}`" in text
    assert told > 15


def _values(source: str, entry: str, args: tuple[Any, ...]) -> set[tuple[str, str]]:
    function = load(source, entry)
    had: set[tuple[str, str]] = set()

    def watch(frame: Any, event: str, value: Any) -> Any:
        if frame.f_code is function.__code__:
            had.update((name, repr(one)) for name, one in frame.f_locals.items())
        return watch

    known = sys.gettrace()
    sys.settrace(watch)
    try:
        function(*ast.literal_eval(repr(args)))
    finally:
        sys.settrace(known)
    return had


@pytest.mark.parametrize(
    ("goal", "name"),
    [
        ("returns the largest sum of a window of `values`", "largest_sum_of_window"),
        ("returns for each team in `records` the largest number of points in it", "most_points_by_team"),
        ("returns a dict that maps each category to its cheapest item", "cheapest_item_by_category"),
        ("returns the least number of coins that add up to exactly `amount`", "fewest_coins"),
        ("returns how many of the islands in `grid` have at least 3 cells", "count_islands"),
        ("returns whether `a` is b", ""),
        ("returns `text` in upper case", ""),
    ],
)
def test_names_say_what_is_computed(goal: str, name: str) -> None:
    found = {name_of(random.Random(seed), goal, ()) for seed in range(12)}
    assert {re.sub("^(find|get|compute)_", "", one) for one in found} == {name}


def test_a_function_is_renamed_and_nothing_else() -> None:
    source = "def walk(n):\n    return walk(n - 1) if n else 'walk'\n"
    assert renamed(source, "walk", "run") == "def run(n):\n    return run(n - 1) if n else 'walk'\n"
    hides = "def steps(n):\n    steps = n\n    return steps\n"
    assert renamed(hides, "steps", "count") == "def count(n):\n    steps = n\n    return steps\n"


def test_difficulty_compares_across_families() -> None:
    """The median of each difficulty lies in its band, for every family; so every first is easier than every fifth."""
    for name, (make, (low, high)) in families().items():
        medians = []
        for difficulty in (low, high):
            found = [
                points_of(solve(make, random.Random(f"{name} {row}"), difficulty).problem) for row in range(3)
            ]
            medians.append(statistics.median(found))
            assert level(medians[-1]) == difficulty, name
        assert low == high or medians[0] < medians[1], name


def test_effort_grows_with_what_a_task_takes() -> None:
    plain = "def f(n):\n    return n + 1\n"
    loop = "def f(n):\n    total = 0\n    for k in range(n):\n        total += k\n    return total\n"
    deep = "def f(n):\n    total = 0\n    for k in range(n):\n        for j in range(k):\n            total += j\n    return total\n"
    recursive = "def f(n):\n    return n + f(n - 1) if n else 0\n"
    assert effort(plain) < effort(loop) < effort(deep)
    assert effort(plain) < effort(recursive)
    assert effort(plain, 40) == effort(plain) + 2
    assert level(effort("def cmp(a, b):\n    return (a > b) - (a < b)\n") + 2 * GUESSED) == 1
