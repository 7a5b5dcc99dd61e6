"""Projectile motion without air resistance."""

from __future__ import annotations

import math
import random

from assay import Draft, generator
from assay_science.generators._draws import article, between, capital
from assay_science.numerics import motion, root
from assay_science.working import VERIFIERS, Working

_LEVEL = (  # what is shot, how, speed in m/s
    ("golf ball", "is struck", (25, 45)),
    ("football", "is kicked", (15, 26)),
    ("arrow", "is shot", (40, 60)),
    ("stone", "is thrown by a catapult", (18, 35)),
    ("jet of water", "leaves a fire hose", (14, 25)),
)


def landing_distance(speed: float, degrees: float, height: float, g: float) -> float:
    """How far a projectile lands from where it started, ``height`` m above the ground, by the root of its
    trajectory."""
    slope, level = math.tan(math.radians(degrees)), speed * math.cos(math.radians(degrees))
    return root(lambda x: height + x * slope - g * x * x / (2 * level * level), 1e-3, 1e5)


def impact_speed(speed: float, height: float, g: float) -> float:
    """The speed of a projectile that has fallen ``height`` m, by the conservation of energy."""
    return math.sqrt(speed**2 + 2 * g * height)


def highest_point(speed: float, degrees: float, g: float) -> float:
    """The greatest height over the start, by the conservation of energy of the vertical motion."""
    return (speed**2 - (speed * math.cos(math.radians(degrees))) ** 2) / (2 * g)


@generator("science.projectile", verifiers=VERIFIERS, min_step_coverage=1.0)
def projectile(rng: random.Random, difficulty: int) -> Draft:
    """Ranges, heights, speeds and angles of projectiles.

    1: thrown horizontally. 2: on level ground, at an angle. 3: from a height, at an angle, a quadratic
    equation. 4: the speed that reaches a target, or the speed at landing. 5: the speed and the angle at
    which a target is hit.
    """
    return (_horizontal, _level, _from_height, _speeds, _entry)[difficulty - 1](rng, Working())


def _horizontal(rng: random.Random, work: Working) -> Draft:
    small = rng.random() < 0.5
    h = work.given("h", between(rng, 0.7, 1.3, "0.05") if small else between(rng, 12, 60, "1"), "m", "height")
    v = work.given(
        "v_0", between(rng, 0.8, 4, "0.1") if small else between(rng, 4, 20, "0.5"), "m/s", "initial speed"
    )
    g = work.constant("g", "9.81", "m/s²")
    work.step("t", "sqrt(2 * h / g)", "s", "The fall from rest in the vertical direction takes")
    work.step("x", "v_0 * t", "m", "In this time the horizontal motion at constant speed covers")
    stories = (
        (
            "A marble rolls off the edge of a table of height {h} with a horizontal velocity of {v_0}.",
            "A steel ball leaves a horizontal ramp at {v_0}. The end of the ramp is {h} above the floor.",
            "A toy car runs off a workbench, {h} above the floor, with a horizontal velocity of {v_0}.",
        )
        if small
        else (
            "A stone is thrown horizontally at {v_0} from a cliff that rises {h} above the sea.",
            "A ball is thrown horizontally with a speed of {v_0} from the roof of a building of height {h}.",
            "Water leaves a horizontal pipe in a rock face at {v_0}. The pipe is {h} above a lake.",
        )
    )
    what = (
        "Neglecting air resistance, how far from the foot of the starting point, measured horizontally, does "
        "it "
        "land, in metres?"
    )
    return work.draft(
        f"{rng.choice(stories)} {what}".replace(
            "foot of the starting point", "point directly below its start"
        ),
        "The horizontal distance is",
        second=root(lambda x: h - g * x * x / (2 * v * v), 0.0, 1e4),
    )


