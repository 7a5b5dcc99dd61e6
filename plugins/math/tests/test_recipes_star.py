"""STaR end to end: what a student gets right, what it finds with a hint, and rounds with a real FIT command."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import assay
from assay import Sample, Status, Task, make_reference
from assay.testing import HOSTILE
from assay_math.verifiers.hint_free import hint_free

COTTAGE = "Jack and Jill shared the cost of renting a cottage that costs $5 an hour. If they rented it for eight hours, how much did each friend pay?"
SPOONS = "Chenny bought 9 plates at $2 each. She also bought spoons at $1.50 each. How many spoons did Chenny buy if she paid a total of $24 for the plates and spoon?"
COMICS = "Raul had $87 to spare so he decided to go to the bookshop. Raul bought 8 comics, each of which cost $4. How much money does Raul have left?"
CANDY = "Tapanga and Corey have 66 candies together. However, Tapanga has 8 more candies than Corey. How many candies does Corey have?"
GUM = "John has 54 pieces of gum, Cole has 45 pieces of gum and Aubrey has no pieces of gum. They decide to share the gum equally between the 3 of them. How many pieces of gum will each one get?"
SEEDS = [
    {"question": COTTAGE, "answer": "The total cost is $5 x 8 = $<<5*8=40>>40.\n#### 20"},
    {"question": SPOONS, "answer": "#### 4"},
    {"question": COMICS, "answer": "#### 55"},
    {"question": CANDY, "answer": "#### 29"},
    {"question": GUM, "answer": "#### 33"},
]
RIGHT = {
    COTTAGE: "The cottage costs 5 * 8 = 40 dollars.\nEach pays 40 / 2 = 20 dollars.\nThe answer is \\boxed{20}.",
    SPOONS: "The plates cost 9 * 2 = 18 dollars.\nFor spoons 24 - 18 = 6 dollars are left.\nShe bought 6 / 1.5 = 4 spoons.\nThe answer is \\boxed{4}.",
    COMICS: "The comics cost 8 * 4 = 32 dollars.\n87 - 32 = 55 dollars are left.\nThe answer is \\boxed{55}.",
    CANDY: "Without the 8 extra candies there are 66 - 8 = 58.\nCorey has 58 / 2 = 29.\nThe answer is \\boxed{29}.",
    GUM: "Together they have 54 + 45 = 99 pieces.\nEach gets 99 / 3 = 33.\nThe answer is \\boxed{33}.",
}
HINT = "The final answer is"
KEYS = {COTTAGE: "20", SPOONS: "4", COMICS: "55", CANDY: "29", GUM: "33"}


def test_own_solutions_rationalised_ones_and_what_falls(play: Any) -> None:
    replies: list[tuple[str | list[str], str]] = [
        ([COTTAGE, HINT], "never asked"),
        (COTTAGE, RIGHT[COTTAGE]),
        ([SPOONS, "The final answer is 4."], RIGHT[SPOONS]),
        (SPOONS, "The plates cost 9 * 2 = 18 dollars.\nThe answer is \\boxed{18}."),
        ([COMICS, HINT], "87 - 8 * 4 = 55.\nThis matches the given answer.\nThe answer is \\boxed{55}."),
        (COMICS, "87 - 4 = 83\nThe answer is \\boxed{83}."),
        ([CANDY, HINT], "Corey has 29 candies.\n29 + 29 + 8 = 66.\nThe answer is \\boxed{29}."),
        (CANDY, "66 - 8 = 58\nThe answer is \\boxed{58}."),
        ([GUM, HINT], "54 + 45 = 99\n99 / 2 = 33\nThe answer is \\boxed{33}."),
        (GUM, "I do not know."),
    ]
    student = replies
    done = play("math.star", {"seeds": SEEDS}, {"student": student})
    assert done.complete
    accepted = {row["prompt"]: row for row in done.accepted}
    assert set(accepted) == {COTTAGE, SPOONS}
    assert accepted[COTTAGE]["pair"] is None
    spoons = accepted[SPOONS]
    assert json.loads(spoons["reference"]) == {"answer": "4", "hint": {"text": "The final answer is 4."}}
    assert "18}" in spoons["pair"]["rejected"] and spoons["pair"]["verifier"] == "math.answer"
    assert "final answer" not in json.dumps(spoons["messages"])
    by_prompt = {
        question: [(r["verifier"], r["reason"]) for r in done.rejected if r["prompt"] == question]
        for question in KEYS
    }
    wrong = ("math.answer", "wrong_answer")
    assert by_prompt == {
        COTTAGE: [],
        SPOONS: [wrong],
        COMICS: [wrong, ("math.hint_free", "hint_mentioned")],
        CANDY: [wrong, ("math.hint_free", "answer_first")],
        GUM: [("assay.reply", "no_answer"), ("math.cot", "false_arithmetic")],
    }


def test_a_right_solution_is_no_wrong_half(play: Any) -> None:
    """It fell for its words only: what the hinted one is better at is no truth."""
    right = RIGHT[COTTAGE].replace("The answer is", "This leads to the answer, it is")
    student = [([COTTAGE, HINT], RIGHT[COTTAGE]), (COTTAGE, right)]
    done = play("math.star", {"seeds": SEEDS[:1]}, {"student": student})
    assert done.complete
    assert [row["pair"] for row in done.accepted] == [None]
    assert done.reasons == [("math.hint_free", "hint_mentioned")]


def test_rounds_fit_the_student_once_each_and_resume(
    play: Any, student: Callable[..., Any], tmp_path: Path
) -> None:
    learns = {COTTAGE: 0, SPOONS: 1, COMICS: 2, CANDY: 9, GUM: 9}  # the version that first solves it

    def answer(prompt: str, version: int) -> str:
        question = next(q for q in learns if q in prompt)
        return (
            RIGHT[question] if version >= learns[question] else f"{version} + 1 = {version + 1}, I give up."
        )

    server = student(answer)
    folder = tmp_path / "fits"
    sets = {
        "seeds": SEEDS,
        "rounds": 3,
        "rationalize": "false",
        "fit": server.fit(tmp_path),
        "fit_folder": folder,
    }
    models = {"student": server.model}
    (tmp_path / "broken").write_text("3")
    with pytest.raises(assay.UsageError, match=r"round-3\.log"):
        play("math.star", sets, models)
    (tmp_path / "broken").unlink()
    done = play("math.star", sets, models, "--resume")
    assert done.complete
    found = [(row["prompt"], json.loads(row["provenance"]["extra"])["round"]) for row in done.accepted]
    assert found == [(COTTAGE, 1), (SPOONS, 2), (COMICS, 3)]
    assert {"duplicate_row", "wrong_answer"} >= {r["reason"] for r in done.rejected} - {
        "unreadable_answer",
        "no_answer",
    }
    assert server.version.read_text() == "2"
    assert [(folder / f"round-{n}.log").read_text() for n in (2, 3)] == ["fitted on 1\n", "fitted on 2\n"]
    by_round = [version for version, _ in server.asked]
    assert (
        by_round == sorted(by_round) and len(by_round) == 15
    )  # no call of a round before its fit, none twice


def test_a_budget_spent_in_the_middle_of_a_round(
    play: Any, student: Callable[..., Any], tmp_path: Path
) -> None:
    server = student(lambda prompt, version: RIGHT[next(q for q in RIGHT if q in prompt)] + " " * version)
    sets = {
        "seeds": SEEDS,
        "rounds": 2,
        "fit": server.fit(tmp_path),
        "fit_folder": tmp_path / "fits",
    }
    models = {"student": server.model}
    stopped = play("math.star", sets, models, "--max-calls", "3")
    assert not stopped.complete and "max-calls" in stopped.run["stopped"]
    assert server.version.read_text() == "0" and len(server.asked) == 3
    done = play("math.star", sets, models, "--resume")
    assert done.complete and len(done.accepted) == 5
    assert server.version.read_text() == "1" and len(server.asked) == 10


def verdict(
    response: str, question: str = SPOONS, hint: str | None = "The final answer is 4.", key: str = "4"
) -> Any:
    reference = key if hint is None else make_reference(key, hint={"text": hint})
    return hint_free.check(Sample(Task(question, reference), response))


def test_hint_free_takes_the_row_and_catches_mutations() -> None:
    good = RIGHT[SPOONS]
    assert verdict(good).accepted
    assert verdict(RIGHT[CANDY], CANDY, "The final answer is 29.", "29").accepted
    spoken = [
        "As the hint says, it is so.",
        "This matches the given answer.",
        "This matches the **given** answer.",
        "This matches the gi\u200bven answer.",
        "We were told that the answer is 4, which fits.",
        "The expected result confirms it.",
        "Working backwards from 4 we see it.",
        "The answer key agrees.",
        "The result should be 4.",
        "She must get $4$ spoons.",
        "We know the answer already.",
        "Which agrees with the answer.",
        "Since I was told the total in advance, I only go on.",
        "I was informed beforehand of the total.",
        "Let me invent an equation for it.",
        "I only need to fill in steps.",
        "Option b (CORRECT).",
        "The solution that was provided is the same.",
        "ＨＩＮＴ: four",
        "This leads to the final answer, as required, the answer.",
    ]
    for words in spoken:
        for row in (good.replace("\n", f"\n{words}\n", 1), f"{good}\n{words}"):
            found = verdict(row)
            assert found.status is Status.REJECTED and found.reason == "hint_mentioned", words
    first = [
        "She bought 4 spoons.\n" + good,
        "The answer is \\boxed{4}.\n" + good,
        "Let x = 4.\n" + good,
        "4 = 4\n" + good,
        "The answer is \\boxed{4}.",
    ]
    for row in first:
        assert verdict(row).reason == "answer_first", row
        assert verdict(row, hint=None).reason == "answer_first", (
            "where the reference does not say, a hint is supposed"
        )
        assert verdict(row, hint="").accepted, "without a hint the answer may come first"
    asked = [
        "The final answer is 4.",
        "Hint: four.",
        "The answer is 4.",
        "(a) 3 (b) 4 (CORRECT)",
        "Answer: $4$",
    ]
    for words in asked:
        found = verdict(good, f"{SPOONS} {words}")
        assert found.status is Status.REJECTED and found.reason == "hint_in_prompt", words


def test_answers_in_words_codes_and_references_without_a_plain_answer() -> None:
    asked, hint = "Which code fits a pneumonia?", "The final answer is J18.9."
    late = "The organism is not known. The chapter is that of the lungs, so the code is J18.9."
    assert verdict(late, asked, hint, "J18.9").accepted
    assert (
        verdict("The code is J18.9. It is that of the lungs.", asked, hint, "J18.9").reason == "answer_first"
    )
    assert (
        verdict("It falls on a Monday.\nThat is a Monday.", "Which day?", "It is Monday.", "Monday").reason
        == "answer_first"
    )
    assert verdict(
        "Seven days on is the same day. So it is a Monday.", "Which day?", "It is Monday.", "Monday"
    ).accepted
    tests = {"kind": "tests", "tests": "assert f(2) == 4", "hint": {"text": "Square the number."}}

    def program(response: str, reference: dict[str, Any]) -> Any:
        return assay.testing.judge(hint_free, response, json.dumps(reference), "Write f.")

    assert program("f squares its argument.", tests).accepted
    assert program("Square the number. So it is.", tests).reason == "hint_mentioned"
    assert program("As the hint says.", tests).reason == "hint_mentioned"
    assert program("Square the number.", {**tests, "hint": {"text": ""}}).accepted
    assert program("f", {"kind": "tests", "tests": "assert f(2) == 4"}).status is Status.ERROR
    assert program("f", {**tests, "hint": 3}).status is Status.ERROR


def test_hint_free_answers_hostile_texts() -> None:
    for text in HOSTILE.values():
        for asked, said, key in (
            (SPOONS, text, "4"),
            (text, RIGHT[SPOONS], "4"),
            (SPOONS, RIGHT[SPOONS], text),
        ):
            for reference in (
                key,
                make_reference(key, hint={"text": ""}),
                make_reference(key, hint={"text": text}),
            ):
                assay.testing.judge(hint_free, said, reference, asked)


def test_hint_free_lets_honest_rows_through() -> None:
    hints = (
        "A quiz gives a hint after every 2 wrong answers. Tom had 6 wrong answers. How many hints did he get?"
    )
    assert verdict("Tom got 6 / 2 = 3 hints.\nThe answer is \\boxed{3}.", hints, "", "3").accepted
    assert verdict("A hint comes after 2 wrong ones: 6 / 2 = 3.", hints, "", "3").accepted
    thousand = "One slab costs 2500 / 5 = 500.\nThen 2 * 500 = 1,000.\nThe answer is \\boxed{1000}."
    assert verdict(thousand, "How much?", "The final answer is 1000.", "1,000").accepted
    half = "Of 4 parts 3 are left: 1 - 1/4 = \\frac{3}{4}.\nThe answer is \\boxed{\\frac{3}{4}}."
    assert verdict(half, "What is left?", "The final answer is \\frac{3}{4}.", "\\frac{3}{4}").accepted
    assert verdict("\\frac{3}{4}, for 1 - 1/4 = 3/4.", "?", "x", "\\frac{3}{4}").reason == "answer_first"
    for question, response in RIGHT.items():
        hint = f"The final answer is {KEYS[question]}."
        assert verdict(response, question, hint, KEYS[question]).accepted, response
