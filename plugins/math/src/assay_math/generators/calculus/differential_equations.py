"""Ordinary differential equations: separable, linear of first order, linear of second order."""

from __future__ import annotations

import random
from collections.abc import Sequence
from fractions import Fraction
from math import gcd

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
    is_sum,
    monomial,
    power_of,
    put_in,
    term,
    wrap,
)
from assay_math.generators._levels import problems
from assay_math.generators._write import nonzero, num, paren, poly, worked

_D = "\\frac{d}{dx}"

_INITIAL = posed(
    "initial value problem",
    "${equation}$, ${start}$",
    (
        "Solve {it}.",
        "Find the function $y$ that solves {it}.",
        "Which function $y$ of $x$ solves {it}?",
    ),
    bare=(
        "Solve the initial value problem ${equation}$, ${start}$.",
        "Find the function $y$ with ${equation}$ and ${start}$.",
        "Solve ${equation}$ with the initial condition ${start}$.",
        "As a function of $x$, which solution $y$ of ${equation}$ satisfies ${start}$?",
        "Determine $y$ as a function of $x$ if ${equation}$ and ${start}$.",
    ),
)
_GENERAL = posed(
    "differential equation",
    "${equation}$",
    (
        "With constants $C_1$ and $C_2$, find the general solution of {it}.",
        "Solve {it} with arbitrary constants $C_1$ and $C_2$.",
        "What are all solutions of {it}, written with constants $C_1$ and $C_2$?",
        "Determine the general solution of {it} in terms of constants $C_1$ and $C_2$.",
    ),
)


def _d(body: str) -> str:
    return _D + wrap(body)


def _e(k: int) -> str:
    """``e^{kx}``; nothing for k = 0."""
    return "" if k == 0 else "e^x" if k == 1 else f"e^{{{term(k, 'x')}}}"


def _integral(body: str, variable: str = "x") -> str:
    return f"\\int {wrap(body) if is_sum(body) else body} \\,d{variable}"


def _antiderivative(p: Sequence[int | Fraction]) -> list[Fraction]:
    degree = len(p) - 1
    return [Fraction(c) / (degree - i + 1) for i, c in enumerate(p)] + [Fraction(0)]


# ---------------------------------------------------------------- separable


