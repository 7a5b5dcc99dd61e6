"""Transfers between orbits."""

from __future__ import annotations

import random
from math import cos, hypot, pi, radians, sin, sqrt

from assay import Draft, generator
from assay_science.bodies import SUN_GM, bodies
from assay_science.working import VERIFIERS, Working

_EARTH = ("a low orbit", "a parking orbit", "a circular orbit")


@generator("science.orbit_transfer", verifiers=VERIFIERS, min_step_coverage=1.0)
def orbit_transfer(rng: random.Random, difficulty: int) -> Draft:
    """Hohmann transfers and changes of the orbital plane.

    1: the speed change for a new plane. 2: the duration of a Hohmann transfer. 3: the first impulse. 4: both impulses. 5: with a
    change of plane at apogee.
    """
    work = Working()
    if difficulty == 1:
        return _plane(rng, work)
    if difficulty == 2:
        return _duration(rng, work)
    body = bodies()["Earth" if difficulty == 5 else rng.choice(("Earth", "Mars"))]
    GM = work.given("GM", body.GM, "km³/s²", "GM of the body", symbol="GM")
    low, high = {"Earth": (6_550, 7_400), "Mars": (3_650, 4_400)}[body.name]
    far = (
        (42_164 if difficulty == 5 else rng.randrange(9_000, 43_000, 50))
        if body.name == "Earth"
        else rng.randrange(6_000, 21_000, 50)
    )
    r1 = work.given("r_1", str(rng.randrange(low, high, 10)), "km", "radius of the first orbit")
    r2 = work.given("r_2", str(far), "km", "radius of the second orbit")
    work.step("a", "(r_1 + r_2) / 2", "km", "The transfer ellipse has the semi-major axis", digits=6)
    work.step("v_1", "sqrt(GM / r_1)", "km/s", "On the first orbit, the speed is")
    work.step("v_p", "sqrt(GM * (2 / r_1 - 1 / a))", "km/s", "On the ellipse, at the same place, it is")
    # from the conservation of energy and of angular momentum, without the axis
    first = sqrt(2 * GM * r2 / (r1 * (r1 + r2)))
    apogee = first * r1 / r2
    circular = sqrt(GM / r1), sqrt(GM / r2)
    texts = {"body": body.name, "orbit": rng.choice(_EARTH)}
    if difficulty == 3:
        work.step(
            "dv", "v_p - v_1", "km/s", "So the first impulse must change the speed by", symbol=r"\Delta v"
        )
        return work.draft(
            rng.choice(
                (
                    "A spacecraft goes from a circular orbit of radius {r_1} about {body} to one of radius {r_2} by a Hohmann transfer. By how much does "
                    "the first burn increase its speed, in km/s? (GM: {GM})",
                    "What speed change, in km/s, starts a Hohmann transfer between circular orbits of {r_1} and {r_2} radius about {body} (GM = {GM})?",
                )
            ),
            "The speed change of the first burn is",
            second=first - circular[0],
            texts=texts,
        )
    work.step("v_2", "sqrt(GM / r_2)", "km/s", "On the second orbit, the speed is")
    work.step("v_a", "sqrt(GM * (2 / r_2 - 1 / a))", "km/s", "At the far end of the ellipse, it is")
    if difficulty == 4:
        work.step("dv", "(v_p - v_1) + (v_2 - v_a)", "km/s", "Both impulses together are", symbol=r"\Delta v")
        return work.draft(
            rng.choice(
                (
                    "Find the total speed change, in km/s, of a Hohmann transfer from a circular orbit of {r_1} radius about {body} to one of {r_2}. (GM: {GM})",
                    "A satellite on {orbit} of radius {r_1} about {body} (GM = {GM}) is raised to a circular orbit of radius {r_2} by two impulses along "
                    "a Hohmann ellipse. What is the total Δv in km/s?",
                )
            ),
            "The total speed change is",
            second=first - circular[0] + circular[1] - apogee,
            texts=texts,
        )
    i = work.given("i", f"{rng.uniform(5, 52):.1f}", "°", "change of inclination")
    work.step("dv_1", "v_p - v_1", "km/s", "The first impulse is", symbol=r"\Delta v_1")
    work.step(
        "dv_2",
        "sqrt(v_a ** 2 + v_2 ** 2 - 2 * v_a * v_2 * cos(i))",
        "km/s",
        "The second one turns the velocity too; by the law of cosines it is",
        symbol=r"\Delta v_2",
    )
    work.step("dv", "dv_1 + dv_2", "km/s", "Together they are", symbol=r"\Delta v")
    turn = radians(i)
    return work.draft(
        rng.choice(
            (
                "From a circular orbit of radius {r_1}, inclined by {i} to the equator, a satellite is brought to the geostationary orbit of radius {r_2} by a Hohmann "
                "transfer. The second burn also removes the inclination. What is the total Δv in km/s? (GM of {body}: {GM})",
                "A communications satellite starts on a parking orbit of {r_1} radius and {i} inclination. Two impulses, the second combined with the whole change of "
                "plane, put it into an equatorial orbit of radius {r_2}. With GM = {GM}, calculate the total Δv in km/s.",
            )
        ),
        "The total speed change is",
        second=first - circular[0] + hypot(circular[1] - apogee * cos(turn), apogee * sin(turn)),
        texts=texts,
    )


