"""Dilutions, dilution series and plate counts."""

from __future__ import annotations

import random
from fractions import Fraction

from assay import Draft, generator
from assay_science.working import VERIFIERS, Working, rounded

_STOCKS = (
    ("ampicillin", "mg/mL", 25, 120, "µg/mL", 20, 120),
    ("kanamycin", "mg/mL", 10, 50, "µg/mL", 20, 60),
    ("bovine serum albumin", "mg/mL", 2, 20, "µg/mL", 50, 900),
    ("IPTG", "mM", 100, 1000, "µM", 100, 900),
    ("glucose", "M", 1, 3, "mM", 5, 60),
    ("a primer", "µM", 50, 120, "nM", 150, 900),
)
"""Solutes, and the ranges of stocks and of working concentrations that laboratories use."""
_SAMPLES = (
    ("pond water", 2, 3),
    ("river water", 2, 3),
    ("raw milk", 2, 4),
    ("waste water", 3, 4),
    ("a yoghurt drink", 5, 5),
    ("an overnight culture", 6, 6),
)
_FOODS = (
    ("minced beef", 2, 3),
    ("lettuce", 2, 2),
    ("soft cheese", 3, 4),
    ("chicken breast", 2, 2),
    ("sprouts", 3, 4),
    ("cooked rice", 2, 2),
)
"""What is plated, and how many tenfold dilutions bring the counts that it can have to some 30 to 300 colonies."""


@generator("science.serial_dilution", verifiers=VERIFIERS, min_step_coverage=1.0)
def serial_dilution(rng: random.Random, difficulty: int) -> Draft:
    """Volumes and concentrations of dilutions, and plate counts in CFU per millilitre.

    1: the volume of stock for a dilution. 2: the concentration after a dilution series. 3: a plate count.
    4: a plate count of two dilutions. 5: one of a food, per gram.
    """
    return (_stock, _series, _plate, _two_dilutions, _food)[difficulty - 1](rng, Working())


def _stock(rng: random.Random, work: Working) -> Draft:
    solute, unit, low, high, small, least, most = rng.choice(_STOCKS)
    C1 = work.given("C_1", rounded(rng.uniform(low, high)), unit, "concentration of the stock")
    C2 = work.given("C_2", rounded(rng.uniform(least, most)), small, "concentration wanted")
    V2 = work.given("V_2", str(rng.randrange(50, 1000, 25)), "mL", "volume wanted")
    work.step("V_1", "C_2 * V_2 / C_1", "mL", "The amount of solute stays the same, so")
    return work.draft(
        rng.choice(
            (
                "What volume, in mL, of a stock solution with {C_1} {of} is needed to prepare {V_2} of a solution with {C_2}?",
                "A protocol calls for {V_2} of medium with {C_2} {of}. How many millilitres of a stock with {C_1} must be used?",
                "You have a stock of {solute} with {C_1} and need {V_2} at {C_2}. Calculate the volume of stock in mL.",
            )
        ),
        "The volume of stock is",
        second=V2 / (C1 * 1000 / C2),
        texts={"solute": solute, "of": f"of {solute}"},
    )


def _series(rng: random.Random, work: Working) -> Draft:
    solute, unit, low, high, *_ = rng.choice(_STOCKS)
    factor = rng.choice((2, 3, 4, 5, 10))
    volume = rng.choice((100, 200, 500, 1000))
    n = rng.randint(3, 6)
    C0 = work.given("C_0", rounded(rng.uniform(low, high)), unit, "concentration of the stock")
    v = work.given("v", str(volume), "µL", "volume carried over")
    d = work.given("d", str(volume * (factor - 1)), "µL", "volume of diluent")
    k = work.given("n", str(n), "", "number of steps")
    target = {"mg/mL": "µg/mL", "mM": "µM", "M": "mM", "µM": "nM"}[unit]
    work.step("f", "v / (v + d)", "", "Each step dilutes by the factor")
    work.step("C_n", "C_0 * f ** n", target, "After all steps, the concentration is")
    c = C0 * 1000
    for _ in range(int(k)):
        c = c * v / (v + d)
    return work.draft(
        rng.choice(
            (
                "A solution of {solute} with {C_0} is serially diluted: {v} are mixed with {d} of buffer, {v_} of this mixture with "
                "{d_} of buffer, and so on, {n} times in all. What is the concentration in the last tube, in {unit}?",
                "In a dilution series, each of the {n} steps transfers {v} into {d} of water. The stock contains {C_0} of "
                "{solute}. What is the final concentration in {unit}?",
            )
        ),
        "The final concentration is",
        second=c,
        texts={"solute": solute, "unit": target, "v_": f"{volume} µL", "d_": f"{volume * (factor - 1)} µL"},
    )


def _power(n: int) -> str:
    return rounded(Fraction(1, 10**n), 1)


