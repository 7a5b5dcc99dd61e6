"""Numbers as a text tells them: with their units, the digits they show, uncertainties and bounds."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from assay.evidence import language
from assay.evidence.quantities import NONE, Amount, convert, read_quantity, read_unit, same

MEASURES = {
    "temperature": ("K",),
    "time": ("s",),
    "duration": ("s",),
    "long": ("s",),
    "mass": ("g", "Da"),
    "weight": ("g",),
    "volume": ("L",),
    "concentration": ("mol/L", "g/L"),
    "pressure": ("Pa",),
    "length": ("m",),
    "distance": ("m",),
    "energy": ("J", "J/mol"),
    "percentage": ("%",),
    "percent": ("%",),
    "wavelength": ("m",),
    "frequency": ("Hz",),
}
"""Words that only say what a unit says, and such units."""

_SUPER = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
LOWERED = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
"""``H₂O`` is read as ``H2O``, in sources and answers."""
_NUMBER = re.compile(
    r"(?<![\w.])(?<!\d[-–−/])(?P<sign>[-−–+](?=[\d.]))?(?P<digits>\d{1,3}(?:[,\u202f\u2009]\d{3})+(?!\d)|\d+)?(?P<part>\.\d+)?"
    r"(?<=\d)(?P<power>[eE][-+−]?\d{1,3}(?!\w)|\s?[×x·*]\s?10(?:\^\{?\(?[-−+]?\d{1,3}\)?\}?|[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}))?(?!\d|\.\d)"
)
_JOINED = re.compile(r"(?:[-‐‑–−][^\W\d_]|/\d|[-–−]\d|[,.:]\d)")
"""What behind a number makes it part of a name, a range, a fraction, a time."""
_OPERATOR_BEFORE = re.compile(r"[\d)%][^\S\n]*\Z")
_UNCERTAIN = re.compile(r"\s?(?:±|\+/-)\s?(\d+(?:\.\d+)?)")
_BOUND = re.compile(
    r"(?:(?P<less>[<≤]|\b(?:less than|fewer than|under|below|at most|up to|no more than))"
    r"|(?P<more>[>≥]|\b(?:more than|over|above|at least|exceeding|no less than))"
    r"|(?P<about>[~≈]|\b(?:about|approximately|roughly|around|nearly|almost|ca\.|circa)))\s*\Z",
    re.IGNORECASE,
)
_UNIT_TEXT = re.compile(r"[ \u00a0\u202f\u2009]?(?P<unit>[^\s,;()\[\]|=]+(?:[ \u00a0][^\s,;()\[\]|=]+){0,3})")
_NO_UNITS = frozenset(
    "in a at as an am do to of is and or by the for on with be it its was are than per x".split()
)
MOST_NUMBERS = 400


@dataclass(frozen=True)
class Told:
    """A number of a text. ``step`` is one unit of its last digit; ``unit`` as written, ``""`` if none; the span is of both."""

    value: Fraction
    unit: str
    span: tuple[int, int]
    text: str
    step: Fraction
    uncertainty: str = ""
    bound: str = ""
    lead: int = -1  # where the words of the bound begin

    @property
    def amount(self) -> Amount | None:
        """Value and unit; ``None`` where the unit is not one that is known."""
        unit = read_unit(self.unit) if self.unit else NONE
        return None if unit is None else Amount(self.value, unit)

    def rounds(self, value: Fraction) -> bool:
        """Whether a value, rounded to the digits that this number shows, is this number."""
        return abs(self.value - value) <= self.step / 2

    def rounds_loosely(self, value: Fraction) -> bool:
        """The same where zeros at the end of a whole number may be no digits: 1540 for 1538, never 0 for all."""
        step = self.step or Fraction(1)
        while step >= 1 and self.value and self.value % (step * 10) == 0:
            step *= 10
        return (
            value != self.value != 0
            and abs(self.value - value) <= step / 2
            and 20 * step <= abs(self.value) * 3
        )


@lru_cache(maxsize=256)
def numbers_in(text: str, units: tuple[str, ...] = ()) -> tuple[Told, ...]:
    """The numbers of a text; ``units`` are further words that a source uses as units (``g/100 g``)."""
    found = list(_with_digits(text, units))
    taken = [told.span for told in found]
    for number in language("en").numbers_in(text):
        spelt = not any(c.isdigit() for c in number.text)
        if spelt and not any(a < number.span[1] and number.span[0] < b for a, b in taken):
            value = Fraction(number.value)
            found.append(Told(value, number.unit, number.span, text[slice(*number.span)], Fraction(0)))
    return tuple(sorted(found, key=lambda told: told.span)[:MOST_NUMBERS])


def _with_digits(text: str, units: tuple[str, ...]) -> Iterator[Told]:
    behind = 0
    for match in _NUMBER.finditer(text):
        if match.start() < behind or _JOINED.match(text, match.end()):
            continue
        sign, start = match["sign"] or "", match.start()
        if sign and _OPERATOR_BEFORE.search(text[max(0, start - 4) : start]):
            sign, start = "", start + 1  # a minus between two numbers
        value, step = _value(match)
        if value is None:
            continue
        end = match.end()
        uncertain = _UNCERTAIN.match(text, end)
        if uncertain:
            end = uncertain.end()
        unit, end = _unit(text, end, units)
        behind = end
        bound = _BOUND.search(text, max(0, start - 24), start)
        yield Told(
            -value if sign in "-−–" and sign else value,
            unit,
            (start, end),
            text[start:end],
            step,
            uncertain[1] if uncertain else "",
            next((name for name, said in bound.groupdict().items() if said), "") if bound else "",
            bound.start() if bound else start,
        )


def _value(match: re.Match[str]) -> tuple[Fraction | None, Fraction]:
    digits = re.sub(r"\D", "", match["digits"] or "0")
    part = (match["part"] or "")[1:]
    if len(digits) + len(part) > 100:
        return None, Fraction(0)
    exponent = 0
    if match["power"]:
        said = match["power"]
        said = said[1:] if said[0] in "eE" else said.partition("10")[2]
        exponent = int(re.sub(r"[^\d+-]", "", said.translate(_SUPER).replace("−", "-")))
    scale = Fraction(10) ** exponent
    whole = Fraction(int(digits + part), 10 ** len(part))
    return whole * scale, scale / 10 ** len(part)


def _unit(text: str, end: int, units: tuple[str, ...]) -> tuple[str, int]:
    """The unit behind a number and where it ends."""
    for unit in units:
        if match := _pattern(unit).match(text, end):
            return unit, match.end()
    match = _UNIT_TEXT.match(text, end)
    if not match:
        return "", end
    words = match["unit"].split()
    for count in range(len(words), 0, -1):
        if words[count - 1].lower() in _NO_UNITS:
            continue
        piece = _first(match["unit"], count)
        for said in dict.fromkeys((piece.rstrip(".:?!*_`\"'”’"), piece)):
            if said and _is_unit(said):
                return said, match.start("unit") + len(said)
    return "", end


def _first(text: str, count: int) -> str:
    return re.match(rf"\S+(?:\s\S+){{{count - 1}}}", text)[0]  # type: ignore[index]


@lru_cache(maxsize=4096)
def _is_unit(text: str) -> bool:
    return read_unit(text) not in (None, NONE)


@lru_cache(maxsize=512)
def _pattern(unit: str) -> re.Pattern[str]:
    """How a unit that is no known one may be written: with any spaces, ``per`` for a slash."""
    pieces = [
        r"\s?(?:/|per)\s?" if piece == "/" else re.escape(piece) for piece in re.findall(r"/|[^\s/]+", unit)
    ]
    return re.compile(r"[ \u00a0]?" + r"\s?".join(pieces) + r"(?!\w)", re.IGNORECASE)


def same_unit(one: str, other: str) -> bool:
    """Whether two units as written are one: by what they are, or by their letters where they are not known."""
    if one == other:
        return True
    first, second = read_unit(one) if one else NONE, read_unit(other) if other else NONE
    if first is None or second is None:
        return bool(one) and _letters(one) == _letters(other)
    return first == second


def _letters(unit: str) -> str:
    return re.sub(r"\s|[()\[\]]", "", re.sub(r"\bper\b", "/", unit)).casefold()


def same_told(one: Told, other: Told) -> bool | None:
    """Whether two numbers are one value in one unit; ``None`` if only a conversion makes them so."""
    if one.value == other.value and same_unit(one.unit, other.unit):
        return True
    first, second = one.amount, other.amount
    if first is None or second is None or NONE in (first.unit, second.unit):
        return False
    return None if first.unit != second.unit and same(first, second) else False


_BESIDE = re.compile(r"\s*(?:\(|=|,? ?(?:or|i\.e\.|that is|which is)),?\s*")


def without_conversions(text: str, units: tuple[str, ...] = ()) -> tuple[str, list[Told]]:
    """A text with blanks for what only says a number before it in another unit, exactly: ``25 °C (298.15 K)``; and those."""
    found: list[Told] = []
    told = numbers_in(text, units)
    for shown, other in pairwise(told):
        gap = text[shown.span[1] : other.span[0]]
        if _BESIDE.fullmatch(gap) and converts(other, shown):
            end = other.span[1] + (text[other.span[1] : other.span[1] + 1] == ")" and "(" in gap)
            text = text[: shown.span[1]] + " " * (end - shown.span[1]) + text[end:]
            found.append(other)
    return text, found


def converts(told: Told, shown: Told) -> bool:
    """Whether a number is another one, converted exactly and rounded to its digits."""
    first, second = told.amount, shown.amount
    if first is None or second is None or first.unit == second.unit:
        return False
    other = convert(second, first.unit)
    return other is not None and told.rounds(other.value)


def says_kind(forms: Collection[str], told: Collection[Told]) -> bool:
    """Whether a word only says of what kind the one number is: the temperature of 37 °C."""
    kinds = [unit.dimension for form in forms for name in MEASURES.get(form, ()) if (unit := read_unit(name))]
    amounts = [number.amount for number in told]
    return len(amounts) == 1 and amounts[0] is not None and amounts[0].unit.dimension in kinds


def only_number(text: str, unit: str, units: Collection[str] = ()) -> Told | None:
    """The number that is all of a cell, in the unit of its column where it has none itself."""
    found = numbers_in(text, tuple(units))
    if len(found) != 1:
        return None
    told = found[0]
    rest = text[: told.span[0]] + text[told.span[1] :]
    if (
        not told.unit
        and not unit
        and (counted := re.fullmatch(r"\s*([^\W\d_]{2,20})\s*", text[told.span[1] :]))
    ):
        return None if told.span[0] else replace(told, unit=counted[1])  # 129 residues
    if any(c.isalnum() for c in rest):
        return None
    return told if told.unit or not unit else replace(told, unit=unit)


def is_quantity(text: str) -> bool:
    return read_quantity(text) is not None
