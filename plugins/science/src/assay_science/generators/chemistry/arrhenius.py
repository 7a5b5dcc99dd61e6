"""The Arrhenius equation."""

from __future__ import annotations

import math
import random

from assay import Draft, generator
from assay_science.numerics import root
from assay_science.working import VERIFIERS, Working, rounded

_REACTIONS = (  # reaction, activation energy in kJ/mol, a temperature in °C and the rate constant there, unit
    ("the decomposition of N₂O₅ to NO and O₂", 113.0, 377.0, 1.66, "L/(mol·s)"),
    ("the decomposition of cyclobutane", 261.0, 325.0, 6.1e-8, "s⁻¹"),
    ("the decomposition of hydrogen iodide", 177.0, 427.0, 2.01e-3, "L/(mol·s)"),
    ("the decomposition of acetaldehyde", 190.0, 430.0, 1.1e-2, "L/(mol·s)"),
    ("the hydrolysis of sucrose", 108.0, 37.0, 8.5e-11, "s⁻¹"),
)
"""From section 12.5 of OpenStax, Chemistry 2e: examples and exercises (activation energies where they are not stated: from the two rate constants there)."""


@generator("science.arrhenius", verifiers=VERIFIERS, min_step_coverage=1.0)
def arrhenius(rng: random.Random, difficulty: int) -> Draft:
    """Rate constants at different temperatures.

    1: the factor by which a reaction gets faster, temperatures in kelvins. 2: the rate constant at another temperature,
    in °C. 3: the activation energy from two rate constants. 4: the temperature at which a reaction is faster by
    a factor. 5: the frequency factor from two rate constants.
    """
    work = Working()
    reaction, energy, celsius, size, unit = rng.choice(_REACTIONS)
    texts = {"reaction": reaction, "Reaction": reaction[0].upper() + reaction[1:], "unit": unit}
    R = work.constant("R", "8.314", "J/(mol·K)")
    t1 = celsius + rng.randint(-15, 15)
    t2 = t1 + rng.choice((-1, 1)) * rng.randint(8, 45)
    if difficulty == 1:
        E = (
            work.given(
                "E_a",
                f"{energy * rng.uniform(0.96, 1.04):.1f}",
                "kJ/mol",
                "activation energy",
                symbol=r"E_{\mathrm{a}}",
            )
            * 1000
        )
        low, high = sorted((t1, t2))
        T1 = work.given("T_1", f"{low + 273:.0f}", "K", "first temperature")
        T2 = work.given("T_2", f"{high + 273:.0f}", "K", "second temperature")
        work.step(
            "f",
            "exp(E_a / R * (1 / T_1 - 1 / T_2))",
            "",
            "By the Arrhenius equation, the rate constants have the ratio",
        )
        asks: tuple[str, ...] = (
            "The activation energy of {reaction} is {E_a}. By what factor does its rate constant grow from {T_1} to {T_2}?",
            "{Reaction} has an activation energy of {E_a}. How many times faster is it at {T_2} than at {T_1}?",
            "Calculate the ratio of the rate constants of {reaction} at two temperatures: that at {T_2} divided by that at {T_1}. The activation energy is {E_a}.",
        )
        second = math.exp(-E / (R * T2)) / math.exp(-E / (R * T1))
        return work.draft(rng.choice(asks), "The factor is", second=second, texts=texts)
    if difficulty == 4:
        E = (
            work.given(
                "E_a",
                f"{energy * rng.uniform(0.96, 1.04):.1f}",
                "kJ/mol",
                "activation energy",
                symbol=r"E_{\mathrm{a}}",
            )
            * 1000
        )
        t = work.given("t_1", f"{t1:.1f}", "°C", "first temperature")
        f = work.given(
            "f",
            rng.choice(("2.00", "3.00", "5.00", "10.0", "20.0", "50.0", "4.00", "8.00")),
            "",
            "factor",
            symbol="f",
        )
        work.step("T_1", "t_1", "K", "In kelvins, the first temperature is")
        work.step(
            "y",
            "1 / T_1 - R * ln(f) / E_a",
            "K⁻¹",
            "By the Arrhenius equation, the second temperature has the reciprocal value",
            digits=6,
        )
        work.step("T_2", "1 / y", "K", "The temperature is", digits=5)
        work.step("t_2", "T_2", "°C", "In degrees Celsius, that is")
        asks = (
            "The activation energy of {reaction} is {E_a}. At what temperature, in °C, is the reaction {f} times as fast as at {t_1}?",
            "{Reaction} has an activation energy of {E_a}. To what temperature, in °C, must it be heated from {t_1} for its rate constant to grow by a factor of {f}?",
            "For {reaction}, the activation energy is {E_a}. Find the temperature, in °C, at which it is faster than at {t_1} by a factor of {f}.",
        )
        kelvins = root(lambda T: -E / R * (1 / T - 1 / (t + 273.15)) - math.log(f), t + 273.15, t + 1500)
        return work.draft(
            rng.choice(asks),
            "The temperature is",
            second=kelvins - 273.15,
            digits=4,
            absolute=0.3,
            texts=texts,
        )
    k1 = size * math.exp(-energy * 1000 / 8.314 * (1 / (t1 + 273.15) - 1 / (celsius + 273.15)))
    if difficulty == 2:
        E = (
            work.given(
                "E_a",
                f"{energy * rng.uniform(0.96, 1.04):.1f}",
                "kJ/mol",
                "activation energy",
                symbol=r"E_{\mathrm{a}}",
            )
            * 1000
        )
    k = work.given("k_1", rounded(k1, 3), unit, "first rate constant")
    t = work.given("t_1", f"{t1:.1f}", "°C", "first temperature")
    u = work.given("t_2", f"{t2:.1f}", "°C", "second temperature")
    T, U = t + 273.15, u + 273.15
    if difficulty > 2:
        k2 = work.given(
            "k_2",
            rounded(k1 * math.exp(-energy * 1000 / 8.314 * (1 / U - 1 / T)), 3),
            unit,
            "second rate constant",
        )
    work.step("T_1", "t_1", "K", "In kelvins, the first temperature is")
    work.step("T_2", "t_2", "K", "The second one is")
    if difficulty == 2:
        work.step(
            "x", "E_a / R * (1 / T_1 - 1 / T_2)", "", "The exponent of the Arrhenius equation is", digits=5
        )
        work.step("k_2", "k_1 * exp(x)", unit, "The rate constant becomes")
        asks = (
            "The rate constant of {reaction} is {k_1} at {t_1}, and the activation energy is {E_a}. What is the rate constant at {t_2}, in {unit}?",
            "{Reaction} has an activation energy of {E_a}; at {t_1}, k = {k_1}. Calculate k at {t_2} in {unit}.",
            "At {t_1}, {reaction} has the rate constant {k_1}. Find that at {t_2} in {unit}, if the activation energy is {E_a}.",
        )
        A = k / math.exp(-E / (R * T))
        return work.draft(
            rng.choice(asks), "The rate constant is", second=A * math.exp(-E / (R * U)), texts=texts
        )
    work.step(
        "E_a",
        "R * ln(k_2 / k_1) / (1 / T_1 - 1 / T_2)",
        "kJ/mol",
        "The Arrhenius equation for both temperatures gives",
        symbol=r"E_{\mathrm{a}}",
        digits=4 if difficulty == 3 else 7,
    )
    # the slope of ln k over 1/T, by least squares
    xs, ys = (1 / T, 1 / U), (math.log(k), math.log(k2))
    mean_x, mean_y = sum(xs) / 2, sum(ys) / 2
    slope = sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True)) / sum(
        (x - mean_x) ** 2 for x in xs
    )
    if difficulty == 3:
        asks = (
            "The rate constant of {reaction} is {k_1} at {t_1} and {k_2} at {t_2}. What is the activation energy, in kJ/mol?",
            "For {reaction}, k = {k_1} at {t_1} and k = {k_2} at {t_2}. Calculate the activation energy in kJ/mol.",
            "Find the activation energy of {reaction}, in kJ/mol, from its rate constants: {k_1} at {t_1} and {k_2} at {t_2}.",
        )
        return work.draft(rng.choice(asks), "The activation energy is", second=-slope * R / 1000, texts=texts)
    work.step("x", "E_a / (R * T_1)", "", "The exponent at the first temperature is", digits=7)
    work.step("A", "k_1 * exp(x)", unit, "Solved for the frequency factor, the Arrhenius equation gives")
    asks = (
        "The rate constant of {reaction} is {k_1} at {t_1} and {k_2} at {t_2}. What is the frequency factor A of the Arrhenius equation, in {unit}?",
        "For {reaction}, k = {k_1} at {t_1} and k = {k_2} at {t_2}. Calculate the pre-exponential factor in {unit}.",
        "Find the frequency factor of {reaction}, in {unit}, from its rate constants: {k_1} at {t_1} and {k_2} at {t_2}.",
    )
    second = math.exp(mean_y - slope * mean_x)
    return work.draft(
        rng.choice(asks), "The frequency factor is", second=second, texts=texts, rel=1e-6, tolerance=0.03
    )
