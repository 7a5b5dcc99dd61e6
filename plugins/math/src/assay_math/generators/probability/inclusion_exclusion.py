"""Counting with overlapping sets."""

from __future__ import annotations

import random
from math import lcm

from assay import Draft
from assay_math.generators._levels import problems
from assay_math.generators._words import listing
from assay_math.generators._write import worked


@problems("math.inclusion_exclusion", version=2, levels=(1, 2, 3, 3, 5))
def inclusion_exclusion(rng: random.Random, difficulty: int) -> Draft:
    """Count with overlapping sets.

    Step 1: two sets. 2: neither of two, or exactly one. 3: multiples of two numbers. 4: three
    sets. 5: numbers with none of three divisors.
    """
    if difficulty <= 2:
        return _two_sets(rng, difficulty)
    if difficulty == 4:
        return _three_sets(rng)
    return _multiples(rng, difficulty)


_CLUBS = (
    ("pupils", "play football", "play chess", "sing"), ("guests", "drink tea", "drink coffee", "drink juice"),
    ("employees", "speak French", "speak German", "speak Italian"), ("households", "own a car", "own a bicycle", "own a boat"),
    ("readers", "read novels", "read poems", "read comics"), ("farms", "keep cows", "keep sheep", "keep goats"),
    ("children", "like apples", "like pears", "like plums"), ("tourists", "visited Rome", "visited Paris", "visited Vienna"),
)  # fmt: skip


def _two_sets(rng: random.Random, difficulty: int) -> Draft:
    who, first, second, _ = rng.choice(_CLUBS)
    a, b, both = rng.randint(4, 120), rng.randint(4, 120), rng.randint(2, 50)
    none = rng.randint(1, 60)
    a, b = a + both, b + both
    either = a + b - both
    total = either + none
    base = f"Of {total} {who}, {a} {first} and {b} {second}; {both} do both."
    if difficulty == 1:
        prompt = rng.choice(
            (
                f"In a group of {who}, {a} {first} and {b} {second}; {both} do both. How many do at least one of the two?",
                f"{a} {who} {first}, {b} {second}, and {both} of them do both. How many {who} are that in all?",
                f"Among some {who}, {a} {first}, {b} {second} and {both} do both. How many do one or the other?",
                f"Every one of a number of {who} does at least one of two things: {a} {first}, {b} {second}, {both} do both. "
                f"How many {who} are there?",
            )
        )
        steps = [
            f"Those who do both are counted twice, so subtract them once: ${a} + {b} - {both} = {either}$."
        ]
        return worked(rng, prompt, steps, str(either))
    steps = [f"At least one of the two is done by ${a} + {b} - {both} = {either}$."]
    if rng.random() < 0.5:
        steps.append(f"The others are ${total} - {either} = {none}$.")
        asked = rng.choice(
            ("How many do neither?", "How many do none of the two?", "How many do not do either of these?")
        )
        return worked(rng, f"{base} {asked}", steps, str(none))
    known = rng.random() < 0.5
    if known:
        base = f"Of {total} {who}, {a} {first} and {b} {second}, while {none} do neither."
        asked = rng.choice(
            ("How many do both?", "How many do both of these?", "How many are counted in both groups?")
        )
        steps = [
            f"At least one of the two is done by ${total} - {none} = {either}$.",
            f"The sum of both groups counts some twice: ${a} + {b} - {either} = {both}$.",
        ]
        return worked(rng, f"{base} {asked}", steps, str(both))
    steps.append(f"Exactly one is done by ${either} - {both} = {either - both}$.")
    asked = rng.choice(
        (
            "How many do exactly one of the two?",
            "How many do only one of these?",
            "How many do one but not both?",
        )
    )
    return worked(rng, f"{base} {asked}", steps, str(either - both))


