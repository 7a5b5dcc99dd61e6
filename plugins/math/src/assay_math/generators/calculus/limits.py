"""Limits: at a point, at infinity, after cancelling, and the standard limits."""

from __future__ import annotations

import random
from collections.abc import Sequence
from fractions import Fraction

from assay import Draft
from assay_math.generators._asking import posed
from assay_math.generators._forms import (
    add_up,
    ask,
    bracket,
    combine,
    divide,
    evaluate,
    fraction,
    multiply,
    plus,
    power_of,
    put_in,
    reduced,
    term,
)
from assay_math.generators._levels import problems
from assay_math.generators._write import nonzero, num, paren, poly, worked

_LIMIT = posed(
    "limit",
    "${limit}$",
    (
        "Find {it}.",
        "Evaluate {it}.",
        "Determine the value of {it}.",
        "What is the value of {it}?",
    ),
    bare=(
        "Compute the limit ${limit}$.",
        "What is ${limit}$?",
    ),
)


def _limit(body: str, point: int | str, variable: str = "x") -> str:
    return f"\\lim_{{{variable} \\to {point}}} {bracket(body)}"


def _coefficients(rng: random.Random, degree: int, size: int) -> list[int]:
    out = [nonzero(rng, -size, size)]
    return out + [0 if rng.random() < 0.15 else rng.randint(-size, size) for _ in range(degree)]


def _fraction(top: str, bottom: str) -> str:
    return f"\\frac{{{top}}}{{{bottom}}}"


# ---------------------------------------------------------------- at a point


@problems("math.limit_at_point", version=2, levels=(3, 3, 3, 4, 5))
def limit_at_point(rng: random.Random, difficulty: int) -> Draft:
    """Limits by putting the point in.

    Step 1: a quadratic. 2: a cubic. 3: a rational function. 4: a root. 5: a parameter that
    makes a function with two branches continuous.
    """
    a = rng.randint(-6, 6)
    if difficulty <= 2:
        p = _coefficients(rng, difficulty + 1, 6 if difficulty == 1 else 9)
        value = evaluate(p, a)
        limit = _limit(poly(p), a)
        steps = [
            f"Polynomials are continuous, so put ${a}$ in for $x$: ${put_in(p, a)} = {num(value)}$.",
            f"So ${limit} = {num(value)}$.",
        ]
        return worked(rng, ask(rng, _LIMIT, limit=limit), steps, num(value))
    if difficulty == 3:
        p, q = _coefficients(rng, 2, 9), _coefficients(rng, rng.choice((1, 2)), 9)
        while evaluate(q, a) == 0 or not any(q[1:]):
            q = _coefficients(rng, 2, 9)
        q[0] = abs(q[0])
        while evaluate(q, a) == 0:
            q[-1] += 1
        top, bottom = evaluate(p, a), evaluate(q, a)
        limit = _limit(_fraction(poly(p), poly(q)), a)
        steps = [
            f"The denominator tends to ${put_in(q, a)} = {num(bottom)}$, which is not zero.",
            f"The numerator tends to ${put_in(p, a)} = {num(top)}$.",
            f"So the limit is the quotient: ${limit} = {reduced(int(top), int(bottom))}$.",
        ]
        return worked(rng, ask(rng, _LIMIT, limit=limit), steps, num(top / bottom))
    if difficulty == 4:
        r, b, c = rng.randint(1, 12), nonzero(rng, -9, 9), nonzero(rng, -12, 12)
        k = nonzero(rng, -9, 9)
        inside = [k, b, r * r - k * a * a - b * a]
        f = f"\\sqrt{{{poly(inside)}}}"
        m = nonzero(rng, -9, 9)
        body = add_up([term(c, f), term(m, "x")])
        value = Fraction(c * r + m * a)
        limit = _limit(body, a)
        steps = [
            f"Under the root stands ${put_in(inside, a)} = {r * r}$, which is positive.",
            f"So the root tends to $\\sqrt{{{r * r}}} = {r}$.",
            f"The whole expression tends to ${c} \\cdot {r} + {paren(m)} \\cdot {paren(a)} = {value}$.",
        ]
        return worked(rng, ask(rng, _LIMIT, limit=limit), steps, num(value))
    p = _coefficients(rng, 2, 9)
    slope = nonzero(rng, -9, 9)
    while a == 0:
        a = rng.randint(-6, 6)
    left = evaluate(p, a)
    k_value = left - slope * a
    steps = [
        f"From the left the function tends to ${_limit(poly(p), a)} = {put_in(p, a)} = {num(left)}$.",
        f"On the right the term with $x$ tends to ${slope} \\cdot {paren(a)} = {slope * a}$.",
        f"The two sides agree for $k$ equal to ${num(left)} - {paren(slope * a)} = {num(k_value)}$.",
        f"Check: ${slope} \\cdot {paren(a)}{plus(k_value)} = {num(left)}$.",
    ]
    prompt = ask(rng, _CONTINUOUS, p=poly(p), q=combine([(slope, "x"), (1, "k")]), a=a)
    return worked(rng, prompt, steps, num(k_value))


