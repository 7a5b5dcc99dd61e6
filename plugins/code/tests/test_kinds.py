"""Verdicts by kind: each table of ``data/kinds.json`` holds samples of one, by name."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import assay
from assay import Status

KINDS: dict[str, Any] = json.loads((Path(__file__).parent / "data" / "kinds.json").read_text("utf-8"))
SQUARE = "def f(x):\n    return x * x"
WRONG_ONE = "def f(x):\n    return -1"
TESTS = ["assert f(2) == 4", "assert f(3) == 9", "assert f(0) == 0"]


def judged(response: str, reference: Any, *, verifier: str = "code.tests", prompt: str = "") -> assay.Verdict:
    text = reference if isinstance(reference, str) else json.dumps(reference)
    return assay.verify(verifier, response=response, reference=text, prompt=prompt)


def fenced(code: str) -> str:
    return f"```python\n{code}\n```"


@pytest.mark.parametrize("program", KINDS["luck"].values(), ids=KINDS["luck"])
def test_luck_by_hashes(program: str) -> None:
    verdicts = [
        judged(fenced(program.format(w=word, n=number)), TESTS)
        for number, word in enumerate(("q1", "wor", "luck"))
    ]
    assert sum(verdict.accepted for verdict in verdicts) <= 1, verdicts


@pytest.mark.parametrize("response", KINDS["no_answers"].values(), ids=KINDS["no_answers"])
def test_a_part_without_a_telling_name_is_no_answer(response: str) -> None:
    assert not judged(response, TESTS).accepted


@pytest.mark.parametrize("response", KINDS["answers"].values(), ids=KINDS["answers"])
def test_a_part_that_is_the_answer(response: str) -> None:
    assert judged(response, TESTS).accepted


def test_an_output_in_a_part_without_a_telling_name() -> None:
    reference = {"kind": "output", "program": "print(6)"}
    for response in ("<plan>\nOutput: 6\n</plan>", "<notes>\n```\n6\n```\n</notes>\nNo idea."):
        assert not judged(response, reference, verifier="code.output").accepted
    assert judged("<plan>\nadd\n</plan>\nOutput: 6", reference, verifier="code.output").accepted


@pytest.mark.parametrize("tests", KINDS["cannot_fail"].values(), ids=KINDS["cannot_fail"])
def test_assertions_that_cannot_fail(tests: Any) -> None:
    assert not judged(fenced(WRONG_ONE), tests).accepted


@pytest.mark.parametrize("tests", KINDS["swallowed"].values(), ids=KINDS["swallowed"])
def test_assertions_that_are_swallowed(tests: str) -> None:
    assert not judged(fenced(WRONG_ONE), tests).accepted


@pytest.mark.parametrize("tests", KINDS["contradictions"].values(), ids=KINDS["contradictions"])
def test_contradictions_are_met_by_no_counter(tests: Any) -> None:
    verifier = "code.io" if isinstance(tests, dict) else "code.tests"
    for program in KINDS["counters"]:
        assert not judged(fenced(program), tests, verifier=verifier).accepted, program


@pytest.mark.parametrize("program", KINDS["remember"].values(), ids=KINDS["remember"])
def test_answers_by_the_number_of_the_call(program: str) -> None:
    assert not judged(fenced(program), TESTS).accepted
    cases = [{"args": [x], "expected": x * x} for x in (2, 3, 0)]
    assert not judged(
        fenced(program), {"kind": "io", "entry": "f", "cases": cases}, verifier="code.io"
    ).accepted


@pytest.mark.parametrize("task", KINDS["shown"].values(), ids=KINDS["shown"])
def test_a_task_that_shows_its_solution(task: str) -> None:
    verdict = judged(fenced(SQUARE), TESTS, verifier="code.unsolved", prompt=task)
    assert verdict.reason == "solution_in_task"


@pytest.mark.parametrize("task", KINDS["not_shown"].values(), ids=KINDS["not_shown"])
def test_a_task_that_shows_no_solution(task: str) -> None:
    assert judged(fenced(SQUARE), TESTS, verifier="code.unsolved", prompt=task).accepted


@pytest.mark.parametrize(("sat", "trivial"), KINDS["puzzles"].values(), ids=KINDS["puzzles"])
def test_puzzles_that_one_step_solves(sat: str, trivial: bool) -> None:
    source = f"from typing import List\n{sat}"
    kind = sat.split("(")[1].split(":")[1].split(",")[0].split(")")[0].strip()
    reference = {"puzzle": {"sat": source, "answer_type": kind}}
    verdict = judged("", reference, verifier="code.fair_puzzle", prompt=fenced(source))
    assert verdict.reason == ("trivial" if trivial else "ok")


@pytest.mark.parametrize(("program", "tests"), KINDS["right"].values(), ids=KINDS["right"])
def test_right_programs(program: str, tests: Any) -> None:
    verdict = judged(fenced(program), tests)
    assert verdict.accepted, verdict.message


@pytest.mark.parametrize(("program", "tests"), KINDS["wrong"].values(), ids=KINDS["wrong"])
def test_wrong_programs(program: str, tests: Any) -> None:
    assert not judged(fenced(program), tests).accepted


def test_a_named_tuple_is_a_tuple() -> None:
    program = (
        "from collections import namedtuple\nP = namedtuple('P', 'x y')\ndef f(a):\n    return P(a, a * a)"
    )
    cases = {"kind": "io", "entry": "f", "cases": [{"args": [3], "expected": {"$tuple": [3, 9]}}]}
    assert judged(fenced(program), cases, verifier="code.io").accepted
    wrong = judged(fenced(program.replace("a * a", "a")), cases, verifier="code.io")
    assert wrong.status is Status.REJECTED


@pytest.mark.parametrize(
    ("program", "tests"),
    [
        (
            "async def f(x):\n    return -1",
            "import asyncio\ndef test_a():\n    assert asyncio.run(f(2)) == 4",
        ),
        (
            WRONG_ONE,
            "import pytest\n@pytest.fixture\ndef two():\n    return 2\ndef test_a(two):\n    assert f(two) == 4",
        ),
        (
            "def f(x):\n    print('no')",
            "def test_a(capsys):\n    f(2)\n    assert capsys.readouterr().out == 'yes\\n'",
        ),
    ],
)
def test_wrong_programs_are_rejected(program: str, tests: str) -> None:
    assert judged(fenced(program), tests).status is Status.REJECTED
