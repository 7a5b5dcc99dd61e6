"""law.deadline on deadlines that courts, rule makers and guides worked out, each with its source (``data/deadlines.jsonl``).

The prompts are ours, with the facts of the source; where a source names no year, one was taken in which its weekdays are right.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

import assay
from assay.testing import judge

VERIFIER = assay.find_verifier("law.deadline")
CASES = [json.loads(line) for line in (Path(__file__).parent / "data/deadlines.jsonl").open(encoding="utf-8")]
MONTHS = "January February March April May June July August September October November December".split()


def _written(day: date) -> tuple[str, str, str]:
    """A date as it may be answered."""
    name = MONTHS[day.month - 1]
    return (
        f"{name} {day.day}, {day.year}",
        f"The last day is {day:%A}, {day.day} {name} {day.year}.",
        f"最后一日为{day.year}年{day.month}月{day.day}日。",
    )


def test_there_are_sixty_with_sources() -> None:
    assert len({case["source"] for case in CASES}) == len(CASES) >= 60


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["source"][:40])
def test_worked_example(case: dict[str, object]) -> None:
    reference, prompt = json.dumps(case["reference"]), str(case["prompt"])
    right = date.fromisoformat(str(case["answer"]))
    for response in _written(right):
        verdict = judge(VERIFIER, response, reference, prompt)
        assert verdict.accepted, (verdict.reason, verdict.message, response)
    for days in (-7, -2, -1, 1, 2, 7):
        for response in _written(right + timedelta(days)):
            assert judge(VERIFIER, response, reference, prompt).status == "rejected", response
    swapped = f"{right + timedelta(1):%A}, {_written(right)[0]}"
    assert judge(VERIFIER, swapped, reference, prompt).reason == "wrong_weekday"
