"""Logarithms: values, laws, equations."""

from __future__ import annotations

import random
from fractions import Fraction
from math import isqrt

from assay import Draft
from assay_math.generators._asking import posed
from assay_math.generators._levels import problems
from assay_math.generators._write import nonzero, num, paren, poly, worked

_EVALUATE = posed(
    "expression",
    "${expression}$",
    (
        "Evaluate {it}.",
        "Find the exact value of {it}.",
        "What is the value of {it}?",
        "Calculate {it}.",
    ),
    bare=("What is ${expression}$?",),
)


@problems("math.log_value", version=2)
def log_value(rng: random.Random, difficulty: int) -> Draft:
    """Evaluate combinations of logarithms.

    Difficulty 1: one logarithm. 2: two with factors. 3: with reciprocals. 4: with roots. 5: fractional bases too.
    """
    terms, steps, total = [], [], Fraction(0)
    for i in range(1 if difficulty == 1 else 2):
        base = rng.choice([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
        exponent = Fraction(rng.randint(2 if difficulty <= 2 else 1, 5 if base < 6 else 3))
        if difficulty >= 3 and rng.random() < 0.6:
            exponent = -exponent
        root = 1
        if difficulty >= 4:
            root = rng.choice([2, 3, 5])
            exponent /= root
        value = Fraction(base) ** abs(int(exponent * root))
        inside = (
            num(value) if root == 1 else f"\\sqrt{{{value}}}" if root == 2 else f"\\sqrt[{root}]{{{value}}}"
        )
        if exponent < 0:
            inside = f"\\frac{{1}}{{{inside}}}"
        shown = num(base)
        if difficulty == 5 and rng.random() < 0.5:
            shown, exponent = f"1/{base}", -exponent
        factor = nonzero(rng, -12, 12) if difficulty >= 2 else 1
        sub = shown if len(shown) == 1 else f"{{{shown}}}"
        log = f"\\log_{sub} {inside}"
        steps.append(f"${log} = {num(exponent)}$.")
        size = "" if abs(factor) == 1 else str(abs(factor))
        terms.append((factor, f"{size}{log}"))
        total += factor * exponent
        if i == 0:
            first = (factor, exponent)
        else:
            second = (factor, exponent)
    expression = ("-" if terms[0][0] < 0 else "") + terms[0][1]
    if len(terms) == 2:
        expression += (" - " if terms[1][0] < 0 else " + ") + terms[1][1]
        steps.append(
            f"Together: ${first[0]} \\cdot {paren(first[1])} + {paren(second[0])} \\cdot {paren(second[1])} = {num(total)}$."
        )
    return worked(rng, rng.choice(_EVALUATE).format(expression=expression), steps, num(total))


_COMBINE = posed(
    "expression",
    "${expression}$",
    (
        "Write {it} as a single logarithm.",
        "Combine {it} into one logarithm.",
        "Express {it} as one logarithm with coefficient 1.",
        "Condense {it} to a single logarithm.",
    ),
)


@problems("math.log_laws", version=2, levels=(2, 2, 3, 4, 5))
def log_laws(rng: random.Random, difficulty: int) -> Draft:
    """Combine natural logarithms of numbers into one.

    Step 1: a sum of two. 2: a difference. 3: with factors. 4: three terms. 5: three terms and halves.
    """
    count = 2 if difficulty <= 3 else 3
    numbers = rng.sample(
        [2, 3, 5, 6, 7, 10, 11, 13, 14, 15, 17, 19, 21, 22, 23, 26, 29, 30, 31, 33, 35, 37], count
    )
    factors: list[Fraction] = []
    for i in range(count):
        size = rng.randint(1, 3) if difficulty >= 3 else 1
        sign = 1 if i == 0 or difficulty == 1 else -1 if difficulty == 2 else rng.choice([-1, 1])
        factors.append(Fraction(sign * size))
    if difficulty == 5:
        factors[0] = Fraction(1, 2)
        numbers[0] = rng.choice([4, 9, 16, 25, 36, 49, 64, 81, 121, 144, 169, 196])
    shown, inside = "", Fraction(1)
    steps: list[str] = []
    above: list[str] = []
    below: list[str] = []
    for number, factor in zip(numbers, factors, strict=True):
        weight = abs(factor)
        value = isqrt(number) if weight == Fraction(1, 2) else number ** int(weight)
        written = f"{'' if weight == 1 else num(weight)}\\ln {number}"
        shown += (" - " if factor < 0 else " + ") + written
        (below if factor < 0 else above).append(str(value))
        inside *= Fraction(1, value) if factor < 0 else Fraction(value)
        if weight != 1:
            steps.append(
                f"The factor goes into the exponent: ${written} = \\ln {number}^{{{num(weight)}}} = \\ln {value}$."
            )
    shown = shown.removeprefix(" + ")
    product = _product(above)
    if below:
        product = f"\\frac{{{product}}}{{{_product(below)}}}"
    answer = f"\\ln {num(inside)}" if inside.denominator == 1 else f"\\ln\\left({num(inside)}\\right)"
    joined = f"\\ln\\left({product}\\right)"
    tail = "" if joined == answer else f" = {answer}"
    steps.append(f"Sums become products and differences quotients: ${shown} = {joined}{tail}$.")
    return worked(rng, rng.choice(_COMBINE).format(expression=shown), steps, answer)


def _product(factors: list[str]) -> str:
    return " \\cdot ".join(factors)


_SOLVE = posed(
    "equation",
    "${equation}$",
    (
        "Solve {it} for ${x}$.",
        "Determine the solution of {it}.",
        "What value of ${x}$ satisfies {it}?",
        "Find the number ${x}$ that satisfies {it}.",
    ),
    bare=("Find ${x}$ if ${equation}$.",),
)


@problems("math.log_equation", version=2, levels=(2, 2, 3, 4, 5))
def log_equation(rng: random.Random, difficulty: int) -> Draft:
    """Solve a logarithmic equation.

    Step 1: ``log_b x = c``. 2: ``log_b (x + p) = c``. 3: ``log_b (ax + p) = c``. 4: with a factor outside.
    5: with a factor and a summand outside.
    """
    x = rng.choice("xyzt")
    base = rng.choice([2, 3, 4, 5, 6, 7, 8, 9, 10])
    exponent = rng.randint(1, 5) if base <= 4 else rng.randint(1, 3)
    value = base**exponent
    a = rng.randint(2, 9) if difficulty >= 3 else 1
    p = nonzero(rng, -40, 40) if difficulty >= 2 else 0
    factor = rng.randint(2, 9) if difficulty >= 4 else 1
    plus = nonzero(rng, -20, 20) if difficulty == 5 else 0
    answer = Fraction(value - p, a)
    inner = poly([a, p], x)
    sub = str(base) if base < 10 else f"{{{base}}}"
    log = f"\\log_{sub} {inner}" if inner == x else f"\\log_{sub}({inner})"
    outside = "" if factor == 1 else str(factor)
    right = factor * exponent + plus
    equation = (
        f"{outside}{log}" + ("" if not plus else f" + {plus}" if plus > 0 else f" - {-plus}") + f" = {right}"
    )
    if difficulty == 1:
        shown = rng.choice([exponent, -exponent])
        answer = Fraction(base) ** shown
        scale = rng.randint(2, 30)
        answer /= scale
        equation = f"\\log_{sub}({scale}{x}) = {shown}"
        steps = [
            f"Write it as a power: ${scale}{x} = {base}^{{{shown}}} = {num(Fraction(base) ** shown)}$.",
            f"Divide by {scale}: ${x} = {num(answer)}$.",
        ]
        return worked(rng, rng.choice(_SOLVE).format(equation=equation, x=x), steps, num(answer))
    steps = []
    if plus:
        sign, back = ("Subtract", right - plus) if plus > 0 else ("Add", right - plus)
        steps.append(
            f"{sign} {abs(plus)}: ${outside}{log} = {right} {'-' if plus > 0 else '+'} {abs(plus)} = {back}$."
        )
    if factor > 1:
        steps.append(f"Divide by {factor}: ${log} = {factor * exponent} \\div {factor} = {exponent}$.")
    steps.append(f"Write it as a power: ${inner} = {base}^{{{exponent}}} = {value}$.")
    move = f"{value} {'-' if p > 0 else '+'} {abs(p)}"
    if a == 1:
        steps.append(f"{'Subtract' if p > 0 else 'Add'} {abs(p)}: ${x} = {move} = {num(answer)}$.")
    else:
        steps.append(
            f"{'Subtract' if p > 0 else 'Add'} {abs(p)}: ${poly([a, 0], x)} = {move} = {value - p}$."
        )
        steps.append(f"Divide by {a}: ${x} = {num(answer)}$.")
    return worked(rng, rng.choice(_SOLVE).format(equation=equation, x=x), steps, num(answer))
