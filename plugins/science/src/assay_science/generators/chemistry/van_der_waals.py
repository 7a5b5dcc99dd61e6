"""The van der Waals equation."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_science.chemistry_tables import chemistry
from assay_science.numerics import root
from assay_science.reactions import molar, near
from assay_science.working import VERIFIERS, Working, rounded


@generator("science.van_der_waals", verifiers=VERIFIERS, min_step_coverage=1.0)
def van_der_waals(rng: random.Random, difficulty: int) -> Draft:
    """The pressure or temperature of a gas by the van der Waals equation, its constants given.

    1: the pressure of an amount of gas at a temperature in kelvins. 2: the temperature in °C. 3: the pressure
    of a mass of gas. 4: the temperature at which a mass of gas has a pressure. 5: the compressibility factor.
    """
    work = Working()
    R = work.constant("R", "0.083145", "L·bar/(mol·K)")
    formula, (gas, a_text, b_text) = rng.choice(list(chemistry()["gases"].items()))
    a = work.given("a", a_text, "L²·bar/mol²", "van der Waals constant a")
    b = work.given("b", b_text, "L/mol", "van der Waals constant b")
    n = rng.uniform(0.5, 12)
    V = work.given("V", near(n * max(0.45, 5 * b), n * 6, rng.random()), "L", "volume")
    critical = 8 * a / (27 * R * b)  # above it, no pressure makes a gas liquid
    celsius = max(25.0, 1.05 * critical - 273.15) + rng.uniform(0, 120)
    texts = {"gas": gas, "vessel": rng.choice(("steel cylinder", "tank", "pressure vessel", "gas cylinder"))}
    constants = "a = {a} and b = {b}"
    if difficulty > 2:
        M = molar(work, "M", formula)
        mass = work.given("m", rounded(n * M, 3), "g", "mass of gas")
        n = mass / M
        amount = "{m}"
    else:
        n = work.given("n", rounded(n, 3), "mol", "amount of gas")
        amount = "{n}"
    if difficulty == 4:
        kelvins = celsius + 273.15
        p = work.given("p", rounded(n * R * kelvins / (V - n * b) - a * n * n / V**2, 3), "bar", "pressure")
        work.step("n", "m / M", "mol", "The amount of gas is")
        work.step(
            "p_i",
            "p + a * n**2 / V**2",
            "bar",
            "With the attraction between the molecules, the pressure counts as",
            symbol=r"p^{\prime}",
            digits=5,
        )
        work.step(
            "V_f", "V - n * b", "L", "Without their own volume, the space is", symbol=r"V^{\prime}", digits=5
        )
        work.step("T", "p_i * V_f / (n * R)", "K", "The van der Waals equation gives")
        asks: tuple[str, ...] = (
            "A {vessel} of {V} holds {m} of {gas} at a pressure of {p}. Use the van der Waals equation with a = {a} and b = {b} to find the temperature in kelvins.",
            "At what temperature, in kelvins, do {m} of {gas} in a volume of {V} have a pressure of {p}? Treat the gas as a van der Waals gas with a = {a} and b = {b}.",
            "The van der Waals constants of {gas} are a = {a} and b = {b}. What is the temperature, in kelvins, of {m} of the gas at {p} in a {vessel} of {V}?",
        )
        return work.draft(
            rng.choice(asks),
            "The temperature is",
            second=root(lambda T: _pressure(n, T, V, a, b, R) - p, 50, 3000),
            texts=texts,
        )
    if difficulty == 1:
        T = work.given("T", f"{celsius + 273:.0f}", "K", "temperature")
        warm = "{T}"
    else:
        T = work.given("t", f"{celsius:.1f}", "°C", "temperature") + 273.15
        work.step("T", "t", "K", "In kelvins, the temperature is")
        warm = "{t}"
    if difficulty > 2:
        work.step("n", "m / M", "mol", "The amount of gas is")
    work.step(
        "p_r",
        "n * R * T / (V - n * b)",
        "bar",
        "The repulsive term of the van der Waals equation is",
        symbol="p_{1}",
        digits=5,
    )
    work.step("p_a", "a * n**2 / V**2", "bar", "The attractive term is", symbol="p_{2}", digits=5)
    work.step("p", "p_r - p_a", "bar", "The pressure is their difference,")
    pressure = (n * R * T * V * V - a * n * n * (V - n * b)) / ((V - n * b) * V * V)
    asks = (
        f"A {{vessel}} of {{V}} holds {amount} of {{gas}} at {warm}. What is the pressure, in bar, by the van der Waals equation with {constants}?",
        f"Use the van der Waals equation ({constants}) to calculate the pressure, in bar, of {amount} of {{gas}} in a volume of {{V}} at {warm}.",
        f"The van der Waals constants of {{gas}} are {constants}. Find the pressure in bar if {amount} of it are kept in {{V}} at {warm}.",
    )
    if difficulty < 5:
        return work.draft(rng.choice(asks), "The pressure is", second=pressure, texts=texts)
    work.step("Z", "p * V / (n * R * T)", "", "The compressibility factor is")
    asks = (
        "A {vessel} of {V} holds {m} of {gas} at {t}. What is its compressibility factor Z = pV/(nRT) by the van der Waals equation with a = {a} and b = {b}?",
        "Treat {gas} as a van der Waals gas (a = {a}, b = {b}). Calculate the compressibility factor Z = pV/(nRT) of {m} of it in a volume of {V} at {t}.",
        "The van der Waals constants of {gas} are a = {a} and b = {b}. Find the compressibility factor, Z = pV/(nRT), of {m} of the gas in {V} at {t}.",
    )
    density = n / V
    return work.draft(
        rng.choice(asks),
        "The compressibility factor is",
        second=1 / (1 - b * density) - a * density / (R * T),
        texts=texts,
    )


def _pressure(n: float, T: float, V: float, a: float, b: float, R: float) -> float:
    return n * R * T / (V - n * b) - a * n * n / V**2
