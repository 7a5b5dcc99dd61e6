"""Electromagnetic induction: Faraday's law, moving rods, generators, transformers, coils."""

from __future__ import annotations

import math
import random

from assay import Draft, generator
from assay_science.generators._draws import between
from assay_science.numerics import motion, root
from assay_science.working import VERIFIERS, Working


def emf_by_flux(turns: float, area: float, field_before: float, field_after: float, time: float) -> float:
    """The average voltage of a coil (V) as the change of its flux linkage over the time (m², T, s)."""
    return abs(turns * area * field_before - turns * area * field_after) / time


def peak_by_slope(turns: float, area: float, field: float, omega: float) -> float:
    """The peak voltage of a coil that turns in a field, as the steepest slope of its flux, by a small
    difference."""
    step = 1e-5

    def flux(phase: float) -> float:
        return turns * area * field * math.sin(phase)

    return (flux(step) - flux(-step)) / (2 * step / omega)


@generator("science.induction", verifiers=VERIFIERS, min_step_coverage=1.0)
def induction(rng: random.Random, difficulty: int) -> Draft:
    """Voltages and currents that changing fluxes induce.

    1: a moving rod, or a transformer. 2: a coil in a changing field. 3: a generator, or the current in a
    loop. 4: force and power on a rod on rails, or the flux of a solenoid through a coil. 5: the final
    speed of a falling rod, or an RL circuit.
    """
    return (_rod, _coil, _generator, _rails, _hard)[difficulty - 1](rng, Working())


def _rod(rng: random.Random, work: Working) -> Draft:
    if rng.random() < 0.5:
        B = work.given("B", between(rng, 20, 800, "10"), "mT", "field")
        L = work.given("L", between(rng, 10, 80, "1"), "cm", "length") / 100
        v = work.given("v", between(rng, 0.5, 8, "0.1"), "m/s", "speed")
        work.step("V", "B * L * v", "mV", "The voltage induced between the ends of the rod is")
        return work.draft(
            rng.choice(
                (
                    "A metal rod of length {L} moves at {v} at right angles to itself and to a uniform "
                    "magnetic field of {B}. What voltage, in millivolts, is induced between its ends?",
                    "What is the motional emf, in mV, of a rod {L} long that is pulled at {v} across a field "
                    "of {B}, all three at right angles to one another?",
                )
            ),
            "The voltage is",
            second=emf_by_flux(1, L * v * 2.0, 0, B, 2.0),
        )
    n1 = work.given("N_1", between(rng, 400, 2400, "50"), "", "primary turns")
    V1 = work.given("V_1", rng.choice(("120", "230", "400")), "V", "primary voltage")
    n2 = work.given("N_2", between(rng, 20, 300, "5"), "", "secondary turns")
    work.step(
        "V_2", "V_1 * N_2 / N_1", "V", "In an ideal transformer the voltages are in the ratio of the turns:"
    )
    return work.draft(
        rng.choice(
            (
                "An ideal transformer has {N_1} turns on its primary side, which is connected to {V_1} "
                "(alternating), and {N_2} turns on its secondary side. What is the secondary voltage in "
                "volts?",
                "The primary coil of an ideal transformer ({N_1} turns) is fed with an alternating voltage "
                "of {V_1}. The secondary coil has {N_2} turns. Find its voltage in volts.",
            )
        ),
        "The secondary voltage is",
        second=n2 * (V1 / n1),
    )


def _coil(rng: random.Random, work: Working) -> Draft:
    N = work.given("N", between(rng, 50, 800, "10"), "", "number of turns")
    r = work.given("r", between(rng, 2, 12, "0.5"), "cm", "radius") / 100
    t = work.given("t", between(rng, 10, 400, "5"), "ms", "time") / 1000
    a_text = between(rng, 50, 900, "10")
    b_text = between(rng, 10, 900, "10")
    if a_text == b_text:
        b_text = f"{int(b_text) + 50}"
    a = work.given("B_1", a_text, "mT", "field before") / 1000
    b = work.given("B_2", b_text, "mT", "field after") / 1000
    work.step("A", "pi * r**2", "m²", "The area of the coil is")
    work.step("phi", "A * abs(B_2 - B_1)", "Wb", "The flux through one turn changes by", symbol=r"\Delta\Phi")
    work.step("V", "N * phi / t", "V", "Faraday's law gives the average voltage")
    return work.draft(
        rng.choice(
            (
                "A flat circular coil with {N} turns and a radius of {r} lies at right angles to a magnetic "
                "field that changes evenly from {B_1} to {B_2} within {t}. What voltage, in volts, is "
                "induced in it?",
                "Within {t}, a uniform field along the axis of a circular coil ({N} turns, radius {r}) goes "
                "from {B_1} to {B_2}. Find the magnitude of the average induced voltage in volts.",
            )
        ),
        "The voltage is",
        second=emf_by_flux(N, math.pi * r * r, a, b, t),
    )


