"""Direct and inverse proportion."""

from __future__ import annotations

import random
from fractions import Fraction

from assay import Draft
from assay.evidence.english import plural
from assay_math.generators._levels import problems
from assay_math.generators._words import capital, count, decimal, times
from assay_math.generators._write import worked

_WORKERS = (
    ("painter", "paint {n} rooms"),
    ("gardener", "plant {n} trees"),
    ("baker", "bake {n} cakes"),
    ("bricklayer", "lay {n} bricks"),
    ("machine", "fill {n} bottles"),
    ("printer", "print {n} posters"),
    ("tailor", "sew {n} shirts"),
    ("robot", "pack {n} boxes"),
)


@problems("math.proportion", version=3, levels=(1, 2, 2, 2, 2))
def proportion(rng: random.Random, difficulty: int) -> Draft:
    """Direct and inverse proportion.

    Step 1: more of the same, whole numbers. 2: recipes with amounts that are
    not whole. 3: inverse proportion. 4: two proportions at once. 5: a change halfway through.
    """
    if difficulty <= 2:
        return _direct(rng, difficulty)
    if difficulty == 3:
        return _inverse(rng)
    if difficulty == 4:
        return _double(rng)
    return _halfway(rng)


def _direct(rng: random.Random, difficulty: int) -> Draft:
    n, m = rng.sample(range(2, 15 if difficulty == 1 else 40), 2)
    thing, unit, whole = rng.choice(
        (("pancake", "grams of flour", 30), ("muffin", "grams of sugar", 20), ("shirt", "buttons", 9),
         ("necklace", "beads", 40), ("bookcase", "screws", 24), ("lamp", "metres of wire", 6), ("curtain", "metres of cloth", 5),
         ("candle", "grams of wax", 150), ("model plane", "sticks", 30), ("bowl of soup", "millilitres of broth", 300))
    )  # fmt: skip
    per = (
        Fraction(rng.randint(2, whole))
        if difficulty == 1
        else Fraction(rng.randint(3, 4 * whole), rng.choice((2, 4)))
    )
    if unit in ("buttons", "beads", "screws", "sticks"):
        per = Fraction(max(2, int(per)))
    total, wanted = per * n, per * m
    asked = f"{count(m, thing)}"
    prompt = rng.choice(
        (
            f"{count(n, thing)} need {decimal(total)} {unit}. How many {unit} do {asked} need?",
            f"A workshop uses {decimal(total)} {unit} for {count(n, thing)}. How many {unit} does it use for {asked}?",
            f"For {count(n, thing)} one needs {decimal(total)} {unit}. At the same rate, how many {unit} are needed for {asked}?",
            f"If {decimal(total)} {unit} are enough for exactly {count(n, thing)}, how many {unit} are needed to make {asked}?",
        )
    )
    steps = [
        f"One {thing} needs ${decimal(total)} \\div {n} = {decimal(per)}$ {unit}.",
        f"{capital(count(m, thing))} need ${m} \\cdot {decimal(per)} = {decimal(wanted)}$ {unit}.",
    ]
    return worked(rng, prompt, steps, decimal(wanted))


