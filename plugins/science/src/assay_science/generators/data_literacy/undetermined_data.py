"""Problems of the life and earth sciences and of statistics that have no answer: something is missing, contradicts itself, or cannot be."""

from __future__ import annotations

import random
from dataclasses import dataclass

from assay import Draft, generator, make_reference
from assay.evidence import Unanswerable


@dataclass(frozen=True)
class Problem:
    """What is said, what is asked, what a right answer must name, and why there is no answer.

    ``missing`` are alternatives with ``|`` between them, one text for each thing to name.
    """

    said: str
    asked: str
    missing: tuple[str, ...]
    because: str
    quantity: str


@generator("science.undetermined_data", verifiers=("assay.unanswerable",))
def undetermined_data(rng: random.Random, difficulty: int) -> Draft:
    """Data from which a quantity cannot be found; the right answer says so, and why.

    1: one of two quantities is missing. 2: one of three. 3: one of several, among others that do not matter. 4: counts or
    percentages that contradict each other. 5: contradictions between a table and the text, or values that cannot be.
    """
    problem = (_two, _three, _distracted, _contradictory, _impossible)[difficulty - 1](rng)
    response = f"{problem.because} Therefore {problem.quantity} cannot be determined."
    reference = make_reference(unanswerable=Unanswerable(problem.missing, because=problem.because))
    return Draft(
        f"{problem.said}{'' if problem.said.endswith(chr(10)) else ' '}{problem.asked}", response, reference
    )


def _two(rng: random.Random) -> Problem:
    v, n, d = rng.randint(2, 9), rng.randint(30, 300), rng.randint(12, 900)
    kind = rng.randrange(6)
    if kind == 0:
        return Problem(
            f"A stream is {v} m wide and {rng.randint(2, 9) / 10} m deep.",
            rng.choice(("What is its discharge in m³/s?", "Calculate the discharge.")),
            ("speed|velocity|how fast",),
            "The speed of the water is not given.",
            "the discharge",
        )
    if kind == 1:
        return Problem(
            f"An earthquake's P wave reaches a station {n} s after the quake.",
            rng.choice(("How far away was the earthquake?", "Find the distance of the focus.")),
            ("speed|velocity",),
            "The speed of the P wave is not given.",
            "the distance",
        )
    if kind == 2:
        return Problem(
            f"In a second sample, {n // 3} of {n} mice bear a mark.",
            rng.choice(
                (
                    "What is the size of the population by the Lincoln index?",
                    "Estimate the size of the population.",
                )
            ),
            ("marked at first|marked in the first|first sample|first catch|marked before",),
            "The number of animals marked in the first sample is not given.",
            "the size of the population",
        )
    if kind == 3:
        return Problem(
            f"A star has an apparent magnitude of {d % 12 + 1}.{n % 10}.",
            rng.choice(("What is its distance?", "How far away is it, in parsecs?")),
            ("absolute magnitude|parallax",),
            "The absolute magnitude of the star is not given.",
            "the distance",
        )
    if kind == 4:
        return Problem(
            f"A plate with a diluted sample shows {n} colonies from {v / 10} mL.",
            rng.choice(
                (
                    "How many CFU per mL did the undiluted sample hold?",
                    "Find the CFU/mL of the original sample.",
                )
            ),
            ("dilution|diluted",),
            "The dilution is not given.",
            "the concentration of the original sample",
        )
    return Problem(
        f"The mean of a sample is {d}.{n % 10} mm and its standard deviation {v}.{n % 7} mm.",
        rng.choice(("What is the standard error of the mean?", "Calculate the standard error of the mean.")),
        ("sample size|size of the sample|how many|number of",),
        "The size of the sample is not given.",
        "the standard error",
    )


def _three(rng: random.Random) -> Problem:
    a, b, c = rng.randint(2, 9), rng.randint(11, 90), rng.randint(120, 900)
    kind = rng.randrange(6)
    if kind == 0:
        return Problem(
            f"An enzyme has a maximal rate of {b} µmol/min. The substrate concentration is {a} mM.",
            rng.choice(("What is the rate by the Michaelis-Menten equation?", "Find the initial rate.")),
            ("Michaelis constant|K_m|Km|half-saturation",),
            "The Michaelis constant is not given.",
            "the rate",
        )
    if kind == 1:
        return Problem(
            f"A population of {c} deer grows exponentially for {a} years.",
            rng.choice(("How large is it then?", "What size does it reach?")),
            ("rate|growth rate|doubling time",),
            "The growth rate of the population is not given.",
            "the size",
        )
    if kind == 2:
        return Problem(
            f"A satellite circles a planet {c} km above the surface, with a period of {a} h.",
            rng.choice(("What is the mass of the planet?", "Find the mass of the planet.")),
            ("radius|diameter|size of the planet",),
            "The radius of the planet is not given.",
            "the mass of the planet",
        )
    if kind == 3:
        return Problem(
            f"Air of {b % 30 + 5} °C holds water vapour at some pressure. Its saturation pressure is {b} hPa.",
            rng.choice(("What is the relative humidity?", "Calculate the relative humidity.")),
            ("actual vapour pressure|vapour pressure|dew point|actual pressure",),
            "The actual vapour pressure of the air is not given.",
            "the relative humidity",
        )
    if kind == 4:
        return Problem(
            f"A mineral holds {b} ppm of a radioactive parent nuclide, whose half-life is {a} billion years.",
            rng.choice(("How old is the mineral?", "What is the age of the mineral?")),
            ("daughter|initial|original",),
            "The amount of the daughter nuclide is not given.",
            "the age",
        )
    return Problem(
        f"For a two-sample t test, the means are {b} g and {b + a} g, and both samples have {c % 30 + 5} members.",
        rng.choice(("What is the t statistic?", "Calculate t.")),
        ("standard deviation|variance|spread",),
        "The standard deviations of the samples are not given.",
        "the t statistic",
    )


