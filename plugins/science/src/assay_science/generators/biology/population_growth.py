"""Exponential and logistic growth of populations."""

from __future__ import annotations

import random
from math import log

from assay import Draft, generator
from assay_science.numerics import evolved
from assay_science.working import VERIFIERS, Working, rounded

_ANIMALS = (
    ("white-tailed deer", "on an island", 0.15, 0.45, 1_500),
    ("grey seals", "at a colony", 0.06, 0.13, 6_000),
    ("collared doves", "in a county", 0.2, 0.6, 9_000),
    ("muskoxen", "on a tundra island", 0.1, 0.25, 900),
    ("elephants", "in a game reserve", 0.04, 0.07, 2_500),
    ("ring-necked pheasants", "on an island", 0.4, 1.1, 3_000),
    ("fur seals", "on an archipelago", 0.08, 0.17, 8_000),
    ("sea otters", "along a coast", 0.1, 0.2, 3_500),
)
"""Animals, where they live, the intrinsic rates of increase per year that are seen, and about how many there is room for."""
_MICROBES = (
    ("Escherichia coli", 20, 40),
    ("Saccharomyces cerevisiae", 85, 140),
    ("Bacillus subtilis", 25, 50),
    ("Vibrio natriegens", 10, 16),
    ("Staphylococcus aureus", 25, 45),
)
"""Microbes with their doubling times in minutes in a rich medium."""


