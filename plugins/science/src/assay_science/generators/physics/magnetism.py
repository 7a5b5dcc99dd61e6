"""Magnetic fields and forces, and induction."""

from __future__ import annotations

import math
import random

from assay import Draft, generator
from assay_science.generators._draws import between
from assay_science.generators._tables import codata
from assay_science.generators.physics.nuclear import atomic_mass, nuclide_name
from assay_science.numerics import integral, motion
from assay_science.working import VERIFIERS, Working, rounded


def wire_field(current: float, distance: float) -> float:
    """The field (T) of a long straight wire, by the law of Biot and Savart along the wire."""
    # dB = μ0 I / 4π · cos φ dφ / r, over the angle under which the wire is seen
    return (
        codata("mu_0")
        * current
        / (4 * math.pi * distance)
        * integral(math.cos, -math.pi / 2, math.pi / 2, 20)
    )


def solenoid_field(turns: float, length: float, current: float) -> float:
    """The field (T) within a long solenoid, by Ampère's law around a rectangle that encloses the turns of
    one metre."""
    enclosed = turns / length * 1.0 * current
    return codata("mu_0") * enclosed / 1.0


def orbit_radius(mass: float, charge: float, speed: float, field: float) -> float:
    """The radius of a charge's circle in a field: half the way across after half a turn, by integration."""
    rate = charge * field / mass
    end = motion(lambda _, s: (s[2], s[3], rate * s[3], -rate * s[2]), (0, 0, speed, 0), math.pi / rate, 150)
    return math.hypot(end[0], end[1]) / 2


@generator("science.magnetism", verifiers=VERIFIERS, min_step_coverage=1.0)
def magnetism(rng: random.Random, difficulty: int) -> Draft:
    """Forces on moving charges and on wires; fields of wires and solenoids.

    1: the force on a charge or a wire. 2: the field of a wire or a solenoid. 3: the circle of a charge in
    a field. 4: an accelerated ion in a mass spectrometer, or wires that attract. 5: a velocity selector,
    or a rod that floats.
    """
    return (_force, _fields, _circle, _spectrometer, _hard)[difficulty - 1](rng, Working())


def _force(rng: random.Random, work: Working) -> Draft:
    angle = work.given("theta", between(rng, 20, 80, "1"), "°", "angle to the field")
    rad = math.radians(angle)
    if rng.random() < 0.5:
        current = work.given("I", between(rng, 1, 20, "0.5"), "A", "current")
        L = work.given("L", between(rng, 5, 60, "1"), "cm", "length") / 100
        B = work.given("B", between(rng, 20, 900, "10"), "mT", "field")
        work.step("F", "I * L * B * sin(theta)", "mN", "The force on a straight wire is")
        return work.draft(
            rng.choice(
                (
                    "A straight wire of length {L} carries {I} in a uniform magnetic field of {B}. The wire "
                    "makes {theta} with the field. What force, in millinewtons, acts on it?",
                    "In a uniform field of {B}, {L} of a straight wire are at an angle of {theta} to the "
                    "field lines and carry a current of {I}. Find the magnetic force in mN.",
                )
            ),
            "The force is",
            second=current * (B * math.cos(math.pi / 2 - rad)) * L,
        )
    v = work.given("v", between(rng, 1.0, 9.0, "0.1") + rng.choice(("×10⁵", "×10⁶")), "m/s", "speed")
    B = work.given("B", between(rng, 5, 900, "5"), "mT", "field") / 1000
    e = work.constant("e", "1.602×10⁻¹⁹", "C")
    work.step("F", "e * v * B * sin(theta)", "N", "The force on a moving charge is")
    who = rng.choice(("proton", "electron"))
    return work.draft(
        rng.choice(
            (
                f"{'A' if who == 'proton' else 'An'} {who} moves at {{v}} in a magnetic field of {{B}}. Its "
                "velocity makes {theta} with the field. What is the magnitude of the magnetic force, in "
                "newtons?",
                f"With {{v}}, {'a' if who == 'proton' else 'an'} {who} enters a uniform field of {{B}} at "
                "{theta} to the field lines. Find the magnitude of the force on it in newtons.",
            )
        ),
        "The force is",
        second=e * (v * math.cos(math.pi / 2 - rad)) * B,
        rel=1e-6,
    )


