"""The recipes end to end on replies written by hand, right and wrong: which rows pass, which fall, and why."""

from __future__ import annotations

import json
from typing import Any

import pytest

from assay.testing import Played

CLIPS = "Nora sold clips to 48 friends in April and half as many in May. How many clips did she sell in both months?"
APPLES = "A crate holds 12 apples. Ten apples of 7 full crates are bad. How many good apples are there?"
TRAIN = "A train goes 60 km an hour for 3 hours and then 40 km. How far does it go?"


def fallen(done: Played) -> dict[str, tuple[str, str]]:
    return {row["prompt"]: (row["verifier"], row["reason"]) for row in done.rejected}


def test_distillation_keeps_what_key_and_computation_prove(play: Any) -> None:
    replies: dict[str, tuple[str, Any, tuple[str, str] | None]] = {
        CLIPS: (
            "72",
            "In May she sold 48 / 2 = 24 clips.\nIn both 48 + 24 = 72.\nThe answer is \\boxed{72}.",
            None,
        ),
        APPLES: (
            "74",
            "<think>12 * 7 = 85?</think>12 * 7 = 84\n84 - 10 = 74\nThe answer is \\boxed{74}.",
            None,
        ),
        "Right by chance: 5 + 6 * 2?": (
            "17",
            "6 * 2 = 13\n5 + 12 = 17\nThe answer is \\boxed{17}.",
            ("math.cot", "false_arithmetic"),
        ),
        "Wrong: what is 9 * 9?": (
            "81",
            "9 * 9 = 81\nThe answer is \\boxed{80}.",
            ("math.answer", "wrong_answer"),
        ),
        "Bare: what is 8 * 8?": ("64", "The answer is \\boxed{64}.", ("math.cot", "no_claims")),
        "Refused: what is 7 * 7?": (
            "49",
            "I'm sorry, I cannot help with that.",
            ("assay.reply", "no_answer"),
        ),
        "Words: what is 3 + 4?": (
            "7",
            "We add them up.\nThat is easy for anyone.\nLet us see what comes out.\n3 + 4 = 7\nThe answer is \\boxed{7}.",
            ("gate", "low_step_coverage"),
        ),
        "Long: what is 2 + 2?": (
            "4",
            {"text": "2 + 2 = 4\nSo then", "finish": "length"},
            ("math.cot_distillation", "cut_off"),
        ),
    }
    lines = [{"contains": question, "reply": reply} for question, (_, reply, _) in replies.items()]
    seeds = [{"question": q, "answer": f"worked so\n#### {key}"} for q, (key, _, _) in replies.items()]
    done = play("math.cot_distillation", {"seeds": seeds}, lines)
    accepted = {row["prompt"]: row for row in done.accepted}
    assert set(accepted) == {q for q, (_, _, why) in replies.items() if why is None}
    assert "<think>" not in accepted[APPLES]["messages"][1]["content"]
    found = fallen(done)
    assert found == {q: why for q, (_, _, why) in replies.items() if why is not None}
    card = (done.out / "README.md").read_text()
    assert "replayed" in card and "math.cot_distillation" in card


def test_several_samples_and_second_attempts(play: Any) -> None:
    right = "48 / 2 = 24\n48 + 24 = 72\nThe answer is \\boxed{72}."
    lines = [
        {"contains": [CLIPS, "That is not right: Step 1: 48 / 2 = 23 is false"], "reply": right},
        {"contains": CLIPS, "reply": "48 / 2 = 23\n48 + 24 = 72\nThe answer is \\boxed{72}."},
        {"contains": CLIPS, "reply": "48 + 24 = 72\nThe answer is \\boxed{72}."},
    ]
    seeds = [{"question": CLIPS, "answer": "72"}]
    done = play("math.cot_distillation", {"seeds": seeds, "samples": 2, "attempts": 2}, lines)
    first, second = done.accepted
    assert first["messages"][-1]["content"] == right and first["pair"]["verifier"] == "math.cot"
    assert second["pair"] is None and second["id"].endswith("-0-1")
    asked = json.loads(first["provenance"]["extra"])["models"]
    assert [each["prompt"] for each in asked] == ["solve"], "also where it was asked again"


