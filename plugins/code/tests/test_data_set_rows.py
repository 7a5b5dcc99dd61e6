"""Real rows of data sets: the program of each is accepted, and faulty versions of it are not.

``data/data_set_rows.jsonl`` says of each row where it is from and under which licence.
"""

from __future__ import annotations

import itertools
import json
import random
from pathlib import Path
from typing import Any

import pytest

import assay
from assay import Status
from assay_code.programs.mutate import draw_mutants

FILE = Path(__file__).parent / "data" / "data_set_rows.jsonl"
ROWS: list[dict[str, Any]] = [json.loads(line) for line in FILE.read_text("utf-8").splitlines()]
SETS = ("APPS", "TACO", "LiveCodeBench", "KodCode", "open-r1", "BigCodeBench", "HumanEval+")


def judged(row: dict[str, Any], program: str) -> assay.Verdict:
    response, reference = f"```python\n{program}\n```", json.dumps(row["reference"])
    return assay.verify(row["verifier"], response=response, reference=reference, prompt=row["prompt"])


def test_each_data_set_has_rows_with_source_and_licence() -> None:
    for name in SETS:
        assert sum(row["set"] == name for row in ROWS) >= 3, name
    assert all(row["source"] and row["licence"] for row in ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["set"])
def test_the_program_of_a_row_is_accepted(row: dict[str, Any]) -> None:
    found = judged(row, row["program"])
    assert found.accepted, found


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["set"])
def test_faults_of_it_are_found(row: dict[str, Any]) -> None:
    drawn = draw_mutants(row["program"], random.Random(1), lambda _: True)
    found = [judged(row, mutant.source).status for mutant in itertools.islice(drawn, 6)]
    assert Status.REJECTED in found or not found
