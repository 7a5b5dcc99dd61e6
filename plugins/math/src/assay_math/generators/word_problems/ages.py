"""Ages of people now, earlier and later."""

from __future__ import annotations

import random

from assay import Draft
from assay_math.generators._levels import problems
from assay_math.generators._words import Person, count, people
from assay_math.generators._write import worked

_TIMES = {
    2: "twice",
    3: "three times",
    4: "four times",
    5: "five times",
    6: "six times",
    7: "seven times",
    8: "eight times",
}


@problems("math.ages", version=2, levels=(1, 2, 2, 3, 3))
def ages(rng: random.Random, difficulty: int) -> Draft:
    """Find an age.

    Step 1: an age difference. 2: the sum and the difference or a multiple. 3: a
    multiple in some years. 4: multiples at two times. 5: three people with sums and multiples.
    """
    who = people(rng, 3)
    make = (_difference, _sum_known, _multiple_later, _two_times, _three)[difficulty - 1]
    return make(rng, who)


def _years(number: int) -> str:
    return count(number, "year")


def _difference(rng: random.Random, who: list[Person]) -> Draft:
    x, y = who[:2]
    age, gap, later = rng.randint(5, 60), rng.randint(2, 30), rng.randint(1, 20)
    older = rng.random() < 0.5
    if not older:
        age += gap
    other = age + gap if older else age - gap
    word = "older" if older else "younger"
    sign = "+" if older else "-"
    prompt = rng.choice(
        (
            f"{x} is {age} years old. {y} is {_years(gap)} {word} than {x}. How old will {y} be in {_years(later)}?",
            f"{y} is {_years(gap)} {word} than {x}, who is {age}. What will {y}'s age be {_years(later)} from now?",
            f"{x}, aged {age}, has a cousin {y} who is {_years(gap)} {word}. How old is {y} going to be in {_years(later)}?",
            f"How old will {y} be in {_years(later)}, if {x} is {age} now and {y} is {_years(gap)} {word}?",
        )
    )
    steps = [
        f"Now {y} is ${age} {sign} {gap} = {other}$.",
        f"In {_years(later)}: ${other} + {later} = {other + later}$.",
    ]
    return worked(rng, prompt, steps, str(other + later))