@problems("math.separable_ode", version=3, levels=(4, 4, 4, 4, 5))
def separable_ode(rng: random.Random, difficulty: int) -> Draft:
    """Separable initial value problems.

    Step 1: y' a polynomial in x. 2: y' = ky. 3: y' = (ax + b)y. 4: y' = p(x) y^2. 5: y' = p(x)/y.
    """
    if difficulty == 1:
        p = [nonzero(rng, -9, 9), rng.randint(-9, 9)]
        start = rng.randint(-12, 12)
        anti = _antiderivative(p)
        answer = poly([*anti[:-1], start])
        steps = [
            f"Integrate the right side: ${_integral(poly(p))} = {poly(anti)} + C$.",
            f"At 0 the polynomial is ${put_in(anti, 0)} = 0$, so the constant is ${start}$." if anti[1]
            else f"At 0 the polynomial is ${num(anti[0])} \\cdot 0^2 = 0$, so the constant is ${start}$.",
            f"Check: ${_d(answer)} = {poly(p)}$.",
        ]  # fmt: skip
        return worked(
            rng,
            ask(rng, _INITIAL, equation=f"y' = {poly(p)}", start=f"y(0) = {start}"),
            steps,
            f"y = {answer}",
        )
    if difficulty <= 3:
        return _growth(rng, linear=difficulty == 3)
    start = nonzero(rng, -9, 9) if difficulty == 4 else rng.randint(1, 20)
    p = [nonzero(rng, -12, 12), nonzero(rng, -12, 12)]
    if rng.random() < 0.5:
        p = [nonzero(rng, -9, 9), *p]
    anti = _antiderivative(p)
    shown = poly(p)
    if difficulty == 4:
        # -1/y = P(x) - 1/A
        scale = start
        bottom = [-scale * c for c in anti[:-1]] + [Fraction(1)]
        common = 1
        for c in bottom:
            common = common * c.denominator // gcd(common, c.denominator)
        top, bottom = scale * common, [common * c for c in bottom]
        shared = 0
        for c in [Fraction(top), *bottom]:
            shared = gcd(shared, int(c))
        top, bottom = top // shared, [c / shared for c in bottom]
        if bottom[0] < 0 and top < 0:
            top, bottom = -top, [-c for c in bottom]
        answer = fraction([top], poly(bottom))
        steps = [
            f"Divide by $y^2$ and integrate both sides: $\\int \\frac{{1}}{{y^2}} \\,dy = -\\frac{{1}}{{y}} + C$ and "
            f"${_integral(shown)} = {poly(anti)} + C$.",
            f"At 0 the left side is $-1 \\div {paren(start)} = {num(Fraction(-1, start))}$, which is the constant on the right.",
            f"So $y$ is minus the reciprocal of ${poly([*anti[:-1], Fraction(-1, start)])}$: "
            f"$-1 \\div \\left({poly([*anti[:-1], Fraction(-1, start)])}\\right) = {answer}$.",
            f"Check: ${_d(answer)} = {_times_square(shown, answer)}$, and at 0 the value is "
            f"${top} \\div {paren(bottom[-1])} = {start}$.",
        ]
        equation = f"y' = {_attach(shown, 'y^2')}"
        return worked(
            rng, ask(rng, _INITIAL, equation=equation, start=f"y(0) = {start}"), steps, f"y = {answer}"
        )
    square = [2 * c for c in anti[:-1]] + [Fraction(start * start)]
    answer = f"\\sqrt{{{poly(square)}}}"
    steps = [
        f"Multiply by $y$ and integrate both sides: $\\int y \\,dy = \\frac{{1}}{{2}}y^2 + C$ and ${_integral(shown)} = {poly(anti)} + C$.",
        f"At 0 half of the square is $\\frac{{1}}{{2}} \\cdot {start}^2 = {num(Fraction(start * start, 2))}$, which is the constant on the right.",
        f"So the square of $y$ is $2 \\cdot \\left({poly([*anti[:-1], Fraction(start * start, 2)])}\\right) = {poly(square)}$.",
        f"The initial value is positive: $\\sqrt{{{start * start}}} = {start}$. Check: ${_d(answer)} = \\frac{{{shown}}}{{{answer}}}$.",
    ]
    equation = f"y' = \\frac{{{shown}}}{{y}}"
    return worked(rng, ask(rng, _INITIAL, equation=equation, start=f"y(0) = {start}"), steps, f"y = {answer}")


def _attach(factor: str, rest: str) -> str:
    return f"{wrap(factor)}{rest}" if is_sum(factor) else f"{factor}{rest}"


def _times_square(factor: str, answer: str) -> str:
    return f"{bracket(factor)} \\cdot \\left({answer}\\right)^2"


def _growth(rng: random.Random, *, linear: bool) -> Draft:
    start = nonzero(rng, -99, 99)
    if linear:
        p = [nonzero(rng, -12, 12), nonzero(rng, -12, 12)]
        equation = f"y' = ({poly(p)})y"
    else:
        p = [nonzero(rng, -99, 99)]
        while abs(p[0]) == 1:
            p = [nonzero(rng, -99, 99)]
        equation = f"y' = {term(p[0], 'y')}"
    anti = _antiderivative(p)
    exponent = poly(anti)
    exponential = f"e^{{{exponent}}}"
    answer = term(start, exponential)
    steps = [
        f"Divide by $y$ and integrate both sides: $\\int \\frac{{1}}{{y}} \\,dy = \\ln|y| + C$ and ${_integral(poly(p))} = {exponent} + C$.",
        f"So $y$ is a constant times ${exponential}$, a function with ${_d(exponential)} = {bracket(poly(p))} \\cdot {exponential}$.",
        f"At 0 the exponential is $e^0 = 1$, so the constant is ${start}$.",
        f"Check: ${_d(answer)} = {bracket(poly(p))} \\cdot {bracket(answer)}$.",
    ]
    return worked(rng, ask(rng, _INITIAL, equation=equation, start=f"y(0) = {start}"), steps, f"y = {answer}")


# ---------------------------------------------------------------- linear, first order


