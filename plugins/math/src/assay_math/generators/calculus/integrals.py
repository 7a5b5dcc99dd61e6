"""Integrals: antiderivatives, substitution, parts, definite integrals, areas between curves."""

from __future__ import annotations

import random
from collections.abc import Sequence
from fractions import Fraction

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
    multiply,
    pi_times,
    power_of,
    put_in,
    surd,
    term,
    wrap,
)
from assay_math.generators._levels import problems
from assay_math.generators._write import nonzero, num, paren, poly, worked

_D = "\\frac{d}{dx}"

_INDEFINITE = posed(
    "indefinite integral",
    "${integral}$",
    (
        "Find {it}.",
        "Evaluate {it}.",
        "Compute {it}.",
        "Determine {it}.",
    ),
    bare=(
        "What is ${integral}$?",
        "Determine all antiderivatives: ${integral}$.",
        "Evaluate the indefinite integral ${integral}$.",
    ),
)
_DEFINITE = posed(
    "definite integral",
    "${integral}$",
    (
        "Evaluate {it}.",
        "Find the exact value of {it}.",
        "What is the value of {it}?",
        "Compute {it}.",
    ),
    bare=(
        "What is ${integral}$?",
        "Compute the definite integral ${integral}$.",
    ),
)


def _coefficients(rng: random.Random, degree: int, size: int) -> list[int]:
    out = [nonzero(rng, -size, size)]
    return out + [0 if rng.random() < 0.16 else rng.randint(-size, size) for _ in range(degree)]


def _antiderivative(p: Sequence[int | Fraction]) -> list[Fraction]:
    """The antiderivative of a polynomial with constant 0."""
    degree = len(p) - 1
    return [Fraction(c) / (degree - i + 1) for i, c in enumerate(p)] + [Fraction(0)]


def _integral(body: str, lower: str = "", upper: str = "", variable: str = "x") -> str:
    bounds = f"_{_bound(lower)}^{_bound(upper)}" if lower else ""
    inside = wrap(body) if is_sum(body) else body
    return f"\\int{bounds} {inside} \\,d{variable}"


def _bound(text: str) -> str:
    return text if len(text) == 1 else f"{{{text}}}"


def _d(body: str) -> str:
    return _D + wrap(body)


def _e(k: int) -> str:
    return "e^x" if k == 1 else f"e^{{{term(k, 'x')}}}"


# ---------------------------------------------------------------- antiderivatives


@problems("math.antiderivative", version=2, levels=(4, 4, 4, 4, 5))
def antiderivative(rng: random.Random, difficulty: int) -> Draft:
    """Indefinite integrals term by term.

    Step 1: polynomials with whole results. 2: polynomials. 3: with e^{kx} and 1/x or sine and
    cosine. 4: negative and fractional exponents. 5: a product or quotient to be expanded first.
    """
    steps: list[str] = []
    if difficulty <= 2:
        degree = rng.choice((1, 2)) if difficulty == 1 else rng.choice((2, 3, 4))
        p: Sequence[int | Fraction] = _coefficients(rng, degree, 15)
        if difficulty == 1:
            p = [c * (degree - i + 1) for i, c in enumerate(_coefficients(rng, degree, 9))]
        elif rng.random() < 0.3:
            p = [Fraction(c, rng.choice((1, 2, 3))) for c in p]
        pieces = [(monomial(c, degree - i) if c else "0", monomial(q, degree - i + 1) if q else "0")
                  for i, (c, q) in enumerate(zip(p, _antiderivative(p), strict=False))]  # fmt: skip
        body = poly(p)
    elif difficulty == 3:
        pieces = _mixed_pieces(rng)
        body = add_up(b for b, _ in pieces)
    elif difficulty == 4:
        pieces = _power_pieces(rng)
        body = add_up(b for b, _ in pieces)
    else:
        body, pieces, steps = _expanded(rng)
    pieces = [(b, a) for b, a in pieces if b != "0"]
    steps += [f"{_RULES[i % 3]} ${_integral(b)} = {a} + C$." for i, (b, a) in enumerate(pieces)]
    total = add_up(a for _, a in pieces)
    if len(pieces) > 1:
        shown = add_up(b for b, _ in pieces)
        steps.append(f"Together, ${_integral(shown)} = {total} + C$, because ${_d(total)} = {shown}$.")
    else:
        steps.append(f"Check: ${_d(total)} = {pieces[0][0]}$.")
    return worked(rng, ask(rng, _INDEFINITE, integral=_integral(body)), steps, f"{total} + C")