_CONTINUOUS = (
    "A function equals ${p}$ for $x < {a}$ and ${q}$ for $x \\ge {a}$. Find the value of $k$ for which it is continuous.",
    "For $x < {a}$ a function has the values ${p}$, and for $x \\ge {a}$ the values ${q}$. Which $k$ makes it continuous?",
    "Determine $k$ so that the function that is ${p}$ for $x < {a}$ and ${q}$ for $x \\ge {a}$ has a limit at ${a}$.",
    "What must $k$ be so that the pieces ${p}$ (for $x < {a}$) and ${q}$ (for $x \\ge {a}$) fit together without a jump?",
)


# ---------------------------------------------------------------- at infinity


@problems("math.limit_at_infinity", version=2, levels=(3, 3, 4, 5, 3))
def limit_at_infinity(rng: random.Random, difficulty: int) -> Draft:
    """Limits at infinity.

    Step 1: linear over linear. 2: quadratics. 3: any degrees, the limit may be 0. 4: products
    in the fraction. 5: a difference of a root and x.
    """
    if difficulty == 5:
        return _root_difference(rng)
    infinity = rng.choice(("\\infty", "-\\infty")) if difficulty >= 2 else "\\infty"
    size = 25 if difficulty == 1 else 15
    steps: list[str] = []
    if difficulty <= 2:
        p, q = _coefficients(rng, difficulty, size), _coefficients(rng, difficulty, size)
        shown_p = poly(p)
    elif difficulty == 3:
        n = rng.choice((2, 3, 4))
        p, q = _coefficients(rng, rng.choice((n, n - 1, n - 2)), size), _coefficients(rng, n, size)
        shown_p = poly(p)
    else:
        while True:
            u, v, w = _coefficients(rng, 1, 9), _coefficients(rng, 1, 9), _coefficients(rng, 2, 9)
            if u[1] and v[1]:
                break
        p, q = [int(c) for c in multiply(u, v)], w
        shown_p = f"({poly(u)})({poly(v)})"
        steps = [f"Expand the numerator: ${shown_p} = {poly(p)}$."]
    q[0] = abs(q[0])
    if not any(q[1:]):
        q[-1] = 1
    shown_q = poly(q)
    n = len(q) - 1
    m = len(p) - 1
    value = Fraction(p[0], q[0]) if m == n else Fraction(0)
    divided = _fraction(_over_power(p, n), _over_power(q, n))
    steps.append(f"Divide by ${'x' if n == 1 else f'x^{n}'}$: ${_fraction(poly(p), poly(q))} = {divided}$.")
    limits = ", ".join(
        f"$\\lim_{{x \\to {infinity}}} {_term_over(1, k)} = 0$" for k in range(1, n + 1 if n == 1 else 3)
    )
    steps.append(f"Terms with $x$ in the denominator vanish: {limits}.")
    body = _fraction(shown_p, shown_q)
    ratio = reduced(p[0], q[0]) if m == n else f"\\frac{{0}}{{{q[0]}}} = 0"
    steps.append(f"What remains is ${_limit(body, infinity)} = {ratio}$.")
    return worked(rng, ask(rng, _LIMIT, limit=_limit(body, infinity)), steps, num(value))


