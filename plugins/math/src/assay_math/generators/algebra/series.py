"""Sums of series."""

from __future__ import annotations

import random
from fractions import Fraction

from assay import Draft
from assay_math.generators._asking import posed
from assay_math.generators._levels import problems
from assay_math.generators._write import nonzero, num, paren, poly, signed, worked

_SUM = posed(
    "sum",
    "${sum}$",
    (
        "Find the value of {it}.",
        "Evaluate {it}.",
        "What is the value of {it}?",
        "Calculate {it}.",
    ),
    bare=("Find the sum ${sum}$.",),
)


@problems("math.arithmetic_series", version=2)
def arithmetic_series(rng: random.Random, difficulty: int) -> Draft:
    """Add up an arithmetic series.

    Difficulty 1: 1 + 2 + … + n times a number. 2: growing terms, number of terms given by the last. 3: any sign.
    4 to 5: in sigma notation.
    """
    low = 1 if difficulty <= 2 else -20
    step, first = nonzero(rng, low, 6 + 3 * difficulty), nonzero(rng, low, 25)
    if difficulty == 1:
        first = step = rng.randint(1, 20)
    count = rng.randint(8, 20 + 16 * difficulty)
    last = first + (count - 1) * step
    total = count * (first + last) // 2
    steps = []
    if difficulty <= 3:
        terms = [first, first + step, first + 2 * step]
        shown = str(first) + "".join(f" {'+' if t >= 0 else '-'} {abs(t)}" for t in terms[1:])
        shown += f" + \\cdots {'+' if last >= 0 else '-'} {abs(last)}"
        prompt = rng.choice(_SUM).format(sum=shown)
        steps.append(
            f"Neighbours differ by ${terms[1]} - {paren(first)} = {step}$, so there are "
            f"$\\frac{{{last} - {paren(first)}}}{{{step}}} + 1 = {count}$ terms."
        )
    else:
        shift = rng.randint(1, 6)
        term = poly([step, first - step * shift], "k")
        prompt = rng.choice(_SUM).format(sum=f"\\sum_{{k={shift}}}^{{{shift + count - 1}}} ({term})")
        steps += [
            f"There are ${shift + count - 1} - {shift} + 1 = {count}$ terms.",
            f"The first is ${step} \\cdot {shift} {signed(first - step * shift)} = {first}$.",
            f"The last is ${step} \\cdot {shift + count - 1} {signed(first - step * shift)} = {last}$.",
        ]
    steps.append(
        f"Each pair from the two ends adds up to ${first} + {paren(last)} = {first + last}$, so the sum is "
        f"$\\frac{{{count} \\cdot {paren(first + last)}}}{{2}} = {total}$."
    )
    return worked(rng, prompt, steps, str(total))


@problems("math.geometric_series", version=2)
def geometric_series(rng: random.Random, difficulty: int) -> Draft:
    """Add up a geometric series.

    Difficulty 1: ratio 2 or 3. 2: other whole ratios. 3: negative. 4: infinite. 5: infinite, in sigma notation.
    """
    if difficulty <= 3:
        ratio = rng.choice(([2, 3], [2, 3, 4, 5], [-2, -3, -4, 2, 3])[difficulty - 1])
        first = rng.randint(1, 40) if difficulty <= 2 else nonzero(rng, -40, 40)
        count = rng.randint(4, {2: 10, 3: 7, 4: 6, 5: 6}[abs(ratio)])
        last = first * ratio ** (count - 1)
        terms = [first * ratio**i for i in range(3)]
        shown = str(first) + "".join(f" {signed(t)}" for t in terms[1:]) + f" + \\cdots {signed(last)}"
        total = first * (ratio**count - 1) // (ratio - 1)
        base = f"({ratio})" if ratio < 0 else str(ratio)
        steps = [
            f"The ratio is ${terms[1]} \\div {paren(first)} = {ratio}$.",
            f"The last term is ${first} \\cdot {base}^{{{count - 1}}} = {last}$, so there are ${count - 1} + 1 = {count}$ terms.",
            f"The sum is ${first} \\cdot \\frac{{{base}^{{{count}}} - 1}}{{{ratio} - 1}} = {total}$.",
        ]
        return worked(rng, rng.choice(_SUM).format(sum=shown), steps, str(total))
    below = rng.randint(2, 9)
    top = rng.choice([t for t in range(-below + 1, below) if t])
    ratio_ = Fraction(top, below)
    start = Fraction(nonzero(rng, -30, 30)) * (ratio_.denominator if difficulty == 4 else 1)
    if difficulty == 4:
        parts = [start * ratio_**i for i in range(4)]
        shown = (
            num(parts[0])
            + "".join(f" {'+' if t >= 0 else '-'} {num(abs(t))}" for t in parts[1:])
            + " + \\cdots"
        )
        intro = f"The ratio is ${num(parts[1])} \\div {paren(parts[0])} = {num(ratio_)}$"
    else:
        shown = f"\\sum_{{n=1}}^{{\\infty}} {num(start)} \\cdot \\left({num(ratio_)}\\right)^n"
        first_ = start * ratio_
        intro = f"The first term is ${num(start)} \\cdot {paren(ratio_)} = {num(first_)}$ and the ratio is ${num(ratio_)}$"
        start = first_
    total_ = start / (1 - ratio_)
    steps = [
        f"{intro}; the series converges because $\\left|{num(ratio_)}\\right| < 1$.",
        f"The sum is $\\frac{{{num(start)}}}{{1 - {paren(ratio_)}}} = {num(start)} \\div {num(1 - ratio_)} = {num(total_)}$.",
    ]
    return worked(rng, rng.choice(_SUM).format(sum=shown), steps, num(total_))


