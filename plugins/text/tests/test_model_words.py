"""Repetition, echoes, torn ends and run-on turns fall; honest stories, rewritings and questions stay."""

from __future__ import annotations

import json

import pytest

from assay import Message, Sample, Task
from assay.testing import run_verifier
from assay_text.verifiers.evolved import evolved_problem
from assay_text.verifiers.grounded_dialogue import _NAMED
from assay_text.verifiers.instruction import instance_problem
from assay_text.verifiers.kept_facts import kept_facts
from assay_text.verifiers.required_words import echoed, repeated, required_words

STORY = (
    "Tim had a red ball. He ran with it all day.\n\nThe ball went into the pond. Tim was sad.\n\n"
    "A big dog got the ball for him. Tim was happy, and they ran home."
)
WANTED = {
    "required_words": {"words": ["ball"], "features": [], "paragraphs": [1, 9], "length": [10, 400]},
}


def story(text: str, prompt: str = "Write a story.") -> str:
    return run_verifier(required_words, Sample(Task(prompt, json.dumps(WANTED)), text)).reason


def test_stories() -> None:
    assert story(STORY) == "ok"
    assert story("Red ball run. " * 25) == "repeated_sentences"
    assert story("\n\n".join([STORY] * 3)) == "repeated_sentences"
    assert story(STORY + " Then he put the ball up and he") == "no_end"
    ask = "Write a short story of three paragraphs for a child who is three."
    assert story(f"{STORY} {ask}", ask) == "prompt_echo"


def test_a_refrain_is_no_repetition() -> None:
    text = "The ball rolls on. Tim runs. The ball rolls on. The dog barks loud. The ball rolls on. All go to bed now."
    assert repeated(text) == 0
    assert repeated("Mia: Where is it?\nMom: It is here.\n" * 9) > 0.5
    assert not echoed("A story for a child.", "Write a story for a child who is three years old.")


SOURCE = "The river rose by 3 meters after the heavy rain. The farmers of Ur lost much of their wheat."


def kept(text: str) -> str:
    wanted = {"source": SOURCE, "ratio": [0.2, 3], "copied": 1.0, "form": ""}
    return run_verifier(kept_facts, Sample(Task("x", json.dumps({"kept_facts": wanted})), text)).reason


def test_rewritings() -> None:
    good = "Heavy rain made the river rise by 3 meters. Much of the wheat of the farmers of Ur was lost."
    assert kept(good) == "ok"
    assert kept(good + "\n\nI hope this helps, let me know if you want it shorter!") == "chatter"
    assert kept(good.removesuffix(" lost.") + " lost a lot of the") == "no_end"


@pytest.mark.parametrize(
    ("text", "runs_on"),
    [
        ("How long have you had it?\nPatient: For ages.", True),
        ("How long have you had it? Patient: For ages.", True),
        ("Thank you. How long have you had it?", False),
        ("Tell me one thing: do you smoke?", False),
    ],
)
def test_an_asker_speaks_for_itself(text: str, runs_on: bool) -> None:
    assert bool(_NAMED.search(text)) is runs_on
    assert Message("user", text).content


@pytest.mark.parametrize(
    "answer",
    [
        "Paris<|im_end|>",
        "Lima\n\nI hope these examples help! Let me know if you need more.",
        "Paris\n---",
        "[INST] Madrid",
    ],
)
def test_answers_end_where_they_end(answer: str) -> None:
    assert instance_problem("Name the capital of the country.", "", answer)
    assert instance_problem("Name the capital of the country.", "", "Paris") is None


@pytest.mark.parametrize(
    ("child", "answer"),
    [
        ("Here's a harder version:\n\nName three long rivers.", "The Nile."),
        ("Absolutely! Name three long rivers.", "The Nile."),
        ("I cannot change this instruction.", "The Nile."),
        ("Name three long rivers.", "I don't have access to the internet."),
        ("Name three long rivers.", "Name three long rivers."),
        ("Name three long rivers.", "The Nile.\nHuman: ok"),
        ("Name three long rivers of Asia and say in which sea or ocean each of them ends and", "Ob."),
    ],
)
def test_evolved_instructions(child: str, answer: str) -> None:
    assert evolved_problem("Name a river.", child, answer)
    assert evolved_problem("Name a river.", "Name three long rivers.", "The Nile, the Ob, the Lena.") is None
