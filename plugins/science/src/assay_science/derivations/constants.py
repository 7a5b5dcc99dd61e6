"""The constants of nature that solutions put into formulas, by the symbols that stand for them.

Their values are those of :mod:`assay_science.constants`. ``data/codata_earlier.json`` has what CODATA gave
before 2022; ``python -m assay_science.derivations.constants`` writes it again from SciPy.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path

from assay.evidence.quantities import read_unit
from assay_science.constants import constants as table
from assay_science.derivations.nodes import Literal
from assay_science.derivations.values import Dimension, scale_of

EARLIER = Path(__file__).parent.parent / "data" / "codata_earlier.json"

# The key in the table: the symbols, as the reader of symbols spells them. A "?" marks what other quantities of the same
# dimension are called as well (c is also the speed of a wave): there only a value that resembles it is judged.
SYMBOLS = {
    "R": "R R_u R_m R_0 R_gas",
    "c": "?c c_0",
    "h": "h",
    "hbar": "hbar",
    "k_B": "k k_B k_b kB",
    "N_A": "N_A N_a L_A N_0 NA N_Av N_AV",
    "e": "?e q_e",
    "G": "G",
    "F": "F",
    "eps_0": "epsilon_0",
    "mu_0": "mu_0",
    "m_e": "?m_e ?m_el",
    "m_p": "?m_p",
    "m_n": "?m_n",
    "u": "?m_u ?u",
    "sigma": "sigma sigma_SB",
    "R_inf": "R_infty R_∞ R_inf R",
    "b": "?b",
    "a_0": "?a_0",
    "mu_B": "mu_B",
    "g": "?g g_0 g_n",
}
COULOMB = "k k_e k_C K"
RYDBERG_OF_HYDROGEN = "R_H R"
RESEMBLES = Fraction(1000)
"""Between a thousandth and this many times of a constant a value of the same symbol and dimension may be meant for it."""
NEAR_G = Fraction(1, 20)
"""Of other planets' gravity nothing is known; within this part of it, standard gravity is meant."""
ON_EARTH = Fraction(1, 200)
"""How far gravity differs on the Earth's surface: 9.78 to 9.83 m/s²."""
SAME = Fraction(1, 100_000)
"""A difference that earlier adjustments explain."""
_FOUR_PI = Fraction("12.566370614359172953850573533118")


@dataclass(frozen=True, slots=True)
class Constant:
    """A constant in SI base units. ``sure`` are the symbols that mean it wherever the dimension fits.

    ``earlier`` are values that CODATA gave before 2022.
    """

    key: str
    name: str
    value: Fraction
    dimension: Dimension
    sure: frozenset[str]
    perhaps: frozenset[str]
    earlier: tuple[Fraction, ...] = ()

    @property
    def is_gravity(self) -> bool:
        """Whether it is standard gravity, from which that of a place differs."""
        return self.key == "g"


@cache
def constants() -> tuple[Constant, ...]:
    """All constants that have a symbol, with two that follow from others: Coulomb's, and Rydberg's for hydrogen."""
    earlier = json.loads(EARLIER.read_text(encoding="utf-8"))
    found: dict[str, Constant] = {}
    for key, symbols in SYMBOLS.items():
        row = table()[key]
        unit = read_unit(row.unit)
        assert unit is not None
        scale = scale_of(unit)
        factor = Fraction(scale.factor)
        names = symbols.split()
        found[key] = Constant(
            key,
            row.name,
            Fraction(row.value) * factor,
            scale.dimension,
            frozenset(s for s in names if not s.startswith("?")),
            frozenset(s[1:] for s in names if s.startswith("?")),
            tuple(Fraction(value) * factor for value in earlier.get(key, ())),
        )
    permittivity, rydberg = found["eps_0"], found["R_inf"]
    coulomb = Constant(
        "k_e",
        "Coulomb constant",
        1 / (_FOUR_PI * permittivity.value),
        tuple((name, -power) for name, power in permittivity.dimension),
        frozenset(COULOMB.split()),
        frozenset(),
        tuple(1 / (_FOUR_PI * value) for value in permittivity.earlier),
    )
    reduced = 1 / (1 + found["m_e"].value / found["m_p"].value)
    hydrogen = Constant(
        "R_H",
        "Rydberg constant of hydrogen",
        rydberg.value * reduced,
        rydberg.dimension,
        frozenset(RYDBERG_OF_HYDROGEN.split()),
        frozenset(),
        tuple(value * reduced for value in rydberg.earlier),
    )
    return (*found.values(), coulomb, hydrogen)


