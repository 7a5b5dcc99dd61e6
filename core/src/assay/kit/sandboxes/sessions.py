"""What a loaded module can do: be called, call out, raise, hold objects, be joined with another one."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

from assay.kit.sandboxes.checks import Group
from assay.kit.sandboxes.under_test import SandboxUnderTest, expect
from assay.sandbox import CallResult, Ended, External, Limits, Opaque, Raised, Session

CALL = Group("call")
EXTERNAL = Group("external")
OBJECT = Group("object")


def raised(session: Session, name: str, *args: Any) -> Raised:
    """The exception that a call ends in, which it must."""
    reply = session.call(name, args)
    expect(reply.raised is not None, reply)
    assert reply.raised is not None
    return reply.raised


def refuses(session: Session, name: str, *args: Any) -> None:
    """The session is over: a call raises Ended."""
    try:
        reply = session.call(name, args)
    except Ended:
        return
    expect(False, f"a session that has ended answers: {reply!r}")


# --- calls


@CALL.check("results")
def _results(box: SandboxUnderTest) -> None:
    """A call gives its value, its arguments as they are afterwards, and what was printed in it."""
    session = box.load("class P:\n    def origin(): return (0, 0)\ndef f(*a, **k): print('é'); return [a, k]")
    reply = session.call("f", (1, "x"), {"y": {2}})
    wanted = CallResult([(1, "x"), {"y": {2}}], None, (1, "x"), {"y": {2}}, "é\n".encode())
    expect(reply == wanted, reply)
    expect(session.call("P.origin").value == (0, 0), "a call of an attribute, P.origin")
    expect(session.call("f").stdout == "é\n".encode(), "the output of the second call alone")


@CALL.check("plain")
def _plain(box: SandboxUnderTest) -> None:
    """Functions of plain data: a value, a change of an argument, an exception, and the next call."""
    session = box.load(
        "def f(x):\n    x.append(len(x))\n    print('said')\n    return {'sum': sum(x)}\n"
        "def g(x):\n    x.append(1)\n    raise KeyError('k')"
    )
    reply = session.call("f", ([1, 2],))
    expect((reply.value, reply.args, reply.stdout) == ({"sum": 5}, ([1, 2, 2],), b"said\n"), reply)
    reply = session.call("g", ([],))
    wanted = Raised("KeyError", "'k'", ("LookupError", "Exception", "BaseException"))
    expect(reply.raised == wanted and reply.args == ([1],), reply)


@CALL.check("closed")
def _closed(box: SandboxUnderTest) -> None:
    """A closed session was ended by us, says so every time, and takes no call."""
    session = box.load("def f(): return 1")
    expect(session.call("f").value == 1, "a call")
    outcome = session.close()
    expect(outcome.exit_code is None and not outcome.limit, outcome)
    expect(session.close() == outcome, "close() again tells the same")
    refuses(session, "f")


@CALL.check("changed_arguments")
def _changed(box: SandboxUnderTest) -> None:
    """Arguments come back as the call left them; the caller's own objects stay as they were."""
    session = box.load("def f(x, *, y): x.sort(); y['n'] = 1; x.append(y); return None")
    argument = [3, 1]
    reply = session.call("f", (argument,), {"y": {}})
    expect(reply.args == ([1, 3, {"n": 1}],) and reply.kwargs == {"y": {"n": 1}}, reply)
    expect(argument == [3, 1], argument)


@CALL.check("exceptions")
def _exceptions(box: SandboxUnderTest) -> None:
    """An exception is its class's name, its message, and the names of its built-in bases."""
    session = box.load("""
class Mine(KeyError):
    def __str__(self): return "mine"
class Bad(Exception):
    def __str__(self): return 1 / 0
class Text(str): pass
class Odd(Exception):
    def __str__(self): return Text("odd")
def f(x):
    if x == 2: raise Odd
    if x: raise Mine("k")
    raise Bad
""")
    wanted = Raised("Mine", "mine", ("KeyError", "LookupError", "Exception", "BaseException"))
    found = raised(session, "f", 1)
    expect(found == wanted, found)
    found = raised(session, "f", 0)
    expect(found == Raised("Bad", "", ("Exception", "BaseException")), found)
    expect(type(raised(session, "f", 2).message) is str, "a message of another class than str")
    expect(raised(session, "g").type == "NameError", "the call of a name that is not there")
    expect(raised(session, "f").type == "TypeError", "a call without the arguments that it takes")


@CALL.check("exception_names")
def _names(box: SandboxUnderTest) -> None:
    """An exception class of the program's own that is called like a built-in one does not pass for it."""
    session = box.load("class ValueError(KeyError): pass\ndef f(): raise ValueError('v')\ndef g(): int('x')")
    own, built_in = raised(session, "f"), raised(session, "g")
    expect(own.type != "ValueError" and own.bases[:1] == ("KeyError",), own)
    expect(built_in.type == "ValueError", built_in)


