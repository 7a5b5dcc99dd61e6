"""Rotation: torques, moments of inertia, flywheels, rolling."""

from __future__ import annotations

import math
import random

from assay import Draft, generator
from assay_science.generators._draws import between
from assay_science.numerics import integral, solved
from assay_science.working import VERIFIERS, Working

_ROLLING = {  # moment of inertia over m r²: numerator, denominator
    "solid cylinder": (1, 2),
    "solid sphere": (2, 5),
    "thin-walled hollow cylinder": (1, 1),
    "thin-walled hollow sphere": (2, 3),
}


def rolling_acceleration(degrees: float, shape: str, g: float) -> float:
    """The acceleration of a body that rolls down an incline, out of Newton's laws for translation and
    rotation."""
    top, bottom = _ROLLING[shape]
    push = g * math.sin(math.radians(degrees))
    return solved([[1, 1], [top / bottom, -1]], [push, 0])[0]  # unknown: acceleration, friction over mass


def seesaw(left: float, arm: float, right: float) -> float:
    """The arm on which a mass balances another, from the centre of mass of the two."""
    return left * arm / right


@generator("science.rotation", verifiers=VERIFIERS, min_step_coverage=1.0)
def rotation(rng: random.Random, difficulty: int) -> Draft:
    """Torque and angular acceleration, kinetic energy of rotation, rolling bodies, angular momentum.

    1: angular acceleration, or a balance of torques. 2: torque that spins up a wheel. 3: energy of a
    flywheel, or rolling. 4: rolling down an incline, or angular momentum. 5: a bucket on a winch, or
    rolling up and sliding down.
    """
    return (_simple, _torque, _flywheel, _rolling, _hard)[difficulty - 1](rng, Working())


def _simple(rng: random.Random, work: Working) -> Draft:
    if rng.random() < 0.5:
        what, speeds, times, step = rng.choice(
            (
                ("the drum of a washing machine", (600, 1400), (8, 20), "50"),
                ("the wheel of a grinding machine", (1500, 3600), (3, 9), "100"),
                ("a laboratory centrifuge", (3000, 12000), (10, 40), "500"),
                ("a ceiling fan", (120, 280), (3, 8), "10"),
            )
        )
        n = work.given("n", between(rng, *speeds, step), "rpm", "final rate of rotation")
        t = work.given("t", between(rng, *times, "0.5"), "s", "time")
        work.step("omega", "n", "rad/s", "The final angular speed is")
        work.step("alpha", "omega / t", "rad/s²", "The angular acceleration is")
        return work.draft(
            rng.choice(
                (
                    "Starting from rest, {what} reaches {n} in {t} with constant angular acceleration. What "
                    "is the angular acceleration in rad/s²?",
                    "It takes {t} to bring {what} from rest to {n}. Find the angular acceleration, assumed "
                    "constant, in rad/s².",
                )
            ),
            "The angular acceleration is",
            second=2 * (math.pi * n / 60) / t,
            texts={"what": what},
        )
    m1 = work.given("m_1", between(rng, 20, 45, "1"), "kg", "mass of the first child")
    r1 = work.given("r_1", between(rng, 1.2, 2.0, "0.05"), "m", "its distance from the pivot")
    m2 = work.given("m_2", between(rng, 22, 50, "1"), "kg", "mass of the second child")
    work.step(
        "r_2",
        "m_1 * r_1 / m_2",
        "m",
        "The torques of the two weights balance, and the acceleration of gravity cancels:",
    )
    return work.draft(
        rng.choice(
            (
                "A child of mass {m_1} sits on a seesaw {r_1} from the pivot in its middle. How far from the "
                "pivot, in metres, must a child of mass {m_2} sit "
                "to balance it?",
                "Two children of {m_1} and {m_2} balance on a uniform seesaw that is pivoted at its centre. "
                "The first sits {r_1} from the pivot. Find the "
                "distance of the second from the pivot in metres.",
            )
        ),
        "The distance is",
        second=seesaw(m1, r1, m2),
    )


def _torque(rng: random.Random, work: Working) -> Draft:
    m = work.given("m", between(rng, 4, 60, "1"), "kg", "mass")
    r = work.given("r", between(rng, 12, 50, "1"), "cm", "radius") / 100
    n = work.given("n", between(rng, 200, 1500, "50"), "rpm", "final rate of rotation")
    t = work.given("t", between(rng, 4, 20, "0.5"), "s", "time")
    work.step("I", "m * r**2 / 2", "kg·m²", "The moment of inertia of a uniform disc is")
    work.step("omega", "n", "rad/s", "The final angular speed is")
    work.step("alpha", "omega / t", "rad/s²", "The angular acceleration is")
    work.step("tau", "I * alpha", "N·m", "The net torque is")
    w = 2 * math.pi * n / 60
    return work.draft(
        rng.choice(
            (
                "A uniform disc of mass {m} and radius {r} is brought from rest to {n} in {t}. What constant "
                "net torque, in N·m, does this take?",
                "A grindstone, a uniform disc ({m}, radius {r}), reaches {n} within {t} from rest. Find the "
                "average net torque on it in N·m.",
                "What net torque, in N·m, spins a heavy wheel, a uniform disc of mass {m} and radius {r}, up "
                "to {n} in {t}?",
            )
        ),
        "The torque is",
        second=(m * r * r / 4 * w * w) / (w * t / 2),  # energy over angle
    )


