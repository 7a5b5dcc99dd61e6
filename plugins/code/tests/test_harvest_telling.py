"""The shown cases of a harvested function determine it, and inputs of its domain were found; else there is no row."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assay import sandbox
from assay_code.harvest import cases as cases_of
from assay_code.harvest import functions
from assay_code.harvest.choosing import Dropped
from assay_code.harvest.telling import order_that_tells


@pytest.fixture(autouse=True, scope="module")
def local() -> Iterator[None]:
    sandbox.choose("local")
    yield
    sandbox.choose(sandbox.AUTO)


_CLIP = "def clip(value, low, high):\n    return low if value < low else high if value > high else value\n"
_NO_LOW = "def clip(value, low, high):\n    return high if value > high else value\n"
_BIG_EVEN = (
    "def total(values):\n    found = 0\n    for value in values:\n"
    "        if value > 3 and value % 2 == 0:\n            found += value\n    return found\n"
)


def _clips(*calls: tuple[int, int, int]) -> list[dict[str, Any]]:
    return [
        {"args": [value, low, high], "kwargs": {}, "expected": min(max(value, low), high)}
        for value, low, high in calls
    ]


def test_a_case_that_tells_is_shown() -> None:
    cases = _clips((5, 0, 9), (12, 0, 9), (3, 1, 4), (7, 0, 8), (20, 2, 15), (-4, 0, 9), (1, 0, 5), (6, 2, 9))
    order, shown = order_that_tells(_CLIP, "clip", cases, 4, [_NO_LOW])
    assert order == [0, 1, 2, 3, 5, 4, 6, 7] and shown == 5


def test_what_the_shown_cases_tell_stays_where_it_is() -> None:
    cases = _clips((5, 0, 9), (12, 0, 9), (-3, 1, 4), (7, 0, 8), (20, 2, 15), (-4, 0, 9), (1, 0, 5))
    rivals = [_NO_LOW, "def clip(value, low, high):\n    return 1 / 0\n", "raise SystemExit\n", _CLIP]
    assert order_that_tells(_CLIP, "clip", cases, 4, rivals) == (list(range(7)), 4)


def test_cases_that_do_not_determine_the_function_are_no_row() -> None:
    cases = _clips((5, 0, 9), (12, 0, 9), (3, 1, 4), (7, 0, 8), (-4, 0, 9), (1, 0, 5), (6, 2, 9))
    with pytest.raises(Dropped, match="not_determined"):  # too few would be left to hold out
        order_that_tells(_CLIP, "clip", cases, 4, [_NO_LOW])


def test_no_small_fault_that_the_held_out_cases_find_passes_the_shown_ones() -> None:
    """With mutants drawn from the text: none that passes the shown cases fails a held-out one."""
    shown_first = [[4, 6], [8], [5, 7], [4, 5]]  # what is small is nowhere
    values = [*shown_first, [2, 4], [10], [9], [6, 9], [11, 12]]
    cases = [
        {"args": [one], "kwargs": {}, "expected": sum(v for v in one if v > 3 and v % 2 == 0)}
        for one in values
    ]
    order, shown = order_that_tells(_BIG_EVEN, "total", cases, 4)
    told = [cases[place] for place in order]
    assert shown > 4 and 4 in order[:shown]
    assert order_that_tells(_BIG_EVEN, "total", told, shown) == (list(range(9)), shown)


def test_a_function_that_hardly_any_input_suits_is_dropped(tmp_path: Path) -> None:
    (tmp_path / "one.py").write_text(
        "def decode(text):\n"
        "    if not text.startswith('%%begin') or not text.endswith('end%%') or len(text) < 40:\n"
        "        raise ValueError('no frame')\n"
        "    total = sum(map(ord, text))\n"
        "    return [total % 7, len(text), text.count('a')]\n"
    )
    [function] = functions(str(tmp_path))
    assert cases_of(function, 1) in ("mostly_raises", "no_input_found", "low_coverage", "few_cases")
