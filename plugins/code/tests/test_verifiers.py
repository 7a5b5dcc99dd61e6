"""The verifiers of code on right and wrong responses of every shape."""

from __future__ import annotations

import json
import random
import textwrap
from pathlib import Path
from typing import Any

import pytest

from assay import Sample, Status, Task, Verdict, Verifier, sandbox, testing
from assay.testing import run_verifier
from assay_code.judging.chance import RUNS, runs_again
from assay_code.programs.mutate import mutants
from assay_code.verifiers import tests as code_tests
from assay_code.verifiers import testsuite as code_testsuite
from assay_code.verifiers.io import io
from assay_code.verifiers.output import output
from assay_code.verifiers.puzzle import puzzle
from assay_code.verifiers.strength import code_strength

TESTS, TESTSUITE = code_tests.tests, code_testsuite.testsuite
HERE = Path(__file__).parent


def judge(verifier: Verifier, response: str, reference: Any, prompt: str = "") -> Verdict:
    text = reference if isinstance(reference, str) else json.dumps(reference)
    return run_verifier(verifier, Sample(Task(prompt, text), response))


def cases(entry: str, *pairs: tuple[list[Any], Any], **more: Any) -> dict[str, Any]:
    listed = [{"args": args, "kwargs": {}, "expected": expected} for args, expected in pairs]
    return {"kind": "io", "entry": entry, "cases": listed, "order": True, **more}


ADD = cases("add", ([1, 2], 3), ([-1, 1], 0), (["a", "b"], "ab"))
GOOD = "def add(a, b):\n    return a + b\n"
BAD = "def add(a, b):\n    return a - b\n"
ADD_TESTS = ["assert add(1, 2) == 3", "assert add(-1, 1) == 0"]


@pytest.mark.parametrize(
    ("verifier", "accepts", "rejects"),
    [
        (io, [(GOOD, ADD)], [(BAD, ADD)]),
        (TESTS, [(GOOD, ADD_TESTS)], [(BAD, ADD_TESTS)]),
        (
            puzzle,
            [("def sol(): return 7", {"kind": "puzzle", "sat": "def sat(x): return x % 7 == 0 and x > 1"})],
            [("def sol(): return 8", {"kind": "puzzle", "sat": "def sat(x): return x % 7 == 0 and x > 1"})],
        ),
        (
            output,
            [("It prints:\n```\n3\n```", {"kind": "output", "program": "print(1 + 2)", "stdin": ""})],
            [("It prints:\n```\n4\n```", {"kind": "output", "program": "print(1 + 2)", "stdin": ""})],
        ),
        (
            TESTSUITE,
            [(f"def test():\n    {ADD_TESTS[0]}", {"entry": "add", "solution": GOOD, "mutants": [BAD]})],
            [
                (
                    "def test():\n    assert add(1, 0) == 1",
                    {"entry": "add", "solution": GOOD, "mutants": [BAD]},
                )
            ],
        ),
        (code_strength, [(GOOD, ADD_TESTS)], [(GOOD, ["assert add(1, 0) == 1"])]),
    ],
    ids=lambda v: getattr(v, "name", ""),
)
def test_contract(verifier: Verifier, accepts: Any, rejects: Any) -> None:
    for response, reference in accepts:
        assert testing.judge(verifier, response, json.dumps(reference)).accepted
    for response, reference in rejects:
        assert not testing.judge(verifier, response, json.dumps(reference)).accepted


# --- the program in a response

FOUND = {
    "plain code": GOOD,
    "a block": f"Here it is:\n\n```python\n{GOOD}```\n\nIt adds.",
    "an untagged block": f"```\n{GOOD}```",
    "tildes": f"~~~py\n{GOOD}~~~",
    "longer fence": f"````python\n{GOOD}````",
    "other language first": f"```bash\npip install nothing\n```\n\n```python\n{GOOD}```",
    "unclosed": f"```python\n{GOOD}",
    "carriage returns": f"```python\r\n{GOOD}```\r\n".replace("\n", "\r\n"),
    "byte order mark": "\ufeff" + GOOD,
    "tabs": "def add(a, b):\n\treturn a + b\n",
    "in a list": f"1. Write it:\n\n   ```python\n{textwrap.indent(GOOD, '   ')}   ```\n",
    "in a quotation": "> ```python\n" + textwrap.indent(GOOD, "> ") + "> ```\n",
    "prompts of a session": "```\n>>> def add(a, b):\n...     return a + b\n...\n>>> add(1, 2)\n3\n```",
    "usage after it": f"```python\n{GOOD}```\n\nUse it:\n\n```python\nprint(add(1, 2))\n```",
    "twice the same": f"```python\n{GOOD}```\n\nAgain:\n\n```python\n{GOOD}\n# the end\n```",
    "twice, with a docstring and a test": f"```python\n{GOOD}```\n\nWith an example:\n\n```python\ndef add(a, b):\n    'Adds.'\n    return a + b\n\nprint(add(1, 2))\n```",
    "replaced": f"```python\n{BAD}```\n\nWait, that subtracts. Corrected:\n\n```python\n{GOOD}```",
    "helper in another block": "```python\ndef plus(a, b):\n    return a + b\n```\n\n```python\ndef add(a, b):\n    return plus(a, b)\n```",
    "import in another block": "```python\nimport operator\n```\n\n```python\ndef add(a, b):\n    return operator.add(a, b)\n```",
    "step by step": "```python\nimport operator\n```\nThen\n```python\ndef plus(a, b):\n    return operator.add(a, b)\n```\nand\n```python\ndef add(a, b):\n    return plus(a, b)\n```",
    "step by step, from behind": "```python\ndef add(a, b):\n    return plus(a, b)\n```\nwith\n```python\ndef plus(a, b):\n    return operator.add(a, b)\n```\nand\n```python\nimport operator\n```",
    "prose around plain code": f"Sure, here is the function:\n\n{GOOD}\nIt adds two values.",
    "class": "```python\nclass add:\n    def __new__(cls, a, b):\n        return a + b\n```",
    "lambda": "add = lambda a, b: a + b",
    "under a condition": "try:\n    from operator import add\nexcept ImportError:\n    def add(a, b): return a + b",
    "fence within a text": 'def add(a, b):\n    """Example:\n\n    >>> add(1, 2)\n    3\n    """\n    return a + b\n',
}
_CHECK = "def check(candidate):\n    assert candidate(1, 2) == 3\n    assert candidate(a=2, b=2) == 4\n"
_METHOD = "class Solution:\n    def two(self, a, b):\n        return a + b\n"


