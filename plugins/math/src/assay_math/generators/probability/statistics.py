"""Descriptive statistics of small data sets."""

from __future__ import annotations

import random
from collections import Counter
from fractions import Fraction

from assay import Draft
from assay_math.generators._levels import problems
from assay_math.generators._write import num, worked

_CONTEXTS = (
    "the ages (in years) of {n} visitors",
    "the numbers of goals in {n} matches",
    "the numbers of pages in {n} booklets",
    "the points scored in {n} games",
    "the masses (in kg) of {n} parcels",
    "the numbers of emails received on {n} days",
    "the lengths (in cm) of {n} leaves",
    "the times (in minutes) of {n} phone calls",
)
_PHRASINGS = (
    "Here are {what}: {data}. Find the {asked}.",
    "The list {data} shows {what}. What is the {asked}?",
    "A record of {what} reads {data}. Calculate the {asked}.",
    "For the data {data} ({what}), determine the {asked}.",
)


def _data(rng: random.Random, size: int, spread: int) -> list[int]:
    low = rng.randint(1, 40)
    return [rng.randint(low, low + spread) for _ in range(size)]


def _prompt(rng: random.Random, data: list[int], asked: str) -> str:
    what = rng.choice(_CONTEXTS).format(n=len(data))
    return rng.choice(_PHRASINGS).format(what=what, data=", ".join(map(str, data)), asked=asked)


def _listed(values: list[int]) -> str:
    return " + ".join(map(str, values))


@problems("math.mean", version=2, levels=(1, 2, 3, 4, 4))
def mean(rng: random.Random, difficulty: int) -> Draft:
    """Find the mean of a list of whole numbers.

    Step 1: three or four numbers with a whole mean. Up to 5: twelve larger numbers, fractional mean.
    """
    size = (rng.randint(3, 4), 5, 7, 9, 12)[difficulty - 1]
    data = _data(rng, size, 6 + 12 * difficulty)
    if difficulty <= 2:
        data[-1] += -sum(data) % size
    total = sum(data)
    steps = [
        f"Add the values: ${_listed(data)} = {total}$.",
        f"Divide by how many there are: ${total} \\div {size} = {num(Fraction(total, size))}$.",
    ]
    return worked(rng, _prompt(rng, data, "mean"), steps, num(Fraction(total, size)))


@problems("math.median", version=2, levels=(1, 2, 3, 4, 4))
def median(rng: random.Random, difficulty: int) -> Draft:
    """Find the median of a list of whole numbers.

    Step 1: five numbers. 2: seven. 3: an even count. 4: an even count, up to ten. 5: up to fifteen.
    """
    size = (5, 7, rng.choice([6, 8]), rng.choice([8, 10]), rng.choice([12, 13, 14, 15]))[difficulty - 1]
    data = _data(rng, size, 8 + 12 * difficulty)
    ordered = sorted(data)
    chain = " \\le ".join(map(str, ordered))
    middle = size // 2
    steps = [f"Put the values in order: ${chain}$."]
    if size % 2:
        answer = Fraction(ordered[middle])
        steps.append(
            f"There are ${middle} + 1 + {middle} = {size}$ values, so the one at place ${middle} + 1 = {middle + 1}$ "
            f"stands in the middle: it is {ordered[middle]}."
        )
    else:
        a, b = ordered[middle - 1], ordered[middle]
        answer = Fraction(a + b, 2)
        steps.append(
            f"The count is even, so take the mean of the values at places ${size} \\div 2 = {middle}$ and {middle + 1}: "
            f"$\\frac{{{a} + {b}}}{{2}} = {num(answer)}$."
        )
    return worked(rng, _prompt(rng, data, "median"), steps, num(answer))


@problems("math.mode_and_range", version=2, levels=(1, 2, 2, 2, 2))
def mode_and_range(rng: random.Random, difficulty: int) -> Draft:
    """Add the mode and the range of a list, or subtract them.

    The list grows from six numbers at step 1 to fourteen at 5; the mode is unique.
    """
    size = 4 + 2 * difficulty
    while True:
        data = _data(rng, size, 6 + 4 * difficulty)
        value = rng.choice(data)
        for _ in range(2):
            data[rng.randrange(size)] = value
        counts = Counter(data).most_common()
        if len(counts) > 1 and counts[0][1] > counts[1][1]:
            break
    mode, times = counts[0]
    high, low = max(data), min(data)
    spread = high - low
    minus = difficulty >= 3 and rng.random() < 0.5
    answer = mode - spread if minus else mode + spread
    asked = "mode minus the range" if minus else "sum of the mode and the range"
    others = f"no other value occurs more than {counts[1][1]} {'time' if counts[1][1] == 1 else 'times'}"
    steps = [
        f"The value {mode} occurs {times} times and {others}; since ${times} > {counts[1][1]}$, the mode is {mode}.",
        f"The range is the largest less the smallest value: ${high} - {low} = {spread}$.",
        f"Together: ${mode} {'-' if minus else '+'} {spread} = {answer}$.",
    ]
    return worked(rng, _prompt(rng, data, asked), steps, str(answer))


