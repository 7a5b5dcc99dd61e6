"""Two routes to an answer: where they disagree there is no row."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import assay
from assay.evidence import RoutesDisagree, agree

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | st.fractions(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)


@given(values)
def test_the_same_agrees_and_comes_back(value: Any) -> None:
    assert agree(value, value) is value
    assert agree(value, value, rel=1e-9) is value


@pytest.mark.parametrize(
    ("first", "second", "within"),
    [
        (1.0, 1.0 + 1e-12, {"rel": 1e-9}),
        (100.0, 101.0, {"abs": 1.0}),
        (Fraction(1, 3), 0.3333333333, {"rel": 1e-9}),
        (Decimal("0.1"), 0.1, {"rel": 1e-12}),
        (Fraction(1, 2), Decimal("0.5"), {}),
        (1, 1.0, {}),
        ([1.0, (2.0, {"a": 3.0})], [1.0 + 1e-12, (2.0, {"a": 3.0})], {"rel": 1e-9}),
        ((1, 2), [1, 2], {}),
        ("a", "a", {"rel": 1e-9}),
    ],
)
def test_within_the_tolerance(first: Any, second: Any, within: dict[str, float]) -> None:
    assert agree(first, second, **within) is first


@pytest.mark.parametrize(
    ("first", "second", "within"),
    [
        (1.0, 1.0 + 1e-12, {}),
        (1.0, 1.1, {"rel": 0.01}),
        (0.0, 1e-300, {"rel": 0.5}),
        (100.0, 101.01, {"abs": 1.0}),
        (math.nan, math.nan, {}),
        (math.nan, math.nan, {"rel": 1.0, "abs": 1e9}),
        (math.inf, 1e308, {"rel": 0.5}),
        (True, 1, {}),
        (True, 1, {"rel": 0.1}),
        (0, False, {"abs": 1.0}),
        ("1", 1, {"rel": 0.1}),
        ("1.0", "1.00", {"rel": 0.1}),
        ("a", "b", {"rel": 1.0}),
        ([1, 2], [1, 2, 3], {}),
        ([1, 2], [2, 1], {}),
        ({"a": 1}, {"b": 1}, {}),
        ({"a": 1}, {"a": 1, "b": 1}, {}),
        ({"a": 1.0}, {"a": 1.1}, {"rel": 0.01}),
        (None, 0, {"abs": 1.0}),
        ([], None, {}),
        (10**400, 10**400 + 1, {}),
    ],
)
def test_a_disagreement_is_raised(first: Any, second: Any, within: dict[str, float]) -> None:
    with pytest.raises(RoutesDisagree, match="the mass"):
        agree(first, second, what="the mass", **within)


def test_it_is_an_error_of_the_generator() -> None:
    assert assay.agree is agree
    assert issubclass(RoutesDisagree, ArithmeticError)
    with pytest.raises(RoutesDisagree, match=r"3 and 4"):
        agree(3, 4)
