"""Momentum and collisions."""

from __future__ import annotations

import math
import random

from assay import Draft, generator
from assay_science.generators._draws import between
from assay_science.numerics import root
from assay_science.working import VERIFIERS, Working


def elastic(m1: float, v1: float, m2: float, v2: float) -> tuple[float, float]:
    """Velocities after an elastic collision along a line: in the frame of the centre of mass both turn
    round."""
    centre = (m1 * v1 + m2 * v2) / (m1 + m2)
    return 2 * centre - v1, 2 * centre - v2


def pendulum_speed(bullet: float, block: float, rise: float, g: float) -> float:
    """The speed of a bullet that sticks in a hanging block and lifts it: the root of energy over momentum."""
    return root(lambda v: (bullet * v) ** 2 / (2 * (bullet + block)) - (bullet + block) * g * rise, 0.0, 1e5)


@generator("science.collision", verifiers=VERIFIERS, min_step_coverage=1.0)
def collision(rng: random.Random, difficulty: int) -> Draft:
    """Conservation of momentum: recoil, inelastic and elastic collisions, in one and two dimensions.

    1: bodies that stick together. 2: recoil, or the average force of an impulse. 3: energy lost, or an
    elastic collision with a body at rest. 4: the ballistic pendulum. 5: collisions in a plane.
    """
    return (_sticking, _recoil, _energies, _pendulum, _plane)[difficulty - 1](rng, Working())


def _sticking(rng: random.Random, work: Working) -> Draft:
    railway = rng.random() < 0.5
    if railway:
        m1 = work.given("m_1", between(rng, 12, 40, "1"), "t", "mass of the moving wagon")
        v = work.given("v_1", between(rng, 1.0, 4.0, "0.1"), "m/s", "its speed")
        m2 = work.given("m_2", between(rng, 12, 40, "1"), "t", "mass of the wagon at rest")
        story = rng.choice(
            (
                "A railway wagon of mass {m_1} rolls at {v_1} against a wagon of mass {m_2} that stands "
                "still, and they couple together.",
                "In a marshalling yard a wagon ({m_1}) moving at {v_1} couples to one at rest ({m_2}).",
            )
        )
    else:
        m1 = work.given("m_1", between(rng, 0.2, 0.8, "0.05"), "kg", "mass of the moving glider")
        v = work.given("v_1", between(rng, 0.3, 1.8, "0.05"), "m/s", "its speed")
        m2 = work.given("m_2", between(rng, 0.2, 0.8, "0.05"), "kg", "mass of the glider at rest")
        story = rng.choice(
            (
                "On an air track, a glider of mass {m_1} moves at {v_1} towards a glider of mass {m_2} at "
                "rest, and they stick together.",
                "A cart of mass {m_1} rolls at {v_1} on a level track without friction and hooks onto a cart "
                "of mass {m_2} that stands still.",
            )
        )
    work.step("v", "m_1 * v_1 / (m_1 + m_2)", "m/s", "The momentum is conserved and moves both together, so")
    return work.draft(
        f"{story} What is their common speed in m/s?",
        "The speed is",
        second=v + m2 * (0 - v) / (m1 + m2),
    )


