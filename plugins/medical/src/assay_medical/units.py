"""Units as laboratories and wards write them: ``×10⁹/L``, ``K/µL``, ``mL/min/1.73 m²``, ``breaths/min``."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache

from assay.evidence.quantities import Unit, read_unit

_POWER = re.compile(
    r"(?:[×x*]\s*)?10\s*(?:\^|\*\*?)?\s*\{?(?P<power>\d{1,2})\}?\s*(?:cells?|platelets?)?\s*/\s*(?P<per>L|[µμu]L|mm\^?3|mL)\Z",
    re.IGNORECASE,
)
_THOUSANDS = re.compile(r"(?P<many>K|k|thousand|M|million)\s*/\s*(?P<per>[µμu]L|mm\^?3)\Z")
_CELLS = re.compile(
    r"(?:cells?|platelets?|/|leukocytes?)?\s*/?\s*(?P<per>[µμu]L|mm\^?3|cmm|cu\.? ?mm)\Z", re.IGNORECASE
)
_INDEXED = re.compile(r"\s*(?:/|per)\s*1\.73\s*m(?:\^?2)\Z")
_RATE = re.compile(
    r"(?:beats?|breaths?|bpm|cycles|respirations?)?\s*(?:/|per )\s*min(?:utes?|\.)?\Z|bpm\Z|rpm\Z",
    re.IGNORECASE,
)
_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_PER = {"l": "1/L", "ml": "1/mL"}


@lru_cache(maxsize=2048)
def clinical_unit(text: str) -> Unit | None:
    """The unit that a text means, ``None`` if it is not known; ``""`` is the unit of bare numbers."""
    plain = text.strip().translate(_LOWERED)
    if indexed := _INDEXED.search(plain):
        flow = clinical_unit(plain[: indexed.start()])
        return None if flow is None else flow / Unit((("noun 1.73 m²", 1),))
    if _RATE.match(plain):
        return read_unit("1/min")
    if power := _POWER.match(plain):
        return _counted(Fraction(10) ** int(power["power"]), power["per"])
    if many := _THOUSANDS.match(plain):
        return _counted(Fraction(1000 if many["many"].lower() in ("k", "thousand") else 10**6), many["per"])
    if cells := _CELLS.match(plain):
        return _counted(Fraction(1), cells["per"])
    return read_unit(plain, nouns=True)


def _counted(number: Fraction, per: str) -> Unit | None:
    unit = read_unit(_PER.get(per.lower(), "1/µL"))
    return None if unit is None else replace(unit, scale=unit.scale * number)


def converted(value: Fraction, unit: Unit, wanted: Unit) -> Fraction | None:
    """A value in another unit of its kind, temperatures with their zeros; ``None`` if the kinds differ."""
    if unit.dimension != wanted.dimension or unit.difference != wanted.difference:
        return None
    return (value * unit.scale + unit.offset - wanted.offset) / wanted.scale
