"""Vapour pressures of pure liquids."""

from __future__ import annotations

import math
import random

from assay import Draft, generator
from assay_science.chemistry_tables import chemistry
from assay_science.numerics import root
from assay_science.working import VERIFIERS, Working, rounded


def _antoine(coefficients: list[str], celsius: float) -> str:
    """The vapour pressure in kPa, as it is printed."""
    A, B, C = (float(each) for each in coefficients)
    return f"{10 ** (A - B / (273.15 + celsius + C)) / 1000:#.4g}"


@generator("science.vapour_pressure", verifiers=VERIFIERS, min_step_coverage=1.0)
def vapour_pressure(rng: random.Random, difficulty: int) -> Draft:
    """The Clausius–Clapeyron equation.

    1: the ratio of two vapour pressures, temperatures in kelvins. 2: the vapour pressure at a temperature in °C from that
    at another. 3: the enthalpy of vaporization from two vapour pressures. 4: the boiling point at another pressure. 5: the
    normal boiling point from two vapour pressures.
    """
    work = Working()
    liquids = chemistry()["liquids"]
    name = rng.choice([n for n in liquids if n not in ("pentane", "diethyl ether")])
    _, boiling, at_boiling, at_25, _, antoine = liquids[name]
    R = work.constant("R", "8.314", "J/(mol·K)")
    texts = {"A": name, "a": name[0].upper() + name[1:]}
    if difficulty in (3, 5):
        t = work.given("t_1", f"{rng.uniform(15, 38):.1f}", "°C", "first temperature")
        u = work.given("t_2", f"{t + rng.uniform(10, 30):.1f}", "°C", "second temperature")
        p = work.given("p_1", _antoine(antoine, t), "kPa", "first vapour pressure")
        q = work.given("p_2", _antoine(antoine, u), "kPa", "second vapour pressure")
        T, U = t + 273.15, u + 273.15
        work.step("T_1", "t_1", "K", "In kelvins, the first temperature is")
        work.step("T_2", "t_2", "K", "The second one is")
        work.step(
            "dH",
            "R * ln(p_2 / p_1) / (1 / T_1 - 1 / T_2)",
            "kJ/mol",
            "The Clausius–Clapeyron equation gives the enthalpy of vaporization",
            symbol=r"\Delta H_{\mathrm{vap}}",
            digits=4 if difficulty == 3 else 7,
        )
        heat = root(lambda h: math.exp(-h / R * (1 / U - 1 / T)) - q / p, 1e3, 2e5)
        if difficulty == 3:
            asks: tuple[str, ...] = (
                "{a} has a vapour pressure of {p_1} at {t_1} and of {p_2} at {t_2}. What is its enthalpy of vaporization, in kJ/mol?",
                "The vapour pressure of {A} is {p_1} at {t_1} and {p_2} at {t_2}. Calculate the molar enthalpy of vaporization in kJ/mol.",
                "Find the enthalpy of vaporization of {A}, in kJ/mol, from its vapour pressures, {p_1} at {t_1} and {p_2} at {t_2}.",
            )
            return work.draft(
                rng.choice(asks), "The enthalpy of vaporization is", second=heat / 1000, texts=texts
            )
        p0 = work.given("p", "101.325", "kPa", "standard atmosphere")
        work.step(
            "y",
            "1 / T_2 - R * ln(p / p_2) / dH",
            "K⁻¹",
            "At the normal boiling point, the reciprocal of the temperature is",
            digits=7,
        )
        work.step("T", "1 / y", "K", "The temperature is", digits=5)
        work.step("t", "T", "°C", "In degrees Celsius, that is", digits=5)
        asks = (
            "{a} has a vapour pressure of {p_1} at {t_1} and of {p_2} at {t_2}. At what temperature, in °C, does it boil at {p} by the Clausius–Clapeyron equation?",
            "Estimate the normal boiling point ({p}) of {A}, in °C, from its vapour pressures: {p_1} at {t_1} and {p_2} at {t_2}.",
            "The vapour pressure of {A} is {p_1} at {t_1} and {p_2} at {t_2}. Calculate the temperature in °C at which it is {p}; take the enthalpy of vaporization as constant.",
        )
        slope = (math.log(q) - math.log(p)) / (1 / U - 1 / T)
        kelvins = 1 / (1 / T + (math.log(p0) - math.log(p)) / slope)
        return work.draft(
            rng.choice(asks),
            "The boiling point is",
            second=kelvins - 273.15,
            texts=texts,
            digits=4,
            absolute=0.3,
        )
    if difficulty == 4:
        H = (
            work.given(
                "dH", at_boiling, "kJ/mol", "enthalpy of vaporization", symbol=r"\Delta H_{\mathrm{vap}}"
            )
            * 1000
        )
        t = work.given("t_1", boiling, "°C", "normal boiling point")
        p = work.given("p_1", "101.325", "kPa", "standard atmosphere")
        q = work.given("p_2", rounded(rng.uniform(45, 99), 3), "kPa", "other pressure")
        work.step("T_1", "t_1", "K", "In kelvins, the normal boiling point is")
        work.step(
            "y",
            "1 / T_1 - R * ln(p_2 / p_1) / dH",
            "K⁻¹",
            "By the Clausius–Clapeyron equation, the reciprocal of the other boiling point is",
            digits=7,
        )
        work.step("T_2", "1 / y", "K", "That is a temperature of", digits=5)
        work.step("t_2", "T_2", "°C", "In degrees Celsius, it is", digits=5)
        asks = (
            "{a} boils at {t_1} under {p_1}, and its enthalpy of vaporization is {dH}. At what temperature, in °C, does it boil under {p_2}?",
            "On a mountain the pressure is {p_2}. Calculate the boiling point of {A} there in °C; at {p_1} it is {t_1}, and the enthalpy of vaporization is {dH}.",
            "The normal boiling point of {A} is {t_1} (at {p_1}). With an enthalpy of vaporization of {dH}, find its boiling point in °C at {p_2}.",
        )
        kelvins = root(lambda x: p * math.exp(-H / R * (1 / x - 1 / (t + 273.15))) - q, 150, t + 300)
        return work.draft(
            rng.choice(asks),
            "The boiling point is",
            second=kelvins - 273.15,
            texts=texts,
            digits=4,
            absolute=0.3,
        )
    H = (
        work.given("dH", at_25, "kJ/mol", "enthalpy of vaporization", symbol=r"\Delta H_{\mathrm{vap}}")
        * 1000
    )
    if difficulty == 1:
        T = work.given("T_1", f"{rng.randint(288, 305)}", "K", "first temperature")
        U = work.given("T_2", f"{T + rng.randint(8, 45):.0f}", "K", "second temperature")
        work.step(
            "r",
            "exp(dH / R * (1 / T_1 - 1 / T_2))",
            "",
            "By the Clausius–Clapeyron equation, the ratio of the vapour pressures is",
        )
        asks = (
            "By what factor does the vapour pressure of {A} grow from {T_1} to {T_2}? Its enthalpy of vaporization is {dH}.",
            "The enthalpy of vaporization of {A} is {dH}. Calculate the ratio of its vapour pressure at {T_2} to that at {T_1}.",
            "How many times higher is the vapour pressure of {A} at {T_2} than at {T_1}, if its enthalpy of vaporization is {dH}?",
        )
        return work.draft(
            rng.choice(asks),
            "The factor is",
            second=math.exp(-H / (R * U)) / math.exp(-H / (R * T)),
            texts=texts,
        )
    t = work.given("t_1", f"{rng.uniform(15, 32):.1f}", "°C", "first temperature")
    p = work.given("p_1", _antoine(antoine, t), "kPa", "vapour pressure")
    u = work.given(
        "t_2",
        f"{t + rng.choice((-1, 1, 1)) * rng.uniform(6, 38):.1f}"
        if t > 20
        else f"{t + rng.uniform(6, 38):.1f}",
        "°C",
        "second temperature",
    )
    if u < 3:
        return vapour_pressure(rng, difficulty)
    work.step("T_1", "t_1", "K", "In kelvins, the first temperature is")
    work.step("T_2", "t_2", "K", "The second one is")
    work.step(
        "p_2",
        "p_1 * exp(dH / R * (1 / T_1 - 1 / T_2))",
        "kPa",
        "By the Clausius–Clapeyron equation, the vapour pressure is",
    )
    asks = (
        "The vapour pressure of {A} is {p_1} at {t_1}, and its enthalpy of vaporization is {dH}. What is the vapour pressure at {t_2}, in kPa?",
        "{a} has an enthalpy of vaporization of {dH} and, at {t_1}, a vapour pressure of {p_1}. Calculate the vapour pressure at {t_2} in kPa.",
        "Estimate the vapour pressure of {A} at {t_2}, in kPa, from that at {t_1}, {p_1}, and the enthalpy of vaporization, {dH}.",
    )
    second = math.exp(math.log(p) + H / R * (u - t) / ((t + 273.15) * (u + 273.15)))
    return work.draft(rng.choice(asks), "The vapour pressure is", second=second, texts=texts)
