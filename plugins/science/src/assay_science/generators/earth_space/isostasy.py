"""Isostasy: how crust, ice and sediment float on the mantle."""

from __future__ import annotations

import random
from collections.abc import Callable

from assay import Draft, generator
from assay_science.working import VERIFIERS, Working, rounded


@generator("science.isostasy", verifiers=VERIFIERS, min_step_coverage=1.0)
def isostasy(rng: random.Random, difficulty: int) -> Draft:
    """Roots of mountains, rebound after ice, subsidence under sediment, by Airy's isostasy.

    1: the part of an iceberg under water, or the depression under ice. 2: the root of a mountain range. 3: the thickness of the whole
    crust. 4: the uplift after erosion. 5: a basin of the sea that fills with sediment.
    """
    work = Working()
    return (rng.choice((_iceberg, _ice_sheet)), _root, _crust, _erosion, _basin)[difficulty - 1](rng, work)


def _zero(function: Callable[[float], float], low: float, high: float) -> float:
    """Where a function that grows crosses zero: the balance of two columns of rock."""
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if function(middle) < 0 else (low, middle)
    return low


def _densities(rng: random.Random, work: Working) -> tuple[float, float]:
    c = work.given("rho_c", f"{rng.randrange(2650, 2900, 10)}", "kg/m³", "density of the crust")
    m = work.given("rho_m", f"{rng.randrange(3200, 3400, 10)}", "kg/m³", "density of the mantle")
    return c, m


def _iceberg(rng: random.Random, work: Working) -> Draft:
    i = work.given("rho_i", f"{rng.randint(890, 925)}", "kg/m³", "density of ice")
    w = work.given("rho_w", f"{rng.randint(1020, 1030)}", "kg/m³", "density of sea water")
    h = work.given("h", rounded(rng.uniform(60, 400)), "m", "thickness")
    work.step(
        "d", "h * rho_i / rho_w", "m", "The water displaced weighs as much as the ice, so the draught is"
    )
    work.step("f", "h - d", "m", "The height above the water is")
    return work.draft(
        rng.choice(
            (
                "A tabular iceberg is {h} thick. How many metres of it stand above the water? The density of the ice is {rho_i}, that of sea water {rho_w}.",
                "Ice with a density of {rho_i} floats in sea water with {rho_w}. What is the height, in metres, of the part above the water of a flat iceberg with a thickness of {h}?",
            )
        ),
        "The height above the water is",
        second=_zero(lambda up: up * w - h * (w - i), 0.0, h),
    )


def _ice_sheet(rng: random.Random, work: Working) -> Draft:
    i = work.given("rho_i", f"{rng.randint(890, 920)}", "kg/m³", "density of ice")
    m = work.given("rho_m", f"{rng.randrange(3200, 3400, 10)}", "kg/m³", "density of the mantle")
    h = work.given("h", str(rng.randrange(800, 3600, 50)), "m", "thickness of the ice")
    work.step("w", "h * rho_i / rho_m", "m", "The mantle displaced weighs as much as the ice, so")
    return work.draft(
        rng.choice(
            (
                "By how many metres does an ice sheet of {h} press the crust down in isostatic equilibrium? The ice has a density of {rho_i}, the mantle {rho_m}.",
                "An ice sheet {h} thick melts. How far, in metres, does the land rise in the end? Ice: {rho_i}, mantle: {rho_m}.",
            )
        ),
        "The land moves by",
        second=_zero(lambda down: down * m - h * i, 0.0, h),
    )


def _root(rng: random.Random, work: Working) -> Draft:
    h = work.given("h", f"{rng.uniform(1.2, 5.4):.1f}", "km", "height")
    c, m = _densities(rng, work)
    work.step("r", "rho_c * h / (rho_m - rho_c)", "km", "By Airy's isostasy, the root is")
    return work.draft(
        rng.choice(
            (
                "A mountain range rises {h} above the surrounding plain. How deep, in km, is its crustal root by Airy's model? Densities: crust {rho_c}, mantle {rho_m}.",
                "What thickness, in km, has the root that balances a plateau with a height of {h}, if crust has a density of {rho_c} and mantle {rho_m}?",
                "Find the root, in km, under mountains of {h} in Airy isostasy, with {rho_c} for the crust and {rho_m} for the mantle.",
            )
        ),
        "The root is",
        second=_zero(lambda r: m * r - c * (h + r), 0.0, 500.0),
    )