def _flywheel(rng: random.Random, work: Working) -> Draft:
    if rng.random() < 0.5:
        m = work.given("m", between(rng, 20, 300, "5"), "kg", "mass")
        r = work.given("r", between(rng, 20, 60, "1"), "cm", "radius") / 100
        n = work.given("n", between(rng, 1000, 6000, "100"), "rpm", "rate of rotation")
        p = work.given("P", between(rng, 5, 60, "1"), "kW", "power")
        work.step("I", "m * r**2 / 2", "kg·m²", "The moment of inertia of a uniform disc is")
        work.step("omega", "n", "rad/s", "The angular speed is")
        work.step("E", "I * omega**2 / 2", "kJ", "The kinetic energy of the rotation is")
        work.step("t", "E / P", "s", "At this power, it lasts for")
        w = 2 * math.pi * n / 60
        energy = integral(lambda x: (w * x) ** 2 / 2 * m * 2 * x / r**2, 0, r, 4)
        return work.draft(
            rng.choice(
                (
                    "A flywheel, a uniform disc of mass {m} and radius {r}, turns at {n}. For how many "
                    "seconds could it deliver {P} if all of its energy were used?",
                    "How long, in seconds, can a flywheel provide {P} until it stands still, if it is a "
                    "uniform disc ({m}, radius {r}) that turns at {n} at first?",
                )
            ),
            "The time is",
            second=energy / (1000 * p),
        )
    shape = rng.choice(list(_ROLLING))
    top, bottom = _ROLLING[shape]
    h = work.given("h", between(rng, 0.3, 3, "0.1"), "m", "height")
    g = work.constant("g", "9.81", "m/s²")
    work.step(
        "k",
        f"1 + {top} / {bottom}" if bottom > 1 else "1 + 1",
        "",
        "With the rotation, the kinetic energy is larger than that of the translation by the factor",
    )
    work.step(
        "v",
        "sqrt(2 * g * h / k)",
        "m/s",
        "It equals the potential energy at the start, and mass and radius cancel:",
    )
    sine = 0.5
    return work.draft(
        rng.choice(
            (
                "A {shape} rolls from rest down a ramp without slipping and loses {h} of height. What is its "
                "speed at the bottom in m/s?",
                "Released from rest, a {shape} rolls without slipping down a slope, {h} lower in the end. "
                "Find its final speed in m/s.",
            )
        ),
        "The speed is",
        second=math.sqrt(2 * rolling_acceleration(math.degrees(math.asin(sine)), shape, g) * h / sine),
        texts={"shape": shape},
    )


def _rolling(rng: random.Random, work: Working) -> Draft:
    if rng.random() < 0.5:
        shape = rng.choice(list(_ROLLING))
        top, bottom = _ROLLING[shape]
        angle = work.given("theta", between(rng, 5, 30, "1"), "°", "angle of the incline")
        s = work.given("x", between(rng, 0.8, 5, "0.1"), "m", "distance")
        g = work.constant("g", "9.81", "m/s²")
        work.step(
            "k",
            f"1 + {top} / {bottom}" if bottom > 1 else "1 + 1",
            "",
            "The friction that turns the body makes its inertia larger by the factor",
        )
        work.step("a", "g * sin(theta) / k", "m/s²", "Its acceleration along the incline is therefore")
        work.step("t", "sqrt(2 * x / a)", "s", "From rest, the distance takes")
        return work.draft(
            rng.choice(
                (
                    "A {shape} is released from rest on an incline of {theta} and rolls without slipping. "
                    "How many seconds does it need for {x}?",
                    "How long, in seconds, does a {shape} take to roll {x} from rest down a plane inclined "
                    "at {theta} without slipping?",
                )
            ),
            "The time is",
            second=math.sqrt(2 * s / rolling_acceleration(angle, shape, g)),
            texts={"shape": shape},
        )
    M = work.given("M", between(rng, 80, 300, "10"), "kg", "mass of the platform")
    work.given("R", between(rng, 1.2, 3, "0.1"), "m", "its radius")
    n = work.given("n", between(rng, 6, 30, "1"), "rpm", "its rate of rotation")
    m = work.given("m", between(rng, 20, 80, "1"), "kg", "mass of the person")
    work.step("I_1", "M * R**2 / 2", "kg·m²", "The moment of inertia of the platform, a uniform disc, is")
    work.step("I_2", "I_1 + m * R**2", "kg·m²", "With the person at its rim, it is")
    work.step(
        "n_2", "n * I_1 / I_2", "rpm", "The angular momentum is conserved, so the new rate of rotation is"
    )
    return work.draft(
        rng.choice(
            (
                "A playground roundabout, a uniform disc of mass {M} and radius {R}, turns freely at {n}. "
                "Someone of mass {m} drops straight onto its rim and "
                "stays there. At what rate, in rpm, does it turn now?",
                "A horizontal platform, a uniform disc ({M}, radius {R}), rotates without friction at {n} "
                "when a student of mass {m}, at rest, steps onto its "
                "edge. Find its new rate of rotation in rpm.",
            )
        ),
        "The new rate is",
        second=n / (1 + 2 * m / M),
    )


