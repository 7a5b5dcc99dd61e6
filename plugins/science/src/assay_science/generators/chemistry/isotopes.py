"""Isotopes: average atomic masses, and the isotope peaks of halogen compounds."""

from __future__ import annotations

import random
from functools import cache
from itertools import pairwise, product

from assay import Draft, agree, generator
from assay_science.generators.chemistry import _tables
from assay_science.generators.chemistry._counting import atoms
from assay_science.generators.chemistry._writing import formula, listed
from assay_science.working import VERIFIERS, Working, rounded

_VARIATION = 5e-4
"""Relative: elements whose composition varies more from place to place, as lithium's, are left out."""
_Isotope = tuple[int, float, float]  # mass number, mass in u, abundance in %


@cache
def _isotopes(symbol: str) -> tuple[_Isotope, ...]:
    """The stable isotopes of an element by Periodictable (IUPAC's abundances, AME's masses)."""
    from periodictable import elements

    element = elements.symbol(symbol)
    found = ((n, element[n]) for n in element.isotopes)
    return tuple((n, float(each.mass), float(each.abundance)) for n, each in found if each.abundance > 0)


@cache
def _elements(size: int) -> tuple[str, ...]:
    """Elements with so many natural isotopes, each of which makes up 0.1 % at least."""
    from periodictable import elements

    found = []
    for element in elements:
        if not 1 <= element.number <= 83:
            continue
        isotopes = _isotopes(element.symbol)
        if len(isotopes) != size or any(share < 0.1 for *_, share in isotopes):
            continue
        average = sum(mass * share for _, mass, share in isotopes) / 100
        if abs(average / element.mass - 1) < _VARIATION:
            found.append(element.symbol)
    return tuple(found)


def _name(symbol: str) -> str:
    from periodictable import elements

    return str(elements.symbol(symbol).name)


def _standard(symbol: str) -> float:
    from periodictable import elements

    return float(elements.symbol(symbol).mass)


_AVERAGE = (
    "{Element} has {count} natural isotopes: {isotopes}. What is its average atomic mass, in u?",
    "Natural {element} consists of {isotopes}. Calculate its average atomic mass in u.",
    "From the masses and abundances of its isotopes, {isotopes}, find the average atomic mass of {element} in u.",
    "A sample of {element} contains {isotopes}. What is the average mass of its atoms, in u?",
)
_ENRICHED = (
    "A sample of isotopically enriched {element} contains {isotopes}. What is the average atomic mass of the sample, in u?",
    "An enriched sample of {element} is made up of {isotopes}. Calculate its average atomic mass in u.",
    "Isotopically enriched {element} consists of {isotopes}. Find the average mass of an atom in u.",
    "In a sample of {element}, whose isotopes were partly separated, there are {isotopes}. What is the average atomic mass, in u?",
)
_WORDS = {2: "two", 3: "three", 4: "four", 5: "five"}


def _enriched(rng: random.Random, size: int) -> list[str]:
    """Shares in percent of an enriched sample, with two decimals, which add up to 100."""
    cuts = sorted(rng.sample(range(300, 9700, 7), size - 1))
    ends = [0, *cuts, 10_000]
    return [f"{(high - low) / 100:.2f}" for low, high in pairwise(ends)]


