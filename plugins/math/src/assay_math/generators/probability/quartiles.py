"""Quartiles, box plots and outliers."""

from __future__ import annotations

import random
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from assay import Draft, agree
from assay_math.generators._levels import problems
from assay_math.generators._tell import redrawn, tell
from assay_math.generators._words import decimal
from assay_math.generators._write import worked

_DATA = (
    ("the marks of a class in a test", 20, 99), ("the waiting times in a surgery (in minutes)", 2, 75), ("the heights of young trees (in cm)", 60, 240),
    ("the numbers of visitors of a museum on successive days", 40, 420), ("the weights of parcels (in kg)", 1, 30),
    ("the ages of the members of a choir", 14, 84), ("the lengths of phone calls (in minutes)", 1, 58), ("the noon temperatures of some days (in degrees)", 2, 36),
    ("the goals of handball teams in a season", 300, 720), ("the distances that pupils live from school (in hundreds of metres)", 2, 95),
    ("the prices of used bicycles (in dollars)", 40, 480), ("the steps of a staircase in various towers", 80, 420),
    ("the numbers of pages of some novels", 120, 720), ("the speeds of passing cars (in km/h)", 28, 78),
)  # fmt: skip
"""What is measured, with a range that a reader would believe."""
_RULE = "Quartiles are the medians of the lower and the upper half; with an odd number of values the middle one belongs to neither half."


