"""Diffusion in solids."""

from __future__ import annotations

import math
import random

from assay import Draft, generator
from assay_science.generators._draws import between
from assay_science.generators._tables import codata
from assay_science.numerics import integral, root
from assay_science.working import VERIFIERS, Working, rounded

# Diffusion constants, activation energies and ranges of temperature (°C). Carbon in austenite: the values that textbooks
# print, after Callister; in ferrite: Wert, Phys. Rev. 79 (1950) 601; copper: Krautheim and others, Kristall und Technik 14
# (1979) 1491; manganese: Beke and others, Phil. Mag. Lett. 60 (1989) 219. The prompt states them as data.
_SYSTEMS = (
    ("carbon in austenite", "2.3×10⁻⁵", "148", (850, 1100)),
    ("carbon in ferrite", "2.0×10⁻⁶", "84.1", (300, 700)),
    ("copper in copper", "6.8×10⁻⁵", "209", (810, 1070)),
    ("manganese in aluminium", "8.1×10⁻⁴", "189", (570, 640)),
)

_WIDE = tuple(each for each in _SYSTEMS if each[3][1] - each[3][0] > 150)
_DIGITS = str.maketrans("⁴⁵⁶⁷", "4567")


def error_function(z: float) -> float:
    """erf(z) by integration of the bell curve."""
    return 2 / math.sqrt(math.pi) * integral(lambda x: math.exp(-x * x), 0.0, z, 20)


def coefficient(d0: float, joules: float, kelvins: float) -> float:
    """A diffusion coefficient by Arrhenius's law, on the scale of logarithms (m²/s, J/mol, K)."""
    return 10 ** (math.log10(d0) - joules / (codata("R") * kelvins * math.log(10)))


@generator("science.diffusion", verifiers=VERIFIERS, min_step_coverage=1.0)
def diffusion(rng: random.Random, difficulty: int) -> Draft:
    """Diffusion coefficients, fluxes and depths.

    1: Fick's first law. 2: a coefficient at a temperature. 3: a time that gives the same depth at another
    temperature. 4: the activation energy of two coefficients. 5: the time of carburizing to a
    concentration at a depth.
    """
    return (_flux, _coefficient, _same_depth, _activation, _carburizing)[difficulty - 1](rng, Working())


def _system(rng: random.Random, work: Working) -> tuple[str, tuple[int, int], float, float]:
    name, d0, q, span = rng.choice(_SYSTEMS)
    return (
        name,
        span,
        work.given("D_0", d0, "m²/s", "preexponential factor"),
        work.given("Q", q, "kJ/mol", "activation energy") * 1000,
    )


def _flux(rng: random.Random, work: Working) -> Draft:
    D = work.given(
        "D", between(rng, 1.0, 9.0, "0.1") + rng.choice(("×10⁻¹¹", "×10⁻¹⁰")), "m²/s", "diffusion coefficient"
    )
    c1_text = between(rng, 0.8, 3, "0.1")
    c1 = work.given("C_1", c1_text, "kg/m³", "concentration on one side")
    c2 = work.given(
        "C_2", f"{float(c1_text) * rng.uniform(0.2, 0.7):.1f}", "kg/m³", "concentration on the other side"
    )
    x = work.given("x", between(rng, 0.5, 6, "0.1"), "mm", "thickness") / 1000
    work.step("J", "D * (C_1 - C_2) / x", "kg/(m²·s)", "By Fick's first law, the flux is")
    return work.draft(
        rng.choice(
            (
                "In steady state, the carbon concentrations at the two faces of an iron plate {x} thick are "
                "{C_1} and {C_2}. The diffusion coefficient is {D}. What is the flux of carbon through the "
                "plate, in kg/(m²·s)?",
                "Hydrogen diffuses through a metal sheet of {x}. Its concentrations at the surfaces stay at "
                "{C_1} and {C_2}, and the diffusion coefficient is {D}. Find the flux in kg/(m²·s).",
            )
        ),
        "The flux is",
        second=c1 * D / x - c2 * D / x,
    )


