"""``code.self_play`` end to end: puzzles and solutions of every kind; rounds with a real FIT command."""

from __future__ import annotations

import hashlib
import json
import re
import sys
import threading
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assay import Sample, Status, Task
from assay.testing import ModelStub, run_verifier
from assay_code.verifiers.fair_puzzle import fair_puzzle

FACTOR = "def sat(x: int, n: int = 1147) -> bool:\n    return 1 < x < n and n % x == 0"
SAME_FACTOR = "def sat(x: int, n: int=1147)->bool:\n    # a factor\n    return (1 < x < n and n % x == 0)"
LIST = "def sat(x: list[int], n: int = 40) -> bool:\n    return len(x) == n and sum(x) == 7 and max(x) == 5"
HARD = "def sat(x: str) -> bool:\n    import hashlib\n    return hashlib.sha256(x.encode()).hexdigest()[:12] == '0' * 12"
DEMOS = [
    "def sat(x: str) -> bool:\n    return x.count('o') == 700",
    "def sat(x: list[int]) -> bool:\n    return sorted(x) == list(range(999))",
]


def fenced(code: str) -> str:
    return f"```python\n{code}\n```"


PUZZLES = {
    "good": fenced(FACTOR),
    "same again": f"Another one:\n{fenced(SAME_FACTOR)}",
    "cheated": fenced(LIST),
    "unsolved": fenced(HARD),
    "trivial": fenced("def sat(x: int) -> bool:\n    return x * x == 4"),
    "always": fenced("def sat(x: str) -> bool:\n    return True"),
    "evals": fenced("def sat(x: str) -> bool:\n    return eval(x) == 9999"),
    "imports": fenced("def sat(x: int) -> bool:\n    import os\n    return os.getpid() == x"),
    "two values": fenced("def sat(x: int, y: int) -> bool:\n    return x * y == 91919"),
    "no type": fenced("def sat(x) -> bool:\n    return x * 3 == 91917"),
    "endless": fenced("def sat(x: int) -> bool:\n    while True:\n        x += 1"),
    "copied": "COPY",
    "two blocks": fenced(FACTOR) + "\n" + fenced(LIST),
    "no code": "I cannot think of one.",
    "with helper": fenced("def f(x):\n    return x\ndef sat(x: int) -> bool:\n    return f(x) == 91919"),
}  # fmt: skip
SOLUTIONS = {
    "n: int = 1147": [
        fenced("def sol():\n    return 31"),
        fenced("def sol():\n    # the other factor\n    return 1147 // 31"),
        fenced("def sol():\n    return next(x for x in range(2, 1147) if 1147 % x == 0)"),
        fenced("def sol():\n    return 31  # it is prime"),
        fenced("def sol():\n    return 30"),
        fenced("def sol():\n    return 31") + "\nor\n" + fenced("def sol():\n    return 37"),
        "31",
        fenced("def sol():\n    return '31'"),
    ],
    "sum(x) == 7": [
        fenced("class L(list):\n    def __len__(self):\n        return 40\ndef sol():\n    return L([5, 2])"),
        fenced("class E:\n    def __eq__(self, o):\n        return True\ndef sol():\n    return E()"),
        fenced("def sol():\n    return (5,) + (2,) + (0,) * 38"),
        fenced("import os\ndef sol():\n    os._exit(0)"),
        fenced("import sys\nsys.modules['program'].sat = lambda x: True\ndef sol():\n    return [1]"),
        fenced("def sol():\n    while True:\n        pass"),
        fenced("def sol():\n    raise ValueError"),
        fenced("def sol():\n    return [5, 2] + [True] * 38"),
    ],
    "hashlib": [fenced("def sol():\n    return 'guess'")] * 8,
}


def solver(prompt: str, before: int) -> str:
    [replies] = [each for words, each in SOLUTIONS.items() if words in prompt.replace("int=", "int = ")]
    return replies[before % 8]


def test_puzzles_and_solutions_of_every_kind(play: Any) -> None:
    waiting, lock = list(PUZZLES), threading.Lock()

    def answer(prompt: str, before: int) -> str:
        if "Find a value" in prompt:
            return solver(prompt, before)
        with lock:
            name = waiting.pop(0)
        shown = re.findall(r"```python\n.*?```", prompt, re.DOTALL)
        return str(shown[0]) if name == "copied" else PUZZLES[name]

    sets = {
        "seeds": [{"sat": sat} for sat in DEMOS],
        "puzzles": len(PUZZLES),
        "samples": 8,
        "keep": 2,
        "reads": 1,  # each reply is one candidate's
    }
    done = play("code.self_play", sets, answer, "--in-flight", "1")
    assert done.complete
    texts = [row["messages"][-1]["content"] for row in done.accepted]
    assert sorted(texts) == sorted(SOLUTIONS["n: int = 1147"][:2])
    assert len({row["provenance"]["index"] for row in done.accepted}) == 1
    found = Counter((row["verifier"], row["reason"]) for row in done.rejected)
    own, proof = "code.self_play", "code.puzzle"
    assert found == {
        (own, "same_solution"): 2,  # of the puzzle and of its twin
        (own, "not_shortest"): 2,
        (own, "known_puzzle"): 2,
        (proof, "wrong_output"): 2 + 1 + 8,  # 30, an exact list of the wrong sum, guesses
        (proof, "hedged"): 2,
        (proof, "no_entry"): 2,
        (proof, "wrong_type"): 2 + 1 + 1,
        (proof, "not_plain"): 2,
        (proof, "exits"): 1,
        (proof, "timeout"): 1,
        (proof, "raised"): 1,
        (own, "trivial"): 2,
        (own, "unsafe_puzzle"): 2,
        (own, "wrong_signature"): 2,
        (own, "no_puzzle"): 2,
        (own, "copied"): 1,
        (own, "unparsable_reply"): 2,
    }, found


