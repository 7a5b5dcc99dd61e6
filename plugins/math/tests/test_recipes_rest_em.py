"""ReST-EM end to end: which samples stay, which fall, and what the next round is fitted on."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import assay
from assay_math.recipes._problems import SOLVE

CARDS = "The sum of the three numbers is 500. If the first number is 200, and the value of the second number is twice the value of the third number, find the value of the third number."
BOOKS = "Ali had a stock of 800 books in his Room. He sold 60 on Monday, 10 on Tuesday, 20 on Wednesday, 44 on Thursday and 66 on Friday. How many books were not sold?"
SEEDS = [{"question": CARDS, "answer": "#### 100"}, {"question": BOOKS, "answer": "#### 600"}]

ASKED = SOLVE.fill(question="").messages[0].content + " "


def solution(way: str, key: int) -> str:
    return f"{way}\nThe answer is \\boxed{{{key}}}."


def test_the_cap_counts_distinct_right_samples_and_wrong_ones_stay_with_reasons(play: Any) -> None:
    right = [
        solution(f"500 - 200 = 300\n{way}", 100) for way in ("300 / 3 = 100", "3x = 300, x = 100", "x = 100")
    ]
    right.append(
        solution("500 - 200 = 290\n290 / 3 = 100", 100)
    )  # right by wrong steps: the paper's gate passes it
    drawn = [
        right[0],
        right[0],
        solution("500 - 200 = 300", 300),
        "",
        right[1],
        right[2],
        right[3],
        "It is a round number.",
    ]
    replies: list[tuple[str | list[str], str]] = [(CARDS, text) for text in drawn]
    replies += [(BOOKS, solution("800 - 60 = 740", 740))]
    models = {"student": replies}
    sets = {"seeds": SEEDS, "samples": 8, "cap": 3}
    done = play("math.rest_em", sets, models)
    assert done.complete
    assert [row["messages"][1]["content"] for row in done.accepted] == right[:3]
    assert Counter(
        (row["prompt"].removeprefix(ASKED), reason)
        for row, (_, reason) in zip(done.rejected, done.reasons, strict=True)
    ) == {
        (CARDS, "wrong_answer"): 1,
        (CARDS, "unreadable_answer"): 1,
        (CARDS, "empty_reply"): 1,  # it shows what was asked, in the words for the model
        (BOOKS, "wrong_answer"): 1,
    }
    done = play("math.rest_em", sets | {"cap": 9}, models, "--require", "math.cot", out="strict")
    assert [row["messages"][1]["content"] for row in done.accepted] == right[:3]
    assert ("math.cot", "false_arithmetic") in done.reasons


def test_rounds_are_fitted_on_all_rows_so_far(play: Any, student: Callable[..., Any], tmp_path: Path) -> None:
    def answer(prompt: str, version: int) -> str:
        if CARDS in prompt:
            return solution(f"500 - 200 = 300\n300 / 3 = 100{'.' * version}", 100)
        return solution("800 - 200 = 600", 600 if version else 610)

    server = student(answer)
    folder = tmp_path / "fits"
    sets = {
        "seeds": SEEDS,
        "rounds": 3,
        "samples": 2,
        "fit": server.fit(tmp_path),
        "fit_folder": folder,
    }
    done = play("math.rest_em", sets, {"student": server.model})
    assert done.complete
    made = [(row["prompt"], json.loads(row["provenance"]["extra"])["round"]) for row in done.accepted]
    assert made == [(CARDS, 1), (CARDS, 2), (BOOKS, 2), (CARDS, 3)]
    data = [json.loads(line) for line in (folder / "round-3.jsonl").read_text().splitlines()]
    assert [row["id"] for row in data] == [row["id"] for row in done.accepted[:3]]
    assert [reason for _, reason in done.reasons] == ["wrong_answer", "duplicate_row"]


def test_parameters_that_make_no_sense(play: Any) -> None:
    with pytest.raises(assay.UsageError, match="must be at least 1"):
        play("math.rest_em", {"seeds": SEEDS, "cap": 0}, {"student": "replay:none"})
