"""Conditions in one real unknown: equal solution sets, consequences, solutions."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assay_math.engine.exact import rational
from assay_math.engine.outcome import Context, Truth
from assay_math.engine.solve import equivalent, implies, solutions
from assay_math.notation import nodes as n
from assay_math.notation import parse

EQUIVALENT = [
    ("2x+3=7", "x=2"),
    ("2(x-1)=4", "x-1=2"),
    ("0.5x=3", "x=6"),
    ("x^2-5x+6=0", r"x=2 \text{ or } x=3"),
    ("x^2=2", r"x=\sqrt{2} \text{ or } x=-\sqrt{2}"),
    ("x^2-x-1=0", r"x=\frac{1+\sqrt5}{2} \text{ or } x=\frac{1-\sqrt5}{2}"),
    ("x^2+1=0", r"x \in \emptyset"),
    ("x^3=8", "x=2"),
    ("x^5-x-1=0", "x^5-x=1"),
    ("x=x+1", r"x\in\emptyset"),
    ("|x-3|=2", r"x=1 \text{ or } x=5"),
    ("|x-3|<2", "1<x<5"),
    ("|x-3|>2", r"x<1 \text{ or } x>5"),
    ("|x|=x", r"x\ge0"),
    ("|x|+|x-1|=1", r"0\le x\le 1"),
    ("|2x+1|=|x-3|", r"x=-4 \text{ or } x=\frac23"),
    (r"\sqrt{x+3}=x-3", "x=6"),
    (r"\sqrt{x}+\sqrt{x-3}=3", "x=4"),
    (r"\sqrt{x^2}=x", r"x\ge 0"),
    (r"\sqrt{2x-1}>x-2", r"\frac12\le x<5"),
    (r"\sqrt[3]{x}=-2", "x=-8"),
    ("2x+1<7", r"x \in (-\infty, 3)"),
    ("-2x<6", "x>-3"),
    ("x^2<2", r"-\sqrt2<x<\sqrt2"),
    (r"\frac{1}{x^2-2} > 0", r"x<-\sqrt2 \text{ or } x>\sqrt2"),
    (r"\frac{x-1}{x+2}\ge 0", r"x<-2 \text{ or } x\ge 1"),
    (r"\frac{1}{x}=\frac{1}{x}", r"x\ne 0"),
    (r"\frac{x^2-1}{x-1}=2", r"x\in\emptyset"),
    (r"\frac{2}{x-1}=\frac{3}{x+1}", "x=5"),
    (r"x\ge 1, x<5", r"x\in[1,5)"),
    ("(x-1)^2(x+2)>0", r"x\in(-2,1)\cup(1,\infty)"),
    (r"x\notin\{1,2\}", r"x\ne1, x\ne2"),
    (r"\sqrt{x-\sqrt{2}} \ge 0", r"x \ge \sqrt{2}"),
]

DIFFERENT = [
    ("2x+3=7", "x=3"),
    ("x^2-5x+6=0", "x=2"),
    ("x^2=4", "x=2"),
    (r"|x-3|\le 2", "1<x<5"),
    (r"\sqrt{x+3}=x-3", "x+3=(x-3)^2"),
    ("2x+1<7", r"x\in(-\infty,3]"),
    ("-2x<6", "x<-3"),
    (r"\frac{x-1}{x+2}\ge 0", r"x\le -2 \text{ or } x\ge 1"),
    (r"\frac{1}{x}=\frac{1}{x}", "x = x"),
    (r"\frac{x^2-1}{x-1}=2", "x=1"),
    ("x^2<2", "-1.41<x<1.41"),
    ("x^2<2", "-1.41421356237309504880<x<1.41421356237309504881"),
    (r"\sqrt{x-\sqrt{2}} \ge 0", r"x > \sqrt{2}"),
]


@pytest.mark.parametrize(("one", "other"), EQUIVALENT)
def test_equivalent_conditions(one: str, other: str) -> None:
    assert equivalent([parse(one)], [parse(other)], "x").truth is Truth.TRUE


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_conditions(one: str, other: str) -> None:
    assert equivalent([parse(one)], [parse(other)], "x").truth is Truth.FALSE


def test_a_consequence_may_be_weaker() -> None:
    assert implies([parse("x = 2")], parse("x^2 = 4"), "x").is_true
    assert implies([parse("x^2 = 4")], parse("x = 2"), "x").is_false
    assert implies([parse("x^2 = 4"), parse("x > 0")], parse("x = 2"), "x").is_true
    assert implies([parse("x > 3")], parse("x > 2"), "x").is_true


def test_known_values_are_put_in() -> None:
    context = Context(bindings={"a": parse("3")})
    assert equivalent([parse("a x = 6")], [parse("x = 2")], "x", context).is_true


@pytest.mark.parametrize(
    "condition",
    ["a x = 6", r"\sin x = 0", r"\ln x > 0", "x y = 1", "x", "2^x = 8", "x^{500} = 1", r"x \to 3"],
)
def test_what_is_beyond_it_stays_open(condition: str) -> None:
    assert equivalent([parse(condition)], [parse("x = 2")], "x").truth is Truth.UNKNOWN
    assert solutions([parse(condition)], "x") is None


def test_solutions_are_points_and_intervals() -> None:
    found = solutions([parse("x^2 - 5x + 6 = 0")], "x")
    assert found is not None
    assert [rational(p) for p in found.points] == [2, 3]
    found = solutions([parse(r"\frac{x-1}{x+2}\ge 0")], "x")
    assert found is not None
    assert found.intervals == (parse(r"(-\infty, -2)"), parse(r"[1, \infty)"))
    found = solutions([parse("x^2 + 1 = 0")], "x")
    assert found is not None
    assert found.none


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.fractions(-20, 20, max_denominator=12), min_size=1, max_size=4),
    st.integers(-5, 5).filter(bool),
)
def test_roots_that_were_put_in_come_out(roots: list[Fraction], lead: int) -> None:
    product: n.Node = n.Number(lead)
    for root in roots:
        product = n.Mul((product, n.Add((n.Name("x"), n.Neg(n.Number(root))))))
    found = solutions([n.Relation((product, n.Number(0)), ("=",))], "x")
    assert found is not None
    assert [rational(p) for p in found.points] == sorted(set(roots))
