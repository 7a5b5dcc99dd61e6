"""The monty backend: what runs, what is refused, and that it never says other than CPython."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from typing import Any

import pytest

from assay.sandbox import CallResult, Ended, Limits, Outcome, Raised, Unavailable, Unsupported
from assay_sandboxes.monty import MontySandbox

QUICK = Limits(wall=1, cpu=1, memory=64 << 20)


@pytest.fixture(scope="module")
def monty() -> Iterator[MontySandbox]:
    try:
        sandbox = MontySandbox()
    except Unavailable as error:
        pytest.skip(str(error))
    yield sandbox
    sandbox.close()


# --- what runs


def test_a_program_prints(monty: MontySandbox) -> None:
    outcome = monty.run(
        "def f(n):\n    return 1 if n < 2 else n * f(n - 1)\nprint(f(30), [1.0, 'a', None], {1: (2,)})"
    )
    assert outcome.ok
    assert outcome.stdout == b"265252859812191058636308480000000 [1.0, 'a', None] {1: (2,)}\n"
    assert monty.runtime.startswith("Monty ") and monty.runtime.endswith(" (Python subset)")


@pytest.mark.parametrize(
    ("source", "error"),
    [
        ("raise ValueError('no')", "ValueError: no"),
        ("[][1]", "IndexError: list index out of range"),
        ("{}['a']", "KeyError: 'a'"),
        ("1 // 0", "ZeroDivisionError"),
        ("assert 1 == 2", "AssertionError"),
    ],
)
def test_certain_exceptions_end_a_program(monty: MontySandbox, source: str, error: str) -> None:
    outcome = monty.run(source)
    assert outcome.exit_code == 1 and outcome.error.startswith(error)


@pytest.mark.parametrize(
    ("limit", "source"),
    [
        ("wall", "while True: pass"),
        ("wall", "x = 7\nfor _ in range(99): x = x * x"),
        ("wall", "while True:\n    try:\n        while True: pass\n    except ValueError: pass"),
        ("memory", "x = 'a' * 10 ** 12"),
        ("memory", "x = [0] * 10 ** 10"),
        ("memory", "x = []\nwhile True: x.append('a' * 10 ** 6)"),
        ("memory", "x = 10 ** 10 ** 8"),
        ("output", "while True: print('a' * 1000)"),
        ("output", "print('a' * (2 << 20))"),
    ],
)
def test_limits_hold(monty: MontySandbox, limit: str, source: str) -> None:
    begun = time.monotonic()
    outcome = monty.run(source, limits=QUICK)
    assert (outcome.exit_code, outcome.limit) == (None, limit)
    assert len(outcome.stdout) <= QUICK.output
    assert time.monotonic() - begun < 4
    assert monty.run("print(1)").stdout == b"1\n"


def test_a_session_calls_in_and_out(monty: MontySandbox) -> None:
    session = monty.load(
        "def f(x):\n    x.append(outer(len(x)))\n    print('said')\n    return {'sum': sum(x)}\n"
        "def g(x):\n    x.append(1)\n    raise KeyError('k')\nclass C:\n    def __init__(self):\n        self.n = 0\n",
        externals={"outer": lambda n: CallResult(n * 10)},
    )
    reply = session.call("f", ([1, 2],))
    assert (reply.value, reply.args, reply.stdout) == ({"sum": 23}, ([1, 2, 20],), b"said\n")
    reply = session.call("g", ([],))
    assert reply.raised == Raised("KeyError", "'k'", ("LookupError", "Exception", "BaseException"))
    assert reply.args == ([1],)
    assert session.close().exit_code is None
    with pytest.raises(Ended):
        session.call("f", ([],))


def test_two_sessions_are_apart_and_may_call_each_other(monty: MontySandbox) -> None:
    candidate = monty.load("def f(x):\n    return x + 1")
    suite = monty.load(
        "def test():\n    return f(1) == 2", externals={"f": lambda x: candidate.call("f", (x,))}
    )
    assert suite.call("test").value is True
    with pytest.raises(Unsupported):
        candidate.call("test")
    suite.close()


def test_an_external_s_exception_is_the_program_s_or_ours(monty: MontySandbox) -> None:
    source = "def f():\n    try:\n        return outer()\n    except ValueError:\n        return 'caught'"
    raising = monty.load(source, externals={"outer": lambda: CallResult(raised=Raised("ValueError", "x"))})
    assert raising.call("f").value == "caught"
    raising.close()

    def broken() -> CallResult:
        raise ZeroDivisionError("ours")

    session = monty.load(source, externals={"outer": broken})
    with pytest.raises(ZeroDivisionError, match="ours"):
        session.call("f")


def test_a_value_past_the_limit_ends_the_program(monty: MontySandbox) -> None:
    session = monty.load("def f():\n    x = [0]\n    for _ in range(40): x = [x, x]\n    return x")
    with pytest.raises(Ended) as caught:
        session.call("f")
    assert caught.value.outcome.limit == "output"


# --- what is refused: in each, Monty alone would say something other than CPython, or cannot say


REFUSED = {
    "a set's order": "print({3, 1, 2})",
    "a set in a loop": "for x in {3, 1}: print(x)",
    "a set's list": "x = set('ab')\nprint(list(x))",
    "a set by way of a function": "def f(): return set('ab')\nprint(''.join(f()))",
    "a set by way of a variable": "def f():\n    s = set('ab')\n    t = s\n    return t\nprint(*f())",
    "a set's difference": "print(list(set('ab') - set('a')))",
    "a set of views": "print(list({1: 2}.keys() & {1: 3}.keys()))",
    "a set's first": "s = {1, 2}\nprint(s.pop())",
    "a set in a container": "x = [set('ab')]\nprint(x)",
    "a set's key": "print(sorted({-1, 1}, key=abs))",
    "a set handed on": "print(list(map(set, ['ab'])))",
    "a hash": "print(hash('a'))",
    "a second pass": "g = (x for x in [1, 2])\nprint(list(g), list(g))",
    "a map kept": "m = map(str, [1])\nprint(list(m), list(m))",
    "an iterator handed on": "def f(x): return list(x), list(x)\nprint(f(zip([1], [2])))",
    "effects one by one": "x = []\nfor y in map(lambda i: x.append(i), [1, 2]): print(x)",
    "a list that changes": "x = [1, 2]\nfor i, y in enumerate(x):\n    if i < 5: x.append(y)\nprint(x)",
    "a late exception": "print(any(1 // x for x in [1, 0]))",
    "a late exception, caught": "try:\n    print(any(1 // x for x in [1, 0]))\nexcept ZeroDivisionError:\n    print('no')",
    "regular expressions": "import re\nprint(re.findall('a*?', 'a'))",
    "random numbers": "import random\nrandom.seed(1)\nprint(random.random())",
    "powers of floats": "print((4 / 3 * 3.141592653589793) ** 10)",
    "the last digit": "print(9.795917061351563 * 1e10)",
    "complex numbers": "print(-0.5j * 1)",
    "the gamma function": "import math\nprint(math.gamma(2.5))",
    "a format of a list": "print(f'{[]:5}')",
    "an empty needle": "print('ab'.count('', 9))",
    "a slice as a key": "d = {}\nd[1:2] = 3\nprint(d)",
    "list += tuple": "x = [1]\nx += (2,)\nprint(x)",
    "a missing method, caught": "try:\n    'a'.translate({})\n    print('yes')\nexcept AttributeError:\n    print('no')",
    "any exception, caught": "try:\n    'a'.translate({})\n    print('yes')\nexcept Exception:\n    print('no')",
    "no end of exceptions": "try:\n    'a'.translate({})\nexcept:\n    pass",
    "what an exception says": "try:\n    int('x')\nexcept ValueError as e:\n    print(e)",
    "deep recursion": "def f(n): return f(n + 1)\nf(0)",
    "classes with bases": "class A(int): pass\nprint(A(3))",
    "special methods": "class A:\n    def __len__(self): return 3\nprint(len(A()))",
    "generators": "def g(): yield 1\nprint(list(g()))",
    "identity": "print([1, 2][0] is 1)",
    "identity of texts": "print('ab' is 'a' + 'b')",
    "half characters": "print('\\ud800')",
    "a replaced built-in": "def sorted(x): return [y for y in x]\nprint(sorted({3, 1}))",
    "names of ours": "_assay_give = 1",
    "the module's own code": "exec('x = 1')",
    "files": "open('/etc/passwd')",
    "leaving": "exit(0)",
    "leaving by exception": "raise SystemExit(0)",
    "input": "print(input())",
    "no Python": "print([1, 2",
    "too deep": "x = " + "(" * 1000 + "1" + ")" * 1000,
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_may_differ_is_unsupported(monty: MontySandbox, name: str) -> None:
    with pytest.raises(Unsupported):
        monty.run(REFUSED[name])
    assert monty.run("print(1)").ok


@pytest.mark.parametrize(
    "source",
    [
        "print(len({1, 1}), 1 in {1}, sorted({3, 1, 2}), max({1, 2}), {1} == {1}, {1} <= {1, 2}, bool(set()))",
        "seen = set()\nfor x in [1, 2, 1]:\n    if x in seen: print(x)\n    seen.add(x)\nprint(len(seen | {5}))",
        "print(sum(x for x in [1, 2]), list(map(str, [1])), dict(zip('ab', [1, 2])), ''.join(str(x) for x in [1]))",
        "for i, x in enumerate('ab'): print(i, x)\na, b = map(int, '1 2'.split())\nprint(*reversed([a, b]))",
        "print(all(x > 0 for x in [1, 2]), f'{3.14159:.2f}', '{} {}'.format(1, 2), '%5.1f|%s' % (2.25, [1]))",
        "import math\nfrom collections import Counter, defaultdict\nprint(math.sqrt(2), Counter('abca').most_common(1), 2 ** 100)",
        "try:\n    print(int('x'))\nexcept (ValueError, KeyError):\n    print('no')\nfinally:\n    print('end')",
        "class P:\n    def __init__(self, x):\n        self.x = x\n    def up(self):\n        return self.x + 1\nprint(P(1).up())",
        "x: list = [3, 1]\nx.sort(key=lambda v: -v)\nprint(x[::-1], [a for a in x if a is not None], type(x) is list)",
    ],
)
def test_what_is_the_same_runs_and_is_the_same(
    monty: MontySandbox, source: str, capsys: pytest.CaptureFixture[str]
) -> None:
    exec(source, {"__name__": "__main__"})
    outcome = monty.run(source)
    assert outcome.ok and outcome.stdout.decode() == capsys.readouterr().out


@pytest.mark.parametrize(
    "value",
    [{1}, frozenset({1}), 1j, object(), "\ud800", [{1}], {"a": {1}}, type("I", (int,), {})(3)],
    ids=lambda value: type(value).__name__,
)
def test_values_that_do_not_cross(monty: MontySandbox, value: Any) -> None:
    session = monty.load("def f(x): return 1")
    with pytest.raises(Unsupported):
        session.call("f", (value,))
    session.close()


@pytest.mark.parametrize(
    "body",
    [
        "f",
        "lambda: 1",
        "range(3)",
        "Counter('a')",
        "defaultdict(int)",
        "[Counter('a')]",
        "{1: f}",
        "C()",
        "C",
        "len",
        "self_()",
    ],
)
def test_objects_do_not_come_out_as_something_else(monty: MontySandbox, body: str) -> None:
    source = (
        "from collections import Counter, defaultdict\nclass C:\n    def __init__(self): self.x = 1\n"
        "def self_():\n    x = []\n    x.append(x)\n    return x\n"
    )
    session = monty.load(f"{source}def f(): return {body}")
    with pytest.raises((Unsupported, Ended)):
        session.call("f")


def test_floats_are_not_given_to_powers(monty: MontySandbox) -> None:
    session = monty.load("def f(x, n): return x ** n")
    assert session.call("f", (3, 4)).value == 81
    with pytest.raises(Unsupported):
        session.call("f", (3.3, 4))


def test_a_call_cannot_be_more_than_a_call(monty: MontySandbox) -> None:
    for name in ("f)(), (f", "f.__class__", "1", "_assay_give", "f or f", "lambda"):
        session = monty.load("def f(): return 1")
        with pytest.raises((Unsupported, Ended)):
            session.call(name)
        session.close()


def test_arguments_changed_by_an_external_are_unsupported(monty: MontySandbox) -> None:
    session = monty.load(
        "def f():\n    x = [1]\n    outer(x)\n    return x",
        externals={"outer": lambda x: CallResult(None, args=([2],))},
    )
    with pytest.raises(Unsupported):
        session.call("f")


def test_without_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pydantic_monty", None)
    with pytest.raises(Unavailable) as caught:
        MontySandbox()
    assert str(caught.value) == (
        "The pydantic-monty package is not installed; install it with: pip install 'assay-sandboxes[monty]'"
    )


def test_standard_input_is_unsupported(monty: MontySandbox) -> None:
    with pytest.raises(Unsupported):
        monty.run("print(1)", stdin=b"x")


def test_a_module_s_name(monty: MontySandbox) -> None:
    source = "x = 1\nif __name__ == '__main__':\n    x = 2\n    print(x)"
    outcome: Outcome = monty.run(source)
    assert outcome.stdout == b"2\n"
    with pytest.raises(Unsupported):
        monty.load(source)


# --- what hostile programs try

MONTY = {
    "its makers": "print(().__class__.__base__.__subclasses__())",
    "its frames": "import sys\nprint(sys._getframe())",
    "its globals": "def f(): pass\nprint(f.__globals__)",
    "its prelude": "print(_assay_size)",
    "imports by name": "print(__import__('os').listdir('/'))",
    "modules of the system": "import os\nprint(os.listdir('/'))",
    "a file by pathlib": "from pathlib import Path\nprint(Path('/etc/passwd').read_text())",
    "the environment": "import os\nprint(os.environ)",
    "code from text": "eval('1')",
    "sleep": "import asyncio\nasyncio.run(asyncio.sleep(100))",
    "hashes made to collide": "d = {}\nfor n in range(10 ** 6): d[n * (2 ** 61 - 1)] = n",
    "a tower": "print(3 ** 3 ** 3 ** 3)",
    "a long text of a number": "print(str(7 ** 10 ** 6)[:3])",
    "a wide format": "print('%999999999d' % 1)",
    "a wide format of another kind": "print(f'{1:>999999999}')",
    "a long sum of lists": "x = []\nwhile True: x += [x[:] for _ in range(9)]",
    "nested too deeply": "x = []\nwhile True: x = [x]",
    "much of little": "print([0] * 10 ** 7 == [0] * 10 ** 7, sum(1 for _ in range(10 ** 9)))",
}


@pytest.mark.parametrize("name", MONTY)
def test_it_gives_nothing(monty: MontySandbox, name: str) -> None:
    begun = time.monotonic()
    try:
        outcome = monty.run(MONTY[name], limits=Limits(wall=1.0, cpu=1.0, memory=64 << 20))
    except Unsupported:
        pass
    else:
        assert outcome.limit or outcome.error.startswith("ValueError: Exceeds the limit (4300 digits)"), (
            outcome
        )
    assert time.monotonic() - begun < 5
    assert monty.run("print(1)").stdout == b"1\n"