@pytest.mark.parametrize(
    "reference",
    [
        {"tests": _CHECK, "entry_point": "Solution().two"},
        {"tests": _CHECK + "\ncheck(Solution().two)\n"},
        {"tests": _CHECK + "\ncheck(Solution().two)\n", "entry_point": "Solution().two"},
        {"tests": ["assert Solution().two(1, 2) == 3"], "entry_point": "Solution().two"},
    ],
)
def test_the_method_of_a_solution_is_checked(reference: Any) -> None:
    assert judge(TESTS, _METHOD, reference).accepted
    assert judge(TESTS, _METHOD.replace("+", "-"), reference).reason == "wrong_output"
    assert judge(TESTS, _METHOD.replace("two", "three"), reference).status is Status.REJECTED
    assert judge(TESTS, "def two(a, b):\n    return a + b\n", reference).reason == "no_entry"


_BEGUN = 'def add(a, b):\n    """Add two values."""\n'


@pytest.mark.parametrize(
    "response",
    [
        "    return a + b\n\nThe function returns the sum.",
        "    total = a + b\n\n    return total\nExplanation:\n- it adds; that is all.\n",
        "    if a:\n        return a + b\n    return a + b\n\nNote that `a` may be a text.\n\nDone.",
    ],
)
def test_a_completion_with_prose_after_it(response: str) -> None:
    assert judge(io, response, ADD, _BEGUN).accepted


@pytest.mark.parametrize(
    "response",
    [
        "    return a + b\n\nOr, if that is wrong:\n\n    return a - b\n",
        "    return a + b\n\nThe other way to do so:\n\ndef add(a, b):\n    return a - b\n",
        "    This adds both values.\n\nIt is simple.",
        "    return sum((a,\nand b\n",
    ],
)
def test_what_is_no_completion(response: str) -> None:
    assert judge(io, response, ADD, _BEGUN).reason != "ok"


NOT_FOUND = {
    "hedged": (f"One way:\n\n```python\n{GOOD}```\n\nAnother:\n\n```python\n{BAD}```", "hedged"),
    "hedged the other way": (f"Either\n\n```python\n{BAD}```\n\nor\n\n```python\n{GOOD}```", "hedged"),
    "hedged in a helper": ("```python\ndef g(a, b): return a + b\ndef add(a, b): return g(a, b)\n```\n\nOr\n\n```python\ndef g(a, b): return a - b\ndef add(a, b): return g(a, b)\n```", "hedged"),
    "the last one is wrong": (f"```python\n{GOOD}```\n\nCorrected:\n\n```python\n{BAD}```", "wrong_output"),
    "cut off": ("```python\ndef add(a, b):\n    return (a +", "syntax_error"),
    "prose": ("You add them with the plus sign.", "no_program"),
    "other name": ("def plus(a, b):\n    return a + b", "no_entry"),
    "empty": ("\n", "no_program"),
    "method only": ("class A:\n    def add(self, a, b):\n        return a + b", "no_entry"),
    "other language": ("```javascript\nfunction add(a, b) { return a + b }\n```", "no_program"),
    "too long": ("#" * 300_000 + "\n" + GOOD, "limit"),
}  # fmt: skip


@pytest.mark.parametrize("shape", list(FOUND))
def test_found(shape: str) -> None:
    assert judge(io, FOUND[shape], ADD).accepted, judge(io, FOUND[shape], ADD)
    assert judge(TESTS, FOUND[shape], ADD_TESTS).accepted


@pytest.mark.parametrize("shape", list(NOT_FOUND))
def test_not_found(shape: str) -> None:
    response, reason = NOT_FOUND[shape]
    found = judge(io, response, ADD)
    assert (found.status, found.reason) == (Status.REJECTED, reason), found


STUB = '''from typing import List


def scaled(values: List[int], by: int) -> List[int]:
    """Scale them.

    >>> scaled([1, 2], 3)
    [3, 6]
    """
'''
CHECK = {
    "entry_point": "scaled",
    "test": "METADATA = {}\n\n\ndef check(candidate):\n    assert candidate([1, 2], 3) == [3, 6]\n    assert candidate([], 3) == []\n",
}


