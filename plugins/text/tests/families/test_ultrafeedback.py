"""UltraFeedback: what of a judge's words is read, which pairs follow, and runs with odd judges."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from assay import Sample, Status, Task
from assay.testing import HOSTILE, run_verifier
from assay_text.recipes.ultrafeedback import ASPECTS, PRINCIPLES, WRITERS
from assay_text.verifiers.rated_pair import check_rated_pair, overall_in, ratings_in


@pytest.mark.parametrize(
    ("reply", "ratings"),
    [
        ("Answer 1: 4 - good\nAnswer 2: 2 - thin", [4, 2]),
        ("Sure:\n**Answer 1:** 4/5\n- Answer 2: Rating: 2. Thin.", [4, 2]),
        ("Answer 2: 2\nAnswer 1: 4", None),
        ("Answer 1: 4", None),
        ("Answer 1: 4\nAnswer 2: 2\nAnswer 2: 5", None),
        ("Answer 1: 4\nAnswer 2: 6", None),
        ("Answer 1: 10\nAnswer 2: 1", None),
        ("Answer 1: 4.5\nAnswer 2: 2", None),
        ("Answer 1: 4/10\nAnswer 2: 2", None),
        ("Answer 1: N/A\nAnswer 2: 2", None),
        ("", None),
    ],
)
def test_ratings_are_read_whole_or_not_at_all(reply: str, ratings: list[int] | None) -> None:
    assert ratings_in(reply, 2) == ratings


@pytest.mark.parametrize(
    ("reply", "score"),
    [
        ("Fine.\nOverall: 8", 8),
        ("**Overall:** 10/10", 10),
        ("Overall: 1", 1),
        ("Overall: 11", None),
        ("Overall: 0", None),
        ("Overall: 7.5", None),
        ("Overall: 3\nOverall: 4", None),
        ("8", None),
    ],
)
def test_marks_for_the_whole(reply: str, score: int | None) -> None:
    assert overall_in(reply) == score


GOOD, FAIR, BAD = "Boil it for nine minutes.", "Boil it.", "Fry it."


def reply(*ratings: int) -> str:
    return "\n".join(f"Answer {n}: {rating} - so it is." for n, rating in enumerate(ratings, 1))


def sample(chosen: str = GOOD, **change: Any) -> Sample:
    known = {
        "answers": [FAIR, GOOD, BAD],
        "ratings": {
            "a": {"order": [2, 1, 0], "reply": reply(1, 5, 3)},
            "b": {"order": [0, 1, 2], "reply": reply(4, 5, 1)},
        },
        "overall": ["Overall: 6", "Overall: 9", "Overall: 2"],
        "margin": 1.0,
        "rejected": BAD,
    }
    return Sample(Task("How is an egg cooked?", json.dumps({"rated_pair": {**known, **change}})), chosen)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (sample(), "ok"),
        (sample(overall=[]), "ok"),
        (sample(rejected=FAIR), "ok"),
        (sample(FAIR), "not_the_best"),
        (sample(BAD, rejected=GOOD), "not_the_best"),
        (sample(rejected=GOOD), "small_margin"),
        (sample(margin=4.5), "small_margin"),
        (sample("Bake it."), "not_an_answer"),
        (sample(rejected="Bake it."), "not_an_answer"),
        (sample(answers=[GOOD, GOOD, BAD]), "same_answers"),
        (sample(answers=[GOOD]), "bad_ratings"),
        (sample("B", answers="BF", rejected="F"), "unreadable_reference"),
        (sample(overall=[9, 9, 9]), "unreadable_reference"),
        (sample(ratings={}), "bad_ratings"),
        (sample(ratings={"a": {"order": [0, 1, 1], "reply": reply(3, 5, 1)}}), "bad_ratings"),
        (sample(ratings={"a": {"order": [0, 1, 2], "reply": reply(3, 5)}}), "bad_ratings"),
        (sample(ratings={"a": {"order": [0, 2, 1], "reply": reply(3, 5, 1)}}), "not_the_best"),
        (sample(overall=["Overall: 6", "Overall: 1", "Overall: 2"]), "scores_disagree"),
        (sample(overall=["Overall: 6", "Overall: 9", "Overall: 10"]), "scores_disagree"),
        (sample(overall=["Overall: 6", "Overall: 9", "so so"]), "no_overall"),
        (sample(overall=["Overall: 6"]), "no_overall"),
        (sample(margin=float("nan")), "unreadable_reference"),
        (Sample(Task("p", "{}"), GOOD), "unreadable_reference"),
    ],
)
def test_only_the_pair_that_the_replies_ask_for_passes(row: Sample, reason: str) -> None:
    verdict = run_verifier(check_rated_pair, row)
    assert (verdict.reason, verdict.accepted) == (reason, reason == "ok")


@pytest.mark.parametrize("text", HOSTILE.values(), ids=list(HOSTILE))
def test_hostile_texts_are_not_accepted(text: str) -> None:
    assert run_verifier(check_rated_pair, sample(text)).status is not Status.ACCEPTED
    judged = sample(ratings={"a": {"order": [0, 1, 2], "reply": text}})
    assert run_verifier(check_rated_pair, judged).status is not Status.ACCEPTED


def test_there_are_wordings_of_four_principles() -> None:
    assert list(PRINCIPLES) == ["helpful", "truthful", "honest", "calibrated"]
    assert all(len(set(texts)) >= 3 and all(texts) for texts in PRINCIPLES.values())


ASK = "How is an egg cooked?"


def run_with(
    play: Callable[..., Any],
    jsonl: Callable[..., str],
    answers: list[Any],
    judge: Callable[[list[str]], str],
    *options: str,
    marks: dict[str, str] | None = None,
) -> Any:
    """A run in which ``judge`` rates the texts of the answers in the order that it is shown."""
    import itertools

    texts = [each if isinstance(each, str) else each["text"] for each in answers]
    lines = []
    for order in itertools.permutations(texts):
        shown = "\n\n".join(f"Answer {n}:\n{text}" for n, text in enumerate(order, 1))
        said = judge(list(order))
        lines += [{"contains": shown, "reply": each} for each in ([said] if isinstance(said, str) else said)]
    lines += [
        {"contains": ["Overall", f"Answer:\n{text}"], "reply": (marks or {}).get(text, "Fine.\nOverall: 6")}
        for text in texts
    ]
    replies = {
        writer: [{"contains": ASK, "reply": each}] for writer, each in zip(WRITERS, answers, strict=True)
    }
    seeds = jsonl("seeds", [{"instruction": ASK}])
    return play("text.ultrafeedback", {}, {**replies, "judge": lines}, "--set", f"seeds={seeds}", *options)


ANSWERS = [FAIR, GOOD, BAD, "Boil it for an hour, then wait."]
WORTH = dict(zip(ANSWERS, (3, 5, 1, 2), strict=True))
MARKS = {GOOD: "Clear.\nOverall: 9", BAD: "Wrong.\nOverall: 2"}


def test_the_best_and_the_worst_become_a_pair(play: Callable[..., Any], jsonl: Callable[..., str]) -> None:
    run = run_with(play, jsonl, ANSWERS, lambda shown: reply(*(WORTH[text] for text in shown)), marks=MARKS)
    (row,) = run.accepted
    assert (row["answer"], row["pair"]["rejected"], row["pair"]["opinion"]) == (GOOD, BAD, True)
    labels = json.loads(row["labels"])
    assert labels["means"] == {"first": 3.0, "second": 5.0, "third": 1.0, "fourth": 2.0}
    assert "opinion" in labels and labels["malformed"] == 0 and labels["chosen"] == "second"
    known = json.loads(row["reference"])["rated_pair"]
    assert set(known["ratings"]) == set(ASPECTS)
    assert len({tuple(each["order"]) for each in known["ratings"].values()}) > 1, "the order is shuffled"


def test_malformed_ratings_are_asked_for_again_and_counted(
    play: Callable[..., Any], jsonl: Callable[..., str]
) -> None:
    """The judge's first reply under each aspect, and of each mark, cannot be read."""

    def judge(prompt: str, earlier: int) -> str:
        if "Aspect:" not in prompt:
            mark = next(
                mark
                for text, mark in {**MARKS, ANSWERS[0]: "Overall: 6", ANSWERS[3]: "Overall: 4"}.items()
                if prompt.endswith(text)
            )
            return mark if earlier else "Overall: eleven"
        shown = re.findall(r"^Answer \d:\n(.*)$", prompt, re.MULTILINE)
        assert sorted(shown) == sorted(ANSWERS)
        return reply(*(WORTH[text] for text in shown)) if earlier else "The second is the best."

    models: dict[str, Any] = {"judge": judge}
    for writer, text in zip(WRITERS, ANSWERS, strict=True):
        models[writer] = lambda prompt, earlier, text=text: text
    seeds = jsonl("seeds", [{"instruction": ASK, "reference": "Nine minutes."}])
    run = play("text.ultrafeedback", {"seeds": seeds}, models)
    (row,) = run.accepted
    labels = json.loads(row["labels"])
    assert row["answer"] == GOOD and labels["malformed"] == 8


