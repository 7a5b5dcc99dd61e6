"""Unit cells: densities, radii, packing, planar densities; Bragg peaks."""

from __future__ import annotations

import math
import random
from functools import cache
from itertools import product

from assay import Draft, generator
from assay_science.generators._draws import between
from assay_science.generators._tables import codata
from assay_science.masses import molar_mass
from assay_science.numerics import root
from assay_science.working import VERIFIERS, Working, rounded

_FCC = {
    "Al": "aluminium",
    "Ni": "nickel",
    "Cu": "copper",
    "Pd": "palladium",
    "Ag": "silver",
    "Pt": "platinum",
    "Au": "gold",
    "Pb": "lead",
    "Ir": "iridium",
    "Ca": "calcium",
}
# Periodictable has the lattice constants of sodium and potassium at low temperatures: left out.
_BCC = {
    "V": "vanadium",
    "Cr": "chromium",
    "Fe": "iron",
    "Nb": "niobium",
    "Mo": "molybdenum",
    "Ta": "tantalum",
    "W": "tungsten",
    "Ba": "barium",
}
_DIAMOND = {"C": "diamond", "Si": "silicon", "Ge": "germanium"}
_NAMES = {**_FCC, **_BCC, **_DIAMOND}
_LATTICES = {
    "fcc": ("face-centred cubic", ((0, 0, 0), (0, 0.5, 0.5), (0.5, 0, 0.5), (0.5, 0.5, 0))),
    "bcc": ("body-centred cubic", ((0, 0, 0), (0.5, 0.5, 0.5))),
    "diamond": (
        "diamond cubic",
        tuple(
            (x + s, y + s, z + s)
            for x, y, z in ((0, 0, 0), (0, 0.5, 0.5), (0.5, 0, 0.5), (0.5, 0.5, 0))
            for s in (0, 0.25)
        ),
    ),
}
_LINE = "0.15406"  # nm, the wavelength of copper's K-alpha 1 line, printed in the prompt


@cache
def lattice_constant(symbol: str) -> str:
    """The lattice constant of an element in nm, as Periodictable's crystal structures have it: ``0.361``."""
    import periodictable

    structure = getattr(periodictable, symbol).crystal_structure
    return f"{structure['a'] / 10:.3f}"


def lattice_of(symbol: str) -> str:
    """``fcc``, ``bcc`` or ``diamond``."""
    return "fcc" if symbol in _FCC else "bcc" if symbol in _BCC else "diamond"


def atoms_in_cell(lattice: str) -> float:
    """How many atoms a unit cell holds, each counted by the share of it that is inside: corners, faces,
    centre."""
    share = 0.0
    for x, y, z in {
        (a + i, b + j, c + k)
        for a, b, c in _LATTICES[lattice][1]
        for i, j, k in product((-1, 0, 1), repeat=3)
    }:
        if min(x, y, z) >= 0 and max(x, y, z) <= 1:
            share += math.prod(0.5 for w in (x, y, z) if w in (0, 1))
    return share


def neighbour_distance(lattice: str) -> float:
    """The distance of nearest neighbours over the lattice constant, by search."""
    places = _LATTICES[lattice][1]
    moved = [(a + i, b + j, c + k) for a, b, c in places for i, j, k in product((-1, 0, 1), repeat=3)]
    return min(math.dist((0, 0, 0), p) for p in moved if any(p))


def density(symbol: str, nanometres: float) -> float:
    """Density in g/cm³ of a crystal with this lattice constant, by the masses of a large block of cells."""
    cells = 1000**3
    grams = cells * atoms_in_cell(lattice_of(symbol)) * molar_mass(symbol) / codata("N_A")
    return grams / (1000 * nanometres * 1e-7) ** 3


def bragg_angle(wavelength: float, spacing: float, order: int = 1) -> float:
    """The glancing angle (degrees) at which the path difference of neighbouring planes is so many
    wavelengths."""
    return math.degrees(root(lambda x: 2 * spacing * math.sin(x) - order * wavelength, 0.0, math.pi / 2))


def planes_apart(wavelength: float, degrees: float) -> float:
    """The distance of planes that scatter by an angle, by the length of the difference of the two wave
    vectors."""
    turn = complex(math.cos(math.radians(degrees)), math.sin(math.radians(degrees))) - 1
    return wavelength / abs(turn)


