"""Rates of enzymes after Michaelis and Menten."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_science.generators._draws import article
from assay_science.numerics import root
from assay_science.working import VERIFIERS, Working, rounded

_ENZYMES = (
    ("hexokinase", "glucose", "mM", 0.03, 0.3),
    ("β-galactosidase", "lactose", "mM", 2.0, 6.0),
    ("catalase", "hydrogen peroxide", "mM", 15.0, 35.0),
    ("carbonic anhydrase", "bicarbonate", "mM", 15.0, 30.0),
    ("threonine dehydratase", "threonine", "mM", 3.0, 7.0),
    ("acetylcholinesterase", "acetylcholine", "µM", 60.0, 150.0),
    ("fumarase", "fumarate", "µM", 3.0, 12.0),
    ("alcohol dehydrogenase", "ethanol", "mM", 0.5, 2.0),
)
"""Enzyme, substrate, and the range of Michaelis constants, about those that textbooks of biochemistry list."""


@generator("science.michaelis_menten", verifiers=VERIFIERS, min_step_coverage=1.0)
def michaelis_menten(rng: random.Random, difficulty: int) -> Draft:
    """Rates, substrate concentrations and constants of enzymes by the Michaelis-Menten equation.

    1: the rate. 2: the concentration for a rate. 3: turnover number and catalytic efficiency. 4: a competitive
    inhibitor. 5: the Michaelis constant or the maximal rate from two rates, by a Lineweaver-Burk plot.
    """
    work = Working()
    enzyme, substrate, unit, low, high = rng.choice(_ENZYMES)
    km, vmax = rng.uniform(low, high), rng.uniform(5, 250)
    texts = {
        "enzyme": enzyme,
        "a_substrate": article(substrate),
        "Enzyme": enzyme.replace("β-g", "β-G") if enzyme[0] == "β" else enzyme[0].upper() + enzyme[1:],
        "substrate": substrate,
        "unit": unit,
        "Km": "$K_m$",
        "Vmax": r"$V_\mathrm{max}$",
    }
    if difficulty == 3:
        return _efficiency(rng, work, texts, unit, km)
    if difficulty == 5:
        return _lineweaver_burk(rng, work, texts, unit, km, vmax)
    K = work.given("K_m", rounded(km), unit, "Michaelis constant")
    V = work.given("V_max", rounded(vmax), "µmol/min", "maximal rate")
    if difficulty == 1:
        S = work.given("S", rounded(km * rng.uniform(0.2, 6)), unit, "substrate concentration", symbol="[S]")
        work.step("v", "V_max * S / (K_m + S)", "µmol/min", "The Michaelis-Menten equation gives")
        return work.draft(
            rng.choice(
                (
                    "A preparation of {enzyme} has a {Km} of {K_m} for {substrate} and a {Vmax} of {V_max}. What is the initial "
                    "rate in µmol/min when the concentration of {substrate} is {S}?",
                    "{Enzyme} acts on {substrate} with {Km} = {K_m} and {Vmax} = {V_max}. Calculate the rate, in µmol/min, at "
                    "{a_substrate} concentration of {S}.",
                    "For {enzyme}, the Michaelis constant for {substrate} is {K_m} and the maximal rate {V_max}. Find the initial "
                    "rate of the reaction in µmol/min at {a_substrate} concentration of {S}.",
                )
            ),
            "The rate is",
            second=V / (1 + K / S),
            texts=texts,
        )
    if difficulty == 2:
        v = work.given("v", rounded(V * rng.uniform(0.1, 0.92)), "µmol/min", "rate")
        work.step(
            "S",
            "K_m * v / (V_max - v)",
            unit,
            "Solved for [S], the Michaelis-Menten equation gives",
            symbol="[S]",
        )
        return work.draft(
            rng.choice(
                (
                    "A sample of {enzyme} has {Km} = {K_m} for {substrate} and {Vmax} = {V_max}. At what concentration of "
                    "{substrate}, in {unit}, is the initial rate {v}?",
                    "The {Km} of {enzyme} for {substrate} is {K_m}, and a preparation has a {Vmax} of {V_max}. A rate of {v} is "
                    "measured. What is the concentration of {substrate} in {unit}?",
                )
            ),
            f"The concentration of {substrate} is",
            second=root(lambda s: V * s / (K + s) - v, 0.0, 1e4 * K),
            texts=texts,
        )
    S = work.given("S", rounded(km * rng.uniform(0.5, 4)), unit, "substrate concentration", symbol="[S]")
    constant = km * rng.uniform(0.05, 2)
    Ki = work.given("K_i", rounded(constant), unit, "inhibition constant")
    inhibitor = constant * rng.uniform(0.5, 6)
    I = work.given("I", rounded(inhibitor), unit, "inhibitor concentration", symbol="[I]")  # noqa: E741
    work.step(
        "K_app",
        "K_m * (1 + I / K_i)",
        unit,
        "The competitive inhibitor raises the apparent Michaelis constant to",
    )
    work.step("v", "V_max * S / (K_app + S)", "µmol/min", "The maximal rate is unchanged, so the rate is")
    return work.draft(
        rng.choice(
            (
                "{Enzyme} has {Km} = {K_m} for {substrate} and {Vmax} = {V_max}. What is the rate, in µmol/min, at {a_substrate} "
                "concentration of {S} in the presence of {I} of a competitive inhibitor whose $K_i$ is {K_i}?",
                "A competitive inhibitor of {enzyme} has a $K_i$ of {K_i}. Without it, {Km} is {K_m} for {substrate} and {Vmax} is "
                "{V_max}. Calculate the rate in µmol/min when the concentration of {substrate} is {S} and that of the "
                "inhibitor {I}.",
            )
        ),
        "The rate is",
        second=_bound_share(K, Ki, S, I) * V,
        texts=texts,
    )


def _bound_share(K: float, Ki: float, S: float, I: float) -> float:  # noqa: E741
    """The share of the enzyme that binds substrate, from the equilibria: E + ES + EI is all."""
    free = 1.0
    with_substrate, with_inhibitor = free * S / K, free * I / Ki
    return with_substrate / (free + with_substrate + with_inhibitor)


def _efficiency(rng: random.Random, work: Working, texts: dict[str, str], unit: str, km: float) -> Draft:
    fast = texts["enzyme"] in ("catalase", "carbonic anhydrase", "acetylcholinesterase")
    turnover, enzyme = 10 ** rng.uniform(*((4, 6) if fast else (1.3, 3))), rng.uniform(0.5, 80)
    V = work.given("V_max", rounded(turnover * enzyme / 1000), "µM/s", "maximal rate")
    E = work.given("E_t", rounded(enzyme), "nM", "enzyme concentration", symbol="[E]_t")
    K = work.given("K_m", rounded(km), unit, "Michaelis constant")
    work.step("k_cat", "V_max / E_t", "s⁻¹", "The turnover number is")
    work.step(
        "e_cat",
        "k_cat / K_m",
        "M⁻¹·s⁻¹",
        "The catalytic efficiency is",
        symbol=r"\frac{k_{\mathrm{cat}}}{K_{m}}",
    )
    return work.draft(
        rng.choice(
            (
                "A solution with {E_t} {enzyme} converts {substrate} with a {Vmax} of {V_max} and a {Km} of {K_m}. What is the catalytic "
                "efficiency {kcat}/{Km} of the enzyme in M⁻¹·s⁻¹?",
                "At saturating {substrate}, {E_t} of {enzyme} (one active site each) gives a rate of {V_max}. {Km} for {substrate} is "
                "{K_m}. Find the specificity constant {kcat}/{Km} in M⁻¹·s⁻¹.",
            )
        ),
        "The catalytic efficiency is",
        second=(V * 1e-6) / (E * 1e-9) / (K * {"mM": 1e-3, "µM": 1e-6}[unit]),
        texts={**texts, "kcat": r"$k_\mathrm{cat}$"},
    )


def _lineweaver_burk(
    rng: random.Random, work: Working, texts: dict[str, str], unit: str, km: float, vmax: float
) -> Draft:
    import numpy as np

    S1 = work.given("S_1", rounded(km * rng.uniform(0.2, 0.6)), unit, "first concentration", symbol="[S]_1")
    v1 = work.given("v_1", rounded(vmax * S1 / (km + S1)), "µmol/min", "rate at the first concentration")
    S2 = work.given("S_2", rounded(km * rng.uniform(2, 5)), unit, "second concentration", symbol="[S]_2")
    v2 = work.given("v_2", rounded(vmax * S2 / (km + S2)), "µmol/min", "rate at the second concentration")
    slope_unit = f"{unit}·min/µmol"
    work.step(
        "m",
        "(1 / v_1 - 1 / v_2) / (1 / S_1 - 1 / S_2)",
        slope_unit,
        "The slope of the line in the plot is",
        digits=5,
    )
    work.step("b", "1 / v_2 - m / S_2", "min/µmol", "Its intercept on the vertical axis is", digits=5)
    # (K_m, V_max) of v (K_m + S) = V_max S, two linear equations
    k, v = np.linalg.solve(np.array([[v1, -S1], [v2, -S2]]), np.array([-v1 * S1, -v2 * S2]))
    if rng.random() < 0.5:
        work.step(
            "K_m",
            "m / b",
            unit,
            r"The slope is $K_m/V_\mathrm{max}$ and the intercept $1/V_\mathrm{max}$, so",
        )
        asked, closing, second = (
            f"Michaelis constant for {{substrate}} in {unit}",
            "The Michaelis constant is",
            float(k),
        )
    else:
        work.step("V_max", "1 / b", "µmol/min", r"The intercept is $1/V_\mathrm{max}$, so")
        asked, closing, second = "maximal rate in µmol/min", "The maximal rate is", float(v)
    return work.draft(
        rng.choice(
            (
                "The initial rate of {enzyme} is {v_1} at {S_1} {substrate} and {v_2} at {S_2} {substrate}. From a "
                f"Lineweaver-Burk plot through the two points, find the {asked}.",
                "{Enzyme} is assayed at two concentrations of {substrate}: at {S_1} the rate is {v_1}, at {S_2} it is {v_2}. Use "
                f"the double-reciprocal form of the Michaelis-Menten equation to find the {asked}.",
            )
        ),
        closing,
        second=second,
        texts=texts,
    )
