"""Escape from bodies, and black holes."""

from __future__ import annotations

import random
from math import pi, sqrt

from assay import Draft, generator
from assay_science.bodies import bodies
from assay_science.working import VERIFIERS, Working, rounded

_G = 6.674e-11


@generator("science.escape_speed", verifiers=VERIFIERS, min_step_coverage=1.0)
def escape_speed(rng: random.Random, difficulty: int) -> Draft:
    """Escape speeds, surface gravity, and Schwarzschild radii.

    1: surface gravity. 2: escape speed from mass and radius. 3: that from density and radius. 4: from an altitude, or a
    Schwarzschild radius. 5: the speed that is left far away, or the greatest height.
    """
    work = Working()
    body = bodies()[
        rng.choice([name for name in bodies() if name not in ("Jupiter", "Saturn", "Uranus", "Neptune")])
    ]
    texts = {"body": body.name, "Body": body.name[0].upper() + body.name[1:]}
    work.constant("G", "6.674×10⁻¹¹", "N·m²/kg²")
    if difficulty == 3:
        return _asteroid(rng, work)
    if difficulty == 4 and rng.random() < 0.5:
        return _black_hole(rng, work)
    if difficulty == 1:
        mass, radius, texts = _exoplanet(rng)
    else:
        mass, radius = (body.mass, body.radius) if rng.random() < 0.4 else _exoplanet(rng)[:2]
        if mass != body.mass:
            texts = {"body": "a rocky exoplanet", "Body": "A rocky exoplanet"}
    M = work.given("M", mass, "kg", "mass")
    R = work.given("R_p", radius, "km", "radius", symbol="R")
    gravity = _G * M / (R * 1000) ** 2
    if difficulty == 1:
        work.step("g_p", "G * M / R_p ** 2", "m/s²", "The law of gravitation gives", symbol="g_p")
        return work.draft(
            rng.choice(
                (
                    "{Body} has a mass of {M} and a radius of {R_p}. What is the gravitational acceleration at its surface, in m/s²?",
                    "Calculate the surface gravity, in m/s², of {body} with a mass of {M} and a radius of {R_p}.",
                    "How large is the acceleration of free fall, in m/s², on {body} (mass {M}, radius {R_p})?",
                )
            ),
            "The acceleration is",
            second=4 * pi / 3 * _G * (R * 1000) * M / (4 * pi / 3 * (R * 1000) ** 3),
            texts=texts,
        )
    if difficulty == 2:
        work.step("v_e", "sqrt(2 * G * M / R_p)", "km/s", "Kinetic and potential energy add up to zero, so")
        return work.draft(
            rng.choice(
                (
                    "What is the escape speed from the surface of {body} with a mass of {M} and a radius of {R_p}, in km/s?",
                    "{Body} has a mass of {M} and a mean radius of {R_p}. Calculate the escape speed at the surface in km/s.",
                )
            ),
            "The escape speed is",
            second=sqrt(2 * gravity * R * 1000) / 1000,
            texts=texts,
        )
    if difficulty == 4:
        h = work.given("h", str(rng.randrange(100, round(R * 1.5), 50)), "km", "altitude")
        work.step("r", "R_p + h", "km", "The distance from the centre is", digits=5)
        work.step("mu", "G * M", "km³/s²", "The gravitational parameter of the body is")
        work.step("v_e", "sqrt(2 * mu / r)", "km/s", "The escape speed there is")
        return work.draft(
            rng.choice(
                (
                    "What speed, in km/s, must a probe have {h} above the surface of {body} to escape from it? (mass {M}, radius {R_p})",
                    "{Body} has a mass of {M} and a radius of {R_p}. Find the escape speed in km/s at an altitude of {h}.",
                )
            ),
            "The escape speed is",
            second=sqrt(2 * gravity * R * 1000 * R / (R + h)) / 1000,
            texts=texts,
        )
    escape = sqrt(2 * gravity * R * 1000)
    if rng.random() < 0.5:
        v = work.given("v_0", rounded(escape * rng.uniform(1.05, 1.9) / 1000), "km/s", "speed at launch")
        work.step("v_e", "sqrt(2 * G * M / R_p)", "km/s", "The escape speed is")
        work.step(
            "v_inf",
            "sqrt(v_0 ** 2 - v_e ** 2)",
            "km/s",
            "The kinetic energy that is left gives",
            symbol=r"v_{\infty}",
        )
        energy = (v * 1000) ** 2 / 2 - gravity * R * 1000
        return work.draft(
            rng.choice(
                (
                    "A probe leaves the surface of {body} (mass {M}, radius {R_p}, no atmosphere considered) with {v_0}. What is its speed far away, in km/s?",
                    "With what hyperbolic excess speed, in km/s, does a probe move far from {body}, if it is launched from the surface at {v_0}? The mass is {M} and the "
                    "radius {R_p}; ignore the atmosphere and rotation.",
                )
            ),
            "The speed far away is",
            second=sqrt(2 * energy) / 1000,
            texts=texts,
        )
    v = work.given("v_0", rounded(escape * rng.uniform(0.3, 0.85) / 1000), "km/s", "speed at launch")
    work.step(
        "r",
        "1 / (1 / R_p - v_0 ** 2 / (2 * G * M))",
        "km",
        "At the highest point all energy is potential, at the distance",
        digits=5,
    )
    work.step("h", "r - R_p", "km", "So the height above the surface is")
    share = (v * 1000 / escape) ** 2
    return work.draft(
        rng.choice(
            (
                "A projectile is shot straight up from the surface of {body} (mass {M}, radius {R_p}) with {v_0}. How high above the surface does it rise, in km? Ignore the "
                "atmosphere, but not the decrease of gravity.",
                "What height, in km, does a body reach that leaves the surface of {body} vertically at {v_0}, without an atmosphere? Take a mass of {M} and a radius of "
                "{R_p}, and let gravity decrease with the distance.",
            )
        ),
        "The height is",
        digits=4,
        second=R * share / (1 - share),
        texts=texts,
    )


