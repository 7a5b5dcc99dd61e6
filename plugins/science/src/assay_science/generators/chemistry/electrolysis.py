"""Electrolysis."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_science.reactions import molar, near, symbol
from assay_science.working import VERIFIERS, Working

_METALS = (
    ("Ag", "silver", 1, "silver nitrate solution"),
    ("Cu", "copper", 2, "copper(II) sulfate solution"),
    ("Zn", "zinc", 2, "zinc sulfate solution"),
    ("Ni", "nickel", 2, "nickel(II) sulfate solution"),
    ("Au", "gold", 3, "a gold(III) bath"),
    ("Cr", "chromium", 3, "a chromium(III) bath"),
    ("Sn", "tin", 2, "tin(II) chloride solution"),
    ("Cd", "cadmium", 2, "cadmium sulfate solution"),
    ("Co", "cobalt", 2, "cobalt(II) sulfate solution"),
    ("Pb", "lead", 2, "lead(II) nitrate solution"),
)
_MELTS = (
    ("Al", "aluminium", 3, "a melt with aluminium oxide"),
    ("Mg", "magnesium", 2, "molten magnesium chloride"),
    ("Na", "sodium", 1, "molten sodium chloride"),
    ("Ca", "calcium", 2, "molten calcium chloride"),
    ("Li", "lithium", 1, "molten lithium chloride"),
)
_GASES = (
    ("H2", "hydrogen", 2, "dilute sulfuric acid"),
    ("O2", "oxygen", 4, "dilute sulfuric acid"),
    ("Cl2", "chlorine", 2, "brine"),
)


@generator("science.electrolysis", verifiers=VERIFIERS, min_step_coverage=1.0)
def electrolysis(rng: random.Random, difficulty: int) -> Draft:
    """Faraday's laws.

    1: the mass that a charge deposits. 2: from current and time. 3: the time or the current for a mass. 4: the volume of
    a gas. 5: a plant with a current efficiency, and the energy that it uses.
    """
    work = Working()
    F = work.constant("F", "96485", "C/mol")
    formula, name, z, bath = rng.choice(_METALS if difficulty < 4 else _GASES if difficulty == 4 else _MELTS)
    texts = {"A": name, "bath": bath, "z": str(z)}
    count = f"{z} electron{'s' * (z > 1)}"
    if difficulty == 4:
        return _gas(rng, work, F, formula, name, z, bath)
    M = molar(work, "M", formula)
    if difficulty == 5:
        return _plant(rng, work, F, M, formula, name, z, bath)
    if difficulty == 3:
        m = work.given("m", near(0.1, 40, rng.random()), "g", f"mass of {name}")
        work.step("n", "m / M", "mol", f"The amount of {name} is", symbol=symbol("n", formula))
        work.step(
            "Q", f"{z} * n * F" if z > 1 else "n * F", "C", f"An ion takes up {count}, so the charge is"
        )
        charge = m / M * z * F
        if rng.random() < 0.5:
            current = work.given("I", near(0.2, 12, rng.random()), "A", "current")
            work.step("t", "Q / I", "min", "The time is")
            asks: tuple[str, ...] = (
                "How long, in minutes, must a current of {I} flow through {bath} to deposit {m} of {A}?",
                "A current of {I} passes through {bath}. In what time, in minutes, are {m} of {A} deposited?",
                "Find the time in minutes for the deposition of {m} of {A} from {bath} with {I}.",
            )
            return work.draft(rng.choice(asks), "The time is", second=charge / current / 60, texts=texts)
        t = work.given("t", f"{rng.randint(10, 240)}", "min", "time")
        work.step("I", "Q / t", "A", "The current is")
        asks = (
            "What current, in amperes, deposits {m} of {A} from {bath} in {t}?",
            "In {t}, {m} of {A} shall be deposited from {bath}. Calculate the current in amperes.",
            "Find the constant current, in A, that plates out {m} of {A} within {t} from {bath}.",
        )
        return work.draft(rng.choice(asks), "The current is", second=charge / (60 * t), texts=texts)
    if difficulty == 1:
        Q = work.given("Q", near(200, 90000, rng.random()), "C", "charge")
    else:
        current = work.given("I", near(0.2, 12, rng.random()), "A", "current")
        unit = rng.choice(("min", "h"))
        t = work.given(
            "t", f"{rng.randint(5, 180)}" if unit == "min" else f"{rng.uniform(0.5, 9):.2f}", unit, "time"
        )
        work.step("Q", "I * t", "C", "The charge is")
        Q = current * t * (60 if unit == "min" else 3600)
    work.step("n_e", "Q / F", "mol", "That is an amount of electrons of", symbol=r"n_{\mathrm{e}}")
    known = "n_e"
    if z > 1:
        work.step(
            "n",
            f"n_e / {z}",
            "mol",
            f"An ion takes up {count}, so the amount of {name} is",
            symbol=symbol("n", formula),
        )
        known = "n"
    work.step(
        "m",
        f"{known} * M",
        "g",
        "Its mass is" if z > 1 else "An ion takes up one electron. The mass of the metal is",
    )
    asks = (
        "What mass of {A}, in grams, is deposited from {bath} by a charge of {Q}?",
        "A charge of {Q} passes through {bath}. How many grams of {A} are deposited at the cathode?",
        "Calculate the mass of {A}, in grams, that {Q} deposit from {bath}.",
    )
    if difficulty == 2:
        asks = (
            "A current of {I} flows through {bath} for {t}. What mass of {A}, in grams, is deposited?",
            "How many grams of {A} does a current of {I} deposit from {bath} within {t}?",
            "An object is plated with {A} from {bath}, with {I} for {t}. Calculate the mass of {A} in grams.",
        )
    atoms = Q / 1.602176634e-19 / z  # charge by charge
    return work.draft(
        rng.choice(asks), f"The mass of {name} is", second=atoms * M / 6.02214076e23, rel=1e-5, texts=texts
    )


def _gas(rng: random.Random, work: Working, F: float, formula: str, name: str, z: int, bath: str) -> Draft:
    """The volume of a gas at an electrode."""
    R = work.constant("R", "8.314", "J/(mol·K)")
    current = work.given("I", near(0.3, 15, rng.random()), "A", "current")
    t = work.given("t", f"{rng.randint(10, 240)}", "min", "time")
    T = work.given("t_c", f"{rng.uniform(15, 35):.1f}", "°C", "temperature", symbol=r"\vartheta") + 273.15
    p = work.given("p", f"{rng.uniform(95, 106):.1f}", "kPa", "pressure")
    work.step("T", "t_c", "K", "In kelvins, the temperature is")
    work.step("Q", "I * t", "C", "The charge is")
    work.step("n_e", "Q / F", "mol", "That is an amount of electrons of", symbol=r"n_{\mathrm{e}}")
    work.step(
        "n",
        f"n_e / {z}",
        "mol",
        f"A molecule of {name} takes {z} electrons, so its amount is",
        symbol=symbol("n", formula),
    )
    work.step("V", "n * R * T / p", "L", "By the ideal gas law, the volume is")
    texts = {"A": name, "bath": bath}
    asks = (
        "A current of {I} flows through {bath} for {t}. What volume of dry {A}, in litres, is formed, measured at {t_c} and {p}?",
        "In the electrolysis of {bath} with {I}, how many litres of {A} ({t_c}, {p}) are set free within {t}?",
        "Calculate the volume of {A}, in litres at {t_c} and {p}, from an electrolysis of {bath} that runs for {t} with {I}.",
    )
    return work.draft(
        rng.choice(asks),
        f"The volume of {name} is",
        second=current * t * 60 * R * T / (z * F * p),
        texts=texts,
    )


def _plant(
    rng: random.Random, work: Working, F: float, M: float, formula: str, name: str, z: int, bath: str
) -> Draft:
    """A mass of metal by a current with an efficiency, or the energy for a mass."""
    eta = work.given("eta", f"{rng.uniform(82, 97):.1f}", "%", "current efficiency") / 100
    U = rng.uniform(4, 8)
    texts = {"A": name, "bath": bath}
    if rng.random() < 0.5:
        m = work.given("m", near(1, 900, rng.random()), "kg", f"mass of {name}")
        V = work.given("U", f"{U:.2f}", "V", "voltage")
        work.step("n", "m / M", "mol", f"The amount of {name} is", symbol=symbol("n", formula))
        work.step(
            "Q",
            f"{z} * n * F / eta" if z > 1 else "n * F / eta",
            "C",
            f"With {z} electron{'s' * (z > 1)} for each ion and the current efficiency, the charge is",
        )
        work.step("W", "Q * U", "kWh", "The energy is")
        asks: tuple[str, ...] = (
            "{Bath} is electrolysed at {U} with a current efficiency of {eta}. How much electrical energy, in kWh, is used for {m} of {A}?",
            "Calculate the energy, in kWh, that an electrolysis of {bath} at {U} uses for {m} of {A}, if the current efficiency is {eta}.",
            "A cell makes {A} from {bath} at a voltage of {U}. Its current efficiency is {eta}. Find the energy in kWh for {m} of {A}.",
        )
        texts["Bath"] = bath[0].upper() + bath[1:]
        second = m * 1000 / M * z * F / eta * V / 3.6e6
        return work.draft(rng.choice(asks), "The energy is", second=second, texts=texts)
    current = work.given("I", near(20, 300, rng.random()), "kA", "current")
    t = work.given("t", f"{rng.choice((8, 12, 24, 36, 48, 72))}.0", "h", "time")
    work.step("Q", "I * t", "C", "The charge is")
    work.step(
        "n_e",
        "eta * Q / F",
        "mol",
        "With the current efficiency, the useful amount of electrons is",
        symbol=r"n_{\mathrm{e}}",
    )
    known = "n_e"
    if z > 1:
        work.step(
            "n",
            f"n_e / {z}",
            "mol",
            f"An ion takes up {z} electrons, so the amount of {name} is",
            symbol=symbol("n", formula),
        )
        known = "n"
    work.step("m", f"{known} * M", "kg", f"The mass of {name} is")
    asks = (
        "A cell for the electrolysis of {bath} works with {I} and a current efficiency of {eta}. What mass of {A}, in kilograms, does it make in {t}?",
        "How many kilograms of {A} are won from {bath} in {t} with a current of {I}, if the current efficiency is {eta}?",
        "In a plant, {bath} is electrolysed with {I} for {t}. Calculate the mass of {A} in kilograms at a current efficiency of {eta}.",
    )
    return work.draft(
        rng.choice(asks),
        f"The mass of {name} is",
        second=eta * current * 1000 * t * 3600 * M / (z * F) / 1000,
        texts=texts,
    )
