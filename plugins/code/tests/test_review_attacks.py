"""Attacks on tests that hand things to the program, each beside an honest program that stays accepted."""

from __future__ import annotations

import json
from typing import Any

import pytest

from assay import Sample, Status, Task, Verdict, Verifier
from assay.testing import run_verifier
from assay_code.verifiers import fair_puzzle
from assay_code.verifiers import io as code_io
from assay_code.verifiers import puzzle as code_puzzle
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
OBJECT = "class Z: pass\ndef f(x): return Z()"
MADE = "class P:\n    def __init__(self, x): self.x = x\n    def area(self): return 1"
CLAIMS = "class function: pass\ndef f(x): return function()"
PYTEST = "import pytest\n"
FUNDS = "class Funds(Exception):\n    def __init__(self, need):\n        super().__init__('need')\n        self.need = need\ndef f(x): raise Funds(x)"

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
    # changes that == does not see
    "floats": ("def f(x):\n    x[:] = [float(v) for v in x]\n    return '1.0 2.0'", _in("x = [1, 2]\nassert f(x) == ' '.join(map(str, x))"), ABSTAINED),
    "truth": ("def f(x):\n    x[0] = True\n    return 'True 2'", _in("x = [1, 2]\nassert f(x) == ' '.join(map(str, x))"), ABSTAINED),
    "order": ("def f(d):\n    d['a'] = d.pop('a')\n    return ['b', 'a']", _in("d = {'a': 1, 'b': 2}\nassert f(d) == list(d)"), ABSTAINED),
    "members": ("def f(x):\n    x.clear()\n    x.add(1.0)\n    return '1.0'", _in("x = {1}\nassert f(x) == str(min(x))"), ABSTAINED),
    "not looked at": ("def f(x):\n    x[:] = [float(v) for v in x]\n    return sum(x)", _in("x = [1, 2]\nassert f(x) == 3"), ACCEPTED),
    # what something of the program's is
    "callable: number": ("f = 5\ndef g(): return 1", _in("assert g() == 1\nassert callable(f)"), REJECTED),
    "callable: function": ("def f(x): return lambda: x", _in("assert callable(f) and callable(f(1))\nassert f(1)() == 1"), ACCEPTED),
    "callable: object": (OBJECT, _in("assert callable(f(3))"), REJECTED),
    "callable: filter": (OBJECT, _in("assert list(filter(callable, [f(3)]))"), REJECTED),
    "hasattr: __len__": (OBJECT, _in("assert hasattr(f(3), '__len__')"), REJECTED),
    "hasattr: __slots__": (MADE, _in("p = P(3)\nassert p.x == 3\nassert hasattr(p, '__slots__')"), REJECTED),
    "hasattr: __iter__ of a zip": ("def f(x): return zip(x)", _in("assert hasattr(f([1]), '__len__')"), REJECTED),
    "hasattr: right": (MADE, _in("p = P(3)\nassert p.x == 3\nassert hasattr(p, 'x') and hasattr(P, 'area') and not hasattr(p, 'y')"), ACCEPTED),
    "isinstance: Sized": ("def f(x): yield 1", "from collections.abc import Sized\n" + _in("assert isinstance(f(1), Sized)"), REJECTED),
    "isinstance: Callable": (CLAIMS, "from typing import Callable\n" + _in("assert isinstance(f(1), Callable)"), REJECTED),
    "isinstance: Iterator": (CLAIMS, "from collections.abc import Iterator\n" + _in("assert isinstance(f(1), Iterator)"), REJECTED),
    "isinstance: right": ("def f(x): yield 1", "import types\nfrom typing import Iterator\n" + _in("assert isinstance(f(1), Iterator) and isinstance(f(1), types.GeneratorType)\nassert isinstance(f, types.FunctionType)\nassert not isinstance(f(1), list)\nassert list(f(1)) == [1]"), ACCEPTED),
    "issubclass": ("class A: pass\nclass B(A): pass\nclass E(ValueError): pass", _in("B()\nassert issubclass(B, A) and issubclass(E, ValueError)\nassert not issubclass(A, B)"), ACCEPTED),
    "issubclass, not": ("class A: pass\nclass B: pass", _in("B()\nassert issubclass(B, A)"), REJECTED),
    "__class__": (OBJECT + "\ndef g(x): return lambda: 0", _in("assert f(1).__class__ is g(2).__class__"), ABSTAINED),
    "__class__ by getattr": (OBJECT + "\ndef g(x): return lambda: 0", _in("assert getattr(f(1), '__class__') is getattr(g(2), '__class__')"), ABSTAINED),
    "__class__, right": (MADE, _in("assert P(3).__class__.__name__ == 'P'"), ABSTAINED),
    "__doc__": (MADE, _in("p = P(3)\nassert p.x == 3\nassert p.__doc__"), REJECTED),
    "__doc__, right": ("class P:\n    'A point.'\n    def __init__(self, x): self.x = x", _in("p = P(3)\nassert p.x == 3\nassert p.__doc__ == 'A point.'"), ACCEPTED),
    "__next__": ("def f(x): yield x", _in("assert f(1).__next__() == 1\nassert f(1).__iter__"), ABSTAINED),
    "__next__, called": ("def f(x): yield x", _in("assert f(1).__next__() == 1"), ACCEPTED),
    "dir": (MADE, _in("p = P(1)\nassert p.x == 1\nassert '__len__' in dir(p)"), ABSTAINED),
    "vars": (MADE, _in("assert vars(P(1)) == {'x': 1}"), ABSTAINED),
    "signature": ("def f(a): return 1", "import inspect\n" + _in("assert f(1) == 1\nassert len(inspect.signature(f).parameters) == 2"), ABSTAINED),
    "inspect": ("def f(a): yield 1", "from inspect import isgenerator\n" + _in("assert isgenerator(f(3))"), ABSTAINED),
    "hints": ("def f(a: int) -> int: return 1", "import typing\n" + _in("assert typing.get_type_hints(f)['a'] is int"), ABSTAINED),
    "copy": (MADE, "import copy\n" + _in("assert copy.copy(P(1)).x == 1"), ABSTAINED),
    "deepcopy": (MADE, "import copy\n" + _in("assert copy.deepcopy([P(1)])[0] is not None"), ABSTAINED),
    "of the tests' own": ("def f(o): return o.x", "import inspect, copy\nclass A:\n    'doc'\n    def __init__(s): s.x = 1\nclass B(A):\n    def __init__(s):\n        super().__init__()\n        s.y = self_name = s.__class__.__name__\ndef g(a, b): pass\n" + _in("o = B()\nassert f(o) == 1 and o.y == 'B' and vars(o) == {'x': 1, 'y': 'B'} and 'x' in dir(o)\nassert hasattr(o, 'x') and callable(g) and issubclass(B, A) and A.__doc__ == 'doc' and getattr(o, 'z', 3) == 3\nassert len(inspect.signature(g).parameters) == 2 and copy.copy(o).x == 1 and 'o' in vars() and dir() == ['o']"), ACCEPTED),
    # exceptions that do not cross whole
    "JSONDecodeError": ("import json\ndef f(x): return json.loads(x)", "import json, pytest\n" + _in("with pytest.raises(json.JSONDecodeError):\n    f('{')\nassert f('1') == 1"), ABSTAINED),
    "JSONDecodeError, except": ("import json\ndef f(x): return json.loads(x)", "import json\n" + _in("try:\n    f('{')\n    assert False\nexcept json.JSONDecodeError:\n    pass\nassert f('1') == 1"), ABSTAINED),
    "JSONDecodeError, its base": ("import json\ndef f(x): return json.loads(x)", PYTEST + _in("with pytest.raises(ValueError):\n    f('{')\nassert f('1') == 1"), ACCEPTED),
    "re.error": ("import re\ndef f(p): return bool(re.compile(p))", "import re, pytest\n" + _in("assert f('a')\nwith pytest.raises(re.error):\n    f('(')"), ABSTAINED),
    "InvalidOperation": ("from decimal import Decimal\ndef f(s): return Decimal(s)", "from decimal import InvalidOperation\n" + PYTEST + _in("with pytest.raises(InvalidOperation):\n    f('x')"), ABSTAINED),
    "UnicodeDecodeError": ("def f(b): return b.decode('utf-8')", PYTEST + _in("with pytest.raises(UnicodeDecodeError):\n    f(b'\\xff')"), ACCEPTED),
    "KeyError, text": ("def f(x): raise KeyError(x)", PYTEST + _in("with pytest.raises(KeyError) as e:\n    f('x')\nassert str(e.value) == \"'x'\" and e.value.args[0] == 'x' and e.type is KeyError and e.match('x')"), ACCEPTED),
    "KeyError, wrong": ("def f(x): raise KeyError('y')", PYTEST + _in("with pytest.raises(KeyError) as e:\n    f('x')\nassert str(e.value) == \"'x'\""), REJECTED),
    "args": ("def f(x): raise ValueError('bad', x)", PYTEST + _in("with pytest.raises(ValueError) as e:\n    f(3)\nassert e.value.args == ('bad', 3)"), ABSTAINED),
    "own attribute": (FUNDS, PYTEST + _in("with pytest.raises(Funds) as e:\n    f(5)\nassert e.value.need == 5"), ABSTAINED),
    "own class, unittest": (FUNDS, UNIT + "        with self.assertRaises(Funds): f(5)\n", ACCEPTED),
    "own class": (FUNDS, PYTEST + _in("with pytest.raises(Funds):\n    f(5)"), ACCEPTED),
    "own class, wrong": (FUNDS, PYTEST + _in("with pytest.raises(Funds):\n    f(5)\nassert f(6) == 1"), REJECTED),
    "class of the tests": ("def run(fn): return fn()", PYTEST + "class MyErr(Exception): pass\n" + _in("def bad(): raise MyErr\nwith pytest.raises(MyErr):\n    run(bad)"), ABSTAINED),
    "class handed over": ("def retry(fn, kind):\n    try: return fn()\n    except kind: return 'failed'", "class MyErr(Exception): pass\n" + _in("def bad(): raise MyErr\nassert retry(bad, MyErr) == 'failed'"), ABSTAINED),
    "another exception": ("def f(x): raise TypeError('x')", PYTEST + _in("with pytest.raises(ValueError):\n    f(5)"), REJECTED),
    # slips
    "slip for Exception": ("def f(x): return undefined_name + x", "import pytest\n" + _in("with pytest.raises(Exception):\n    f('a')"), ABSTAINED),
    "slip, unittest": ("def f(x): return undefined_name + x", UNIT + "        with self.assertRaises(Exception): f('a')\n", ABSTAINED),
    "slip, try": ("def f(x): return undefined_name + x", _in("try:\n    f('a')\nexcept Exception:\n    return\nraise AssertionError"), ABSTAINED),
    "slip that is meant": ("def f(x): raise NotImplementedError", "import pytest\n" + _in("with pytest.raises(NotImplementedError):\n    f('a')"), ACCEPTED),
    "no slip": ("def f(x): return 1 + x", "import pytest\n" + _in("with pytest.raises(Exception):\n    f('a')"), ACCEPTED),
}  # fmt: skip


