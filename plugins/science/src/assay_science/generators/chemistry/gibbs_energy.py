"""Gibbs energies and equilibrium."""

from __future__ import annotations

import math
import random

from assay import Draft, generator
from assay_science.thermochemistry import data_given, listed, signed_sum, thermal_reactions, value
from assay_science.working import VERIFIERS, Working


@generator("science.gibbs_energy", verifiers=VERIFIERS, min_step_coverage=1.0)
def gibbs_energy(rng: random.Random, difficulty: int) -> Draft:
    """Entropy, Gibbs energy and the equilibrium constant.

    1: the Gibbs energy from enthalpy and entropy. 2: the entropy of a reaction from a table. 3: the equilibrium constant
    from Gibbs energies of formation. 4: the temperature at which a reaction becomes spontaneous. 5: the equilibrium
    constant at another temperature, from enthalpies and entropies of formation.
    """
    work = Working()
    equation = rng.choice(thermal_reactions(True))
    species = [*equation.left, *equation.right]
    texts = {"equation": str(equation)}
    enthalpy, entropy = (sum(equation.coefficient(s) * value(s, c) for s in species) for c in (1, 3))
    if difficulty == 1:
        H = work.given("dH", f"{enthalpy:.1f}", "kJ/mol", "enthalpy of the reaction")
        S = work.given("dS", f"{entropy:.1f}", "J/(mol·K)", "entropy of the reaction")
        T = work.given(
            "T", rng.choice(("298", "298.15", "310", "350", "400", "500", "650")), "K", "temperature"
        )
        if abs(H - T * S / 1000) < 3:
            return gibbs_energy(rng, difficulty)
        work.step("dG", "dH - T * dS", "kJ/mol", "The Gibbs energy of the reaction is")
        asks: tuple[str, ...] = (
            "The reaction {equation} has ΔH° = {dH} and ΔS° = {dS}. What is ΔG°, in kJ/mol, at {T}, if both do not change with temperature?",
            "Calculate ΔG° in kJ/mol at {T} for {equation}, with ΔH° = {dH} and ΔS° = {dS}.",
            "For {equation}, ΔH° is {dH} and ΔS° is {dS}. Find the standard Gibbs energy change in kJ/mol at {T}; ΔH° and ΔS° are taken as constant.",
        )
        return work.draft(
            rng.choice(asks),
            "The Gibbs energy change is",
            second=(1000 * H - T * S) / 1000,
            texts=texts,
            digits=4,
            absolute=0.3,
        )
    if difficulty == 2:
        names = data_given(work, species, 3, "S", "entropy")
        data = listed(names, "S°")
        work.step(
            "dS",
            signed_sum(equation, names),
            "J/(mol·K)",
            "Products less reactants, the entropy of the reaction is",
            digits=5,
        )
        asks = (
            f"What is the standard entropy change of {{equation}} at 298 K, in J/(mol·K)? {data}.",
            f"From {data}, calculate ΔS° of {{equation}} in J/(mol·K).",
            f"Find ΔS° in J/(mol·K) for {{equation}} with the standard entropies {data}.",
        )
        second = sum(equation.coefficient(s) * round(10 * value(s, 3)) for s in species) / 10
        return work.draft(
            rng.choice(asks), "The entropy change is", second=second, texts=texts, digits=4, absolute=0.5
        )
    R = 8.314 if difficulty == 4 else work.constant("R", "8.314", "J/(mol·K)")
    if difficulty == 3:
        gibbs = sum(equation.coefficient(s) * value(s, 2) for s in species)
        if not 4 < abs(gibbs) < 230:
            return gibbs_energy(rng, difficulty)
        names = data_given(work, species, 2, "G", "Gibbs energy of formation")
        data = listed(names, "ΔG_f°")
        T = work.given("T", "298.15", "K", "temperature")
        work.step(
            "dG",
            signed_sum(equation, names),
            "kJ/mol",
            "Products less reactants, the Gibbs energy of the reaction is",
            digits=5,
        )
        work.step(
            "x",
            "-(dG / (R * T))",
            "",
            "The natural logarithm of the equilibrium constant is",
            digits=7,
            symbol=r"\ln K",
        )
        work.step("K", "exp(x)", "", "So the equilibrium constant is")
        asks = (
            f"What is the equilibrium constant K of {{equation}} at {{T}}? {data}.",
            f"From {data}, calculate the thermodynamic equilibrium constant of {{equation}} at {{T}}.",
            f"Find K at {{T}} for {{equation}} with the Gibbs energies of formation {data}.",
        )
        second = 10 ** (-gibbs * 1000 / (R * T * math.log(10)))
        return work.draft(
            rng.choice(asks),
            "The equilibrium constant is",
            second=second,
            texts=texts,
            rel=1e-6,
            tolerance=0.02,
        )
    names = data_given(work, species, 1, "H", "enthalpy of formation")
    more = data_given(work, species, 3, "S", "entropy")
    data = f"{listed(names, 'ΔH_f°')}; {listed(more, 'S°')}"
    if difficulty == 4:
        if enthalpy * entropy <= 0 or not 250 < enthalpy / entropy * 1000 < 2300:
            return gibbs_energy(rng, difficulty)
        work.step(
            "dH",
            signed_sum(equation, names),
            "kJ/mol",
            "Products less reactants, the enthalpy of the reaction is",
            digits=5,
        )
        work.step("dS", signed_sum(equation, more), "J/(mol·K)", "Its entropy is", digits=5)
        work.step("T", "dH / dS", "K", "The Gibbs energy is zero at the temperature")
        texts["way"] = "above" if enthalpy > 0 else "below"
        asks = (
            f"{{Way}} which temperature, in kelvins, is {{equation}} spontaneous under standard conditions, if ΔH° and ΔS° do not change with temperature? {data}.",
            f"Estimate the temperature in kelvins at which ΔG° of {{equation}} changes its sign, with ΔH° and ΔS° taken as constant: {data}.",
            f"Find the temperature, in kelvins, {{way}} which {{equation}} is spontaneous under standard conditions. Take ΔH° and ΔS° as independent of temperature; {data}.",
        )
        texts["Way"] = texts["way"].capitalize()
        second = (
            math.fsum(equation.coefficient(s) * value(s, 1) for s in species)
            * 1000
            / math.fsum(equation.coefficient(s) * value(s, 3) for s in species)
        )
        return work.draft(rng.choice(asks), "The temperature is", second=second, texts=texts, digits=4)
    T = work.given("T", f"{rng.randint(32, 110) * 10}", "K", "temperature")
    exponent = -(enthalpy * 1000 - T * entropy) / (R * T)
    if abs(exponent) > 80 or abs(exponent) < 0.4 or len(species) > 4:
        return gibbs_energy(rng, difficulty)
    work.step(
        "dH",
        signed_sum(equation, names),
        "kJ/mol",
        "Products less reactants, the enthalpy of the reaction is",
        digits=5,
    )
    work.step("dS", signed_sum(equation, more), "J/(mol·K)", "Its entropy is", digits=5)
    work.step("dG", "dH - T * dS", "kJ/mol", "At this temperature, its Gibbs energy is", digits=7)
    work.step(
        "x",
        "-(dG / (R * T))",
        "",
        "The natural logarithm of the equilibrium constant is",
        digits=7,
        symbol=r"\ln K",
    )
    work.step("K", "exp(x)", "", "So the equilibrium constant is")
    asks = (
        f"Estimate the equilibrium constant K of {{equation}} at {{T}}, with ΔH° and ΔS° as at 298 K: {data}.",
        f"If ΔH° and ΔS° do not change with temperature, what is K of {{equation}} at {{T}}? {data}.",
        f"From {data}, calculate the equilibrium constant of {{equation}} at {{T}}; take ΔH° and ΔS° as constant.",
    )
    second = math.exp(entropy / R) * math.exp(-enthalpy * 1000 / (R * T))
    return work.draft(
        rng.choice(asks), "The equilibrium constant is", second=second, texts=texts, rel=1e-6, tolerance=0.02
    )
