"""text.two_roles and text.grounded_dialogue: dialogues that keep to the record and such that do not; attacks."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assay import Message
from assay_text.recipes.two_roles import Params
from assay_text.verifiers.grounded_dialogue import grounded_dialogue

RECORD = {
    "name": "Ana Torres",
    "age": 34,
    "complaint": "a throbbing headache on the left side",
    "since": "3 days",
    "fever": False,
    "smoker": True,
    "medicine": ["ibuprofen 400 mg", "paracetamol"],
    "illness": "migraine",
}
GOOD = [
    ("Hello, what is the matter?", "I have a throbbing headache on the left side.", ["complaint"]),
    ("How long have you had it?", "For 3 days now.", ["since"]),
    ("Do you have a fever?", "No, I have no fever.", ["fever"]),
    ("Have you taken aspirin?", "No, I did not take any aspirin. I took ibuprofen 400 mg.", ["medicine"]),
    ("How old are you?", "I am 34 years old.", ["age"]),
]
BAD: dict[str, tuple[int, tuple[str, str, list[str]], str]] = {
    "value": (
        0,
        ("Hello?", "I have a throbbing headache on the right side of the neck.", ["complaint"]),
        "fact_not_stated",
    ),
    "number": (1, ("How long?", "For 13 days now.", []), "not_in_record"),
    "unit": (1, ("How long?", "For 3 weeks now.", []), "not_in_record"),
    "invented": (
        3,
        ("What do you take?", "I take ibuprofen 400 mg and penicillin.", ["medicine"]),
        "not_in_record",
    ),
    "affirmed": (3, ("Have you taken aspirin?", "Yes, I have.", []), "not_in_record"),
    "yes": (2, ("Do you have a fever?", "Yes.", []), "contradicts_record"),
    "denied": (2, ("Are you a smoker?", "No, I am not a smoker.", ["smoker"]), "contradicts_record"),
    "no": (0, ("Is it a throbbing headache on the left side?", "No.", []), "contradicts_record"),
    "nothing": (3, ("Do you take any medicine?", "No, nothing.", []), "contradicts_record"),
    "told": (4, ("What is it?", "I think it is a migraine.", []), "secret_told"),
    "asked": (4, ("Is it a Migraine?", "I do not know.", []), "secret_told"),
    "field": (4, ("How old are you?", "I am 34 years old.", ["birthday"]), "unknown_fact"),
    "unsaid": (4, ("How old are you?", "I do not know.", ["age"]), "fact_not_stated"),
    "statement": (4, ("I see.", "Well.", []), "no_question"),
    "claim": (4, ("You take 800 mg a day. Is that right?", "I do not know.", []), "not_said"),
}


def script(case: str) -> list[tuple[str, str, list[str]]]:
    lines = list(GOOD)
    if case in BAD:
        lines[BAD[case][0]] = BAD[case][1]
    return lines


def server(prompt: str, before: int) -> str:
    """Both roles, from the script of the case that the prompt's city names."""
    case = next(c for c in ("good", *BAD) if f"city: {c}town" in prompt)
    asked = prompt.count("\na doctor: ")
    lines = script(case)
    if "Reply with JSON" in prompt:
        _, say, facts = lines[asked - 1]
        return "```json\n" + json.dumps({"say": say, "facts": facts}) + "\n```"
    return lines[asked][0] if asked < len(lines) else "DONE"


def test_what_is_not_in_the_record_falls(play: Callable[..., Any]) -> None:
    rows = [
        {"record": RECORD | {"city": f"{case}town"}, "public": ["city"], "secret": ["illness"]}
        for case in ("good", *BAD)
    ]
    params = {"records": rows, "asker": "a doctor", "knower": "a patient", "questions": "2,8"}
    accepted, rejected = play("text.two_roles", params, {"asker": server, "knower": server})
    assert len(accepted) == 1
    chat = accepted[0]["messages"]
    assert chat[0]["role"] == "system" and "throbbing" in chat[0]["content"]
    assert [turn["content"] for turn in chat[1:]] == [words for line in GOOD for words in line[:2]]
    found = {
        json.loads(row["reference"])["grounded_dialogue"]["record"]["city"][:-4]: row["reason"]
        for row in rejected
    }
    assert found == {case: why for case, (_, _, why) in BAD.items()}


def asker_server(prompt: str, before: int) -> str:
    if "Sum up" in prompt:
        return "You have a throbbing headache on the left side, for 3 days." + (
            " You take aspirin." if "badtown" in prompt else ""
        )
    asked = prompt.count("\na doctor: ")
    if "Reply with JSON" in prompt:
        _, say, facts = GOOD[asked]
        return json.dumps({"say": say, "facts": facts})
    return GOOD[asked + 1][0] if asked < 2 else "DONE"