def _fields(rng: random.Random, work: Working) -> Draft:
    current = work.given("I", between(rng, 0.5, 12, "0.1"), "A", "current")
    work.constant("mu_0", "1.257×10⁻⁶", "T·m/A")
    if rng.random() < 0.5:
        r = work.given("r", between(rng, 0.5, 20, "0.5"), "cm", "distance") / 100
        work.step("B", "mu_0 * I / (2 * pi * r)", "µT", "The field of a long straight wire is")
        return work.draft(
            rng.choice(
                (
                    "A long straight wire carries a current of {I}. What is the magnitude of its magnetic "
                    "field, in microteslas, at a distance of {r}?",
                    "Find the magnetic field, in µT, {r} from a long straight wire with a current of {I}.",
                )
            ),
            "The field is",
            second=1e6 * wire_field(current, r),
            rel=1e-3,
        )
    N = work.given("N", between(rng, 200, 2000, "50"), "", "number of turns")
    L = work.given("L", between(rng, 15, 80, "1"), "cm", "length") / 100
    work.step("n", "N / L", "m⁻¹", "The number of turns per length is")
    work.step("B", "mu_0 * n * I", "mT", "Inside a long solenoid the field is")
    return work.draft(
        rng.choice(
            (
                "A long solenoid with {N} turns has a length of {L} and carries {I}. What is the magnetic "
                "field inside it, in milliteslas?",
                "A coil of {N} turns, {L} long and much thinner, carries a current of {I} and is filled with "
                "air. Find the field in its middle in mT.",
            )
        ),
        "The field is",
        second=1000 * solenoid_field(N, L, current),
        rel=1e-3,
    )


def _circle(rng: random.Random, work: Working) -> Draft:
    who, key, text, powers = rng.choice(
        (
            ("proton", "m_p", "1.673×10⁻²⁷", ("×10⁵", "×10⁶")),
            ("electron", "m_e", "9.109×10⁻³¹", ("×10⁶", "×10⁷")),
        )
    )
    power = rng.choice(powers)
    v = work.given("v", between(rng, 1.0, 6.0 if power != "×10⁷" else 2.0, "0.1") + power, "m/s", "speed")
    B = (
        work.given(
            "B",
            between(rng, 50, 900, "10") if who == "proton" else between(rng, 0.5, 9, "0.5"),
            "mT",
            "field",
        )
        / 1000
    )
    e, m = work.constant("e", "1.602×10⁻¹⁹", "C"), work.constant(key, text, "kg")
    radius = orbit_radius(m, e, v, B)
    article = "A" if who == "proton" else "An"
    story = rng.choice(
        (
            f"{article} {who} moves at {{v}} at right angles to a uniform magnetic field of {{B}}.",
            f"{article} {who} enters a uniform field of {{B}} perpendicularly to the field lines, with a "
            "speed of {v}.",
        )
    )
    if rng.random() < 0.5:
        work.step("p", f"{key} * v", "kg·m/s", "The momentum is")
        work.step("r", "p / (e * B)", "cm", "The magnetic force is the centripetal force, so the radius is")
        return work.draft(
            f"{story} What is the radius of its path, in centimetres?", "The radius is", second=100 * radius
        )
    work.step(
        "r",
        f"{key} * v / (e * B)",
        "m",
        "The magnetic force is the centripetal force, so the radius is",
        digits=5,
    )
    work.step("T", "2 * pi * r / v", "ns", "One turn takes")
    return work.draft(
        f"{story} How long does one turn take, in nanoseconds?",
        "The time is",
        second=1e9 * 2 * math.pi * radius / v,
    )


_IONS = ("Ne-20", "Li-7", "C-12", "Ar-40")


