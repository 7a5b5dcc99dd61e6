"""The normal distribution, with the values of the table given."""

from __future__ import annotations

import math
import random
from fractions import Fraction

from assay import Draft, agree
from assay_math.generators._levels import problems
from assay_math.generators._tell import redrawn, tell
from assay_math.generators._words import decimal, fixed
from assay_math.generators._write import worked

_THINGS = (
    ("The heights of the women of a town", "cm", "woman", 1650, 60, 10), ("The weights of bags of sugar from a machine", "grams", "bag", 5000, 40, 10),
    ("The lives of a kind of lamp", "hours", "lamp", 12000, 800, 10), ("The marks in a nationwide test", "points", "candidate", 5000, 1000, 10),
    ("The lengths of steel bolts", "mm", "bolt", 600, 4, 10), ("The times of a bus for its route", "minutes", "trip", 420, 50, 10),
    ("The weights of newborn babies in a hospital", "grams", "baby", 34000, 4800, 10), ("The fillings of juice bottles", "ml", "bottle", 10000, 80, 10),
    ("The daily sales of a bakery", "loaves", "day", 3200, 250, 10), ("The weights of apples of an orchard", "grams", "apple", 1800, 200, 10),
    ("The scores of a reading test", "points", "pupil", 1000, 150, 10), ("The delivery times of an online shop", "hours", "parcel", 480, 60, 10),
    ("The diameters of ball bearings", "mm", "ball", 250, 2, 10), ("The yearly rainfalls at a weather station", "mm", "year", 8000, 1200, 10),
)  # fmt: skip
"""What is distributed, its unit, one of it, and ten times the mean and the standard deviation."""


def _phi(z: float) -> float:
    """The share of a normal distribution below ``z`` standard deviations, by the error function."""
    return (1 + math.erf(z / math.sqrt(2))) / 2


def _by_series(z: float) -> float:
    """The same by the series of the integral from 0."""
    total = term = z
    for k in range(1, 80):
        term *= z * z / (2 * k + 1)
        total += term
    return 0.5 + total * math.exp(-z * z / 2) / math.sqrt(2 * math.pi)


def _table(z: Fraction) -> Fraction:
    """The value that a table with four decimals gives for a z that is not negative."""
    agree(_phi(float(z)), _by_series(float(z)), abs=1e-9, what="the table's value")
    return Fraction(round(_phi(float(z)) * 10**4), 10**4)


def _entry(z: Fraction) -> str:
    return f"${fixed(_table(z), 4)}$ for $z = {decimal(z)}$"


