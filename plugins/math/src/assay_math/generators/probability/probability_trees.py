"""Probability trees: joint, total and repeated chances."""

from __future__ import annotations

import random
from fractions import Fraction

from assay import Draft, agree
from assay.evidence.english import plural
from assay_math.generators._levels import problems
from assay_math.generators._tell import redrawn, tell
from assay_math.generators._words import a, capital, decimal
from assay_math.generators._write import worked

_SOURCES = (
    ("A shop gets its bulbs from {list}.", "factory", "bulb", "is faulty"), ("The pupils of a school come from {list}.", "village", "pupil", "cycles to school"),
    ("The parcels of a town are delivered by {list}.", "company", "parcel", "is late"), ("The patients of a hospital come from {list}.", "district", "patient", "has to stay overnight"),
    ("A supermarket buys its eggs from {list}.", "farm", "egg", "is cracked"), ("The calls of a hotline are answered by {list}.", "team", "call", "takes over ten minutes"),
    ("The guests of a hotel book through {list}.", "website", "guest", "asks for breakfast"), ("The books of a library come from {list}.", "publisher", "book", "is a novel"),
    ("The trains of a station belong to {list}.", "line", "train", "is on time"), ("A bakery sells its loaves in {list}.", "branch", "loaf", "is sold before noon"),
)  # fmt: skip
"""A whole that has sources, the kind of source, one of the things, and what may be true of it."""
_PAIRS = (
    ("A traffic light", "red", "green", "morning"), ("The weather of a coast", "rainy", "dry", "day"), ("A team's result", "a win", "no win", "match"),
    ("A machine's state", "running", "stopped", "hour"), ("A pupil's mood", "good", "bad", "day"), ("A road's state", "jammed", "free", "morning"),
    ("The wind at a farm", "strong", "weak", "day"), ("A share's price", "rising", "falling", "week"), ("A server's load", "high", "low", "hour"),
    ("The sea at a beach", "rough", "calm", "day"),
)  # fmt: skip
"""Something with two states, and the step of time."""


@problems("math.probability_tree", version=3)
def probability_tree(rng: random.Random, difficulty: int) -> Draft:
    """Multiply and add along the branches of a probability tree.

    Difficulty 1: one path. 2: the total probability from two sources. 3: from three sources. 4: two steps of
    a state that changes. 5: three steps.
    """
    if difficulty <= 3:
        return _sources(rng, difficulty)
    return _states(rng, difficulty - 2)


def _percent(value: Fraction) -> str:
    return f"{decimal(value * 100)} %"


@redrawn
def _sources(rng: random.Random, difficulty: int) -> Draft | None:
    whole, kind, one, event = rng.choice(_SOURCES)
    how_many = 3 if difficulty == 3 else 2
    cuts = sorted(rng.sample(range(1, 20), how_many - 1))
    shares = [Fraction(high - low, 20) for low, high in zip([0, *cuts], [*cuts, 20], strict=True)]
    rare = event in ("is faulty", "is cracked", "is late")
    rates = [Fraction(rng.randint(1, 12) if rare else rng.randint(5, 95), 100) for _ in range(how_many)]
    if len(set(rates)) < how_many:
        return None
    names = rng.choice(("ABC", "PQR", "XYZ"))[:how_many]
    listed = f"{'two' if how_many == 2 else 'three'} {plural(kind)}, {', '.join(names[:-1])} and {names[-1]}"
    parts = [f"{_percent(s)} from {name}" for s, name in zip(shares, names, strict=True)]
    makes = [f"{name} {_percent(s)}" for s, name in zip(shares[1:], names[1:], strict=True)]
    makes[-1:] = [f"and {makes[-1]}"] if len(makes) > 1 else makes
    facts = [f"{_percent(r)} for {name}" for r, name in zip(rates, names, strict=True)]
    joint = [s * r for s, r in zip(shares, rates, strict=True)]
    setting = whole.format(list=listed) + rng.choice(
        (
            f" The shares are {', '.join(parts[:-1])} and {parts[-1]}. The chance that {a(one)} {event} is {', '.join(facts[:-1])} and {facts[-1]}.",
            f" {names[0]} makes up {_percent(shares[0])} of the total, {', '.join(makes)}. {capital(a(one))} {event} with a chance of "
            f"{', '.join(facts[:-1])} and {facts[-1]}.",
            f" The parts are {', '.join(parts[:-1])} and {parts[-1]}; the part of them for which {a(one)} {event} is {', '.join(facts[:-1])} "
            f"and {facts[-1]}.",
        )
    )
    if difficulty == 1:
        i = rng.randrange(how_many)
        value = joint[i]
        # of 2,000 things, counted
        agree(value * 2000, 2000 * shares[i] * rates[i], what="the share")
        questions = (
            f"What is the probability that a random {one} is from {names[i]} and {event}? Give a decimal.",
            f"Find, as a decimal, the probability that {a(one)} chosen at random comes from {names[i]} and {event}.",
            f"How likely is it, as a decimal, that {a(one)} is from {names[i]} and at the same time {event}?",
            f"Calculate, as a decimal, how likely {a(one)} is both from {names[i]} and such that it {event}.",
        )
        steps = [
            f"Multiply along the path: ${decimal(shares[i])} \\cdot {decimal(rates[i])} = {decimal(value)}$."
        ]
        return worked(rng, f"{setting} {rng.choice(questions)}", steps, decimal(value))
    value = sum(joint, Fraction(0))
    things = 2000
    agree(
        value,
        Fraction(sum(int(things * s * r) for s, r in zip(shares, rates, strict=True)), things),
        what="the total",
    )
    questions = (
        f"What is the probability that a random {one} {event}? Give a decimal.",
        f"Find, as a decimal, the probability that {a(one)} chosen at random {event}.",
        f"How likely is it, as a decimal, that {a(one)} {event}?",
        f"Calculate, as a decimal, the total probability that {a(one)} {event}.",
    )
    steps = [
        f"Path over {name}: ${decimal(s)} \\cdot {decimal(r)} = {decimal(j)}$."
        for name, s, r, j in zip(names, shares, rates, joint, strict=True)
    ]
    steps.append(f"Add the paths: ${' + '.join(decimal(j) for j in joint)} = {decimal(value)}$.")
    return worked(rng, f"{setting} {rng.choice(questions)}", steps, decimal(value))


