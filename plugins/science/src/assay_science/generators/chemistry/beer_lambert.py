"""Absorption of light by solutions."""

from __future__ import annotations

import math
import random

from assay import Draft, generator
from assay_science.reactions import molar, printed
from assay_science.working import VERIFIERS, Working, rounded

_DYES = (  # what absorbs, formula, wavelength in nm, molar absorptivity in L/(mol·cm)
    (
        "potassium permanganate",
        "KMnO4",
        545,
        2380,
    ),  # this and the next: a problem on mixtures of both that courses of analytical chemistry use, expertsmind.com example 913527
    ("potassium dichromate", "K2Cr2O7", 440, 374),
    ("tryptophan", "C11H12N2O2", 280, 5500),  # this and the next: Pace and others 1995, as in Biopython
    ("tyrosine", "C9H11NO3", 280, 1490),
    ("NADH", "", 340, 6220),  # the value of all laboratory protocols: 6.22 L/(mmol·cm)
)
_MIXED = (95, 2380, 374, 9)  # permanganate at 440 and 545 nm, dichromate at both


@generator("science.beer_lambert", verifiers=VERIFIERS, min_step_coverage=1.0)
def beer_lambert(rng: random.Random, difficulty: int) -> Draft:
    """The Beer–Lambert law.

    1: the absorbance from the concentration. 2: the concentration from an absorbance, or from a transmittance. 3: the molar
    absorptivity from the mass in a volume. 4: the concentration of a sample that was diluted. 5: two substances, by
    absorbances at two wavelengths.
    """
    work = Working()
    name, formula, wave, size = rng.choice(_DYES if difficulty != 3 else [d for d in _DYES if d[1]])
    texts = {"A": name, "wave": f"{wave} nm"}
    if difficulty == 5:
        return _two(rng, work)
    d = work.given("d", rng.choice(("1.00", "1.00", "1.00", "2.00", "0.500", "5.00")), "cm", "path length")
    absorbance = rng.uniform(0.08, 1.4)
    if difficulty == 3:
        M = molar(work, "M", formula)
        V = work.given("V", f"{rng.choice((100, 250, 500, 1000))}.0", "mL", "volume")
        c = absorbance / size / d
        m = work.given("m", rounded(c * V * M, 3), "mg", f"mass of {name}")
        A = work.given("A", f"{size * (m / V / M) * d * rng.uniform(0.97, 1.03):.3f}", "", "absorbance")
        work.step("n", "m / M", "mol", f"The amount of {name} is")
        work.step("c", "n / V", "mol/L", "The concentration is")
        work.step("eps", "A / (c * d)", "L/(mol·cm)", "The molar absorptivity is", symbol=r"\varepsilon")
        texts["a"] = printed(formula)
        asks: tuple[str, ...] = (
            "A solution of {m} of {A}, {a}, in {V} of solution has an absorbance of {x} at {wave} in a cell of {d}. What is the molar absorptivity, in L/(mol·cm)?",
            "At {wave}, the absorbance of {V} of a solution that holds {m} of {A} ({a}) is {x} in a cell of {d}. Calculate the molar absorptivity in L/(mol·cm).",
            "Find the molar absorptivity of {A} ({a}) at {wave} in L/(mol·cm): {m} of it in {V} of solution give an absorbance of {x} over a path of {d}.",
        )
        return _draft(work, rng.choice(asks), "The molar absorptivity is", A * V * M / (m * d), texts)
    eps = work.given(
        "eps",
        rounded(size * rng.uniform(0.96, 1.04), 3),
        "L/(mol·cm)",
        "molar absorptivity",
        symbol=r"\varepsilon",
    )
    if difficulty == 1:
        c = work.given("c", rounded(absorbance / eps / d, 3), "mol/L", f"concentration of {name}")
        work.step("A", "eps * c * d", "", "By the Beer–Lambert law, the absorbance is")
        asks = (
            "What is the absorbance at {wave} of a {c} solution of {A} in a cell of {d}? The molar absorptivity is {eps}.",
            "The molar absorptivity of {A} at {wave} is {eps}. Calculate the absorbance of a solution with a concentration of {c} over a path of {d}.",
            "Find the absorbance of {A} at a concentration of {c} in a cell of {d}, with a molar absorptivity of {eps} at {wave}.",
        )
        return _draft(work, rng.choice(asks), "The absorbance is", math.log10(10 ** (eps * c * d)), texts)
    if difficulty == 2 and rng.random() < 0.5:
        share = work.given("tau", f"{100 * 10**-absorbance:.1f}", "%", "transmittance")
        work.step("A", "-log10(tau)", "", "The absorbance is")
        work.step("c", "A / (eps * d)", "mol/L", "By the Beer–Lambert law, the concentration is")
        asks = (
            "A solution of {A} in a cell of {d} transmits {tau} of the light of {wave}; the molar absorptivity is {eps}. What is its concentration, in mol/L?",
            "The transmittance of a solution of {A} at {wave} is {tau} over a path of {d}. Calculate the concentration in mol/L with a molar absorptivity of {eps}.",
            "Find the concentration of {A}, in mol/L, in a solution that lets {tau} of the light of {wave} pass through {d}; the molar absorptivity is {eps}.",
        )
        return _draft(
            work,
            rng.choice(asks),
            "The concentration is",
            math.log(100 / share) / math.log(10) / eps / d,
            texts,
        )
    A = work.given("A", f"{absorbance:.3f}", "", "absorbance")
    work.step("c", "A / (eps * d)", "mol/L", "By the Beer–Lambert law, the concentration is")
    if difficulty == 2:
        asks = (
            "A solution of {A} has an absorbance of {x} at {wave} in a cell of {d}. What is its concentration, in mol/L? The molar absorptivity is {eps}.",
            "The absorbance of {A} at {wave} is {x} over a path of {d}. Calculate the concentration in mol/L with a molar absorptivity of {eps}.",
            "Find the concentration of {A}, in mol/L, in a solution with an absorbance of {x} at {wave} (path {d}, molar absorptivity {eps}).",
        )
        return _draft(work, rng.choice(asks), "The concentration is", A / eps / d, texts)
    V = work.given("V_1", f"{rng.choice((1, 2, 5, 10, 20, 25))}.00", "mL", "volume of the sample")
    W = work.given("V_2", f"{rng.choice((50, 100, 250, 500))}.0", "mL", "volume after the dilution")
    work.step("c_0", "c * V_2 / V_1", "mol/L", "Before the dilution, it was")
    asks = (
        "A sample with {A} is diluted from {V_1} to {V_2}. The dilute solution has an absorbance of {x} at {wave} in a cell of {d}, and the molar absorptivity is {eps}. What was the concentration of the sample, in mol/L?",
        "From a sample with {A}, {V_1} are made up to {V_2}; then the absorbance at {wave} is {x} over a path of {d}. Calculate the concentration of the sample in mol/L with a molar absorptivity of {eps}.",
        "Find the concentration of {A}, in mol/L, in a sample of which {V_1}, diluted to {V_2}, show an absorbance of {x} at {wave} (path {d}, molar absorptivity {eps}).",
    )
    return _draft(work, rng.choice(asks), "The concentration of the sample is", A / eps / d * W / V, texts)


