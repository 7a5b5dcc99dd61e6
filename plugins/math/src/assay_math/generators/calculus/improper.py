"""Improper integrals: to infinity, and up to a point where the function has no bound."""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from fractions import Fraction

from assay import Draft, agree
from assay_math.generators._forms import ask, over, power_of, term
from assay_math.generators._levels import problems
from assay_math.generators._tell import redrawn
from assay_math.generators._write import num, worked

_ASK = (
    "Find ${i}$.",
    "Evaluate the improper integral ${i}$.",
    "Compute ${i}$.",
    "The integral ${i}$ converges. What is its value?",
    "Let $I = {i}$. Find $I$ exactly.",
    "Let $I = {i}$, which is a finite number. Determine $I$.",
    "What is the exact value of ${i}$?",
    "The region under a curve has no end, but a finite area: ${i}$. How large is it?",
    "An area that stretches without bound is ${i}$. Calculate it.",
    "Determine ${i}$ as a limit of proper integrals.",
    "By a limit, compute ${i}$.",
    "Show that ${i}$ is finite by finding its value.",
)


@problems("math.improper_integral", version=2, levels=(3, 3, 3, 4, 5))
def improper_integral(rng: random.Random, difficulty: int) -> Draft:
    """Evaluate an improper integral by a limit.

    Step 1: a power from a whole number to infinity. 2: an exponential, or a power of a linear
    expression. 3: a root in the denominator that is 0 at an end. 4: x times an exponential. 5: an arctangent or
    a logarithm.
    """
    return (_power, _exponential, _end, _parts, _last)[difficulty - 1](rng)


def _mean(f: Callable[[float], float]) -> float:
    """The integral from 0 to infinity, the double exponential rule."""
    total, h = 0.0, 1 / 64
    for k in range(-320, 321):
        t = k * h
        x = math.exp(math.pi / 2 * math.sinh(t)) if abs(t) < 4.2 else None
        if x is not None and 1e-280 < x < 1e280:
            total += f(x) * x * math.pi / 2 * math.cosh(t) * h
    return total


def _to_infinity(
    rng: random.Random,
    f: str,
    primitive: str,
    low: int,
    at_low: Fraction,
    variable: str = "x",
    note: str = "",
) -> Draft:
    """The steps for an integral whose primitive tends to 0 at infinity."""
    integral = f"\\int_{{{low}}}^{{\\infty}} {f} \\, d{variable}"
    value = -at_low
    steps = [
        f"{note}A primitive is found by $\\frac{{d}}{{d{variable}}}\\left({primitive}\\right) = {f}$, and it tends to $\\lim_{{{variable} \\to \\infty}} \\left({primitive}\\right) = 0$.",
        f"At {low} its value is ${num(at_low)}$, so the integral is $0 - \\left({num(at_low)}\\right) = {num(value)}$.",
    ]
    return worked(rng, ask(rng, _ASK, i=integral), steps, num(value))


@redrawn
def _power(rng: random.Random) -> Draft | None:
    n, low, c = rng.randint(2, 6), rng.randint(1, 9), rng.randint(1, 30)
    x = rng.choice("xt")
    value = Fraction(c, (n - 1) * low ** (n - 1))
    if value.denominator > 500:
        return None
    agree(float(value), _mean(lambda u: c / (low + u) ** n), rel=1e-6, what="the integral")
    f = f"\\frac{{{c}}}{{{power_of(x, n)}}}"
    share = Fraction(c, n - 1)
    bottom = power_of(x, n - 1)
    primitive = (
        f"-\\frac{{{share.numerator}}}{{{'' if share.denominator == 1 else share.denominator}{bottom}}}"
    )
    return _to_infinity(rng, f, primitive, low, -value, x)


@redrawn
def _exponential(rng: random.Random) -> Draft | None:
    c, k, low = rng.randint(1, 20), rng.randint(2, 9), rng.randint(0, 5)
    if rng.random() < 0.4:
        value = Fraction(c, k)
        agree(float(value), _mean(lambda u: c * math.exp(-k * u)), rel=1e-6, what="the integral")
        e = f"e^{{-{k}x}}"
        return _to_infinity(rng, term(c, e), "-" + term(value, e), 0, -value)
    n, a = rng.randint(2, 4), rng.randint(1, 9)
    start = k * low + a
    share = Fraction(c, k * (n - 1))
    value = share / start ** (n - 1)
    if value.denominator > 2000:
        return None
    agree(float(value), _mean(lambda u: c / (k * (low + u) + a) ** n), rel=1e-6, what="the integral")
    inner = f"({term(k, 'x')} + {a})"
    f = f"\\frac{{{c}}}{{{power_of(inner, n)}}}"
    below = inner if n > 2 or share.denominator > 1 else inner.strip("()")
    primitive = f"-\\frac{{{share.numerator}}}{{{'' if share.denominator == 1 else share.denominator}{power_of(below, n - 1)}}}"
    return _to_infinity(rng, f, primitive, low, -value)


