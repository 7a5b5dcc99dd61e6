"""Bragg peaks of cubic crystals."""

from __future__ import annotations

import math
import random

from assay import Draft, generator
from assay_science.generators._draws import between
from assay_science.generators.materials._lattices import (
    ATOMS,
    BCC,
    DIAMOND,
    FCC,
    LATTICES,
    NAMES,
    density,
    lattice_constant,
    lattice_of,
)
from assay_science.masses import molar_mass
from assay_science.numerics import root
from assay_science.working import VERIFIERS, Working, rounded

_LINE = "0.15406"  # nm, the wavelength of copper's K-alpha 1 line, printed in the prompt


def bragg_angle(wavelength: float, spacing: float, order: int = 1) -> float:
    """The glancing angle (degrees) at which the path difference of neighbouring planes is so many
    wavelengths."""
    return math.degrees(root(lambda x: 2 * spacing * math.sin(x) - order * wavelength, 0.0, math.pi / 2))


def planes_apart(wavelength: float, degrees: float) -> float:
    """The distance of planes that scatter by an angle, by the length of the difference of the two wave
    vectors."""
    turn = complex(math.cos(math.radians(degrees)), math.sin(math.radians(degrees))) - 1
    return wavelength / abs(turn)


@generator("science.bragg", verifiers=VERIFIERS, min_step_coverage=1.0)
def bragg(rng: random.Random, difficulty: int) -> Draft:
    """X-ray diffraction by Bragg's law.

    1: the distance of planes from an angle. 2: the angle of a reflection of a cubic crystal. 3: the
    lattice constant. 4: the element's density or radius from a peak. 5: which peak comes next, or the
    wavelength and energy of neutrons.
    """
    return (_spacing, _peak, _lattice, _from_peak, _next)[difficulty - 1](rng, Working())


_ALLOWED = {
    "fcc": ("111", "200", "220", "311", "222"),
    "bcc": ("110", "200", "211", "220", "310"),
    "diamond": ("111", "220", "311", "400", "331"),
}


def _norm(plane: str) -> int:
    return sum(int(c) ** 2 for c in plane)


def _crystal(rng: random.Random) -> tuple[str, str, str, float]:
    """An element, a plane with a reflection at a moderate angle, the plane's words, and the lattice
    constant."""
    while True:
        symbol = rng.choice((*FCC, *BCC, *DIAMOND))
        plane = rng.choice(_ALLOWED[lattice_of(symbol)])
        a = float(lattice_constant(symbol))
        if float(_LINE) / 2 / a * math.sqrt(_norm(plane)) < 0.9:
            return symbol, plane, LATTICES[lattice_of(symbol)][0], a


def _wave(work: Working) -> float:
    return work.given("L", _LINE, "nm", "wavelength", symbol=r"\lambda")


def _spacing(rng: random.Random, work: Working) -> Draft:
    L = _wave(work)
    twice = work.given(
        "theta_2", between(rng, 20, 110, "0.1"), "°", "diffraction angle 2θ", symbol=r"2\theta"
    )
    work.step("theta", "theta_2 / 2", "°", "The glancing angle is half the diffraction angle,", digits=5)
    work.step("d", "L / (2 * sin(theta))", "nm", "Bragg's law in first order gives")
    return work.draft(
        rng.choice(
            (
                "With X-rays of {L}, a powder diffractogram has a first-order peak at a diffraction angle 2θ "
                "of {theta_2}. What is the distance of the lattice planes in nanometres?",
                "X-rays with a wavelength of {L} are diffracted by a set of lattice planes at 2θ = "
                "{theta_2}, in first order. Find the spacing of the planes in nm.",
                "What spacing of lattice planes, in nm, belongs to a first-order Bragg peak at 2θ = "
                "{theta_2} when the wavelength is {L}?",
            )
        ),
        "The spacing is",
        second=planes_apart(L, twice),
    )


def _peak(rng: random.Random, work: Working) -> Draft:
    symbol, plane, words, a = _crystal(rng)
    work.given("a", lattice_constant(symbol), "nm", "lattice constant")
    L = _wave(work)
    work.step(
        "d",
        f"a / sqrt({' + '.join(c + '**2' for c in plane)})",
        "nm",
        f"In a cubic lattice, the ({plane}) planes are apart by",
        digits=5,
    )
    work.step(
        "theta", "asin(L / (2 * d))", "°", "Bragg's law in first order gives the glancing angle", digits=5
    )
    work.step("theta_2", "2 * theta", "°", "The diffraction angle is", symbol=r"2\theta")
    return work.draft(
        rng.choice(
            (
                "{Name} is {words} with a lattice constant of {a}. At which diffraction angle 2θ, in "
                f"degrees, is its ({plane}) peak for X-rays of {{L}}?",
                "X-rays with a wavelength of {L} fall on a powder of {name} ({words}, lattice "
                f"constant {{a}}). Find the diffraction angle 2θ of the ({plane}) reflection in degrees.",
            )
        ),
        "The diffraction angle 2θ is",
        second=2 * bragg_angle(L, a / math.sqrt(_norm(plane))),
        digits=4,
        tolerance=0.003,
        texts={"Name": NAMES[symbol].capitalize(), "name": NAMES[symbol], "words": words},
    )