def _median(values: Sequence[int]) -> Fraction:
    n = len(values)
    return Fraction(values[(n - 1) // 2] + values[n // 2], 2)


def _quartiles(values: Sequence[int]) -> tuple[Fraction, Fraction]:
    half = len(values) // 2
    return _median(values[:half]), _median(values[-half:])


def _by_rank(values: Sequence[int], quarter: int) -> Fraction:
    """The first or third quartile of 4k or 4k + 1 values by the ranks instead of the halves."""
    ordered = sorted(values)
    k = len(values) // 4
    low = k if quarter == 1 else len(values) - k
    return Fraction(ordered[low - 1] + ordered[low], 2)


def _draw(rng: random.Random, low: int, high: int, how_many: int) -> list[int]:
    """Values with most of them near the middle."""
    middle, spread = (low + high) / 2, (high - low) / 5
    return [min(high, max(low, round(rng.gauss(middle, spread)))) for _ in range(how_many)]


def _shown(values: Sequence[int]) -> str:
    return f"${', '.join(map(str, values))}$"


def _ordered(values: Sequence[int]) -> str:
    return f"In order the values are ${' '.join(f'{a} {chr(92)}le' for a in values[:-1])} {values[-1]}$."


def _quartile_step(values: Sequence[int], quarter: int) -> str:
    half = len(values) // 2
    part = values[:half] if quarter == 1 else values[-half:]
    a, b = part[half // 2 - 1], part[half // 2]
    name = "lower" if quarter == 1 else "upper"
    return (
        f"The {name} half has {half} values, and the {name} quartile is the mean of its two middle ones: "
        f"$\\frac{{{a} + {b}}}{{2}} = {decimal(_median(part))}$."
    )


@problems("math.quartiles", version=2)
def quartiles(rng: random.Random, difficulty: int) -> Draft:
    """Quartiles, interquartile ranges and outliers of data.

    Difficulty 1: range or interquartile range from a box plot. 2: a quartile of ordered values. 3: the
    interquartile range of values in any order. 4: the number of outliers by the fences. 5: two sets of
    values compared.
    """
    what, low, high = rng.choice(_DATA)
    if difficulty == 1:
        return _box(rng, what, low, high)
    if difficulty == 4:
        return _outliers(rng, what, low, high)
    if difficulty == 5:
        return _compared(rng, what, low, high)
    values = _draw(rng, low, high, rng.choice((8, 9, 12, 13)))
    ordered = sorted(values)
    q1, q3 = _quartiles(ordered)
    agree((q1, q3), (_by_rank(values, 1), _by_rank(values, 3)), what="the quartiles")
    settings = (
        "Here are {what}: {v}. {rule}",
        "A table lists {what}: {v}. {rule}",
        "Somebody wrote down {what}: {v}. {rule}",
        "A box plot is to be drawn for {what}: {v}. {rule}",
    )
    if difficulty == 2:
        quarter = rng.choice((1, 3))
        prompt = tell(
            rng,
            settings,
            (
                "What is the {name} quartile?",
                "Find the {name} quartile.",
                "Calculate the {name} quartile of these values.",
                "Which value does the {name} quartile have?",
            ),
            what=what, v=_shown(ordered), rule=_RULE, name="lower" if quarter == 1 else "upper",
        )  # fmt: skip
        return worked(rng, prompt, [_quartile_step(ordered, quarter)], decimal(q1 if quarter == 1 else q3))
    prompt = tell(
        rng,
        settings,
        (
            "What is the interquartile range?",
            "Find the interquartile range.",
            "Calculate the interquartile range of these values.",
            "How long is the box of the box plot?",
        ),
        what=what, v=_shown(values), rule=_RULE,
    )  # fmt: skip
    steps = [
        _ordered(ordered),
        _quartile_step(ordered, 1),
        _quartile_step(ordered, 3),
        f"The interquartile range is their difference: ${decimal(q3)} - {decimal(q1)} = {decimal(q3 - q1)}$.",
    ]
    return worked(rng, prompt, steps, decimal(q3 - q1))


@redrawn
def _box(rng: random.Random, what: str, low: int, high: int) -> Draft | None:
    a, b, c, d, e = five = sorted(rng.sample(range(low, high + 1), 5))
    if min(b - a, c - b, d - c, e - d) * 25 < high - low:
        return None
    kind = rng.choice(("range", "interquartile range", "upper", "lower"))
    answer, first, last = {
        "range": (e - a, a, e), "interquartile range": (d - b, b, d), "upper": (e - c, c, e), "lower": (c - a, a, c),
    }[kind]  # fmt: skip
    agree(
        answer,
        sum(y - x for x, y in pairwise(five) if first <= x < last),
        what="the length",
    )
    asked = {
        "range": "the range of the values",
        "interquartile range": "the interquartile range",
        "upper": "the difference between the greatest value and the median",
        "lower": "the difference between the median and the least value",
    }[kind]
    prompt = tell(
        rng,
        (
            "A box plot shows {what}. Its whiskers end at ${a}$ and ${e}$, the box reaches from ${b}$ to ${d}$, and the line in it is at ${c}$.",
            "The five numbers of a box plot of {what} are ${a}$, ${b}$, ${c}$, ${d}$ and ${e}$ (least value, quartiles and median, greatest value).",
            "For {what} the least value is ${a}$, the lower quartile ${b}$, the median ${c}$, the upper quartile ${d}$ and the greatest value "
            "${e}$.",
        ),
        ("What is {asked}?", "Find {asked}.", "Calculate {asked}.", "How large is {asked}?"),
        what=what, a=a, b=b, c=c, d=d, e=e, asked=asked,
    )  # fmt: skip
    word = {
        "range": "The range is the greatest value less the least",
        "interquartile range": "The interquartile range is the upper quartile less the lower",
        "upper": "The line in the box is the median, and the upper whisker ends at the greatest value",
        "lower": "The line in the box is the median, and the lower whisker ends at the least value",
    }[kind]
    return worked(rng, prompt, [f"{word}: ${last} - {first} = {answer}$."], str(answer))


@redrawn
def _outliers(rng: random.Random, what: str, low: int, high: int) -> Draft | None:
    size = rng.choice((12, 13, 16))
    middle, spread = (low + high) // 2, max(2, (high - low) // 12)
    values = [min(high, max(low, round(rng.gauss(middle, spread)))) for _ in range(size)]
    for i in range(rng.randint(1, 3)):
        values[i] = rng.choice(
            (
                rng.randint(low, max(low, middle - 4 * spread)),
                rng.randint(min(high, middle + 4 * spread), high),
            )
        )
    rng.shuffle(values)
    ordered = sorted(values)
    q1, q3 = _quartiles(ordered)
    agree((q1, q3), (_by_rank(values, 1), _by_rank(values, 3)), what="the quartiles")
    iqr = q3 - q1
    reach = iqr * Fraction(3, 2)
    below, above = q1 - reach, q3 + reach
    out = [v for v in ordered if v < below or v > above]
    if not out or below in values or above in values or iqr < 2:
        return None
    prompt = tell(
        rng,
        (
            "Here are {what}: {v}. {rule} A value counts as an outlier if it lies more than $1.5$ times the interquartile range below the lower or "
            "above the upper quartile.",
            "A table lists {what}: {v}. {rule} Values more than $1.5$ interquartile ranges outside the quartiles are outliers.",
            "In a box plot of {what} the outliers are drawn as dots: all values further than $1.5$ times the interquartile range from the box. "
            "The values are {v}. {rule}",
        ),
        (
            "How many outliers are there?",
            "Find the number of outliers.",
            "Count the outliers.",
            "How many of these values are outliers?",
        ),
        what=what, v=_shown(values), rule=_RULE,
    )  # fmt: skip
    low_fence = f"${decimal(q1)} - {decimal(reach)} = {decimal(below)}$"
    steps = [
        _ordered(ordered),
        _quartile_step(ordered, 1),
        _quartile_step(ordered, 3),
        f"The interquartile range is ${decimal(q3)} - {decimal(q1)} = {decimal(iqr)}$, and $1.5$ times that is "
        f"$1.5 \\cdot {decimal(iqr)} = {decimal(reach)}$.",
        f"Outliers lie below {low_fence} or above ${decimal(q3)} + {decimal(reach)} = {decimal(above)}$.",
        "These are "
        + ", ".join(
            f"${v} {'<' if v < below else '>'} {decimal(below if v < below else above)}$" for v in out
        )
        + ".",
    ]
    return worked(rng, prompt, steps, str(len(out)))


@redrawn
def _compared(rng: random.Random, what: str, low: int, high: int) -> Draft | None:
    size = rng.choice((8, 9))
    sets = [_draw(rng, low, high, size) for _ in range(2)]
    found = []
    steps = []
    for label, values in zip("AB", sets, strict=True):
        ordered = sorted(values)
        q1, q3 = _quartiles(ordered)
        agree((q1, q3), (_by_rank(values, 1), _by_rank(values, 3)), what="the quartiles")
        found.append(q3 - q1)
        a, b = _quartile_step(ordered, 1), _quartile_step(ordered, 3)
        steps += [
            f"Group {label}. {_ordered(ordered)}",
            a,
            b,
            f"The interquartile range of group {label} is ${decimal(q3)} - {decimal(q1)} = {decimal(q3 - q1)}$.",
        ]
    if found[0] == found[1]:
        return None
    big, small = max(found), min(found)
    prompt = tell(
        rng,
        (
            "Two groups A and B were compared. For each, {what} were noted. Group A: {v}. Group B: {w}. {rule}",
            "For two groups, {what} are to be shown as box plots. Group A has {v}, group B has {w}. {rule}",
            "A report gives {what} for two groups, A: {v} and B: {w}. {rule}",
        ),
        (
            "By how much do the interquartile ranges differ?",
            "Find the positive difference of their interquartile ranges.",
            "How much longer is the box of one group than that of the other?",
            "Calculate by how much one interquartile range is greater than the other.",
        ),
        what=what, v=_shown(sets[0]), w=_shown(sets[1]), rule=_RULE,
    )  # fmt: skip
    steps.append(f"They differ by ${decimal(big)} - {decimal(small)} = {decimal(big - small)}$.")
    return worked(rng, prompt, steps, decimal(big - small))
