"""Triage: the charts, their two routes at every limit, and answers of all sorts."""

from __future__ import annotations

import random
import re
from itertools import product

import pytest

import assay
from assay.testing import judge
from assay_medical.generators.triage.triage_jumpstart import triage_jumpstart
from assay_medical.generators.triage.triage_news2 import (
    _CUTS,
    BANDS,
    points_by_limits,
    points_by_table,
    triage_news2,
)
from assay_medical.generators.triage.triage_rules import triage_rules
from assay_medical.generators.triage.triage_start import _by_steps, triage_start

TRIAGE = assay.find_verifier("medical.triage")


@pytest.mark.parametrize("name", _CUTS)
def test_both_routes_give_the_same_points_for_every_value(name: str) -> None:
    values = range(300, 430) if name == "temperature" else range(0, 300)
    for value in values:
        assert points_by_table(name, value) == points_by_limits(name, value), value


@pytest.mark.parametrize(
    ("name", "value", "points"),
    [  # chart 1 of the RCP's report of 2017
        ("respiration rate", 8, 3), ("respiration rate", 9, 1), ("respiration rate", 12, 0), ("respiration rate", 21, 2), ("respiration rate", 25, 3),
        ("SpO₂ 1", 91, 3), ("SpO₂ 1", 92, 2), ("SpO₂ 1", 95, 1), ("SpO₂ 1", 96, 0), ("SpO₂ 2 oxygen", 93, 1), ("SpO₂ 2 oxygen", 97, 3), ("SpO₂ 2 air", 97, 0),
        ("systolic BP", 90, 3), ("systolic BP", 100, 2), ("systolic BP", 110, 1), ("systolic BP", 219, 0), ("systolic BP", 220, 3),
        ("pulse", 40, 3), ("pulse", 50, 1), ("pulse", 90, 0), ("pulse", 110, 1), ("pulse", 130, 2), ("pulse", 131, 3),
        ("temperature", 350, 3), ("temperature", 360, 1), ("temperature", 380, 0), ("temperature", 390, 1), ("temperature", 391, 2),
    ],
)  # fmt: skip
def test_points_of_the_chart(name: str, value: int, points: int) -> None:
    assert points_by_table(name, value) == points


def test_start_takes_the_first_rule_that_holds() -> None:
    for walks, breathing, opened, rate, perfused, commands in product(
        (True, False), (True, False), (True, False), (30, 31), (True, False), (True, False)
    ):
        category = _by_steps(walks, breathing, opened, rate, perfused, commands)
        if walks:
            assert category == "minor"
        elif not breathing:
            assert category == ("immediate" if opened else "expectant")
        else:
            assert (category == "delayed") == (rate == 30 and perfused and commands)


def test_rows_reach_every_band_and_every_category() -> None:
    bands = {triage_news2(random.Random(n), 1 + n % 5).answer for n in range(120)}
    assert bands == {*BANDS}
    assert {triage_rules(random.Random(n), 1 + n % 5).answer for n in range(60)} == {
        "red",
        "orange",
        "yellow",
        "green",
    }


REFERENCE = assay.make_reference(
    "immediate",
    term={
        "answer": "immediate",
        "among": ["minor", "delayed", "immediate", "expectant"],
        "also": {"immediate": ["red"], "delayed": ["yellow"], "minor": ["green"], "expectant": ["black"]},
    },
)


@pytest.mark.parametrize(
    ("response", "status"),
    [
        ("Immediate.", "accepted"), ("**Immediate (red)**", "accepted"), ("So the tag is red.", "accepted"), ("The category is immediate/red.", "accepted"),
        ("Delayed", "rejected"), ("The category is delayed (yellow).", "rejected"),
        ("Immediate (yellow)", "abstained"), ("Immediate or delayed", "abstained"), ("Not immediate.", "abstained"),
    ],
)  # fmt: skip
def test_answers_with_a_colour(response: str, status: str) -> None:
    assert judge(TRIAGE, response, REFERENCE).status == status


def test_nobody_walks_on_a_broken_leg() -> None:
    for make in (triage_start, triage_jumpstart):
        for n in range(150):
            draft = make(random.Random(n), 1 + n % 5)
            broken = re.search(r"open fracture of the lower leg|bent at an angle", draft.prompt)
            assert not (draft.answer == "minor" and broken)
