"""Values as JSON: nothing is lost, nothing is guessed."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay_code.values import decode, encode

_SCALARS = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.complex_numbers() | st.text() | st.binary()
)
_HASHABLE = st.recursive(
    _SCALARS, lambda inner: st.tuples(inner, inner) | st.frozensets(inner, max_size=3), max_leaves=6
)
VALUES = st.recursive(
    _SCALARS | _HASHABLE,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.tuples(inner, inner)
        | st.dictionaries(st.text(), inner, max_size=4)
        | st.dictionaries(_HASHABLE, inner, max_size=4)
        | st.sets(_HASHABLE, max_size=4)
    ),
    max_leaves=12,
)


def _same(a: Any, b: Any) -> bool:
    """Equal with equal types everywhere; NaN equals NaN, 0.0 is not -0.0, order of dicts counts."""
    if type(a) is not type(b):
        return False
    if isinstance(a, float):
        return (math.isnan(a) and math.isnan(b)) or (a == b and math.copysign(1, a) == math.copysign(1, b))
    if isinstance(a, complex):
        return _same(a.real, b.real) and _same(a.imag, b.imag)
    if isinstance(a, list | tuple):
        return len(a) == len(b) and all(map(_same, a, b))
    if isinstance(a, dict):
        return len(a) == len(b) and all(map(_same, a.items(), b.items()))
    if isinstance(a, set | frozenset):
        return json.dumps(encode(a)) == json.dumps(encode(b))
    return bool(a == b)


@given(VALUES)
def test_round_trip_through_json_text(value: Any) -> None:
    text = json.dumps(encode(value), allow_nan=False)
    assert _same(decode(json.loads(text)), value)


@given(st.lists(_HASHABLE, max_size=6))
def test_sets_have_one_encoding(members: list[Any]) -> None:
    assert json.dumps(encode(set(members))) == json.dumps(encode(set(reversed(members)))) or len(
        set(members)
    ) != len({json.dumps(encode(member)) for member in members})


class _Int(int):
    pass


@pytest.mark.parametrize("value", [_Int(3), object(), range(3), {1: _Int(2)}, [lambda: 0], bytearray(b"x")])
def test_only_exact_types(value: Any) -> None:
    with pytest.raises(ValueError, match="not plain data"):
        encode(value)


@pytest.mark.parametrize(
    "data",
    [
        {"$what": []},
        {"$tuple": [], "x": 1},
        {"$tuple": 3},
        {"$set": [[1]]},
        {"$set": [1, 1]},
        {"$dict": [[1]]},
        {"$dict": [[1, 2], [1, 3]]},
        {"$dict": [[[], 2]]},
        {"$float": "1.5"},
        {"$float": []},
        {"$bytes": "?"},
        {"$bytes": 3},
        {"$complex": ["1"]},
        {"$complex": ["x", "1"]},
        {"$complex": [1, 2, 3]},
    ],
)
def test_malformed_tags_are_refused(data: Any) -> None:
    with pytest.raises(ValueError, match=r"malformed|tag"):
        decode(data)


def test_depth_is_bounded() -> None:
    deep: list[Any] = []
    for _ in range(5_000):
        deep = [deep]
    with pytest.raises(ValueError, match="deeper"):
        encode(deep)
    with pytest.raises(ValueError, match="deeper"):
        decode(deep)