def _term_over(c: int, k: int) -> str:
    """``c`` over the k-th power of x."""
    if k == 0:
        return str(c)
    return fraction([c], "x" if k == 1 else f"x^{k}")


def _over_power(p: Sequence[int], n: int) -> str:
    """A polynomial divided by ``x^n``, written termwise."""
    degree = len(p) - 1
    return add_up(_term_over(c, n - degree + i) if c else "0" for i, c in enumerate(p))


def _root_difference(rng: random.Random) -> Draft:
    """``sqrt(a^2 x^2 + bx + c) - ax`` tends to ``b/(2a)``."""
    a, b, c = rng.randint(1, 9), nonzero(rng, -40, 40), rng.randint(-40, 40)
    root = f"\\sqrt{{{combine([(a * a, 'x^2'), (b, 'x'), (c, '')])}}}"
    ax = term(a, "x")
    body = f"{root} - {ax}"
    top = combine([(b, "x"), (c, "")])
    value = Fraction(b, 2 * a)
    inner = combine([(a * a, "x^2"), (b, "x"), (c, "")])
    steps = [
        f"Multiply and divide by the sum of root and ${ax}$. The numerator becomes ${inner} - ({ax})^2 = {top}$.",
        f"Divided by $x$, the numerator tends to $\\lim_{{x \\to \\infty}} {_fraction(top, 'x')} = {b}$.",
        f"Divided by $x$, the denominator tends to $\\sqrt{{{a * a}}} + {a} = {2 * a}$.",
        f"So the limit is the quotient ${divide(b, 2 * a)}$: ${b} \\div {2 * a} = {num(value)}$.",
    ]
    return worked(rng, ask(rng, _LIMIT, limit=_limit(body, "\\infty")), steps, num(value))


# ---------------------------------------------------------------- cancelling


@problems("math.limit_factor_cancel", version=2, levels=(3, 3, 4, 5, 3))
def limit_factor_cancel(rng: random.Random, difficulty: int) -> Draft:
    """Limits of the form 0/0 by factoring.

    Step 1: a difference of squares. 2: a quadratic over linear. 3: quadratics. 4: a cubic over a
    quadratic. 5: a root in the numerator.
    """
    a = nonzero(rng, -12, 12)
    if difficulty == 5:
        return _conjugate(rng)
    linear = [1, -a]
    k = nonzero(rng, -9, 9) if difficulty > 1 else rng.randint(1, 12)
    if difficulty == 1:
        p: Sequence[int] = [k, k * a]
        q: Sequence[int] = [1]
    elif difficulty == 2:
        p, q = [k, nonzero(rng, -40, 40)], [1]
    elif difficulty == 3:
        p, q = [k, nonzero(rng, -15, 15)], [rng.randint(1, 5), nonzero(rng, -15, 15)]
    else:
        p, q = [k, rng.randint(-9, 9), nonzero(rng, -9, 9)], [rng.randint(1, 4), nonzero(rng, -9, 9)]
    while evaluate(q, a) == 0 or (difficulty == 3 and p[0] * q[1] == p[1] * q[0]):
        q = [q[0], nonzero(rng, -15, 15)]
    top, bottom = poly(multiply(p, linear)), poly(multiply(q, linear))
    value = evaluate(p, a) / evaluate(q, a)
    factor = f"({poly(linear)})"
    body = _fraction(top, bottom)
    limit = _limit(body, a)
    steps = [f"Factor the numerator: ${top} = {factor}({poly(p)})$."]
    if len(q) > 1:
        steps.append(f"Factor the denominator: ${bottom} = {factor}({poly(q)})$.")
        simplified = _fraction(poly(p), poly(q))
    else:
        simplified = poly(p)
    steps.append(f"For all other $x$ the common factor cancels: ${body} = {simplified}$.")
    if len(q) > 1:
        p_value, q_value = int(evaluate(p, a)), int(evaluate(q, a))
        steps.append(f"Put ${a}$ in: ${put_in(p, a)} = {p_value}$ and ${put_in(q, a)} = {q_value}$.")
        steps.append(f"So ${limit} = {reduced(p_value, q_value)}$.")
    else:
        steps.append(f"Put ${a}$ in: ${limit} = {put_in(p, a)} = {num(value)}$.")
    return worked(rng, ask(rng, _LIMIT, limit=limit), steps, num(value))


