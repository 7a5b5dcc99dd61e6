"""Dilution."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_science.reactions import molar, near, printed
from assay_science.working import VERIFIERS, Working, rounded

_STOCKS = (
    "hydrochloric acid",
    "nitric acid",
    "sodium hydroxide",
    "glucose",
    "sodium chloride",
    "potassium permanganate",
    "copper(II) sulfate",
    "ammonia",
    "acetic acid",
    "caffeine",
    "EDTA",
)
_MOST = {
    "caffeine": 0.1,
    "potassium permanganate": 0.3,
    "copper(II) sulfate": 1.2,
    "EDTA": 0.5,
    "glucose": 3,
    "sodium chloride": 5,
}
_FLASKS = (50, 100, 200, 250, 500, 1000)
_CONCENTRATED = (("HCl", "hydrochloric acid", "37.0", "1.19"), ("HNO3", "nitric acid", "68.0", "1.41"), ("H2SO4", "sulfuric acid", "96.0", "1.84"), ("H3PO4", "phosphoric acid", "85.0", "1.69"), ("NH3", "ammonia solution", "28.0", "0.90"), ("HClO4", "perchloric acid", "70.0", "1.67"), ("CH3COOH", "acetic acid", "99.7", "1.05"))  # fmt: skip


@generator("science.dilution", verifiers=VERIFIERS, min_step_coverage=1.0)
def dilution(rng: random.Random, difficulty: int) -> Draft:
    """Solutions that are diluted.

    1: the concentration after a dilution. 2: the volume of stock solution that is needed, or of water. 3: the
    volume of a concentrated reagent of known mass percentage and density. 4: a series of like dilutions.
    5: two portions of different concentration are mixed and diluted.
    """
    work = Working()
    name = rng.choice(_STOCKS)
    texts = {"A": name}
    scale = _MOST.get(name, 6)
    if difficulty in (1, 2):
        flask = rng.choice(_FLASKS)
        c = work.given(
            "c_1", near(0.1 * scale, scale, rng.random()), "mol/L", "concentration of the stock solution"
        )
        if difficulty == 1:
            V = work.given(
                "V_1",
                rng.choice((f"{rng.choice((5, 10, 20, 25, 50)):.1f}", f"{rng.uniform(2, 0.6 * flask):.1f}"))
                if flask > 60
                else f"{rng.uniform(2, 30):.1f}",
                "mL",
                "volume taken",
            )
            W = work.given("V_2", f"{flask:.1f}", "mL", "volume after the dilution")
            work.step("n", "c_1 * V_1", "mol", f"The volume that is taken holds an amount of {name} of")
            work.step("c_2", "n / V_2", "mol/L", "After the dilution, the concentration is")
            asks: tuple[str, ...] = (
                "A volume of {V_1} of a {c_1} solution of {A} is diluted to {V_2}. What is the new concentration in mol/L?",
                "With a pipette, {V_1} of {c_1} {A} solution are put into a volumetric flask, which is filled up to {V_2}. Find the concentration in mol/L.",
                "What is the concentration, in mol/L, if water is added to {V_1} of a {c_1} solution of {A} to make {V_2}?",
                "A student dilutes {V_1} of a stock solution of {A} ({c_1}) to a total of {V_2}. Calculate the concentration of the dilute solution in mol/L.",
            )
            return work.draft(rng.choice(asks), "The concentration is", second=c * V / W, texts=texts)
        d = work.given("c_2", rounded(c * rng.uniform(0.02, 0.7), 3), "mol/L", "concentration that is wanted")
        W = work.given(
            "V_2", f"{rng.choice((flask, rng.randint(40, 990))):.0f}", "mL", "volume that is wanted"
        )
        work.step("n", "c_2 * V_2", "mol", f"The dilute solution holds an amount of {name} of")
        work.step("V_1", "n / c_1", "mL", "That is in a volume of the stock solution of")
        if rng.random() < 0.6:
            asks = (
                "What volume of a {c_1} stock solution of {A}, in millilitres, is needed to make {V_2} of a {c_2} solution?",
                "A technician needs {V_2} of {c_2} {A} and has a stock solution of {c_1}. How many millilitres of the stock solution must be diluted?",
                "How many millilitres of {c_1} {A} give {V_2} of a solution of {c_2} when they are diluted?",
            )
            return work.draft(
                rng.choice(asks), "The volume of stock solution is", second=d * W / c, texts=texts
            )
        work.step(
            "V_w",
            "V_2 - V_1",
            "mL",
            "If the volumes add up, the water has a volume of",
            symbol=r"V_{\mathrm{w}}",
        )
        asks = (
            "A {c_1} solution of {A} shall be diluted to give {V_2} of a {c_2} solution. What volume of water, in millilitres, is added, if volumes are additive?",
            "How many millilitres of water are used to make {V_2} of a {c_2} solution from {c_1} {A}? Take volumes as additive.",
            "To prepare {V_2} of {c_2} {A}, a stock solution of {c_1} is mixed with water. Find the volume of water in millilitres, assuming that volumes add up.",
        )
        return work.draft(rng.choice(asks), "The volume of water is", second=W - d * W / c, texts=texts)
    if difficulty == 3:
        formula, name, part, density = rng.choice(_CONCENTRATED)
        M = molar(work, "M", formula)
        c = work.given("c", near(0.05, 2.5, rng.random()), "mol/L", "concentration that is wanted")
        V = work.given(
            "V",
            f"{rng.choice((0.25, 0.5, 1.0, 2.0, 2.5, 5.0, round(rng.uniform(0.3, 6), 2))):.2f}",
            "L",
            "volume that is wanted",
        )
        w, rho = (
            work.given("w", part, "%", "mass percentage") / 100,
            work.given("rho", density, "g/mL", "density"),
        )
        work.step("n", "c * V", "mol", f"The amount of {printed(formula)} is")
        work.step("m", "n * M", "g", "Its mass is")
        work.step(
            "m_s", "m / w", "g", "That is in a mass of the concentrated reagent of", symbol=r"m_{\mathrm{s}}"
        )
        work.step("V_s", "m_s / rho", "mL", "Its volume is", symbol=r"V_{\mathrm{s}}")
        asks = (
            "What volume of concentrated {A} (mass fraction {w}, density {rho}), in millilitres, is needed to make {V} of a {c} solution of {formula}?",
            "Concentrated {A} with a mass percentage of {w} of {formula} has a density of {rho}. How many millilitres of it must be diluted to obtain {V} of a {c} solution of {formula}?",
            "A laboratory prepares {V} of {formula} with a concentration of {c} from concentrated {A} (mass fraction {w}, density {rho}). Calculate the volume of the concentrated reagent in millilitres.",
        )
        return work.draft(
            rng.choice(asks),
            "The volume of concentrated reagent is",
            second=c * V * M / w / rho,
            texts={"A": name, "formula": printed(formula)},
        )
    if difficulty == 4:
        c = work.given(
            "c_0",
            near(0.1 * scale, scale, rng.random()),
            "mol/L",
            "concentration of the stock solution",
            symbol="c_{0}",
        )
        small, large = rng.choice(
            (
                (1, 10),
                (5, 50),
                (10, 100),
                (5, 100),
                (2, 20),
                (10, 250),
                (5, 25),
                (20, 100),
                (25, 100),
                (20, 250),
                (2, 25),
                (1, 25),
            )
        )
        V = work.given("V_1", f"{small:.2f}", "mL", "volume taken each time")
        W = work.given("V_2", f"{large:.1f}", "mL", "volume after each dilution")
        times = rng.choice((3, 4, 5) if large / small < 21 else (2, 3))
        unit = "µmol/L" if c * (V / W) ** times < 1e-3 else "mmol/L"
        work.step("f", "V_2 / V_1", "", "Each dilution is by the factor")
        last = "c_0"
        for n in range(1, times + 1):
            work.step(
                f"c_{n}",
                f"{last} / f",
                unit if n == times else "mol/L",
                f"After dilution {n} the concentration is",
            )
            last = f"c_{n}"
        asks = (
            "From a {c_0} solution of {A}, {V_1} are diluted to {V_2}. The same is done with the dilute solution, {count} times in all. What is the final concentration, in {unit}?",
            "A serial dilution of {A} starts with {c_0}. In each of {count} steps, {V_1} of the solution before are made up to {V_2}. Find the concentration after the last step in {unit}.",
            "In a dilution series with {count} steps, each takes {V_1} of the previous solution to a total of {V_2}. The first solution is {c_0} {A}. Calculate the last concentration in {unit}.",
        )
        words = {2: "two", 3: "three", 4: "four", 5: "five"}
        factor = 1e6 if unit == "µmol/L" else 1e3
        return work.draft(
            rng.choice(asks),
            "The concentration is",
            second=c * (V / W) ** times * factor,
            texts=texts | {"count": words[times], "unit": unit},
        )
    c = work.given("c_1", near(0.1 * scale, scale, rng.random()), "mol/L", "first concentration")
    d = work.given("c_2", rounded(c * rng.uniform(0.1, 0.8), 3), "mol/L", "second concentration")
    V = work.given("V_1", f"{rng.uniform(10, 60):.1f}", "mL", "first volume")
    W = work.given("V_2", f"{rng.uniform(10, 90):.1f}", "mL", "second volume")
    X = work.given("V_3", f"{rng.choice((200, 250, 500, 1000)):.0f}", "mL", "volume of the flask")
    Y = work.given("V_4", f"{rng.choice((5, 10, 20, 25)):.2f}", "mL", "volume taken of the mixture")
    Z = work.given("V_5", f"{rng.choice((50, 100, 250)):.1f}", "mL", "last volume")
    work.step("n_1", "c_1 * V_1", "mol", f"The first solution brings an amount of {name} of")
    work.step("n_2", "c_2 * V_2", "mol", "The second brings")
    work.step("c_3", "(n_1 + n_2) / V_3", "mol/L", "In the flask, the concentration is")
    work.step("c_4", "c_3 * V_4 / V_5", "mol/L", "After the second dilution, it is")
    asks = (
        "In a volumetric flask, {V_1} of {c_1} {A} and {V_2} of {c_2} {A} are mixed and made up to {V_3}. Of this mixture {V_4} are diluted to {V_5}. What is the final concentration in mol/L?",
        "Two solutions of {A}, {V_1} of {c_1} and {V_2} of {c_2}, are combined and filled up to {V_3} with water; then {V_4} of the result are made up to {V_5}. Find the concentration in mol/L.",
        "A student mixes {V_1} of a {c_1} solution of {A} with {V_2} of a {c_2} one, adds water to {V_3}, and dilutes {V_4} of that to {V_5}. Calculate the concentration in mol/L.",
    )
    return work.draft(
        rng.choice(asks), "The concentration is", second=(c * V + d * W) / X * Y / Z, texts=texts
    )
