"""Velocities as seen from the bank, the ground and the air."""

from __future__ import annotations

import math
import random

from assay import Draft, generator
from assay_science.generators._draws import between
from assay_science.numerics import solved
from assay_science.working import VERIFIERS, Working


def ground_velocity(air: float, heading: float, wind: float, towards: float) -> tuple[float, float]:
    """East and north components of a velocity over ground; directions in degrees from north, clockwise."""
    a, b = math.radians(heading), math.radians(towards)
    return air * math.sin(a) + wind * math.sin(b), air * math.cos(a) + wind * math.cos(b)


@generator("science.relative_motion", verifiers=VERIFIERS, min_step_coverage=1.0)
def relative_motion(rng: random.Random, difficulty: int) -> Draft:
    """Boats in currents and planes in winds: velocities are added as vectors.

    1: along one line. 2: at right angles. 3: the drift of a boat. 4: the heading that keeps a course.
    5: speed over ground with a wind from any direction, or the current out of two travel times.
    """
    return (_along, _across, _drift, _heading, _hard)[difficulty - 1](rng, Working())


def _along(rng: random.Random, work: Working) -> Draft:
    v = work.given("v", between(rng, 3, 8, "0.1"), "m/s", "speed through the water")
    u = work.given("u", between(rng, 0.5, 2.0, "0.1"), "m/s", "speed of the current")
    d = work.given("d", between(rng, 0.5, 5, "0.1"), "km", "distance")
    up = rng.random() < 0.5
    work.step("w", "v - u" if up else "v + u", "m/s", "Relative to the bank, the boat moves at")
    work.step("t", "d / w", "min", "The time is")
    way = "upstream" if up else "downstream"
    return work.draft(
        rng.choice(
            (
                "A motorboat moves at {v} relative to the water of a river that flows at {u}. How many "
                f"minutes does it take for {{d}} {way}?",
                "How long, in minutes, does a rowing eight that makes {v} through the water need for "
                f"{{d}} {way} in a current of {{u}}?",
                "The current of a river is {u}. A ferry whose speed in still water is {v} goes {d} "
                f"{way}. Find its travel time in minutes.",
            )
        ),
        "The time is",
        second=1000 * d * (v + u if up else v - u) / (v * v - u * u) / 60,
    )


def _across(rng: random.Random, work: Working) -> Draft:
    if rng.random() < 0.5:
        v = work.given("v", between(rng, 1.5, 6, "0.1"), "m/s", "speed through the water")
        u = work.given("u", between(rng, 0.4, 1.5, "0.1"), "m/s", "speed of the current")
        unit = "m/s"
        story = rng.choice(
            (
                "A boat is steered at right angles to the current of a river. It moves at {v} through the "
                "water, and the current flows at {u}.",
                "A swimmer's support boat heads straight for the opposite bank at {v} relative to the water "
                "while the river flows at {u}.",
            )
        )
    else:
        v = work.given("v", between(rng, 180, 600, "10"), "km/h", "airspeed")
        u = work.given("u", between(rng, 30, 110, "5"), "km/h", "speed of the wind")
        unit = "km/h"
        story = rng.choice(
            (
                "A plane heads due north with an airspeed of {v} in a wind that blows from the west at {u}.",
                "The nose of an aircraft points due east. Its airspeed is {v}, and a wind of {u} blows from "
                "the south.",
            )
        )
    if rng.random() < 0.5:
        work.step("w", "sqrt(v**2 + u**2)", unit, "The two velocities are at right angles, so the speed is")
        what, closing = f"What is its speed over ground, in {unit}?", "The speed is"
        second = abs(complex(v, u))
    else:
        work.step(
            "phi", "atan(u / v)", "°", "The two velocities are at right angles, so the angle of drift is"
        )
        what, closing = (
            "By how many degrees does its course over ground differ from its heading?",
            "The angle is",
        )
        second = math.degrees(math.asin(u / abs(complex(v, u))))
    return work.draft(f"{story} {what}", closing, second=second)


def _drift(rng: random.Random, work: Working) -> Draft:
    d = work.given("d", between(rng, 40, 400, "10"), "m", "width of the river")
    v = work.given("v", between(rng, 1.2, 5, "0.1"), "m/s", "speed through the water")
    u = work.given("u", between(rng, 0.4, 1.1, "0.1"), "m/s", "speed of the current")
    work.step("t", "d / v", "s", "The component across the river alone decides how long the crossing takes:")
    work.step("x", "u * t", "m", "In this time the current carries the boat downstream by")
    work.step("s", "sqrt(d**2 + x**2)", "m", "The distance from start to landing is")
    return work.draft(
        rng.choice(
            (
                "A boat crosses a river of width {d}. It heads straight across with {v} relative to the "
                "water, and the current flows at {u}. "
                "How far, in metres, is its landing point from its starting point?",
                "A canoe is paddled at {v} through the water at right angles to a current of {u}. The river "
                "is {d} wide. What is the "
                "straight-line distance, in metres, from where it sets off to where it lands?",
                "On a river {d} wide that flows at {u}, a ferry keeps its bow at right angles to the bank "
                "and makes {v} through the water. "
                "Find the length of its path over ground in metres.",
            )
        ),
        "The distance is",
        second=abs(complex(v, u)) * d / v,
    )


