"""Pairs told apart by a verifier, and pairs told apart by who wrote them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from assay import Sample, Status, Task
from assay.testing import HOSTILE, run_verifier
from assay_text.verifiers.reply import check_reply
from assay_text.verifiers.sourced_pair import check_sourced_pair


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("It is 12.", "ok"),
        ("12", "ok"),
        ("**--**", "empty"),
        ("<think>6 and 6</think> It is 12.", "left_over_markup"),
        ("6 and 6 </think> It is 12.", "left_over_markup"),
        ("It is 12.<|im_end|>", "left_over_markup"),
        ("I'm sorry, but I cannot say.", "no_answer"),
        ("As an AI language model I have no numbers.", "no_answer"),
        ("I cannot help with sums.", "no_answer"),
        ("Unfortunately, I am unable to do that.", "no_answer"),
        ("I must decline to answer this.", "no_answer"),
        ("I'm just a language model, so no.", "no_answer"),
        ("I won't be able to assist with this.", "no_answer"),
        ("I am not comfortable with that.", "no_answer"),
        ("Unfortunately, the lock is closed in winter.", "ok"),
        ("I must go to the store, she said.", "ok"),
        ("The speaker says: I cannot go.", "ok"),
    ],
)
def test_replies_that_are_answers(text: str, reason: str) -> None:
    verdict = run_verifier(check_reply, Sample(Task("6 + 6?"), text))
    assert (verdict.reason, verdict.accepted) == (reason, reason == "ok")


def pair(written: str, **known: Any) -> Sample:
    reference = {"sourced_pair": {"generated": "Soup is warm.", "most_alike": 0.9, **known}}
    return Sample(Task("What is soup?", json.dumps(reference)), written)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (pair("A liquid food."), "ok"),
        (pair("Soup is warm."), "too_alike"),
        (pair("SOUP, is… warm"), "too_alike"),
        (pair("Soup is warm.", most_alike=1.0), "ok"),
        (pair("A liquid food.", most_alike=float("nan")), "unreadable_reference"),
        (pair("A liquid food.", generated="…"), "empty"),
        (pair("..."), "empty"),
        (Sample(Task("p", '{"sourced_pair": {}}'), "A liquid food."), "unreadable_reference"),
        (Sample(Task("p", "A liquid food."), "A liquid food."), "unreadable_reference"),
    ],
)
def test_halves_that_differ(row: Sample, reason: str) -> None:
    verdict = run_verifier(check_sourced_pair, row)
    assert (verdict.reason, verdict.accepted) == (reason, reason == "ok")


@pytest.mark.parametrize("text", [text for text in HOSTILE.values() if not any(map(str.isalnum, text))])
def test_hostile_texts_are_not_accepted(text: str) -> None:
    assert run_verifier(check_sourced_pair, pair(text)).status is not Status.ACCEPTED
    assert run_verifier(check_reply, Sample(Task("p"), text)).status is not Status.ACCEPTED


def test_spin_pairs_a_person_with_the_model(play: Callable[..., Any], jsonl: Callable[..., str]) -> None:
    lines = [
        {"contains": "soup", "reply": {"text": "<think>…</think>Soup is hot and", "finish": "length"}},
        {"contains": "salt", "reply": "Salt is sodium chloride!"},
        {"contains": "air", "reply": "<think>What is air?</think>"},
    ]
    people = {
        "What is soup?": "A liquid food.",
        "What is salt?": "Salt is sodium chloride.",
        "What is air?": "A gas.",
    }
    seeds = jsonl("seeds", [{"prompt": prompt, "response": said} for prompt, said in people.items()])
    run = play("text.spin", {}, lines, "--set", f"seeds={seeds}", "--set", "iteration=2")
    (row,) = run.accepted
    assert (row["answer"], row["pair"]["rejected"], row["pair"]["opinion"]) == (
        "A liquid food.",
        "Soup is hot and",
        True,
    )
    labels = json.loads(row["labels"])
    assert labels["iteration"] == 2 and labels["cut_off"] and "origin" in labels["opinion"]
    assert run.reasons_by_prompt == {"What is salt?": "too_alike", "What is air?": "empty_reply"}
