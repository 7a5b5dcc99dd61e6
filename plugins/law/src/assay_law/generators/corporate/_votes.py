"""Stockholders' meetings: firms, shares in words."""

from __future__ import annotations

import random
from datetime import date

from assay_law.generators import _time as t

FIRST, LAST = date(2024, 2, 1), date(2026, 10, 30)


def corporation(rng: random.Random) -> str:
    """A Delaware corporation that does not exist."""
    name = t.firm(rng)
    return name.rsplit(" ", 1)[0] + rng.choice((" Inc.", " Corp.", " Co."))


def shares(rng: random.Random, low: int = 4, high: int = 90) -> int:
    """A number of shares outstanding, in round lots."""
    return rng.randint(low, high) * rng.choice((1_000, 10_000, 100_000))


def part(rng: random.Random, whole: int, low: float, high: float) -> int:
    """A part of a number of shares, now and then by the share."""
    at = int(whole * rng.uniform(low, high))
    return at if rng.random() < 0.4 else at // 100 * 100


def n(number: int) -> str:
    """``1,250,000``."""
    return f"{number:,}"
