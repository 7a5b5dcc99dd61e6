"""Percentages: shares, changes, working backwards, discounts one after another."""

from __future__ import annotations

import random
from fractions import Fraction
from math import lcm

from assay import Draft
from assay_math.generators._levels import problems
from assay_math.generators._words import capital, count, decimal, dollars, people
from assay_math.generators._write import worked

_BARE = (
    "What is ${p}\\%$ of ${n}$?",
    "Find ${p}\\%$ of ${n}$.",
    "Calculate ${p}\\%$ of ${n}$.",
    "How much is ${p}\\%$ of ${n}$?",
)
_GROUPS = (
    ("A school has {n} pupils, and {p}\\% of them {verb}.", "How many pupils {verb}?", ("cycle to school", "play an instrument", "sing in the choir", "eat in the canteen")),
    ("A library owns {n} books, of which {p}\\% {verb}.", "How many of the books {verb}?", ("are novels", "are out on loan", "are for children", "are in French")),
    ("A town has {n} households, and {p}\\% of them {verb}.", "How many households {verb}?", ("own a dog", "own a car", "heat with gas", "rent their home")),
    ("A farmer planted {n} trees, and {p}\\% of them {verb}.", "How many of the trees {verb}?", ("are apple trees", "are pear trees", "bear fruit already", "are cherry trees")),
    ("{n} people answered a survey, and {p}\\% of them {verb}.", "How many people {verb}?", ("prefer tea", "work from home", "read a newspaper", "take the bus")),
)  # fmt: skip


_NESTED = (
    ("pupils at a school", "study a foreign language", "study Spanish",
     "How many pupils study Spanish?", "How many pupils study a foreign language other than Spanish?"),
    ("visitors to a museum", "bought their ticket online", "paid the reduced price",
     "How many visitors paid the reduced price online?", "How many visitors bought online without the reduced price?"),
    ("employees of a company", "work in the office", "come by train",
     "How many office workers come by train?", "How many office workers do not come by train?"),
    ("members of a club", "voted in an election", "voted for the new rules",
     "How many members voted for the new rules?", "How many members voted, but not for the new rules?"),
    ("passengers on a fleet of ferries", "travelled with a car", "had booked ahead",
     "How many passengers with a car had booked ahead?", "How many passengers with a car had not booked ahead?"),
    ("readers of a magazine", "answered a survey", "were under thirty",
     "How many of the answers came from readers under thirty?",
     "How many of the answers came from readers aged thirty or more?"),
)  # fmt: skip


@problems("math.percent_of", version=2, levels=(1, 2, 3, 2, 3))
def percent_of(rng: random.Random, difficulty: int) -> Draft:
    """Take a percentage of a number, or find which percentage one number is of another.

    Step 1: 10%, 20%, 25%, 50% and the like. 2: any whole percentage. 3: a
    percentage with a decimal. 4: which percentage. 5: a percentage of a percentage, or the rest of it.
    """
    if difficulty == 4:
        return _which_percent(rng)
    if difficulty == 5:
        return _nested_percent(rng)
    if difficulty == 1:
        p = Fraction(rng.choice((5, 10, 20, 25, 30, 40, 50, 60, 75, 80, 90)))
        n = rng.randint(1, 40) * 20
    elif difficulty == 2:
        p = Fraction(rng.randint(2, 98))
        n = rng.randint(3, 5000)
    else:
        p = Fraction(rng.randint(11, 999), 10) if rng.random() < 0.6 else Fraction(rng.randint(5, 395), 4)
        n = rng.randint(2, 1500) * 4
    value = p * n / 100
    steps = [
        f"Write the percentage as a decimal: ${decimal(p)}\\% = {decimal(p / 100)}$.",
        f"Multiply: ${decimal(p / 100)} \\cdot {n} = {decimal(value)}$.",
    ]
    if value.denominator == 1 and rng.random() < 0.6:
        story, question, verbs = rng.choice(_GROUPS)
        prompt = f"{story} {question}".format(n=n, p=decimal(p), verb=rng.choice(verbs))
    else:
        prompt = rng.choice(_BARE).format(p=decimal(p), n=n)
    return worked(rng, prompt, steps, decimal(value))


def _which_percent(rng: random.Random) -> Draft:
    whole = rng.randint(8, 1500) * 5
    p = Fraction(rng.randint(5, 390), rng.choice((2, 4)))
    p = min(p, 200 - p)
    part = p * whole / 100
    if part.denominator != 1 or part == whole:
        return _which_percent(rng)
    n = part.numerator
    x, y = people(rng, 2)
    prompt = rng.choice(
        (
            f"What percentage of ${whole}$ is ${n}$?",
            f"${n}$ is what percent of ${whole}$?",
            f"Express ${n}$ as a percentage of ${whole}$.",
            f"{x} collected {count(n, 'stamp')} and {y} collected {whole}. What percentage of {y}'s number is {x}'s number?",
            f"The goal was to sell {whole} tickets, and {n} were sold. What percentage of the goal is that?",
        )
    )
    steps = [
        f"Divide the part by the whole: $\\frac{{{n}}}{{{whole}}} = {decimal(p / 100)}$.",
        f"As a percentage: ${decimal(p / 100)} = {decimal(p)}\\%$.",
    ]
    return worked(rng, prompt, steps, f"{decimal(p)}\\%")


