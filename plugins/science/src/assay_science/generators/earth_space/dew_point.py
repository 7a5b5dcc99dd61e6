"""Moisture of the air."""

from __future__ import annotations

import random
from math import exp, log

from assay import Draft, generator
from assay_science.working import VERIFIERS, Working

_FORMULA = "The saturation vapour pressure over water is $e_s = A \\exp[B (T - T_0)/(T - T_1)]$ (Bolton 1980) with A = {A}, B = {B}, $T_0$ = {T_0} and $T_1$ = {T_1}."


def _saturated(celsius: float) -> float:
    """Bolton's formula as he wrote it, with °C: Monthly Weather Review 108, 1046 (1980), equation 10; in hPa."""
    return 6.112 * exp(17.67 * celsius / (celsius + 243.5))


@generator("science.dew_point", verifiers=VERIFIERS, min_step_coverage=1.0)
def dew_point(rng: random.Random, difficulty: int) -> Draft:
    """Relative humidity, vapour pressure, dew point and absolute humidity.

    1: the vapour pressure. 2: the relative humidity. 3: the dew point. 4: the absolute humidity. 5: the relative humidity of
    air that is warmed, from its dew point or after a cold day.
    """
    work = Working()
    celsius, rh = rng.uniform(4, 36), rng.uniform(22, 96)
    while difficulty == 3 and _saturated(celsius) * rh / 100 < _saturated(2):  # frost
        rh = rng.uniform(22, 96)
    t = work.given("t", f"{celsius:.1f}", "°C", "temperature")
    work.given("A", "6.112", "hPa", "first constant of the formula")
    work.given("B", "17.67", "", "second constant of the formula")
    work.given("T_0", "273.15", "K", "third constant of the formula")
    work.given("T_1", "29.65", "K", "fourth constant of the formula")
    if difficulty == 5:
        return _warmed(rng, work, t, rh)
    if difficulty == 2:
        e = work.given("e", f"{_saturated(t) * rh / 100:.2f}", "hPa", "vapour pressure")
    else:
        U = work.given("U", f"{rh:.0f}", "%", "relative humidity")
    work.step("T", "t", "K", "In kelvins, the temperature is", digits=5)
    work.step("e_s", "A * exp(B * (T - T_0) / (T - T_1))", "hPa", "Saturated air has the vapour pressure")
    if difficulty == 2:
        work.step("U", "e / e_s", "%", "The relative humidity is")
        return work.draft(
            rng.choice(
                (
                    "Air of {t} has a vapour pressure of {e}. What is its relative humidity in percent? ",
                    "A hygrometer gives a vapour pressure of {e} at {t}. Calculate the relative humidity in percent. ",
                )
            )
            + _FORMULA,
            "The relative humidity is",
            second=100 * e / _saturated(t),
        )
    work.step("e", "U * e_s", "hPa", "The vapour pressure is")
    e = U / 100 * _saturated(t)
    if difficulty == 1:
        return work.draft(
            rng.choice(
                (
                    "What is the vapour pressure, in hPa, of air of {t} with a relative humidity of {U}? ",
                    "Air has a temperature of {t} and a relative humidity of {U}. Calculate the partial pressure of its water vapour in hPa. ",
                    "Find the vapour pressure in hPa at {t} and {U} relative humidity. ",
                )
            )
            + _FORMULA,
            "The vapour pressure is",
            second=e,
        )
    if difficulty == 3:
        work.step(
            "y",
            "ln(e / A)",
            "",
            "At the dew point, the air is saturated; the logarithm that the formula needs is",
        )
        work.step(
            "T_d",
            "T_0 + (T_0 - T_1) * y / (B - y)",
            "K",
            "Solved for the temperature, the formula gives",
            digits=5,
        )
        work.step("t_d", "T_d", "°C", "So the dew point is")
        x = log(e / 6.112)
        return work.draft(
            rng.choice(
                (
                    "What is the dew point, in °C, of air of {t} with a relative humidity of {U}? ",
                    "On a day with {t}, the relative humidity is {U}. At what temperature, in °C, does dew form? ",
                )
            )
            + _FORMULA,
            "The dew point is",
            second=243.5 * x / (17.67 - x),
            tolerance=0.01,
        )
    work.given("R_v", "461.5", "J/(kg·K)", "gas constant of water vapour")
    work.step("a", "e / (R_v * T)", "g/m³", "As an ideal gas, the vapour has the density")
    return work.draft(
        rng.choice(
            (
                "How many grams of water vapour does a cubic metre of air hold at {t} and {U} relative humidity (in g/m³)? The gas constant of water vapour is {R_v}. ",
                "Calculate the absolute humidity, in g/m³, of air of {t} with a relative humidity of {U}. For water vapour, $R_v$ = {R_v}. ",
            )
        )
        + _FORMULA,
        "The absolute humidity is",
        second=e * 100 / (461.5 * (t + 273.15)) * 1000,
    )


def _warmed(rng: random.Random, work: Working, t: float, rh: float) -> Draft:
    d = t - rng.uniform(4, 18)
    warm = rng.random() < 0.5
    td = work.given("t_d", f"{d:.1f}", "°C", "dew point" if warm else "temperature outside")
    work.step(
        "T",
        "t",
        "K",
        "In kelvins, the temperature of the air is" if warm else "In kelvins, the temperature inside is",
        digits=5,
    )
    work.step("T_d", "t_d", "K", "The dew point is" if warm else "Outside it is", digits=5)
    work.step(
        "e_d",
        "A * exp(B * (T_d - T_0) / (T_d - T_1))",
        "hPa",
        "At the dew point, the saturation vapour pressure is"
        if warm
        else "Saturated air outside has the vapour pressure",
    )
    work.step(
        "e_s",
        "A * exp(B * (T - T_0) / (T - T_1))",
        "hPa",
        "At the temperature of the air, it is" if warm else "Saturated air inside would have",
    )
    if warm:
        work.step("U", "e_d / e_s", "%", "The relative humidity is the ratio of the two:")
        asked = rng.choice(
            (
                "The air has a temperature of {t} and a dew point of {t_d}. What is its relative humidity in percent? ",
                "A weather station reports {t} and a dew point of {t_d}. Calculate the relative humidity in percent. ",
            )
        )
        second = 100 * _saturated(td) / _saturated(t)
    else:
        U = work.given("U_o", f"{rh:.0f}", "%", "relative humidity outside")
        work.step("e", "U_o * e_d", "hPa", "The vapour pressure, which stays the same, is")
        work.step("U", "e / e_s", "%", "Inside, the relative humidity is")
        asked = rng.choice(
            (
                "Outside it is {t_d} with a relative humidity of {U_o}. The air is let into a room and warmed to {t} at the same pressure. What is its relative humidity there, in percent? ",
                "Air of {t_d} and {U_o} relative humidity is heated to {t} without adding moisture. Find the relative humidity, in percent, after heating. ",
            )
        )
        second = U * _saturated(td) / _saturated(t)
    return work.draft(asked + _FORMULA, "The relative humidity is", second=second)
