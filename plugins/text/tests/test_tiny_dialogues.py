"""text.tiny_dialogues and text.dialogue: right and wrong conversations, and attacks on the verifier."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from assay import testing
from assay_text.verifiers.dialogue import dialogue

CHILD_2 = [
    "Mama, look! Doll!",
    "Big doll.",
    "Me want {noun}!",
    "Ball go up!",
    "No bath. Play!",
    "Bye bye, doll.",
]
CHILD_15 = [
    "I was thinking about the plan for the weekend and whether we could go together.",
    "Yes, but the {noun} is what I really want to talk about, because I need your help.",
    "I will {verb} it myself if you show me how to do it.",
    "That is fair, I can see why you would be worried about it.",
    "Then let us look at it again tomorrow after school.",
    "Thanks, that makes me feel better.",
]
ADULT = [
    "Oh, you want to {verb}? All right.",
    "Yes, I see.",
    "We can {verb} now.",
    "Good, good.",
    "Come here to me.",
    "Let us go home.",
]
WRONG = {
    "Ben": (lambda text: "Sure, here is the conversation:\n" + text, "unknown_speaker"),
    "Lily": (lambda text: text.replace("Lily:", "Lilly:", 1), "unknown_speaker"),
    "Tom": (lambda text: "\n".join(text.split("\n")[:4]), "number_of_turns"),
    "Anna": (
        lambda text: text.replace("Anna: ", "Anna: Irreversible thermodynamics. Postulate! "),
        "word_outside_list",
    ),
    "Sam": (lambda text: re.sub(r"\n.*?: ", "\nSam: ", text), "silent_speaker"),
    "Ella": (
        lambda text: text.replace(
            "Ella: ", "Ella: and then we can go to the park and the shop and the zoo and home and "
        ),
        "long_sentence",
    ),
}


def write(prompt: str, before: int) -> str:
    """A good conversation for any prompt, spoilt for some children."""
    names = re.search(r"between (.+?)\. (\w+) is (\d+) years", prompt)
    said = re.findall(r'"(\w+)"', prompt)
    assert names
    speakers, child = re.split(", | and ", names[1]), names[2]
    lines = CHILD_2 if names[3] == "2" else CHILD_15
    others = [name for name in speakers if name != child]
    text = "\n".join(
        f"{child}: {line.format(noun=said[0], verb=said[1])}\n{others[i % len(others)]}: {ADULT[i].format(verb=said[1])}"
        for i, line in enumerate(lines)
    )
    return WRONG[child][0](text) if child in WRONG else text


def test_conversations_keep_age_speakers_and_form(play: Callable[..., Any]) -> None:
    accepted, rejected = play(
        "text.tiny_dialogues", {"ages": "2,15"}, write, count=200, max_candidates=60, seed=1
    )
    child = lambda row: re.split(", | and ", row["prompt"].split("between ")[1])[0]  # noqa: E731
    assert accepted and not {child(row) for row in accepted} & (
        WRONG.keys() - {"Anna", "Ella"}
    )  # at 15 they may
    assert {"2 years", "15 years"} == {
        a for row in accepted for a in ("2 years", "15 years") if a in row["prompt"]
    }
    assert {child(row) for row in rejected} <= WRONG.keys()
    for row in rejected:
        assert row["reason"] == WRONG[child(row)][1], (child(row), row["message"])
    assert {WRONG[child(row)][1] for row in rejected} == {why for _, why in WRONG.values()}


DIALOGUE = (
    "Mia: Mom, look!\nMom: What is it?\nMia: A frog.\nMom: Oh, it is big.\nMia: It can jump!\nMom: Yes."
)
WANTED = {
    "dialogue": {
        "speakers": ["Mia", "Mom"],
        "child": "Mia",
        "turns": [6, 20],
        "length": [10, 99],
        "child_sentence": [2, 5],
    }
}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda s: s.replace("Mom:", "Mum:"), "unknown_speaker"),
        (lambda s: s + "\nThe end.", "unknown_speaker"),
        (lambda s: s.replace("Mom: What is it?\n", ""), "no_alternation"),
        (lambda s: s.replace("A frog.", "..."), "empty_turn"),
        (lambda s: s.replace("A frog.", "A frog that sat by the pond"), "long_sentence"),
        (lambda s: s.replace("\n", " "), "silent_speaker"),
        (lambda s: "\n".join([s] * 5), "number_of_turns"),
    ],
)
def test_dialogue_holds_against_changes(judge: Callable[..., Any], change: Any, reason: str) -> None:
    assert judge(dialogue, DIALOGUE, WANTED).accepted
    assert judge(dialogue, change(DIALOGUE), WANTED).reason == reason


def test_hostile_texts_and_broken_references(judge: Callable[..., Any]) -> None:
    import json

    wanted = json.dumps(WANTED)
    assert testing.judge(dialogue, DIALOGUE, wanted).accepted
    for response, reference in (("", wanted), (DIALOGUE, "{}"), (DIALOGUE, '{"dialogue": {}}')):
        assert not testing.judge(dialogue, response, reference).accepted
