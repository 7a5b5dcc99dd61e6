"""Do two annotators, or many, agree more than by chance?

Not-a-number stands for what is not defined: everybody always said the same, or
nobody labelled the same thing twice.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable, Sequence
from itertools import permutations
from typing import Any, Literal

Weights = Literal["none", "linear", "quadratic"]
Level = Literal["nominal", "ordinal", "interval", "ratio"]


def agreement(one: Sequence[Hashable], other: Sequence[Hashable]) -> float:
    """The share of equal labels."""
    _same_length(one, other)
    return sum(a == b for a, b in zip(one, other, strict=True)) / len(one) if one else math.nan


def confusion(gold: Sequence[Hashable], found: Sequence[Hashable]) -> dict[tuple[Hashable, Hashable], int]:
    """How often each pair of a gold label and a found one occurs."""
    _same_length(gold, found)
    return dict(Counter(zip(gold, found, strict=True)))


def cohen_kappa(
    one: Sequence[Any],
    other: Sequence[Any],
    *,
    labels: Sequence[Any] | None = None,
    weights: Weights = "none",
) -> float:
    """Cohen's kappa: 1 is full agreement, 0 what chance gives.

    With ``weights``, labels that lie closer count as less of a difference;
    their order is that of ``labels``, or sorted.
    """
    _same_length(one, other)
    if not one:
        return math.nan
    order = list(labels) if labels is not None else sorted({*one, *other})
    place = {label: i for i, label in enumerate(order)}
    if unknown := next((label for label in (*one, *other) if label not in place), None):
        raise ValueError(f"label {unknown!r} is not among the labels")

    def distance(i: int, j: int) -> int:
        return int(i != j) if weights == "none" else abs(i - j) if weights == "linear" else (i - j) ** 2

    n = len(one)
    left, right = Counter(place[a] for a in one), Counter(place[b] for b in other)
    found = sum(distance(place[a], place[b]) for a, b in zip(one, other, strict=True)) / n
    chance = sum(distance(i, j) * left[i] * right[j] for i in left for j in right) / n**2
    return 1 - found / chance if chance else math.nan


def krippendorff_alpha(ratings: Sequence[Sequence[Any]], level: Level = "nominal") -> float:
    """Krippendorff's alpha of any number of raters; ``None`` where a rater gave no label.

    ``ratings`` holds one sequence for each rater, with an entry for each thing rated.
    """
    for rater in ratings[1:]:
        _same_length(ratings[0], rater)
    units = [[value for value in unit if value is not None] for unit in zip(*ratings, strict=True)]
    units = [unit for unit in units if len(unit) > 1]
    together: Counter[tuple[Any, Any]] = Counter()
    for unit in units:
        for (a, n), (b, m) in _with_itself(Counter(unit)):
            together[a, b] += n * (m - (a == b)) / (len(unit) - 1)
    totals: Counter[Any] = Counter()
    for (a, _), weight in together.items():
        totals[a] += weight
    values = sorted(totals) if level != "nominal" else list(totals)
    n = sum(totals.values())
    difference = _difference(level, values, totals)
    found = math.fsum(weight * difference(a, b) for (a, b), weight in together.items() if a != b)
    chance = math.fsum(totals[a] * totals[b] * difference(a, b) for a, b in permutations(values, 2))
    return 1 - (n - 1) * found / chance if chance else math.nan


def _with_itself(counts: Counter[Any]) -> list[tuple[tuple[Any, int], tuple[Any, int]]]:
    return [(one, other) for one in counts.items() for other in counts.items()]


def _difference(level: Level, values: list[Any], totals: Counter[Any]) -> Any:
    """The squared difference of two values."""
    if level == "nominal":
        return lambda *_: 1.0
    if level == "interval":
        return lambda a, b: float((a - b) ** 2)
    if level == "ratio":
        return lambda a, b: ((a - b) / (a + b)) ** 2
    place = {value: i for i, value in enumerate(values)}
    up_to = [0.0]
    for value in values:
        up_to.append(up_to[-1] + totals[value])

    def ordinal(a: Any, b: Any) -> float:
        low, high = sorted((place[a], place[b]))
        between: float = up_to[high + 1] - up_to[low] - (totals[a] + totals[b]) / 2
        return between**2

    return ordinal


def _same_length(one: Sequence[Any], other: Sequence[Any]) -> None:
    if len(one) != len(other):
        raise ValueError(f"{len(one)} labels cannot be compared with {len(other)}")
