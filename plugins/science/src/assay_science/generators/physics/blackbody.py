"""Thermal radiation: Wien's and Stefan and Boltzmann's laws."""

from __future__ import annotations

import math
import random

from assay import Draft, generator
from assay_science.generators._draws import between
from assay_science.generators._tables import codata
from assay_science.numerics import integral, root
from assay_science.working import VERIFIERS, Working


def peak_wavelength(kelvins: float) -> float:
    """The wavelength (m) at which Planck's spectrum is greatest, by the zero of its slope: x = 5 (1 -
    exp(-x))."""
    x = root(lambda x: x - 5 * (1 - math.exp(-x)), 4.0, 5.0)
    return codata("h") * codata("c") / (codata("k_B") * kelvins * x)


def radiated(kelvins: float) -> float:
    """The power (W) of a black square metre, by integration of Planck's spectrum."""
    total = integral(lambda x: x**3 / math.expm1(x), 1e-9, 60.0, 60)
    return 2 * math.pi * (codata("k_B") * kelvins) ** 4 / (codata("h") ** 3 * codata("c") ** 2) * total


@generator("science.blackbody", verifiers=VERIFIERS, min_step_coverage=1.0)
def blackbody(rng: random.Random, difficulty: int) -> Draft:
    """Radiation of black and grey bodies.

    1: the wavelength of the maximum, or a temperature out of it. 2: the power of a surface. 3: the net
    loss of a body in surroundings. 4: the temperature of a filament, or the size of a star. 5: the
    temperature of a planet or a plate in sunlight.
    """
    return (_wien, _power, _net, _inverse, _balance)[difficulty - 1](rng, Working())


def _wien(rng: random.Random, work: Working) -> Draft:
    if rng.random() < 0.5:
        what, low, high, step = rng.choice(
            (
                ("a star's surface", 3000, 12000, "100"),
                ("a lamp's filament", 2400, 3200, "50"),
                ("molten steel", 1800, 1950, "10"),
            )
        )
        T = work.given("T", between(rng, low, high, step), "K", "temperature")
        work.constant("b", "2.898×10⁻³", "m·K")
        work.step(
            "L",
            "b / T",
            "nm",
            "Wien's law gives the wavelength of the maximum",
            symbol=r"\lambda_{\mathrm{max}}",
        )
        return work.draft(
            rng.choice(
                (
                    f"At what wavelength, in nanometres, is the thermal radiation of {what} at {{T}} "
                    "strongest? Treat it as a black body.",
                    f"Taken as a black body, {what} has a temperature of {{T}}. Find the wavelength of the "
                    "maximum of its spectrum in nm.",
                )
            ),
            "The wavelength is",
            second=1e9 * peak_wavelength(T),
            rel=1e-3,
        )
    L = work.given(
        "L", between(rng, 250, 950, "5"), "nm", "wavelength of the maximum", symbol=r"\lambda_{\mathrm{max}}"
    )
    work.constant("b", "2.898×10⁻³", "m·K")
    work.step("T", "b / L", "K", "Wien's law, solved for the temperature, gives")
    return work.draft(
        rng.choice(
            (
                "The spectrum of a star has its maximum at {L}. What is the temperature of its surface in "
                "kelvins, if it radiates as a black body?",
                "A black body radiates most strongly at a wavelength of {L}. Find its temperature in K.",
            )
        ),
        "The temperature is",
        second=root(lambda t: peak_wavelength(t) - L * 1e-9, 500.0, 1e5),
        rel=1e-3,
    )


def _power(rng: random.Random, work: Working) -> Draft:
    e = work.given("epsilon", between(rng, 0.60, 0.95, "0.01"), "", "emissivity", symbol=r"\varepsilon")
    A = work.given("A", between(rng, 20, 900, "10"), "cm²", "area")
    t = work.given("t", between(rng, 200, 900, "10"), "°C", "temperature")
    work.constant("sigma", "5.670×10⁻⁸", "W/(m²·K⁴)")
    work.step("T", "t", "K", "In kelvins, the temperature is")
    work.step("P", "epsilon * sigma * A * T**4", "W", "The law of Stefan and Boltzmann gives the power")
    return work.draft(
        rng.choice(
            (
                "A hot plate with an area of {A} and an emissivity of {epsilon} has a temperature of {t}. "
                "What power does it radiate, in watts?",
                "How much power, in W, does a surface of {A} at {t} radiate if its emissivity is {epsilon}?",
                "Find the power that {A} of a furnace wall at {t} radiate, in watts. The emissivity is "
                "{epsilon}.",
            )
        ),
        "The power is",
        second=e * A * 1e-4 * radiated(t + 273.15),
        rel=1e-3,
    )


