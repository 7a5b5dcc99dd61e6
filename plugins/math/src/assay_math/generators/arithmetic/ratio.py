"""Sharing in a ratio."""

from __future__ import annotations

import random
from fractions import Fraction
from math import gcd

from assay import Draft
from assay.evidence.english import plural
from assay_math.generators._levels import problems
from assay_math.generators._words import count, listing, people
from assay_math.generators._write import num, worked

_THINGS = (
    "marble",
    "sticker",
    "card",
    "stamp",
    "shell",
    "coin",
    "badge",
    "bead",
    "sweet",
    "nut",
    "token",
    "pencil",
)


def _parts(rng: random.Random, how_many: int, high: int) -> list[int]:
    """Different whole numbers without a common factor."""
    while True:
        parts = rng.sample(range(1, high + 1), how_many)
        if gcd(*parts) == 1:
            return parts


@problems("math.ratio_sharing", version=2, levels=(1, 2, 3, 3, 4))
def ratio_sharing(rng: random.Random, difficulty: int) -> Draft:
    """Share things in a given ratio.

    Step 1: between two. 2: among three. 3: from the difference of two shares. 4: chained
    ratios a : b and b : c. 5: the ratio before and after some are handed over.
    """
    thing = rng.choice(_THINGS)
    if difficulty == 4:
        return _chained(rng, thing)
    if difficulty == 5:
        return _handed_over(rng, thing)
    who = people(rng, 2 if difficulty != 2 else 3)
    parts = _parts(rng, len(who), 9 if difficulty == 1 else 15)
    unit = rng.randint(2, 20 if difficulty == 1 else 60)
    total = unit * sum(parts)
    names, ratio = listing([str(p) for p in who]), " : ".join(map(str, parts))
    i = rng.randrange(len(who))
    if difficulty <= 2:
        prompt = rng.choice(
            (
                f"{names} share {count(total, thing)} in the ratio ${ratio}$. How many {plural(thing)} does {who[i]} get?",
                f"{count(total, thing)} are divided among {names} in the ratio ${ratio}$. How many go to {who[i]}?"
                if len(who) > 2
                else f"{count(total, thing)} are divided between {names} in the ratio ${ratio}$. How many go to {who[i]}?",
                f"Split {count(total, thing)} in the ratio ${ratio}$ for {names}. What is {who[i]}'s share?",
                f"The {plural(thing)} of {names} are in the ratio ${ratio}$, and together they have {total}. "
                f"How many belong to {who[i]}?",
            )
        )
        summed = " + ".join(map(str, parts))
        steps = [
            f"There are ${summed} = {sum(parts)}$ parts.",
            f"One part is ${total} \\div {sum(parts)} = {unit}$.",
            f"{who[i]}'s {parts[i]} {'part' if parts[i] == 1 else 'parts'} make ${parts[i]} \\cdot {unit} = {parts[i] * unit}$.",
        ]
        return worked(rng, prompt, steps, str(parts[i] * unit))
    more, less = (0, 1) if parts[0] > parts[1] else (1, 0)
    gap = parts[more] - parts[less]
    prompt = rng.choice(
        (
            f"{names} share some {plural(thing)} in the ratio ${ratio}$. {who[more]} gets {gap * unit} more than {who[less]}. "
            f"How many {plural(thing)} are there in all?",
            f"The numbers of {plural(thing)} that {names} own are in the ratio ${ratio}$. {who[less]} has {gap * unit} fewer "
            f"than {who[more]}. How many do they have altogether?",
            f"When {plural(thing)} are shared between {names} in the ratio ${ratio}$, {who[more]} receives {gap * unit} more than "
            f"{who[less]}. How many {plural(thing)} were shared?",
            f"{who[more]} has {gap * unit} more {plural(thing)} than {who[less]}. The ratio of {who[0]}'s to {who[1]}'s is "
            f"${ratio}$. Find the total number of {plural(thing)}.",
        )
    )
    steps = [
        f"The shares differ by ${parts[more]} - {parts[less]} = {gap}$ {'part' if gap == 1 else 'parts'}.",
        f"One part is ${gap * unit} \\div {gap} = {unit}$.",
        f"In all there are ${parts[0]} + {parts[1]} = {sum(parts)}$ parts.",
        f"That makes ${sum(parts)} \\cdot {unit} = {total}$.",
    ]
    return worked(rng, prompt, steps, str(total))


