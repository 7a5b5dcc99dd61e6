"""Arrangements in a row of things of which some are alike."""

from __future__ import annotations

import random
from collections.abc import Sequence
from math import comb, factorial

from assay import Draft
from assay.evidence.english import plural
from assay_math.generators._counting import choose
from assay_math.generators._levels import again, problems
from assay_math.generators._words import capital, count, listing, times
from assay_math.generators._write import worked

_BEADS = ("red", "blue", "green", "yellow", "white", "black", "orange", "purple", "silver", "golden")


@problems("math.coloured_arrangement", version=3, levels=(2, 2, 3, 4, 5))
def coloured_arrangement(rng: random.Random, difficulty: int) -> Draft:
    """Count arrangements of things of which some are alike.

    Step 1: two colours. 2: two or three. 3: three or four. 4: with one kind kept
    together. 5: with no two of one kind side by side.
    """
    kinds = (2, rng.randint(2, 3), rng.randint(3, 4), 3, 3)[difficulty - 1]
    high = 4 if difficulty == 1 else 5 if kinds == 4 else 6
    colours = rng.sample(_BEADS, kinds)
    numbers = [rng.randint(1 if i else 2, high) for i in range(kinds)]
    thing = rng.choice(
        (
            "bead",
            "flag",
            "tile",
            "ball",
            "tulip",
            "candle",
            "book",
            "mug",
            "lantern",
            "brick",
            "button",
            "kite",
        )
    )
    named = listing([count(k, f"{c} {thing}") for k, c in zip(numbers, colours, strict=True)])
    alike = f"{capital(plural(thing))} of one colour look alike."
    if difficulty <= 3:
        prompt = rng.choice(
            (
                f"In how many different ways can {named} be arranged in a row? {alike}",
                f"{capital(named)} are put in a row. How many different rows are there? {alike}",
                f"How many patterns can be made by lining up {named}? {alike}",
                f"Someone lines up {named}. {alike} How many orders can be told apart?",
            )
        )
        steps: list[str] = []
        value = _multinomial(numbers, steps, plural(thing))
        return worked(rng, prompt, steps, str(value))
    i = max(range(kinds), key=lambda j: numbers[j])
    name = plural(f"{colours[i]} {thing}")
    rest = [k for j, k in enumerate(numbers) if j != i]
    steps = []
    if difficulty == 4:
        prompt = rng.choice(
            (
                f"In how many ways can {named} be arranged in a row if all {name} must stand together? {alike}",
                f"{capital(named)} are lined up so that the {name} form one block. {alike} How many rows are there?",
                f"How many rows can be made from {named} in which the {name} are all next to each other? {alike}",
                f"Someone lines up {named} and keeps the {name} together. {alike} How many orders can be told apart?",
            )
        )
        lead = f"Count the {numbers[i]} {name} as one block, so there are"
        value = _multinomial([*rest, 1], steps, "things", lead)
        return worked(rng, prompt, steps, str(value))
    others = sum(rest)
    if numbers[i] > others + 1:
        return again(coloured_arrangement)(rng, difficulty)
    prompt = rng.choice(
        (
            f"In how many ways can {named} be arranged in a row if no two {name} stand side by side? {alike}",
            f"{capital(named)} are lined up so that no {name} are next to each other. {alike} How many rows are there?",
            f"How many rows of {named} have no two neighbouring {name}? {alike}",
            f"Someone lines up {named} and keeps all {name} apart from each other. {alike} How many orders can be told apart?",
        )
    )
    first = _multinomial(rest, steps, "other things")
    gaps = comb(others + 1, numbers[i])
    steps.append(
        f"There are ${others} + 1 = {others + 1}$ gaps, ends included, for the {name}: ${choose(others + 1, numbers[i])}$."
    )
    steps.append(f"Together: ${first} \\cdot {gaps} = {first * gaps}$.")
    return worked(rng, prompt, steps, str(first * gaps))


def _multinomial(numbers: Sequence[int], steps: list[str], what: str, lead: str = "There are") -> int:
    total = sum(numbers)
    value = factorial(total)
    for number in numbers:
        value //= factorial(number)
    repeated = [number for number in numbers if number > 1]
    if len(numbers) > 1:
        steps.append(f"{lead} ${' + '.join(map(str, numbers))} = {total}$ {what}.")
    if repeated:
        below = times(f"{number}!" for number in repeated)
        steps.append(
            f"Exchanging equal ones changes nothing: $\\frac{{{total}!}}{{{below}}} = {value}$ orders."
        )
    else:
        steps.append(f"All are different: ${total}! = {value}$ orders.")
    return value
