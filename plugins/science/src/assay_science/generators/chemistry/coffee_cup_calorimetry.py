"""Heats that are measured at constant pressure."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_science.chemistry_tables import chemistry
from assay_science.generators._draws import article, capital
from assay_science.numerics import root
from assay_science.reactions import molar
from assay_science.working import VERIFIERS, Working, rounded

_WATER = "4.18"
_SALTS = (  # formula, name, enthalpy of solution in kJ/mol: from the ions of the table
    ("NH4NO3", "ammonium nitrate", (("NH₄⁺", 1), ("NO₃⁻", 1))),
    ("KNO3", "potassium nitrate", (("K⁺", 1), ("NO₃⁻", 1))),
    ("KCl", "potassium chloride", (("K⁺", 1), ("Cl⁻", 1))),
    ("NaOH", "sodium hydroxide", (("Na⁺", 1), ("OH⁻", 1))),
    ("KOH", "potassium hydroxide", (("K⁺", 1), ("OH⁻", 1))),
    ("LiCl", "lithium chloride", (("Li⁺", 1), ("Cl⁻", 1))),
    ("CaCl2", "calcium chloride", (("Ca²⁺", 1), ("Cl⁻", 2))),
    ("MgCl2", "magnesium chloride", (("Mg²⁺", 1), ("Cl⁻", 2))),
    ("NH4Cl", "ammonium chloride", (("NH₄⁺", 1), ("Cl⁻", 1))),
    ("MgSO4", "magnesium sulfate", (("Mg²⁺", 1), ("SO₄²⁻", 1))),
)


def _solution_enthalpy(formula: str, ions: tuple[tuple[str, int], ...]) -> float:
    data = chemistry()
    return sum(n * float(data["ions"][ion][0]) for ion, n in ions) - float(data["thermo"][f"{formula}(s)"][1])


@generator("science.coffee_cup_calorimetry", verifiers=VERIFIERS, min_step_coverage=1.0)
def coffee_cup_calorimetry(rng: random.Random, difficulty: int) -> Draft:
    """Calorimetry at constant pressure.

    1: the heat that water takes up. 2: the final temperature of hot metal in water. 3: the specific heat of a metal.
    4: the enthalpy of neutralization. 5: the enthalpy of solution of a salt.
    """
    work = Working()
    heats = chemistry()["heats"]
    water = work.given("c_w", _WATER, "J/(g·K)", "specific heat of water", symbol=r"c_{\mathrm{w}}")
    if difficulty == 1:
        m = work.given("m", f"{rng.uniform(40, 900):.0f}", "g", "mass of water")
        low = rng.uniform(15, 28)
        t1 = work.given("t_1", f"{low:.1f}", "°C", "temperature before")
        t2 = work.given("t_2", f"{low + rng.uniform(2, 45):.1f}", "°C", "temperature after")
        work.step("dT", "t_2 - t_1", "K", "The temperature changes by")
        work.step("q", "c_w * m * dT", "kJ", "The heat is")
        asks: tuple[str, ...] = (
            "How much heat, in kJ, warms {m} of water from {t_1} to {t_2}? The specific heat of water is {c_w}.",
            "In a calorimeter, {m} of water are warmed from {t_1} to {t_2}. Calculate the heat in kJ that the water takes up (specific heat {c_w}).",
            "Find the heat in kJ that {m} of water give off when they cool from {t_2} to {t_1}. The specific heat of water is {c_w}.",
        )
        return work.draft(
            rng.choice(asks), "The heat is", second=water * m * t2 / 1000 - water * m * t1 / 1000, texts={}
        )
    if difficulty in (2, 3):
        metal = rng.choice([name for name in heats if name != "water"])
        c = float(heats[metal])
        M = work.given("m_w", f"{rng.uniform(60, 300):.1f}", "g", "mass of water", symbol=r"m_{\mathrm{w}}")
        m = work.given("m", f"{rng.uniform(25, 200):.1f}", "g", f"mass of {metal}")
        t1 = work.given("t_1", f"{rng.uniform(85, 100):.1f}", "°C", f"temperature of the {metal}")
        t2 = work.given("t_2", f"{rng.uniform(17, 26):.1f}", "°C", "temperature of the water")
        texts = {"metal": metal, "a_metal": capital(article(metal))}
        if difficulty == 2:
            c = work.given("c", heats[metal], "J/(g·K)", f"specific heat of {metal}")
            work.step("C_1", "c * m", "J/K", f"The heat capacity of the {metal} is")
            work.step("C_2", "c_w * m_w", "J/K", "That of the water is")
            work.step(
                "t",
                "t_2 + C_1 * (t_1 - t_2) / (C_1 + C_2)",
                "°C",
                "The heat that one gives off, the other takes up, so the final temperature is",
            )
            asks = (
                "{a_metal} block of {m} at {t_1} is put into {m_w} of water at {t_2}. What is the final temperature, in °C, if no heat is lost? (Specific heats: {c} for {metal}, {c_w} for water.)",
                "To {m_w} of water at {t_2}, {m} of {metal} at {t_1} are added. Calculate the final temperature in °C; the specific heats are {c_w} for water and {c} for {metal}, and the cup takes up no heat.",
                "Hot {metal} ({m}, {t_1}) is dropped into {m_w} of water of {t_2}. With specific heats of {c} and {c_w}, find the temperature in °C at which both end.",
            )
            second = root(lambda t: c * m * (t1 - t) - water * M * (t - t2), t2, t1)
            return work.draft(
                rng.choice(asks), "The final temperature is", second=second, absolute=0.15, texts=texts
            )
        final = (c * m * t1 + water * M * t2) / (c * m + water * M)
        t = work.given("t", f"{final:.2f}", "°C", "final temperature")
        if t - t2 < 1.2:
            return coffee_cup_calorimetry(rng, difficulty)
        work.step("dT", "t - t_2", "K", "The water gets warmer by")
        work.step("q", "c_w * m_w * dT", "J", "It takes up the heat")
        work.step("dt", "t_1 - t", "K", "The metal gets colder by", symbol=r"\Delta T^{\prime}")
        work.step("c", "q / (m * dt)", "J/(g·K)", "Its specific heat is")
        asks = (
            "A piece of metal of {m} at {t_1} is put into {m_w} of water at {t_2}; the final temperature is {t}. What is the specific heat of the metal, in J/(g·K)? (Water: {c_w})",
            "To find its specific heat, {m} of a metal are heated to {t_1} and dropped into {m_w} of water at {t_2}, which warms up to {t}. Calculate the result in J/(g·K), with {c_w} for water.",
            "A coffee-cup calorimeter holds {m_w} of water at {t_2}. With {m} of a metal of {t_1}, it comes to {t}. Find the specific heat of the metal in J/(g·K), if that of water is {c_w} and the cup takes up no heat.",
        )
        second = water * M * (t - t2) / m / (t1 - t)
        return work.draft(rng.choice(asks), "The specific heat is", second=second, texts=texts)
    if difficulty == 4:
        acid, base = rng.choice((("HCl", "NaOH"), ("HNO₃", "KOH"), ("HCl", "KOH"), ("HNO₃", "NaOH")))
        c = work.given("c", f"{rng.uniform(0.4, 2):.2f}", "mol/L", "concentration of both solutions")
        V = work.given("V", f"{rng.randint(25, 150)}.0", "mL", "volume of each solution")
        rho = work.given("rho", "1.00", "g/mL", "density")
        t1 = work.given("t_1", f"{rng.uniform(18, 25):.2f}", "°C", "temperature before")
        rise = 55.8 * c * V / (water * 2 * V) * rng.uniform(0.96, 1.02)
        t2 = work.given("t_2", f"{t1 + rise:.2f}", "°C", "temperature after")
        work.step("m", "2 * V * rho", "g", "The mass of the mixture is")
        work.step("dT", "t_2 - t_1", "K", "The temperature changes by")
        work.step("q", "c_w * m * dT", "kJ", "The heat set free is")
        work.step("n", "c * V", "mol", "The amount of water that forms is")
        work.step("dH", "-(q / n)", "kJ/mol", "The enthalpy of neutralization is")
        texts = {"A": acid, "B": base}
        asks = (
            "In a coffee-cup calorimeter, {V} of {A} and the same volume of {B}, both with a concentration of {c} and at {t_1}, are mixed. The temperature goes up to {t_2}. What is the enthalpy of neutralization, in kJ per mole of water formed? Take a density of {rho} and a specific heat of {c_w}.",
            "Equal volumes, {V} each, of {A} and {B} solution (both {c}, both at {t_1}) are mixed in an insulated cup, and the mixture has {t_2}. Calculate the molar enthalpy of neutralization in kJ/mol with a density of {rho} and a specific heat of {c_w} of the mixture.",
            "When {V} of {A} and {V2} of {B} of the same concentration, {c}, are mixed at {t_1}, the temperature becomes {t_2}. Find the enthalpy change in kJ per mole of water (density {rho}, specific heat {c_w}).".replace(
                "{V2}", "an equal volume"
            ),
        )
        second = -water * 2 * rho * (t2 - t1) / c
        return work.draft(rng.choice(asks), "The enthalpy of neutralization is", second=second, texts=texts)
    formula, name, ions = rng.choice(_SALTS)
    enthalpy = _solution_enthalpy(formula, ions)
    M = molar(work, "M", formula)
    W = work.given("m_w", f"{rng.uniform(80, 300):.1f}", "g", "mass of water", symbol=r"m_{\mathrm{w}}")
    n = min(0.04 * W / abs(enthalpy), 0.08 * W / M) * rng.uniform(0.5, 1.6)
    m = work.given("m", rounded(n * M, 3), "g", f"mass of {name}")
    t1 = work.given("t_1", f"{rng.uniform(18, 26):.2f}", "°C", "temperature before")
    change = -enthalpy * 1000 * m / M / (water * (W + m)) * rng.uniform(0.94, 1.0)
    t2 = work.given("t_2", f"{t1 + change:.2f}", "°C", "temperature after")
    work.step("dT", "t_2 - t_1", "K", "The temperature changes by")
    work.step("q", "c_w * (m_w + m) * dT", "kJ", "The solution takes up the heat", digits=5)
    work.step("n", "m / M", "mol", f"The amount of {name} is")
    work.step("dH", "-(q / n)", "kJ/mol", "The enthalpy of solution is")
    texts = {"A": name, "sign": "rises" if t2 > t1 else "falls"}
    asks = (
        "In a coffee-cup calorimeter, {m} of {A} are dissolved in {m_w} of water at {t_1}. The temperature {sign} to {t_2}. What is the enthalpy of solution, in kJ/mol? The specific heat of the solution is {c_w}.",
        "When {m} of {A} dissolve in {m_w} of water in an insulated cup, the temperature {sign} from {t_1} to {t_2}. Calculate the molar enthalpy of solution in kJ/mol, with a specific heat of {c_w} for the solution.",
        "A student adds {m} of {A} to {m_w} of water of {t_1} and reads {t_2} after stirring. Find the enthalpy of solution of the salt in kJ/mol. The solution has a specific heat of {c_w}, and no heat is lost.",
    )
    second = water * (W + m) * (t1 - t2) * M / m / 1000
    return work.draft(rng.choice(asks), "The enthalpy of solution is", second=second, texts=texts)