@generator("science.average_atomic_mass", verifiers=VERIFIERS, min_step_coverage=1.0)
def average_atomic_mass(rng: random.Random, difficulty: int) -> Draft:
    """Average atomic masses and abundances of isotopes.

    1: two isotopes. 2: three. 3: four or five. 4: the abundance of one of two isotopes, from the average mass.
    5: the mass of an isotope, from the average mass and the other one.
    """
    work = Working()
    if difficulty <= 3:
        size = difficulty + 1 if difficulty < 3 else rng.choice((4, 5))
        symbol = rng.choice(_elements(size))
        isotopes = _isotopes(symbol)
        agree(sum(share for *_, share in isotopes), 100, rel=5e-3, what="the abundances")
        digits = rng.choice((5, 6))
        masses, shares = [], []
        enriched = rng.random() < 0.75
        parts = _enriched(rng, size) if enriched else [f"{share:.2f}" for *_, share in isotopes]
        for n, ((_, mass, _), part) in enumerate(zip(isotopes, parts, strict=True), 1):
            masses.append(work.given(f"m_{n}", rounded(mass, digits), "u", "mass of the isotope"))
            shares.append(work.given(f"x_{n}", part, "%", "abundance"))
        sums = " + ".join(f"m_{n} * x_{n}" for n in range(1, len(isotopes) + 1))
        value = sum(m * x for m, x in zip(masses, shares, strict=True)) / 100
        if not enriched:
            agree(value, _standard(symbol), rel=1e-3, what="the average and the standard atomic mass")
        work.step("A", sums, "u", "The average is weighted by the abundances:", digits=5)
        said = listed([f"{symbol}-{mass} ({{m_{n}}}, {{x_{n}}})" for n, (mass, *_) in enumerate(isotopes, 1)])
        prompt = rng.choice(_ENRICHED if enriched else _AVERAGE)
        texts = {"element": _name(symbol), "Element": _name(symbol).capitalize(), "count": _WORDS[size]}
        return work.draft(
            prompt.replace("{isotopes}", said),
            "The average atomic mass is",
            second=value,
            digits=5,
            texts=texts,
            tolerance=2e-4,
        )
    symbol = rng.choice([each for each in _elements(2) if min(s for *_, s in _isotopes(each)) > 3])
    (light, m1, x1), (heavy, m2, _) = _isotopes(symbol)
    texts = {
        "element": _name(symbol),
        "Element": _name(symbol).capitalize(),
        "light": f"{symbol}-{light}",
        "heavy": f"{symbol}-{heavy}",
    }
    natural = rng.random() < 0.25
    share = x1 if natural else rng.uniform(3, 97)
    average = (m1 * share + m2 * (100 - share)) / 100
    if natural:
        agree(average, _standard(symbol), rel=1e-3, what="the average and the standard atomic mass")
    texts["sample"] = f"Natural {_name(symbol)}" if natural else f"An enriched sample of {_name(symbol)}"
    A = work.given("A", rounded(average, 6), "u", "average atomic mass")
    if difficulty == 4:
        a = work.given("m_1", rounded(m1, 6), "u", f"mass of {symbol}-{light}")
        b = work.given("m_2", rounded(m2, 6), "u", f"mass of {symbol}-{heavy}")
        work.step(
            "x",
            "(m_2 - A) / (m_2 - m_1)",
            "%",
            "With x of the lighter isotope, the average is x m₁ + (1 − x) m₂, so",
        )
        return work.draft(
            rng.choice(
                (
                    "{sample} consists of {light} ({m_1}) and {heavy} ({m_2}), and its average atomic mass is {A}. What percentage of the atoms is {light}?",
                    "{sample} has an average atomic mass of {A}. Its two isotopes are {light}, with a mass of {m_1}, and {heavy}, with a mass of {m_2}. Find the abundance of {light} in percent.",
                    "{sample} has an average atomic mass of {A}. What is the abundance of {light} ({m_1}), if the only other isotope is {heavy} ({m_2})? Answer in percent.",
                )
            ),
            "The abundance is",
            second=100 * (b - A) / (b - a),
            texts=texts,
            rel=1e-6,
        )
    a = work.given("m_1", rounded(m1, 6), "u", f"mass of {symbol}-{light}")
    share = work.given("x_1", f"{share:.2f}", "%", f"abundance of {symbol}-{light}")
    work.step("x_2", "1 - x_1", "%", "The rest is the heavier isotope:", digits=6)
    work.step("m_2", "(A - x_1 * m_1) / x_2", "u", "The average is x₁ m₁ + x₂ m₂, so", digits=6)
    return work.draft(
        rng.choice(
            (
                "{sample} has two isotopes. {light} has a mass of {m_1} and makes up {x_1} of the atoms; the average atomic mass is {A}. What is the mass of the other isotope, {heavy}, in u?",
                "{sample} has an average atomic mass of {A}. Of its atoms, {x_1} are {light} ({m_1}), the others {heavy}. Find the mass of an atom of {heavy} in u.",
                "{sample}, with an average atomic mass of {A}, consists of {light} (mass {m_1}, abundance {x_1}) and {heavy}. Calculate the mass of {heavy} in u.",
                "{sample} is {light} (mass {m_1}, abundance {x_1}); all other atoms are {heavy}. The average atomic mass is {A}. What is the mass of {heavy}, in u?",
            )
        ),
        "The mass is",
        second=(A - a * share / 100) / (1 - share / 100),
        digits=4 if share < 90 else 3,
        texts=texts,
        tolerance=2e-3,
    )


_PEAKS = (
    "In the mass spectrum of {name}, {formula}, how tall is the {peak} peak relative to the M peak, in percent? {abundances} Ignore other isotopes.",
    "{abundances} What is the intensity of the {peak} peak of {name} ({formula}), in percent of its M peak, if other isotopes are ignored?",
    "The molecular ion of {name}, {formula}, shows a peak at {peak}. {abundances} Calculate its height in percent of the M peak; isotopes of the other elements are left out.",
    "{abundances} Predict the ratio of the {peak} peak to the M peak in the mass spectrum of {formula}, {name}, in percent, from these isotopes alone.",
    "M is the peak of the molecules that hold the lightest isotopes only. How large, in percent of it, is {peak} in the mass spectrum of {name} ({formula})? {abundances}",
    "How high is the {peak} peak of {name}, {formula}, if the M peak is set to 100%? {abundances} Only these isotopes count.",
)


