"""Ages from radioactive decay."""

from __future__ import annotations

import random
from math import log

from assay import Draft, generator
from assay_science.generators._tables import half_lives
from assay_science.numerics import root
from assay_science.working import VERIFIERS, Working, rounded
from assay_science.writing import plain

_RELICS = (
    "a piece of charcoal from a hearth",
    "a wooden beam",
    "a bone from a burial",
    "peat from the bottom of a bog",
    "the linen wrapping of a mummy",
    "a reed basket",
)
_MINERALS = {
    "U-238": ("a zircon crystal", 0.05, 0.9),
    "U-235": ("a zircon crystal", 0.1, 10.0),
    "Rb-87": ("a mica", 0.002, 0.06),
    "Sm-147": ("a garnet", 0.003, 0.028),
    "Lu-176": ("an apatite", 0.005, 0.08),
    "Re-187": ("a molybdenite", 0.002, 0.05),
    "Th-232": ("a monazite", 0.005, 0.2),
}
"""Minerals with the ratios of radiogenic daughter to parent that ages up to that of the Earth give."""


_DAUGHTERS = {
    "U-238": "lead-206",
    "U-235": "lead-207",
    "Rb-87": "strontium-87",
    "Sm-147": "neodymium-143",
    "Lu-176": "hafnium-176",
    "Re-187": "osmium-187",
    "Th-232": "lead-208",
}
"""What the parents in minerals become, where their decay chains end."""


@generator("science.radiometric_dating", verifiers=VERIFIERS, min_step_coverage=1.0)
def radiometric_dating(rng: random.Random, difficulty: int) -> Draft:
    """Ages of relics, sediments and rocks from half-lives.

    1: what is left after a time. 2: an age from the part that is left. 3: from the ratio of daughter to parent. 4: by potassium and
    argon. 5: by an isochron of two minerals.
    """
    work = Working()
    if difficulty <= 2:
        return _left(rng, work, difficulty)
    if difficulty == 4:
        return _argon(rng, work)
    if difficulty == 5:
        return _isochron(rng, work)
    symbol = rng.choice(list(_MINERALS))
    nuclide, (mineral, low, high) = half_lives()[symbol], _MINERALS[symbol]
    T = work.given("T_h", nuclide["half_life"], "yr", "half-life", symbol="T_{1/2}")
    D = work.given("x", rounded(low * (high / low) ** rng.random()), "", "ratio of daughter to parent")
    work.step("lambda_", "ln(2) / T_h", "yr⁻¹", "The decay constant is", symbol=r"\lambda")
    work.step(
        "t", "ln(1 + x) / lambda_", "yr", "For each parent left there were $1 + x$ at first, so the age is"
    )
    return work.draft(
        rng.choice(
            (
                "{Mineral} holds {x} atoms of radiogenic {daughter} for each atom of {parent}, whose half-life is {T_h}. How old is it, in years, if it was a closed system?",
                "In {mineral}, the ratio of radiogenic {daughter} to {parent} is {x}. Find the age in years. The half-life of {parent} is {T_h}.",
            )
        ),
        "The age is",
        second=root(lambda t: 2 ** (-t / T) - 1 / (1 + D), 0.0, 8 * T),
        texts={
            "mineral": mineral,
            "Mineral": mineral[0].upper() + mineral[1:],
            "parent": nuclide["name"],
            "daughter": _DAUGHTERS[symbol],
        },
    )


def _left(rng: random.Random, work: Working, difficulty: int) -> Draft:
    symbol = rng.choice(("C-14", "C-14", "Pb-210", "Cs-137", "Be-10", "Al-26", "Cl-36", "H-3"))
    nuclide = half_lives()[symbol]
    relic = (
        rng.choice(_RELICS)
        if symbol == "C-14"
        else {
            "Pb-210": "a layer of lake sediment",
            "Cs-137": "a soil sample",
            "Be-10": "a layer of deep-sea sediment",
            "Al-26": "a buried quartz pebble",
            "Cl-36": "old groundwater",
            "H-3": "groundwater",
        }[symbol]
    )
    T = work.given("T_h", nuclide["half_life"], "yr", "half-life", symbol="T_{1/2}")
    texts = {
        "relic": relic,
        "Relic": relic[0].upper() + relic[1:],
        "nuclide": nuclide["name"],
        "Nuclide": nuclide["name"][0].upper() + nuclide["name"][1:],
    }
    if difficulty == 1:
        age = T * rng.uniform(0.2, 4)
        t = work.given("t", rounded(age) if age > 1e6 else f"{float(f'{age:.3g}'):.0f}", "yr", "age")
        work.step("n", "t / T_h", "", "The number of half-lives is")
        work.step("f", "(1 / 2) ** n", "%", "So the part that is left is")
        left, step = 1.0, t / T / 4096
        for _ in range(4096):  # small steps of decay
            left *= 1 - log(2) * step + (log(2) * step) ** 2 / 2
        return work.draft(
            rng.choice(
                (
                    "What percentage of the {nuclide} of {relic} is left after {t}? The half-life is {T_h}.",
                    "{Nuclide} decays with a half-life of {T_h}. {Relic} is {t} old. How much of its original {nuclide} remains, in percent?",
                    "With a half-life of {T_h}, what part of an amount of {nuclide} remains after {t}? Give percent.",
                )
            ),
            "What is left is",
            second=100 * left,
            texts=texts,
        )
    f = work.given("f", f"{rng.uniform(6, 94):.1f}", "%", "part left")
    work.step("lambda_", "ln(2) / T_h", "yr⁻¹", "The decay constant is", symbol=r"\lambda")
    work.step("t", "-(ln(f) / lambda_)", "yr", "Solved for the time, the law of decay gives")
    return work.draft(
        rng.choice(
            (
                "{Relic} has {f} of the {nuclide} that it had at first. How old is it, in years, with a half-life of {T_h}?",
                "The {nuclide} content of {relic} is {f} of the initial one. Calculate its age in years. (half-life {T_h})",
                "Find the age, in years, of {relic} in which {f} of the {nuclide} is left. The half-life of {nuclide} is {T_h}.",
            )
        ),
        "The age is",
        digits=3,
        second=root(lambda t: 2 ** (-t / T) - f / 100, 0.0, 10 * T),
        texts=texts,
    )


