"""Coulomb's law, electric fields and potentials."""

from __future__ import annotations

import math
import random

from assay import Draft, generator
from assay_science.generators._draws import between
from assay_science.generators._tables import codata
from assay_science.numerics import motion, root
from assay_science.working import VERIFIERS, Working


def field_vector(charges: list[tuple[float, float, float]], x: float, y: float) -> tuple[float, float]:
    """The electric field (N/C) at a point in a plane: charges in C with their places in m, each along its
    line of sight."""
    k = 1 / (4 * math.pi * codata("eps_0"))
    total = 0j
    for charge, a, b in charges:
        gap = complex(x - a, y - b)
        total += k * charge * gap / abs(gap) ** 3
    return total.real, total.imag


@generator("science.electrostatics", verifiers=VERIFIERS, min_step_coverage=1.0)
def electrostatics(rng: random.Random, difficulty: int) -> Draft:
    """Forces between charges, fields, and charges that fields accelerate.

    1: Coulomb's law. 2: the field of a charge, or the energy of a voltage. 3: fields of two charges on a
    line. 4: fields at right angles, or a beam that is deflected. 5: charged balls on threads, or a point
    without field.
    """
    return (_coulomb, _field, _line, _plane, _hard)[difficulty - 1](rng, Working())


def _k(work: Working) -> float:
    return work.given("k", "8.988×10⁹", "N·m²/C²", "Coulomb constant")


_TAKE = " Take k = {k}."


def _coulomb(rng: random.Random, work: Working) -> Draft:
    a = work.given("q_1", between(rng, 5, 90, "1"), "nC", "first charge") * 1e-9
    b = work.given("q_2", between(rng, 5, 90, "1"), "nC", "second charge") * 1e-9
    r = work.given("r", between(rng, 2, 30, "0.5"), "cm", "distance") / 100
    _k(work)
    work.step("F", "k * q_1 * q_2 / r**2", "mN", "Coulomb's law gives")
    return work.draft(
        rng.choice(
            (
                "Two small spheres carry charges of {q_1} and {q_2}. Their centres are {r} apart. With what "
                "force, in millinewtons, do they repel each other?",
                "Point charges of {q_1} and {q_2} are {r} apart in vacuum. Find the magnitude of the force "
                "between them in mN.",
                "What force, in mN, acts between two point charges, {q_1} and {q_2}, at a distance of {r}?",
            )
        )
        + _TAKE,
        "The force is",
        second=1000 * abs(b) * abs(complex(*field_vector([(a, 0, 0)], r, 0))),
        rel=1e-4,
    )


def _field(rng: random.Random, work: Working) -> Draft:
    if rng.random() < 0.5:
        q = work.given("q", between(rng, 5, 90, "1"), "nC", "charge") * 1e-9
        r = work.given("r", between(rng, 5, 60, "1"), "cm", "distance") / 100
        _k(work)
        work.step("E", "k * q / r**2", "kV/m", "The field of a point charge is")
        return work.draft(
            rng.choice(
                (
                    "What is the electric field strength, in kV/m, at a distance of {r} from a point charge "
                    "of {q}?",
                    "A small charged sphere carries {q}. Find the strength of its electric field, in kV/m, "
                    "{r} from its centre.",
                )
            )
            + _TAKE,
            "The field strength is",
            second=abs(complex(*field_vector([(q, 0, 0)], 0, r))) / 1000,
            rel=1e-4,
        )
    V = work.given("V", between(rng, 100, 3000, "50"), "V", "voltage")
    e, m = work.constant("e", "1.602×10⁻¹⁹", "C"), work.constant("m_e", "9.109×10⁻³¹", "kg")
    work.step("E", "e * V", "J", "Through this voltage an electron gains the energy", symbol="E_{k}")
    work.step("v", "sqrt(2 * E / m_e)", "m/s", "As kinetic energy it gives the speed")
    return work.draft(
        rng.choice(
            (
                "An electron is accelerated from rest through a potential difference of {V}. What speed, in "
                "m/s, does it reach? Calculate without relativity.",
                "In an electron gun, electrons start from rest and pass a voltage of {V}. Find their final "
                "speed, in m/s, by classical mechanics.",
            )
        ),
        "The speed is",
        # constant acceleration over 1 cm
        second=motion(
            lambda _, s: (s[1], e * V / 0.01 / m), (0.0, 0.0), math.sqrt(2 * 0.01 / (e * V / 0.01 / m)), 4
        )[1],
    )


