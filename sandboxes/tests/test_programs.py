"""Running programs and calling modules: what comes out, and how they end."""

import contextlib
import math
import random
import time
from collections.abc import Callable
from typing import Any

import pytest

from assay.sandbox import CallResult, Ended, Limits, Opaque, Raised, Sandbox
from assay_sandboxes.slot import Form, HostSession


def load(sandbox: Sandbox, source: str, **options: Any) -> HostSession:
    session = sandbox.load(source, **options)
    assert isinstance(session, HostSession)
    return session


# --- run


@pytest.mark.parametrize(
    ("source", "code", "error"),
    [
        ("", 0, ""),
        ("import sys; sys.exit()", 0, ""),
        ("import sys; sys.exit(7)", 7, ""),
        ("import sys; sys.exit(256 + 3)", 3, ""),
        ("exit(2)", 2, ""),
        ("raise SystemExit('bye')", 1, ""),
        ("import os; os._exit(9)", 9, ""),
        ("import os, signal; os.kill(os.getpid(), signal.SIGTERM)", -15, ""),
        ("import os; os.abort()", -6, ""),
        ("1/0", 1, "ZeroDivisionError: division by zero"),
        ("raise ValueError", 1, "ValueError"),
        ("class E(Exception): pass\nraise E('a\\nb')", 1, "b"),
        ("x =", 1, "SyntaxError: invalid syntax"),
        ("raise KeyboardInterrupt", 1, "KeyboardInterrupt"),
        ("import sys; sys.stdout.close(); print(1)", 1, "ValueError: I/O operation on closed file."),
    ],
)
def test_exit_codes(sandbox: Sandbox, source: str, code: int, error: str) -> None:
    outcome = sandbox.run(source)
    assert (outcome.exit_code, outcome.limit, outcome.error) == (code, "", error), outcome


def test_input_and_output(sandbox: Sandbox) -> None:
    source = "import sys\nprint(input())\nprint(sys.stdin.read(), end='')\nprint('e', file=sys.stderr)"
    outcome = sandbox.run(source, stdin="ä\nb\nc".encode())
    assert outcome.ok and outcome.stdout == "ä\nb\nc".encode() and outcome.stderr == b"e\n"
    big = b"x" * 30_000_000  # more than it may write
    outcome = sandbox.run(
        "import sys; data = sys.stdin.buffer.read(); print(len(data), data == b'x' * len(data))", stdin=big
    )
    assert outcome.stdout == b"30000000 True\n", outcome
    assert sandbox.run("input()").error == "EOFError: EOF when reading a line"
    assert sandbox.run("print(sum(map(int, open(0))))", stdin=b"1\n2\n").stdout == b"3\n"


def test_as_a_script(sandbox: Sandbox) -> None:
    source = """
import atexit, sys, threading, time
atexit.register(print, "at exit")
class Finalised:
    def __del__(self): print("finalised")
kept = Finalised()
threading.Thread(target=lambda: (time.sleep(0.05), print("thread"))).start()
if __name__ == "__main__":
    print(sys.modules["__main__"].kept is kept, len(sys.argv))
"""
    assert sandbox.run(source).stdout == b"True 1\nthread\nat exit\nfinalised\n"


def test_traceback(sandbox: Sandbox) -> None:
    outcome = sandbox.run("def f():\n    return 1/0\nf()")
    text = outcome.stderr.decode()
    assert text.startswith("Traceback (most recent call last):\n  File ") and "line 3, in <module>" in text
    assert "    return 1/0\n" in text and "assay" not in text


def test_hash_seed(sandbox: Sandbox) -> None:
    source = "print(hash('a'), [x for x in {'a', 'b', 'c', 'd', 'e'}])"
    first, second = (sandbox.run(source, hash_seed=seed).stdout for seed in (0, 1))
    assert first != second
    assert first == sandbox.run(source).stdout and second == sandbox.run(source, hash_seed=1).stdout


def test_random_numbers_differ(sandbox: Sandbox) -> None:
    """Or a program that depends on them would pass for deterministic."""
    source = "import random, os, uuid; print(random.random(), os.urandom(3), uuid.uuid4())"
    assert sandbox.run(source).stdout != sandbox.run(source).stdout


