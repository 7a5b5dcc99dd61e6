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
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from assay.evidence.units import NONE, Amount, Dimension, Unit, product
from assay.references import reference_part

__all__ = [
    "NONE",
    "Amount",
    "Dimension",
    "Figure",
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
    "stands_in",
]


# The readers load when something is first read: their patterns and names take some milliseconds.


def read_unit(text: str, *, nouns: bool = False, ucum: bool = False) -> Unit | None:
    """The unit that ``text`` names, :data:`NONE` for no text, ``None`` for what is no known unit.

    ``nouns`` lets words in Latin letters stand for things that are counted. With ``ucum`` the text
    is a code of the Unified Code for Units of Measure, and nothing else.
    """
    from assay.evidence import unit_text

    return unit_text.read_unit(text, nouns=nouns, ucum=ucum)


@lru_cache(maxsize=4096)
def read_quantity(text: str, *, nouns: bool = False, ucum: bool = False) -> Amount | None:
    """``text`` as one number with or without a unit; ``None`` if it is anything else.

    Numbers: ``1,234.5``, ``3/4``, ``1 1/2``, ``½``, ``6.02e23``, ``6.02×10^23``, ``5 million``, with a currency
    before or any unit behind. ``5 ft 3 in`` is one quantity, in the first unit.
    """
    from assay.evidence import quantity_text

    return quantity_text.read_quantity(text, nouns=nouns, ucum=ucum)


def read_compound(text: str) -> Amount | None:
    """``5 feet 3 inches``, ``2 h 30 min``: pieces of one dimension, each unit smaller than the one before."""
    from assay.evidence import quantity_text

    return quantity_text.read_compound(text)


@lru_cache(maxsize=256)
def names_of(unit: Unit) -> frozenset[str]:
    """The words that name exactly this unit: ``meter``, ``metres`` …"""
    from assay.evidence import unit_text

    return unit_text.names_of(unit)


def canonical(unit_text: str) -> str:
    """The short name of a unit in words or symbols, the same for all its names: ``km`` for ``Kilometres``; else ``""``.

    The case of a symbol may be wrong (``KWH``) where only one unit can be meant: ``MW`` is not ``mW``, and ``mw`` is neither.
    """
    unit = read_unit(unit_text)
    if unit is None:
        from assay.evidence.unit_text import read_carelessly

        unit = read_carelessly(unit_text)
    return "" if unit is None else unit.name


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


def stands_in(value: str, unit: str, text: str) -> bool:
    """Whether a text is exactly this quantity, in this unit or another: ``stands_in("5", "km", "5000 m")``."""
    number, told = read_quantity(value), read_quantity(text)
    wanted = read_unit(unit)
    if number is None or told is None or wanted is None or number.unit != NONE:
        return False
    return same(Amount(number.value, wanted), told)


def _exact(tolerance: Fraction | float) -> Fraction:
    """Raises :class:`ValueError` for a tolerance that is negative or no number."""
    if isinstance(tolerance, float) and not math.isfinite(tolerance):
        raise ValueError("a tolerance must be a finite number")
    value = Fraction(str(tolerance)) if isinstance(tolerance, float) else Fraction(tolerance)
    if value < 0:
        raise ValueError("a tolerance must not be negative")
    return value


Figure = str | int | float
"""A number in a reference: a number of JSON, or a text that says one (``"6.02e23"``, ``"0.010"``)."""