@pytest.mark.parametrize(
    "completion",
    [
        "    return [by * value for value in values]\n",
        "    out = []\n    for value in values:\n        out.append(by * value)\n    return out\n",
        "return [by * value for value in values]",
        "out = []\n    for value in values:\n        out.append(by * value)\n    return out\n",
        "```python\n    return [by * value for value in values]\n```",
        "```python\n" + STUB + "    return [by * value for value in values]\n```",
        "```python\ndef scaled(values: List[int], by: int) -> List[int]:\n    return [by * value for value in values]\n```",
        "    return helper(values, by)\n\n\ndef helper(values, by):\n    return [by * value for value in values]\n",
    ],
)
def test_completions_of_a_prompt(completion: str) -> None:
    assert judge(TESTS, completion, CHECK, STUB).accepted, judge(TESTS, completion, CHECK, STUB)
    assert judge(TESTS, completion, CHECK, f"Complete this:\n\n```python\n{STUB}```").accepted
    worse = completion.replace("by *", "2 *")
    assert judge(TESTS, worse, CHECK, STUB).status is Status.REJECTED


# --- code.io


def test_io_compares_as_python_does_on_plain_data() -> None:
    def value(text: str, expected: Any, **more: Any) -> Status:
        return judge(io, f"def f(): return {text}", cases("f", ([], expected), **more)).status

    yes, no = Status.ACCEPTED, Status.REJECTED
    assert value("[1, 2]", [1, 2]) == value("1.0", 1) == value("True", 1) == value("None", None) == yes
    assert value("(1, 2)", [1, 2]) == value("'1'", 1) == value("[2, 1]", [1, 2]) == value("0", None) == no
    assert value("(1, [2])", {"$tuple": [1, [2]]}) == value("{1, 2}", {"$set": [1, 2]}) == yes
    assert value("float('nan')", {"$float": "nan"}) == value("[float('nan')]", [{"$float": "nan"}]) == yes
    assert value("0.1 + 0.2", 0.3) == value("3e-10 - 2e-10", 1e-10) == value("0.1 + 0.2 - 0.3", 0.0) == yes
    assert value("0.1 + 0.2", 0.3, tolerance=0.0) == value("0.30000001", 0.3, tolerance=1e-9) == no
    assert value("0.3000001", 0.3) == value("1e-9", 0.0) == value("1e-10", 2e-10) == no  # nobody stated one
    assert value("0.1 + 0.2", 0.3, tolerance=1e-9) == value("{'a': [0.1 + 0.2]}", {"a": [0.3]}, tolerance=1e-9) == yes  # fmt: skip
    assert value("10 ** 9 + 1", 10**9, tolerance=1e-6) == no  # whole numbers have no tolerance
    assert (
        value("[2, 1, 2]", [1, 2, 2], order=False) == yes and value("[2, 1, 1]", [1, 2, 2], order=False) == no
    )
    assert value("__import__('collections').Counter('aab')", {"a": 2, "b": 1}) == yes
    assert value("__import__('fractions').Fraction(1, 2)", 0.5) == yes
    assert value("range(3)", [0, 1, 2]) == value("iter([1])", [1]) == value("'a' * 10 ** 5", "a") == no


def test_io_exceptions() -> None:
    reference = {"cases": [{"args": [0], "raises": "ValueError"}, {"args": [1], "expected": 1}], "entry": "f"}
    assert judge(io, "def f(x):\n    if not x: raise ValueError('no')\n    return x", reference).accepted
    assert judge(io, "def f(x):\n    if not x: int('a')\n    return x", reference).accepted
    assert judge(io, "def f(x):\n    if not x: raise UnicodeError\n    return x", reference).accepted
    for body in ("raise KeyError", "return None", "raise Exception('ValueError')", "return ValueError"):
        found = judge(io, f"def f(x):\n    if not x: {body}\n    return x", reference)
        assert found.status is Status.REJECTED, body
    assert judge(io, "def f(x): return x", reference).reason == "not_raised"


@pytest.mark.parametrize(
    "body",
    [
        "''.join({'a', 'b', 'c', 'd', 'e', 'f', 'g'})",
        "''.join(frozenset('abcdefg'))",
        "''.join(dict.fromkeys('abcdefg').keys() & dict.fromkeys('abcdefgh'))",
        "hash('a')",
        "__import__('os').environ['PYTHONHASHSEED']",  # stands for all that differs from run to run
    ],
)
def test_programs_that_pass_at_times(body: str) -> None:
    program = f"def f(): return {body}"
    script = f"{program}\nprint(f())"
    printed = sandbox.current().run(script).stdout.decode().strip()
    value = int(printed) if body == "hash('a')" else printed
    assert judge(io, program, cases("f", ([], value))).reason == "not_deterministic"
    assert judge(TESTS, program, [f"assert f() == {value!r}"]).reason == "not_deterministic"
    assert judge(TESTS, program, f"def test():\n    assert f() == {value!r}").reason == "not_deterministic"
    stdin = {"kind": "stdin", "cases": [{"stdin": "", "stdout": printed}]}
    assert judge(TESTS, script, stdin).reason == "not_deterministic"
    assert judge(TESTS, script, {**stdin, "cases": [{"stdin": "", "stdout": "x"}]}).status is Status.REJECTED


def test_which_programs_are_run_again() -> None:
    for source in (
        "import random as r",
        "from os import urandom",
        "x = getattr(y, z)",
        "def f(x): return id(x)",
        "x in {1, 2}",
        "set(x)",
        "a.keys() - b.keys()",
        "{i for i in x}",
        "hash(x)",
        "from operator import methodcaller",
    ):
        assert runs_again(source) == RUNS, source
    for source in ("def f(x): return [y for y in sorted(x)]", "a.items()", "import sys, datetime", "{1: 2}"):
        assert runs_again(source) == 0, source