def test_the_asker_can_be_the_assistant(play: Callable[..., Any]) -> None:
    rows = [
        {"record": RECORD | {"city": f"{c}town"}, "public": ["city"], "secret": ["illness"]}
        for c in ("good", "bad")
    ]
    params = {"records": rows, "asker": "a doctor", "knower": "a patient", "train": "asker"}
    accepted, rejected = play("text.two_roles", params, {"asker": asker_server, "knower": asker_server})
    assert (len(accepted) == 2 and not rejected) or {r["reason"] for r in rejected} == {"not_said"}
    chat = accepted[0]["messages"]
    assert "throbbing" not in chat[0]["content"] and chat[1]["content"] == GOOD[0][1]
    assert chat[-1]["content"].startswith("You have a throbbing headache")


def test_a_dialogue_without_a_question_is_none(play: Callable[..., Any]) -> None:
    rows = [{"record": RECORD}, {"record": RECORD, "public": "city"}]
    done = lambda prompt, before: "DONE"  # noqa: E731
    params = {"records": rows, "questions": "1,3"}
    accepted, rejected = play("text.two_roles", params, {"asker": done, "knower": done}, skip_bad=True)
    assert not accepted and [row["reason"] for row in rejected] == ["few_questions"]


@pytest.mark.parametrize("questions", [(0, 0), (0, 3), (3, 2), (2,), (1, 2, 3)])
def test_how_many_questions_is_told_at_once(questions: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="two numbers from 1 on"):
        Params(Path("records.jsonl"), questions=questions)


def reference(**changes: Any) -> dict[str, Any]:
    wanted = {
        "record": RECORD, "public": ["name"], "secret": ["illness"], "knower": "assistant",
        "facts": [facts for _, _, facts in GOOD], "least_facts": 2, "words": [],
    }  # fmt: skip
    return {"grounded_dialogue": wanted | changes}


def chat(lines: list[tuple[str, str, list[str]]]) -> list[Message]:
    return [m for ask, say, _ in lines for m in (Message("user", ask), Message("assistant", say))]


@pytest.mark.parametrize(
    "leak", ["migraine", "MIGRAINES", "mi-graine", "m i g r a i n e", "mi​graine", "ｍｉｇｒａｉｎｅ"]
)
def test_secrets_are_found_in_disguise(judge: Callable[..., Any], leak: str) -> None:
    lines = [*GOOD[:-1], ("What is it?", f"I do not know, not {leak}.", [])]
    facts = [facts for _, _, facts in lines]
    verdict = judge(grounded_dialogue, lines[-1][1], reference(facts=facts), turns=chat(lines))
    assert verdict.reason == "secret_told", verdict.message


def test_a_fact_is_not_told_again_and_again(judge: Callable[..., Any]) -> None:
    def said(*turns: tuple[str, str, list[str]]) -> str:
        lines = [*GOOD[:2], *turns]
        facts = [facts for _, _, facts in lines]
        return str(judge(grounded_dialogue, lines[-1][1], reference(facts=facts), turns=chat(lines)).reason)

    again = [
        ("Since when, you said?", f"{word}it is 3 days.", ["since"]) for word in ("As I said, ", "", "Well, ")
    ]
    assert said(again[0]) == "ok"  # asked back
    assert said(*again[:2]) == said(*again) == "repeated_fact"
    ache = [
        ("Where?", f"{w}a throbbing headache on the left side.", ["complaint"]) for w in ("I have ", "It is ")
    ]
    assert said(ache[0]) == "repeated_turn"
    assert said(ache[1]) == "ok" and said(
        ache[1], ("What?", "I said a throbbing headache on the left side.", [])
    ) == ("repeated_fact")
    age = [("Age?", f"I am {w}34.", ["age"]) for w in ("", "now ", "just ", "still ")]
    assert said(*age[:3]) == "ok" and said(*age) == "repeated_fact"
    short = [("Do you smoke?", "Yes, I do.", []), ("Do you smoke, really?", "Yes, I do.", [])]
    assert said(*short) == "ok"


def test_references_that_say_nothing_pass_nothing(judge: Callable[..., Any]) -> None:
    right = judge(grounded_dialogue, GOOD[-1][1], reference(), turns=chat(GOOD))
    assert right.accepted, right.message
    for broken in (
        {"record": {}}, {"secret": ["nothing"]}, {"knower": "system"}, {"facts": []}, {"facts": "age"}, {"least_facts": 9},
        {"secret": ["complaint"]}, {"record": RECORD | {"illness": "the thing"}}, {"record": RECORD | {"age": {"a": 1}}},
    ):  # fmt: skip
        assert not judge(grounded_dialogue, GOOD[-1][1], reference(**broken), turns=chat(GOOD)).accepted, (
            broken
        )
    for name in reference()["grounded_dialogue"]:
        without = copy.deepcopy(reference())
        del without["grounded_dialogue"][name]
        assert not judge(grounded_dialogue, GOOD[-1][1], without, turns=chat(GOOD)).accepted, name
    assert not judge(grounded_dialogue, "", reference()).accepted
