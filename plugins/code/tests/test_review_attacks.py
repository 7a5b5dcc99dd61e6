"""Attacks on tests that hand things to the program, each beside an honest program that stays accepted."""

from __future__ import annotations

import json
from typing import Any

import pytest

from assay import Sample, Status, Task, Verdict, Verifier
from assay.gate import run_verifier
from assay_code.verifiers import tests as code_tests

ACCEPTED, REJECTED, ABSTAINED = Status.ACCEPTED, Status.REJECTED, Status.ABSTAINED


def _verdict(program: str, tests: Any, prompt: str = "", verifier: Verifier = code_tests.tests) -> Verdict:
    reference = tests if isinstance(tests, str) else json.dumps(tests)
    return run_verifier(verifier, Sample(Task(prompt, reference), program))


def _in(body: str) -> str:
    return "def test_p():\n" + "".join(f"    {line}\n" for line in body.splitlines())


UNIT = "import unittest\nclass TestX(unittest.TestCase):\n    def test_a(self):\n"
CALLBACK = UNIT + "        def cb(v): self.assertEqual(v, 42)\n        f(cb, 21)\n"
FAILING = "import pytest\n" + _in("def boom(): pytest.fail('no')\nassert f(boom) == 1")
RAISING = _in("def boom(): raise AssertionError('no')\nassert f(boom) == 1")
CALLS = "def f(cb):\n    try: cb()\n    except Exception: pass\n    return 1"
MOCK = "from unittest.mock import Mock\n"
SENT = MOCK + _in(
    "m = Mock()\nnotify(m, 3)\nm.send.assert_called_once_with(6)\nassert m.send.call_count == 1"
)
ACCOUNT = "class A:\n    limit = 0\n    def __init__(s): s.b = 0\n    def check(s, n): return s.b == n\n"
DEPOSIT = ACCOUNT + _in("a = A()\ndeposit(a, 5)\nassert a.check(5)")
CHILD = "class N:\n    def __init__(s, v, n=None): s.v = v; s.n = n\n"
MODULE = "import re\n" + _in("out = []\nf(re, out)\nassert out == [57]")
ENDS = "assert all(map(lambda p: {}, f(10)))"

JUDGED: dict[str, tuple[str, Any, Status]] = {
    # an assertion of the tests in the program's hands
    "values tried": ("def f(cb, x):\n    for i in range(100):\n        try:\n            cb(i); return\n        except Exception: pass", CALLBACK, REJECTED),
    "message read": ("import re\ndef f(cb, x):\n    try: cb('?')\n    except Exception as e: cb(int(re.findall(r'-?\\d+', str(e))[-1]))", CALLBACK, REJECTED),
    "right at once": ("def f(cb, x): cb(2 * x)", CALLBACK, ACCEPTED),
    "pytest.fail swallowed": (CALLS, FAILING, REJECTED),
    "AssertionError swallowed": (CALLS, RAISING, REJECTED),
    "by a method": ("def f(o):\n    for i in range(100):\n        try:\n            o.expect(i); return\n        except Exception: pass", "class Spy:\n    def expect(s, v):\n        if v != 42: raise AssertionError('expected 42')\n        s.ok = True\n" + _in("s = Spy()\nf(s)\nassert s.ok"), REJECTED),
    "not called": ("def f(cb): return 1", FAILING, ACCEPTED),
    "a test runner": ("def f(cb):\n    try: cb()\n    except AssertionError: return 1", RAISING, ABSTAINED),
    "the program's own": ("def f(cb):\n    assert cb() == 2", "import pytest\n" + _in("with pytest.raises(AssertionError):\n    f(lambda: 1)"), ACCEPTED),
    # methods of the tests' objects
    "mock": ("def notify(m, x): m.send.assert_called_once_with = lambda *a, **k: None", SENT, ABSTAINED),
    "mock, its method": ("def notify(m, x): m.assert_called_once_with = lambda *a, **k: None", MOCK + _in("m = Mock()\nnotify(m, 3)\nm.assert_called_once_with(6)"), ABSTAINED),
    "mock, wiped": ("def f(m):\n    m.go()\n    m.reset_mock()", MOCK + _in("m = Mock()\nf(m)\nm.go.assert_not_called()"), ABSTAINED),
    "mock, its calls wiped": ("def f(m):\n    m.go()\n    m.mock_calls.clear()", MOCK + _in("m = Mock()\nf(m)\nassert m.mock_calls == []"), ABSTAINED),
    "mock, right": ("def notify(m, x): m.send(2 * x)", SENT, ACCEPTED),
    "mock, wrong": ("def notify(m, x): m.send(x)", SENT, REJECTED),
    "method": ("def deposit(a, n): a.check = lambda *a: True", DEPOSIT, ABSTAINED),
    "method by an instance": ("class Y:\n    def __call__(s, *a): return True\ndef deposit(a, n): a.check = Y()", DEPOSIT, ABSTAINED),
    "method by a number": ("def deposit(a, n): a.check = 3", DEPOSIT, ABSTAINED),
    "attribute": ("def deposit(a, n): a.b += n", DEPOSIT, ACCEPTED),
    "attribute, wrong": ("def deposit(a, n): a.b += 1", DEPOSIT, REJECTED),
    "links": ("def f(n):\n    back = None\n    while n is not None: n.n, back, n = back, n, n.n\n    return back", CHILD + _in("r = f(N(1, N(2)))\nassert (r.v, r.n.v, r.n.n) == (2, 1, None)"), ACCEPTED),
    # modules
    "module": ("def f(m, out):\n    ev = m.enum.sys.modules['builtins'].eval\n    out.append(ev('57'))", MODULE, ABSTAINED),
    "module in a list": ("def f(m, out): out.append(57)", MODULE.replace("f(re,", "f([re],"), ABSTAINED),
    "module of an object": ("def f(o, out): out.append(o.m.enum and 57)", "import re\nclass O: m = re\n" + _in("out = []\nf(O(), out)\nassert out == [57]"), ABSTAINED),
    "a function of a module": ("def f(g, x): return g(x)", "import math\n" + _in("assert f(math.sqrt, 9) == 3"), ACCEPTED),
    # the end of an iteration by another way than a call
    "end: item": ("class R:\n    def __getitem__(s, i): raise StopIteration\ndef f(x): return [R(), R()]", _in(ENDS.format("p[0] == 10")), REJECTED),
    "end: attribute": ("class R:\n    def __getattr__(s, i): raise StopIteration\ndef f(x): return [R(), R()]", _in(ENDS.format("p.value == 10")), REJECTED),
    "end: iter": ("class R:\n    def __iter__(s): raise StopIteration\ndef f(x): return [R(), R()]", _in(ENDS.format("sum(p) == 10")), REJECTED),
    "end: str": ("class R:\n    def __str__(s): raise StopIteration\ndef f(x): return [R(), R()]", _in(ENDS.format("str(p) == '10'")), REJECTED),
    "end: next": ("def f(x):\n    yield x", _in("assert list(f(1)) == [1]\nassert next(iter(f(2))) == 2"), ACCEPTED),
}  # fmt: skip


@pytest.mark.parametrize("name", list(JUDGED))
def test_what_the_tests_hand_over(name: str) -> None:
    program, tests, status = JUDGED[name]
    found = _verdict(program, tests)
    assert found.status is status, found
