"""Bodies that are connected by ropes over pulleys."""

from __future__ import annotations

import math
import random

from assay import Draft, generator
from assay_science.generators._draws import between
from assay_science.numerics import solved
from assay_science.working import VERIFIERS, Working


def two_bodies(
    pulled: float, resisting: float, first: float, second: float, disc: float = 0.0
) -> tuple[float, float, float]:
    """Acceleration and the two tensions of bodies on a rope over a pulley, by linear equations.

    ``first`` kg are pulled by ``pulled`` N, ``resisting`` N hold ``second`` kg back; ``disc`` is the pulley's
    moment of inertia over its radius squared, in kg.
    """
    a, t1, t2 = solved(
        [[first, 1, 0], [second, 0, -1], [disc, -1, 1]],
        [pulled, -resisting, 0],
    )
    return a, t1, t2


@generator("science.pulleys", verifiers=VERIFIERS, min_step_coverage=1.0)
def pulleys(rng: random.Random, difficulty: int) -> Draft:
    """Accelerations and tensions of Atwood's machine and of blocks on tables and inclines that hanging
    bodies pull.

    1: Atwood's machine, the acceleration. 2: the tension. 3: a block on a table with friction. 4: a block
    on an incline with friction. 5: the pulley has a mass, or the speed after a distance.
    """
    return (_atwood, _tension, _table, _incline, _massive)[difficulty - 1](rng, Working())


def _masses(rng: random.Random, work: Working) -> tuple[float, float]:
    light = between(rng, 1.0, 6.0, "0.1")
    heavy = f"{float(light) * rng.uniform(1.15, 2.2):.1f}"
    return work.given("m_1", heavy, "kg", "heavier mass"), work.given("m_2", light, "kg", "lighter mass")


_MACHINE = (
    "Two blocks of {m_1} and {m_2} hang on the two ends of a light rope that runs over a light, frictionless "
    "pulley.",
    "In an Atwood machine, masses of {m_1} and {m_2} are connected by a light rope over a pulley without "
    "mass or friction.",
    "A light rope over an ideal pulley connects two bodies that hang freely, one of {m_1} and the other of "
    "{m_2}.",
)


def _atwood(rng: random.Random, work: Working) -> Draft:
    m1, m2 = _masses(rng, work)
    g = work.constant("g", "9.81", "m/s²")
    work.step(
        "a", "(m_1 - m_2) * g / (m_1 + m_2)", "m/s²", "The difference of the weights accelerates both masses:"
    )
    return work.draft(
        f"{rng.choice(_MACHINE)} What is the magnitude of their acceleration in m/s²?",
        "The acceleration is",
        second=two_bodies(m1 * g, m2 * g, m1, m2)[0],
    )


def _tension(rng: random.Random, work: Working) -> Draft:
    m1, m2 = _masses(rng, work)
    g = work.constant("g", "9.81", "m/s²")
    work.step(
        "a", "(m_1 - m_2) * g / (m_1 + m_2)", "m/s²", "The difference of the weights accelerates both masses:"
    )
    work.step("T", "m_2 * (g + a)", "N", "The rope lifts and accelerates the lighter one, so")
    return work.draft(
        f"{rng.choice(_MACHINE)} What is the tension, in newtons, while they move?",
        "The tension is",
        second=two_bodies(m1 * g, m2 * g, m1, m2)[1],
    )


def _table(rng: random.Random, work: Working) -> Draft:
    m1, m2 = between(rng, 2, 8, "0.1"), between(rng, 1.5, 6, "0.1")
    mu_max = 0.75 * float(m2) / float(m1)
    mu = f"{rng.uniform(0.1, min(mu_max, 0.5)):.2f}"
    m = work.given("m_1", m1, "kg", "mass on the table")
    h = work.given("m_2", m2, "kg", "hanging mass")
    f = work.given("mu", mu, "", "coefficient of kinetic friction", symbol=r"\mu_{k}")
    g = work.constant("g", "9.81", "m/s²")
    work.step("f", "mu * m_1 * g", "N", "The friction on the block is", symbol="f_{k}")
    work.step(
        "a",
        "(m_2 * g - f) / (m_1 + m_2)",
        "m/s²",
        "The hanging weight less the friction accelerates both bodies:",
    )
    story = rng.choice(
        (
            "A block of mass {m_1} slides on a level table. A light rope runs from it over an ideal pulley "
            "at the edge to a hanging body of "
            "mass {m_2}. The coefficient of kinetic friction between block and table is {mu}.",
            "A hanging weight of mass {m_2} pulls a block of mass {m_1} over a horizontal table by a light "
            "rope over a light, frictionless "
            "pulley. The coefficient of kinetic friction between block and table is {mu}.",
            "On a laboratory bench, a rope over an ideal pulley connects a sliding block ({m_1}, coefficient "
            "of kinetic friction {mu}) with a "
            "body that hangs freely ({m_2}).",
        )
    )
    a, tension, _ = two_bodies(h * g, f * m * g, h, m)
    if rng.random() < 0.5:
        return work.draft(
            f"{story} What is the acceleration of the two in m/s²?", "The acceleration is", second=a
        )
    work.step("T", "m_2 * (g - a)", "N", "The rope slows the fall of the hanging body, so")
    return work.draft(
        f"{story} What is the tension in the rope, in newtons?", "The tension is", second=tension
    )