def _net(rng: random.Random, work: Working) -> Draft:
    e = work.given("epsilon", between(rng, 0.70, 0.98, "0.01"), "", "emissivity", symbol=r"\varepsilon")
    person = rng.random() < 0.5
    A = work.given(
        "A", between(rng, 1.2, 1.9, "0.1") if person else between(rng, 0.2, 2, "0.1"), "m²", "area"
    )
    t1 = work.given(
        "t_1",
        between(rng, 28, 34, "0.5") if person else between(rng, 50, 90, "1"),
        "°C",
        "temperature of the surface",
    )
    t2 = work.given("t_2", between(rng, 14, 24, "0.5"), "°C", "temperature of the walls")
    work.constant("sigma", "5.670×10⁻⁸", "W/(m²·K⁴)")
    work.step("T_1", "t_1", "K", "In kelvins, the surface is at")
    work.step("T_2", "t_2", "K", "The walls are at")
    work.step("P_1", "epsilon * sigma * A * T_1**4", "W", "The surface radiates", digits=6)
    work.step("P_2", "epsilon * sigma * A * T_2**4", "W", "From the walls it absorbs", digits=6)
    work.step("P", "P_1 - P_2", "W", "It loses the difference,")
    stories = (
        (
            "The skin of a person has an area of {A}, an emissivity of {epsilon} and a temperature of {t_1}. "
            "The walls of the room are at {t_2}. How much heat per second does the person lose by radiation, "
            "in watts?",
            "Unclothed, someone with {A} of skin at {t_1} (emissivity {epsilon}) sits in a room whose walls "
            "are at {t_2}. Find the net power lost by radiation in W.",
        )
        if person
        else (
            "A radiator has a surface of {A} at {t_1} with an emissivity of {epsilon}; the walls of the room "
            "are at {t_2}. What is the net power that it radiates, in watts?",
            "The casing of a machine ({A}, emissivity {epsilon}) is at {t_1} and everything around it at "
            "{t_2}. Find the net heat radiated per second in W.",
        )
    )
    return work.draft(
        rng.choice(stories),
        "The net power is",
        second=e * A * (radiated(t1 + 273.15) - radiated(t2 + 273.15)),
        rel=1e-3,
    )


def _inverse(rng: random.Random, work: Working) -> Draft:
    work.constant("sigma", "5.670×10⁻⁸", "W/(m²·K⁴)")
    if rng.random() < 0.5:
        P = work.given("P", between(rng, 25, 150, "5"), "W", "power")
        e = work.given(
            "epsilon", between(rng, 0.28, 0.45, "0.01"), "", "emissivity of tungsten", symbol=r"\varepsilon"
        )
        true = rng.uniform(2400, 3000)
        A = work.given(
            "A",
            f"{float(P) / (float(e) * codata('sigma') * true**4) * 1e6:.1f}",
            "mm²",
            "surface of the filament",
        )
        work.step(
            "q",
            "P / (epsilon * sigma * A)",
            "K⁴",
            "The law of Stefan and Boltzmann, solved for the fourth power of the temperature, gives",
            symbol="T^{4}",
            digits=5,
        )
        work.step("T", "sqrt(sqrt(q))", "K", "The temperature is its fourth root,")
        return work.draft(
            rng.choice(
                (
                    "The filament of a lamp has a surface of {A} and an emissivity of {epsilon}. It radiates "
                    "{P}. What is its temperature in kelvins, if the radiation of the surroundings is "
                    "neglected?",
                    "A tungsten wire with {A} of surface ({epsilon} emissivity) gives off {P} as thermal "
                    "radiation. Find its temperature in K, without the radiation that it receives.",
                )
            ),
            "The temperature is",
            second=root(lambda t: e * A * 1e-6 * radiated(t) - P, 300.0, 6000.0),
            rel=1e-3,
        )
    L = work.given(
        "L", between(rng, 350, 900, "5"), "nm", "wavelength of the maximum", symbol=r"\lambda_{\mathrm{max}}"
    )
    kelvins = codata("b") / (L * 1e-9)
    radius = rng.uniform(0.6, 15) * 6.957e8
    power = 4 * math.pi * radius**2 * codata("sigma") * kelvins**4
    exponent = math.floor(math.log10(power))
    raised = "".join("⁰¹²³⁴⁵⁶⁷⁸⁹"[int(c)] for c in str(exponent))
    P = work.given("P", f"{power / 10**exponent:.2f}×10{raised}", "W", "luminosity")
    work.constant("b", "2.898×10⁻³", "m·K")
    work.step("T", "b / L", "K", "Wien's law gives the temperature", digits=5)
    work.step("A", "P / (sigma * T**4)", "m²", "The law of Stefan and Boltzmann gives the surface", digits=5)
    work.step("R", "sqrt(A / (4 * pi))", "m", "A sphere with this surface has the radius")
    return work.draft(
        rng.choice(
            (
                "A star radiates {P} as a black body, most strongly at a wavelength of {L}. What is its "
                "radius in metres?",
                "The spectrum of a star has its maximum at {L}, and the star's luminosity is {P}. Find its "
                "radius in m; it radiates as a black body.",
            )
        ),
        "The radius is",
        second=root(lambda r: 4 * math.pi * (r * 1e9) ** 2 * radiated(kelvins) - P, 1e-3, 1e4) * 1e9,
        rel=2e-3,
    )