@generator("science.unit_cell", verifiers=VERIFIERS, min_step_coverage=1.0)
def unit_cell(rng: random.Random, difficulty: int) -> Draft:
    """Densities, radii and packing of cubic crystals.

    1: atomic radius from the lattice constant. 2: density. 3: lattice constant from the density. 4:
    planar or linear density. 5: the molar mass of an unknown metal, or vacancies.
    """
    return (_radius, _density, _constant, _planar, _unknown)[difficulty - 1](rng, Working())


def _element(rng: random.Random, work: Working, among: tuple[str, ...]) -> tuple[str, str, float]:
    symbol = rng.choice(among)
    a = work.given("a", lattice_constant(symbol), "nm", "lattice constant")
    return symbol, _LATTICES[lattice_of(symbol)][0], a


def _radius(rng: random.Random, work: Working) -> Draft:
    symbol, words, a = _element(rng, work, (*_FCC, *_BCC, *_DIAMOND))
    lattice = lattice_of(symbol)
    formula, where = {
        "fcc": (
            "sqrt(2) * a / 4",
            "In this lattice, atoms touch along the diagonal of a face, which is four radii long:",
        ),
        "bcc": (
            "sqrt(3) * a / 4",
            "In this lattice, atoms touch along the diagonal of the cube, which is four radii long:",
        ),
        "diamond": (
            "sqrt(3) * a / 8",
            "In this lattice, a quarter of the cube's diagonal joins two atoms that touch, which is two "
            "radii:",
        ),
    }[lattice]
    work.step("r", formula, "pm", where)
    return work.draft(
        rng.choice(
            (
                "{Name} has a {words} lattice with a lattice constant of {a}. What is its atomic radius in "
                "picometres, if the atoms are spheres that touch?",
                "The edge of the {words} unit cell of {name} is {a}. Taking the atoms as touching spheres, "
                "find their radius in pm.",
            )
        ),
        "The atomic radius is",
        second=1000 * a * neighbour_distance(lattice) / 2,
        texts={"Name": _NAMES[symbol].capitalize(), "name": _NAMES[symbol], "words": words},
    )


_ATOMS = {"fcc": 4, "bcc": 2, "diamond": 8}


def _density(rng: random.Random, work: Working) -> Draft:
    symbol, words, a = _element(rng, work, (*_FCC, *_BCC, *_DIAMOND))
    work.molar_mass("M", rounded(molar_mass(symbol), 5), symbol, symbol=f"M_{{\\mathrm{{{symbol}}}}}")
    work.constant("N_A", "6.022×10²³", "1/mol")
    atoms = _ATOMS[lattice_of(symbol)]
    work.step("m", f"{atoms} * M / N_A", "g", f"The unit cell holds {atoms} atoms with the mass", digits=5)
    work.step("V", "a**3", "cm³", "Its volume is", digits=5)
    work.step("rho", "m / V", "g/cm³", "The density is")
    return work.draft(
        rng.choice(
            (
                "{Name} crystallizes in a {words} lattice with a lattice constant of {a}. What is its "
                "density in g/cm³?",
                "Calculate the density of {name} in g/cm³ from its {words} unit cell, whose edge is {a} "
                "long.",
                "The unit cell of {name} is {words} with an edge of {a}. What density, in g/cm³, follows "
                "from this?",
            )
        ),
        "The density is",
        second=density(symbol, a),
        rel=1e-3,
        texts={"Name": _NAMES[symbol].capitalize(), "name": _NAMES[symbol], "words": words},
    )


def _constant(rng: random.Random, work: Working) -> Draft:
    symbol = rng.choice((*_FCC, *_BCC))
    lattice = lattice_of(symbol)
    rho = work.given("rho", f"{density(symbol, float(lattice_constant(symbol))):.2f}", "g/cm³", "density")
    work.molar_mass("M", rounded(molar_mass(symbol), 5), symbol, symbol=f"M_{{\\mathrm{{{symbol}}}}}")
    work.constant("N_A", "6.022×10²³", "1/mol")
    atoms = _ATOMS[lattice]
    work.step("m", f"{atoms} * M / N_A", "g", f"The unit cell holds {atoms} atoms with the mass", digits=5)
    work.step("V", "m / rho", "nm³", "Its volume is", digits=5)
    work.step("a", "V**(1 / 3)", "nm", "Its edge is the lattice constant,", digits=5)
    second = root(lambda a: density(symbol, a) - rho, 0.05, 2.0)
    if rng.random() < 0.5:
        asked, closing = "the lattice constant in nanometres", "The lattice constant is"
    else:
        asked, closing = (
            "the distance, in nanometres, between the centres of neighbouring atoms",
            "The distance is",
        )
        work.step(
            "d",
            "sqrt(2) * a / 2" if lattice == "fcc" else "sqrt(3) * a / 2",
            "nm",
            f"Neighbours are half a diagonal of {'a face' if lattice == 'fcc' else 'the cube'} apart,",
        )
        second *= neighbour_distance(lattice)
    return work.draft(
        rng.choice(
            (
                f"{{Name}} has a density of {{rho}} and a {{words}} lattice. What is {asked}?",
                f"The density of {{name}}, a {{words}} metal, is {{rho}}. Calculate {asked}.",
            )
        ),
        closing,
        second=second,
        rel=1e-3,
        texts={"Name": _NAMES[symbol].capitalize(), "name": _NAMES[symbol], "words": _LATTICES[lattice][0]},
    )