def test_programs_that_use_chance_and_are_right() -> None:
    program = "import random\ndef add(a, b):\n    parts = [a, b]\n    random.shuffle(parts)\n    return sum({*parts})"
    assert judge(io, program, cases("add", ([1, 2], 3), ([-1, 1], 0))).accepted


RAISING = {
    "itself": ("raise ValueError('no')", "ValueError", Status.ACCEPTED, "ok"),
    "a class of its own": ("class E(ValueError): pass\n    raise E", "ValueError", Status.ACCEPTED, "ok"),
    "another name": ("raise OSError", "IOError", Status.ACCEPTED, "ok"),
    "a class called like it": ("class ValueError(Exception): pass\n    raise ValueError", "ValueError", Status.REJECTED, "raised"),
    "a hedge": ("class E(ValueError, TypeError): pass\n    raise E", "TypeError", Status.ABSTAINED, "hedged"),
    "a slip": ("return undefined", "Exception", Status.REJECTED, "raised"),
    "a stub": ("raise NotImplementedError", "RuntimeError", Status.REJECTED, "raised"),
    "no error": ("class E(KeyboardInterrupt, Exception): pass\n    raise E", "E", Status.REJECTED, "exits"),
}  # fmt: skip


@pytest.mark.parametrize("how", list(RAISING))
def test_which_exceptions_count(how: str) -> None:
    body, wanted, status, reason = RAISING[how]
    program = f"def f():\n    {body}"
    found = judge(io, program, {"entry": "f", "cases": [{"args": [], "raises": wanted}]})
    assert (found.status, found.reason) == (status, reason), found
    if wanted in ("ValueError", "TypeError"):
        tests = f"import pytest\ndef test():\n    with pytest.raises({wanted}): f()\n    assert f is not None"
        assert judge(TESTS, program, tests).status is status


def test_values_that_are_nested_too_deeply() -> None:
    grow = "def grow(n):\n    return {'a': grow(n - 1)} if n else 1"
    for reference in (
        cases("grow", ([150], 1)),
        f"{grow.replace('grow', 'same')}\nassert grow(150) == same(150)",
    ):
        found = judge(io if isinstance(reference, dict) else TESTS, grow, reference)
        assert (found.status, found.reason) == (Status.ABSTAINED, "unsupported"), found
    taking = f"{grow.replace('grow', 'same')}\nassert f(same(150)) == 1"
    assert judge(TESTS, "def f(x): return len(x)", taking).accepted


def test_io_reports_every_case() -> None:
    found = judge(io, "def add(a, b): return 3", ADD)
    assert [check.status for check in found.checks] == [Status.ACCEPTED, Status.REJECTED, Status.REJECTED]
    assert (
        found.reason == "wrong_output" and "add(-1, 1) == 0" in found.message and "returns 3" in found.message
    )
    assert found.coverage is not None and found.coverage.claims_checked == 3
    assert found.runtime.startswith("CPython")
    stops = judge(io, "import os\ndef add(a, b): return 3 if a == 1 else os._exit(0)", ADD)
    assert [check.status for check in stops.checks] == [Status.ACCEPTED, Status.ABSTAINED, Status.ABSTAINED]
    assert stops.reason == "exits"


def test_io_bare_cases_and_keywords() -> None:
    bare = [{"args": [1], "kwargs": {"by": 3}, "expected": 3}]
    assert judge(io, "def helper(): pass\ndef anything(x, by=2): return x * by", bare).accepted
    assert judge(io, "def anything(x, by=2): return x + by", bare).status is Status.REJECTED


def test_modules_that_are_not_there() -> None:
    assert judge(io, "import numpy as np\ndef add(a, b): return np.add(a, b)", ADD).reason == "missing_module"
    assert (
        judge(io, "raise ModuleNotFoundError('x')\ndef add(a, b): return a + b", ADD).status
        is Status.ABSTAINED
    )
    late = "def add(a, b):\n    import numpy as np\n    return np.add(a, b)"
    assert judge(io, late, ADD).reason == judge(TESTS, late, ADD_TESTS).reason == "missing_module"
    source = "import numpy as np\ndef test():\n    assert np.isclose(f(1), 1)"
    assert judge(TESTS, "def f(x): return x", source).reason == "missing_module"


@pytest.mark.parametrize(
    "reference",
    [
        "not json",
        "{}",
        {"kind": "io", "entry": "f", "cases": []},
        {"kind": "io", "entry": "f", "cases": [{"args": [1]}]},
        {"kind": "io", "entry": "f", "cases": [{"args": 1, "expected": 1}]},
        {"kind": "io", "entry": "f", "cases": [{"args": [], "expected": {"$odd": 1}}]},
        {"kind": "io", "entry": "f", "cases": [{"args": [], "expected": 1, "raises": "ValueError"}]},
        {"kind": "io", "entry": "f()", "cases": [{"args": [], "expected": 1}]},
        {"kind": "io", "entry": "f", "cases": [{"args": [], "expected": 1}], "tolerance": -1},
        {"kind": "io", "entry": "f", "cases": [{"args": [], "raises": ""}]},
        {"kind": "tests", "entry": "f", "tests": "assert f() == 1"},
    ],
)
def test_io_references_that_cannot_be_read(reference: Any) -> None:
    found = judge(io, "def f(): return 1", reference)
    assert (found.status, found.reason) == (Status.ERROR, "unreadable_reference"), found


# --- code.tests