def _conjugate(rng: random.Random) -> Draft:
    """``(sqrt(kx + c) - r) / (m(x - a))`` with ``ka + c = r^2`` tends to ``k/(2rm)``."""
    k, r, m, a = nonzero(rng, -9, 9), rng.randint(1, 15), rng.randint(1, 9), nonzero(rng, -12, 12)
    c = r * r - k * a
    inner = combine([(k, "x"), (c, "")])
    root = f"\\sqrt{{{inner}}}"
    bottom = combine([(m, "x"), (-m * a, "")])
    body = _fraction(f"{root} - {r}", bottom)
    value = Fraction(k, 2 * r * m)
    shifted = combine([(1, "x"), (-a, "")])
    steps = [
        f"Multiply the numerator by the sum of the root and ${r}$: ${inner} - {r}^2 = {k}({shifted})$.",
        f"The denominator has the same factor: ${bottom} = {m}({shifted})$." if m != 1
        else f"The denominator has the same factor, which cancels: $\\frac{{{k}({shifted})}}{{{shifted}}} = {k}$.",
        f"The new factor below tends to ${root.replace(inner, put_in([k, c], a))} + {r} = {2 * r}$.",
        f"So the limit is ${k} \\div ({m} \\cdot {2 * r}) = {num(value)}$.",
    ]  # fmt: skip
    return worked(rng, ask(rng, _LIMIT, limit=_limit(body, a)), steps, num(value))


# ---------------------------------------------------------------- standard limits