def _hard(rng: random.Random, work: Working) -> Draft:
    if rng.random() < 0.5:
        M = work.given("M", between(rng, 3, 20, "0.5"), "kg", "mass of the drum")
        m = work.given("m", between(rng, 2, 15, "0.5"), "kg", "mass of the bucket")
        h = work.given("h", between(rng, 2, 12, "0.5"), "m", "height")
        r = work.given("r", between(rng, 8, 20, "1"), "cm", "radius of the drum") / 100
        g = work.constant("g", "9.81", "m/s²")
        work.step("m_d", "M / 2", "kg", "On the rope, the drum resists like the mass")
        work.step("a", "m * g / (m + m_d)", "m/s²", "The weight of the bucket accelerates both:")
        work.step("v", "sqrt(2 * a * h)", "m/s", "From rest, the speed of the bucket is")
        work.step("omega", "v / r", "rad/s", "The rope does not slip, so the angular speed is")
        work.step("n", "omega", "rpm", "In revolutions per minute,", symbol="n")
        energy = m * g * h
        inertia = M * r * r / 2 + m * r * r
        return work.draft(
            rng.choice(
                (
                    "A bucket of mass {m} hangs on a light rope that is wound round the drum of a well, a "
                    "uniform cylinder of mass {M} and radius {r} on a "
                    "frictionless axle. It falls {h} from rest. At what rate, in rpm, does the drum turn "
                    "then?",
                    "A light cord is wound round a uniform cylinder ({M}, radius {r}) that turns freely "
                    "about its horizontal axis. A body of mass {m} hangs on "
                    "the cord and is released from rest. Find the rate of rotation of the cylinder, in rpm, "
                    "when the body has fallen {h}.",
                )
            ),
            "The rate of rotation is",
            second=math.sqrt(2 * energy / inertia) * 60 / (2 * math.pi),
        )
    m = work.given("m", between(rng, 10, 40, "1"), "kg", "mass of the ladder")
    L = work.given("L", between(rng, 3, 7, "0.1"), "m", "its length")
    angle = work.given("theta", between(rng, 55, 75, "1"), "°", "angle to the ground")
    M = work.given("M", between(rng, 50, 100, "1"), "kg", "mass of the person")
    s = work.given("s", f"{float(L) * rng.uniform(0.3, 0.85):.1f}", "m", "distance climbed along the ladder")
    g = work.constant("g", "9.81", "m/s²")
    work.step(
        "tau_1",
        "m * g * L / 2 * cos(theta)",
        "N·m",
        "About the foot, the weight of the ladder has the torque",
    )
    work.step("tau_2", "M * g * s * cos(theta)", "N·m", "That of the person is")
    work.step("F_w", "(tau_1 + tau_2) / (L * sin(theta))", "N", "The wall's horizontal force balances both:")
    work.step("N", "(m + M) * g", "N", "The ground's normal force carries both weights:")
    work.step(
        "mu",
        "F_w / N",
        "",
        "Friction at the foot must equal the wall's force, so the coefficient of static friction must be at "
        "least",
        symbol=r"\mu_{s}",
    )
    rad = math.radians(angle)
    # unknown: normal force, friction, force of the wall; torques about the top of the ladder
    normal, friction, _ = solved(
        [[1, 0, 0], [0, 1, -1], [L * math.cos(rad), -L * math.sin(rad), 0]],
        [(m + M) * g, 0, m * g * L / 2 * math.cos(rad) + M * g * (L - s) * math.cos(rad)],
    )
    return work.draft(
        rng.choice(
            (
                "A uniform ladder of mass {m} and length {L} leans against a frictionless wall at {theta} to "
                "the level ground. Someone of mass {M} stands on "
                "it, {s} from its foot along the ladder. How large must the coefficient of static friction "
                "with the ground be at least?",
                "A painter of mass {M} has climbed {s} along a uniform ladder ({m}, {L} long) that rests on "
                "rough ground at an angle of {theta} and leans "
                "against a smooth wall. Find the smallest coefficient of static friction at the ground with "
                "which it does not slip.",
            )
        ),
        "The least coefficient is",
        second=friction / normal,
    )
