"""Further responses that try to be accepted without being right: exceptions, outputs, puzzles and tests that say nothing."""

from __future__ import annotations

import json
from typing import Any

import pytest

from assay import Sample, Status, Task, Verdict, Verifier
from assay.testing import run_verifier
from assay_code.verifiers import fair_puzzle as code_fair_puzzle
from assay_code.verifiers import io as code_io
from assay_code.verifiers import output as code_output
from assay_code.verifiers import stubs as code_stubs
from assay_code.verifiers import tests as code_tests
from assay_code.verifiers import testsuite as code_testsuite


def _verdict(verifier: Verifier, response: str, reference: Any, prompt: str = "") -> Verdict:
    text = reference if isinstance(reference, str) else json.dumps(reference)
    return run_verifier(verifier, Sample(Task(prompt, text), response))


def _in(body: str) -> str:
    return "def test_p():\n" + "".join(f"    {line}\n" for line in body.splitlines())


# --- f(1) is to raise a ValueError

RAISES: dict[str, tuple[Verifier, Any]] = {
    "pytest": (code_tests.tests, "import pytest\n" + _in("with pytest.raises(ValueError):\n    f(1)")),
    "unittest": (code_tests.tests, "import unittest\nclass TestX(unittest.TestCase):\n    def test_a(self):\n        with self.assertRaises(ValueError):\n            f(1)\n"),
    "try": (code_tests.tests, "try:\n    f(1)\n    raise AssertionError('x')\nexcept ValueError:\n    pass"),
    "try in a function": (code_tests.tests, _in("try:\n    f(1)\nexcept ValueError:\n    return\nraise AssertionError")),
    "io": (code_io.io, {"kind": "io", "entry": "f", "cases": [{"args": [1], "raises": "ValueError"}]}),
}  # fmt: skip
NOT_RAISED: dict[str, str] = {
    "own class": "class ValueError(Exception): pass\ndef f(x): raise ValueError",
    "own class of exits": "class ValueError(BaseException): pass\ndef f(x): raise ValueError",
    "own class by type": "E = type('ValueError', (Exception,), {})\ndef f(x): raise E",
    "own class within a class": "class X:\n    class ValueError(Exception): pass\ndef f(x): raise X.ValueError",
    "renamed": "class E(Exception): pass\nE.__name__ = E.__qualname__ = 'ValueError'\ndef f(x): raise E",
    "name by a metaclass": "class M(type):\n    __name__ = property(lambda s: 'ValueError')\nclass E(Exception, metaclass=M): pass\ndef f(x): raise E",
    "hedge": "class E(ValueError, TypeError, KeyError): pass\ndef f(x): raise E",
    "hedge by type": "E = type('E', (ValueError, IndexError), {})\ndef f(x): raise E",
    "hedge with a subclass": "class E(UnicodeError, KeyError): pass\ndef f(x): raise E",
    "an exit too": "class E(SystemExit, ValueError): pass\ndef f(x): raise E",
    "lying class": "class E(Exception):\n    __class__ = property(lambda s: ValueError)\ndef f(x): raise E",
    "instance of all": "class M(type):\n    def __instancecheck__(c, o): return True\n    def __subclasscheck__(c, o): return True\nclass E(Exception, metaclass=M): pass\ndef f(x): raise E",
    "group": "def f(x): raise ExceptionGroup('x', [ValueError(), TypeError()])",
    "cause": "def f(x):\n    try: raise ValueError\n    except ValueError as e: raise KeyError from e",
    "slip": "class E(NotImplementedError): pass\ndef f(x): raise E",
    "returned": "def f(x): return ValueError()",
    "class returned": "def f(x): return ValueError",
    "warned": "import warnings\ndef f(x): warnings.warn('x', UserWarning)",
    "in a generator": "def f(x):\n    yield\n    raise ValueError",
    "all of them on the wire": "import gc, builtins\nD = [o for o in gc.get_objects() if type(o).__name__ == '_Driver'][0]\nB = tuple(n for n in dir(builtins) if isinstance(getattr(builtins, n), type) and issubclass(getattr(builtins, n), Exception))\ndef f(x):\n    D.send('raised', 'Foo', '0', B, (x,), {})\n    D.receive()",
}  # fmt: skip


@pytest.mark.parametrize("kind", list(RAISES))
@pytest.mark.parametrize("name", list(NOT_RAISED))
def test_another_exception_is_not_the_expected_one(name: str, kind: str) -> None:
    verifier, reference = RAISES[kind]
    found = _verdict(verifier, NOT_RAISED[name], reference)
    assert found.status in (Status.REJECTED, Status.ABSTAINED), found