_RULES = ("Integrate each term:", "The next term:", "Then:")


def _mixed_pieces(rng: random.Random) -> list[tuple[str, str]]:
    a, b, c = (nonzero(rng, -15, 15) for _ in range(3))
    k, n = nonzero(rng, -9, 9), rng.randint(1, 4)
    power = (monomial(c, n), monomial(Fraction(c, n + 1), n + 1))
    exponential = (term(a, _e(k)), term(Fraction(a, k), _e(k)))
    m = rng.randint(1, 9)
    angle = "x" if m == 1 else f"{m}x"
    sine = (term(b, f"\\sin({angle})"), term(Fraction(-b, m), f"\\cos({angle})"))
    cosine = (term(b, f"\\cos({angle})"), term(Fraction(b, m), f"\\sin({angle})"))
    reciprocal = (fraction([b], "x"), term(b, "\\ln|x|"))
    pieces = [power, rng.choice((exponential, sine, cosine)), rng.choice((reciprocal, sine, cosine))]
    if pieces[1][0].find("\\sin") >= 0 or pieces[1][0].find("\\cos") >= 0:
        pieces[2] = rng.choice((exponential, reciprocal))
    return pieces


def _power_pieces(rng: random.Random) -> list[tuple[str, str]]:
    exponents = [
        Fraction(rng.choice((-2, -3, -4))),
        Fraction(rng.choice((1, 3, -1, 5)), 2),
        Fraction(rng.choice((1, 2, 3))),
    ]
    pieces = []
    for e in sorted(exponents, reverse=True):
        c = Fraction(nonzero(rng, -15, 15))
        pieces.append((_power(c, e), _power(c / (e + 1), e + 1)))
    return pieces


def _power(c: Fraction, exponent: Fraction) -> str:
    if exponent.denominator == 1 and exponent < 0:
        sign = "-" if c < 0 else ""
        return f"{sign}\\frac{{{abs(c.numerator)}}}{{{term(c.denominator, power_of('x', -int(exponent)))}}}"
    if exponent.denominator == 1:
        return monomial(c, int(exponent))
    if exponent == Fraction(1, 2):
        return term(c, "\\sqrt{x}")
    return term(c, f"x^{{{exponent.numerator}/{exponent.denominator}}}")


def _expanded(rng: random.Random) -> tuple[str, list[tuple[str, str]], list[str]]:
    if rng.random() < 0.5:
        p, q = _coefficients(rng, 1, 9), _coefficients(rng, 2, 9)
        while not p[1] or q.count(0) > 1:
            p, q = _coefficients(rng, 1, 9), _coefficients(rng, 2, 9)
        body = f"({poly(p)})({poly(q)})"
        product = multiply(p, q)
        degree = len(product) - 1
        pieces = [
            (
                monomial(c, degree - i) if c else "0",
                monomial(Fraction(c, degree - i + 1), degree - i + 1) if c else "0",
            )
            for i, c in enumerate(product)
        ]
        return body, pieces, [f"Expand: ${body} = {poly(product)}$."]
    k = rng.choice((1, 2))
    top = [nonzero(rng, -12, 12) for _ in range(4)]
    body = f"\\frac{{{poly(top)}}}{{{power_of('x', k)}}}"
    pieces = []
    for i, c in enumerate(top):
        e = 3 - i - k
        pieces.append(
            (
                _power(Fraction(c), Fraction(e)),
                term(c, "\\ln|x|") if e == -1 else _power(Fraction(c, e + 1), Fraction(e + 1)),
            )
        )
    return body, pieces, [f"Divide every term of the numerator: ${body} = {add_up(b for b, _ in pieces)}$."]


