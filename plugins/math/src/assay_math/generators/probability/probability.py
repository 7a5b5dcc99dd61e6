"""Probability: dice, draws, repeated trials, conditional probability, expectation."""

from __future__ import annotations

import math
import random
from fractions import Fraction

from assay import Draft
from assay_math.generators._levels import problems
from assay_math.generators._write import num, worked

_ASK = (
    "What is the probability",
    "Find the probability",
    "Determine the probability",
    "Calculate the probability",
)


def _question(rng: random.Random, what: str) -> str:
    opening = rng.choice(_ASK)
    return f"{opening} {what}{'?' if opening.startswith('What') else '.'}"


def _fraction(top: int, bottom: int) -> str:
    return f"\\frac{{{top}}}{{{bottom}}}"


@problems("math.dice_and_spinners", version=2, levels=(1, 2, 3, 4, 4))
def dice_and_spinners(rng: random.Random, difficulty: int) -> Draft:
    """Find the probability of a roll, or of a sum of spinners.

    Step 1: one die. 2: two spinners, one sum. 3: at least a sum. 4: two of different sizes. 5: three.
    """
    if difficulty == 1:
        sides = rng.choice([6, 8, 10, 12, 20])
        limit = rng.randint(2, sides)
        good = sides - limit + 1
        prompt = f"A fair die has the faces 1 to {sides}. {_question(rng, f'of rolling at least {limit}')}"
        steps = [
            f"The good faces are {limit} to {sides}: ${sides} - {limit} + 1 = {good}$ of them.",
            f"The probability is $P = {_fraction(good, sides)} = {num(Fraction(good, sides))}$.",
        ]
        return worked(rng, prompt, steps, num(Fraction(good, sides)))
    # Spinners may have any number of fields, so there are many different problems.
    if difficulty <= 3:
        sizes = [rng.randint(4, 40)] * 2
        setup = f"Two fair spinners, each with the numbers 1 to {sizes[0]}, are spun."
    else:
        sizes = rng.sample(range(4, 31) if difficulty == 4 else range(3, 13), difficulty - 2)
        listed = ", ".join(f"1 to {size}" for size in sizes[:-1]) + f" and 1 to {sizes[-1]}"
        setup = f"{'Two' if difficulty == 4 else 'Three'} fair spinners with the numbers {listed} are spun."
    low, high = len(sizes), sum(sizes)
    middle = (low + high) // 2
    # Keep the counting short: a few sums at one end.
    target = (
        rng.randint(low + 1, min(low + 9, middle))
        if rng.random() < 0.5
        else rng.randint(max(high - 9, middle), high - 1)
    )
    at_least = difficulty == 3 or (difficulty > 3 and rng.random() < 0.5)
    if not at_least:
        target = rng.randint(low + 1, high - 1)
    counts = _sums(sizes)
    total = math.prod(sizes)
    product = " \\cdot ".join(map(str, sizes))
    outcomes = f"There are ${product} = {total}$ equally likely outcomes."
    if not at_least:
        good = counts[target]
        what = f"that the sum is {target}"
        steps = [outcomes]
        steps.append(_count_step(sizes, target, counts))
    else:
        good = sum(c for s, c in counts.items() if s >= target)
        what = f"that the sum is at least {target}"
        steps = [outcomes]
        if high - target > target - low:
            bad = [counts[s] for s in range(low, target)]
            steps.append(
                f"The sums from {low} to {target - 1} occur in ${' + '.join(map(str, bad))} = {sum(bad)}$ outcomes, "
                f"the others in ${total} - {sum(bad)} = {good}$."
            )
        else:
            parts = [counts[s] for s in range(target, high + 1)]
            steps.append(
                f"The sums from {target} to {high} occur in ${' + '.join(map(str, parts))} = {good}$ outcomes."
            )
    steps.append(f"The probability is $P = {good} \\div {total} = {num(Fraction(good, total))}$.")
    return worked(rng, f"{setup} {_question(rng, what)}", steps, num(Fraction(good, total)))


def _sums(sizes: list[int]) -> dict[int, int]:
    """How many outcomes give each sum."""
    counts = {0: 1}
    for size in sizes:
        new: dict[int, int] = {}
        for total, count in counts.items():
            for face in range(1, size + 1):
                new[total + face] = new.get(total + face, 0) + count
        counts = new
    return counts


