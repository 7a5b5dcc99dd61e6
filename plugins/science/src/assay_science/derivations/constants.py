"""The constants of CODATA 2022 that solutions put into formulas, by the symbols that stand for them.

The table ``data/codata_2022.json`` holds values and units as CODATA gives them, and those of its earlier
adjustments. After a change of :data:`SYMBOLS` write it again from SciPy, which must be installed:

    python -m assay_science.derivations.constants
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path

from assay_science.derivations.nodes import Literal
from assay_science.derivations.parsing import Parser
from assay_science.derivations.tokens import Token
from assay_science.derivations.values import Dimension, Number

TABLE = Path(__file__).parent.parent / "data" / "codata_2022.json"

# CODATA's name: the symbols, as the reader of symbols spells them. A "?" marks what other quantities of the same
# dimension are called as well (c is also the speed of a wave): there only a value that resembles it is judged.
SYMBOLS = {
    "molar gas constant": "R R_u R_m R_0 R_gas",
    "speed of light in vacuum": "?c c_0",
    "Planck constant": "h",
    "reduced Planck constant": "hbar",
    "Boltzmann constant": "k k_B k_b kB",
    "Avogadro constant": "N_A N_a L_A N_0 NA N_Av N_AV",
    "elementary charge": "?e q_e",
    "Newtonian constant of gravitation": "G",
    "Faraday constant": "F",
    "vacuum electric permittivity": "epsilon_0 ε0",
    "vacuum mag. permeability": "mu_0",
    "electron mass": "?m_e ?m_el",
    "proton mass": "?m_p",
    "neutron mass": "?m_n",
    "atomic mass constant": "?m_u ?u",
    "Stefan-Boltzmann constant": "sigma sigma_SB",
    "Rydberg constant": "R_infty R_∞ R",
    "Wien wavelength displacement law constant": "?b",
    "Bohr radius": "?a_0",
    "Bohr magneton": "mu_B",
    "standard acceleration of gravity": "?g g_0 g_n",
}  # fmt: skip
_COULOMB = "k k_e k_C K"
RESEMBLES = Fraction(1000)
"""Between a thousandth and this many times of a constant a value of the same symbol and dimension may be meant for it."""
NEAR_G = Fraction(1, 20)
"""Of other planets' gravity nothing is known; within this part of it, standard gravity is meant."""


@dataclass(frozen=True, slots=True)
class Constant:
    """A constant in SI base units. ``sure`` are the symbols that mean it wherever the dimension fits."""

    name: str
    value: Fraction
    dimension: Dimension
    sure: frozenset[str]
    perhaps: frozenset[str]
    older: tuple[Fraction, ...]
    unit: str
    loosely: bool = False
    """Local gravity and the like: not one exact value."""


@cache
def constants() -> tuple[Constant, ...]:
    """All constants of the table, with Coulomb's constant, which follows from the permittivity."""
    found = []
    for row in json.loads(TABLE.read_text(encoding="utf-8"))["constants"]:
        factor, dimension = _unit(row["unit"])
        symbols = row["symbols"].split()
        found.append(
            Constant(
                row["name"],
                Fraction(row["value"]) * Fraction(factor),
                dimension,
                frozenset(s for s in symbols if not s.startswith("?")),
                frozenset(s[1:] for s in symbols if s.startswith("?")),
                tuple(Fraction(value) * Fraction(factor) for value in row["older"]),
                row["unit"],
                "gravity" in row["name"],
            )
        )
    permittivity = next(c for c in found if "permittivity" in c.name)
    four_pi = Fraction("12.566370614359172953850573533118")
    found.append(
        Constant(
            "Coulomb constant",
            1 / (four_pi * permittivity.value),
            tuple((name, -power) for name, power in permittivity.dimension),
            frozenset(_COULOMB.split()),
            frozenset(),
            tuple(1 / (four_pi * value) for value in permittivity.older),
            "N m^2 C^-2",
        )
    )
    rydberg, electron, proton = (
        next(c for c in found if c.name.startswith(name)) for name in ("Rydberg", "electron m", "proton m")
    )
    found.append(
        Constant(
            "Rydberg constant of hydrogen",
            rydberg.value / (1 + electron.value / proton.value),
            rydberg.dimension,
            frozenset(("R_H", "R")),
            frozenset(),
            tuple(value / (1 + electron.value / proton.value) for value in rydberg.older),
            rydberg.unit,
        )
    )
    return tuple(found)


@cache
def by_symbol() -> dict[str, tuple[Constant, ...]]:
    table: dict[str, list[Constant]] = {}
    for constant in constants():
        for symbol in constant.sure | constant.perhaps:
            table.setdefault(symbol, []).append(constant)
    return {symbol: tuple(found) for symbol, found in table.items()}


