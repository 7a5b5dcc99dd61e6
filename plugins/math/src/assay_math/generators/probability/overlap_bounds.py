"""How small or large the overlap of sets must be."""

from __future__ import annotations

import random

from assay import Draft, agree
from assay_math.generators._levels import problems
from assay_math.generators._tell import redrawn, tell
from assay_math.generators._words import listing
from assay_math.generators._write import worked

_GROUPS = (
    ("pupils of a school", "learn French", "play an instrument", "belong to a sports club", "come by bus"), ("guests of a hotel", "had breakfast", "used the pool", "came by car", "stayed a week"),
    ("members of a library", "read novels", "read travel books", "read magazines", "borrow films"), ("employees of a firm", "speak English", "speak Spanish", "have a driving licence", "work from home at times"),
    ("houses of a village", "have a garden", "have a garage", "have solar panels", "have a cellar"), ("visitors of a zoo", "saw the lions", "saw the penguins", "saw the elephants", "bought an ice cream"),
    ("customers of a café", "drink coffee", "eat cake", "read a newspaper", "pay by card"), ("runners of a race", "trained in a club", "had run it before", "were under forty", "reached the finish within three hours"),
    ("tourists on a bus", "have been to Rome", "have been to Paris", "have been to Athens", "have been to Oslo"), ("cars in a car park", "are red", "have four doors", "are diesel cars", "are older than five years"),
    ("recipes in a book", "use onions", "use garlic", "use cheese", "take over an hour"), ("students of a course", "passed algebra", "passed geometry", "passed statistics", "passed logic"),
)  # fmt: skip


@problems("math.overlap_bounds", version=2, levels=(1, 2, 3, 3, 3))
def overlap_bounds(rng: random.Random, difficulty: int) -> Draft:
    """Find the least or greatest number that must, or can, belong to several sets.

    Step 1: the greatest overlap of two sets, or the greatest number outside. 2: the least overlap of two
    sets. 3: of three. 4: of three when some belong to none. 5: of four.
    """
    return _bounds(rng, difficulty)


@redrawn
def _bounds(rng: random.Random, difficulty: int) -> Draft | None:
    group, *facts = rng.choice(_GROUPS)
    many = {1: 2, 2: 2, 3: 3, 4: 3, 5: 4}[difficulty]
    total = rng.randint(20, 100 if difficulty < 3 else 240)
    none = rng.randint(1, total // 8) if difficulty == 4 else 0
    chosen = rng.sample(facts, many)
    low = total // 3 if difficulty == 1 else total * (many - 1) // many
    sizes = [rng.randint(low, total - none - 1) for _ in range(many)]
    if len(set(sizes)) < many:
        return None
    said = listing([f"{size} {fact}" for size, fact in zip(sizes, chosen, strict=True)])
    prefix = f"Of {total} {group}, {said}"
    if difficulty == 1:
        if rng.random() < 0.5:
            # as many as possible are in neither
            answer = agree(
                total - max(sizes), min(total - s for s in sizes), what="the greatest number outside"
            )
            questions = (
                "How many can at most belong to neither of these two groups?",
                "Find the greatest possible number of those for whom neither holds.",
                "What is the largest number that may be in neither of the two?",
                "At most how many are there for which neither is true?",
            )
            steps = [
                f"The larger of the two has {max(sizes)} members, and all others may be outside of both: ${total} - {max(sizes)} = {answer}$."
            ]
        else:
            a, b = max(sizes), min(sizes)
            if a + b <= total:
                return None
            overlap = a + b - total
            answer = agree(a - overlap, total - b, what="the greatest number with the first alone")
            name = chosen[sizes.index(a)]
            other = chosen[sizes.index(b)]
            questions = (
                f"At most how many {name} without being among those who {other}?",
                f"What is the greatest possible number of those who {name} but are not among those who {other}?",
                f"Find the largest number that can be counted for '{name}' and not for '{other}'.",
                f"How many can at most be in the group '{name}' but outside of the group '{other}'?",
            )
            steps = [
                f"Only those outside of the group of {b} can be meant, and they are ${total} - {b} = {answer}$.",
                f"The group of {a} is large enough to hold all of them, because ${a} > {answer}$.",
            ]
        return worked(rng, f"{prefix}. {rng.choice(questions)}", steps, str(answer))
    inside = total - none
    missing = [inside - s for s in sizes]
    least = inside - sum(missing)
    if least < 1:
        return None
    agree(least, sum(sizes) - (many - 1) * inside, what="the least overlap")
    every = {2: "both", 3: "all three", 4: "all four"}[many]
    outside = f" Exactly {none} of them belong to none of these groups." if none else ""
    prompt = tell(
        rng,
        (
            "{p}.{o}",
            "A count gave these numbers. {p}.{o}",
            "{p}; nothing is known about how these groups overlap.{o}",
            "A report says the following. {p}.{o}",
        ),
        (
            "At least how many must belong to {e} of these groups?",
            "What is the least possible number of those in {e} groups?",
            "Find the smallest number for which {e} can be true.",
            "How many are there at least for which {e} of these are true?",
        ),
        p=prefix, o=outside, e=every,
    )  # fmt: skip
    steps = []
    if none:
        steps.append(f"Leave out those who belong to none: ${total} - {none} = {inside}$ remain.")
    shown = ", ".join(f"${inside} - {s} = {m}$" for s, m in zip(sizes, missing, strict=True))
    steps.append(f"Count those who are missing in each group: {shown}.")
    steps.append(
        f"At worst these are different ones, ${' + '.join(map(str, missing))} = {sum(missing)}$ in all. The rest belong to {every} groups: "
        f"${inside} - {sum(missing)} = {least}$."
    )
    return worked(rng, prompt, steps, str(least))
