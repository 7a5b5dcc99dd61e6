"""Motion in circles, level and vertical."""

from __future__ import annotations

import math
import random

from assay import Draft, generator
from assay_science.generators._draws import between
from assay_science.numerics import root, solved
from assay_science.working import VERIFIERS, Working


def banked_speed(radius: float, degrees: float, friction: float, g: float) -> float:
    """The highest speed on a banked curve, from the balance of forces in both directions (linear equations)."""
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    _, centripetal = solved([[c - friction * s, 0], [s + friction * c, -1]], [g, 0])
    return math.sqrt(centripetal * radius)


@generator("science.circular_motion", verifiers=VERIFIERS, min_step_coverage=1.0)
def circular_motion(rng: random.Random, difficulty: int) -> Draft:
    """Centripetal accelerations and the forces that cause them.

    1: acceleration of a speed and a radius. 2: forces, or a number of turns per minute. 3: friction and
    banked curves. 4: vertical circles. 5: a conical pendulum, a banked curve with friction, or a loop.
    """
    return (_acceleration, _turns, _curves, _vertical, _hard)[difficulty - 1](rng, Working())


def _acceleration(rng: random.Random, work: Working) -> Draft:
    story, speeds, radii, steps = rng.choice(
        (
            (
                "A car drives round a circular bend of radius {r} at a constant {v}.",
                (8, 25),
                (40, 150),
                ("0.5", "5"),
            ),
            ("A cyclist rides at {v} on a circular track of radius {r}.", (6, 12), (20, 45), ("0.1", "1")),
            (
                "A jet flies at {v} along a horizontal circle of radius {r}.",
                (120, 250),
                (1500, 4000),
                ("5", "100"),
            ),
            (
                "A roundabout horse moves at {v} on a circle of radius {r}.",
                (1.5, 3.5),
                (3, 6),
                ("0.1", "0.1"),
            ),
        )
    )
    v = work.given("v", between(rng, speeds[0], speeds[1], steps[0]), "m/s", "speed")
    r = work.given("r", between(rng, *radii, steps[1]), "m", "radius")
    work.step("a", "v**2 / r", "m/s²", "The centripetal acceleration is")
    return work.draft(
        f"{story} "
        f"{rng.choice(('What is its centripetal acceleration in m/s²?', 'Find its acceleration towards the centre in m/s².'))}",
        "The acceleration is",
        second=r * (v / r) ** 2,
    )


def _turns(rng: random.Random, work: Working) -> Draft:
    if rng.random() < 0.5:
        m = work.given("m", between(rng, 800, 2000, "50"), "kg", "mass")
        v = work.given("v_k", between(rng, 30, 90, "5"), "km/h", "speed")
        r = work.given("r", between(rng, 40, 200, "5"), "m", "radius")
        work.step("v", "v_k", "m/s", "In metres per second, the speed is", symbol="v")
        work.step("F", "m * v**2 / r", "N", "The centripetal force is")
        return work.draft(
            rng.choice(
                (
                    "A car of mass {m} takes a level bend of radius {r} at {v_k}. What centripetal force, in "
                    "newtons, does the road exert on it?",
                    "What net force, in newtons, keeps a car of mass {m} on a circle of radius {r} at {v_k}?",
                )
            ),
            "The force is",
            second=m * (v / 3.6 / r) ** 2 * r,
        )
    what, turns, radii, step = rng.choice(
        (
            ("a sample in a laboratory centrifuge", (2000, 6000), ("5", "15"), "100"),
            ("laundry at the wall of a washing machine's drum", (600, 1400), ("20", "28"), "50"),
            ("the tip of a computer fan's blade", (800, 2400), ("3.5", "7"), "50"),
        )
    )
    n = work.given("n", between(rng, *turns, step), "rpm", "rate of rotation")
    r = work.given("r", between(rng, *radii, "0.5"), "cm", "radius")
    work.step("omega", "n", "rad/s", "The angular speed is")
    work.step("a", "omega**2 * r", "m/s²", "The centripetal acceleration is")
    period = 60 / n
    return work.draft(
        rng.choice(
            (
                "What is the centripetal acceleration, in m/s², of {what}, {r} from the axis, at {n}?",
                "At {n}, {what} moves on a circle of radius {r}. Find its centripetal acceleration in m/s².",
            )
        ),
        "The acceleration is",
        second=4 * math.pi**2 * (r / 100) / period**2,
        texts={"what": what},
    )


