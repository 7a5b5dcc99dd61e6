"""Work and heat of an ideal gas in processes, by the first law of thermodynamics."""

from __future__ import annotations

import math
import random

from assay import Draft, generator
from assay_science.generators._draws import between
from assay_science.numerics import integral, motion
from assay_science.working import VERIFIERS, Working

_MONATOMIC, _DIATOMIC = ("helium", "neon", "argon"), ("nitrogen", "oxygen", "hydrogen")


def adiabatic_temperature(kelvins: float, ratio: float, freedom: int) -> float:
    """The temperature after an adiabatic change of volume by ``ratio``, by integration of dU = -p dV."""
    # (f/2) n R dT = -n R T dV / V, over x = ln V
    return motion(lambda _, s: (-2 / freedom * s[0],), (kelvins,), math.log(ratio), 60)[0]


@generator("science.gas_process", verifiers=VERIFIERS, min_step_coverage=1.0)
def gas_process(rng: random.Random, difficulty: int) -> Draft:
    """Work, heat and temperature of an ideal gas.

    1: work at constant pressure. 2: isothermal work. 3: the temperature after an adiabatic process. 4:
    adiabatic work, or heat at constant pressure. 5: two processes one after the other.
    """
    return (_isobaric, _isothermal, _adiabatic, _heat, _two)[difficulty - 1](rng, Working())


def _gas(rng: random.Random) -> tuple[str, int, str, str]:
    """A gas, its degrees of freedom, and the ratio of its specific heats as text and as a formula."""
    if rng.random() < 0.5:
        return rng.choice(_MONATOMIC), 3, "monatomic", "5 / 3"
    return rng.choice(_DIATOMIC), 5, "diatomic", "7 / 5"


def _isobaric(rng: random.Random, work: Working) -> Draft:
    p = work.given("p", between(rng, 95, 400, "5"), "kPa", "pressure")
    v1_text = between(rng, 1, 15, "0.5")
    v1 = work.given("V_1", v1_text, "L", "volume before")
    v2 = work.given("V_2", f"{float(v1_text) * rng.uniform(1.3, 3):.1f}", "L", "volume after")
    work.step("W", "p * (V_2 - V_1)", "J", "At constant pressure, the work done by the gas is")
    return work.draft(
        rng.choice(
            (
                "A gas expands at a constant pressure of {p} from {V_1} to {V_2}. How much work, in joules, "
                "does it do?",
                "In a cylinder with a movable piston, a gas at a constant {p} is heated until its volume has "
                "grown from {V_1} to {V_2}. Find the work done by the gas in J.",
                "What work, in joules, does a gas do on its piston when it expands from {V_1} to {V_2} at "
                "{p}?",
            )
        ),
        "The work is",
        second=integral(lambda _: p, v1, v2, 3),
    )


def _isothermal(rng: random.Random, work: Working) -> Draft:
    gas, *_ = _gas(rng)
    n = work.given("n", between(rng, 0.2, 3, "0.05"), "mol", "amount of gas")
    t = work.given("t", between(rng, 15, 120, "1"), "°C", "temperature")
    v1_text = between(rng, 4, 20, "0.5")
    v1 = work.given("V_1", v1_text, "L", "volume before")
    v2 = work.given("V_2", f"{float(v1_text) * rng.uniform(1.5, 4):.1f}", "L", "volume after")
    R = work.constant("R", "8.314", "J/(mol·K)")
    work.step("T", "t", "K", "In kelvins, the temperature is")
    work.step(
        "W", "n * R * T * ln(V_2 / V_1)", "kJ", "In a reversible isothermal expansion, the work of the gas is"
    )
    return work.draft(
        rng.choice(
            (
                "A cylinder holds {n} of {gas}, an ideal gas, which expands isothermally and reversibly at "
                "{t} from {V_1} to {V_2}. How much work, in kilojoules, does it do?",
                "At a constant temperature of {t}, {n} of {gas} expand reversibly from {V_1} to {V_2}. Find "
                "the work done by the gas, taken as ideal, in kJ.",
                "What heat, in kJ, must be supplied to {n} of {gas}, an ideal gas, so that it expands "
                "reversibly from {V_1} to {V_2} at a constant {t}?",
            )
        ),
        "The result is",
        second=integral(lambda v: n * R * (t + 273.15) / v, v1, v2) / 1000,
        texts={"gas": gas},
        rel=1e-5,
    )


