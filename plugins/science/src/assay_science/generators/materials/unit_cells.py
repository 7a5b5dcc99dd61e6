"""Unit cells: densities, radii, packing, planar densities, vacancies."""

from __future__ import annotations

import math
import random
from functools import cache
from itertools import product

from assay import Draft, generator
from assay_science.generators._draws import between
from assay_science.generators.materials._lattices import (
    ATOMS,
    BCC,
    DIAMOND,
    FCC,
    LATTICES,
    NAMES,
    atoms_in_cell,
    density,
    lattice_constant,
    lattice_of,
)
from assay_science.masses import molar_mass
from assay_science.numerics import root
from assay_science.working import VERIFIERS, Working, rounded


def neighbour_distance(lattice: str) -> float:
    """The distance of nearest neighbours over the lattice constant, by search."""
    places = LATTICES[lattice][1]
    moved = [(a + i, b + j, c + k) for a, b, c in places for i, j, k in product((-1, 0, 1), repeat=3)]
    return min(math.dist((0, 0, 0), p) for p in moved if any(p))


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
    return symbol, LATTICES[lattice_of(symbol)][0], a


def _radius(rng: random.Random, work: Working) -> Draft:
    symbol, words, a = _element(rng, work, (*FCC, *BCC, *DIAMOND))
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
        texts={"Name": NAMES[symbol].capitalize(), "name": NAMES[symbol], "words": words},
    )


def _density(rng: random.Random, work: Working) -> Draft:
    symbol, words, a = _element(rng, work, (*FCC, *BCC, *DIAMOND))
    work.molar_mass("M", rounded(molar_mass(symbol), 5), symbol, symbol=f"M_{{\\mathrm{{{symbol}}}}}")
    work.constant("N_A", "6.022×10²³", "1/mol")
    atoms = ATOMS[lattice_of(symbol)]
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
        texts={"Name": NAMES[symbol].capitalize(), "name": NAMES[symbol], "words": words},
    )


def _constant(rng: random.Random, work: Working) -> Draft:
    symbol = rng.choice((*FCC, *BCC))
    lattice = lattice_of(symbol)
    rho = work.given("rho", f"{density(symbol, float(lattice_constant(symbol))):.2f}", "g/cm³", "density")
    work.molar_mass("M", rounded(molar_mass(symbol), 5), symbol, symbol=f"M_{{\\mathrm{{{symbol}}}}}")
    work.constant("N_A", "6.022×10²³", "1/mol")
    atoms = ATOMS[lattice]
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
        texts={"Name": NAMES[symbol].capitalize(), "name": NAMES[symbol], "words": LATTICES[lattice][0]},
    )


def _planar(rng: random.Random, work: Working) -> Draft:
    symbol, words, a = _element(rng, work, (*FCC, *BCC))
    lattice = lattice_of(symbol)
    kind = rng.choice(("100", "110", "111", "linear"))
    texts = {"Name": NAMES[symbol].capitalize(), "name": NAMES[symbol], "words": words}
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
        round((h * x + k * y + m * z) % 1, 9) for x, y, z in LATTICES[lattice][1]
    }  # planes of one lattice translation apart, in units of the distance 1 / |hkl|
    spacing = 1 / math.sqrt(h * h + k * k + m * m) / len(heights)
    return atoms_in_cell(lattice) * spacing


def _unknown(rng: random.Random, work: Working) -> Draft:
    symbol = rng.choice((*FCC, *BCC))
    lattice = lattice_of(symbol)
    words = LATTICES[lattice][0]
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
        atoms = ATOMS[lattice]
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
        texts={"Name": NAMES[symbol].capitalize(), "name": NAMES[symbol]},
    )
