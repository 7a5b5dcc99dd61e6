"""Heats of solution."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_science.chemistry_tables import chemistry
from assay_science.numerics import root
from assay_science.reactions import molar, near, printed
from assay_science.working import VERIFIERS, Working, rounded

_SALTS = (  # formula, name, ions
    ("NH4NO3", "ammonium nitrate", (("NH₄⁺", 1), ("NO₃⁻", 1))),
    ("KNO3", "potassium nitrate", (("K⁺", 1), ("NO₃⁻", 1))),
    ("KCl", "potassium chloride", (("K⁺", 1), ("Cl⁻", 1))),
    ("NaCl", "sodium chloride", (("Na⁺", 1), ("Cl⁻", 1))),
    ("NaOH", "sodium hydroxide", (("Na⁺", 1), ("OH⁻", 1))),
    ("KOH", "potassium hydroxide", (("K⁺", 1), ("OH⁻", 1))),
    ("LiCl", "lithium chloride", (("Li⁺", 1), ("Cl⁻", 1))),
    ("CaCl2", "calcium chloride", (("Ca²⁺", 1), ("Cl⁻", 2))),
    ("MgCl2", "magnesium chloride", (("Mg²⁺", 1), ("Cl⁻", 2))),
    ("NH4Cl", "ammonium chloride", (("NH₄⁺", 1), ("Cl⁻", 1))),
    ("MgSO4", "magnesium sulfate", (("Mg²⁺", 1), ("SO₄²⁻", 1))),
    ("NaNO3", "sodium nitrate", (("Na⁺", 1), ("NO₃⁻", 1))),
    ("AgNO3", "silver nitrate", (("Ag⁺", 1), ("NO₃⁻", 1))),
    ("Na2CO3", "sodium carbonate", (("Na⁺", 2), ("CO₃²⁻", 1))),
)


@generator("science.heat_of_solution", verifiers=VERIFIERS, min_step_coverage=1.0)
def heat_of_solution(rng: random.Random, difficulty: int) -> Draft:
    """What happens when a salt dissolves.

    1: the heat of an amount of salt. 2: the enthalpy of formation from that of solution. 3: the heat of a mass.
    4: the change of temperature of the water. 5: the mass of salt for a wanted change of temperature.
    """
    work = Working()
    formula, name, ions = rng.choice(_SALTS)
    data = chemistry()
    enthalpy = sum(n * float(data["ions"][ion][0]) for ion, n in ions) - float(
        data["thermo"][f"{formula}(s)"][1]
    )
    texts = {"A": name, "a": printed(formula)}
    if difficulty > 2 and abs(enthalpy) < 10:
        return heat_of_solution(rng, difficulty)
    if difficulty == 1:
        H = work.given("dH", f"{enthalpy:.1f}", "kJ/mol", "enthalpy of solution", symbol=r"\Delta H")
        n = work.given("n", near(0.02, 6, rng.random()), "mol", f"amount of {name}")
        work.step("q", "-(n * dH)" if enthalpy < 0 else "n * dH", "kJ", "The heat is", symbol="q")
        texts["how"] = "set free" if enthalpy < 0 else "taken up"
        asks: tuple[str, ...] = (
            "How much heat, in kJ, is {how} when {n} of {A}, {a}, dissolve in water? The enthalpy of solution is {dH}.",
            "The enthalpy of solution of {A} ({a}) is {dH}. Calculate the heat in kJ that is {how} when {n} of it dissolve in much water.",
            "Find the heat, in kJ, that is {how} by {n} of {A} ({a}) in dissolving, with an enthalpy of solution of {dH}.",
        )
        return work.draft(rng.choice(asks), "The heat is", second=abs(1000 * H * n) / 1000, texts=texts)
    solid = data["thermo"][f"{formula}(s)"][1]
    if difficulty > 2:
        work.given(
            "H_s",
            solid,
            "kJ/mol",
            f"enthalpy of formation of {printed(formula)}(s)",
            symbol=r"H_{\mathrm{solid}}",
        )
    parts = []
    for n, (ion, count) in enumerate(ions, start=1):
        work.given(
            f"H_{n}",
            data["ions"][ion][0],
            "kJ/mol",
            f"enthalpy of formation of {ion}(aq)",
            symbol=rf"H_{{{n}}}",
        )
        parts.append(f"{count} * H_{n}" if count > 1 else f"H_{n}")
    ions_listed = ", ".join(f"ΔH_f°[{ion}(aq)] = {{H_{n}}}" for n, (ion, _) in enumerate(ions, start=1))
    if difficulty == 2:
        shown = f"{enthalpy + rng.uniform(-2, 2):.2f}"
        measured = work.given("dH", shown, "kJ/mol", "measured enthalpy of solution", symbol=r"\Delta H")
        because = "The dissolved ions less the solid have the enthalpy of solution, so that the solid has"
        work.step(
            "H_s", f"{' + '.join(parts)} - dH", "kJ/mol", because, digits=5, symbol=r"H_{\mathrm{solid}}"
        )
        asks = (
            f"In a calorimeter, the enthalpy of solution of {{A}}, {{a}}, is found to be {{dH}}. What is its standard enthalpy of formation, in kJ/mol? {ions_listed}.",
            f"From {ions_listed} and a measured enthalpy of solution of {{dH}}, calculate the enthalpy of formation of solid {{A}} ({{a}}) in kJ/mol.",
            f"Find ΔH_f° of solid {{A}} ({{a}}) in kJ/mol, if {{dH}} is its enthalpy of solution and {ions_listed}.",
        )
        tenths = sum(n * round(10 * float(data["ions"][ion][0])) for ion, n in ions) - 10 * measured
        return work.draft(
            rng.choice(asks), "The enthalpy of formation is", second=tenths / 10, texts=texts, digits=4
        )
    work.step(
        "dH",
        f"{' + '.join(parts)} - H_s",
        "kJ/mol",
        "The dissolved ions less the solid, the enthalpy of solution is",
        digits=5,
        symbol=r"\Delta H",
    )
    listed = f"ΔH_f°[{printed(formula)}(s)] = {{H_s}}, " + ", ".join(
        f"ΔH_f°[{ion}(aq)] = {{H_{n}}}" for n, (ion, _) in enumerate(ions, start=1)
    )
    M = molar(work, "M", formula)
    how = "set free" if enthalpy < 0 else "taken up"
    texts["how"] = how
    sign = "-" if enthalpy < 0 else ""
    if difficulty == 3:
        m = work.given("m", near(1, 400, rng.random()), "g", f"mass of {name}")
        work.step("n", "m / M", "mol", f"The amount of {name} is")
        work.step("q", f"{sign}(n * dH)" if sign else "n * dH", "kJ", f"The heat that is {how} is")
        asks = (
            f"How much heat, in kJ, is {{how}} when {{m}} of {{A}}, {{a}}, dissolve in water? {listed}.",
            f"When {{m}} of {{A}} ({{a}}) dissolve in much water, heat is {{how}}. Calculate it in kJ from {listed}.",
            f"Find the heat in kJ that is {{how}} in the dissolution of {{m}} of {{A}} ({{a}}), with {listed}.",
        )
        return work.draft(
            rng.choice(asks), "The heat is", second=abs(enthalpy) * m / M, texts=texts, rel=1e-6
        )
    c = work.given("c", "4.18", "J/(g·K)", "specific heat of the solution")
    W = work.given("m_w", f"{rng.uniform(100, 500):.0f}", "g", "mass of water", symbol=r"m_{\mathrm{w}}")
    if difficulty == 4:
        size = min(0.05 * W / abs(enthalpy), 0.1 * W / M) * rng.uniform(0.4, 1.4)
        m = work.given("m", rounded(size * M, 3), "g", f"mass of {name}")
        work.step("n", "m / M", "mol", f"The amount of {name} is")
        work.step("q", f"{sign}(n * dH)" if sign else "n * dH", "J", f"The heat that is {how} is")
        work.step("dT", "q / (c * (m_w + m))", "K", "The temperature of the solution changes by")
        texts["rise"] = "rise" if enthalpy < 0 else "fall"
        asks = (
            f"By how many kelvins does the temperature {{rise}} when {{m}} of {{A}}, {{a}}, dissolve in {{m_w}} of water in an insulated cup? {listed}; the solution has a specific heat of {{c}}.",
            f"In {{m_w}} of water, {{m}} of {{A}} ({{a}}) are dissolved without exchange of heat with the surroundings. Calculate the {{rise}} in temperature in kelvins from {listed} and a specific heat of {{c}} of the solution.",
            f"A pack holds {{m}} of {{A}} ({{a}}) and {{m_w}} of water. Find the {{rise}} in temperature, in K, when they mix (specific heat of the solution {{c}}; {listed}).",
        )
        second = abs(enthalpy) * 1000 * m / M / (c * (W + m))
        return work.draft(rng.choice(asks), "The change of temperature is", second=second, texts=texts)
    rise = f"{rng.uniform(3, 15):.1f}"
    dT = work.given("dT", rise, "K", "change of temperature that is wanted")
    work.step(
        "h",
        f"{sign}(dH / M)" if sign else "dH / M",
        "J/g",
        f"For each gram of {name}, the heat that is {how} is",
        digits=6,
    )
    work.step(
        "m",
        "c * m_w * dT / (h - c * dT)",
        "g",
        "A mass m of it gives off or takes up the heat that changes the temperature of solute and water alike. Solved for the mass,",
    )
    texts["A_"] = name
    texts["rise"] = "warm" if enthalpy < 0 else "cool"
    asks = (
        f"What mass of {{A}}, {{a}}, in grams, must dissolve in {{m_w}} of water to {{rise}} the solution by {{dT}}? {listed}; the specific heat of the solution is {{c}}, and no heat is lost.",
        f"A pack is to {{rise}} by {{dT}} when {{A}} ({{a}}) mixes with {{m_w}} of water. Calculate the mass of {{A_}} in grams from {listed} and a specific heat of {{c}} of the solution.",
        f"Find the mass of {{A}} ({{a}}), in grams, that changes the temperature of {{m_w}} of water by {{dT}} when it dissolves (specific heat of the solution {{c}}; {listed}).",
    )
    second = root(lambda m: m / M * abs(enthalpy) * 1000 - c * (W + m) * dT, 0, 5 * W)
    if second > 0.6 * W:
        return heat_of_solution(rng, difficulty)
    return work.draft(rng.choice(asks), f"The mass of {name} is", second=second, texts=texts, rel=1e-6)
