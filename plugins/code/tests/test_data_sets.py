"""References in the forms of data sets, with what they say of limits, tolerance and checkers."""

from __future__ import annotations

import json
from typing import Any

import pytest

import assay
from assay import Status
from assay_code.judging.old_references import modern
from assay_code.judging.stdin import same_output, stated_tolerance

F = "```python\n{}\n```".format
ADD = "def add(a, b):\n    return a + b"
SOL = "class Solution:\n    def add(self, a: int, b: int) -> int:\n        return a + b"
READ = "a, b = map(int, input().split())\nprint(a + b)"
EVALPLUS = """import numpy as np
from math import inf

def is_floats(x) -> bool:
    if isinstance(x, float):
        return True
    if isinstance(x, (list, tuple)):
        return all(isinstance(i, float) for i in x)
    if isinstance(x, np.ndarray):
        return x.dtype == np.float64 or x.dtype == np.float32
    return False

def assertion(out, exp, atol):
    if atol == 0 and is_floats(exp):
        atol = 1e-6
    if out != exp and atol != 0:
        assert np.allclose(out, exp, rtol=1e-07, atol=atol)
    else:
        assert out == exp, f"out: {out}, exp: {exp}"
"""
HEP = (
    EVALPLUS
    + "\ndef check(candidate):\n    inputs = [[1, 2], [0.1, 0.2]]\n    results = [3, 0.3]\n    for i, (inp, exp) in enumerate(zip(inputs, results)):\n        assertion(candidate(*inp), exp, 0)\n"
)
MBP = (
    EVALPLUS
    + "\ninputs = [[1, 2], [0.1, 0.2]]\nresults = [3, 0.3]\nfor i, (inp, exp) in enumerate(zip(inputs, results)):\n    assertion(add(*inp), exp, 0)\n"
)
BCB = """import unittest
from unittest.mock import patch
class TestCases(unittest.TestCase):
    def test_case_1(self):
        self.assertEqual(add(1, 2), 3)
    def test_case_2(self):
        with self.assertRaises(TypeError):
            add(1, None)
"""
CHK = "import sys\ndef main():\n    e = open(sys.argv[2]).read().split()\n    g = open(sys.argv[3]).read().split()\n    print(1 if sorted(e) == sorted(g) else 0)\nmain()\n"
Row = tuple[str, str, str, Any, str]
"""A name, a verifier, a response, a reference, a prompt."""