def _recoil(rng: random.Random, work: Working) -> Draft:
    if rng.random() < 0.5:
        m1 = work.given("m_1", between(rng, 45, 90, "1"), "kg", "mass of the person")
        m2 = work.given("m_2", between(rng, 2, 8, "0.5"), "kg", "mass of what is thrown")
        v = work.given("v_2", between(rng, 3, 9, "0.1"), "m/s", "speed of the throw")
        work.step("p", "m_2 * v_2", "kg·m/s", "The thrown body takes away the momentum")
        work.step(
            "v_1", "p / m_1", "m/s", "The total momentum stays zero, so the person moves the other way at"
        )
        return work.draft(
            rng.choice(
                (
                    "A skater of mass {m_1}, at rest on smooth ice, throws a medicine ball of mass {m_2} "
                    "horizontally at {v_2} relative to the ice. With what "
                    "speed, in m/s, does the skater move afterwards?",
                    "An astronaut of mass {m_1} floats at rest beside a space station and throws a tool bag "
                    "of mass {m_2} away at {v_2}. Find the "
                    "astronaut's recoil speed in m/s.",
                )
            ),
            "The speed is",
            second=v - v * (m1 - m2) / m1,
        )
    what, masses, before, after, times, unit_step = rng.choice(
        (
            ("tennis ball", (56, 59), (15, 30), (20, 50), (3, 6), "1"),
            ("baseball", (142, 149), (30, 42), (35, 50), (0.6, 1.5), "0.1"),
            ("football", (410, 450), (10, 20), (15, 25), (8, 14), "1"),
        )
    )
    m = work.given("m", between(rng, *masses, "1"), "g", "mass") / 1000
    v1 = work.given("v_1", between(rng, *before, "0.5"), "m/s", "speed before")
    v2 = work.given("v_2", between(rng, *after, "0.5"), "m/s", "speed after")
    t = work.given("t", between(rng, times[0], times[1], unit_step), "ms", "duration of the contact") / 1000
    work.step(
        "p",
        "m * (v_1 + v_2)",
        "kg·m/s",
        "The velocity turns round, so the momentum changes by",
        symbol=r"\Delta p",
    )
    work.step("F", "p / t", "N", "The average force is the change of momentum over the time,")
    return work.draft(
        rng.choice(
            (
                "A {what} of mass {m} arrives at {v_1} and is sent straight back at {v_2}. The contact lasts "
                "{t}. What average force, in newtons, acts on it?",
                "A {what} ({m}) comes in at {v_1} and leaves in the opposite direction at {v_2} after a "
                "contact of {t}. Find the average force on it in "
                "newtons.",
            )
        ),
        "The average force is",
        second=m * ((v1 + v2) / t),
        texts={"what": what},
    )


def _energies(rng: random.Random, work: Working) -> Draft:
    if rng.random() < 0.5:
        m1 = work.given("m_1", between(rng, 900, 1800, "50"), "kg", "mass of the moving car")
        v = work.given("v_k", between(rng, 20, 70, "5"), "km/h", "its speed")
        m2 = work.given("m_2", between(rng, 900, 1800, "50"), "kg", "mass of the parked car")
        work.step("v_1", "v_k", "m/s", "In metres per second, the speed before is")
        work.step(
            "v",
            "m_1 * v_1 / (m_1 + m_2)",
            "m/s",
            "By conservation of momentum, both move together at",
            digits=5,
        )
        work.step("E_1", "m_1 * v_1**2 / 2", "kJ", "Before, the kinetic energy is", digits=5)
        work.step("E_2", "(m_1 + m_2) * v**2 / 2", "kJ", "Afterwards, it is", digits=5)
        work.step("dE", "E_1 - E_2", "kJ", "The difference is lost,")
        reduced = m1 * m2 / (m1 + m2)
        return work.draft(
            rng.choice(
                (
                    "A car of mass {m_1} runs at {v_k} into a parked car of mass {m_2} whose brakes are off, "
                    "and their bumpers lock. How much kinetic "
                    "energy, in kilojoules, is lost in the collision?",
                    "At {v_k}, a car of mass {m_1} hits the rear of a stationary car of mass {m_2}. The two "
                    "move on together. Find the loss of kinetic "
                    "energy in kJ.",
                )
            ),
            "The loss is",
            second=reduced * (v / 3.6) ** 2 / 2 / 1000,
        )
    m1_text = between(rng, 0.15, 0.8, "0.05")
    m2_text = between(rng, 0.15, 0.8, "0.05")
    if m1_text == m2_text:
        m2_text = f"{float(m1_text) + 0.1:.2f}"
    m1 = work.given("m_1", m1_text, "kg", "mass of the moving glider")
    v = work.given("v_0", between(rng, 0.4, 2.0, "0.05"), "m/s", "its speed")
    m2 = work.given("m_2", m2_text, "kg", "mass of the glider at rest")
    work.step(
        "v_1",
        "(m_1 - m_2) * v_0 / (m_1 + m_2)",
        "m/s",
        "Momentum and kinetic energy are conserved, so the first glider has afterwards the velocity",
    )
    work.step("v_2", "v_1 + v_0", "m/s", "The relative velocity is reversed, so the second moves at")
    work.step("p", "m_2 * v_2", "kg·m/s", "Its momentum is", symbol="p_{2}")
    return work.draft(
        rng.choice(
            (
                "On an air track, a glider of mass {m_1} moves at {v_0} and collides elastically with a "
                "glider of mass {m_2} at rest. What momentum, in "
                "kg·m/s, does the second glider have afterwards?",
                "A glider ({m_1}, {v_0}) hits a resting glider ({m_2}) on a frictionless track. The "
                "collision is elastic. Find the momentum, in kg·m/s, "
                "that is passed to the second one.",
            )
        ),
        "The momentum is",
        second=m2 * elastic(m1, v, m2, 0.0)[1],
    )


