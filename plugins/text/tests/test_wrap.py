"""text.wrap and text.kept_facts: rewritings that keep the facts and such that do not, and attacks on the verifier."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assay import testing
from assay.evidence.english import names_in, negations_in, numbers_in
from assay_text.verifiers.kept_facts import kept_facts

SOURCE = (
    "The old stone bridge at Millbrook was built in 1742 and carried carts of up to 3.5 tons across the river Wend. "
    "It did not survive the flood of 1953. Engineers from Harrow replaced it within 14 months by a steel bridge that "
    "cost $250,000 and has never been closed since."
)
EASY = (
    "There was an old stone bridge at Millbrook. People built it in 1742. Carts that weighed up to 3.5 tons could cross "
    "the river Wend on it. Then the flood of 1953 came, and the bridge did not survive. Engineers from Harrow made a new "
    "one of steel in 14 months. It cost $250,000. Nobody ever closed it."
)
MEDIUM = (
    "Built in 1742, the stone bridge at Millbrook spanned the river Wend and bore carts weighing up to 3.5 tons. It did "
    "not withstand the 1953 flood. Within 14 months engineers from Harrow put a steel bridge in its place at a price of "
    "$250,000, which has never been shut."
)
QA = (
    "Question: When was the stone bridge at Millbrook built, and over which river?\n"
    "Answer: In 1742, over the river Wend; it took carts of up to 3.5 tons.\n"
    "Question: What became of it in the flood of 1953?\n"
    "Answer: It did not survive; engineers from Harrow replaced it in 14 months.\n"
    "Question: What did the steel bridge cost, and was it closed since?\n"
    "Answer: It cost $250,000 and has never been closed."
)


def test_styles_pass_and_fall_one_by_one(play: Callable[..., Any]) -> None:
    replies = [
        (["small child", "Millbrook"], EASY),
        (["encyclopedia", "Millbrook"], MEDIUM),
        (["scholars", "Millbrook"], MEDIUM.replace("1742", "1724")),
        (["questions and answers", "Millbrook"], QA),
    ]
    documents = [{"text": SOURCE, "id": "bridge"}, {"text": "Too short."}]
    accepted, rejected = play("text.wrap", {"documents": documents}, replies)
    assert [row["messages"][-1]["content"] for row in accepted] == [EASY, MEDIUM, QA]
    assert [(row["reason"], row["message"]) for row in rejected] == [
        ("lost_number", "The number 1742 of the source is missing.")
    ]
    extra = json.loads(accepted[2]["provenance"]["extra"])
    assert (extra["style"], extra["place"]) == ("qa", "documents.jsonl, row 1")


def test_thinking_is_left_out_and_unfinished_replies_fall(play: Callable[..., Any]) -> None:
    replies = [
        (["small child", "Millbrook"], f"<think>The user wants it easy.</think>\n{EASY}"),
        (["encyclopedia", "Millbrook"], {"text": MEDIUM, "finish": "content_filter"}),
        (["scholars", "Millbrook"], {"text": MEDIUM, "finish": "length"}),
        (["questions and answers", "Millbrook"], f"<think>{QA}"),
    ]
    accepted, rejected = play("text.wrap", {"documents": [{"text": SOURCE, "id": "bridge"}]}, replies)
    assert [row["messages"][-1]["content"] for row in accepted] == [EASY]
    assert [row["reason"] for row in rejected] == ["filtered", "cut_off", "empty_reply"]


def test_kept_facts_refuses_left_over_markup(judge: Callable[..., Any]) -> None:
    text = MEDIUM.replace("It did", "<think>so</think> It did")
    assert judge(kept_facts, text, reference()).reason == "left_over_markup"


def reference(form: str = "", most: float = 1.7) -> dict[str, Any]:
    return {"kept_facts": {"source": SOURCE, "ratio": [0.5, most], "copied": 0.6, "form": form}}


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("1742", "1743", "lost_number"),
        ("1742", "1742 or 1743", "new_number"),
        ("3.5 tons", "3.5 kg", "lost_number"),
        ("3.5", "35", "lost_number"),
        ("$250,000", "€250,000", "lost_number"),
        ("$250,000", "$250", "lost_number"),
        ("14 months", "14 years", "lost_number"),
        ("14 months", "forty months", "lost_number"),
        ("Harrow", "Barrow", "lost_name"),
        ("Wend", "Wend near Oxford", "new_name"),
        ("did not withstand", "did withstand", "negations_differ"),
        ("has never been shut", "has been shut", "negations_differ"),
        ("put a steel bridge", "did not put a steel bridge", "negations_differ"),
        ("Built in 1742", "Here is the text in the style asked for: Built in 1742", "preamble"),
    ],
)
def test_kept_facts_holds_against_changes(judge: Callable[..., Any], old: str, new: str, reason: str) -> None:
    assert judge(kept_facts, MEDIUM, reference()).accepted
    assert old in MEDIUM
    assert judge(kept_facts, MEDIUM.replace(old, new), reference()).reason == reason


def test_a_moved_negation_is_found(judge: Callable[..., Any]) -> None:
    moved = EASY.replace("the bridge did not survive", "the bridge did survive").replace(
        "could cross", "could not cross"
    )
    assert judge(kept_facts, EASY, reference()).accepted
    assert judge(kept_facts, moved, reference()).reason == "polarity_turned"


def test_numbers_and_names_that_changed_places_are_found(judge: Callable[..., Any]) -> None:
    for one, other in (("1742", "1953"), ("Millbrook", "Harrow")):
        for text in (EASY, MEDIUM):
            swapped = text.replace(one, "@").replace(other, one).replace("@", other)
            assert judge(kept_facts, swapped, reference()).reason == "places_changed", (one, text)


def test_form_length_and_copying(judge: Callable[..., Any]) -> None:
    assert judge(kept_facts, QA, reference("qa", 2.5)).accepted
    assert (
        judge(kept_facts, QA.replace("Answer:", "So:", 1), reference("qa", 2.5)).reason
        == "not_question_answer"
    )
    assert judge(kept_facts, MEDIUM, reference("qa")).reason == "not_question_answer"
    assert judge(kept_facts, SOURCE, reference()).reason == "copied"
    assert (
        judge(kept_facts, MEDIUM + " Well, well, indeed so it was." * 9, reference()).reason == "length_ratio"
    )


def test_hostile_texts_and_broken_references() -> None:
    good, empty = (
        json.dumps(reference()),
        json.dumps({"kept_facts": reference()["kept_facts"] | {"source": ""}}),
    )
    no_ratio = json.dumps({"kept_facts": {"source": SOURCE, "copied": 0.6, "form": ""}})
    rejects = [("", good), (MEDIUM, empty), (MEDIUM, no_ratio), (MEDIUM, "[]"), (MEDIUM, "")]
    assert testing.judge(kept_facts, MEDIUM, good).accepted
    assert not [pair for pair in rejects if testing.judge(kept_facts, *pair).accepted]


def test_numbers_are_read_exactly() -> None:
    long = "1" * 50
    text = f"two hundred and five days, 3.50 million, -40 °C, 1,2,3, {long}1 and {long}2"
    read = [(n.value, n.unit) for n in numbers_in(text)]
    assert read == [
        ("205", "d"), ("3500000", ""), ("-40", "°C"), ("1", ""), ("2", ""), ("3", ""), (long + "1", ""), (long + "2", ""),
    ]  # fmt: skip


def test_every_mutant_of_a_real_text_is_killed(judge: Callable[..., Any]) -> None:
    text = (Path(__file__).parent / "data" / "darwin.txt").read_text().strip()
    wanted = {"kept_facts": {"source": text, "ratio": [0.5, 1.7], "copied": 1.0, "form": ""}}
    assert judge(kept_facts, text, wanted).accepted
    mutants = []
    for number in numbers_in(text):
        start, end = number.span
        mutants += [text[:start] + new + text[end:] for new in ("", "6 weeks", "18370", "-" + number.text)]
    for name, (start, end) in names_in(text).items():
        mutants += [text[:start] + new + text[end:] for new in ("", "Zanzibar", name[1:])]
    for _, (start, end) in negations_in(text):
        mutants += [text[:start] + new + text[end:] for new in ("", "not never")]
    for word in ("struck", "seemed", "called", "occurred", "allowed", "enlarged", "pursued", "hope"):
        mutants += [text.replace(word, f"not {word}", 1), text.replace(word, f"never {word}", 1)]
    mutants += [text.replace("1837", "@").replace("1844", "1837").replace("@", "1844")]
    mutants += [
        text + " Huxley agreed.",
        text + " It took 22 years.",
        text + " Nobody agreed.",
        text[:400],
        text * 2,
    ]
    survivors = [m for m in mutants if judge(kept_facts, m, wanted).accepted]
    assert len(mutants) > 40 and not survivors, survivors
