"""An annotation vouches for the computation beside it and for no other; a result with another beside it is not checked."""

from __future__ import annotations

import pytest

from assay import Sample, Task
from assay_math.steps.verdict import judge_steps


@pytest.mark.parametrize(
    ("step", "reason"),
    [
        ("68+30 = <<68-30=38>>38", "false_arithmetic"),
        ("He pays 2*3 = <<2+3=5>>5", "false_arithmetic"),
        ("68-30 = <<68-30=38>>38", "ok"),
        ("27 - 14 = 13 (or 130).", "undecided_claims"),
        ("27 - 14 = either 13 or 130.", "no_claims"),
        ("27 - 14 = 13 or 13.0", "ok"),
    ],
)
def test_annotations(step: str, reason: str) -> None:
    assert judge_steps(Sample(Task("", "38"), step)).reason == reason