def _chained(rng: random.Random, thing: str) -> Draft:
    a, b = _parts(rng, 2, 12)
    c, d = _parts(rng, 2, 12)
    if b == c or a == d:
        return _chained(rng, thing)
    shared = b * c // gcd(b, c)
    parts = [a * (shared // b), shared, d * (shared // c)]
    unit = rng.randint(2, 20)
    who = people(rng, 3)
    total = sum(parts) * unit
    i = rng.randrange(3)
    prompt = rng.choice(
        (
            f"{who[0]} and {who[1]} have {plural(thing)} in the ratio ${a} : {b}$, {who[1]} and {who[2]} in the ratio "
            f"${c} : {d}$. Together the three have {total}. How many does {who[i]} have?",
            f"The ratio of {who[0]}'s {plural(thing)} to {who[1]}'s is ${a} : {b}$, and the ratio of {who[1]}'s to {who[2]}'s is "
            f"${c} : {d}$. All three own {total}. How many of them are {who[i]}'s?",
            f"{count(total, thing)} are shared so that {who[0]} and {who[1]} get them in the ratio ${a} : {b}$ and {who[1]} and "
            f"{who[2]} in the ratio ${c} : {d}$. What is {who[i]}'s share?",
            f"Three children share {count(total, thing)}. For {who[0]} and {who[1]} the ratio is ${a} : {b}$, for {who[1]} and "
            f"{who[2]} it is ${c} : {d}$. How many {plural(thing)} does {who[i]} get?",
        )
    )
    summed = " + ".join(map(str, parts))
    steps = [
        f"Make {who[1]}'s parts equal in both ratios: $\\operatorname{{lcm}}({b}, {c}) = {shared}$.",
        f"Then {who[0]} has ${a} \\cdot {shared // b} = {parts[0]}$ {'part' if parts[0] == 1 else 'parts'} and {who[2]} has "
        f"${d} \\cdot {shared // c} = {parts[2]}$ {'part' if parts[2] == 1 else 'parts'}.",
        f"In all there are ${summed} = {sum(parts)}$ parts, and one part is ${total} \\div {sum(parts)} = {unit}$.",
        f"{who[i]} has ${parts[i]} \\cdot {unit} = {parts[i] * unit}$.",
    ]
    return worked(rng, prompt, steps, str(parts[i] * unit))


def _handed_over(rng: random.Random, thing: str) -> Draft:
    a, b = _parts(rng, 2, 12)
    c, d = _parts(rng, 2, 12)
    # the total stays the same: a share of a/(a+b) becomes c/(c+d)
    before, after = Fraction(a, a + b), Fraction(c, c + d)
    if before <= after:
        (a, b), (c, d) = (c, d), (a, b)
        before, after = after, before
    step = (a + b) * (c + d) // gcd(a + b, c + d)
    if before == after or step > 240:
        return _handed_over(rng, thing)
    total = step * rng.randint(1, max(1, 600 // step))
    given = int((before - after) * total)
    first, second = people(rng, 2)
    i = rng.choice((0, 1))
    start = int(before * total)
    asked, value = (
        (f"How many did {first} have at first?", start)
        if i == 0
        else (f"How many does {second} have in the end?", total - start + given)
    )
    prompt = rng.choice(
        (
            f"The ratio of {first}'s {plural(thing)} to {second}'s is ${a} : {b}$. After {first} gives {second} {given}, the "
            f"ratio is ${c} : {d}$. {asked}",
            f"{first} and {second} have {plural(thing)} in the ratio ${a} : {b}$. Then {first} hands {given} over to {second}, "
            f"which makes the ratio ${c} : {d}$. {asked}",
            f"At first {first} and {second} own {plural(thing)} in the ratio ${a} : {b}$. {first} loses {given} of "
            f"{first.his} to {second}, and now the ratio is ${c} : {d}$. {asked}",
            f"{first} gives {second} {count(given, thing)}. This changes the ratio of {first}'s {plural(thing)} to {second}'s "
            f"from ${a} : {b}$ to ${c} : {d}$. {asked}",
        )
    )
    steps = [
        f"The total does not change. {first} has $\\frac{{{a}}}{{{a} + {b}}} = {num(before)}$ of it before and "
        f"$\\frac{{{c}}}{{{c} + {d}}} = {num(after)}$ after.",
        f"So {given} {'is' if given == 1 else 'are'} the share ${num(before)} - {num(after)} = {num(before - after)}$.",
        f"The total is ${given} \\div {num(before - after)} = {total}$.",
        f"At first {first} has ${num(before)} \\cdot {total} = {start}$.",
    ]
    if i:
        steps.append(f"In the end {second} has ${total} - {start} + {given} = {value}$.")
    return worked(rng, prompt, steps, str(value))