@redrawn
def _end(rng: random.Random) -> Draft | None:
    c, a, r = rng.randint(1, 20), rng.randint(-6, 8), rng.randint(1, 9)
    b = a + r * r
    value = 2 * c * r
    # with x - a = 1/(r^-2 + u) the interval becomes the one from 0 to infinity
    agree(float(value), _mean(lambda u: c * (u + r**-2) ** -1.5), rel=1e-6, what="the integral")
    inner = "x" if a == 0 else f"x {'-' if a > 0 else '+'} {abs(a)}"
    f = f"\\frac{{{c}}}{{\\sqrt{{{inner}}}}}"
    integral = f"\\int_{{{a}}}^{{{b}}} {f} \\, dx"
    steps = [
        f"The function has no bound near the lower end, but a primitive is continuous there: $\\frac{{d}}{{dx}}\\left({2 * c}\\sqrt{{{inner}}}\\right) = {f}$.",
        f"Its values at the ends are ${2 * c} \\cdot \\sqrt{{{b - a}}} = {value}$ and ${2 * c} \\cdot \\sqrt{{0}} = 0$.",
        f"So the integral is ${value} - 0 = {value}$.",
    ]
    return worked(rng, ask(rng, _ASK, i=integral), steps, str(value))


@redrawn
def _parts(rng: random.Random) -> Draft | None:
    c, k, d = rng.randint(1, 16), rng.randint(1, 9), rng.randint(0, 9)
    value = Fraction(c, k * k) + Fraction(d, k)
    agree(float(value), _mean(lambda u: (c * u + d) * math.exp(-k * u)), rel=1e-6, what="the integral")
    e = f"e^{{-{term(k, 'x')}}}"
    top = f"({term(c, 'x')} + {d})" if d else term(c, "x")
    first, second = Fraction(c, k), value
    inner = f"{term(first, 'x')} + {num(second)}"
    return _to_infinity(
        rng, f"{top}{e}", f"-\\left({inner}\\right){e}", 0, -value, note="Integrate by parts. "
    )


@redrawn
def _last(rng: random.Random) -> Draft | None:
    if rng.random() < 0.5:
        c, a = rng.randint(1, 30), rng.randint(1, 12)
        value = Fraction(c, 2 * a)
        agree(float(value) * math.pi, _mean(lambda u: c / (u * u + a * a)), rel=1e-6, what="the integral")
        f = f"\\frac{{{c}}}{{x^2 + {a * a}}}"
        integral = f"\\int_{{0}}^{{\\infty}} {f} \\, dx"
        share = Fraction(c, a)
        inside = "x" if a == 1 else f"\\frac{{x}}{{{a}}}"
        arctan = f"\\arctan {inside}" if a == 1 else f"\\arctan\\left({inside}\\right)"
        answer = over(value, "\\pi")
        steps = [
            f"A primitive is found by $\\frac{{d}}{{dx}}\\left({term(share, arctan)}\\right) = {f}$, and at 0 it is 0: $\\arctan 0 = 0$.",
            f"The arctangent tends to $\\frac{{\\pi}}{{2}}$, so the integral is ${num(share)} \\cdot \\frac{{\\pi}}{{2}} = {answer}$.",
        ]
        return worked(rng, ask(rng, _ASK, i=integral), steps, answer)
    a, b = sorted(rng.sample(range(1, 12), 2))
    low = rng.randint(0, 6)
    c = rng.randint(1, 6)
    # c (b - a) / ((x + a)(x + b)) = c/(x + a) - c/(x + b)
    ratio = Fraction(low + b, low + a)
    agree(
        c * math.log(ratio),
        _mean(lambda u: c * (b - a) / ((low + u + a) * (low + u + b))),
        rel=1e-6,
        what="the integral",
    )
    f = f"\\frac{{{c * (b - a)}}}{{(x + {a})(x + {b})}}"
    integral = f"\\int_{{{low}}}^{{\\infty}} {f} \\, dx"
    answer = term(c, f"\\ln {num(ratio)}" if ratio.denominator == 1 else f"\\ln\\left({num(ratio)}\\right)")
    steps = [
        f"Partial fractions: ${f} = \\frac{{{c}}}{{x + {a}}} - \\frac{{{c}}}{{x + {b}}}$.",
        f"A primitive for $x > 0$ is found by $\\frac{{d}}{{dx}}\\left({term(c, chr(92) + 'ln')}\\left(\\frac{{x + {a}}}{{x + {b}}}\\right)\\right) = {f}$, and the fraction in it tends to 1.",
        f"At the lower end the fraction is $\\frac{{{low} + {a}}}{{{low} + {b}}} = {num(1 / ratio)}$, so the integral is $-{term(c, chr(92) + 'ln')}\\left({num(1 / ratio)}\\right) = {answer}$.",
    ]
    return worked(rng, ask(rng, _ASK, i=integral), steps, answer)