def _three_sets(rng: random.Random) -> Draft:
    who, *clubs = rng.choice(_CLUBS)
    all_ = rng.randint(2, 20)
    ab, ac, bc = (all_ + rng.randint(1, 25) for _ in range(3))
    a = ab + ac - all_ + rng.randint(3, 60)
    b = ab + bc - all_ + rng.randint(3, 60)
    c = ac + bc - all_ + rng.randint(3, 60)
    union = a + b + c - ab - ac - bc + all_
    none = rng.randint(1, 50)
    total = union + none
    x, y, z = clubs
    base = (
        f"{{}} {a} {x}, {b} {y} and {c} {z}. {ab} do the first and the second, {ac} the first and the third, {bc} the second and "
        f"the third, and {all_} do all three."
    )
    add = f"{a} + {b} + {c} - {ab} - {ac} - {bc} + {all_}"
    steps = [
        f"Add the single groups: ${a} + {b} + {c} = {a + b + c}$.",
        f"Those in two groups are counted twice; they come to ${ab} + {ac} + {bc} = {ab + ac + bc}$.",
        f"With all three put back once: ${add} = {union}$.",
    ]
    if rng.random() < 0.5:
        opening = rng.choice((f"Among some {who},", f"In a group of {who},", f"A survey of {who} shows:"))
        asked = rng.choice(("How many do at least one of the three?", "How many do one or more of these?"))
        return worked(rng, f"{base.format(opening)} {asked}", steps, str(union))
    opening = rng.choice((f"Of {total} {who},", f"Among {total} {who},", f"{total} {who} were asked:"))
    asked = rng.choice(("How many do none of the three?", "How many do nothing of this?"))
    steps.append(f"None of them is done by ${total} - {union} = {none}$.")
    return worked(rng, f"{base.format(opening)} {asked}", steps, str(none))


def _multiples(rng: random.Random, difficulty: int) -> Draft:
    n = rng.randint(100, 5000)
    numbers = sorted(rng.sample(range(2, 21 if difficulty == 3 else 14), 2 if difficulty == 3 else 3))
    if any(x % y == 0 for x in numbers for y in numbers if x != y):
        return _multiples(rng, difficulty)
    shown = [f"${m}$" for m in numbers]
    steps = []
    singles = [n // m for m in numbers]
    for m, k in zip(numbers, singles, strict=True):
        steps.append(f"Multiples of ${m}$: $\\lfloor \\frac{{{n}}}{{{m}}} \\rfloor = {k}$.")
    pairs = [(x, y) for i, x in enumerate(numbers) for y in numbers[i + 1 :]]
    doubles = []
    for x, y in pairs:
        common = lcm(x, y)
        doubles.append(n // common)
        steps.append(
            f"Multiples of both ${x}$ and ${y}$: $\\operatorname{{lcm}}({x}, {y}) = {common}$ and "
            f"$\\lfloor \\frac{{{n}}}{{{common}}} \\rfloor = {n // common}$."
        )
    union = sum(singles) - sum(doubles)
    add = " + ".join(map(str, singles)) + "".join(f" - {d}" for d in doubles)
    if difficulty == 5:
        common = lcm(*numbers)
        steps.append(
            f"Multiples of all three: $\\operatorname{{lcm}}({', '.join(map(str, numbers))}) = {common}$ and "
            f"$\\lfloor \\frac{{{n}}}{{{common}}} \\rfloor = {n // common}$."
        )
        union += n // common
        add += f" + {n // common}"
    steps.append(f"Divisible by at least one: ${add} = {union}$.")
    if difficulty == 3:
        either = listing(shown, "or")
        prompt = rng.choice(
            (
                f"How many of the numbers from $1$ to ${n}$ are divisible by {either}?",
                f"How many positive whole numbers up to ${n}$ are multiples of {either}, or of both?",
                f"Count the whole numbers from $1$ to ${n}$ that {shown[0]} or {shown[1]} divides.",
                f"Of the numbers $1, 2, \\dots, {n}$, how many are divisible by at least one of {listing(shown)}?",
            )
        )
        return worked(rng, prompt, steps, str(union))
    steps.append(f"The others are ${n} - {union} = {n - union}$.")
    prompt = rng.choice(
        (
            f"How many of the numbers from $1$ to ${n}$ are divisible by none of {listing(shown)}?",
            f"How many positive whole numbers up to ${n}$ are not a multiple of any of the numbers {listing(shown)}?",
            f"Count the whole numbers from $1$ to ${n}$ that are not divisible by any of {listing(shown)}.",
            f"Cross out all multiples of {listing(shown)} among the numbers from $1$ to ${n}$. How many numbers are left?",
        )
    )
    return worked(rng, prompt, steps, str(n - union))
