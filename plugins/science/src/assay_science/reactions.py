r"""Chemical equations with their coefficients, and formulas as they are printed: ``CaCO₃``, ``\mathrm{CaCO_3}``."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cache

from assay_science.formulas import read_formula
from assay_science.masses import molar_mass
from assay_science.working import Working
from assay_science.writing import rounded

_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_PLAIN = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")


@dataclass(frozen=True)
class Reaction:
    """A balanced equation: coefficients by species, which are written with their phases: ``{"N2(g)": 1, "H2(g)": 3}``."""

    left: dict[str, int]
    right: dict[str, int]

    def __str__(self) -> str:
        return f"{_side(self.left)} → {_side(self.right)}"

    def coefficient(self, species: str) -> int:
        """How many of a species; negative for what is used up."""
        return self.right.get(species, 0) - self.left.get(species, 0)


@cache
def reaction(text: str) -> Reaction:
    """``2 H2(g) + O2(g) -> 2 H2O(l)`` as a reaction. Raises :class:`ValueError` if it is not balanced."""
    sides = []
    for side in text.split("->"):
        found: dict[str, int] = {}
        for term in side.split(" + "):
            number, _, species = term.strip().rpartition(" ")
            found[species] = int(number or 1)
        sides.append(found)
    left, right = sides
    if _atoms(left) != _atoms(right):
        raise ValueError(f"{text} is not balanced")
    return Reaction(left, right)


def bare(species: str) -> str:
    """A species without its phase: ``CaCO3`` of ``CaCO3(s)``."""
    return re.sub(r"\((?:s|l|g|aq)\)$", "", species)


def printed(formula: str) -> str:
    """``CaCO3(s)`` as ``CaCO₃(s)``, ``CuSO4·5H2O`` as ``CuSO₄·5H₂O``."""
    return re.sub(r"(?<=[A-Za-z)\]])\d+", lambda m: m[0].translate(_SUBSCRIPTS), formula)


def latex(formula: str) -> str:
    r"""``CaCO3`` as ``CaCO_3``, ``C12H22O11`` as ``C_{12}H_{22}O_{11}``: the inner of ``\mathrm{…}``."""
    text = re.sub(
        r"(?<=[A-Za-z)\]])\d+", lambda m: f"_{m[0]}" if len(m[0]) == 1 else f"_{{{m[0]}}}", bare(formula)
    )
    return text.replace("·", r"\cdot ")


def symbol(head: str, formula: str) -> str:
    r"""``("n", "CaCO3(s)")`` as ``n_{\mathrm{CaCO_3}}``."""
    return rf"{head}_{{\mathrm{{{latex(formula)}}}}}"


def molar(work: Working, name: str, species: str) -> float:
    """The molar mass of a species as a constant of a working, to 0.01 g/mol, and its number in g/mol."""
    formula = bare(species).translate(_PLAIN)
    mass = molar_mass(formula.replace("·", "."))
    text = str(Decimal(repr(mass)).quantize(Decimal("0.01" if mass >= 10 else "0.001"), ROUND_HALF_UP))
    return work.molar_mass(name, text, formula.replace("·", "."), symbol=symbol("M", species))


def decimals(value: float, places: int) -> int:
    """How many significant digits show a value with so many decimals: 3 for a pH of 4.76."""
    return max(1, places + math.floor(math.log10(abs(value))) + 1) if value else 1


def times(ratio: Fraction, name: str) -> str:
    """The formula ``2 / 3 * n`` of a ratio of coefficients and a name; the name for 1."""
    if ratio == 1:
        return name
    return (
        f"{ratio.numerator} * {name}"
        if ratio.denominator == 1
        else f"{ratio.numerator} / {ratio.denominator} * {name}"
    )


def converted(
    work: Working,
    old: str,
    new: str,
    ratio: Fraction,
    because: str,
    species: str,
    other: str,
    *,
    unit: str = "mol",
) -> tuple[str, str]:
    """The amount of a species from that of another: a step, where the ratio of the coefficients is not 1.

    Returns the name to go on with, and what the next line begins with.
    """
    if ratio == 1:
        return old, f"The amounts of {printed(bare(other))} and {printed(bare(species))} are equal. "
    work.step(new, times(ratio, old), unit, because, symbol=rf"n_{{\mathrm{{{latex(species)}}}}}")
    return new, ""


def near(low: float, high: float, at: float, digits: int = 3) -> str:
    """A number between two, ``at`` of the way (0 to 1) on a logarithmic scale, as it is written."""
    return rounded(low * (high / low) ** at, digits)


def _side(side: dict[str, int]) -> str:
    return " + ".join(f"{n if n > 1 else ''}{' ' if n > 1 else ''}{printed(s)}" for s, n in side.items())


def _atoms(side: dict[str, int]) -> dict[str, Fraction]:
    total: dict[str, Fraction] = {}
    for species, n in side.items():
        formula = read_formula(bare(species))
        if formula is None:
            raise ValueError(f"{species} is no formula")
        for atom, count in formula.atoms:
            total[atom] = total.get(atom, Fraction(0)) + n * count
    return total
