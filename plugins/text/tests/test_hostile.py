"""Every verifier of this plugin's rules on hostile texts and hostile references: never accepted, always answered."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

import assay
from assay.testing import HOSTILE
from assay_text.verifiers import (
    chat_form,
    dialogue,
    grounded_dialogue,
    kept_facts,
    math_document,
    required_words,
    small_edit,
    vocabulary,
)

REFERENCES: dict[str, tuple[assay.Verifier, dict[str, Any]]] = {
    "chat_form": (chat_form.chat_form, {"blocked": [], "least_characters": 99, "most_words": 10**9, "language": "en"}),
    "dialogue": (
        dialogue.dialogue,
        {"speakers": ["A"], "child": "", "turns": [0, 10**9], "length": [0, 10**9], "child_sentence": [0, 10**9]},
    ),
    "grounded_dialogue": (
        grounded_dialogue.grounded_dialogue,
        {"record": {"a": "pear"}, "public": [], "secret": [], "knower": "assistant", "facts": [[]], "least_facts": 0, "words": []},
    ),
    "kept_facts": (kept_facts.kept_facts, {"source": "Ann has 2 pears.", "ratio": [0.0, 1e9], "copied": 1.0, "form": ""}),
    "math_document": (math_document.math_document, {"language": "prose"}),
    "required_words": (
        required_words.required_words,
        {"words": ["frog"], "features": [], "paragraphs": [0, 10**9], "length": [0, 10**9]},
    ),
    "small_edit": (
        small_edit.small_edit,
        {"source": "It was big.", "label": "good", "edit": "synonym", "alpha": 0.5, "label_words": []},
    ),
    "vocabulary": (vocabulary.vocabulary, {"list": "simple", "extra": [], "outside": 0.5, "least_words": 1}),
}  # fmt: skip


@pytest.mark.parametrize("name", REFERENCES)
def test_hostile_texts_and_references(judge: Callable[..., Any], name: str) -> None:
    verifier, wanted = REFERENCES[name]
    for text in HOSTILE.values():
        if (
            name == "vocabulary" and "boxed" in text
        ):  # a form of "box", a thousand times: length is not its matter
            continue
        said = judge(verifier, text, {name: wanted}, prompt=text or "p")
        assert said.status is not assay.Status.ACCEPTED, (name, text[:40])
    for text in (
        *HOSTILE.values(),
        "null",
        "[1]",
        "[" * 100_000,
        json.dumps({name: None}),
        json.dumps({name: [wanted]}),
    ):
        assert judge(verifier, "A: Ann has 2 pears.", text).status is assay.Status.ERROR, (name, text[:40])
    for key in wanted:
        for value in (None, {}, "x", [[1]]):
            if (key, value) == ("source", "x"):
                continue
            said = judge(verifier, "A: frog", {name: wanted | {key: value}})
            assert said.status is not assay.Status.ACCEPTED, (name, key, value)