def test_the_standard_library(sandbox: Sandbox) -> None:
    source = """
import asyncio, bz2, concurrent.futures, ctypes, decimal, hashlib, json, lzma, multiprocessing, sqlite3, ssl, subprocess
import sys, tempfile, threading, unittest, uuid, zlib, zoneinfo
async def f(): await asyncio.sleep(0); return 1
assert asyncio.run(f()) == 1
with concurrent.futures.ThreadPoolExecutor(2) as pool: assert list(pool.map(abs, [-1, 2])) == [1, 2]
with multiprocessing.get_context("fork").Pool(2) as pool: assert pool.map(abs, [-1, 2]) == [1, 2]
assert sqlite3.connect(":memory:").execute("select 1").fetchone() == (1,)
with tempfile.NamedTemporaryFile("w+") as file: file.write("x"); file.seek(0); assert file.read() == "x"
assert subprocess.run([sys.executable, "-c", "print(3)"], capture_output=True).stdout == b"3\\n"
assert hashlib.sha256(b"").hexdigest().startswith("e3b0")
"""
    outcome = sandbox.run(source, limits=Limits(wall=20.0, cpu=20.0))
    assert outcome.ok, outcome


def test_limits_change_between_runs(sandbox: Sandbox) -> None:
    source = "import resource; print(resource.getrlimit(resource.RLIMIT_NOFILE)[0])"
    for files in (20, 64, 30, 30):
        assert sandbox.run(source, limits=Limits(files=files)).stdout == f"{files}\n".encode()


def test_extreme_limits(sandbox: Sandbox) -> None:
    endless = Limits(
        wall=float("inf"), cpu=float("inf"), processes=1000, files=1000, disk=1 << 30, output=1 << 26
    )
    assert sandbox.run("print(1)", limits=endless).stdout == b"1\n"
    none = Limits(processes=0, disk=0, output=10)
    assert sandbox.run("print(1)", limits=none).stdout == b"1\n"
    assert not sandbox.run("open('x', 'w').write('x' * 9999)", limits=none).ok
    assert sandbox.run("print(1)", limits=Limits(wall=0.0)).limit == "wall"
    assert not sandbox.run("bytes(10**6)", limits=Limits(memory=0)).ok
    assert sandbox.run("print(1)").ok


def test_packages_beside_the_interpreter_are_not_there(sandbox: Sandbox) -> None:
    """What is installed on one machine must not decide a verdict."""
    for name in ("pytest", "pluggy", "assay", "pip"):
        assert sandbox.run(f"import {name}").error == f"ModuleNotFoundError: No module named {name!r}"


def test_few_files(sandbox: Sandbox) -> None:
    outcome = sandbox.run("print(open('/dev/null').fileno())", limits=Limits(files=6))
    assert outcome.stdout == b"5\n", outcome


def test_times(sandbox: Sandbox) -> None:
    outcome = sandbox.run("import time\nt = time.process_time()\nwhile time.process_time() < t + 0.2: pass")
    assert outcome.ok and 0.19 < outcome.cpu < 2 and outcome.wall > 0.19, outcome


# --- load and call


def test_calls(sandbox: Sandbox) -> None:
    session = load(
        sandbox,
        "import sys\nclass P:\n    def origin(): return (0, 0)\ndef f(*a, **k): print('é'); return [a, k]",
    )
    assert session.call("f", (1, "x"), {"y": {2}}) == CallResult(
        [(1, "x"), {"y": {2}}], None, (1, "x"), {"y": {2}}, "é\n".encode()
    )
    assert session.call("P.origin").value == (0, 0)
    assert session.call("f").stdout == "é\n".encode()
    outcome = session.close()
    assert outcome.exit_code is None and not outcome.limit
    assert session.close() == outcome
    with pytest.raises(Ended):
        session.call("f")