def _count_step(sizes: list[int], target: int, counts: dict[int, int]) -> str:
    if len(sizes) == 2:
        low, high = max(1, target - sizes[1]), min(sizes[0], target - 1)
        return (
            f"The first one may show {low} to {high}, and the second is then fixed: "
            f"${high} - {low} + 1 = {counts[target]}$ outcomes."
        )
    pairs = _sums(sizes[1:])
    parts = [pairs.get(target - face, 0) for face in range(1, sizes[0] + 1)]
    return f"Sorted by the first spinner, the good outcomes are ${' + '.join(map(str, parts))} = {counts[target]}$."


_BALLS = (("red", "blue", "green"), ("black", "white", "yellow"), ("orange", "purple", "brown"))
_THINGS = ("balls", "marbles", "beads", "chips", "buttons", "candies")


@problems("math.draws_without_replacement", version=2)
def draws_without_replacement(rng: random.Random, difficulty: int) -> Draft:
    """Find the probability of what is drawn from an urn.

    Difficulty 1: one draw. 2: two of a colour. 3: two of different colours. 4: at least one. 5: exactly k of n.
    """
    red, blue, green = rng.choice(_BALLS)
    things = rng.choice(_THINGS)
    a, b, c = (rng.randint(2 + (difficulty > 1), 8 + 3 * difficulty) for _ in range(3))
    n = a + b + c
    urn = f"A bag holds {a} {red}, {b} {blue} and {c} {green} {things}."
    count = f"The bag holds ${a} + {b} + {c} = {n}$ {things}."
    one = things[:-1] if things != "candies" else "candy"
    if difficulty == 1:
        value = Fraction(a, n)
        steps = [count, f"Of these {a} are {red}: $P = {_fraction(a, n)} = {num(value)}$."]
        prompt = f"{urn} One {one} is drawn at random. {_question(rng, f'that it is {red}')}"
        return worked(rng, prompt, steps, num(value))
    if difficulty <= 3:
        second, word = (
            (a - 1, "both are " + red)
            if difficulty == 2
            else (b, f"the first is {red} and the second is {blue}")
        )
        value = Fraction(a * second, n * (n - 1))
        steps = [
            count,
            f"The first is {red} with probability ${_fraction(a, n)}$; then ${n} - 1 = {n - 1}$ {things} are left"
            + (f", ${a} - 1 = {a - 1}$ of them {red}." if difficulty == 2 else f", {b} of them {blue}."),
            f"Multiply: $P = {_fraction(a, n)} \\cdot {_fraction(second, n - 1)} = {num(value)}$.",
        ]
        prompt = (
            f"{urn} Two are drawn one after the other without replacement. {_question(rng, f'that {word}')}"
        )
        return worked(rng, prompt, steps, num(value))
    draws = rng.randint(2, 3) if difficulty == 4 else rng.randint(3, 4)
    total = math.comb(n, draws)
    if difficulty == 4:
        none = math.comb(n - a, draws)
        value = 1 - Fraction(none, total)
        steps = [
            count,
            f"All choices of {draws}: $\\binom{{{n}}}{{{draws}}} = {total}$.",
            f"Choices without {red}: $\\binom{{{n} - {a}}}{{{draws}}} = \\binom{{{n - a}}}{{{draws}}} = {none}$.",
            f"At least one is {red} with probability $P = 1 - {_fraction(none, total)} = {num(value)}$.",
        ]
        what = f"that at least one of them is {red}"
    else:
        k = rng.randint(1, min(a, draws - 1))
        first, rest = math.comb(a, k), math.comb(n - a, draws - k)
        value = Fraction(first * rest, total)
        steps = [
            count,
            f"All choices of {draws}: $\\binom{{{n}}}{{{draws}}} = {total}$.",
            f"Choices of {k} {red} and {draws - k} other {things if draws - k > 1 else one}: "
            f"$\\binom{{{a}}}{{{k}}} \\cdot \\binom{{{n - a}}}{{{draws - k}}} = {first} \\cdot {rest} = {first * rest}$.",
            f"The probability is $P = {_fraction(first * rest, total)} = {num(value)}$.",
        ]
        what = f"that exactly {k} of them {'is' if k == 1 else 'are'} {red}"
    prompt = f"{urn} {draws} {things} are drawn at once. {_question(rng, what)}"
    return worked(rng, prompt, steps, num(value))


