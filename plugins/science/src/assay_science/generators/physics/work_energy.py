"""Work, energy and power."""

from __future__ import annotations

import math
import random

from assay import Draft, generator
from assay_science.generators._draws import between
from assay_science.numerics import integral, root
from assay_science.working import VERIFIERS, Working


def compression(mass: float, height: float, stiffness: float, g: float) -> float:
    """How far a spring (N/m) gives way to a mass (kg) that falls on it, where the whole energy is that of
    the start."""
    return root(lambda x: stiffness * x * x / 2 - mass * g * (height + x), mass * g / stiffness, 100.0)


def climbing_power(mass: float, grade: float, speed: float, drag: float, g: float) -> float:
    """The power in W that moves a mass uphill (rise over run ``grade``), with ``drag`` N more, at a constant
    speed."""
    rise = speed * math.sin(math.atan(grade))
    return mass * g * rise + drag * speed


@generator("science.work_energy", verifiers=VERIFIERS, min_step_coverage=1.0)
def work_energy(rng: random.Random, difficulty: int) -> Draft:
    """Kinetic and potential energy, work of friction, springs and power.

    1: kinetic energy, or work of a force at an angle. 2: power of lifting, or the work-energy theorem. 3:
    springs. 4: friction and power on a grade. 5: a mass that falls on a spring, or slopes with friction
    and springs.
    """
    return (_simple, _power, _spring, _friction, _hard)[difficulty - 1](rng, Working())


def _simple(rng: random.Random, work: Working) -> Draft:
    if rng.random() < 0.5:
        what, masses, speeds, steps = rng.choice(
            (
                ("car", (900, 1800), (10, 35), ("50", "1")),
                ("cyclist with bicycle", (70, 100), (5, 14), ("1", "0.5")),
                ("sprinter", (60, 90), (8, 10.5), ("1", "0.1")),
                ("lorry", (8000, 30000), (15, 25), ("1000", "1")),
            )
        )
        m = work.given("m", between(rng, *masses, steps[0]), "kg", "mass")
        v = work.given("v", between(rng, speeds[0], speeds[1], steps[1]), "m/s", "speed")
        work.step("E", "m * v**2 / 2", "kJ", "The kinetic energy is", symbol="E_{k}")
        return work.draft(
            rng.choice(
                (
                    "What is the kinetic energy, in kilojoules, of a {what} of mass {m} that moves at {v}?",
                    "A {what} of mass {m} has a speed of {v}. Find its kinetic energy in kJ.",
                    "How much work, in kJ, is needed to bring a {what} of mass {m} from rest to {v} if no "
                    "energy is lost?",
                )
            ),
            "The kinetic energy is",
            second=integral(lambda u: m * u, 0, v, 2) / 1000,
            texts={"what": what},
        )
    F = work.given("F", between(rng, 40, 120, "5"), "N", "force")
    angle = work.given("theta", between(rng, 15, 50, "1"), "°", "angle above the horizontal")
    d = work.given("d", between(rng, 5, 60, "1"), "m", "distance")
    work.step("W", "F * d * cos(theta)", "J", "The work of a constant force is")
    return work.draft(
        rng.choice(
            (
                "A child's sledge is pulled {d} over level snow by a rope at {theta} above the horizontal "
                "with a force of {F}. How much work, in "
                "joules, does the rope do?",
                "A traveller pulls a trolley case for {d} along a level corridor. The handle is inclined at "
                "{theta} to the horizontal and the pull "
                "along it is {F}. Find the work done by the pull in joules.",
                "A gardener pushes a lawn mower {d} over level ground with {F} along its handle, which makes "
                "an angle of {theta} with the "
                "horizontal. What work, in joules, does the gardener do?",
            )
        ),
        "The work is",
        second=F * math.sin(math.radians(90 - angle)) * d,
    )