def _distracted(rng: random.Random) -> Problem:
    a, b, c, d = rng.randint(2, 9), rng.randint(11, 90), rng.randint(120, 900), rng.randint(3, 40)
    kind = rng.randrange(6)
    if kind == 0:
        return Problem(
            f"A river drains {c} km² of hills, is {b} m wide at its mouth, and the valley gets {c + 300} mm of rain in a year. The water is {a} °C cold.",
            rng.choice(
                ("What is the mean discharge of the river in m³/s?", "Find the river's mean discharge.")
            ),
            ("evaporation|evapotranspiration|runoff|depth|speed|velocity",),
            "The evaporation of the catchment is not given.",
            "the discharge",
        )
    if kind == 1:
        return Problem(
            f"A qPCR of {d} samples runs for {b % 20 + 20} cycles with an efficiency of {b % 20 + 80}%. The volume is {a * 5} µL, and the annealing temperature {b % 10 + 52} °C.",
            rng.choice(
                (
                    "How many copies of the target are there at the end?",
                    "Find the number of copies after the last cycle.",
                )
            ),
            ("initial|start|template|at first|beginning",),
            "The number of copies at the start is not given.",
            "the number of copies at the end",
        )
    if kind == 2:
        return Problem(
            f"A colony of {c} gulls nests on a cliff {b} m high. Each pair has {a % 2 + 2} eggs, and {d}% of the chicks fledge. In a year {d + 5} birds emigrate.",
            rng.choice(("By what rate does the colony grow?", "What is the growth rate of the colony?")),
            ("death|mortality|die|survival",),
            "The number of deaths is not given.",
            "the growth rate",
        )
    if kind == 3:
        return Problem(
            f"A red star with a surface temperature of {c * 4 + 2000} K is seen at magnitude {a}.{d % 10}, {b} degrees above the horizon, by a telescope of {d * 10} cm aperture.",
            rng.choice(("What is the luminosity of the star?", "Find its luminosity in watts.")),
            ("distance|parallax|radius|absolute magnitude",),
            "The distance of the star is not given.",
            "the luminosity",
        )
    if kind == 4:
        return Problem(
            f"{d} students measure the period of a pendulum {a} times each. The mean is {a}.{b} s, the room has {b % 10 + 15} °C, and the bob weighs {c} g.",
            rng.choice(
                (
                    "What is the standard deviation of the measurements?",
                    "Find the standard deviation of the periods.",
                )
            ),
            ("individual|single|each|spread|scatter|deviations|values",),
            "The individual values of the period are not given.",
            "the standard deviation",
        )
    return Problem(
        f"A seismograph {c} m above sea level recorded {d} quakes in a year; the strongest had a magnitude of {a % 4 + 4}.{b % 10}. The P wave of one of them moved at {a % 3 + 5}.{d % 10} km/s.",
        rng.choice(("How far away was this quake?", "What was the distance of this quake?")),
        ("time|arrival|lag|interval|duration",),
        "The travel time of the wave is not given.",
        "the distance",
    )


