"""Fluids at rest and in motion: pressure, buoyancy, continuity, Bernoulli."""

from __future__ import annotations

import math
import random

from assay import Draft, generator
from assay_science.generators._draws import between
from assay_science.generators._tables import properties
from assay_science.numerics import integral, root, solved
from assay_science.working import VERIFIERS, Working

_LIQUIDS = ("fresh water", "sea water", "olive oil", "glycerine", "ethanol")


def floating_share(body: float, liquid: float) -> float:
    """The share of a floating body's volume under the surface, where weight and buoyancy balance."""
    return root(lambda share: body - share * liquid, 0.0, 1.0)


def narrow_speed(area_ratio: float, pressure_drop: float, density: float) -> float:
    """The speed (m/s) in the wide part of a pipe whose pressure falls by so much (Pa) where it is narrower
    by a ratio."""
    return root(lambda v: density / 2 * ((v * area_ratio) ** 2 - v**2) - pressure_drop, 0.0, 1e4)


@generator("science.fluids", verifiers=VERIFIERS, min_step_coverage=1.0)
def fluids(rng: random.Random, difficulty: int) -> Draft:
    """Pressure, buoyancy, continuity and Bernoulli's equation.

    1: pressure of a liquid. 2: buoyancy, or a hydraulic press. 3: floating bodies, or continuity. 4: an
    outflow, or the density by weighing in water. 5: a Venturi tube, or a pipe that climbs and narrows.
    """
    return (_pressure, _buoyancy, _floating, _outflow, _bernoulli)[difficulty - 1](rng, Working())


def _density(work: Working, material: str, name: str = "rho", symbol: str = "") -> float:
    return work.given(name, properties("density")[material], "kg/m³", f"density of {material}", symbol=symbol)


def _pressure(rng: random.Random, work: Working) -> Draft:
    liquid = rng.choice(_LIQUIDS)
    sea = liquid in ("fresh water", "sea water")
    h = work.given("h", between(rng, 2, 60, "0.5") if sea else between(rng, 0.5, 8, "0.1"), "m", "depth")
    rho = _density(work, liquid)
    g = work.constant("g", "9.81", "m/s²")
    work.step("p", "rho * g * h", "kPa", "The weight of the liquid above makes the pressure")
    return work.draft(
        rng.choice(
            (
                "By how many kilopascals is the pressure {h} below the surface of {liquid} higher than at "
                "the surface? The density is {rho}.",
                "A tank holds {liquid} with a density of {rho}. Find the gauge pressure at a depth of {h} in "
                "kPa."
                if not sea
                else "A diver is {h} below the surface of {liquid} (density {rho}). Find the gauge pressure at "
                "this depth in kPa.",
                "What gauge pressure, in kPa, does {liquid} of density {rho} have at a depth of {h}?",
            )
        ),
        "The pressure is",
        second=integral(lambda _: rho * g, 0, h, 2) / 1000,
        texts={"liquid": liquid},
    )


def _buoyancy(rng: random.Random, work: Working) -> Draft:
    if rng.random() < 0.5:
        d1_text = between(rng, 2, 6, "0.5")
        d1 = work.given("d_1", d1_text, "cm", "diameter of the small piston")
        d2 = work.given(
            "d_2", f"{float(d1_text) * rng.uniform(4, 10):.0f}", "cm", "diameter of the large piston"
        )
        m = work.given("m", between(rng, 900, 2500, "50"), "kg", "mass of the load")
        g = work.constant("g", "9.81", "m/s²")
        work.step("F_2", "m * g", "N", "The load weighs")
        work.step(
            "F_1",
            "F_2 * (d_1 / d_2)**2",
            "N",
            "The pressure is the same everywhere, so the forces are in the ratio of the areas:",
        )
        return work.draft(
            rng.choice(
                (
                    "The pistons of a hydraulic lift have diameters of {d_1} and {d_2}. What force on the "
                    "small piston, in newtons, holds a car of mass {m} on the large one at the same height?",
                    "With what force, in newtons, must the small piston (diameter {d_1}) of a hydraulic "
                    "press be pushed to carry {m} on the large one (diameter {d_2})? The pistons are level.",
                )
            ),
            "The force is",
            second=m * g / (math.pi * d2**2 / 4) * (math.pi * d1**2 / 4),
        )
    material = rng.choice(("aluminium", "iron", "copper", "granite", "lead", "brass"))
    m = work.given("m", between(rng, 0.5, 12, "0.1"), "kg", "mass")
    rho = _density(work, material, symbol=r"\rho")
    liquid = rng.choice(("fresh water", "sea water", "olive oil"))
    rho_l = _density(work, liquid, "rho_l")
    g = work.constant("g", "9.81", "m/s²")
    work.step("V", "m / rho", "m³", "The body has the volume", digits=5)
    work.step("F_b", "rho_l * V * g", "N", "The buoyancy is the weight of the liquid displaced,", digits=5)
    work.step("F", "m * g - F_b", "N", "The rope carries the rest of the weight,")
    return work.draft(
        rng.choice(
            (
                "A block of {material} (mass {m}, density {rho}) hangs on a thin rope, wholly under the "
                "surface of {liquid} (density {rho_l}). What is the tension in the rope, in newtons?",
                "What does a spring balance read, in newtons, when a piece of {material} of mass {m} and "
                "density {rho} hangs from it, completely immersed in {liquid} with a density of {rho_l}?",
            )
        ),
        "The force is",
        second=m * g * (1 - rho_l / rho),
        texts={"material": material, "liquid": liquid},
    )