SHAPES: dict[str, tuple[str, str, str]] = {
    "is": ("assert f(1) is True\nassert f(0) is False", "x > 0", "x"),
    "is None": ("assert f(1) is None\nassert f(2) == 2", "None if x == 1 else x", "x"),
    "not": ("assert not f(0)\nassert f(1)", "x", "1"),
    "isclose": ("import math\nassert math.isclose(f(1), 0.1 + 0.2)", "x * 0.3", "x * 0.30001"),
    "difference": ("assert abs(f(1) - 0.333) < 1e-3", "x / 3", "x / 4"),
    "sorted": ("assert sorted(f(2)) == [1, 2]", "[x, 1]", "[x, 2]"),
    "set": ("assert set(f(2)) == {1, 2}", "(x, 1)", "(x, 2)"),
    "in": ("assert f(2) in (4, 5)", "x + x", "x + x + x"),
    "not equal": ("assert f(2) != 4\nassert f(1) == 1", "x", "x + x"),
    "and": ("assert f(2) == 4 and f(1) == 2", "x + x", "x * x"),
    "item": ("assert f(2)[0] == 4\nassert f(2)[-1] == 5", "[4, 5]", "[5, 4]"),
    "len": ("assert len(f(3)) == 3", "'a' * x", "'aa' * x"),
    "chain": ("assert 1 < f(1) < 3", "x + 1", "x + 2"),
    "power": ("assert f(3) == 2 ** 3", "2 ** x", "3 ** x"),
    "round": ("assert round(f(3), 2) == 0.33", "1 / x", "2 / x"),
    "message": ("assert f(1) == 2, f'not {f(1)}'", "x + 1", "x"),
    "iterator": ("assert list(f(3)) == [0, 1, 2]", "iter(range(x))", "iter(range(x + 1))"),
    "generator": ("assert tuple(f(3)) == (0, 1, 2)", "(i for i in range(x))", "(i for i in range(2))"),
    "closure": ("assert f(3)(4) == 7", "lambda y: x + y", "lambda y: x * y"),
    "callback": ("def test():\n    assert f(lambda y: y + 1) == 6", "x(5)", "x(6)"),
    "type": ("assert f(int) == [1]", "[i for i in ['a', 1] if isinstance(i, x)]", "[x]"),
    "loop": ("for i in range(4):\n    assert f(i) == i * i", "x * x", "x + x"),
    "variables": ("x = 3\ny = f(x)\nassert y == 9", "x * x", "x + x"),
    "functions": ("def test_a():\n    assert f(3) == 9\ndef test_b():\n    assert f(4) == 16", "x * x", "x * 3"),
    "class": ("class TestF:\n    def setup_method(self):\n        self.x = 3\n    def test_a(self):\n        assert f(self.x) == 9", "x * x", "x + x"),
    "unittest": ("import unittest\nclass T(unittest.TestCase):\n    def setUp(self):\n        self.x = 3\n    def test_a(self):\n        self.assertEqual(f(self.x), 9)\nif __name__ == '__main__':\n    unittest.main()", "x * x", "x + x"),
    "import of the solution": ("from solution import f\ndef test_a():\n    assert f(3) == 9", "x * x", "x + x"),
    "raises": ("import pytest\ndef test_a():\n    with pytest.raises(ZeroDivisionError):\n        f(0)\n    assert f(1) == 1", "1 // x", "x"),
    "raises with a message": ("import pytest\ndef test_a():\n    with pytest.raises(ValueError, match='invalid'):\n        f('x')", "int(x)", "{'y': 1}[x]"),
    "raises, plainly": ("try:\n    f(0)\n    raise AssertionError('an error expected')\nexcept ZeroDivisionError:\n    pass", "1 // x", "x"),
    "raises, in a function": ("def test_error():\n    try:\n        f(0)\n    except ZeroDivisionError:\n        return\n    raise AssertionError('expected')", "1 // x", "x"),
    "approx": ("import pytest\ndef test_a():\n    assert f(1) == pytest.approx(0.3)\n    assert [f(2)] == pytest.approx([0.6])", "x * (0.1 + 0.2)", "x * 0.31"),
    "parametrize": ("import pytest\n@pytest.mark.parametrize('x, y', [(1, 1), (3, 9)])\ndef test_a(x, y):\n    assert f(x) == y", "x * x", "x"),
    "in place": ("def test_a():\n    x = [3, 1]\n    f(x)\n    assert x == [1, 3]", "x.sort()", "sorted(x)"),
    "argument kept": ("def test_a():\n    x = [3, 1]\n    assert f(x) == [1, 3]\n    assert x == [3, 1]", "sorted(x)", "x.sort() or x"),
    "printed": ("import io, contextlib\ndef test_a():\n    out = io.StringIO()\n    with contextlib.redirect_stdout(out):\n        f(3)\n    assert out.getvalue() == '3\\n'", "print(x)", "print(x + 1)"),
    "helper of the tests": ("def same(a, b):\n    if isinstance(b, float):\n        assert abs(a - b) < 1e-6\n    else:\n        assert a == b\ndef test_a():\n    same(f(3), 9)", "x * x", "x + x"),
    "module of the standard library": ("assert f(3) == math.factorial(3)", "6 if x == 3 else 0", "x"),
}  # fmt: skip


@pytest.mark.parametrize("shape", list(SHAPES))
def test_shapes_of_tests(shape: str) -> None:
    source, good, bad = SHAPES[shape]
    right = judge(TESTS, f"def f(x): return {good}", source)
    assert right.accepted and right.checks, right
    wrong = judge(TESTS, f"def f(x): return {bad}", source)
    assert wrong.status is Status.REJECTED and wrong.checks, wrong