@cache
def by_dimension() -> dict[Dimension, tuple[Constant, ...]]:
    table: dict[Dimension, list[Constant]] = {}
    for constant in constants():
        table.setdefault(constant.dimension, []).append(constant)
    return {dimension: tuple(found) for dimension, found in table.items()}


def matches(literal: Literal, constant: Constant) -> bool:
    """Whether the literal is the constant, rounded to the digits that it shows."""
    if literal.units is None or literal.units.dimension != constant.dimension:
        return False
    half = literal.step / 2 * Fraction(literal.units.factor)
    if literal.zeros:
        half *= 10**literal.zeros
    return abs(Fraction(literal.si) - constant.value) <= half * Fraction(1_000_001, 1_000_000)


def judge(symbol: str, literal: Literal) -> tuple[bool | None, str, Constant] | None:
    """Whether a value that stands for ``symbol`` is the constant of that name; ``None`` if no constant is meant.

    The constant must have the dimension of the value. Undecided: a value of an earlier adjustment.
    """
    candidates = [
        c
        for c in by_symbol().get(symbol, ())
        if literal.units is not None and c.dimension == literal.units.dimension
    ]
    if not candidates:
        return None
    value = Fraction(literal.si)
    for constant in candidates:
        if matches(literal, constant):
            return True, "", constant
    constant = candidates[0]
    if not constant.value or not value:
        return None
    ratio = value / constant.value
    if constant.loosely and abs(ratio - 1) > NEAR_G:
        return None
    if symbol not in constant.sure and not 1 / RESEMBLES <= ratio <= RESEMBLES:
        return None
    half = literal.step / 2 * Fraction(literal.units.factor)  # type: ignore[union-attr]
    if constant.loosely and literal.digits <= 3 and abs(ratio - 1) < Fraction(1, 200):
        return True, "", constant  # 9.79 to 9.83 m/s² are measured on the Earth
    if any(abs(value - older) <= half for older in constant.older) or abs(ratio - 1) < Fraction(1, 100_000):
        return None, f"{constant.name} is {shown(constant, literal)} since CODATA 2022", constant
    return False, f"the {constant.name} is {shown(constant, literal)}", constant


def shown(constant: Constant, literal: Literal) -> str:
    """The constant in the unit of a literal."""
    units = literal.units
    return f"{float(constant.value / Fraction(units.factor)):.6g} {units.text}" if units else ""


def exact_value(literal: Literal) -> Number | None:
    """The constant that a literal is a rounded value of, where it shows three digits at least."""
    if literal.units is None or literal.digits < 3:
        return None
    for constant in by_dimension().get(literal.units.dimension, ()):
        if not constant.loosely and matches(literal, constant):
            return constant.value
    return None


def _unit(text: str) -> tuple[Number, Dimension]:
    tokens: list[Token] = []
    for piece in text.split():
        name, caret, power = piece.partition("^")
        tokens.append(Token("name", name, 0, 0, upright=True, spaced=True))
        if caret:
            tokens += [Token("op", "^", 0, 0), Token("num", power, 0, 0)]
    units = Parser(tokens, frozenset()).units(True)
    if units is None:
        raise ValueError(text)
    return units.factor, units.dimension


def _write() -> None:
    from scipy import constants as scipy_constants
    from scipy.constants import _codata

    older = [_codata._physical_constants_2018, _codata._physical_constants_2014, _codata._physical_constants_2010,
             _codata._physical_constants_2006, _codata._physical_constants_2002]  # fmt: skip
    older_names = {
        "vacuum electric permittivity": "electric constant",
        "vacuum mag. permeability": "mag. constant",
    }
    rows = []
    for name, symbols in SYMBOLS.items():
        value, unit, _ = scipy_constants.physical_constants[name]
        past = []
        for table in older:
            row = table.get(name) or table.get(older_names.get(name, ""))
            if row is not None and row[0] != value and repr(row[0]) not in past:
                past.append(repr(row[0]))
        rows.append({"name": name, "symbols": symbols, "value": repr(value), "unit": unit, "older": past})
    lines = ",\n  ".join(json.dumps(row, ensure_ascii=False) for row in rows)
    source = "CODATA recommended values of the fundamental physical constants 2022 (NIST), by scipy.constants; older: CODATA 2002 to 2018"
    TABLE.write_text(
        f'{{"source": {json.dumps(source)},\n "constants": [\n  {lines}\n]}}\n', encoding="utf-8"
    )


if __name__ == "__main__":
    _write()