@pytest.mark.parametrize("kind", list(RAISES))
def test_the_exception_or_one_derived_from_it_is(kind: str) -> None:
    verifier, reference = RAISES[kind]
    for raised in ("ValueError('no')", "UnicodeError", "E"):
        program = f"class E(ValueError): pass\ndef f(x): raise {raised}"
        assert _verdict(verifier, program, reference).accepted


# --- what is left of tests of functions

LEFT: dict[str, tuple[str, Any]] = {
    "class for a function": (
        "class f:\n    def __init__(self, x): pass\n    def __eq__(self, o): return True\n    def __ne__(self, o): return True",
        _in("assert f([1, 2]) == f([2, 1])\nassert f([1]) != f([2])"),
    ),
    "two, not sure which": (
        "```python\ndef f(x): return 1\n```\nThe full version, or maybe not:\n```python\ndef f(x): return 2\n```",
        ["assert f(1) == 2"],
    ),
    "luck by a timer": (
        "import signal\nn = [0]\ndef tick(*a): n[0] += 1\nsignal.signal(signal.SIGALRM, tick)\nsignal.setitimer(signal.ITIMER_REAL, 0.0003, 0.0003)\ndef f(x):\n    for _ in range(20000): pass\n    return n[0] % 2",
        ["assert f(1) == 1", "assert f(1) == 0", "assert f(1) == 1", "assert f(1) == 0"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", list(LEFT))
def test_attack_on_what_is_left(name: str) -> None:
    found = _verdict(code_tests.tests, *LEFT[name])
    assert found.status in (Status.REJECTED, Status.ABSTAINED), found


QUINT = "from collections import namedtuple\nQ = namedtuple('Q', 'a b')\ndef f(x): return Q(1, 2)"


@pytest.mark.parametrize(
    ("program", "tests"),
    [
        (QUINT, "import json\n" + _in("assert json.dumps(f(1)) == '[1, 2]'")),
        (QUINT, _in("assert '%s %s' % f(1) == '1 2'")),
        (QUINT, _in("assert f(1)[0:2] == (1, 2)")),
        ("class S(str): pass\ndef f(x): return S('ab')", _in("assert ''.join([f(1)]) == 'ab'")),
        ("def f(n, g): return n and 1 + g(n - 1)", _in("def g(n): return f(n, g)\nassert f(60, g) == 60")),
        (
            "print(open('/dev/stdin').read())",
            {"kind": "stdin", "cases": [{"stdin": "1\n", "stdout": "1\n"}]},
        ),
    ],
)
def test_a_right_program_is_not_rejected(program: str, tests: Any) -> None:
    found = _verdict(code_tests.tests, program, tests)
    assert found.status is Status.ABSTAINED, found


# --- the program prints 6

OUTPUT = {"kind": "output", "program": "print(6)"}
NOT_SAID: tuple[str, ...] = (
    "It either prints `5` or it prints `6`.",
    "The output is `5`. The output is `6`.",
    "```\n6\n```\nWait, that is wrong. The output is `5`.",
    "```\n6\n```\nOutput: 5",
    "Output: 5\nOutput: 6",
    "Answer: 5\n\nFinal answer: 6 or 7",
    "~~~\n5\n~~~\nor\n```\n6\n```",
    "```\n6 # or 5\n```",
    "````\n```\n6\n```\n````",
    "```python\nprint(6)\n```",
)


@pytest.mark.parametrize("response", NOT_SAID)
def test_attack_on_output(response: str) -> None:
    assert _verdict(code_output.output, response, OUTPUT).status is Status.REJECTED


@pytest.mark.parametrize(
    "response",
    [
        "6",
        "It prints `6`.",
        "First x is `5`. So it prints `6`.",
        "The output is:\n```\n6\n```\nbecause 6 is printed.",
        "```\n6\n```\nSo the output is `6`.",
        "The first version prints `5`. The fixed one is shown, so the output is `6`.",
    ],
)
def test_an_output_that_is_said_once(response: str) -> None:
    assert _verdict(code_output.output, response, OUTPUT).accepted


# --- puzzles that are none

UNFAIR: dict[str, tuple[str, str]] = {
    "a constant": ("int", "def sat(x: int) -> bool:\n    return x == 98765"),
    "a text": ("str", "def sat(s: str) -> bool:\n    return s == 'zebra crossing'"),
    "a default": ("str", "def sat(s: str, t: str = 'quilt') -> bool:\n    return s == t"),
    "a default list": ("list[int]", "def sat(x: list[int], t=[4, 7, 1]) -> bool:\n    return x == t"),
    "a negative number": ("int", "def sat(x: int) -> bool:\n    return x == -98765"),
    "anything": ("int", "def sat(x: int) -> bool:\n    return True"),
    "time": ("int", "import time\ndef sat(x: int) -> bool:\n    return time.time() > x > 5"),
    "chance": ("int", "import random\ndef sat(x: int) -> bool:\n    return random.random() > 0.5"),
    "state": ("int", "def sat(x: int, n: list = []) -> bool:\n    n.append(x)\n    return len(n) > 90"),
    "state by assignment": ("int", "def sat(x: int, n: list = [0]) -> bool:\n    n[0] += 1\n    return n[0] > 90"),
    "hashes": ("str", "def sat(x: str) -> bool:\n    return hash(x) % 9973 == 0"),
    "files": ("str", "def sat(x: str) -> bool:\n    return open(x).read() == ''"),
    "two": ("int", "def sat(x: int) -> bool:\n    return x > 5555\ndef sat(x: int) -> bool:\n    return True"),
}  # fmt: skip


@pytest.mark.parametrize("name", list(UNFAIR))
def test_attack_on_fair_puzzle(name: str) -> None:
    kind, sat = UNFAIR[name]
    reference = {"kind": "puzzle", "sat": sat, "answer_type": kind}
    assert _verdict(code_fair_puzzle.fair_puzzle, "", reference, sat).status is Status.REJECTED


def test_a_fair_puzzle() -> None:
    sat = "def sat(x: list[int], t: list[int] = [4, 7, 1]) -> bool:\n    return sorted(x) == sorted(t) and x[0] == 7 and x[1] == 1"
    reference = {"kind": "puzzle", "sat": sat, "answer_type": "list[int]"}
    assert _verdict(code_fair_puzzle.fair_puzzle, "", reference, sat).accepted
    assert not _verdict(code_fair_puzzle.fair_puzzle, "", reference, "another prompt").accepted


# --- tests that a program passes which does nothing

TIMES = "def f(x): return x * 24"
VACUOUS: dict[str, tuple[str, Any]] = {
    "expression": (TIMES, ["assert f(5) == 2 * 60"]),
    "variable": (TIMES, _in("want = 120\nassert f(5) == want")),
    "loop": (TIMES, _in("for x, y in [(5, 120)]:\n    assert f(x) == y")),
    "parameters": (TIMES, "import pytest\n@pytest.mark.parametrize('x,y', [(5, 120)])\ndef test_f(x, y):\n    assert f(x) == y"),
    "about": (TIMES, _in("assert abs(f(5) - 119.5) < 1")),
    "type": (TIMES, _in("assert isinstance(f(5), int)")),
    "one case": (TIMES, {"kind": "io", "entry": "f", "cases": [{"args": [5], "expected": 120}]}),
    "choice": (TIMES, ["assert f(5) in (120, 7)"]),
    "more than": (TIMES, ["assert f(5) > 100"]),
    "length": ("def f(x): return [x] * 3", ["assert len(f(5)) == 3"]),
    "another error": ("def f(x): raise KeyError", "import pytest\n" + _in("with pytest.raises(KeyError): f(1)")),
    "second argument": ("def f(a, b): return b", ["assert f(1, 2) == 2", "assert f(3, 4) == 4"]),
    "stdin": ("print(int(input()) * 24)", {"kind": "stdin", "cases": [{"stdin": "5", "stdout": "120"}]}),
}  # fmt: skip


@pytest.mark.parametrize("name", list(VACUOUS))
def test_attack_on_stubs(name: str) -> None:
    found = _verdict(code_stubs.stubs, *VACUOUS[name])
    assert (found.status, found.reason) == (Status.REJECTED, "vacuous_tests"), found


def test_tests_that_say_something() -> None:
    assert _verdict(code_stubs.stubs, TIMES, ["assert f(5) == 120", "assert f(1) == 24"]).accepted


# --- tests that find faults by luck, or look into what runs them

SUITE = {
    "kind": "testsuite",
    "entry": "f",
    "solution": "def f(x): return sum(i * i for i in x)",
    "mutants": [
        "def f(x): return sum(x)",
        "def f(x): return sum(i * i for i in x) + 1",
        "def f(x): return 0",
    ],
}
REFUSED: dict[str, str] = {
    "time": "import datetime\ndef test_f():\n    f([2])\n    assert datetime.datetime.now().microsecond % 2",
    "chance": "import random\ndef test_f():\n    f([2])\n    assert random.random() < 0.5",
    "places of objects": "def test_f():\n    assert id(f([2])) % 32",
    "modules of modules": "from unittest.mock import sys\ndef test_f():\n    assert f([2, 3]) == 13",
    "hidden modules": "from random import _os\ndef test_f():\n    assert f([2, 3]) == 13",
    "built-in functions": "import enum\ndef test_f():\n    enum.bltns.getattr(test_f, 'x', 1)\n    assert f([2, 3]) == 13",
    "renamed": "from operator import attrgetter as a\ndef test_f():\n    a('__globals__')(test_f)\n    assert f([2, 3]) == 13",
    "fields": "import string\ndef test_f():\n    string.Formatter().get_field('0.__class__', [1], {})\n    assert f([2, 3]) == 13",
    "frames": "def test_f():\n    try: 1 / 0\n    except ZeroDivisionError as e: e.with_traceback(None).x.tb_frame\n    assert f([2, 3]) == 13",
    "hashes": "def test_f():\n    assert hash(str(f([2, 3]))) != 0",
    "calls": "import itertools\nc = itertools.count()\ndef test_f():\n    f([1])\n    assert next(c) == 0",
}  # fmt: skip


@pytest.mark.parametrize("name", list(REFUSED))
def test_attack_on_testsuite(name: str) -> None:
    found = _verdict(code_testsuite.testsuite, f"```python\n{REFUSED[name]}\n```", SUITE)
    assert found.status in (Status.REJECTED, Status.ABSTAINED), found


def test_a_suite_with_a_seed() -> None:
    tests = "import random\nfrom collections import abc\ndef test_f():\n    rng = random.Random(5)\n    for _ in range(5):\n        x = [rng.randint(2, 9) for _ in range(3)]\n        assert f(x) == sum(i ** 2 for i in x)"
    assert _verdict(code_testsuite.testsuite, f"```python\n{tests}\n```", SUITE).accepted


# --- objects that answer everything

LIAR = (
    "class A({base}):\n    def _yes(self, *a): return True\n    def _zero(self, *a): return 0\n    __eq__ = __lt__ = __gt__ = __le__ = __ge__ = "
    "__contains__ = _yes\n    __sub__ = __rsub__ = __abs__ = __round__ = _zero\n    def __hash__(self): return hash(3)\ndef f(x): return {value}"
)
ASKED: dict[str, tuple[str, str, Any]] = {
    "key": ("str", "{A('a'): 1}", ["assert f(1) == {'b': 1}"]),
    "member": ("tuple", "[A((1, 2))]", ["assert f(1) == [(3, 4)]"]),
    "set": ("object", "{A()}", ["assert f(1) == {3}"]),
    "in": ("object", "A()", ["assert f(1) in [3, 4]"]),
    "between": ("object", "A()", ["assert 1 <= f(1) <= 3"]),
    "sorted": ("object", "[A(), A()]", _in("assert sorted(f(1)) == f(1)")),
    "difference": ("object", "A()", ["assert abs(f(1) - 5) < 1e-6"]),
    "rounded": ("object", "A()", ["assert round(f(1), 2) == 0"]),
    "approx": ("float", "A(1)", "import pytest\n" + _in("assert f(1) == pytest.approx(5)")),
    "approx of a list": ("list", "A([1])", "import pytest\n" + _in("assert f(1) == pytest.approx([5])")),
    **{
        call: (base, value, f"import unittest\nclass TestX(unittest.TestCase):\n    def test_a(self):\n        self.{call}\n")
        for base, value, call in (
            ("object", "A()", "assertAlmostEqual(f(1), 5)"),
            ("object", "[A(), A()]", "assertCountEqual(f(1), [1, 2])"),
            ("object", "A()", "assertGreater(f(1), 5)"),
            ("object", "A()", "assertIn(7, f(1))"),
            ("int", "A(4)", "assertIsInstance(f(1), int)"),
            ("dict", "A()", "assertDictEqual(f(1), {1: 2})"),
            ("list", "A()", "assertListEqual(f(1), [2])"),
            ("str", "A('q')", "assertRegex(f(1), 'z')"),
        )
    },
}  # fmt: skip


@pytest.mark.parametrize("name", list(ASKED))
def test_an_object_that_says_yes_is_undecided(name: str) -> None:
    base, value, tests = ASKED[name]
    program = LIAR.replace("{base}", base).replace("{value}", value)
    found = _verdict(code_tests.tests, program, tests)
    assert found.status is Status.ABSTAINED, found
