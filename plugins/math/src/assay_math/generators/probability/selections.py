"""Selections with and without order."""

from __future__ import annotations

import random
from math import comb, perm

from assay import Draft
from assay.evidence.english import plural
from assay_math.generators._counting import choose
from assay_math.generators._levels import problems
from assay_math.generators._words import a, count, people, times
from assay_math.generators._write import worked


@problems("math.selection", version=2)
def selection(rng: random.Random, difficulty: int) -> Draft:
    """Count selections with and without order.

    Difficulty 1: one choice of two or three. 2: larger numbers. 3: from two groups. 4: at least one
    of a group, or two who must not be together. 5: offices and a committee, or at least two of a group.
    """
    if difficulty <= 2:
        return _one_group(rng, difficulty)
    if difficulty == 3:
        return _two_groups(rng)
    if difficulty == 4:
        return _at_least_one(rng) if rng.random() < 0.5 else _not_both(rng)
    return _offices(rng) if rng.random() < 0.5 else _at_least_two(rng)


def _one_group(rng: random.Random, difficulty: int) -> Draft:
    n = rng.randint(4, 12) if difficulty == 1 else rng.randint(8, 60)
    k = rng.randint(2, 3) if difficulty == 1 else rng.randint(2, 6)
    x = str(people(rng, 1)[0])
    if rng.random() < 0.5:
        who = rng.choice(("runner", "horse", "song", "film", "painting", "dancer"))
        prompt = rng.choice(
            (
                f"{x} judges a contest of {count(n, who)}. In how many ways can the first {k} places be filled without ties?",
                f"{x} draws up an ordered list of the best {k} out of {count(n, who)}. How many lists are possible?",
                f"Out of {count(n, who)}, {x} names {k} in order. In how many ways can this be done?",
                f"{x} puts {k} out of {count(n, who)} in the ranks from 1 to {k}. How many rankings are possible?",
            )
        )
        value = perm(n, k)
        steps = [
            f"There are {n} choices for the first place, and each time one fewer: ${times(range(n, n - k, -1))} = {value}$."
        ]
        return worked(rng, prompt, steps, str(value))
    thing = rng.choice(("book", "flower", "card", "topping", "pupil", "player", "postcard", "stamp"))
    prompt = rng.choice(
        (
            f"In how many ways can {x} choose {k} out of {count(n, thing)}, if the order does not matter?",
            f"{x} picks {k} of {count(n, thing)}. How many different choices are there?",
            f"How many different groups of {k} can {x} form from {count(n, thing)}?",
            f"From {count(n, thing)}, {x} takes {k} at once. How many selections are possible?",
        )
    )
    value = comb(n, k)
    return worked(rng, prompt, [f"The order does not count: ${choose(n, k)}$."], str(value))


def _groups(rng: random.Random, high: int) -> tuple[str, str, int, int]:
    first, second = rng.choice((("woman", "man"), ("teacher", "parent"), ("doctor", "nurse"), ("girl", "boy"), ("poet", "novelist"),
                                ("chemist", "physicist"), ("violinist", "pianist"), ("goalkeeper", "striker")))  # fmt: skip
    return first, second, rng.randint(4, high), rng.randint(4, high)


def _team(rng: random.Random) -> str:
    return rng.choice(("committee", "team", "delegation", "jury", "working group", "panel"))


def _two_groups(rng: random.Random) -> Draft:
    first, second, m, n = _groups(rng, 24)
    j, k = rng.randint(2, 4), rng.randint(2, 4)
    j, k = min(j, m - 1), min(k, n - 1)
    team = _team(rng)
    prompt = rng.choice(
        (
            f"A {team} of {count(j, first)} and {count(k, second)} is chosen from {count(m, first)} and {count(n, second)}. "
            "In how many ways can this be done?",
            f"From {count(m, first)} and {count(n, second)}, a {team} with {count(j, first)} and {count(k, second)} is to be formed. "
            "How many possibilities are there?",
            f"How many different {team}s with {count(j, first)} and {count(k, second)} can be made from {count(m, first)} and "
            f"{count(n, second)}?",
            f"There are {count(m, first)} and {count(n, second)}. In how many ways can one select a {team} of {count(j, first)} and "
            f"{count(k, second)}?",
        )
    ).replace("jurys", "juries")
    a, b = comb(m, j), comb(n, k)
    steps = [
        f"Choose the {plural(first)}: ${choose(m, j)}$.",
        f"Choose the {plural(second)}: ${choose(n, k)}$.",
        f"Every choice goes with every other: ${a} \\cdot {b} = {a * b}$.",
    ]
    return worked(rng, prompt, steps, str(a * b))


