"""Molar masses: by Periodictable (IUPAC's standard atomic weights), compared within 1 part in 10,000.

Libraries differ in the last digits (caffeine: 194.191 and 194.194), so nothing closer is proved.
"""

from __future__ import annotations

from functools import lru_cache

from assay.evidence import read_number
from assay_science.constants import half_unit

AGREEMENT = 1e-4
"""Relative: how far molar masses of good tables are apart at most."""


@lru_cache(maxsize=4096)
def molar_mass(formula: str) -> float:
    """The molar mass of a formula in g/mol. Raises :class:`ValueError` if it is none."""
    import periodictable

    try:
        return float(periodictable.formula(formula).mass)
    except Exception as error:  # its parser's own kinds of errors
        raise ValueError(f"{formula!r} is no formula: {error}") from None


def matches_molar_mass(formula: str, value: str) -> bool:
    """Whether a value in g/mol is the molar mass of a formula, rounded to the digits that it shows."""
    number = read_number(value)
    if number is None or len(formula) > 200:
        return False
    try:
        true = molar_mass(formula)
    except ValueError:
        return False
    return abs(float(number) - true) <= float(half_unit(value)) + AGREEMENT * true
