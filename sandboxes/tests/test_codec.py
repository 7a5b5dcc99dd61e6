"""Plain data crosses the border exactly; bytes that no program of ours wrote do no harm."""

import collections
import contextlib
import datetime
import decimal
import fractions
import json
import math
import struct
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay_sandboxes import codec, values

numbers = st.none() | st.booleans() | st.integers() | st.floats() | st.complex_numbers()
texts = st.text(st.characters()) | st.text(st.characters(categories=["Cs"])) | st.binary()
hashable = st.recursive(
    numbers | texts, lambda inner: st.tuples(inner, inner) | st.frozensets(inner, max_size=3), max_leaves=5
)
plain = st.recursive(
    hashable,
    lambda inner: st.lists(inner) | st.tuples(inner) | st.dictionaries(hashable, inner) | st.sets(hashable),
    max_leaves=20,
)


def written(value: Any) -> str:
    """A text that is the same for values which are the same in every type and bit."""
    kind = type(value).__name__
    if type(value) is float:
        return "nan" if math.isnan(value) else struct.pack("d", value).hex()
    if type(value) is complex:
        return f"{kind}({written(value.real)},{written(value.imag)})"
    if type(value) is int:
        return hex(value)
    if type(value) is dict:
        return f"{kind}({[written(item) for item in value.items()]})"
    if type(value) in (list, tuple, set, frozenset):
        items = [written(item) for item in value]
        return f"{kind}({sorted(items) if type(value) in (set, frozenset) else items})"
    return f"{kind}({value!r})"


def same(a: Any, b: Any) -> bool:
    return written(a) == written(b)


@given(plain)
def test_there_and_back(value: Any) -> None:
    assert same(codec.decode(codec.Encoder().encode(value)), value)


@pytest.mark.parametrize(
    "value",
    [
        -0.0,
        math.inf,
        -math.inf,
        math.nan,
        5e-324,
        complex(math.nan, -0.0),
        1 << 100_000,
        -(1 << 63) - 1,
        "\ud83d\ude00",
        "😀",
        "\udc80",
        "\0",
        {1: 2, "1": 3, 1.5: {}, None: (), (1, 2): b"\xff"},
        {True, 2, "x", frozenset({frozenset()})},
        [[], (), set(), frozenset(), {}, b"", ""],
    ],
    ids=lambda _: "",  # pytest would write out a number too long for it
)
def test_hard_values(value: Any) -> None:
    assert same(codec.decode(codec.Encoder().encode(value)), value)


def test_types_are_exact() -> None:
    class Number(int):
        pass

    class Text(str):
        pass

    class Items(list):  # type: ignore[type-arg]
        pass

    for value in (Number(1), Text("x"), Items(), object(), collections.Counter(), range(3)):
        with pytest.raises(TypeError):
            codec.Encoder().encode([value])


def test_too_deep_and_too_large() -> None:
    nested: list[Any] = []
    for _ in range(codec.MAX_DEPTH - 1):
        nested = [nested]
    assert codec.decode(codec.Encoder().encode(nested)) == nested
    with pytest.raises(codec.TooDeep):
        codec.Encoder().encode([nested])
    cyclic: list[Any] = []
    cyclic.append(cyclic)
    with pytest.raises(codec.TooDeep):
        codec.Encoder().encode(cyclic)
    shared: list[Any] = []
    for _ in range(60):  # 2**60 lists, if written out
        shared = [shared, shared]
    with pytest.raises(codec.TooLarge):
        codec.Encoder(limit=100_000).encode(shared)
    for value in ("x" * 2000, b"x" * 2000, 1 << 20_000, list(range(1000)), "é" * 600):
        with pytest.raises(codec.TooLarge):
            codec.Encoder(limit=1000).encode(value)
        assert len(codec.Encoder(limit=1 << 20).encode(value)) < 1 << 20


def refuses(data: bytes) -> None:
    with pytest.raises(codec.ProtocolError):
        codec.decode(data)


@given(st.binary())
def test_any_bytes(data: bytes) -> None:
    with contextlib.suppress(codec.ProtocolError):
        codec.decode(data)


json_like = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["d", "t", "s", "z", "b", "u", "i", "r", "c", "o", "f", "k", "x"]),
            inner,
            max_size=2,
        )
    ),
    max_leaves=20,
)


@given(json_like)
def test_any_json(tree: Any) -> None:
    with contextlib.suppress(codec.ProtocolError):
        codec.decode(json.dumps(tree).encode())


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b"nul",
        b"NaN",
        b"[" * 100_000,
        b'{"t":' * 100_000,
        b"[" * 300 + b"]" * 300,
        b'{"t":[1],"d":[]}',
        b'{"t":[1],"t":[2]}',
        b'{"s":[[]]}',
        b'{"d":[[[],1]]}',
        b'{"d":[1]}',
        b'{"d":[[1,2,3]]}',
        b'{"b":"@@"}',
        b'{"i":"x"}',
        b'{"i":' + b"9" * 5000 + b"}",
        b"9" * 5000,
        b'{"r":"1"}',
        b'{"r":[]}',
        b'{"c":[1,2]}',
        b'{"c":[1.0]}',
        b'{"u":"/w=="}',
        b"\xff\xfe1",
        b'"\xc3\xa9"',
        b'{"o":["int",1]}',
    ],
)
def test_refused(data: bytes) -> None:
    refuses(data)


def test_keys_made_to_collide() -> None:
    """A dict of these would keep us busy for minutes."""
    prime = (1 << 61) - 1
    keys = [
        str(i * prime) if i * prime < 1 << 63 else '{"i":"' + hex(i * prime) + '"}' for i in range(50_000)
    ]
    started = time.monotonic()
    refuses(('{"s":[' + ",".join(keys) + "]}").encode())
    refuses(('{"d":[' + ",".join(f"[{key},0]" for key in keys) + "]}").encode())
    assert time.monotonic() - started < 10


@pytest.mark.parametrize(
    "value",
    [
        collections.Counter("aab"),
        collections.OrderedDict(a=1),
        collections.deque([1, 2]),
        bytearray(b"x"),
        range(1, 10, 2),
        {1: 2}.keys(),
        {1: 2}.items(),
        fractions.Fraction(1, 3),
        decimal.Decimal("1.10"),
        datetime.date(2020, 2, 29),
        datetime.time(1, 2, 3, 4),
        datetime.datetime(2020, 1, 1, 12),
        datetime.timedelta(1, 2, 3),
    ],
)
def test_known_types(value: Any) -> None:
    known = values.form_of(value)
    assert known is not None and known[0] in values.NAMES
    form = codec.decode(codec.Encoder().encode(known[1]))
    again = values.build(known[0], form)
    assert type(again) is type(value) and again == value


def test_a_subclass_is_not_known() -> None:
    class Mine(collections.Counter):  # type: ignore[type-arg]
        pass

    assert values.form_of(Mine()) is None and values.form_of([]) is None