def _pendulum(rng: random.Random, work: Working) -> Draft:
    bullet, block, length = (
        between(rng, 4, 15, "0.5"),
        between(rng, 1, 4, "0.1"),
        between(rng, 0.8, 2.5, "0.1"),
    )
    inverse = rng.random() < 0.5
    m = work.given("m", bullet, "g", "mass of the bullet") / 1000
    M = work.given("M", block, "kg", "mass of the block")
    speed = rng.uniform(250, 450)
    common = m * speed / (m + M)
    if inverse:
        h = work.given("h", f"{100 * common**2 / 2 / 9.81:.1f}", "cm", "rise") / 100
        g = work.constant("g", "9.81", "m/s²")
        work.step(
            "v",
            "sqrt(2 * g * h)",
            "m/s",
            "Conservation of energy after the impact gives the speed just after it",
            digits=5,
        )
        work.step("p", "(m + M) * v", "kg·m/s", "Block and bullet have the momentum", digits=5)
        work.step("v_0", "p / m", "m/s", "All of it came from the bullet, whose speed was")
        return work.draft(
            rng.choice(
                (
                    "A bullet of mass {m} is fired horizontally into a wooden block of mass {M} that hangs "
                    "on long strings, and sticks in it. The block rises by "
                    "{h}. What was the speed of the bullet in m/s?",
                    "In a ballistic pendulum, a bullet ({m}) stays in the block ({M}), which swings up by "
                    "{h}. Find the speed of the bullet in m/s.",
                )
            ),
            "The speed is",
            second=pendulum_speed(m, M, h, g),
        )
    v0 = work.given("v_0", f"{round(speed / 5) * 5}", "m/s", "speed of the bullet")
    L = work.given("L", length, "m", "length of the strings")
    g = work.constant("g", "9.81", "m/s²")
    work.step(
        "v",
        "m * v_0 / (m + M)",
        "m/s",
        "Conservation of momentum gives the speed just after the impact",
        digits=5,
    )
    work.step("h", "v**2 / (2 * g)", "m", "Conservation of energy afterwards gives the rise", digits=5)
    work.step(
        "theta", "acos(1 - h / L)", "°", "For strings of this length, that is an angle from the vertical of"
    )
    return work.draft(
        rng.choice(
            (
                "A bullet of mass {m} hits a wooden block of mass {M} horizontally at {v_0} and sticks in "
                "it. The block hangs on strings {L} long. Through "
                "what angle, in degrees, does it swing?",
                "The block of a ballistic pendulum has a mass of {M} and hangs on light strings of length "
                "{L}. A bullet of mass {m} enters it at {v_0} and "
                "stays inside. Find the greatest angle of the strings to the vertical in degrees.",
            )
        ),
        "The angle is",
        # h = L (1 - cos θ) = 2 L sin²(θ/2)
        second=2 * math.degrees(math.asin(m * v0 / (m + M) / (2 * math.sqrt(g * L)))),
    )


