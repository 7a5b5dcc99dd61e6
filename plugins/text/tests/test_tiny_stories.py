"""text.tiny_stories, text.required_words and text.vocabulary: right and wrong stories, and attacks on the verifiers."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from assay_text.verifiers.required_words import required_words
from assay_text.verifiers.vocabulary import vocabulary

STORY = """One day, a big {noun} sat by the pond. A girl named Lily saw it. She ran to look at it with her mom.

"Do you see it?" said Lily. "It is so big!" Her mom smiled and held her hand. They sat down on the grass to watch.

Then it began to rain, and they ran home. Lily was wet, but she was happy. She told her dad about the {noun}, and he laughed.
"""
WANTED = {
    "words": ["frog", "run", "big"],
    "features": ["dialogue"],
    "paragraphs": [3, 5],
    "length": [60, 400],
}
LIST = {"list": "simple", "extra": [], "outside": 0.03, "least_words": 60}
REFERENCE: dict[str, Any] = {"required_words": WANTED, "vocabulary": LIST}
GOOD = STORY.format(noun="frog")


def test_only_stories_that_keep_the_rules_pass(play: Callable[..., Any]) -> None:
    hard = GOOD.replace("frog", "owl").replace(
        "watch", "contemplate the phenomenon with considerable equanimity"
    )
    replies = {
        "frog": (GOOD, None),
        "duck": (f"Sure! Here is a story:\n\n{STORY.format(noun='duck')}", "preamble"),
        "cat": (STORY.format(noun="dog"), "missing_word"),
        "owl": (hard, "word_outside_list"),
        "bee": (STORY.format(noun="bee").replace("\n\n", "\n"), "number_of_paragraphs"),
        "ant": (STORY.format(noun="ant").replace('"', ""), "missing_feature"),
        "hen": ({"text": STORY.format(noun="hen"), "finish": "length"}, "cut_off"),
        "elk": (f"<think>{STORY.format(noun='elk')}", "empty_reply"),
        "pig": ('"A big pig ran."\n\n"It ran."\n\nIt ran home.', "number_of_words"),
    }
    words = [{"word": noun, "part": "noun"} for noun in replies]
    words += [{"word": "run", "part": "verb"}, {"word": "big", "part": "adjective"}]
    lines = [([f'"{noun}"', "must talk"], reply) for noun, (reply, _) in replies.items()]
    accepted, rejected = play(
        "text.tiny_stories",
        {"words": words, "features": "dialogue"},
        [*lines, ("short story", "No story.")],
        count=30,
        max_candidates=80,
        seed=1,
    )
    said = [
        row
        for row in rejected
        if "must talk" in row["prompt"] and row["reason"] not in ("duplicate_row", "near_duplicate")
    ]
    found = {noun: {r["reason"] for r in said if f'"{noun}"' in r["prompt"]} for noun in replies}
    assert [row["messages"][-1]["content"] for row in accepted if "must talk" in row["prompt"]] == [
        GOOD.strip()
    ]
    assert found == {noun: {why} if why else set() for noun, (_, why) in replies.items()}


@pytest.mark.parametrize(("most", "labels"), [(0, None), (1, '{"asked_for_not_proved":["bad ending"]}')])
def test_what_cannot_be_computed_is_labelled(play: Callable[..., Any], most: int, labels: str | None) -> None:
    words = [{"word": w, "part": p} for w, p in (("frog", "noun"), ("run", "verb"), ("big", "adjective"))]
    lines = [("badly" if most else "frog", GOOD), ("frog", "No story.")]
    params = {"words": words, "features": "bad ending", "most_features": most}
    accepted, _ = play("text.tiny_stories", params, lines, count=1, max_candidates=20)
    assert [row["labels"] for row in accepted] == [labels]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda s: s.replace("frog", "frock"), "missing_word"),
        (lambda s: s.replace("frog", "f r o g"), "missing_word"),
        (lambda s: s.replace(" ran ", " outran "), "missing_word"),
        (lambda s: s.replace('"', ""), "missing_feature"),
        (lambda s: s.replace('"Do you see it?"', '""').replace('"It is so big!"', '"?"'), "missing_feature"),
        (lambda s: s + "\n\nHe sat.\n\nHe sat.\n\nHe sat.", "number_of_paragraphs"),
        (lambda s: "I cannot write that. " + s, "preamble"),
        (lambda s: "frog run big", "missing_feature"),
    ],
)
def test_required_words_holds_against_changes(judge: Callable[..., Any], change: Any, reason: str) -> None:
    assert judge(required_words, GOOD, REFERENCE).accepted
    assert judge(required_words, change(GOOD), REFERENCE).reason == reason


@pytest.mark.parametrize(
    "change",
    [
        lambda s: s.replace("pond", "escarpment").replace("grass", "tarmac").replace("hand", "clavicle"),
        lambda s: s + "Photosynthesis Mitochondria Ribosome Chlorophyll Cytoplasm Nucleus Enzyme " * 2,
        lambda s: s.replace("happy", "elated").replace("wet", "sodden") + "They were ecstatic.",
        lambda s: s + " Хорошо, что они дома. Они рады.",
    ],
)
def test_vocabulary_holds_against_changes(judge: Callable[..., Any], change: Any) -> None:
    verdict = judge(vocabulary, GOOD, REFERENCE)
    assert verdict.accepted, verdict.message
    assert judge(vocabulary, change(GOOD), REFERENCE).reason == "word_outside_list"


def test_references_that_say_nothing_pass_nothing(judge: Callable[..., Any]) -> None:
    for verifier, key in ((required_words, "required_words"), (vocabulary, "vocabulary")):
        for broken in (
            "",
            "[]",
            "{}",
            {key: []},
            {key: {}},
            {key: REFERENCE[key] | {"words": "frog", "extra": 3}},
        ):
            assert not judge(verifier, GOOD, broken).accepted
        for name in REFERENCE[key]:
            without = copy.deepcopy(REFERENCE)
            del without[key][name]
            assert not judge(verifier, GOOD, without).accepted, name