def _plane(rng: random.Random, work: Working) -> Draft:
    v = work.given("v", f"{rng.uniform(1.5, 7.8):.2f}", "km/s", "orbital speed")
    i = work.given("i", f"{rng.uniform(2, 60):.1f}", "°", "change of inclination")
    work.step(
        "dv",
        "2 * v * sin(i / 2)",
        "km/s",
        "The velocities before and after form an isosceles triangle, so",
        symbol=r"\Delta v",
    )
    turn = radians(i)
    return work.draft(
        rng.choice(
            (
                "A satellite moves at {v} on a circular orbit. What speed change, in km/s, turns the plane of its orbit by {i} with a single impulse?",
                "Calculate the Δv, in km/s, of a simple plane change of {i} for a spacecraft on a circular orbit with a speed of {v}.",
                "The inclination of a circular orbit shall change by {i}, the orbital speed of {v} staying the same. What Δv is needed, in km/s?",
            )
        ),
        "The speed change is",
        second=hypot(v - v * cos(turn), v * sin(turn)),
    )


def _duration(rng: random.Random, work: Working) -> Draft:
    start, goal = rng.sample(
        [name for name in ("Mercury", "Venus", "Earth", "Mars", "Jupiter", "Saturn") if bodies()[name].a], 2
    )
    r1 = work.given("r_1", bodies()[start].a, "AU", f"distance of {start}")
    r2 = work.given("r_2", bodies()[goal].a, "AU", f"distance of {goal}")
    GM = work.given("GM", SUN_GM, "km³/s²", "GM of the Sun", symbol="GM")
    work.step("a", "(r_1 + r_2) / 2", "km", "The transfer ellipse has the semi-major axis", digits=5)
    work.step("t", "pi * sqrt(a ** 3 / GM)", "d", "The transfer takes half of its period:")
    year = 2 * pi * sqrt(149597870.7**3 / GM)
    return work.draft(
        rng.choice(
            (
                "How many days does a Hohmann transfer from {start} ({r_1} from the Sun) to {goal} ({r_2}) take, if both orbits are taken as circular? GM of the Sun is {GM}.",
                "A probe goes from the orbit of {start} (radius {r_1}) to that of {goal} (radius {r_2}) on a Hohmann ellipse about the Sun, whose GM is {GM}. What is the "
                "time of flight in days?",
            )
        ),
        "The transfer takes",
        digits=4,
        second=((r1 + r2) / 2) ** 1.5 * year / 2 / 86400,
        texts={"start": start, "goal": goal},
    )
