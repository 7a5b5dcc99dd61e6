"""The ideal gas law."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_science.masses import molar_mass
from assay_science.working import VERIFIERS, Working, rounded

_GASES = {
    "nitrogen": "N2",
    "oxygen": "O2",
    "argon": "Ar",
    "helium": "He",
    "carbon dioxide": "CO2",
    "methane": "CH4",
    "neon": "Ne",
    "hydrogen": "H2",
    "xenon": "Xe",
    "sulfur hexafluoride": "SF6",
}
_VESSELS = ("flask", "steel cylinder", "glass bulb", "reaction vessel", "tank", "pressure vessel")


@generator("science.ideal_gas", verifiers=VERIFIERS, min_step_coverage=1.0)
def ideal_gas(rng: random.Random, difficulty: int) -> Draft:
    """Pressure, volume or mass of a gas by the ideal gas law, pV = nRT.

    1: the pressure, the temperature in kelvins. 2: the temperature in °C. 3: the volume at a pressure in
    atm, bar or mmHg. 4: the pressure of a mass of gas. 5: the mass that leaves a vessel that is heated.
    """
    work = Working()
    gas, vessel = rng.choice(list(_GASES)), rng.choice(_VESSELS)
    n, volume, celsius = rng.uniform(0.1, 3), rng.uniform(2, 40), rng.uniform(5, 95)
    texts = {"gas": gas, "vessel": vessel}
    R = work.constant("R", "8.314", "J/(mol·K)")
    V = work.given("V", rounded(volume, 3), "L", "volume") if difficulty != 3 else 0.0
    if difficulty == 1:
        n = work.given("n", rounded(n, 3), "mol", "amount of gas")
        T = work.given("T", f"{celsius + 273:.0f}", "K", "temperature")
    elif difficulty < 5:
        T = work.given("t", f"{celsius:.1f}", "°C", "temperature") + 273.15
        work.step("T", "t", "K", "In kelvins, the temperature is")
    if difficulty in (2, 3):
        n = work.given("n", rounded(n, 3), "mol", "amount of gas")
    if difficulty in (1, 2):
        work.step("p", "n * R * T / V", "kPa", "The ideal gas law gives")
        asked = rng.choice(
            (
                "A {V} {vessel} holds {n} of {gas} at {T}. What is the pressure of the gas, in kPa?",
                "{n} of {gas} are sealed in a {vessel} of {V} at {T}. Calculate the pressure in kPa.",
                "What pressure, in kPa, do {n} of {gas} exert in a {vessel} of {V} at {T}?",
            )
        )
        asked = asked if difficulty == 1 else asked.replace("{T}", "{t}")
        return work.draft(asked, "The pressure is", second=n * R * T / V, texts=texts)
    if difficulty == 3:
        unit, pascals, low, high = rng.choice(
            (("atm", 101325.0, 0.5, 8.0), ("bar", 1e5, 0.5, 8.0), ("mmHg", 101325 / 760, 400.0, 900.0))
        )
        p = work.given("p", rounded(rng.uniform(low, high), 3), unit, "pressure")
        work.step("V", "n * R * T / p", "L", "Solved for the volume, the ideal gas law gives")
        return work.draft(
            rng.choice(
                (
                    "What volume, in litres, do {n} of {gas} take up at {t} and {p}?",
                    "A balloon holds {n} of {gas} at {t} and a pressure of {p}. Find its volume in litres.",
                )
            ),
            "The volume is",
            second=n * R * T / (p * pascals) * 1000,
            rel=1e-5,  # the millimetre of mercury is 133.322387415 Pa, the torr 101325/760
            texts=texts,
        )
    mass = molar_mass(_GASES[gas])
    M = work.molar_mass("M", rounded(mass, 4), _GASES[gas])
    if difficulty == 4:
        m = work.given("m", rounded(n * mass, 3), "g", "mass of the gas")
        work.step("n", "m / M", "mol", f"With the molar mass of {gas}, the amount is")
        work.step("p", "n * R * T / V", "kPa", "The ideal gas law gives")
        return work.draft(
            rng.choice(
                (
                    "A {vessel} of {V} contains {m} of {gas} at {t}. What is the pressure in kPa?",
                    "{m} of {gas} are filled into an evacuated {vessel} of {V}. Find the pressure in kPa at {t}.",
                )
            ),
            "The pressure is",
            second=m / M * R * T / V,
            texts=texts,
        )
    p = work.given("p", rounded(rng.uniform(95, 105), 3), "kPa", "outside pressure")
    t1 = work.given("t_1", f"{rng.uniform(5, 30):.1f}", "°C", "temperature before")
    t2 = work.given("t_2", f"{rng.uniform(60, 200):.1f}", "°C", "temperature after")
    work.step("T_1", "t_1", "K", "Before, the temperature is")
    work.step("T_2", "t_2", "K", "After heating, it is")
    work.step("n_1", "p * V / (R * T_1)", "mol", "Before, the amount of gas inside is", digits=5)
    work.step("n_2", "p * V / (R * T_2)", "mol", "After heating, it is", digits=5)
    work.step("m", "(n_1 - n_2) * M", "g", "The gas that has left has the mass")
    return work.draft(
        "A {vessel} of {V} is open to the air, so that the pressure inside stays {p}. It is filled with {gas} at {t_1} "
        "and slowly heated to {t_2}. What mass of {gas} leaves it, in grams?",
        "The mass is",
        second=p * V * M / R * (t2 - t1) / ((t1 + 273.15) * (t2 + 273.15)),
        texts=texts,
    )
