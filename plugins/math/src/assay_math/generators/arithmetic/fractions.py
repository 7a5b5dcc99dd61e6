"""Fractions: sums, products and quotients, mixed numbers, comparing."""

from __future__ import annotations

import random
from collections.abc import Sequence
from fractions import Fraction
from math import gcd, lcm, prod

from assay import Draft
from assay_math.generators._asking import posed
from assay_math.generators._levels import problems
from assay_math.generators._words import coprime, decimal, fraction, listing, times
from assay_math.generators._write import num, worked

_EVALUATE = posed(
    "expression",
    "${expression}$",
    (
        "Calculate {it} and give the answer in lowest terms.",
        "Work out {it} and simplify.",
        "Evaluate {it} as a fraction in simplest form.",
        "Find the exact value of {it}.",
    ),
    bare=("What is ${expression}$, in lowest terms?",),
)
_MIXED = posed(
    "expression",
    "${expression}$",
    (
        "Calculate {it} and give the answer as a mixed number or a whole number.",
        "Work out {it} and write the result as a mixed number where it is not whole.",
        "Evaluate {it} as a simplified mixed number or a whole number.",
    ),
    bare=("What is ${expression}$, written as a mixed number in lowest terms (or as a whole number)?",),
)
_CONVERT = posed(
    "improper fraction",
    "${fraction}$",
    (
        "Write {it} as a mixed number.",
        "Convert {it} to a mixed number.",
        "What mixed number equals {it}?",
    ),
    bare=(
        "Convert the improper fraction ${fraction}$ to a mixed number.",
        "Express ${fraction}$ as a whole number plus a proper fraction, written as a mixed number.",
    ),
)
_MEDIAN = (
    "Put {numbers} in order of size. Which number is in the middle?",
    "What is the median of {numbers}?",
    "Which of the numbers {numbers} has as many of the others below it as above it?",
    "Find the middle number when {numbers} are ordered from least to greatest.",
)
_WHICH = (
    "Which of the numbers {numbers} is the {rank}?",
    "Among {numbers}, find the {rank} number.",
    "Look at {numbers}. Which one is the {rank}?",
    "Compare {numbers}. Which number is the {rank}?",
)
_LEVELS = (60, 72, 84, 90, 96, 108, 120, 126, 132, 140, 144, 150, 156, 168, 180)

Pair = tuple[int, int]
"""Numerator and denominator as written."""


@problems("math.fraction_sum", version=2)
def fraction_sum(rng: random.Random, difficulty: int) -> Draft:
    """Add and subtract fractions.

    Difficulty 1: equal denominators. 2: one denominator is a multiple of the
    other. 3: any two. 4: three fractions. 5: four, with a negative one.
    """
    if difficulty == 1:
        bottom = rng.randint(5, 20)
        bottoms = [bottom, bottom]
    elif difficulty == 2:
        bottom = rng.randint(3, 40)
        bottoms = [bottom, bottom * rng.randint(2, 6)]
        rng.shuffle(bottoms)
    elif difficulty == 3:
        bottoms = rng.sample(range(4, 31), 2)
    else:
        level = rng.choice(_LEVELS)
        bottoms = rng.sample([d for d in range(3, 41) if level % d == 0], 3 if difficulty == 4 else 4)
    tops = [coprime(rng, bottom) for bottom in bottoms]
    for i in range(1, len(tops)):
        if rng.random() < 0.5:
            tops[i] = -tops[i]
    if difficulty == 5:
        tops[0] = -tops[0]
    elif difficulty <= 3 and tops[0] * bottoms[1] + tops[1] * bottoms[0] < 0:
        tops[0], tops[1] = -tops[1], -tops[0]
        bottoms.reverse()
    pairs = list(zip(tops, bottoms, strict=True))
    expression = _sum_of(pairs)
    value = sum((Fraction(*pair) for pair in pairs), Fraction(0))
    steps: list[str] = []
    _add_steps(pairs, steps)
    return worked(rng, rng.choice(_EVALUATE).format(expression=expression), steps, num(value))


def _sum_of(pairs: Sequence[Pair]) -> str:
    out = fraction(*pairs[0])
    for top, bottom in pairs[1:]:
        out += f" {'-' if top < 0 else '+'} {fraction(abs(top), bottom)}"
    return out


