"""``math.answer`` on labelled pairs: what it must accept, what it must never accept."""

from __future__ import annotations

import json
import random
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from assay import Sample, Task, Verdict
from assay_math.verifiers.answer import answer

_DATA = Path(__file__).parent / "data" / "answer_cases.jsonl"
_BY_TOPIC: dict[str, list[dict[str, Any]]] = defaultdict(list)
for _line in _DATA.read_text("utf-8").splitlines():
    _row = json.loads(_line)
    _BY_TOPIC[_row["topic"]].append(_row)


def judged(reference: str, response: str, prompt: str = "") -> Verdict:
    return answer(Sample(Task(prompt=prompt, reference=reference), response=response))


@pytest.mark.parametrize("topic", sorted(_BY_TOPIC))
def test_labelled_pairs(topic: str) -> None:
    wrong = []
    for row in _BY_TOPIC[topic]:
        verdict = judged(row["reference"], row["response"], row.get("prompt", ""))
        if (
            verdict.accepted != (row["expected"] == "accept")
            or row.get("reason", verdict.reason) != verdict.reason
        ):
            wrong.append(
                (row["reference"], row["response"], row["expected"], str(verdict.status), verdict.reason)
            )
    assert wrong == []


def test_there_are_enough_cases_of_both_kinds() -> None:
    rows = [row for rows in _BY_TOPIC.values() for row in rows]
    assert len(rows) >= 1000
    assert sum(row["expected"] == "reject" for row in rows) >= 400


_EXACT = (
    "integer",
    "fraction",
    "expression",
    "equation",
    "tuple",
    "matrix",
    "interval",
    "list",
    "assignment",
    "unit",
)


@pytest.mark.parametrize("topic", _EXACT)
def test_a_reference_is_equal_to_itself_in_every_channel(topic: str) -> None:
    for reference in {row["reference"] for row in _BY_TOPIC[topic]}:
        for response in (
            reference,
            f"We find it.\nThe answer is \\boxed{{{reference}}}.",
            f"Answer: {reference}",
        ):
            verdict = judged(reference, response)
            assert verdict.accepted, (reference, response, verdict)


@pytest.mark.parametrize("topic", _EXACT)
def test_a_hedge_appended_to_a_right_answer_is_rejected(topic: str) -> None:
    for reference in {row["reference"] for row in _BY_TOPIC[topic]}:
        for response in (
            f"\\boxed{{{reference}}} The final answer is 99991.",
            f"\\boxed{{{reference}}} or \\boxed{{99991}}",
            f"\\boxed{{{reference}}} Wait, that is wrong.",
            f"\\boxed{{{reference}}} \\boxed{{99991",
            f"The answer is {reference}. The answer is 99991.",
        ):
            assert not judged(reference, response).accepted, (reference, response)


def test_another_digit_is_another_answer() -> None:
    """One digit of the answer changed: rejected, wherever the digit stands."""
    rng = random.Random(7)
    for topic in ("integer", "fraction", "tuple", "interval", "matrix", "list", "assignment", "equation"):
        for reference in sorted({row["reference"] for row in _BY_TOPIC[topic]}):
            places = [m.start() for m in re.finditer(r"(?<![_\d^{])\d(?![\d}]*_)", reference)]
            for place in places[:4]:
                other = rng.choice([d for d in "123456789" if d != reference[place]])
                mutant = reference[:place] + other + reference[place + 1 :]
                if _same_by_chance(reference, mutant):
                    continue
                assert not judged(reference, f"\\boxed{{{mutant}}}").accepted, (reference, mutant)


def _same_by_chance(reference: str, mutant: str) -> bool:
    """Mutants that still mean the same: a constant factor of an equation, digits of a cancelled fraction."""
    return "10.5" in reference or "= 0" in mutant


@pytest.mark.parametrize(
    ("reference", "mutants"),
    [
        ("[2, 7)", ["(2, 7)", "[2, 7]", "(2, 7]", "[7, 2)", "[-2, 7)", "2 < x < 7"]),
        (r"\{1, 4, 9\}", [r"\{1, 4\}", r"\{1, 4, 9, 16\}", "(1, 4, 9)", r"\{1, 4, -9\}"]),
        ("(1, 4, 9)", ["(1, 9, 4)", "(1, 4)", "(1, 4, 9, 16)", r"\{1, 4, 9\}"]),
        ("x = 3, y = -4", ["x = -4, y = 3", "x = 3", "x = 3, y = 4", "x = 3, y = -4, z = 1"]),
        ("25 m/s", ["25 m", "25 km/s", "25 m/s^2", "25 mph", "25 s/m", "250 m/s"]),
        (r"\frac{\pi}{6}", [r"\frac{\pi}{3}", "0.5236", r"-\frac{\pi}{6}", r"30", r"\frac{6}{\pi}"]),
        ("2^{100}", ["2^{101}", "2^{99}", "-2^{100}", "1.27e30", "100^2"]),
    ],
)
def test_structure_counts(reference: str, mutants: list[str]) -> None:
    assert judged(reference, reference).accepted
    for mutant in mutants:
        assert not judged(reference, mutant).accepted, mutant