@problems("math.standard_limit", version=2, levels=(2, 3, 3, 4, 5))
def standard_limit(rng: random.Random, difficulty: int) -> Draft:
    """Limits that rest on those of sin x / x, (e^x - 1)/x and (1 + 1/n)^n.

    Step 1: sin(ax)/x. 2: a sine or tangent over a multiple. 3: two sines, or e^{ax} - 1.
    4: 1 - cos. 5: powers that tend to a power of e.
    """
    a, b = rng.randint(2, 60), rng.randint(2, 60)
    c, d = rng.randint(1, 40), rng.randint(1, 40)
    if difficulty == 1:
        a, b = rng.randint(2, 80), 1
        body = _fraction(f"\\sin({a}x)", "x")
        steps = [
            f"The basic limit is $\\lim_{{x \\to 0}} \\frac{{\\sin({a}x)}}{{{a}x}} = 1$.",
            f"So the limit is ${a} \\cdot 1 = {a}$.",
        ]
        return worked(rng, ask(rng, _LIMIT, limit=_limit(body, 0)), steps, str(a))
    if difficulty == 2:
        function = rng.choice(("sin", "tan"))
        scale = nonzero(rng, -12, 12)
        body = _fraction(term(scale, f"\\{function}({a}x)"), f"{b}x")
        value = Fraction(scale * a, b)
        steps = [
            f"The basic limit is $\\lim_{{x \\to 0}} \\frac{{\\{function}({a}x)}}{{{a}x}} = 1$.",
            f"The remaining factor is ${scale} \\cdot {a} \\div {b} = {num(value)}$.",
            f"So the limit is ${num(value)} \\cdot 1 = {num(value)}$.",
        ]
        return worked(rng, ask(rng, _LIMIT, limit=_limit(body, 0)), steps, num(value))
    if difficulty == 3:
        value = Fraction(c * a, d * b)
        if rng.random() < 0.5:
            body = _fraction(term(c, f"\\sin({a}x)"), term(d, f"\\sin({b}x)"))
            steps = [
                f"The numerator over $x$ tends to $\\lim_{{x \\to 0}} {_fraction(term(c, f'{_SIN}({a}x)'), 'x')} = {c} \\cdot {a} = {c * a}$.",
                f"The denominator over $x$ tends to $\\lim_{{x \\to 0}} {_fraction(term(d, f'{_SIN}({b}x)'), 'x')} = {d} \\cdot {b} = {d * b}$.",
                f"So the limit is the quotient: ${c * a} \\div {d * b} = {num(value)}$.",
            ]
        else:
            k = nonzero(rng, -60, 60)
            value = Fraction(c * k, d)
            body = _fraction(term(c, f"(e^{{{term(k, 'x')}}} - 1)"), term(d, "x"))
            if c == 1:
                body = _fraction(f"e^{{{term(k, 'x')}}} - 1", term(d, "x"))
            steps = [
                f"The basic limit is $\\lim_{{x \\to 0}} \\frac{{e^{{{term(k, 'x')}}} - 1}}{{{term(k, 'x')}}} = 1$.",
                f"So the limit is ${c} \\cdot {paren(k)} \\div {d} = {num(value)}$.",
            ]
        return worked(rng, ask(rng, _LIMIT, limit=_limit(body, 0)), steps, num(value))
    if difficulty == 4:
        scale = nonzero(rng, -12, 12)
        if rng.random() < 0.5:
            value = Fraction(scale * a * a, 2 * b)
            body = _fraction(
                term(scale, f"(1 - \\cos({a}x))") if scale != 1 else f"1 - \\cos({a}x)", f"{b}x^2"
            )
        else:
            value = Fraction(scale * a * a, 2 * b)
            body = _fraction(
                term(scale, f"(1 - \\cos({a}x))") if scale != 1 else f"1 - \\cos({a}x)", f"x\\sin({b}x)"
            )
        steps = [
            f"The basic limit is $\\lim_{{x \\to 0}} \\frac{{1 - \\cos({a}x)}}{{({a}x)^2}} = \\frac{{1}}{{2}}$.",
            f"The denominator behaves like ${b}x^2$, since $\\lim_{{x \\to 0}} \\frac{{\\sin({b}x)}}{{{b}x}} = 1$."
            if "sin" in body
            else f"The factor between $({a}x)^2$ and the denominator is $\\frac{{({a}x)^2}}{{{b}x^2}} = {num(Fraction(a * a, b))}$.",
            f"So the limit is ${scale} \\cdot {a}^2 \\cdot \\frac{{1}}{{2}} \\div {b} = {num(value)}$.",
        ]
        return worked(rng, ask(rng, _LIMIT, limit=_limit(body, 0)), steps, num(value))
    p, q, shift = nonzero(rng, -25, 25), rng.randint(2, 12), rng.choice([k for k in range(-40, 41) if k != 1])
    exponent = combine([(q, "n"), (shift, "")])
    base = f"1 {'+' if p > 0 else '-'} \\frac{{{abs(p)}}}{{n}}"
    body = f"\\left({base}\\right)^{{{exponent}}}"
    answer, power = power_of("e", p * q), power_of("e", p)
    limit = f"\\lim_{{n \\to \\infty}} {body}"
    steps = [
        f"The basic limit is $\\lim_{{n \\to \\infty}} \\left({base}\\right)^n = {power}$.",
        f"Raised to the power ${q}$ it gives ${power_of(f'{_OPEN}{power}{_CLOSE}', q)} = {answer}$.",
    ]
    if shift:
        steps.append(
            f"The fixed exponent ${shift}$ changes nothing, as its base tends to 1 and ${power_of('1', shift)} = 1$."
        )
    return worked(rng, ask(rng, _LIMIT, limit=limit), steps, answer)


_SIN, _OPEN, _CLOSE = "\\sin", "\\left(", "\\right)"