# ---------------------------------------------------------------- substitution


@problems("math.integration_by_substitution", version=2, levels=(4, 4, 4, 4, 5))
def integration_by_substitution(rng: random.Random, difficulty: int) -> Draft:
    """Indefinite integrals by substitution.

    Step 1: a power of a linear function. 2: e, sine or cosine of a linear function. 3: a power
    of a quadratic times its derivative. 4: e, sine, cosine of a quadratic, or a quotient. 5: a
    product of powers of sine and cosine, or of ln x over x.
    """
    a, b = nonzero(rng, -12, 12), nonzero(rng, -15, 15)
    while abs(a) == 1:
        a = nonzero(rng, -12, 12)
    c = nonzero(rng, -12, 12)
    if difficulty <= 2:
        inner, inner_d = combine([(a, "x"), (b, "")]), str(a)
        if difficulty == 1:
            n = rng.randint(2, 9)
            body, outer, result = (
                term(c, f"({inner})^{n}"),
                term(c, f"u^{n}"),
                (Fraction(c, n + 1), power_of("u", n + 1)),
            )
        else:
            body, outer, result = _outer(rng, c, inner)
        factor = Fraction(1, a)
    else:
        p, q = nonzero(rng, -9, 9), nonzero(rng, -20, 20)
        c = nonzero(rng, -20, 20)
        inner = combine([(p, "x^2"), (q, "")])
        if difficulty == 3:
            n = rng.randint(2, 7)
            body = f"{monomial(c, 1)}({inner})^{n}"
            outer, result = power_of("u", n), (Fraction(1, n + 1), power_of("u", n + 1))
        elif difficulty == 4:
            if rng.random() < 0.35:
                p, q = abs(p), abs(q)
                inner = combine([(p, "x^2"), (q, "")])
                body, outer, result = fraction([c, 0], inner), "\\frac{1}{u}", (Fraction(1), "\\ln|u|")
            else:
                body, outer, result = _outer(rng, 1, inner)
                body = f"{monomial(c, 1)}{'' if body.startswith('e') else ' '}{body}"
        else:
            return _power_of_function(rng, c)
        inner_d = monomial(2 * p, 1)
        factor = Fraction(c, 2 * p)
    size, shape = result
    total = term(factor * size, _insert(shape, inner))
    steps = [
        f"Let the new variable $u$ stand for ${inner}$, whose derivative is ${_d(inner)} = {inner_d}$.",
        f"In terms of $u$ the integral needs ${_integral(outer, variable='u')} = {term(size, shape)} + C$.",
        f"The constant factor is ${_factor_text(factor, size)}$." if difficulty <= 2
        else f"The factor ${monomial(c, 1)}$ is ${num(factor)}$ times the inner derivative: ${num(factor)} \\cdot {bracket(inner_d)} = {monomial(c, 1)}$.",
        f"Put back and check: ${_d(total)} = {body}$.",
    ]  # fmt: skip
    return worked(rng, ask(rng, _INDEFINITE, integral=_integral(body)), steps, f"{total} + C")


def _factor_text(factor: Fraction, size: Fraction) -> str:
    return f"{num(factor)} \\cdot {paren(size)} = {num(factor * size)}"


def _insert(shape: str, inner: str) -> str:
    """The written function with the inner function for u."""
    if shape.startswith("u^"):
        return f"({inner})^{shape[2:]}"
    if shape == "e^u":
        return f"e^{{{inner}}}"
    if shape == "\\ln|u|":
        return f"\\ln({inner})"
    return f"{shape[:-2]}({inner})"


def _outer(rng: random.Random, c: int, inner: str) -> tuple[str, str, tuple[Fraction, str]]:
    kind = rng.choice(("exp", "sin", "cos"))
    if kind == "exp":
        return term(c, f"e^{{{inner}}}"), term(c, "e^u"), (Fraction(c), "e^u")
    if kind == "sin":
        return term(c, f"\\sin({inner})"), term(c, "\\sin u"), (Fraction(-c), "\\cos u")
    return term(c, f"\\cos({inner})"), term(c, "\\cos u"), (Fraction(c), "\\sin u")