def _two(rng: random.Random, work: Working) -> Draft:
    """Two substances that absorb at both wavelengths."""
    a, b, one, two, sizes = "potassium permanganate", "potassium dichromate", 440, 545, _MIXED
    e = [
        work.given(
            f"e_{n}",
            rounded(size * rng.uniform(0.97, 1.03), 3),
            "L/(mol·cm)",
            "molar absorptivity",
            symbol=rf"\varepsilon_{{{n}}}",
        )
        for n, size in enumerate(sizes, start=1)
    ]
    scale = 0.6 / max(sizes)
    x, y = scale * rng.uniform(0.5, 1.6), scale * rng.uniform(0.5, 1.6) * max(sizes[:2]) / max(sizes[2:])
    A = work.given("A_1", f"{e[0] * x + e[2] * y:.4f}", "", "absorbance at the first wavelength")
    B = work.given("A_2", f"{e[1] * x + e[3] * y:.4f}", "", "absorbance at the second wavelength")
    d = work.given("d", "1.00", "cm", "path length")
    work.step(
        "D",
        "e_1 * e_4 - e_2 * e_3",
        "L²/(mol²·cm²)",
        "The two equations for the absorbances have the determinant",
        digits=7,
    )
    asked = rng.random() < 0.5
    formula = "(A_1 * e_4 - A_2 * e_3) / (D * d)" if asked else "(A_2 * e_1 - A_1 * e_2) / (D * d)"
    name = a if asked else b
    work.step("c", formula, "mol/L", f"By Cramer's rule, the concentration of {name} is")
    texts = {"A": a, "B": b, "one": f"{one} nm", "two": f"{two} nm", "X": name}
    asks = (
        "A solution holds {A} and {B}. In a cell of {d}, its absorbance is {A_1} at {one} and {A_2} at {two}. The molar absorptivities of {A} are {e_1} and {e_2}, those of {B} {e_3} and {e_4}, at these wavelengths. What is the concentration of {X}, in mol/L?",
        "At {one} and {two}, {A} has the molar absorptivities {e_1} and {e_2}, and {B} has {e_3} and {e_4}. A mixture of both shows the absorbances {A_1} and {A_2} in a cell of {d}. Calculate the concentration of {X} in mol/L.",
        "Find the concentration of {X}, in mol/L, in a mixture of {A} and {B}: over a path of {d}, the absorbance is {A_1} at {one} and {A_2} at {two}; the molar absorptivities are {e_1} and {e_2} for {A}, {e_3} and {e_4} for {B}, in this order.",
    )
    # by elimination: from the first equation, put into the second
    if asked:
        second = (B / d - e[3] * A / d / e[2]) / (e[1] - e[3] * e[0] / e[2])
    else:
        second = (B / d - e[1] * A / d / e[0]) / (e[3] - e[1] * e[2] / e[0])
    if second <= 0:
        return beer_lambert(rng, 5)
    return work.draft(
        rng.choice(asks), f"The concentration of {name} is", second=second, texts=texts, rel=1e-5
    )


def _draft(work: Working, ask: str, closing: str, second: float, texts: dict[str, str]) -> Draft:
    """Where ``{A}`` is the substance and ``{x}`` the absorbance."""
    return work.draft(
        ask.replace("{A}", texts.pop("A")).replace("{x}", "{A}"), closing, second=second, texts=texts
    )
