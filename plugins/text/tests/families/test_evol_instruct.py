"""Evol-Instruct: the elimination rules, and a run in which the parent stays after a failure."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from assay import Sample, Status, Task
from assay.testing import HOSTILE, run_verifier
from assay_text.recipes.evol_instruct import METHODS
from assay_text.verifiers.evolved import check_evolved

PARENT = "Explain how a lock on a canal works."
CHILD = "Explain how a lock on a canal works, and why it needs no pump."


def sample(prompt: str, response: str, **known: Any) -> Sample:
    reference = {"evolved": {"parent": PARENT, "operation": "deepen", "judged": "different", **known}}
    return Sample(Task(prompt, json.dumps(reference)), response)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (sample(CHILD, "Water flows downhill from the upper reach."), "ok"),
        (sample(PARENT.upper() + " ", "Water flows."), "same_as_parent"),
        (sample("Rewritten prompt: " + CHILD, "Water flows."), "speaks_of_the_prompt"),
        (sample(CHILD + " Do more than the given prompt.", "Water flows."), "speaks_of_the_prompt"),
        (sample("Sure, here is a harder one: " + CHILD, "Water flows."), "speaks_of_the_prompt"),
        (sample("?!", "Water flows."), "no_instruction"),
        (sample(CHILD, "I am sorry, I know nothing of locks."), "no_answer"),
        (sample(CHILD, "N/A"), "no_answer"),
        (sample(CHILD, " [your answer here]"), "no_answer"),
        (sample(CHILD, "As an AI language model, I cannot help with that request. [Output"), "no_answer"),
        (sample(CHILD, "Sorry to be long: " + "water flows " * 45), "ok"),
        (sample(CHILD, "It is what it is, and so was that..."), "empty_answer"),
        (sample(CHILD, "... --- ..."), "empty_answer"),
        (sample(CHILD, "Water flows.", judged="equal"), "no_gain"),
        (sample(CHILD, "Water flows.", judged=None), "unreadable_reference"),
        (Sample(Task(CHILD, "{}"), "Water flows."), "unreadable_reference"),
        (Sample(Task(CHILD, '{"evolved": {"parent": "x"}}'), "Water flows."), "unreadable_reference"),
    ],
)
def test_elimination(row: Sample, reason: str) -> None:
    verdict = run_verifier(check_evolved, row)
    assert (verdict.reason, verdict.accepted) == (reason, reason == "ok")


@pytest.mark.parametrize("text", [text for text in HOSTILE.values() if not any(map(str.isalnum, text))])
def test_what_has_no_words_is_not_accepted(text: str) -> None:
    assert run_verifier(check_evolved, sample(CHILD, text)).status is not Status.ACCEPTED
    assert run_verifier(check_evolved, sample(text, "Water flows.")).status is not Status.ACCEPTED


def test_the_parent_stays_after_a_failure(play: Callable[..., Any], jsonl: Callable[..., str]) -> None:
    """Of five rounds: one too equal, one that leaks, a good one, one with a refusal, a good child of the good one."""
    last = CHILD + " Name two canals."
    replies = [
        {"contains": ["word: equal or different", "Second: Tell how"], "reply": "equal"},
        {"contains": "word: equal or different", "reply": "Different."},
        {"contains": METHODS["constrain"], "reply": "Tell how a lock on a canal works."},
        {"contains": METHODS["deepen"], "reply": "The given prompt, but harder."},
        {"contains": METHODS["concretise"], "reply": CHILD},
        {"contains": [METHODS["reason"], CHILD], "reply": "Refuse this one, please."},
        {"contains": [METHODS["complicate"], CHILD], "reply": last},
        {"contains": "Refuse this one", "reply": "I'm sorry, but no."},
        {"contains": "Name two canals.", "reply": {"text": "<think>Canals…</think>Water flows. Erie, Suez."}},
        {"contains": CHILD, "reply": "Water flows from above and holds the gates shut."},
    ]
    seeds = jsonl("seeds", [{"instruction": PARENT}, {"instruction": ""}])
    # With this seed the operations are drawn in the order of METHODS.
    options = ["--set", f"seeds={seeds}", "--set", "breadth=0", "--skip-bad", "--seed", "7354"]
    run = play("text.evol_instruct", {}, replies, *options, "--set", "rounds=5")
    kept = [(row["id"][-3:], row["prompt"], row["answer"]) for row in run.accepted]
    assert {each[1] for each in kept} == {CHILD, last}, run.reasons_by_prompt
    good = next(row for row in run.accepted if row["prompt"] == CHILD)
    grandchild = next(row for row in run.accepted if row["prompt"] == last)
    assert grandchild["answer"] == "Water flows. Erie, Suez."
    assert json.loads(grandchild["provenance"]["extra"])["parents"] == [good["id"]]
    assert json.loads(grandchild["reference"])["evolved"]["parent"] == CHILD
    assert "the model's word" in grandchild["labels"]
    assert run.reasons_by_prompt == {
        "Tell how a lock on a canal works.": "no_gain",
        "The given prompt, but harder.": "speaks_of_the_prompt",
        "Refuse this one, please.": "no_answer",
    }