def _power_of_function(rng: random.Random, c: int) -> Draft:
    """``c sin^n(mx) cos(mx)``, ``c cos^n(mx) sin(mx)`` or ``c (ln x)^n / x``."""
    n, m = rng.randint(2, 9), rng.randint(1, 15)
    c = nonzero(rng, -99, 99)
    angle = "x" if m == 1 else f"{m}x"
    kind = rng.choice(("sin", "cos", "sin", "cos", "sin", "cos", "sin", "cos", "ln"))
    if kind == "ln":
        body = f"{'-' if c < 0 else ''}\\frac{{{term(abs(c), f'{_LN}^{n}')}}}{{x}}"
        total = term(Fraction(c, n + 1), power_of(_LN, n + 1))
        inner, inner_d, factor = "\\ln x", "\\frac{1}{x}", Fraction(c)
    else:
        other = "cos" if kind == "sin" else "sin"
        sign = 1 if kind == "sin" else -1
        body = f"{term(c, f'{_BACK}{kind}^{n}({angle})')} \\{other}({angle})"
        factor = Fraction(sign * c, m)
        total = term(
            factor / (n + 1), f"\\{kind}^{{{n + 1}}}({angle})" if n >= 9 else f"\\{kind}^{n + 1}({angle})"
        )
        inner, inner_d = f"\\{kind}({angle})", term(sign * m, f"\\{other}({angle})")
    steps = [
        f"Let the new variable $u$ stand for ${inner}$, whose derivative is ${_d(inner)} = {inner_d}$.",
        f"In terms of $u$ the integral needs ${_integral(f'u^{n}', variable='u')} = \\frac{{1}}{{{n + 1}}}{power_of('u', n + 1)} + C$.",
        f"The constant factor is ${num(factor)} \\cdot \\frac{{1}}{{{n + 1}}} = {num(factor / (n + 1))}$.",
        f"Put back and check: ${_d(total)} = {body}$.",
    ]
    return worked(rng, ask(rng, _INDEFINITE, integral=_integral(body)), steps, f"{total} + C")


_LN, _BACK = "(\\ln x)", "\\"


# ---------------------------------------------------------------- by parts


@problems("math.integration_by_parts", version=2, levels=(4, 4, 4, 4, 5))
def integration_by_parts(rng: random.Random, difficulty: int) -> Draft:
    """Indefinite integrals by parts.

    Step 1: ax e^{kx}. 2: a linear function times e, sine or cosine. 3: a power times ln x.
    4: a quadratic times e^{kx}, twice. 5: a quadratic times sine or cosine, twice.
    """
    if difficulty == 3:
        return _log_parts(rng)
    k = nonzero(rng, -9, 9) if difficulty != 5 else rng.randint(1, 9)
    size = 20 if difficulty <= 2 else 9
    if difficulty == 1:
        p: list[int] = [nonzero(rng, -20, 20), 0]
        kind = "exp"
    else:
        degree = 1 if difficulty == 2 else 2
        p = [nonzero(rng, -size, size) for _ in range(degree + 1)]
        kind = (
            rng.choice(("exp", "sin", "cos"))
            if difficulty == 2
            else "exp"
            if difficulty == 4
            else rng.choice(("sin", "cos"))
        )
    if kind != "exp":
        k = abs(k)
    body = _times(p, kind, k, pull=False)
    steps = []
    totals: dict[str, list[int | Fraction]] = {}
    current, function = [Fraction(c) for c in p], kind
    while True:
        factor, following = _anti(function, k)
        totals[following] = add_polynomials(totals.get(following, [0]), [factor * c for c in current])
        slope = derivative(current)
        remaining = [-factor * c for c in slope]
        if not any(slope):
            whole = _times(current, function, k)
            steps.append(
                f"The last integral is ${_integral(whole)} = {_times([factor * c for c in current], following, k)} + C$."
            )
            break
        steps.append(
            f"Differentiate one factor, ${_d(poly(current))} = {poly(slope)}$, and integrate the other, "
            f"${_integral(_plain(function, k))} = {term(factor, _plain(following, k))} + C$; what remains is to integrate "
            f"${_times(remaining, following, k)}$."
        )
        current, function = [Fraction(c) for c in remaining], following
    total = add_up(_times(c, name, k) for name, c in totals.items())
    steps.append(f"Together the antiderivative is ${total}$; check: ${_d(total)} = {body}$.")
    return worked(rng, ask(rng, _INDEFINITE, integral=_integral(body)), steps, f"{total} + C")


