"""``math.cot`` on real worked solutions: gold ones pass, a changed number is caught."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path
from typing import Any

import pytest

from assay import Sample, Status, Task, Verdict
from assay_math.verifiers.cot import cot

HERE = Path(__file__).parent
SAMPLE = HERE / "data" / "gsm8k_sample.jsonl"
ERRORS = HERE.parents[2] / "docs" / "gsm8k-errors.md"  # GSM8K's own, by line
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?|\.\d+")
EQUATION = re.compile(r"(?:<<[^<>\n]*>>|[\d.,$%()+\-*/x ×÷=])+")


@pytest.fixture(scope="module")
def rows() -> list[dict[str, Any]]:
    """The full training set where ``shared/`` lies beside the repository, thinned out; else the sample."""
    for parent in HERE.parents:
        full = parent / "shared" / "data" / "math" / "gsm8k_train.jsonl"
        if full.is_file():
            with full.open(encoding="utf-8") as lines:
                return [{"row": i, **json.loads(line)} for i, line in enumerate(lines) if i % 5 == 0]
    with SAMPLE.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def check(solution: str, question: str = "") -> Verdict:
    return cot(Sample(Task(question), solution))


def test_gold_solutions_pass(rows: list[dict[str, Any]]) -> None:
    errors = {int(number) - 1 for number in re.findall(r"^\| (\d+) \|", ERRORS.read_text("utf-8"), re.M)}
    verdicts = {row["row"]: check(row["answer"], row["question"]) for row in rows}
    assert {row for row, verdict in verdicts.items() if verdict.status is Status.REJECTED} <= errors
    passed = sum(verdict.accepted for verdict in verdicts.values())
    assert passed >= 0.985 * len(verdicts.keys() - errors), [
        v.message for v in verdicts.values() if not v.accepted
    ]


def test_spans_are_the_claims(rows: list[dict[str, Any]]) -> None:
    for row in rows[:200]:
        for c in check(row["answer"], row["question"]).checks:
            assert c.span is not None
            assert row["answer"][slice(*c.span)] == c.claim


def equation_numbers(solution: str) -> list[tuple[int, int]]:
    """Where the numbers of the equations and annotations are."""
    places = []
    at = 0
    for line in solution.split("\n"):
        if not line.startswith("####"):
            for equation in EQUATION.finditer(line):
                if "=" in equation.group():
                    for number in NUMBER.finditer(equation.group()):
                        start = at + equation.start() + number.start()
                        places.append((start, start + len(number.group().rstrip(","))))
        at += len(line) + 1
    return places


def test_a_changed_number_is_caught(rows: list[dict[str, Any]]) -> None:
    rng = random.Random(7)
    good = [row for row in rows if check(row["answer"], row["question"]).accepted]
    tried, missed = 0, []
    for _ in range(600):
        row = rng.choice(good)
        solution = row["answer"]
        places = equation_numbers(solution)
        if not places:
            continue
        start, end = rng.choice(places)
        old = solution[start:end].replace(",", "")
        new = (
            str(int(old) + rng.choice((-1, 1, 2, 10, 100)))
            if old.isdigit()
            else old[:-1] + str((int(old[-1]) + 3) % 10)
        )
        corrupted = solution[:start] + new + solution[end:]
        tried += 1
        if check(corrupted, row["question"]).status is not Status.REJECTED:
            missed.append((old, new, corrupted[max(0, start - 60) : end + 30]))
    assert tried > 300
    assert len(missed) <= 0.01 * tried, missed
