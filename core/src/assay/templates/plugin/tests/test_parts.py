"""What every part must do, and the run of each example."""

from __future__ import annotations

from pathlib import Path

import pytest
from assay.testing import generate, play

import assay___domain__

EXAMPLES = Path(assay___domain__.__file__).parent / "examples"


def test_rows_are_proved_and_proved_again() -> None:
    accepted, rejected = generate("__domain__.shipment", count=100)
    assert len(accepted) == 100
    assert not rejected


def test_the_recipe_lets_right_answers_out_and_keeps_wrong_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(EXAMPLES)
    params, replies = {"problems": "solved.problems.jsonl"}, "replay:solved.replies.jsonl"
    played = play("__domain__.solved", params, replies)
    assert [row["prompt"].split(" of ")[0] for row in played.accepted] == ["A van carries 3 crates"]
    assert [reason for _, reason in played.reasons] == ["wrong_mass", "no_mass"]
