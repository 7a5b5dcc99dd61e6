"""Phase diagrams: the lever rule, and fractions in steels."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_science.generators._draws import between
from assay_science.numerics import solved
from assay_science.working import VERIFIERS, Working


def fractions(first: float, second: float, overall: float) -> tuple[float, float]:
    """The shares of two phases with these compositions, by the balance of mass and of one component."""
    a, b = solved([[1, 1], [first, second]], [1, overall])
    return a, b


@generator("science.lever_rule", verifiers=VERIFIERS, min_step_coverage=1.0)
def lever_rule(rng: random.Random, difficulty: int) -> Draft:
    """Shares and masses of phases in alloys; the compositions at the phase boundaries are in the prompt.

    1: the share of a phase. 2: its mass. 3: the composition out of masses. 4: phases of a steel. 5: the
    primary phase and the eutectic, or pearlite with its parts.
    """
    return (_share, _mass, _overall, _steel, _parts)[difficulty - 1](rng, Working())


# Contents of nickel within the two-phase region of copper and nickel; the prompt states them, so that nobody
# has to read a diagram.
_ISOMORPHOUS = (
    ((30, 34), (40, 45)),
    ((43, 47), (55, 60)),
    ((57, 61), (69, 73)),
    ((18, 22), (27, 32)),
)


def _alloy(rng: random.Random, work: Working) -> tuple[float, float, float]:
    low, high = rng.choice(_ISOMORPHOUS)
    liquid, solid = between(rng, *low, "0.5"), between(rng, *high, "0.5")
    span = float(solid) - float(liquid)
    c = work.given(
        "C_0", f"{float(liquid) + span * rng.uniform(0.15, 0.85):.1f}", "%", "overall content of nickel"
    )
    return (
        work.given("C_L", liquid, "%", "content of nickel in the liquid"),
        work.given("C_S", solid, "%", "content of nickel in the solid"),
        c,
    )


_STORY = (
    "A copper-nickel alloy with {C_0} of nickel by mass is at a temperature at which it consists of a liquid "
    "with {C_L} and a solid solution with {C_S} of nickel.",
    "At a certain temperature, the phase diagram of copper and nickel gives {C_L} of nickel (by mass) for "
    "the liquid and {C_S} for the solid in equilibrium with it. An alloy has {C_0} of nickel in all.",
)


def _share(rng: random.Random, work: Working) -> Draft:
    liquid, solid, c = _alloy(rng, work)
    if rng.random() < 0.5:
        work.step(
            "w",
            "(C_S - C_0) / (C_S - C_L)",
            "%",
            "The lever rule gives the mass fraction of the liquid",
            symbol="W_{L}",
        )
        asked, closing, second = (
            "What percentage of its mass is liquid?",
            "The mass fraction of the liquid is",
            fractions(liquid, solid, c)[0],
        )
    else:
        work.step(
            "w",
            "(C_0 - C_L) / (C_S - C_L)",
            "%",
            "The lever rule gives the mass fraction of the solid",
            symbol="W_{S}",
        )
        asked, closing, second = (
            "What percentage of its mass is solid?",
            "The mass fraction of the solid is",
            fractions(liquid, solid, c)[1],
        )
    return work.draft(f"{rng.choice(_STORY)} {asked}", closing, second=100 * second)


def _mass(rng: random.Random, work: Working) -> Draft:
    liquid, solid, c = _alloy(rng, work)
    m = work.given("m", between(rng, 2, 60, "0.5"), "kg", "mass of the alloy")
    work.step(
        "w",
        "(C_0 - C_L) / (C_S - C_L)",
        "%",
        "The lever rule gives the mass fraction of the solid",
        symbol="W_{S}",
        digits=5,
    )
    work.step("m_S", "w * m", "kg", "Its mass is")
    return work.draft(
        f"{rng.choice(_STORY)} How many kilograms of solid are there in {{m}} of the alloy?",
        "The mass of the solid is",
        second=m * fractions(liquid, solid, c)[1],
    )


def _overall(rng: random.Random, work: Working) -> Draft:
    low, high = rng.choice(_ISOMORPHOUS)
    a = work.given("C_L", between(rng, *low, "0.5"), "%", "content of nickel in the liquid")
    b = work.given("C_S", between(rng, *high, "0.5"), "%", "content of nickel in the solid")
    m1 = work.given("m_L", between(rng, 2, 20, "0.5"), "kg", "mass of the liquid")
    m2 = work.given("m_S", between(rng, 2, 20, "0.5"), "kg", "mass of the solid")
    work.step("n_L", "C_L * m_L", "kg", "The liquid holds this much nickel:", digits=5)
    work.step("n_S", "C_S * m_S", "kg", "The solid holds", digits=5)
    work.step(
        "C", "(n_L + n_S) / (m_L + m_S)", "%", "Over the whole mass, this is a content of", symbol="C_{0}"
    )
    return work.draft(
        rng.choice(
            (
                "In a crucible, {m_L} of liquid copper-nickel alloy with {C_L} of nickel by mass are in "
                "equilibrium with {m_S} of solid that has {C_S} of nickel. What is the nickel content of the "
                "alloy as a whole, in per cent by mass?",
                "An alloy of copper and nickel consists of {m_S} of solid ({C_S} nickel by mass) and {m_L} "
                "of melt ({C_L} nickel). Find its overall content of nickel in per cent by mass.",
            )
        ),
        "The content of nickel is",
        # where the lever is in balance
        second=a + (b - a) * m2 / (m1 + m2),
    )


# Iron-carbon: eutectoid composition, solubility in ferrite, cementite; printed in the prompt.
_EUTECTOID, _FERRITE, _CEMENTITE = "0.76", "0.022", "6.70"


def _carbon(work: Working) -> tuple[float, float]:
    return (
        work.given("C_f", _FERRITE, "%", "carbon in ferrite", symbol=r"C_{\alpha}"),
        work.given("C_c", _CEMENTITE, "%", "carbon in cementite", symbol=r"C_{\mathrm{Fe_3C}}"),
    )


def _steel(rng: random.Random, work: Working) -> Draft:
    c = work.given("C_0", between(rng, 0.15, 1.4, "0.01"), "%", "carbon in the steel")
    ferrite, cementite = _carbon(work)
    m = work.given("m", between(rng, 1, 50, "0.5"), "kg", "mass")
    work.step(
        "w",
        "(C_0 - C_f) / (C_c - C_f)",
        "%",
        "The lever rule between ferrite and cementite gives for cementite",
        symbol=r"W_{\mathrm{Fe_3C}}",
        digits=5,
    )
    ask_ferrite = rng.random() < 0.5
    if ask_ferrite:
        work.step("v", "1 - w", "%", "The rest is ferrite,", symbol=r"W_{\alpha}", digits=5)
    work.step(
        "m_1",
        "v * m" if ask_ferrite else "w * m",
        "kg",
        "In the whole piece, this is" if ask_ferrite else "Of the cementite, the whole piece holds",
    )
    share = fractions(ferrite, cementite, c)[0 if ask_ferrite else 1]
    what = "ferrite" if ask_ferrite else "cementite"
    return work.draft(
        rng.choice(
            (
                "A plain carbon steel with {C_0} of carbon by mass has been cooled slowly to just below "
                "the eutectoid temperature, where ferrite holds {C_f} and cementite {C_c} of carbon. "
                f"How many kilograms of {what} are there in {{m}} of it?",
                "After slow cooling, {m} of steel ({C_0} carbon by mass) consist of ferrite with "
                f"{{C_f}} and cementite with {{C_c}} of carbon. Find the mass of the {what} in kg.",
            )
        ),
        f"The mass of the {what} is",
        second=m * share,
    )


def _parts(rng: random.Random, work: Working) -> Draft:
    if rng.random() < 0.5:
        c = work.given("C_0", between(rng, 0.15, 0.68, "0.01"), "%", "carbon in the steel")
        ferrite, cementite = _carbon(work)
        e = work.given("C_e", _EUTECTOID, "%", "carbon of the eutectoid")
        work.step(
            "w_p",
            "(C_0 - C_f) / (C_e - C_f)",
            "%",
            "Just above the eutectoid temperature, the lever rule gives the share of austenite, which "
            "becomes pearlite,",
            symbol="W_{p}",
            digits=5,
        )
        work.step("w_f", "1 - w_p", "%", "The rest is proeutectoid ferrite,", symbol=r"W_{\alpha'}", digits=5)
        work.step(
            "w_a",
            "(C_c - C_0) / (C_c - C_f)",
            "%",
            "Below it, ferrite is in all",
            symbol=r"W_{\alpha}",
            digits=5,
        )
        work.step("w", "w_a - w_f", "%", "What exceeds the proeutectoid ferrite is in the pearlite,")
        pearlite = fractions(ferrite, e, c)[1]
        return work.draft(
            rng.choice(
                (
                    "A steel with {C_0} of carbon by mass cools slowly from austenite to just below the "
                    "eutectoid temperature. Ferrite holds {C_f}, cementite {C_c} and the eutectoid {C_e} of "
                    "carbon. What percentage of the steel's mass is ferrite within the "
                    "pearlite (eutectoid ferrite)?",
                    "Find the mass fraction of eutectoid ferrite, in per cent of the whole, in a slowly "
                    "cooled steel with {C_0} of carbon. The contents of carbon are {C_f} in ferrite, {C_c} "
                    "in cementite and {C_e} in the eutectoid.",
                )
            ),
            "The mass fraction of eutectoid ferrite is",
            second=100 * pearlite * fractions(ferrite, cementite, e)[0],
        )
    a = work.given("C_a", "18.3", "%", "tin in the lead-rich phase", symbol=r"C_{\alpha}")
    e = work.given("C_e", "61.9", "%", "tin of the eutectic")
    b = work.given("C_b", "97.8", "%", "tin in the tin-rich phase", symbol=r"C_{\beta}")
    c = work.given("C_0", between(rng, 25, 55, "0.5"), "%", "tin in the solder")
    work.step(
        "w_e",
        "(C_0 - C_a) / (C_e - C_a)",
        "%",
        "Just above the eutectic temperature, the lever rule gives the share of the melt, which becomes the "
        "eutectic,",
        symbol="W_{e}",
        digits=5,
    )
    work.step(
        "w_1", "1 - w_e", "%", "The rest is the primary lead-rich phase,", symbol=r"W_{\alpha'}", digits=5
    )
    work.step(
        "w_a",
        "(C_b - C_0) / (C_b - C_a)",
        "%",
        "Below it, the lead-rich phase is in all",
        symbol=r"W_{\alpha}",
        digits=5,
    )
    work.step("w", "w_a - w_1", "%", "What exceeds the primary phase is in the eutectic,")
    eutectic = fractions(a, e, c)[1]
    return work.draft(
        rng.choice(
            (
                "A lead-tin solder with {C_0} of tin by mass solidifies in equilibrium. At the eutectic "
                "temperature, the lead-rich phase holds {C_a}, the eutectic {C_e} and the tin-rich phase "
                "{C_b} of tin. What percentage of the solder's mass is the "
                "lead-rich phase within the eutectic, just below this temperature?",
                "The eutectic of lead and tin has {C_e} of tin by mass; the two phases in it have {C_a} and "
                "{C_b}. A solder with {C_0} of tin has solidified slowly and is just below the eutectic "
                "temperature. Find the mass fraction, in per cent of the whole, of the "
                "lead-rich phase that is part of the eutectic.",
            )
        ),
        "The mass fraction is",
        second=100 * eutectic * fractions(a, b, e)[0],
    )
