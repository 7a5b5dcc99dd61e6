"""What crosses the border: plain data exactly, everything else as a stand-in, and nothing that acts on the host."""

from __future__ import annotations

import builtins
import math
import os
import random
import secrets
import struct
from typing import Any

from assay.kit.sandboxes.checks import Group
from assay.kit.sandboxes.sessions import raised
from assay.kit.sandboxes.under_test import Broken, SandboxUnderTest, expect
from assay.sandbox import CallResult, Ended, External, Opaque

VALUE = Group("value")
_ATOMS = (type(None), bool, int, float, complex, str, bytes)


def exactly(value: Any) -> str:
    """A text that is the same for values which are the same in every type and bit."""
    kind = type(value).__name__
    if type(value) is float:
        return "nan" if math.isnan(value) else struct.pack("d", value).hex()
    if type(value) is complex:
        return f"{kind}({exactly(value.real)},{exactly(value.imag)})"
    if type(value) is int:
        return hex(value)
    if type(value) is dict:
        return f"{kind}({[exactly(item) for item in value.items()]})"
    if type(value) in (list, tuple, set, frozenset):
        items = [exactly(item) for item in value]
        return f"{kind}({sorted(items) if type(value) in (set, frozenset) else items})"
    return f"{kind}({value!r})"


def same(found: Any, wanted: Any) -> None:
    """It is the value that was sent, in every type and bit."""
    one, other = exactly(found), exactly(wanted)
    if one != other:
        raise Broken(f"{other:.300} came back as {one:.300}")


def is_plain(value: Any) -> bool:
    """Whether it is made of nothing but plain data and stand-ins, by the identity of their types."""
    if type(value) in _ATOMS or issubclass(type(value), Opaque):
        return True
    if type(value) is dict:
        return all(is_plain(part) for pair in value.items() for part in pair)
    return type(value) in (list, tuple, set, frozenset) and all(map(is_plain, value))


CROSS = {
    "none": None,
    "bool": [True, False],
    "int": [0, 1, -3, (1 << 63) - 1, -(1 << 63) - 1],
    "large_int": [10**4000, -(1 << 20_000)],
    "float": [1.5, 0.1, -1e308, 5e-324, math.inf, -math.inf],
    "negative_zero": -0.0,
    "nan": math.nan,
    "complex": [1j, complex(math.inf, -0.0), complex(math.nan, 1.0)],
    "text": ["", "é\x00", "😀", "\x7f\u2028", "'\"\\\n"],
    "surrogates": ["\ud800", "\ud83d\ude00", "\udc80x"],
    "bytes": [b"\xff", b"\0\xff", b""],
    "list": [[1, [2]], [], [[[]]]],
    "tuple": [(1,), (), ((), [()])],
    "dict": [{"a": [1]}, {}, {1: 2, "1": 3}],
    "dict_order": [{2: 1, 1: 2}, {"b": 0, "a": 0}],
    "dict_keys": {(1, 2): [None, True], None: b"\xff", 1.5: {}},
    "set": [{1}, set(), {True, 2, "x"}],
    "frozenset": [frozenset({1}), frozenset({frozenset()})],
    "nested": [[], (), set(), frozenset(), {}, b"", "", {"a": [{(1, "x"): {2.5}}]}],
}


@VALUE.each("crosses", CROSS)
def _crosses(box: SandboxUnderTest, case: Any) -> None:
    """A plain value crosses in both ways and stays what it was, type and bits."""
    session = box.load("def f(x): return x\ndef g(x, *, y): return [x, y]")
    for value in case if type(case) is list else [case]:
        reply = session.call("f", (value,))
        same(reply.value, value)
        same(reply.args, (value,))
        same(session.call("g", ([value],), {"y": value}).value, [[value], value])