@problems("math.linear_first_order_ode", version=3, levels=(4, 4, 5, 4, 4))
def linear_first_order_ode(rng: random.Random, difficulty: int) -> Draft:
    """Linear initial value problems of first order, by an integrating factor.

    Step 1: constant right side, whole quotient. 2: constant right side. 3: a linear right side.
    4: an exponential one. 5: a variable coefficient n/x.
    """
    if difficulty == 5:
        return _euler_first_order(rng)
    a, start = nonzero(rng, -9, 9), rng.randint(-12, 12)
    if difficulty <= 2:
        b = a * nonzero(rng, -9, 9) if difficulty == 1 else nonzero(rng, -40, 40)
        a = a if difficulty == 1 else nonzero(rng, -20, 20)
        particular: list[Fraction] = [Fraction(b, a)]
        right, product_text = str(b), term(b, _e(a))
        result = term(particular[0], _e(a))
    elif difficulty == 3:
        m, n = nonzero(rng, -12, 12), rng.randint(-12, 12)
        # y = ux + v with au = m and u + av = n
        u = Fraction(m, a)
        particular = [u, (n - u) / a]
        right = poly([m, n])
        product_text = _attach(right, _e(a))
        result = (
            _attach(poly(particular), _e(a)) if is_sum(poly(particular)) else f"{poly(particular)}{_e(a)}"
        )
        if not is_sum(right):
            product_text = f"{right}{_e(a)}"
    else:
        k = nonzero(rng, -9, 9)
        while k == -a:
            k = nonzero(rng, -9, 9)
        c = nonzero(rng, -20, 20)
        factor = Fraction(c, k + a)
        right = term(c, _e(k))
        product_text, result = term(c, _e(k + a)), term(factor, _e(k + a))
        constant = start - factor
        answer = combine([(factor, _e(k)), (constant, _e(-a))])
        return _finish(rng, a, start, right, product_text, result, factor, constant, answer,
                       combine([(factor * k, _e(k)), (-a * constant, _e(-a))]))  # fmt: skip
    constant = start - particular[-1]
    answer = add_up([poly(particular), term(constant, _e(-a)) if constant else "0"])
    slope = add_up([poly(derivative(particular)), term(-a * constant, _e(-a)) if constant else "0"])
    return _finish(rng, a, start, right, product_text, result, particular[-1], constant, answer, slope)


def _finish(
    rng: random.Random, a: int, start: int, right: str, product: str, result: str, at_zero: Fraction, constant: Fraction,
    answer: str, slope: str,
) -> Draft:  # fmt: skip
    mu = _e(a)
    minus = "+" if a > 0 else "-"
    steps = [
        f"Multiply by the integrating factor ${mu}$, for which ${_d(mu)} = {term(a, mu)}$.",
        f"The right side becomes ${product}$; integrate it: ${_integral(product)} = {result} + C$.",
        f"Divide by ${mu}$ again. At 0 the known part is ${num(at_zero)}$, so the constant is "
        f"${start} - {paren(at_zero)} = {num(constant)}$.",
        f"The derivative of the result is ${_d(answer)} = {slope}$.",
        f"Put both into the equation: ${slope} {minus} {_factor(abs(a))}{wrap(answer)} = {right}$.",
    ]
    equation = f"y' {minus} {term(abs(a), 'y')} = {right}"
    return worked(rng, ask(rng, _INITIAL, equation=equation, start=f"y(0) = {start}"), steps, f"y = {answer}")


def _factor(value: int) -> str:
    return "" if value == 1 else str(value)


def _euler_first_order(rng: random.Random) -> Draft:
    """``y' + (n/x) y = c x^m`` with ``y(1)`` given, for positive x."""
    n, m, c, start = rng.randint(1, 9), rng.randint(0, 6), nonzero(rng, -40, 40), rng.randint(-20, 20)
    factor = Fraction(c, n + m + 1)
    constant = start - factor
    known = monomial(factor, m + 1)
    answer = known
    slope = monomial(factor * (m + 1), m)
    if constant:
        answer = add_up([known, _over_power(constant, n)])
        slope = add_up([slope, _over_power(-n * constant, n + 1)])
    mu = power_of("x", n)
    product = monomial(c, m + n)
    ratio = fraction([n], "x")
    steps = [
        f"Multiply by the integrating factor ${mu}$, for which ${_d(mu)} = {monomial(n, n - 1)}$.",
        f"The right side becomes ${product}$; integrate it: ${_integral(product)} = {monomial(factor, m + n + 1)} + C$.",
        f"Divide by ${mu}$ again. At 1 the known part is ${num(factor)} \\cdot {power_of('1', m + 1)} = {num(factor)}$, so the constant is "
        f"${start} - {paren(factor)} = {num(constant)}$.",
        f"The derivative of the result is ${_d(answer)} = {slope}$.",
        f"Put both into the equation: ${slope} + {ratio} \\cdot {wrap(answer)} = {monomial(c, m)}$.",
    ]
    equation = f"y' + \\frac{{{term(n, 'y')}}}{{x}} = {monomial(c, m)}"
    return worked(
        rng, ask(rng, _INITIAL, equation=f"{equation}", start=f"y(1) = {start}"), steps, f"y = {answer}"
    )


