"""Rows of all generators of theorems before a real Lean, in one batch. It takes minutes: only where ASSAY_REQUIRE_LEAN=1
asks for it."""

from __future__ import annotations

import os
import random

import pytest

from assay import Generator, Sample, Task, collect
from assay_math.lean.backends import Unavailable, current
from assay_math.verifiers.lean import verify_many

pytestmark = pytest.mark.skipif(
    os.environ.get("ASSAY_REQUIRE_LEAN") != "1",
    reason="starts a real Lean, for minutes: ASSAY_REQUIRE_LEAN=1",
)


def test_lean_accepts_the_rows_and_refuses_their_wrong_halves() -> None:
    """A row of each difficulty of each family; the kernel takes what is right and refuses, as unproved, what is wrong."""
    try:
        current()
    except Unavailable as problem:
        pytest.fail(f"ASSAY_REQUIRE_LEAN=1, and {problem}")
    samples, expected = [], []
    for generator in sorted(collect("assay_math.generators.lean", Generator), key=lambda each: each.name):
        name = generator.name
        for level in range(1, 6):
            draft = generator(random.Random(f"{name} {level} before Lean"), level)
            task = Task(draft.prompt, draft.reference)
            samples.append(Sample(task, draft.response))
            expected.append((name, level, "accepted", "ok"))
            if draft.pair is not None:
                samples.append(Sample(task, draft.pair.rejected))
                expected.append((name, level, "rejected", "not_proved"))
    assert {status for _, _, status, _ in expected} == {"accepted", "rejected"}
    problems = [
        (*due, verdict.reason, verdict.message, sample.response)
        for due, sample, verdict in zip(expected, samples, verify_many(samples), strict=True)
        if (verdict.status.value, verdict.reason) != due[2:]
    ]
    assert not problems, f"{len(problems)}, first {problems[0]}"