@cache
def by_symbol() -> dict[str, tuple[Constant, ...]]:
    """The constants that a symbol may stand for."""
    found: dict[str, list[Constant]] = {}
    for constant in constants():
        for symbol in constant.sure | constant.perhaps:
            found.setdefault(symbol, []).append(constant)
    return {symbol: tuple(those) for symbol, those in found.items()}


@cache
def by_dimension() -> dict[Dimension, tuple[Constant, ...]]:
    """The constants of a dimension."""
    found: dict[Dimension, list[Constant]] = {}
    for constant in constants():
        found.setdefault(constant.dimension, []).append(constant)
    return {dimension: tuple(those) for dimension, those in found.items()}


def _half(literal: Literal) -> Fraction:
    """Half of the last digit shown, in SI base units."""
    assert literal.units is not None
    half: Fraction = literal.step / 2 * 10**literal.zeros
    return half * Fraction(literal.units.factor)


def matches(literal: Literal, constant: Constant) -> bool:
    """Whether the literal is the constant, rounded to the digits that it shows."""
    if literal.units is None or literal.units.dimension != constant.dimension:
        return False
    return abs(Fraction(literal.si) - constant.value) <= _half(literal) * (1 + SAME / 10)


def is_constant(literal: Literal) -> bool:
    """Whether the literal is some constant of its dimension; for gravity, whether it is that of a place on Earth."""
    if literal.units is None:
        return False
    return any(
        matches(literal, c) or (c.is_gravity and abs(Fraction(literal.si) / c.value - 1) < ON_EARTH)
        for c in by_dimension().get(literal.units.dimension, ())
    )


def judge(symbol: str, literal: Literal) -> tuple[bool | None, str] | None:
    """Whether a value that stands for ``symbol`` is the constant of that name; ``None`` if no constant is meant.

    The constant must have the dimension of the value. Undecided: a value of an earlier adjustment.
    """
    units = literal.units
    if units is None or not literal.value:
        return None
    candidates = [c for c in by_symbol().get(symbol, ()) if c.dimension == units.dimension]
    if not candidates:
        return None
    if any(matches(literal, constant) for constant in candidates):
        return True, ""
    value = Fraction(literal.si)
    constant = min(candidates, key=lambda c: abs(value - c.value))
    ratio = value / constant.value
    told = f"{float(constant.value / Fraction(units.factor)):.6g} {units.text}"
    if constant.is_gravity:
        if abs(ratio - 1) < ON_EARTH:  # with more digits it is that of a place, or what was measured
            return (True, "") if literal.digits <= 3 else None
        if abs(ratio - 1) > NEAR_G:
            return None
    if symbol not in constant.sure and not 1 / RESEMBLES <= ratio <= RESEMBLES:
        return None
    if any(abs(value - each) <= _half(literal) for each in constant.earlier) or abs(ratio - 1) < SAME:
        return None, f"the {constant.name} is {told} since CODATA 2022"
    return False, f"the {constant.name} is {told}"


def exact_value(literal: Literal) -> Fraction | None:
    """The constant that a literal is a rounded value of, where it shows three digits at least."""
    if literal.units is None or literal.digits < 3:
        return None
    for constant in by_dimension().get(literal.units.dimension, ()):
        if not constant.is_gravity and matches(literal, constant):
            return constant.value
    return None


def earlier_values() -> dict[str, list[str]]:
    """What CODATA gave in 2018, 2014, 2010, 2006 and 2002, where it was something else, from SciPy."""
    from scipy.constants import _codata

    names = {
        "vacuum electric permittivity": "electric constant",
        "vacuum mag. permeability": "mag. constant",
    }
    found = {}
    for key in SYMBOLS:
        row = table()[key]
        past: list[str] = []
        for year in (2018, 2014, 2010, 2006, 2002):
            values = getattr(_codata, f"_physical_constants_{year}")
            earlier = values.get(row.name) or values.get(names.get(row.name, ""))
            if earlier is not None and repr(earlier[0]) not in (row.value, *past):
                past.append(repr(earlier[0]))
        if past:
            found[key] = past
    return found


if __name__ == "__main__":
    rows = (f"  {json.dumps(key)}: {json.dumps(row)}" for key, row in earlier_values().items())
    EARLIER.write_text("{\n" + ",\n".join(rows) + "\n}\n", encoding="utf-8")
