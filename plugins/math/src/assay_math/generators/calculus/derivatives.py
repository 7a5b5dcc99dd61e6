"""Derivatives: the rules, tangents, higher derivatives and stationary points."""

from __future__ import annotations

import random
from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from assay import Draft
from assay_math.generators._asking import posed
from assay_math.generators._forms import (
    add_polynomials,
    add_up,
    ask,
    bracket,
    combine,
    derivative,
    evaluate,
    fraction,
    line,
    monomial,
    multiply,
    plus,
    point,
    power_of,
    put_in,
    term,
    wrap,
)
from assay_math.generators._levels import problems
from assay_math.generators._write import nonzero, num, paren, poly, worked

_D = "\\frac{d}{dx}"

_DIFFERENTIATE = posed(
    "function",
    "$f(x) = {f}$",
    (
        "Differentiate {it}.",
        "Find the derivative of {it}.",
        "What is the derivative of {it}?",
        "Compute the derivative of {it} with respect to $x$.",
        "Find $f'(x)$.",
    ),
    bare=(
        "Find $f'(x)$ for $f(x) = {f}$.",
        "What is the derivative of the function $f(x) = {f}$?",
    ),
)


def _coefficients(rng: random.Random, degree: int, size: int, *, positive: bool = False) -> list[int]:
    """A polynomial of exactly this degree, about one inner coefficient in six being 0."""
    low = 1 if positive else -size
    out = [nonzero(rng, low, size)]
    out += [0 if rng.random() < 0.16 else rng.randint(low, size) for _ in range(degree)]
    return out


def _d(body: str) -> str:
    return _D + wrap(body)


# ---------------------------------------------------------------- power rule


@problems("math.power_rule", version=2, levels=(3, 4, 4, 4, 5))
def power_rule(rng: random.Random, difficulty: int) -> Draft:
    """Derivatives of sums of powers.

    Step 1: quadratics. 2: higher degrees. 3: negative exponents. 4: fractional exponents and
    coefficients. 5: a product or quotient to be expanded first.
    """
    if difficulty == 5:
        return _expand_first(rng)
    if difficulty <= 2:
        coefficients = _coefficients(
            rng, 2 if difficulty == 1 else rng.randint(3, 6), 15, positive=difficulty == 1
        )
        degree = len(coefficients) - 1
        terms = [(Fraction(c), Fraction(degree - i)) for i, c in enumerate(coefficients) if c]
    else:
        exponents: Sequence[Fraction] = [Fraction(k) for k in rng.sample([-5, -4, -3, -2, -1, 1, 2, 3, 4], 3)]
        if difficulty == 4:
            halves = rng.sample((1, 3, 5, -1, -3), 2)
            thirds = rng.choice((1, 2, 4, 5, -1, -2))
            exponents = [Fraction(halves[0], 2), Fraction(thirds, 3), Fraction(rng.choice((2, 3, -1, -2)))]
        exponents = sorted(exponents, reverse=True)
        terms = [(Fraction(nonzero(rng, -12, 12)), e) for e in exponents]
        if difficulty == 3 and rng.random() < 0.5:
            terms = [(c / rng.choice((1, 2, 3)), e) for c, e in terms]
    parts = [_power_term(c, e) for c, e in terms]
    slopes = [_power_term(c * e, e - 1) if e else "0" for c, e in terms]
    steps = [
        f"Bring the exponent down and lower it by one: ${_d(p)} = {s}$."
        for p, s, (_, e) in zip(parts, slopes, terms, strict=True)
        if e
    ]
    if any(e == 0 for _, e in terms):
        steps.append(f"A constant has the derivative zero: ${_d(parts[-1])} = 0$.")
    f, answer = add_up(parts), add_up(slopes)
    steps.append(f"Add the terms: $f'(x) = {_d(f)} = {answer}$.")
    return worked(rng, ask(rng, _DIFFERENTIATE, f=f), steps, answer)


def _power_term(c: Fraction, exponent: Fraction) -> str:
    """``3x^2``, ``\\frac{3}{x^2}``, ``4\\sqrt{x}``, ``5x^{2/3}``."""
    if c == 0:
        return "0"
    if exponent.denominator == 1 and exponent < 0:
        sign = "-" if c < 0 else ""
        bottom = term(c.denominator, power_of("x", -int(exponent)))
        return f"{sign}\\frac{{{abs(c.numerator)}}}{{{bottom}}}"
    if exponent.denominator == 1:
        return monomial(c, int(exponent))
    if exponent == Fraction(1, 2):
        return term(c, "\\sqrt{x}")
    return term(c, f"x^{{{exponent.numerator}/{exponent.denominator}}}")