def _curves(rng: random.Random, work: Working) -> Draft:
    r_text = between(rng, 30, 180, "5")
    if rng.random() < 0.5:
        mu = work.given(
            "mu", between(rng, 0.2, 0.9, "0.05"), "", "coefficient of static friction", symbol=r"\mu_{s}"
        )
        r = work.given("r", r_text, "m", "radius")
        g = work.constant("g", "9.81", "m/s²")
        work.step(
            "a",
            "mu * g",
            "m/s²",
            "Static friction alone provides the acceleration towards the centre, at most",
        )
        work.step("v", "sqrt(a * r)", "m/s", "This is the centripetal acceleration of the speed")
        work.step("v_max", "v", "km/h", "In kilometres per hour,")
        return work.draft(
            rng.choice(
                (
                    "What is the highest speed, in km/h, at which a car can take a level curve of radius {r} "
                    "without skidding, if the coefficient "
                    "of static friction between tyres and road is {mu}?",
                    "A car drives round a flat bend of radius {r}. The coefficient of static friction "
                    "between the tyres and the road is {mu}. "
                    "Find the greatest speed, in km/h, at which it does not slide.",
                )
            ),
            "The highest speed is",
            second=3.6 * banked_speed(r, 0.0, mu, g),
        )
    v = work.given("v_k", between(rng, 40, 110, "5"), "km/h", "speed")
    r = work.given("r", between(rng, 80, 400, "10"), "m", "radius")
    g = work.constant("g", "9.81", "m/s²")
    work.step("v", "v_k", "m/s", "In metres per second, the speed is", symbol="v")
    work.step("a", "v**2 / r", "m/s²", "The centripetal acceleration is")
    work.step(
        "theta",
        "atan(a / g)",
        "°",
        "The normal force alone provides it if the tangent of the angle is the ratio of this to the "
        "acceleration of gravity:",
    )
    return work.draft(
        rng.choice(
            (
                "At what angle, in degrees, must a curve of radius {r} be banked so that a car can take it "
                "at {v_k} without any friction?",
                "A highway ramp of radius {r} is designed for {v_k}. Find the angle, in degrees, at which it "
                "should be banked so that no friction "
                "is needed.",
            )
        ),
        "The angle is",
        second=root(lambda x: banked_speed(r, x, 0.0, g) - v / 3.6, 0.01, 80),
    )


def _vertical(rng: random.Random, work: Working) -> Draft:
    if rng.random() < 0.5:
        m = work.given("m", between(rng, 45, 90, "1"), "kg", "mass")
        r = work.given("r", between(rng, 10, 30, "1"), "m", "radius")
        top = rng.random() < 0.5
        limit = math.sqrt(9.81 * float(r))
        v = work.given(
            "v", f"{limit * rng.uniform(*((0.4, 0.85) if top else (0.7, 1.5))):.1f}", "m/s", "speed"
        )
        g = work.constant("g", "9.81", "m/s²")
        work.step("F", "m * v**2 / r", "N", "The centripetal force is", symbol="F_{c}")
        if top:
            work.step(
                "N",
                "m * g - F",
                "N",
                "At the top the weight exceeds the force of the seat by this much, so the seat exerts",
            )
        else:
            work.step(
                "N",
                "m * g + F",
                "N",
                "At the bottom the force of the seat exceeds the weight by this much, so it is",
            )
        place = "top of a hill" if top else "bottom of a dip"
        return work.draft(
            rng.choice(
                (
                    f"A roller coaster moves at {{v}} over the {place} whose radius of curvature is {{r}}. "
                    "What force, in newtons, does the seat "
                    "exert on a passenger of mass {m}?",
                    f"At the {place} with a radius of curvature of {{r}}, a roller coaster has a speed of "
                    "{v}. Find the normal force, in newtons, "
                    "on a rider of mass {m}.",
                )
            ),
            "The force is",
            second=m * (g - v * v / r if top else g + v * v / r),
        )
    m = work.given("m", between(rng, 0.1, 0.8, "0.05"), "kg", "mass")
    work.given("L", between(rng, 0.6, 2.0, "0.1"), "m", "length")
    angle = work.given("theta", between(rng, 25, 75, "1"), "°", "angle from the vertical")
    g = work.constant("g", "9.81", "m/s²")
    work.step("h", "L * (1 - cos(theta))", "m", "From its highest to its lowest point it sinks by")
    work.step("v", "sqrt(2 * g * h)", "m/s", "Conservation of energy gives the speed")
    work.step(
        "T", "m * g + m * v**2 / L", "N", "The string carries the weight and provides the centripetal force:"
    )
    return work.draft(
        rng.choice(
            (
                "A ball of mass {m} hangs on a light string of length {L}. It is released from rest with the "
                "string at {theta} to the vertical. "
                "What is the tension, in newtons, as it passes its lowest point?",
                "A pendulum bob of mass {m} on a light string of length {L} swings out to {theta} from the "
                "vertical. Find the tension in the "
                "string, in newtons, at the lowest point.",
            )
        ),
        "The tension is",
        second=m * g * (3 - 2 * math.cos(math.radians(angle))),
    )


