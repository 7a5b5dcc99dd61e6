"""Exponents: laws, rational exponents, scientific notation."""

from __future__ import annotations

import random
from fractions import Fraction

from assay import Draft
from assay_math.generators._asking import posed
from assay_math.generators._levels import again, problems
from assay_math.generators._words import decimal
from assay_math.generators._write import num, paren, worked

_SIMPLIFY = posed(
    "expression",
    "${e}$",
    (
        "Simplify {it}.",
        "Write {it} as a single power.",
        "Express {it} as one power of ${x}$.",
        "Use the laws of exponents to simplify {it}.",
    ),
)


def _power(x: str, k: int) -> str:
    return x if k == 1 else f"{x}^{k}" if 0 <= k <= 9 else f"{x}^{{{k}}}"


@problems("math.exponent_laws", version=2, levels=(1, 2, 3, 4, 4))
def exponent_laws(rng: random.Random, difficulty: int) -> Draft:
    """Combine powers of one letter.

    Step 1: a product. 2: a quotient. 3: a power of a power. 4: a quotient of those. 5: negative exponents too.
    """
    x = rng.choice("xyztabmn")
    low = -15 if difficulty == 5 else 2
    a, b, c = (rng.choice([k for k in range(low, 13 + 4 * difficulty) if k not in (0, 1)]) for _ in range(3))
    d = rng.randint(2, 6)
    if difficulty == 1:
        e, result = f"{_power(x, a)} \\cdot {_power(x, b)} \\cdot {_power(x, c)}", a + b + c
        how = f"{a} + {b} + {c}"
        rule = "Multiplying powers adds the exponents"
    elif difficulty == 2:
        if a <= b:
            a, b = b + rng.randint(2, 9), a
        e, result, how = (
            f"\\frac{{{_power(x, a)} \\cdot {_power(x, c)}}}{{{_power(x, b)}}}",
            a + c - b,
            f"{a} + {c} - {b}",
        )
        rule = "Multiplying adds the exponents, dividing subtracts them"
    elif difficulty == 3:
        e, result, how = f"({_power(x, a)})^{d} \\cdot {_power(x, b)}", a * d + b, f"{a} \\cdot {d} + {b}"
        rule = "A power of a power multiplies the exponents"
    else:
        e = f"\\frac{{({_power(x, a)})^{d} \\cdot {_power(x, b)}}}{{{_power(x, c)}}}"
        result, how = a * d + b - c, f"{a} \\cdot {d} + {paren(b)} - {paren(c)}"
        rule = "A power of a power multiplies the exponents, dividing subtracts them"
    if result in (0, 1):
        return again(exponent_laws)(rng, difficulty)
    steps = [f"{rule}: ${how} = {result}$.", f"So ${e} = {_power(x, result)}$."]
    return worked(rng, rng.choice(_SIMPLIFY).format(e=e, x=x), steps, _power(x, result))


_EVALUATE = posed(
    "expression",
    "${e}$",
    (
        "Evaluate {it}.",
        "Find the exact value of {it}.",
        "What is the value of {it}?",
        "Compute {it}.",
    ),
    bare=("What is ${e}$?",),
)


@problems("math.rational_exponents", version=2, levels=(1, 2, 3, 4, 4))
def rational_exponents(rng: random.Random, difficulty: int) -> Draft:
    """Evaluate powers with fractional exponents.

    Step 1: unit fractions. 2: other fractions. 3: negative ones. 4: fractional bases. 5: a product of two.
    """
    value = Fraction(1)
    parts: list[str] = []
    steps: list[str] = []
    results: list[str] = []
    for _ in range(2 if difficulty in (1, 5) else 1):
        n = rng.choice([2, 3, 4, 5])
        root = Fraction(rng.randint(2, {2: 15, 3: 9, 4: 5, 5: 4}[n]))
        if difficulty >= 4:
            below = rng.randint(2, {2: 12, 3: 7, 4: 5, 5: 4}[n])
            root = Fraction(int(root), below)
            while root.denominator == 1:
                root = Fraction(rng.randint(2, 9 if n < 4 else 5), below)
                below = rng.randint(2, 7 if n < 4 else 5)
        k = 1 if difficulty == 1 else rng.choice([j for j in range(1, 6) if j % n])
        if difficulty >= 3 and rng.random() < 0.7:
            k = -k
        base = root**n
        shown = num(base) if base.denominator == 1 else f"\\left({num(base)}\\right)"
        rooted = num(root) if root.denominator == 1 else f"\\left({num(root)}\\right)"
        exponent = num(Fraction(k, n))
        power = f"{shown}^{{{exponent}}}"
        result = root**k
        steps.append(f"${shown} = {rooted}^{n}$, so ${power} = {rooted}^{{{k}}} = {num(result)}$.")
        parts.append(power)
        results.append(num(result))
        value *= result
    factor = rng.randint(2, 40)
    e = f"{factor} \\cdot " + " \\cdot ".join(parts)
    total = factor * value
    product = " \\cdot ".join([str(factor), *results])
    steps.append(f"Multiply: ${product} = {num(total)}$.")
    return worked(rng, rng.choice(_EVALUATE).format(e=e), steps, num(total))


