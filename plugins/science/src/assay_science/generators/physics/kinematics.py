"""Motion along a line with constant acceleration."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_science.generators._draws import article, between, capital
from assay_science.numerics import root
from assay_science.working import VERIFIERS, Working

_STARTS = (  # who, how the start is called, acceleration in m/s², time in s
    ("sports car", "pulls away from a traffic light", (3.0, 5.5), (3, 7)),
    ("commuter train", "leaves a station", (0.4, 1.1), (12, 35)),
    ("airliner", "begins its take-off run", (2.0, 3.0), (20, 34)),
    ("motorcycle", "moves off at a green light", (3.5, 6.5), (3, 6)),
    ("sprinter", "leaves the blocks", (3.0, 5.0), (1, 2)),
    ("cyclist", "sets off", (0.8, 1.6), (4, 8)),
)
_BRAKES = (  # who, on what, deceleration in m/s², speed in km/h
    ("car", "on a dry road", (6.5, 8.0), (50, 130)),
    ("car", "on a wet road", (4.0, 5.5), (40, 100)),
    ("lorry", "on a level road", (3.5, 5.5), (50, 90)),
    ("tram", "on level track", (1.0, 2.5), (25, 60)),
    ("express train", "on level track", (0.6, 1.0), (120, 200)),
)


def meeting_distance(speed: float, delay: float, acceleration: float) -> float:
    """How far a pursuer has gone who starts ``delay`` s late from rest, by the root of the distance between
    the two."""
    time = root(lambda t: speed * (t + delay) - acceleration * t * t / 2, 1e-6, 1e4)
    return speed * (time + delay)


def merging_time(speed: float, acceleration: float, distance: float) -> float:
    """The time that a distance takes with an initial speed and an acceleration (SI units), as a root of the
    motion."""
    return root(lambda t: speed * t + acceleration * t * t / 2 - distance, 0.0, 1e4)


@generator("science.kinematics", verifiers=VERIFIERS, min_step_coverage=1.0)
def kinematics(rng: random.Random, difficulty: int) -> Draft:
    """Distances, times and speeds of motion along a line with constant acceleration.

    1: from rest, after a time. 2: braking from a speed in km/h. 3: the time for a distance, a quadratic
    equation. 4: one vehicle catches up with another. 5: a trip of three phases, or a reaction time, asked
    backwards.
    """
    return (_from_rest, _braking, _time_for_distance, _pursuit, _backwards)[difficulty - 1](rng, Working())


def _from_rest(rng: random.Random, work: Working) -> Draft:
    who, start, accelerations, times = rng.choice(_STARTS)
    a = work.given("a", between(rng, *accelerations, "0.1"), "m/s²", "acceleration")
    t = work.given("t", between(rng, *times, "0.2"), "s", "time")
    texts = {"Who": capital(article(who)), "a_who": article(who), "start": start}
    if rng.random() < 0.5:
        work.step("v", "a * t", "m/s", "Starting from rest, it reaches")
        return work.draft(
            rng.choice(
                (
                    "{Who} {start} and accelerates from rest at a constant {a}. What speed is reached after "
                    "{t}, in m/s?",
                    "Starting from rest, {a_who} {start} with a constant acceleration of {a}. Find the "
                    "speed, in m/s, {t} later.",
                    "What speed, in m/s, does {a_who} reach within {t} from rest at a constant acceleration "
                    "of {a}?",
                )
            ),
            "The speed is",
            second=(2 * a * (a * t * t / 2)) ** 0.5,
            texts=texts,
        )
    work.step("x", "a * t**2 / 2", "m", "With constant acceleration from rest, the distance is")
    return work.draft(
        rng.choice(
            (
                "{Who} {start} and accelerates from rest at a constant {a}. What distance is covered in the "
                "first {t}, in metres?",
                "With a constant acceleration of {a}, {a_who} {start}. What distance from the start, in "
                "metres, is covered in {t}?",
                "How far, in metres, does {a_who} get within {t} from rest at a constant acceleration of "
                "{a}?",
            )
        ),
        "The distance is",
        second=(0 + a * t) / 2 * t,
        texts=texts,
    )


def _braking(rng: random.Random, work: Working) -> Draft:
    who, where, decelerations, speeds = rng.choice(_BRAKES)
    v = work.given("v_0", between(rng, *speeds, "5"), "km/h", "initial speed")
    a = work.given("a", between(rng, *decelerations, "0.1"), "m/s²", "deceleration")
    work.step("v", "v_0", "m/s", "In metres per second, the initial speed is", symbol="v_{0}")
    texts = {"who": who, "where": where}
    if rng.random() < 0.5:
        work.step("t", "v / a", "s", "The speed falls to zero in the time")
        return work.draft(
            "{Who} travelling at {v_0} {where} brakes with a constant deceleration of {a}. After how many "
            "seconds does it stop?",
            "The time is",
            second=2 * (v / 3.6) ** 2 / (2 * a) / (v / 3.6),
            texts=texts | {"Who": capital(article(who))},
        )
    work.step("d", "v**2 / (2 * a)", "m", "With a final speed of zero, the braking distance is")
    return work.draft(
        rng.choice(
            (
                "{Who} travelling at {v_0} {where} brakes with a constant deceleration of {a}. What is its "
                "braking distance in metres?",
                "The brakes of a vehicle slow it at a constant {a}. How many metres does {who} need to stop "
                "from {v_0} {where}?",
                "How far, in metres, does {who} move {where} before it stops, if it brakes at {v_0} with a "
                "constant deceleration of {a}?",
            )
        ),
        "The braking distance is",
        second=v / 3.6 / 2 * (v / 3.6 / a),
        texts={"Who": capital(article(who)), "who": article(who), "where": where},
    )


_SPEEDING_UP = (  # story, accelerations in m/s², distances in m
    (
        "A car enters the acceleration lane of a motorway at {v_0} and accelerates at a constant {a}. The lane "
        "is {d} long. How many seconds does the car spend on it?",
        (1, 3),
        (150, 300),
    ),
    (
        "A train that moves at {v_0} starts to accelerate at {a} as it enters a tunnel of length {d}. How long, "
        "in seconds, does its front take to reach the other end?",
        (0.2, 0.9),
        (200, 900),
    ),
    (
        "A speedboat moving at {v_0} speeds up at a constant {a} over the next {d}. How much time does this "
        "take, in seconds?",
        (0.5, 2.0),
        (50, 200),
    ),
)


def _time_for_distance(rng: random.Random, work: Working) -> Draft:
    story, accelerations, distances = rng.choice(_SPEEDING_UP)
    v = work.given("v_0", between(rng, 8, 20, "0.5"), "m/s", "initial speed")
    a = work.given("a", between(rng, accelerations[0], accelerations[1], "0.1"), "m/s²", "acceleration")
    d = work.given("d", between(rng, *distances, "10"), "m", "distance")
    work.step("v", "sqrt(v_0**2 + 2 * a * d)", "m/s", "At the end of the distance, the speed is", digits=5)
    work.step("t", "(v - v_0) / a", "s", "The time for this change of speed is")
    return work.draft(story, "The time is", second=merging_time(v, a, d))


def _pursuit(rng: random.Random, work: Working) -> Draft:
    v = work.given("v_k", between(rng, 60, 100, "5"), "km/h", "constant speed of the first vehicle")
    t = work.given("t_0", between(rng, 1, 5, "0.5"), "s", "delay")
    a = work.given("a", between(rng, 3, 5.5, "0.1"), "m/s²", "acceleration of the pursuer")
    asked = rng.choice(("time", "distance"))
    work.step("v", "v_k", "m/s", "The first vehicle moves at", symbol="v")
    work.step("d_0", "v * t_0", "m", "Its lead at the start of the pursuit is")
    work.step(
        "t",
        "(v + sqrt(v**2 + 2 * a * d_0)) / a",
        "s",
        "They are level when the lead and the further way of the first vehicle equal the way of the second, "
        "a quadratic equation with the root",
        digits=5,
    )
    distance = meeting_distance(v / 3.6, t, a)
    story = rng.choice(
        (
            "A car passes a parked police motorcycle at a constant speed of {v_k}. The motorcycle starts "
            "{t_0} later with a constant "
            "acceleration of {a}.",
            "A lorry that moves at a constant {v_k} overtakes a car that stands at a junction. After {t_0}, "
            "the car sets off in the same "
            "direction with a constant acceleration of {a}.",
            "A getaway car drives past a patrol car at a steady {v_k}. The patrol car, at rest, needs {t_0} "
            "to react and then accelerates "
            "uniformly at {a}.",
        )
    )
    if asked == "time":
        return work.draft(
            f"{story} How many seconds after it has set off does the second vehicle draw level?",
            "The time is",
            second=(2 * distance / a) ** 0.5,
        )
    work.step("x", "a * t**2 / 2", "m", "In this time the second vehicle covers")
    return work.draft(
        f"{story} How far from where it started does the second vehicle draw level with the first, in "
        "metres?",
        "The distance is",
        second=distance,
    )


def _backwards(rng: random.Random, work: Working) -> Draft:
    if rng.random() < 0.4:
        distance = work.given("d", between(rng, 40, 120, "5"), "m", "distance to the obstacle")
        delay = work.given("t_r", between(rng, 0.6, 1.4, "0.1"), "s", "reaction time")
        a = work.given("a", between(rng, 4, 8, "0.1"), "m/s²", "deceleration")
        work.step("u", "a * t_r", "m/s", "The product of deceleration and reaction time is")
        work.step(
            "v",
            "sqrt(u**2 + 2 * a * d) - u",
            "m/s",
            "The way during the reaction time and the braking distance add up to the distance, a quadratic "
            "equation with the root",
            digits=5,
        )
        work.step("v_max", "v", "km/h", "In kilometres per hour,")
        return work.draft(
            rng.choice(
                (
                    "A driver sees a fallen tree {d} ahead, reacts after {t_r} and then brakes at a constant "
                    "{a}. What is the highest "
                    "initial speed, in km/h, from which the car stops before the tree?",
                    "On a foggy road a driver can see {d} ahead. Her reaction time is {t_r}, and the brakes "
                    "slow the car at {a}. "
                    "What is the highest speed, in km/h, at which she can stop within what she sees?",
                )
            ),
            "The highest speed is",
            second=3.6 * root(lambda v: v * delay + v / 2 * (v / a) - distance, 0.0, 200.0),
        )
    up, down = between(rng, 0.8, 1.3, "0.1"), between(rng, 0.8, 1.4, "0.1")
    speed, cruise = rng.uniform(13, 23), rng.uniform(15, 60)
    metres = speed * cruise + speed**2 / 2 * (1 / float(up) + 1 / float(down))
    seconds = cruise + speed / float(up) + speed / float(down)
    a, b = work.given("a", up, "m/s²", "acceleration"), work.given("b", down, "m/s²", "deceleration")
    d = work.given("d", f"{metres / 1000:.2f}", "km", "distance between the stations") * 1000
    t = work.given("t", f"{seconds:.0f}", "s", "time of the trip")
    work.step(
        "k",
        "1 / a + 1 / b",
        "s²/m",
        "For each unit of top speed, speeding up and braking together take",
        digits=6,
        symbol="k",
    )
    work.step(
        "v",
        "(t - sqrt(t**2 - 2 * k * d)) / k",
        "m/s",
        "The distance is the top speed times the time, less half of what the top speed would cover while "
        "speeding up and braking, a quadratic equation with the root",
        digits=6,
    )
    work.step("v_max", "v", "km/h", "In kilometres per hour,")
    return work.draft(
        rng.choice(
            (
                "An underground train accelerates from rest at {a}, runs at a constant top speed and brakes "
                "at {b} to a stop. It covers the "
                "{d} between two stations in {t}. What is its top speed in km/h?",
                "A tram needs {t} for the {d} from one stop to the next. It speeds up at {a}, keeps its "
                "speed for a while and then slows "
                "down at {b} until it stops. Find the constant speed of the middle part in km/h.",
            )
        ),
        "The top speed is",
        second=3.6 * top_speed(a, b, d, t),
    )


def top_speed(up: float, down: float, distance: float, time: float) -> float:
    """The speed of the middle of a trip that starts and ends at rest (SI units), as a root of its distance."""

    def short(v: float) -> float:
        cruise = time - v / up - v / down
        return v / 2 * (v / up) + v * cruise + v / 2 * (v / down) - distance

    return root(short, 0.0, time / (1 / up + 1 / down))