@pytest.mark.parametrize(
    ("answers", "judge", "marks", "reason"),
    [
        (ANSWERS, lambda shown: "I like the first one best.", MARKS, "malformed_rating"),
        (ANSWERS, lambda shown: reply(3, 3, 3, 3), MARKS, "small_margin"),
        (ANSWERS, lambda shown: reply(5, 3, 2, 1), {}, "small_margin"),  # a judge that likes what comes first
        (
            ANSWERS,
            lambda shown: reply(*(WORTH[text] for text in shown)),
            {**MARKS, BAD: "Wrong.\nOverall: 10"},
            "scores_disagree",
        ),
        (
            ANSWERS,
            lambda shown: reply(*(WORTH[text] for text in shown)),
            {**MARKS, BAD: "Wrong."},
            "no_overall",
        ),
        (
            [GOOD, GOOD, BAD, FAIR],
            lambda shown: reply(*(WORTH[text] for text in shown)),
            MARKS,
            "same_answers",
        ),
        ([{"text": FAIR, "finish": "length"}, GOOD, BAD, "x"], lambda shown: "", MARKS, "cut_off"),
    ],
)
def test_what_falls(
    play: Callable[..., Any],
    jsonl: Callable[..., str],
    answers: list[Any],
    judge: Any,
    marks: dict[str, str],
    reason: str,
) -> None:
    accepted, rejected = run_with(play, jsonl, answers, judge, "--seed", "10", marks=marks)
    assert not accepted and [row["reason"] for row in rejected] == [reason]
