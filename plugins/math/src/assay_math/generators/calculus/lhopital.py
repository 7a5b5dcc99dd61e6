"""Limits by the rule of L'Hopital, once or twice."""

from __future__ import annotations

import math
import random
from fractions import Fraction

from assay import Draft, agree
from assay_math.generators._forms import ask, combine, power_of, term
from assay_math.generators._levels import problems
from assay_math.generators._tell import redrawn
from assay_math.generators._write import nonzero, num, worked

_LIMIT = (
    "Find ${l}$.",
    "Evaluate ${l}$.",
    "Compute the limit ${l}$.",
    "Use derivatives to find ${l}$.",
    "By the rule of L'Hopital, determine ${l}$.",
    "Numerator and denominator both tend to the same of 0 or infinity here. Find ${l}$.",
    "The limit ${l}$ exists. What is its value?",
    "What is the value of ${l}$?",
    "A quotient has the limit ${l}$. Determine it.",
    "Towards which number does the quotient tend: ${l}$?",
    "Let $L = {l}$. What is $L$?",
    "Let $L = {l}$. Calculate $L$ exactly.",
)


@problems("math.lhopital", version=2, levels=(4, 4, 4, 4, 5))
def lhopital(rng: random.Random, difficulty: int) -> Draft:
    """Find a limit of the form 0/0 or infinity/infinity by derivatives.

    Step 1: one of sin, exp, ln, tan over a multiple of x. 2: one over another. 3: at infinity, or at another
    point. 4: the rule twice. 5: twice, with a product or a sum of three.
    """
    return (_simple, _two, _elsewhere, _twice, _product)[difficulty - 1](rng)


def _f(kind: str, a: int) -> tuple[str, str, float]:
    """A function of ax that vanishes at 0, its derivative, and the value of it at 0."""
    ax = term(a, "x")
    return {
        "sin": (f"\\sin({ax})", term(a, f"\\cos({ax})"), a),
        "exp": (f"e^{{{ax}}} - 1", term(a, f"e^{{{ax}}}"), a),
        "ln": (
            f"\\ln(1 {'+' if a > 0 else '-'} {term(abs(a), 'x')})",
            f"\\frac{{{a}}}{{1 {'+' if a > 0 else '-'} {term(abs(a), 'x')}}}",
            a,
        ),
        "tan": (f"\\tan({ax})", f"\\frac{{{a}}}{{\\cos^2({ax})}}", a),
    }[kind]


def _value(kind: str, a: int, x: float) -> float:
    return {"sin": math.sin, "exp": math.expm1, "ln": math.log1p, "tan": math.tan}[kind](a * x)


def _limit(body: str, at: str = "0") -> str:
    return f"\\lim_{{x \\to {at}}} {body}"


def _frac(top: str, bottom: str) -> str:
    return f"\\frac{{{top}}}{{{bottom}}}"


def _steps(
    top: str, bottom: str, dtop: str, dbottom: str, value: Fraction, at: str = "0", form: str = "0"
) -> list[str]:
    return [
        f"Above, the derivative is $\\frac{{d}}{{dx}}\\left({top}\\right) = {dtop}$; below, it is $\\frac{{d}}{{dx}}\\left({bottom}\\right) = {dbottom}$.",
        f"Both parts tend to {form}, so the limit is that of the derivatives: ${_limit(_frac(top, bottom), at)} = {_limit(_frac(dtop, dbottom), at)} = {num(value)}$.",
    ]


@redrawn
def _simple(rng: random.Random) -> Draft | None:
    kind, a, b = rng.choice(("sin", "exp", "ln", "tan")), nonzero(rng, -9, 12), rng.randint(2, 15)
    top, dtop, _ = _f(kind, a)
    value = Fraction(a, b)
    agree(_value(kind, a, 1e-7) / (b * 1e-7), float(value), rel=1e-4, what="the limit")
    bottom = term(b, "x")
    return worked(
        rng,
        ask(rng, _LIMIT, l=_limit(_frac(top, bottom))),
        _steps(top, bottom, dtop, str(b), value),
        num(value),
    )


@redrawn
def _two(rng: random.Random) -> Draft | None:
    one, other = rng.sample(("sin", "exp", "ln", "tan"), 2)
    a, b = nonzero(rng, -9, 12), rng.randint(1, 12)
    top, dtop, _ = _f(one, a)
    bottom, dbottom, _ = _f(other, b)
    value = Fraction(a, b)
    agree(_value(one, a, 1e-7) / _value(other, b, 1e-7), float(value), rel=1e-4, what="the limit")
    return worked(
        rng,
        ask(rng, _LIMIT, l=_limit(_frac(top, bottom))),
        _steps(top, bottom, dtop, dbottom, value),
        num(value),
    )