def _at_least_one(rng: random.Random) -> Draft:
    first, second, m, n = _groups(rng, 16)
    k = rng.randint(3, 5)
    if k > n:
        return _at_least_one(rng)
    team = _team(rng)
    prompt = rng.choice(
        (
            f"A {team} of {k} people is chosen from {count(m, first)} and {count(n, second)}. At least one {first} must be in it. "
            "How many choices are there?",
            f"From {count(m, first)} and {count(n, second)}, {k} people are chosen for a {team}. In how many ways can this be done "
            f"with at least one {first}?",
            f"How many {team}s of {k} people with at least one {first} can be formed from {count(m, first)} and {count(n, second)}?",
            f"In how many ways can {k} of {count(m, first)} and {count(n, second)} form a {team}, if not all of them may be "
            f"{plural(second)}?",
        )
    ).replace("jurys", "juries")
    whole, without = comb(m + n, k), comb(n, k)
    steps = [
        f"There are ${m} + {n} = {m + n}$ people, which gives ${choose(m + n, k)}$ choices without the condition.",
        f"Without any {first} there are ${choose(n, k)}$.",
        f"Take these away: ${whole} - {without} = {whole - without}$.",
    ]
    return worked(rng, prompt, steps, str(whole - without))


def _not_both(rng: random.Random) -> Draft:
    n, k = rng.randint(8, 30), rng.randint(3, 6)
    x, y = people(rng, 2)
    team = _team(rng)
    prompt = rng.choice(
        (
            f"A {team} of {k} is chosen from {n} people. {x} and {y} are among them but must not both be chosen. "
            "How many choices are there?",
            f"In how many ways can {k} out of {n} people form a {team}, if {x} and {y}, two of the {n}, refuse to serve together?",
            f"{n} people, {x} and {y} among them, choose a {team} of {k}. How many {team}s do not contain both {x} and {y}?",
            f"How many {team}s of {k} can be formed from {n} people if {x} and {y}, who are two of them, may not both take part?",
        )
    ).replace("jurys", "juries")
    whole, both = comb(n, k), comb(n - 2, k - 2)
    steps = [
        f"Without the condition there are ${choose(n, k)}$ choices.",
        f"With both of them, ${k} - 2 = {k - 2}$ more come from ${n} - 2 = {n - 2}$ people: ${choose(n - 2, k - 2)}$.",
        f"Take these away: ${whole} - {both} = {whole - both}$.",
    ]
    return worked(rng, prompt, steps, str(whole - both))


def _offices(rng: random.Random) -> Draft:
    n, k = rng.randint(10, 80), rng.randint(2, 6)
    offices = rng.randint(2, 3)
    names = ("a president and a treasurer", "a president, a treasurer and a secretary")[offices - 2]
    club = rng.choice(
        ("club", "choir", "society", "team", "cooperative", "class", "guild", "crew", "union", "band")
    )
    prompt = rng.choice(
        (
            f"{a(club).capitalize()} of {n} people elects {names}, and then a committee of {k} from the others. "
            "In how many ways can this turn out?",
            f"From the {n} members of {a(club)}, {names} are elected, and {k} further members form a committee. "
            "How many outcomes are possible?",
            f"In {a(club)} with {n} members, {names} are chosen; after that {k} of the remaining members are chosen as advisers of "
            "equal rank. How many possibilities are there?",
            f"How many ways are there for {a(club)} of {n} to choose {names} and, from those who are left, a board of {k}?",
        )
    )
    first, second = perm(n, offices), comb(n - offices, k)
    steps = [
        f"The offices differ, so the order counts: ${times(range(n, n - offices, -1))} = {first}$.",
        f"There are ${n} - {offices} = {n - offices}$ people left, and ${choose(n - offices, k)}$ choices.",
        f"Together: ${first} \\cdot {second} = {first * second}$.",
    ]
    return worked(rng, prompt, steps, str(first * second))


def _at_least_two(rng: random.Random) -> Draft:
    first, second, m, n = _groups(rng, 30)
    k = rng.randint(4, 6)
    if k > n:
        return _at_least_two(rng)
    team = _team(rng)
    prompt = rng.choice(
        (
            f"A {team} of {k} people is chosen from {count(m, first)} and {count(n, second)}. At least two of the {k} must be "
            f"{plural(first)}. How many choices are there?",
            f"From {count(m, first)} and {count(n, second)}, {k} people are chosen. How many choices contain two or more "
            f"{plural(first)}?",
            f"How many {team}s of {k} with at least two {plural(first)} can be formed from {count(m, first)} and "
            f"{count(n, second)}?",
            f"In how many ways can a {team} of {k} be formed from {count(m, first)} and {count(n, second)} so that it has more than "
            f"one {first}?",
        )
    ).replace("jurys", "juries")
    whole, none, one = comb(m + n, k), comb(n, k), m * comb(n, k - 1)
    steps = [
        f"There are ${m} + {n} = {m + n}$ people and ${choose(m + n, k)}$ choices in all.",
        f"No {first}: ${choose(n, k)}$.",
        f"Exactly one {first}: ${choose(n, k - 1)}$, times {m} gives ${m} \\cdot {comb(n, k - 1)} = {one}$.",
        f"What remains is ${whole} - {none} - {one} = {whole - none - one}$.",
    ]
    return worked(rng, prompt, steps, str(whole - none - one))