def _add_steps(pairs: Sequence[Pair], steps: list[str]) -> None:
    """The steps of a sum of fractions, down to lowest terms."""
    common = lcm(*(bottom for _, bottom in pairs))
    wide = [(top * (common // bottom), common) for top, bottom in pairs]
    bottoms = list(dict.fromkeys(bottom for _, bottom in pairs))
    if len(bottoms) > 1:
        inside = ", ".join(map(str, bottoms))
        steps.append(f"The least common denominator is $\\operatorname{{lcm}}({inside}) = {common}$.")
        changed = [
            f"${fraction(abs(top), bottom)} = {fraction(abs(new), common)}$"
            for (top, bottom), (new, _) in zip(pairs, wide, strict=True)
            if bottom != common
        ]
        steps.append(f"Rewrite with this denominator: {listing(changed)}.")
    tops = str(wide[0][0])
    for top, _ in wide[1:]:
        tops += f" {'-' if top < 0 else '+'} {abs(top)}"
    total = sum(top for top, _ in wide)
    steps.append(
        f"Combine the numerators: ${_sum_of(wide)} = \\frac{{{tops}}}{{{common}}} = {fraction(total, common)}$."
    )
    _cancel(total, common, steps)


def _cancel(top: int, bottom: int, steps: list[str]) -> None:
    shared = gcd(top, bottom)
    if top == 0 or bottom == 1:
        if bottom != 1:
            steps.append(f"The numerator is zero: ${fraction(top, bottom)} = 0$.")
    elif shared > 1:
        steps.append(
            f"Cancel the common factor ${shared}$: ${fraction(top, bottom)} = {num(Fraction(top, bottom))}$."
        )


@problems("math.fraction_product", version=2)
def fraction_product(rng: random.Random, difficulty: int) -> Draft:
    """Multiply and divide fractions.

    Difficulty 1: a product of two proper fractions. 2: a product with
    cancelling. 3: a quotient. 4: three factors, some divided by. 5: a sum over a fraction.
    """
    size = (9, 15, 30, 24, 15)[difficulty - 1]
    pairs = []
    for _ in range(2 if difficulty < 4 else 3):
        bottom = rng.randint(2, size)
        pairs.append((coprime(rng, bottom, high=bottom - 1 if difficulty == 1 else size), bottom))
    if difficulty == 5:
        return _complex_fraction(rng, *pairs)
    if difficulty == 2:  # something has to cancel
        shared = rng.randint(2, 12)
        (a, b), (c, d) = pairs
        first, second = Fraction(a * shared, b), Fraction(c, d * shared)
        pairs = [(v.numerator, v.denominator) for v in (first, second)]
    signs = [r"\cdot" if difficulty < 3 else r"\div"]
    if difficulty == 4:
        signs = [rng.choice((r"\cdot", r"\div")), rng.choice((r"\cdot", r"\div"))]
    expression = fraction(*pairs[0])
    flipped = [pairs[0]]
    value = Fraction(*pairs[0])
    for sign, pair in zip(signs, pairs[1:], strict=True):
        expression += f" {sign} {fraction(*pair)}"
        flipped.append(pair if sign == r"\cdot" else (pair[1], pair[0]))
        value = value * Fraction(*pair) if sign == r"\cdot" else value / Fraction(*pair)
    product = times(fraction(*pair) for pair in flipped)
    steps = []
    if r"\div" in signs:
        steps.append(f"To divide by a fraction, multiply by its reciprocal: ${expression} = {product}$.")
    _multiply_steps(flipped, product, steps)
    return worked(rng, rng.choice(_EVALUATE).format(expression=expression), steps, num(value))


def _multiply_steps(pairs: Sequence[Pair], product: str, steps: list[str]) -> None:
    tops, bottoms = [t for t, _ in pairs], [b for _, b in pairs]
    top, bottom = prod(tops), prod(bottoms)
    across = f"\\frac{{{times(tops)}}}{{{times(bottoms)}}}"
    steps.append(
        f"Multiply the numerators and the denominators: ${product} = {across} = {fraction(top, bottom)}$."
    )
    _cancel(top, bottom, steps)


def _complex_fraction(rng: random.Random, first: Pair, second: Pair, third: Pair) -> Draft:
    sign = rng.choice("+-")
    if sign == "-" and Fraction(*first) < Fraction(*second):
        first, second = second, first
    pairs = [first, second if sign == "+" else (-second[0], second[1])]
    upper = _sum_of(pairs)
    expression = f"\\dfrac{{{upper}}}{{{fraction(*third)}}}"
    steps: list[str] = []
    _add_steps(pairs, steps)
    whole = Fraction(*pairs[0]) + Fraction(*pairs[1])
    if whole == 0:
        steps.append(f"Zero divided by a fraction is zero: $0 \\div {fraction(*third)} = 0$.")
    else:
        flipped = [(whole.numerator, whole.denominator), (third[1], third[0])]
        product = times(num(Fraction(*pair)) for pair in flipped)
        steps.append(
            f"To divide by a fraction, multiply by its reciprocal: ${num(whole)} \\div {fraction(*third)} = {product}$."
        )
        _multiply_steps(flipped, product, steps)
    return worked(
        rng, rng.choice(_EVALUATE).format(expression=expression), steps, num(whole / Fraction(*third))
    )


@problems("math.mixed_number", version=2)
def mixed_number(rng: random.Random, difficulty: int) -> Draft:
    """Calculate with mixed numbers.

    Difficulty 1: write an improper fraction as a mixed number. 2: add with equal
    denominators. 3: add or subtract. 4: multiply or divide. 5: a product and a sum.
    """
    if difficulty == 1:
        bottom = rng.randint(2, 12)
        top = coprime(rng, bottom, bottom + 1, 12 * bottom)
        q, r = divmod(top, bottom)
        steps = [
            f"Divide the numerator by the denominator: ${top} = {bottom} \\cdot {q} + {r}$.",
            f"So ${fraction(top, bottom)} = {q} + {fraction(r, bottom)} = {_mixed(Fraction(top, bottom))}$.",
        ]
        asked = rng.choice(_CONVERT).format(fraction=fraction(top, bottom))
        return worked(rng, asked, steps, _mixed(Fraction(top, bottom)))
    if difficulty == 2:
        bottom = rng.randint(3, 20)
        values = [_draw_mixed(rng, bottom, 15), _draw_mixed(rng, bottom, 15)]
        signs = ["+"]
    else:
        size = 12 if difficulty < 5 else 9
        values = [
            _draw_mixed(rng, rng.randint(2, size), 15 if difficulty == 3 else 6)
            for _ in range(difficulty // 4 + 2)
        ]
        signs = [rng.choice("+-") if difficulty == 3 else rng.choice((r"\cdot", r"\div"))]
        if difficulty == 5:
            signs.append(rng.choice("+-"))
        else:
            values = values[:2]
    result = _apply(values, signs)
    if result <= 0:
        signs[-1] = "+"
        result = _apply(values, signs)
    expression = _mixed(values[0]) + "".join(
        f" {sign} {_mixed(v)}" for sign, v in zip(signs, values[1:], strict=True)
    )
    steps = [
        f"Write the mixed numbers as improper fractions: {listing([_improper(v) for v in dict.fromkeys(values)])}."
    ]
    pairs = [(v.numerator, v.denominator) for v in values]
    if difficulty <= 3:
        second = pairs[1] if signs[0] == "+" else (-pairs[1][0], pairs[1][1])
        _add_steps([pairs[0], second], steps)
    else:
        _product_then_sum(values, signs, steps)
    if result.denominator > 1 and result > 1:
        q, r = divmod(result.numerator, result.denominator)
        steps.append(
            f"As a mixed number: ${num(result)} = {q} + {fraction(r, result.denominator)} = {_mixed(result)}$."
        )
    return worked(rng, rng.choice(_MIXED).format(expression=expression), steps, _mixed(result))


def _draw_mixed(rng: random.Random, bottom: int, high: int) -> Fraction:
    return rng.randint(1, high) + Fraction(coprime(rng, bottom), bottom)


def _apply(values: Sequence[Fraction], signs: Sequence[str]) -> Fraction:
    result = values[0]
    for sign, value in zip(signs, values[1:], strict=True):
        if sign in "+-":
            result += value if sign == "+" else -value
        else:
            result = result * value if sign == r"\cdot" else result / value
    return result


def _mixed(value: Fraction) -> str:
    """``3\\frac{1}{4}``; whole numbers and proper fractions as they are."""
    whole, rest = divmod(value.numerator, value.denominator)
    return f"{whole}\\frac{{{rest}}}{{{value.denominator}}}" if whole and rest else num(value)


def _improper(value: Fraction) -> str:
    whole, rest = divmod(value.numerator, value.denominator)
    bottom = value.denominator
    return f"${_mixed(value)} = \\frac{{{whole} \\cdot {bottom} + {rest}}}{{{bottom}}} = {num(value)}$"


def _product_then_sum(values: Sequence[Fraction], signs: Sequence[str], steps: list[str]) -> None:
    first, second = values[0], values[1]
    product = f"{num(first)} \\cdot {num(second)}"
    pairs = [(first.numerator, first.denominator), (second.numerator, second.denominator)]
    value = first * second
    if signs[0] == r"\div":
        value = first / second
        pairs[1] = (second.denominator, second.numerator)
        product = f"{num(first)} \\cdot {num(1 / second)}"
        steps.append(
            f"To divide by a fraction, multiply by its reciprocal: ${num(first)} \\div {num(second)} = {product}$."
        )
    _multiply_steps(pairs, product, steps)
    if len(values) == 3:
        third = values[2] if signs[1] == "+" else -values[2]
        _add_steps([(value.numerator, value.denominator), (third.numerator, third.denominator)], steps)


@problems("math.fraction_order", version=2, levels=(1, 2, 3, 4, 4))
def fraction_order(rng: random.Random, difficulty: int) -> Draft:
    """Compare fractions.

    Step 1: two with equal denominators or numerators. 2: two by cross
    multiplication. 3: the greatest or least of three. 4: the middle one of five.
    5: the second greatest or least of five, some negative or decimal.
    """
    if difficulty <= 2:
        return _compare_two(rng, difficulty)
    how_many = 3 if difficulty == 3 else 5
    level = rng.choice(_LEVELS)
    bottoms = [d for d in range(3, 61) if level % d == 0]
    values: dict[Fraction, None] = {}
    if difficulty == 5:
        values[Fraction(rng.choice((-1, 1)) * rng.choice((1, 3, 7, 9, 11, 13, 17, 19)), 20)] = None
    while len(values) < how_many:
        bottom = rng.choice(bottoms)
        value = Fraction(coprime(rng, bottom), bottom)
        values[-value if difficulty == 5 and rng.random() < 0.4 else value] = None
    chosen = list(values)
    rng.shuffle(chosen)
    ranks = ("greatest", "least") if difficulty == 3 else ("median",)
    if difficulty == 5:
        ranks = ("second greatest", "second least")
    rank = rng.choice(ranks)
    ordered = sorted(chosen)
    at = {"greatest": -1, "least": 0, "median": 2, "second greatest": -2, "second least": 1}[rank]
    shown = {v: decimal(v) if difficulty == 5 and v.denominator == 20 else num(v) for v in chosen}
    common = lcm(*(v.denominator for v in chosen))
    widened = [_widen(v, shown[v], common) for v in chosen if v.denominator != common or v.denominator == 20]
    steps = [f"A common denominator is ${common}$: {listing(widened)}."]
    wide = [fraction(int(v * common), common) for v in ordered]
    steps.append(f"In order of size: ${' < '.join(wide)}$.")
    steps.append(f"In the original form: ${' < '.join(shown[v] for v in ordered)}$.")
    numbers = listing([f"${shown[v]}$" for v in chosen])
    phrasings = _MEDIAN if rank == "median" else _WHICH
    return worked(rng, rng.choice(phrasings).format(numbers=numbers, rank=rank), steps, shown[ordered[at]])


def _widen(value: Fraction, shown: str, common: int) -> str:
    top = int(value * common)
    return f"${shown} = {fraction(top, common)}$"


def _compare_two(rng: random.Random, difficulty: int) -> Draft:
    if difficulty == 1:
        bottom = rng.randint(5, 20)
        first = Fraction(coprime(rng, bottom), bottom)
        second = Fraction(coprime(rng, bottom), bottom)
        if rng.random() < 0.5:
            second = Fraction(first.numerator, bottom + rng.randint(1, 9))
    else:
        bottom = rng.randint(5, 60)
        first = Fraction(coprime(rng, bottom), bottom)
        other = rng.randint(5, 60)
        near = max(1, min(other - 1, round(first * other) + rng.randint(-2, 2)))
        second = Fraction(near, other)
    if first == second or (difficulty == 2 and first.denominator == second.denominator):
        return _compare_two(rng, difficulty)
    larger, smaller = max(first, second), min(first, second)
    a, b, c, d = larger.numerator, larger.denominator, smaller.numerator, smaller.denominator
    if b == d:
        steps = [f"The denominators are equal, so compare the numerators: ${a} > {c}$."]
    elif difficulty == 1 and a == c:
        steps = [f"The numerators are equal, and the smaller denominator gives larger parts: ${b} < {d}$."]
    else:
        steps = [
            f"Cross-multiply: ${a} \\cdot {d} = {a * d}$ and ${c} \\cdot {b} = {c * b}$, where ${a * d} > {c * b}$."
        ]
    steps.append(f"So ${num(larger)} > {num(smaller)}$.")
    rank = rng.choice(("larger", "smaller"))
    numbers = f"${num(first)}$ and ${num(second)}$"
    return worked(
        rng,
        rng.choice(_WHICH).format(numbers=numbers, rank=rank),
        steps,
        num(larger if rank == "larger" else smaller),
    )
