"""``code.case2code_model`` end to end: calls of every kind, written by a model, on functions of every kind."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from assay import Rejected
from assay_code.recipes.case2code_model import read_calls

CODE = '''\
import re

def digits_only(text):
    """What is left when all but digits are taken away."""
    found = re.findall("[0-9]+", text)
    return "".join(found) if found else None

def clip_all(values, low=0, high=10):
    return [low if value < low else high if value > high else value for value in values]

def step_of(value, size):
    if size == 0:
        raise ValueError("no steps")
    return [value // size * size, value % size]

def wait_for(number):
    while number != -1:
        number = number // 2 if number % 2 == 0 else number + 2
    return number

def is_even(number):
    return (number if number > 0 else -number) % 2 == 0

def last_of(values, size):
    values.sort()
    return values[-size:] + [size] * len(values)

def same_text(text):
    return str(text) if len(text) > 1000 else text

def sum_up(values, start):
    return sum(values[1:]) + start * len(values)
'''


def block(*calls: str) -> str:
    lines = "\n".join(calls)
    return f"Here they are:\n\n```python\n{lines}\n```"


REPLIES = {
    "digits_only": block(*(f"digits_only({t!r})" for t in ("a1b2", "", "2024-05-06", "none", "7", "x 12 y 3"))),
    "clip_all": block(
        "clip_all([1, 20, -3])",
        "clip_all([], 1)",
        "clip_all([5, 6, 7], low=6)",
        "clip_all([5, 6, 7], high=6)",
        "clip_all(eval('[1]'))",  # not literals
        "clip_all([1, 2] * 9)",
        "clip_all('text')",  # the wrong kind
        "open('/etc/passwd').read()",
        "clip_all([9, 99], 1, 50)  # a comment",
        "clip_all([3.5, 11.25])",
        "clip_all([0, 10, 11], 0, 10) == [0, 10, 10]",  # a claim, not a call
    ),
    "step_of": block("step_of(7, 3)", "step_of(9, 3)", "step_of(-1, 4)", "step_of(100, 7)", "step_of(5, 0)", "step_of(8, 0)", "step_of(21, 5)"),
    "wait_for": block("wait_for(1)", "wait_for(3)", "wait_for(0)", "wait_for(8)", "wait_for(5)", "wait_for(6)"),
    "is_even": block("is_even(2)", "is_even(4)", "is_even(8)", "is_even(10)", "is_even(12)", "is_even(0)", "is_even(-2)", "is_even(6)"),
    "last_of": block("last_of([3, 1, 2], 1)", "last_of([5, 4], 2)", "last_of([9, 8, 7], 2)", "last_of([2, 1], 1)", "last_of([4, 3], 1)", "last_of([6, 5, 4], 3)"),
    "same_text": block("same_text('a')", "same_text('b')", "same_text('')", "same_text('cc')", "same_text('dd')", "same_text('e')"),
    "sum_up": "I would call it with lists of numbers.",
}  # fmt: skip
EXPECTED = {
    "digits_only": None,
    "clip_all": None,
    "step_of": None,
    "wait_for": "does_not_end",
    "is_even": "constant",
    "last_of": "changes_its_arguments",
    "same_text": "identity",
    "sum_up": "unparsable_reply",
}


def test_right_and_wrong_replies(play: Any, tmp_path: Path) -> None:
    (tmp_path / "tree").mkdir()
    (tmp_path / "tree" / "things.py").write_text(CODE)
    model = [(f"calls of `{name}`", reply) for name, reply in REPLIES.items()]
    sets = {"source": tmp_path / "tree", "neutral": 0, "min_kill": 0}
    done = play("code.case2code_model", sets, {"model": model})
    assert done.complete
    rows = {json.loads(row["reference"])["cases"]["entry"]: row for row in done.accepted}
    assert set(rows) == {name for name, reason in EXPECTED.items() if reason is None}
    assert Counter(r["reason"] for r in done.rejected) == Counter(filter(None, EXPECTED.values()))
    for name, row in rows.items():
        for case in json.loads(row["reference"])["cases"]["calls"]:
            assert EXPECTED[name] is None and ("expected" in case) != ("raises" in case)
    cases = json.loads(rows["clip_all"]["reference"])["cases"]["calls"]
    assert [case["args"] for case in cases if case["kwargs"] == {"high": 6}] == [[[5, 6, 7]]]
    assert len(cases) == 6 and all(case["args"][0] not in ("text", [1]) for case in cases)
    raised = [
        case["args"]
        for case in json.loads(rows["step_of"]["reference"])["cases"]["calls"]
        if "raises" in case
    ]
    assert sorted(raised) == [[5, 0], [8, 0]]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "f(x)",
        "g(1)",
        "f(*[1, 2])",
        "f(**{'a': 1})",
        "f(__import__('os'))",
        "f((lambda: 1)())",
        "f(" * 5000 + ")" * 5000,
        "f(1); g(2)",
        "x.f(1)",
        "f(" + "9" * 5000 + ")",
        "f(f'{1}')",
    ],
)
def test_what_is_no_call(text: str) -> None:
    with pytest.raises(Rejected, match="no_calls"):
        read_calls(text, "f")


def test_literals_of_all_kinds_are_read_once() -> None:
    text = ">>> f(1, 'a')\nf(1, 'a')\nf({1: (2,)}, k=b'x')\nf({3, 1}, None),\nf(-1.5, 2+3j);"
    calls = read_calls(text, "f")
    assert len(calls) == 4 and calls[0] == {"args": [1, "a"], "kwargs": {}}
    assert calls[1] == {"args": [{"$dict": [[1, {"$tuple": [2]}]]}], "kwargs": {"k": {"$bytes": "eA=="}}}
