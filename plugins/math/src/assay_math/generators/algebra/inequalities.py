"""Inequalities with interval answers."""

from __future__ import annotations

import random
from fractions import Fraction
from math import floor

from assay import Draft
from assay_math.generators._asking import posed
from assay_math.generators._levels import problems
from assay_math.generators._write import nonzero, num, paren, poly, signed, worked

_SOLVE = posed(
    "inequality",
    "${e}$",
    (
        "Solve {it} and give the answer in interval notation.",
        "Find the solution set of {it} as an interval or a union of intervals.",
        "In interval notation, which real ${x}$ satisfy {it}?",
        "Using interval notation, write down all real ${x}$ that satisfy {it}.",
    ),
    bare=("In interval notation, for which real ${x}$ is ${e}$?",),
)
_SIGNS = ("<", "\\le", ">", "\\ge")
_FLIPPED = {"<": ">", "\\le": "\\ge", ">": "<", "\\ge": "\\le"}


def _ray(sign: str, edge: Fraction) -> str:
    """The interval of ``x sign edge``."""
    if sign in ("<", "\\le"):
        return f"(-\\infty, {num(edge)}{']' if sign == chr(92) + 'le' else ')'}"
    return f"{'[' if sign == chr(92) + 'ge' else '('}{num(edge)}, \\infty)"


@problems("math.linear_inequality", version=2, levels=(1, 2, 3, 4, 4))
def linear_inequality(rng: random.Random, difficulty: int) -> Draft:
    """Solve a linear inequality.

    Step 1: ``x + b``. 2: ``ax + b``, a positive. 3: a negative. 4: unknown on both sides. 5: brackets.
    """
    x = rng.choice("xyztn")
    size = 6 + 4 * difficulty
    sign = rng.choice(_SIGNS)
    a = 1 if difficulty == 1 else rng.randint(2, 9) if difficulty == 2 else nonzero(rng, -9, 9)
    c = nonzero(rng, -9, 9) if difficulty >= 4 else 0
    while a == c or (difficulty == 3 and a > 0):
        a = nonzero(rng, -9, 9)
    b, d = nonzero(rng, -size, size), nonzero(rng, -4 * size, 4 * size)
    left, right = poly([a, b], x), poly([c, d], x)
    steps = []
    if difficulty == 5:
        k = nonzero(rng, -9, 9)
        while abs(a) == 1 or a == c:
            a = nonzero(rng, -9, 9)
        b = a * k
        left = f"{a}({poly([1, k], x)})"
        steps.append(f"Expand: ${left} = {poly([a, b], x)}$, so ${poly([a, b], x)} {sign} {right}$.")
    lead, value = a - c, d - b
    edge = Fraction(value, lead)
    final = sign if lead > 0 else _FLIPPED[sign]
    steps.append(
        f"Collect the terms: ${poly([lead, 0], x)} {sign} {d} - {paren(b)}$, that is ${poly([lead, 0], x)} {sign} {value}$."
    )
    if lead != 1:
        turn = "" if lead > 0 else ", which is negative and turns the sign"
        steps.append(f"Divide by ${lead}${turn}: ${x} {final} {num(edge)}$.")
    answer = _ray(final, edge)
    return worked(rng, rng.choice(_SOLVE).format(e=f"{left} {sign} {right}", x=x), steps, answer)


@problems("math.compound_inequality", version=2, levels=(1, 2, 3, 3, 3))
def compound_inequality(rng: random.Random, difficulty: int) -> Draft:
    """Solve a double inequality.

    Step 1: ``p < x + b < q``. 2: a positive factor. 3: a negative one. 4 to 5: fractions as ends, larger numbers.
    """
    x = rng.choice("xyztn")
    a = 1 if difficulty == 1 else rng.randint(2, 9) if difficulty == 2 else -rng.randint(2, 9)
    if difficulty >= 4 and rng.random() < 0.5:
        a = -a
    b = nonzero(rng, -10 * difficulty, 10 * difficulty)
    low = rng.randint(-10 - 5 * difficulty, 10)
    high = low + rng.randint(3, 20 + 10 * difficulty)
    if difficulty <= 3:
        low, high = low * abs(a), high * abs(a)
    left, right = rng.choice(("<", "\\le")), rng.choice(("<", "\\le"))
    p, q = low + b, high + b
    e = f"{p} {left} {poly([a, b], x)} {right} {q}"
    steps = [
        f"{'Subtract' if b > 0 else 'Add'} {abs(b)} everywhere: ${low} {left} {poly([a, 0], x)} {right} {high}$."
    ]
    ends = (Fraction(low, a), Fraction(high, a))
    if a < 0:
        ends, left, right = (ends[1], ends[0]), right, left
    if a != 1:
        turn = "" if a > 0 else ", which turns the signs"
        steps.append(f"Divide by ${a}${turn}: ${num(ends[0])} {left} {x} {right} {num(ends[1])}$.")
    answer = f"{'[' if 'le' in left else '('}{num(ends[0])}, {num(ends[1])}{']' if 'le' in right else ')'}"
    return worked(rng, rng.choice(_SOLVE).format(e=e, x=x), steps, answer)