def test_objects_of_a_class_of_the_candidate() -> None:
    source = """
def test_stack():
    s = Stack()
    assert not s and len(s) == 0
    s.push(3)
    s.push(4)
    assert s.pop() == 4 and 3 in s and list(s) == [3] and isinstance(s, Stack)
    assert top(s) == 3
"""
    stack = """
class Stack:
    def __init__(self): self.items = []
    def push(self, x): self.items.append(x)
    def pop(self): return self.items.pop()
    def __len__(self): return len(self.items)
    def __iter__(self): return iter(self.items)
    def __contains__(self, x): return x in self.items
def top(s): return s.items[-1]
"""
    assert judge(TESTS, stack, source).accepted, judge(TESTS, stack, source)
    assert judge(TESTS, stack.replace("[-1]", "[0] + 1"), source).status is Status.REJECTED
    assert judge(TESTS, stack.replace("def top", "def bottom"), source).reason == "no_entry"


def test_methods_that_change_their_arguments() -> None:
    source = "def test():\n    x = [1, 2, 3]\n    Solution().rotate(x, 1)\n    assert x == [3, 1, 2]\n    assert Solution().sum(x) == 6"
    good = "class Solution:\n    def rotate(self, x, k): x[:] = x[-k:] + x[:-k]\n    def sum(self, x): return sum(x)"
    assert judge(TESTS, good, source).accepted, judge(TESTS, good, source)
    assert judge(TESTS, good.replace("x[:] =", "x ="), source).status is Status.REJECTED


def test_objects_of_a_class_of_the_tests() -> None:
    source = """
class Node:
    def __init__(self, value, next=None):
        self.value, self.next = value, next

def values(node):
    out = []
    while node:
        out.append(node.value)
        node = node.next
    return out

def test_reverse():
    head = Node(1, Node(2, Node(3)))
    assert values(f(head)) == [3, 2, 1]
"""
    good = "def f(node):\n    before = None\n    while node:\n        node.next, before, node = before, node, node.next\n    return before"
    assert judge(TESTS, good, source).accepted, judge(TESTS, good, source)
    assert judge(TESTS, "def f(node): return node", source).status is Status.REJECTED


def test_every_assertion_is_reported() -> None:
    source = (
        "assert f(1) == 1\nassert f(2) == 5\n\ndef test_a():\n    assert f(3) == 3\n    assert f(4) == 5\n"
    )
    found = judge(TESTS, "def f(x): return x", source)
    assert [(c.status, c.claim) for c in found.checks] == [
        (Status.ACCEPTED, "line 1: f(1) == 1"),
        (Status.REJECTED, "line 2: f(2) == 5"),
        (Status.ACCEPTED, "line 5: f(3) == 3"),
        (Status.REJECTED, "line 6: f(4) == 5"),
    ]
    assert "it returns 2" in found.message


@pytest.mark.parametrize(
    ("source", "status", "reason"),
    [
        ("assert f(1) == undefined_thing", Status.REJECTED, "no_entry"),
        ({"entry": "f", "tests": "def test():\n    x = 1\n    del x\n    assert f(x) == 1"}, Status.ERROR, "broken_tests"),
        ("def test():\n    x = 1\n    del x\n    assert x == f(1)", Status.ERROR, "broken_tests"),
        ("assert f(1) ==", Status.ERROR, "unreadable_reference"),
        ({"tests": 5}, Status.ERROR, "unreadable_reference"),
        ("def test():\n    f(1)", Status.ABSTAINED, "no_tests"),
        ("def test():\n    assert True", Status.ABSTAINED, "not_called"),
        ("assert 1 == 1", Status.ABSTAINED, "not_called"),
        ("import sys\ndef test():\n    assert f(1) == 1\n    sys.exit(0)", Status.ERROR, "broken_tests"),
        ("import pytest\n@pytest.mark.skip\ndef test():\n    assert f(1) == 1", Status.ABSTAINED, "unsupported"),
        ("def test(tmpdir):\n    assert f(1) == 1", Status.ABSTAINED, "unsupported"),
        ("async def test():\n    async with f(1) as x:\n        assert x == 1", Status.ABSTAINED, "unsupported"),
        ("try:\n    f(1)\nexcept Error:\n    pass\nassert f(1) == 1", Status.REJECTED, "no_entry"),
        ("def test():\n    while True:\n        f(1)", Status.ABSTAINED, "limit"),
    ],
)  # fmt: skip
def test_tests_that_are_at_fault(source: Any, status: Status, reason: str) -> None:
    found = judge(TESTS, "def f(x): return x", source)
    assert (found.status, found.reason) == (status, reason), found


@pytest.mark.parametrize(
    ("body", "claims", "status", "reason"),
    [
        ("len(x)", ["f('ab' * 20000) == 40000", "f('a' * 250000) == 250000"], Status.ACCEPTED, "ok"),
        ("2**x", ["f(25000) == 2**25000", "f(250000) == 2**250000"], Status.ACCEPTED, "ok"),
        ("2**x", ["f(250000) == 2**250001"], Status.REJECTED, "wrong_output"),
        ("f'{x} apples'", ["f(3) == '%d apples' % 3"], Status.ACCEPTED, "ok"),
        ("[x]", ["f(1) == [1][3]"], Status.ERROR, "broken_tests"),
        ("[x]", ["f(1) == [1][3]", "f(1) == 1"], Status.REJECTED, "wrong_output"),
        ("[x]", ["f(1)[3] == 1"], Status.REJECTED, "wrong_output"),
    ],
)
def test_plain_assertions_past_their_bounds(
    body: str, claims: list[str], status: Status, reason: str
) -> None:
    found = judge(TESTS, f"def f(x): return {body}", [f"assert {claim}" for claim in claims])
    assert (found.status, found.reason) == (status, reason), found


