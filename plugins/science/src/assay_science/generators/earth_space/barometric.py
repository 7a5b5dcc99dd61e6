"""Pressure and temperature in the atmosphere."""

from __future__ import annotations

import random
from collections.abc import Callable

from assay import Draft, generator
from assay_science.numerics import motion
from assay_science.working import VERIFIERS, Working

_R, _g = 8.314, 9.81
_PLACES = (
    ("a mountain hut", 1_200, 4_500),
    ("a weather balloon", 1_000, 10_000),
    ("a summit station", 1_500, 5_200),
    ("a glider", 800, 6_000),
    ("an observatory", 800, 5_000),
    ("a light aircraft", 800, 4_500),
)
"""Places, and the altitudes (m) at which there are such."""


@generator("science.barometric", verifiers=VERIFIERS, min_step_coverage=1.0)
def barometric(rng: random.Random, difficulty: int) -> Draft:
    """Pressures and altitudes by the barometric formula, and lapse rates.

    1: the temperature at an altitude. 2: the pressure in an isothermal atmosphere. 3: the altitude there. 4: the pressure with a
    lapse rate. 5: the altitude with a lapse rate.
    """
    work = Working()
    place, low, high = rng.choice(_PLACES)
    texts = {"place": place, "Place": place[0].upper() + place[1:]}
    height = rng.randrange(low, high, 20)
    if difficulty == 1:
        return _lapse(rng, work, texts, height)
    M = work.given("M", "28.97", "g/mol", "molar mass of air") / 1000
    work.constant("R", "8.314", "J/(mol·K)")
    work.constant("g", "9.81", "m/s²")
    p0 = work.given("p_0", f"{rng.uniform(985, 1035):.1f}", "hPa", "pressure at sea level")
    if difficulty >= 4:
        t = work.given("t_0", f"{rng.uniform(-5, 32):.1f}", "°C", "temperature at sea level")
        L = work.given("Gamma", rng.choice(("6.5", "6.0", "5.5", "7.0")), "K/km", "lapse rate")
        work.step("T_0", "t_0", "K", "In kelvins, the temperature at sea level is")
        work.step("n", "g * M / (R * Gamma)", "", "The exponent of the barometric formula is")

        def sink(z: float, p: float) -> float:
            return -p * M * _g / (_R * (t + 273.15 - L * z / 1000))
    else:
        T = work.given("T", f"{rng.uniform(245, 290):.0f}", "K", "temperature")

        def sink(z: float, p: float) -> float:  # noqa: ARG001
            return -p * M * _g / (_R * T)

    if difficulty in (2, 4):
        h = work.given("h", str(height), "m", "altitude")
        if difficulty == 2:
            work.step("H", "R * T / (M * g)", "m", "The scale height is")
            work.step("p", "p_0 * exp(-(h / H))", "hPa", "The barometric formula gives")
            asked = rng.choice(
                (
                    "What is the pressure, in hPa, at an altitude of {h} in an isothermal atmosphere of {T}, if it is {p_0} at sea level? The molar mass of air is {M}.",
                    "{Place} is {h} above sea level, where the pressure is {p_0}. Estimate the pressure there, in hPa, by the barometric formula for a uniform temperature of {T} and a molar mass of air of {M}.",
                    "The air has a uniform temperature of {T} and a molar mass of {M}. From {p_0} at sea level, find the pressure in hPa at {h}.",
                )
            )
        else:
            work.step(
                "x",
                "1 - Gamma * h / T_0",
                "",
                "The temperature at this altitude, in parts of that at sea level, is",
                digits=5,
            )
            work.step("p", "p_0 * x ** n", "hPa", "So the pressure is")
            asked = rng.choice(
                (
                    "At sea level, the pressure is {p_0} and the temperature {t_0}; it falls by {Gamma} with altitude. What is the pressure, in hPa, at {h}? The molar mass of air is {M}.",
                    "{Place} is at an altitude of {h}. Find the pressure there, in hPa, for {p_0} and {t_0} at sea level, a lapse rate of {Gamma} and a molar mass of air of {M}.",
                )
            )
        return work.draft(asked, "The pressure is", second=_pressure_at(sink, p0, h), rel=1e-5, texts=texts)
    q = _pressure_at(sink, p0, height)
    p = work.given("p", f"{q:.1f}", "hPa", "pressure")
    if difficulty == 3:
        work.step("H", "R * T / (M * g)", "m", "The scale height is")
        work.step("h", "H * ln(p_0 / p)", "m", "Solved for the altitude, the barometric formula gives")
        asked = rng.choice(
            (
                "At the altitude of {place} the barometer shows {p}, at sea level {p_0}. How many metres above sea level is it, for an isothermal atmosphere of {T} with a molar mass of {M}?",
                "At what altitude, in metres, has the pressure of an isothermal atmosphere ({T}, molar mass {M}) fallen from {p_0} to {p}?",
            )
        )
    else:
        work.step(
            "h", "T_0 / Gamma * (1 - (p / p_0) ** (1 / n))", "m", "Solved for the altitude, the formula gives"
        )
        asked = rng.choice(
            (
                "A barometer shows {p} at the altitude of {place}, while it is {p_0} and {t_0} at sea level. At what altitude, in metres, is it, if the temperature falls by {Gamma} and air has a molar mass of {M}?",
                "With a lapse rate of {Gamma}, {t_0} and {p_0} at sea level and a molar mass of air of {M}, how many metres up is the pressure {p}?",
            )
        )
    return work.draft(
        asked, "The altitude is", digits=4, second=_crossing(sink, p0, p), rel=1e-5, texts=texts
    )