def _spectrometer(rng: random.Random, work: Working) -> Draft:
    if rng.random() < 0.5:
        nuclide = rng.choice(_IONS)
        who = f"singly charged {nuclide_name(nuclide)} ion"
        m = work.given("m", rounded(atomic_mass(nuclide) * codata("u"), 4), "kg", "mass")
        V = work.given("V", between(rng, 300, 3000, "50"), "V", "voltage")
        B = work.given("B", between(rng, 100, 900, "10"), "mT", "field") / 1000
        e = work.constant("e", "1.602×10⁻¹⁹", "C")
        work.step("v", "sqrt(2 * e * V / m)", "m/s", "The voltage gives the ion the speed", digits=5)
        work.step(
            "r", "m * v / (e * B)", "cm", "The magnetic force is the centripetal force, so the radius is"
        )
        return work.draft(
            rng.choice(
                (
                    f"A {who} ({{m}}) is accelerated from rest through {{V}} and enters a uniform magnetic "
                    "field of {B} at right angles. What is the radius of its path, in centimetres?",
                    f"In a mass spectrometer, a {who} with a mass of {{m}} starts from rest, passes {{V}} "
                    "and then moves in a field of {B} perpendicular to its velocity. Find the radius of "
                    "its path in cm.",
                )
            ),
            "The radius is",
            second=100 * orbit_radius(m, e, math.sqrt(2 * e * V / m), B),
        )
    a = work.given("I_1", between(rng, 2, 80, "1"), "A", "first current")
    b = work.given("I_2", between(rng, 2, 80, "1"), "A", "second current")
    d = work.given("d", between(rng, 1, 15, "0.5"), "cm", "distance") / 100
    L = work.given("L", between(rng, 0.5, 10, "0.5"), "m", "length")
    work.constant("mu_0", "1.257×10⁻⁶", "T·m/A")
    work.step("B", "mu_0 * I_1 / (2 * pi * d)", "µT", "At the second wire, the first one makes the field")
    work.step("F", "I_2 * L * B", "mN", "It acts on the second wire with")
    return work.draft(
        rng.choice(
            (
                "Two long parallel wires, {d} apart, carry {I_1} and {I_2} in the same direction. With what "
                "force, in millinewtons, do they attract each other on a length of {L}?",
                "Parallel conductors with currents of {I_1} and {I_2} have a distance of {d}. Find the "
                "magnetic force between them, in mN, on each {L}.",
            )
        ),
        "The force is",
        second=1000 * b * L * wire_field(a, d),
        rel=1e-3,
    )


def _hard(rng: random.Random, work: Working) -> Draft:
    if rng.random() < 0.5:
        E = work.given("E", between(rng, 10, 90, "1"), "kV/m", "electric field") * 1000
        B = work.given("B_1", between(rng, 100, 500, "10"), "mT", "field of the selector") / 1000
        C = work.given("B_2", between(rng, 150, 900, "10"), "mT", "field behind it") / 1000
        true = atomic_mass(rng.choice(_IONS)) * codata("u")
        v = E / B
        r = work.given("r", f"{100 * true * v / (codata('e') * C):.1f}", "cm", "radius") / 100
        e, u = work.constant("e", "1.602×10⁻¹⁹", "C"), work.constant("u", "1.661×10⁻²⁷", "kg")
        work.step(
            "v",
            "E / B_1",
            "m/s",
            "In the selector the electric and the magnetic force cancel, so the speed is",
            digits=5,
        )
        work.step(
            "m",
            "e * B_2 * r / v",
            "kg",
            "Behind it, the magnetic force is the centripetal force, which gives the mass",
            digits=5,
        )
        work.step("A", "m / u", "", "In atomic mass units, the number is")
        guess = orbit_radius(1e-26, e, v, C)
        return work.draft(
            rng.choice(
                (
                    "Singly charged ions pass a velocity selector with crossed fields of {E} and {B_1} "
                    "undeflected. Then they enter a field of {B_2} at right angles and move on a circle with "
                    "a radius of {r}. What is "
                    "the mass of one ion in atomic mass units? Give the number.",
                    "A mass spectrometer has a velocity selector (electric field {E}, magnetic field {B_1}) "
                    "and behind it a magnetic field of {B_2}, in which a singly charged ion has a path of "
                    "radius {r}. Find the "
                    "ion's mass as a multiple of the atomic mass unit.",
                )
            ),
            "The mass in atomic mass units is",
            second=1e-26 * r / guess / u,
        )
    m = work.given("m", between(rng, 5, 60, "1"), "g", "mass") / 1000
    L = work.given("L", between(rng, 10, 60, "1"), "cm", "length") / 100
    B = work.given("B", between(rng, 50, 600, "10"), "mT", "field") / 1000
    angle = work.given("theta", between(rng, 5, 30, "1"), "°", "angle")
    g = work.constant("g", "9.81", "m/s²")
    work.step("F_g", "m * g", "N", "The weight of the rod is")
    work.step("F", "F_g * tan(theta)", "N", "The horizontal magnetic force that inclines the wires is")
    work.step("I", "F / (L * B)", "A", "In the vertical field it needs the current")
    swing = math.radians(angle)
    return work.draft(
        rng.choice(
            (
                "A horizontal rod of mass {m} and length {L} hangs on two light wires in a vertical magnetic "
                "field of {B}. With a current in the rod, the wires make {theta} with the vertical. How "
                "large is the "
                "current, in amperes?",
                "A metal bar ({m}, {L} long) hangs from two thin conducting wires of equal length in a "
                "uniform vertical field of {B}. A current through the bar makes the wires swing out by "
                "{theta}. Find the current "
                "in amperes.",
            )
        ),
        "The current is",
        second=m * g * math.sin(swing) / (L * B * math.cos(swing)),
    )
