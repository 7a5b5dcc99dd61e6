r"""Quantities: numbers with units, read strictly and compared exactly.

::

    read_unit("km/h")                                  # length/time, 5/18 of m/s
    read_quantity("9.81 m/s^2")                        # Amount(Fraction(981, 100), …)
    same(read_quantity("1 km"), read_quantity("1000 m"))         # True
    convert(read_quantity("20 °C"), "°F")              # 68 °F

What is read, and what is not:

- A word is a unit only if it is one of :mod:`~assay.evidence.unit_names`, or a UCUM code where
  the caller says so. Any other word makes the unit unknown (``None``). With ``nouns=True`` words
  in Latin letters count as things (``5 red apples``), unless they are words for numbers or mathematics.
- Case matters in symbols: ``m`` is a metre, ``M`` molar, ``min`` a minute, ``Mm`` a megametre.
- What follows a slash divides, up to the next bracket that closes: ``J/kg K`` is J/(kg·K).
- ``°C`` and ``°F`` are points of a scale when they stand alone, and a difference of temperatures in a
  product (``J/(kg·°C)``) or behind ``Δ`` (``Δ°C``). 20 °C is 293.15 K; Δ20 °C is 20 K.
- Nothing is converted that has no exact factor: currencies, months and days, degrees and radians, or
  whose name leaves its size open: gallons and tons. Percent, ‰, ppm and ppb are one kind, which is
  neither that of bare numbers nor that of percentage points.

The figures are Pint's, exact. Common units come from a table; Pint and ucumvert load at the first UCUM code.
"""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from assay.evidence.unit_names import Dimension
from assay.evidence.units import (
    LONGEST_UNIT,
    NONE,
    SUPERSCRIPTS,
    Unit,
    canonical,
    names_of,
    product,
    read_unit,
)
from assay.references import reference_part

__all__ = [
    "NONE",
    "Amount",
    "Dimension",
    "Quantity",
    "Unit",
    "canonical",
    "convert",
    "names_of",
    "product",
    "read_compound",
    "read_quantity",
    "read_unit",
    "same",
]

LONGEST_QUANTITY = 400
"""Characters of a quantity that are read."""
MOST_DIGITS = 400
"""Of a power of ten; a larger one is not read."""


@dataclass(frozen=True, slots=True)
class Amount:
    """An exact value in a unit."""

    value: Fraction
    unit: Unit = NONE


_VULGAR = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒"
_CURRENCY = re.compile(
    r"([-+−]?)\s*(US\$|[AC]\$|[$€£¥₹₽₩]|(?:USD|EUR|GBP|INR|CNY|JPY|CHF|CAD|AUD)(?![A-Za-z]))\s*(?=[-+−]?[\d.])"
)
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?|\.\d+"
_NUMBER = re.compile(
    rf"(?P<sign>[-+−]?)\s*(?:(?P<whole>\d+)\s+(?P<top>\d+)/(?P<bottom>\d+)(?![\d.])|(?P<vulgar>\d*\s?[{_VULGAR}])"
    rf"|(?P<digits>{_DIGITS})(?P<over>\s?/\s?\d+(?![\d.]))?"
    r"(?:[eE](?P<e>[-+]?\d+)(?![A-Za-z\d])|\s?[×x*·⋅]\s?10(?:\^\{?\(?(?P<power>[-+−]?\d+)\)?\}?|(?P<super>[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)))?"
    r")(?P<rest>.*)",
    re.DOTALL,
)
_RATE = re.compile(r"/|(?:per|an?)\b")
_SCALE = re.compile(
    r"\s*(?:(hundred|thousand|million|billion|trillion|dozens?)\b|([万萬亿億]))", re.IGNORECASE
)
_SCALES = {
    "hundred": 100,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "dozen": 12,
    "dozens": 12,
    "万": 10**4,
    "萬": 10**4,
    "亿": 10**8,
    "億": 10**8,
}
_PIECE = re.compile(
    r"\s*(\d+(?:\.\d+)?(?:\s*/\s*\d+)?)\s*([^\d,;()+*=/]+?)(?=\s*(?:,|and\b)?\s*\d|\Z)\s*(?:,|and\b)?"
)


