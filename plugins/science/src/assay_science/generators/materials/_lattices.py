"""Lattices of metals and of diamond, silicon and germanium: constants by Periodictable, cells, densities."""

from __future__ import annotations

import math
from functools import cache
from itertools import product

from assay_science.generators._tables import codata
from assay_science.masses import molar_mass

FCC = {
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
BCC = {
    "V": "vanadium",
    "Cr": "chromium",
    "Fe": "iron",
    "Nb": "niobium",
    "Mo": "molybdenum",
    "Ta": "tantalum",
    "W": "tungsten",
    "Ba": "barium",
}
DIAMOND = {"C": "diamond", "Si": "silicon", "Ge": "germanium"}
NAMES = {**FCC, **BCC, **DIAMOND}
LATTICES = {
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
ATOMS = {"fcc": 4, "bcc": 2, "diamond": 8}


@cache
def lattice_constant(symbol: str) -> str:
    """The lattice constant of an element in nm, as Periodictable's crystal structures have it: ``0.361``."""
    import periodictable

    structure = getattr(periodictable, symbol).crystal_structure
    return f"{structure['a'] / 10:.3f}"


def lattice_of(symbol: str) -> str:
    """``fcc``, ``bcc`` or ``diamond``."""
    return "fcc" if symbol in FCC else "bcc" if symbol in BCC else "diamond"


def atoms_in_cell(lattice: str) -> float:
    """How many atoms a unit cell holds, each counted by the share of it that is inside: corners, faces,
    centre."""
    share = 0.0
    for x, y, z in {
        (a + i, b + j, c + k) for a, b, c in LATTICES[lattice][1] for i, j, k in product((-1, 0, 1), repeat=3)
    }:
        if min(x, y, z) >= 0 and max(x, y, z) <= 1:
            share += math.prod(0.5 for w in (x, y, z) if w in (0, 1))
    return share


def density(symbol: str, nanometres: float) -> float:
    """Density in g/cm³ of a crystal with this lattice constant, by the masses of a large block of cells."""
    cells = 1000**3
    grams = cells * atoms_in_cell(lattice_of(symbol)) * molar_mass(symbol) / codata("N_A")
    return grams / (1000 * nanometres * 1e-7) ** 3