@pytest.mark.parametrize("name", list(JUDGED))
def test_what_the_tests_hand_over(name: str) -> None:
    program, tests, status = JUDGED[name]
    found = _verdict(program, tests)
    assert found.status is status, found


# --- classes that the prompt gives

TREE = "class TreeNode:\n    def __init__(self, val=0, left=None, right=None):\n        self.val = val\n        self.left = left\n        self.right = right\n"
INVERT = "def invert(t):\n    if t is None: return None\n    return TreeNode(t.val, invert(t.right), invert(t.left))\n"
TREES = "def flat(n):\n    return [] if n is None else [n.val] + flat(n.left) + flat(n.right)\ndef test_i():\n    a = TreeNode(1, TreeNode(2), TreeNode(3))\n    b = TreeNode(1, TreeNode(3), TreeNode(2))\n    assert flat(invert(a)) == flat(b)\n"
PROMPT = f"Write `invert`.\n```python\n{TREE}```\n"
FORGED = "class TreeNode:\n    val=0; left=None; right=None\n    def __init__(self,*a): pass\ndef invert(t): return t"
ANNOTATED = TREE.replace("val=0", "val: int = 0").replace("):", ") -> None:")


@pytest.mark.parametrize(
    ("program", "prompt", "tests", "status"),
    [
        (FORGED, PROMPT, TREES, ABSTAINED),
        (FORGED, TREE + "\ndef invert(root):\n    pass\n", {"entry": "invert", "tests": TREES}, ABSTAINED),
        (INVERT, PROMPT, TREES, ACCEPTED),
        (TREE + INVERT, PROMPT, TREES, ACCEPTED),
        (ANNOTATED + INVERT, PROMPT, TREES, ACCEPTED),
        (TREE + INVERT, "Write invert.", TREES, ACCEPTED),
        ("class S:\n    def f(self): return 1", "```python\nclass S:\n    def f(self): ...\n```", _in("assert S().f() == 1"), ACCEPTED),
        ("class S:\n    def f(self): return 1", "Mend:\n```python\nclass S:\n    def f(self): return 2\n```", _in("assert S().f() == 1"), ACCEPTED),
    ],
)  # fmt: skip
def test_a_class_of_the_prompt_stays_as_it_is(program: str, prompt: str, tests: Any, status: Status) -> None:
    found = _verdict(program, tests, prompt)
    assert found.status is status, found