_TRIALS = (
    ("A basketball player hits a free throw with probability {p}. She throws {n} times.", "hits"),
    ("A seed sprouts with probability {p}. {n} seeds are planted.", "sprouting seeds"),
    ("A biased coin shows heads with probability {p}. It is tossed {n} times.", "heads"),
    ("A machine makes a flawless part with probability {p}. It makes {n} parts.", "flawless parts"),
    ("An archer hits the target with probability {p}. He shoots {n} times.", "hits"),
    ("A bus is on time with probability {p}. It runs {n} times.", "punctual runs"),
    ("A vaccine protects a mouse with probability {p}. {n} mice get it.", "protected mice"),
    ("A call is answered with probability {p}. {n} calls are made.", "answered calls"),
    ("A lamp lasts a year with probability {p}. {n} lamps are installed.", "lamps that last"),
    ("A goalkeeper saves a penalty with probability {p}. He faces {n} of them.", "saves"),
)


@problems("math.binomial_distribution", version=2)
def binomial_distribution(rng: random.Random, difficulty: int) -> Draft:
    """Find the probability of a number of successes in independent trials.

    Difficulty 1: all succeed. 2: exactly one. 3: exactly k of up to five. 4: at least one. 5: at least two.
    """
    below = rng.randint(2, 8 + difficulty)
    above = rng.randint(1, below - 1)
    p = Fraction(above, below)
    q = 1 - p
    n = rng.randint(2 + (difficulty > 2), 4 + (difficulty > 2))
    story, what = rng.choice(_TRIALS)
    intro = story.format(p=f"${num(p)}$", n=n)
    miss = f"A trial fails with probability $1 - {num(p)} = {num(q)}$."
    if difficulty == 1:
        value = p**n
        steps = [f"All {n} succeed with probability $P = \\left({num(p)}\\right)^{{{n}}} = {num(value)}$."]
        return worked(rng, f"{intro} {_question(rng, f'of {n} {what}')}", steps, num(value))
    if difficulty <= 3:
        k = 1 if difficulty == 2 else rng.randint(1, n - 1)
        value = math.comb(n, k) * p**k * q ** (n - k)
        steps = [
            miss,
            f"The successes can fall on $\\binom{{{n}}}{{{k}}} = {math.comb(n, k)}$ sets of trials.",
            f"Hence $P = {math.comb(n, k)} \\cdot \\left({num(p)}\\right)^{{{k}}} \\cdot "
            f"\\left({num(q)}\\right)^{{{n - k}}} = {num(value)}$.",
        ]
        return worked(
            rng, f"{intro} {_question(rng, f'that the number of {what} is exactly {k}')}", steps, num(value)
        )
    none = q**n
    steps = [miss, f"No success has probability $\\left({num(q)}\\right)^{{{n}}} = {num(none)}$."]
    if difficulty == 4:
        value = 1 - none
        steps.append(f"At least one has probability $P = 1 - {num(none)} = {num(value)}$.")
    else:
        one = n * p * q ** (n - 1)
        value = 1 - none - one
        steps.append(
            f"Exactly one has probability ${n} \\cdot {num(p)} \\cdot \\left({num(q)}\\right)^{{{n - 1}}} = {num(one)}$."
        )
        steps.append(f"At least two have probability $P = 1 - {num(none)} - {num(one)} = {num(value)}$.")
    least = difficulty - 3
    return worked(
        rng, f"{intro} {_question(rng, f'that the number of {what} is at least {least}')}", steps, num(value)
    )


_TESTS = (
    ("Of the machines in a factory, {a}\\% are old. An old machine fails in a year with probability {p}\\%, a new one with "
     "{q}\\%. A machine has failed.", "that it is old"),
    ("{a}\\% of the mail is junk. A filter flags junk with probability {p}\\% and other mail with {q}\\%. A message was "
     "flagged.", "that it is junk"),
    ("{a}\\% of a population carry a gene. A test is positive for {p}\\% of the carriers and for {q}\\% of the others. "
     "Someone tests positive.", "that this person is a carrier"),
    ("{a}\\% of the days in a valley are foggy. A train is late on {p}\\% of the foggy days and on {q}\\% of the others. "
     "Today it is late.", "that the day is foggy"),
)  # fmt: skip