def _hard(rng: random.Random, work: Working) -> Draft:
    kind = rng.randrange(3)
    if kind == 0:
        L = work.given("L", between(rng, 0.5, 2.0, "0.05"), "m", "length")
        angle = work.given("theta", between(rng, 12, 50, "1"), "°", "angle from the vertical")
        g = work.constant("g", "9.81", "m/s²")
        work.step("r", "L * sin(theta)", "m", "The circle has the radius")
        work.step(
            "a",
            "g * tan(theta)",
            "m/s²",
            "The vertical component of the tension carries the weight, the horizontal one gives the "
            "acceleration",
        )
        work.step("v", "sqrt(a * r)", "m/s", "This is the centripetal acceleration of the speed")
        work.step("T", "2 * pi * r / v", "s", "One turn takes")
        return work.draft(
            rng.choice(
                (
                    "A small ball on a light string of length {L} moves in a horizontal circle so that the "
                    "string makes a constant angle of "
                    "{theta} with the vertical. What is the period of the motion in seconds?",
                    "The string of a conical pendulum is {L} long and inclined at {theta} to the vertical. "
                    "Find the time of one turn in seconds.",
                )
            ),
            "The period is",
            second=2 * math.pi * math.sqrt(L * math.cos(math.radians(angle)) / g),
        )
    if kind == 1:
        r = work.given("r", between(rng, 40, 200, "5"), "m", "radius")
        angle = work.given("theta", between(rng, 5, 20, "1"), "°", "angle of the bank")
        mu = work.given(
            "mu", between(rng, 0.2, 0.7, "0.05"), "", "coefficient of static friction", symbol=r"\mu_{s}"
        )
        g = work.constant("g", "9.81", "m/s²")
        work.step(
            "p",
            "sin(theta) + mu * cos(theta)",
            "",
            "For each newton of normal force, the road pushes towards the centre with",
        )
        work.step("q", "cos(theta) - mu * sin(theta)", "", "Upwards, it pushes with")
        work.step(
            "a",
            "g * p / q",
            "m/s²",
            "As the upward part carries the weight, the centripetal acceleration is at most",
        )
        work.step("v", "sqrt(a * r)", "m/s", "It belongs to the speed")
        work.step("v_max", "v", "km/h", "In kilometres per hour,")
        return work.draft(
            rng.choice(
                (
                    "A curve of radius {r} is banked at {theta}. The coefficient of static friction between "
                    "tyres and road is {mu}. What is the "
                    "highest speed, in km/h, at which a car does not slide outwards?",
                    "Find the greatest speed, in km/h, at which a car can take a curve of radius {r} that is "
                    "banked at {theta}, if the coefficient of "
                    "static friction is {mu}.",
                )
            ),
            "The highest speed is",
            second=3.6 * banked_speed(r, angle, mu, g),
        )
    r = work.given("r", between(rng, 5, 15, "0.5"), "m", "radius")
    h = work.given("h", f"{float(r) * rng.uniform(2.7, 4):.1f}", "m", "height")
    m = work.given("m", between(rng, 300, 900, "10"), "kg", "mass")
    g = work.constant("g", "9.81", "m/s²")
    work.step("d", "h - 2 * r", "m", "From the start to the top of the loop the car sinks by")
    work.step(
        "w",
        "2 * g * d",
        "m²/s²",
        "Conservation of energy gives the square of its speed at the top,",
        symbol="v^{2}",
    )
    work.step("F", "m * w / r", "N", "The centripetal force at the top is", symbol="F_{c}")
    work.step("N", "F - m * g", "N", "Weight and normal force both point down and provide it together, so")
    return work.draft(
        rng.choice(
            (
                "A roller coaster car of mass {m} starts from rest at a height of {h} above the lowest point "
                "of a loop of radius {r} and moves "
                "without friction. What force, in newtons, does the track exert on it at the top of the "
                "loop?",
                "From rest at {h} above the ground, a car of mass {m} rolls without friction into a vertical "
                "loop of radius {r} that starts at "
                "ground level. Find the normal force on it, in newtons, at the top of the loop.",
            )
        ),
        "The force is",
        second=m * g * (2 * h / r - 5),
    )