def _balance(rng: random.Random, work: Working) -> Draft:
    work.constant("sigma", "5.670×10⁻⁸", "W/(m²·K⁴)")
    if rng.random() < 0.5:
        S = work.given("S", between(rng, 100, 9000, "50"), "W/m²", "sunlight at the planet's distance")
        a = work.given("a", between(rng, 0.05, 0.75, "0.01"), "", "albedo")
        work.step(
            "p", "S * (1 - a)", "W/m²", "Of the sunlight, each square metre across the beam absorbs", digits=5
        )
        work.step(
            "q",
            "p / 4",
            "W/m²",
            "The sphere radiates from four times its cross-section, so each square metre of it radiates",
            digits=5,
        )
        work.step(
            "w",
            "q / sigma",
            "K⁴",
            "The law of Stefan and Boltzmann gives the fourth power of the temperature,",
            symbol="T^{4}",
            digits=5,
        )
        work.step("T", "sqrt(sqrt(w))", "K", "The temperature is its fourth root,")
        return work.draft(
            rng.choice(
                (
                    "Sunlight with {S} falls on a planet that reflects a share of {a} and radiates like a "
                    "black body of one temperature all over. What is this temperature in kelvins, without a "
                    "greenhouse effect?",
                    "A planet has an albedo of {a}. The irradiance of sunlight at its distance is {S}. Find "
                    "its equilibrium temperature in K if it radiates as a black body with the same "
                    "temperature everywhere.",
                )
            ),
            "The temperature is",
            second=root(lambda t: math.pi * S * (1 - a) - 4 * math.pi * radiated(t), 10.0, 2000.0),
            rel=1e-3,
        )
    S = work.given("S", between(rng, 500, 1361, "10"), "W/m²", "sunlight")
    x = work.given("alpha", between(rng, 0.70, 0.96, "0.01"), "", "absorptivity", symbol=r"\alpha")
    e = work.given("epsilon", between(rng, 0.60, 0.95, "0.01"), "", "emissivity", symbol=r"\varepsilon")
    t = work.given("t_0", between(rng, -30, 30, "1"), "°C", "temperature of the surroundings")
    work.step("T_0", "t_0", "K", "In kelvins, the surroundings are at")
    work.step("p", "alpha * S", "W/m²", "Of the sunlight, the plate absorbs", digits=5)
    work.step(
        "q",
        "p / (epsilon * sigma) + T_0**4",
        "K⁴",
        "What it radiates in excess of what it receives from the surroundings balances this, so the fourth "
        "power of its temperature is",
        symbol="T^{4}",
        digits=5,
    )
    work.step("T", "sqrt(sqrt(q))", "K", "The temperature is its fourth root,")
    work.step("t", "T", "°C", "In degrees Celsius,")
    return work.draft(
        rng.choice(
            (
                "Sunlight of {S} falls straight on a thin plate whose back is perfectly insulated. Its front "
                "absorbs a share of {alpha} of the sunlight and has an emissivity of {epsilon} for thermal "
                "radiation; the surroundings radiate like a black body at "
                "{t_0}. What temperature, in °C, does it reach if it gives off heat by radiation only?",
                "A roof tile, insulated at the back, faces sunlight with {S}. Its absorptivity for sunlight "
                "is {alpha}, its emissivity for heat radiation {epsilon}. The sky and the surroundings "
                "radiate as at {t_0}, and there is no wind or other loss. Find its "
                "temperature in °C.",
            )
        ),
        "The temperature is",
        second=root(lambda y: x * S - e * (radiated(y) - radiated(t + 273.15)), 100.0, 1000.0) - 273.15,
        rel=3e-3,
    )
