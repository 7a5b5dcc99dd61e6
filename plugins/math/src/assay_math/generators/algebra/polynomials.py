"""Polynomials: expanding, factoring, dividing."""

from __future__ import annotations

import random
from math import gcd

from assay import Draft
from assay_math.generators._asking import posed
from assay_math.generators._levels import problems
from assay_math.generators._write import multiply, nonzero, paren, poly, worked


def _plus(a: list[int], b: list[int], sign: int = 1) -> list[int]:
    width = max(len(a), len(b))
    a, b = [0] * (width - len(a)) + a, [0] * (width - len(b)) + b
    return [x + sign * y for x, y in zip(a, b, strict=True)]


def _stripped(a: list[int]) -> list[int]:
    while len(a) > 1 and not a[0]:
        a = a[1:]
    return a


_SIMPLIFY = posed(
    "expression",
    "${e}$",
    (
        "Simplify {it}.",
        "Collect like terms in {it}.",
        "Write {it} as a polynomial in standard form.",
        "Combine {it} into one polynomial.",
    ),
    bare=("Collect like terms: ${e}$.",),
)


@problems("math.collect_like_terms", version=2)
def collect_like_terms(rng: random.Random, difficulty: int) -> Draft:
    """Add and subtract polynomials.

    Difficulty 1: a sum of linear ones. 2: a difference. 3: quadratics. 4: with factors. 5: cubics with factors.
    """
    x = rng.choice("xyzt")
    degree = (1, 1, 2, 2, 3)[difficulty - 1]
    size = 6 + 3 * difficulty
    p, q = ([nonzero(rng, -size, size) for _ in range(degree + 1)] for _ in range(2))
    k, m = (rng.randint(2, 9), rng.randint(2, 9)) if difficulty >= 4 else (1, 1)
    sign = 1 if difficulty == 1 else -1
    a, b = [k * c for c in p], [m * c for c in q]
    result = _stripped(_plus(a, b, sign))
    front, back = (str(k) if k > 1 else ""), (str(m) if m > 1 else "")
    op = "+" if sign > 0 else "-"
    expression = f"{front}({poly(p, x)}) {op} {back}({poly(q, x)})"
    steps = []
    if k > 1:
        steps += [
            f"Multiply out the first bracket: ${front}({poly(p, x)}) = {poly(a, x)}$.",
            f"Multiply out the second bracket: ${back}({poly(q, x)}) = {poly(b, x)}$.",
        ]
    for i in range(degree + 1):
        power = degree - i
        name = (
            "constants"
            if not power
            else f"coefficients of ${x}$"
            if power == 1
            else f"coefficients of ${x}^{power}$"
        )
        steps.append(f"The {name}: ${a[i]} {op} {paren(b[i])} = {a[i] + sign * b[i]}$.")
    steps.append(f"Together: ${expression} = {poly(result, x)}$.")
    return worked(rng, rng.choice(_SIMPLIFY).format(e=expression), steps, poly(result, x))


_EXPAND = posed(
    "expression",
    "${e}$",
    (
        "Expand {it}.",
        "Multiply out {it} and simplify.",
        "Write {it} without brackets.",
        "Write {it} as a polynomial in standard form.",
    ),
)


@problems("math.expand_polynomial", version=2)
def expand_polynomial(rng: random.Random, difficulty: int) -> Draft:
    """Expand a product.

    Difficulty 1: a number times a binomial plus another. 2: two binomials. 3: with leading coefficients. 4: a binomial and
    a trinomial. 5: three binomials.
    """
    x = rng.choice("xyzt")
    size = 6 + 2 * difficulty
    if difficulty == 1:
        k, p, q = nonzero(rng, -9, 9), [nonzero(rng, -9, 9), nonzero(rng, -9, 9)], nonzero(rng, -30, 30)
        while k == 1:
            k = nonzero(rng, -9, 9)
        product = [k * c for c in p]
        front = "-" if k == -1 else str(k)
        expression = f"{front}({poly(p, x)}) {'+' if q > 0 else '-'} {abs(q)}"
        answer = poly([product[0], product[1] + q], x)
        steps = [
            f"Multiply each term: ${front}({poly(p, x)}) = {poly(product, x)}$.",
            f"Add the constants: ${product[1]} + {paren(q)} = {product[1] + q}$, so ${expression} = {answer}$.",
        ]
        return worked(rng, rng.choice(_EXPAND).format(e=expression), steps, answer)
    lead = 1 if difficulty == 2 else 6
    first = [rng.choice([-1, 1]) * rng.randint(1, lead) if lead > 1 else 1, nonzero(rng, -size, size)]
    second = [rng.choice([-1, 1]) * rng.randint(1, lead) if lead > 1 else 1, nonzero(rng, -size, size)]
    if difficulty == 4:
        second.append(nonzero(rng, -size, size))
    expression = f"({poly(first, x)})({poly(second, x)})"
    product = multiply(first, second)
    parts = [poly([first[0] * c for c in second] + [0], x), poly([first[1] * c for c in second], x)]
    joined = parts[0] + (f" - {parts[1][1:]}" if parts[1].startswith("-") else f" + {parts[1]}")
    steps = [f"Multiply each term by each: ${expression} = {joined} = {poly(product, x)}$."]
    if difficulty == 5:
        third = [rng.choice([-1, 1]) * rng.randint(1, 4), nonzero(rng, -size, size)]
        whole = f"{expression}({poly(third, x)})"
        total = multiply(product, third)
        steps.append(
            f"Multiply by the third factor: $({poly(product, x)})({poly(third, x)}) = {poly(total, x)}$."
        )
        return worked(rng, rng.choice(_EXPAND).format(e=whole), steps, poly(total, x))
    return worked(rng, rng.choice(_EXPAND).format(e=expression), steps, poly(product, x))


