"""How a problem is told: conditions first and question last."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Concatenate, ParamSpec

from assay import Draft
from assay_math.generators._forms import ask
from assay_math.generators._write import num

P = ParamSpec("P")


def tell(rng: random.Random, settings: Sequence[str], questions: Sequence[str], **values: object) -> str:
    """One of the settings, which state what is given, then one of the questions, with the values put in."""
    return f"{ask(rng, settings, **values)} {ask(rng, questions, **values)}"


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
