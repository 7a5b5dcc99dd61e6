"""Constants of nature: CODATA 2022, from a table that SciPy's ``scipy.constants`` wrote.

``python -m assay_science.constants`` writes the table again; a test compares the two. The table
saves the half second that importing SciPy takes.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path

from assay.evidence.quantities import convert, read_quantity, read_unit
from assay.evidence.units import Amount

TABLE = Path(__file__).parent / "data" / "codata_2022.json"

NAMES = {
    "R": "molar gas constant",
    "N_A": "Avogadro constant",
    "k_B": "Boltzmann constant",
    "F": "Faraday constant",
    "c": "speed of light in vacuum",
    "h": "Planck constant",
    "hbar": "reduced Planck constant",
    "e": "elementary charge",
    "G": "Newtonian constant of gravitation",
    "g": "standard acceleration of gravity",
    "eps_0": "vacuum electric permittivity",
    "mu_0": "vacuum mag. permeability",
    "m_e": "electron mass",
    "m_p": "proton mass",
    "m_n": "neutron mass",
    "u": "unified atomic mass unit",
    "sigma": "Stefan-Boltzmann constant",
    "b": "Wien wavelength displacement law constant",
    "R_inf": "Rydberg constant",
    "a_0": "Bohr radius",
    "alpha": "fine-structure constant",
    "mu_B": "Bohr magneton",
    "mu_N": "nuclear magneton",
    "Z_0": "characteristic impedance of vacuum",
    "lambda_C": "Compton wavelength",
    "V_m": "molar volume of ideal gas (273.15 K, 101.325 kPa)",
    "atm": "standard atmosphere",
}
"""The usual symbol of each constant in the table, and its name in CODATA."""


@dataclass(frozen=True)
class Constant:
    """A constant of nature: value and unit as text (``8.314462618``, ``J/(mol K)``), and its standard uncertainty."""

    name: str
    value: str
    unit: str
    uncertainty: str

    @property
    def amount(self) -> Amount:
        """Its exact value in its unit."""
        unit = read_unit(self.unit)
        assert unit is not None
        return Amount(Fraction(self.value), unit)


@cache
def constants() -> dict[str, Constant]:
    """The table, by the symbols of :data:`NAMES`."""
    rows = json.loads(TABLE.read_text(encoding="utf-8"))
    return {symbol: Constant(*rows[symbol]) for symbol in NAMES}


def matches(symbol: str, value: str, unit: str) -> bool:
    """Whether a value in a unit is the constant of that symbol, rounded to the digits that it shows.

    ``matches("R", "0.08206", "L·atm/(mol·K)")`` holds, and so does ``matches("g", "9.8", "m/s²")``.
    """
    constant, told, given = constants().get(symbol), read_quantity(value), read_unit(unit)
    if constant is None or told is None or given is None or told.unit.dimension:
        return False
    true = convert(constant.amount, given)
    return true is not None and abs(true.value - told.value) <= half_unit(value)


def half_unit(number: str) -> Fraction:
    """Half a unit of the last digit that a number shows: 1/200 of ``9.81``, 5×10²⁰ of ``6.022×10²³``."""
    digits = "".join(c for c in number.partition("×")[0].lower().partition("e")[0] if c.isdigit() or c == ".")
    value = read_quantity(number)
    shown = Fraction(digits)
    scale = abs(value.value / shown) if value is not None and shown else Fraction(1)
    return scale / Fraction(2 * 10 ** len(digits.partition(".")[2]))


def table() -> dict[str, list[str]]:
    """Name, value, unit and uncertainty of each constant, from SciPy."""
    from scipy import constants as codata

    rows = {}
    for symbol, name in NAMES.items():
        value, unit, uncertainty = codata.physical_constants[name]
        rows[symbol] = [name, repr(value), _UNITS.get(unit, unit), repr(uncertainty)]
    return rows


_UNITS = {
    "J mol^-1 K^-1": "J/(mol·K)",
    "mol^-1": "1/mol",
    "J K^-1": "J/K",
    "C mol^-1": "C/mol",
    "m s^-1": "m/s",
    "J Hz^-1": "J·s",
    "m^3 kg^-1 s^-2": "m³/(kg·s²)",
    "m s^-2": "m/s²",
    "F m^-1": "F/m",
    "N A^-2": "N/A²",
    "W m^-2 K^-4": "W/(m²·K⁴)",
    "m K": "m·K",
    "m^-1": "1/m",
    "J T^-1": "J/T",
    "ohm": "Ω",
    "m^3 mol^-1": "m³/mol",
}

if __name__ == "__main__":
    lines = (f"  {json.dumps(key)}: {json.dumps(row, ensure_ascii=False)}" for key, row in table().items())
    TABLE.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
