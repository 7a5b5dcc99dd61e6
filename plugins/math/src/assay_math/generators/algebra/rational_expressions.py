"""Rational expressions: simplifying, adding, equations."""

from __future__ import annotations

import random
from fractions import Fraction
from math import gcd

from assay import Draft
from assay_math.generators._asking import posed
from assay_math.generators._levels import problems
from assay_math.generators._write import multiply, nonzero, num, paren, poly, worked


def _frac(top: str, bottom: str) -> str:
    return f"\\frac{{{top}}}{{{bottom}}}"


_SIMPLIFY = posed(
    "fraction",
    "${e}$",
    (
        "Simplify {it}.",
        "Reduce {it} to lowest terms.",
        "Write {it} in lowest terms.",
        "Cancel common factors in {it}.",
    ),
)


@problems("math.simplify_rational_expression", version=2, levels=(2, 2, 3, 4, 5))
def simplify_rational_expression(rng: random.Random, difficulty: int) -> Draft:
    """Cancel a common factor.

    Step 1: monomials. 2: quadratic over linear. 3: quadratic over quadratic. 4: leading coefficients. 5: cubic.
    """
    x = rng.choice("xyzt")
    size = 5 + 3 * difficulty
    if difficulty == 1:
        k, a, b = rng.randint(2, 12), rng.randint(2, 15), rng.randint(2, 15)
        while gcd(a, b) > 1:
            b = rng.randint(2, 15)
        m, n = rng.sample(range(1, 9), 2)
        high, low = max(m, n), min(m, n)
        up = m > n
        power = high - low
        raised = x if power == 1 else f"{x}^{power}"
        e = _frac(f"{k * a}{_pow(x, m)}", f"{k * b}{_pow(x, n)}")
        answer = _frac(f"{a}{raised}", str(b)) if up else _frac(str(a), f"{b}{raised}")
        steps = [
            f"Cancel {k} in the numbers: ${_frac(str(k * a), str(k * b))} = {_frac(str(a), str(b))}$.",
            f"Subtract the exponents, ${high} - {low} = {power}$: ${e} = {answer}$.",
        ]
        return worked(rng, rng.choice(_SIMPLIFY).format(e=e), steps, answer)
    lead = 4 if difficulty == 4 else 1
    while True:
        common = [rng.randint(1, lead), nonzero(rng, -size, size)]
        top = [rng.randint(1, lead), nonzero(rng, -size, size)]
        bottom = [rng.randint(1, lead), nonzero(rng, -size, size)] if difficulty > 2 else [1]
        extra = [1, nonzero(rng, -size, size)] if difficulty == 5 else [1]
        factors = [f for f in (common, top, bottom, extra) if len(f) > 1]
        if len({Fraction(f[1], f[0]) for f in factors}) == len(factors) and all(
            gcd(*f) == 1 for f in factors
        ):
            break
    above, below = multiply(multiply(common, top), extra), multiply(common, bottom)
    e = _frac(poly(above, x), poly(below, x))
    shown_top = "".join(f"({poly(f, x)})" for f in (common, top, extra) if len(f) > 1)
    shown_bottom = "".join(f"({poly(f, x)})" for f in (common, bottom) if len(f) > 1)
    rest = multiply(top, extra)
    answer = poly(rest, x) if len(bottom) == 1 else _frac(poly(rest, x), poly(bottom, x))
    steps = [f"Factor above: ${poly(above, x)} = {shown_top}$."]
    if len(bottom) > 1:
        steps.append(f"Factor below: ${poly(below, x)} = {shown_bottom}$.")
    steps.append(f"Cancel ${poly(common, x)}$: ${e} = {answer}$.")
    return worked(rng, rng.choice(_SIMPLIFY).format(e=e), steps, answer)


def _pow(x: str, k: int) -> str:
    return x if k == 1 else f"{x}^{k}"


