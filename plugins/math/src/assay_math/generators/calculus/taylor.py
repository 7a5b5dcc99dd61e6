"""Taylor polynomials, and approximate values from them."""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from fractions import Fraction

from assay import Draft, agree
from assay_math.generators._forms import combine, power_of, term
from assay_math.generators._levels import problems
from assay_math.generators._tell import redrawn, tell
from assay_math.generators._write import nonzero, num, worked


@problems("math.taylor_polynomial", version=2, levels=(3, 4, 4, 4, 5))
def taylor_polynomial(rng: random.Random, difficulty: int) -> Draft:
    """Find a Taylor polynomial from derivatives at 0.

    Step 1: degree 1. 2: degree 2. 3: degree 3. 4: an approximate value from degree 2. 5: degree 3 or 4
    of a product with x or of a sum.
    """
    return _polynomial(rng, difficulty)


def _derivatives(
    kind: str, a: int, count: int
) -> tuple[str, list[str], list[Fraction], Callable[[float], float]]:
    """A function of ``ax``, its derivatives as written, their values at 0, and the function itself."""
    ax = term(a, "x")
    inner = f"1 {'+' if a > 0 else '-'} {term(abs(a), 'x')}"
    if kind == "exp":
        e = "e^{" + ax + "}"
        return (
            e,
            [term(a**k, e) for k in range(1, count + 1)],
            [Fraction(a**k) for k in range(count + 1)],
            lambda x: math.exp(a * x),
        )
    if kind in ("sin", "cos"):
        cycle = (("\\sin", 1), ("\\cos", 1), ("\\sin", -1), ("\\cos", -1))
        start = 0 if kind == "sin" else 1
        texts, values = [], [Fraction(start)]
        for k in range(1, count + 1):
            name, sign = cycle[(start + k) % 4]
            texts.append(term(sign * a**k, f"{name}({ax})"))
            values.append(Fraction(sign * a**k if name == "\\cos" else 0))
        return (
            f"\\{kind}({ax})",
            texts,
            values,
            (lambda x: math.sin(a * x)) if start == 0 else (lambda x: math.cos(a * x)),
        )
    if kind == "ln":
        texts = [
            _fraction((-1) ** (k - 1) * math.factorial(k - 1) * a**k, inner, k) for k in range(1, count + 1)
        ]
        values = [Fraction(0)] + [
            Fraction((-1) ** (k - 1) * math.factorial(k - 1) * a**k) for k in range(1, count + 1)
        ]
        return f"\\ln({inner})", texts, values, lambda x: math.log1p(a * x)
    texts = [_fraction((-1) ** k * math.factorial(k) * a**k, inner, k + 1) for k in range(1, count + 1)]
    values = [Fraction((-1) ** k * math.factorial(k) * a**k) for k in range(count + 1)]
    return f"\\frac{{1}}{{{inner}}}", texts, values, lambda x: 1 / (1 + a * x)


def _fraction(top: int, inner: str, power: int) -> str:
    bottom = inner if power == 1 else power_of(f"({inner})", power)
    return f"{'-' if top < 0 else ''}\\frac{{{abs(top)}}}{{{bottom}}}"


def _series(coefficients: list[Fraction]) -> str:
    return (
        combine([(c, power_of("x", k)) for k, c in enumerate(coefficients) if c])
        if any(coefficients)
        else "0"
    )