def _line(rng: random.Random, work: Working) -> Draft:
    a = work.given("q_1", between(rng, 5, 60, "1"), "nC", "first charge") * 1e-9
    b = work.given("q_2", between(rng, 5, 60, "1"), "nC", "magnitude of the second charge") * 1e-9
    d_text = between(rng, 10, 60, "2")
    d = work.given("d", d_text, "cm", "distance") / 100
    x = (
        work.given("x", f"{float(d_text) * rng.uniform(0.25, 0.75):.0f}", "cm", "distance from the first")
        / 100
    )
    _k(work)
    work.step("E_1", "k * q_1 / x**2", "kV/m", "The field of the first charge is")
    work.step("E_2", "k * q_2 / (d - x)**2", "kV/m", "That of the second has the magnitude")
    work.step("E", "E_1 + E_2", "kV/m", "Between opposite charges both point the same way, so the total is")
    return work.draft(
        rng.choice(
            (
                "A positive charge of {q_1} and a charge of the opposite sign with a magnitude of {q_2} are "
                "{d} apart. What is the electric field strength, in kV/m, on the line between them, {x} from "
                "the "
                "first?",
                "On a line, a positive charge ({q_1}) and a negative one (magnitude {q_2}) have a distance "
                "of {d}. Find the strength of the electric field, in kV/m, at the point between them that is "
                "{x} "
                "from the positive charge.",
            )
        )
        + _TAKE,
        "The field strength is",
        second=abs(field_vector([(a, 0, 0), (-b, d, 0)], x, 0)[0]) / 1000,
        rel=1e-4,
    )


def _plane(rng: random.Random, work: Working) -> Draft:
    if rng.random() < 0.5:
        a = work.given("q_1", between(rng, 5, 60, "1"), "nC", "first charge") * 1e-9
        b = work.given("q_2", between(rng, 5, 60, "1"), "nC", "second charge") * 1e-9
        x = work.given("r_1", between(rng, 5, 30, "1"), "cm", "distance of the first") / 100
        y = work.given("r_2", between(rng, 5, 30, "1"), "cm", "distance of the second") / 100
        _k(work)
        work.step("E_1", "k * q_1 / r_1**2", "kV/m", "The field of the first charge is")
        work.step("E_2", "k * q_2 / r_2**2", "kV/m", "The field of the second is")
        work.step(
            "E",
            "sqrt(E_1**2 + E_2**2)",
            "kV/m",
            "They are at right angles, so the total field has the strength",
        )
        return work.draft(
            rng.choice(
                (
                    "Charges of {q_1} and {q_2} sit at the acute corners of a right triangle, {r_1} and "
                    "{r_2} from the right angle, in this order. What is the electric field strength, in "
                    "kV/m, at the corner with "
                    "the right angle?",
                    "A charge of {q_1} lies on the x-axis, {r_1} from the origin; a charge of {q_2} lies on "
                    "the y-axis, {r_2} from the origin. Find the strength of the electric field at the "
                    "origin in kV/m.",
                )
            )
            + _TAKE,
            "The field strength is",
            second=abs(complex(*field_vector([(a, x, 0), (b, 0, y)], 0, 0))) / 1000,
            rel=1e-4,
        )
    v_text, L_text = between(rng, 1.5, 3.0, "0.1"), between(rng, 3, 6, "0.5")
    v = work.given("v", f"{v_text}×10⁷", "m/s", "speed")
    L = work.given("L", L_text, "cm", "length of the plates") / 100
    E = work.given("E", between(rng, 2, 8, "0.5"), "kV/m", "field strength") * 1000
    e, m = work.constant("e", "1.602×10⁻¹⁹", "C"), work.constant("m_e", "9.109×10⁻³¹", "kg")
    work.step("a", "e * E / m_e", "m/s²", "The field gives the electron the acceleration")
    work.step("t", "L / v", "s", "It passes the plates in the time")
    work.step("y", "a * t**2 / 2", "mm", "In this time it is deflected by")
    time = L / v
    return work.draft(
        rng.choice(
            (
                "An electron enters the uniform field between two parallel plates at right angles, with a "
                "speed of {v}. The field is {E} strong and the plates are {L} long. By how many millimetres "
                "is the "
                "electron deflected when it leaves the plates?",
                "In a cathode-ray tube, electrons with {v} pass between deflection plates of length {L} with "
                "a field of {E} across their path. Find their deflection at the end of the plates in mm.",
            )
        ),
        "The deflection is",
        second=1000 * motion(lambda _, s: (s[2], s[3], 0.0, e * E / m), (0.0, 0.0, v, 0.0), time, 8)[1],
    )


