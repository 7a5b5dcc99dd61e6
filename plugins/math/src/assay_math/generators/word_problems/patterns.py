"""Growing patterns and figurate numbers."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import pairwise

from assay import Draft, agree
from assay_math.generators._levels import problems
from assay_math.generators._tell import redrawn, tell
from assay_math.generators._words import people
from assay_math.generators._write import worked

_PIECES = ("matches", "tiles", "beads", "dots", "coins", "cubes", "sticks", "pebbles", "bricks", "counters")


def _shown(terms: Sequence[int]) -> str:
    return ", ".join(f"${t}$" for t in terms[:-1]) + f" and ${terms[-1]}$"


def _by_differences(terms: Sequence[int], n: int) -> int:
    """Term ``n`` of a sequence whose differences of some order are constant, by continuing the table."""
    rows = [list(terms)]
    while len(set(rows[-1])) > 1:
        rows.append([b - a for a, b in pairwise(rows[-1])])
    while len(rows[0]) < n:
        rows[-1].append(rows[-1][-1])
        for i in range(len(rows) - 2, -1, -1):
            rows[i].append(rows[i][-1] + rows[i + 1][-1])
    return rows[0][n - 1]


@problems("math.growing_pattern", version=3, levels=(1, 2, 3, 4, 4))
def growing_pattern(rng: random.Random, difficulty: int) -> Draft:
    """Continue a pattern of figures.

    Step 1: a later figure of a linear pattern. 2: which figure has a given number. 3: polygonal numbers.
    4: a quadratic pattern by its differences. 5: the pieces of all figures together, or solid numbers.
    """
    if difficulty <= 2:
        return _linear(rng, difficulty)
    if difficulty == 3:
        return _polygonal(rng)
    if difficulty == 4:
        return _quadratic(rng)
    return _totals(rng) if rng.random() < 0.6 else _solid(rng)


def _linear(rng: random.Random, difficulty: int) -> Draft:
    step, first = rng.randint(2, 12), rng.randint(3, 20)
    n = rng.randint(12, 120)
    value = agree(
        first + (n - 1) * step, _by_differences([first, first + step, first + 2 * step], n), what="the term"
    )
    terms = [first + k * step for k in range(rng.randint(3, 4))]
    pieces = rng.choice(_PIECES)
    (person,) = people(rng, 1)
    settings = (
        "{name} lays figures of {p}. The first figures need {t} {p}, and it goes on like this, with the same number added each time.",
        "A pattern of {p} grows by the same number from figure to figure. The first figures have {t} {p}.",
        "In a book of puzzles figure 1 has ${a}$ {p}, and every further figure has ${s}$ {p} more than the one before.",
        "A pattern made of {p} uses ${a}$ {p} for the first figure and ${s}$ more for each further one.",
    )
    values = {"name": person.name, "p": pieces, "t": _shown(terms), "a": first, "s": step}
    if difficulty == 1:
        prompt = tell(
            rng,
            settings,
            (
                "How many {p} does figure number ${n}$ have?",
                "Find the number of {p} in figure number ${n}$.",
                "How many {p} are needed for figure number ${n}$ alone?",
                "What is the number of {p} in the figure with the number ${n}$?",
            ),
            n=n, **values,
        )  # fmt: skip
        steps = [
            f"From the first figure to number {n} the step is added ${n} - 1 = {n - 1}$ times.",
            f"The figure has ${first} + {n - 1} \\cdot {step} = {value}$ {pieces}.",
        ]
        return worked(rng, prompt, steps, str(value))
    prompt = tell(
        rng,
        settings,
        (
            "What is the number of the figure that has exactly ${v}$ {p}?",
            "Find the number of the figure with ${v}$ {p}.",
            "What number does the figure have that needs ${v}$ {p}?",
            "For which number of the figure are exactly ${v}$ {p} used?",
        ),
        v=value, **values,
    )  # fmt: skip
    steps = [
        f"Beyond the first figure ${value} - {first} = {value - first}$ {pieces} are added.",
        f"That is $\\frac{{{value - first}}}{{{step}}} = {n - 1}$ steps, so the figure has the number ${n - 1} + 1 = {n}$.",
    ]
    return worked(rng, prompt, steps, str(n))


_POLYGONS = {3: "triangular", 5: "pentagonal", 6: "hexagonal", 7: "heptagonal", 8: "octagonal"}


def _polygonal(rng: random.Random) -> Draft:
    sides, n = rng.choice(tuple(_POLYGONS)), rng.randint(8, 120)
    terms = [((sides - 2) * k * k - (sides - 4) * k) // 2 for k in range(1, 5)]
    value = ((sides - 2) * n * n - (sides - 4) * n) // 2
    agree(value, _by_differences(terms, n), what="the polygonal number")
    growth = sides - 2
    pieces = rng.choice(("dots", "coins", "pebbles", "counters", "beads"))
    prompt = tell(
        rng,
        (
            "The {kind} numbers start with {t}: each step adds ${g}$ more than the step before.",
            "Figures of {p} show the {kind} numbers. They have {t} {p}, and the number that is added grows by ${g}$ each time.",
            "A {kind} number counts {p} in a growing figure. The first of these numbers are {t}; from step to step ${g}$ more {p} are added.",
            "The sequence {t} of {kind} numbers goes on so that its differences grow by ${g}$.",
        ),
        (
            "What is number ${n}$ of them?",
            "Find number ${n}$ of this sequence.",
            "How large is the one with the number ${n}$?",
            "Calculate the {kind} number with the number ${n}$.",
        ),
        kind=_POLYGONS[sides], t=_shown(terms), g=growth, n=n, p=pieces,
    )  # fmt: skip
    last = 1 + growth * (n - 1)
    steps = [
        f"What is added, with 1 for the first figure, is an arithmetic sequence: $1, {1 + growth}, {1 + 2 * growth}, \\dots$. Its member "
        f"number {n} is $1 + {n - 1} \\cdot {growth} = {last}$.",
        f"The sum of {n} members is $\\frac{{{n} \\cdot (1 + {last})}}{{2}} = {value}$.",
    ]
    return worked(rng, prompt, steps, str(value))


@redrawn
def _quadratic(rng: random.Random) -> Draft | None:
    a, b, c = Fraction(rng.randint(1, 8), 2), Fraction(rng.randint(-8, 16), 2), Fraction(rng.randint(-6, 20))
    if (a + b).denominator != 1:
        return None
    terms = [int(a * k * k + b * k + c) for k in range(1, 6)]
    if terms[0] < 1 or terms[1] <= terms[0] or b == 0:
        return None
    n = rng.randint(10, 60)
    value = agree(int(a * n * n + b * n + c), _by_differences(terms, n), what="the term")
    pieces = rng.choice(_PIECES)
    (person,) = people(rng, 1)
    prompt = tell(
        rng,
        (
            "{name} builds a row of figures from {p}. They need {t} {p}, and the second differences stay the same.",
            "The figures of a pattern have {t} {p}. The number of {p} is given by a quadratic rule.",
            "A growing mosaic has {t} {p} in its first five stages, and its number of {p} follows a quadratic formula.",
            "A sequence starts with {t}; its second differences are constant.",
        ),
        (
            "How large is number ${n}$?",
            "Find member number ${n}$ of this sequence.",
            "What number comes at place ${n}$?",
            "Calculate the number that belongs to place ${n}$.",
        ),
        name=person.name, p=pieces, t=_shown(terms), n=n,
    )  # fmt: skip
    d = [y - x for x, y in pairwise(terms)]
    second = d[1] - d[0]
    steps = [
        "The differences are " + ", ".join(f"${y} - {x} = {y - x}$" for x, y in pairwise(terms)) + ".",
        f"They grow by ${d[1]} - {d[0]} = {second}$ each time.",
        f"From number 1 to number {n} there are {n - 1} differences. The last of them is ${d[0]} + {n - 2} \\cdot {second} = {d[0] + (n - 2) * second}$.",
        f"They add up to $\\frac{{{n - 1} \\cdot ({d[0]} + {d[0] + (n - 2) * second})}}{{2}} = {value - terms[0]}$.",
        f"So the number is ${terms[0]} + {value - terms[0]} = {value}$.",
    ]
    return worked(rng, prompt, steps, str(value))


def _totals(rng: random.Random) -> Draft:
    step, first, n = rng.randint(2, 12), rng.randint(3, 20), rng.randint(12, 90)
    last = first + (n - 1) * step
    value = n * (first + last) // 2
    agree(value, sum(first + k * step for k in range(n)), what="the sum")
    pieces = rng.choice(_PIECES)
    (person,) = people(rng, 1)
    terms = [first + k * step for k in range(3)]
    reverse = rng.random() < 0.5
    settings = (
        "{name} lays figures of {p}, all of them side by side. They need {t} {p} and so on, the same number more each time.",
        "A pattern of {p} has ${a}$ {p} in its first figure and ${s}$ more in each further one. All figures are laid out.",
        "The figures of an exhibition are made of {p}. The first ones have {t} {p}, and the number grows evenly.",
    )
    values = {"name": person.name, "p": pieces, "t": _shown(terms), "a": first, "s": step, "n": n, "v": value}
    if not reverse:
        prompt = tell(
            rng,
            settings,
            (
                "How many {p} do the first ${n}$ figures have together?",
                "Find the number of {p} in figures 1 to ${n}$ together.",
                "How many {p} are needed for all of the first ${n}$ figures?",
                "What is the total number of {p} in the first ${n}$ figures?",
            ),
            **values,
        )
        steps = [
            f"Figure number {n} has ${first} + {n - 1} \\cdot {step} = {last}$ {pieces}.",
            f"On average a figure has $\\frac{{{first} + {last}}}{{2}} = {_half(first + last)}$, so together there are "
            f"${n} \\cdot {_half(first + last)} = {value}$.",
        ]
        return worked(rng, prompt, steps, str(value))
    spare = rng.randint(1, last + step - 1)
    prompt = tell(
        rng,
        settings,
        (
            "There are ${q}$ {p}. How many figures can be finished at most, starting with the first?",
            "With ${q}$ {p}, how many figures can be laid at most, from the first one on?",
            "Find the greatest number of figures, from the first one on, for which ${q}$ {p} are enough.",
            "For how many figures, counted from the first, are ${q}$ {p} enough at most?",
        ),
        q=value + spare, **values,
    )  # fmt: skip
    following = last + step
    # the same by taking figure after figure off the stock
    left, done = value + spare, 0
    while left >= first + done * step:
        left -= first + done * step
        done += 1
    agree(n, done, what="the number of figures")
    steps = [
        f"Figure number {n} has ${first} + {n - 1} \\cdot {step} = {last}$ {pieces}, so {n} figures have "
        f"$\\frac{{{n} \\cdot ({first} + {last})}}{{2}} = {value}$.",
        f"The next figure needs ${last} + {step} = {following}$, and one more would make ${value} + {following} = {value + following}$.",
        f"The stock lies between: ${value} < {value + spare} < {value + following}$.",
    ]
    return worked(rng, prompt, steps, str(n))


def _half(value: int) -> str:
    return str(value // 2) if value % 2 == 0 else f"{value // 2}.5"


def _solid(rng: random.Random) -> Draft:
    square = rng.random() < 0.5
    n = rng.randint(6, 60)
    value = n * (n + 1) * (2 * n + 1) // 6 if square else n * (n + 1) * (n + 2) // 6
    layer: Callable[[int], int] = (lambda k: k * k) if square else (lambda k: k * (k + 1) // 2)
    agree(value, sum(layer(k) for k in range(1, n + 1)), what="the solid number")
    balls = rng.choice(("oranges", "cannonballs", "tennis balls", "marbles", "melons", "snowballs"))
    shape = "square" if square else "triangular"
    terms = [layer(k) for k in range(1, 5)]
    prompt = tell(
        rng,
        (
            "{Balls} are piled up in a pyramid with {shape} layers. From the top the layers have {t} {balls} and so on, and there are ${n}$ layers.",
            "A pile of {balls} is a pyramid of ${n}$ {shape} layers, with ${n}$ {balls} along each side of the lowest one and one fewer in each "
            "layer above.",
            "In a shop {balls} are stacked in ${n}$ {shape} layers. The top is a single one, and each layer has one more along its side than the "
            "layer above it; from the top they count {t} and so on.",
        ),
        (
            "How many {balls} are there in all?",
            "Find the number of {balls} in the pile.",
            "How many {balls} does the whole pile have?",
            "Calculate the number of all {balls} in it.",
        ),
        Balls=balls[0].upper() + balls[1:], balls=balls, shape=shape, t=_shown(terms), n=n,
    )  # fmt: skip
    if square:
        steps = [
            f"The lowest layer has ${n}^2 = {n * n}$ {balls}. The squares from 1 to that of {n} have the sum "
            f"$\\frac{{{n} \\cdot ({n} + 1) \\cdot (2 \\cdot {n} + 1)}}{{6}} = {value}$."
        ]
    else:
        steps = [
            f"The lowest layer has $\\frac{{{n} \\cdot ({n} + 1)}}{{2}} = {layer(n)}$ {balls}. The triangular numbers up to this one have the sum "
            f"$\\frac{{{n} \\cdot ({n} + 1) \\cdot ({n} + 2)}}{{6}} = {value}$."
        ]
    steps.append(
        f"Check with the sum for one layer fewer: ${value} - {layer(n)} = {value - layer(n)}$, and the formula gives "
        + (
            f"$\\frac{{{n - 1} \\cdot {n} \\cdot {2 * n - 1}}}{{6}} = {value - layer(n)}$."
            if square
            else f"$\\frac{{{n - 1} \\cdot {n} \\cdot {n + 1}}}{{6}} = {value - layer(n)}$."
        )
    )
    return worked(rng, prompt, steps, str(value))
