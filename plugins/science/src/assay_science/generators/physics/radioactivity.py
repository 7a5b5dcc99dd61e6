"""Radioactive decay: activity, dating, doses of tracers, chains."""

from __future__ import annotations

import math
import random

from assay import Draft, generator
from assay_science.generators._draws import between
from assay_science.generators._tables import half_lives
from assay_science.numerics import motion, root
from assay_science.working import VERIFIERS, Working, rounded

_SHORT = ("F-18", "Na-24", "P-32", "Ga-67", "Tc-99m", "I-131", "Xe-133", "Ir-192", "Po-210", "Rn-222")
_SECONDS = {"min": 60.0, "h": 3600.0, "d": 86400.0}


def left_by_integration(half_life: float, time: float) -> float:
    """The share of nuclei that is left, by integration of dN/dt = -λN; both times in one unit."""
    rate = math.log(2) / half_life
    return motion(lambda _, s: (-rate * s[0],), (1.0,), time, 100)[0]


def daughter_by_integration(first: float, second: float, time: float) -> float:
    """How many nuclei of a decaying daughter there are for each of the parent at the start (half-lives in
    one unit)."""
    a, b = math.log(2) / first, math.log(2) / second
    return motion(lambda _, s: (-a * s[0], a * s[0] - b * s[1]), (1.0, 0.0), time, 300)[1]


@generator("science.radioactive_decay", verifiers=VERIFIERS, min_step_coverage=1.0)
def radioactive_decay(rng: random.Random, difficulty: int) -> Draft:
    """What is left of radioactive substances, their activity and their age; all half-lives are in the
    prompt.

    1: what is left after a time. 2: the time for an activity. 3: the activity of a mass. 4: dating. 5: a
    daughter that decays as well, or the mass of a tracer that is prepared for later.
    """
    return (_left, _time, _activity, _dating, _hard)[difficulty - 1](rng, Working())


def _nuclide(rng: random.Random, among: tuple[str, ...] = _SHORT) -> dict[str, str]:
    return half_lives()[rng.choice(among)]


def _left(rng: random.Random, work: Working) -> Draft:
    row = _nuclide(rng)
    unit = row["unit"]
    half = work.given("T", row["half_life"], unit, "half-life", symbol="T_{1/2}")
    a = work.given("A_0", between(rng, 20, 900, "10"), "MBq", "activity at the start")
    t = work.given("t", rounded(half * rng.uniform(0.4, 3.5), 3), unit, "time")
    work.step("x", "t / T", "", "The number of half-lives is", digits=6)
    work.step("A", "A_0 * 2**(-x)", "MBq", "With each of them the activity is halved:")
    return work.draft(
        rng.choice(
            (
                "A sample of {name} (half-life {T}) has an activity of {A_0}. What is its activity, in "
                "megabecquerels, {t} later?",
                "A hospital receives {name} with an activity of {A_0}. The half-life is {T}. Find the "
                "activity after {t} in MBq.",
                "The half-life of {name} is {T}. A source has {A_0} now. What activity, in MBq, does it have "
                "after {t}?",
            )
        ),
        "The activity is",
        second=a * left_by_integration(half, t),
        texts={"name": row["name"]},
    )


def _time(rng: random.Random, work: Working) -> Draft:
    row = _nuclide(rng)
    unit = row["unit"]
    half = work.given("T", row["half_life"], unit, "half-life", symbol="T_{1/2}")
    a_text = between(rng, 100, 900, "10")
    a0 = work.given("A_0", a_text, "MBq", "activity at the start")
    a = work.given("A", rounded(float(a_text) * rng.uniform(0.05, 0.7), 3), "MBq", "activity at the end")
    work.step("k", "ln(2) / T", f"{unit}⁻¹", "The decay constant is", symbol=r"\lambda", digits=5)
    work.step("t", "ln(A_0 / A) / k", unit, "The law of decay, solved for the time, gives")
    word = {"min": "minutes", "h": "hours", "d": "days"}[unit]
    return work.draft(
        rng.choice(
            (
                f"After how many {word} has the activity of a sample of {{name}} fallen from {{A_0}} to "
                "{A}? The half-life is {T}.",
                f"A source of {{name}} has an activity of {{A_0}}; its half-life is {{T}}. How many {word} "
                "does it take until {A} are left?",
                "Waste with {name} ({A_0} now, half-life {T}) may be disposed of at {A}. Find the "
                f"waiting time in {word}.",
            )
        ),
        "The time is",
        second=root(lambda x: a0 * 0.5 ** (x / half) - a, 0.0, 10 * half),
        texts={"name": row["name"]},
    )