@cache
def _halides(difficulty: int) -> tuple[_tables.Compound, ...]:
    """Compounds with chlorine and bromine: one halogen atom, two or three alike, and both kinds."""
    found = []
    for each in _tables.compounds():
        counts = atoms(each.formula)
        chlorine, bromine = counts.get("Cl", 0), counts.get("Br", 0)
        kind = {
            1: chlorine + bromine == 1,
            2: (chlorine, bromine) in ((2, 0), (0, 2)),
            3: (chlorine, bromine) in ((2, 0), (3, 0), (0, 2), (0, 3)),
            4: (chlorine >= 3 and not bromine) or (bromine >= 2 and not chlorine),
            5: chlorine and bromine,
        }[difficulty]
        if kind and chlorine + bromine <= 6:
            found.append(each)
    return tuple(found)


def _pattern(shares: list[list[float]]) -> list[float]:
    """Shares of molecules with 0, 1, 2 … heavy atoms, by adding up all ways to choose them; ``shares`` of each atom."""
    pattern = [0.0] * (len(shares) + 1)
    for chosen in product((0, 1), repeat=len(shares)):
        share = 1.0
        for isotope, both in zip(chosen, shares, strict=True):
            share *= both[isotope]
        pattern[sum(chosen)] += share
    return pattern


@generator("science.isotope_peaks", verifiers=VERIFIERS, min_step_coverage=1.0)
def isotope_peaks(rng: random.Random, difficulty: int) -> Draft:
    """The heights of isotope peaks of chlorine and bromine compounds in a mass spectrum.

    1: M+2 of one halogen atom. 2: M+2 of two alike. 3: M+4 of two or three. 4: M+2 or M+4 of more. 5: chlorine and
    bromine together.
    """
    work = Working()
    compound = rng.choice(_halides(difficulty))
    counts = atoms(compound.formula)
    n, k = counts.get("Cl", 0), counts.get("Br", 0)
    shares, said = {}, []
    for symbol, number, names in (("Cl", n, ("a", "b")), ("Br", k, ("c", "d"))):
        if not number:
            continue
        (light, _, share), (other, *_) = _isotopes(symbol)
        enriched = difficulty >= 3 and rng.random() < 0.6
        first = f"{rng.uniform(45, 90) if enriched else share:.2f}"
        second_share = f"{100 - float(first):.2f}"
        work.given(names[0], first, "%", f"abundance of {symbol}-{light}")
        work.given(names[1], second_share, "%", f"abundance of {symbol}-{other}")
        shares[symbol] = [float(first), float(second_share)]
        begin = f"The {_name(symbol)} of an enriched sample" if enriched else f"Natural {_name(symbol)}"
        said.append(f"{begin} is {{{names[0]}}} {symbol}-{light} and {{{names[1]}}} {symbol}-{other}.")
    heavy = {1: 1, 2: 1, 3: 2, 4: rng.choice((1, 2)), 5: rng.choice((1, 1, 2)) if n + k > 2 else 1}[
        difficulty
    ]
    second = 0.0
    terms = []
    for chlorine in range(heavy + 1):
        bromine = heavy - chlorine
        if chlorine > n or bromine > k:
            continue
        ways = _choose(n, chlorine) * _choose(k, bromine)
        factors = ["b / a"] * chlorine + ["d / c"] * bromine
        terms.append((f"{ways} * " if ways > 1 else "") + " * ".join(f"({each})" for each in factors))
        second += ways * _ratio(shares, "Cl") ** chlorine * _ratio(shares, "Br") ** bromine
    pattern = _pattern(
        [shares["Cl"]] * n + [shares["Br"]] * k if n and k else [next(iter(shares.values()))] * (n + k)
    )
    agree(second, pattern[heavy] / pattern[0], rel=1e-9, what="the height of the peak")
    why = {
        1: "One halogen atom of the molecule is the heavier isotope. All ways to choose it together give",
        2: "Two halogen atoms of the molecule are the heavier isotope. All ways to choose them together give",
    }[heavy]
    work.step("I", " + ".join(terms), "%", why)
    prompt = rng.choice(_PEAKS).replace("{abundances}", " ".join(said))
    return work.draft(
        prompt,
        f"Relative to the M peak, the M+{2 * heavy} peak is",
        second=100 * second,
        texts={
            "name": compound.name,
            "formula": formula(compound.usual),
            "peak": f"M+{2 * heavy}",
        },
    )


def _ratio(shares: dict[str, list[float]], symbol: str) -> float:
    light, heavy = shares.get(symbol, (1.0, 0.0))
    return heavy / light


def _choose(n: int, k: int) -> int:
    from math import comb

    return comb(n, k)