def test_values_cross_exactly(sandbox: Sandbox) -> None:
    session = load(sandbox, "def f(x): return x")
    for value in (1 << 500, -0.0, "\ud800", b"\0\xff", {(1, 2): [None, True]}, frozenset({1}), 1j, math.inf):
        reply = session.call("f", (value,))
        assert repr(reply.value) == repr(value) and type(reply.value) is type(value)
    with pytest.raises(TypeError):
        session.call("f", (object(),))
    with pytest.raises(ValueError, match="larger"):
        session.call("f", ("x" * 2_000_000,))
    assert session.call("f", (1,)).value == 1
    session.close()


def test_arguments_as_the_call_left_them(sandbox: Sandbox) -> None:
    session = load(sandbox, "def f(x, *, y): x.sort(); y['n'] = 1; x.append(y); return None")
    argument = [3, 1]
    reply = session.call("f", (argument,), {"y": {}})
    assert reply.args == ([1, 3, {"n": 1}],) and reply.kwargs == {"y": {"n": 1}} and argument == [3, 1]
    session.close()


def test_exceptions(sandbox: Sandbox) -> None:
    source = """
class Mine(KeyError):
    def __str__(self): return "mine"
class Bad(Exception):
    def __str__(self): return 1 / 0
def f(x):
    if x: raise Mine("k")
    raise Bad
"""
    session = load(sandbox, source)
    assert session.call("f", (1,)).raised == Raised(
        "Mine", "mine", ("KeyError", "LookupError", "Exception", "BaseException")
    )
    assert session.call("f", (0,)).raised == Raised("Bad", "", ("Exception", "BaseException"))
    missing = session.call("g").raised
    assert missing is not None and missing.type == "NameError"
    wrong = session.call("f").raised
    assert wrong is not None and wrong.type == "TypeError"
    session.close()


@pytest.mark.parametrize(
    ("body", "code", "limit"),
    [
        ("import os; os._exit(0)", 0, ""),
        ("import sys; sys.exit(3)", 3, ""),
        ("import os; os.kill(os.getpid(), 9)", -9, ""),
        ("while True: pass", None, "wall"),
        ("return bytearray(1 << 40)", 1, "memory"),
        ("return 'x' * 2_000_000", 1, "output"),
        ("x = []\n    for _ in range(60): x = [x, x]\n    return x", 1, "output"),
        ("import ctypes; ctypes.string_at(0)", -11, ""),
        ("print('x' * 2_000_000)", None, "output"),
    ],
)
def test_ends(sandbox: Sandbox, body: str, code: int | None, limit: str) -> None:
    limits = Limits(wall=0.5 if limit == "wall" else 5.0, memory=128 << 20)
    session = load(sandbox, f"def f():\n    {body}\ndef g(): return 1", limits=limits)
    assert session.call("g").value == 1
    with pytest.raises(Ended) as ended:
        session.call("f")
    assert (ended.value.outcome.exit_code, ended.value.outcome.limit) == (code, limit), ended.value.outcome
    with pytest.raises(Ended):
        session.call("g")
    with pytest.raises(Ended) as ended:
        sandbox.load(f"def f():\n    {body}\nf()\nraise SystemExit", limits=limits).close()


def test_an_end_between_calls(sandbox: Sandbox) -> None:
    source = """
import os, threading, time
def end(): time.sleep(0.2); os.write(1, b"x" * 500_000); os._exit(5)
def f(x): threading.Thread(target=end).start()
"""
    for argument in ("", "y" * 900_000):
        session = load(sandbox, source)
        session.call("f", ("",))
        time.sleep(0.6)
        with pytest.raises(Ended) as ended:
            session.call("f", (argument,))
        assert ended.value.outcome.exit_code == 5 and len(ended.value.outcome.stdout) == 500_000
    session = load(sandbox, source)
    session.call("f", ("",))
    time.sleep(0.6)
    assert session.close().exit_code == 5
    assert sandbox.run("print(1)").ok


def test_each_call_has_its_own_time(sandbox: Sandbox) -> None:
    session = load(sandbox, "import time\ndef f(): time.sleep(0.3)", limits=Limits(wall=0.7))
    for _ in range(4):
        session.call("f")
    session.close()