def _value(dice: random.Random, depth: int, hashable: bool = False) -> Any:
    kinds = 7 if depth <= 0 else 9 if hashable else 12
    inner = depth - 1
    match dice.randrange(kinds):
        case 0:
            return dice.choice((None, True, False))
        case 1:
            return dice.randrange(-10, 10) << dice.choice((0, 1, 62, 64, 1000))
        case 2:
            return struct.unpack("d", dice.randbytes(8))[0]
        case 3:
            return complex(dice.uniform(-1, 1), dice.choice((0.0, -0.0, math.inf)))
        case 4 | 5:
            return "".join(
                chr(dice.randrange(dice.choice((128, 0x3000, 0x11_0000)))) for _ in range(dice.randrange(6))
            )
        case 6:
            return dice.randbytes(dice.randrange(6))
        case 7:
            return tuple(_value(dice, inner, hashable) for _ in range(dice.randrange(4)))
        case 8:
            return frozenset(_value(dice, inner, True) for _ in range(dice.randrange(4)))
        case 9:
            return [_value(dice, inner) for _ in range(dice.randrange(4))]
        case 10:
            return {_value(dice, inner, True): _value(dice, inner) for _ in range(dice.randrange(4))}
        case _:
            return {_value(dice, inner, True) for _ in range(dice.randrange(4))}


@VALUE.check("random")
def _random(box: SandboxUnderTest) -> None:
    """So do 300 values drawn at random."""
    dice = random.Random(11)
    session = box.load("def f(x): return x")
    for _ in range(30):
        value = [_value(dice, 4) for _ in range(10)]
        found = session.call("f", (value,)).value
        for one, other in zip(value, found, strict=True):
            same(other, one)


@VALUE.check("refused_arguments")
def _refused(box: SandboxUnderTest) -> None:
    """An argument that is not plain is a TypeError, one that is too large a ValueError; the session goes on."""
    session = box.load("def f(x): return x")

    class MyInt(int):
        pass

    for value, error in ((object(), TypeError), (MyInt(3), TypeError), ("x" * 2_000_000, ValueError)):
        try:
            reply = session.call("f", (value,))
        except error:
            continue
        expect(False, f"{type(value).__name__} crossed: {reply.value!r:.200}")
    expect(session.call("f", (1,)).value == 1, "the call after")


SUBCLASSES = """
class Int(int): pass
class Float(float): pass
class Complex(complex): pass
class Str(str): pass
class Bytes(bytes): pass
class List(list): pass
class Tuple(tuple): pass
class Dict(dict): pass
class Set(set): pass
class Frozen(frozenset): pass
MADE = [Int(3), Float(1), Complex(1), Str("a"), Bytes(b"a"), List([1]), Tuple([1]), Dict(a=1), Set([1]), Frozen([1])]
def one(n): return MADE[n]
def within(n): return [1, {"a": (MADE[n],)}]
def put(x, n): x.append(MADE[n])
"""
_SUBCLASSES = ("Int", "Float", "Complex", "Str", "Bytes", "List", "Tuple", "Dict", "Set", "Frozen")


@VALUE.check("subclasses")
def _subclasses(box: SandboxUnderTest) -> None:
    """A value of a subclass of a plain type is a stand-in with its class's name: it could lie about anything."""
    session = box.load(SUBCLASSES)
    for n, name in enumerate(_SUBCLASSES):
        value = session.call("one", (n,)).value
        expect(isinstance(value, Opaque) and value.type == name, f"{name} came out as {value!r}")
        reply = session.call("within", (n,))
        expect(
            is_plain(reply.value) and isinstance(reply.value[1]["a"][0], Opaque),
            f"{name} within: {reply.value!r}",
        )
        after = session.call("put", ([0], n)).args[0]
        expect(
            type(after) is list and isinstance(after[1], Opaque), f"{name} put into an argument: {after!r}"
        )


LIARS = """
class Equal:
    __hash__ = object.__hash__
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __bool__(self): return True
    def __len__(self): return 7
    def __int__(self): return 42
    def __str__(self): return "42"
    def __repr__(self): return "42"
    def __iter__(self): return iter([42])
    def __contains__(self, other): return True
    def __getattr__(self, name): return 42
class Int(int):
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    __hash__ = int.__hash__
class Claims:
    @property
    def __class__(self): return int
class Meta(type):
    def __eq__(self, other): return True
    def __hash__(self): return hash(int)
    def __instancecheck__(self, other): return True
class OfMeta(metaclass=Meta): pass
class int_: pass
int_.__name__ = int_.__qualname__ = "int"
class Raises:
    def __repr__(self): raise ValueError
    def __hash__(self): raise ValueError
    def __eq__(self, other): raise ValueError
    def __getattribute__(self, name): raise ValueError
Long = type("L" * 100_000, (), {})
MADE = [Equal(), Int(41), Claims(), OfMeta(), int_(), Raises(), Long(), int, lambda: 42, NotImplemented, ..., open]
def get(n): return MADE[n]
def count(): return len(MADE)
"""