# --- code.io and puzzles


def test_a_key_that_has_no_hash_is_no_accident() -> None:
    forged = 'import gc\nD = [o for o in gc.get_objects() if type(o).__name__ == \'_Driver\'][0]\ndef f(x):\n    D.send = lambda *m: D._write(b\'M\', b\'{"t":["value",{"d":[[{"k":["Counter",1,{"d":[[1,2]]}]},1]]},{"t":[1]},{"d":[]}]}\')\n    return 1'
    cases = {"kind": "io", "entry": "f", "cases": [{"args": [1], "expected": {"$dict": [[1, 2]]}}]}
    found = _verdict(forged, cases, verifier=code_io.io)
    assert found.status is REJECTED, found
    assert _verdict("def f(x): return {x: 2}", cases, verifier=code_io.io).accepted


def test_a_puzzle_that_depends_on_hashes_proves_nothing() -> None:
    joined = "    out = ''\n    for w in set(['alpha1', 'beta22', 'gamma333']): out += w\n"
    sat = f"def sat(x: str) -> bool:\n{joined}    return x == out\n"
    puzzle = {"kind": "puzzle", "sat": sat, "answer_type": "str"}
    found = _verdict(f"def sol():\n{joined}    return out\n", puzzle, verifier=code_puzzle.puzzle)
    assert found.status is ABSTAINED and found.reason == "not_deterministic", found
    even = {"kind": "puzzle", "sat": "def sat(x: int) -> bool:\n    return x > 9 and x in {10, 12}\n"}
    assert _verdict("def sol(): return 10", even, verifier=code_puzzle.puzzle).accepted