def _floating(rng: random.Random, work: Working) -> Draft:
    if rng.random() < 0.5:
        material, liquid = rng.choice(
            (
                ("ice", "sea water"),
                ("ice", "fresh water"),
                ("oak", "fresh water"),
                ("pine", "fresh water"),
                ("cork", "sea water"),
                ("pine", "olive oil"),
            )
        )
        a = work.given("a", between(rng, 5, 60, "1"), "cm", "edge")
        rho = _density(work, material)
        rho_l = _density(work, liquid, "rho_l")
        work.step(
            "s",
            "rho / rho_l",
            "%",
            "Weight and buoyancy balance when the share under the surface is the ratio of the densities,",
        )
        work.step("h", "a * (1 - s)", "cm", "The rest of the height is above it,")
        return work.draft(
            rng.choice(
                (
                    "A cube of {material} ({rho}) with edges of {a} floats upright in {liquid} ({rho_l}). "
                    "How far does it stand out of the liquid, in centimetres?",
                    "A block of {material} with a height of {a} and a density of {rho} floats with level top "
                    "in {liquid} of density {rho_l}. Find the height of the part above the surface in cm.",
                )
            ),
            "The height above the surface is",
            second=a * (1 - floating_share(rho, rho_l)),
            texts={"material": material, "liquid": liquid},
        )
    q = work.given("Q", between(rng, 5, 60, "1"), "L/min", "flow")
    d1_text = between(rng, 12, 30, "1")
    d2 = work.given("d", f"{float(d1_text) * rng.uniform(0.3, 0.7):.1f}", "mm", "diameter of the nozzle")
    h = work.given("h", between(rng, 0.5, 2, "0.1"), "m", "height of the nozzle")
    g = work.constant("g", "9.81", "m/s²")
    work.step("A", "pi * d**2 / 4", "cm²", "The nozzle has the cross-section", digits=5)
    work.step("v", "Q / A", "m/s", "The flow through it has the speed", digits=5)
    work.step("t", "sqrt(2 * h / g)", "s", "The fall to the ground takes", digits=5)
    work.step("x", "v * t", "m", "In this time, the jet goes")
    flow = q / 60000
    return work.draft(
        rng.choice(
            (
                "Water leaves a horizontal nozzle with a diameter of {d} at a rate of {Q}, {h} above level "
                "ground. How far from the nozzle, measured horizontally, does the jet reach the ground, in "
                "metres? Neglect air resistance.",
                "A garden hose held horizontally at a height of {h} delivers {Q} through a nozzle {d} wide. "
                "Find the horizontal distance, in metres, at which the water hits the level ground, without "
                "air resistance.",
            )
        ),
        "The distance is",
        second=root(lambda x: h - g / 2 * (x * math.pi * (d2 / 2000) ** 2 / flow) ** 2, 0.0, 1e4),
    )


def _outflow(rng: random.Random, work: Working) -> Draft:
    g_value = 9.81
    if rng.random() < 0.5:
        h = work.given("h", between(rng, 0.5, 6, "0.1"), "m", "height of the water over the hole")
        d = work.given("d", between(rng, 4, 40, "1"), "mm", "diameter of the hole")
        work.constant("g", "9.81", "m/s²")
        work.step("v", "sqrt(2 * g * h)", "m/s", "By Torricelli's law, the water leaves at", digits=5)
        work.step("A", "pi * d**2 / 4", "mm²", "The hole has the cross-section", digits=5)
        work.step("Q", "A * v", "L/min", "The flow is the product,")
        # Bernoulli's equation for the surface and the jet
        speed = root(lambda v: 1000 * g_value * h - 1000 * v * v / 2, 0.0, 1e3)
        return work.draft(
            rng.choice(
                (
                    "A large open water tank has a hole with a diameter of {d} in its side, {h} below the "
                    "surface. How much water flows out, in litres per minute, if friction and contraction of "
                    "the jet are neglected?",
                    "Water stands {h} above a small round hole ({d} in diameter) in the wall of a wide open "
                    "tank. Find the flow through the hole in L/min, neglecting losses and the contraction of "
                    "the jet.",
                )
            ),
            "The flow is",
            second=speed * math.pi * (d / 2000) ** 2 * 60000,
        )
    material = rng.choice(("aluminium", "iron", "copper", "granite", "lead", "brass", "gold"))
    true = float(properties("density")[material])
    weight_text = between(rng, 2, 40, "0.5")
    inside = float(weight_text) * (1 - 1000 / true)
    w = work.given("F_1", weight_text, "N", "weight in air")
    f = work.given("F_2", f"{inside:.2f}", "N", "reading in water")
    rho = work.given("rho_w", "1000", "kg/m³", "density of water")
    work.step("F_b", "F_1 - F_2", "N", "The difference is the buoyancy,")
    work.step(
        "q", "F_1 / F_b", "", "The weight is larger than that of the water displaced by the factor", digits=5
    )
    work.step(
        "rho",
        "rho_w * q",
        "kg/m³",
        "The volumes are the same, so the density is larger by this factor:",
        symbol=r"\rho",
    )
    return work.draft(
        rng.choice(
            (
                "A piece of metal weighs {F_1} in air. On the same spring balance, completely immersed in "
                "water (density {rho_w}), it seems to weigh {F_2}. What is its density, in kg/m³? Neglect "
                "the buoyancy of the air.",
                "A stone or metal sample pulls with {F_1} on a spring balance in air and with {F_2} when it "
                "hangs wholly in water of density {rho_w}. Find the density of the sample in kg/m³; the "
                "air's buoyancy is negligible.",
            )
        ).replace("A stone or metal sample", "A solid sample"),
        "The density is",
        second=1 / ((w - f) / (rho * w)),
    )


