"""Complex numbers."""

from __future__ import annotations

import random
from fractions import Fraction
from math import isqrt

from assay import Draft
from assay_math.generators._asking import posed
from assay_math.generators._levels import problems
from assay_math.generators._write import nonzero, num, paren, worked

Gaussian = tuple[Fraction, Fraction]

_COMPUTE = posed(
    "expression",
    "${expression}$",
    (
        "Compute {it} and give the result in the form $a + bi$.",
        "Simplify {it} to the form $a + bi$.",
        "Write {it} as $a + bi$ with real $a$ and $b$.",
        "What is {it} in the form $a + bi$?",
    ),
)


def complex_number(re: Fraction | int, im: Fraction | int) -> str:
    """``3 - 4i``, ``-i``, ``5``."""
    re, im = Fraction(re), Fraction(im)
    if not im:
        return num(re)
    size = "" if abs(im) == 1 else num(abs(im))
    if not re:
        return f"{'-' if im < 0 else ''}{size}i"
    return f"{num(re)} {'-' if im < 0 else '+'} {size}i"


def _times(a: Gaussian, b: Gaussian) -> Gaussian:
    return a[0] * b[0] - a[1] * b[1], a[0] * b[1] + a[1] * b[0]


def _draw(rng: random.Random, size: int) -> Gaussian:
    return Fraction(nonzero(rng, -size, size)), Fraction(nonzero(rng, -size, size))


@problems("math.complex_arithmetic", version=2, levels=(2, 3, 3, 4, 5))
def complex_arithmetic(rng: random.Random, difficulty: int) -> Draft:
    """Add, multiply and divide complex numbers.

    Step 1: a sum or difference. 2: a product. 3: a product and a sum. 4: a quotient. 5: a product over a number.
    """
    size = 6 + 3 * difficulty
    a, b, c = (_draw(rng, size) for _ in range(3))
    za, zb, zc = (complex_number(*z) for z in (a, b, c))
    if difficulty == 1:
        sign = rng.choice([1, -1])
        answer = complex_number(a[0] + sign * b[0], a[1] + sign * b[1])
        op = "+" if sign > 0 else "-"
        expression = f"({za}) {op} ({zb})"
        steps = [
            f"Real parts: ${num(a[0])} {op} {paren(b[0])} = {num(a[0] + sign * b[0])}$.",
            f"Imaginary parts: ${num(a[1])} {op} {paren(b[1])} = {num(a[1] + sign * b[1])}$.",
            f"Together: ${expression} = {answer}$.",
        ]
        return worked(rng, rng.choice(_COMPUTE).format(expression=expression), steps, answer)
    if difficulty == 4:
        return _quotient(rng, f"\\frac{{{za}}}{{{zb}}}", a, b, [])
    product = _times(a, b)
    raw = (
        f"{num(a[0])} \\cdot {paren(b[0])} + {paren(a[0])} \\cdot {_i(b[1])} + {_i(a[1])} \\cdot {paren(b[0])} "
        f"+ {_i(a[1])} \\cdot {_i(b[1])}"
    )
    shown = f"({za})({zb})"
    steps = [f"Expand, with $-1$ for the square of $i$: ${shown} = {raw} = {complex_number(*product)}$."]
    if difficulty == 2:
        return worked(rng, rng.choice(_COMPUTE).format(expression=shown), steps, complex_number(*product))
    if difficulty == 3:
        total = complex_number(product[0] + c[0], product[1] + c[1])
        expression = f"{shown} + ({zc})"
        steps.append(f"Add: $({complex_number(*product)}) + ({zc}) = {total}$.")
        return worked(rng, rng.choice(_COMPUTE).format(expression=expression), steps, total)
    return _quotient(rng, f"\\frac{{{shown}}}{{{zc}}}", product, c, steps)


def _i(value: Fraction) -> str:
    text = complex_number(0, value)
    return f"({text})" if value < 0 else text


def _quotient(
    rng: random.Random, expression: str, top: Gaussian, bottom: Gaussian, steps: list[str]
) -> Draft:
    conjugate = (bottom[0], -bottom[1])
    norm = bottom[0] ** 2 + bottom[1] ** 2
    above = _times(top, conjugate)
    result = complex_number(above[0] / norm, above[1] / norm)
    zt, zb, zc = complex_number(*top), complex_number(*bottom), complex_number(*conjugate)
    steps = [
        *steps,
        f"Multiply above and below by the conjugate; below: $({zb})({zc}) = {paren(bottom[0])}^2 + {paren(bottom[1])}^2 = {num(norm)}$.",
        f"Above: $({zt})({zc}) = {complex_number(*above)}$.",
        f"Divide: $\\frac{{{complex_number(*above)}}}{{{num(norm)}}} = {result}$.",
    ]
    return worked(rng, rng.choice(_COMPUTE).format(expression=expression), steps, result)


_POWER = posed(
    "expression",
    "${expression}$",
    (
        "Simplify {it}.",
        "Evaluate {it} and write the result as $a + bi$.",
        "What is the value of {it}?",
        "Calculate {it}.",
    ),
    bare=("What is ${expression}$?",),
)