def test_a_puzzle_that_depends_on_hashes_may_not_be_set() -> None:
    for line, reason in (("if out[0] == 'a': return None", "unsafe_puzzle"), ("pass", "ok")):
        joined = "    seen = set(['alpha', 'beta', 'gamma'])\n    out = ''\n    for w in seen: out += w\n"
        sat = f"def sat(x: str) -> bool:\n{joined}    {line}\n    return len(x) > 90 and x[0] != x[-1]\n"
        puzzle = {"kind": "puzzle", "sat": sat, "answer_type": "str"}
        found = _verdict("", puzzle, sat, fair_puzzle.fair_puzzle)
        assert found.reason == reason, found


@pytest.mark.usefixtures("short_limits")
def test_many_long_calls_are_not_one_that_takes_too_long() -> None:
    program = "import time\ndef f(x):\n    end = time.process_time() + 0.4\n    while time.process_time() < end: pass\n    return x"
    found = _verdict(program, [f"assert f({n}) == {n}" for n in range(4)])
    assert found.status is ABSTAINED and found.reason == "timeout", found


@pytest.mark.parametrize("name", ["types", "re", "_running", "names"])
def test_a_program_may_be_called_as_what_runs_the_tests_uses(name: str) -> None:
    """The judge has modules and helpers of its own, which no name of the program's reaches or replaces."""
    tests = f"def test():\n    value = {name}(3)\n    assert value == 4\n    assert str(value) == '4'"
    assert _verdict(f"def {name}(x): return x + 1", tests).accepted
    assert _verdict(f"def {name}(x): return x + 2", tests).status is Status.REJECTED


@pytest.mark.parametrize("name", ["_hook", "_Running", "_re", "_len", "_driver", "annotations"])
def test_names_of_what_runs_the_tests_are_never_mixed_up(name: str) -> None:
    tests = f"def test():\n    value = {name}(3)\n    assert value == 4\n    assert str(value) == '4'"
    for does in ("x + 1", "x + 2"):
        found = _verdict(f"def {name}(x): return {does}", tests)
        assert (found.status, found.reason) == (Status.ABSTAINED, "unsupported"), found