@redrawn
def _polynomial(rng: random.Random, difficulty: int) -> Draft | None:
    degree = {1: 1, 2: 2, 3: 3, 4: 2, 5: 3}[difficulty]
    kind, a = rng.choice(("exp", "sin", "cos", "ln", "inverse")), nonzero(rng, -8, 12)
    if kind in ("sin", "cos") and a < 0:
        return None
    f, texts, values, g = _derivatives(kind, a, degree)
    if difficulty == 1:
        c, d = nonzero(rng, -9, 9), rng.randint(1, 9)
    elif difficulty == 5:
        c, d = nonzero(rng, -9, 9), rng.choice((2, 3))
    else:
        c, d = 0, 1
    scale = d
    shown = term(scale, f) + (f" {'+' if c > 0 else '-'} {term(abs(c), 'x')}" if c else "")
    if scale > 1 and kind == "inverse":
        shown = (
            f"\\frac{{{scale}}}"
            + f[len("\\frac{1}") :]
            + (f" {'+' if c > 0 else '-'} {term(abs(c), 'x')}" if c else "")
        )
    coefficients = [scale * v / math.factorial(k) for k, v in enumerate(values)]
    if difficulty == 5:
        # x times the function: every power goes up by one
        shown = f"x{f}" if kind != "inverse" else "\\frac{x}" + f[len("\\frac{1}") :]
        shown = shown + f" {'+' if c > 0 else '-'} {term(abs(c), 'x')}"
        coefficients = [Fraction(0)] + [v / math.factorial(k) for k, v in enumerate(values)]
        coefficients[1] += c
    elif c:
        coefficients[1] += c
    if (
        sum(co != 0 for co in coefficients) < (1 if difficulty == 1 else 2)
        or (kind == "sin" and difficulty == 2)
        or (kind == "cos" and difficulty == 1)
    ):
        return None
    total = degree + 1 if difficulty == 5 else degree

    def whole(x: float) -> float:
        return (x * g(x) if difficulty == 5 else scale * g(x)) + c * x

    near = 1e-3
    guess = sum(float(co) * near**k for k, co in enumerate(coefficients))
    agree(
        guess,
        whole(near),
        rel=0,
        abs=300 * near ** (total + 1) * max(1, abs(a)) ** (total + 1),
        what="the polynomial",
    )
    answer = _series(coefficients)
    steps = []
    previous = f
    for k, text in enumerate(texts, 1):
        value = _at_zero(kind, a, k, values[k])
        steps.append(
            f"Derivative {'of the function' if k == 1 else 'again'}: $\\frac{{d}}{{dx}}\\left({previous}\\right) = {text}$; at 0 its value is ${value}$."
        )
        previous = text
    basic = _series([v / math.factorial(k) for k, v in enumerate(values)])
    parts = combine(
        [
            (v, (power_of("x", k) if k else "") if k < 2 else f"\\frac{{{power_of('x', k)}}}{{{k}!}}")
            for k, v in enumerate(values)
            if v
        ]
    )
    if parts != basic:
        steps.append(f"Each value is divided by the factorial: ${parts} = {basic}$.")
    if difficulty == 4:
        return _approximate(rng, f, steps, coefficients, g, a)
    if difficulty == 5:
        steps.append(
            f"Times $x$, and with the other term: $x\\left({basic}\\right) {'+' if c > 0 else '-'} {term(abs(c), 'x')} = {answer}$."
        )
    elif scale > 1 or c:
        inner = f"\\left({basic}\\right)" if " " in basic or basic.startswith("-") else basic
        other = "" if not c else f" {'+' if c > 0 else '-'} {term(abs(c), 'x')}"
        steps.append(f"All in all: ${scale} \\cdot {inner}{other} = {answer}$.")
    if difficulty == 1 and scale == 1:
        return None
    prompt = tell(
        rng,
        (
            "Let $f(x) = {f}$.",
            "The function $f(x) = {f}$ is to be replaced by a polynomial near $x = 0$.",
            "A physicist approximates $f(x) = {f}$ for small $x$.",
            "Consider $f(x) = {f}$ near $x = 0$.",
            "For small $x$ the values of $f(x) = {f}$ are wanted without much computing.",
            "The derivatives of $f(x) = {f}$ at 0 are known as far as they are needed.",
        ),
        (
            "Find its Taylor polynomial of degree {n} around 0.",
            "What is the Taylor polynomial of degree {n} of $f$ at $x = 0$?",
            "Give the Maclaurin polynomial of $f$ up to the power {n} of $x$.",
            "Determine the Taylor polynomial of $f$ at 0 up to degree {n}.",
        ),
        f=shown, n=total,
    )  # fmt: skip
    return worked(rng, prompt, steps, answer)


def _at_zero(kind: str, a: int, k: int, value: Fraction) -> str:
    """How the derivative's value at 0 is computed."""
    if kind == "exp":
        return f"{a**k} \\cdot e^0 = {num(value)}"
    if kind in ("sin", "cos"):
        name = "\\cos" if value else "\\sin"
        return f"{num(value) if value else a**k} \\cdot {name} 0 = {num(value)}"
    return f"{num(value)} \\div 1 = {num(value)}"


def _approximate(
    rng: random.Random,
    f: str,
    steps: list[str],
    coefficients: list[Fraction],
    g: Callable[[float], float],
    a: int,
) -> Draft | None:
    at = Fraction(rng.choice((1, 2, 3, 4, 5)), rng.choice((20, 50, 100)))
    value = sum((co * at**k for k, co in enumerate(coefficients)), Fraction(0))
    text = f"{float(value):.8f}".rstrip("0").rstrip(".")
    if Fraction(text) != value or abs(a * at) > Fraction(1, 4):
        return None
    agree(float(value), g(float(at)), rel=0.06, abs=0.06, what="the approximate value")
    point = f"{float(at):g}"
    shown = " ".join(
        f"{'+' if co > 0 else '-'} {num(abs(co))} \\cdot {point}{'' if k == 1 else f'^{k}'}" if k else num(co)
        for k, co in enumerate(coefficients)
        if co
    )
    shown = shown.removeprefix("+ ").replace("- ", "-", 1) if shown.startswith(("+", "-")) else shown
    prompt = tell(
        rng,
        (
            "Let $f(x) = {f}$, and let $T$ be its Taylor polynomial of degree 2 around 0.",
            "Near 0 the function $f(x) = {f}$ is replaced by its Taylor polynomial $T$ of degree 2 at $x = 0$.",
            "A pocket computer stores for $f(x) = {f}$ only the Maclaurin polynomial $T$ up to the second power.",
            "The function $f(x) = {f}$ has around 0 the Taylor polynomial $T$ of degree 2.",
        ),
        (
            "Which value does $T$ have at $x = {x}$, as a decimal?",
            "Find the value of $T$ at $x = {x}$ as a decimal.",
            "Compute the approximate value that $T$ gives for $f({x})$, as a decimal.",
            "Give $T({x})$ as a decimal.",
        ),
        f=f, x=point,
    )  # fmt: skip
    steps.append(f"At {point} the polynomial is ${shown} = {text}$.")
    return worked(rng, prompt, steps, text)
