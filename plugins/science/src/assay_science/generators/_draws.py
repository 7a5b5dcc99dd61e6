"""What generators draw: values with decimals, nouns with their article."""

from __future__ import annotations

import random
from decimal import Decimal


def between(rng: random.Random, low: str | float, high: str | float, step: str) -> str:
    """A value from ``low`` to ``high`` on a grid, with the decimals of the grid: ``between(rng, 2, 8,
    "0.5")`` is ``"3.0"``."""
    width = Decimal(step)
    first, last = -(-Decimal(str(low)) // width), Decimal(str(high)) // width
    return f"{rng.randint(int(first), int(last)) * width:f}"


def article(noun: str) -> str:
    """A noun with its article: ``an airliner``."""
    return ("an " if noun[0] in "aeiou" else "a ") + noun


def capital(text: str) -> str:
    """A text as it begins a sentence: ``An airliner``."""
    return text[:1].upper() + text[1:]
