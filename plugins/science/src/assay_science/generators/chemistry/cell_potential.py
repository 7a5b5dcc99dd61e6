"""Electromotive forces."""

from __future__ import annotations

import math
import random

from assay import Draft, generator
from assay_science.chemistry_tables import chemistry
from assay_science.numerics import root
from assay_science.reactions import molar, near
from assay_science.working import VERIFIERS, Working

_CHARGES = {1: "⁺", 2: "²⁺", 3: "³⁺"}
_E = r"E^{\circ}"


def _pair(rng: random.Random) -> tuple[tuple[str, int, str], tuple[str, int, str]]:
    """Cathode and anode: metal, charge of its ion, standard potential."""
    table = chemistry()["potentials"]
    metals = [m for m in table if m not in ("Au", "Mg")] if rng.random() < 0.85 else list(table)
    while True:
        a, b = rng.sample(metals, 2)
        if float(table[a][1]) < float(table[b][1]):
            a, b = b, a
        if float(table[a][1]) - float(table[b][1]) > 0.08:
            return (a, *table[a]), (b, *table[b])


@generator("science.cell_potential", verifiers=VERIFIERS, min_step_coverage=1.0)
def cell_potential(rng: random.Random, difficulty: int) -> Draft:
    """Galvanic cells of two metals in solutions of their ions.

    1: the standard potential of an electrode from that of the cell. 2: the electrical work for a mass of metal. 3: a
    concentration at equilibrium. 4: the potential by the Nernst equation. 5: a concentration from a measured potential.
    """
    work = Working()
    (a, m, e_a), (b, n, e_b) = _pair(rng)
    electrons = math.lcm(m, n)
    p, q = electrons // m, electrons // n  # ions of the cathode and of the anode in the equation
    ion_a, ion_b = a + _CHARGES[m], b + _CHARGES[n]
    if difficulty == 1:
        return _unknown(rng, work, a, ion_a, e_a)
    mark = _E + r"_{\mathrm{cathode}}"
    E_a = work.given("E_a", e_a, "V", f"standard potential of {ion_a}/{a}", symbol=mark)
    E_b = work.given("E_b", e_b, "V", f"standard potential of {ion_b}/{b}", symbol=_E + r"_{\mathrm{anode}}")
    texts = {
        "A": f"{ion_a}/{a}",
        "B": f"{ion_b}/{b}",
        "cell": f"{b} | {ion_b} || {ion_a} | {a}",
        "equation": f"{_n(q)}{b} + {_n(p)}{ion_a} → {_n(q)}{ion_b} + {_n(p)}{a}",
        "a": ion_a,
        "b": ion_b,
    }
    work.step("E", "E_a - E_b", "V", "Cathode less anode, the standard potential of the cell is", symbol=_E)
    standard = E_a - E_b
    F = work.constant("F", "96485", "C/mol")
    if difficulty == 2:
        M = molar(work, "M", b)
        mass = work.given("m", near(0.5, 400, rng.random()), "g", f"mass of {b}")
        work.step(
            "n_e",
            f"{n} * m / M" if n > 1 else "m / M",
            "mol",
            f"An atom of {b} gives off {n} electron{'s' * (n > 1)}, so the amount of electrons is",
            symbol=r"n_{\mathrm{e}}",
        )
        work.step("W", "n_e * F * E", "kJ", "The work is the charge times the potential,")
        texts["X"] = b
        asks: tuple[str, ...] = (
            "What electrical work, in kJ, can the cell {cell} do at most under standard conditions while {m} of {X} are used up? E° = {E_a} for {A} and E° = {E_b} for {B}.",
            "Calculate the largest electrical work in kJ that the reaction {equation} can do under standard conditions for {m} of {X}, with E° = {E_a} for {A} and E° = {E_b} for {B}.",
            "The standard potentials of {A} and {B} are {E_a} and {E_b}. Find the maximum work, in kJ, of the cell reaction {equation} under standard conditions when {m} of {X} react.",
        )
        per_electron = standard * 96.485  # 1 eV for each particle is 96.485 kJ/mol
        return work.draft(
            rng.choice(asks), "The electrical work is", second=n * mass / M * per_electron, texts=texts
        )
    R = work.constant("R", "8.314", "J/(mol·K)")
    T = work.given("T", "298.15", "K", "temperature")
    if difficulty == 3:
        if electrons * standard > 0.9:
            return cell_potential(rng, difficulty)
        work.standard("c0", "c")
        c_b = work.given(
            "c_b",
            near(0.005, 1.5, rng.random()),
            "mol/L",
            f"concentration of {ion_b}",
            symbol=r"c_{\mathrm{anode}}",
        )
        because = f"With {electrons} electrons in the equation, the natural logarithm of the equilibrium constant is"
        work.step("x", f"{electrons} * F * E / (R * T)", "", because, digits=8, symbol=r"\ln K")
        work.step("K", "exp(x)", "", "So the equilibrium constant is", digits=7)
        quotient = f"{_power('(c_b / c0)', q)} / K"
        because = f"From the law of mass action for {texts['equation']}, the concentration of {ion_a} relative to 1 mol/L is"
        work.step("r", quotient if p == 1 else f"({quotient})**(1/{p})", "", because, digits=7)
        work.step("c_a", "r * c0", "mol/L", "That is a concentration of", symbol=r"c_{\mathrm{cathode}}")
        asks = (
            "At {T}, the reaction {equation} has come to equilibrium in the presence of both metals, and {b} has a concentration of {c_b}. What is the concentration of {a}, in mol/L? E° = {E_a} for {A} and E° = {E_b} for {B}.",
            "An excess of the less noble metal is left in a solution until {equation} is at equilibrium at {T}; then the concentration of {b} is {c_b}. Calculate that of {a} in mol/L, if the standard potentials are {E_a} for {A} and {E_b} for {B}.",
            "A cell with the reaction {equation} is exhausted at {T}: the concentration of {b} has become {c_b}. Find that of {a} in mol/L; the standard potentials are {E_a} for {A} and {E_b} for {B}.",
        )
        nernst = R * T * math.log(10) / F
        log = (q * math.log10(c_b) - electrons * standard / nernst) / p
        return work.draft(
            rng.choice(asks), f"The concentration of {ion_a} is", second=10**log, texts=texts, tolerance=0.02
        )
    work.standard("c0", "c")
    if difficulty == 4:
        c_a = work.given(
            "c_a",
            near(1e-4, 1.5, rng.random()),
            "mol/L",
            f"concentration of {ion_a}",
            symbol=r"c_{\mathrm{cathode}}",
        )
        c_b = work.given(
            "c_b",
            near(1e-4, 1.5, rng.random()),
            "mol/L",
            f"concentration of {ion_b}",
            symbol=r"c_{\mathrm{anode}}",
        )
        work.step(
            "Q",
            f"{_power('(c_b / c0)', q)} / {_power('(c_a / c0)', p)}",
            "",
            f"The reaction quotient of {texts['equation']}, with c° = 1 mol/L, is",
            digits=6,
        )
        work.step("U", f"E - R * T / ({electrons} * F) * ln(Q)", "V", "The Nernst equation gives", symbol="E")
        asks = (
            "What is the potential, in V, of the cell {cell} at {T}, if the concentrations are {c_a} for {a} and {c_b} for {b}? (E° = {E_a} for {A}, E° = {E_b} for {B})",
            "In a galvanic cell with the reaction {equation}, {a} has a concentration of {c_a} and {b} one of {c_b}. Calculate the potential of the cell in V at {T}, with E° = {E_a} for {A} and E° = {E_b} for {B}.",
            "Find the electromotive force in V of {cell} at {T}, with {c_a} of {a}, {c_b} of {b}, and the standard potentials {E_a} of {A} and {E_b} of {B}.",
        )
        half_a = E_a + R * T / (m * F) * math.log(c_a)
        half_b = E_b + R * T / (n * F) * math.log(c_b)
        return work.draft(
            rng.choice(asks),
            "The potential is",
            second=half_a - half_b,
            texts=texts,
            digits=4,
            tolerance=0.005,
        )
    c_b = work.given(
        "c_b", near(0.01, 1, rng.random()), "mol/L", f"concentration of {ion_b}", symbol=r"c_{\mathrm{anode}}"
    )
    hidden = 10 ** rng.uniform(-5, -0.5)
    measured = E_a + R * T / (m * F) * math.log(hidden) - E_b - R * T / (n * F) * math.log(c_b)
    if measured < 0.03:
        return cell_potential(rng, difficulty)
    U = work.given("U", f"{measured:.4f}", "V", "measured potential", symbol="E")
    work.step(
        "x",
        f"{electrons} * F * (E - U) / (R * T)",
        "",
        "By the Nernst equation, the natural logarithm of the reaction quotient is",
        digits=8,
        symbol=r"\ln Q",
    )
    work.step("Q", "exp(x)", "", "So the reaction quotient is", digits=7)
    quotient = f"{_power('(c_b / c0)', q)} / Q"
    work.step(
        "r",
        quotient if p == 1 else f"({quotient})**(1/{p})",
        "",
        f"From the reaction quotient of {texts['equation']}, the concentration of {ion_a} relative to 1 mol/L is",
        digits=7,
    )
    work.step("c_a", "r * c0", "mol/L", "That is a concentration of", symbol=r"c_{\mathrm{cathode}}")
    asks = (
        "The cell {cell} has a potential of {U} at {T}, with {c_b} of {b}. What is the concentration of {a}, in mol/L? (E° = {E_a} for {A}, E° = {E_b} for {B})",
        "In a galvanic cell with the reaction {equation}, the concentration of {b} is {c_b}, and {U} are measured at {T}. Calculate the concentration of {a} in mol/L, with E° = {E_a} for {A} and E° = {E_b} for {B}.",
        "To find the concentration of {a}, the potential of {cell} is measured: {U} at {T}, with {b} at {c_b}. The standard potentials are {E_a} for {A} and {E_b} for {B}. Give the result in mol/L.",
    )
    second = root(
        lambda log: E_a + R * T / (m * F) * log - E_b - R * T / (n * F) * math.log(c_b) - U, -40, 10
    )
    return work.draft(
        rng.choice(asks),
        f"The concentration of {ion_a} is",
        second=math.exp(second),
        texts=texts,
        tolerance=0.02,
    )