RIGHT: list[Row] = [
 ("apps fn_name wrapped","code.io",F(ADD),{"fn_name":"add","inputs":[[1,2],[3,4]],"outputs":[[3],[7]]},""),
 ("apps fn_name","code.tests",F(ADD),{"fn_name":"add","inputs":[[1,2],[3,4]],"outputs":[3,7]},""),
 ("apps Solution","code.tests",F(SOL),{"fn_name":"add","inputs":[[1,2]],"outputs":[3],"starter_code":"class Solution:\n    def add(self, a, b):"},""),
 ("apps Solution, no starter code","code.tests",F(SOL),{"fn_name":"add","inputs":[[1,2]],"outputs":[3]},""),
 ("apps lines","code.tests",F(READ),{"inputs":[["1 2",""]],"outputs":[["3"]]},""),
 ("taco","code.tests",F(READ),{"input_output":json.dumps({"inputs":["1 2\n"],"outputs":["3\n"]}),"time_limit":"2.0 seconds","memory_limit":"256.0 megabytes"},""),
 ("verl ground_truth","code.tests",F(READ),{"ground_truth":json.dumps({"inputs":["1 2\n"],"outputs":["3\n"]})},""),
 ("json in json","code.tests",F(READ),json.dumps(json.dumps({"inputs":["1 2\n"],"outputs":["3\n"]})),""),
 ("deepcoder stdin","code.tests",F(READ),[{"input":"1 2\n","output":"3\n","testtype":"stdin","metadata":{"func_name":None}}],""),
 ("deepcoder functional","code.tests",F(SOL),[{"input":"1\n2","output":"3","testtype":"functional","metadata":{"func_name":"add"}}],""),
 ("lcb","code.tests",F(SOL),{"starter_code":"class Solution:\n    def add(self, a: int, b: int) -> int:\n        ","public_test_cases":json.dumps([{"input":"1\n2","output":"3","testtype":"functional"}]),"metadata":json.dumps({"func_name":"add"})},""),
 ("lcb stdin in io","code.io",F(READ),{"public_test_cases":json.dumps([{"input":"1 2\n","output":"3\n","testtype":"stdin"}])},""),
 ("open-r1 function","code.tests",F(ADD),{"language":"python","test_cases":[{"fn_name":"add","input":[1,2],"output":3,"type":"function_call"}]},""),
 ("open-r1 codeforces","code.tests",F("print(*sorted(input().split()))"),{"official_tests":[{"input":"1 2\n","output":"2 1\n"}],"generated_checker":CHK,"time_limit":2.0,"memory_limit":256.0},""),
 ("kodcode","code.tests",F(ADD),{"test":"from solution import add\n\ndef test_add():\n    assert add(1, 2) == 3\n\ndef test_more():\n    assert add(0, 0) == 0\n"},""),
 ("humaneval+","code.tests",F(ADD),{"test":HEP,"entry_point":"add"},""),
 ("mbpp+","code.tests",F(ADD),{"test":MBP,"test_list":["assert add(1, 2) == 3"],"test_imports":[]},""),
 ("bigcodebench","code.tests",F(ADD),{"test":BCB,"entry_point":"add"},""),
 ("mbpp sanitized","code.tests",F(ADD),{"test_imports":["import math"],"test_list":["assert math.isclose(add(1, 2), 3)"]},""),
 ("code contests","code.tests",F(READ),{"public_tests":{"input":["1 2\n"],"output":["3\n"]},"private_tests":{"input":["2 2\n"],"output":["4\n"]},"time_limit":{"seconds":1}},""),
 ("tuple for list","code.tests",F("def f(n):\n    return (n, n)"),{"fn_name":"f","inputs":[[1]],"outputs":[[1,1]]},""),
 ("int keys","code.tests",F("def f(n):\n    return {n: n}"),{"fn_name":"f","inputs":[[1]],"outputs":[{"1":1}]},""),
 ("list answer","code.tests",F("def f(n):\n    return [n]"),{"fn_name":"f","inputs":[[1],[2]],"outputs":[[1],[2]]},""),
 ("digits","code.tests",F("print(5 / 2)"),{"inputs":["\n"],"outputs":["2.50\n"]},""),
 ("stated error","code.tests",F("print(1 / 3)"),{"inputs":["\n"],"outputs":["0.333333\n"]},"Your answer is considered correct if its absolute or relative error does not exceed $10^{-6}$."),
 ("blanks at the end","code.tests",F("print(1, 2, '')\nprint()"),{"inputs":["\n"],"outputs":["1 2"]},""),
 ("crlf","code.tests",F("print(1)\nprint(2)"),{"inputs":["\n"],"outputs":["1\r\n2\r\n"]},""),
 ("triangle","code.tests",F("print('  *\\n ***')"),{"inputs":["\n"],"outputs":["  *\n ***\n"]},""),
 ("time limit","code.tests",F("import time\nt = time.process_time()\nwhile time.process_time() - t < 1: pass\nprint(1)"),{"inputs":["\n"],"outputs":["1"],"time_limit":2},""),
 ("checker, any order","code.tests",F("print(2, 1)"),{"kind":"stdin","checker":"def check(given, got, want):\n    return sorted(got.split()) == sorted(want.split())","cases":[{"input":"","output":"1 2"}]},""),
]  # fmt: skip
NOT_RIGHT: list[Row] = [
 ("apps fn_name","code.io",F("def add(a, b):\n    return a"),{"fn_name":"add","inputs":[[1,2],[3,4]],"outputs":[[3],[7]]},""),
 ("apps stdin","code.tests",F("print(3)"),{"inputs":["1 2\n","2 2\n"],"outputs":["3\n","4\n"]},""),
 ("evalplus","code.tests",F("def add(a, b):\n    return 3"),{"test":HEP,"entry_point":"add"},""),
 ("evalplus float","code.tests",F("def add(a, b):\n    return a + b + 1e-3 * isinstance(a, float)"),{"test":MBP},""),
 ("triangle flat","code.tests",F("print('*\\n***')"),{"inputs":["\n"],"outputs":["  *\n ***\n"]},""),
 ("columns","code.tests",F("print('a b')"),{"inputs":["\n"],"outputs":["a   b\n"]},""),
 ("other lines","code.tests",F("print(1, 2)"),{"inputs":["\n"],"outputs":["1\n2\n"]},""),
 ("rounded","code.tests",F("print(0.333)"),{"inputs":["\n"],"outputs":["0.333333\n"]},"The error must not exceed 1e-6."),
 ("integer with a tolerance","code.tests",F("print(1000001)"),{"inputs":["\n"],"outputs":["1000000"]},"relative error at most 1e-5"),
 ("time limit","code.tests",F("import time\nt = time.process_time()\nwhile time.process_time() - t < 3: pass\nprint(1)"),{"inputs":["\n"],"outputs":["1"],"time_limit":1},""),
 ("memory limit","code.tests",F("a = bytearray(700_000_000)\nprint(1)"),{"inputs":["\n"],"outputs":["1"],"memory_limit":64},""),
 ("checker says no","code.tests",F("print(2, 2)"),{"kind":"stdin","checker":"def check(given, got, want):\n    return sorted(got.split()) == sorted(want.split())","cases":[{"input":"","output":"1 2"}]},""),
 ("checker fails","code.tests",F("print('x')"),{"kind":"stdin","checker":"def check(given, got, want):\n    return int(got) == int(want)","cases":[{"input":"","output":"1"}]},""),
 ("checker that refuses all","code.tests",F("print('1')"),{"kind":"stdin","checker":"def check(given, got, want):\n    return False","cases":[{"input":"","output":"1"}]},""),
 ("contradictory stdin","code.tests",F("print(1)"),{"inputs":["1\n","1\n"],"outputs":["1\n","2\n"]},""),
 ("pickled","code.tests",F(READ),{"private_test_cases":"eJxrYJmayMYABp0TAA=="},""),
 ("lengths","code.tests",F(READ),{"inputs":["1 2\n"],"outputs":[]},""),
 ("lcb functional, wrong","code.io",F("class Solution:\n    def add(self, a, b):\n        return a"),[{"input":"2\n3","output":"5","testtype":"functional"}],""),
 ("nan","code.tests",F("print('nan')"),{"inputs":["\n"],"outputs":["1.5"]},"error at most 1e-6"),
 ("codeforces checker no","code.tests",F("print(7)"),{"official_tests":[{"input":"1 2\n","output":"2 1\n"}],"generated_checker":CHK},""),
]  # fmt: skip


