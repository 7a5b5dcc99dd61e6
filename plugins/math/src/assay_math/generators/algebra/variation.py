"""Direct, inverse and joint variation."""

from __future__ import annotations

import random
from fractions import Fraction

from assay import Draft
from assay_math.generators._levels import problems
from assay_math.generators._write import num, worked

_PHRASINGS = (
    "Suppose ${y}$ {how} and ${y} = {y0}$ when {given}. Find ${y}$ when {asked}.",
    "${y}$ {how}. When {given}, ${y} = {y0}$. What is ${y}$ when {asked}?",
    "It is known that ${y}$ {how}, with ${y} = {y0}$ when {given}. Calculate ${y}$ when {asked}.",
    "Given that ${y}$ {how} and that ${y} = {y0}$ when {given}, determine ${y}$ when {asked}.",
)


@problems("math.variation", version=2, levels=(1, 2, 3, 4, 4))
def variation(rng: random.Random, difficulty: int) -> Draft:
    """Find a quantity that varies directly or inversely with others.

    Step 1: direct. 2: inverse. 3: with the square. 4: inverse square. 5: directly with one quantity and
    inversely with another.
    """
    y, x, z = rng.choice([("y", "x", "z"), ("p", "q", "r"), ("m", "n", "t"), ("w", "v", "u")])
    power = (1, -1, 2, -2, 1)[difficulty - 1]
    k = rng.randint(2, 12 + 8 * difficulty)
    x0, x1 = rng.sample(range(2, 10 + 3 * difficulty), 2)
    z0, z1 = (rng.randint(2, 9), rng.randint(2, 9)) if difficulty == 5 else (1, 1)
    if power < 0 or difficulty == 5:
        k *= x0**-power if power < 0 else z0  # a whole first value
    first = k * Fraction(x0) ** power / z0
    second = k * Fraction(x1) ** power / z1
    how = {
        1: f"varies directly with ${x}$",
        2: f"varies inversely with ${x}$",
        3: f"varies directly with the square of ${x}$",
        4: f"is inversely proportional to the square of ${x}$",
        5: f"varies directly with ${x}$ and inversely with ${z}$",
    }[difficulty]
    given, asked = f"${x} = {x0}$", f"${x} = {x1}$"
    if difficulty == 5:
        given, asked = f"{given} and ${z} = {z0}$", f"{asked} and ${z} = {z1}$"
    steps = [_constant(difficulty, first, x0, z0, k), _value(y, difficulty, second, x1, z1, k)]
    prompt = rng.choice(_PHRASINGS).format(y=y, how=how, y0=num(first), given=given, asked=asked)
    return worked(rng, prompt, steps, num(second))


def _constant(difficulty: int, first: Fraction, x: int, z: int, k: int) -> str:
    how = {
        1: f"\\frac{{{num(first)}}}{{{x}}}",
        2: f"{num(first)} \\cdot {x}",
        3: f"\\frac{{{num(first)}}}{{{x}^2}}",
        4: f"{num(first)} \\cdot {x}^2",
        5: f"\\frac{{{num(first)} \\cdot {z}}}{{{x}}}",
    }[difficulty]
    return f"Find the constant of variation: $k = {how} = {k}$."


def _value(y: str, difficulty: int, second: Fraction, x: int, z: int, k: int) -> str:
    how = {
        1: f"{k} \\cdot {x}",
        2: f"\\frac{{{k}}}{{{x}}}",
        3: f"{k} \\cdot {x}^2",
        4: f"\\frac{{{k}}}{{{x}^2}}",
        5: f"\\frac{{{k} \\cdot {x}}}{{{z}}}",
    }[difficulty]
    return f"Use it with the new values: ${y} = {how} = {num(second)}$."