def _adiabatic(rng: random.Random, work: Working) -> Draft:
    gas, freedom, kind, gamma = _gas(rng)
    t = work.given("t_1", between(rng, 10, 40, "1"), "°C", "temperature before")
    v1_text = between(rng, 1, 12, "0.5")
    squeeze = rng.random() < 0.6
    factor = 1 / rng.uniform(3, 12) if squeeze else rng.uniform(1.5, 3)
    v1 = work.given("V_1", v1_text, "L", "volume before")
    v2 = work.given("V_2", f"{float(v1_text) * factor:.2f}", "L", "volume after")
    work.step("T_1", "t_1", "K", "In kelvins, the temperature before is")
    work.step("gamma", gamma, "", f"A {kind} ideal gas has the ratio of specific heats")
    work.step(
        "T_2",
        "T_1 * (V_1 / V_2)**(gamma - 1)",
        "K",
        "In a reversible adiabatic process, temperature and volume are related by",
    )
    work.step("t_2", "T_2", "°C", "In degrees Celsius,")
    verb = "compressed" if squeeze else "expanded"
    return work.draft(
        rng.choice(
            (
                f"{{Gas}} (an ideal {kind} gas, γ = {gamma.replace(' ', '')}) at {{t_1}} is {verb} "
                "adiabatically and reversibly from {V_1} to {V_2}. What is its temperature afterwards, "
                "in °C?",
                f"In an insulated cylinder, an ideal {kind} gas (γ = {gamma.replace(' ', '')}) is {verb} "
                "reversibly from {V_1} to {V_2}. It starts at {t_1}. Find its final temperature in "
                "°C.",
            )
        ),
        "The temperature is",
        second=adiabatic_temperature(t + 273.15, v2 / v1, freedom) - 273.15,
        rel=1e-4,
        texts={"Gas": gas.capitalize()},
        tolerance=0.005,
    )


def _heat(rng: random.Random, work: Working) -> Draft:
    gas, freedom, kind, _ = _gas(rng)
    still = " without vibrations" if kind == "diatomic" else ""
    n = work.given("n", between(rng, 0.2, 4, "0.05"), "mol", "amount of gas")
    t1 = work.given("t_1", between(rng, 10, 40, "1"), "°C", "temperature before")
    R = work.constant("R", "8.314", "J/(mol·K)")
    work.step(
        "C_v",
        f"{freedom} / 2 * R",
        "J/(mol·K)",
        f"At constant volume, the molar heat capacity of an ideal {kind} gas is",
        symbol="C_{V}",
        digits=5,
    )
    if rng.random() < 0.5:
        t2 = work.given("t_2", between(rng, 60, 250, "1"), "°C", "temperature after")
        work.step("C_p", "C_v + R", "J/(mol·K)", "At constant pressure, it is", symbol="C_{p}", digits=5)
        work.step("Q", "n * C_p * (t_2 - t_1)", "kJ", "The heat at constant pressure is")
        energy = integral(lambda _: n * freedom / 2 * R, t1, t2, 3)
        return work.draft(
            rng.choice(
                (
                    f"How much heat, in kilojoules, warms {{n}} of {gas} (an ideal {kind} gas{still}) from "
                    "{t_1} to {t_2} at constant pressure?",
                    f"In a cylinder with a freely moving piston, {{n}} of {gas} are heated from {{t_1}} to "
                    f"{{t_2}}. Treat it as an ideal {kind} gas{still}. Find the heat in kJ.",
                )
            ),
            "The heat is",
            second=(energy + n * R * (t2 - t1)) / 1000,
        )
    q_text = between(rng, 2, 10, "0.5")
    q = work.given("r", q_text, "", "compression ratio")
    work.step("T_1", "t_1", "K", "In kelvins, the temperature before is")
    work.step("gamma", "(C_v + R) / C_v", "", "The ratio of the specific heats is")
    work.step(
        "T_2", "T_1 * r**(gamma - 1)", "K", "The adiabatic compression raises the temperature to", digits=5
    )
    work.step(
        "W",
        "n * C_v * (T_2 - T_1)",
        "kJ",
        "Without heat, the work on the gas is its gain of internal energy,",
    )
    start = (t1 + 273.15) * n * R
    return work.draft(
        rng.choice(
            (
                f"An ideal {kind} gas{still}, {{n}} of {gas} at {{t_1}}, is compressed reversibly and "
                "adiabatically so that its volume falls by a factor of {r}. How much work, in kilojoules, "
                "is done on it?",
                f"In an insulated cylinder, {{n}} of {gas} at {{t_1}} are compressed reversibly with a "
                f"compression ratio of {{r}}. Treat it as an ideal {kind} gas{still}. Find the work done on "
                "it in kJ.",
            )
        ),
        "The work is",
        # ∫ p dV with p V^γ constant, over x = ln V
        second=integral(lambda x: start * math.exp(2 / freedom * x), 0, math.log(q), 60) / 1000,
        rel=1e-4,
    )


