"""Quadratic equations and what belongs to them."""

from __future__ import annotations

import random
from fractions import Fraction
from math import gcd, isqrt

from assay import Draft
from assay_math.generators._asking import posed
from assay_math.generators._levels import problems
from assay_math.generators._write import nonzero, num, paren, poly, signed, worked

_SOLVE = posed(
    "equation",
    "${equation}$",
    (
        "Solve {it}.",
        "Find all solutions of {it}.",
        "What are the roots of {it}?",
        "Which numbers ${x}$ satisfy {it}?",
    ),
    bare=("Determine all values of ${x}$ with ${equation}$.",),
)


def _factor(a: int, b: int, x: str) -> str:
    """``(3x + 2)``, or ``x`` without a constant."""
    text = poly([a, b], x)
    return f"({text})" if b else text


def _two(first: Fraction, second: Fraction, x: str) -> str:
    low, high = sorted((first, second))
    return f"{x} = {num(low)} \\text{{ or }} {x} = {num(high)}"


@problems("math.quadratic_by_factoring", version=2)
def quadratic_by_factoring(rng: random.Random, difficulty: int) -> Draft:
    """Solve a quadratic equation by factoring.

    Difficulty 1: small positive roots. 2: any whole roots. 3: a common factor. 4: one rational root. 5: two rational
    roots, and terms on both sides.
    """
    x = rng.choice("xyztk")
    size = (9, 15, 20, 12, 15)[difficulty - 1]
    while True:
        a, c = (rng.randint(2, 6) if difficulty >= 4 else 1), (rng.randint(2, 6) if difficulty == 5 else 1)
        b, d = (
            nonzero(rng, -size, -1 if difficulty == 1 else size),
            nonzero(rng, -size, -1 if difficulty == 1 else size),
        )
        if a * d != b * c and gcd(a, b) == 1 == gcd(c, d):
            break
    scale = rng.randint(2, 6) if difficulty == 3 else 1
    whole = [scale * a * c, scale * (a * d + b * c), scale * b * d]
    left, right = list(whole), [0, 0, 0]
    if difficulty == 5:
        right = [0, rng.randint(-9, 9), nonzero(rng, -20, 20)]
        left = [p + q for p, q in zip(whole, right, strict=True)]
    equation = f"{poly(left, x)} = {poly(right, x)}"
    steps = []
    if difficulty == 5:
        steps.append(f"Bring everything to one side: ${poly(whole, x)} = 0$.")
    if scale > 1:
        whole = [w // scale for w in whole]
        steps.append(f"Divide by {scale}: ${poly(whole, x)} = 0$.")
    steps.append(f"Factor: ${poly(whole, x)} = {_factor(a, b, x)}{_factor(c, d, x)}$.")
    first, second = Fraction(-b, a), Fraction(-d, c)
    answer = _two(first, second, x)
    steps.append(f"A product is zero when a factor is: ${answer}$.")
    return worked(rng, rng.choice(_SOLVE).format(equation=equation, x=x), steps, answer)


def _simplified(b: int, disc: int, a: int, x: str) -> str:
    r"""``x = \frac{-b \pm \sqrt{disc}}{2a}`` with the square taken out and reduced."""
    outside = max(k for k in range(1, isqrt(abs(disc)) + 1) if disc % (k * k) == 0)
    inside = abs(disc) // (outside * outside)
    common = gcd(gcd(b, outside), 2 * a)
    top, root, bottom = -b // common, outside // common, 2 * a // common
    if bottom < 0:
        top, bottom = -top, -bottom
    unit = "i" if disc < 0 else ""
    surd = f"\\sqrt{{{inside}}}" if inside > 1 else ""
    size = "" if root == 1 and (surd or unit) else str(root)
    term = f"{size}{unit}{surd}" if not (unit and surd) else f"{size}{surd}{unit}"
    if bottom == 1:
        return f"{x} = {top} \\pm {term}" if top else f"{x} = \\pm {term}"
    return (
        f"{x} = \\frac{{{top} \\pm {term}}}{{{bottom}}}"
        if top
        else f"{x} = \\pm \\frac{{{term}}}{{{bottom}}}"
    )


@problems("math.quadratic_formula", version=2, levels=(1, 2, 3, 4, 4))
def quadratic_formula(rng: random.Random, difficulty: int) -> Draft:
    """Solve a quadratic equation with irrational roots by the formula.

    Step 1 to 2: leading coefficient 1. 3 to 5: any, with growing coefficients.
    """
    x = rng.choice("xyztk")
    size = 5 + 4 * difficulty
    while True:
        a = 1 if difficulty <= 2 else nonzero(rng, -7, 7)
        b, c = nonzero(rng, -size, size), nonzero(rng, -size, size)
        disc = b * b - 4 * a * c
        if disc > 0 and isqrt(disc) ** 2 != disc:
            break
    answer = _simplified(b, disc, a, x)
    steps = [
        f"The discriminant is ${paren(b)}^2 - 4 \\cdot {paren(a)} \\cdot {paren(c)} = {disc}$.",
        f"The formula gives ${x} = \\frac{{{-b} \\pm \\sqrt{{{disc}}}}}{{{2 * a}}}$.",
    ]
    if answer != f"{x} = \\frac{{{-b} \\pm \\sqrt{{{disc}}}}}{{{2 * a}}}":
        steps.append(f"Simplify: ${answer}$.")
    prompt = rng.choice(_SOLVE).format(equation=f"{poly([a, b, c], x)} = 0", x=x)
    return worked(rng, prompt, steps, answer)


_COMPLETE = posed(
    "expression",
    "${q}$",
    (
        "Write {it} in the form $a(x - h)^2 + k$.",
        "Complete the square in {it}.",
        "Bring {it} into vertex form.",
        "Rewrite {it} by completing the square.",
    ),
)


@problems("math.completing_the_square", version=2, levels=(2, 2, 3, 4, 5))
def completing_the_square(rng: random.Random, difficulty: int) -> Draft:
    """Complete the square.

    Step 1: even linear term. 2: larger. 3: odd. 4 to 5: a leading coefficient, then fractions too.
    """
    a = 1 if difficulty <= 3 else nonzero(rng, -6, 6)
    size = 8 + 4 * difficulty
    h = Fraction(nonzero(rng, -size, size), 2 if difficulty in (3, 5) else 1)
    while difficulty in (3, 5) and h.denominator == 1:
        h = Fraction(nonzero(rng, -size, size), 2)
    c = rng.randint(-5 * size, 5 * size)
    k = c - a * h * h
    b = -2 * a * h
    inner = f"x {'-' if h > 0 else '+'} {num(abs(h))}"
    front = "" if a == 1 else "-" if a == -1 else str(a)
    tail = "" if not k else f" {'+' if k > 0 else '-'} {num(abs(k))}"
    brackets = f"\\left({inner}\\right)^2" if h.denominator > 1 else f"({inner})^2"
    answer = f"{front}{brackets}{tail}"
    square = poly([Fraction(1), -2 * h, h * h])
    steps = []
    if a != 1:
        inside = f"\\left({poly([Fraction(1), b / a, Fraction(0)])}\\right)"
        steps.append(
            f"Take out the leading coefficient: ${poly([Fraction(a), b, Fraction(c)])} = {front}{inside} {signed(c)}$."
        )
    steps += [
        f"The square to use is ${brackets} = {square}$.",
        f"The constant that remains is ${c} - {paren(a)} \\cdot {paren(h * h)} = {num(k)}$.",
        f"So ${poly([Fraction(a), b, Fraction(c)])} = {answer}$.",
    ]
    return worked(rng, rng.choice(_COMPLETE).format(q=poly([Fraction(a), b, Fraction(c)])), steps, answer)


_ROOTS = posed(
    "equation",
    "${equation}$",
    (
        "How many real solutions does {it} have?",
        "Find the number of distinct real roots of {it}.",
        "Use the discriminant to count the real solutions of {it}.",
        "Determine how many different real numbers satisfy {it}.",
    ),
)


@problems("math.discriminant", version=2, levels=(1, 2, 3, 4, 4))
def discriminant(rng: random.Random, difficulty: int) -> Draft:
    """Count the real roots of a quadratic equation; larger coefficients, and terms on both sides from difficulty 4."""
    size = 4 + 5 * difficulty
    kind = rng.randrange(3)
    if kind == 0:
        p, q = nonzero(rng, -3 - difficulty, 3 + difficulty), nonzero(rng, -size, size)
        a, b, c = p * p, 2 * p * q, q * q
    else:
        while True:
            a, b, c = nonzero(rng, -size, size), rng.randint(-2 * size, 2 * size), nonzero(rng, -size, size)
            if (b * b - 4 * a * c > 0) == (kind == 1) and b * b != 4 * a * c:
                break
    disc = b * b - 4 * a * c
    right = [0, 0, 0]
    steps = []
    if difficulty >= 4:
        right = [0, nonzero(rng, -9, 9), nonzero(rng, -20, 20)]
        steps.append(f"Bring everything to one side: ${poly([a, b, c])} = 0$.")
    left = [u + v for u, v in zip((a, b, c), right, strict=True)]
    count = 2 if disc > 0 else 0 if disc < 0 else 1
    sign = ">" if disc > 0 else "<" if disc < 0 else "="
    value = f"{b}^2" if b >= 0 else f"({b})^2"
    steps.append(
        f"The discriminant is ${value} - 4 \\cdot {paren(a)} \\cdot {paren(c)} = {disc}"
        + (f" {sign} 0$" if disc else "$")
        + f", so there {'is' if count == 1 else 'are'} {('no real solutions', 'one real solution', 'two real solutions')[count]}."
    )
    prompt = rng.choice(_ROOTS).format(equation=f"{poly(left)} = {poly(right)}")
    return worked(rng, prompt, steps, str(count))


_VIETA = posed(
    "equation",
    "${equation}$",
    (
        "Its roots are ${r}$ and ${s}$. Find ${asked}$.",
        "Call its roots ${r}$ and ${s}$. What is ${asked}$?",
    ),
    bare=(
        "Let ${r}$ and ${s}$ be the roots of ${equation}$. Find ${asked}$.",
        "The equation ${equation}$ has the roots ${r}$ and ${s}$. What is ${asked}$?",
        "If ${r}$ and ${s}$ are the solutions of ${equation}$, compute ${asked}$.",
        "Without solving ${equation}$ for its roots ${r}$ and ${s}$, determine ${asked}$.",
    ),
)


@problems("math.vieta", version=2)
def vieta(rng: random.Random, difficulty: int) -> Draft:
    """Find symmetric expressions in the roots of a quadratic equation.

    Difficulty 1: sum. 2: product and sum. 3: sum of squares. 4: sum of reciprocals. 5: sum of cubes.
    """
    r, s = rng.choice([("r", "s"), ("p", "q"), ("u", "v")])
    size = 6 + 4 * difficulty
    a = 1 if difficulty <= 2 else rng.randint(1, 6)
    b, c = nonzero(rng, -size, size), nonzero(rng, -size, size)
    total, product = Fraction(-b, a), Fraction(c, a)
    steps = [
        f"By Vieta the sum of the roots is $-\\frac{{{b}}}{{{a}}} = {num(total)}$."
        if a > 1
        else f"By Vieta the sum of the roots is $-{paren(b)} = {num(total)}$."
    ]
    below = (
        f"The product is $\\frac{{{c}}}{{{a}}} = {num(product)}$."
        if a > 1
        else f"The product is ${c} \\div 1 = {c}$."
    )
    if difficulty == 1:
        k = rng.randint(2, 30)
        value, asked = k * total, f"{k}({r} + {s})"
        steps.append(f"Multiply: ${k} \\cdot {paren(total)} = {num(value)}$.")
    elif difficulty == 2:
        value, asked = total + product, f"{r} + {s} + {r}{s}"
        steps += [below, f"Add: ${num(total)} + {paren(product)} = {num(value)}$."]
    elif difficulty == 3:
        value, asked = total**2 - 2 * product, f"{r}^2 + {s}^2"
        steps += [
            below,
            f"Since ${asked} = ({r} + {s})^2 - 2{r}{s}$, it is ${_square(total)} - 2 \\cdot {paren(product)} = {num(value)}$.",
        ]
    elif difficulty == 4:
        value, asked = total / product, f"\\frac{{1}}{{{r}}} + \\frac{{1}}{{{s}}}"
        steps += [
            below,
            f"Since ${asked} = \\frac{{{r} + {s}}}{{{r}{s}}}$, it is ${num(total)} \\div {paren(product)} = {num(value)}$.",
        ]
    else:
        value, asked = total**3 - 3 * product * total, f"{r}^3 + {s}^3"
        steps += [
            below,
            f"Since ${asked} = ({r} + {s})^3 - 3{r}{s}({r} + {s})$, it is "
            f"${_square(total, 3)} - 3 \\cdot {paren(product)} \\cdot {paren(total)} = {num(value)}$.",
        ]
    prompt = rng.choice(_VIETA).format(r=r, s=s, equation=f"{poly([a, b, c])} = 0", asked=asked)
    return worked(rng, prompt, steps, num(value))


def _square(value: Fraction, power: int = 2) -> str:
    return (
        f"\\left({num(value)}\\right)^{power}"
        if value < 0 or value.denominator > 1
        else f"{num(value)}^{power}"
    )