def _plain(kind: str, k: int) -> str:
    return _e(k) if kind == "exp" else f"\\{kind}({term(k, 'x')})"


def _anti(kind: str, k: int) -> tuple[Fraction, str]:
    """An antiderivative as factor and kind."""
    if kind == "exp":
        return Fraction(1, k), "exp"
    return (Fraction(-1, k), "cos") if kind == "sin" else (Fraction(1, k), "sin")


def _times(p: Sequence[int | Fraction], kind: str, k: int, *, pull: bool = True) -> str:
    """A polynomial times an elementary function; ``pull`` puts a leading minus sign before the bracket."""
    text, function = poly(p), _plain(kind, k)
    if is_sum(text):
        if pull and p[0] < 0:
            return f"-{wrap(poly([-c for c in p]))}{function}"
        return wrap(text) + function
    if not any(p[:-1]):
        return term(p[-1], function)
    return f"{text}{function}" if kind == "exp" else f"{text} {function}"


def _log_parts(rng: random.Random) -> Draft:
    n, c = rng.randint(0, 9), nonzero(rng, -99, 99)
    m = rng.randint(1, 19)
    log = "\\ln x" if m == 1 else f"\\ln({m}x)"
    body = f"{monomial(c, n)} {log}" if n else term(c, log)
    head = monomial(Fraction(c, n + 1), n + 1)
    rest = Fraction(c, (n + 1) ** 2)
    total = add_up([f"{head} {log}", monomial(-rest, n + 1)])
    inner = monomial(Fraction(c, n + 1), n)
    steps = [
        f"Differentiate the logarithm, ${_d(log)} = \\frac{{1}}{{x}}$, and integrate the power, "
        f"${_integral(monomial(c, n))} = {head} + C$.",
        f"Their product is ${bracket(head)} \\cdot \\frac{{1}}{{x}} = {inner}$.",
        f"Its integral is ${_integral(inner)} = {monomial(rest, n + 1)} + C$.",
        f"So the antiderivative is ${total}$; check: ${_d(total)} = {body}$.",
    ]
    return worked(rng, ask(rng, _INDEFINITE, integral=_integral(body)), steps, f"{total} + C")


# ---------------------------------------------------------------- definite integrals