def judged(row: Row) -> assay.Verdict:
    _, verifier, response, reference, prompt = row
    text = reference if isinstance(reference, str) else json.dumps(reference)
    return assay.verify(verifier, response=response, reference=text, prompt=prompt)


@pytest.mark.parametrize("row", RIGHT, ids=lambda row: row[0])
def test_right_programs(row: Row) -> None:
    found = judged(row)
    assert found.accepted, found


@pytest.mark.parametrize("row", NOT_RIGHT, ids=lambda row: row[0])
def test_others(row: Row) -> None:
    assert not judged(row).accepted


def test_a_limit_is_not_proof_of_wrongness() -> None:
    assert {judged(row).reason for row in NOT_RIGHT if "limit" in row[0]} == {"timeout", "limit_exceeded"}


def test_faults_of_a_reference_are_no_verdict_on_the_response() -> None:
    found = {row[0]: judged(row) for row in NOT_RIGHT}
    assert found["checker fails"].status is Status.ABSTAINED
    assert found["checker that refuses all"].status is found["pickled"].status is Status.ERROR
    assert found["contradictory stdin"].reason == "contradictory_reference"


@pytest.mark.parametrize(
    ("said", "seconds", "megabytes"),
    [
        ({"time_limit": 2.0, "memory_limit": 256.0}, 2.0, 256.0),
        ({"time_limit": "2 seconds", "memory_limit": "256 megabytes"}, 2.0, 256.0),
        ({"time_limit": "1500 ms", "memory_limit": "1 GB"}, 1.5, 1024.0),
        ({"time_limit": {"seconds": 3, "nanos": 500000000}, "memory_limit": 268435456}, 3.5, 256.0),
    ],
)
def test_limits(said: dict[str, Any], seconds: float, megabytes: float) -> None:
    part = json.loads(modern(json.dumps({"inputs": ["1"], "outputs": ["1"], **said})))["stdin"]
    assert (part["time_limit"], part["memory_limit"]) == (seconds, megabytes)


def test_outputs_are_compared_as_judges_online_do() -> None:
    assert same_output("1  2\n\n3 \n", "1 2\n3")
    assert same_output("2.5", "2.50") and same_output("1e0", "1.0")
    assert not same_output("1\n2", "1 2") and not same_output("2.5", "2.51") and not same_output("3.0", "3")
    assert not same_output(" *\n***", "  *\n ***") and not same_output("a b", "a\tb")
    assert same_output("0.33333", "0.333333", 1e-4) and not same_output("0.33333", "0.333333")
    assert same_output("YES", "YES") and not same_output("yes", "YES")


@pytest.mark.parametrize(
    ("prompt", "tolerance"),
    [
        ("absolute or relative error does not exceed $10^{-6}$", 1e-6),
        ("correct if the error is at most 1e-9.", 1e-9),
        ("with a precision of 0.0001", 1e-4),
        ("Answers within 10^-5 of the correct one are accepted", 1e-5),
        ("Print the error code 10.", None),
        ("Numbers go up to 10^9.", None),
    ],
)
def test_the_error_that_a_task_allows(prompt: str, tolerance: float | None) -> None:
    assert stated_tolerance(prompt) == (None if tolerance is None else pytest.approx(tolerance))
