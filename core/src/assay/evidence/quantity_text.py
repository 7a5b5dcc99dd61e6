"""Quantities from text. :mod:`assay.evidence.quantities` is the door to this, and says what is read."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction

from assay.evidence.number_words import HAN_MULTIPLIERS, MULTIPLIERS
from assay.evidence.unit_text import LONGEST_UNIT, SUPERSCRIPTS, read_unit
from assay.evidence.units import NONE, Amount

LONGEST_QUANTITY = 400
"""Characters of a quantity that are read."""
MOST_DIGITS = 400
"""Of a power of ten; a larger one is not read."""

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
_SCALES = {**MULTIPLIERS, "dozens": 12, **HAN_MULTIPLIERS}
_PIECE = re.compile(
    r"\s*(\d+(?:\.\d+)?(?:\s*/\s*\d+)?)\s*([^\d,;()+*=/]+?)(?=\s*(?:,|and\b)?\s*\d|\Z)\s*(?:,|and\b)?"
)


def read_quantity(text: str, *, nouns: bool = False, ucum: bool = False) -> Amount | None:
    """See :func:`assay.evidence.quantities.read_quantity`."""
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


def number_and_unit(text: str) -> tuple[str, str]:
    """The number that ``text`` begins with and what stands behind it; ``text`` itself if it begins with none."""
    found = _NUMBER.fullmatch(text.strip())
    return (found[0][: found.start("rest")], found["rest"].strip()) if found else (text, "")
