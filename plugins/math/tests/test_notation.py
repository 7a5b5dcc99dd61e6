"""Reading LaTeX, plain text and Unicode: what each notation means."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assay_math.engine.exact import rational
from assay_math.notation import NotationError, Options, parse, try_parse
from assay_math.notation import nodes as n

X, Y = n.Name("x"), n.Name("y")


def num(value: int | Fraction) -> n.Number:
    return n.Number(value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("24", 24),
        ("-3.50", Fraction(-7, 2)),
        (r"\frac{1}{2}", Fraction(1, 2)),
        (r"\dfrac12", Fraction(1, 2)),
        (r"3\frac{1}{2}", Fraction(7, 2)),
        ("1 1/2", Fraction(3, 2)),
        ("3½", Fraction(7, 2)),
        ("½", Fraction(1, 2)),
        ("10{,}000", 10_000),
        ("1,234,567.5", Fraction(2469135, 2)),
        (r"1\,000", 1000),
        ("1 000", 1000),
        ("(1,000 + 2,500) / 2", 1750),
        (r"0.\overline{3}", Fraction(1, 3)),
        (r"0.1\overline{6}", Fraction(1, 6)),
        ("0.(3)", Fraction(1, 3)),
        ("1.2e5", 120_000),
        (r"1.2 \times 10^{5}", 120_000),
        (r"10^{-3}", Fraction(1, 1000)),
        (r"25\%", Fraction(1, 4)),
        (r"20\% \text{ of } 50", 10),
        ("1011_2", 11),
        ("(1011)_2", 11),
        ("FF_{16}", 255),
        ("2^3^2", 512),
        ("-3^2", -9),
        ("x²".replace("x", "5"), 25),
        ("2³ − 1", 7),
        ("６×７", 42),
        ("٣ + ٤", 7),
        ("48÷6", 8),
        ("3 x 4", 12),
        ("2(3)(4)", 24),
        ("5!", 120),
        (r"\frac{10!}{3!7!}", 120),
        (r"\binom{5}{2}", 10),
        (r"{5 \choose 2}", 10),
        (r"\lfloor 7/2 \rfloor", 3),
        (r"\left|-3\right|", 3),
        ("||-2|-5|", 3),
        (r"\gcd(12, 18)", 6),
        (r"\gcd(12,180)", 12),
        (r"\operatorname{lcm}(4, 6)", 12),
        (r"\max\{1, 5, 3\}", 5),
        (r"17 \bmod 5", 2),
        (r"\log_2 8", 3),
        (r"\log_{3}(81)", 4),
        (r"\sqrt[3]{27}", 3),
        ("√16", 4),
        ("∛8", 2),
        (r"\sin 30^\circ", Fraction(1, 2)),
        (r"\sin^2 30°", Fraction(1, 4)),
        (r"\cos\left(\frac{\pi}{3}\right)", Fraction(1, 2)),
        (r"\sum_{k=1}^{5} k", 15),
        (r"\sum_{i=1}^{3} i^2 + 1", 15),
        (r"\prod_{k=1}^{4} k", 24),
        (r"\boxed{5}", 5),
        (r"$\frac{3}{4}$", Fraction(3, 4)),
        (r"\[ 2 + 2 \]", 4),
        ("1:2", Fraction(1, 2)),
        ("C(5, 2)", 10),
        (r"\begin{vmatrix}1 & 2\\3 & 4\end{vmatrix}", -2),
    ],
)
def test_values(text: str, value: int | Fraction) -> None:
    assert rational(parse(text)) == value


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("xy", n.Mul((X, Y))),
        ("2x", n.Mul((num(2), X))),
        ("x(x+1)", n.Mul((X, n.Add((X, num(1)))))),
        ("f(x)", n.Apply(n.Name("f"), (X,))),
        ("f''(x)", n.Apply(n.Name("f"), (X,), 2)),
        ("f^{-1}(x)", n.Apply(n.Name("f"), (X,), 0, True)),
        ("y'", n.Prime(Y, 1)),
        ("a_{n+1}", n.Name("a_{n+1}")),
        ("x₁", n.Name("x_1")),
        ("S_{10}", n.Name("S_{10}")),
        (r"\sin^{-1} x", n.Call("arcsin", (X,))),
        (r"\sin 2x", n.Call("sin", (n.Mul((num(2), X)),))),
        (r"\sin x \cos y", n.Mul((n.Call("sin", (X,)), n.Call("cos", (Y,))))),
        (r"\log x", n.Call("log", (X,))),
        ("|x||y|", n.Mul((n.Call("abs", (X,)), n.Call("abs", (Y,))))),
        (r"3 \mid 12", n.Relation((num(3), num(12)), ("|",))),
        ("3 | 12", n.Relation((num(3), num(12)), ("|",))),
        (r"17 \equiv 2 \pmod{5}", n.Congruence((num(17), num(2)), num(5))),
        ("17 ≡ 2 (mod 5)", n.Congruence((num(17), num(2)), num(5))),
        (r"-2 \le x < 3", n.Relation((n.Neg(num(2)), X, num(3)), ("<=", "<"))),
        (r"x \not= 0", n.Relation((X, num(0)), ("!=",))),
        (r"x = 2 \text{ or } x = 3", n.Listing((n.Relation((X, num(2)), ("=",)), n.Relation((X, num(3)), ("=",))), "or")),
        ("x = 2, 3 or 4", n.Listing((n.Relation((X, num(2)), ("=",)), num(3), num(4)), "or")),
        ("(0, 1)", n.Tuple((num(0), num(1)), "(")),
        ("[0, 1)", n.Interval(num(0), num(1), True, False)),
        ("[0, 1[", n.Interval(num(0), num(1), True, False)),
        (r"(-\infty, 3]", n.Interval(n.Neg(n.Constant("infinity")), num(3), False, True)),
        (r"\{1, 2\}", n.Set((num(1), num(2)))),
        (r"\{\}", n.Constant("emptyset")),
        (r"\langle 1, 2 \rangle", n.Tuple((num(1), num(2)), "<")),
        (r"\begin{pmatrix}1 & 2\\3 & 4\end{pmatrix}", n.Matrix(((num(1), num(2)), (num(3), num(4))))),
        (r"\left[\begin{array}{cc} 1 & 2 \end{array}\right]", n.Matrix(((num(1), num(2)),))),
        ("A^T", n.Call("transpose", (n.Name("A"),))),
        (r"\frac{d}{dx}(x^2)", n.Derivative(n.Pow(X, num(2)), (("x", 1),))),
        (r"\frac{d^2y}{dx^2}", n.Derivative(Y, (("x", 2),))),
        (r"\int_0^1 2x\,dx", n.Integral(n.Mul((num(2), X)), "x", num(0), num(1))),
        (r"\int \frac{dx}{x}", n.Integral(n.Div(num(1), X), "x")),
        (r"\lim_{x \to 0^+} x", n.Limit(X, "x", num(0), "+")),
        (r"\left[x^2\right]_0^1", n.Bracket(n.Pow(X, num(2)), None, num(0), num(1))),
        (r"x^2 \Big|_{x=0}^{2}", n.Bracket(n.Pow(X, num(2)), "x", num(0), num(2))),
        (r"5 \text{ cm}^2", n.Quantity(num(5), "cm^2")),
        ("60 km/h", n.Quantity(num(60), "km/h")),
        ("3 apples", n.Quantity(num(3), "apples")),
        (r"\$12", n.Currency("$", num(12))),
        ("$5", n.Currency("$", num(5))),
        ("37 °C", n.Quantity(num(37), "°C")),
        (r"\overline{3+4i}", n.Call("conj", (n.Add((num(3), n.Mul((num(4), n.Constant("i"))))),))),
        ("P(A)", n.Apply(n.Name("P"), (n.Name("A"),))),
        ("P(1 + r)", n.Mul((n.Name("P"), n.Add((num(1), n.Name("r")))))),
        (r"\vec{a}", n.Name("vec(a)")),
        (r"\begin{aligned} a &= b \\ &= c \end{aligned}", n.Relation((n.Name("a"), n.Name("b"), n.Name("c")), ("=", "="))),
        ("1 + 2 + \\cdots + 10", n.Add((num(1), num(2), n.Dots(), num(10)))),
        ("204_5", n.BasedNumber("204", 5, 54)),
    ],
)  # fmt: skip
def test_structure(text: str, node: n.Node) -> None:
    assert parse(text) == node


def test_systems_are_lists_of_equations() -> None:
    for text in (
        r"\begin{cases} x + y = 3 \\ x - y = 1 \end{cases}",
        r"\left\{\begin{array}{l} x + y = 3 \\ x - y = 1 \end{array}\right.",
        "x + y = 3, x - y = 1",
    ):
        assert parse(text) == parse("x + y = 3, x - y = 1")


def test_money_and_math_delimiters_are_told_apart() -> None:
    assert parse("$x = 2$ and $y = 3$") == parse(r"x = 2 \text{ and } y = 3")
    assert parse("$5 + $6") == n.Add((n.Currency("$", num(5)), n.Currency("$", num(6))))


def test_commas_between_digits() -> None:
    assert parse("1,000") == num(1000)
    assert parse("1,000", Options(comma="list")) == n.Listing((num(1), num(0)))
    assert parse("(2,125)") == n.Tuple((num(2), num(125)))
    assert parse("1,5") == n.Listing((num(1), num(5)))


def test_locale_is_an_option() -> None:
    assert parse("1,5", Options(comma="decimal")) == num(Fraction(3, 2))
    assert parse("1.234,5", Options(comma="decimal", point="thousands")) == num(Fraction(2469, 2))
    assert parse("1.234", Options(comma="decimal", point="thousands")) == num(1234)


def test_which_letters_are_functions_is_an_option() -> None:
    assert isinstance(parse("v(t)"), n.Mul)
    assert isinstance(parse("v(t)", Options().knowing(frozenset("v"))), n.Apply)


def test_letters_that_are_constants_can_be_names() -> None:
    assert parse("e") == n.Constant("e")
    assert parse("e", Options(names=frozenset("e"))) == n.Name("e")
    assert parse(r"\sum_{i=1}^{n} i").body == n.Name("i")  # type: ignore[attr-defined]


def test_words_are_products_units_or_text() -> None:
    assert parse("abc") == n.Mul((n.Name("a"), n.Name("b"), n.Name("c")))
    assert parse("area") == n.Text("area")
    assert parse("area", Options(names=frozenset({"area"}))) == n.Name("area")
    with pytest.raises(NotationError):
        parse("area", Options(words="error"))


@pytest.mark.parametrize(
    "text",
    [
        "1/2x",
        r"\sin \pi/6",
        r"\sqrt12",
        r"\frac{d}{dx} x^3 + 2x",
        "7 + 10 mod 5",
        "n!!!",
        r"\frac{d}{dx}(x+1)(x-2)",
        r"A \cup B \cap C",
        "f^2(x)",
    ],
)
def test_two_usual_readings_are_refused(text: str) -> None:
    with pytest.raises(NotationError) as caught:
        parse(text)
    assert caught.value.reason == "ambiguous"


def test_the_caller_may_settle_a_quotient() -> None:
    assert parse("1/2x", Options(implicit_after_slash="left")) == n.Mul((n.Div(num(1), num(2)), X))
    assert parse("1/2x", Options(implicit_after_slash="tight")) == n.Div(num(1), n.Mul((num(2), X)))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("(1 + 2", "unclosed"),
        ("[1, 2", "unclosed"),
        (r"\frac{1}{", "unexpected"),
        ("1 +", "unexpected"),
        ("2 3", "unexpected"),
        ("x = ", "unexpected"),
        (r"\undefinedcommand{1}", "unknown_command"),
        ("209_7", "bad_number"),
        (r"\begin{pmatrix}1 & 2\\3\end{pmatrix}", "ragged_matrix"),
        ("the answer is 5", "unexpected"),
        ("__import__('os')", "unexpected"),
        ("\x00", "unexpected"),
        ("x" * 30_000, "too_long"),
        ("1" * 5_000, "number_too_long"),
        ("1e999999999", "number_too_long"),
        ("(" * 5_000, "too_deep"),
        ("+" * 6_000 + "1", "too_many_nodes"),
        ("-" * 4_000 + "1", "too_deep"),
        (r"\sqrt{" * 1_000 + "2" + "}" * 1_000, "too_deep"),
        ("x^" * 2_000 + "2", "too_deep"),
    ],
)
def test_errors_have_a_reason(text: str, reason: str) -> None:
    with pytest.raises(NotationError) as caught:
        parse(text)
    assert caught.value.reason == reason
    assert try_parse(text) is None


def test_positions_are_those_of_the_text_as_given() -> None:
    with pytest.raises(NotationError) as caught:
        parse("x² + ½ )")
    assert caught.value.position == 7


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60) | st.text(alphabet=r"\{}()[]|_^&$123xyfd+-*/=,.! %'<>", max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    try_parse(text)


LEAVES = st.integers(0, 50).map(num)


def _grown(inner: st.SearchStrategy[n.Node]) -> st.SearchStrategy[n.Node]:
    return st.one_of(
        st.tuples(inner, inner).map(n.Add),
        st.tuples(inner, inner).map(n.Mul),
        st.tuples(inner, inner).map(lambda pair: n.Div(*pair)),
        inner.map(n.Neg),
        st.tuples(inner, st.integers(0, 3)).map(lambda pair: n.Pow(pair[0], num(pair[1]))),
    )


TREES = st.recursive(LEAVES, _grown, max_leaves=12)


def latex(node: n.Node) -> str:
    match node:
        case n.Number(value):
            return str(value)
        case n.Add((a, b)):
            return f"{latex(a)} + {bracketed(b) if isinstance(b, n.Neg) else latex(b)}"
        case n.Mul((a, b)):
            return f"{factor(a)} \\cdot {factor(b)}"
        case n.Div(a, b):
            return f"\\frac{{{latex(a)}}}{{{latex(b)}}}"
        case n.Neg(a):
            return f"-{bracketed(a) if isinstance(a, n.Add) else latex(a)}"
        case n.Pow(a, b):
            return f"{latex(a) if isinstance(a, n.Number) else bracketed(a)}^{{{latex(b)}}}"
    raise AssertionError(node)


def bracketed(node: n.Node) -> str:
    return f"\\left({latex(node)}\\right)"


def factor(node: n.Node) -> str:
    return latex(node) if isinstance(node, n.Number | n.Pow | n.Div) else bracketed(node)


def plain(node: n.Node) -> str:
    match node:
        case n.Number(value):
            return str(value)
        case n.Add((a, b)):
            return f"({plain(a)} + {plain(b)})"
        case n.Mul((a, b)):
            return f"({plain(a)})*({plain(b)})"
        case n.Div(a, b):
            return f"(({plain(a)})/({plain(b)}))"
        case n.Neg(a):
            return f"(-({plain(a)}))"
        case n.Pow(a, b):
            return f"({plain(a)})**({plain(b)})"
    raise AssertionError(node)


@settings(max_examples=200, deadline=None)
@given(TREES)
def test_what_is_written_is_read_back(tree: n.Node) -> None:
    assert rational(parse(latex(tree))) == rational(tree)
    assert rational(parse(plain(tree))) == rational(tree)


@given(st.integers(-(10**30), 10**30), st.integers(0, 12))
def test_decimals_are_exact(digits: int, places: int) -> None:
    value = Fraction(digits, 10**places)
    sign, size = ("-", -digits) if digits < 0 else ("", digits)
    text = str(size).rjust(places + 1, "0")
    written = f"{sign}{text[:-places]}.{text[-places:]}" if places else f"{sign}{text}"
    assert rational(parse(written)) == value


def test_bound_letters_are_not_free() -> None:
    assert n.free_names(parse(r"\sum_{k=1}^{n} a k")) == {"n", "a"}
    assert n.free_names(parse(r"\int_0^x f(t)\,dt")) == {"x"}


def test_substitution_respects_bound_letters() -> None:
    tree = n.substitute(parse(r"k + \sum_{k=1}^{3} k"), {"k": num(10)})
    assert rational(tree) == 16


def test_plus_minus_has_two_cases() -> None:
    upper, lower = n.plus_minus_cases(parse(r"3 \pm 2"))
    assert (rational(upper), rational(lower)) == (5, 1)