@problems("math.bayes", version=3, first=3, levels=(3, 4, 5))
def bayes(rng: random.Random, difficulty: int) -> Draft:
    """Find the probability of a cause from an observed effect; rarer causes at higher difficulty."""
    step = {3: 5, 4: 2, 5: 1}[difficulty]
    a = step * rng.randint(1, 60 // step)
    p = step * rng.randint(40 // step + 1, 95 // step)
    q = step * rng.randint(1, 30 // step)
    story, what = rng.choice(_TESTS)
    both, other = Fraction(a * p, 10_000), Fraction((100 - a) * q, 10_000)
    total, value = both + other, both / (both + other)
    steps = [
        f"Cause and effect together: $\\frac{{{a}}}{{100}} \\cdot \\frac{{{p}}}{{100}} = {num(both)}$.",
        f"Effect without the cause: $\\frac{{{100 - a}}}{{100}} \\cdot \\frac{{{q}}}{{100}} = {num(other)}$.",
        f"The effect in all: ${num(both)} + {num(other)} = {num(total)}$.",
        f"By Bayes' rule, $P = {num(both)} \\div {num(total)} = {num(value)}$.",
    ]
    prompt = f"{story.format(a=a, p=p, q=q)} {_question(rng, what)} Give a fraction."
    return worked(rng, prompt, steps, num(value))


_GAMES = (
    "In a game you win \\${a} with probability {p}, win \\${b} with probability {q}, and otherwise get nothing. A turn costs "
    "\\${c}.",
    "A lottery ticket costs \\${c}. It pays \\${a} with probability {p} and \\${b} with probability {q}, else nothing.",
    "A stall charges \\${c} a try. The prize is \\${a} with probability {p} and \\${b} with probability {q}.",
    "Spinning a wheel costs \\${c} and yields \\${a} with probability {p} or \\${b} with probability {q}.",
)


@problems("math.expected_value", version=2, levels=(2, 2, 3, 4, 5))
def expected_value(rng: random.Random, difficulty: int) -> Draft:
    """Find the expected value of a die or of a game.

    Step 1: the mean of a die's faces. 2 to 5: the expected gain of a game, with finer probabilities.
    """
    if difficulty == 1:
        faces = sorted(rng.sample(range(1, 30), rng.randint(3, 6)))
        total = sum(faces)
        value = Fraction(total, len(faces))
        shown = ", ".join(map(str, faces))
        steps = [
            f"The numbers add up to ${' + '.join(map(str, faces))} = {total}$.",
            f"Each is equally likely, so the expected value is ${total} \\div {len(faces)} = {num(value)}$.",
        ]
        asked = rng.choice(
            (
                "What is its expected value?",
                "Find its expected value.",
                "What number is expected on average?",
                "Determine its mean.",
            )
        )
        return worked(
            rng, f"A number is drawn at random from {shown}, all equally likely. {asked}", steps, num(value)
        )
    bottom = rng.choice([4, 5, 6, 8, 10, 12, 20][: 3 + difficulty])
    top = rng.randint(1, bottom - 2)
    p, q = Fraction(top, bottom), Fraction(rng.randint(1, bottom - top - 1), bottom)
    a, b, c = rng.randint(2, 10 * difficulty), rng.randint(2, 10 * difficulty), rng.randint(1, 5 * difficulty)
    mean = a * p + b * q
    value = mean - c
    steps = [
        f"The expected prize is ${a} \\cdot {num(p)} + {b} \\cdot {num(q)} = {num(a * p)} + {num(b * q)} = {num(mean)}$.",
        f"Take away the cost: ${num(mean)} - {c} = {num(value)}$.",
    ]
    prompt = rng.choice(_GAMES).format(a=a, b=b, c=c, p=f"${num(p)}$", q=f"${num(q)}$")
    asked = rng.choice(
        (
            "What is the expected gain in dollars?",
            "Find the expected gain in dollars.",
            "How many dollars does one gain on average?",
            "Calculate the expected gain in dollars (negative for a loss).",
        )
    )
    return worked(rng, f"{prompt} {asked}", steps, num(value))