def _contradictory(rng: random.Random) -> Problem:
    n = rng.randint(80, 400)
    kind = rng.randrange(5)
    if kind == 0:
        parts = [rng.randint(15, n // 3) for _ in range(3)]
        total = sum(parts) + rng.choice((-1, 1)) * rng.randint(4, 14)
        return Problem(
            f"Of {total} snapdragons, {parts[0]} are red, {parts[1]} pink and {parts[2]} white. There are no others.",
            rng.choice(
                ("What is the frequency of the red allele?", "Calculate the frequency of the allele for red.")
            ),
            ("total|sum|add|number|count",),
            f"The counts of the three colours contradict the total of {total}.",
            "the frequency",
        )
    if kind == 1:
        shares = [rng.randint(25, 45) for _ in range(4)]
        return Problem(
            f"A survey divides all plants of a meadow into four groups: grasses {shares[0]}%, legumes {shares[1]}%, herbs {shares[2]}% and mosses {shares[3]}%, each plant in one group.",
            rng.choice(("What is Simpson's index of diversity?", "Calculate Shannon's diversity index.")),
            ("percentage|percentages|percent|sum|share|total",),
            "The percentages of the four groups contradict each other.",
            "the index",
        )
    if kind == 2:
        marked, caught = rng.randint(30, 60), rng.randint(20, 40)
        return Problem(
            f"{marked} fish are marked and released. In a second sample of {caught}, {caught + rng.randint(3, 15)} bear a mark.",
            rng.choice(
                (
                    "Estimate the population by Lincoln and Petersen.",
                    "What is the size of the population by the Lincoln index?",
                )
            ),
            ("sample|marked|second",),
            "The number of marked fish contradicts the size of the second sample.",
            "the size of the population",
        )
    if kind == 3:
        low = rng.randint(20, 60)
        high = low + rng.randint(10, 30)
        mean = high + rng.randint(3, 12)
        return Problem(
            f"Ten measurements lie between {low} mm and {high} mm. Their mean is {mean} mm.",
            rng.choice(("What is their sum?", "Find the sum of the ten values.")),
            ("mean|average",),
            f"The mean of {mean} mm contradicts the range of the measurements.",
            "the sum",
        )
    r1, r2 = rng.randint(3, 9), rng.randint(11, 20)
    return Problem(
        f"The perihelion of a comet is {r2} AU from the Sun, its aphelion {r1} AU.",
        rng.choice(("What is the eccentricity of its orbit?", "Find the eccentricity of the orbit.")),
        ("perihelion|aphelion",),
        "The distance of the perihelion contradicts that of the aphelion.",
        "the eccentricity",
    )


def _impossible(rng: random.Random) -> Problem:
    kind = rng.randrange(5)
    if kind == 0:
        p, q = rng.randint(55, 75), rng.randint(40, 60)
        return Problem(
            f"A gene has two alleles, A and a. In a population, A has a frequency of {p}% and a one of {q}%; the population is in Hardy-Weinberg equilibrium and has {rng.randint(2, 9)}00 members.",
            rng.choice(
                ("How many heterozygotes are expected?", "Find the expected number of heterozygotes.")
            ),
            ("frequency|frequencies|allele|sum",),
            "The frequencies of the two alleles contradict each other.",
            "the number of heterozygotes",
        )
    if kind == 1:
        n = [rng.randint(8, 40) for _ in range(4)]
        total = n[0] + n[1] + rng.randint(3, 9)
        table = f"| | infected | healthy | sum |\n|---|---|---|---|\n| upstream | {n[0]} | {n[1]} | {total} |\n| downstream | {n[2]} | {n[3]} | {n[2] + n[3]} |"
        return Problem(
            f"Fish were caught above and below an outlet:\n\n{table}\n\n",
            rng.choice(
                (
                    "What is chi-square for the test of independence?",
                    "Calculate the chi-square statistic of this table.",
                )
            ),
            ("sum|total|row|upstream|add",),
            "The counts in the row upstream contradict the sum of this row.",
            "the chi-square statistic",
        )
    if kind == 2:
        v1, v2 = rng.randint(3, 5), rng.randint(6, 8)
        t = rng.randint(8, 60)
        return Problem(
            f"P waves travel at {v1} km/s and S waves at {v2} km/s. At a station, the S wave of an earthquake arrives {t} s after the P wave, both having taken the same path.",
            rng.choice(("How far away was the earthquake?", "Find the distance of the earthquake.")),
            ("speed|speeds|velocity|arrival|order",),
            "The speeds of the two waves contradict the order of their arrival.",
            "the distance",
        )
    if kind == 3:
        r = rng.randint(105, 150) / 100
        return Problem(
            f"The correlation coefficient of two quantities, measured in {rng.randint(8, 40)} samples, is r = {r}. The standard deviation of the first is {rng.randint(2, 9)} mm, that of the second {rng.randint(2, 9)} g.",
            rng.choice(
                (
                    "What is the slope of the regression line?",
                    "Find the slope of the regression of the second on the first.",
                )
            ),
            ("correlation|coefficient",),
            "The correlation coefficient contradicts its definition.",
            "the slope",
        )
    first, more, days = rng.randint(20, 40), rng.randint(8, 30), rng.randint(5, 60)
    return Problem(
        f"A sealed sample holds {first}% of the original amount of a radioactive nuclide, which is not made anew. After {days} more days it holds {first + more}% of the original amount.",
        rng.choice(("What is the half-life of the nuclide?", "Find the half-life from the two amounts.")),
        ("amount|decay|percent|increase|grow",),
        "The two amounts of the nuclide contradict radioactive decay.",
        "the half-life",
    )
