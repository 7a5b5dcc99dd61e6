"""Work done together: people sharing a job, pipes that fill and drain."""

from __future__ import annotations

import random
from collections.abc import Sequence
from fractions import Fraction

from assay import Draft
from assay_math.generators._levels import problems
from assay_math.generators._words import count, listing, noun, people
from assay_math.generators._write import num, worked

_JOBS = (
    "paint a fence", "clean a house", "mow a meadow", "sort an archive", "build a wall", "pick an orchard", "type a book",
    "weed a garden", "unload a lorry", "repair a roof", "tile a floor", "set up a stage", "pack an order", "dig a trench",
)  # fmt: skip
_TANKS = ("pool", "tank", "cistern", "reservoir", "pond", "water tower")


@problems("math.working_together", version=3, levels=(1, 2, 3, 4, 3))
def working_together(rng: random.Random, difficulty: int) -> Draft:
    """How long it takes together.

    Step 1: two, a whole number of hours. 2: two, any. 3: three. 4: filling against
    draining, or the time of the second alone. 5: one joins or leaves on the way.
    """
    if difficulty <= 3:
        return _together(rng, difficulty)
    if difficulty == 4:
        return _drain(rng) if rng.random() < 0.5 else _the_other(rng)
    return _joins(rng)


def _times(rng: random.Random, how_many: int, high: int) -> list[int]:
    return rng.sample(range(2, high + 1), how_many)


def _sum(values: Sequence[Fraction]) -> str:
    return " + ".join(num(v) for v in values)


def _together(rng: random.Random, difficulty: int) -> Draft:
    how_many = 3 if difficulty == 3 else 2
    hours = _times(rng, how_many, (30, 60, 45)[difficulty - 1])
    rates = [Fraction(1, h) for h in hours]
    total = sum(rates, Fraction(0))
    if difficulty == 1 and total.numerator != 1:
        return _together(rng, difficulty)
    answer = 1 / total
    if answer.denominator > (1, 40, 30)[difficulty - 1]:
        return _together(rng, difficulty)
    unit = rng.choice(("hour", "day"))
    who = [str(p) for p in people(rng, how_many)]
    pipes = rng.random() < 0.4
    fraction = "" if difficulty == 1 else " Give an exact answer."
    if pipes:
        tank = rng.choice(_TANKS)
        unit = rng.choice(("hour", "minute"))
        who = ["the first pipe", "the second pipe", "the third pipe"][:how_many]
        alone = listing([f"{w} in {count(h, unit)}" for w, h in zip(who, hours, strict=True)])
        number = {2: "Two", 3: "Three"}[how_many]
        prompt = rng.choice(
            (
                f"{number} pipes can fill a {tank}: {alone}. How many {unit}s does it take with all of them open?",
                f"A {tank} is filled by {number.lower()} pipes; alone, {alone}. In how many {unit}s do they fill it together?",
            )
        ).replace("all of them", "both" if how_many == 2 else "all three")
        done = f"of the {tank}"
    else:
        job = rng.choice(_JOBS)
        alone = listing([f"{w} in {count(h, unit)}" for w, h in zip(who, hours, strict=True)])
        needs = listing([f"{w} needs {count(h, unit)}" for w, h in zip(who, hours, strict=True)])
        prompt = rng.choice(
            (
                f"Working alone, {needs} to {job}. How many {unit}s do they need together?",
                f"To {job}, {needs}. How many {unit}s does it take when they work together?",
                f"{listing(who)} can each {job} alone: {alone}. In how many {unit}s can they do it together?",
            )
        )
        done = "of the work"
    steps = [
        f"In one {unit} they do ${_sum(rates)} = {num(total)}$ {done} together.",
        f"So the whole takes $1 \\div {num(total)} = {num(answer)}$ {noun(answer, unit)}.",
    ]
    return worked(rng, prompt + fraction, steps, num(answer))


def _drain(rng: random.Random) -> Draft:
    fill, drain = _times(rng, 2, 60)
    if fill > drain:
        fill, drain = drain, fill
    share = Fraction(rng.randint(0, 3), 4) if rng.random() < 0.6 else Fraction(0)
    rate = Fraction(1, fill) - Fraction(1, drain)
    answer = (1 - share) / rate
    if answer.denominator > 12 or answer > 400:
        return _drain(rng)
    unit = rng.choice(("hour", "minute"))
    tank = rng.choice(_TANKS)
    start = (
        f"The {tank} is already {_share_words(share)} full." if share else f"The {tank} is empty at first."
    )
    prompt = rng.choice(
        (
            f"A pipe fills a {tank} in {count(fill, unit)}, and a drain empties the full {tank} in {count(drain, unit)}. {start} "
            f"After how many {unit}s is it full when both are open?",
            f"A {tank} can be filled in {count(fill, unit)} and emptied through an outlet in {count(drain, unit)}. {start} By "
            f"mistake the outlet stays open. How many {unit}s does it take to fill it?",
            f"Water flows into a {tank} so that it would be full in {count(fill, unit)}, but a leak would empty it in "
            f"{count(drain, unit)}. {start} How many {unit}s does it take until it is full?",
            f"An inlet fills a {tank} in {count(fill, unit)}; an outlet drains it in {count(drain, unit)}. {start} Both are opened "
            f"at the same time. In how many {unit}s is it full?",
        )
    )
    steps = [
        f"In one {unit} the {tank} gains $\\frac{{1}}{{{fill}}} - \\frac{{1}}{{{drain}}} = {num(rate)}$ of its volume.",
    ]
    if share:
        steps.append(f"What is missing is $1 - {num(share)} = {num(1 - share)}$.")
    steps.append(f"That takes ${num(1 - share)} \\div {num(rate)} = {num(answer)}$ {noun(answer, unit)}.")
    return worked(rng, prompt + " Give an exact answer.", steps, num(answer))


