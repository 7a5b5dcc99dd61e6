"""The binomial theorem: single coefficients of an expanded power."""

from __future__ import annotations

import math
import random

from assay import Draft
from assay_math.generators._asking import posed
from assay_math.generators._levels import problems
from assay_math.generators._write import nonzero, paren, poly, worked

_PHRASINGS = posed(
    "power",
    "${power}$",
    (
        "Find the coefficient of ${term}$ in the expansion of {it}.",
        "What is the coefficient of ${term}$ when {it} is expanded?",
        "Determine the coefficient of ${term}$ in the expanded form of {it}.",
        "Which number stands in front of ${term}$ once {it} is expanded?",
    ),
    bare=("Determine the coefficient of ${term}$ in ${power}$.",),
)


@problems("math.binomial_coefficient", version=2, levels=(2, 2, 3, 4, 5))
def binomial_coefficient(rng: random.Random, difficulty: int) -> Draft:
    """Find one coefficient of ``(ax + b)^n``.

    Step 1: ``a = 1``, n up to 4. 2: n up to 6. 3: any a, n up to 6. 4: n up to 8. 5: a square inside.
    """
    x = rng.choice("xyzt")
    n = rng.randint(*((3, 4), (4, 6), (4, 6), (5, 8), (4, 7))[difficulty - 1])
    a = 1 if difficulty <= 2 else rng.choice([-1, 1]) * rng.randint(2, 5)
    b = nonzero(rng, -4 - 2 * difficulty, 4 + 2 * difficulty)
    k = rng.randint(1, n - 1)  # the power of the first term
    inner = 2 if difficulty == 5 else 1
    base = poly([a, 0, b] if inner == 2 else [a, b], x)
    term = _power(x, inner * k)
    ways, first, second = math.comb(n, k), a**k, b ** (n - k)
    value = ways * first * second
    steps = [
        f"The term with ${term}$ takes the first summand from ${k}$ of the ${n}$ factors and the second from the "
        f"other ${n} - {k} = {n - k}$.",
        f"There are $\\binom{{{n}}}{{{k}}} = {ways}$ ways to choose the factors.",
    ]
    if a != 1:
        steps.append(f"The first summand gives the factor ${paren(a)}^{{{k}}} = {first}$.")
    steps += [
        f"The second gives the factor ${paren(b)}^{{{n - k}}} = {second}$.",
        "Multiply: $"
        + " \\cdot ".join([str(ways), *([paren(first)] if a != 1 else []), paren(second)])
        + f" = {value}$.",
    ]
    prompt = rng.choice(_PHRASINGS).format(term=term, power=f"({base})^{n}")
    return worked(rng, prompt, steps, str(value))


def _power(x: str, k: int) -> str:
    return x if k == 1 else f"{x}^{{{k}}}" if k > 9 else f"{x}^{k}"