def _pressure_at(slope: Callable[[float, float], float], p: float, height: float) -> float:
    """The hydrostatic equation dp/dz = slope(z, p), integrated from the ground to a height."""
    return motion(lambda z, state: (slope(z, state[0]),), (p,), height, 40)[0]


def _crossing(slope: Callable[[float, float], float], p0: float, p: float) -> float:
    """The height at which the pressure is ``p``, by the secant method."""
    low, high = 0.0, 5_000.0
    f_low, f_high = p0 - p, _pressure_at(slope, p0, high) - p
    for _ in range(12):
        if abs(f_high) < 1e-9:
            break
        low, high = high, high - f_high * (high - low) / (f_high - f_low)
        f_low, f_high = f_high, _pressure_at(slope, p0, high) - p
    return high


def _lapse(rng: random.Random, work: Working, texts: dict[str, str], height: int) -> Draft:
    t = work.given("t_0", f"{rng.uniform(2, 33):.1f}", "°C", "temperature below")
    dry = rng.random() < 0.4
    L = work.given("Gamma", "9.8" if dry else rng.choice(("6.5", "6.0", "5.5", "5.0")), "K/km", "lapse rate")
    h = work.given("h", str(height // 2), "m", "height")
    work.step("T_0", "t_0", "K", "In kelvins, the temperature below is")
    work.step("T", "T_0 - Gamma * h", "K", "With height, it falls to")
    parcel = t + 273.15
    for _ in range(int(h)):
        parcel -= L / 1000
    return work.draft(
        rng.choice(
            (
                "Dry air rises from a place with {t_0} by {h} and cools by {Gamma}. What temperature, in kelvins, does it reach?",
                "A parcel of dry air of {t_0} is lifted by {h}. It cools at the dry adiabatic rate of {Gamma}. Find its temperature in kelvins.",
            )
            if dry
            else (
                "The temperature falls by {Gamma}. It is {t_0} in a valley. What is it {h} higher up, in kelvins?",
                "With an environmental lapse rate of {Gamma} and {t_0} at the ground, find the temperature in kelvins at {h} above the ground.",
                "On a mountain, the air cools by {Gamma} with altitude. What is the temperature, in kelvins, {h} above a village with {t_0}?",
            )
        ),
        "The temperature is",
        digits=4,
        tolerance=0.001,
        second=parcel,
        texts=texts,
    )
