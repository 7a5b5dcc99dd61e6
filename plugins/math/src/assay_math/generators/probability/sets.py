"""Counting with sets: two or three overlapping groups."""

from __future__ import annotations

import random

from assay import Draft
from assay_math.generators._levels import problems
from assay_math.generators._write import worked

_TOPICS = (
    ("students", "study", ("French", "Spanish", "German")),
    ("students", "play", ("football", "tennis", "basketball")),
    ("members of a club", "like", ("hiking", "cycling", "swimming")),
    ("people in a survey", "own", ("a cat", "a dog", "a bird")),
    ("guests at a party", "eat", ("cake", "fruit", "ice cream")),
    ("readers of a library", "borrow", ("novels", "comics", "magazines")),
)
_ASKS = (
    "How many of them {verb} {what}?",
    "Find how many of them {verb} {what}.",
    "What is the number of those who {verb} {what}?",
    "How many are there who {verb} {what}?",
)


@problems("math.venn_counts", version=2, levels=(1, 2, 2, 3, 3))
def venn_counts(rng: random.Random, difficulty: int) -> Draft:
    """Count a region of two or three overlapping groups.

    Step 1: in at least one of two. 2: in neither. 3: in exactly one. 4: three groups,
    in at least one. 5: three groups, in none, the overlap of all three given.
    """
    who, verb, things = rng.choice(_TOPICS)
    a, b, c = rng.sample(things, 3)
    scale = 4 + 5 * difficulty
    if difficulty <= 3:
        both = rng.randint(2, scale)
        only_a, only_b, neither = (rng.randint(2, 2 * scale) for _ in range(3))
        first, second = only_a + both, only_b + both
        union, total = only_a + only_b + both, only_a + only_b + both + neither
        story = f"Of {total} {who}, {first} {verb} {a}, {second} {verb} {b} and {both} {verb} both."
        steps = [
            f"Those who {verb} both are counted twice in the sum, so ${first} + {second} - {both} = {union}$ "
            f"{verb} at least one of the two."
        ]
        if difficulty == 1:
            return worked(rng, f"{story} {_ask(rng, verb, f'{a} or {b} or both')}", steps, str(union))
        if difficulty == 2:
            steps.append(f"The others {verb} neither: ${total} - {union} = {neither}$.")
            return worked(rng, f"{story} {_ask(rng, verb, f'neither {a} nor {b}')}", steps, str(neither))
        steps.append(f"Taking away those who {verb} both leaves ${union} - {both} = {only_a + only_b}$.")
        return worked(
            rng, f"{story} {_ask(rng, verb, f'exactly one of {a} and {b}')}", steps, str(only_a + only_b)
        )

    all_three = rng.randint(2, scale // 2)
    ab, ac, bc = (rng.randint(2, scale) for _ in range(3))  # in exactly these two
    only = [rng.randint(2, 2 * scale) for _ in range(3)]
    neither = rng.randint(1, scale)
    totals = (only[0] + ab + ac + all_three, only[1] + ab + bc + all_three, only[2] + ac + bc + all_three)
    pairs = (ab + all_three, ac + all_three, bc + all_three)
    union = sum(only) + ab + ac + bc + all_three
    story = (
        f"Of {union + neither} {who}, {totals[0]} {verb} {a}, {totals[1]} {verb} {b} and {totals[2]} {verb} {c}. "
        f"{pairs[0]} {verb} {a} and {b}, {pairs[1]} {verb} {a} and {c}, {pairs[2]} {verb} {b} and {c}, "
        f"and {all_three} {verb} all three."
    )
    steps = [
        f"Add the three groups: ${totals[0]} + {totals[1]} + {totals[2]} = {sum(totals)}$.",
        "Take away the overlaps of two, which were counted twice: "
        f"${sum(totals)} - {pairs[0]} - {pairs[1]} - {pairs[2]} = {sum(totals) - sum(pairs)}$.",
        f"Add the overlap of all three, which was taken away once too often: "
        f"${sum(totals) - sum(pairs)} + {all_three} = {union}$.",
    ]
    if difficulty == 4:
        return worked(rng, f"{story} {_ask(rng, verb, 'at least one of the three')}", steps, str(union))
    steps.append(f"The others {verb} none of them: ${union + neither} - {union} = {neither}$.")
    return worked(rng, f"{story} {_ask(rng, verb, 'none of the three')}", steps, str(neither))


def _ask(rng: random.Random, verb: str, what: str) -> str:
    return rng.choice(_ASKS).format(verb=verb, what=what)