@lru_cache(maxsize=4096)
def read_quantity(text: str, *, nouns: bool = False, ucum: bool = False) -> Amount | None:
    """``text`` as one number with or without a unit; ``None`` if it is anything else.

    Numbers: ``1,234.5``, ``3/4``, ``1 1/2``, ``½``, ``6.02e23``, ``6.02×10^23``, ``5 million``, with a currency
    before or any unit behind. ``5 ft 3 in`` is one quantity, in the first unit.
    """
    text = text.strip()
    if not text or len(text) > LONGEST_QUANTITY:
        return None
    compound = None if ucum else read_compound(text)
    if compound is not None:
        return compound
    money = _CURRENCY.match(text)
    sign = ""
    if money:
        sign, text = money[1], text[money.end() :]
    match = _NUMBER.fullmatch(text)
    value = _number(match) if match else None
    if match is None or value is None or (sign and match["sign"]):
        return None
    rest = match["rest"]
    scale = _SCALE.match(rest)
    if scale:
        value, rest = value * _SCALES[(scale[1] or scale[2]).lower()], rest[scale.end() :]
    rest = rest.strip()
    unit = read_unit(rest, nouns=nouns, ucum=ucum and bool(rest))
    if unit is None:
        return None
    if money:
        currency = read_unit(money[2])
        if unit not in (NONE, currency) and not _RATE.match(rest):
            return None
        unit = currency if unit in (NONE, currency) else read_unit(f"{money[2]} {rest}", nouns=nouns)
        if unit is None:
            return None
    return Amount(-value if "-" in (sign + match["sign"]).replace("−", "-") else value, unit)


def _number(match: re.Match[str]) -> Fraction | None:
    if match["whole"]:
        top, bottom = int(match["top"]), int(match["bottom"])
        return int(match["whole"]) + Fraction(top, bottom) if top < bottom else None
    if match["vulgar"]:
        digits, mark = match["vulgar"][:-1].strip(), match["vulgar"][-1]
        return int(digits or 0) + Fraction(unicodedata.numeric(mark)).limit_denominator(10)
    value = Fraction(match["digits"].replace(",", ""))
    if match["over"]:
        under = int(match["over"].strip(" /"))
        if not under:
            return None
        value /= under
    power = match["e"] or match["power"] or (match["super"] or "").translate(SUPERSCRIPTS)
    if power:
        power = power.replace("−", "-")
        if len(power) > 6 or abs(int(power)) > MOST_DIGITS:
            return None
        value *= Fraction(10) ** int(power)
    return value


def read_compound(text: str) -> Amount | None:
    """``5 feet 3 inches``, ``2 h 30 min``: pieces of one dimension, each unit smaller than the one before."""
    if sum(c.isdigit() for c in text) < 2 or len(text) > LONGEST_UNIT:
        return None
    position, total, count = 0, Fraction(0), 0
    first = last = NONE
    if text[0] in "-−":
        position = 1
    while position < len(text):
        match = _PIECE.match(text, position)
        if not match:
            return None
        name = match[2].strip().removesuffix("and").strip()
        unit = read_unit({"'": "ft", "′": "ft", '"': "in", "″": "in", "''": "in"}.get(name, name))
        top, _, bottom = match[1].partition("/")
        if unit is None or unit == NONE or unit.offset or (bottom and not int(bottom)):
            return None
        if count and (unit.dimension != last.dimension or unit.scale >= last.scale):
            return None
        first, last = (first if count else unit), unit
        total += Fraction(top.strip()) / int(bottom or 1) * unit.scale
        count += 1
        position = match.end()
    if count < 2:
        return None
    return Amount((-1 if text[0] in "-−" else 1) * total / first.scale, first)


# comparing


def convert(amount: Amount, unit: Unit | str) -> Amount | None:
    """The same quantity in another unit, exactly; ``None`` if it has none there (other dimension, other currency)."""
    target = read_unit(unit) if isinstance(unit, str) else unit
    if target is None or amount.unit.dimension != target.dimension:
        return None
    if (amount.unit.offset and target.difference) or (amount.unit.difference and target.offset):
        return None  # a point on a scale is no difference
    base = amount.value * amount.unit.scale + amount.unit.offset
    return Amount((base - target.offset) / target.scale, target)