def _measured(rng: random.Random, work: Working) -> tuple[str, str, str, float, float]:
    symbol, plane, words, a = _crystal(rng)
    L = _wave(work)
    true = 2 * bragg_angle(L, a / math.sqrt(_norm(plane)))
    twice = work.given("theta_2", f"{true:.2f}", "°", "diffraction angle 2θ", symbol=r"2\theta")
    work.step(
        "d",
        "L / (2 * sin(theta_2 / 2))",
        "nm",
        "Bragg's law in first order gives the distance of the planes",
        digits=5,
    )
    work.step(
        "a",
        f"d * sqrt({' + '.join(c + '**2' for c in plane)})",
        "nm",
        f"For ({plane}) planes of a cubic lattice, the lattice constant is",
        digits=5,
    )
    second = planes_apart(L, twice) * math.sqrt(_norm(plane))
    return symbol, plane, words, twice, second


def _lattice(rng: random.Random, work: Working) -> Draft:
    symbol, plane, words, _, second = _measured(rng, work)
    return work.draft(
        rng.choice(
            (
                f"The ({plane}) peak of {{name}}, which is {{words}}, appears at a diffraction angle 2θ of "
                "{theta_2} with X-rays of {L}. What is the lattice constant in nanometres?",
                f"With a wavelength of {{L}}, a powder of {{name}} ({{words}}) has its ({plane}) reflection "
                "at 2θ = {theta_2}. Find the lattice constant in nm.",
                "What lattice constant, in nm, does {name} ({words}) have if X-rays of {L} are "
                f"reflected by its ({plane}) planes at 2θ = {{theta_2}}?",
            )
        ),
        "The lattice constant is",
        second=second,
        digits=4,
        tolerance=0.003,
        texts={"name": NAMES[symbol], "words": words},
    )


def _from_peak(rng: random.Random, work: Working) -> Draft:
    symbol, plane, words, _, a = _measured(rng, work)
    lattice = lattice_of(symbol)
    texts = {"name": NAMES[symbol], "words": words, "Name": NAMES[symbol].capitalize()}
    story = rng.choice(
        (
            f"With X-rays of {{L}}, the ({plane}) peak of {{name}} ({{words}}) is at a diffraction angle 2θ "
            "of {theta_2}.",
            f"{{Name}}, a {{words}} crystal, reflects X-rays with a wavelength of {{L}} by its ({plane}) "
            "planes at 2θ = {theta_2}.",
        )
    )
    work.molar_mass("M", rounded(molar_mass(symbol), 5), symbol, symbol=f"M_{{\\mathrm{{{symbol}}}}}")
    work.constant("N_A", "6.022×10²³", "1/mol")
    atoms = ATOMS[lattice]
    work.step("m", f"{atoms} * M / N_A", "g", f"The unit cell holds {atoms} atoms with the mass", digits=5)
    work.step("rho", "m / a**3", "g/cm³", "The density is")
    return work.draft(
        f"{story} What density, in g/cm³, follows from this?",
        "The density is",
        second=density(symbol, a),
        rel=1e-3,
        texts=texts,
    )


def _next(rng: random.Random, work: Working) -> Draft:
    symbol, plane, words, _, a = _measured(rng, work)
    lattice = lattice_of(symbol)
    texts = {"name": NAMES[symbol], "words": words, "Name": NAMES[symbol].capitalize()}
    others = [
        p for p in _ALLOWED[lattice] if p != plane and float(_LINE) / 2 / a * math.sqrt(_norm(p)) < 0.93
    ]
    if not others:
        return _next(rng, Working())
    other = rng.choice(others)
    work.step(
        "d_2",
        f"a / sqrt({' + '.join(c + '**2' for c in other)})",
        "nm",
        f"The ({other}) planes are apart by",
        digits=5,
    )
    work.step(
        "theta_3",
        "asin(L / (2 * d_2))",
        "°",
        "Bragg's law gives the glancing angle",
        symbol=r"\theta'",
        digits=5,
    )
    work.step("theta_4", "2 * theta_3", "°", "The diffraction angle is", symbol=r"2\theta'")
    return work.draft(
        rng.choice(
            (
                f"With X-rays of {{L}}, the ({plane}) peak of {{name}} ({{words}}) is at a diffraction angle "
                f"2θ of {{theta_2}}. At which 2θ, in degrees, is the ({other}) peak?",
                f"{{Name}}, a {{words}} crystal, shows its ({plane}) reflection at 2θ = {{theta_2}} with a "
                f"wavelength of {{L}}. Predict the diffraction angle 2θ of the ({other}) reflection in "
                "degrees.",
            )
        ),
        "The diffraction angle 2θ is",
        second=2
        * math.degrees(
            math.asin(
                math.sin(math.radians(bragg_angle(float(_LINE), a / math.sqrt(_norm(plane)))))
                * math.sqrt(_norm(other) / _norm(plane))
            )
        ),
        digits=4,
        tolerance=0.003,
        texts=texts,
    )
