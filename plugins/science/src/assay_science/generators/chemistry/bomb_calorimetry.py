"""Heats of combustion in a bomb calorimeter."""

from __future__ import annotations

import random
from fractions import Fraction

from assay import Draft, generator
from assay_science.chemistry_tables import chemistry
from assay_science.masses import molar_mass
from assay_science.reactions import bare, molar, reaction
from assay_science.working import VERIFIERS, Working

_FUELS = (
    ("benzoic acid", "2 C6H5COOH(s) + 15 O2(g) -> 14 CO2(g) + 6 H2O(l)"),
    ("naphthalene", "C10H8(s) + 12 O2(g) -> 10 CO2(g) + 4 H2O(l)"),
    ("sucrose", "C12H22O11(s) + 12 O2(g) -> 12 CO2(g) + 11 H2O(l)"),
    ("glucose", "C6H12O6(s) + 6 O2(g) -> 6 CO2(g) + 6 H2O(l)"),
    ("ethanol", "C2H5OH(l) + 3 O2(g) -> 2 CO2(g) + 3 H2O(l)"),
    ("octane", "2 C8H18(l) + 25 O2(g) -> 16 CO2(g) + 18 H2O(l)"),
    ("benzene", "2 C6H6(l) + 15 O2(g) -> 12 CO2(g) + 6 H2O(l)"),
    ("toluene", "C7H8(l) + 9 O2(g) -> 7 CO2(g) + 4 H2O(l)"),
    ("methanol", "2 CH3OH(l) + 3 O2(g) -> 2 CO2(g) + 4 H2O(l)"),
    ("hexane", "2 C6H14(l) + 19 O2(g) -> 12 CO2(g) + 14 H2O(l)"),
)


def _combustion(text: str) -> tuple[str, float, Fraction]:
    """The fuel, its enthalpy of combustion in kJ/mol by the table, and the change in moles of gas for each mole."""
    equation = reaction(text)
    fuel = next(iter(equation.left))
    table = chemistry()["thermo"]
    total = sum(equation.coefficient(s) * float(table[s][1]) for s in (*equation.left, *equation.right))
    gases = sum(equation.coefficient(s) for s in (*equation.left, *equation.right) if s.endswith("(g)"))
    return fuel, total / equation.left[fuel], Fraction(gases, equation.left[fuel])


