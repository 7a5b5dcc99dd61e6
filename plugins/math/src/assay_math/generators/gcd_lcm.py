"""Greatest common divisor and least common multiple."""

from __future__ import annotations

import random
from math import gcd, lcm

from assay import Draft, generator
from assay_math.generators._words import listing, people, plural
from assay_math.generators._write import VERIFIERS, worked

_GCD = (
    "Find the greatest common divisor of {numbers}.",
    "What is the greatest common factor of {numbers}?",
    "Determine ${symbol}$.",
    "Compute ${symbol}$ with the Euclidean algorithm.",
    "What is the largest whole number that divides {numbers} without a remainder?",
)
_LCM = (
    "Find the least common multiple of {numbers}.",
    "What is the smallest positive whole number that is divisible by {numbers}?",
    "Determine ${symbol}$.",
    "Compute ${symbol}$.",
)


def euclid(a: int, b: int, steps: list[str]) -> int:
    """The lines of Euclid's algorithm for ``a`` and ``b``, largest first; returns the gcd."""
    a, b = max(a, b), min(a, b)
    lead = "Divide with remainder"
    while b:
        q, r = divmod(a, b)
        steps.append(f"{lead}: ${a} = {q} \\cdot {b} + {r}$.")
        a, b = b, r
        lead = "Continue"
    return a