@problems("math.variance", version=2, levels=(3, 3, 3, 4, 5))
def variance(rng: random.Random, difficulty: int) -> Draft:
    r"""Find the population variance, or at step 4 and 5 the standard deviation.

    Step 1: three numbers. 2: four. 3: five. 4: standard deviation of four. 5: of six.
    """
    size = (3, 4, 5, 4, 6)[difficulty - 1]
    while True:
        data = _data(rng, size, 5 + 4 * difficulty)
        data[-1] += -sum(data) % size
        center = sum(data) // size
        total = sum((v - center) ** 2 for v in data)
        if total and (difficulty < 4 or total % size == 0):
            break
    result = Fraction(total, size)
    steps = [
        f"The mean is $\\frac{{{_listed(data)}}}{{{size}}} = \\frac{{{sum(data)}}}{{{size}}} = {center}$.",
        "The squared deviations add up to $"
        + " + ".join(f"({v} - {center})^2" for v in data)
        + " = "
        + " + ".join(str((v - center) ** 2) for v in data)
        + f" = {total}$.",
        f"The variance is the mean of these: ${total} \\div {size} = {num(result)}$.",
    ]
    if difficulty < 4:
        return worked(rng, _prompt(rng, data, "population variance"), steps, num(result))
    answer = _root(int(result))
    steps[-1] = (
        f"The standard deviation is the root of their mean: $\\sqrt{{{total} \\div {size}}} = {answer}$."
    )
    return worked(rng, _prompt(rng, data, "population standard deviation"), steps, answer)


def _root(value: int) -> str:
    r"""``\sqrt{value}`` with the largest square taken out."""
    outside = max(k for k in range(1, int(value**0.5) + 2) if value % (k * k) == 0)
    inside = value // (outside * outside)
    if inside == 1:
        return str(outside)
    return (str(outside) if outside > 1 else "") + f"\\sqrt{{{inside}}}"


_WEIGHTS = (
    "A student's {n} test scores are {scores}, with weights {weights}. {ask}",
    "In a course, the scores {scores} count with the weights {weights}. {ask}",
    "Marks of {scores} are combined with the weights {weights}, in this order. {ask}",
    "The results {scores} have the weights {weights}. {ask}",
    "The final grade is made of {n} parts, scored {scores} and weighted {weights} in that order. {ask}",
    "Take the values {scores} and, in the same order, the weights {weights}. {ask}",
    "Jurors give {scores} points; their votes count {weights} times, in this order. {ask}",
)
_WEIGHT_ASKS = (
    "Find the weighted mean.",
    "What is the weighted mean?",
    "Calculate the weighted average.",
    "What do they come to on average, with these weights?",
)


@problems("math.weighted_mean", version=2, levels=(1, 2, 3, 4, 4))
def weighted_mean(rng: random.Random, difficulty: int) -> Draft:
    """Find a weighted mean; the number of scores and the size of the weights grow with the difficulty."""
    size = (2, 3, 3, 4, 5)[difficulty - 1]
    scores = [rng.randint(40, 100) for _ in range(size)]
    weights = [rng.randint(1, 1 + 2 * difficulty) for _ in range(size)]
    products = [s * w for s, w in zip(scores, weights, strict=True)]
    total, weight = sum(products), sum(weights)
    answer = Fraction(total, weight)
    pairs = " + ".join(f"{s} \\cdot {w}" for s, w in zip(scores, weights, strict=True))
    steps = [
        f"Multiply each score by its weight and add: ${pairs} = {_listed(products)} = {total}$.",
        f"The weights add up to ${_listed(weights)} = {weight}$.",
        f"The weighted mean is ${total} \\div {weight} = {num(answer)}$.",
    ]
    prompt = rng.choice(_WEIGHTS).format(
        n=size,
        scores=", ".join(map(str, scores)),
        weights=", ".join(map(str, weights)),
        ask=rng.choice(_WEIGHT_ASKS),
    )
    return worked(rng, prompt, steps, num(answer))


_MISSING = (
    "The mean of {n} numbers is {mean}. All but one of them are {known}. Find the missing number.",
    "A list of {n} numbers has the mean {mean}. The known ones are {known}. What is the other one?",
    "After {n} tests the average is {mean}. The other scores were {known}. What was the remaining score?",
    "The numbers {known} and one more have the mean {mean}. Which number is missing?",
    "In {n} games a team scored {mean} points on average. In all games but the last it scored {known}. How many points did it score in the last one?",
    "On {n} days a shop sold {mean} loaves a day on average. For all days but one the numbers are {known}. How many loaves were sold on that day?",
    "{n} parcels weigh {mean} kg on average. The scales show {known} kg for all but one of them. How heavy is the last one, in kg?",
    "{known}: these are all but one of {n} numbers whose average is {mean}. Determine the one that is not listed.",
    "Someone wrote down {n} numbers with a mean of {mean}, but one of them is smudged. The others read {known}. Which number is smudged?",
    "What number must be added to the list {known} so that the mean of all {n} becomes {mean}?",
    "If {n} numbers average {mean} and all of them but one are {known}, what is the last one?",
    "A class of {n} groups collected {mean} bottles per group on average. All groups but one report {known}. How many bottles did that group collect?",
    "A walker covered {mean} km a day on average over {n} days; on all days but the first it was {known} km. How many kilometres was it on the first day?",
)


@problems("math.missing_from_mean", version=2, levels=(1, 2, 3, 3, 4))
def missing_from_mean(rng: random.Random, difficulty: int) -> Draft:
    """Find the number that is missing, from the mean and the others; up to nine numbers."""
    size = 2 + difficulty + (difficulty == 5) * 2
    data = _data(rng, size, 10 + 15 * difficulty)
    data[0] += -sum(data) % size
    center = sum(data) // size
    missing, known = data[0], data[1:]
    steps = [
        f"All {size} numbers together add up to ${size} \\cdot {center} = {size * center}$.",
        f"The known ones add up to ${_listed(known)} = {sum(known)}$.",
        f"The missing one is ${size * center} - {sum(known)} = {missing}$.",
    ]
    prompt = rng.choice(_MISSING).format(n=size, mean=center, known=", ".join(map(str, known)))
    return worked(rng, prompt, steps, str(missing))