def _heading(rng: random.Random, work: Working) -> Draft:
    v = work.given("v", between(rng, 160, 500, "10"), "km/h", "airspeed")
    u = work.given("u", between(rng, 30, 100, "5"), "km/h", "speed of the wind")
    d = work.given("d", between(rng, 150, 800, "10"), "km", "distance")
    way, side = rng.choice((("north", "west"), ("north", "east"), ("south", "east"), ("east", "north")))
    work.step("phi", "asin(u / v)", "°", "To cancel the wind, the plane must turn into it by")
    work.step("w", "v * cos(phi)", "km/h", "Over ground, the speed along the course is")
    work.step("t", "d / w", "min", "The flight takes")
    return work.draft(
        rng.choice(
            (
                f"A plane with an airspeed of {{v}} must fly to a city {{d}} due {way}. A wind of {{u}} "
                f"blows from the {side}, and the pilot "
                "turns the nose into it so that the plane keeps its course. How long does the flight take, "
                "in minutes?",
                f"An airfield lies {{d}} due {way} of another. In a wind of {{u}} from the {side}, a pilot "
                "flies straight to it with an "
                "airspeed of {v}. Find the duration of the flight in minutes.",
            )
        ),
        "The duration is",
        second=60 * d / math.sqrt(v * v - u * u),
    )


def _hard(rng: random.Random, work: Working) -> Draft:
    if rng.random() < 0.4:
        v, u, d = rng.uniform(3, 7), rng.uniform(0.6, 1.8), between(rng, 1, 6, "0.5")
        metres = 1000 * work.given("d", d, "km", "distance")
        t1 = work.given("t_1", f"{metres / (v - u) / 60:.1f}", "min", "time upstream")
        t2 = work.given("t_2", f"{metres / (v + u) / 60:.1f}", "min", "time downstream")
        work.step("w_1", "d / t_1", "m/s", "Upstream, the speed along the bank is", digits=5)
        work.step("w_2", "d / t_2", "m/s", "Downstream, it is", digits=5)
        work.step("u", "(w_2 - w_1) / 2", "m/s", "The two differ by twice the speed of the current, which is")
        second = solved([[1, -1], [1, 1]], [metres / (60 * t1), metres / (60 * t2)])[1]
        return work.draft(
            rng.choice(
                (
                    "A motorboat that moves at a constant speed through the water takes {t_1} for {d} "
                    "upstream and {t_2} for the way back. "
                    "What is the speed of the current in m/s?",
                    "Rowing with the same effort, a crew needs {t_1} to go {d} up a river and {t_2} to "
                    "return. Find the speed of the current "
                    "in m/s.",
                )
            ),
            "The speed of the current is",
            second=second,
        )
    v = work.given("v", between(rng, 200, 700, "10"), "km/h", "airspeed")
    a = work.given("alpha", between(rng, 15, 75, "1"), "°", "heading, east of north")
    u = work.given("u", between(rng, 30, 110, "5"), "km/h", "speed of the wind")
    b = work.given("beta", between(rng, 15, 75, "1"), "°", "direction of the wind, south of east")
    work.step(
        "w_x",
        "v * sin(alpha) + u * cos(beta)",
        "km/h",
        "The eastward component of the velocity over ground is",
    )
    work.step("w_y", "v * cos(alpha) - u * sin(beta)", "km/h", "The northward component is")
    east, north = ground_velocity(v, a, u, 90 + b)
    story = rng.choice(
        (
            "An aircraft has a heading of {alpha} east of north and an airspeed of {v}. The wind blows at "
            "{u} towards a direction {beta} "
            "south of east.",
            "A plane flies at {v} relative to the air, its nose pointing {alpha} east of north, while the "
            "air moves at {u} in the "
            "direction {beta} south of east.",
        )
    )
    if north > 20 and rng.random() < 0.5:
        work.step("phi", "atan(w_x / w_y)", "°", "The angle of the course, east of north, is")
        return work.draft(
            f"{story} How many degrees east of north is its course over ground?",
            "The course is east of north by",
            second=math.degrees(math.atan2(east, north)),
        )
    work.step(
        "w", "sqrt(w_x**2 + w_y**2)", "km/h", "The speed over ground is the magnitude of this velocity,"
    )
    return work.draft(
        f"{story} What is its speed over ground, in km/h?",
        "The speed is",
        second=math.sqrt(v * v + u * u + 2 * v * u * math.cos(math.radians(90 + b - a))),
    )
