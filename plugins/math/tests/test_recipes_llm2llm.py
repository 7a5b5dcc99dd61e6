"""LLM2LLM end to end: the student's errors lead to new problems, and what is wrong with those falls."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

TOYS = "Gerald had 20 toy cars. He donated 1/4 of his toy cars to an orphanage. How many toy cars does Gerald have left?"
PAY = "Ten percent of Jonessa's pay goes to paying tax. If her pay is $500, how much is her take-home pay?"
LOLLIES = "Carly had 42 lollipops to share with her friends. Half of the lollipops were cherry, and the rest were equal amounts of watermelon, sour apple, and grape. How many lollipops were grape?"
APPLES = "There are 12 more green apples than red apples in a bowl. There are 16 red apples. How many apples are there in the bowl?"
FLOOR = "A 10 m long and 8 m wide rectangular floor is to be covered with a square carpet with 4 m sides. How many square meters of the floor are uncovered?"
KABOBS = "A single kabob stick has 4 cubes of beef. A slab of beef that costs $25 can be cut into 80 cubes. How much must Simon spend to make 40 kabob sticks?"
CARS = "Tommy has 3 toy cars. His neighbor, Jessie, has 3 cars too. Jessie's older brother has 5 more cars than Tommy and Jessie. How many cars do the three of them have altogether?"
KEYS = {TOYS: "15", PAY: "450", LOLLIES: "7", APPLES: "44", FLOOR: "64", KABOBS: "50", CARS: "17"}
SEEDS = [{"question": q, "answer": f"worked by hand\n#### {key}"} for q, key in KEYS.items()]

STAMPS = "Mira owned 60 stamps and gave 1/3 of them to a museum. How many stamps does she still own?"
SALARY = "Eight percent of Tom's salary of $700 is kept back for insurance. What is left of it?"
PEARS = "A basket holds 9 more ripe pears than hard ones, and 14 hard ones. How many pears are in the basket?"
SKEWERS = "Each skewer takes 5 mushrooms and a $6 box has 50 of them. What do 30 skewers cost?"


def written(problem: str, solution: str) -> str:
    return f"<problem>\n{problem}\n</problem>\n<solution>\n{solution}\n</solution>"


def boxed(steps: str, key: str) -> str:
    return f"{steps}\nThe answer is \\boxed{{{key}}}."


def test_errors_lead_to_new_problems_that_two_models_agree_on(play: Any) -> None:
    good = boxed("60 / 3 = 20\n60 - 20 = 40", "40")
    student: list[tuple[str | list[str], str]] = [
        (TOYS, boxed("20 / 4 = 5", "5")),
        (PAY, boxed("5 + 5 = 10", "10")),
        (LOLLIES, boxed("42 / 2 = 21\n21 / 3 = 7", "7")),
        (APPLES, boxed("16 + 12 = 28", "28")),
        (FLOOR, boxed("10 * 8 = 80", "80")),
        (KABOBS, boxed("80 / 4 = 20", "20")),
        (CARS, boxed("3 + 3 = 6", "6")),
    ]
    teacher: list[tuple[str | list[str], str]] = [
        ([TOYS, "Right answer: 15", "\\boxed{5}"], written(STAMPS, good)),
        (PAY, written(SALARY, boxed("700 * 8 / 100 = 56\n700 - 56 = 644", "644"))),  # the solver says 654
        (APPLES, written(PEARS, boxed("14 + 9 = 25\n25 + 14 = 37", "37"))),  # agreed, by a false step
        (FLOOR, "Sure! Here is one: how large is a room of 3 m by 4 m?"),
        (KABOBS, written(f"{KABOBS} He has plenty.", boxed("40 / 20 = 2\n25 * 2 = 50", "50"))),  # a copy
        (CARS, written(STAMPS.replace("Mira", "Anna"), good)),  # like the first row
    ]
    solver: list[tuple[str | list[str], str]] = [
        (STAMPS, boxed("60 * 2 / 3 = 40", "40")),
        (STAMPS.replace("Mira", "Anna"), boxed("60 * 2 / 3 = 40", "40 stamps")),
        (SALARY, boxed("700 - 46 = 654", "654")),
        (KABOBS, boxed("40 / 20 = 2", "50")),
        (PEARS, boxed("2 * 14 + 9 = 37", "37")),
    ]
    models = dict((("student", student), ("teacher", teacher), ("solver", solver)))
    done = play("math.llm2llm", {"seeds": SEEDS}, models)
    assert done.complete
    (row,) = done.accepted
    assert (row["prompt"], row["messages"][1]["content"], row["reference"]) == (STAMPS, good, "40")
    assert json.loads(row["labels"]) == {"key": "a second model's answer"}
    assert json.loads(row["provenance"]["extra"])["original_question"] == TOYS
    recipe = "math.llm2llm"
    assert done.reasons == [
        ("math.answer", "wrong_answer"),
        (recipe, "student_right"),
        ("math.cot", "false_arithmetic"),
        (recipe, "unparsable_reply"),
        (recipe, "near_duplicate"),
        (recipe, "near_duplicate"),
    ]


def test_a_solver_that_is_not_clear_gives_no_key(play: Any) -> None:
    for said in (
        "Perhaps 40, perhaps 20.",
        "",
        boxed("60 / 3 = 20", "20") + "\nOr \\boxed{40}.",
        "\\boxed{}",
    ):
        models = {
            "student": [(TOYS, boxed("20 / 4 = 5", "5"))],
            "teacher": [(TOYS, written(STAMPS, boxed("60 / 3 = 20", "20")))],
            "solver": [(STAMPS, said)],
        }
        done = play("math.llm2llm", {"seeds": SEEDS[:1]}, models, out=f"run-{len(said)}")
        assert not done.accepted and done.reasons[0][1] in {"no_second_answer", "empty_reply"}, said


def test_the_student_is_fitted_on_seeds_and_rows(
    play: Any, student: Callable[..., Any], tmp_path: Path
) -> None:
    """Fitted before round 1 it solves the second problem, after it the first one too."""

    def answer(prompt: str, version: int) -> str:
        if TOYS in prompt:
            return boxed("20 - 5 = 15", "15") if version == 2 else boxed("20 / 4 = 5", "5")
        return boxed("500 - 50 = 450", "450") if version else "I do not know."

    server = student(answer)
    folder = tmp_path / "fits"
    models = {
        "student": server.model,
        "teacher": [(TOYS, written(STAMPS, boxed("60 * 2 / 3 = 40", "40")))],
        "solver": [(STAMPS, boxed("60 - 20 = 40", "40"))],
    }
    sets = {"seeds": SEEDS[:2], "rounds": 2, "fit": server.fit(tmp_path), "fit_folder": folder}
    done = play("math.llm2llm", sets, models)
    assert done.complete
    assert [row["prompt"] for row in done.accepted] == [STAMPS]
    assert [reason for _, reason in done.reasons] == ["student_right"] * 3
    assert [len((folder / f"round-{n}.jsonl").read_text().splitlines()) for n in (1, 2)] == [2, 3]
