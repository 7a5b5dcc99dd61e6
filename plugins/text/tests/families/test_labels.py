"""Labels: what is read out of replies, votes, the queue for people, and the measurement that decides."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assay import Sample, Status, Task
from assay.gate import run_verifier
from assay.testing import HOSTILE
from assay_text.recipes._labels import label_in, letter_in
from assay_text.recipes.co_annotate import WORDINGS, vote
from assay_text.verifiers.label import check_label, entropy

LABELS = ["positive", "negative", "mixed"]


def sample(said: str, **known: Any) -> Sample:
    return Sample(Task("p", json.dumps({"label": {"labels": LABELS, **known}})), said)


def votes(*counts: int, unreadable: int = 0) -> dict[str, Any]:
    cast = [label for label, n in zip(LABELS, counts, strict=False) for _ in range(n)] + [None] * unreadable
    return {"votes": cast, "max_entropy": 0.5, "min_votes": 7}


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (sample("positive"), "ok"),
        (sample("Positive"), "not_a_label"),
        (sample("positive, negative"), "not_a_label"),
        (sample("positive", labels=["positive"]), "no_label_set"),
        (sample("positive", labels=["positive", "POSITIVE"]), "no_label_set"),
        (sample("p", labels="positive"), "no_label_set"),
        (sample("positive", gold="positive"), "ok"),
        (sample("positive", gold="negative"), "not_gold"),
        (sample("positive", gold=None), "not_gold"),
        (sample("positive", **votes(9, 1)), "ok"),
        (sample("negative", **votes(9, 1)), "outvoted"),
        (sample("positive", **votes(6)), "too_few_votes"),
        (sample("positive", **votes(6, unreadable=5)), "too_few_votes"),
        (sample("positive", **votes(6, 4)), "votes_disagree"),
        (sample("positive", **{**votes(5, 5), "max_entropy": 1.0}), "tie"),
        (sample("positive", **{**votes(9), "max_entropy": float("nan")}), "votes_disagree"),
        (sample("positive", **{**votes(9), "min_votes": float("nan")}), "too_few_votes"),
        (sample("positive", **{**votes(9), "votes": ["positive"] * 9 + ["great"]}), "bad_votes"),
        (sample("positive", votes=["positive"] * 9), "crash"),
        (Sample(Task("p", "{}"), "positive"), "crash"),
    ],
)
def test_verdicts(row: Sample, reason: str) -> None:
    verdict = run_verifier(check_label, row)
    assert (verdict.reason, verdict.accepted) == (reason, reason == "ok")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_not_accepted(text: str) -> None:
    assert run_verifier(check_label, sample(text, **votes(9))).status is not Status.ACCEPTED


def test_entropy_runs_from_agreement_to_an_even_split() -> None:
    assert entropy(["a"] * 9 + [None], 3) == 0.0
    assert entropy(["a", "b", "c"] * 3, 3) == pytest.approx(1.0)
    assert entropy([None], 3) == 1.0
    assert entropy(["a"] * 9 + ["b"], 3) < entropy(["a"] * 8 + ["b"] * 2, 3)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("positive", "positive"),
        ("**Label: Positive.**", "positive"),
        ("It warms the heart.\nLabel: positive\n", "positive"),
        ("The final answer is: mixed", "mixed"),
        ("not positive", None),
        ("positive or negative", None),
        ("It is positive, I think.", None),
        ("Label: positive\nBut I am not sure.", None),
        ("", None),
    ],
)
def test_only_a_label_that_ends_a_reply_is_read(text: str, label: str | None) -> None:
    assert label_in(text, LABELS) == label


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("B", "negative"),
        ("(b)", "negative"),
        ("C. mixed", "mixed"),
        ("C. positive", None),
        ("D", None),
        ("negative", "negative"),
    ],
)
def test_letters(text: str, label: str | None) -> None:
    assert letter_in(text, LABELS) == label


def test_every_wording_can_vote() -> None:
    two = ["yes", "no"]
    assert len(WORDINGS) >= 9
    assert vote("true_false", "True.", two, two, "no") == "no"
    assert vote("true_false", "false", two, two, "no") == "yes"
    assert vote("not_true_false", "True", two, two, "no") == "yes"
    assert vote("not_true_false", "False", two, two, "no") == "no"
    assert vote("true_false", "False", LABELS, LABELS, "mixed") is None
    assert vote("true_false", "mixed", LABELS, LABELS, "mixed") is None
    assert vote("choice", "A", two, ["no", "yes"], "no") == "yes"
    assert vote("choice_shuffled", "A", two, ["no", "yes"], "no") == "no"


QUESTION = "Is the remark about the soup praise or blame?"
COMMON = ["--set", "labels=praise,blame", "--set", f"question={QUESTION}"]
TEXTS = {"sure": "I had three bowls of it.", "torn": "It was soup.", "silent": "Hm.", "gold": "Cold again!"}


def replies(text: str, label: str, but: dict[str, str] | None = None) -> list[dict[str, Any]]:
    """What a model that believes in a label says to each wording."""
    other = "blame" if label == "praise" else "praise"
    said = {
        "pick the right option": {"praise": "A", "blame": "B"}[label],
        "Give your reason": f"It sounds so.\nLabel: {label}",
        "Fill the blank": label.upper(),
    }
    lines: list[dict[str, Any]] = []
    for key, reply in (but or {}).items():
        lines.append({"contains": [text, key], "reply": reply})
    lines += [
        {"contains": [text, "Answer given: " + label], "reply": "True"},
        {"contains": [text, "Answer given: " + other], "reply": "False"},
        {"contains": [text, f'is not "{label}"'], "reply": "False"},
        {"contains": [text, f'is not "{other}"'], "reply": "True"},
        {"contains": [text, "Letter of the right option", f"A. {label}"], "reply": "A"},
        {"contains": [text, "Letter of the right option"], "reply": f"B. {label}"},
    ]
    lines += [{"contains": [text, key], "reply": reply} for key, reply in said.items()]
    return [*lines, {"contains": text, "reply": f"{label}."}]


def test_sure_texts_are_labelled_and_the_others_go_to_people_and_back(
    play: Callable[..., Any], jsonl: Callable[..., str], tmp_path: Path
) -> None:
    torn = {
        "Permitted labels": "blame",
        "Give your reason": "Label: blame",
        "A colleague": "blame",
        "Fill the": "blame",
        "in question is": "I pick both",
    }
    lines = [
        *replies(TEXTS["sure"], "praise", {"Fill the blank": "splendid"}),
        *replies(TEXTS["torn"], "praise", torn),
        *replies(TEXTS["gold"], "praise"),
        {"contains": TEXTS["silent"], "reply": "Who can say?"},
    ]
    seeds = [{"text": text} for name, text in TEXTS.items() if name != "gold"]
    texts = jsonl("texts", [*seeds, {"text": TEXTS["gold"], "label": "blame"}])
    queue = tmp_path / "queue.jsonl"
    options = [*COMMON, "--set", f"queue={queue}"]
    run = play("text.co_annotate", lines, *options, "--set", f"texts={texts}")
    assert [(row["prompt"].split("\n")[-1], row["answer"]) for row in run.rows] == [(TEXTS["sure"], "praise")]
    labels = json.loads(run.rows[0]["labels"])
    assert labels["annotator"] == "model" and "opinion" in labels
    assert json.loads(run.rows[0]["reference"])["label"]["votes"].count(None) == 1
    fell = {prompt.split("\n")[-1]: reason for prompt, reason in run.reasons.items()}
    assert fell == {TEXTS["torn"]: "for_people", TEXTS["silent"]: "for_people", TEXTS["gold"]: "not_gold"}
    waiting = [json.loads(line) for line in queue.read_text().splitlines()]
    assert {each["text"] for each in waiting} == {TEXTS["torn"], TEXTS["silent"]}

    filled = {TEXTS["torn"]: "Blame", TEXTS["silent"]: ""}
    answers = jsonl(
        "answers",
        [{**each, "label": filled[each["text"]]} for each in waiting] + [{"text": "?", "label": "so so"}],
    )
    back = play("text.co_annotate", lines, *options, "--set", f"answers={answers}", name="back")
    assert [(row["answer"], json.loads(row["labels"])) for row in back.rows] == [
        ("blame", {"annotator": "person"})
    ]
    assert [row["reason"] for row in back.rejected] == ["not_a_label"]
    both = play(
        "text.co_annotate",
        lines,
        *options,
        "--set",
        f"answers={answers}",
        "--set",
        f"texts={texts}",
        name="both",
    )
    assert {row["prompt"].split("\n")[-1]: row["answer"] for row in both.rows} == {
        TEXTS["torn"]: "blame",
        TEXTS["sure"]: "praise",
    }
    assert len(queue.read_text().splitlines()) == 2, "a text that waits is not written again"


def test_what_is_asked_wrongly_is_said(play: Callable[..., Any]) -> None:
    line = [{"contains": "x", "reply": "y"}]
    none = play("text.co_annotate", line, *COMMON, exit_code=2)
    assert "give texts to label, or answers of people, or both" in none.output
    one = play(
        "text.co_annotate",
        line,
        "--set",
        "labels=a",
        "--set",
        "question=q",
        "--set",
        "texts=t",
        exit_code=2,
        name="b",
    )
    assert "labels must be two or more" in one.output


def test_the_rest_is_labelled_only_after_enough_agreement(
    play: Callable[..., Any], jsonl: Callable[..., str]
) -> None:
    remarks = [
        (f"Remark {n}: {'good' if n % 2 else 'bad'} soup", "praise" if n % 2 else "blame") for n in range(12)
    ]
    gold = jsonl("gold", [{"text": text, "label": label} for text, label in remarks])
    texts = jsonl("texts", [{"text": "Lovely soup."}, {"text": "Soup, then."}])
    good = [
        {"contains": "Remark 4:", "reply": "Hard to say.\nLabel: praise"},
        *({"contains": f"Remark {n}:", "reply": f"Label: {label}"} for n, (_, label) in enumerate(remarks)),
        {"contains": "Lovely", "reply": "Nice.\n**Label: praise**"},
        {"contains": "Soup, then.", "reply": "I cannot tell."},
    ]
    options = [*COMMON, "--set", f"gold={gold}", "--set", f"texts={texts}", "--set", "min_gold=12"]
    run = play("text.annotate", good, *options)
    assert [row["answer"] for row in run.rows] == [label for _, label in remarks] + ["praise"]
    assert run.rows[4]["pair"]["rejected"] == "praise" and run.rows[4]["pair"]["reason"] == "not_gold"
    assert sum(row["pair"] is not None for row in run.rows) == 1
    last = json.loads(run.rows[-1]["labels"])
    assert last["measured"] == {"texts": 12, "agreement": 0.9167, "kappa": 0.8333} and "opinion" in last
    assert [row["reason"] for row in run.rejected] == ["too_few_votes"]

    strict = play("text.annotate", good, *options, "--set", "least=0.9", name="strict")
    assert len(strict.rows) == 12 and [row["reason"] for row in strict.rejected] == ["low_agreement"] * 2
    assert "14 calls" not in strict.output and "12 calls" in strict.output
    small = play("text.annotate", good, *options, "--set", "min_gold=13", name="small")
    assert [row["reason"] for row in small.rejected] == ["little_gold"] * 2
    same = [{"contains": "Remark", "reply": "Label: praise"}, {"contains": "oup", "reply": "Label: praise"}]
    chance = play("text.annotate", same, *options, "--set", "least=0.1", name="chance")
    assert [row["reason"] for row in chance.rejected] == ["low_agreement"] * 2
