"""Absolute values: equations and inequalities."""

from __future__ import annotations

import random
from fractions import Fraction

from assay import Draft
from assay_math.generators._asking import posed
from assay_math.generators._levels import problems
from assay_math.generators._write import nonzero, num, paren, poly, signed, worked

_SOLVE = posed(
    "equation",
    "${e}$",
    (
        "Solve {it}.",
        "Find all real solutions of {it}.",
        "Which real numbers ${x}$ satisfy {it}?",
        "Determine all real numbers that satisfy {it}.",
    ),
    bare=("Determine all values of ${x}$ with ${e}$.",),
)


@problems("math.absolute_value_equation", version=2, levels=(1, 2, 3, 4, 4))
def absolute_value_equation(rng: random.Random, difficulty: int) -> Draft:
    """Solve an equation with an absolute value.

    Step 1: ``|x + b| = c``. 2: ``|ax + b| = c``. 3: a factor and a summand outside. 4: fractional solutions.
    5: ``|ax + b| = |cx + d|``.
    """
    x = rng.choice("xyzt")
    size = 6 + 4 * difficulty
    if difficulty == 5:
        while True:
            a, c = nonzero(rng, -7, 7), nonzero(rng, -7, 7)
            b, d = nonzero(rng, -size, size), nonzero(rng, -size, size)
            if abs(a) != abs(c) and Fraction(d - b, a - c) != Fraction(-d - b, a + c):
                break
        first, second = sorted((Fraction(d - b, a - c), Fraction(-d - b, a + c)))
        left, right = poly([a, b], x), poly([c, d], x)
        e = f"\\left|{left}\\right| = \\left|{right}\\right|"
        answer = f"{x} = {num(first)} \\text{{ or }} {x} = {num(second)}"
        steps = [
            f"At ${num(first)}$ the left side is $\\left|{a} \\cdot {paren(first)} {signed(b)}\\right| = {num(abs(a * first + b))}$ and "
            f"the right side $\\left|{c} \\cdot {paren(first)} {signed(d)}\\right| = {num(abs(c * first + d))}$.",
            f"At ${num(second)}$ they are $\\left|{a} \\cdot {paren(second)} {signed(b)}\\right| = {num(abs(a * second + b))}$ and "
            f"$\\left|{c} \\cdot {paren(second)} {signed(d)}\\right| = {num(abs(c * second + d))}$.",
        ]
        steps.insert(
            0,
            f"Either both insides are equal, which gives $({d} - {paren(b)}) \\div ({a} - {paren(c)}) = {num(Fraction(d - b, a - c))}$, or they "
            f"are opposite, which gives $(-{paren(d)} - {paren(b)}) \\div ({a} + {paren(c)}) = {num(Fraction(-d - b, a + c))}$.",
        )
        return worked(rng, rng.choice(_SOLVE).format(e=e, x=x), steps, answer)
    a = 1 if difficulty == 1 else rng.randint(2, 9)
    b = nonzero(rng, -size, size)
    c = rng.randint(1, 5 + 6 * difficulty)
    if difficulty in (2, 3):
        b, c = b * a, c * a
    k, s = (rng.randint(2, 7), nonzero(rng, -20, 20)) if difficulty >= 3 else (1, 0)
    inner = poly([a, b], x)
    bars = f"\\left|{inner}\\right|"
    left = (str(k) if k > 1 else "") + bars + ("" if not s else f" {signed(s)}")
    e = f"{left} = {k * c + s}"
    steps = []
    if s:
        steps.append(f"{'Subtract' if s > 0 else 'Add'} {abs(s)}: ${k}{bars} = {k * c}$.")
    if k > 1:
        steps.append(f"Divide by {k}: ${bars} = {c}$.")
    first, second = Fraction(-c - b, a), Fraction(c - b, a)
    answer = f"{x} = {num(first)} \\text{{ or }} {x} = {num(second)}"
    steps += [
        f"The inside is {c} or {-c}. From {-c}: $({-c} - {paren(b)}) \\div {a} = {num(first)}$; from {c}: $({c} - {paren(b)}) \\div {a} = {num(second)}$.",
        f"Hence ${answer}$.",
    ]
    return worked(rng, rng.choice(_SOLVE).format(e=e, x=x), steps, answer)


_INEQUALITY = posed(
    "inequality",
    "${e}$",
    (
        "Solve {it} and give the answer in interval notation.",
        "Find the solution set of {it} as an interval or a union of intervals.",
        "In interval notation, which real ${x}$ satisfy {it}?",
        "Using interval notation, write down all real ${x}$ that satisfy {it}.",
    ),
    bare=(
        "In interval notation, for which real ${x}$ does ${e}$ hold?",
        "Determine all real ${x}$ with ${e}$, written as intervals.",
    ),
)


@problems("math.absolute_value_inequality", version=2, levels=(1, 2, 3, 4, 4))
def absolute_value_inequality(rng: random.Random, difficulty: int) -> Draft:
    """Solve an inequality with an absolute value.

    Step 1: ``|x + b| < c``. 2: also greater. 3: ``|ax + b|``. 4: a factor outside. 5: a factor and a summand outside.
    """
    x = rng.choice("xyzt")
    size = 8 + 5 * difficulty
    a = 1 if difficulty <= 2 else rng.randint(2, 9)
    b, c = nonzero(rng, -size, size), rng.randint(1, 6 + 6 * difficulty)
    sign = rng.choice(("<", "\\le") if difficulty == 1 else ("<", "\\le", ">", "\\ge"))
    k, s = rng.randint(2, 7) if difficulty >= 4 else 1, nonzero(rng, -20, 20) if difficulty == 5 else 0
    bars = f"\\left|{poly([a, b], x)}\\right|"
    left = (str(k) if k > 1 else "") + bars + ("" if not s else f" {signed(s)}")
    e = f"{left} {sign} {k * c + s}"
    steps = []
    if s:
        steps.append(f"{'Subtract' if s > 0 else 'Add'} {abs(s)}: ${k}{bars} {sign} {k * c}$.")
    if k > 1:
        steps.append(f"Divide by {k}: ${bars} {sign} {c}$.")
    low, high = Fraction(-c - b, a), Fraction(c - b, a)
    closed = "e" in sign
    if sign in ("<", "\\le"):
        answer = f"{'[' if closed else '('}{num(low)}, {num(high)}{']' if closed else ')'}"
        steps.append(f"The inside lies between {-c} and {c}: ${-c} {sign} {poly([a, b], x)} {sign} {c}$.")
        steps.append(f"Solve for ${x}$: ${num(low)} {sign} {x} {sign} {num(high)}$.")
    else:
        less = "\\le" if closed else "<"
        answer = f"(-\\infty, {num(low)}{']' if closed else ')'} \\cup {'[' if closed else '('}{num(high)}, \\infty)"
        steps.append(
            f"The ends are $({-c} - {paren(b)}) \\div {a} = {num(low)}$ and $({c} - {paren(b)}) \\div {a} = {num(high)}$: "
            f"${x} {less} {num(low)}$ or ${x} {sign} {num(high)}$."
        )
    return worked(rng, rng.choice(_INEQUALITY).format(e=e, x=x), steps, answer)
