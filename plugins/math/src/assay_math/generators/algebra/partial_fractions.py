"""Partial fractions with two or three different linear factors."""

from __future__ import annotations

import random
from fractions import Fraction

from assay import Draft
from assay_math.generators._asking import posed
from assay_math.generators._levels import problems
from assay_math.generators._write import nonzero, num, paren, poly, worked

_PHRASINGS = posed(
    "fraction",
    "${fraction}$",
    (
        "Write {it} as a sum of partial fractions.",
        "Decompose {it} into partial fractions.",
        "Find the partial fraction decomposition of {it}.",
        "Split {it} into fractions with linear denominators.",
    ),
)


@problems("math.partial_fractions", version=2, first=3, levels=(3, 4, 5))
def partial_fractions(rng: random.Random, difficulty: int) -> Draft:
    """Decompose a proper fraction into partial fractions.

    Difficulty 3: two factors, small whole numbers. 4: two factors, larger. 5: three factors.
    """
    x = rng.choice("xyzts")
    count = 3 if difficulty == 5 else 2
    size = 9 if difficulty == 3 else 14
    roots = rng.sample([r for r in range(-size, size + 1) if r], count)
    tops = [nonzero(rng, -size, size) for _ in roots]
    factors = [poly([1, -r], x) for r in roots]
    numerator = [Fraction(0)] * count
    for i, top in enumerate(tops):
        product = [Fraction(top)]
        for j, r in enumerate(roots):
            if j != i:
                product = _times(product, r)
        numerator = [a + b for a, b in zip(numerator, product, strict=True)]
    upper = poly(numerator, x)
    below = "".join(f"({factor})" for factor in factors)
    answer = _sum(tops, factors)
    steps = []
    letters = "ABC"
    for i, root in enumerate(roots):
        value = sum((c * root ** (count - 1 - k) for k, c in enumerate(numerator)), Fraction(0))
        others = [root - r for j, r in enumerate(roots) if j != i]
        below_value = " \\cdot ".join(paren(o) if k else str(o) for k, o in enumerate(others))
        steps.append(
            f"Cover the factor ${factors[i]}$ and put ${x} = {root}$ into the rest: "
            f"${letters[i]} = \\frac{{{num(value)}}}{{{below_value}}} = {tops[i]}$."
        )
    steps.append(f"Together: $\\frac{{{upper}}}{{{below}}} = {answer}$.")
    prompt = rng.choice(_PHRASINGS).format(fraction=f"\\frac{{{upper}}}{{{below}}}")
    return worked(rng, prompt, steps, answer)


def _times(coefficients: list[Fraction], root: int) -> list[Fraction]:
    """Multiply by ``x - root``; highest power first."""
    shifted = [*coefficients, Fraction(0)]
    return [a - root * b for a, b in zip(shifted, [Fraction(0), *coefficients], strict=True)]


def _sum(tops: list[int], factors: list[str]) -> str:
    out = ""
    for top, factor in zip(tops, factors, strict=True):
        out += (" - " if top < 0 else " + ") + f"\\frac{{{abs(top)}}}{{{factor}}}"
    return out[3:] if out.startswith(" + ") else "-" + out[3:]
