"""Blocks on rough and inclined planes."""

from __future__ import annotations

import math
import random

from assay import Draft, generator
from assay_science.generators._draws import between
from assay_science.working import VERIFIERS, Working

_LOADS = (  # what, mass in kg, coefficient of kinetic friction
    ("wooden crate", (15, 60), (0.20, 0.40)),
    ("steel box", (20, 80), (0.15, 0.35)),
    ("suitcase", (12, 30), (0.20, 0.40)),
    ("sack of cement", (25, 50), (0.30, 0.50)),
    ("refrigerator", (50, 90), (0.15, 0.30)),
)


def acceleration_down(degrees: float, friction: float, g: float) -> float:
    """The acceleration of a body that slides down an incline, out of the work of gravity and friction on 1
    kg over 1 m."""
    angle = math.radians(degrees)
    energy = g * math.sin(angle) - friction * g * math.cos(angle)
    return (2 * energy) / 2  # v² = 2 E / m, and v² = 2 a s


@generator("science.incline", verifiers=VERIFIERS, min_step_coverage=1.0)
def incline(rng: random.Random, difficulty: int) -> Draft:
    """Forces and accelerations of bodies on level and inclined planes with friction.

    1: pulled over a level floor. 2: sliding down an incline. 3: the speed at the foot of an incline. 4:
    pulled at an angle, or up an incline. 5: pushed up an incline and slid back, or friction out of a
    time.
    """
    return (_floor, _slide, _foot, _pulled, _inverse)[difficulty - 1](rng, Working())


def _floor(rng: random.Random, work: Working) -> Draft:
    what, masses, frictions = rng.choice(_LOADS)
    m = work.given("m", between(rng, *masses, "1"), "kg", "mass")
    mu = work.given(
        "mu", between(rng, *frictions, "0.01"), "", "coefficient of kinetic friction", symbol=r"\mu_{k}"
    )
    g = work.constant("g", "9.81", "m/s²")
    if rng.random() < 0.5:
        work.step("F", "mu * m * g", "N", "At constant velocity the push equals the friction,")
        return work.draft(
            rng.choice(
                (
                    "What horizontal force, in newtons, keeps a {what} of mass {m} moving at constant "
                    "velocity over a level floor? The "
                    "coefficient of kinetic friction is {mu}.",
                    "A {what} ({m}) is pushed across a level floor at constant speed. The coefficient of "
                    "kinetic friction between it and the "
                    "floor is {mu}. Find the horizontal push in newtons.",
                )
            ),
            "The force is",
            second=math.tan(math.atan(mu)) * (m * g),
            texts={"what": what},
        )
    push = round(m * (mu * g + rng.uniform(0.4, 1.5)))
    F = work.given("F", f"{push}", "N", "horizontal force")
    work.step("a", "(F - mu * m * g) / m", "m/s²", "The net force is the push less the friction, so")
    return work.draft(
        rng.choice(
            (
                "A {what} of mass {m} is pushed over a level floor with a horizontal force of {F}. The "
                "coefficient of kinetic friction is "
                "{mu}. What is its acceleration in m/s²?",
                "Someone pushes a sliding {what} ({m}) horizontally with {F}. Its coefficient of kinetic "
                "friction with the level floor is "
                "{mu}. Calculate the acceleration in m/s².",
            )
        ),
        "The acceleration is",
        second=F / m - mu * g,
        texts={"what": what},
    )


def _slide(rng: random.Random, work: Working) -> Draft:
    angle = work.given("theta", between(rng, 22, 45, "1"), "°", "angle of the incline")
    mu = work.given(
        "mu", between(rng, 0.08, 0.3, "0.01"), "", "coefficient of kinetic friction", symbol=r"\mu_{k}"
    )
    g = work.constant("g", "9.81", "m/s²")
    work.step("a_1", "g * sin(theta)", "m/s²", "Along the incline, gravity alone would give")
    work.step("a_2", "mu * g * cos(theta)", "m/s²", "Friction opposes it with")
    work.step("a", "a_1 - a_2", "m/s²", "The acceleration is therefore")
    return work.draft(
        rng.choice(
            (
                "A box slides down a ramp that is inclined at {theta} to the horizontal. The coefficient of "
                "kinetic friction is {mu}. "
                "What is the acceleration of the box in m/s²?",
                "A wet wooden block slides down a plank inclined at {theta}. The coefficient of kinetic "
                "friction is {mu}. Find its "
                "acceleration in m/s².",
                "With what acceleration, in m/s², does a child slide down a playground slide of {theta} if "
                "the coefficient of kinetic friction "
                "is {mu}?",
            )
        ),
        "The acceleration is",
        second=acceleration_down(angle, mu, g),
    )