def _coefficient(rng: random.Random, work: Working) -> Draft:
    name, span, d0, q = _system(rng, work)
    t = work.given("t", between(rng, *span, "5"), "°C", "temperature")
    work.constant("R", "8.314", "J/(mol·K)")
    work.step("T", "t", "K", "In kelvins, the temperature is")
    work.step("x", "Q / (R * T)", "", "The activation energy over the thermal energy is", digits=6)
    work.step("D", "D_0 * exp(-x)", "m²/s", "By Arrhenius's law, the diffusion coefficient is")
    return work.draft(
        rng.choice(
            (
                "What is the diffusion coefficient of {name}, in m²/s, at {t}? The preexponential factor is "
                "{D_0} and the activation energy {Q}.",
                "For {name}, diffusion has a preexponential factor of {D_0} and an activation energy of {Q}. "
                "Find the diffusion coefficient at {t} in m²/s.",
            )
        ),
        "The diffusion coefficient is",
        second=coefficient(d0, q, t + 273.15),
        rel=3e-3,
        texts={"name": name},
        tolerance=0.02,
    )


def _same_depth(rng: random.Random, work: Working) -> Draft:
    name, prefactor, energy, span = rng.choice(_WIDE)
    q = work.given("Q", energy, "kJ/mol", "activation energy") * 1000
    low = rng.randrange(span[0], span[1] - 80, 5)
    t1 = work.given("t_1", f"{low}", "°C", "first temperature")
    t2 = work.given("t_2", f"{min(span[1], low + rng.randrange(50, 120, 5))}", "°C", "second temperature")
    hours = work.given("tau_1", between(rng, 4, 60, "1"), "h", "time at the first", symbol=r"\tau_{1}")
    work.constant("R", "8.314", "J/(mol·K)")
    work.step("T_1", "t_1", "K", "In kelvins, the first temperature is")
    work.step("T_2", "t_2", "K", "The second is")
    work.step(
        "x",
        "Q / R * (1 / T_1 - 1 / T_2)",
        "",
        "By Arrhenius's law, the logarithm of the ratio of the two coefficients is",
        digits=6,
    )
    work.step("q", "exp(x)", "", "The ratio itself is", digits=5)
    work.step(
        "tau_2",
        "tau_1 / q",
        "h",
        "The same depth needs the same product of coefficient and time, so the time is",
        symbol=r"\tau_{2}",
    )
    d0 = float(prefactor.replace("×10⁻", "e-").translate(_DIGITS))
    return work.draft(
        rng.choice(
            (
                "The diffusion of {name} (activation energy {Q}) reaches a certain depth in {tau_1} at "
                "{t_1}. How many hours does it take to the same depth at {t_2}?",
                "A heat treatment that rests on the diffusion of {name}, with an activation energy of {Q}, "
                "takes {tau_1} at {t_1}. Find the time, in hours, that has the same result at {t_2}.",
            )
        ),
        "The time is",
        second=hours * coefficient(d0, q, t1 + 273.15) / coefficient(d0, q, t2 + 273.15),
        rel=1e-3,
        texts={"name": name},
    )