@redrawn
def _elsewhere(rng: random.Random) -> Draft | None:
    if rng.random() < 0.5:
        n, m, c, k = rng.randint(2, 9), rng.randint(2, 9), rng.randint(1, 9), rng.randint(1, 9)
        # c (x^n - 1) / (k ln x) or over k (x^m - 1), at 1
        top = f"{term(c, power_of('x', n))} - {c}"
        dtop = term(c * n, power_of("x", n - 1))
        if rng.random() < 0.5:
            bottom, dbottom, value = term(k, "\\ln x"), _frac(str(k), "x"), Fraction(c * n, k)
            agree(
                c * math.expm1(n * math.log1p(1e-7)) / (k * math.log1p(1e-7)),
                float(value),
                rel=1e-4,
                what="the limit",
            )
        else:
            if n == m:
                return None
            bottom, dbottom, value = (
                f"{term(k, power_of('x', m))} - {k}",
                term(k * m, power_of("x", m - 1)),
                Fraction(c * n, k * m),
            )
            agree(
                c * math.expm1(n * math.log1p(1e-7)) / (k * math.expm1(m * math.log1p(1e-7))),
                float(value),
                rel=1e-4,
                what="the limit",
            )
        return worked(
            rng,
            ask(rng, _LIMIT, l=_limit(_frac(top, bottom), "1")),
            _steps(top, bottom, dtop, dbottom, value, "1"),
            num(value),
        )
    a, b, c, d = rng.randint(2, 15), rng.randint(1, 9), rng.randint(2, 15), rng.randint(1, 9)
    # ln(ax + b) / ln(x) does not show much: (ax + ln x) / (cx + d) instead
    top, dtop = f"{term(a, 'x')} + {term(b, chr(92) + 'ln x')}", f"{a} + \\frac{{{b}}}{{x}}"
    bottom, value = f"{term(c, 'x')} + {d}", Fraction(a, c)
    agree((a * 1e12 + b * math.log(1e12)) / (c * 1e12 + d), float(value), rel=1e-6, what="the limit")
    return worked(
        rng,
        ask(rng, _LIMIT, l=_limit(_frac(top, bottom), "\\infty")),
        _steps(top, bottom, dtop, str(c), value, "\\infty", "infinity"),
        num(value),
    )


def _again(
    rng: random.Random,
    top: str,
    bottom: str,
    firsts: tuple[str, str],
    seconds: tuple[str, str],
    value: Fraction,
) -> Draft:
    steps = [
        f"Above, the derivative is $\\frac{{d}}{{dx}}\\left({top}\\right) = {firsts[0]}$; below, it is $\\frac{{d}}{{dx}}\\left({bottom}\\right) = {firsts[1]}$.",
        f"At 0 both are 0 again. The next derivatives are $\\frac{{d}}{{dx}}\\left({firsts[0]}\\right) = {seconds[0]}$ and $\\frac{{d}}{{dx}}\\left({firsts[1]}\\right) = {seconds[1]}$.",
        f"So the limit is ${_limit(_frac(seconds[0], seconds[1]))} = {num(value)}$.",
    ]
    return worked(rng, ask(rng, _LIMIT, l=_limit(_frac(top, bottom))), steps, num(value))


@redrawn
def _twice(rng: random.Random) -> Draft | None:
    a, b = rng.randint(1, 12), rng.randint(1, 12)
    ax = term(a, "x")
    bottom, first, second = term(b, "x^2"), term(2 * b, "x"), str(2 * b)
    x = 1e-3
    if rng.random() < 0.5:
        value = Fraction(a * a, 2 * b)
        agree((1 - math.cos(a * x)) / (b * x * x), float(value), rel=1e-3, what="the limit")
        return _again(
            rng,
            f"1 - \\cos({ax})",
            bottom,
            (term(a, f"\\sin({ax})"), first),
            (term(a * a, f"\\cos({ax})"), second),
            value,
        )
    value = Fraction(a * a, 2 * b)
    agree((math.expm1(a * x) - a * x) / (b * x * x), float(value), rel=2e-2, what="the limit")
    return _again(
        rng,
        f"e^{{{ax}}} - 1 - {ax}",
        bottom,
        (term(a, "e^{" + ax + "}") + f" - {a}", first),
        (term(a * a, "e^{" + ax + "}"), second),
        value,
    )


@redrawn
def _product(rng: random.Random) -> Draft | None:
    a, b = rng.sample(range(1, 12), 2)
    c = rng.randint(1, 9)
    ax, bx = term(a, "x"), term(b, "x")
    x = 1e-3
    kind = rng.randrange(3)
    if kind == 0:
        value = Fraction(b * b - a * a, 2 * c)
        agree((math.cos(a * x) - math.cos(b * x)) / (c * x * x), float(value), rel=1e-2, what="the limit")
        firsts = (combine([(-a, f"\\sin({ax})"), (b, f"\\sin({bx})")]), term(2 * c, "x"))
        seconds = (combine([(-a * a, f"\\cos({ax})"), (b * b, f"\\cos({bx})")]), str(2 * c))
        return _again(rng, f"\\cos({ax}) - \\cos({bx})", term(c, "x^2"), firsts, seconds, value)
    if kind == 1:
        value = Fraction(a * a + b * b, 2 * c)
        agree(
            (math.exp(a * x) - a * x - math.cos(b * x)) / (c * x * x),
            float(value),
            rel=5e-2,
            what="the limit",
        )
        e = "e^{" + ax + "}"
        firsts = (f"{combine([(a, e), (b, f'{chr(92)}sin({bx})')])} - {a}", term(2 * c, "x"))
        seconds = (combine([(a * a, e), (b * b, f"\\cos({bx})")]), str(2 * c))
        return _again(rng, f"{e} - {ax} - \\cos({bx})", term(c, "x^2"), firsts, seconds, value)
    value = Fraction(2 * c, a * a)
    agree(c * x * math.sin(x) / (1 - math.cos(a * x)), float(value), rel=1e-2, what="the limit")
    firsts = (combine([(c, "\\sin x"), (c, "x \\cos x")]), term(a, f"\\sin({ax})"))
    seconds = (combine([(2 * c, "\\cos x"), (-c, "x \\sin x")]), term(a * a, f"\\cos({ax})"))
    return _again(rng, term(c, "x \\sin x"), f"1 - \\cos({ax})", firsts, seconds, value)