def _planar(rng: random.Random, work: Working) -> Draft:
    symbol, words, a = _element(rng, work, (*_FCC, *_BCC))
    lattice = lattice_of(symbol)
    kind = rng.choice(("100", "110", "111", "linear"))
    texts = {"Name": _NAMES[symbol].capitalize(), "name": _NAMES[symbol], "words": words}
    if kind == "linear":
        direction = "110" if lattice == "fcc" else "111"
        work.step(
            "L",
            f"sqrt({2 if lattice == 'fcc' else 3}) * a",
            "nm",
            f"Along [{direction}], one repeat of the lattice is the diagonal of "
            f"{'a face' if lattice == 'fcc' else 'the cube'},",
            digits=5,
        )
        work.step("n", "2 / L", "nm⁻¹", "It holds two atoms, so for each nanometre there are")
        return work.draft(
            rng.choice(
                (
                    "{Name} is {words} with a lattice constant of {a}. What is the linear density of "
                    f"atoms along [{direction}], in atoms per nanometre (nm⁻¹)?",
                    "Find the number of atoms for each nanometre (in nm⁻¹) along the direction "
                    f"[{direction}] of {{name}}, whose {{words}} unit cell has an edge of {{a}}.",
                )
            ),
            "The linear density is",
            second=1 / (a * neighbour_distance(lattice)),
            texts=texts,
        )
    # atoms and area of a repeat of the plane, in units of a²
    atoms, area, shape = {
        ("fcc", "100"): (2, "a**2", "a square face of the cell"),
        ("fcc", "110"): (2, "sqrt(2) * a**2", "a rectangle of an edge and a face diagonal"),
        ("fcc", "111"): (2, "sqrt(3) / 2 * a**2", "a triangle whose sides are face diagonals"),
        ("bcc", "100"): (1, "a**2", "a square face of the cell"),
        ("bcc", "110"): (2, "sqrt(2) * a**2", "a rectangle of an edge and a face diagonal"),
        ("bcc", "111"): (1, "sqrt(3) * a**2", "a repeat of two triangles whose sides are face diagonals"),
    }[(lattice, kind)]
    work.step("A", area, "nm²", f"In the ({kind}) plane, {shape} has the area", digits=5)
    work.step(
        "n",
        f"{atoms} / A",
        "nm⁻²",
        f"It holds {atoms} atom{'s' * (atoms > 1)} in all, so for each square nanometre there are",
    )
    return work.draft(
        rng.choice(
            (
                "{Name} is {words} with a lattice constant of {a}. What is the planar density of "
                f"atoms in a ({kind}) plane, in atoms per square nanometre (nm⁻²)?",
                f"How many atoms lie in each square nanometre (in nm⁻²) of the ({kind}) plane of {{name}}? "
                "The edge of its {words} cell is {a}.",
            )
        ),
        "The planar density is",
        second=_counted_plane(lattice, kind) / a**2,
        rel=1e-9,
        texts=texts,
    )


@cache
def _counted_plane(lattice: str, plane: str) -> float:
    """Atoms of a lattice plane for each a², as the atoms per volume times the distance of such planes, both
    counted."""
    h, k, m = (int(c) for c in plane)
    heights = {
        round((h * x + k * y + m * z) % 1, 9) for x, y, z in _LATTICES[lattice][1]
    }  # planes of one lattice translation apart, in units of the distance 1 / |hkl|
    spacing = 1 / math.sqrt(h * h + k * k + m * m) / len(heights)
    return atoms_in_cell(lattice) * spacing


