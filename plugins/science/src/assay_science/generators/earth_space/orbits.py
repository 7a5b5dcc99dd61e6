"""Orbits about planets and the Sun."""

from __future__ import annotations

import random
from math import pi, sqrt

from assay import Draft, generator
from assay_science.bodies import SUN_GM, Body, bodies
from assay_science.working import VERIFIERS, Working, rounded

_ORBITED = ("Earth", "the Moon", "Mars", "Venus", "Jupiter", "Mercury")
_ALTITUDES = {
    "Earth": (300, 36_000),
    "the Moon": (50, 500),
    "Mars": (250, 17_000),
    "Venus": (250, 3_000),
    "Jupiter": (4_000, 60_000),
    "Mercury": (200, 1_500),
}


@generator("science.orbits", verifiers=VERIFIERS, min_step_coverage=1.0)
def orbits(rng: random.Random, difficulty: int) -> Draft:
    """Speeds, periods and masses by the laws of Kepler and Newton.

    1: speed on a circular orbit. 2: period at an altitude. 3: Kepler's third law in the Solar System. 4: the mass of a body from
    the orbit of its moon, or the altitude of a given period. 5: speeds on elliptical orbits.
    """
    work = Working()
    if difficulty == 3:
        return _third_law(rng, work)
    if difficulty == 4:
        return rng.choice((_mass, _altitude))(rng, work)
    if difficulty == 5:
        return _ellipse(rng, work)
    body = bodies()[rng.choice(_ORBITED)]
    low, high = _ALTITUDES[body.name]
    altitude = int(low * (high / low) ** rng.random())
    GM = work.given("GM", body.GM, "km³/s²", "GM of the body", symbol="GM")
    texts = {"body": body.name}
    if difficulty == 1:
        r = work.given("r", str(round((float(body.radius) + altitude) / 10) * 10), "km", "orbital radius")
        work.step("v", "sqrt(GM / r)", "km/s", "Gravity is the centripetal force, so")
        return work.draft(
            rng.choice(
                (
                    "A spacecraft moves about {body} on a circular orbit with a radius of {r}. What is its speed in km/s? (GM of {body}: {GM})",
                    "Find the speed, in km/s, of a satellite on a circular orbit at {r} from the centre of {body}, whose GM is {GM}.",
                    "With GM = {GM}, how fast, in km/s, is an orbiter on a circular path of radius {r} around {body}?",
                )
            ),
            "The speed is",
            second=2 * pi * r / _period(GM, r),
            texts=texts,
        )
    R = work.given("R_b", body.radius, "km", f"radius of {body.name}", symbol="R")
    h = work.given("h", str(altitude), "km", "altitude")
    work.step("r", "R_b + h", "km", "The radius of the orbit is", digits=5)
    work.step("T", "2 * pi * sqrt(r ** 3 / GM)", "h", "Kepler's third law gives")
    speed = (GM / (R + h)) ** 0.5
    return work.draft(
        rng.choice(
            (
                "A satellite circles {body} {h} above the surface. What is its orbital period in hours? (radius of {body}: {R_b}, GM: {GM})",
                "How many hours does a probe take for a circular orbit {h} above the surface of {body}, which has a radius of {R_b} and GM = {GM}?",
            )
        ),
        "The period is",
        second=2 * pi * (R + h) / speed / 3600,
        texts=texts,
    )


def _period(GM: float, a: float) -> float:
    return 2 * pi * sqrt(a**3 / GM)


def _third_law(rng: random.Random, work: Working) -> Draft:
    a_E = work.given("a_E", "1", "AU", "semi-major axis of the Earth's orbit")
    T_E = work.given("T_E", "1", "yr", "period of the Earth")
    if rng.random() < 0.5:
        what, low, high = rng.choice(
            (
                ("an asteroid of the main belt", 2.1, 3.4),
                ("a centaur", 8.0, 27.0),
                ("a comet", 2.6, 40.0),
                ("a Kuiper belt object", 38.0, 55.0),
            )
        )
        a = work.given("a", rounded(rng.uniform(low, high)), "AU", "semi-major axis")
        work.step("T", "T_E * (a / a_E) ** (3/2)", "yr", "By Kepler's third law,")
        return work.draft(
            rng.choice(
                (
                    "The orbit of {what} has a semi-major axis of {a}. What is its orbital period in years? (The Earth orbits at {a_E} in {T_E}.)",
                    "How many years does {what} with a semi-major axis of {a} need to go around the Sun? For the Earth they are {a_E} and {T_E}.",
                )
            ),
            "The period is",
            second=(a * a * a / a_E) ** 0.5 * T_E,
            texts={"what": what},
        )
    what, low, high = rng.choice(
        (("a comet", 5.0, 200.0), ("an asteroid", 1.2, 7.0), ("a dwarf planet", 240.0, 600.0))
    )
    T = work.given("T", rounded(rng.uniform(low, high)), "yr", "period")
    work.step("a", "a_E * (T / T_E) ** (2/3)", "AU", "By Kepler's third law,")
    axis, step = 0.0, 1000.0
    while step > 1e-12:  # the largest a whose cube is at most T squared
        axis, step = (axis + step, step) if (axis + step) ** 3 <= T * T else (axis, step / 2)
    return work.draft(
        rng.choice(
            (
                "{What} returns to its perihelion every {T}. What is the semi-major axis of its orbit in AU? (The Earth orbits at {a_E} in {T_E}.)",
                "Find the semi-major axis, in AU, of the orbit of {what} that goes around the Sun once in {T}, given that the Earth does so at {a_E} in {T_E}.",
            )
        ),
        "The semi-major axis is",
        second=axis,
        texts={"what": what, "What": what[0].upper() + what[1:]},
    )