def _nested_percent(rng: random.Random) -> Draft:
    p, q = rng.randint(5, 95), rng.randint(5, 95)
    step = lcm(Fraction(p, 100).denominator, Fraction(p * q, 10_000).denominator)
    n = step * rng.randint(1, max(1, 20_000 // step))
    first = p * n // 100
    rest = rng.random() < 0.5
    share = 100 - q if rest else q
    value = first * share // 100
    who, verb, further, asked, asked_rest = rng.choice(_NESTED)
    opening = rng.choice(
        (
            "There are {n} {who}. {p}\\% of them {verb}, and {q}\\% of those {further}.",
            "Of {n} {who}, {p}\\% {verb}. {q}\\% of these {further}.",
            "A report counts {n} {who}. It says that {p}\\% of them {verb} and that {q}\\% of those {further}.",
            "{p}\\% of {n} {who} {verb}, and of these {q}\\% {further}.",
        )
    )
    prompt = opening.format(n=n, who=who, p=p, q=q, verb=verb, further=further)
    prompt += " " + (asked_rest if rest else asked)
    steps = [f"Those who {verb}: ${decimal(Fraction(p, 100))} \\cdot {n} = {first}$."]
    if rest:
        steps.append(f"The question is about the other $100 - {q} = {share}$ percent of those.")
    steps.append(
        f"That is {share}\\% of {first}: ${decimal(Fraction(share, 100))} \\cdot {first} = {value}$."
    )
    return worked(rng, prompt, steps, str(value))


@problems("math.percent_change", version=3, levels=(1, 2, 3, 3, 3))
def percent_change(rng: random.Random, difficulty: int) -> Draft:
    """Raise or lower by a percentage, and find the percentage of a change.

    Step 1: the new value after a round percentage. 2: after any percentage. 3: the
    percentage of a change. 4: the total change of two changes. 5: the second change that undoes or completes the first.
    """
    if difficulty <= 2:
        p = rng.choice((5, 10, 20, 25, 30, 40, 50)) if difficulty == 1 else rng.randint(3, 95)
        step = Fraction(p, 100).denominator
        n = step * rng.randint(2, max(3, (1000 if difficulty == 1 else 12_000) // step))
        up = rng.random() < 0.5
        change = p * n // 100
        value = n + change if up else n - change
        steps = [
            f"The change is {p}\\% of {n}: ${decimal(Fraction(p, 100))} \\cdot {n} = {change}$.",
            f"{'Add it' if up else 'Subtract it'}: ${n} {'+' if up else '-'} {change} = {value}$.",
        ]
        prompt = rng.choice(
            (
                f"{'Increase' if up else 'Decrease'} ${n}$ by ${p}\\%$.",
                f"A village of {n} people {'grew' if up else 'shrank'} by {p}\\%. How many people live there now?",
                f"A website had {n} visitors in May. In June the number {'rose' if up else 'fell'} by {p}\\%. "
                "How many visitors did it have in June?",
                f"What is ${n}$ after {'an increase' if up else 'a decrease'} of ${p}\\%$?",
            )
        )
        return worked(rng, prompt, steps, str(value))
    if difficulty == 3:
        return _percent_of_change(rng)
    if difficulty == 4:
        return _two_changes(rng)
    return _missing_change(rng)


def _percent_of_change(rng: random.Random) -> Draft:
    p = Fraction(rng.randint(4, 180), 2)
    step = (p / 100).denominator
    old = step * rng.randint(max(1, 20 // step), max(2, 12_000 // step))
    up = rng.random() < 0.5
    change = int(p * old / 100)
    new = old + change if up else old - change
    word = "increase" if up else "decrease"
    prompt = rng.choice(
        (
            f"A quantity changes from ${old}$ to ${new}$. What is the percentage {word}?",
            f"The value of a collection of coins went from {dollars(100 * old)} to {dollars(100 * new)}. "
            f"By what percentage did it {'rise' if up else 'fall'}?",
            f"A factory made {old} parts last month and {new} this month. Find the percent {word}.",
            f"Membership of a club {'grew' if up else 'dropped'} from {old} to {new}. What percent {word} is this?",
        )
    )
    steps = [
        f"The change is ${max(old, new)} - {min(old, new)} = {change}$.",
        f"Compare it with the old value: $\\frac{{{change}}}{{{old}}} = {decimal(p / 100)} = {decimal(p)}\\%$.",
    ]
    return worked(rng, prompt, steps, f"{decimal(p)}\\%")


def _factor(p: Fraction) -> str:
    return f"1 {'+' if p > 0 else '-'} {decimal(abs(p) / 100)} = {decimal(1 + p / 100)}"


def _two_changes(rng: random.Random) -> Draft:
    first = Fraction(rng.choice((-1, 1)) * rng.randint(2, 60))
    second = Fraction(rng.choice((-1, 1)) * rng.randint(2, 60))
    total = (1 + first / 100) * (1 + second / 100)
    change = (total - 1) * 100
    if change == 0:
        return _two_changes(rng)
    word = "increase" if change > 0 else "decrease"
    moves = [("rises" if p > 0 else "falls", abs(p.numerator)) for p in (first, second)]
    subject, tail = rng.choice(
        (("a share price", "the price"), ("the number of bees in a hive", "the number"), ("a rent", "the rent"),
         ("the water level of a lake", "the level"), ("a city's power use", "the power use"), ("the price of flour", "the price"))
    )  # fmt: skip
    prompt = rng.choice(
        (
            f"{capital(subject)} {moves[0][0]} by {moves[0][1]}\\% and then {moves[1][0]} by {moves[1][1]}\\%. "
            f"What is the overall percentage {word}?",
            f"In one year {subject} {moves[0][0]} by {moves[0][1]}\\%, and in the next {tail} {moves[1][0]} by "
            f"{moves[1][1]}\\%. Find the total percentage {word} over both years.",
            f"First {subject} {moves[0][0]} by {moves[0][1]}\\%; afterwards {tail} {moves[1][0]} by {moves[1][1]}\\%. "
            f"By what percentage has {tail} {'gone up' if change > 0 else 'gone down'} altogether?",
            f"Suppose {subject} {moves[0][0]} by {moves[0][1]}\\% and after that {tail} {moves[1][0]} by "
            f"{moves[1][1]}\\%. Which single percentage {word} has the same effect?",
        )
    )
    size = abs(change)
    difference = f"{decimal(total)} - 1" if change > 0 else f"1 - {decimal(total)}"
    steps = [
        f"The first change multiplies by ${_factor(first)}$.",
        f"The second change multiplies by ${_factor(second)}$.",
        f"Together they multiply by ${decimal(1 + first / 100)} \\cdot {decimal(1 + second / 100)} = {decimal(total)}$.",
        f"The overall {word} is ${difference} = {decimal(size / 100)} = {decimal(size)}\\%$.",
    ]
    return worked(rng, prompt, steps, f"{decimal(size)}\\%")


def _missing_change(rng: random.Random) -> Draft:
    second = Fraction(rng.choice((-1, 1)) * rng.randint(4, 90), 2)
    first = Fraction(rng.choice((-1, 1)) * rng.randint(4, 60))
    middle = (1 + first / 100) * (1 + second / 100)
    step = lcm(middle.denominator, (1 + first / 100).denominator)
    if step > 4000 or middle == 1:
        return _missing_change(rng)
    start = step * rng.randint(400 // step + 1, 12_000 // step)
    between, end = start * (1 + first / 100), start * middle
    word = "increase" if second > 0 else "decrease"
    move = "rose" if first > 0 else "fell"
    prompt = rng.choice(
        (
            f"The value of a piece of land {move} from {dollars(100 * start)} by {abs(first)}\\% and then "
            f"changed again, to {dollars(100 * end)}. What percentage {word} was the second change?",
            f"A charity had {start} donors. The number {move} by {abs(first)}\\% in the first year and stood at {end} "
            f"after the second year. Find the percentage {word} in the second year.",
            f"Starting at ${start}$, a quantity {move} by ${abs(first)}\\%$. After one more change it is ${end}$. "
            f"What is the percentage {word} of that last change?",
            f"A newspaper sold {start} copies a day. Sales {move} by {abs(first)}\\%, and a year later they were {end}. "
            f"By which percentage {word} did they get there?",
        )
    )
    change = abs(end - between)
    pair = (end, between) if second > 0 else (between, end)
    steps = [
        f"The first change multiplies by ${_factor(first)}$.",
        f"After it the value is ${start} \\cdot {decimal(1 + first / 100)} = {decimal(between)}$.",
        f"The second change is ${decimal(pair[0])} - {decimal(pair[1])} = {decimal(change)}$.",
        f"Compared with the value before it: $\\frac{{{decimal(change)}}}{{{decimal(between)}}} = "
        f"{decimal(abs(second) / 100)} = {decimal(abs(second))}\\%$.",
    ]
    return worked(rng, prompt, steps, f"{decimal(abs(second))}\\%")
