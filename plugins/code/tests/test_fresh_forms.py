"""Further forms of responses, references and tests, each with the verdict that it has to get."""

from __future__ import annotations

import json
from typing import Any

import pytest

import assay
from assay import Status

FENCED = "```python\n{}\n```".format
DBL = "def dbl(n):\n    return 2 * n"
WRONG = "def dbl(n):\n    return n + 4"
BAD = "def dbl(n):\n    return n + 7"
TESTS = ["assert dbl(4) == 8", "assert dbl(0) == 0", "assert dbl(-3) == -6"]
SUM = FENCED("print(sum(map(int, input().split())))")
INS, OUTS = ["2 3\n", "10 7\n"], ["5\n", "17\n"]
MATRIX = "class M:\n    def __init__(s, r): s.r = r\n    def T(s): return M([list(c) for c in zip(*s.r)])\n    def __eq__(s, o): return s.r == o.r"
TURNED = "def test_a():\n    assert M([[1], [2]]) == M([[1, 2]]).T()\n"

RIGHT: list[tuple[str, Any]] = [
    ("<pre><code>\n" + DBL + "\n</code></pre>", TESTS),
    ("<answer>\n" + DBL + "\n</answer>", TESTS),
    ("<code>\n" + DBL + "\n</code>", TESTS),
    (FENCED(DBL) + "<|im_end|>", TESTS),
    (FENCED(DBL) + "\nTests:\n" + FENCED("from solution import dbl\n\ndef test():\n    assert dbl(1) == 2"), TESTS),
    (FENCED(DBL) + "\nIf you want to triple instead, replace `2 * n` with `3 * n`.", TESTS),
    (FENCED(DBL) + "\nIgnore the code comments if you like.", TESTS),
    (FENCED(DBL) + "\nNote that `n` must be `int` or `float`.", TESTS),
    (SUM, {"public_tests": {"input": INS, "output": OUTS}, "private_tests": {"input": [], "output": []}}),
    (SUM, {"type": "stdin_stdout", "tests": [{"input": "2 3\n", "output": "5\n"}]}),
    (SUM, {"tests": json.dumps([{"input": "2 3\n", "output": "5\n", "type": "stdin"}])}),
    (SUM, {"tests": {"inputs": INS, "outputs": OUTS}}),
    (SUM, {"unit_tests": json.dumps({"inputs": INS, "outputs": OUTS})}),
    (FENCED(MATRIX), TURNED),
    (FENCED(MATRIX), "def test_a():\n    assert M([[1, 2]]).T() == M([[1], [2]])"),
]  # fmt: skip

NOT_RIGHT: list[tuple[str, Any]] = [
    ("    def dbl(n):\n        return n + 4\n\nor\n\n" + FENCED(DBL), TESTS),
    ("`dbl = lambda n: n + 4` or\n" + FENCED(DBL), TESTS),
    (FENCED(DBL) + "\nCorrection: the `2 * n` must be `n + 4`.", TESTS),
    (FENCED(DBL) + "\nIgnore the code above.", TESTS),
    (FENCED(DBL) + "\nNo, this does not work; use `n + 4` instead.", TESTS),
    (FENCED(BAD), ["assert str(dbl(4) == 8)"]),
    (FENCED(BAD), ["assert dbl(4) != 8 or dbl(4) == 8"]),
    (FENCED(BAD), ["assert any([True, dbl(4) == 8])"]),
    (FENCED(BAD), ["assert len([dbl(4) == 8]) == 1"]),
    (FENCED(BAD), ["assert dbl(1) == 8", "assert len([dbl(4) == 8]) == 1"]),
    (FENCED(BAD), "import unittest\nclass TestX(unittest.TestCase):\n    def test_a(self):\n        self.assertIsNotNone(dbl(4) == 8)"),
    (FENCED(BAD), "def test_a():\n    if dbl(4) == 8:\n        assert dbl(4) == 8\n    assert dbl(1) == 8"),
    (FENCED(BAD), "import unittest\nclass TestX(unittest.TestCase):\n    def test_a(self):\n        if dbl(4) == 8:\n            self.assertEqual(dbl(4), 8)"),
    (FENCED("REG = []\n" + MATRIX.replace("s.r = r", "s.r = r; REG.append(s)").replace("M([list(c) for c in zip(*s.r)])", "REG[-2]")), TURNED),
    (FENCED("REG = []\n" + MATRIX.replace("s.r = r", "s.r = r; REG.append(r)").replace("M([list(c) for c in zip(*s.r)])", "M(REG[-2])")), TURNED),
    (FENCED(MATRIX.replace("s.r == o.r", "True").replace("M([list(c) for c in zip(*s.r)])", "s")), TURNED),
    (FENCED(MATRIX.replace("s.r = r", "pass").replace("s.r == o.r", "True").replace("M([list(c) for c in zip(*s.r)])", "s")), TURNED),
]  # fmt: skip