@reference_part("quantity")
@dataclass(frozen=True)
class Quantity:
    """The part ``quantity`` of a reference: the value that is right, its unit, and how close a response must come.

    ``value`` is a number, or a text of one. ``unit`` is one as :func:`read_unit` reads it, in plain text or LaTeX (a
    UCUM code with ``ucum``), and may begin with a power of ten: ``10^6 m``. ``rel_tol`` is a part of the value,
    ``abs_tol`` is in that unit, and the larger of the two counts. ``sig_figs`` asks for that many significant
    digits: they must be right, if no tolerance says otherwise, and a verifier of responses asks that they be
    shown. ``None`` says nothing: what then holds is the verifier's choice, and exact here.
    ``bare`` says whether a response may leave the unit out.
    """

    value: Figure
    unit: str = ""
    rel_tol: Figure | None = None
    abs_tol: Figure | None = None
    sig_figs: int | None = None
    bare: Literal["accept", "reject"] = "reject"
    ucum: bool = False

    def __post_init__(self) -> None:
        if _figure(self.value) is None:
            raise ValueError(f"{self.value!r} is no number")
        if self._scaled_unit() is None:
            raise ValueError(f"{self.unit!r} is no known unit")
        for tolerance in (self.rel_tol, self.abs_tol):
            if tolerance is not None and _tolerance(tolerance) is None:
                raise ValueError(f"{tolerance!r} is no tolerance")
        if self.sig_figs is not None and not 1 <= self.sig_figs <= 30:
            raise ValueError("sig_figs goes from 1 to 30")

    @classmethod
    def from_text(cls, text: str) -> Quantity:
        r"""A plain reference, ``9.81 m/s^2`` or ``9.81~\mathrm{m/s^2}``: exact, with its unit."""
        from assay.evidence.quantity_spelling import plain
        from assay.evidence.quantity_text import number_and_unit

        return cls(*number_and_unit(plain(text)))

    def _scaled_unit(self) -> Amount | None:
        """One of the unit: ``10^6 m`` is a million in metres."""
        if self.ucum or not self.unit.strip():
            unit = read_unit(self.unit, ucum=self.ucum) if self.unit else NONE
            return None if unit is None else Amount(Fraction(1), unit)
        from assay.evidence.quantity_spelling import plain, unit_of
        from assay.evidence.quantity_text import number_and_unit

        latex = set(self.unit) & set("\\${}^")
        unit = (None if latex else read_unit(self.unit, nouns=True)) or unit_of(self.unit)
        if unit is not None:
            return Amount(Fraction(1), unit)
        number, rest = number_and_unit(plain(self.unit))
        size, unit = read_quantity(number), unit_of(rest) if rest else NONE
        if size is None or unit is None or not size.value or size.unit != NONE:
            return None
        return Amount(size.value, unit)

    @property
    def amount(self) -> Amount:
        """Value and unit, read."""
        number, one = _figure(self.value), self._scaled_unit()
        if number is None or one is None:
            raise ValueError("unreadable")
        return Amount(number * one.value, one.unit)

    @property
    def is_count(self) -> bool:
        """Whether it is a whole number, written as one, of nothing or of things: no tolerance makes 12 of 13 atoms."""
        text = str(self.value).strip()
        unit = self.amount.unit
        things = all(name.startswith("noun ") for name, _ in unit.dimension)
        return text.lstrip("-+").isdigit() and things and self._scaled_unit() == Amount(Fraction(1), unit)

    def allowed(self, relative: Fraction | float = 0) -> Fraction:
        """How far a value may be from :attr:`amount`, in its unit; ``relative`` holds where the reference says nothing."""
        wanted = abs(self.amount.value)
        rel, abs_ = self.rel_tol, self.abs_tol
        if rel is not None or abs_ is not None:
            one = self._scaled_unit()
            size = one.value if one else Fraction(1)
            return max((_tolerance(rel or 0) or 0) * wanted, (_tolerance(abs_ or 0) or 0) * size, Fraction(0))
        if self.sig_figs is not None and wanted:
            return _place(wanted, self.sig_figs) / 2
        return Fraction(0) if self.is_count else _exact(relative) * wanted

    def compare(self, text: str) -> tuple[bool | None, str, str]:
        """Whether ``text`` is this quantity, with a reason code and a sentence: the arguments of a check.

        Reasons: ``ok``, ``wrong_value``, ``wrong_unit``, ``missing_unit``, ``unreadable_quantity`` (undecided).
        """
        wanted = self.amount
        told = read_quantity(text, ucum=True) if self.ucum else None
        told = told or read_quantity(text, nouns=True)
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
        if same(wanted, told, absolute=self.allowed(), bare=self.bare):
            return True, "ok", ""
        return False, "wrong_value", f"{text!r} is not {self.value} {self.unit}".rstrip() + "."


def _figure(value: Figure) -> Fraction | None:
    """The exact number that a figure shows; ``None`` if it shows none."""
    if isinstance(value, bool) or (isinstance(value, float) and not math.isfinite(value)):
        return None
    if isinstance(value, str):
        from assay.evidence.quantity_spelling import plain

        number = read_quantity(value) or read_quantity(plain(value))
        return number.value if number is not None and number.unit == NONE else None
    return Fraction(str(value))


def _tolerance(value: Figure) -> Fraction | None:
    """A tolerance as the decimal that it shows (``1%`` is 0.01); ``None`` for one that is negative or no number."""
    found = _figure(value)
    if found is None and isinstance(value, str) and value.strip().endswith("%"):
        share = _figure(value.strip()[:-1])
        found = None if share is None else share / 100
    return found if found is not None and found >= 0 else None


def _place(value: Fraction, digits: int) -> Fraction:
    """One unit of the last of so many significant digits of a value above 0."""
    ten = Fraction(10)
    power = len(str(value.numerator // value.denominator)) - 1 if value >= 1 else -1
    while value < ten**power:
        power -= 1
    return ten ** (power - digits + 1)