@problems("math.definite_integral", version=2, levels=(4, 4, 4, 5, 4))
def definite_integral(rng: random.Random, difficulty: int) -> Draft:
    """Definite integrals, exactly.

    Step 1: linear functions. 2: quadratics and cubics. 3: e^{kx}. 4: sine and cosine with special
    bounds. 5: 1/(x + a) with logarithms.
    """
    if difficulty <= 2:
        degree = 1 if difficulty == 1 else rng.choice((2, 3))
        p = _coefficients(rng, degree, 12)
        a = rng.randint(0, 4) if difficulty == 1 else rng.randint(-4, 3)
        b = a + rng.randint(1, 6 if difficulty == 1 else 4)
        anti = _antiderivative(p)
        high, low = evaluate(anti, b), evaluate(anti, a)
        integral = _integral(poly(p), str(a), str(b))
        steps = [
            f"An antiderivative is found from ${_d(poly(anti))} = {poly(p)}$.",
            f"At the upper bound its value is ${put_in(anti, b)} = {num(high)}$.",
            f"At the lower bound its value is ${put_in(anti, a)} = {num(low)}$.",
            f"Subtract: ${integral} = {num(high)} - {paren(low)} = {num(high - low)}$.",
        ]
        return worked(rng, ask(rng, _DEFINITE, integral=integral), steps, num(high - low))
    if difficulty == 3:
        c, k, m = nonzero(rng, -12, 12), nonzero(rng, -6, 6), nonzero(rng, -12, 12)
        a = rng.randint(0, 3)
        b = a + rng.randint(1, 3)
        body = add_up([term(c, _e(k)), monomial(m, 1)])
        factor, half = Fraction(c, k), Fraction(m, 2)
        anti_text = add_up([term(factor, _e(k)), monomial(half, 2)])
        rational = half * (b * b - a * a)
        parts = [(factor, _e_value(k * b)), (-factor, _e_value(k * a)), (rational, "")]
        if a == 0:
            parts = [(factor, _e_value(k * b)), (rational - factor, "")]
        answer = combine(parts)
        integral = _integral(body, str(a), str(b))
        steps = [
            f"An antiderivative is found from ${_d(anti_text)} = {body}$.",
            f"At the upper bound the quadratic part is ${num(half)} \\cdot {b}^2 = {num(half * b * b)}$, at the lower one "
            f"${num(half)} \\cdot {a}^2 = {num(half * a * a)}$.",
            f"The difference with the exponential part is ${integral} = {answer}$.",
        ]
        return worked(rng, ask(rng, _DEFINITE, integral=integral), steps, answer)
    if difficulty == 4:
        return _trig_definite(rng)
    c, s = nonzero(rng, -60, 60), rng.randint(0, 9)
    a = rng.randint(0, 9) if s else rng.randint(1, 9)
    b = a + rng.randint(1, 30)
    m = nonzero(rng, -12, 12)
    shifted = combine([(1, "x"), (s, "")])
    body = add_up([fraction([c], shifted), str(m)])
    integral = _integral(body, str(a), str(b))
    linear = m * (b - a)
    ratio = Fraction(b + s, a + s)
    answer = add_up(
        [
            str(linear),
            term(c, f"\\ln {num(ratio)}" if ratio.denominator == 1 else f"\\ln\\left({num(ratio)}\\right)"),
        ]
    )
    anti_text = add_up([term(c, f"\\ln({shifted})" if s else "\\ln x"), monomial(m, 1)])
    steps = [
        f"On the interval ${shifted}$ is positive, and ${_d(anti_text)} = {body}$.",
        f"The linear part contributes ${m} \\cdot {b} - {paren(m)} \\cdot {a} = {linear}$.",
        f"The logarithms combine to $\\ln {b + s} - \\ln {a + s} = \\ln{f' {num(ratio)}' if ratio.denominator == 1 else f'{_LEFT}{num(ratio)}{_RIGHT}'}$.",
        f"So ${integral} = {answer}$.",
    ]
    return worked(rng, ask(rng, _DEFINITE, integral=integral), steps, answer)


_LEFT, _RIGHT = "\\left(", "\\right)"


def _e_value(exponent: int) -> str:
    return power_of("e", exponent)


_SINES: dict[int, dict[int, Fraction]] = {
    0: {},
    30: {1: Fraction(1, 2)},
    45: {2: Fraction(1, 2)},
    60: {3: Fraction(1, 2)},
    90: {1: Fraction(1)},
}


def _sine_of(degrees: int) -> dict[int, Fraction]:
    d = degrees % 360
    if d > 180:
        return {r: -c for r, c in _sine_of(d - 180).items()}
    return _SINES[d if d <= 90 else 180 - d]


