"""Luminosity, temperature and radius of stars, and of what they warm."""

from __future__ import annotations

import random
from math import pi

from assay import Draft, generator
from assay_science.bodies import SUN_LUMINOSITY, SUN_TEMPERATURE
from assay_science.working import VERIFIERS, Working, rounded

_SIGMA = 5.670e-8
_STARS = (
    ("red dwarf", 2_800, 3_800, 0.12, 0.6),
    ("solar-type star", 5_300, 6_200, 0.8, 1.3),
    ("blue main-sequence star", 12_000, 28_000, 2.5, 7.0),
    ("red giant", 3_200, 4_500, 15.0, 150.0),
    ("white dwarf", 7_000, 30_000, 0.009, 0.016),
    ("blue supergiant", 11_000, 25_000, 20.0, 90.0),
)
"""Kinds of stars with the ranges of their effective temperatures (K) and radii (of the Sun's)."""


@generator("science.star_luminosity", verifiers=VERIFIERS, min_step_coverage=1.0)
def star_luminosity(rng: random.Random, difficulty: int) -> Draft:
    """The laws of Stefan-Boltzmann and Wien for stars and planets.

    1: the temperature from the peak of a spectrum. 2: the luminosity. 3: the radius from luminosity and temperature. 4: in units of
    the Sun, or the flux at a distance. 5: the equilibrium temperature of a planet.
    """
    work = Working()
    kind, cool, hot, small, large = rng.choice(_STARS)
    texts = {"kind": kind}
    temperature, radius = rng.uniform(cool, hot), rng.uniform(small, large)
    if difficulty == 1:
        peak = work.given("lambda_p", rounded(2.897771955e6 / temperature), "nm", "wavelength of the peak")
        work.constant("b", "2.898×10⁻³", "m·K")
        work.step("T", "b / lambda_p", "K", "Wien's displacement law gives")
        return work.draft(
            rng.choice(
                (
                    "The spectrum of a {kind} peaks at {lambda_p}. What is its surface temperature in kelvins, if it radiates like a black body?",
                    "A {kind} is brightest at a wavelength of {lambda_p}. Estimate its surface temperature, in K, by Wien's law.",
                    "Find the temperature, in K, of the photosphere of a {kind} whose black-body spectrum has its maximum at {lambda_p}.",
                )
            ),
            "The temperature is",
            digits=3,
            second=2.898e6 / peak,
            texts=texts,
        )
    if difficulty == 5:
        return _planet(rng, work)
    T = work.given("T", str(round(temperature / 50) * 50), "K", "temperature")
    if difficulty == 4 and rng.random() < 0.6:
        r = work.given("x", rounded(radius), "", "radius in units of the Sun's")
        Ts = work.given("T_s", SUN_TEMPERATURE, "K", "temperature of the Sun", symbol=r"T_{\odot}")
        work.step("f", "(T / T_s) ** 4", "", "Each square metre is brighter than the Sun's by")
        work.step(
            "L",
            "x ** 2 * f",
            "",
            "Times the ratio of the surfaces, the luminosity in units of the Sun's is",
            symbol=r"\frac{L}{L_{\odot}}",
        )
        return work.draft(
            rng.choice(
                (
                    "A {kind} has a surface temperature of {T} and {x} times the radius of the Sun, whose temperature is {T_s}. What is its luminosity in units of the Sun's?",
                    "How many times more luminous than the Sun ({T_s}) is a {kind} of {T} with a radius of {x} solar radii?",
                )
            ),
            "In units of the Sun's luminosity, it is",
            second=(_SIGMA * T**4 * 4 * pi * r**2) / (_SIGMA * Ts**4 * 4 * pi),
            texts=texts,
        )
    work.constant("sigma", "5.670×10⁻⁸", "W/(m²·K⁴)")
    if difficulty == 3:
        L = work.given("L", rounded(4 * pi * (radius * 6.957e8) ** 2 * _SIGMA * T**4), "W", "luminosity")
        work.step(
            "R_s",
            "sqrt(L / (4 * pi * sigma * T ** 4))",
            "km",
            "Solved for the radius, the Stefan-Boltzmann law gives",
            symbol="R",
        )
        flux = _SIGMA * T**4
        return work.draft(
            rng.choice(
                (
                    "A {kind} radiates {L} at an effective temperature of {T}. What is its radius in km?",
                    "Calculate the radius, in km, of a {kind} with a luminosity of {L} and a surface temperature of {T}.",
                )
            ),
            "The radius is",
            second=(L / flux / (4 * pi)) ** 0.5 / 1000,
            texts=texts,
        )
    R = work.given("R_s", rounded(radius * 695_700, 3), "km", "radius", symbol="R")
    work.step(
        "L", "4 * pi * R_s ** 2 * sigma * T ** 4", "W", "By the Stefan-Boltzmann law, the luminosity is"
    )
    luminosity = (4 * pi / 3) * ((R * 1000) ** 3) * 3 / (R * 1000) * _SIGMA * T**4
    if difficulty == 2:
        return work.draft(
            rng.choice(
                (
                    "A {kind} has a radius of {R_s} and a surface temperature of {T}. What is its luminosity in watts?",
                    "What power, in W, does a {kind} of {T} with a radius of {R_s} radiate?",
                )
            ),
            "The luminosity is",
            second=luminosity,
            texts=texts,
        )
    d = work.given("d", rounded(rng.uniform(2, 90), 3), "pc", "distance")
    work.step(
        "F_d", "L / (4 * pi * d ** 2)", "W/m²", "At the distance $d$, it is spread over a sphere:", symbol="F"
    )
    return work.draft(
        rng.choice(
            (
                "A {kind} with a radius of {R_s} and a surface temperature of {T} is {d} away. What flux of its radiation, in W/m², reaches us?",
                "Calculate the flux, in W/m², that we receive from a {kind} at {d}, whose radius is {R_s} and whose temperature {T}.",
            )
        ),
        "The flux is",
        second=_SIGMA * T**4 * (R / (d * 3.0856775814913673e13)) ** 2,
        texts=texts,
    )