@generator("science.bomb_calorimetry", verifiers=VERIFIERS, min_step_coverage=1.0)
def bomb_calorimetry(rng: random.Random, difficulty: int) -> Draft:
    """Calorimetry at constant volume.

    1: the heat from heat capacity and rise in temperature. 2: the heat for a gram of fuel. 3: the energy of
    combustion for a mole. 4: the same after a calibration with benzoic acid. 5: the enthalpy of combustion, with
    the work of the gases.
    """
    work = Working()
    name, text = rng.choice(_FUELS)
    fuel, enthalpy, gases = _combustion(text)
    if (difficulty == 5 and not gases) or (difficulty == 4 and name == "benzoic acid"):
        return bomb_calorimetry(rng, difficulty)
    M = molar(work, "M", fuel) if difficulty > 2 else 1.0
    per_gram = -(enthalpy - float(gases) * 8.314e-3 * 298.15) / molar_mass(bare(fuel))
    capacity = rng.uniform(5, 13)
    mass = rng.uniform(0.5, 1.4)
    rise = per_gram * mass / capacity
    start = rng.uniform(20, 26)
    texts = {"A": name}
    C = 0.0
    m = work.given("m", f"{mass:.3f}", "g", f"mass of {name}") if difficulty > 1 else 0.0
    if difficulty == 4:
        reference = 26.4  # kJ/g, as benzoic acid has it
        b = work.given(
            "m_b", f"{rng.uniform(0.7, 1.3):.3f}", "g", "mass of benzoic acid", symbol=r"m_{\mathrm{b}}"
        )
        h = work.given("h_b", "26.43", "kJ/g", "heat of combustion of benzoic acid", symbol=r"h_{\mathrm{b}}")
        d = work.given(
            "dT_b",
            f"{reference * b / capacity:.3f}",
            "K",
            "rise with benzoic acid",
            symbol=r"\Delta T_{\mathrm{b}}",
        )
        work.step("C", "h_b * m_b / dT_b", "kJ/K", "The calibration gives the heat capacity")
        C = h * b / d
    else:
        C = work.given("C", f"{capacity:.3f}", "kJ/K", "heat capacity of the calorimeter")
    if difficulty == 4:
        rises = work.given("dT", f"{rise:.3f}", "K", "rise in temperature")
    else:
        t1 = work.given("t_1", f"{start:.2f}", "°C", "temperature before")
        t2 = work.given("t_2", f"{start + rise:.2f}", "°C", "temperature after")
        work.step("dT", "t_2 - t_1", "K", "The temperature changes by")
        rises = t2 - t1
    work.step("q", "C * dT", "kJ", "The heat set free is", digits=5)
    if difficulty == 1:
        asks: tuple[str, ...] = (
            "A bomb calorimeter has a heat capacity of {C}. When a sample of {A} burns in it, the temperature rises from {t_1} to {t_2}. How much heat is set free, in kJ?",
            "Some {A} is burnt in a bomb calorimeter ({C}), which warms up from {t_1} to {t_2}. Calculate the heat of the combustion in kJ.",
            "Find the heat in kJ that a combustion of {A} gives off in a calorimeter with a total heat capacity of {C}, if its temperature goes from {t_1} to {t_2}.",
        )
        return work.draft(rng.choice(asks), "The heat is", second=float(C * t2 - C * t1), texts=texts)
    if difficulty == 2:
        work.step("h", "q / m", "kJ/g", "For each gram, that is")
        asks = (
            "In a bomb calorimeter with a heat capacity of {C}, {m} of {A} burn, and the temperature rises from {t_1} to {t_2}. What is the heat of combustion, in kJ/g?",
            "A sample of {m} of {A} warms a bomb calorimeter ({C}) from {t_1} to {t_2} when it burns. Calculate the heat set free in kJ per gram.",
            "Find the heat of combustion of {A} in kJ/g: {m} of it raise the temperature of a calorimeter with a heat capacity of {C} from {t_1} to {t_2}.",
        )
        return work.draft(rng.choice(asks), "The heat of combustion is", second=C / m * rises, texts=texts)
    work.step("n", "m / M", "mol", f"The amount of {name} is")
    if difficulty < 5:
        work.step("dU", "-(q / n)", "kJ/mol", "For a mole, at constant volume, the energy changes by")
    else:
        work.step("q_m", "q / n", "kJ/mol", "For a mole, at constant volume, the heat set free is", digits=6)
    second = -C * rises * M / m
    if difficulty < 5:
        tail = (
            ""
            if difficulty == 3
            else " Before, {m_b} of benzoic acid, with a heat of combustion of {h_b}, made it warmer by {dT_b}."
        )
        asks = (
            "In a bomb calorimeter with a heat capacity of {C}, {m} of {A} burn, and the temperature rises from {t_1} to {t_2}. What is the molar energy of combustion, ΔU, in kJ/mol?",
            "A sample of {m} of {A} warms a bomb calorimeter ({C}) from {t_1} to {t_2} when it burns. Calculate ΔU of the combustion in kJ/mol.",
            "Find ΔU of the combustion of {A} in kJ/mol: {m} of it raise the temperature of a calorimeter with a heat capacity of {C} from {t_1} to {t_2}.",
        )
        if difficulty == 4:
            asks = (
                "In a bomb calorimeter, {m} of {A} raise the temperature by {dT} when they burn."
                + tail
                + " What is the molar energy of combustion of {A}, ΔU, in kJ/mol?",
                "A bomb calorimeter is calibrated: {m_b} of benzoic acid (heat of combustion {h_b}) warm it by {dT_b}. Then {m} of {A} are burnt, and it gets warmer by {dT}. Calculate ΔU for the combustion of {A} in kJ/mol.",
                "The combustion of {m_b} of benzoic acid, which gives off {h_b}, raises the temperature of a calorimeter by {dT_b}; that of {m} of {A} raises it by {dT}. Find ΔU of the combustion of {A} in kJ/mol.",
            )
        return work.draft(
            rng.choice(asks), "The molar energy of combustion is", second=second, texts=texts, digits=4
        )
    R = work.constant("R", "8.314", "J/(mol·K)")
    T = work.given("T", "298.15", "K", "temperature")
    size = f"{abs(gases.numerator)} * R * T{f' / {gases.denominator}' if gases.denominator > 1 else ''}"
    because = f"The combustion of a mole changes the amount of gas by {_text(gases)} mol. For that, Δν·RT is"
    work.step("w", size if gases > 0 else f"-({size})", "kJ/mol", because, symbol="w", digits=5)
    work.step("dH", "-q_m + w", "kJ/mol", "At constant pressure, the enthalpy changes by")
    texts["equation"] = str(reaction(text))
    asks = (
        "In a bomb calorimeter with a heat capacity of {C}, {m} of {A} burn by {equation}, and the temperature rises from {t_1} to {t_2}. What is the molar enthalpy of combustion, ΔH, in kJ/mol? Take {T} for the temperature.",
        "A sample of {m} of {A} warms a bomb calorimeter ({C}) from {t_1} to {t_2} when it burns: {equation}. Calculate ΔH of the combustion of a mole of {A} in kJ/mol at {T}.",
        "Find ΔH of the combustion of {A} ({equation}), in kJ per mole of {A}: {m} of it raise the temperature of a bomb calorimeter with a heat capacity of {C} from {t_1} to {t_2}. Use {T} for the work of the gases.",
    )
    return work.draft(
        rng.choice(asks),
        "The molar enthalpy of combustion is",
        second=second + float(gases) * R * T / 1000,
        texts=texts,
        digits=4,
    )


def _text(value: Fraction) -> str:
    return f"{value.numerator}" if value.denominator == 1 else f"{value.numerator}/{value.denominator}"