def _trig_definite(rng: random.Random) -> Draft:
    c, m, k = nonzero(rng, -15, 15), nonzero(rng, -9, 9), rng.choice((1, 2, 3))
    kind = rng.choice(("sin", "cos"))
    low, high = sorted(rng.sample((0, 30, 45, 60, 90, 120, 135, 150, 180), 2))
    # the bounds are divided by k, so that kx runs over special angles
    bounds = (pi_times(Fraction(low, 180 * k)), pi_times(Fraction(high, 180 * k)))
    angle = term(k, "x")
    body = add_up([term(c, f"\\{kind}({angle})"), str(m)])
    factor = Fraction(c, k) if kind == "cos" else Fraction(-c, k)
    other = "sin" if kind == "cos" else "cos"
    anti_text = add_up([term(factor, f"\\{other}({angle})"), monomial(m, 1)])
    shift = 0 if other == "sin" else 90
    top, bottom = _sine_of(high + shift), _sine_of(low + shift)
    difference: dict[int, Fraction] = {}
    for values, sign in ((top, 1), (bottom, -1)):
        for r, v in values.items():
            difference[r] = difference.get(r, Fraction(0)) + sign * factor * v
    linear = pi_times(m * Fraction(high - low, 180 * k))
    answer = add_up([surd(difference), linear])
    at = [pi_times(Fraction(d, 180)) for d in (high, low)]
    integral = _integral(body, *bounds)
    steps = [
        f"An antiderivative is found from ${_d(anti_text)} = {body}$.",
        f"At the bounds $\\{other} {at[0]} = {surd(top)}$ and $\\{other} {at[1]} = {surd(bottom)}$.",
        f"That part contributes ${num(factor)} \\cdot \\left({add_up([surd(top), _negated(bottom)])}\\right) = {surd(difference)}$.",
        f"The linear part contributes ${m} \\cdot \\left({add_up([bounds[1], '-' + bounds[0] if low else '0'])}\\right) = {linear}$.",
        f"So ${integral} = {answer}$.",
    ]
    return worked(rng, ask(rng, _DEFINITE, integral=integral), steps, answer)


def _negated(value: dict[int, Fraction]) -> str:
    return surd({r: -c for r, c in value.items()})


# ---------------------------------------------------------------- areas

_BETWEEN = (
    "Find the area enclosed by the graphs of $f(x) = {f}$ and $g(x) = {g}$.",
    "What is the area of the region between the curves $f(x) = {f}$ and $g(x) = {g}$?",
    "The graphs of $f(x) = {f}$ and $g(x) = {g}$ enclose a region. Compute its area.",
    "Determine the area of the bounded region between $f(x) = {f}$ and $g(x) = {g}$.",
)
_TWO_REGIONS = (
    "The graphs of $f(x) = {f}$ and $g(x) = {g}$ enclose two regions. Find their total area.",
    "What is the total area of the two bounded regions between $f(x) = {f}$ and $g(x) = {g}$?",
    "Compute the total area that the curves $f(x) = {f}$ and $g(x) = {g}$ enclose.",
    "Determine the sum of the areas of the regions enclosed by $f(x) = {f}$ and $g(x) = {g}$.",
)
_UNDER = (
    "Find the area between the graph of $f(x) = {f}$ and the $x$-axis from ${a}$ to ${b}$.",
    "What is the area under the graph of $f(x) = {f}$ between ${a}$ and ${b}$?",
    "The graph of $f(x) = {f}$ lies above the $x$-axis between ${a}$ and ${b}$. Compute the area below it.",
    "Determine the area bounded by the graph of $f(x) = {f}$, the $x$-axis and the vertical lines at ${a}$ and ${b}$.",
)