def _over_power(c: Fraction, n: int) -> str:
    sign = "-" if c < 0 else ""
    return f"{sign}\\frac{{{abs(c.numerator)}}}{{{term(c.denominator, power_of('x', n))}}}"


# ---------------------------------------------------------------- linear, second order


@problems("math.second_order_ode", version=3, levels=(4, 4, 4, 4, 5))
def second_order_ode(rng: random.Random, difficulty: int) -> Draft:
    """Linear equations of second order with constant coefficients.

    Step 1: the general solution, two real roots. 2: with initial values. 3: a double root.
    4: complex roots. 5: a right side that is constant or exponential.
    """
    if difficulty == 1:
        r, s = sorted(rng.sample([k for k in range(-12, 13) if k], 2))
        p, q = -(r + s), r * s
        answer = f"C_1 {_e(r)} + C_2 {_e(s)}"
        steps = [
            f"The characteristic polynomial is ${poly([1, p, q], 'r')} = {_root_factor(r)}{_root_factor(s)}$.",
            f"For the root ${r}$: ${_d(_e(r))} = {term(r, _e(r))}$ and ${_d(term(r, _e(r)))} = {term(r * r, _e(r))}$.",
            f"For the root ${s}$: ${_d(_e(s))} = {term(s, _e(s))}$ and ${_d(term(s, _e(s)))} = {term(s * s, _e(s))}$.",
            f"Both fulfil the equation: ${put_in([1, p, q], r)} = 0$ and ${put_in([1, p, q], s)} = 0$.",
        ]
        return worked(rng, ask(rng, _GENERAL, equation=_equation(p, q)), steps, f"y = {answer}")
    if difficulty == 3:
        return _double_root(rng)
    if difficulty == 4:
        return _complex_roots(rng)
    size = 12 if difficulty == 2 else 6
    r, s = sorted(rng.sample([k for k in range(-size, size + 1) if k], 2))
    c, d = nonzero(rng, -20, 20), nonzero(rng, -20, 20)
    p, q = -(r + s), r * s
    first: list[tuple[int | Fraction, str]] = [(c, _e(r)), (d, _e(s))]
    slopes: list[tuple[int | Fraction, str]] = [(c * r, _e(r)), (d * s, _e(s))]
    second: list[tuple[int | Fraction, str]] = [(c * r * r, _e(r)), (d * s * s, _e(s))]
    steps = [
        f"The characteristic polynomial is ${poly([1, p, q], 'r')} = {_root_factor(r)}{_root_factor(s)}$."
    ]
    right, extra, extra_slope = "0", 0, 0
    if difficulty == 5:
        # e^{kx} with k no root; k = 0 is a constant right side
        k = rng.choice([k for k in range(-4, 5) if k not in (r, s)])
        extra = nonzero(rng, -9, 9)
        extra_slope = extra * k
        value = k * k + p * k + q
        right = term(extra * value, _e(k))
        steps.append(
            f"For the right side try a multiple of ${_e(k) or '1'}$: the left side multiplies it by "
            f"${put_in([1, p, q], k)} = {value}$, so the multiple is ${extra * value} \\div {paren(value)} = {extra}$."
        )
        if k:
            first, slopes, second = (
                [*v, (extra * k**i, _e(k))] for i, v in enumerate((first, slopes, second))
            )
        else:
            first = [*first, (extra, "")]
    start, start_slope = c + d + extra, c * r + d * s + extra_slope
    value, slope = c + d, c * r + d * s
    if extra:
        steps.append(
            f"Without that part the initial values are ${start} - {paren(extra)} = {value}$ and "
            f"${start_slope} - {paren(extra_slope)} = {slope}$."
        )
    steps.append(
        f"The factor of ${_e(s)}$ is $({slope} - {paren(r)} \\cdot {paren(value)}) \\div ({s} - {paren(r)}) = {d}$ and that of "
        f"${_e(r)}$ is ${value} - {paren(d)} = {c}$."
    )
    return _second_finish(
        rng, p, q, combine(first), combine(slopes), combine(second), right, start, start_slope, steps
    )


