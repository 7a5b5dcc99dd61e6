"""Inputs: words, texts and lists that bring edge cases with them."""

from __future__ import annotations

import random
from collections.abc import Sequence

WORDS = tuple(
    "apple river stone cloud green table music paper light house train water bread chair plant glass "
    "north tiger lemon ocean robot sugar candle garden winter silver pocket market bridge forest "
    "the a of and to in is it on red big cat dog sun map pen cup key hat".split()
)
NAMES = tuple(
    "Ada Ben Cleo Dan Eva Finn Gus Hana Ivo June Kai Lena Max Nina Omar Pia Quin Rosa Sam Tess".split()
)
ACCENTED = ("café", "naïve", "Zürich", "jalapeño", "résumé", "smörgås")


def ints(rng: random.Random, length: int, low: int, high: int) -> list[int]:
    return [rng.randint(low, high) for _ in range(length)]


def letters(rng: random.Random, length: int, alphabet: Sequence[str] = "abc") -> str:
    return "".join(rng.choice(alphabet) for _ in range(length))


def sentence(rng: random.Random, length: int, *, case: bool = True, punctuation: bool = True) -> str:
    """Words with repeats; with mixed case and some punctuation unless told otherwise."""
    pool = rng.sample(WORDS, max(2, length * 2 // 3))
    words = [rng.choice(pool) for _ in range(length)]
    if case:
        words = [rng.choice((str, str, str.capitalize, str.upper))(word) for word in words]
    if punctuation:
        words = [word + rng.choice(("", "", "", ",", ".", "!")) for word in words]
    return " ".join(words)