def _level(rng: random.Random, work: Working) -> Draft:
    what, how, speeds = rng.choice(_LEVEL)
    v = work.given("v_0", between(rng, *speeds, "0.5"), "m/s", "initial speed")
    angle = work.given("theta", between(rng, 20, 70, "1"), "°", "angle above the horizontal")
    g = work.constant("g", "9.81", "m/s²")
    work.step("v_y", "v_0 * sin(theta)", "m/s", "The vertical component of the initial velocity is")
    stories = (
        f"{capital(article(what))} {how} at {{v_0}}, {{theta}} above the horizontal, over level ground.",
        f"From level ground, {article(what)} {how} at an angle of {{theta}} above the horizontal and "
        "with a speed of {v_0}.",
    )
    story = rng.choice(stories)
    if rng.random() < 0.4:
        work.step(
            "h",
            "v_y**2 / (2 * g)",
            "m",
            "At the highest point the vertical velocity is zero, so the height is",
        )
        return work.draft(
            f"{story} How high, in metres, does it rise above its starting point? Neglect air resistance.",
            "The greatest height is",
            second=highest_point(v, angle, g),
        )
    work.step("t", "2 * v_y / g", "s", "It returns to the same level after")
    work.step("v_x", "v_0 * cos(theta)", "m/s", "The horizontal component of the velocity is")
    work.step("x", "v_x * t", "m", "The range is")
    return work.draft(
        f"{story} How far away does it come down at the same level, in metres? Neglect air resistance.",
        "The range is",
        second=landing_distance(v, angle, 0.0, g),
    )


def _from_height(rng: random.Random, work: Working) -> Draft:
    h = work.given("h", between(rng, 10, 60, "1"), "m", "height")
    v = work.given("v_0", between(rng, 10, 30, "0.5"), "m/s", "initial speed")
    angle = work.given("theta", between(rng, 15, 60, "1"), "°", "angle above the horizontal")
    g = work.constant("g", "9.81", "m/s²")
    work.step("v_x", "v_0 * cos(theta)", "m/s", "The horizontal component of the initial velocity is")
    work.step("v_y", "v_0 * sin(theta)", "m/s", "The vertical component is")
    work.step(
        "t",
        "(v_y + sqrt(v_y**2 + 2 * g * h)) / g",
        "s",
        "The height is zero at the positive root of a quadratic equation,",
    )
    work.step("x", "v_x * t", "m", "In this time it covers the horizontal distance")
    story = rng.choice(
        (
            "A stone is thrown at {v_0} from the edge of a cliff that is {h} high, at {theta} above the "
            "horizontal.",
            "From a tower of height {h}, a ball is thrown with a speed of {v_0} at an angle of {theta} above "
            "the horizontal.",
            "A signal flare is fired from a hilltop {h} above a level plain, with {v_0} and at {theta} above "
            "the horizontal.",
        )
    )
    return work.draft(
        f"{story} How far from its starting point, measured horizontally, does it land, in metres? Neglect "
        "air resistance.",
        "The horizontal distance is",
        second=landing_distance(v, angle, h, g),
    )


def _speeds(rng: random.Random, work: Working) -> Draft:
    if rng.random() < 0.4:
        h = work.given("h", between(rng, 10, 80, "1"), "m", "height")
        v = work.given("v_0", between(rng, 10, 30, "0.5"), "m/s", "initial speed")
        work.given("theta", between(rng, 15, 60, "1"), "°", "angle above the horizontal")
        g = work.constant("g", "9.81", "m/s²")
        work.step(
            "v_x", "v_0 * cos(theta)", "m/s", "The horizontal component of the velocity does not change:"
        )
        work.step("v_1", "v_0 * sin(theta)", "m/s", "The vertical component is at first")
        work.step("v_2", "sqrt(v_1**2 + 2 * g * h)", "m/s", "At the ground its magnitude is")
        work.step("v", "sqrt(v_x**2 + v_2**2)", "m/s", "The speed is the magnitude of the velocity,")
        story = rng.choice(
            (
                "A stone is thrown at {v_0} and {theta} above the horizontal from a bridge {h} above a "
                "river.",
                "A ball is thrown from the top of a building, {h} above the ground, with {v_0} at an angle "
                "of {theta} above the horizontal.",
            )
        )
        return work.draft(
            f"{story} With what speed does it land, in m/s? Neglect air resistance.",
            "The speed is",
            second=impact_speed(v, h, g),
        )
    far_text, high_text, angle_text = (
        between(rng, 12, 45, "0.5"),
        between(rng, 1, 5, "0.1"),
        between(rng, 30, 60, "1"),
    )
    work.given("d", far_text, "m", "horizontal distance")
    work.given("h", high_text, "m", "height of the target over the start")
    work.given("theta", angle_text, "°", "angle above the horizontal")
    g = work.constant("g", "9.81", "m/s²")
    work.step("y", "d * tan(theta)", "m", "Without gravity, it would be at the height")
    work.step("t", "sqrt(2 * (y - h) / g)", "s", "It falls below this line for the time")
    work.step("v", "d / (t * cos(theta))", "m/s", "The horizontal distance in this time needs the speed")
    slope, far, high = math.tan(math.radians(float(angle_text))), float(far_text), float(high_text)
    return work.draft(
        rng.choice(
            (
                "A player kicks a ball at {theta} above the horizontal towards a goal {d} away. With what "
                "initial speed, in m/s, does it "
                "pass at a height of {h}? Neglect air resistance.",
                "A fire hose on the ground points {theta} above the horizontal. With what speed, in m/s, "
                "must the water leave it to reach a "
                "window that is {h} higher than the nozzle and at a horizontal distance of {d}? Neglect air "
                "resistance.",
                "A ball thrown at {theta} above the horizontal hits a mark {d} away, measured horizontally, "
                "and {h} above the point of "
                "release. Find its initial speed in m/s, neglecting air resistance.",
            )
        ),
        "The initial speed is",
        second=root(
            lambda v: far * slope - g * far**2 / (2 * (v * math.cos(math.atan(slope))) ** 2) - high, 1.0, 1e3
        ),
    )