def _power(rng: random.Random, work: Working) -> Draft:
    if rng.random() < 0.5:
        m = work.given("m", between(rng, 300, 1500, "10"), "kg", "mass")
        h = work.given("h", between(rng, 8, 60, "1"), "m", "height")
        t = work.given("t", between(rng, 10, 60, "1"), "s", "time")
        g = work.constant("g", "9.81", "m/s²")
        work.step("W", "m * g * h", "kJ", "The work against gravity is")
        work.step("P", "W / t", "kW", "The average power is")
        return work.draft(
            rng.choice(
                (
                    "A crane lifts a load of mass {m} by {h} in {t} at constant speed. What is its useful "
                    "power in kilowatts?",
                    "A lift motor raises a cabin of mass {m} through {h} in {t}. Neglecting friction and "
                    "counterweights, find its average power in kW.",
                    "What power, in kW, is needed to raise {m} of building material by {h} within {t}?",
                )
            ),
            "The power is",
            second=m * g * (h / t) / 1000,
        )
    m = work.given("m", between(rng, 900, 1900, "50"), "kg", "mass")
    v = work.given("v_k", between(rng, 30, 110, "5"), "km/h", "speed")
    d = work.given("d", between(rng, 15, 90, "1"), "m", "distance")
    work.step("v", "v_k", "m/s", "In metres per second, the speed is", symbol="v")
    work.step(
        "E", "m * v**2 / 2", "kJ", "The kinetic energy, which the brakes must take up, is", symbol="E_{k}"
    )
    work.step("F", "E / d", "kN", "Work is force times distance, so the average force is")
    return work.draft(
        rng.choice(
            (
                "A car of mass {m} brakes from {v_k} to a stop within {d}. What is the average net force on "
                "it, in kilonewtons?",
                "What average force, in kN, stops a car of mass {m} that moves at {v_k} within a distance of "
                "{d}?",
                "The tyres of a car of mass {m} leave skid marks {d} long when it brakes from {v_k} to rest. "
                "Find the average braking force in kN.",
            )
        ),
        "The force is",
        second=m * ((v / 3.6) ** 2 / (2 * d)) / 1000,
    )


def _spring(rng: random.Random, work: Working) -> Draft:
    k_text, x_text, m_text = (
        between(rng, 150, 900, "10"),
        between(rng, 4, 12, "0.5"),
        between(rng, 20, 200, "5"),
    )
    m = work.given("m", m_text, "g", "mass") / 1000
    k = work.given("k", k_text, "N/m", "spring constant")
    x = work.given("x", x_text, "cm", "compression") / 100
    if rng.random() < 0.5:
        work.step("E", "k * x**2 / 2", "J", "The energy stored in the spring is")
        work.step("v", "sqrt(2 * E / m)", "m/s", "As kinetic energy of the body it gives the speed")
        return work.draft(
            rng.choice(
                (
                    "A spring with a spring constant of {k} is compressed by {x} and shoots a ball of mass "
                    "{m} horizontally. What speed, in m/s, does the "
                    "ball reach? Neglect friction and the mass of the spring.",
                    "A puck of mass {m} rests against a light spring ({k}) that is compressed by {x}. It is "
                    "released on level ice without friction. Find "
                    "its final speed in m/s.",
                )
            ),
            "The speed is",
            second=x * math.sqrt(k / m),
        )
    g = work.constant("g", "9.81", "m/s²")
    work.step("E", "k * x**2 / 2", "J", "The energy stored in the spring is")
    work.step(
        "h", "E / (m * g)", "m", "At the highest point all of it is potential energy, so the body rises by"
    )
    return work.draft(
        rng.choice(
            (
                "A toy gun with a light spring ({k}), compressed by {x}, shoots a ball of mass {m} "
                "vertically upwards. How high, in metres, does the ball "
                "rise above the position in which it was released? Neglect friction.",
                "A light vertical spring with a spring constant of {k} is compressed by {x} and throws a "
                "ball of mass {m} straight up. To what height, in "
                "metres above the point of release, does it rise? Neglect air resistance.",
            )
        ),
        "The height is",
        second=integral(lambda s: k * s, 0, x, 4) / m / g,
    )