SAYS_12 = [
    "<output>12</output>", "`12`", "The printed output is:\n\n12", "### Output\n12", "[ANSWER]12[/ANSWER]", "[ANSWER]\n12\n[/ANSWER]",
    "Therefore, the output is:\n\n**12**", "It will print the number 12.", "The value printed is 12.", "x goes 4, 8, 12. Hence `12` is printed.",
    "The program will print `12` to the console.", "The output of this program is **12**, because 3*4=12.",
]  # fmt: skip
SAYS_NOT_12 = ["```\n12\n```\nHmm, actually `13`.", "It does not print 12.", "It doesn't output `12`.", "[ANSWER]12[/ANSWER] [ANSWER]13[/ANSWER]", "13 (not 12)"]  # fmt: skip


def verdict(response: str, reference: Any, verifier: str = "code.tests") -> assay.Verdict:
    text = reference if isinstance(reference, str) else json.dumps(reference)
    return assay.verify(verifier, response=response, reference=text)


@pytest.mark.parametrize("number", range(len(RIGHT)))
def test_right(number: int) -> None:
    found = verdict(*RIGHT[number])
    assert found.status is Status.ACCEPTED, (found.reason, found.message)


@pytest.mark.parametrize("number", range(len(NOT_RIGHT)))
def test_not_right(number: int) -> None:
    assert verdict(*NOT_RIGHT[number]).status is not Status.ACCEPTED


@pytest.mark.parametrize("response", SAYS_12)
def test_output_that_is_stated(response: str) -> None:
    found = verdict(response, {"kind": "output", "program": "print(12)"}, "code.output")
    assert found.status is Status.ACCEPTED, found.reason


@pytest.mark.parametrize("response", SAYS_NOT_12)
def test_output_that_is_not_stated(response: str) -> None:
    found = verdict(response, {"kind": "output", "program": "print(12)"}, "code.output")
    assert found.status is Status.REJECTED


def test_an_output_among_other_words_is_not_called_wrong() -> None:
    found = verdict("Both loops end, leaving us with twelve, i.e. 12 on the screen", {"kind": "output", "program": "print(12)"}, "code.output")  # fmt: skip
    assert found.reason == "hedged"


@pytest.mark.parametrize("lead", ["<answer>", "<answer> ", "Answer: ", "**Answer:** ", "Solution: "])
def test_a_block_behind_a_tag_or_label_on_its_line(lead: str) -> None:
    tests = json.dumps(
        {"tests": {"source": "assert f([2, 3]) == 13\nassert f([]) == 0\nassert f([4]) == 16\n"}}
    )
    end = "</answer>" if lead.startswith("<") else ""
    for body, accepted in (("x * x", True), ("x + x", False)):
        code = f"```python\ndef f(xs):\n    return sum({body} for x in xs)\n```"
        for close in (end, f"\n{end}"):
            verdict = assay.verify("code.tests", response=f"{lead}{code}{close}", reference=tests)
            assert verdict.accepted == accepted, (lead, close, verdict)