def _inverse(rng: random.Random) -> Draft:
    worker, _ = rng.choice(_WORKERS)
    n, days = rng.randint(2, 40), rng.randint(3, 60)
    work = n * days
    choices = [m for m in range(2, 61) if work % m == 0 and m != n and work // m > 1]
    if not choices:
        return _inverse(rng)
    m = rng.choice(choices)
    unit = rng.choice(("day", "hour"))
    subject = rng.choice(("a job", "a large order", "an order", "a contract"))
    prompt = rng.choice(
        (
            f"{capital(count(n, worker))} finish {subject} in {count(days, unit)}. How many {unit}s would {count(m, worker)} need "
            "at the same pace?",
            f"It takes {count(n, worker)} {count(days, unit)} to complete {subject}. How long in {unit}s do {count(m, worker)} "
            "take if all work equally fast?",
            f"{capital(subject)} is done by {count(n, worker)} in {count(days, unit)}. In how many {unit}s is it done by "
            f"{count(m, worker)} working at the same rate?",
            f"If {count(n, worker)} need {count(days, unit)} for {subject}, how many {unit}s do {count(m, worker)} need for it? "
            "All work at the same rate.",
        )
    )
    steps = [
        f"The whole work takes one {worker} ${n} \\cdot {days} = {work}$ {unit}s.",
        f"Shared by {m}, it takes ${work} \\div {m} = {work // m}$ {unit}s.",
    ]
    return worked(rng, prompt, steps, str(work // m))


def _double(rng: random.Random) -> Draft:
    worker, task = rng.choice(_WORKERS)
    rate = rng.randint(2, 12)  # pieces by one worker in one hour
    n, hours, m, other = (rng.randint(2, 24) for _ in range(4))
    if n == m or hours == other:
        return _double(rng)
    made, wanted = rate * n * hours, rate * m * other
    first, second = task.format(n=made), task.format(n=wanted)
    if rng.random() < 0.5:
        prompt = rng.choice(
            (
                f"{capital(count(n, worker))} {first} in {count(hours, 'hour')}. "
                f"How many hours do {count(m, worker)} need to {second}?",
                f"It takes {count(n, worker)} {count(hours, 'hour')} to {first}. At the same rate, how many hours does it take "
                f"{count(m, worker)} to {second}?",
            )
        )
        last, answer = f"{capital(count(m, worker))} need ${wanted} \\div {rate * m} = {other}$ hours.", other
        middle = f"In one hour {count(m, worker)} manage ${m} \\cdot {rate} = {rate * m}$."
    else:
        prompt = rng.choice(
            (
                f"{capital(count(n, worker))} {first} in {count(hours, 'hour')}. How many {plural(worker)} are needed to {second} "
                f"in {count(other, 'hour')}?",
                f"To {first} takes {count(n, worker)} {count(hours, 'hour')}. How many {plural(worker)}, equally fast, {second} in "
                f"{count(other, 'hour')}?",
            )
        )
        last, answer = f"So ${wanted} \\div {rate * other} = {m}$ {plural(worker)} are needed.", m
        middle = f"In {count(other, 'hour')} one {worker} manages ${other} \\cdot {rate} = {rate * other}$."
    steps = [
        f"In one hour {count(n, worker)} manage ${made} \\div {hours} = {rate * n}$.",
        f"In one hour one {worker} manages ${rate * n} \\div {n} = {rate}$.",
        middle,
        last,
    ]
    return worked(rng, prompt, steps, str(answer))


def _halfway(rng: random.Random) -> Draft:
    n, days = rng.randint(4, 60), rng.randint(8, 50)
    gone = rng.randint(2, days - 3)
    rest = n * (days - gone)
    join = rng.choice(
        [k for k in range(-n // 2, 2 * n + 1) if k and n + k > 1 and rest % (n + k) == 0] or [0]
    )
    if not join:
        return _halfway(rng)
    left = rest // (n + join)
    who, event = rng.choice(
        (
            ("hiker", "hikers"),
            ("sailor", "sailors"),
            ("climber", "climbers"),
            ("camper", "campers"),
            ("scientist", "scientists"),
        )
    )
    more = f"{count(join, who)} {'joins' if join == 1 else 'join'}" if join > 0 else (
        f"{count(-join, who)} {'leaves' if join == -1 else 'leave'}"
    )  # fmt: skip
    prompt = rng.choice(
        (
            f"{capital(count(n, who))} have food for {count(days, 'day')}. After {count(gone, 'day')}, {more} them. "
            f"For how many more days does the food last?",
            f"A camp of {count(n, who)} has supplies for {count(days, 'day')}. {capital(count(gone, 'day'))} later, {more} the "
            "camp. How many days will the remaining supplies last if everyone eats the same?",
            f"The water of {count(n, who)} would be enough for {count(days, 'day')}. When {count(gone, 'day')} "
            f"{'is' if gone == 1 else 'are'} over, {more} the group. How many days does the rest of the water last?",
            f"There are provisions for {count(n, who)} for {count(days, 'day')}. {capital(more)} the group after "
            f"{count(gone, 'day')}. For how many days after that is there food?",
        )
    )
    steps = [
        f"After {count(gone, 'day')} there is food for the {event} for ${days} - {gone} = {days - gone}$ days.",
        f"That is ${times([n, days - gone])} = {rest}$ daily portions.",
        f"Now there are ${n} {'+' if join > 0 else '-'} {abs(join)} = {n + join}$ people.",
        f"The food lasts ${rest} \\div {n + join} = {left}$ {'day' if left == 1 else 'days'}.",
    ]
    return worked(rng, prompt, steps, str(left))
