"""Dimensional analysis: which product of powers has the dimension that is asked for."""

from __future__ import annotations

import random
from dataclasses import dataclass

from assay import Draft, generator
from assay_science.working import VERIFIERS, Working, rounded
from assay_science.writing import plain


@dataclass(frozen=True)
class Case:
    """A quantity that others determine up to a number.

    ``inputs`` are name, LaTeX, role, unit, range; ``formula`` is the one product of their powers with the dimension of
    ``unit``, and ``powers`` are these; ``dimensions`` those of the inputs (mass, length, time, temperature) and
    of the result, from which the powers are computed a second time.
    """

    story: str
    what: str
    unit: str
    inputs: tuple[tuple[str, str, str, str, float, float], ...]
    formula: str
    powers: str
    dimensions: tuple[tuple[int, int, int], ...]
    result: tuple[int, int, int]
    scales: tuple[float, ...]
    """1 of each input's unit, and of the result's, in SI base units."""


_CASES: dict[int, tuple[Case, ...]] = {
    1: (
        Case("The period of a pendulum depends on its length ({L}) and on the acceleration of gravity ({g_0})", "period", "s", (("L", "L", "length", "m", 0.1, 30), ("g_0", "g", "gravity", "m/s²", 1.6, 25)),
             "(L / g_0) ** (1/2)", "$L^{1/2} g^{-1/2}$", ((0, 1, 0), (0, 1, -2)), (0, 0, 1), (1, 1, 1)),
        Case("The speed of waves on deep water depends on the wavelength ({L}) and on the acceleration of gravity ({g_0})", "speed", "m/s", (("L", "\\lambda", "wavelength", "m", 1, 300), ("g_0", "g", "gravity", "m/s²", 9.78, 9.83)),
             "(L * g_0) ** (1/2)", "$\\lambda^{1/2} g^{1/2}$", ((0, 1, 0), (0, 1, -2)), (0, 1, -1), (1, 1, 1)),
        Case("The speed of waves on a string depends on the tension ({F_T}) and on the mass per length ({mu})", "speed", "m/s", (("F_T", "F", "tension", "N", 5, 400), ("mu", "\\mu", "mass per length", "g/m", 0.4, 12)),
             "(F_T / mu) ** (1/2)", "$F^{1/2} \\mu^{-1/2}$", ((1, 1, -2), (1, -1, 0)), (0, 1, -1), (1, 1e-3, 1)),
        Case("The speed of sound in a gas depends on the pressure ({p}) and on the density ({rho})", "speed", "m/s", (("p", "p", "pressure", "kPa", 40, 300), ("rho", "\\rho", "density", "kg/m³", 0.3, 4)),
             "(p / rho) ** (1/2)", "$p^{1/2} \\rho^{-1/2}$", ((1, -1, -2), (1, -3, 0)), (0, 1, -1), (1e3, 1, 1)),
        Case("The time in which heat spreads through a body depends on its size ({L}) and on the thermal diffusivity ({D})", "time", "s", (("L", "L", "size", "cm", 0.5, 40), ("D", "D", "diffusivity", "mm²/s", 0.1, 100)),
             "L ** 2 / D", "$L^{2} D^{-1}$", ((0, 1, 0), (0, 2, -1)), (0, 0, 1), (1e-2, 1e-6, 1)),
    ),
    2: (
        Case("The size of the smallest eddies of a turbulent flow depends on the kinematic viscosity ({nu}) and on the energy dissipated per mass and time ({eps})", "size", "mm", (("nu", "\\nu", "viscosity", "mm²/s", 0.8, 20), ("eps", "\\varepsilon", "dissipation", "m²/s³", 1e-6, 1e-2)),
             "(nu ** 3 / eps) ** (1/4)", "$\\nu^{3/4} \\varepsilon^{-1/4}$", ((0, 2, -1), (0, 2, -3)), (0, 1, 0), (1e-6, 1, 1e-3)),
        Case("The time in which a cloud collapses depends on its density ({rho}) and on the constant of gravitation ({G})", "time", "s", (("rho", "\\rho", "density", "kg/m³", 1e-19, 1e-16), ("G", "G", "constant of gravitation", "m³/(kg·s²)", 6.674e-11, 6.674e-11)),
             "(1 / (G * rho)) ** (1/2)", "$\\rho^{-1/2} G^{-1/2}$", ((1, -3, 0), (-1, 3, -2)), (0, 0, 1), (1, 1, 1)),
        Case("The frequency at which a droplet quivers depends on its mass ({m}) and on its surface tension ({gamma})", "frequency", "Hz", (("m", "m", "mass", "mg", 0.5, 60), ("gamma", "\\gamma", "surface tension", "mN/m", 20, 75)),
             "(gamma / m) ** (1/2)", "$\\gamma^{1/2} m^{-1/2}$", ((1, 0, 0), (1, 0, -2)), (0, 0, -1), (1e-6, 1e-3, 1)),
    ),
    3: (
        Case("The period of oscillation of a droplet depends on its density ({rho}), radius ({R_d}) and surface tension ({gamma})", "period", "ms", (("rho", "\\rho", "density", "kg/m³", 700, 1300), ("R_d", "R", "radius", "mm", 0.5, 4), ("gamma", "\\gamma", "surface tension", "mN/m", 20, 75)),
             "(rho * R_d ** 3 / gamma) ** (1/2)", "$\\rho^{1/2} R^{3/2} \\gamma^{-1/2}$", ((1, -3, 0), (0, 1, 0), (1, 0, -2)), (0, 0, 1), (1, 1e-3, 1e-3, 1e-3)),
        Case("The width of a meniscus depends on the surface tension ({gamma}), on the density ({rho}) and on the acceleration of gravity ({g_0})", "width", "mm", (("gamma", "\\gamma", "surface tension", "mN/m", 20, 480), ("rho", "\\rho", "density", "kg/m³", 650, 13600), ("g_0", "g", "gravity", "m/s²", 1.6, 25)),
             "(gamma / (rho * g_0)) ** (1/2)", "$\\gamma^{1/2} \\rho^{-1/2} g^{-1/2}$", ((1, 0, -2), (1, -3, 0), (0, 1, -2)), (0, 1, 0), (1e-3, 1, 1, 1e-3)),
        Case("The power that a hovering helicopter needs depends on its weight ({W}), on the area ({A}) of the rotor and on the density ({rho}) of the air", "power", "kW", (("W", "W", "weight", "kN", 6, 90), ("A", "A", "area", "m²", 40, 260), ("rho", "\\rho", "density", "kg/m³", 0.8, 1.3)),
             "(W ** 3 / (A * rho)) ** (1/2)", "$W^{3/2} A^{-1/2} \\rho^{-1/2}$", ((1, 1, -2), (0, 2, 0), (1, -3, 0)), (1, 2, -3), (1e3, 1, 1, 1e3)),
        Case("The drag on a fast body depends on its cross section ({A}), on its speed ({v}) and on the density ({rho}) of the fluid", "drag", "N", (("A", "A", "cross section", "cm²", 20, 9000), ("v", "v", "speed", "m/s", 3, 60), ("rho", "\\rho", "density", "kg/m³", 0.9, 1.3)),
             "A * v ** 2 * rho", "$A v^{2} \\rho$", ((0, 2, 0), (0, 1, -1), (1, -3, 0)), (1, 1, -2), (1e-4, 1, 1, 1)),
    ),
    4: (
        Case("The radius of the fireball of an explosion depends on the energy ({E}) that is set free, on the density ({rho}) of the air and on the time ({t}) since", "radius", "m", (("E", "E", "energy", "TJ", 1, 120), ("rho", "\\rho", "density", "kg/m³", 0.9, 1.3), ("t", "t", "time", "ms", 1, 90)),
             "(E * t ** 2 / rho) ** (1/5)", "$E^{1/5} t^{2/5} \\rho^{-1/5}$", ((1, 2, -2), (1, -3, 0), (0, 0, 1)), (0, 1, 0), (1e12, 1, 1e-3, 1)),
        Case("The width of a dike that is fed with magma depends on the flow per length ({q}), on the viscosity ({eta}) of the magma and on its buoyancy per volume ({w})", "width", "m", (("q", "q", "flow per length", "m²/s", 0.2, 8), ("eta", "\\eta", "viscosity", "Pa·s", 40, 900), ("w", "w", "weight per volume", "kN/m³", 1, 5)),
             "(q * eta / w) ** (1/3)", "$q^{1/3} \\eta^{1/3} w^{-1/3}$", ((0, 2, -1), (1, -1, -1), (1, -2, -2)), (0, 1, 0), (1, 1, 1e3, 1)),
        Case("The smallest mass that collapses in a cloud depends on the speed of sound ({c_s}), on the density ({rho}) and on the constant of gravitation ({G})", "mass", "kg", (("c_s", "c_s", "speed of sound", "km/s", 0.15, 0.6), ("rho", "\\rho", "density", "kg/m³", 1e-19, 1e-16), ("G", "G", "constant of gravitation", "m³/(kg·s²)", 6.674e-11, 6.674e-11)),
             "(c_s ** 6 / (G ** 3 * rho)) ** (1/2)", "$c_s^{3} G^{-3/2} \\rho^{-1/2}$", ((0, 1, -1), (1, -3, 0), (-1, 3, -2)), (1, 0, 0), (1e3, 1, 1, 1)),
    ),
    5: (
        Case("A drop of density {rho}, radius {R_d} and surface tension {gamma} falls onto a plate at {v}. How it splashes depends on the one ratio of inertia to surface tension, the Weber number, with the first power of the density", "Weber number", "", (("rho", "\\rho", "density", "kg/m³", 700, 1300), ("R_d", "R", "radius", "mm", 0.5, 3), ("gamma", "\\gamma", "surface tension", "mN/m", 20, 75), ("v", "v", "speed", "m/s", 0.5, 8)),
             "rho * R_d * v ** 2 / gamma", "$\\rho R v^{2} \\gamma^{-1}$", ((1, -3, 0), (0, 1, 0), (1, 0, -2), (0, 1, -1)), (0, 0, 0), (1, 1e-3, 1e-3, 1, 1)),
        Case("Whether a flow of speed {v} about a body of size {L} is turbulent depends on its density {rho} and viscosity {eta}, in the one pure number with the first power of the density, the Reynolds number", "Reynolds number", "", (("v", "v", "speed", "cm/s", 1, 900), ("L", "L", "size", "mm", 1, 900), ("rho", "\\rho", "density", "g/cm³", 0.7, 1.3), ("eta", "\\eta", "viscosity", "mPa·s", 0.3, 40)),
             "rho * v * L / eta", "$\\rho v L \\eta^{-1}$", ((0, 1, -1), (0, 1, 0), (1, -3, 0), (1, -1, -1)), (0, 0, 0), (1e-2, 1e-3, 1e3, 1e-3, 1)),
    ),
}  # fmt: skip