def _plane(rng: random.Random, work: Working) -> Draft:
    if rng.random() < 0.5:
        m1 = work.given("m_1", between(rng, 900, 1900, "50"), "kg", "mass of the first car")
        v1 = work.given("u_1", between(rng, 30, 80, "5"), "km/h", "its speed", symbol="v_{1}")
        m2 = work.given("m_2", between(rng, 900, 1900, "50"), "kg", "mass of the second car")
        v2 = work.given("u_2", between(rng, 30, 80, "5"), "km/h", "its speed", symbol="v_{2}")
        work.step("v_1", "u_1", "m/s", "In metres per second, the first speed is", symbol="v_{1}")
        work.step("v_2", "u_2", "m/s", "The second is", symbol="v_{2}")
        work.step("p_x", "m_1 * v_1", "kg·m/s", "The eastward momentum is")
        work.step("p_y", "m_2 * v_2", "kg·m/s", "The northward momentum is")
        work.step(
            "p",
            "sqrt(p_x**2 + p_y**2)",
            "kg·m/s",
            "They are at right angles, so the total momentum has the magnitude",
        )
        work.step("v", "p / (m_1 + m_2)", "m/s", "It is conserved, so the wreck moves at")
        mass = m1 + m2
        story = rng.choice(
            (
                "A car of mass {m_1} going east at {u_1} collides at a crossing with a car of mass {m_2} "
                "going north at {u_2}. The cars lock together.",
                "At an icy junction, a car ({m_1}) heading east at {u_1} and a van ({m_2}) heading north at "
                "{u_2} collide and stick together.",
            )
        )
        energy = (abs(complex(m1 * v1 / 3.6, m2 * v2 / 3.6))) ** 2 / (2 * mass)
        return work.draft(
            f"{story} With what speed, in m/s, do they move right after the collision?",
            "The speed is",
            second=math.sqrt(2 * energy / mass),
        )
    v0 = work.given("v_0", between(rng, 0.8, 3, "0.1"), "m/s", "speed before")
    a = work.given("alpha", between(rng, 20, 50, "1"), "°", "deflection of the first")
    v1_true = float(v0) * math.cos(math.radians(float(a)))
    v1 = work.given("v_1", f"{v1_true * rng.uniform(0.88, 0.98):.2f}", "m/s", "speed of the first afterwards")
    work.step(
        "v_x",
        "v_0 - v_1 * cos(alpha)",
        "m/s",
        "As the masses are equal, the velocities add up as the momenta do, and along the first direction the "
        "second puck has",
        digits=5,
    )
    work.step(
        "v_y",
        "v_1 * sin(alpha)",
        "m/s",
        "At right angles to it, its component is as large as that of the first, in the opposite direction:",
        digits=5,
    )
    if rng.random() < 0.5:
        work.step("v_2", "sqrt(v_x**2 + v_y**2)", "m/s", "Its speed is the magnitude of this velocity,")
        asked, closing = "What is the speed of the second one afterwards, in m/s?", "The speed is"
        second = math.sqrt(v0**2 + v1**2 - 2 * v0 * v1 * math.cos(math.radians(a)))
    else:
        work.step("beta", "atan(v_y / v_x)", "°", "The angle between its velocity and the first direction is")
        asked = "At what angle to the original direction, in degrees, does the second one move off?"
        closing = "The angle is"
        third = math.sqrt(v0**2 + v1**2 - 2 * v0 * v1 * math.cos(math.radians(a)))
        second = math.degrees(math.acos((v0**2 + third**2 - v1**2) / (2 * v0 * third)))
    return work.draft(
        rng.choice(
            (
                "A puck that glides over an air table at {v_0} hits an identical puck at rest. Afterwards "
                "it moves at {v_1}, {alpha} off its original "
                f"direction. {asked}",
                "A curling stone moving at {v_0} strikes a stone of equal mass at rest, without friction "
                "worth mentioning, and moves on at {v_1} and "
                f"{{alpha}} to its original direction. {asked}",
            )
        ),
        closing,
        second=second,
    )