@problems("math.complex_power", version=2, levels=(3, 3, 3, 4, 5))
def complex_power(rng: random.Random, difficulty: int) -> Draft:
    """Raise to a power.

    Step 1: a multiple of a power of i. 2: a sum of powers of i. 3: a square. 4: a cube. 5: a fourth power.
    """
    if difficulty <= 2:
        powers = [(nonzero(rng, -30, 30), rng.randint(5, 200)) for _ in range(difficulty)]
        values = [_times((Fraction(f), Fraction(0)), _unit(e)) for f, e in powers]
        steps = [
            f"$i^{{{e}}} = i^{{4 \\cdot {e // 4} + {e % 4}}} = {complex_number(*_unit(e))}$, because $i^4 = 1$."
            for _, e in powers
        ]
        shown = ""
        for f, e in powers:
            size = "" if abs(f) == 1 else str(abs(f))
            shown += (" - " if f < 0 else " + ") + f"{size}i^{{{e}}}"
        shown = shown[3:] if shown.startswith(" + ") else "-" + shown[3:]
        total = (sum((v[0] for v in values), Fraction(0)), sum((v[1] for v in values), Fraction(0)))
        answer = complex_number(*total)
        parts = " + ".join(
            f"{paren(f) if k else f} \\cdot ({complex_number(*_unit(e))})" for k, (f, e) in enumerate(powers)
        )
        steps.append(f"Hence ${shown} = {parts} = {answer}$.")
        return worked(rng, rng.choice(_POWER).format(expression=shown), steps, answer)
    z = _draw(rng, {3: 30, 4: 14, 5: 9}[difficulty])
    n = difficulty - 1
    steps, value = [], z
    text = complex_number(*z)
    for k in range(2, n + 1):
        old = complex_number(*value)
        value = _times(value, z)
        left = f"({text})^2" if k == 2 else f"({old})({text})"
        steps.append(
            f"$({text})^{k} = {left} = {complex_number(*value)}$."
            if k > 2
            else f"${left} = {complex_number(*value)}$."
        )
    answer = complex_number(*value)
    return worked(rng, rng.choice(_POWER).format(expression=f"({text})^{n}"), steps, answer)


def _unit(exponent: int) -> Gaussian:
    re, im = ((1, 0), (0, 1), (-1, 0), (0, -1))[exponent % 4]
    return Fraction(re), Fraction(im)


_MODULUS = posed(
    "complex number",
    "${z}$",
    (
        "Find the modulus of {it}.",
        "What is the modulus of {it}?",
        "Calculate the absolute value of {it}.",
        "How far is {it} from the origin of the complex plane?",
    ),
    bare=("What is $\\left|{z}\\right|$?",),
)


@problems("math.complex_modulus", version=2, levels=(3, 3, 3, 4, 5))
def complex_modulus(rng: random.Random, difficulty: int) -> Draft:
    """Find a modulus.

    Step 1: Pythagorean numbers. 2: any. 3: of a product. 4: of a quotient. 5: of a product over a number.
    """
    if difficulty == 1:
        p, q, k = rng.randint(2, 7), rng.randint(1, 6), rng.randint(1, 5)
        while p == q:
            q = rng.randint(1, 6)
        z = (Fraction(k * (p * p - q * q)), Fraction(2 * k * p * q * rng.choice([-1, 1])))
        if rng.random() < 0.5:
            z = (z[1], z[0])
        parts = [z]
    else:
        parts = [_draw(rng, 16) for _ in range((1, 2, 2, 3)[difficulty - 2])]
    squares = [int(a * a + b * b) for a, b in parts]
    texts = [complex_number(*z) for z in parts]
    steps = [
        f"$\\left|{text}\\right|^2 = {paren(a)}^2 + {paren(b)}^2 = {square}$."
        for text, (a, b), square in zip(texts, parts, squares, strict=True)
    ]
    if len(parts) == 1:
        value, shown = Fraction(squares[0]), texts[0]
        under = str(squares[0])
    elif difficulty == 3:
        value, shown = Fraction(squares[0] * squares[1]), f"({texts[0]})({texts[1]})"
        under = f"{squares[0]} \\cdot {squares[1]}"
    else:
        top = squares[0] if difficulty == 4 else squares[0] * squares[2]
        above = texts[0] if difficulty == 4 else f"({texts[0]})({texts[2]})"
        value, shown = Fraction(top, squares[1]), f"\\frac{{{above}}}{{{texts[1]}}}"
        under = f"\\frac{{{top}}}{{{squares[1]}}}"
    answer = _root(value)
    steps.append(f"Take the root: $\\sqrt{{{under}}} = {answer}$.")
    return worked(rng, rng.choice(_MODULUS).format(z=shown), steps, answer)


def _root(value: Fraction) -> str:
    r"""``\sqrt{value}`` simplified, with a rational denominator."""
    inside, outside = value.numerator * value.denominator, Fraction(1, value.denominator)
    for k in range(isqrt(inside), 1, -1):
        if inside % (k * k) == 0:
            inside, outside = inside // (k * k), outside * k
            break
    if inside == 1:
        return num(outside)
    root = f"\\sqrt{{{inside}}}"
    top = root if outside.numerator == 1 else f"{outside.numerator}{root}"
    return top if outside.denominator == 1 else f"\\frac{{{top}}}{{{outside.denominator}}}"