@generator("science.dimensional_analysis", verifiers=VERIFIERS, min_step_coverage=1.0)
def dimensional_analysis(rng: random.Random, difficulty: int) -> Draft:
    """Orders of magnitude by dimensional analysis: the one product of powers with the right dimension, its value computed.

    1, 2: of two quantities. 3, 4: of three. 5: pure numbers of four quantities.
    """
    work = Working()
    case = rng.choice(_CASES[difficulty])
    values = []
    for name, symbol, role, unit, low, high in case.inputs:
        wide = low > 0 and high / low > 50
        said = rounded(
            low * (high / low) ** rng.random() if wide else rng.uniform(low, high), 4 if low == high else 3
        )
        if "×" in said and 1000 <= high < 1e6:  # 1300, not 1.30×10³
            said = f"{float(plain(said)):.0f}"
        values.append(work.given(name, said, unit, role, symbol=symbol))
    exponents = _exponents(case)
    work.say(f"Of all products of powers, only {case.powers} has the dimension that is asked for.")
    work.step("x", case.formula, case.unit, "So, with a factor of 1,", symbol="x")
    second = 1 / case.scales[-1]
    for value, scale, power in zip(values, case.scales, exponents, strict=False):
        second *= (value * scale) ** power
    return work.draft(
        case.story
        + ". "
        + rng.choice(
            (
                "Find, by dimensional analysis and with a factor of 1, the {what}{in}.",
                "What estimate of the {what}{in} does dimensional analysis give (numerical factor 1)?",
                "Use dimensional analysis to estimate the {what}{in}, leaving the numerical factor at 1.",
            )
        ),
        f"The {case.what} is about",
        second=second,
        texts={"what": case.what, "in": f" in {case.unit}" if case.unit else ""},
    )


def _exponents(case: Case) -> list[float]:
    """The powers, from the dimensions: the least solution of the equations of mass, length and time.

    Where there is a freedom (pure numbers of four quantities), the power of the density is 1.
    """
    import numpy as np

    matrix, wanted = np.array(case.dimensions, dtype=float).T, np.array(case.result, dtype=float)
    if not any(case.result):
        fixed = next(n for n, each in enumerate(case.inputs) if each[0] == "rho")
        row = np.zeros((1, matrix.shape[1]))
        row[0, fixed] = 1.0
        matrix, wanted = np.vstack([matrix, row]), np.append(wanted, 1.0)
    powers = np.linalg.lstsq(matrix, wanted, rcond=None)[0]
    assert np.allclose(matrix @ powers, wanted)
    return [float(each) for each in powers]