def _activity(rng: random.Random, work: Working) -> Draft:
    row = _nuclide(rng)
    unit = row["unit"]
    m = work.given("m", between(rng, 0.5, 90, "0.5"), "µg", "mass")
    M = work.given("M", row["mass"], "g/mol", "molar mass")
    half = work.given("T", row["half_life"], unit, "half-life", symbol="T_{1/2}")
    na = work.constant("N_A", "6.022×10²³", "1/mol")
    work.step("N", "m / M * N_A", "", "The sample holds this many nuclei:", digits=5)
    work.step("k", "ln(2) / T", "s⁻¹", "The decay constant is", symbol=r"\lambda", digits=5)
    work.step("A", "k * N", "Bq", "The activity is their product,")
    nuclei = m * 1e-6 / M * na
    return work.draft(
        rng.choice(
            (
                "What is the activity, in becquerels, of {m} of {name} (molar mass {M}, half-life {T})?",
                "A sample contains {m} of {name}, whose molar mass is {M} and half-life {T}. Find its "
                "activity in Bq.",
                "The half-life of {name} is {T} and its molar mass {M}. How many decays per second (in Bq) "
                "take place in {m} of it?",
            )
        ),
        "The activity is",
        second=nuclei / (half * _SECONDS[unit] / math.log(2)),  # nuclei over their mean life
        texts={"name": row["name"]},
    )


def _dating(rng: random.Random, work: Working) -> Draft:
    if rng.random() < 0.5:
        half = work.given("T", "5700", "years", "half-life of carbon-14", symbol="T_{1/2}")
        fresh = between(rng, 0.220, 0.230, "0.001")
        a0 = work.given("A_0", fresh, "Bq", "activity of a gram of living carbon")
        old = float(fresh) * 0.5 ** (rng.uniform(600, 16000) / 5700)
        a = work.given("A", f"{old:.4f}", "Bq", "activity of a gram of the find's carbon")
        work.step("k", "ln(2) / T", "years⁻¹", "The decay constant is", symbol=r"\lambda", digits=5)
        work.step("q", "A_0 / A", "", "The activity has fallen by the factor", digits=5)
        work.step("t", "ln(q) / k", "years", "The law of decay, solved for the time, gives")
        what = rng.choice(
            (
                "a wooden beam from a tomb",
                "charcoal from a hearth in a cave",
                "linen from a mummy's wrapping",
                "a bone from a burial site",
            )
        )
        return work.draft(
            rng.choice(
                (
                    f"One gram of carbon from {what} shows {{A}} of carbon-14; one gram of carbon from a "
                    "living plant, {A_0}. With a half-life of {T}, how old is the find, in years?",
                    "A gram of carbon out of living wood has an activity of {A_0} due to carbon-14 "
                    f"(half-life {{T}}). A gram of carbon from {what} has {{A}}. Find its age in years.",
                )
            ),
            "The age is",
            second=root(lambda t: a0 * 0.5 ** (t / half) - a, 0.0, 1e5),
        )
    parent, daughter, ages = rng.choice(
        (
            ("U-238", "lead-206", (0.3, 3.5)),
            ("Rb-87", "strontium-87", (1, 4.4)),
            ("Th-232", "lead-208", (0.5, 4)),
        )
    )
    row = half_lives()[parent]
    half = work.given("T", row["half_life"], "years", "half-life", symbol="T_{1/2}")
    ratio = 2 ** (rng.uniform(*ages) * 1e9 / half) - 1
    r = work.given("r", f"{ratio:.4f}", "", "atoms of the daughter for each of the parent")
    work.step("q", "1 + r", "", "For each atom of the parent that is left, there were at first", digits=6)
    work.step("k", "ln(2) / T", "years⁻¹", "The decay constant is", symbol=r"\lambda", digits=5)
    work.step("t", "ln(q) / k", "years", "The law of decay, solved for the time, gives")
    return work.draft(
        rng.choice(
            (
                "A mineral that held no {daughter} when it formed contains {r} atoms of it now for each atom "
                "of {parent}, from whose decay (half-life {T}) all of it comes. How old is the mineral, in "
                "years?",
                "In a rock, the ratio of {daughter} atoms to {parent} atoms is {r}. All of the former come "
                "from the decay of the latter, whose half-life is {T}; none was there at first and none was "
                "lost. Find the age of the rock in years.",
            )
        ),
        "The age is",
        second=root(lambda t: (1 - 0.5 ** (t / half)) - r * 0.5 ** (t / half), 0.0, 1e11),
        texts={"parent": row["name"], "daughter": daughter},
    )


