"""What the generators share: writing numbers, polynomials and worked solutions in LaTeX."""

from __future__ import annotations

import random
from collections.abc import Sequence
from fractions import Fraction

from assay import Draft
from assay_math.generators._asking import conditions_first

VERIFIERS = ("math.answer", "math.cot")
ENDINGS = (
    "The answer is $\\boxed{{{a}}}$.",
    "So the answer is $\\boxed{{{a}}}$.",
    "Therefore, the answer is $\\boxed{{{a}}}$.",
    "The final answer is ${a}$.",
    "Final answer: $\\boxed{{{a}}}$",
    "**Final answer:** $\\boxed{{{a}}}$",
    "Answer: ${a}$",
    "**Answer:** ${a}$",
    "Answer: $\\boxed{{{a}}}$",
    "So the answer is ${a}$.",
    "$\\boxed{{{a}}}$",
    "Thus, the final answer is $\\boxed{{{a}}}$.",
    "Hence the answer is $\\boxed{{{a}}}$.",
)
"""Ways to end a solution that ``math.answer`` reads; every generator of this package uses them all."""


def endings(answer: str) -> list[str]:
    """The last lines that a solution with this answer may have; a word is text in mathematics."""
    word = answer.isalpha() and len(answer) > 1
    return [ending.format(a=f"\\text{{{answer}}}" if word else answer) for ending in ENDINGS]


def worked(rng: random.Random, prompt: str, steps: Sequence[str], answer: str, reference: str = "") -> Draft:
    r"""A draft whose response is one step a line and, last, the answer in one of :data:`ENDINGS`.

    ``answer`` is LaTeX without dollar signs; ``reference`` defaults to it. Every
    step must hold at least one claim that ``math.cot`` can decide.
    """
    response = "\n".join([*steps, rng.choice(endings(answer))])
    return Draft(
        prompt=conditions_first(prompt), response=response, reference=reference or answer, answer=answer
    )


def num(value: int | Fraction) -> str:
    r"""An exact number: ``-3``, ``\frac{2}{7}``, ``-\frac{2}{7}``."""
    value = Fraction(value)
    if value.denominator == 1:
        return str(value.numerator)
    sign = "-" if value < 0 else ""
    return f"{sign}\\frac{{{abs(value.numerator)}}}{{{value.denominator}}}"


def paren(value: int | Fraction) -> str:
    """A number as a factor or a second operand: negative ones in parentheses."""
    return f"({num(value)})" if value < 0 else num(value)


def poly(coefficients: Sequence[int | Fraction], variable: str = "x") -> str:
    """A polynomial, highest power first: ``[1, -5, 6]`` is ``x^2 - 5x + 6``."""
    degree = len(coefficients) - 1
    out = ""
    for power, coefficient in zip(range(degree, -1, -1), coefficients, strict=True):
        if coefficient == 0:
            continue
        size = num(abs(Fraction(coefficient)))
        if power:
            factor = (
                variable if power == 1 else f"{variable}^{power}" if power < 10 else f"{variable}^{{{power}}}"
            )
            size = factor if size == "1" else size + factor
        out += (" - " if coefficient < 0 else " + ") + size
    if not out:
        return "0"
    return out[3:] if out.startswith(" + ") else "-" + out[3:]


def nonzero(rng: random.Random, low: int, high: int) -> int:
    """A whole number in ``[low, high]`` other than 0."""
    while True:
        value = rng.randint(low, high)
        if value:
            return value


def signed(value: int) -> str:
    """A trailing summand: ``+ 3`` or ``- 3``."""
    return f"+ {value}" if value >= 0 else f"- {-value}"


def multiply(a: Sequence[int], b: Sequence[int]) -> list[int]:
    """The product of two polynomials, coefficients highest power first."""
    out = [0] * (len(a) + len(b) - 1)
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            out[i + j] += x * y
    return out