def test_rounds_show_own_puzzles_and_fit_once(play: Any, tmp_path: Path) -> None:
    fitted = tmp_path / "fitted.log"
    script = tmp_path / "fit.py"
    script.write_text(
        "import json, sys\n"
        "rows = [json.loads(line) for line in open(sys.argv[1])]\n"
        "assert all(row['messages'][-1]['role'] == 'assistant' for row in rows)\n"
        f"print(len(rows), file=open({str(fitted)!r}, 'a'))\n"
    )
    numbers = iter(range(1, 100))
    lock = threading.Lock()
    shown: list[tuple[bool, int]] = []  # whether the student was fitted, and how many of its own it saw

    def answer(prompt: str, before: int) -> str:
        if "Find a value" in prompt:
            [goal] = re.findall(r"goal: int = (\d+)", prompt)
            return fenced(f"def sol():\n    return {int(goal) // 7}")
        with lock:
            shown.append((fitted.exists(), prompt.count("goal: int")))
            return fenced(
                f"def sat(x: int, goal: int = {700 * next(numbers)}) -> bool:\n    return 7 * x == goal"
            )

    sets = {
        "seeds": [{"sat": sat} for sat in DEMOS * 2],
        "puzzles": 3,
        "samples": 1,
        "shown": 4,
        "rounds": 2,
        "fit": f"{sys.executable} {script} {{data}}",
        "fit_folder": tmp_path / "fits",
    }
    done = play("code.self_play", sets, answer)
    # 700 is solved by 100, which is a small value.
    assert done.complete and len(done.accepted) == 5
    assert [row["reason"] for row in done.rejected] == ["trivial"]
    assert shown == [(False, 0)] * 3 + [(True, 2)] * 3
    assert fitted.read_text() == "2\n"
    assert Counter(json.loads(row["provenance"]["extra"])["round"] for row in done.accepted) == {1: 2, 2: 3}


def test_a_run_that_stops_in_the_second_round_goes_on_and_fits_no_more(play: Any, tmp_path: Path) -> None:
    fitted = tmp_path / "fitted.log"
    script = tmp_path / "fit.py"
    script.write_text(f"import sys; print('fit', file=open({str(fitted)!r}, 'a'))\n")

    def answer(prompt: str, before: int) -> str:
        if "Find a value" in prompt:
            [goal] = re.findall(r"goal: int = (\d+)", prompt)
            return fenced(f"def sol():\n    return {int(goal) // 7}")
        number = int(hashlib.sha256(prompt.encode()).hexdigest()[:6], 16)
        return fenced(f"def sat(x: int, goal: int = {14007 + 7 * number}) -> bool:\n    return 7 * x == goal")

    server = ModelStub(answer)
    sets = {
        "seeds": [{"sat": sat} for sat in DEMOS * 3],
        "puzzles": 2,
        "samples": 2,
        "shown": 4,
        "rounds": 2,
        "fit": f"{sys.executable} {script} {{data}}",
        "fit_folder": tmp_path / "fits",
    }
    more = ("--in-flight", "1")
    first = play("code.self_play", sets, server, *more, "--max-calls", "8")
    assert not first.complete and fitted.exists()
    done = play("code.self_play", sets, server, *more, "--resume")
    assert done.complete
    assert fitted.read_text() == "fit\n"
    rounds = {json.loads(row["provenance"]["extra"])["round"] for row in done.accepted}
    assert rounds <= {1, 2} and 2 in rounds
    assert len(server.asked) == 12


def test_its_own_puzzles_are_shown_where_there_is_no_file(play: Any) -> None:
    server = ModelStub(lambda prompt, before: "nothing")
    done = play("code.self_play", {"puzzles": 3}, server, max_candidates=3)
    assert [row["reason"] for row in done.rejected] == ["unparsable_reply"] * 3
    assert all(prompt.count("def sat(") == 5 for prompt in server.asked)


# ---------------------------------------------------------------- code.fair_puzzle


def judge(sat: str, kind: str = "int", prompt: str = "") -> tuple[Status, str]:
    reference = json.dumps({"kind": "puzzle", "sat": sat, "answer_type": kind})
    found = run_verifier(
        fair_puzzle, Sample(Task(prompt or f"Solve:\n{sat}", reference), "def sol(): return 1")
    )
    return found.status, found.reason


