"""Functions that must be harvested; each stands for a kind."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from pkg.shared import is_vowel

if TYPE_CHECKING:
    from somewhere import Text

WORD = re.compile(r"[a-z]+")  # a constant, with an import
LIMITS = {"low": 0, "high": 20}


def _middle(numbers: list[int]) -> float:
    half = len(numbers) // 2
    return numbers[half] if len(numbers) % 2 else (numbers[half - 1] + numbers[half]) / 2


def median_gap(numbers: list[int]) -> float:
    """The median of the differences.

    >>> median_gap([1, 4, 9, 10])
    3
    """
    # the helper comes along
    if len(numbers) < 2:
        raise ValueError("needs two numbers")
    numbers = sorted(numbers)
    return _middle(sorted(b - a for a, b in pairwise(numbers)))


def count_words(text: Text, *, least: int = 1) -> dict[str, int]:
    """With a constant and an import of the standard library; ``Text`` cannot be kept."""
    counts = Counter(WORD.findall(text.lower()))
    return {word: count for word, count in sorted(counts.items()) if count >= least}


def clamp_all(values):
    """With a constant that is only read."""
    low, high = LIMITS["low"], LIMITS["high"]
    return [low if value < low else high if value > high else value for value in values]


def vowel_runs(text):
    """With a helper of another module of the tree."""
    best = run = 0
    for char in text:
        run = run + 1 if is_vowel(char) else 0
        best = max(best, run)
    return best


def windows(items, size):
    """Gives an iterator, which is read out."""
    for start in range(len(items) - size + 1):
        yield tuple(items[start : start + size])


def is_balanced(text):
    """A predicate."""
    depth = 0
    for char in text:
        if char == "(":
            depth += 1
        elif char == ")":
            depth -= 1
            if depth < 0:
                return False
    return depth == 0


def _grade(score):
    if score >= 90:
        return "A"
    if score >= 75:
        return "B"
    return "C" if score >= 50 else "D"


class Scale:
    """Only its static method stands alone."""

    @staticmethod
    def to_steps(value, step=5):
        """The multiple of ``step`` below, and the rest."""
        return [value // step * step, value % step]

    def scaled(self, value):
        return [self.factor * value, value]


def renamed_copy(items, size):
    """The same as :func:`windows`, under other names."""
    for first in range(len(items) - size + 1):
        yield tuple(items[first : first + size])


def distinct(numbers: list[int]) -> list[int]:
    """With a set whose order does not matter."""
    seen = set(numbers)
    total = 0
    for number in seen:
        total += number if number in seen else 0
    return [total, len(seen), sum(seen), max(seen | {0}), *sorted(seen)]