def _argon(rng: random.Random, work: Working) -> Draft:
    nuclide = half_lives()["K-40"]
    rock = rng.choice(
        (
            "a basalt flow",
            "a volcanic ash layer",
            "a sanidine crystal from a tuff",
            "a biotite from a granite",
        )
    )
    T = work.given("T_h", nuclide["half_life"], "yr", "half-life", symbol="T_{1/2}")
    b = work.given("b", "10.7", "%", "share of decays to argon") / 100
    x = work.given("x", rounded(0.0002 * 1500 ** rng.random()), "", "ratio of argon-40 to potassium-40")
    work.step("lambda_", "ln(2) / T_h", "yr⁻¹", "The decay constant is", symbol=r"\lambda")
    work.step(
        "y", "x / b", "", "All daughters, argon and calcium, in parts of the potassium that is left, are"
    )
    work.step("t", "ln(1 + y) / lambda_", "yr", "So the age is")

    def argon(t: float) -> float:
        left = 2 ** (-t / T)
        return b * (1 - left) / left

    return work.draft(
        rng.choice(
            (
                "{Rock} holds {x} atoms of radiogenic argon-40 for each of potassium-40. Potassium-40 has a half-life of {T_h}, and {b} of its decays lead to argon. How old is the rock, in years?",
                "The ratio of radiogenic argon-40 to potassium-40 in {rock} is {x}. Find the potassium-argon age in years, with a half-life of {T_h} and a share of {b} of the decays that give argon.",
            )
        ),
        "The age is",
        second=root(lambda t: x - argon(t), 0.0, 5 * T),
        texts={"rock": rock, "Rock": rock[0].upper() + rock[1:]},
    )


def _isochron(rng: random.Random, work: Working) -> Draft:
    symbol, parent, daughter, low, high, first = rng.choice(
        (
            ("Rb-87", "⁸⁷Rb/⁸⁶Sr", "⁸⁷Sr/⁸⁶Sr", 0.05, 4.0, 0.7045),
            ("Sm-147", "¹⁴⁷Sm/¹⁴⁴Nd", "¹⁴³Nd/¹⁴⁴Nd", 0.10, 0.35, 0.5100),
            ("Lu-176", "¹⁷⁶Lu/¹⁷⁷Hf", "¹⁷⁶Hf/¹⁷⁷Hf", 0.01, 0.6, 0.2810),
        )
    )
    nuclide = half_lives()[symbol]
    age = rng.uniform(0.4e9, 4.4e9)
    slope = 2 ** (age / float(plain(nuclide["half_life"]))) - 1
    start = first + rng.uniform(0, 0.002)
    x1, x2 = rng.uniform(low, low + (high - low) / 4), rng.uniform(high * 0.6, high)
    T = work.given("T_h", nuclide["half_life"], "yr", "half-life", symbol="T_{1/2}")
    a = work.given("x_1", rounded(x1, 4), "", f"{parent} of the first mineral")
    b = work.given("y_1", f"{start + slope * x1:.5f}", "", f"{daughter} of the first mineral")
    c = work.given("x_2", rounded(x2, 4), "", f"{parent} of the second mineral")
    d = work.given("y_2", f"{start + slope * x2:.5f}", "", f"{daughter} of the second mineral")
    work.step("m", "(y_2 - y_1) / (x_2 - x_1)", "", "The slope of the isochron is", digits=5)
    work.step("lambda_", "ln(2) / T_h", "yr⁻¹", "The decay constant is", symbol=r"\lambda")
    work.step("t", "ln(1 + m) / lambda_", "yr", "The slope is $e^{\\lambda t} - 1$, so the age is")

    def gap(t: float) -> float:
        """By how much the initial ratios of both minerals differ at an age; zero when they are the same."""
        grown = 2 ** (t / T) - 1
        return (d - c * grown) - (b - a * grown)

    rock = rng.choice(("a gneiss", "a granite", "a gabbro", "a meteorite", "a lunar basalt"))
    return work.draft(
        rng.choice(
            (
                "Two minerals of {rock} have {parent} = {x_1} and {daughter} = {y_1}, and {parent} = {x_2} and {daughter} = {y_2}. Find the age of the rock in years from the isochron through both. The half-life of {nuclide} is {T_h}.",
                "For {rock}, mass spectrometry gives {daughter} = {y_1} at {parent} = {x_1} in one mineral and {daughter} = {y_2} at {parent} = {x_2} in another. With a half-life of {T_h} for {nuclide}, what isochron age, in years, follows?",
            )
        ),
        "The age is",
        second=root(gap, 0.0, 2e10),
        texts={"rock": rock, "parent": parent, "daughter": daughter, "nuclide": nuclide["name"]},
    )