def _activation(rng: random.Random, work: Working) -> Draft:
    name, prefactor, energy, span = rng.choice(_WIDE)
    d0 = float(prefactor.replace("×10⁻", "e-").translate(_DIGITS))
    low = rng.randrange(span[0], span[1] - 100, 5)
    high = low + rng.randrange(80, span[1] - low, 5)
    t1 = work.given("t_1", f"{low}", "°C", "first temperature")
    D1 = work.given(
        "D_1", rounded(coefficient(d0, float(energy) * 1000, low + 273.15), 3), "m²/s", "first coefficient"
    )
    t2 = work.given("t_2", f"{high}", "°C", "second temperature")
    D2 = work.given(
        "D_2", rounded(coefficient(d0, float(energy) * 1000, high + 273.15), 3), "m²/s", "second coefficient"
    )
    R = work.constant("R", "8.314", "J/(mol·K)")
    work.step("T_1", "t_1", "K", "In kelvins, the first temperature is")
    work.step("T_2", "t_2", "K", "The second is")
    work.step("y", "ln(D_2 / D_1)", "", "The logarithm of the ratio of the coefficients is", digits=6)
    work.step("z", "1 / T_1 - 1 / T_2", "K⁻¹", "The reciprocal temperatures differ by", digits=6)
    work.step("Q", "R * y / z", "kJ/mol", "By Arrhenius's law, the activation energy is")
    k1, k2 = t1 + 273.15, t2 + 273.15
    return work.draft(
        rng.choice(
            (
                "The diffusion coefficient of {name} is {D_1} at {t_1} and {D_2} at {t_2}. What is the "
                "activation energy of the diffusion, in kJ/mol?",
                "Measurements of the diffusion of {name} gave {D_1} at {t_1} and {D_2} at {t_2}. Find the "
                "activation energy in kJ/mol.",
            )
        ),
        "The activation energy is",
        second=root(lambda q: math.exp(-q / (R * k2)) / math.exp(-q / (R * k1)) - D2 / D1, 1e3, 1e6) / 1000,
        texts={"name": name},
    )


def _carburizing(rng: random.Random, work: Working) -> Draft:
    surface, base = between(rng, 0.9, 1.3, "0.05"), between(rng, 0.10, 0.30, "0.05")
    low = rng.randrange(35, 95, 5) / 100
    high = low + 0.05
    target = math.erf(low + 0.05 * rng.uniform(0.15, 0.85))
    inside = float(surface) - (float(surface) - float(base)) * target
    cs = work.given("C_s", surface, "%", "carbon at the surface")
    c0 = work.given("C_0", base, "%", "carbon of the steel")
    c = work.given("C_x", f"{inside:.3f}", "%", "carbon wanted")
    x = work.given("x", between(rng, 0.3, 1.5, "0.1"), "mm", "depth")
    D = work.given("D", between(rng, 1.0, 6.0, "0.1") + "×10⁻¹¹", "m²/s", "diffusion coefficient")
    work.given("z_1", f"{low:.2f}", "", "argument of the error function")
    work.given("e_1", f"{math.erf(low):.4f}", "", "its value there", symbol=r"\mathrm{erf}_{1}")
    work.given("z_2", f"{high:.2f}", "", "next argument of the error function")
    work.given("e_2", f"{math.erf(high):.4f}", "", "its value there", symbol=r"\mathrm{erf}_{2}")
    work.step(
        "y",
        "(C_s - C_x) / (C_s - C_0)",
        "",
        "In the solution of Fick's second law, the error function has the value",
        symbol=r"\mathrm{erf}",
        digits=5,
    )
    work.step(
        "z",
        "z_1 + (y - e_1) / (e_2 - e_1) * (z_2 - z_1)",
        "",
        "Between the values of the table, interpolation gives the argument",
        digits=5,
    )
    work.step(
        "s",
        "x / (2 * z)",
        "mm",
        "The depth over twice the argument is the diffusion length",
        symbol=r"\sqrt{D t}",
        digits=5,
    )
    work.step("t", "s**2 / D", "h", "Its square over the coefficient is the time")
    argument = root(lambda w: error_function(w) - (cs - c) / (cs - c0), 0.01, 3.0)
    return work.draft(
        rng.choice(
            (
                "A steel with {C_0} of carbon by mass is carburized; its surface is kept at {C_s}. After "
                "what time, in hours, is there {C_x} of carbon at a depth of {x}? The diffusion coefficient "
                "is {D}. The table of the error function has "
                "erf({z_1}) = {e_1} and erf({z_2}) = {e_2}; interpolate linearly.",
                "How many hours must a gear (steel with {C_0} of carbon) stay in a gas that keeps its "
                "surface at {C_s} until the carbon at a depth of {x} is {C_x}? The diffusion coefficient is "
                "{D}. Interpolate between erf({z_1}) = {e_1} and "
                "erf({z_2}) = {e_2}.",
            )
        ),
        "The time is",
        second=(x / 1000 / argument) ** 2 / (4 * D) / 3600,
        rel=0.01,
    )