def _expand_first(rng: random.Random) -> Draft:
    if rng.random() < 0.5:
        p, q = _coefficients(rng, 1, 9), _coefficients(rng, 2, 7)
        while p[-1] == 0 or q.count(0) > 1:
            p, q = _coefficients(rng, 1, 9), _coefficients(rng, 2, 7)
        f = f"({poly(p)})({poly(q)})"
        expanded = multiply(p, q)
        steps = [f"Expand: ${f} = {poly(expanded)}$."]
        answer = poly(derivative(expanded))
        steps.append(f"Differentiate term by term: $f'(x) = {_d(poly(expanded))} = {answer}$.")
        return worked(rng, ask(rng, _DIFFERENTIATE, f=f), steps, answer)
    k = rng.randint(1, 3)
    top = [nonzero(rng, -12, 12) for _ in range(4)]
    terms = [(Fraction(c), Fraction(3 - i - k)) for i, c in enumerate(top)]
    f = f"\\frac{{{poly(top)}}}{{{power_of('x', k)}}}"
    split = add_up(_power_term(c, e) for c, e in terms)
    answer = add_up(_power_term(c * e, e - 1) if e else "0" for c, e in terms)
    steps = [
        f"Divide every term of the numerator: ${f} = {split}$.",
        f"Differentiate term by term: $f'(x) = {_d(split)} = {answer}$.",
    ]
    return worked(rng, ask(rng, _DIFFERENTIATE, f=f), steps, answer)


# ---------------------------------------------------------------- functions to combine


class _Function(NamedTuple):
    """A function and its derivative, as written."""

    f: str
    d: str


def _exponential(k: int) -> _Function:
    e = f"e^{{{term(k, 'x')}}}" if k != 1 else "e^x"
    return _Function(e, term(k, e))


def _sine(k: int) -> _Function:
    return _Function(f"\\sin({term(k, 'x')})", term(k, f"\\cos({term(k, 'x')})"))


def _cosine(k: int) -> _Function:
    return _Function(f"\\cos({term(k, 'x')})", term(-k, f"\\sin({term(k, 'x')})"))


def _logarithm() -> _Function:
    return _Function("\\ln x", "\\frac{1}{x}")


def _product_text(factor: str, other: str) -> str:
    """A polynomial factor before another function: ``(2x + 1)e^x``, ``3\\sin(2x)``, ``e^x``."""
    if factor == "1":
        return other
    if factor == "-1":
        return f"-{other}"
    if " " in factor:
        return f"({factor}){other}"
    return f"{factor}{other}"


def _product_rule_sum(u: _Function, v: _Function) -> str:
    return f"{bracket(u.d)} \\cdot {bracket(v.f)} + {bracket(u.f)} \\cdot {bracket(v.d)}"