def _crust(rng: random.Random, work: Working) -> Draft:
    t = work.given("t_0", f"{rng.uniform(28, 40):.1f}", "km", "thickness at sea level")
    h = work.given("h", f"{rng.uniform(1.2, 5.2):.1f}", "km", "height")
    c, m = _densities(rng, work)
    work.step("r", "rho_c * h / (rho_m - rho_c)", "km", "The root under the range is")
    work.step("t", "t_0 + h + r", "km", "The crust is thicker by height and root:")
    return work.draft(
        rng.choice(
            (
                "Crust at sea level is {t_0} thick. How thick, in km, is it under a plateau {h} high, in Airy isostasy? The crust has a density of {rho_c}, the mantle {rho_m}.",
                "Estimate the thickness of the crust, in km, below mountains that reach {h} above sea level, where the crust at sea level measures {t_0}. Use densities of {rho_c} (crust) and {rho_m} (mantle).",
            )
        ),
        "The thickness of the crust is",
        second=_zero(lambda whole: m * (whole - t - h) - c * (whole - t), t, 500.0),
    )


def _erosion(rng: random.Random, work: Working) -> Draft:
    e = work.given("e_r", f"{rng.uniform(0.8, 6.0):.1f}", "km", "rock eroded")
    c, m = _densities(rng, work)
    work.step("u", "e_r * rho_c / rho_m", "km", "The lost weight is replaced by mantle, so the uplift is")
    work.step("s", "e_r - u", "m", "The surface sinks by the difference:")
    return work.draft(
        rng.choice(
            (
                "Erosion removes {e_r} of rock from a mountain range. By how many metres does the mean surface sink in the end, after isostatic uplift? The density of the crust is {rho_c}, that of the mantle {rho_m}.",
                "In isostatic equilibrium, {e_r} of crust (density {rho_c}) are eroded from a plateau above mantle of {rho_m}. How much lower, in metres, is its surface afterwards?",
            )
        ),
        "The surface sinks by",
        second=1000 * _zero(lambda s: m * s - e * (m - c), 0.0, e),
    )


def _basin(rng: random.Random, work: Working) -> Draft:
    w = work.given("h_w", f"{rng.uniform(0.4, 4.5):.2f}", "km", "depth of the water")
    rw = work.given("rho_w", "1030", "kg/m³", "density of the water")
    rs = work.given("rho_s", f"{rng.randrange(1900, 2500, 20)}", "kg/m³", "density of the sediment")
    rm = work.given("rho_m", f"{rng.randrange(3250, 3400, 10)}", "kg/m³", "density of the mantle")
    work.step(
        "q",
        "(rho_m - rho_w) / (rho_m - rho_s)",
        "",
        "Sediment replaces water and, below, mantle; each metre of water makes room for",
    )
    work.step("h_s", "h_w * q", "km", "When the basin is full, the thickness of the sediment is")
    work.step("s", "h_s - h_w", "km", "So the floor has sunk by")
    return work.draft(
        rng.choice(
            (
                "A basin of the sea, {h_w} deep, is filled with sediment up to the surface of the water, in local isostatic equilibrium. By how many km does its floor sink? Densities: water {rho_w}, sediment {rho_s}, mantle {rho_m}.",
                "Sediment with a density of {rho_s} fills a marine basin that was {h_w} deep (water: {rho_w}). How far, in km, does the load press the floor down, if the mantle has a density of {rho_m} and isostasy is local?",
            )
        ),
        "The floor sinks by",
        second=_zero(lambda s: rw * w + rm * s - rs * (w + s), 0.0, 100.0),
    )