@VALUE.check("liars")
def _liars(box: SandboxUnderTest) -> None:
    """An object that says it equals anything, or is of another class, reaches us as a stand-in that does not."""
    session = box.load(LIARS)
    for n in range(session.call("count").value):
        value = session.call("get", (n,)).value
        expect(
            isinstance(value, Opaque) and type(value.type) is str, f"object {n} came out as {value!r:.200}"
        )
        expect(
            type(value).__module__.partition(".")[0] != "program" and len(value.type) < 1000, value.type[:99]
        )
        expect([value == 42, value != 42] == [False, True], f"object {n} equals 42 on our side")


@VALUE.check("objects_on_the_host")
def _reduced(box: SandboxUnderTest) -> None:
    """No method of an object is run on our side: not when it crosses, nor by what it says of how it is made again."""
    name = f"ASSAY_FORGED_{secrets.token_hex(8)}"
    source = f"""
CODE = "import os, builtins; os.environ[{name!r}] = '1'; builtins.{name} = 1"
class Reduced:
    def __reduce__(self): return exec, (CODE,)
class Error(Exception):
    def __reduce__(self): return exec, (CODE,)
class Text(str):
    def __reduce__(self): return eval, ("exec(CODE)", {{"CODE": CODE}})
def value(): return Reduced()
def within(): return [(Reduced(), {{"a": Text("x")}})]
def error(): raise Error(Reduced())
def put(x): x.append(Reduced())
def out(): return outer(Reduced(), Text("x"))
"""
    seen: list[Any] = []

    def outer(*args: Any) -> CallResult:
        seen.extend(args)
        return CallResult()

    externals: dict[str, External] = {"outer": outer}
    session = box.load(source, externals)
    found = [session.call("value").value, session.call("within").value, session.call("put", ([],)).args]
    raised(session, "error")
    session.call("out")
    forged = name in os.environ or hasattr(builtins, name)
    os.environ.pop(name, None)
    expect(not forged, "code of the program's choice was run in our process")
    expect(is_plain([found, seen]), [found, seen])


@VALUE.check("cyclic")
def _cyclic(box: SandboxUnderTest) -> None:
    """A value that contains itself is an object; so is one that comes to contain itself in a call."""
    session = box.load(
        "def cyclic():\n    x = [1]; x.append(x); return x\ndef put(x): x.append(x)\ndef f(x): return x"
    )
    value = session.call("cyclic").value
    expect(isinstance(value, Opaque) and value.type == "list", value)
    session.call("put", ([],))
    expect(session.call("f", (1,)).value == 1, "the call after")
    cycle: list[Any] = []
    cycle.append(cycle)
    try:
        session.call("f", (cycle,))
    except (TypeError, ValueError, Ended):
        return
    expect(False, "an argument that contains itself crossed")


@VALUE.check("made_plain_by_patches")
def _patched(box: SandboxUnderTest) -> None:
    """A module that patches the built-ins of its interpreter gives plain data, stand-ins, or nothing at all."""
    source = """
import builtins, json, sys
class Int(int):
    def __eq__(self, other): return True
    __hash__ = int.__hash__
def f(which):
    if which == 0: builtins.isinstance = lambda *a: True
    if which == 1: builtins.type = lambda *a: int
    if which == 2: json.dumps = json.JSONEncoder.encode = lambda *a, **k: "42"
    if which == 3: builtins.len = builtins.repr = builtins.str = builtins.hash = lambda *a, **k: 42
    if which == 4: sys.modules.clear(); builtins.__import__ = builtins.open = None
    return Int(41)
"""
    for which in range(5):
        session = box.load(source)
        try:
            reply = session.call("f", (which,))
        except Ended:
            continue
        expect(is_plain([reply.value, reply.args]), f"patch {which}: {reply.value!r:.200}")
        if reply.raised is not None:
            expect(type(reply.raised.type) is type(reply.raised.message) is str, reply.raised)
    box.works()