@pytest.mark.parametrize(
    ("reworded", "reason"),
    [
        ("In April Nora sold clips to 48 friends, half as many in May. How many in all?", None),
        ("Nora sold 48 clips in April and half in May. Add April's 48 and May's 24. How many?", "new_number"),
        ("Nora sold 48 clips in April and half in May, to get seventy-two. How many?", "new_number"),
        ("Nora sold 48 clips in April and half in May. The answer is all of them.", "solved"),
        ({"text": "Nora sold 48 clips in April. How many in both mon", "finish": "length"}, "cut_off"),
    ],
)
def test_a_rewording_does_not_hold_its_solution(play: Any, reworded: Any, reason: str | None) -> None:
    solution = "48 / 2 = 24\n48 + 24 = 72\nThe answer is \\boxed{72}."
    lines = [
        {"contains": ["Rephrase", CLIPS], "reply": reworded},
        {"contains": "In April Nora", "reply": solution},
        {"contains": CLIPS, "reply": solution},
    ]
    params = {"seeds": [{"question": CLIPS, "answer": "72"}], "sides": "answer,rephrase"}
    done = play("math.metamath", params, lines)
    plain, *rewordings = done.accepted
    assert plain["prompt"] == CLIPS and plain["labels"] is None
    assert ["the model's word" in row["labels"] for row in rewordings] == ([] if reason else [True])
    assert not reason or [why for _, why in fallen(done).values()] == [reason]


def test_metamath_goes_forward_and_backward(play: Any) -> None:
    fobar = "the value of the unknown x?"
    lines = [
        {
            "contains": ["Rephrase", CLIPS],
            "reply": "In April 48 friends bought clips from Nora, half as many in May. How many in both?",
        },
        {
            "contains": ["Rephrase", TRAIN],
            "reply": "A train drives 60 km an hour for 4 hours, then 40 km. How far?",
        },
        {
            "contains": ["Rewrite the question", CLIPS],
            "reply": "Nora sold clips to 48 friends in April, half as many in May, and 72 clips in both months.",
        },
        {"contains": ["Rewrite the question", TRAIN], "reply": "A train goes 60 km an hour for 3 hours."},
        {
            "contains": ["In April 48 friends"],
            "reply": "48 / 2 = 24\n48 + 24 = 72\nThe answer is \\boxed{72}.",
        },
        {
            "contains": ["Nora sold", fobar],
            "reply": "x + x / 2 = 72\nx = 72 * 2 / 3 = 48\nThe answer is \\boxed{48}.",
        },
        {"contains": ["A train", fobar], "reply": "220 - 40 = 180\nThe answer is \\boxed{180}."},
        {"contains": CLIPS, "reply": "48 / 2 = 24\n48 + 24 = 72\nThe answer is \\boxed{72}."},
        {"contains": TRAIN, "reply": "60 * 3 = 180\n180 + 40 = 220\nThe answer is \\boxed{220}."},
    ]
    seeds = [{"question": CLIPS, "answer": "72"}, {"question": TRAIN, "answer": "220"}]
    accepted, others = play("math.metamath", {"seeds": seeds}, lines, in_flight=1)
    again = play("math.metamath", {"seeds": seeds}, lines, out="again", in_flight=32, workers=2)
    assert again.accepted == accepted and again.rejected == others
    references = [json.loads(row["reference"]) for row in accepted]
    sides = {(each["rewording"]["side"], each["answer"]) for each in references}
    assert sides == {
        ("answer", "72"),
        ("answer", "220"),
        ("rephrase", "72"),
        ("fobar", "48"),
        ("verification", "48"),
    }
    reasons = [row["reason"] for row in others]
    assert reasons == ["lost_number", "lost_number", "wrong_answer"]
    prompts = [row["prompt"] for row in accepted]
    assert any(
        p.startswith("Nora sold clips to x friends") and "answer to the above question is 72" in p
        for p in prompts
    )