def _root_factor(root: int, variable: str = "r") -> str:
    return f"({combine([(1, variable), (-root, '')])})" if root else variable


def _equation(p: int, q: int, right: str = "0") -> str:
    return f"{combine([(1, _SECOND), (p, _FIRST), (q, 'y')])} = {right}"


_FIRST, _SECOND = "y'", "y''"


def _second_finish(
    rng: random.Random, p: int, q: int, answer: str, slope: str, curvature: str, right: str, start: int, start_slope: int,
    steps: list[str],
) -> Draft:  # fmt: skip
    parts = [curvature]
    for c, text in ((p, slope), (q, answer)):
        if c:
            factor = "" if abs(c) == 1 else str(abs(c))
            parts.append(f"{'-' if c < 0 else ''}{factor}{wrap(text)}")
    steps.append(f"Check: ${_d(answer)} = {slope}$ and ${_d(slope)} = {curvature}$.")
    steps.append(f"Put them into the equation: ${add_up(parts)} = {right}$.")
    prompt = ask(
        rng, _INITIAL, equation=_equation(p, q, right), start=f"y(0) = {start}$, $y'(0) = {start_slope}"
    )
    return worked(rng, prompt, steps, f"y = {answer}")


def _double_root(rng: random.Random) -> Draft:
    r, c, d = nonzero(rng, -12, 12), nonzero(rng, -20, 20), nonzero(rng, -20, 20)
    p, q = -2 * r, r * r
    line = [d, c]
    slope = add_polynomials(derivative(line), [r * x for x in line])
    curvature = add_polynomials(derivative(slope), [r * x for x in slope])
    start, start_slope = c, int(evaluate(slope, 0))
    steps = [
        f"The characteristic polynomial is ${poly([1, p, q], 'r')} = {_root_factor(r)}^2$, so ${r}$ is a double root.",
        f"The solutions are a linear function times ${_e(r)}$; at 0, with $e^0 = 1$, its constant is ${start}$.",
        f"Its other factor is the initial slope minus ${r}$ times that: ${start_slope} - {paren(r)} \\cdot {paren(c)} = {d}$.",
    ]
    answer, first, second = (_polynomial_times(v, _e(r)) for v in (line, slope, curvature))
    return _second_finish(rng, p, q, answer, first, second, "0", start, start_slope, steps)


def _polynomial_times(p: Sequence[int | Fraction], e: str) -> str:
    text = poly(p)
    return term(p[-1], e) if not any(p[:-1]) else _attach(text, e)


def _complex_roots(rng: random.Random) -> Draft:
    alpha, beta = rng.randint(-6, 6), rng.randint(1, 9)
    c, d = nonzero(rng, -12, 12), nonzero(rng, -12, 12)
    p, q = -2 * alpha, alpha * alpha + beta * beta
    e = _e(alpha)
    cosine, sine = f"\\cos({term(beta, 'x')})", f"\\sin({term(beta, 'x')})"

    def written(x: int, y: int) -> str:
        inside = combine([(x, cosine), (y, sine)])
        return f"{e}({inside})" if e and is_sum(inside) else combine([(x, e + cosine), (y, e + sine)])

    # one derivative turns (x, y) into (alpha x + beta y, alpha y - beta x)
    pairs = [(c, d)]
    for _ in range(2):
        x, y = pairs[-1]
        pairs.append((alpha * x + beta * y, alpha * y - beta * x))
    start, start_slope = c, pairs[1][0]
    square = f"{_root_factor(alpha)}^2" if alpha else "r^2"
    polynomial = poly([1, p, q], "r")
    steps = [
        f"The characteristic polynomial is ${polynomial} = {square} + {beta}^2$, so its roots are not real."
        if alpha
        else f"The characteristic polynomial is ${polynomial} = r^2 + {beta}^2$, so its roots are not real.",
        f"The solutions combine ${written(1, 0)}$ and ${written(0, 1)}$; at 0, $\\cos 0 = 1$ and $\\sin 0 = 0$, so the first has the factor ${c}$.",
        f"The second has the factor $({start_slope} - {paren(alpha)} \\cdot {paren(c)}) \\div {beta} = {d}$.",
    ]
    answer, slope, curvature = (written(x, y) for x, y in pairs)
    return _second_finish(rng, p, q, answer, slope, curvature, "0", start, start_slope, steps)