def same(
    wanted: Amount,
    told: Amount,
    relative: Fraction | float = 0,
    absolute: Fraction | float = 0,
    bare: Literal["accept", "reject"] = "reject",
) -> bool:
    """Whether ``told`` is ``wanted`` within the larger of the tolerances, in the unit of ``wanted``.

    ``relative`` is a part of the wanted value. With ``bare="accept"`` a bare number is taken to be
    in the wanted unit. Tolerances are read as the decimals they show: 0.1 is one tenth.
    """
    if told.unit == NONE and wanted.unit != NONE and bare == "accept":
        told = Amount(told.value, wanted.unit)
    converted = convert(told, wanted.unit)
    if converted is None:
        return False
    allowed = max(_exact(relative) * abs(wanted.value), _exact(absolute))
    return abs(converted.value - wanted.value) <= allowed


def _exact(tolerance: Fraction | float) -> Fraction:
    """Raises :class:`ValueError` for a tolerance that is negative or no number."""
    if isinstance(tolerance, float) and not math.isfinite(tolerance):
        raise ValueError("a tolerance must be a finite number")
    value = Fraction(str(tolerance)) if isinstance(tolerance, float) else Fraction(tolerance)
    if value < 0:
        raise ValueError("a tolerance must not be negative")
    return value


@reference_part("quantity")
@dataclass(frozen=True)
class Quantity:
    """The part ``quantity`` of a reference: the value that is right, its unit, and how close a response must come.

    ``value`` is a number as text, ``unit`` a unit as :func:`read_unit` reads it (a UCUM code with
    ``ucum``). ``absolute`` is in that unit. ``bare`` says whether a response may leave the unit out.
    """

    value: str
    unit: str = ""
    relative: float = 0.0
    absolute: float = 0.0
    bare: Literal["accept", "reject"] = "reject"
    ucum: bool = False

    def __post_init__(self) -> None:
        number = read_quantity(self.value)
        if number is None or number.unit != NONE:
            raise ValueError(f"{self.value!r} is no number")
        if self.unit and read_unit(self.unit, nouns=not self.ucum, ucum=self.ucum) is None:
            raise ValueError(f"{self.unit!r} is no known unit")
        for tolerance in (self.relative, self.absolute):
            _exact(tolerance)

    @classmethod
    def from_text(cls, text: str) -> Quantity:
        """A plain reference, ``9.81 m/s^2``: exact, with its unit."""
        found = _NUMBER.fullmatch(text.strip())
        return cls(text.strip()[: found.start("rest")], found["rest"].strip()) if found else cls(text)

    @property
    def amount(self) -> Amount:
        """Value and unit, read."""
        number = read_quantity(self.value)
        unit = read_unit(self.unit, nouns=not self.ucum, ucum=self.ucum) if self.unit else NONE
        if number is None or unit is None:
            raise ValueError("unreadable")
        return Amount(number.value, unit)

    def compare(self, text: str) -> tuple[bool | None, str, str]:
        """Whether ``text`` is this quantity, with a reason code and a sentence: the arguments of a check.

        Reasons: ``ok``, ``wrong_value``, ``wrong_unit``, ``missing_unit``, ``unreadable_quantity`` (undecided).
        """
        wanted = self.amount
        told = read_quantity(text, nouns=True)
        if told is None and self.ucum:
            told = read_quantity(text, ucum=True)
        if told is None:
            return None, "unreadable_quantity", f"{text!r} cannot be read as a number with a known unit."
        if told.unit == NONE and wanted.unit != NONE and self.bare == "reject":
            return False, "missing_unit", f"{text!r} has no unit; {self.unit} is asked for."
        if told.unit.dimension != wanted.unit.dimension and not (told.unit == NONE and self.bare == "accept"):
            return (
                False,
                "wrong_unit",
                f"The unit of {text!r} is not of the kind of {self.unit or 'a bare number'}.",
            )
        if same(wanted, told, self.relative, self.absolute, self.bare):
            return True, "ok", ""
        return False, "wrong_value", f"{text!r} is not {self.value} {self.unit}".rstrip() + "."