def _plate(rng: random.Random, work: Working) -> Draft:
    n = work.given("n", str(rng.randint(30, 300)), "CFU", "colonies")
    sample, fewest, most = rng.choice(_SAMPLES)
    tubes = rng.randint(fewest, most)
    work.given("d", _power(tubes), "", "dilution")
    V = work.given("V", rng.choice(("0.10", "0.20", "0.25")), "mL", "volume plated")
    work.step("C", "n / (d * V)", "CFU/mL", "The concentration in the undiluted sample is")
    return work.draft(
        rng.choice(
            (
                "{V} of a {d} dilution of {sample} are spread on an agar plate. After incubation there are {n}. What is the concentration "
                "of the sample in CFU/mL?",
                "A plate count of {sample}: {n} grow from {V} of the {d} dilution. Calculate the CFU/mL of the original "
                "sample.",
                "{Sample} is diluted to {d} of its concentration, and {V} are plated. The plate shows {n}. Find the viable "
                "count of the undiluted sample in CFU/mL.",
            )
        ),
        "The concentration is",
        second=n * 10**tubes / V,
        digits=3,
        texts={"sample": sample, "Sample": sample[0].upper() + sample[1:]},
    )


def _two_dilutions(rng: random.Random, work: Working) -> Draft:
    low = rng.randint(150, 290)
    sample, fewest, most = rng.choice(_SAMPLES)
    tubes = rng.randint(fewest, most)
    counts = [
        work.given(f"n_{i}", str(c), "CFU", f"colonies on plate {i}")
        for i, c in enumerate(
            (low, round(low * rng.uniform(0.85, 1.15)), rng.randint(30, 42), rng.randint(26, 40)), 1
        )
    ]
    d1 = work.given("d_1", _power(tubes), "", "first dilution")
    work.given("d_2", _power(tubes + 1), "", "second dilution")
    V = work.given("V", rng.choice(("0.10", "0.20", "1.0")), "mL", "volume on each plate")
    work.step("n", "n_1 + n_2 + n_3 + n_4", "CFU", "All plates together show")
    work.step("v", "2 * V * d_1 + 2 * V * d_2", "mL", "They hold a volume of the undiluted sample of")
    work.step("C", "n / v", "CFU/mL", "The weighted mean is")
    return work.draft(
        rng.choice(
            (
                "{V} of two dilutions of {sample} are plated in duplicate. The {d_1} dilution gives {n_1} and {n_2}, the {d_2} dilution {n_3} and "
                "{n_4}. Calculate the concentration of the sample in CFU/mL, as the sum of all colonies divided by the volume "
                "of undiluted sample on all plates.",
                "Duplicate plates, each with {V}, of {sample} show {n_1} and {n_2} at the dilution {d_1}, and {n_3} and {n_4} at {d_2}. "
                "What is the weighted mean count of the sample in CFU/mL (all colonies over all undiluted sample plated)?",
            )
        ),
        "The weighted mean count is",
        second=sum(counts) / (V * d1 * (2 + 0.1 * 2)),
        texts={"sample": sample},
    )


def _food(rng: random.Random, work: Working) -> Draft:
    m = work.given("m", rng.choice(("10.0", "25.0", "50.0")), "g", "mass of food")
    D = work.given("D", str(round(m) * 9), "mL", "volume of diluent")
    food, fewest, most = rng.choice(_FOODS)
    tubes = rng.randint(fewest, most)
    counts = [
        work.given(f"n_{i}", str(rng.randint(35, 250)), "CFU", f"colonies on plate {i}") for i in range(1, 4)
    ]
    work.given("d", _power(tubes), "", "further dilution")
    V = work.given("V", rng.choice(("0.10", "0.20", "0.50")), "mL", "volume plated")
    work.given("rho", "1.0", "g/mL", "density of the food")
    work.step("n", "(n_1 + n_2 + n_3) / 3", "CFU", "The mean count is")
    work.step("C", "n / (d * V)", "CFU/mL", "The homogenate holds")
    work.step("V_h", "m / rho + D", "mL", "The volume of the homogenate is")
    work.step("C_f", "C * V_h / m", "CFU/g", "So the food holds")
    return work.draft(
        rng.choice(
            (
                "{m} of {food} (take its density as {rho}) are homogenised in {D} of peptone water. The homogenate is diluted further to "
                "{d}, and {V} are spread on each of three plates, which show {n_1}, {n_2} and {n_3}. What is the count in CFU per gram of "
                "food (CFU/g)?",
                "To count the bacteria in {food}, {m} are blended with {D} of sterile diluent (the food has a density of {rho}). Three plates with "
                "{V} of a {d} dilution of the blend give {n_1}, {n_2} and {n_3}. Find the CFU/g of the food.",
            )
        ),
        "The count is",
        second=sum(counts) / 3 / V * 10**tubes * (1 + D / m),
        texts={"food": food},
    )
