"""Labels: what is read out of replies, votes, the queue for people, and the measurement that decides."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assay import Sample, Task, UsageError
from assay.testing import run_verifier
from assay_text.recipes._labels import Queue, label_in, letter_in
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
        (sample("p", labels="positive"), "unreadable_reference"),
        (sample("positive", gold="positive"), "ok"),
        (sample("positive", gold="negative"), "not_gold"),
        (sample("positive", gold=None), "unreadable_reference"),
        (sample("positive", **votes(9, 1)), "ok"),
        (sample("negative", **votes(9, 1)), "outvoted"),
        (sample("positive", **votes(6)), "too_few_votes"),
        (sample("positive", **votes(6, unreadable=5)), "too_few_votes"),
        (sample("positive", **votes(6, 4)), "votes_disagree"),
        (sample("positive", **{**votes(5, 5), "max_entropy": 1.0}), "tie"),
        (sample("positive", **{**votes(9), "max_entropy": float("nan")}), "unreadable_reference"),
        (sample("positive", **{**votes(9), "min_votes": float("nan")}), "unreadable_reference"),
        (sample("positive", **{**votes(9), "votes": ["positive"] * 9 + ["great"]}), "bad_votes"),
        (sample("positive", votes=["positive"] * 9), "unreadable_reference"),
        (Sample(Task("p", "{}"), "positive"), "unreadable_reference"),
    ],
)
def test_verdicts(row: Sample, reason: str) -> None:
    verdict = run_verifier(check_label, row)
    assert (verdict.reason, verdict.accepted) == (reason, reason == "ok")


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
    run = play("text.co_annotate", {}, lines, *options, "--set", f"texts={texts}")
    assert [(row["prompt"].split("\n")[-1], row["answer"]) for row in run.accepted] == [
        (TEXTS["sure"], "praise")
    ]
    labels = json.loads(run.accepted[0]["labels"])
    assert labels["annotator"] == "model" and "opinion" in labels
    assert json.loads(run.accepted[0]["reference"])["label"]["votes"].count(None) == 1
    fell = {prompt.split("\n")[-1]: reason for prompt, reason in run.reasons_by_prompt.items()}
    assert fell == {TEXTS["torn"]: "for_people", TEXTS["silent"]: "for_people", TEXTS["gold"]: "not_gold"}
    waiting = [json.loads(line) for line in queue.read_text().splitlines()]
    assert {each["text"] for each in waiting} == {TEXTS["torn"], TEXTS["silent"]}

    filled = {TEXTS["torn"]: "Blame", TEXTS["silent"]: ""}
    answers = jsonl(
        "answers",
        [{**each, "label": filled[each["text"]]} for each in waiting] + [{"text": "?", "label": "so so"}],
    )
    back = play("text.co_annotate", {}, {}, *COMMON, "--set", f"answers={answers}", out="back")
    assert [(row["answer"], json.loads(row["labels"])) for row in back.accepted] == [
        ("blame", {"annotator": "person"})
    ]
    assert [row["reason"] for row in back.rejected] == ["not_a_label"]
    both = play(
        "text.co_annotate",
        {},
        lines,
        *options,
        "--set",
        f"answers={answers}",
        "--set",
        f"texts={texts}",
        out="both",
    )
    assert {row["prompt"].split("\n")[-1]: row["answer"] for row in both.accepted} == {
        TEXTS["torn"]: "blame",
        TEXTS["sure"]: "praise",
    }
    assert len(queue.read_text().splitlines()) == 2, "a text that waits is not written again"


def test_the_queue_has_the_order_of_the_texts(
    play: Callable[..., Any], jsonl: Callable[..., str], tmp_path: Path
) -> None:
    async def answer(prompt: str, before: int) -> str:
        await asyncio.sleep(0.2 if "Text 0" in prompt else 0.0)
        return "Who can say?"

    texts = jsonl("texts", [{"text": f"Text {n}."} for n in range(6)])
    queue = tmp_path / "queue.jsonl"
    options = [*COMMON, "--set", f"texts={texts}", "--set", f"queue={queue}"]
    play("text.co_annotate", {}, answer, *options)
    assert [json.loads(line)["text"] for line in queue.read_text().splitlines()] == [
        f"Text {n}." for n in range(6)
    ]


@pytest.mark.parametrize("tail", ["", '{"text": "b", "la', '{"text": "b", "label": ""}', "\xff"])
def test_a_line_torn_off_swallows_no_text(tmp_path: Path, tail: str) -> None:
    file = tmp_path / "queue.jsonl"
    file.write_bytes(b'{"text": "a", "label": "x"}\n' + tail.encode("latin-1"))
    queue = Queue(file)
    for text in ("b", "a", "c", "ü"):
        queue.put(text, ["x", None], 0.5)
    assert [json.loads(line)["text"] for line in file.read_text().splitlines()] == ["a", "b", "c", "ü"]
    assert json.loads(file.read_text().splitlines()[0])["label"] == "x"
    file.unlink()
    queue.put("b", ["x"], 0.5)
    assert [json.loads(line)["text"] for line in file.read_text().splitlines()] == ["b"]


def test_what_is_asked_wrongly_is_said(play: Callable[..., Any]) -> None:
    line = [{"contains": "x", "reply": "y"}]
    with pytest.raises(UsageError, match="give texts to label, or answers of people, or both"):
        play("text.co_annotate", {}, line, *COMMON)
    with pytest.raises(UsageError, match="texts need queue=FILE"):
        play("text.co_annotate", {"texts": "t"}, line, *COMMON)
    same = ["--set", "answers=q.jsonl", "--set", "queue=./q.jsonl"]
    with pytest.raises(UsageError, match="same file"):
        play("text.co_annotate", {}, {}, *COMMON, *same)
    texts = ["--set", "texts=t.jsonl", "--set", "queue=q.jsonl"]
    with pytest.raises(UsageError, match="needs a model"):
        play("text.co_annotate", {}, {}, *COMMON, *texts)
    with pytest.raises(UsageError, match="labels must be two or more"):
        play("text.co_annotate", {"labels": "a", "question": "q", "texts": "t"}, line)


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
    run = play("text.annotate", {}, good, *options)
    assert [row["answer"] for row in run.accepted] == [label for _, label in remarks] + ["praise"]
    assert run.accepted[4]["pair"]["rejected"] == "praise" and run.accepted[4]["pair"]["reason"] == "not_gold"
    assert sum(row["pair"] is not None for row in run.accepted) == 1
    last = json.loads(run.accepted[-1]["labels"])
    assert last["measured"] == {"texts": 12, "agreement": 0.9167, "kappa": 0.8333} and "opinion" in last
    assert [row["reason"] for row in run.rejected] == ["too_few_votes"]

    strict = play("text.annotate", {}, good, *options, "--set", "least=0.9", out="strict")
    assert len(strict.accepted) == 12 and [row["reason"] for row in strict.rejected] == ["low_agreement"] * 2
    assert [used["calls"] for used in strict.run["usage"]["models"].values()] == [12]
    small = play("text.annotate", {}, good, *options, "--set", "min_gold=13", out="small")
    assert [row["reason"] for row in small.rejected] == ["little_gold"] * 2
    fickle = [
        {"contains": "Remark 4:", "reply": f"Label: {label}"} for label in ("blame", "praise", "blame")
    ] + good
    thrice = play("text.annotate", {}, fickle, *options, "--set", "samples=3", out="thrice")
    measured = json.loads(thrice.accepted[-1]["labels"])["measured"]
    assert measured["agreement"] == 1.0 and 0.8 < measured["alpha"] < 1.0
    same = [{"contains": "Remark", "reply": "Label: praise"}, {"contains": "oup", "reply": "Label: praise"}]
    chance = play("text.annotate", {}, same, *options, "--set", "least=0.1", out="chance")
    assert [row["reason"] for row in chance.rejected] == ["low_agreement"] * 2


def test_gold_texts_that_fail_count_as_wrong_and_doubles_once(
    play: Callable[..., Any], jsonl: Callable[..., str]
) -> None:
    """Or the model would be measured on what is easy for it, or on one text many times."""
    remarks = [
        (f"Remark {n}: {'good' if n % 2 else 'bad'}", "praise" if n % 2 else "blame") for n in range(8)
    ]
    broken = ("Remark \ud800", "praise")  # no request can hold it
    sample = [*remarks, broken, *remarks[:3], ("so what", "so so")]
    gold = jsonl("gold", [{"text": text, "label": label} for text, label in sample])
    texts = jsonl("texts", [{"text": "Remark 9: good", "known": 1}])
    lines = [{"contains": "good", "reply": "praise"}, {"contains": "bad", "reply": "blame"}]
    options = [*COMMON, "--set", f"gold={gold}", "--set", f"texts={texts}"]
    loose = ["--set", "min_gold=9", "--set", "least=0.7"]
    run = play("text.annotate", {}, lines, *options, *loose)
    assert json.loads(run.accepted[-1]["labels"])["measured"] == {
        "texts": 9,
        "agreement": 0.8889,
        "kappa": 0.8,
    }
    assert [row["reason"] for row in run.rejected] == ["not_unicode", *["same_text"] * 3, "not_a_label"]
    little = play("text.annotate", {}, lines, *options, "--set", "min_gold=10", out="little")
    assert little.rejected[-1]["reason"] == "little_gold"
    both = jsonl("both", [{"text": "good", "label": "praise"}, {"text": "good ", "label": "blame"}])
    with pytest.raises(UsageError, match=r"both\.jsonl, line 2: this text had another label before"):
        play("text.annotate", {}, lines, *options, "--set", f"gold={both}", out="both")