def _two(rng: random.Random, work: Working) -> Draft:
    gas, freedom, kind, _ = _gas(rng)
    still = " without vibrations" if kind == "diatomic" else ""
    n = work.given("n", between(rng, 0.3, 3, "0.05"), "mol", "amount of gas")
    t = work.given("t_1", between(rng, 10, 40, "1"), "°C", "temperature before")
    R = work.constant("R", "8.314", "J/(mol·K)")
    if rng.random() < 0.5:
        q = work.given("r", between(rng, 1.5, 3, "0.1"), "", "factor of the volume")
        work.step("T_1", "t_1", "K", "In kelvins, the temperature at the start is")
        work.step(
            "W_1", "n * R * T_1 * ln(r)", "J", "In the isothermal expansion, the gas does the work", digits=5
        )
        work.step(
            "C_v",
            f"{freedom} / 2 * R",
            "J/(mol·K)",
            f"At constant volume, the molar heat capacity of an ideal {kind} gas is",
            symbol="C_{V}",
            digits=5,
        )
        work.step(
            "T_2",
            "T_1 * r",
            "K",
            "To restore the first pressure at the larger volume, the temperature must rise to",
            digits=5,
        )
        work.step("Q_2", "n * C_v * (T_2 - T_1)", "J", "At constant volume, this takes the heat", digits=5)
        work.step(
            "Q",
            "W_1 + Q_2",
            "kJ",
            "In the isothermal process, the heat equals the work, so the total heat is",
        )
        kelvins = t + 273.15
        isothermal = integral(lambda v: n * R * kelvins / v, 1, q)
        return work.draft(
            rng.choice(
                (
                    f"First, {{n}} of {gas} at {{t_1}} expand isothermally and reversibly to {{r}} times the "
                    "volume. Then the gas is heated at constant volume until it has its first pressure "
                    "again. How much heat, in kilojoules, "
                    f"has it taken up in all? Treat it as an ideal {kind} gas{still}.",
                    f"An ideal {kind} gas{still} ({{n}} of {gas} at {{t_1}}) is expanded reversibly at "
                    "constant temperature by a factor of {r} in volume and then warmed at constant volume "
                    "to the original pressure. "
                    "Find the total heat supplied in kJ.",
                )
            ),
            "The heat is",
            second=(isothermal + freedom / 2 * n * R * kelvins * (q - 1)) / 1000,
            rel=1e-5,
        )
    p = work.given("p_1", between(rng, 95, 250, "5"), "kPa", "pressure before") * 1000
    q = work.given("r", between(rng, 1.5, 4, "0.1"), "", "factor of the pressure")
    s = work.given("s", between(rng, 1.5, 3, "0.1"), "", "factor of the volume")
    work.step("T_1", "t_1", "K", "In kelvins, the temperature at the start is")
    work.step("V_1", "n * R * T_1 / p_1", "L", "The gas has the volume", digits=5)
    work.step("p_2", "r * p_1", "kPa", "Heating at constant volume raises the pressure to", digits=5)
    work.step(
        "W",
        "p_2 * V_1 * (s - 1)",
        "kJ",
        "Only in the expansion, at this pressure, does the gas do work,",
        digits=5,
    )
    work.step("T_3", "T_1 * r * s", "K", "The final temperature is", digits=5)
    work.step(
        "dU",
        f"{freedom} / 2 * n * R * (T_3 - T_1)",
        "kJ",
        f"The internal energy of an ideal {kind} gas grows by",
        digits=5,
    )
    work.step("Q", "dU + W", "kJ", "By the first law, the total heat is")
    volume = n * R * (t + 273.15) / p
    cv, cp = freedom / 2 * n * R, (freedom / 2 + 1) * n * R
    start = p * volume / (n * R)
    return work.draft(
        rng.choice(
            (
                f"At first, {{n}} of {gas} are at {{t_1}} and {{p_1}}. The gas is heated at constant volume "
                "until its pressure is {r} times as high, and then at constant pressure until its volume "
                "is {s} times as large. How much heat, in "
                f"kilojoules, does it take up in all? Treat it as an ideal {kind} gas{still}.",
                f"An ideal {kind} gas{still} ({{n}} of {gas} at {{t_1}} and {{p_1}}) goes through two "
                "processes: at constant volume its pressure rises by a factor of {r}, then at constant "
                "pressure its volume grows by a factor "
                "of {s}. Find the total heat supplied in kJ.",
            )
        ),
        "The heat is",
        second=(cv * start * (q - 1) + cp * start * q * (s - 1)) / 1000,
    )