def test_two_programs_at_once(sandbox: Sandbox) -> None:
    sessions = [load(sandbox, f"x = {i}\ndef f(): return x") for i in range(3)]
    assert [session.call("f").value for session in sessions] == [0, 1, 2]
    assert sandbox.run("print(1)").ok
    for session in sessions:
        session.close()


def test_objects(sandbox: Sandbox) -> None:
    source = """
import collections
class Point:
    def __init__(self, x): self.x = x
    def __eq__(self, other): return True
    def __len__(self): return 7
    def __getitem__(self, k): return k * 2
    def __repr__(self): return f"Point({self.x})"
class MyInt(int): pass
def make(x): return Point(x)
def same(a, b): return a is b
def get(p): return p.x
def number(): return MyInt(3)
def cyclic():
    x = [1]; x.append(x); return x
def count(): return collections.Counter("aab")
def numbers():
    yield 1
    yield 2
f = lambda x: x + 1
"""
    session = load(sandbox, source)
    one, two = (session.call("make", (i,)).value for i in (1, 2))
    assert type(one) is Opaque and one.type == "Point" and one != two
    assert session.call("get", (one,)).value == 1
    assert session.call("same", (one, one)).value is True and session.call("same", (one, two)).value is False
    assert session.call("number").value.type == "MyInt" and session.call("cyclic").value.type == "list"
    session.call(".setattr", (one, "x", 5))
    assert session.call(".getattr", (one, "x")).value == 5 and session.call(".len", (one,)).value == 7
    assert (
        session.call(".getitem", (one, "ab")).value == "abab"
        and session.call(".repr", (one,)).value == "Point(5)"
    )
    assert session.call(".isinstance", (one, "Point")).value is True
    assert session.call(".isinstance", (one, "MyInt")).value is False
    counter = session.call("count").value
    assert isinstance(counter, Form) and (counter.type, counter.contents) == ("Counter", {"a": 2, "b": 1})
    assert session.call("same", (counter, counter)).value is True
    iterator = session.call("numbers").value
    assert [session.call(".next", (iterator,)).value for _ in range(2)] == [1, 2]
    ended = session.call(".next", (iterator,)).raised
    assert ended is not None and ended.type == "StopIteration"
    function = session.call(".getattr", (one, "__repr__")).value
    assert session.call(str(function.number)).value == "Point(5)"
    session.close()
    other = load(sandbox, "def get(p): return p.x")
    with pytest.raises(Ended):
        session.call("get", (one,))
    other.close()


# --- externals


def judge(sandbox: Sandbox, candidate: HostSession, source: str, names: str, **options: Any) -> HostSession:
    """Two programs, joined as a verifier joins them."""

    def external(name: str) -> Callable[..., CallResult]:
        return lambda *args, **kwargs: candidate.call(name, args, kwargs)

    externals: dict[str, Callable[..., CallResult]] = {name: external(name) for name in names.split()}
    externals["."] = lambda operation, *args, **kwargs: candidate.call(operation, args, kwargs)
    return load(sandbox, source, externals=externals, **options)