def _bernoulli(rng: random.Random, work: Working) -> Draft:
    if rng.random() < 0.5:
        d1_text = between(rng, 40, 120, "5")
        d1 = work.given("d_1", d1_text, "mm", "wide diameter")
        d2 = work.given("d_2", f"{float(d1_text) * rng.uniform(0.4, 0.7):.0f}", "mm", "narrow diameter")
        p = work.given("dp", between(rng, 2, 40, "0.5"), "kPa", "pressure difference", symbol=r"\Delta p")
        rho = work.given("rho", "1000", "kg/m³", "density of water")
        work.step(
            "k",
            "(d_1 / d_2)**2",
            "",
            "By continuity, the speed in the narrow part is larger by the factor",
            digits=5,
        )
        work.step(
            "v",
            "sqrt(2 * dp / (rho * (k**2 - 1)))",
            "m/s",
            "Bernoulli's equation for the two places gives the speed in the wide part",
            digits=5,
        )
        work.step("A", "pi * d_1**2 / 4", "cm²", "The cross-section there is", digits=5)
        work.step("Q", "A * v", "L/s", "The flow is")
        speed = narrow_speed((d1 / d2) ** 2, p * 1000, rho)
        return work.draft(
            rng.choice(
                (
                    "A Venturi tube in a horizontal water pipe narrows from {d_1} to {d_2} in diameter. The "
                    "pressure in the narrow part is {dp} lower. With a density of {rho} and no friction, how "
                    "much water flows, in litres per second?",
                    "Water ({rho}) flows through a horizontal pipe whose diameter decreases from {d_1} to "
                    "{d_2}; the pressure falls by {dp}. Find the flow in L/s, neglecting friction.",
                )
            ),
            "The flow is",
            second=speed * math.pi * (d1 / 2000) ** 2 * 1000,
        )
    d1_text = between(rng, 20, 60, "1")
    d1 = work.given("d_1", d1_text, "mm", "diameter at the bottom")
    d2 = work.given("d_2", f"{float(d1_text) * rng.uniform(0.45, 0.8):.0f}", "mm", "diameter at the top")
    h = work.given("h", between(rng, 3, 15, "0.5"), "m", "height")
    v = work.given("v_1", between(rng, 0.5, 2, "0.1"), "m/s", "speed at the bottom")
    p = work.given("p_1", between(rng, 250, 600, "10"), "kPa", "pressure at the bottom")
    rho = work.given("rho", "1000", "kg/m³", "density of water")
    g = work.constant("g", "9.81", "m/s²")
    work.step("v_2", "v_1 * (d_1 / d_2)**2", "m/s", "By continuity, the speed at the top is", digits=5)
    work.step(
        "p_v", "rho * (v_2**2 - v_1**2) / 2", "kPa", "For the gain in speed, the pressure falls by", digits=5
    )
    work.step("p_h", "rho * g * h", "kPa", "For the gain in height, it falls by", digits=5)
    work.step("p_2", "p_1 - p_v - p_h", "kPa", "By Bernoulli's equation, the pressure at the top is")
    # unknown: speed and pressure at the top
    faster = solved([[math.pi * d2 * d2 / 4]], [math.pi * d1 * d1 / 4 * v])[0]
    total = p * 1000 + rho * v * v / 2
    return work.draft(
        rng.choice(
            (
                "Water ({rho}) enters a house through a pipe {d_1} wide with a speed of {v_1} and a gauge "
                "pressure of {p_1}. A pipe with a diameter of {d_2} leads to a bathroom {h} higher. What is "
                "the gauge pressure there, in kPa, while the water "
                "flows, neglecting friction?",
                "A water pipe rises by {h} and narrows from {d_1} to {d_2} in diameter. At the bottom, the "
                "water ({rho}) moves at {v_1} under a gauge pressure of {p_1}. Find the gauge pressure at "
                "the top in kPa, without friction.",
            )
        ),
        "The pressure is",
        second=(total - rho * faster**2 / 2 - rho * g * h) / 1000,
    )