def _slope(rng: random.Random, work: Working) -> tuple[float, float, float, float, float]:
    angle, mu = between(rng, 20, 40, "1"), between(rng, 0.08, 0.3, "0.01")
    m1 = between(rng, 2, 8, "0.1")
    rad = math.radians(float(angle))
    holding = float(m1) * (math.sin(rad) + float(mu) * math.cos(rad))
    m2 = f"{holding + float(m1) * rng.uniform(0.25, 0.8):.1f}"
    return (
        work.given("m_1", m1, "kg", "mass on the incline"),
        work.given("m_2", m2, "kg", "hanging mass"),
        math.radians(work.given("theta", angle, "°", "angle of the incline")),
        work.given("mu", mu, "", "coefficient of kinetic friction", symbol=r"\mu_{k}"),
        work.constant("g", "9.81", "m/s²"),
    )


_SLOPES = (
    "A block of mass {m_1} lies on a plane inclined at {theta}. A light rope parallel to the plane runs from "
    "it over an ideal pulley at the "
    "top to a body of mass {m_2}, which hangs freely and sinks. The coefficient of kinetic friction is {mu}.",
    "A falling counterweight of mass {m_2} pulls a box of mass {m_1} up a ramp of {theta} by a light rope "
    "over a light, frictionless pulley. "
    "The coefficient of kinetic friction between box and ramp is {mu}.",
    "Over an ideal pulley at the top of an incline of {theta}, a light rope connects a hanging body ({m_2}), "
    "which moves down, with a block "
    "({m_1}) that slides up the incline with a coefficient of kinetic friction of {mu}.",
)


def _incline(rng: random.Random, work: Working) -> Draft:
    m, h, rad, mu, g = _slope(rng, work)
    work.step("F_g", "m_1 * g * sin(theta)", "N", "The component of the block's weight along the incline is")
    work.step(
        "f", "mu * m_1 * g * cos(theta)", "N", "The friction, directed down the incline, is", symbol="f_{k}"
    )
    work.step("a", "(m_2 * g - F_g - f) / (m_1 + m_2)", "m/s²", "The net force accelerates both bodies:")
    work.step("T", "m_2 * (g - a)", "N", "For the hanging body, Newton's second law gives the tension")
    return work.draft(
        f"{rng.choice(_SLOPES)} What is the tension in the rope, in newtons?",
        "The tension is",
        second=two_bodies(h * g, m * g * (math.sin(rad) + mu * math.cos(rad)), h, m)[2],
    )


def _massive(rng: random.Random, work: Working) -> Draft:
    if rng.random() < 0.5:
        m, h, rad, mu, g = _slope(rng, work)
        s = work.given("s", between(rng, 0.5, 2.5, "0.1"), "m", "distance")
        work.step(
            "F_g", "m_1 * g * sin(theta)", "N", "The component of the block's weight along the incline is"
        )
        work.step(
            "f",
            "mu * m_1 * g * cos(theta)",
            "N",
            "The friction, directed down the incline, is",
            symbol="f_{k}",
        )
        work.step("F", "m_2 * g - F_g - f", "N", "The net force on the two bodies is")
        work.step("a", "F / (m_1 + m_2)", "m/s²", "It gives them the acceleration")
        work.step("v", "sqrt(2 * a * s)", "m/s", "From rest, the speed after the distance is")
        energy = s * (h * g - m * g * math.sin(rad) - mu * m * g * math.cos(rad))
        return work.draft(
            f"{rng.choice(_SLOPES)} They start from rest. What is their speed, in m/s, after {{s}}?",
            "The speed is",
            second=math.sqrt(2 * energy / (m + h)),
        )
    m1, m2 = _masses(rng, work)
    M = work.given("M", between(rng, 0.8, 3.0, "0.1"), "kg", "mass of the pulley")
    s = work.given("s", between(rng, 0.5, 2.5, "0.1"), "m", "distance")
    g = work.constant("g", "9.81", "m/s²")
    work.step("m_p", "M / 2", "kg", "As a uniform disc, the pulley resists like a mass on the rope of")
    work.step("m", "m_1 + m_2 + m_p", "kg", "In all, the mass that is accelerated is")
    work.step("a", "(m_1 - m_2) * g / m", "m/s²", "The difference of the weights gives it the acceleration")
    work.step("v", "sqrt(2 * a * s)", "m/s", "From rest, the speed after the distance is")
    return work.draft(
        rng.choice(
            (
                "Blocks of {m_1} and {m_2} hang from a light rope over a pulley, a uniform disc of mass {M} "
                "that turns without friction "
                "while the rope does not slip. They are released from rest. What is their speed, in m/s, "
                "after {s}?",
                "The pulley of an Atwood machine is a uniform disc of mass {M} on a frictionless axle; the "
                "rope does not slip on it. The "
                "bodies have masses of {m_1} and {m_2} and start from rest. Find their speed, in m/s, when "
                "each has moved {s}.",
            )
        ),
        "The speed is",
        second=math.sqrt(2 * two_bodies(m1 * g, m2 * g, m1, m2, M / 2)[0] * s),
    )