def test_a_judge_and_a_candidate(sandbox: Sandbox) -> None:
    candidate = load(
        sandbox,
        """
import collections
class Stack:
    made = 0
    def __init__(self, items=()): self.items = list(items)
    def push(self, x): self.items.append(x); return self
    def __len__(self): return len(self.items)
    def __iter__(self): return iter(self.items)
    def __eq__(self, other): return True
class Empty(IndexError): pass
def sort(x): x.sort(key=lambda y: str(y)); print("sorted")
def count(x): return collections.Counter(x)
def pop(s):
    if not s.items: raise Empty("nothing")
    return s.items.pop()
def apply(f, x): return f(x) + 1
def evens():
    n = 0
    while True: yield n; n += 2
""",
    )
    tests = load_tests = judge(
        sandbox,
        candidate,
        """
import collections, contextlib, io
def check():
    nested = [2]
    items = [nested, 3, 1]
    with contextlib.redirect_stdout(io.StringIO()) as out:
        assert sort(items) is None
    assert items == [1, 3, [2]] or items == [1, 3, nested], items
    assert out.getvalue() == "sorted\\n"
    assert count("aab") == {"a": 2, "b": 1} and type(count("a")) is collections.Counter
    s = Stack([1])
    assert isinstance(s, Stack) and not isinstance(1, Stack)
    assert s.push(2) is s and len(s) == 2 and list(s) == [1, 2] and bool(s) and s.items == [1, 2]
    assert s != Stack([1]) and s != [1, 2] and s == s
    assert pop(s) == 2 and pop(s) == 1
    try:
        pop(s)
    except IndexError as error:
        assert str(error) == "nothing" and type(error).__name__ == "Empty"
    else:
        raise AssertionError
    s.name = "n"
    assert s.name == "n" and hasattr(s, "items") and not hasattr(s, "nothing")
    assert apply(lambda x: x * 10, 4) == 41
    e = evens()
    assert [next(e), next(e), next(e)] == [0, 2, 4]
    assert sum(x for x, _ in zip(Stack([5, 6]), range(9))) == 11
    return True
""",
        "Stack sort count pop apply evens",
    )
    # The candidate calls the judge's function back.
    candidate._externals["."] = lambda operation, *args, **kwargs: load_tests.call(operation, args, kwargs)
    reply = tests.call("check")
    assert reply.value is True, reply
    tests.close()
    candidate.close()


def test_an_exception_that_is_called_like_a_built_in_one(sandbox: Sandbox) -> None:
    source = "class ValueError(KeyError): pass\ndef f(): raise ValueError('v')\ndef g(): int('x')"
    session = load(sandbox, source)
    own, built_in = session.call("f").raised, session.call("g").raised
    assert own is not None and own.type == "program.ValueError" and own.bases[0] == "KeyError"
    assert built_in is not None and built_in.type == "ValueError"
    tests = """
def t():
    try: f()
    except ValueError: return "taken for the built-in one"
    except KeyError as error: return type(error).__name__
"""
    assert judge(sandbox, session, tests, "f").call("t").value == "ValueError"


def test_values_that_are_nested_too_deeply(sandbox: Sandbox) -> None:
    source = """
def dicts(n): return {"a": dicts(n - 1)} if n else 1
def tuples(n): return (tuples(n - 1),) if n else 1
def lists(n): return [lists(n - 1)] if n else 1
def size(x, *, y): return len(x) + len(y)
"""
    session = load(sandbox, source)
    for name in ("dicts", "tuples", "lists"):
        value = session.call(name, (300,)).value
        assert type(value) is Opaque and value.type == name[:-1]
        assert session.call("size", (value,), {"y": value}).value == 2
    tests = f"{source}\ndef t(): return seen(dicts(150), 2, y=dicts(150))"
    seen: list[Any] = []

    def note(*args: Any, **kwargs: Any) -> CallResult:
        seen.extend((args, kwargs))
        return CallResult()

    load(sandbox, tests, externals={"seen": note}).call("t")
    (first, two), named = seen
    assert first.type == named["y"].type == "dict" and two == 2


def test_arguments_that_a_function_of_the_other_changes(sandbox: Sandbox) -> None:
    owner = load(sandbox, "def get():\n    def g(a, b): a.append(3); b.append(4)\n    return g")
    user = judge(sandbox, owner, "def t():\n    a, b = [1], [2, 2]\n    get()(a, b)\n    return a, b", "get")
    assert user.call("t").value == ([1, 3], [2, 2, 4])


def test_a_name_of_its_own_comes_first(sandbox: Sandbox) -> None:
    session = load(
        sandbox,
        "def f(): return 1\ndef g(): return h()",
        externals={"f": lambda: CallResult(2), "h": lambda: CallResult(3)},
    )
    assert session.call("f").value == 1 and session.call("g").value == 3
    session.close()


def test_externals_while_loading(sandbox: Sandbox) -> None:
    session = load(
        sandbox, "assert f(1) == 2\nx = f(2)\ndef g(): return x", externals={"f": lambda x: CallResult(x + 1)}
    )
    assert session.call("g").value == 3
    session.close()
    with pytest.raises(Ended) as ended:
        load(sandbox, "assert f(1) == 5", externals={"f": lambda x: CallResult(x + 1)})
    assert ended.value.outcome.error == "AssertionError" and ended.value.outcome.exit_code == 1