CALL_ENDS = {
    "exit_at_once": ("import os; os._exit(0)", 0, ""),
    "exit": ("import sys; sys.exit(3)", 3, ""),
    "kill": ("import os; os.kill(os.getpid(), 9)", -9, ""),
    "crash": ("import ctypes; ctypes.string_at(0)", -11, ""),
    "output": ("print('x' * 2_000_000)", None, "output"),
}


@CALL.each("ends", CALL_ENDS)
def _ends(box: SandboxUnderTest, case: tuple[str, int | None, str]) -> None:
    """A call in which the program exits, crashes or passes a limit ends the session; so does such a module as it loads."""
    body, code, limit = case
    source, limits = f"def f():\n    {body}\ndef g(): return 1", Limits(memory=128 << 20)
    session = box.load(source, limits=limits)
    expect(session.call("g").value == 1, "the call before")
    outcome = box.ends(session, "f")
    expect((outcome.exit_code, outcome.limit) == (code, limit), outcome)
    refuses(session, "g")
    outcome = box.load_ends(f"{source}\nf()", limits)
    expect((outcome.exit_code, outcome.limit) == (code, limit), outcome)


TOO_LARGE = {
    "text": "return 'x' * 2_000_000",
    "shared": "x = [0]\n    for _ in range(60): x = [x, x]\n    return x",
}


@CALL.each("too_large", TOO_LARGE)
def _too_large(box: SandboxUnderTest, body: str) -> None:
    """A value that is larger than the limit of output ends the program, also one that is small inside."""
    session = box.load(f"def f():\n    {body}\ndef g(): return 1", limits=Limits(memory=128 << 20))
    expect(session.call("g").value == 1, "the call before")
    outcome = box.ends(session, "f")
    # Who ends it is the backend's choice: the program's own process, or it.
    expect(outcome.exit_code in (1, None) and outcome.limit == "output", outcome)
    refuses(session, "g")


@CALL.check("ends_between")
def _between(box: SandboxUnderTest) -> None:
    """A program that ends while nobody calls it has ended at the next call, with all that it printed."""
    source = """
import os, threading, time
def end(): time.sleep(0.2); os.write(1, b"x" * 500_000); os._exit(5)
def f(x): threading.Thread(target=end).start()
"""
    for argument in ("", "y" * 900_000):
        session = box.load(source)
        session.call("f", ("",))
        time.sleep(0.6)
        outcome = box.ends(session, "f", argument)
        expect(outcome.exit_code == 5 and len(outcome.stdout) == 500_000, outcome)
    session = box.load(source)
    session.call("f", ("",))
    time.sleep(0.6)
    outcome = session.close()
    expect(outcome.exit_code == 5, outcome)
    box.works()


@CALL.check("load_ends")
def _load_ends(box: SandboxUnderTest) -> None:
    """A module that exits or raises as it loads is no session."""
    for source, code in (("import sys; sys.exit(0)", 0), ("import os; os._exit(0)", 0), ("exit(4)", 4)):
        outcome = box.load_ends(f"def f(): return 1\n{source}")
        expect(outcome.exit_code == code and not outcome.limit, outcome)
    outcome = box.load_ends("def f(): return 1\nraise ValueError('no')")
    expect((outcome.exit_code, outcome.error) == (1, "ValueError: no"), outcome)


@CALL.check("load_raises")
def _load_raises(box: SandboxUnderTest) -> None:
    """A module that raises as it loads has ended with that exception."""
    outcome = box.load_ends("def f(): return 1\nassert f() == 2")
    expect((outcome.exit_code, outcome.error) == (1, "AssertionError"), outcome)


@CALL.check("own_time")
def _own_time(box: SandboxUnderTest) -> None:
    """Each call has the wall time of the limits for itself."""
    session = box.load("import time\ndef f(): time.sleep(0.3)", limits=Limits(wall=0.7))
    for _ in range(4):
        session.call("f")


@CALL.check("sessions")
def _sessions(box: SandboxUnderTest) -> None:
    """Several modules at one time are apart, and others run meanwhile."""
    sessions = [
        box.load(f"x = {i}\ndef f():\n    return x\ndef g(y):\n    global x\n    x = x + y") for i in range(4)
    ]
    expect([session.call("f").value for session in sessions] == [0, 1, 2, 3], "the value of each")
    for i, session in enumerate(reversed(sessions)):
        session.call("g", (10 * i,))
    found = [session.call("f").value for session in sessions]
    expect(found == [30, 21, 12, 3], found)
    expect(box.run("print(1)").stdout == b"1\n", "a program that runs meanwhile")
    sessions[1].close()
    sessions[3].close()
    expect([sessions[0].call("f").value, sessions[2].call("f").value] == [30, 12], "two are closed")