_ADD = posed(
    "expression",
    "${e}$",
    (
        "Write {it} as one fraction.",
        "Combine {it} into a single fraction.",
        "Simplify {it} to one fraction.",
        "Express {it} as a single fraction.",
    ),
    bare=("Express ${e}$ with a common denominator.",),
)


@problems("math.add_rational_expressions", version=2)
def add_rational_expressions(rng: random.Random, difficulty: int) -> Draft:
    """Add two fractions with polynomial denominators.

    Difficulty 1: ``a/x + b/(kx)``. 2: ``a/x + b/(x + c)``. 3: two linear denominators. 4: with leading coefficients.
    5: linear numerators.
    """
    x = rng.choice("xyzt")
    size = 5 + 3 * difficulty
    a, b = rng.randint(1, size), nonzero(rng, -size, size)
    if difficulty == 1:
        k = rng.randint(2, 12)
        while gcd(b, k) > 1 or a * k + b == 0:
            a, b, k = rng.randint(1, size), nonzero(rng, -size, size), rng.randint(2, 12)
        total = a * k + b
        e = f"{_frac(str(a), x)} {'+' if b > 0 else '-'} {_frac(str(abs(b)), f'{k}{x}')}"
        answer = _frac(str(total), f"{k}{x}")
        steps = [
            f"Expand the first fraction by {k}: ${_frac(str(a), x)} = {_frac(str(a * k), f'{k}{x}')}$.",
            f"Add the numerators: ${a * k} + {paren(b)} = {total}$, so ${e} = {answer}$.",
        ]
        return worked(rng, rng.choice(_ADD).format(e=e), steps, answer)
    lead = 5 if difficulty >= 4 else 1
    while True:
        p = [1, 0] if difficulty == 2 else [rng.randint(1, lead), nonzero(rng, -size, size)]
        q = [rng.randint(1, lead), nonzero(rng, -size, size)]
        first = [nonzero(rng, -5, 5), nonzero(rng, -9, 9)] if difficulty == 5 else [a]
        second = [rng.randint(1, 5), nonzero(rng, -9, 9)] if difficulty == 5 else [abs(b)]
        sign = 1 if b > 0 else -1
        left, right = multiply(first, q), multiply(second, p)
        width = max(len(left), len(right))
        left, right = [0] * (width - len(left)) + left, [0] * (width - len(right)) + right
        total_ = [u + sign * v for u, v in zip(left, right, strict=True)]
        roots = [Fraction(-p[1], p[0]), Fraction(-q[1], q[0])]
        if roots[0] != roots[1] and any(total_) and all(_at(total_, r) for r in roots):
            break
    while not total_[0]:
        total_ = total_[1:]
    e = f"{_frac(poly(first, x), poly(p, x))} {'+' if sign > 0 else '-'} {_frac(poly(second, x), poly(q, x))}"
    below = (x if p == [1, 0] else f"({poly(p, x)})") + f"({poly(q, x)})"
    answer = _frac(poly(total_, x), below)
    bracket = f"({poly(q, x)})"
    front = f"({poly(first, x)})" if len(first) > 1 else poly(first)
    back = f"({poly(second, x)})" if len(second) > 1 else poly(second)
    other = x if p == [1, 0] else f"({poly(p, x)})"
    front, back = (factor if factor != "1" else "" for factor in (front, back))
    expanded = f"{front}{bracket} {'+' if sign > 0 else '-'} {back}{other}"
    steps = [
        f"Over the common denominator ${below}$ the numerator is ${expanded} = {poly(total_, x)}$.",
        f"So ${e} = {answer}$.",
    ]
    return worked(rng, rng.choice(_ADD).format(e=e), steps, answer)


def _at(p: list[int], value: Fraction) -> Fraction:
    result = Fraction(0)
    for c in p:
        result = result * value + c
    return result


_SOLVE = posed(
    "equation",
    "${e}$",
    (
        "Solve {it}.",
        "Find all solutions of {it}.",
        "Which values of ${x}$ satisfy {it}?",
        "Determine every ${x}$ that satisfies {it}.",
    ),
    bare=("Determine ${x}$ from ${e}$.",),
)