def _share_words(share: Fraction) -> str:
    """``a quarter``, ``half``, ``three quarters``."""
    return {1: "a quarter", 2: "half", 3: "three quarters"}[int(share * 4)]


def _the_other(rng: random.Random) -> Draft:
    together, one = sorted(_times(rng, 2, 60))
    rate = Fraction(1, together) - Fraction(1, one)
    other = 1 / rate
    if other.denominator > 12 or other > 400:
        return _the_other(rng)
    unit = rng.choice(("hour", "day"))
    x, y = people(rng, 2)
    job = rng.choice(_JOBS)
    prompt = rng.choice(
        (
            f"Together {x} and {y} {job} in {count(together, unit)}. {x} alone needs {count(one, unit)}. How many {unit}s does "
            f"{y} need alone?",
            f"{x} can {job} in {count(one, unit)}. With {y}'s help it takes {count(together, unit)}. In how many {unit}s could "
            f"{y} do it alone?",
            f"To {job} takes {x} and {y} together {count(together, unit)} and {x} alone {count(one, unit)}. How many {unit}s would "
            f"it take {y} alone?",
            f"{x} and {y} need {count(together, unit)} to {job}. Working alone, {x} needs {count(one, unit)}. Find the number of "
            f"{unit}s that {y} needs alone.",
        )
    )
    steps = [
        f"In one {unit} {y} does $\\frac{{1}}{{{together}}} - \\frac{{1}}{{{one}}} = {num(rate)}$ of the work.",
        f"Alone that takes $1 \\div {num(rate)} = {num(other)}$ {noun(other, unit)}.",
    ]
    return worked(rng, prompt + " Give an exact answer.", steps, num(other))


def _joins(rng: random.Random) -> Draft:
    p, q = _times(rng, 2, 40)
    ahead = rng.randint(1, p - 1)
    rest = 1 - Fraction(ahead, p)
    leaves = rng.random() < 0.5
    both = Fraction(1, p) + Fraction(1, q)
    if leaves:
        # both work for a while, then the first one finishes alone
        done = ahead * both
        rest = 1 - done
        answer = rest * p
    else:
        answer = rest / both
    if rest <= 0 or answer.denominator > 12 or answer > 100:
        return _joins(rng)
    unit = rng.choice(("hour", "day"))
    x, y = people(rng, 2)
    job = rng.choice(_JOBS)
    alone = f"{x} needs {count(p, unit)} to {job}, {y} needs {count(q, unit)}."
    if leaves:
        prompt = rng.choice(
            (
                f"{alone} They work together for {count(ahead, unit)}, then {y} leaves. How many more {unit}s does {x} need to "
                "finish?",
                f"{alone} After {count(ahead, unit)} of working together {y} goes home, and {x} finishes alone. "
                f"How many {unit}s does {x} work alone?",
            )
        )
        steps = [
            f"In one {unit} both do $\\frac{{1}}{{{p}}} + \\frac{{1}}{{{q}}} = {num(both)}$ of the work.",
            f"In {count(ahead, unit)} they do ${ahead} \\cdot {num(both)} = {num(done)}$, and $1 - {num(done)} = {num(rest)}$ is "
            "left.",
            f"{x} alone needs ${num(rest)} \\cdot {p} = {num(answer)}$ {noun(answer, unit)} for that.",
        ]
    else:
        prompt = rng.choice(
            (
                f"{alone} {x} starts alone, and after {count(ahead, unit)} {y} joins in. How many more {unit}s do they need "
                "together?",
                f"{alone} {x} works alone for {count(ahead, unit)}; then both work until the job is done. "
                f"For how many {unit}s do they work together?",
            )
        )
        steps = [
            f"In {count(ahead, unit)} {x} does $\\frac{{{ahead}}}{{{p}}}$ of the work, and "
            f"$1 - \\frac{{{ahead}}}{{{p}}} = {num(rest)}$ is left.",
            f"In one {unit} both do $\\frac{{1}}{{{p}}} + \\frac{{1}}{{{q}}} = {num(both)}$ of the work.",
            f"Together they need ${num(rest)} \\div {num(both)} = {num(answer)}$ {noun(answer, unit)} for the rest.",
        ]
    return worked(rng, prompt + " Give an exact answer.", steps, num(answer))