def _exoplanet(rng: random.Random) -> tuple[str, str, dict[str, str]]:
    """A rocky planet: its radius grows with the power 0.27 of the mass, in units of the Earth's."""
    earths = rng.uniform(0.1, 8)
    mass, radius = 5.972e24 * earths, 6371 * earths**0.27 * rng.uniform(0.95, 1.05)
    return rounded(mass, 3), rounded(radius, 4), {"body": "a rocky exoplanet", "Body": "A rocky exoplanet"}


def _asteroid(rng: random.Random, work: Working) -> Draft:
    what, low, high = rng.choice(
        (("a carbonaceous asteroid", 1.2, 2.2), ("a stony asteroid", 2.2, 3.4), ("an icy moon", 0.95, 1.7))
    )
    rho = work.given("rho", f"{rng.uniform(low, high):.2f}", "g/cm³", "density")
    R = work.given("R_a", rounded(rng.uniform(4, 280)), "km", "radius", symbol="R")
    work.step("M", "4 / 3 * pi * R_a ** 3 * rho", "kg", "The mass is")
    work.step("v_e", "sqrt(2 * G * M / R_a)", "m/s", "The escape speed is")
    return work.draft(
        rng.choice(
            (
                "{What} is a sphere with a radius of {R_a} and a density of {rho}. What is the escape speed at its surface, in m/s?",
                "How fast, in m/s, must one jump off {what} (spherical, radius {R_a}, density {rho}) to escape from it?",
            )
        ),
        "The escape speed is",
        second=R * 1000 * sqrt(8 * pi * _G * rho * 1000 / 3),
        texts={"what": what, "What": what[0].upper() + what[1:]},
    )


def _black_hole(rng: random.Random, work: Working) -> Draft:
    M_sun = work.given("M_s", "1.988×10³⁰", "kg", "mass of the Sun", symbol=r"M_{\odot}")
    n = work.given("n", rounded(rng.choice((rng.uniform(5, 60), rng.uniform(1e5, 9e9)))), "", "solar masses")
    work.constant("c", "2.998×10⁸", "m/s")
    work.step("M", "n * M_s", "kg", "The mass is")
    work.step("r_s", "2 * G * M / c ** 2", "km", "The Schwarzschild radius is")
    return work.draft(
        rng.choice(
            (
                "What is the Schwarzschild radius, in km, of a black hole of {n} solar masses? The mass of the Sun is {M_s}.",
                "A black hole has the mass of {n} suns ({M_s} each). At what distance from its centre, in km, is the event horizon, if it does not rotate?",
            )
        ),
        "The Schwarzschild radius is",
        second=2 * _G * n * M_sun / 2.998e8 / 2.998e8 / 1000,
    )