def _sum_known(rng: random.Random, who: list[Person]) -> Draft:
    x, y = who[:2]
    back = rng.randint(1, 4)
    if rng.random() < 0.5:
        young, gap = rng.randint(6, 60), rng.randint(2, 35)
        old = young + gap
        total = young + old
        prompt = rng.choice(
            (
                f"{x} is {_years(gap)} older than {y}. Together they are {total} years old. How old was {y} "
                f"{_years(back)} ago?",
                f"The ages of {x} and {y} add up to {total}, and {x} is {_years(gap)} older. What was {y}'s age {_years(back)} ago?",
                f"{y} is {_years(gap)} younger than {x}. The sum of their ages is {total}. Find {y}'s age {_years(back)} ago.",
                f"{x} and {y} together are {total} years old; {y} is {_years(gap)} younger than {x}. How old was {y} "
                f"{_years(back)} ago?",
            )
        )
        steps = [
            f"Without the difference the ages would be equal: ${total} - {gap} = {2 * young}$.",
            f"So {y} is ${2 * young} \\div 2 = {young}$ and {x} is ${young} + {gap} = {old}$.",
        ]
    else:
        k = rng.randint(2, 6)
        young = rng.randint(5, 90 // k)
        total = (k + 1) * young
        prompt = rng.choice(
            (
                f"{x} is {_TIMES[k]} as old as {y}. The sum of their ages is {total}. How old was {y} {_years(back)} ago?",
                f"Together {x} and {y} are {total} years old, and {x} is {_TIMES[k]} as old as {y}. What was {y}'s age "
                f"{_years(back)} ago?",
                f"The ages of {x} and {y} add up to {total}. {x} is {_TIMES[k]} as old as {y}. Find {y}'s age {_years(back)} ago.",
                f"{x}'s age is {_TIMES[k]} {y}'s age, and the two ages add up to {total}. How old was {y} {_years(back)} ago?",
            )
        )
        steps = [
            f"Together the ages are ${k} + 1 = {k + 1}$ times {y}'s age.",
            f"So {y} is ${total} \\div {k + 1} = {young}$ and {x} is ${k} \\cdot {young} = {k * young}$.",
        ]
    steps.append(f"{_years(back).capitalize()} ago {y} was ${young} - {back} = {young - back}$.")
    return worked(rng, prompt, steps, str(young - back))


def _multiple_later(rng: random.Random, who: list[Person]) -> Draft:
    x, y = who[:2]
    k = rng.randint(2, 5)
    shift = rng.choice((-1, 1)) * rng.randint(1, 15)
    then = rng.randint(3, 80 // k)
    gap = (k - 1) * then
    young, old = then - shift, k * then - shift
    if young < 1 or old > 95 or gap < 2:
        return _multiple_later(rng, who)
    when = f"in {_years(shift)}" if shift > 0 else f"{_years(-shift)} ago"
    be = "will be" if shift > 0 else "was"
    prompt = rng.choice(
        (
            f"{x} is {old} and {y} is {young}. In how many years will {x} be {_TIMES[k]} as old as {y}?"
            if shift > 0
            else f"{x} is {old} and {y} is {young}. How many years ago was {x} {_TIMES[k]} as old as {y}?",
            f"{x} is {_years(gap)} older than {y}. {when.capitalize()} {x} {be} {_TIMES[k]} as old as {y}. How old is {y} now?",
            f"{when.capitalize()} {x} {be} {_TIMES[k]} as old as {y}, who is {_years(gap)} younger. What is {y}'s age today?",
            f"The difference between the ages of {x} and {y} is {_years(gap)}, and {x} is the older one. {when.capitalize()} {x} "
            f"{be} {_TIMES[k]} as old as {y}. Find {y}'s present age.",
        )
    )
    asks_when = "how many years" in prompt.lower()
    steps = []
    if asks_when:
        steps.append(f"The difference of the ages never changes: ${old} - {young} = {gap}$.")
    parts = "once" if k == 2 else f"{k - 1} times"
    steps.append(
        f"At that time the difference is {parts} {y}'s age, since ${k} - 1 = {k - 1}$; so {y} {be} "
        f"${gap} \\div {k - 1} = {then}$."
    )
    if asks_when:
        pair = (then, young) if shift > 0 else (young, then)
        steps.append(
            f"That is ${pair[0]} - {pair[1]} = {abs(shift)}$ {'year' if abs(shift) == 1 else 'years'} away."
        )
        return worked(rng, prompt, steps, str(abs(shift)))
    steps.append(f"Now {y} is ${then} {'-' if shift > 0 else '+'} {abs(shift)} = {young}$.")
    return worked(rng, prompt, steps, str(young))


def _two_times(rng: random.Random, who: list[Person]) -> Draft:
    x, y = who[:2]
    k = rng.randint(3, 8)
    m = rng.randint(2, k - 1)
    back, ahead = rng.randint(0, 12), rng.randint(1, 25)
    # k(y - back) = x - back and m(y + ahead) = x + ahead
    span = back + ahead
    if (m - 1) * span % (k - m):
        return _two_times(rng, who)
    then = (m - 1) * span // (k - m)
    young = then + back
    old = k * then + back
    if then < 1 or old > 95:
        return _two_times(rng, who)
    past = f"{_years(back)} ago {x} was" if back else f"{x} is now"
    future = f"in {_years(ahead)} {x} will be"
    ask_x = rng.random() < 0.5
    asked = rng.choice(
        (f"How old is {x if ask_x else y} now?", f"What is the present age of {x if ask_x else y}?")
    )
    prompt = rng.choice(
        (
            f"{_up(past)} {_TIMES[k]} as old as {y}, and {future} {_TIMES[m]} as old as {y}. {asked}",
            f"{_up(future)} {_TIMES[m]} as old as {y}. {_up(past)} {_TIMES[k]} as old as {y}. {asked}",
            f"While {past} {_TIMES[k]} as old as {y}, {future} only {_TIMES[m]} as old. {asked}",
            f"Compare {x} and {y}: {past} {_TIMES[k]} as old as {y}; {future} {_TIMES[m]} as old as {y}. {asked}",
        )
    )
    first = f"{y}'s age {_years(back)} ago" if back else f"{y}'s age now"
    steps = [
        f"Between the two times lie ${back} + {ahead} = {span}$ {'year' if span == 1 else 'years'}."
        if back
        else f"In {_years(ahead)} {y} is older by ${ahead} - 0 = {span}$.",
        f"Measured in {first}, the difference of their ages is ${k} - 1 = {k - 1}$ times as much; at the later time it is "
        f"${m} - 1 = {m - 1}$ times {y}'s age.",
        f"So ${m - 1} \\cdot {span} = {(m - 1) * span}$ is ${k - 1} - {m - 1} = {k - m}$ times {first}, which is "
        f"${(m - 1) * span} \\div {k - m} = {then}$.",
    ]
    if back:
        steps.append(f"Now {y} is ${then} + {back} = {young}$.")
    if ask_x:
        steps.append(
            f"{x} is now ${k} \\cdot {then} + {back} = {old}$."
            if back
            else f"{x} is ${k} \\cdot {then} = {old}$."
        )
    steps.append(
        f"Check for the later time: ${m} \\cdot ({young} + {ahead}) = {m * (young + ahead)}$ and "
        f"${old} + {ahead} = {old + ahead}$."
    )
    return worked(rng, prompt, steps, str(old if ask_x else young))


def _up(text: str) -> str:
    return text[0].upper() + text[1:]


def _three(rng: random.Random, who: list[Person]) -> Draft:
    x, y, z = who
    k = rng.randint(2, 4)
    base, gap = rng.randint(4, 24), rng.randint(1, 20)
    later = rng.randint(1, 15)
    a, b, c = k * base, base, base + gap
    total = a + b + c
    then = total + 3 * later
    if a > 95:
        return _three(rng, who)
    which = rng.choice(((x, a), (z, c), (y, b)))
    prompt = rng.choice(
        (
            f"{x} is {_TIMES[k]} as old as {y}, and {z} is {_years(gap)} older than {y}. In {_years(later)} the three will be "
            f"{then} years old together. How old is {which[0]} now?",
            f"In {_years(later)} the ages of {x}, {y} and {z} will add up to {then}. {x} is now {_TIMES[k]} as old as {y}, and {z} "
            f"is {_years(gap)} older than {y}. Find {which[0]}'s present age.",
            f"{z} is {_years(gap)} older than {y}, while {x} is {_TIMES[k]} as old as {y}. The sum of the three ages in "
            f"{_years(later)} will be {then}. What is {which[0]}'s age today?",
            f"Today {x}'s age is {_TIMES[k]} {y}'s, and {z}'s is {_years(gap)} more than {y}'s. {_up(_years(later))} from now they "
            f"will be {then} years old in all. How old is {which[0]} today?",
        )
    )
    steps = [
        f"Each of the three gets {_years(later)} older, so today the sum is ${then} - 3 \\cdot {later} = {total}$.",
        f"Without {z}'s extra years it would be ${total} - {gap} = {total - gap}$.",
        f"That is ${k} + 1 + 1 = {k + 2}$ times {y}'s age, so {y} is ${total - gap} \\div {k + 2} = {b}$.",
    ]
    if which[0] is x:
        steps.append(f"{x} is ${k} \\cdot {b} = {a}$.")
    elif which[0] is z:
        steps.append(f"{z} is ${b} + {gap} = {c}$.")
    steps.append(f"Check: ${a} + {b} + {c} = {total}$.")
    return worked(rng, prompt, steps, str(which[1]))
