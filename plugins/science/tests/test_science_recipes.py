"""The recipes for science end to end: on replies written by hand, and with a server on this machine."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assay.testing import command, model_server, play, read_rows, write_jsonl

ETHANOL = {"kind": "molecule", "name": "ethanol", "molecular formula": "C2H6O", "molar mass": "46.07 g/mol"}
TEMPLATE = {
    "kind": "molecule",
    "given": ["name"],
    "asked": ["molar mass"],
    "instruction": "What is the molar mass of {name}?",
    "response": "The molar mass of {name} is {molar mass}.",
}


def reworded(instruction: str, response: str) -> Any:
    params = {"records": [ETHANOL], "templates": [TEMPLATE]}
    reply = json.dumps({"instruction": instruction, "response": response})
    return play("science.record_to_text", params, [("Reword", reply)])


def test_a_record_is_told_value_for_value() -> None:
    done = reworded(
        "Could you give me the molecular weight of {name}?", "{name} has a molar mass of {molar mass}."
    )
    (row,) = done.accepted
    assert row["prompt"] == "Could you give me the molecular weight of ethanol?"
    assert row["messages"][-1]["content"] == "Ethanol has a molar mass of 46.07 g/mol."
    assert row["answer"] == "46.07 g/mol" and "molar mass: 46.07 g/mol" in row["sources"][0]["text"]


@pytest.mark.parametrize(
    ("instruction", "response", "reason"),
    [
        ("What is the molar mass of it?", "The molar mass of {name} is {molar mass}.", "lost_placeholder"),
        ("What is the molar mass of {name}?", "The molar mass of {name} is 46 g/mol.", "lost_placeholder"),
        ("What is the boiling point of {name}?", "The molar mass of {name} is {molar mass}.", "not_asked"),
        ("Is the molecular formula of {name} known, and its molar mass?", "The molar mass of {name} is {molar mass}.", "other_field"),
        ("What is the molar mass of {name}?", "The molar mass of {name} is {molar mass} at 25 °C.", "new_value"),
        ("What is the molar mass of {name}?", "The molar mass of {name} is not {molar mass}.", "negated"),
        ("What is the molar mass of {name}?", "The molar mass of {name} is about {molar mass}.", "other_words"),
        ("What is the molar mass of {name}?", "The toxic {name} has a molar mass of {molar mass}.", "other_words"),
    ],
)  # fmt: skip
def test_a_rewording_that_says_something_else_is_refused(
    instruction: str, response: str, reason: str
) -> None:
    done = reworded(instruction, response)
    assert [row["reason"] for row in done.rejected] == [reason]


TABLE = "Metal,Melting point (°C),Density (g/cm³)\nIron,1538,7.87\nCopper,1085,8.96"


def asked(question: str, answer: str, quote: str, again: str) -> Any:
    said = json.dumps({"question": question, "answer": answer, "quote": quote}, ensure_ascii=False)
    params = {"sources": [{"text": TABLE}], "questions": 1}
    models = {"model": [("Write one question", said)], "reader": [("Answer in one or two", again)]}
    return play("science.table_qa", params, models)


def test_a_question_about_a_table_is_answered_twice() -> None:
    answer = "Copper melts at 1085 °C."
    done = asked(
        "At what temperature does copper melt?", answer, "Copper,1085,8.96", "Copper melts at 1085 °C."
    )
    (row,) = done.accepted
    assert (
        row["prompt"].startswith(TABLE)
        and row["messages"][-1]["content"] == f'{answer}\n\nSource: "Copper,1085,8.96"'
    )


@pytest.mark.parametrize(
    ("question", "answer", "quote", "again", "reason"),
    [
        ("Which is denser, iron or copper?", "Iron is denser than copper.", "Iron,1538,7.87", "Copper is denser than iron.", "wrong_comparison"),
        ("At what temperature does copper melt?", "Copper melts at 1538 °C.", "Copper,1085,8.96", "Copper melts at 1538 °C.", "round_trip"),
        ("At what temperature does copper melt?", "Copper melts at 1085 °C.", "Copper,1085,8.69", "Copper melts at 1085 °C.", "not_quoted"),
        ("At what temperature does it melt?", "Copper melts at 1085 °C.", "Copper,1085,8.96", "Iron melts at 1538 °C.", "round_trip"),
        ("At what temperature does iron melt?", "Copper melts at 1085 °C.", "Copper,1085,8.96", "Copper melts at 1085 °C.", "other_question"),
        ("At what temperature does copper melt?", "Copper melts at 1085 °C.", "", "Copper melts at 1085 °C.", "no_quote"),
    ],
)  # fmt: skip
def test_what_a_question_or_its_answer_gets_wrong(
    question: str, answer: str, quote: str, again: str, reason: str
) -> None:
    done = asked(question, answer, quote, again)
    assert not done.accepted
    assert done.rejected[0]["reason"] in (reason, "round_trip")


def test_keywords_are_drawn_from_the_passage_and_copies_dropped() -> None:
    passage = "The olivine was dissolved in nitric acid. The solution was heated to 90 °C."
    reply = json.dumps({"instruction": "To what temperature was the solution of olivine heated?",
                        "answer": '"The olivine was dissolved in nitric acid." The solution was heated to 90 °C.'}, ensure_ascii=False)  # fmt: skip
    params = {"documents": [{"text": passage}], "tasks": ["question"], "keywords": 1, "rows": 3}
    done = play("science.keyword_grid", params, [("Here is a passage", reply)])
    assert len(done.accepted) == 1 and [row["reason"] for row in done.rejected] == ["near_duplicate"] * 2
    assert json.loads(done.accepted[0]["provenance"]["extra"])["keywords"] == ["olivine"]


SPEED = "A runner covers 150 m in 12.0 s. How fast is that on average?"
RIGHT = "v = d/t = 150 m / 12.0 s = 12.5 m/s\nThe answer is 12.5 m/s."


def test_a_solution_is_corrected_by_what_was_found() -> None:
    replies = [
        ([SPEED, "That is not right"], RIGHT),
        (SPEED, "v = d/t = 150 m / 12.0 s = 13.5 m/s\nThe answer is 13.5 m/s."),
    ]
    lines = [{"contains": words, "reply": reply} for words, reply in replies]
    done = play(
        "science.sciinstruct",
        {"seeds": [{"question": SPEED, "answer": {"value": 12.5, "unit": "m/s"}}]},
        lines,
    )
    (row,) = done.accepted
    assert row["messages"][-1]["content"] == RIGHT and row["answer"] == "12.5 m/s"
    assert "13.5 m/s" in row["pair"]["rejected"] and not row["pair"]["opinion"]


def test_a_unified_solution_keeps_every_quantity() -> None:
    solution = "150 m / 12.0 s = 12.5 m/s, or 45.0 km/h."
    form = "Given: 150 m, 12.0 s\nFind: the speed\nSolution: 150 m / 12.0 s = 12.5 m/s\nAnswer: {}"
    for answer, reason in (("12.5 m/s, or 45.0 km/h", None), ("12.5 m/s", "lost_quantity"), ("12.5 m/s = 45.0 km/h = 28.0 mph", "new_quantity")):  # fmt: skip
        seeds = [{"question": SPEED, "solution": solution}]
        done = play("science.unify", {"seeds": seeds}, [("Rewrite the solution", form.format(answer))])
        assert [row["reason"] for row in done.rejected] == ([reason] if reason else [])


def test_a_recipe_runs_from_the_command_line_with_a_server(tmp_path: Path) -> None:
    write_jsonl(tmp_path / "seeds.jsonl", [{"question": SPEED, "answer": "12.5 m/s"}])
    with model_server(content=RIGHT) as server:
        done = command(
            "run", "science.sciinstruct", "--model", "openai:stub", "--base-url", server.url,
            "--set", "seeds=seeds.jsonl", "--out", "run", folder=tmp_path,
        )  # fmt: skip
    assert done.returncode == 0, done.stderr
    (row,) = read_rows(tmp_path / "run" / "data")
    assert row["messages"][-1]["content"] == RIGHT