def _entry(rng: random.Random, work: Working) -> Draft:
    d, h, angle = between(rng, 4, 9, "0.1"), between(rng, 0.8, 1.4, "0.05"), between(rng, 48, 62, "1")
    game = rng.random() < 0.5
    if not game:
        d, h, angle = between(rng, 25, 60, "1"), between(rng, 3, 8, "0.5"), between(rng, 40, 60, "1")
    work.given("d", d, "m", "horizontal distance")
    work.given("h", h, "m", "height of the target over the start")
    work.given("theta", angle, "°", "angle above the horizontal")
    g = work.constant("g", "9.81", "m/s²")
    work.step("y", "d * tan(theta)", "m", "Without gravity, it would be at the height", digits=5)
    work.step("t", "sqrt(2 * (y - h) / g)", "s", "It falls below this line for the time", digits=5)
    work.step("v_x", "d / t", "m/s", "The horizontal component of the velocity is therefore", digits=5)
    work.step(
        "u", "v_x * tan(theta)", "m/s", "The vertical component is at first", symbol="v_{y,0}", digits=5
    )
    work.step("w", "g * t - u", "m/s", "At the target it points downwards and is", symbol="v_{y}", digits=5)
    work.step("phi", "atan(w / v_x)", "°", "The angle of the velocity below the horizontal is")
    story = (
        "A basketball is thrown at {theta} above the horizontal. The ring is {h} higher than the point of "
        "release and {d} away, measured "
        "horizontally, and the ball drops into it. At what angle below the horizontal, in degrees, does it "
        "enter the ring?",
        "A player releases the ball at an angle of {theta} above the horizontal, at a horizontal distance of "
        "{d} from the basket and {h} "
        "below it. The shot is perfect. Find the angle, in degrees, between the ball's velocity and the "
        "horizontal as it drops into the basket.",
    )
    other = (
        "A ball kicked from level ground at {theta} above the horizontal lands on a flat roof {h} above the "
        "ground, at a horizontal "
        "distance of {d}. At what angle below the horizontal, in degrees, does it strike the roof?",
        "A stone is thrown at {theta} above the horizontal and lands on a terrace {h} higher, {d} away in "
        "the horizontal direction. "
        "Find the angle below the horizontal, in degrees, at which it strikes the terrace.",
    )
    far, high, up = float(d), float(h), math.radians(float(angle))
    speed = root(lambda v: far * math.tan(up) - g * far**2 / (2 * (v * math.cos(up)) ** 2) - high, 1.0, 1e3)
    time = far / (speed * math.cos(up))
    x = motion(
        lambda _, s: (s[2], s[3], 0.0, -g), (0, 0, speed * math.cos(up), speed * math.sin(up)), time, 20
    )
    return work.draft(
        f"{rng.choice(story if game else other)} Neglect air resistance.",
        "The angle is",
        second=math.degrees(math.atan2(-x[3], x[2])),
    )