def _planet(rng: random.Random, work: Working) -> Draft:
    sunlike = rng.random() < 0.5
    albedo = work.given("A", f"{rng.uniform(0.05, 0.75):.2f}", "", "albedo")
    if sunlike:
        L = work.given("L", SUN_LUMINOSITY, "W", "luminosity")
        a = work.given("a", rounded(rng.choice((rng.uniform(0.3, 2), rng.uniform(4, 31)))), "AU", "distance")
        star = "the Sun"
    else:
        L = work.given("L", rounded(3.828e26 * rng.uniform(0.0005, 0.4)), "W", "luminosity")
        a = work.given("a", rounded((L / 3.828e26) ** 0.5 * rng.uniform(0.5, 2.5)), "AU", "distance")
        star = "a cool dwarf star"
    work.constant("sigma", "5.670×10⁻⁸", "W/(m²·K⁴)")
    work.step("S", "L / (4 * pi * a ** 2)", "W/m²", "At the planet, the flux is")
    work.step("q", "(1 - A) * S / 4", "W/m²", "Absorbed, and averaged over the sphere, are")
    work.step("T", "(q / sigma) ** (1/4)", "K", "The planet radiates as much, so its temperature is")
    r = a * 1.495978707e11
    second = ((1 - albedo) * L / (16 * pi * _SIGMA)) ** 0.25 / r**0.5
    return work.draft(
        rng.choice(
            (
                "A planet with an albedo of {A} orbits {star}, which has a luminosity of {L}, at {a}. What is its equilibrium temperature in kelvins, if heat is spread evenly and there is no "
                "greenhouse effect?",
                "Find the equilibrium temperature, in K, of a rapidly rotating planet without greenhouse effect at {a} from {star}. The luminosity is {L} and the Bond albedo {A}.",
            )
        ),
        "The equilibrium temperature is",
        second=second,
        texts={"star": star},
    )
