"""Linear equations in one unknown."""

from __future__ import annotations

import random
from fractions import Fraction

from assay import Draft
from assay_math.generators._asking import posed
from assay_math.generators._levels import problems
from assay_math.generators._write import nonzero, num, poly, worked

_PHRASINGS = posed(
    "equation",
    "${equation}$",
    (
        "Solve {it} for ${v}$.",
        "Find the value of ${v}$ that satisfies {it}.",
        "What number ${v}$ makes {it} true?",
        "Determine the solution of {it}.",
    ),
    bare=(
        "Solve for ${v}$: ${equation}$.",
        "Determine ${v}$ if ${equation}$.",
    ),
)


@problems("math.linear_equation", version=2, levels=(1, 2, 3, 4, 4))
def linear_equation(rng: random.Random, difficulty: int) -> Draft:
    """Solve a linear equation in one unknown.

    Step 1: ``ax + b = c`` with whole numbers. 2: negative numbers. 3: the
    unknown on both sides. 4: a bracket to expand. 5: fractional solution.
    """
    v = rng.choice("xyztnmkw")
    size = 5 + 5 * difficulty
    low = 1 if difficulty == 1 else -size
    a, b = nonzero(rng, low, size), nonzero(rng, low, size)
    c = nonzero(rng, low, size) if difficulty >= 3 else 0
    while a == c:
        a = nonzero(rng, low, size)
    d = b + (nonzero(rng, -size, size) if difficulty >= 5 else (a - c) * nonzero(rng, low, size))
    root = Fraction(d - b, a - c)

    left, right = poly([a, b], v), poly([c, d], v)
    steps = []
    if difficulty >= 4:
        # a(v + k) + (b - ak) expands to av + b
        k = nonzero(rng, -9, 9)
        left = (
            f"{poly([a, 0], '')}({poly([1, k], v)})"
            if abs(a) != 1
            else f"{'-' if a < 0 else ''}({poly([1, k], v)})"
        )
        left += _constant(b - a * k)
        steps.append(f"Expand the left side: ${left} = {poly([a, b], v)}$, so ${poly([a, b], v)} = {right}$.")
    equation = f"{left} = {right}"
    if c:
        verb = "Subtract" if c > 0 else "Add"
        side = "from" if c > 0 else "to"
        steps.append(f"{verb} ${poly([abs(c), 0], v)}$ {side} both sides: ${poly([a - c, b], v)} = {d}$.")
    verb, side = ("Subtract", "from") if b > 0 else ("Add", "to")
    steps.append(
        f"{verb} ${abs(b)}$ {side} both sides: ${poly([a - c, 0], v)} = {poly([d], v)}{_constant(-b)} = {d - b}$."
    )
    if a - c != 1:
        steps.append(f"Divide both sides by ${a - c}$: ${v} = \\frac{{{d - b}}}{{{a - c}}} = {num(root)}$.")
    prompt = rng.choice(_PHRASINGS).format(v=v, equation=equation)
    return worked(rng, prompt, steps, num(root))


def _constant(value: int) -> str:
    """A trailing constant: ``" + 3"``, ``" - 3"`` or nothing."""
    return "" if value == 0 else f" + {value}" if value > 0 else f" - {-value}"