def test_what_an_external_raises(sandbox: Sandbox) -> None:
    source = """
def g():
    for kind in (ValueError, ArithmeticError, Exception):
        try: f()
        except kind as error: found.append((type(error).__name__, str(error), kind.__name__))
    return found
found = []
"""
    replies = iter(
        [
            CallResult(raised=Raised("ValueError", "v")),
            CallResult(raised=Raised("Odd", "o", ("ZeroDivisionError", "ArithmeticError"))),
            CallResult(raised=Raised("Strange", "s")),
        ]
    )
    session = load(sandbox, source, externals={"f": lambda: next(replies)})
    expected = [
        ("ValueError", "v", "ValueError"),
        ("Odd", "o", "ArithmeticError"),
        ("Strange", "s", "Exception"),
    ]
    assert session.call("g").value == expected
    session.close()


def test_an_error_of_ours_ends_the_program(sandbox: Sandbox) -> None:
    def broken() -> CallResult:
        raise ZeroDivisionError

    session = load(sandbox, "def g(): return f()", externals={"f": broken})
    with pytest.raises(ZeroDivisionError):
        session.call("g")
    with pytest.raises(Ended):
        session.call("g")
    assert sandbox.run("print(1)").ok


def test_endless_calls_back_and_forth(sandbox: Sandbox) -> None:
    first = load(sandbox, "def f(): return g()", externals={"g": lambda: second.call("g")})
    second = load(sandbox, "def g(): return f()", externals={"f": lambda: first.call("f")})
    reply = first.call("f")
    assert reply.raised is not None and reply.raised.type == "RecursionError"
    assert first.close() and second.close()


def test_references_are_not_forged(sandbox: Sandbox) -> None:
    """A program can only name objects of others that it was given."""
    mine = load(sandbox, "def secret(): return object()\nsecret()")
    value = mine.call("secret").value
    forged = f'import os\ndef f():\n    d = b\'{{"t":["value",{{"f":[{value.number}]}},{{"t":[]}},{{"d":[]}}]}}\'\n'
    forged += "    os.write(4, b'M' + len(d).to_bytes(4, 'big') + d); import time; time.sleep(9)"
    session = load(sandbox, forged)
    with pytest.raises(Ended) as ended:
        session.call("f")
    assert ended.value.outcome.error == "the program broke the protocol"
    mine.close()


# --- any frames at all


def test_random_messages(sandbox: Sandbox) -> None:
    """A program that answers with what it likes: a value, an end, nothing else."""
    dice = random.Random(5)
    heads = ["value", "raised", "external", "loaded", "x", 5]
    bodies = [
        None,
        [],
        {"t": []},
        {"d": []},
        {"d": [["a", 1]]},
        "x",
        {"o": ["a", 1]},
        {"o": [1, "a"]},
        {"f": [0]},
    ]
    bodies += [{"k": ["Counter", 1, {"d": []}]}, {"k": ["os", 1, 2]}, {"s": [[]]}, {"b": 1}, {"r": "nan"}]
    import json

    for _ in range(60):
        message = {"t": [dice.choice(heads), *(dice.choice(bodies) for _ in range(dice.randrange(7)))]}
        data = json.dumps(message).encode()
        if dice.random() < 0.3:
            data = bytes(dice.randrange(256) if dice.random() < 0.1 else byte for byte in data)
        source = f"import os, time\ndef f():\n    d = {data!r}\n    os.write(4, b'M' + len(d).to_bytes(4, 'big') + d)\n"
        session = load(sandbox, source + "    time.sleep(9)", limits=Limits(wall=0.2))
        with contextlib.suppress(Ended):
            assert isinstance(session.call("f"), CallResult)
        session.close()
    assert sandbox.run("print(1)").stdout == b"1\n"


# --- the sandbox itself


def test_runtime(sandbox: Sandbox) -> None:
    assert sandbox.runtime.startswith("CPython 3.")