def _mass(rng: random.Random, work: Working) -> Draft:
    body = bodies()[rng.choice(("Jupiter", "Saturn", "Uranus", "Neptune", "Mars", "Earth"))]
    true = float(body.GM.replace("×10", "e").translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")))
    radius = float(body.radius) * rng.uniform(2.8, 25)
    a = work.given("a", rounded(radius, 4), "km", "radius of the orbit")
    T = work.given("T", rounded(_period(true, a) / 86400, 4), "d", "period")
    work.constant("G", "6.674×10⁻¹¹", "N·m²/kg²")
    work.step(
        "M", "4 * pi ** 2 * a ** 3 / (G * T ** 2)", "kg", "Solved for the mass, Kepler's third law gives"
    )
    v = 2 * pi * a * 1000 / (T * 86400)
    return work.draft(
        rng.choice(
            (
                "A small moon of a planet moves on a circular orbit with a radius of {a} and a period of {T}. What is the mass of the planet in kilograms?",
                "An orbiter circles a planet once in {T} at a distance of {a} from its centre. Calculate the mass of the planet in kg.",
            )
        ),
        "The mass of the planet is",
        second=v * v * a * 1000 / 6.674e-11,
    )


def _altitude(rng: random.Random, work: Working) -> Draft:
    body: Body = bodies()[rng.choice(("Earth", "Mars", "the Moon"))]
    GM = work.given("GM", body.GM, "km³/s²", "GM of the body", symbol="GM")
    R = work.given("R_b", body.radius, "km", f"radius of {body.name}", symbol="R")
    low = _period(GM, R * 1.06) / 3600
    T = work.given("T", rounded(rng.uniform(low, 24), 3), "h", "period")
    work.step(
        "r",
        "(GM * T ** 2 / (4 * pi ** 2)) ** (1/3)",
        "km",
        "Kepler's third law, solved for the radius of the orbit, gives",
        digits=6,
    )
    work.step("h", "r - R_b", "km", "So the altitude is")
    r = R
    for _ in range(200):  # Newton's method for v(r) T = 2 pi r
        r -= (2 * pi * r - (GM / r) ** 0.5 * T * 3600) / (2 * pi + 0.5 * (GM / r**3) ** 0.5 * T * 3600)
    return work.draft(
        rng.choice(
            (
                "At what altitude above the surface of {body}, in km, does a satellite on a circular orbit have a period of {T}? (GM: {GM}, mean radius: {R_b})",
                "A satellite shall circle {body} once in {T}. How many kilometres above the surface must it be? GM of {body} is {GM} and its mean radius {R_b}.",
            )
        ),
        "The altitude is",
        digits=4,
        second=r - R,
        texts={"body": body.name},
    )


def _ellipse(rng: random.Random, work: Working) -> Draft:
    GM = work.given("GM", SUN_GM, "km³/s²", "GM of the Sun", symbol="GM")
    what, low, high, least, most = rng.choice(
        (
            ("comet", 2.5, 30.0, 0.5, 0.97),
            ("asteroid", 1.2, 3.4, 0.1, 0.55),
            ("Kuiper belt object", 38.0, 60.0, 0.05, 0.4),
        )
    )
    a = work.given("a", rounded(rng.uniform(low, high)), "AU", "semi-major axis")
    e = work.given("e_c", f"{rng.uniform(least, most):.3f}", "", "eccentricity", symbol="e")
    km = a * 149597870.7
    if rng.random() < 0.5:
        work.step("r", "a * (1 - e_c)", "km", "The perihelion is at the distance")
        point, second = "perihelion", (GM / km * (1 + e) / (1 - e)) ** 0.5
    else:
        work.step("r", "a * (1 + e_c)", "km", "The aphelion is at the distance")
        point, second = "aphelion", (GM / km * (1 - e) / (1 + e)) ** 0.5
    work.step("v", "sqrt(GM * (2 / r - 1 / a))", "km/s", "The vis-viva equation gives")
    return work.draft(
        rng.choice(
            (
                "The orbit of {article} {what} has a semi-major axis of {a} and an eccentricity of {e_c}. What is its speed at {point}, in km/s? (GM of the Sun: {GM})",
                "{Article} {what} moves about the Sun (GM = {GM}) with a = {a} and e = {e_c}. How fast is it at {point}, in km/s?",
            )
        ),
        f"The speed at {point} is",
        second=second,
        texts={
            "what": what,
            "point": point,
            "article": "an" if what[0] == "a" else "a",
            "Article": "An" if what[0] == "a" else "A",
        },
    )