@pytest.mark.parametrize(
    ("sat", "kind"),
    [
        (FACTOR, "int"),
        (SAME_FACTOR, "int"),
        (LIST, "list[int]"),
        (HARD, "str"),
        ("from collections import Counter\ndef sat(x: str) -> bool:\n    return Counter(x)['z'] == 12", "str"),
        ("def sat(x: dict[str, list[int]]) -> bool:\n    return sum(x['abcd']) == 999", "dict[str, list[int]]"),
        ("def sat(x: tuple[int, str]) -> bool:\n    return str(x[0]) + x[1] == '9187qz'", "tuple[int, str]"),
        ("def sat(x: tuple[int, ...], *, n=3) -> bool:\n    return len(x) == 17 and sum(x) == 1700", "tuple[int, ...]"),
        ("def sat(x: set[int]) -> bool:\n    return len(x) == 17 and sum(x) == 1700", "set[int]"),
        ("def sat(x: list[bool]) -> bool:\n    return sum(x) == 17 and len(x) == 40", "list[bool]"),
    ],
)  # fmt: skip
def test_fair_puzzles(sat: str, kind: str) -> None:
    assert judge(sat, kind) == (Status.ACCEPTED, "ok")


@pytest.mark.parametrize(
    "sat",
    [
        "",
        "x = 1",
        "def sat(x: int) -> bool:\n    pass",
        "def f(x: int) -> bool:\n    return x == 919",
        "def sat() -> bool:\n    return True",
        "def sat(*x: int) -> bool:\n    return x == 919",
        "def sat(x: int, **k) -> bool:\n    return x == 919",
        "def sat(x: int, *, k) -> bool:\n    return x == 919",
        "def sat(x: int, y=open('/etc/passwd')) -> bool:\n    return x == 919",
        "def sat(x: object) -> bool:\n    return x == 919",
        "def sat(x: bool) -> bool:\n    return x is True",
        "def sat(x: Foo[int]) -> bool:\n    return x == 919",
        "def sat(x: list[()]) -> bool:\n    return x == 919",
        "def sat(x: tuple[()]) -> bool:\n    return x == 919",
        "def sat(x: int) -> bool:\n    return y == 919",
        "def sat(x: int) -> bool:\n    global y\n    y = x\n    return x == 919",
        "def sat(x: int) -> bool:\n    import random\n    return random.random() > 0.5",
        "def sat(x: int) -> bool:\n    import time\n    return time.time() > x + 9e11",
        "def sat(x: str) -> bool:\n    return hash(x) % 999 == 7",
        "def sat(x: int) -> bool:\n    return id(x) == 919",
        "def sat(x: str) -> bool:\n    return x.__class__.__name__ == 'T'",
        "def sat(x: int) -> bool:\n    return ().__class__.__base__.__subclasses__()[x] is None",
        "import socket\ndef sat(x: int) -> bool:\n    return x == 919",
        "print(1)\ndef sat(x: int) -> bool:\n    return x == 919",
        "@print\ndef sat(x: int) -> bool:\n    return x == 919",
        "async def sat(x: int) -> bool:\n    return x == 919",
        "def sat(x: list[int]) -> bool:\n    return len(x) == 1",
        "def sat(x: list[str]) -> bool:\n    return not x",
        "def sat(x: dict[str, int]) -> bool:\n    return x == {}",
        "def sat(x: tuple[int, int]) -> bool:\n    return x[0] == x[1]",
        "def sat(x: int) -> bool:\n    return " + "(" * 150 + "x" + ")" * 150 + " == 3",
        "def sat(x: int) -> bool:\n    return " + "not " * 900 + "x == 3",
        "def sat(x: " + "list[" * 90 + "int" + "]" * 90 + ") -> bool:\n    return x == []",
        "def sat(x: int) -> bool:\n    return 9 ** 9 ** 9 ** x == 3",
        "def sat(x: int) -> bool:\n    return x == 919\n" + "#" * 5000,
    ],
)  # fmt: skip
def test_unfair_puzzles(sat: str) -> None:
    kind = re.search(r"x: ([^)]*?)(?:, |\))", sat)
    assert judge(sat, kind[1] if kind else "int")[0] is Status.REJECTED


def test_the_row_must_be_about_the_puzzle() -> None:
    assert judge(FACTOR, "str") == (Status.REJECTED, "wrong_type")
    assert judge(FACTOR, prompt="Solve: def sat(x): return x == 3") == (Status.REJECTED, "other_puzzle")
    right, wrong = (json.dumps({"kind": "puzzle", "sat": s, "answer_type": "int"}) for s in (FACTOR, "x"))
    sample: Callable[[str], Sample] = lambda reference: Sample(Task(FACTOR, reference), "x")  # noqa: E731
    assert run_verifier(fair_puzzle, sample(right)).accepted
    assert not run_verifier(fair_puzzle, sample(wrong)).accepted
    assert run_verifier(fair_puzzle, sample("{}")).status is Status.ERROR