@problems("math.normal_distribution", version=3, levels=(2, 3, 3, 4, 5))
def normal_distribution(rng: random.Random, difficulty: int) -> Draft:
    """Work with a normal distribution, the values of the table being given.

    Step 1: a z-score. 2: the share above or below a value. 3: the share between two values. 4: the value
    for a given share, or an expected number. 5: the mean of a sample.
    """
    what, u, one, mean10, sd10, tenth = rng.choice(_THINGS)
    mean = Fraction(mean10 + sd10 * rng.randint(-6, 6) // 12, tenth)
    sd = Fraction(max(2, sd10 * rng.randint(3, 6) // 5), tenth)
    values = {"what": what, "u": u, "one": one, "m": decimal(mean), "s": decimal(sd)}
    make = (_score, _tail, _between, rng.choice((_quantile, _expected)), _sample)[difficulty - 1]
    return make(rng, mean, sd, values)


_SETTINGS = (
    "{what} are normally distributed with a mean of ${m}$ and a standard deviation of ${s}$ ({u}).",
    "{what} follow a normal distribution; the mean is ${m}$ and the standard deviation ${s}$ (both in {u}).",
    "{what} can be taken as normal with mean ${m}$ and standard deviation ${s}$, measured in {u}.",
)


def _z(rng: random.Random) -> Fraction:
    return Fraction(rng.choice([k for k in range(-52, 53) if abs(k) > 4]), 20)


def _step(x: Fraction, mean: Fraction, sd: Fraction, z: Fraction) -> str:
    return f"$\\frac{{{decimal(x)} - {decimal(mean)}}}{{{decimal(sd)}}} = {decimal(z)}$"


@redrawn
def _score(rng: random.Random, mean: Fraction, sd: Fraction, values: dict[str, str]) -> Draft | None:
    z = _z(rng)
    x = mean + z * sd
    if (x * 100).denominator > 1:
        return None
    agree(z * sd, x - mean, what="the z-score")
    prompt = tell(
        rng,
        _SETTINGS,
        (
            "One {one} has ${x}$. What is its z-score?",
            "Find the z-score of the value ${x}$.",
            "How many standard deviations above the mean is the value ${x}$? A value below the mean counts as negative.",
            "A {one} with ${x}$ is picked. Calculate the standardised value $z$.",
        ),
        x=decimal(x), **values,
    )  # fmt: skip
    steps = [f"Take the mean away and divide by the standard deviation: {_step(x, mean, sd, z)}."]
    return worked(rng, prompt, steps, decimal(z))


@redrawn
def _tail(rng: random.Random, mean: Fraction, sd: Fraction, values: dict[str, str]) -> Draft | None:
    z = _z(rng)
    above = rng.random() < 0.5
    x = mean + z * sd
    if (x * 100).denominator > 1 or (z > 0) != above:
        return None
    entry = _table(abs(z))
    answer = 1 - entry
    agree(float(answer), 1 - _phi(float(z)) if above else _phi(float(z)), abs=6e-5, what="the share")
    prompt = tell(
        rng,
        tuple(f"{s} The table of the standard normal distribution gives {{t}}." for s in _SETTINGS),
        (
            "What share is {side} ${x}$? Use this value, to four decimals.",
            "Find the probability that a random {one} is {side} ${x}$, with the value given.",
            "With the table's value, how likely is it that a {one} chosen at random is {side} ${x}$?",
            "Calculate, to four decimals, the share that is {side} ${x}$.",
        ),
        x=decimal(x), t=_entry(abs(z)), side="above" if above else "below", **values,
    )  # fmt: skip
    steps = [
        f"Standardise: {_step(x, mean, sd, z)}.",
        f"The table gives the share below ${decimal(abs(z))}$; "
        + (
            "the rest is above: "
            if above
            else f"by symmetry as much is below ${decimal(z)}$ as above ${decimal(-z)}$: "
        )
        + f"$1 - {fixed(entry, 4)} = {fixed(answer, 4)}$.",
    ]
    return worked(rng, prompt, steps, fixed(answer, 4))


@redrawn
def _between(rng: random.Random, mean: Fraction, sd: Fraction, values: dict[str, str]) -> Draft | None:
    a, b = sorted((_z(rng), _z(rng)))
    x, y = mean + a * sd, mean + b * sd
    if b - a < Fraction(1, 2) or abs(a) == abs(b) or (x * 100).denominator > 1 or (y * 100).denominator > 1:
        return None
    first, second = _table(abs(a)), _table(abs(b))
    low = first if a > 0 else 1 - first
    high = second if b > 0 else 1 - second
    answer = high - low
    agree(float(answer), _phi(float(b)) - _phi(float(a)), abs=1.1e-4, what="the share")
    prompt = tell(
        rng,
        tuple(f"{s} The table of the standard normal distribution gives {{t}} and {{w}}." for s in _SETTINGS),
        (
            "What share lies between ${x}$ and ${y}$? Use these values, to four decimals.",
            "Find the probability that a random {one} is between ${x}$ and ${y}$, with the values given.",
            "With the table's values, how likely is it that a {one} chosen at random is between ${x}$ and ${y}$?",
            "Calculate, to four decimals, the share between ${x}$ and ${y}$.",
        ),
        x=decimal(x), y=decimal(y), t=_entry(abs(a)), w=_entry(abs(b)), **values,
    )  # fmt: skip
    steps = [f"Standardise both: {_step(x, mean, sd, a)} and {_step(y, mean, sd, b)}."]
    for z, entry, share in ((a, first, low), (b, second, high)):
        if z < 0:
            steps.append(
                f"By symmetry the share below ${decimal(z)}$ is $1 - {fixed(entry, 4)} = {fixed(share, 4)}$."
            )
    steps.append(
        f"Subtract the share below the lower value: ${fixed(high, 4)} - {fixed(low, 4)} = {fixed(answer, 4)}$."
    )
    return worked(rng, prompt, steps, fixed(answer, 4))


_TAILS = (
    (10, "1.28"),
    (5, "1.645"),
    (2.5, "1.96"),
    (1, "2.33"),
    (20, "0.84"),
    (25, "0.67"),
    (15, "1.04"),
    (30, "0.52"),
)
"""Percentages of an upper tail, with the z-values that textbooks give for them."""


def _quantile(rng: random.Random, mean: Fraction, sd: Fraction, values: dict[str, str]) -> Draft:
    percent, text = rng.choice(_TAILS)
    z = Fraction(text)
    agree(percent / 100, 1 - _by_series(float(z)), abs=2e-3, what="the tail")
    upper = rng.random() < 0.5
    x = mean + z * sd if upper else mean - z * sd
    way = "+" if upper else "-"
    prompt = tell(
        rng,
        tuple(f"{s} Of a standard normal distribution {{p}} % lie above $z = {{z}}$." for s in _SETTINGS),
        (
            "Which value do {p} % {exceed}? Use this $z$ and give the exact result.",
            "Find the value that is {passed} by {p} % of all, with the given $z$ and without rounding.",
            "Where is the limit of the {top} {p} %? Use the given $z$ without rounding.",
            "Calculate, with the given $z$ and without rounding, the value with {p} % {beyond} it.",
        ),
        p=f"{percent:g}", z=text, exceed="exceed" if upper else "fall short of", passed="exceeded" if upper else "not reached",
        top="highest" if upper else "lowest", beyond="above" if upper else "below", **values,
    )  # fmt: skip
    steps = [
        f"The limit is $z$ standard deviations {'above' if upper else 'below'} the mean. The distance is "
        f"${text} \\cdot {decimal(sd)} = {decimal(z * sd)}$.",
        f"The limit is ${decimal(mean)} {way} {decimal(z * sd)} = {decimal(x)}$.",
    ]
    return worked(rng, prompt, steps, decimal(x))


@redrawn
def _expected(rng: random.Random, mean: Fraction, sd: Fraction, values: dict[str, str]) -> Draft | None:
    z = abs(_z(rng))
    x = mean + z * sd
    count = rng.choice((500, 1000, 2000, 2500, 5000, 10000, 20000))
    entry = _table(z)
    answer = (1 - entry) * count
    if (x * 100).denominator > 1 or answer < 5:
        return None
    agree(float(answer) / count, 1 - _by_series(float(z)), abs=6e-5, what="the share")
    prompt = tell(
        rng,
        tuple(f"{s} The table of the standard normal distribution gives {{t}}." for s in _SETTINGS),
        (
            "How many of ${n}$ are above ${x}$ on average, by this value?",
            "Find the expected number above ${x}$ among ${n}$, with the value given and without rounding.",
            "Of ${n}$, how many can be expected to be above ${x}$, by the table's value?",
            "Calculate with the table's value, without rounding, how many of ${n}$ are above ${x}$ on average.",
        ),
        x=decimal(x), t=_entry(z), n=count, **values,
    )  # fmt: skip
    steps = [
        f"Standardise: {_step(x, mean, sd, z)}.",
        f"The share above is $1 - {fixed(entry, 4)} = {fixed(1 - entry, 4)}$.",
        f"Of ${count}$ this makes ${count} \\cdot {fixed(1 - entry, 4)} = {decimal(answer)}$.",
    ]
    return worked(rng, prompt, steps, decimal(answer))


@redrawn
def _sample(rng: random.Random, mean: Fraction, sd: Fraction, values: dict[str, str]) -> Draft | None:
    root = rng.choice((2, 3, 4, 5, 6, 8, 10))
    error = sd / root
    z = abs(_z(rng))
    z = z if rng.random() < 0.5 else -z
    x = mean + z * error
    if (x * 1000).denominator > 1 or (error * 1000).denominator > 1:
        return None
    entry = _table(abs(z))
    below = rng.random() < 0.5
    answer = entry if (z > 0) == below else 1 - entry
    agree(float(answer), _phi(float(z)) if below else 1 - _phi(float(z)), abs=6e-5, what="the share")
    prompt = tell(
        rng,
        tuple(
            f"{s} A random sample of ${{n}}$ is taken. The table of the standard normal distribution gives {{t}}." for s in _SETTINGS
        ),
        (
            "What is the probability that the mean of the sample is {side} ${x}$? Use this value, to four decimals.",
            "Find the probability of a sample mean {side} ${x}$, with the value given.",
            "With the table's value, how likely is it that the sample has a mean {side} ${x}$?",
            "Calculate, to four decimals, the probability that the sample's mean is {side} ${x}$.",
        ),
        x=decimal(x), t=_entry(abs(z)), n=root * root, side="below" if below else "above", **values,
    )  # fmt: skip
    steps = [
        "The mean of a sample has the standard deviation of one value over the root of the size: "
        f"$\\frac{{{decimal(sd)}}}{{\\sqrt{{{root * root}}}}} = {decimal(error)}$.",
        f"Standardise: {_step(x, mean, error, z)}.",
    ]
    if answer != entry:
        steps.append(
            f"What is asked is the other side of the table's value: $1 - {fixed(entry, 4)} = {fixed(answer, 4)}$."
        )
    else:
        steps[-1] = (
            steps[-1][:-1]
            + f"; the table's value for ${decimal(abs(z))}$ is the share that is asked"
            + ("." if z > 0 else ", by symmetry.")
        )
    return worked(rng, prompt, steps, fixed(answer, 4))