def _hard(rng: random.Random, work: Working) -> Draft:
    if rng.random() < 0.5:
        m = work.given("m", between(rng, 0.5, 6, "0.1"), "g", "mass of each") / 1000
        L = work.given("L", between(rng, 20, 80, "5"), "cm", "length of the threads") / 100
        angle = work.given("theta", between(rng, 5, 25, "1"), "°", "angle of each thread to the vertical")
        k, g = _k(work), work.constant("g", "9.81", "m/s²")
        work.step("r", "2 * L * sin(theta)", "cm", "The distance of the two balls is", digits=5)
        work.step(
            "F",
            "m * g * tan(theta)",
            "mN",
            "Weight and electric force pull along the thread only if the force is",
            digits=5,
        )
        work.step("q", "sqrt(F * r**2 / k)", "nC", "Coulomb's law for equal charges gives")
        rad = math.radians(angle)

        def torque(q: float) -> float:  # about the point of suspension
            force = k * q * q / (2 * L * math.sin(rad)) ** 2
            return force * L * math.cos(rad) - m * g * L * math.sin(rad)

        return work.draft(
            rng.choice(
                (
                    "Two equal small balls of {m} each hang from one point on threads of length {L}. Equally "
                    "charged, they repel each other so that each thread makes {theta} with the vertical. How "
                    "large is "
                    "the charge of each, in nanocoulombs?",
                    "From the same hook, two pith balls ({m} each) hang on light insulating threads {L} "
                    "long. When both get the same charge, each thread is inclined at {theta} to the "
                    "vertical. Find the charge of "
                    "one ball in nC.",
                )
            )
            + _TAKE,
            "The charge is",
            second=1e9 * root(torque, 1e-12, 1e-3),
        )
    a = work.given("q_1", between(rng, 5, 90, "1"), "nC", "first charge")
    b = work.given("q_2", between(rng, 5, 90, "1"), "nC", "second charge")
    d = work.given("d", between(rng, 20, 100, "5"), "cm", "distance")
    work.step(
        "q",
        "sqrt(q_2 / q_1)",
        "",
        "The fields are equal where the distances from the charges have the ratio",
        symbol="s",
    )
    work.step("x", "d / (1 + q)", "cm", "The two distances add up to that of the charges, so the first is")
    return work.draft(
        rng.choice(
            (
                "Positive charges of {q_1} and {q_2} are {d} apart. How far from the first, in centimetres, "
                "is the point between them where the electric field is zero?",
                "Two positive point charges, {q_1} and {q_2}, have a distance of {d}. Find the distance from "
                "the first to the point on their line at which a third charge feels no force, in cm.",
            )
        ),
        "The distance is",
        second=root(lambda x: field_vector([(a, 0, 0), (b, d, 0)], x, 0)[0], 1e-3 * d, d * 0.999),
    )
