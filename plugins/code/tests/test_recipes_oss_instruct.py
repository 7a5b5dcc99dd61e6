"""``code.oss_instruct`` end to end on replies of every kind, and ``code.stubs`` against tests that say nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assay import Sample, Status, Task, UsageError
from assay.testing import run_verifier
from assay_code.verifiers.stubs import stubs

# One file a candidate: its text is what the reply is chosen by.
WORDS = "alpha bravo carol delta eagle fancy grape hotel india joker karma lemon mango ninth ocean panda quilt radar".split()

PROBLEM = (
    "Write `clip_sum(numbers, low, high)`: the sum of the numbers, each clipped to low..high. 0 for none."
)
SOLUTION = "def clip_sum(numbers, low, high):\n    return sum(min(max(n, low), high) for n in numbers)\n"
TESTS = """\
assert clip_sum([], 0, 5) == 0
assert clip_sum([1, 2, 3], 0, 5) == 6
assert clip_sum([-4, 9], 0, 5) == 5
assert clip_sum([-4, 9], -2, 8) == 6
assert clip_sum([7, 7], 1, 3) == 6
"""


def fenced(code: str) -> str:
    return f"```python\n{code.rstrip()}\n```"


def reply(problem: str = PROBLEM, solution: str = fenced(SOLUTION), tests: str = fenced(TESTS)) -> str:
    return (
        f"<problem>\n{problem}\n</problem>\n<solution>\n{solution}\n</solution>\n<tests>\n{tests}\n</tests>"
    )


def other(name: str, body: str, tests: str, said: str = "") -> str:
    """A task that is none of the others."""
    problem = f"Write `{name}(n)`, which gives {said or name.replace('_', ' ')} for a number n."
    return reply(problem, fenced(f"def {name}(n):\n    {body}\n"), fenced(tests))


CASES: dict[str, tuple[str, tuple[str, str] | None]] = {
    "good": (reply(), None),
    "good class": (
        reply(
            "Write a class `Tally` with `add(word)` and `count(word)`; a word that was never added counts 0.",
            "It keeps a dict.\n\n"
            + fenced(
                "class Tally:\n    def __init__(self):\n        self.seen = {}\n\n    def add(self, word):\n"
                "        self.seen[word] = self.seen.get(word, 0) + 1\n\n    def count(self, word):\n"
                "        return self.seen.get(word, 0)\n"
            ),
            fenced(
                "def test_tally():\n    t = Tally()\n    assert t.count('a') == 0\n    t.add('a')\n    t.add('a')\n"
                "    t.add('b')\n    assert t.count('a') == 2\n    assert t.count('b') == 1\n"
            ),
        ),
        None,
    ),
    "wrong solution": (
        other("double_up", "return n + n + 1", "assert double_up(2) == 4\nassert double_up(0) == 0"),
        ("code.tests", "wrong_output"),
    ),
    "vacuous: a type": (
        other("triple_up", "return n * 3", "assert isinstance(triple_up(2), int)\nassert triple_up(2) is not None"),
        ("code.stubs", "vacuous_tests"),
    ),
    "vacuous: one constant": (
        other("square_up", "return n * n", "assert square_up(2) == 4\nassert square_up(-2) == 4"),
        ("code.stubs", "vacuous_tests"),
    ),
    "weak": (
        other("cube_plus", "return n * n * n + (7 if n > 50 else 0) + (1 if n < -9 else 0)", "assert cube_plus(1) == 1\nassert cube_plus(2) == 8"),
        ("code.strength", "weak_tests"),
    ),
    "hedged": (
        reply(
            "Write `halve(n)`, half of n rounded down.",
            fenced("def halve(n):\n    return n // 2") + "\n\nOr:\n\n" + fenced("def halve(n):\n    return n / 2"),
            fenced("assert halve(5) == 2\nassert halve(-1) == -1"),
        ),
        ("code.tests", "hedged"),
    ),
    "endless": (
        other("count_all", "while True:\n        pass", "assert count_all(1) == 2\nassert count_all(2) == 3"),
        ("code.tests", "timeout"),
    ),
    "forged: equal to all": (
        reply(
            "Write `negate(n)`, n with the other sign.",
            fenced(
                "class Yes(int):\n    def __eq__(self, other):\n        return True\n    __hash__ = None\n\n"
                "def negate(n):\n    return Yes(1)\n"
            ),
            fenced("assert negate(5) == -5\nassert negate(-1) == 1"),
        ),
        ("code.tests", "not_plain"),
    ),
    "forged: exit": (
        other("go_home", "import os; os._exit(0)", "assert go_home(1) == 5\nassert go_home(2) == 6"),
        ("code.tests", "exits"),
    ),
    "tests define it": (
        other("add_two", "return n + 3", "def add_two(n):\n    return n + 2\nassert add_two(1) == 3"),
        ("code.oss_instruct", "not_called"),
    ),
    "tests swallow": (
        other("add_six", "return n + 5", "try:\n    assert add_six(1) == 7\nexcept AssertionError:\n    pass"),
        ("code.tests", "not_run"),
    ),
    "tests of chance": (
        other("add_four", "return n + 4", "import random\nassert add_four(1) == 5 or random.random() < 0.9"),
        ("code.oss_instruct", "not_deterministic"),
    ),
    "not named": (
        other("add_ten", "return n + 10", "assert add_tens(1) == 11\nassert add_tens(2) == 12"),
        ("code.oss_instruct", "not_named"),
    ),
    "told": (
        reply(f"Write `clip_sum`, like this:\n\n{fenced(SOLUTION)}"),
        ("code.oss_instruct", "solution_in_problem"),
    ),
    "no parts": ("Here is an exercise about sums.", ("code.oss_instruct", "unparsable_reply")),
    "same again": (reply(solution=f"Another word.\n\n{fenced(SOLUTION)}"), ("code.oss_instruct", "duplicate_problem")),
    "benchmark": (
        other(
            "climb_stairs",
            "a, b = 1, 1\n    for _ in range(n):\n        a, b = b, a + b\n    return a",
            "assert climb_stairs(0) == 1\nassert climb_stairs(1) == 1\nassert climb_stairs(2) == 2\nassert climb_stairs(5) == 8",
            "in how many different ways somebody can climb a flight of n stairs who takes one or two steps at a time",
        ),
        ("code.oss_instruct", "contaminated"),
    ),
}  # fmt: skip


def test_right_and_wrong_replies(play: Any, tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    tree.mkdir()
    (tree / "pyproject.toml").write_text('[project]\nname = "things"\nversion = "1.2"\nlicense = "MIT"\n')
    lines = []
    for word, (text, _) in zip(WORDS, CASES.values(), strict=True):
        (tree / f"{word}.py").write_text(f"{word} = 'the only line of this file is {word}'\n")
        lines.append((f"the only line of this file is {word}", text))
    bench = tmp_path / "bench.jsonl"
    asks = (
        "Say in how many different ways somebody can climb a flight of n stairs who takes one or two steps."
    )
    bench.write_text(json.dumps({"task": asks}) + "\n")
    sets = {"source": tree, "benchmarks": bench}
    done = play("code.oss_instruct", sets, {"model": lines})
    assert done.complete
    found = {
        Path(row["provenance"]["file"]).stem: (row["verifier"], row["reason"]) if "reason" in row else None
        for row in done.accepted + done.rejected
    }
    names = dict(zip(WORDS, CASES, strict=True))
    outcome = {names[word]: why for word, why in found.items()}
    expected = {name: why for name, (_, why) in CASES.items()}
    if outcome["good"]:  # files come in random order, and of equal ones the first stays
        expected["good"], expected["same again"] = expected["same again"], expected["good"]
    assert outcome == expected
    assert len(done.accepted) == 2
    for row in done.accepted:
        assert row["answer"].startswith(("def ", "class ")) and "the model's word" in row["labels"]
        extra = json.loads(row["provenance"]["extra"])
        assert extra["licence"] == "MIT" and extra["distribution"] == "things" and extra["line"] == 1
        assert json.loads(row["reference"]).keys() == {"tests", "strength"}


def test_snippets_are_the_same_every_time(play: Any, tmp_path: Path) -> None:
    import random

    from assay_code.harvest.snippets import snippets

    (tmp_path / "a.py").write_text("".join(f"value_{n} = {n} + other\n" for n in range(50)))
    (tmp_path / "b.py").write_text("# only a comment, which is no code at all\n" * 9)
    (tmp_path / "c.py").write_bytes(b"\xff\xfe broken")
    first, second = (list(snippets(str(tmp_path), random.Random(4), 15)) for _ in range(2))
    assert first == second and [one["file"] for one in first] == ["a.py"]
    text = (tmp_path / "a.py").read_text()
    assert first[0]["snippet"] in text and 1 <= len(first[0]["snippet"].splitlines()) <= 15


def test_a_source_that_is_not_there(play: Any) -> None:
    model = [("x", "y")]
    with pytest.raises(UsageError, match="no_such_package"):
        play("code.oss_instruct", {"source": "no_such_package"}, {"model": model})


# ---------------------------------------------------------------- code.stubs

ADD = "def add(a, b):\n    return a + b\n"


def judge(tests: Any, program: str = ADD) -> tuple[Status, str]:
    found = run_verifier(stubs, Sample(Task("", json.dumps(tests)), program))
    return found.status, found.reason


def test_contract() -> None:
    tests = ["assert add(1, 2) == 3", "assert add(2, 2) == 4"]
    assert judge(tests)[0] == "accepted" and judge(tests, ADD.replace("+", "-"))[0] == "rejected"


@pytest.mark.parametrize(
    "tests",
    [
        ["assert add(1, 2)"],
        ["assert add(1, 2) == 3"],
        ["assert add(1, 2) is not None", "assert add(2, 2) != 5"],
        ["assert callable(add)", "add(1, 2)\nassert True"],
        ["assert add(1, 0) == 1", "assert add(2, 0) == 2"],
        ["assert isinstance(add(1, 2), int)"],
        ["assert len([add(1, 2)]) == 1"],
        ["assert True or add(1, 2) == 9"],
        ["import sys\nadd(1, 2)\nsys.exit(0)\nassert add(1, 2) == 3"],
        ["import os\nadd(1, 2)\nos._exit(0)\nassert add(1, 2) == 3"],
        ["def test_add():\n    return\n    assert add(1, 2) == 3"],
        ["def test_add():\n    add(1, 2)\n    if False:\n        assert add(1, 2) == 3"],
        ["assert add(1, 2) == add(1, 2)"],
        ["class Any:\n    def __eq__(self, other):\n        return True\nassert add(1, 2) == Any()"],
        ["try:\n    assert add(1, 2) == 9\nexcept BaseException:\n    pass"],
        ["AssertionError = ValueError\ntry:\n    assert add(1, 2) == 9\nexcept ValueError:\n    pass"],
        ["assert [add(n, 2) for n in range(3)]"],
        ["assert all(add(n, 2) == n + 2 for n in [])"],
        {"tests": "for _ in range(3):\n    assert add(1, 2) == add(1, 2)\n"},
        {"kind": "io", "entry": "add", "cases": [{"args": [1, 2], "expected": 3}, {"args": [2, 1], "expected": 3}]},
        {"kind": "io", "entry": "add", "cases": [{"args": ["", "ab"], "expected": "ab"}]},
    ],
)  # fmt: skip
def test_tests_that_say_nothing(tests: Any) -> None:
    assert judge(tests)[0] is not Status.ACCEPTED


@pytest.mark.parametrize(
    ("tests", "program"),
    [
        ({"kind": "io", "entry": "add", "cases": [{"args": [1, 2], "expected": 3}, {"args": [2, 2], "expected": 4}]}, ADD),
        ({"kind": "stdin", "cases": [{"stdin": "1", "stdout": "2"}, {"stdin": "3", "stdout": "6"}]}, "print(2 * int(input()))"),
        (["assert even(2) is True", "assert even(3) is False"], "def even(n):\n    return n % 2 == 0"),
        (["s = Stack()\ns.push(1)\ns.push(2)\nassert s.pop() == 2\nassert s.pop() == 1"],
         "class Stack:\n    def __init__(self):\n        self.l = []\n    def push(self, x):\n        self.l.append(x)\n    def pop(self):\n        return self.l.pop()"),
    ],
)  # fmt: skip
def test_tests_that_say_something(tests: Any, program: str) -> None:
    assert judge(tests, program) == (Status.ACCEPTED, "ok")


def test_stdin_with_one_output_is_vacuous() -> None:
    cases = {"kind": "stdin", "cases": [{"stdin": "1", "stdout": "2"}, {"stdin": "2", "stdout": "2"}]}
    assert judge(cases, "print(2)") == (Status.REJECTED, "vacuous_tests")
