"""How a problem is told, conditions first and question last, and how its solution ends."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Concatenate, ParamSpec

from assay import Draft
from assay_math.generators._forms import ask
from assay_math.generators._write import num

P = ParamSpec("P")
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
)
"""Ways to end a solution that ``math.answer`` reads."""


def endings(answer: str) -> list[str]:
    """The last lines that a solution with this answer may have; a word stands outside of mathematics."""
    if not answer.isalpha() or len(answer) == 1:
        return [ending.format(a=answer) for ending in ENDINGS]
    text = f"\\text{{{answer}}}"
    return [ending.format(a=text).replace(f"${text}$", answer) for ending in ENDINGS]


def tell(rng: random.Random, settings: Sequence[str], questions: Sequence[str], **values: object) -> str:
    """One of the settings, which state what is given, then one of the questions, with the values put in."""
    return f"{ask(rng, settings, **values)} {ask(rng, questions, **values)}"


def finished(
    rng: random.Random, prompt: str, steps: Sequence[str], answer: str, reference: str = ""
) -> Draft:
    r"""A draft whose response is one step a line and, last, the answer in one of :data:`ENDINGS`.

    ``answer`` is LaTeX without dollar signs; ``reference`` defaults to it. Every
    step must hold at least one claim that ``math.cot`` can decide.
    """
    response = "\n".join([*steps, rng.choice(endings(answer))])
    return Draft(prompt=prompt, response=response, reference=reference or answer, answer=answer)


def redrawn(
    make: Callable[Concatenate[random.Random, P], Draft | None],
) -> Callable[Concatenate[random.Random, P], Draft]:
    """Draws again while ``make`` returns None, which it does for numbers that make no good problem."""

    def until(rng: random.Random, /, *args: P.args, **kwargs: P.kwargs) -> Draft:
        for _ in range(20_000):
            draft = make(rng, *args, **kwargs)
            if draft is not None:
                return draft
        raise AssertionError(f"{make.__name__} finds no numbers")

    return until


def raised(value: int | Fraction, exponent: int) -> str:
    r"""``3^2``, ``\left(\frac{3}{2}\right)^2``."""
    whole = Fraction(value).denominator == 1 and value >= 0
    return f"{num(value)}^{exponent}" if whole else f"\\left({num(value)}\\right)^{exponent}"
