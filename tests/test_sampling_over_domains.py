"""``math.star``, ``math.rest_em`` and ``text.verified_pairs`` with verifiers of other plugins: choices, unit tests, units, codes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assay import UsageError
from assay.runs.audit import run_audit
from assay.testing import write_jsonl

pytest_plugins = ["assay.testing.pytest_plugin"]

COINS = "Where do people keep a jar of coins?"
RIVER = "What do you use to cross a river?"
MUSIC = "What is played on a stage?"


def options(*texts: str) -> dict[str, list[str]]:
    return {"label": list("ABCDE"[: len(texts)]), "text": list(texts)}


# The shape of CommonsenseQA: options in a column of their own, the letter as the answer.
CHOICES = [
    {"id": "1", "question": COINS, "choices": options("river", "cupboard", "cloud"), "answerKey": "B"},
    {"id": "2", "question": RIVER, "choices": options("bridge", "spoon", "lamp"), "answerKey": "A"},
    {"id": "3", "question": MUSIC, "choices": options("sleep", "rain", "concert"), "answerKey": "C"},
]
BY_CHOICES = {"seeds": CHOICES, "answer": "answerKey", "choices": "choices", "verifier": "math.answer"}
HINT = "The final answer is"


def test_star_on_choices(play: Callable[..., Any]) -> None:
    student = [
        ([COINS, HINT], "never asked"),
        (COINS, "Coins are kept at home, where cupboards are.\nThe answer is (B)."),
        ([RIVER, "The final answer is A."], "A river is crossed above the water.\nThe answer is (A)."),
        (RIVER, "One needs light for it.\nThe answer is (C)."),
        ([MUSIC, HINT], "As the hint says, it is the concert.\nThe answer is (C)."),
        (MUSIC, "It could be rain or sleep."),
    ]
    done = play("math.star", BY_CHOICES, {"student": student})
    coins, river = done.accepted
    assert coins["prompt"] == f"{COINS}\n\nA. river\nB. cupboard\nC. cloud"
    assert json.loads(coins["reference"]) == {"answer": "B", "hint": {"text": ""}}
    assert coins["certificate"]["policy"] == {
        "verifiers": ["math.hint_free", "assay.reply", "math.answer"],
        "min_step_coverage": 0.0,
    }
    assert river["pair"]["rejected"].endswith("(C).") and river["pair"]["verifier"] == "math.answer"
    assert ("math.hint_free", "hint_mentioned") in done.reasons and len(done.rejected) == 3


def test_the_first_try_that_passes_is_taken_before_the_hint(play: Callable[..., Any]) -> None:
    asked: list[str] = []

    def student(prompt: str, before: int) -> str:
        asked.append(prompt)
        return f"I take number {before}.\nThe answer is ({'CCB'[before]})."

    done = play("math.star", {**BY_CHOICES, "seeds": CHOICES[:1], "samples": 5}, {"student": student})
    (row,) = done.accepted
    assert row["messages"][1]["content"].startswith("I take number 2") and len(asked) == 3
    assert row["pair"] is None and [reason for _, reason in done.reasons] == ["wrong_answer"] * 2


TASK = "Write a function add(a, b) that gives the sum of two numbers."
TESTS = {"kind": "tests", "tests": "assert add(2, 3) == 5\nassert add(-1, 1) == 0"}


def program(body: str, words: str = "Here is the function.") -> str:
    return f"{words}\n\n```python\ndef add(a, b):\n    return {body}\n```"


def test_rest_em_on_unit_tests(play: Callable[..., Any]) -> None:
    drawn = [program("a + b"), program("a - b"), program("a + b"), program("b + a"), program("sum((a, b))")]
    seen: list[str] = []

    def student(prompt: str, before: int) -> str:
        seen.append(prompt)
        return drawn[before]

    sets = {"seeds": [{"task": TASK, "tests": TESTS}], "question": "task", "answer": "tests"}
    sets |= {"verifier": "code.tests", "samples": 5, "cap": 2, "how": "Answer with one Python block."}
    done = play("math.rest_em", sets, {"student": student}, "--sandbox", "local")
    assert [row["messages"][1]["content"] for row in done.accepted] == [drawn[0], drawn[3]]
    assert done.reasons == [("code.tests", "wrong_output")]
    assert set(seen) == {f"{TASK}\n\nAnswer with one Python block."}
    assert all(row["prompt"] == TASK and json.loads(row["reference"]) == TESTS for row in done.accepted)


def test_star_on_unit_tests_with_a_hint_out_of_a_column(play: Callable[..., Any]) -> None:
    idea = "Add the two with the plus sign."
    seeds = [
        {"task": TASK, "tests": TESTS, "idea": idea},
        {"task": f"{TASK} Be short.", "tests": TESTS, "idea": idea},
    ]
    sets = {
        "seeds": seeds,
        "question": "task",
        "answer": "tests",
        "verifier": "code.tests",
        "hint": "{{idea}}",
    }
    student = [
        (["Be short", idea], program("a + b", f"{idea} So:")),
        ([TASK, idea], program("a + b")),
        (TASK, program("a - b")),
    ]
    done = play("math.star", sets, {"student": student}, "--sandbox", "local")
    (row,) = done.accepted
    assert json.loads(row["reference"]) == {**TESTS, "hint": {"text": idea}}
    assert row["pair"]["verifier"] == "code.tests" and idea not in json.dumps(row["messages"])
    assert done.reasons[-1] == ("math.hint_free", "hint_mentioned")  # it repeats the hint's words
    with pytest.raises(UsageError, match="states no plain answer"):
        play("math.star", {**sets, "hint": "It is {{key}}."}, {"student": student}, out="b")
    with pytest.raises(UsageError, match="no column 'plan'"):
        play("math.star", {**sets, "hint": "{{plan}}"}, {"student": student}, out="c")


@pytest.mark.parametrize(
    ("verifier", "reference", "right", "wrong"),
    [
        (
            "science.quantity",
            {"quantity": {"value": "50.7", "unit": "atm"}},
            "It is 50.7 atm.",
            "It is 50.7 Pa.",
        ),
        (
            "medical.code",
            {"system": "ICD-10-CM", "codes": ["E11.9"]},
            "The code is E11.9.",
            "The code is E10.9.",
        ),
        ("math.answer", "50.7 atm", "It is \\boxed{50.7 \\text{ atm}}.", "It is \\boxed{5.07 \\text{ atm}}."),
    ],
)
def test_rest_em_and_pairs_on_units_and_codes(
    play: Callable[..., Any], verifier: str, reference: Any, right: str, wrong: str
) -> None:
    asked = "What is it?"
    seeds = [{"prompt": asked, "reference": reference}]
    student = lambda prompt, before: (right, wrong)[before % 2]  # noqa: E731
    sets = {"seeds": seeds, "question": "prompt", "answer": "reference", "verifier": verifier, "samples": 4}
    done = play("math.rest_em", sets, {"student": student})
    assert [row["messages"][1]["content"] for row in done.accepted] == [right]
    assert [name for name, _ in done.reasons] == [verifier]
    paired = play(
        "text.verified_pairs", {"seeds": seeds, "verifier": verifier, "samples": 4}, student, out="pairs"
    )
    (row,) = paired.accepted
    assert (row["messages"][1]["content"], row["pair"]["rejected"]) == (right, wrong)
    assert row["pair"]["verifier"] == verifier and not row["pair"]["opinion"]


def test_several_verifiers_decide_and_the_steps_are_asked_for_where_math_cot_is_one(
    play: Callable[..., Any],
) -> None:
    seeds = [{"question": "A pen costs $3. What do 4 pens cost?", "answer": "12"}]
    thin = "It is a matter of pens.\nThere are several.\nThey cost money.\nThat is 3 * 4 = 12.\nThe answer is \\boxed{12}."
    strict = play(
        "math.star", {"seeds": seeds, "rationalize": "false"}, {"student": lambda *_: thin}, out="strict"
    )
    assert strict.reasons == [("gate", "low_step_coverage")]
    loose = {"seeds": seeds, "rationalize": "false", "steps": 0.1}
    done = play("math.star", loose, {"student": lambda *_: thin}, out="loose")
    assert done.accepted[0]["certificate"]["policy"]["min_step_coverage"] == 0.1
    # A row that was let in with less than the run asks for does not pass the audit, whatever it says of itself.
    told = json.loads((done.out / "run.json").read_text())
    told["asked"]["params"]["steps"] = 0.5
    (done.out / "run.json").write_text(json.dumps(told))
    found = run_audit(done.out, 1, lambda *_: None)
    assert found.proved == 0 and any("low_step_coverage" in problem for problem in found.problems)


@pytest.mark.parametrize(
    ("seed", "told"),
    [
        ({"question": "?", "choices": ["one", "two"], "answerKey": 1}, "not the label or the text"),
        ({"question": "?", "choices": ["1", "2"], "answerKey": 1}, "not the label or the text"),
        ({"question": "?", "choices": ["one", "two"], "answerKey": "D"}, "not the label or the text"),
        ({"question": "?", "choices": ["B", "two"], "answerKey": "B"}, "not the label or the text"),
        ({"question": "?", "choices": ["one", "one"], "answerKey": "A"}, "of its own"),
        ({"question": "?", "choices": ["one"], "answerKey": "A"}, "two or more"),
        ({"question": "?", "choices": "A or B", "answerKey": "A"}, "no list of texts"),
        ({"question": "?", "choices": {"label": ["A"], "text": ["a", "b"]}, "answerKey": "A"}, "of its own"),
    ],
)
def test_choices_that_cannot_be_told_stop_the_run(play: Callable[..., Any], seed: Any, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        play("math.star", {**BY_CHOICES, "seeds": [seed]}, {"student": lambda *_: "?"})


@pytest.mark.parametrize("reference", [["a", "b"], True, {}, 5.5])
def test_references_are_texts_numbers_or_objects(play: Callable[..., Any], reference: Any) -> None:
    seeds = [{"prompt": "How many?", "reference": reference}]
    sets = {"seeds": seeds, "verifier": "math.answer", "samples": 2}
    replies = lambda prompt, before: f"It is \\boxed{{{('5.5', '6')[before]}}}."  # noqa: E731
    if reference == 5.5:
        assert play("text.verified_pairs", sets, replies).accepted[0]["reference"] == "5.5"
    else:
        with pytest.raises(UsageError, match="neither text nor a JSON object"):
            play("text.verified_pairs", sets, replies)


def test_examples_of_a_file_are_shown_in_the_same_words(play: Callable[..., Any], tmp_path: Path) -> None:
    """And not the one that is the task itself; the row holds none of them."""
    shots = write_jsonl(
        tmp_path / "shots.jsonl",
        [
            {"prompt": "1 + 1?", "response": "It is \\boxed{2}."},
            {"prompt": "2 + 2?", "response": "It is \\boxed{4}."},
        ],
    )
    asked: list[str] = []

    def model(prompt: str, before: int) -> str:
        asked.append(prompt)
        return (
            f"It is \\boxed{{{(5, 6)[before]}}}."
            if "2 + 3" in prompt
            else f"It is \\boxed{{{(4, 6)[before]}}}."
        )

    seeds = [{"prompt": "2 + 3?", "reference": "5"}, {"prompt": "2 + 2?", "reference": "4"}]
    sets = {"seeds": seeds, "verifier": "math.answer", "samples": 2, "how": "Use a box.", "shots": str(shots)}
    done = play("text.verified_pairs", sets, model)
    told = "1 + 1?\n\nUse a box.\n\nIt is \\boxed{2}.\n\n"
    more = "2 + 2?\n\nUse a box.\n\nIt is \\boxed{4}.\n\n"
    assert set(asked) == {f"{told}{more}2 + 3?\n\nUse a box.", f"{told}2 + 2?\n\nUse a box."}
    assert [len(row["messages"]) for row in done.accepted] == [2, 2]
    student = {
        "student": lambda prompt, _: (
            "2 + 3 = 5\nThe answer is \\boxed{5}." if "is 5" in prompt else "2 + 3 = 6"
        )
    }
    star = {"seeds": seeds[:1], "question": "prompt", "answer": "reference", "shots": str(shots)}
    found = play("math.star", star, student, out="star")
    assert len(found.accepted) == 1 and len(found.accepted[0]["messages"]) == 2
    shots.write_text('{"prompt": "1 + 1?"}')
    with pytest.raises(UsageError, match="no 'response'"):
        play("text.verified_pairs", sets, model, out="no")
