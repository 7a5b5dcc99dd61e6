"""Gibbs energies and equilibrium."""

from __future__ import annotations

import math
import random

from assay import Draft, generator
from assay.evidence import read_number
from assay_science.numerics import root
from assay_science.reactions import near, printed
from assay_science.thermochemistry import data_given, listed, signed_sum, thermal_reactions, value
from assay_science.working import VERIFIERS, Working


@generator("science.gibbs_energy", verifiers=VERIFIERS, min_step_coverage=1.0)
def gibbs_energy(rng: random.Random, difficulty: int) -> Draft:
    """Entropy, Gibbs energy and the equilibrium constant.

    1: the Gibbs energy from enthalpy and entropy. 2: the entropy change of an amount, from a table. 3: the Gibbs
    energy at a reaction quotient. 4: the temperature for an equilibrium constant. 5: the equilibrium
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
        T = work.given("T", f"{rng.randint(280, 900)}", "K", "temperature")
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
        a = rng.choice(list(equation.left))
        n, count = (
            work.given("n", near(0.1, 8, rng.random()), "mol", f"amount of {printed(a)}"),
            equation.left[a],
        )
        work.step(
            "S",
            f"n * dS / {count}" if count > 1 else "n * dS",
            "J/K",
            f"The equation has {count} mol of {printed(a)}, so that the entropy changes by",
            symbol=r"\Delta S^{\prime}",
        )
        texts["A"] = printed(a)
        asks = (
            f"By how much, in J/K, does the entropy change when {{n}} of {{A}} react by {{equation}} under standard conditions at 298 K? {data}.",
            f"From {data}, calculate the standard entropy change, in J/K, for {{n}} of {{A}} in the reaction {{equation}}.",
            f"Find the entropy change, in J/K, of the reaction {{equation}} with {{n}} of {{A}}; the standard entropies are {data}.",
        )
        second = sum(equation.coefficient(s) * round(10 * value(s, 3)) for s in species) / 10 * n / count
        return work.draft(rng.choice(asks), "The entropy change is", second=second, texts=texts, absolute=0.3)
    R = work.constant("R", "8.314", "J/(mol·K)")
    if difficulty == 3:
        gibbs = sum(equation.coefficient(s) * value(s, 2) for s in species)
        if abs(gibbs) > 1500:
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
        Q = work.given("Q", near(1e-6, 1e6, rng.random()), "", "reaction quotient")
        work.step(
            "G",
            "dG + R * T * ln(Q)",
            "kJ/mol",
            "With the reaction quotient, it becomes",
            symbol=r"\Delta G^{\prime}",
            digits=5,
        )
        asks = (
            f"What is the Gibbs energy change ΔG, in kJ/mol, of {{equation}} at {{T}}, if the reaction quotient is {{Q}}? {data}.",
            f"From {data}, calculate ΔG in kJ/mol for {{equation}} at {{T}} in a mixture with a reaction quotient of {{Q}}.",
            f"Find ΔG in kJ/mol at {{T}} for {{equation}} at a reaction quotient of {{Q}}, with the Gibbs energies of formation {data}.",
        )
        K = math.exp(-gibbs * 1000 / (R * T))
        second = R * T / 1000 * math.log(Q / K)
        return work.draft(
            rng.choice(asks),
            "The Gibbs energy change is",
            second=second,
            texts=texts,
            digits=4,
            absolute=0.15,
        )
    names = data_given(work, species, 1, "H", "enthalpy of formation")
    more = data_given(work, species, 3, "S", "entropy")
    data = f"{listed(names, 'ΔH_f°')}; {listed(more, 'S°')}"
    if difficulty == 4:
        text = near(1e-3, 1e3, rng.random())
        log = math.log(float(read_number(text) or 1))
        if abs(entropy - R * log) < 5 or not 260 < enthalpy * 1000 / (entropy - R * log) < 2000:
            return gibbs_energy(rng, difficulty)
        K = work.given("K", text, "", "equilibrium constant")
        work.step(
            "dH",
            signed_sum(equation, names),
            "kJ/mol",
            "Products less reactants, the enthalpy of the reaction is",
            digits=5,
        )
        work.step("dS", signed_sum(equation, more), "J/(mol·K)", "Its entropy is", digits=5)
        work.step(
            "T", "dH / (dS - R * ln(K))", "K", "From ΔG° = ΔH° − TΔS° and ΔG° = −RT ln K, the temperature is"
        )
        asks = (
            f"At which temperature, in kelvins, is the equilibrium constant of {{equation}} {{K}}, if ΔH° and ΔS° do not change with temperature? {data}.",
            f"Estimate the temperature in kelvins at which {{equation}} has an equilibrium constant of {{K}}, with ΔH° and ΔS° taken as constant: {data}.",
            f"Find the temperature, in kelvins, for an equilibrium constant of {{K}} of {{equation}}. Take ΔH° and ΔS° as independent of temperature; {data}.",
        )
        second = root(lambda x: -(enthalpy * 1000 - x * entropy) / (R * x) - math.log(K), 50, 9000)
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