def test_stdin_cases() -> None:
    reference = {
        "kind": "stdin",
        "cases": [{"stdin": "1 2\n", "stdout": "3\n"}, {"stdin": "4 5\n", "stdout": "9\n"}],
    }
    program = "def main():\n    a, b = map(int, input().split())\n    print(a + b)\n\nif __name__ == '__main__':\n    main()\n"
    assert judge(TESTS, program, reference).accepted
    said = f"Sum them.\n\n```python\n{program}```\n\nWith the input\n\n```\n1 2\n```\n\nit prints\n\n```\n3\n```\n"
    assert judge(TESTS, said, reference).accepted
    used = f"```python\n{program}```\n\nTo try it:\n\n```python\nimport subprocess\nprint(subprocess.run(['python', 'x.py']))\n```"
    assert judge(TESTS, used, reference).accepted
    assert judge(TESTS, program.replace("a + b)", "a + b, '')"), reference).accepted  # white space at the end
    wrong = judge(TESTS, program.replace("a + b", "a * b"), reference)
    assert wrong.status is Status.REJECTED and [c.status for c in wrong.checks] == [Status.REJECTED] * 2
    assert judge(TESTS, program.replace("print(", "print(1, "), reference).reason == "wrong_output"
    assert judge(TESTS, "import numpy\nprint(3)", reference).status is Status.ABSTAINED
    close = {"kind": "stdin", "cases": [{"stdin": "", "stdout": "0.3333 a\n"}], "tolerance": 1e-3}
    assert judge(TESTS, "print(1 / 3, 'a')", close).accepted
    assert judge(TESTS, "print(1 / 3, 'b')", close).status is Status.REJECTED


# --- real tasks