def _foot(rng: random.Random, work: Working) -> Draft:
    angle = work.given("theta", between(rng, 20, 40, "1"), "°", "angle of the incline")
    mu = work.given(
        "mu", between(rng, 0.05, 0.25, "0.01"), "", "coefficient of kinetic friction", symbol=r"\mu_{k}"
    )
    s = work.given("s", between(rng, 2, 12, "0.5"), "m", "length of the incline")
    g = work.constant("g", "9.81", "m/s²")
    work.step("a_1", "g * sin(theta)", "m/s²", "Along the incline, gravity alone would give")
    work.step("a_2", "mu * g * cos(theta)", "m/s²", "Friction opposes it with")
    work.step("a", "a_1 - a_2", "m/s²", "The acceleration is")
    work.step("v", "sqrt(2 * a * s)", "m/s", "From rest, the speed after this distance is")
    height = s * math.sin(math.radians(angle))
    lost = mu * g * math.cos(math.radians(angle)) * s
    return work.draft(
        rng.choice(
            (
                "A parcel is released from rest at the top of a chute of length {s} that is inclined at "
                "{theta}. The coefficient of kinetic "
                "friction is {mu}. With what speed, in m/s, does it reach the bottom?",
                "A sledge starts from rest and slides {s} down a slope of {theta}. The coefficient of "
                "kinetic friction is {mu}. What is its "
                "speed, in m/s, at the end?",
                "A crate slides from rest down a ramp {s} long, inclined at {theta} to the horizontal, with "
                "a coefficient of kinetic friction "
                "of {mu}. Find its speed at the foot of the ramp in m/s.",
            )
        ),
        "The speed is",
        second=math.sqrt(2 * (g * height - lost)),
    )


def _pulled(rng: random.Random, work: Working) -> Draft:
    what, masses, frictions = rng.choice(_LOADS)
    m = work.given("m", between(rng, *masses, "1"), "kg", "mass")
    mu = work.given(
        "mu", between(rng, *frictions, "0.01"), "", "coefficient of kinetic friction", symbol=r"\mu_{k}"
    )
    texts = {"what": what}
    g = 9.81
    if rng.random() < 0.5:
        angle = work.given("theta", between(rng, 15, 40, "1"), "°", "angle of the rope above the horizontal")
        c, s = math.cos(math.radians(angle)), math.sin(math.radians(angle))
        F = work.given(
            "F", f"{m * (mu * g + rng.uniform(0.5, 1.5)) / (c + mu * s):.0f}", "N", "force of the rope"
        )
        work.constant("g", "9.81", "m/s²")
        work.step("F_x", "F * cos(theta)", "N", "The horizontal component of the pull is")
        work.step("N", "m * g - F * sin(theta)", "N", "The pull lifts a little, so the normal force is")
        work.step("f", "mu * N", "N", "The friction is", symbol="f_{k}")
        work.step("a", "(F_x - f) / m", "m/s²", "Newton's second law gives")
        return work.draft(
            rng.choice(
                (
                    "A {what} of mass {m} is pulled over a level floor by a rope at {theta} above the "
                    "horizontal with a force of {F}. The "
                    "coefficient of kinetic friction is {mu}. What is its acceleration in m/s²?",
                    "A rope at an angle of {theta} above the horizontal pulls a sliding {what} ({m}) with "
                    "{F}. With a coefficient of kinetic "
                    "friction of {mu} between it and the level floor, find its acceleration in m/s².",
                )
            ),
            "The acceleration is",
            second=F / m * (c + mu * s) - mu * g,
            texts=texts,
        )
    angle = work.given("theta", between(rng, 10, 30, "1"), "°", "angle of the incline")
    a = work.given("a", between(rng, 0.2, 1.5, "0.1"), "m/s²", "acceleration")
    work.constant("g", "9.81", "m/s²")
    work.step("N", "m * g * cos(theta)", "N", "The normal force is")
    work.step("f", "mu * N", "N", "The friction, directed down the incline, is", symbol="f_{k}")
    work.step("F_g", "m * g * sin(theta)", "N", "The component of the weight along the incline is")
    work.step("F", "m * a + F_g + f", "N", "Newton's second law along the incline gives")
    rad = math.radians(angle)
    phi = math.atan(mu)  # gravity and friction together: m g sin(θ + φ) / cos φ
    return work.draft(
        rng.choice(
            (
                "A {what} of mass {m} is pulled up a ramp of {theta} by a rope parallel to it, with an "
                "acceleration of {a}. The coefficient of "
                "kinetic friction is {mu}. What is the tension in the rope in newtons?",
                "What force, in newtons and parallel to the plane, accelerates a {what} of mass {m} at {a} "
                "up a plane inclined at {theta} if "
                "the coefficient of kinetic friction is {mu}?",
            )
        ),
        "The force is",
        second=m * a + m * g * math.sin(rad + phi) / math.cos(phi),
        texts=texts,
    )