def _hard(rng: random.Random, work: Working) -> Draft:
    if rng.random() < 0.5:
        half = work.given("T_1", "65.94", "h", "half-life of molybdenum-99")
        short = work.given("T_2", half_lives()["Tc-99m"]["half_life"], "h", "half-life of technetium-99m")
        share = work.given("b", "87.7", "%", "branching share") / 100
        a0 = work.given("A_0", between(rng, 5, 60, "1"), "GBq", "activity of the parent")
        t = work.given("t", between(rng, 6, 48, "1"), "h", "time")
        work.step(
            "k_1", "ln(2) / T_1", "h⁻¹", "The parent has the decay constant", symbol=r"\lambda_{1}", digits=5
        )
        work.step("k_2", "ln(2) / T_2", "h⁻¹", "The daughter has", symbol=r"\lambda_{2}", digits=5)
        work.step(
            "w",
            "exp(-(k_1 * t)) - exp(-(k_2 * t))",
            "",
            "In the solution for a chain, the two exponentials differ by",
            digits=5,
        )
        work.step("A", "b * A_0 * k_2 / (k_2 - k_1) * w", "GBq", "The activity of the daughter is")
        rate = math.log(2)
        nuclei = daughter_by_integration(half, short, t) * a0 / (rate / half) * share
        return work.draft(
            rng.choice(
                (
                    "A generator holds molybdenum-99 (half-life {T_1}) with an activity of {A_0} and, "
                    "freshly eluted, no technetium-99m (half-life {T_2}). Of the decays of molybdenum-99, "
                    "{b} lead to technetium-99m. What is the activity of "
                    "technetium-99m, in gigabecquerels, after {t}?",
                    "At first, a source has {A_0} of molybdenum-99 and no technetium-99m, which arises in "
                    "{b} of the decays. The half-lives are {T_1} and {T_2}, in this order. Find the activity "
                    "of technetium-99m in GBq {t} later.",
                )
            ),
            "The activity is",
            second=nuclei * rate / short,
            rel=1e-5,
        )
    row = _nuclide(rng, ("F-18", "Tc-99m", "I-131", "Ga-67", "Na-24"))
    unit = row["unit"]
    half = work.given("T", row["half_life"], unit, "half-life", symbol="T_{1/2}")
    a = work.given("A", between(rng, 100, 900, "10"), "MBq", "activity wanted")
    t = work.given("t", rounded(half * rng.uniform(0.5, 3), 3), unit, "time before")
    M = work.given("M", row["mass"], "g/mol", "molar mass")
    na = work.constant("N_A", "6.022×10²³", "1/mol")
    work.step("A_0", "A * 2**(t / T)", "MBq", "At the earlier time, the activity must be", digits=5)
    work.step("k", "ln(2) / T", "s⁻¹", "The decay constant is", symbol=r"\lambda", digits=5)
    work.step("N", "A_0 / k", "", "This activity needs this many nuclei:", digits=5)
    work.step("m", "N * M / N_A", "ng", "Their mass is")
    seconds = half * _SECONDS[unit]
    start = a * 1e6 / left_by_integration(half, t)
    return work.draft(
        rng.choice(
            (
                "For an examination, {A} of {name} (half-life {T}, molar mass {M}) are needed. It is "
                "prepared {t} earlier. What mass of the nuclide, in nanograms, must be prepared?",
                "How many nanograms of {name} must a supplier pack so that {A} arrive {t} later? The "
                "half-life is {T} and the molar mass {M}.",
            )
        ),
        "The mass is",
        second=start * seconds / math.log(2) / na * M * 1e9,
        rel=1e-6,
        texts={"name": row["name"]},
    )