@problems("math.quadratic_inequality", version=2, levels=(3, 3, 3, 4, 5))
def quadratic_inequality(rng: random.Random, difficulty: int) -> Draft:
    """Solve a quadratic inequality with rational zeros.

    Step 1: positive zeros. 2: any whole zeros. 3: a negative leading coefficient. 4: rational zeros. 5: terms on both
    sides.
    """
    x = rng.choice("xyztn")
    size = 6 + 3 * difficulty
    sign = rng.choice(_SIGNS)
    a = c = 1
    while True:
        if difficulty >= 4:
            a, c = rng.randint(1, 4), rng.randint(1, 3)
        low = 1 if difficulty == 1 else -size
        r, s = Fraction(nonzero(rng, low, size), a), Fraction(nonzero(rng, low, size), c)
        if r != s and r.denominator == a and s.denominator == c:
            break
    r, s = min(r, s), max(r, s)
    lead = -1 if difficulty == 3 or (difficulty == 5 and rng.random() < 0.5) else 1
    p, q = [r.denominator, -r.numerator], [s.denominator, -s.numerator]
    whole = [lead * p[0] * q[0], lead * (p[0] * q[1] + p[1] * q[0]), lead * p[1] * q[1]]
    other = [0, nonzero(rng, -9, 9), nonzero(rng, -20, 20)] if difficulty == 5 else [0, 0, 0]
    left = [u + v for u, v in zip(whole, other, strict=True)]
    steps = []
    if difficulty == 5:
        steps.append(f"Bring everything to one side: ${poly(whole, x)} {sign} 0$.")
    minus = "-" if lead < 0 else ""
    factored = f"{minus}({poly(p, x)})({poly(q, x)})"
    inside = (sign in ("<", "\\le")) == (lead > 0)
    closed = "e" in sign
    if inside:
        answer = f"{'[' if closed else '('}{num(r)}, {num(s)}{']' if closed else ')'}"
    else:
        answer = (
            f"(-\\infty, {num(r)}{']' if closed else ')'} \\cup {'[' if closed else '('}{num(s)}, \\infty)"
        )
    steps += [
        f"Factor: ${poly(whole, x)} = {factored}$.",
        f"The parabola opens {'down' if lead < 0 else 'up'}, so ${poly(whole, x)} {sign} 0$ holds {'between' if inside else 'outside'} "
        f"the zeros ${num(r)}$ and ${num(s)}$: ${x} \\in {answer}$.",
    ]
    return worked(
        rng, rng.choice(_SOLVE).format(e=f"{poly(left, x)} {sign} {poly(other, x)}", x=x), steps, answer
    )


@problems("math.rational_inequality", version=3, first=3, levels=(3, 4, 5))
def rational_inequality(rng: random.Random, difficulty: int) -> Draft:
    """Solve ``(ax + b)/(cx + d)`` against 0, or at difficulty 5 against another number."""
    x = rng.choice("xyztn")
    size = 5 + 4 * difficulty
    sign = rng.choice(_SIGNS)
    lead = 1 if difficulty == 3 else 4
    k = nonzero(rng, -5, 5) if difficulty == 5 else 0
    while True:
        a, c = rng.choice([-1, 1]) * rng.randint(1, lead), rng.randint(1, lead)
        b, d = nonzero(rng, -size, size), nonzero(rng, -size, size)
        top = [a - k * c, b - k * d]
        if top[0] and Fraction(-top[1], top[0]) != Fraction(-d, c):
            break
    zero, pole = Fraction(-top[1], top[0]), Fraction(-d, c)
    closed = "e" in sign
    wants_positive = ">" in sign or "ge" in sign
    # Outside both, the quotient has the sign of top[0] (c is positive).
    outside = (top[0] > 0) == wants_positive
    low, high = min(zero, pole), max(zero, pole)

    def end(value: Fraction, bracket: str) -> str:
        return bracket if closed and value == zero else {"[": "(", "]": ")"}[bracket]

    if outside:
        answer = f"(-\\infty, {num(low)}{end(low, ']')} \\cup {end(high, '[')}{num(high)}, \\infty)"
    else:
        answer = f"{end(low, '[')}{num(low)}, {num(high)}{end(high, ']')}"
    e = f"\\frac{{{poly([a, b], x)}}}{{{poly([c, d], x)}}} {sign} {k}"
    steps = []
    quotient = f"\\frac{{{poly(top, x)}}}{{{poly([c, d], x)}}}"
    if k:
        steps.append(
            f"Bring {k} to the left: $\\frac{{{poly([a, b], x)}}}{{{poly([c, d], x)}}} - {paren(k)} = {quotient}$."
        )
    steps += [
        f"The numerator is zero at ${num(zero)}$: ${top[0]} \\cdot {paren(zero)} {signed(top[1])} = 0$.",
        f"The denominator is zero at ${num(pole)}$: ${c} \\cdot {paren(pole)} {signed(d)} = 0$.",
    ]
    for value in _tried(low, high):
        above, below = top[0] * value + top[1], c * value + d
        whole = above / below
        steps.append(
            f"At ${x} = {num(value)}$ the quotient is $\\frac{{{num(above)}}}{{{num(below)}}} {'>' if whole > 0 else '<'} 0$."
        )
    steps.append(
        f"A quotient keeps its sign between these points, so ${quotient} {sign} 0$ for ${x} \\in {answer}$."
    )
    return worked(rng, rng.choice(_SOLVE).format(e=e, x=x), steps, answer)


def _tried(low: Fraction, high: Fraction) -> tuple[Fraction, Fraction, Fraction]:
    """Plain numbers below, between and above two numbers: whole ones where there are any."""
    between = Fraction(floor(low) + 1)
    if between >= high:
        between = (low + high) / 2
    return Fraction(floor(low) if floor(low) < low else floor(low) - 1), between, Fraction(floor(high) + 1)