# --- externals


@EXTERNAL.check("plain")
def _external(box: SandboxUnderTest) -> None:
    """A module calls functions of ours, gets what they give, and may catch what they raise."""
    source = "def f(x):\n    return outer(len(x)) + 1\ndef g():\n    try:\n        return bad()\n    except ValueError:\n        return 'caught'"
    given: dict[str, External] = {
        "outer": lambda n: CallResult(n * 10),
        "bad": lambda: CallResult(raised=Raised("ValueError", "x")),
    }
    session = box.load(source, given)
    expect(session.call("f", ([1, 2],)).value == 21, "the value of a call that calls out")
    expect(session.call("g").value == "caught", "an exception of an external")


@EXTERNAL.check("own_name_first")
def _own_name(box: SandboxUnderTest) -> None:
    """A name that the module defines comes before an external of that name."""
    given = {"f": lambda: CallResult(2), "h": lambda: CallResult(3)}
    session = box.load("def f(): return 1\ndef g(): return h()", given)
    expect((session.call("f").value, session.call("g").value) == (1, 3), "f() and g()")


@EXTERNAL.check("while_loading")
def _while_loading(box: SandboxUnderTest) -> None:
    """A module may call out as it loads."""
    given = {"f": lambda x: CallResult(x + 1)}
    session = box.load("assert f(1) == 2\nx = f(2)\ndef g(): return x", given)
    expect(session.call("g").value == 3, "what was called for while it loaded")
    outcome = box.load_ends("assert f(1) == 5", externals=given)
    expect((outcome.error, outcome.exit_code) == ("AssertionError", 1), outcome)


@EXTERNAL.check("raises")
def _external_raises(box: SandboxUnderTest) -> None:
    """An external's exception is caught by its name or by its bases; one of an unknown name is an Exception."""
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
    found = box.load(source, {"f": lambda: next(replies)}).call("g").value
    wanted = [
        ("ValueError", "v", "ValueError"),
        ("Odd", "o", "ArithmeticError"),
        ("Strange", "s", "Exception"),
    ]
    expect(found == wanted, found)


@EXTERNAL.check("our_error")
def _our_error(box: SandboxUnderTest) -> None:
    """What an external of ours raises comes to us, not to the program, and ends it."""

    def broken() -> CallResult:
        raise ZeroDivisionError("ours")

    session = box.load(
        "def g():\n    try:\n        return f()\n    except ZeroDivisionError:\n        return 1",
        {"f": broken},
    )
    try:
        reply = session.call("g")
    except ZeroDivisionError as error:
        expect(str(error) == "ours", error)
    else:
        expect(False, f"the call came back: {reply!r}")
    refuses(session, "g")
    box.works()


@EXTERNAL.check("to_another")
def _to_another(box: SandboxUnderTest) -> None:
    """Two modules are joined by an external that calls the other."""
    candidate = box.load("def f(x):\n    return x + 1")
    suite = box.load("def test():\n    return f(1) == 2", {"f": lambda x: candidate.call("f", (x,))})
    expect(suite.call("test").value is True, "the value of the call through both")


@EXTERNAL.check("back_and_forth")
def _back_and_forth(box: SandboxUnderTest) -> None:
    """Two modules that call each other without end come to a RecursionError."""
    first = box.load("def f(): return g()", {"g": lambda: second.call("g")})
    second = box.load("def g(): return f()", {"f": lambda: first.call("f")})
    expect(raised(first, "f").type == "RecursionError", "calls back and forth")


# --- objects, and two modules joined by them

OBJECTS = """
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
def count(): return collections.Counter("aab")
def numbers():
    yield 1
    yield 2
f = lambda x: x + 1
"""


@OBJECT.check("identity")
def _identity(box: SandboxUnderTest) -> None:
    """An object is a stand-in that equals itself only; sent back, it is that object again."""
    session = box.load(OBJECTS)
    one, two = (session.call("make", (i,)).value for i in (1, 2))
    expect(type(one) is Opaque and one.type == "Point" and one != two, one)
    expect(session.call("get", (one,)).value == 1, "its attribute, inside")
    same = session.call("same", (one, one)).value, session.call("same", (one, two)).value
    expect(same == (True, False), same)
    number = session.call("number").value
    expect(isinstance(number, Opaque) and number.type == "MyInt", number)