@problems("math.rational_equation", version=2, levels=(1, 2, 3, 4, 4))
def rational_equation(rng: random.Random, difficulty: int) -> Draft:
    """Solve an equation with fractions.

    Step 1: ``a/(kx) = c``. 2: ``a/(x + p) = c``. 3: ``a/(x + p) = b/(x + q)``. 4: ``(ax + b)/(cx + d) = k``.
    5: ``a/(px + q) = b/(rx + s)``.
    """
    x = rng.choice("xyzt")
    size = 6 + 4 * difficulty
    a, b, p, q = (nonzero(rng, -size, size) for _ in range(4))
    if difficulty == 1:
        k, c = rng.randint(2, 12), nonzero(rng, -12, 12)
        value = Fraction(a, c * k)
        e = f"{_frac(str(a), f'{k}{x}')} = {c}"
        steps = [
            f"Multiply both sides by ${k}{x}$: ${a} = {c * k}{x}$.",
            f"Divide by ${c * k}$: ${x} = {num(value)}$.",
        ]
        return worked(rng, rng.choice(_SOLVE).format(e=e, x=x), steps, num(value))
    if difficulty == 2:
        c = nonzero(rng, -12, 12)
        value = Fraction(a, c) - p
        e = f"{_frac(str(a), poly([1, p], x))} = {c}"
        steps = [
            f"Multiply by the denominator: ${a} = {c}({poly([1, p], x)})$.",
            f"Divide by ${c}$: ${poly([1, p], x)} = {num(Fraction(a, c))}$.",
            f"{'Subtract' if p > 0 else 'Add'} {abs(p)}: ${x} = {num(value)}$.",
        ]
        return worked(rng, rng.choice(_SOLVE).format(e=e, x=x), steps, num(value))
    if difficulty == 4:
        k, c, d = nonzero(rng, -6, 6), rng.randint(1, 6), nonzero(rng, -size, size)
        while a == k * c or a * d == b * c:
            a = nonzero(rng, -size, size)
        value = Fraction(k * d - b, a - k * c)
        e = f"{_frac(poly([a, b], x), poly([c, d], x))} = {k}"
        steps = [
            f"Multiply by the denominator: ${poly([a, b], x)} = {poly([k * c, k * d], x)}$.",
            f"Collect the terms: ${poly([a - k * c, 0], x)} = {k * d} - {paren(b)} = {k * d - b}$.",
        ]
        if a - k * c != 1:
            steps.append(f"Divide by ${a - k * c}$: ${x} = {num(value)}$.")
        return worked(rng, rng.choice(_SOLVE).format(e=e, x=x), steps, num(value))
    r, s = (1, 1) if difficulty == 3 else (rng.randint(2, 7), rng.randint(2, 7))
    # a/(rx + p) = b/(sx + q): (as - br) x = bp - aq
    while a * s == b * r or p * s == q * r or b * p == a * q:
        a, b, p, q = (nonzero(rng, -size, size) for _ in range(4))
    value = Fraction(b * p - a * q, a * s - b * r)
    e = f"{_frac(str(a), poly([r, p], x))} = {_frac(str(b), poly([s, q], x))}"
    steps = [
        f"Multiply crosswise: ${poly([a * s, a * q], x)} = {poly([b * r, b * p], x)}$.",
        f"Collect the terms: ${poly([a * s - b * r, 0], x)} = {b * p} - {paren(a * q)} = {b * p - a * q}$.",
    ]
    if a * s - b * r != 1:
        steps.append(f"Divide by ${a * s - b * r}$: ${x} = {num(value)}$.")
    steps.append(
        f"Neither denominator is zero there: the first is ${r} \\cdot {paren(value)} {'+' if p > 0 else '-'} {abs(p)} = {num(r * value + p)}$."
    )
    return worked(rng, rng.choice(_SOLVE).format(e=e, x=x), steps, num(value))