def _generator(rng: random.Random, work: Working) -> Draft:
    if rng.random() < 0.5:
        N = work.given("N", between(rng, 50, 500, "10"), "", "number of turns")
        A = work.given("A", between(rng, 20, 300, "5"), "cm²", "area") * 1e-4
        B = work.given("B", between(rng, 30, 500, "10"), "mT", "field") / 1000
        n = work.given("n", between(rng, 600, 3600, "100"), "rpm", "rate of rotation")
        work.step("omega", "n", "rad/s", "The angular speed is")
        work.step(
            "V",
            "N * A * B * omega",
            "V",
            "The flux changes fastest when the plane of the coil is along the field, and the peak voltage is",
            symbol=r"V_{\mathrm{max}}",
        )
        work.step(
            "V_rms", "V / sqrt(2)", "V", "The effective value of a sine is smaller by the square root of two:"
        )
        return work.draft(
            rng.choice(
                (
                    "The coil of a generator, {N} turns with an area of {A}, turns at {n} in a uniform field "
                    "of {B}. What is the rms value of its voltage in volts?",
                    "A rectangular coil ({N} turns, {A}) rotates at {n} about an axis at right angles to a "
                    "uniform magnetic field of {B}. Find the rms voltage induced in it in volts.",
                )
            ),
            "The rms voltage is",
            second=peak_by_slope(N, A, B, 2 * math.pi * n / 60) / math.sqrt(2),
        )
    a = work.given("a", between(rng, 4, 30, "1"), "cm", "side") / 100
    R = work.given("R", between(rng, 20, 900, "10"), "mΩ", "resistance") / 1000
    rate = work.given("b", between(rng, 20, 900, "10"), "mT/s", "rate of change") / 1000
    angle = work.given("theta", between(rng, 10, 60, "5"), "°", "angle between field and normal")
    work.step("A", "a**2 * cos(theta)", "m²", "Of the area, the field sees", symbol=r"A_{\perp}")
    work.step("V", "A * b", "mV", "The flux changes at a rate that is the induced voltage,")
    work.step("I", "V / R", "mA", "Ohm's law gives the current")
    return work.draft(
        rng.choice(
            (
                "A square loop of wire with sides of {a} and a resistance of {R} is in a uniform magnetic "
                "field that grows by {b}. The field makes {theta} with the normal of the loop. What current, "
                "in milliamperes, "
                "flows in it?",
                "The normal of a square wire loop ({a} on a side, resistance {R}) is inclined at {theta} to "
                "a uniform field, which increases at {b}. Find the current induced in the loop in mA.",
            )
        ),
        "The current is",
        second=1000 * emf_by_flux(1, a * a, 0, rate * math.sin(math.radians(90 - angle)) * 3, 3) / R,
    )


def _rails(rng: random.Random, work: Working) -> Draft:
    if rng.random() < 0.5:
        B = work.given("B", between(rng, 200, 900, "10"), "mT", "field") / 1000
        L = work.given("L", between(rng, 10, 60, "1"), "cm", "distance of the rails") / 100
        v = work.given("v", between(rng, 1, 8, "0.1"), "m/s", "speed")
        R = work.given("R", between(rng, 0.2, 3, "0.1"), "Ω", "resistance")
        work.step("V", "B * L * v", "V", "The motion induces the voltage", digits=5)
        work.step("I", "V / R", "A", "It drives the current", digits=5)
        work.step(
            "F", "I * L * B", "mN", "The field holds the rod back with a force that the pull must balance,"
        )
        current = emf_by_flux(1, L * v, 0, B, 1) / R
        story = rng.choice(
            (
                "A rod slides without friction on two parallel horizontal rails, {L} apart, that are joined "
                "by a resistor of {R}. It is pulled at a constant {v} through a vertical field of {B}; rod "
                "and rails have no resistance.",
                "Two frictionless rails with a distance of {L} are connected at one end by {R}. A conducting "
                "bar on them is moved at a steady {v} at right angles to a vertical magnetic field of {B}. "
                "Bar and rails "
                "have negligible resistance.",
            )
        )
        return work.draft(
            f"{story} What force, in millinewtons, is needed?",
            "The force is",
            second=1000 * current**2 * R / v,
        )
    n = work.given("n", between(rng, 500, 3000, "100"), "m⁻¹", "turns per length of the solenoid")
    r = work.given("r", between(rng, 1, 4, "0.1"), "cm", "radius of the solenoid") / 100
    N = work.given("N", between(rng, 20, 300, "10"), "", "turns of the coil")
    i = work.given("I", between(rng, 0.5, 8, "0.1"), "A", "current")
    t = work.given("t", between(rng, 5, 100, "5"), "ms", "time") / 1000
    mu = work.constant("mu_0", "1.257×10⁻⁶", "T·m/A")
    work.step("B", "mu_0 * n * I", "mT", "At first, the field in the solenoid is", digits=5)
    work.step(
        "phi",
        "B * pi * r**2",
        "Wb",
        "All flux through the coil is inside the solenoid,",
        symbol=r"\Phi",
        digits=5,
    )
    work.step("V", "N * phi / t", "mV", "It vanishes in the given time, so the average voltage is")
    return work.draft(
        rng.choice(
            (
                "A long solenoid with a winding density of {n} (turns per metre) and a radius of {r} carries "
                "{I}. A coil of {N} turns is wound round its middle. The current falls evenly to zero within "
                "{t}. What voltage, in millivolts, is induced in the coil?",
                "Round a long solenoid (winding density {n}, radius {r}) lies a short coil of {N} turns. The "
                "solenoid's current of {I} is switched off evenly within {t}. Find the voltage induced in "
                "the coil in mV.",
            )
        ),
        "The voltage is",
        second=1000 * (mu * n * N * math.pi * r * r) * i / t,
    )


