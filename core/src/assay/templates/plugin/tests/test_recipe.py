"""The recipe lets out what is right and keeps what is wrong. The model is a file of replies."""

from __future__ import annotations

from pathlib import Path

from assay.testing import play

import assay___domain__

EXAMPLES = Path(assay___domain__.__file__).parent / "examples"


def test_right_answers_pass_and_wrong_and_doubtful_ones_do_not() -> None:
    params, replies = {"problems": EXAMPLES / "solved.problems.jsonl"}, EXAMPLES / "solved.replies.jsonl"
    played = play("__domain__.solved", params, f"replay:{replies}")
    (row,) = played.accepted
    assert row["messages"][-1]["content"].endswith("The answer is 71.5 kg.")
    assert [reason for _, reason in played.reasons] == ["wrong_mass", "no_mass"]
