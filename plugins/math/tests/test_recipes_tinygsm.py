"""TinyGSM end to end in the real sandbox, and attacks on math.program."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

import assay
from assay.testing import HOSTILE, run_verifier
from assay_math.recipes.tinygsm import TASK
from assay_math.verifiers.program import program

GUM = "John has 54 pieces of gum, Cole has 45 pieces of gum and Aubrey has no pieces of gum. They decide to share the gum equally between the 3 of them. How many pieces of gum will each one get?"
PAY = "Ten percent of Jonessa's pay goes to paying tax. If her pay is $500, how much is her take-home pay?"
PENS = "A shop packs 12 pens into each of 7 boxes and has 5 pens left over. How many pens does the shop have?"
BATH = "A bath of 180 litres loses 15% of its water. How many litres are left in the bath?"
RAIN = "It rained 4 mm on Monday, 9 mm on Tuesday and nothing on the 5 days after. How much rain fell?"
MILK = "Six jugs hold 3 litres of milk each; 4 litres are drunk. How many litres of milk are there now?"
EGGS = "A hen lays 5 eggs a week. How many eggs do 8 hens lay in 3 weeks, if 2 eggs break each week?"


def item(problem: str, body: str) -> str:
    lines = "\n".join(f"    {line}" for line in body.splitlines())
    return f"<problem>\n{problem}\n</problem>\n<program>\ndef solution():\n{lines}\n</program>\n"


def boxed(key: str) -> str:
    return f"So it is.\nThe answer is \\boxed{{{key}}}."


def test_programs_run_and_agree_with_a_second_solver(play: Any) -> None:
    model: list[tuple[str | list[str], str]] = [
        (
            GUM,
            item(PENS, "pens = 12 * 7\nreturn pens + 5")
            + item(BATH, "import math\nlost = 180 * 0.15\nreturn 180 - lost")
            + item(RAIN, "return 13")  # states its result
            + item(MILK, "return 6 * 3 + 4")  # the solver says 14
            + item("Tom eats many apples. How many does he eat in all of them?", "return 3 * 4")
            + item(GUM.replace("John", "Jim"), "return (54 + 45) / 3")
            + item(EGGS, "weekly = 5 * 8 - 2\nreturn weekly * 3").replace("</program>", ""),  # cut off
        ),
        (PAY, "I cannot do that."),
    ]
    solver: list[tuple[str | list[str], str]] = [
        (PENS, boxed("89")),
        (BATH, boxed("153 litres")),
        (RAIN, boxed("13")),
        (MILK, boxed("14")),
        (GUM.replace("John", "Jim"), boxed("33")),
    ]
    models = {"model": model, "solver": solver}
    seeds = [{"question": GUM}, {"question": PAY}]
    done = play("math.tinygsm", {"seeds": seeds}, models)
    assert done.complete
    assert [(row["prompt"], row["reference"]) for row in done.accepted] == [
        (f"{PENS}\n\n{TASK}", "89"),
        (f"{BATH}\n\n{TASK}", "153 litres"),
    ]
    first = done.accepted[0]
    assert first["messages"][1]["content"].startswith("```python\ndef solution():\n    pens = 12 * 7")
    assert "labels" in first and json.loads(first["labels"]) == {"key": "a second model's answer"}
    assert done.reasons == [
        ("math.program", "ignores_problem"),
        ("math.program", "wrong_answer"),
        ("math.tinygsm", "no_problem"),
        ("math.tinygsm", "near_duplicate"),
        ("math.tinygsm", "unparsable_reply"),
    ]


def verdict(code: str, reference: str = "89", prompt: str = PENS) -> assay.Verdict:
    return run_verifier(program, assay.Sample(assay.Task(prompt, reference), code))


RIGHT = "def solution():\n    pens = 12 * 7\n    return pens + 5\n"
GOOD = {
    "plain": RIGHT,
    "fenced": f"Here it is:\n```python\n{RIGHT}```\nIt multiplies first.",
    "helper": "BOXES = 7\ndef each():\n    return 12\ndef solution():\n    return sum(each() for _ in range(BOXES)) + 5",
    "float": "def solution():\n    return 12 * 7 * 1.0 + 5",
    "loop": "def solution():\n    total = 5\n    for _ in range(7):\n        total += 12\n    return total",
    "prints": "def solution():\n    print('89')\n    return 12 * 7 + 5",
    "typed": "from typing import Union\nimport math\ndef solution() -> Union[int, float]:\n    return math.floor(12 * 7 + 5)",
}
BAD = {
    "nothing": ("", "missing_response"),
    "prose": ("There are 89 pens.", "no_program"),
    "other name": ("def answer():\n    return 12 * 7 + 5", "no_solution"),
    "twice": (RIGHT + RIGHT, "no_solution"),
    "two blocks": (f"```python\n{RIGHT}```\nor\n```python\n{RIGHT}```", "several_programs"),
    "wrong": ("def solution():\n    return 12 * 7 - 5", "wrong_answer"),
    "stated": ("def solution():\n    return 89", "ignores_problem"),
    "stated, numbers unused": (
        "def solution():\n    boxes, each, rest = 7, 12, 5\n    return 89",
        "ignores_problem",
    ),
    "stated, numbers nulled": ("def solution():\n    return 89 + 0 * 12 * 7 + 0 * 5", "ignores_problem"),
    "stated, guarded": ("def solution():\n    return 89 if 12 == 12 else 0", "ignores_problem"),
    "stated, or fails": ("def solution():\n    assert 12 == 12\n    return 89", "ignores_problem"),
    "other numbers": ("def solution():\n    return 80 + 9", "ignores_problem"),
    "text": ("def solution():\n    return str(12 * 7 + 5)", "not_a_number"),
    "truth": ("def solution():\n    return 12 * 7 + 5 == 89", "not_a_number"),
    "none": ("def solution():\n    print(12 * 7 + 5)", "not_a_number"),
    "list": ("def solution():\n    return [12 * 7 + 5, 88]", "not_a_number"),
    "infinite": ("def solution():\n    return float('inf') * 12", "not_a_number"),
    "huge": ("def solution():\n    return 12 ** 700", "not_a_number"),
    "equal to all": (
        "class Any(int):\n    def eq(self, other):\n        return True\ndef solution():\n    return Any(12 * 7 + 5)",
        "not_a_number",
    ),
    "dunder": ("def solution():\n    return (12).__class__(89)", "not_plain"),
    "os": ("import os\ndef solution():\n    return 12 * 7 + 5", "not_plain"),
    "random": ("import random\ndef solution():\n    return 12 * 7 + random.choice([5, 5])", "not_plain"),
    "eval": ("def solution():\n    return eval('12 * 7 + 5')", "not_plain"),
    "set order": (
        "def solution():\n    return 12 * 7 + len(list({'a', 'bb', 'ccc', 'dddd', 'eeeee', 'ffffff'})[0])",
        "",
    ),
    "argument": ("def solution(n):\n    return 12 * 7 + n", "raised"),
    "raises": ("def solution():\n    return 12 / (7 - 7)", "raised"),
    "exits": ("def solution():\n    raise SystemExit(0)", ""),
    "exits at import": ("raise SystemExit(0)\ndef solution():\n    return 12 * 7 + 5", "crashed"),
    "recursion": ("def solution():\n    return 12 + solution()", "raised"),
    "endless": ("def solution():\n    while True:\n        pass", "limit"),
    "generator": ("def solution():\n    yield 12 * 7 + 5", "not_a_number"),
    "async": ("async def solution():\n    return 12 * 7 + 5", "no_solution"),
}


@pytest.mark.parametrize("name", GOOD)
def test_program_takes(name: str) -> None:
    found = verdict(GOOD[name])
    assert found.accepted, found


@pytest.mark.parametrize("name", BAD)
def test_program_refuses(name: str) -> None:
    code, reason = BAD[name]
    found = verdict(code)
    assert not found.accepted
    assert not reason or found.reason == reason, found


def test_program_compares_numbers_as_answers() -> None:
    bath = "def solution():\n    return 180 * 85 / 100"
    assert verdict(bath, "153", BATH).accepted
    assert verdict(bath, "153 litres", BATH).accepted
    assert not verdict(bath, "153.5", BATH).accepted
    assert verdict("def solution():\n    return 0.1 * 3", "0.3", "What is 0.1 times 3?").accepted
    assert not verdict("def solution():\n    return 0.3001", "0.3", "What is 0.3001?").accepted
    assert not verdict(RIGHT, "", PENS).accepted
    week = "A train of 7 cars and one of 14 cars meet. By how many cars is one longer?"
    assert verdict("def solution():\n    return 14 - 7", "7", week).accepted
    assert verdict("def solution():\n    return 7", "7", week).reason == "ignores_problem"
    for text in HOSTILE.values():
        assert not verdict(text).accepted
        assert not verdict(RIGHT, text).accepted


def programs() -> list[tuple[str, str, str]]:
    """Problems of GSM8K, their keys, and programs made of the computations that their solutions note down."""
    made = []
    for line in (Path(__file__).parent / "data" / "gsm8k_sample.jsonl").read_text().splitlines():
        row = json.loads(line)
        notes = [note.split("=") for note in re.findall(r"<<([-+*/(). \d]+=[-.\d]+)>>", row["answer"])]
        names: dict[str, str] = {}
        lines = []
        for number, (expression, result) in enumerate(notes):
            terms = [
                names.get(t, t.lstrip("0") or "0")
                for t in re.findall(r"\d+\.?\d*|\.\d+|[-+*/()]", expression)
            ]
            lines.append(f"    step{number} = {' '.join(terms)}")
            names[result] = f"step{number}"
        key = row["answer"].rsplit("####", 1)[1].strip()
        if notes and notes[-1][1] == key and len(notes) == row["answer"].count("<<"):
            body = "\n".join(lines)
            made.append((row["question"], key, f"def solution():\n{body}\n    return step{len(lines) - 1}\n"))
    return made


def test_programs_of_real_solutions_pass_and_their_mutants_fall() -> None:
    made = programs()
    assert len(made) > 90
    found = [(verdict(code, key, question), code) for question, key, code in made]
    refused = [(each.reason, code) for each, code in found if not each.accepted]
    # Seven write down a number that no step before came to, and compute nothing of it.
    assert len(refused) == 7, refused
    assert {reason for reason, _ in refused} <= {"ignores_problem"}
    swap = {"+": "-", "-": "+", "*": "/", "/": "*"}
    for question, key, code in made:
        place = max(code.rfind(sign) for sign in swap)
        mutant = code[:place] + swap.get(code[place], "") + code[place + 1 :]
        value: dict[str, Any] = {}
        if place >= 0:
            exec(compile(mutant, "mutant", "exec"), value)  # our own text, to know what it comes to
        if place >= 0 and abs(value["solution"]() - float(key.replace(",", ""))) > 1e-9:
            assert not verdict(mutant, key, question).accepted, mutant
        stated = f"def solution():\n    return {key}\n"
        assert not verdict(stated, key, question).accepted, question