_FACTOR = posed(
    "polynomial",
    "${e}$",
    (
        "Factor {it} completely.",
        "Write {it} as a product of irreducible factors over the integers.",
        "Factorise {it}.",
        "Find the complete factorization of {it} over the integers.",
    ),
)


def _bracket(p: list[int], x: str) -> str:
    return f"({poly(p, x)})"


@problems("math.factor_polynomial", version=2, levels=(2, 2, 3, 4, 5))
def factor_polynomial(rng: random.Random, difficulty: int) -> Draft:
    """Factor a polynomial.

    Step 1: a common factor. 2: ``x^2 + bx + c``. 3: difference of squares with a factor. 4: ``ax^2 + bx + c``.
    5: a cubic with a common factor.
    """
    x = rng.choice("xyzt")
    size = 6 + 3 * difficulty
    if difficulty == 1:
        k, a = rng.randint(2, 12), rng.randint(1, 9)
        b = nonzero(rng, -15, 15)
        while gcd(a, b) > 1:
            b = nonzero(rng, -15, 15)
        whole = [k * a, k * b, 0]
        answer = f"{k}{x}{_bracket([a, b], x)}"
        steps = [
            f"Each coefficient is divisible by {k}: ${k * a} = {k} \\cdot {a}$ and ${k * b} = {k} \\cdot {paren(b)}$; each term holds ${x}$.",
            f"Take out the common factor: ${poly(whole, x)} = {answer}$.",
        ]
        return worked(rng, rng.choice(_FACTOR).format(e=poly(whole, x)), steps, answer)
    if difficulty in (2, 5):
        p, q = nonzero(rng, -size, size), nonzero(rng, -size, size)
        while p == q:
            q = nonzero(rng, -size, size)
        k = rng.randint(2, 9) if difficulty == 5 else 1
        inner = [1, p + q, p * q]
        whole = [k * c for c in inner] + ([0] if difficulty == 5 else [])
        product = f"{_bracket([1, p], x)}{_bracket([1, q], x)}"
        front = f"{k}{x}" if difficulty == 5 else ""
        steps = []
        if front:
            steps.append(f"Take out the common factor: ${poly(whole, x)} = {front}({poly(inner, x)})$.")
        steps += [
            f"Look for two numbers with the product ${p} \\cdot {paren(q)} = {p * q}$ and the sum ${p} + {paren(q)} = {p + q}$.",
            f"So ${poly(inner, x)} = {product}$.",
        ]
        return worked(rng, rng.choice(_FACTOR).format(e=poly(whole, x)), steps, front + product)
    if difficulty == 3:
        k, a, b = rng.randint(1, 9), rng.randint(1, 9), rng.randint(1, 15)
        while gcd(a, b) > 1:
            b = rng.randint(1, 15)
        whole = [k * a * a, 0, -k * b * b]
        front = str(k) if k > 1 else ""
        answer = f"{front}{_bracket([a, b], x)}{_bracket([a, -b], x)}"
        steps = []
        if k > 1:
            steps.append(
                f"Take out the common factor: ${poly(whole, x)} = {k}({poly([a * a, 0, -b * b], x)})$."
            )
        steps.append(
            f"It is a difference of squares, ${a * a} = {a}^2$ and ${b * b} = {b}^2$: "
            f"${poly([a * a, 0, -b * b], x)} = {_bracket([a, b], x)}{_bracket([a, -b], x)}$."
        )
        return worked(rng, rng.choice(_FACTOR).format(e=poly(whole, x)), steps, answer)
    while True:
        a, c = rng.randint(2, 7), rng.randint(1, 5)
        b, d = nonzero(rng, -11, 11), nonzero(rng, -11, 11)
        if gcd(a, b) == 1 == gcd(c, d) and (a, b) != (c, d):
            break
    whole = multiply([a, b], [c, d])
    answer = f"{_bracket([a, b], x)}{_bracket([c, d], x)}"
    ac, m, n = whole[0] * whole[2], a * d, b * c
    steps = [
        f"Look for numbers with the product ${whole[0]} \\cdot {paren(whole[2])} = {ac}$ and the sum ${whole[1]}$: "
        f"${m} \\cdot {paren(n)} = {ac}$ and ${m} + {paren(n)} = {whole[1]}$.",
        f"Split the middle term and group: ${poly(whole, x)} = {_monomial(c, x)}{_bracket([a, b], x)} "
        f"{'+' if d > 0 else '-'} {abs(d) if abs(d) > 1 else ''}{_bracket([a, b], x)} = {answer}$.",
    ]
    return worked(rng, rng.choice(_FACTOR).format(e=poly(whole, x)), steps, answer)


