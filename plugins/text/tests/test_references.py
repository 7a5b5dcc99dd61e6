"""A malformed reference is ``error / unreadable_reference``, whatever is wrong with it, in every verifier that reads one."""

from __future__ import annotations

import json
from typing import Any

import pytest

import assay
from assay import Sample, Status, Task
from assay.testing import run_verifier

GOOD: dict[str, dict[str, Any]] = {
    "chat_form": {"blocked": [], "least_characters": 1, "most_words": 99, "language": "en"},
    "dialogue": {"speakers": ["Ann"], "turns": [1, 9], "length": [1, 99], "child": "", "child_sentence": [0, 9]},
    "evolved": {"parent": "Name a river.", "operation": "deepen", "judged": "different"},
    "grounded_dialogue": {
        "record": {"fruit": "pear", "ripe": True, "number": 2, "with": ["a leaf", 1.5]}, "public": ["fruit"], "secret": [],
        "knower": "assistant", "facts": [["fruit"]], "least_facts": 0, "words": [],
    },
    "instruction": {"text": "Name three rivers.", "input": "", "instances": [["", "Ann: Ob, Nile, Lena."]]},
    "kept_facts": {"source": "Ann has 2 pears.", "ratio": [0.5, 2], "copied": 1.0, "form": ""},
    "label": {"labels": ["good", "bad"], "gold": "good", "votes": ["good", None], "max_entropy": 0.5, "min_votes": 1},
    "math_document": {"language": "prose"},
    "rated_pair": {
        "answers": ["a", "b"], "ratings": {"help": {"order": [0, 1], "reply": "Answer 1: 5"}}, "overall": [], "margin": 1,
        "rejected": "b",
    },
    "required_words": {"words": ["frog"], "features": ["moral"], "paragraphs": [0, 9], "length": [0, 99]},
    "small_edit": {"source": "It was big.", "label": "good", "edit": "swap", "alpha": 0.5, "label_words": ["big"]},
    "sourced_pair": {"generated": "Ann has pears.", "most_alike": 0.9},
    "vocabulary": {"list": "simple", "extra": [], "outside": 0.5, "least_words": 1, "speaker": ""},
}  # fmt: skip
MAY_BE_MISSING = {"label": {"gold", "votes"}, "vocabulary": {"speaker"}}
WITHOUT_REFERENCE = {"text.reply"}

VERIFIERS = {verifier.name: verifier for verifier in assay.collect("assay_text.verifiers", assay.Verifier)}


def reason(name: str, reference: str) -> tuple[Status, str]:
    verdict = run_verifier(VERIFIERS[f"text.{name}"], Sample(Task("p", reference), "Ann: It is a frog."))
    return verdict.status, verdict.reason


UNREADABLE = (Status.ERROR, "unreadable_reference")


def test_all_verifiers_are_here() -> None:
    assert {f"text.{name}" for name in GOOD} == VERIFIERS.keys() - WITHOUT_REFERENCE


@pytest.mark.parametrize("name", GOOD)
def test_a_malformed_reference(name: str) -> None:
    good = GOOD[name]
    assert reason(name, json.dumps({name: good}))[0] is not Status.ERROR
    assert reason(name, json.dumps({"answer": "x", "other": 1, name: good}))[0] is not Status.ERROR
    wholes = [
        "not JSON", "null", "[]", "7", '"text"', "{}", '{"answer": "x"}', "{" + f'"{name}": ', "[" * 100_000,
        f'{{"{name}": ' * 100_000, "9" * 5_000_000, json.dumps({name: good, "pad": "x" * 4_000_000}),
        json.dumps({f"{name}s": good}), json.dumps([{name: good}]), json.dumps(json.dumps({name: good})),
        f'{{"{name}": {json.dumps(good)}}} and more',
    ]  # fmt: skip
    deep: Any = "x"
    for _ in range(800):
        deep = [deep]
    parts: list[Any] = [
        None,
        [],
        [good],
        "text",
        7,
        True,
        {},
        {**good, "unknown": 1},
        {**good, "": None},
        deep,
    ]
    parts += [
        {k: v for k, v in good.items() if k != key}
        for key in good
        if key not in MAY_BE_MISSING.get(name, set())
    ]
    wrong: tuple[Any, ...] = (None, {}, [None], [[[1]]], {"a": None}, deep, [deep])
    parts += [{**good, key: value} for key in good for value in wrong if not may_be(name, key, value)]
    parts += [
        {**good, key: [good[key]]} for key in good if key != "list"
    ]  # a list of words may be given in full
    parts += [
        {**good, key: not value if isinstance(value, bool) else True}
        for key, value in good.items()
        if not isinstance(value, dict)
    ]
    for reference in [*wholes, *(json.dumps({name: part}) for part in parts)]:
        assert reason(name, reference) == UNREADABLE, (name, reference[:200])


def may_be(name: str, key: str, value: Any) -> bool:
    """The few odd values that have a meaning: no rating at all (which is rejected), a vote that is no label."""
    return (name, key, value) in [("rated_pair", "ratings", {}), ("label", "votes", [None])]


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("chat_form", {"language": "xx"}),
        ("dialogue", {"child": "Bob"}),
        ("dialogue", {"turns": [1]}),
        ("dialogue", {"turns": [1, 2, 3]}),
        ("dialogue", {"turns": ["1", "2"]}),
        ("grounded_dialogue", {"secret": ["nothing"]}),
        ("grounded_dialogue", {"secret": ["fruit"]}),
        ("grounded_dialogue", {"knower": "system"}),
        ("grounded_dialogue", {"record": {"fruit": " "}}),
        ("grounded_dialogue", {"record": {"fruit": []}}),
        ("grounded_dialogue", {"record": {"fruit": "pear", "age": {"a": 1}}}),
        # What is secret must be told apart from what may be said.
        ("grounded_dialogue", {"record": {"fruit": "pear", "hidden": "the thing"}, "secret": ["hidden"]}),
        ("instruction", {"text": ""}),
        ("instruction", {"instances": [["", "a", "b"]]}),
        ("kept_facts", {"source": "12 %"}),
        ("kept_facts", {"form": "poem"}),
        ("kept_facts", {"copied": "1.0"}),
        ("label", {"max_entropy": None}),
        ("math_document", {"language": "cobol"}),
        ("rated_pair", {"ratings": {"help": {"order": ["0"], "reply": "x"}}}),
        ("required_words", {"features": ["plot twist"]}),
        ("small_edit", {"alpha": 0.0}),
        ("small_edit", {"alpha": 0.6}),
        ("small_edit", {"alpha": float("nan")}),
        ("small_edit", {"edit": "rewrite"}),
        ("vocabulary", {"list": "hard"}),
    ],
)
def test_a_reference_that_asks_for_what_there_is_not(name: str, changes: dict[str, Any]) -> None:
    assert reason(name, json.dumps({name: GOOD[name] | changes})) == UNREADABLE