@problems("math.power_sums", version=2, levels=(2, 3, 3, 4, 5))
def power_sums(rng: random.Random, difficulty: int) -> Draft:
    """Add up numbers, squares or cubes with the closed formulas.

    Step 1: numbers. 2: squares. 3: squares and numbers. 4: cubes. 5: cubes, squares and numbers.
    """
    n = rng.randint(6, 40 + 20 * difficulty)
    a, b, c = (nonzero(rng, -9, 9) for _ in range(3))
    coefficients = {
        1: [abs(a), 0],
        2: [abs(a), 0, 0],
        3: [a, b, 0],
        4: [abs(a), 0, 0, 0],
        5: [a, b, c, 0],
    }[difficulty]
    one, two = n * (n + 1) // 2, n * (n + 1) * (2 * n + 1) // 6
    three = one * one
    degree = len(coefficients) - 1
    total = 0
    steps: list[str] = []
    parts: list[str] = []
    for power, value in ((3, three), (2, two), (1, one)):
        coefficient = coefficients[degree - power] if power <= degree else 0
        if not coefficient:
            continue
        formula = {
            1: f"\\frac{{{n} \\cdot {n + 1}}}{{2}}",
            2: f"\\frac{{{n} \\cdot {n + 1} \\cdot {2 * n + 1}}}{{6}}",
            3: f"\\left(\\frac{{{n} \\cdot {n + 1}}}{{2}}\\right)^2",
        }[power]
        term = "k" if power == 1 else f"k^{power}"
        steps.append(f"$\\sum_{{k=1}}^{{{n}}} {term} = {formula} = {value}$.")
        parts.append(f"{paren(coefficient) if parts else coefficient} \\cdot {value}")
        total += coefficient * value
    steps.append(f"Together: ${' + '.join(parts)} = {total}$.")
    term = poly(coefficients, "k")
    shown = f"\\sum_{{k=1}}^{{{n}}} " + (term if term.count(" ") == 0 else f"({term})")
    return worked(rng, rng.choice(_SUM).format(sum=shown), steps, str(total))


@problems("math.telescoping_series", version=2, first=3, levels=(3, 4, 5))
def telescoping_series(rng: random.Random, difficulty: int) -> Draft:
    r"""Add up ``c / ((k + a)(k + a + d))`` by partial fractions.

    Difficulty 3: distance 1. 4: distance 1 with a number on top. 5: distance 2.
    """
    a, n = rng.randint(0, 15), rng.randint(9, 150)
    gap = 2 if difficulty == 5 else 1
    top = 1 if difficulty == 3 else rng.randint(2, 20) * gap
    left, right = poly([1, a], "k"), poly([1, a + gap], "k")
    left = f"({left})" if a else left
    shown = f"\\sum_{{k=1}}^{{{n}}} \\frac{{{top}}}{{{left}({right})}}"
    bare = left.strip("()")
    scale = Fraction(top, gap)
    head = [Fraction(1, 1 + a + i) for i in range(gap)]
    tail = [Fraction(1, n + a + 1 + i) for i in range(gap)]
    total = scale * (sum(head) - sum(tail))
    factor = "" if scale == 1 else f"{num(scale)} \\cdot "
    kept = " + ".join(num(h) for h in head) + "".join(f" - {num(t)}" for t in tail)
    kept = kept if scale == 1 else f"\\left({kept}\\right)"
    split = f"\\frac{{1}}{{{bare}}} - \\frac{{1}}{{{right}}}"
    split = split if scale == 1 else f"\\left({split}\\right)"
    steps = [
        f"Split each term: $\\frac{{{top}}}{{{left}({right})}} = {factor}{split}$.",
        f"All but the first and last pieces cancel: ${factor}{kept} = {num(total)}$.",
    ]
    return worked(rng, rng.choice(_SUM).format(sum=shown), steps, num(total))