@OBJECT.check("operations")
def _operations(box: SandboxUnderTest) -> None:
    """What can be done to an object: ``.getattr .setattr .len .getitem .repr .isinstance .next``, and to call it."""
    session = box.load(OBJECTS)
    one = session.call("make", (1,)).value
    session.call(".setattr", (one, "x", 5))
    found = [
        session.call(name, (one, *more)).value
        for name, *more in (
            (".getattr", "x"),
            (".len",),
            (".getitem", "ab"),
            (".repr",),
            (".isinstance", "Point"),
            (".isinstance", "MyInt"),
        )
    ]
    expect(found == [5, 7, "abab", "Point(5)", True, False], found)
    iterator = session.call("numbers").value
    expect(
        [session.call(".next", (iterator,)).value for _ in range(2)] == [1, 2], "two values of a generator"
    )
    expect(raised(session, ".next", iterator).type == "StopIteration", "its end")
    function = session.call(".getattr", (one, "__repr__")).value
    expect(session.call(str(function.number)).value == "Point(5)", "the call of a method by its number")


@OBJECT.check("contents")
def _contents(box: SandboxUnderTest) -> None:
    """An object of a known type of the standard library says what is in it, and stays an object."""
    session = box.load(OBJECTS)
    counter = session.call("count").value
    expect(isinstance(counter, Opaque) and counter.type == "Counter", counter)
    expect(getattr(counter, "contents", None) == {"a": 2, "b": 1}, counter)
    expect(session.call("same", (counter, counter)).value is True, "sent back, it is the same object")


@OBJECT.check("of_an_ended_session")
def _of_an_ended(box: SandboxUnderTest) -> None:
    """An object leads nowhere when its session is over."""
    session = box.load(OBJECTS)
    one = session.call("make", (1,)).value
    session.close()
    other = box.load("def get(p): return p.x")
    refuses(session, "get", one)
    try:
        reply = other.call("get", (one,))
    except (Ended, TypeError, ValueError):
        return
    expect(reply.raised is not None, f"another session reads it: {reply!r}")


@OBJECT.check("nested_too_deeply")
def _too_deep(box: SandboxUnderTest) -> None:
    """A value that is nested too deeply is an object."""
    session = box.load("""
def dicts(n): return {"a": dicts(n - 1)} if n else 1
def tuples(n): return (tuples(n - 1),) if n else 1
def lists(n): return [lists(n - 1)] if n else 1
def size(x, *, y): return len(x) + len(y)
""")
    for name in ("dicts", "tuples", "lists"):
        value = session.call(name, (300,)).value
        expect(type(value) is Opaque and value.type == name[:-1], value)
        expect(session.call("size", (value,), {"y": value}).value == 2, "its length, inside")
    seen: list[Any] = []

    def note(*args: Any, **kwargs: Any) -> CallResult:
        seen.extend((args, kwargs))
        return CallResult()

    source = 'def dicts(n): return {"a": dicts(n - 1)} if n else 1\ndef t(): return seen(dicts(150), 2, y=dicts(150))'
    box.load(source, {"seen": note}).call("t")
    (first, two), named = seen
    expect(first.type == named["y"].type == "dict" and two == 2, seen)


def joined(box: SandboxUnderTest, candidate: Session, source: str, names: str) -> Session:
    """A module for which ``names`` are functions of another one, as a verifier joins them."""

    def external(name: str) -> Callable[..., CallResult]:
        return lambda *args, **kwargs: candidate.call(name, args, kwargs)

    externals: dict[str, External] = {name: external(name) for name in names.split()}
    externals["."] = lambda operation, *args, **kwargs: candidate.call(operation, args, kwargs)
    return box.load(source, externals)


@OBJECT.check("joined")
def _joined(box: SandboxUnderTest) -> None:
    """Tests in one module use classes, exceptions, iterators and functions of another as if they were their own."""
    back: list[Session] = []

    def ask_tests(operation: str, *args: Any, **kwargs: Mapping[str, Any]) -> CallResult:
        return back[0].call(operation, args, kwargs)

    candidate = box.load(
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
        {".": ask_tests},
    )
    tests = joined(
        box,
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
    back.append(tests)
    reply = tests.call("check")
    expect(reply.value is True, reply)


@OBJECT.check("joined_exceptions")
def _joined_exceptions(box: SandboxUnderTest) -> None:
    """For the other module too, an exception class that is called like a built-in one is not it."""
    candidate = box.load("class ValueError(KeyError): pass\ndef f(): raise ValueError('v')")
    tests = """
def t():
    try: f()
    except ValueError: return "taken for the built-in one"
    except KeyError as error: return type(error).__name__
"""
    found = joined(box, candidate, tests, "f").call("t").value
    expect(found == "ValueError", found)


@OBJECT.check("joined_arguments")
def _joined_arguments(box: SandboxUnderTest) -> None:
    """What a function of the other module does to its arguments shows here."""
    owner = box.load("def get():\n    def g(a, b): a.append(3); b.append(4)\n    return g")
    user = joined(box, owner, "def t():\n    a, b = [1], [2, 2]\n    get()(a, b)\n    return a, b", "get")
    found = user.call("t").value
    expect(found == ([1, 3], [2, 2, 4]), found)