def _monomial(c: int, x: str) -> str:
    return x if c == 1 else f"{c}{x}"


_DIVIDE = posed(
    "polynomials",
    "${p}$ and ${d}$",
    (
        "Divide the first by the second and give the quotient.",
        "What is the quotient when the first is divided by the second?",
        "Find the quotient of the first divided by the second.",
    ),
    bare=(
        "Divide ${p}$ by ${d}$. Give the quotient.",
        "What is the quotient when ${p}$ is divided by ${d}$?",
        "Find the polynomial ${q}$ with ${p} = ({d}) \\cdot {q}{r}$.",
        "Carry out the division of ${p}$ by ${d}$ and state the quotient.",
    ),
)


@problems("math.polynomial_division", version=2, levels=(2, 3, 3, 4, 5))
def polynomial_division(rng: random.Random, difficulty: int) -> Draft:
    """Divide a polynomial by another and give the quotient.

    Step 1: quadratic by linear, no remainder. 2: cubic. 3: with remainder. 4: leading coefficients. 5: by a quadratic.
    """
    x = rng.choice("xyzt")
    size = 5 + 2 * difficulty
    degree = (1, 2, 2, 2, 2)[difficulty - 1]
    quotient = [
        nonzero(rng, -5, 5) if difficulty >= 2 else 1,
        *(rng.randint(-size, size) for _ in range(degree)),
    ]
    divisor = [rng.randint(2, 4) if difficulty == 4 else 1, nonzero(rng, -size, size)]
    if difficulty == 5:
        divisor = [1, nonzero(rng, -6, 6), nonzero(rng, -6, 6)]
    remainder = (
        [nonzero(rng, -20, 20)]
        if difficulty in (3, 4)
        else [nonzero(rng, -9, 9), nonzero(rng, -9, 9)]
        if difficulty == 5
        else []
    )
    dividend = _plus(multiply(quotient, divisor), remainder or [0])
    steps, rest = [], list(dividend)
    for i, c in enumerate(quotient):
        if not c:
            continue
        power = degree - i
        part = [c] + [0] * power
        product = multiply(part, divisor)
        new = _stripped(_plus(_stripped(rest), product, -1))
        steps.append(
            f"Subtract ${poly(part, x)}$ times the divisor: $({poly(_stripped(rest), x)}) - ({poly(product, x)}) = {poly(new, x)}$."
        )
        rest = new
    tail = f" + ({poly(remainder, x)})" if remainder else ""
    steps.append(f"So ${poly(dividend, x)} = ({poly(divisor, x)})({poly(quotient, x)}){tail}$.")
    phrasing = rng.choice(_DIVIDE)
    if remainder and "{r}" in phrasing:
        phrasing = _DIVIDE[0]
    prompt = phrasing.format(p=poly(dividend, x), d=poly(divisor, x), q="q", r="")
    return worked(rng, prompt, steps, poly(quotient, x))


_REMAINDER = posed(
    "polynomials",
    "${p}$ and ${d}$",
    (
        "Find the remainder when the first is divided by the second.",
        "What remainder does the first leave on division by the second?",
        "Use the remainder theorem to find the remainder of the first on division by the second.",
    ),
    bare=(
        "Find the remainder when ${p}$ is divided by ${d}$.",
        "What remainder does ${p}$ leave on division by ${d}$?",
        "Use the remainder theorem to find the remainder of ${p}$ divided by ${d}$.",
        "Determine the remainder of the division of ${p}$ by ${d}$.",
    ),
)


@problems("math.remainder_theorem", version=2, levels=(1, 2, 3, 4, 4))
def remainder_theorem(rng: random.Random, difficulty: int) -> Draft:
    """Find the remainder of a division by a linear polynomial; the degree grows from 2 to 5."""
    x = rng.choice("xyzt")
    degree = (2, 3, 3, 4, 5)[difficulty - 1]
    root = nonzero(rng, -3 - difficulty // 2, 3 + difficulty // 2)
    p = [nonzero(rng, -6, 6), *(rng.randint(-12, 12) for _ in range(degree))]
    value, steps = p[0], []
    for c in p[1:]:
        new = value * root + c
        steps.append(f"${value} \\cdot {paren(root)} {'+' if c >= 0 else '-'} {abs(c)} = {new}$.")
        value = new
    steps = [
        f"The remainder is the value at ${root}$, by Horner's scheme: {line}" if i == 0 else f"Go on: {line}"
        for i, line in enumerate(steps)
    ]
    prompt = rng.choice(_REMAINDER).format(p=poly(p, x), d=poly([1, -root], x))
    return worked(rng, prompt, steps, str(value))
