"""Proofs and attacks before a real Lean, in one batch. It takes minutes: only where ASSAY_REQUIRE_LEAN=1 asks for it."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from assay import Sample, Task, Verdict
from assay.testing import check
from assay_math.lean.backends import Unavailable, current
from assay_math.verifiers.lean import verify_many

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "data" / "lean_cases.jsonl").read_text("utf-8").splitlines()
]

pytestmark = pytest.mark.skipif(
    os.environ.get("ASSAY_REQUIRE_LEAN") != "1",
    reason="starts a real Lean, for minutes: ASSAY_REQUIRE_LEAN=1",
)


@pytest.fixture(scope="module")
def verdicts() -> list[Verdict]:
    """Of all cases, judged together: those that end the process or do not end are among them."""
    try:
        current()
    except Unavailable as problem:
        pytest.fail(f"ASSAY_REQUIRE_LEAN=1, and {problem}")
    return verify_many([Sample(Task("Prove it.", case["reference"]), case["response"]) for case in CASES])


@pytest.mark.parametrize("place", range(len(CASES)), ids=lambda place: CASES[place]["what"])
def test_each_case(verdicts: list[Verdict], place: int) -> None:
    case: dict[str, Any] = CASES[place]
    verdict = verdicts[place]
    assert (verdict.status, verdict.reason) == (case["status"], case["reason"]), verdict.message


def test_a_verdict_names_the_runtime(verdicts: list[Verdict]) -> None:
    (said,) = {verdict.runtime for verdict in verdicts if verdict.accepted}
    assert said.startswith("Lean 4.") and len(said) > 20


def test_it_conforms() -> None:
    check("math.lean", rows=2).raise_for_failures()