def _inverse(rng: random.Random, work: Working) -> Draft:
    angle_text = between(rng, 20, 40, "1")
    rad = math.radians(float(angle_text))
    if rng.random() < 0.5:
        true = rng.uniform(0.1, 0.45) * math.tan(rad) * 1.6
        g = 9.81
        a = g * math.sin(rad) - true * g * math.cos(rad)
        s_text = between(rng, 2, 8, "0.1")
        s = work.given("s", s_text, "m", "distance")
        t = work.given("t", f"{math.sqrt(2 * float(s_text) / a):.2f}", "s", "time")
        work.given("theta", angle_text, "°", "angle of the incline")
        work.constant("g", "9.81", "m/s²")
        work.step(
            "a",
            "2 * s / t**2",
            "m/s²",
            "From rest, the distance and the time give the acceleration",
            digits=5,
        )
        work.step(
            "mu",
            "(g * sin(theta) - a) / (g * cos(theta))",
            "",
            "What gravity along the incline would give in excess of this is due to friction, so",
            symbol=r"\mu_{k}",
        )
        speed = 2 * s / t
        return work.draft(
            rng.choice(
                (
                    "A block released from rest slides {s} down a plane inclined at {theta} in {t}. What is "
                    "the coefficient of kinetic "
                    "friction between block and plane?",
                    "On a slope of {theta}, a sledge that starts from rest covers {s} in {t}. Find the "
                    "coefficient of kinetic friction.",
                    "In an experiment a wooden block slides from rest down a board inclined at {theta}. It "
                    "needs {t} for {s}. Calculate the "
                    "coefficient of kinetic friction.",
                )
            ),
            "The coefficient of kinetic friction is",
            second=math.tan(rad) - speed**2 / (2 * g * s * math.cos(rad)),
        )
    v = work.given("v_0", between(rng, 3, 9, "0.1"), "m/s", "initial speed")
    work.given("theta", angle_text, "°", "angle of the incline")
    mu = work.given(
        "mu",
        f"{rng.uniform(0.15, 0.6) * math.tan(rad):.2f}",
        "",
        "coefficient of kinetic friction",
        symbol=r"\mu_{k}",
    )
    g = work.constant("g", "9.81", "m/s²")
    work.step(
        "a_1",
        "g * (sin(theta) + mu * cos(theta))",
        "m/s²",
        "On the way up, gravity and friction act together:",
    )
    work.step("s", "v_0**2 / (2 * a_1)", "m", "It comes to rest after")
    work.step(
        "a_2", "g * (sin(theta) - mu * cos(theta))", "m/s²", "On the way down, friction opposes gravity:"
    )
    work.step("v", "sqrt(2 * a_2 * s)", "m/s", "Back at the start its speed is")
    return work.draft(
        rng.choice(
            (
                "A block is pushed up a long plane inclined at {theta} with an initial speed of {v_0}. The "
                "coefficient of kinetic friction "
                "is {mu}. The block comes to rest, slides back, and passes its starting point with what "
                "speed, in m/s?",
                "A puck is shot up a ramp of {theta} with {v_0} and slides back down. With a coefficient of "
                "kinetic friction of {mu}, "
                "what is its speed, in m/s, when it returns to its starting point?",
            )
        ),
        "The speed is",
        second=v * math.sqrt((math.tan(rad) - mu) / (math.tan(rad) + mu)),
    )