@generator("science.population_growth", verifiers=VERIFIERS, min_step_coverage=1.0)
def population_growth(rng: random.Random, difficulty: int) -> Draft:
    """Sizes, rates and times of populations that grow exponentially or logistically.

    1: the size after a time. 2: from the doubling time. 3: the doubling time from two counts. 4: the rate of
    logistic growth. 5: the size after a time of logistic growth, or the time until a size.
    """
    work = Working()
    if difficulty in (2, 3):
        return (_doublings if difficulty == 2 else _doubling_time)(rng, work)
    species, place, low, high, room = rng.choice(_ANIMALS)
    texts = {"species": species, "Species": species[0].upper() + species[1:], "place": place}
    rate = rng.uniform(low, high)
    if difficulty == 1:
        N0 = work.given("N_0", str(rng.randrange(room // 30, room // 8)), "", "size at the start")
        r = work.given("r", rounded(rate), "yr⁻¹", "intrinsic rate of increase")
        t = work.given("t", str(rng.randint(2, 2 + int(1.8 / rate))), "yr", "time")
        work.step("N", "N_0 * exp(r * t)", "", "Exponential growth gives")
        return work.draft(
            rng.choice(
                (
                    "A population of {N_0} {species} {place} grows exponentially with an intrinsic rate of increase of {r}. How "
                    "many animals are there after {t}?",
                    "{N_0} {species} live {place}. If the population grows exponentially at r = {r}, what size is expected "
                    "after {t}?",
                    "{Species} are reintroduced {place}; the first census counts {N_0}. With r = {r} and unlimited resources, "
                    "how large is the population {t} later?",
                )
            ),
            "The expected size is",
            digits=3,
            second=evolved(lambda n: r * n, N0, t),
            texts=texts,
        )
    K = work.given("K", str(round(room * rng.uniform(0.06, 0.15)) * 10), "", "carrying capacity")
    r = work.given("r", rounded(rate), "yr⁻¹", "intrinsic rate of increase")
    if difficulty == 4:
        N = work.given("N", str(round(K * rng.uniform(0.1, 0.9))), "", "size")
        work.step("v", "r * N * (1 - N / K)", "yr⁻¹", "The logistic model gives", symbol=r"\frac{dN}{dt}")
        step = 1e-4
        change = evolved(lambda n: r * n * (1 - n / K), N, step) - evolved(
            lambda n: r * n * (1 - n / K), N, -step
        )
        return work.draft(
            rng.choice(
                (
                    "A population of {species} {place} grows logistically with r = {r} towards a carrying capacity of {K}. How fast "
                    "does it grow, in animals per year, when there are {N} of them? Give the rate in yr⁻¹.",
                    "The carrying capacity for {species} {place} is {K} and their intrinsic rate of increase {r}. According to the "
                    "logistic model, what is the growth rate dN/dt of a population of {N}, in yr⁻¹?",
                )
            ),
            "The growth rate is",
            second=change / (2 * step),
            texts=texts,
        )
    N0 = work.given("N_0", str(round(K * rng.uniform(0.03, 0.3))), "", "size at the start")
    if rng.random() < 0.5:
        t = work.given("t", str(rng.randint(2, 3 + int(3 / rate))), "yr", "time")
        work.step("A", "(K - N_0) / N_0", "", "The constant in the logistic equation is")
        work.step("N", "K / (1 + A * exp(-(r * t)))", "", "After this time, the size is")
        return work.draft(
            rng.choice(
                (
                    "{N_0} {species} are introduced {place} with a carrying capacity of {K}. The population grows logistically with "
                    "r = {r}. How many are there after {t}?",
                    "Logistic growth with r = {r} and K = {K} describes the {species} {place}. Starting from {N_0} animals, what is "
                    "the size of the population after {t}?",
                )
            ),
            "The size of the population is",
            digits=3,
            second=evolved(lambda n: r * n * (1 - n / K), N0, t),
            texts=texts,
        )
    N = work.given("N", str(round(K * rng.uniform(0.5, 0.95))), "", "size at the end")
    work.step("A_0", "(K - N_0) / N_0", "", "At the start, the free capacity per animal is")
    work.step("A_1", "(K - N) / N", "", "At the end, it is")
    work.step("t", "ln(A_0 / A_1) / r", "yr", "It falls exponentially at the rate r, so the time is")
    second = (log(N / (K - N)) - log(N0 / (K - N0))) / r
    assert abs(evolved(lambda n: r * n * (1 - n / K), N0, second) - N) < 1e-6 * N
    return work.draft(
        rng.choice(
            (
                "{N_0} {species} are introduced {place} where there is room for {K}. The population grows logistically with r = {r}. "
                "After how many years are there {N}?",
                "The {species} {place} grow logistically, with an intrinsic rate of increase of {r} and a carrying capacity of {K}. How "
                "many years does the population take to grow from {N_0} to {N} animals?",
            )
        ),
        "The time is",
        second=second,
        texts=texts,
    )


def _doublings(rng: random.Random, work: Working) -> Draft:
    species, fast, slow = rng.choice(_MICROBES)
    doubling = rng.randint(fast, slow)
    N0 = work.given(
        "N_0", rounded(rng.uniform(1, 9) * 10 ** rng.randint(2, 5), 2), "cells/mL", "cells at the start"
    )
    T = work.given("T_d", str(doubling), "min", "doubling time")
    minutes = doubling * rng.uniform(2.5, 9)
    t = work.given("t", rounded(minutes / 60, 2), "h", "time")
    work.step("n", "t / T_d", "", "The number of doublings is")
    work.step("N", "N_0 * 2 ** n", "cells/mL", "So the culture holds")
    cells = N0
    left = t * 60 / T
    while left >= 1:
        cells, left = cells * 2, left - 1
    return work.draft(
        rng.choice(
            (
                "A culture of {species} in exponential growth doubles every {T_d}. It is inoculated with {N_0}. What is the "
                "cell density after {t}, in cells/mL?",
                "{species} has a doubling time of {T_d} in a rich medium. A culture starts at {N_0} and does not leave the exponential phase. "
                "How many cells/mL does it hold {t} later?",
                "Find the density, in cells/mL, that a culture of {species} with a generation time of {T_d} reaches from {N_0} in {t} of "
                "exponential growth.",
            )
        ),
        "The cell density is",
        second=evolved(lambda n: n * 0.6931471805599453, cells, left),
        texts={"species": f"*{species}*"},
    )


def _doubling_time(rng: random.Random, work: Working) -> Draft:
    from scipy.optimize import brentq

    species, fast, slow = rng.choice(_MICROBES)
    doubling = rng.uniform(fast, slow)
    t = work.given("t", str(rng.randrange(60, 300, 15)), "min", "time between the measurements")
    start = rng.uniform(0.02, 0.12) / (1 if t < 5 * doubling else 2 ** (t / doubling - 4))
    if start > 0.015:
        what, unit, first = "optical density", "", rounded(start, 2)
    else:
        what, unit, first = "cell density", "cells/mL", rounded(start * 8e8, 2)
    N0 = work.given("N_0", first, unit, f"{what} at the start")
    N1 = work.given("N_1", rounded(N0 * 2 ** (t / doubling), 3), unit, f"{what} at the end")
    work.step("mu", "ln(N_1 / N_0) / t", "min⁻¹", "The specific growth rate is")
    work.step("T_d", "ln(2) / mu", "min", "The doubling time is")
    return work.draft(
        rng.choice(
            (
                "The {what} of a culture of {species} in exponential phase rises from {N_0} to {N_1} within {t}. What is the "
                "doubling time in minutes?",
                "During exponential growth of {species}, the {what} is {N_0} at first and {N_1} after {t}. Find the generation time "
                "in minutes.",
            )
        ),
        "The doubling time is",
        second=float(brentq(lambda T: 2 ** (t / T) - N1 / N0, t / 60, t * 20, xtol=1e-12, rtol=1e-12)),
        texts={"species": f"*{species}*", "what": what},
    )
