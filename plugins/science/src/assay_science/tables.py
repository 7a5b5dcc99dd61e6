"""The tables that operands of a trace may stand in: constants of nature, molar masses, standard states."""

from __future__ import annotations

from assay.evidence import Operand
from assay_science.constants import matches
from assay_science.masses import matches_molar_mass

STANDARDS = {"c": ("1", "mol/L"), "p": ("1", "bar"), "b": ("1", "mol/kg")}
"""Standard states (IUPAC): concentration c°, pressure p°, molality b°."""


def known(operand: Operand) -> str:
    """What is wrong with an operand of ``table:codata:KEY``, ``table:molar_mass:FORMULA`` or ``table:standard:KEY``, ``""`` if nothing is.

    For ``check_trace(…, known=known)``.
    """
    _, name, key = (*operand.where.split(":", 2), "", "")[:3]
    said = f"{operand.value} {operand.unit}".strip()[:80]
    if name == "codata":
        right = matches(key, operand.value, operand.unit)
    elif name == "molar_mass":
        right = operand.unit == "g/mol" and matches_molar_mass(key, operand.value)
    elif name == "standard":
        right = STANDARDS.get(key) == (operand.value, operand.unit)
    else:
        return f"There is no table {operand.where[:60]!r}."
    return "" if right else f"{said} is not {key[:60]} of the table {name}."
