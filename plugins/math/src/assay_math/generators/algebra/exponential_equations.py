"""Exponential equations."""

from __future__ import annotations

import random
from fractions import Fraction

from assay import Draft
from assay_math.generators._asking import posed
from assay_math.generators._levels import problems
from assay_math.generators._write import nonzero, num, poly, worked

_PHRASINGS = posed(
    "equation",
    "${equation}$",
    (
        "Solve {it} for ${x}$.",
        "Determine the real solution of {it}.",
        "Which real ${x}$ satisfies {it}?",
        "Find the real number ${x}$ that satisfies {it}.",
    ),
    bare=("Find ${x}$ if ${equation}$.",),
)


@problems("math.exponential_equation", version=2)
def exponential_equation(rng: random.Random, difficulty: int) -> Draft:
    """Solve an exponential equation by comparing exponents.

    Difficulty 1: ``b^(x + p) = b^k`` written out. 2: ``b^(ax + p)``. 3: a factor in front. 4: powers of one base on
    both sides. 5: different powers of one base on both sides.
    """
    x = rng.choice("xyztn")
    base = rng.choice([2, 3, 4, 5, 6, 7, 10])
    a = 1 if difficulty == 1 else rng.randint(2, 9)
    p = nonzero(rng, -12, 12)
    if difficulty <= 3:
        k = rng.randint(2, {2: 10, 3: 6, 4: 5, 5: 5, 6: 4, 7: 4, 10: 6}[base])
        factor = rng.randint(2, 25) if difficulty == 3 else 1
        left = f"{base}^{{{poly([a, p], x)}}}"
        value = base**k
        shown = left if factor == 1 else f"{factor} \\cdot {left}"
        equation = f"{shown} = {factor * value}"
        steps = []
        if factor > 1:
            steps.append(f"Divide by {factor}: ${left} = {factor * value} \\div {factor} = {value}$.")
        steps.append(f"Write the right side as a power of {base}: ${value} = {base}^{{{k}}}$.")
        answer = Fraction(k - p, a)
        steps.append(f"The exponents are equal: ${poly([a, p], x)} = {k}$.")
        steps += _solve(a, p, k, x, answer)
        return worked(rng, rng.choice(_PHRASINGS).format(equation=equation, x=x), steps, num(answer))
    c, q = rng.randint(1, 9), nonzero(rng, -12, 12)
    first, second = 1, 1
    if difficulty == 5:
        base = rng.choice([2, 3, 5])
        first, second = rng.sample([1, 2, 3], 2)
    while first * a == second * c:
        c = rng.randint(1, 9)
    answer = Fraction(second * q - first * p, first * a - second * c)
    equation = f"{base**first}^{{{poly([a, p], x)}}} = {base**second}^{{{poly([c, q], x)}}}"
    steps = []
    if difficulty == 5:
        parts = []
        for power in (first, second):
            if power > 1:
                parts.append(f"${base**power} = {base}^{power}$")
        steps.append(f"Both sides are powers of {base}: {' and '.join(parts)}.")
    left, right = poly([first * a, first * p], x), poly([second * c, second * q], x)
    steps.append(f"The exponents to the base {base} are equal: ${left} = {right}$.")
    rest = first * a - second * c
    steps.append(f"Collect the terms with ${x}$: ${poly([rest, 0], x)} = {second * q - first * p}$.")
    if rest != 1:
        steps.append(f"Divide by ${rest}$: ${x} = {num(answer)}$.")
    return worked(rng, rng.choice(_PHRASINGS).format(equation=equation, x=x), steps, num(answer))


def _solve(a: int, p: int, k: int, x: str, answer: Fraction) -> list[str]:
    move = f"{k} {'-' if p > 0 else '+'} {abs(p)} = {k - p}"
    verb = "Subtract" if p > 0 else "Add"
    steps = [f"{verb} {abs(p)}: ${poly([a, 0], x)} = {move}$."]
    if a > 1:
        steps.append(f"Divide by {a}: ${x} = {num(answer)}$.")
    return steps


_GROWTH = (
    ("A culture of {start} bacteria doubles every {time} hours. How many are there after {span} hours?", 2),
    ("{start} yeast cells are put into a warm broth, where their number triples every {time} hours. How many cells are there after {span} hours?", 3),
    ("{start} fish are put into a lake, and their number doubles every {time} months. How many are there after {span} months?", 2),
    ("A rumour is known to {start} people; this number triples every {time} days. How many know it after {span} days?", 3),
    ("A web page has {start} readers, and four times as many after every {time} weeks. How many has it after {span} weeks?", 4),
    ("Water lilies cover {start} square metres of a large lake, and twice the area after every {time} days. How many square metres do they cover after {span} days?", 2),
    ("A video was watched {start} times on its first day. Every {time} days the number of views has doubled. How many views has it after {span} days?", 2),
    ("In a laboratory {start} cells divide into two once every {time} hours. Find the number of cells after {span} hours.", 2),
    ("An app has {start} users, and their number grows fourfold every {time} months. Calculate the number of users after {span} months.", 4),
    ("Every {time} weeks the number of aphids in a greenhouse becomes three times as large. It is {start} today. How large is it in {span} weeks?", 3),
    ("There are {start} rabbits on an island. If their number doubles every {time} months, what is it after {span} months?", 2),
    ("A chain letter has reached {start} people. Every {time} days, four times as many have had it. How many people has it reached after {span} days?", 4),
    ("The number of algae in a tank, now {start}, triples in {time} days. What is their number after {span} days, if this goes on?", 3),
)  # fmt: skip
_DECAY = (
    "A sample of {start} mg decays with a half-life of {time} days. How many milligrams are left after {span} days?",
    "Of {start} mg of a drug, half is broken down every {time} hours. How many milligrams are still there after {span} hours?",
    "A tracer with a half-life of {time} hours has a mass of {start} mg. Find its mass in milligrams after {span} hours.",
    "Every {time} years the mass of an isotope falls to one half. It is {start} mg now. What is it in {span} years, in mg?",
)


@problems("math.exponential_growth", version=2, levels=(1, 2, 3, 3, 3))
def exponential_growth(rng: random.Random, difficulty: int) -> Draft:
    """Compute exponential growth or decay over several periods; longer spans at higher difficulty."""
    periods = rng.randint(2, 2 + difficulty)
    time = rng.randint(2, 9)
    if difficulty >= 4 and rng.random() < 0.5:
        start = rng.randint(1, 40) * 2**periods * 5
        prompt = rng.choice(_DECAY).format(start=start, time=time, span=time * periods)
        answer = start // 2**periods
        steps = [
            f"There are ${time * periods} \\div {time} = {periods}$ half-lives.",
            f"Each halves the amount: $\\frac{{{start}}}{{2^{{{periods}}}}} = \\frac{{{start}}}{{{2**periods}}} = {answer}$.",
        ]
        return worked(rng, prompt, steps, str(answer))
    story, factor = rng.choice(_GROWTH)
    start = rng.randint(3, 60 * difficulty)
    answer = start * factor**periods
    steps = [
        f"There are ${time * periods} \\div {time} = {periods}$ periods.",
        f"Each multiplies by {factor}: ${start} \\cdot {factor}^{{{periods}}} = {start} \\cdot {factor**periods} = {answer}$.",
    ]
    return worked(rng, story.format(start=start, time=time, span=time * periods), steps, str(answer))