def _friction(rng: random.Random, work: Working) -> Draft:
    if rng.random() < 0.5:
        m = work.given("m", between(rng, 1000, 2200, "50"), "kg", "mass")
        grade = work.given("s", between(rng, 4, 15, "1"), "%", "grade")
        v = work.given("v_k", between(rng, 50, 100, "5"), "km/h", "speed")
        drag = work.given("F_d", between(rng, 300, 700, "10"), "N", "air resistance and friction")
        g = work.constant("g", "9.81", "m/s²")
        work.step("v", "v_k", "m/s", "In metres per second, the speed is", symbol="v")
        work.step("theta", "atan(s)", "°", "The grade is the tangent of the slope, which is")
        work.step(
            "F",
            "m * g * sin(theta) + F_d",
            "N",
            "The engine must balance gravity along the slope and the resistance,",
        )
        work.step("P", "F * v", "kW", "The power is force times velocity,")
        return work.draft(
            rng.choice(
                (
                    "What power, in kilowatts, moves a car of mass {m} up a road with a grade of {s} (rise "
                    "over run) at a constant {v_k}, if air resistance "
                    "and friction together come to {F_d}?",
                    "A van of mass {m} climbs a hill with a grade of {s} (rise over run) at a steady {v_k} "
                    "against {F_d} of air resistance and friction. "
                    "Find the power that its wheels deliver in kW.",
                )
            ),
            "The power is",
            second=climbing_power(m, grade / 100, v / 3.6, drag, g) / 1000,
        )
    v0 = work.given("v_0", between(rng, 2, 6, "0.1"), "m/s", "initial speed")
    h_text = between(rng, 1, 5, "0.1")
    h = work.given("h", h_text, "m", "height")
    mu = work.given(
        "mu", between(rng, 0.15, 0.5, "0.01"), "", "coefficient of kinetic friction", symbol=r"\mu_{k}"
    )
    g = work.constant("g", "9.81", "m/s²")
    work.step(
        "w",
        "v_0**2 + 2 * g * h",
        "m²/s²",
        "At the foot, conservation of energy gives the square of the speed,",
        symbol="v^{2}",
    )
    work.step(
        "d", "w / (2 * mu * g)", "m", "The work of friction takes up this energy, and the mass cancels:"
    )
    speed = math.sqrt(v0**2 + 2 * g * h)
    return work.draft(
        rng.choice(
            (
                "A skier starts down an icy, frictionless slope with a speed of {v_0}, loses {h} of height "
                "and then crosses a level stretch where the "
                "coefficient of kinetic friction is {mu}. How far, in metres, does the skier slide on the "
                "level?",
                "A crate enters a frictionless chute at {v_0}. The chute ends {h} lower on a level floor "
                "with a coefficient of kinetic friction of {mu}. "
                "Find how far the crate slides over the floor, in metres.",
            )
        ),
        "The distance is",
        second=speed / 2 * (speed / (mu * g)),
    )


def _hard(rng: random.Random, work: Working) -> Draft:
    if rng.random() < 0.5:
        m = work.given("m", between(rng, 0.5, 5, "0.1"), "kg", "mass")
        h = work.given("h", between(rng, 0.3, 1.5, "0.05"), "m", "height")
        k = work.given("k", between(rng, 800, 4000, "100"), "N/m", "spring constant")
        g = work.constant("g", "9.81", "m/s²")
        work.step("F", "m * g", "N", "The weight of the body is")
        work.step("E", "F * h", "J", "Down to the spring, it loses the potential energy", symbol="E_{p}")
        work.step(
            "x",
            "(F + sqrt(F**2 + 2 * k * E)) / k",
            "cm",
            "At rest again, the spring holds this energy and that of the compression itself, a quadratic "
            "equation with the positive root",
        )
        return work.draft(
            rng.choice(
                (
                    "A body of mass {m} falls from rest onto a light vertical spring ({k}) whose upper end "
                    "is {h} below it. By how many centimetres is the "
                    "spring compressed at most?",
                    "A block of mass {m} is dropped from {h} above the top of a light upright spring with a "
                    "spring constant of {k}. Find the greatest "
                    "compression of the spring in centimetres. Neglect air resistance.",
                )
            ),
            "The greatest compression is",
            second=100 * compression(m, h, k, g),
        )
    m = work.given("m", between(rng, 2, 12, "0.5"), "kg", "mass")
    h_text, mu_text, d_text = (
        between(rng, 1.5, 4, "0.1"),
        between(rng, 0.10, 0.30, "0.01"),
        between(rng, 1, 4, "0.1"),
    )
    h = work.given("h", h_text, "m", "height")
    d = work.given("d", d_text, "m", "length of the rough stretch")
    mu = work.given("mu", mu_text, "", "coefficient of kinetic friction", symbol=r"\mu_{k}")
    k = work.given("k", between(rng, 1500, 6000, "100"), "N/m", "spring constant")
    g = work.constant("g", "9.81", "m/s²")
    work.step("E_1", "m * g * h", "J", "The potential energy at the start is")
    work.step("W", "mu * m * g * d", "J", "Friction on the rough stretch takes")
    work.step("E_2", "E_1 - W", "J", "What remains is")
    work.step("x", "sqrt(2 * E_2 / k)", "cm", "The spring takes it up when it is compressed by")
    speed = math.sqrt(2 * g * h - 2 * mu * g * d)
    return work.draft(
        rng.choice(
            (
                "A block of mass {m} slides from rest down a frictionless ramp of height {h}, crosses a "
                "rough level stretch {d} long (coefficient of "
                "kinetic friction {mu}) and then runs against a light horizontal spring ({k}) on a smooth "
                "floor. By how many centimetres is the spring "
                "compressed at most?",
                "A parcel ({m}) starts from rest on a smooth chute, {h} above the floor. On the floor, {d} "
                "of its way is rough, with a coefficient of "
                "kinetic friction of {mu}; the rest is smooth. A light horizontal spring with a spring "
                "constant of {k} stops it. Find the greatest "
                "compression of the spring in centimetres.",
            )
        ),
        "The greatest compression is",
        second=100 * speed * math.sqrt(m / k),
    )