@redrawn
def _states(rng: random.Random, steps_taken: int) -> Draft | None:
    what, first, second, unit = rng.choice(_PAIRS)
    stay, back = Fraction(rng.randint(2, 18), 20), Fraction(rng.randint(2, 18), 20)
    if stay == back or stay + back == 1:
        return None
    start_first = rng.random() < 0.5
    ask_first = rng.random() < 0.5
    p = Fraction(1 if start_first else 0)  # the chance of the first state
    steps = []
    rows = [p]
    for t in range(1, steps_taken + 1):
        if t == 1:
            p = stay if start_first else back
            rows.append(p)
            continue
        new = p * stay + (1 - p) * back
        steps.append(
            f"After {t} steps the state '{first}' has the probability ${decimal(p)} \\cdot {decimal(stay)} + {decimal(1 - p)} \\cdot {decimal(back)} = "
            f"{decimal(new)}$."
        )
        p = new
        rows.append(p)
    one = rows[1]
    steps.insert(
        0,
        f"After one step the states '{first}' and '{second}' have the probabilities ${decimal(one)}$ and $1 - {decimal(one)} = {decimal(1 - one)}$.",
    )
    # the closed form instead of the steps: p_n = s + (p_0 - s) (stay - back)^n
    limit = back / (1 - stay + back)
    agree(p, limit + (rows[0] - limit) * (stay - back) ** steps_taken, what="the probability after the steps")
    value = p if ask_first else 1 - p
    if not ask_first:
        steps.append(f"The other state has the rest: $1 - {decimal(p)} = {decimal(value)}$.")
    ago = f"{steps_taken} {unit}s" if unit != "match" else f"{steps_taken} matches"
    prompt = tell(
        rng,
        (
            "{what} is either '{a}' or '{b}', once every {unit}. After '{a}' comes '{a}' again with probability ${s}$; after '{b}' comes '{a}' with "
            "probability ${r}$. Now it is '{now}'.",
            "{what} is noted every {unit} as '{a}' or '{b}'. If it is '{a}', it stays so the next time with probability ${s}$. If it is '{b}', it "
            "changes to '{a}' with probability ${r}$. Today's entry, the first one, is '{now}'.",
            "Each {unit} has one of two states. {what}: '{a}' is followed by '{a}' with probability ${s}$, and '{b}' by '{a}' with probability "
            "${r}$; otherwise '{b}' follows. At the start it is '{now}'.",
        ),
        (
            "What is the probability of '{asked}' after {ago}? Give a decimal.",
            "Find, as an exact decimal, the probability that it is '{asked}' {ago} later.",
            "How likely, as an exact decimal, is '{asked}' {ago} later?",
            "Calculate, without rounding, the probability of '{asked}' in {ago}.",
        ),
        what=what, a=first, b=second, unit=unit, s=decimal(stay), r=decimal(back), now=first if start_first else second,
        asked=first if ask_first else second, ago=ago,
    )  # fmt: skip
    return worked(rng, prompt, steps, decimal(value))