def _power(text: str, n: int) -> str:
    return text if n == 1 else f"{text}**{n}"


def _n(number: int) -> str:
    return f"{number} " if number > 1 else ""


def _unknown(rng: random.Random, work: Working, metal: str, ion: str, potential: str) -> Draft:
    """The standard potential of an unknown electrode from that of a cell."""
    E = work.given("E_1", potential, "V", f"standard potential of {ion}/{metal}", symbol=_E + "_{1}")
    U = work.given("U", f"{rng.uniform(0.12, 2.4):.3f}", "V", "standard potential of the cell", symbol=_E)
    cathode = rng.random() < 0.5  # whether the known electrode is the cathode
    how = "Cathode less anode is the potential of the cell, so that of the other electrode is"
    work.step("E_2", "E_1 - U" if cathode else "E_1 + U", "V", how, symbol=_E + "_{2}")
    texts = {
        "A": f"{ion}/{metal}",
        "role": "cathode" if cathode else "anode",
        "other": "anode" if cathode else "cathode",
    }
    asks = (
        "In a galvanic cell with a standard potential of {U}, {A} is the {role}; its standard potential is {E_1}. What is the standard potential of the {other}, in V?",
        "A half-cell of {A} (standard potential {E_1}) is the {role} of a cell, and the standard potential of the cell is {U}. Calculate that of the {other} in V.",
        "The standard potential of {A} is {E_1}. Joined as the {role} to another electrode under standard conditions, it makes a cell of {U}. Find the standard potential of the other electrode in V.",
    )
    sign = -1 if cathode else 1
    second = (round(E * 10000) + sign * round(U * 10000)) / 10000
    return work.draft(
        rng.choice(asks), "The standard potential is", second=second, texts=texts, digits=4, absolute=0.003
    )