def _unknown(rng: random.Random, work: Working) -> Draft:
    symbol = rng.choice((*_FCC, *_BCC))
    lattice = lattice_of(symbol)
    words = _LATTICES[lattice][0]
    true = density(symbol, float(lattice_constant(symbol)))
    rho = work.given("rho", f"{true:.2f}", "g/cm³", "density")
    na = work.constant("N_A", "6.022×10²³", "1/mol")
    if rng.random() < 0.5:
        r = work.given(
            "r", f"{500 * float(lattice_constant(symbol)) * neighbour_distance(lattice):.1f}", "pm", "radius"
        )
        formula, diagonal = (
            ("4 * r / sqrt(2)", "a face") if lattice == "fcc" else ("4 * r / sqrt(3)", "the cube")
        )
        atoms = _ATOMS[lattice]
        work.step(
            "a",
            formula,
            "nm",
            f"Atoms touch along the diagonal of {diagonal}, so the edge of the cell is",
            digits=5,
        )
        work.step("V", "a**3", "cm³", "Its volume is", digits=5)
        work.step("m", "rho * V", "g", "Its mass is", digits=5)
        work.step("M", f"m * N_A / {atoms}", "g/mol", f"It holds {atoms} atoms, so the molar mass is")
        edge = 2 * r / neighbour_distance(lattice)
        return work.draft(
            rng.choice(
                (
                    f"An unknown metal has a {words} lattice, a density of {{rho}} and an atomic radius of "
                    "{r} (touching spheres). What is its molar mass in g/mol?",
                    f"In a {words} metal, the radius of the atoms, taken as spheres that touch, is {{r}}; "
                    "its density is {rho}. Find its molar mass in g/mol.",
                )
            ),
            "The molar mass is",
            second=rho * (edge * 1e-10) ** 3 / atoms_in_cell(lattice) * na,
        )
    work.molar_mass("M", rounded(molar_mass(symbol), 5), symbol, symbol=f"M_{{\\mathrm{{{symbol}}}}}")
    Q = work.given("Q", between(rng, 0.70, 1.40, "0.01"), "eV", "energy of a vacancy")
    t = work.given(
        "t",
        between(rng, 400, 1000, "10") if symbol not in ("Al", "Pb") else between(rng, 25, 90, "5"),
        "°C",
        "temperature",
    )
    k = work.constant("k_B", "8.617×10⁻⁵", "eV/K")
    work.step("N", "rho * N_A / M", "cm⁻³", "A cubic centimetre holds this many atoms:", digits=5)
    work.step("T", "t", "K", "In kelvins, the temperature is")
    work.step("x", "Q / (k_B * T)", "", "Over the thermal energy, the energy of a vacancy is", digits=6)
    work.step("N_v", "N * exp(-x)", "cm⁻³", "This share of the sites is vacant:")
    atoms_per = atoms_in_cell(lattice) / (float(lattice_constant(symbol)) * 1e-7) ** 3
    return work.draft(
        rng.choice(
            (
                "{Name} has a density of {rho}. The energy to form a vacancy in it is taken as {Q}. How many "
                "vacancies are there in a cubic centimetre (in cm⁻³) in equilibrium at {t}?",
                "Find the number of vacancies for each cubic centimetre (in cm⁻³) of {name} at {t}, with {Q} "
                "as the energy of formation of a vacancy and a density of {rho}.",
            )
        ),
        "The number of vacancies is",
        second=atoms_per * math.exp(-Q / (k * (t + 273.15))),
        rel=0.01,
        texts={"Name": _NAMES[symbol].capitalize(), "name": _NAMES[symbol]},
    )


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
        symbol = rng.choice((*_FCC, *_BCC, *_DIAMOND))
        plane = rng.choice(_ALLOWED[lattice_of(symbol)])
        a = float(lattice_constant(symbol))
        if float(_LINE) / 2 / a * math.sqrt(_norm(plane)) < 0.9:
            return symbol, plane, _LATTICES[lattice_of(symbol)][0], a


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
        texts={"Name": _NAMES[symbol].capitalize(), "name": _NAMES[symbol], "words": words},
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
        texts={"name": _NAMES[symbol], "words": words},
    )


def _from_peak(rng: random.Random, work: Working) -> Draft:
    symbol, plane, words, _, a = _measured(rng, work)
    lattice = lattice_of(symbol)
    texts = {"name": _NAMES[symbol], "words": words, "Name": _NAMES[symbol].capitalize()}
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
    atoms = _ATOMS[lattice]
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
    texts = {"name": _NAMES[symbol], "words": words, "Name": _NAMES[symbol].capitalize()}
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