@problems("math.product_rule", version=2, levels=(3, 4, 4, 4, 5))
def product_rule(rng: random.Random, difficulty: int) -> Draft:
    """Derivatives by the product rule.

    Step 1: two linear factors. 2: polynomials. 3: a polynomial and sine, cosine or e^x.
    4: an exponential with a factor, or a logarithm. 5: e^{kx} with a sine or cosine.
    """
    if difficulty <= 2:
        p = _coefficients(rng, 1 if difficulty == 1 else 2, 12)
        q = _coefficients(rng, 1, 12)
        while not p[-1] or not q[-1] or (len(p) == 3 and not p[1] and rng.random() < 0.8):
            p, q = _coefficients(rng, len(p) - 1, 12), _coefficients(rng, 1, 12)
        u, v = _Function(poly(p), poly(derivative(p))), _Function(poly(q), poly(derivative(q)))
        f = f"({u.f})({v.f})"
        answer = poly(derivative(multiply(p, q)))
        rule = _product_rule_sum(u, v)
        steps = [
            f"The factors have the derivatives ${_d(u.f)} = {u.d}$ and ${_d(v.f)} = {v.d}$.",
            f"By the product rule $f'(x) = {rule}$.",
            f"Expand and collect: ${rule} = {answer}$.",
        ]
        return worked(rng, ask(rng, _DIFFERENTIATE, f=f), steps, answer)
    if difficulty == 5:
        k, m = nonzero(rng, -15, 15), rng.randint(2, 15)
        a = nonzero(rng, -20, 20)
        e, sine, cosine = _exponential(k).f, f"\\sin({m}x)", f"\\cos({m}x)"
        u = _Function(term(a, e), term(a * k, e))
        if rng.random() < 0.5:
            v = _Function(sine, term(m, cosine))
            inner = combine([(a * k, sine), (a * m, cosine)])
        else:
            v = _Function(cosine, term(-m, sine))
            inner = combine([(a * k, cosine), (-a * m, sine)])
        f, answer = f"{u.f}{v.f}", f"{e}({inner})"
    else:
        degree = rng.choice((1, 2, 2)) if difficulty == 3 else 2
        size = 40 if degree == 1 else 15
        p = _coefficients(rng, degree, size)
        while p.count(0) > 1:
            p = _coefficients(rng, degree, size)
        u = _Function(poly(p), poly(derivative(p)))
        if difficulty == 3:
            v = rng.choice(
                (_Function("\\sin x", "\\cos x"), _Function("\\cos x", "-\\sin x"), _exponential(1))
            )
        else:
            v = rng.choice((_exponential(nonzero(rng, -9, 9)), _logarithm()))
        f = _product_text(u.f, v.f) if " " in u.f else f"{u.f} {v.f}"
        if v.f.startswith("e^"):
            k = (
                1
                if v.f == "e^x"
                else int(v.d[: -len(v.f)] + "1")
                if v.d[: -len(v.f)] in ("-", "")
                else int(v.d[: -len(v.f)])
            )
            answer = f"({poly(add_polynomials(derivative(p), [k * c for c in p]))}){v.f}"
        elif v.f == "\\ln x":
            answer = _log_product(p)
        else:
            first = _product_text(u.d, v.f)
            second = (
                _product_text(u.f, v.d)
                if not v.d.startswith("-")
                else _product_text(poly([-c for c in p]), v.d[1:])
            )
            answer = add_up([first, second])
    rule = _product_rule_sum(u, v)
    steps = [
        f"The factors have the derivatives ${_d(u.f)} = {u.d}$ and ${_d(v.f)} = {v.d}$.",
        f"By the product rule $f'(x) = {rule}$.",
    ]
    if answer != rule:
        steps.append(f"Simplify: ${rule} = {answer}$.")
    return worked(rng, ask(rng, _DIFFERENTIATE, f=f), steps, answer)


def _log_product(p: Sequence[int]) -> str:
    """``p' ln x + p/x`` with the division carried out."""
    log = _product_text(poly(derivative(p)), "\\ln x")
    if p[-1] == 0:
        return add_up([log, poly(p[:-1])])
    rest = poly(p[:-1])
    return add_up([log, rest, _power_term(Fraction(p[-1]), Fraction(-1))])


@problems("math.quotient_rule", version=2, levels=(3, 3, 4, 4, 5))
def quotient_rule(rng: random.Random, difficulty: int) -> Draft:
    """Derivatives by the quotient rule.

    Step 1: a constant over a linear function. 2: linear over linear. 3: quadratic over
    linear. 4: linear over quadratic. 5: the derivative of a quotient of quadratics at a point.
    """
    degrees = {1: (0, 1), 2: (1, 1), 3: (2, 1), 4: (1, 2), 5: (2, 2)}[difficulty]
    size = 12 if difficulty <= 2 else 9
    while True:
        p, q = _coefficients(rng, degrees[0], size), _coefficients(rng, degrees[1], size)
        if difficulty == 1:
            p = [nonzero(rng, -25, 25)]
        q[0] = abs(q[0])
        if not q[-1] or (degrees[0] and not p[-1]):
            continue
        top = add_polynomials(multiply(derivative(p), q), [-c for c in multiply(p, derivative(q))])
        if any(top):
            break
    u, v = poly(p), poly(q)
    du, dv = poly(derivative(p)), poly(derivative(q))
    f = fraction(p, v) if len(p) == 1 else f"\\frac{{{u}}}{{{v}}}"
    answer = fraction(top, f"({v})^2")
    numerator = f"{bracket(du)} \\cdot ({v}) - {bracket(u)} \\cdot {bracket(dv)}"
    steps = [
        f"Numerator and denominator have the derivatives ${_d(u)} = {du}$ and ${_d(v)} = {dv}$.",
        f"By the quotient rule the new numerator is ${numerator} = {poly(top)}$.",
        f"So $f'(x) = {answer}$.",
    ]
    if difficulty < 5:
        return worked(rng, ask(rng, _DIFFERENTIATE, f=f), steps, answer)
    at = rng.randint(-4, 4)
    while evaluate(q, at) == 0:
        at += 1
    bottom = evaluate(q, at)
    value = evaluate(top, at) / bottom**2
    steps.append(
        f"At ${at}$ the numerator is ${put_in(top, at)} = {num(evaluate(top, at))}$ and the denominator ${paren(bottom)}^2 = {num(bottom**2)}$."
    )
    steps.append(f"So $f'({at}) = {num(value)}$.")
    return worked(rng, ask(rng, _SLOPE_AT, f=f, a=at), steps, num(value))