@pytest.fixture(scope="module")
def mbpp() -> list[dict[str, Any]]:
    """MBPP (Austin et al. 2021, CC BY 4.0) where ``shared/`` lies beside the repository, thinned out; else a sample."""
    for parent in HERE.parents:
        full = parent / "shared" / "data" / "code" / "mbpp.jsonl"
        if full.is_file():
            rows = [json.loads(line) for line in full.open(encoding="utf-8")]
            return rows[::4]
    with (HERE / "data" / "mbpp_sample.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def mbpp_reference(row: dict[str, Any]) -> dict[str, Any]:
    return {"tests": row["test_list"] + row["challenge_test_list"], "setup": row["test_setup_code"]}


def test_mbpp_solutions_are_accepted(mbpp: list[dict[str, Any]]) -> None:
    with (HERE / "data" / "mbpp_sample.jsonl").open(encoding="utf-8") as lines:
        rows = {row["task_id"]: row for row in [*mbpp, *map(json.loads, lines)]}
    for row in rows.values():
        found = judge(TESTS, row["code"], mbpp_reference(row), row["text"])
        assert found.accepted, (row["task_id"], found)
        assert len(found.checks) >= 3 - (row["task_id"] in (367,))


def test_mbpp_mutants_are_mostly_rejected(mbpp: list[dict[str, Any]]) -> None:
    killed = total = 0
    for row in mbpp[::8]:
        for mutant in mutants(row["code"].replace("\r\n", "\n"), 3, random.Random(row["task_id"])):
            found = judge(TESTS, mutant.source, mbpp_reference(row))
            assert found.status is not Status.ERROR
            killed += not found.accepted
            total += 1
    assert killed > 0.7 * total, f"{killed} of {total}"


# --- strength


def test_strength_names_the_survivors() -> None:
    weak = judge(code_strength, GOOD, {"tests": ["assert add(2, 0) == 2"], "min_kill": 0.9})
    assert (weak.status, weak.reason) == (Status.REJECTED, "weak_tests")
    assert any(check.kind == "survivor" and "a - b" in check.message for check in weak.checks)
    assert judge(code_strength, BAD, ADD_TESTS).reason == "wrong_output"
    assert judge(code_strength, GOOD, {"tests": ADD_TESTS, "min_kill": 1.0}).accepted
    assert judge(code_strength, GOOD, {**ADD, "min_kill": 1.0}).accepted
    assert (
        judge(code_strength, "def add(a, b): pass", ["assert add(1, 2) is None"]).status
        is not Status.ACCEPTED
    )
    assert judge(code_strength, GOOD, {"tests": ADD_TESTS, "min_kill": 7}).status is Status.ERROR


_MANY = ", ".join(map(str, range(1, 61)))
_WEAK = "def f(x):\n    if x > 5 and x < 9:\n        return x * 3 - 1\n    return 0\n"
_LINES = f"K = [{_MANY}]\n"
PADDED = {
    "not at all": (_WEAK, "weak_tests"),
    "an assertion": (f"{_LINES}assert sum(K) == 1830\n{_WEAK}", "weak_tests"),
    "an assertion within": (_WEAK.replace("    if", f"    {_LINES}    assert sum(K) == 1830\n    if"), "weak_tests"),
    "a check": (f"{_LINES}if sum(K) != 1830: raise ValueError\n{_WEAK}", "weak_tests"),
    "a check of what is used": (
        f"{_LINES}if sum(K) != 1830: raise ValueError\n{_WEAK.replace('x > 5', 'x > K[4]')}",
        "weak_tests",
    ),
    "a look at its text when called": (
        _WEAK.replace("    if", "    import inspect\n    assert 'x * 3' in inspect.getsource(f)\n    if"),
        "no_mutants",
    ),
    "a look at its code when called": (
        _WEAK.replace("    if", "    if getattr(f, '__co' + 'de__').__getattribute__('c' + 'o_nlocals') != 1: return None\n    if"),
        "no_mutants",
    ),
    **{
        guard: (f"import os\n{_LINES}{_WEAK.replace('    if', f'    {guard}{chr(10)}    if')}", "weak_tests")
        for guard in (
            "if sum(K) != 1830: raise SystemExit",
            "if sum(K) != 1830: raise ValueError",
            "if sum(K) != 1830: raise AssertionError",
            "if sum(K) != 1830: os._exit(0)",
            "if sum(K) != 1830: return None",
            "if sum(K) != 1830: return f(x)",
            "1 / (sum(K) == 1830)",
        )
    },
}  # fmt: skip


@pytest.mark.parametrize("how", list(PADDED))
def test_strength_counts_what_the_tests_find(how: str) -> None:
    program, reason = PADDED[how]
    found = judge(code_strength, program, ["assert f(0) == 0"])
    assert (found.accepted, found.reason) == (False, reason), found


def test_strength_mutates_what_the_tests_reach() -> None:
    program = f"N = [2]\nN.append(1)\n{GOOD.replace('b', 'b * N[1]', 2).replace('a, b * N[1]', 'a, b')}\nprint(add(1, 2) < 7)\nif __name__ == '__main__':\n    print(3 + 4)\n"
    found = judge(code_strength, program, {"tests": ADD_TESTS, "min_kill": 0.0})
    assert found.accepted, found
    lines = {check.claim for check in found.checks if check.kind == "survivor"}
    assert lines <= {"line 1", "line 2", "line 4"}, found.checks
    again = judge(
        code_strength, f"Here:\n```python\n# adds\n{program}\n\n```", {"tests": ADD_TESTS, "min_kill": 0.0}
    )
    assert [check.message for check in again.checks] == [check.message for check in found.checks]
    needs = "def f(x):\n    assert x > 0, 'no'\n    return x + 1"
    tests = "import pytest\ndef test():\n    assert f(1) == 2\n    with pytest.raises(AssertionError): f(0)"
    assert judge(code_strength, needs, {"tests": tests, "min_kill": 0.5}).accepted


# --- output and puzzles


@pytest.mark.parametrize(
    "response",
    [
        "```\n3\nx\n```",
        "Output:\n\n3\nx",
        "First `a`:\n```\n1\n```\nso\n```text\n3 \nx\n\n```",
        "3\nx",
        "**Output:**\n3\nx",
    ],
)
def test_output_is_found(response: str) -> None:
    assert judge(
        output, response, {"kind": "output", "program": "print(3)\nprint('x')", "stdin": ""}
    ).accepted


def test_output_is_stated_once() -> None:
    reference = {"kind": "output", "program": "print(6)", "stdin": ""}

    def said(response: str, prompt: str = "") -> str:
        return judge(output, response, reference, prompt).reason

    five, six = "```\n5\n```", "```\n6\n```"
    assert said(f"Either\n{five}\nor\n{six}") == "hedged"
    assert said(f"{five}\n\n{six}") == said(f"{five}\nThe output could also be:\n{six}") == "hedged"
    assert said(f"It prints:\n{six}\nAnd again:\n{six}") == "ok"
    assert said(f"{five}\nWait, it counts once more. Corrected:\n{six}") == "ok"
    assert said(f"{six}\nWait, it counts less. Corrected:\n{five}") == "wrong_output"
    assert said(f"Given\n{five}\nit gives\n{six}", "The input is 5.") == "ok"
    for nothing in ("N/A", "…", "I don't know", "Sorry, I cannot say.", "\u200b\x00"):
        assert said(nothing) == "no_answer", nothing
    assert said("I") == said("7") == "wrong_output"
    assert judge(output, "…", reference | {"program": "print('…')"}).accepted


def test_output_at_fault() -> None:
    changing = {"kind": "output", "program": "print({'a', 'b', 'c', 'd', 'e', 'f', 'g'})"}
    assert judge(output, "```\n{'a'}\n```", changing).reason == "not_deterministic"
    failing = {"kind": "output", "program": "raise ValueError"}
    assert judge(output, "```\n\n```", failing).status is Status.ERROR
    one = {"kind": "output", "program": "print(1)"}
    for response in ("```\n1", "```\n1\n```\n```\n2\n```", "```python\nprint(1)\n```", "1 or 2"):
        assert judge(output, response, one).status is Status.REJECTED


def test_puzzle_types() -> None:
    def answer(text: str, kind: str) -> Status:
        reference = {"kind": "puzzle", "sat": "def sat(x): return bool(x)", "answer_type": kind}
        return judge(puzzle, f"def sol(): return {text}", reference).status

    yes, no = Status.ACCEPTED, Status.REJECTED
    assert answer("[1]", "list[int]") == answer("[(1, 'a')]", "List[Tuple[int, str]]") == answer("{'a': [1]}", "dict[str, list[int]]") == yes  # fmt: skip
    assert answer("True", "int") == answer("['a']", "list[int]") == answer("(1,)", "list[int]") == answer("[(1, 2)]", "list[tuple[int, str]]") == no  # fmt: skip
    truthy = {"kind": "puzzle", "sat": "def sat(x): return x"}
    assert judge(puzzle, "def sol(): return 1", truthy).status is no  # exactly True
    assert judge(puzzle, "def sol(): return True", truthy).accepted
    assert (
        judge(puzzle, "def sol(): return 1", {"kind": "puzzle", "sat": "def sat(x) return"}).status
        is Status.ERROR
    )