_SCIENTIFIC = posed(
    "expression",
    "${e}$",
    (
        "Compute {it} and give the result in scientific notation.",
        "Write the value of {it} in scientific notation.",
        "What is the value of {it} in scientific notation?",
        "In scientific notation, what is {it} equal to?",
    ),
)


@problems("math.scientific_notation", version=2, levels=(1, 2, 3, 3, 3))
def scientific_notation(rng: random.Random, difficulty: int) -> Draft:
    """Calculate in scientific notation.

    Step 1: write a large number. 2: write a small one. 3: a product. 4: a quotient. 5: a product over a number.
    """
    if difficulty <= 2:
        digits = rng.randint(12, 9_999)
        while digits % 10 == 0:
            digits = rng.randint(12, 9_999)
        length = len(str(digits))
        if difficulty == 1:
            zeros = rng.randint(2, 9)
            shown, exponent = str(digits * 10**zeros), zeros + length - 1
        else:
            zeros = rng.randint(2, 7)
            shown, exponent = "0." + "0" * zeros + str(digits), -zeros - 1
        mantissa = decimal(Fraction(digits, 10 ** (length - 1)))
        answer = f"{mantissa} \\times 10^{{{exponent}}}"
        steps = [f"Move the decimal point {abs(exponent)} places: ${shown} = {answer}$."]
        return worked(rng, rng.choice(_SCIENTIFIC).format(e=shown), steps, answer)
    a, b = Fraction(rng.randint(11, 99), 10), Fraction(rng.randint(11, 99), 10)
    m, n = rng.randint(-12, 15), rng.randint(-12, 15)
    c, k = Fraction(rng.choice([2, 4, 5, 8])), rng.randint(-9, 12)
    if difficulty == 4:
        b = c
        a = a * b  # a terminating quotient
        while a >= 10:
            a /= 10
    one, two = (f"{decimal(v)} \\times 10^{{{p}}}" for v, p in ((a, m), (b, n)))
    if difficulty == 3:
        e, number, power = f"({one}) \\cdot ({two})", a * b, m + n
        steps = [
            f"Multiply the numbers: ${decimal(a)} \\cdot {decimal(b)} = {decimal(number)}$.",
            f"Add the exponents: ${m} + {paren(n)} = {power}$.",
        ]
    elif difficulty == 4:
        e, number, power = f"\\frac{{{one}}}{{{two}}}", a / b, m - n
        steps = [
            f"Divide the numbers: ${decimal(a)} \\div {decimal(b)} = {decimal(number)}$.",
            f"Subtract the exponents: ${m} - {paren(n)} = {power}$.",
        ]
    else:
        three = f"{decimal(c)} \\times 10^{{{k}}}"
        e, number, power = f"\\frac{{({one}) \\cdot ({two})}}{{{three}}}", a * b / c, m + n - k
        steps = [
            f"The numbers give ${decimal(a)} \\cdot {decimal(b)} \\div {decimal(c)} = {decimal(number)}$.",
            f"The exponents give ${m} + {paren(n)} - {paren(k)} = {power}$.",
        ]
    shift = 0
    while number >= 10:
        number, shift = number / 10, shift + 1
    while number < 1:
        number, shift = number * 10, shift - 1
    if power + shift == 0:  # no number needs that
        return again(scientific_notation)(rng, difficulty)
    answer = f"{decimal(number)} \\times 10^{{{power + shift}}}"
    if shift:
        before = f"{decimal(number * Fraction(10) ** shift)} \\times 10^{{{power}}}"
        steps.append(f"Bring the number between 1 and 10: ${before} = {answer}$.")
    return worked(rng, rng.choice(_SCIENTIFIC).format(e=e), steps, answer)