@problems("math.area_between_curves", version=2, levels=(4, 4, 4, 4, 5))
def area_between_curves(rng: random.Random, difficulty: int) -> Draft:
    """Areas by integration.

    Step 1: under a line. 2: under a parabola. 3: between a parabola and a line. 4: between two
    parabolas. 5: between a cubic and a line, two regions.
    """
    if difficulty <= 2:
        while True:
            p = _coefficients(rng, difficulty, 12)
            a = rng.randint(-4, 4)
            b = a + rng.randint(1, 5)
            # above the axis: a sum of squares plus something, or positive ends of a line
            if difficulty == 2:
                p[0] = abs(p[0])
                p[2] = p[1] ** 2 // (4 * p[0]) + rng.randint(1, 12)
            if evaluate(p, a) >= 0 and evaluate(p, b) >= 0:
                break
        integral = _integral(poly(p), str(a), str(b))
        anti = _antiderivative(p)
        high, low = evaluate(anti, b), evaluate(anti, a)
        steps = [
            f"The graph is not below the axis; its heights at the ends are $f({a}) = {num(evaluate(p, a))}$ and $f({b}) = {num(evaluate(p, b))}$.",
            f"An antiderivative comes from ${_d(poly(anti))} = {poly(p)}$.",
            f"Its values at the bounds are ${put_in(anti, b)} = {num(high)}$ and ${put_in(anti, a)} = {num(low)}$.",
            f"The area is ${integral} = {num(high)} - {paren(low)} = {num(high - low)}$.",
        ]
        return worked(rng, ask(rng, _UNDER, f=poly(p), a=a, b=b), steps, num(high - low))
    if difficulty == 5:
        return _two_regions(rng)
    r = rng.randint(-6, 5)
    s = r + rng.randint(1, 6)
    k = nonzero(rng, -5, 5)
    gap = [k, -k * (r + s), k * r * s]
    g = [rng.randint(-9, 9), rng.randint(-12, 12), rng.randint(-25, 25)]
    if difficulty == 3:
        g[0] = 0
    f = [x + y for x, y in zip(gap, g, strict=True)]
    while difficulty == 4 and (not f[0] or not g[0]):
        g[0] = nonzero(rng, -9, 9)
        f = [x + y for x, y in zip(gap, g, strict=True)]
    anti = _antiderivative(gap)
    high, low = evaluate(anti, s), evaluate(anti, r)
    value = high - low
    f_text, g_text, gap_text = poly(f), poly(g), poly(gap)
    factors = term(k, "".join(f"({combine([(1, 'x'), (-z, '')])})" if z else "x" for z in (r, s)))
    steps = [
        f"The difference of the functions is ${f_text} - {bracket(g_text)} = {gap_text} = {factors}$.",
        f"It vanishes at both ends of the region: ${put_in(gap, r)} = 0$ and ${put_in(gap, s)} = 0$.",
        f"An antiderivative of the difference comes from ${_d(poly(anti))} = {gap_text}$.",
        f"Integrate from ${r}$ to ${s}$: ${_integral(gap_text, str(r), str(s))} = {num(high)} - {paren(low)} = {num(value)}$.",
        f"The area is the absolute value: $\\left|{num(value)}\\right| = {num(abs(value))}$.",
    ]
    return worked(rng, ask(rng, _BETWEEN, f=f_text, g=g_text), steps, num(abs(value)))


def _two_regions(rng: random.Random) -> Draft:
    """``f - g = k (x - p)(x - q)(x - r)``."""
    p, q, r = sorted(rng.sample(range(-4, 5), 3))
    k = nonzero(rng, -3, 3)
    gap = multiply(multiply([k, -k * p], [1, -q]), [1, -r])
    g = [0, 0, rng.randint(-12, 12), rng.randint(-20, 20)]
    f = [x + y for x, y in zip(gap, g, strict=True)]
    anti = _antiderivative(gap)
    values = [evaluate(anti, x) for x in (p, q, r)]
    first, second = values[1] - values[0], values[2] - values[1]
    f_text, g_text, gap_text = poly(f), poly(g), poly(gap)
    factors = term(k, "".join(f"({combine([(1, 'x'), (-z, '')])})" if z else "x" for z in (p, q, r)))
    area = abs(first) + abs(second)
    steps = [
        f"The difference of the functions is ${f_text} - {bracket(g_text)} = {gap_text} = {factors}$, so the graphs meet at "
        f"${p}$, ${q}$ and ${r}$.",
        f"An antiderivative of the difference comes from ${_d(poly(anti))} = {gap_text}$.",
        f"Over the left region, ${_integral(gap_text, str(p), str(q))} = {num(values[1])} - {paren(values[0])} = {num(first)}$.",
        f"Over the right region, ${_integral(gap_text, str(q), str(r))} = {num(values[2])} - {paren(values[1])} = {num(second)}$.",
        f"Add the absolute values: $\\left|{num(first)}\\right| + \\left|{num(second)}\\right| = {num(area)}$.",
    ]
    return worked(rng, ask(rng, _TWO_REGIONS, f=f_text, g=g_text), steps, num(area))