def _hard(rng: random.Random, work: Working) -> Draft:
    if rng.random() < 0.5:
        m = work.given("m", between(rng, 5, 60, "1"), "g", "mass") / 1000
        L = work.given("L", between(rng, 15, 60, "1"), "cm", "length") / 100
        B = work.given("B", between(rng, 400, 900, "10"), "mT", "field") / 1000
        R = work.given("R", between(rng, 0.1, 1.0, "0.05"), "Ω", "resistance")
        g = work.constant("g", "9.81", "m/s²")
        work.step("F", "m * g", "N", "At the final speed the magnetic force equals the weight,", digits=5)
        work.step("I", "F / (L * B)", "A", "It needs the current", digits=5)
        work.step("V", "I * R", "V", "This current needs the voltage", digits=5)
        work.step("v", "V / (B * L)", "m/s", "The motion induces it at the speed")

        def pull(v: float) -> float:
            return m * g - (B * L * v / R) * L * B

        return work.draft(
            rng.choice(
                (
                    "A horizontal rod of mass {m} and length {L} slides down two vertical rails without "
                    "friction, in a horizontal magnetic field of {B} at right angles to it. The rails are "
                    "joined by {R} at the top; rod and rails have no "
                    "resistance. What final speed, in m/s, does the rod approach?",
                    "Two vertical rails, {L} apart, are connected by a resistor of {R}. A bar of mass {m} "
                    "falls along them, keeping contact without friction, across a horizontal field of {B}. "
                    "Find its terminal speed in m/s. Bar and rails "
                    "are ideal conductors.",
                )
            ),
            "The final speed is",
            second=root(pull, 0.0, 1e6),
        )
    V = work.given("V", rng.choice(("6.0", "9.0", "12.0", "24.0")), "V", "voltage")
    R = work.given("R", between(rng, 5, 60, "1"), "Ω", "resistance")
    L_text = between(rng, 20, 600, "10")
    L = work.given("L", L_text, "mH", "inductance") / 1000
    t = (
        work.given(
            "t",
            f"{float(L_text) / R * rng.uniform(0.4, 2):.2g}"
            if float(L_text) / R < 10
            else f"{float(L_text) / R * rng.uniform(0.4, 2):.0f}",
            "ms",
            "time",
        )
        / 1000
    )
    work.step("tau", "L / R", "ms", "The time constant is")
    work.step("I_0", "V / R", "A", "The current approaches", digits=5)
    work.step("I", "I_0 * (1 - exp(-t / tau))", "A", "At the time asked for it is")
    current = motion(lambda _, s: ((V - R * s[0]) / L,), (0.0,), t, 400)[0]
    if rng.random() < 0.5:
        return work.draft(
            rng.choice(
                (
                    "A coil with an inductance of {L} and a resistance of {R} is connected to an ideal "
                    "source of {V}. What current, in amperes, flows {t} later?",
                    "At t = 0, an ideal source of {V} is connected to a coil ({L}, {R}). Find the current, "
                    "in amperes, after {t}.",
                )
            ),
            "The current is",
            second=current,
        )
    work.step("E", "L * I**2 / 2", "mJ", "The energy of the field is")
    return work.draft(
        rng.choice(
            (
                "A coil with an inductance of {L} and a resistance of {R} is connected to an ideal source of "
                "{V}. How much energy, in millijoules, does its magnetic field hold {t} later?",
                "An ideal source of {V} is switched on to a coil ({L}, {R}). Find the energy of its magnetic "
                "field, in mJ, after {t}.",
            )
        ),
        "The energy is",
        second=1000 * L * current**2 / 2,
    )