_SLOPE_AT = (
    "Find $f'({a})$ for $f(x) = {f}$.",
    "Compute the derivative of $f(x) = {f}$ at the point ${a}$.",
    "How steep is the graph of $f(x) = {f}$ where the first coordinate is ${a}$?",
    "What is $f'({a})$ if $f(x) = {f}$?",
)


# ---------------------------------------------------------------- chain rule


@problems("math.chain_rule", version=2, levels=(3, 4, 4, 4, 5))
def chain_rule(rng: random.Random, difficulty: int) -> Draft:
    """Derivatives of nested functions.

    Step 1: a power of a linear function. 2: a power of a quadratic. 3: sine, cosine, e or ln
    of a polynomial. 4: roots and reciprocals of a polynomial. 5: three layers.
    """
    degree = 1 if difficulty == 1 else 2
    while True:
        p = _coefficients(rng, degree, 12)
        if p[-1] and (degree == 1 or p[1] or rng.random() < 0.3):
            break
    slope = derivative(p)
    inner, inner_d = poly(p), poly(slope)
    a = nonzero(rng, -12, 12)
    steps = [f"The inner function has the derivative ${_d(inner)} = {inner_d}$."]
    if difficulty <= 2:
        n = rng.randint(3, 9)
        f = term(a, f"({inner})^{n}")
        outside = f"{a * n} \\cdot ({inner})^{n - 1} \\cdot {bracket(inner_d)}"
        factor = [a * n * c for c in slope]
        answer = f"{bracket(poly(factor)) if len(slope) > 1 else poly(factor)}({inner})^{n - 1}"
        steps.append(f"The outer power gives, times the inner derivative, $f'(x) = {outside}$.")
        steps.append(f"Multiply the factors: ${outside} = {answer}$.")
        return worked(rng, ask(rng, _DIFFERENTIATE, f=f), steps, answer)
    scaled = [a * c for c in slope]
    if difficulty == 3:
        kind = rng.choice(("sin", "cos", "exp", "ln"))
        if kind == "ln" and p[1] ** 2 - 4 * p[0] * p[2] >= 0:
            # keep the logarithm's argument positive everywhere
            p = [abs(p[0]), p[1], p[1] ** 2 // (4 * abs(p[0])) + rng.randint(1, 9)]
            slope = derivative(p)
            inner, inner_d = poly(p), poly(slope)
            scaled = [a * c for c in slope]
            steps = [f"The inner function has the derivative ${_d(inner)} = {inner_d}$."]
        elif kind == "ln" and p[0] < 0:
            p = [-c for c in p]
            slope = derivative(p)
            inner, inner_d = poly(p), poly(slope)
            scaled = [a * c for c in slope]
            steps = [f"The inner function has the derivative ${_d(inner)} = {inner_d}$."]
        if kind == "exp":
            f, outside = term(a, f"e^{{{inner}}}"), term(a, f"e^{{{inner}}}")
            answer = _product_text(poly(scaled), f"e^{{{inner}}}")
        elif kind == "ln":
            f, outside = term(a, f"\\ln({inner})"), fraction([a], inner)
            answer = fraction(scaled, inner)
        else:
            other, sign = ("cos", 1) if kind == "sin" else ("sin", -1)
            f, outside = term(a, f"\\{kind}({inner})"), term(sign * a, f"\\{other}({inner})")
            answer = _product_text(poly([sign * c for c in scaled]), f"\\{other}({inner})")
        steps.append(
            f"The outer function gives, times the inner derivative, $f'(x) = {bracket(outside)} \\cdot {bracket(inner_d)}$."
        )
        steps.append(f"Multiply the factors: ${bracket(outside)} \\cdot {bracket(inner_d)} = {answer}$.")
        return worked(rng, ask(rng, _DIFFERENTIATE, f=f), steps, answer)
    if difficulty == 4:
        # positive everywhere, so that the root is defined
        p = [abs(p[0]), p[1], p[1] ** 2 // (4 * abs(p[0])) + rng.randint(1, 9)]
        slope = derivative(p)
        inner, inner_d = poly(p), poly(slope)
        steps = [f"The inner function has the derivative ${_d(inner)} = {inner_d}$."]
        if rng.random() < 0.5:
            f = term(a, f"\\sqrt{{{inner}}}")
            outside = fraction([a], f"2\\sqrt{{{inner}}}")
            top = [Fraction(a) * c / 2 for c in slope]
            if all(c.denominator == 1 for c in top):
                answer = fraction(top, f"\\sqrt{{{inner}}}")
            else:
                answer = fraction([a * c for c in slope], f"2\\sqrt{{{inner}}}")
        else:
            n = rng.randint(2, 5)
            f = fraction([a], f"({inner})^{n}")
            outside = fraction([-a * n], f"({inner})^{n + 1}")
            answer = fraction([-a * n * c for c in slope], f"({inner})^{n + 1}")
        steps.append(
            f"The outer function gives, times the inner derivative, $f'(x) = {bracket(outside)} \\cdot {bracket(inner_d)}$."
        )
        steps.append(f"Write it as one fraction: ${bracket(outside)} \\cdot {bracket(inner_d)} = {answer}$.")
        return worked(rng, ask(rng, _DIFFERENTIATE, f=f), steps, answer)
    return _three_layers(rng)


def _three_layers(rng: random.Random) -> Draft:
    a, m, b = nonzero(rng, -15, 15), rng.randint(2, 12), rng.randint(-15, 15)
    inner = combine([(m, "x"), (b, "")])
    sine, cosine = f"\\sin({inner})", f"\\cos({inner})"
    kind = rng.choice(("power", "exp", "log"))
    if kind == "power":
        n = rng.randint(2, 6)
        trig, other, sign = rng.choice((("sin", cosine, 1), ("cos", sine, -1)))
        f = term(a, f"\\{trig}^{n}({inner})")
        middle = _Function(f"\\{trig}({inner})", term(sign * m, other))
        power = f"\\{trig}^{n - 1}({inner})" if n > 2 else f"\\{trig}({inner})"
        outside = term(a * n, power)
        answer = f"{term(sign * a * n * m, power)} {other}"
    elif kind == "exp":
        trig, other, sign = rng.choice((("sin", cosine, 1), ("cos", sine, -1)))
        k = rng.randint(2, 6)
        middle = _Function(f"{k}\\{trig}({inner})", term(sign * k * m, other))
        f = term(a, f"e^{{{middle.f}}}")
        outside = f
        answer = f"{term(sign * a * k * m, other)} e^{{{middle.f}}}"
    else:
        c = rng.randint(2, 9)
        trig, other, sign = rng.choice((("sin", cosine, 1), ("cos", sine, -1)))
        middle = _Function(f"{c} + \\{trig}({inner})", term(sign * m, other))
        f = term(a, f"\\ln({middle.f})")
        outside = fraction([a], middle.f)
        minus = "-" if sign * a < 0 else ""
        answer = f"{minus}\\frac{{{term(abs(a) * m, other)}}}{{{middle.f}}}"
    product = f"{bracket(outside)} \\cdot {bracket(middle.d)}"
    steps = [
        f"The innermost function has the derivative ${_d(inner)} = {m}$.",
        f"The middle layer has the derivative ${_d(middle.f)} = {middle.d}$.",
        f"With the outer layer $f'(x) = {product}$.",
        f"Simplify: ${product} = {answer}$.",
    ]
    return worked(rng, ask(rng, _DIFFERENTIATE, f=f), steps, answer)


# ---------------------------------------------------------------- tangents

_TANGENT = posed(
    "function",
    "$f(x) = {f}$",
    (
        "In slope-intercept form, find the tangent line to its graph at the point with first coordinate ${a}$.",
        "What is the slope-intercept equation of the tangent to its graph where $x$ equals ${a}$?",
    ),
    bare=(
        "Find the tangent line to the graph of $f(x) = {f}$ at the point with first coordinate ${a}$, in slope-intercept form.",
        "Write the slope-intercept equation of the tangent to $f(x) = {f}$ where $x$ equals ${a}$.",
        "Solved for $y$, what is the equation of the tangent to the graph of $f(x) = {f}$ at $({a}, f({a}))$?",
        "Determine the line that touches the graph of $f(x) = {f}$ at the point over ${a}$, in slope-intercept form.",
    ),
)
_NORMAL = posed(
    "function",
    "$f(x) = {f}$",
    (
        "In slope-intercept form, find the normal line to its graph at the point with first coordinate ${a}$.",
        "What is the slope-intercept equation of the normal to its graph where $x$ equals ${a}$?",
    ),
    bare=(
        "Find the normal line to the graph of $f(x) = {f}$ at the point with first coordinate ${a}$, in slope-intercept form.",
        "Write the slope-intercept equation of the normal to $f(x) = {f}$ where $x$ equals ${a}$.",
        "Solved for $y$, what is the equation of the line perpendicular to the graph of $f(x) = {f}$ at $({a}, f({a}))$?",
        "Determine the normal to the graph of $f(x) = {f}$ at the point over ${a}$, in slope-intercept form.",
    ),
)


@problems("math.tangent_line", version=3, levels=(3, 4, 3, 3, 5))
def tangent_line(rng: random.Random, difficulty: int) -> Draft:
    """Tangents and normals.

    Step 1: a parabola. 2: a cubic. 3: a reciprocal. 4: a polynomial times e^{kx}. 5: the normal.
    """
    if difficulty in (1, 2, 5):
        size = 6 if difficulty == 1 else 9
        while True:
            p = _coefficients(rng, 2 if difficulty == 1 else 3, size)
            a = rng.randint(-4, 4)
            m = evaluate(derivative(p), a)
            if m:
                break
        f, f_d = poly(p), poly(derivative(p))
        value = evaluate(p, a)
        height, slope = put_in(p, a), put_in(derivative(p), a)
    elif difficulty == 3:
        k, c, s = nonzero(rng, -30, 30), nonzero(rng, -12, 12), nonzero(rng, -9, 9)
        a = nonzero(rng, -6, 6)
        while a + s == 0:
            a = nonzero(rng, -6, 6)
        shifted = combine([(1, "x"), (s, "")])
        f = fraction([k], shifted) + plus(c)
        f_d = fraction([-k], f"({shifted})^2")
        value, m = Fraction(k, a + s) + c, Fraction(-k, (a + s) ** 2)
        height = f"\\frac{{{k}}}{{{a} + {paren(s)}}}{plus(c)}"
        slope = f"\\frac{{{-k}}}{{({a} + {paren(s)})^2}}"
    else:
        p, k, a = [nonzero(rng, -20, 20), nonzero(rng, -20, 20)], nonzero(rng, -9, 9), 0
        e = _exponential(k).f
        f = f"({poly(p)}){e}"
        slope_p = add_polynomials(derivative(p), [k * c for c in p])
        f_d = f"({poly(slope_p)}){e}"
        value, m = evaluate(p, 0), evaluate(slope_p, 0)
        height, slope = f"{num(p[-1])} \\cdot e^0", f"{num(slope_p[-1])} \\cdot e^0"
    steps = [
        f"The derivative is $f'(x) = {f_d}$.",
        f"The height at ${a}$ is $f({a}) = {height} = {num(value)}$.",
        f"The slope there is $f'({a}) = {slope} = {num(m)}$.",
    ]
    if height == num(value):
        steps[1] = f"The height at ${a}$ is $f({a}) = {num(value)}$."
    if slope == num(m):
        steps[2] = f"The slope there is $f'({a}) = {num(m)}$."
    if difficulty == 5:
        steps.append(
            f"The normal has the slope ${num(-1 / m)}$, because ${num(m)} \\cdot {paren(-1 / m)} = -1$."
        )
        m = -1 / m
    intercept = value - m * a
    steps.append(f"The intercept is ${num(value)} - {paren(m)} \\cdot {paren(a)} = {num(intercept)}$.")
    answer = f"y = {line(m, intercept)}"
    return worked(rng, ask(rng, _NORMAL if difficulty == 5 else _TANGENT, f=f, a=a), steps, answer)


# ---------------------------------------------------------------- higher derivatives

_HIGHER = posed(
    "function",
    "$f(x) = {f}$",
    (
        "Find the {order} derivative of {it}.",
        "What is the {order} derivative of {it}?",
        "Compute the {order} derivative of {it}.",
    ),
    bare=("Differentiate $f(x) = {f}$ repeatedly until you have its {order} derivative.",),
)
_ORDINAL = {
    2: "second",
    3: "third",
    4: "fourth",
    5: "fifth",
    6: "sixth",
    7: "seventh",
    8: "eighth",
    9: "ninth",
}


@problems("math.higher_derivative", version=2, levels=(4, 4, 4, 4, 5))
def higher_derivative(rng: random.Random, difficulty: int) -> Draft:
    """Second and higher derivatives.

    Step 1: second, of a cubic. 2: third, of a quartic or quintic. 3: of sines and
    exponentials. 4: second, of a polynomial times e^{kx}. 5: third, of the same.
    """
    if difficulty <= 2:
        order = difficulty + 1
        p: Sequence[int | Fraction] = _coefficients(rng, 3 if difficulty == 1 else rng.choice((4, 5)), 15)
        chain = [poly(p)]
        for _ in range(order):
            p = derivative(p)
            chain.append(poly(p))
    elif difficulty == 3:
        order = rng.randint(2, 4)
        a, b, k, m = nonzero(rng, -15, 15), nonzero(rng, -15, 15), nonzero(rng, -4, 4), rng.randint(2, 5)
        start = rng.choice((0, 1))
        chain = [
            add_up([_turned(a * m**n, m, start + n), term(b * k**n, _exponential(k).f)])
            for n in range(order + 1)
        ]
    else:
        order = difficulty - 2
        q: Sequence[int | Fraction] = _coefficients(rng, rng.choice((1, 2, 2)), 15)
        while q.count(0):
            q = _coefficients(rng, len(q) - 1, 15)
        k = nonzero(rng, -7, 7)
        e = _exponential(k).f
        chain = [f"({poly(q)}){e}"]
        for _ in range(order):
            q = add_polynomials(derivative(q), [k * c for c in q])
            chain.append(f"({poly(q)}){e}" if " " in poly(q) else _product_text(poly(q), e))
    names = ["first", *(_ORDINAL[i] for i in range(2, order + 1))]
    steps = [
        f"The {name} derivative: ${_d(u)} = {v}$."
        for name, u, v in zip(names, chain, chain[1:], strict=False)
    ]
    return worked(rng, ask(rng, _HIGHER, order=_ORDINAL[order], f=chain[0]), steps, chain[-1])


def _turned(c: int, m: int, quarter: int) -> str:
    """A sine of ``mx`` moved on by quarter turns: sin, cos, -sin, -cos."""
    name = "sin" if quarter % 2 == 0 else "cos"
    return term(-c if quarter % 4 >= 2 else c, f"\\{name}({m}x)")


# ---------------------------------------------------------------- stationary points

_STATIONARY = (
    "Find the stationary point of $f(x) = {f}$.",
    "At which point does the graph of $f(x) = {f}$ have a horizontal tangent?",
    "Determine the coordinates of the turning point of $f(x) = {f}$.",
    "At which point of the graph of $f(x) = {f}$ is the slope zero?",
)
_STATIONARY_PLACES = (
    "Find all $x$ where $f(x) = {f}$ has a horizontal tangent.",
    "For which values of $x$ is the derivative of $f(x) = {f}$ zero?",
    "Determine the stationary places (values of $x$) of $f(x) = {f}$.",
    "At which $x$ does the graph of $f(x) = {f}$ have slope zero?",
)
_LOCAL = (
    "Find the local {which} point of $f(x) = {f}$.",
    "At which point does the graph of $f(x) = {f}$ have its local {which}?",
    "Determine the coordinates of the local {which} of the graph of $f(x) = {f}$.",
    "The graph of $f(x) = {f}$ has one local {which}. At which point?",
)
_GLOBAL = (
    "Find the {which} value of $f(x) = {f}$ on the interval $[{a}, {b}]$.",
    "What is the {which} value that $f(x) = {f}$ takes for $x$ from ${a}$ to ${b}$, both included?",
    "On the closed interval $[{a}, {b}]$, determine the {which} value of $f(x) = {f}$.",
    "Between ${a}$ and ${b}$ (inclusive), how {size} does $f(x) = {f}$ get?",
)


@problems("math.stationary_points", version=3, levels=(3, 3, 3, 4, 5))
def stationary_points(rng: random.Random, difficulty: int) -> Draft:
    """Stationary points and extreme values.

    Step 1: the vertex of a parabola, whole. 2: fractional vertex. 3: where a cubic is
    stationary. 4: a local extremum of a cubic. 5: the extreme value on an interval.
    """
    if difficulty <= 2:
        x = Fraction(nonzero(rng, -12, 12))
        if difficulty == 2:
            x = Fraction(nonzero(rng, -25, 25), rng.choice((2, 3, 4, 5)))
        a = nonzero(rng, -6, 6) * x.denominator
        p = [a, int(-2 * a * x), rng.randint(-30, 30)]
        slope = derivative(p)
        value = evaluate(p, x)
        steps = [
            f"The derivative is $f'(x) = {poly(slope)}$.",
            f"It is zero for $x$ equal to $-{paren(slope[1])} \\div {paren(slope[0])} = {num(x)}$, as ${put_in(slope, x)} = 0$.",
            f"The height there is $f({num(x)}) = {num(value)}$.",
        ]
        return worked(rng, ask(rng, _STATIONARY, f=poly(p)), steps, point(x, value))
    # f' = 3k (x - r)(x - s) with r + s even, so that f has whole coefficients
    k = nonzero(rng, -4, 4)
    while True:
        r, s = sorted(rng.sample(range(-7, 8), 2))
        if (3 * k * (r + s)) % 2 == 0:
            break
    c = rng.randint(-60, 60)
    p = [k, -3 * k * (r + s) // 2, 3 * k * r * s, c]
    slope = derivative(p)
    factored = f"{3 * k}{_root_factor(r)}{_root_factor(s)}"
    steps = [
        f"The derivative is $f'(x) = {poly(slope)} = {factored}$.",
        f"It vanishes twice: $f'({r}) = {put_in(slope, r)} = 0$ and $f'({s}) = {put_in(slope, s)} = 0$.",
    ]
    if difficulty == 3:
        return worked(rng, ask(rng, _STATIONARY_PLACES, f=poly(p)), steps, f"{r}, {s}")
    if difficulty == 4:
        which = rng.choice(("maximum", "minimum"))
        # for k > 0 the maximum comes first
        place = r if (which == "maximum") == (k > 0) else s
        second = derivative(slope)
        curvature = evaluate(second, place)
        steps += [
            f"The second derivative is $f''(x) = {poly(second)}$.",
            f"At ${place}$ it is {'negative' if curvature < 0 else 'positive'}, so there is the local {which}: "
            f"$f''({place}) = {put_in(second, place)} = {num(curvature)}$.",
            f"The height is $f({place}) = {put_in(p, place)} = {num(evaluate(p, place))}$.",
        ]
        return worked(rng, ask(rng, _LOCAL, which=which, f=poly(p)), steps, point(place, evaluate(p, place)))
    low, high = r - rng.randint(1, 3), s + rng.randint(1, 3)
    if rng.random() < 0.5:
        high = rng.randint(r + 1, s) if s > r + 1 else s
    places = sorted({low, r, high} | ({s} if s <= high else set()))
    which, size = rng.choice((("greatest", "large"), ("least", "small")))
    heights = {x: evaluate(p, x) for x in places}
    best = max(heights.values()) if which == "greatest" else min(heights.values())
    shown = ", ".join(f"$f({x}) = {num(h)}$" for x, h in heights.items())
    steps.append(f"Compare the heights at the ends and at the stationary places in between: {shown}.")
    pick = "\\max" if which == "greatest" else "\\min"
    steps.append(
        f"The {which} of these is ${pick}({', '.join(num(h) for h in heights.values())}) = {num(best)}$."
    )
    return worked(rng, ask(rng, _GLOBAL, which=which, size=size, f=poly(p), a=low, b=high), steps, num(best))


def _root_factor(value: int) -> str:
    return f"({combine([(1, 'x'), (-value, '')])})" if value else "x"