@generator("math.gcd", verifiers=VERIFIERS, min_step_coverage=1.0)
def greatest_common_divisor(rng: random.Random, difficulty: int) -> Draft:
    """Find a greatest common divisor with Euclid's algorithm.

    Difficulty 1: below 100. 2: below 1000. 3: a story, or below 5000. 4: five digits. 5: three numbers.
    """
    if difficulty == 3 and rng.random() < 0.5:
        return _cut_evenly(rng)
    high = (99, 999, 4999, 99_999, 9999)[difficulty - 1]
    shared = rng.randint(2, (12, 60, 120, 600, 120)[difficulty - 1])
    numbers: list[int] = []
    while len(numbers) < (3 if difficulty == 5 else 2):
        value = shared * rng.randint(2, high // shared)
        if value not in numbers:
            numbers.append(value)
    steps: list[str] = []
    result = _gcd_steps(numbers, steps)
    shown = listing([f"${n}$" for n in numbers])
    symbol = f"\\gcd({', '.join(map(str, numbers))})"
    return worked(rng.choice(_GCD).format(numbers=shown, symbol=symbol), steps, str(result))


def _gcd_steps(numbers: list[int], steps: list[str]) -> int:
    result = numbers[0]
    for number in numbers[1:]:
        before = result
        result = euclid(before, number, steps)
        pair = f"\\gcd({before}, {number}) = {result}"
        steps.append(f"The last remainder that is not zero gives ${pair}$.")
    if len(numbers) > 2:
        steps.append(f"Together: $\\gcd({', '.join(map(str, numbers))}) = {result}$.")
    return result


def _cut_evenly(rng: random.Random) -> Draft:
    shared = rng.randint(3, 60)
    numbers = [shared * rng.randint(3, 60) for _ in range(2)]
    if numbers[0] == numbers[1]:
        return _cut_evenly(rng)
    a, b = numbers
    x = people(rng, 1)[0]
    prompt = rng.choice(
        (
            f"{x} has {a} red and {b} white roses and makes bouquets that are all alike, with no rose left over. "
            "What is the greatest number of bouquets?",
            f"A floor measures {a} cm by {b} cm. It is to be covered with square tiles, all of one size and none of them cut. "
            "How many centimetres long can the side of a tile be at most?",
            f"Two ropes of {a} cm and {b} cm are cut into pieces of equal length, with nothing left over. "
            "What is the greatest possible length of a piece in centimetres?",
            f"{x} packs {a} pens and {b} rulers into parcels with the same contents, using everything up. "
            "What is the greatest number of parcels?",
        )
    )
    steps: list[str] = []
    result = _gcd_steps(numbers, steps)
    return worked(prompt, steps, str(result))


@generator("math.lcm", verifiers=VERIFIERS, min_step_coverage=1.0)
def least_common_multiple(rng: random.Random, difficulty: int) -> Draft:
    """Find a least common multiple through the greatest common divisor.

    Difficulty 1: up to 20. 2: up to 600. 3: a story, or up to 1500. 4: three numbers. 5: four numbers, or the
    second number from gcd and lcm.
    """
    if difficulty == 3 and rng.random() < 0.5:
        return _signals(rng)
    if difficulty == 5 and rng.random() < 0.4:
        return _other_number(rng)
    high = (20, 600, 1500, 120, 80)[difficulty - 1]
    how_many = (2, 2, 2, 3, 4)[difficulty - 1]
    shared = rng.randint(2, high // 4)
    numbers = [
        shared * rng.randint(2, high // shared) if rng.random() < 0.7 else rng.randint(4, high)
        for _ in range(how_many)
    ]
    if len(set(numbers)) < how_many or min(numbers) < 4:
        return least_common_multiple.make(rng, difficulty)
    steps: list[str] = []
    result = _lcm_steps(numbers, steps, euclidean=difficulty >= 2)
    shown = listing([f"${n}$" for n in numbers])
    symbol = f"\\operatorname{{lcm}}({', '.join(map(str, numbers))})"
    return worked(rng.choice(_LCM).format(numbers=shown, symbol=symbol), steps, str(result))


def _lcm_steps(numbers: list[int], steps: list[str], *, euclidean: bool) -> int:
    result = numbers[0]
    for number in numbers[1:]:
        before = result
        result = lcm(before, number)
        shared = gcd(before, number)
        if euclidean and len(numbers) == 2:
            euclid(before, number, steps)
        steps.append(f"The greatest common divisor is $\\gcd({before}, {number}) = {shared}$.")
        steps.append(
            f"So $\\operatorname{{lcm}}({before}, {number}) = \\frac{{{before} \\cdot {number}}}{{{shared}}} = {result}$."
        )
    return result


def _signals(rng: random.Random) -> Draft:
    how_many = rng.choice((2, 3))
    numbers = [rng.randint(6, 90) for _ in range(how_many)]
    if len(set(numbers)) < how_many or lcm(*numbers) > 20_000:
        return _signals(rng)
    unit = rng.choice(("minute", "second", "day"))
    thing, does = rng.choice(
        (("bus line", "departs"), ("lighthouse", "flashes"), ("bell", "rings"), ("machine", "is oiled"), ("ferry", "leaves"),
         ("clock", "chimes"), ("lamp", "blinks"), ("fountain", "starts"))
    )  # fmt: skip
    every = listing([str(n) for n in numbers])
    kind = "Two" if how_many == 2 else "Three"
    do = {"departs": "depart", "flashes": "flash", "rings": "ring", "is oiled": "are oiled", "leaves": "leave",
          "chimes": "chime", "blinks": "blink", "starts": "start"}[does]  # fmt: skip
    prompt = rng.choice(
        (
            f"{kind} {plural(thing)} {do} every {every} {unit}s respectively. They have just done so together. "
            f"After how many {unit}s does this happen next?",
            f"Of {kind.lower()} {plural(thing)}, one {does} every {listing([f'{numbers[0]} {unit}s'] + [f'another every {n}' for n in numbers[1:]])}. "
            f"All {do} now. In how many {unit}s do all {do} together again?",
            f"{kind} {plural(thing)} {do} at intervals of {every} {unit}s. At noon they all {do}. "
            f"How many {unit}s later do they {do} at the same moment again?",
        )
    )
    steps: list[str] = []
    result = _lcm_steps(numbers, steps, euclidean=False)
    return worked(prompt, steps, str(result))


def _other_number(rng: random.Random) -> Draft:
    shared = rng.randint(2, 60)
    p, q = rng.randint(2, 40), rng.randint(2, 40)
    if gcd(p, q) > 1:
        return _other_number(rng)
    a, b = shared * p, shared * q
    multiple = shared * p * q
    prompt = rng.choice(
        (
            f"Two numbers have greatest common divisor ${shared}$ and least common multiple ${multiple}$. One of them is ${a}$. "
            "What is the other?",
            f"The gcd of ${a}$ and another number is ${shared}$, their lcm is ${multiple}$. Find the other number.",
            f"Find the positive whole number $n$ with $\\gcd({a}, n) = {shared}$ and $\\operatorname{{lcm}}({a}, n) = {multiple}$.",
            f"One of two whole numbers is ${a}$. Their greatest common factor is ${shared}$ and their least common multiple is "
            f"${multiple}$. Determine the second number.",
        )
    )
    steps = [
        f"The product of two numbers is the product of their gcd and lcm: ${shared} \\cdot {multiple} = {shared * multiple}$.",
        f"So the other number is ${shared * multiple} \\div {a} = {b}$.",
        f"Check: $\\gcd({a}, {b}) = {shared}$ and $\\operatorname{{lcm}}({a}, {b}) = {multiple}$.",
    ]
    return worked(prompt, steps, str(b))
