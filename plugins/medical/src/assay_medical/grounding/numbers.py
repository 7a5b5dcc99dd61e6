"""Numbers of clinical text with their units: read, compared, converted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from assay.evidence import language
from assay.evidence.quantities import Amount, convert, read_quantity

_MONTHS = {
    name: n
    for n, names in enumerate(
        "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sep sept|"
        "october oct|november nov|december dec".split("|"),
        1,
    )
    for name in names.split()
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_BASE = (
    r"(?:mm ?Hg|cm ?H2O|°\s?[CF]\b|degrees? (?:celsius|fahrenheit|[CF])\b|deg [CF]\b|[CF](?![\w'’-])|%|percent\b|"
    r"(?:mcg|µg|μg|ug|mg|kg|ng|pg|g|lbs?|pounds?|oz|ounces?|kilograms?|grams?|milligrams?|micrograms?|mL|ml|dL|dl|L|l|lit(?:er|re)s?|"
    r"millilit(?:er|re)s?|cc|cm|mm3|mm³|mm|km|m2|m²|m|inch(?:es)?|ft|feet|mmol|mol|[µμu]mol|nmol|pmol|m[Ee]q|mOsm|m?IU|[µμu]IU|mU|U|IU|units?|kPa|"
    r"bpm|beats|breaths|ms(?:ec)?s?|milliseconds?|secs?|seconds?|mins?|minutes?|hrs?|h|hours?|days?|wks?|weeks?|mos?|months?|"
    r"years?|yrs?|cells?|copies|fL|fl|pack[- ]years?|centimet(?:er|re)s?|millimet(?:er|re)s?|times|tablets?|capsules?|puffs?|"
    r"drops?|packs?|cigarettes|points?|episodes?)(?![A-Za-z0-9]))"
)
_PER = r"(?:\s?(?:/|per\s)\s?(?:\d+(?:\.\d+)?\s?)?(?:mm3|mm³|m2|m²|[A-Za-zµμ]+))"
_UNIT = re.compile(
    r"(?:\s?(?P<scale>[x×*]\s?10\^?[⁰¹²³⁴⁵⁶⁷⁸⁹\d]+|10\^\d+|10[³⁶⁹]|[KkM](?=/)))?"
    r"(?:[ -]?(?P<age>(?:years?|yrs?|y|months?|mos?|weeks?|days?)[- ]?(?:old\b|of age\b)|y/o\b|y\.o\.|yo\b)|"
    rf"(?P<unit>[ -]?{_BASE}{_PER}*|{_PER}+))?"
)
_NUMBER = re.compile(
    rf"(?P<date>\d{{4}}-\d{{1,2}}-\d{{1,2}}|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}|(?:{_MONTH})\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|"
    rf"\d{{1,2}}(?:st|nd|rd|th)? (?:of )?(?:{_MONTH}),? \d{{4}}|(?:{_MONTH}) \d{{4}}|(?:{_MONTH})\.? \d{{1,2}}(?:st|nd|rd|th)?\b|\d{{1,2}} (?:{_MONTH}))(?![\w/])"
    r"|(?P<time>\d{1,2}:\d{2})(?!\d)"
    r"|(?P<pair>\d{2,3}\s?/\s?\d{2,3})(?![\d/])|(?P<part>\d+/\d+)(?![\d/])"
    r"|(?P<plain>(?<![\w.])[-−](?=\d)(?:\d+\.\d+|\d+)|(?<![\w.,])(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)|(?<=[a-z-])(?<!\d-)(?<=\s[a-z]{2}-)\d+)",
    re.IGNORECASE,
)  # fmt: skip
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b")
_ROMAN = re.compile(r"[a-z]")
_SPELT = re.compile(
    r"(?<![\w-])(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    r"eighteen|nineteen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two|three|four|five|six|seven|"
    r"eight|nine))?|one(?=[ -](?:hour|day|week|month|year|minute)))(?!\w)",
    re.IGNORECASE,
)
_BOUNDS = (
    (
        re.compile(
            r"(?:>|>=|≥|more than|greater than|over|above|at least|exceed(?:s|ed|ing)?)\s*\Z", re.IGNORECASE
        ),
        ">",
    ),
    (re.compile(r"(?:<|<=|≤|less than|fewer than|under|below|at most|up to)\s*\Z", re.IGNORECASE), "<"),
    (
        re.compile(
            r"(?:about|approximately|around|roughly|nearly|almost|~|≈|approx\.?|circa)\s*\Z", re.IGNORECASE
        ),
        "~",
    ),
)
_AGED = re.compile(r"\b(?:aged?|age:|age of|age is|aged:)\s*(?:is |was |of )?\Z", re.IGNORECASE)
_NAMES = {
    "percent": "%", "ug": "mcg", "µg": "mcg", "μg": "mcg", "microgram": "mcg", "milligram": "mg", "gram": "g",
    "kilogram": "kg", "lbs": "lb", "pound": "lb", "ounce": "oz", "ml": "ml", "milliliter": "ml", "millilitre": "ml",
    "cc": "ml", "liter": "l", "litre": "l", "hr": "h", "hour": "h", "min": "min", "minute": "min", "sec": "s",
    "second": "s", "msec": "ms", "millisecond": "ms", "wk": "week", "mo": "month", "yr": "year", "centimeter": "cm",
    "centimetre": "cm", "millimeter": "mm", "millimetre": "mm", "feet": "ft", "inches": "inch", "mmhg": "mmhg", "mm hg": "mmhg",
    "bpm": "/min", "beats/min": "/min", "beats per minute": "/min", "breaths/min": "/min", "breaths per minute": "/min",
    "per minute": "/min", "umol": "µmol", "μmol": "µmol", "beats/minute": "/min", "breaths/minute": "/min", "/minute": "/min",
    "beat": "/min", "breath": "/min", "iu": "unit", "u": "unit",
}  # fmt: skip
_TIME = re.compile(r"age|(?:day|week|month|year|h|min|s|times)\Z")
BARE_UNITS = frozenset({"mmhg", "/min", "%", "c", "f", "mg/dl", "meq/l", "g/dl", "mmol/l"})
"""Units that notes leave out, and answers may add."""


@dataclass(frozen=True, slots=True)
class Told:
    """A number with its unit: ``kind`` is ``number``, ``pair`` (a blood pressure), ``part``, ``date`` or ``time``."""

    kind: str
    value: Fraction | str
    unit: str
    bound: str
    text: str
    span: tuple[int, int]
    digits: int
    """Digits behind the decimal point."""


def numbers_in(text: str) -> Iterator[Told]:
    """The numbers of a text, in order."""
    found: list[Told] = []
    for match in _NUMBER.finditer(text):
        told = _told(text, match) if not found or match.start() >= found[-1].span[1] else None
        if told is not None:
            found.append(told)
    for match in _SPELT.finditer(text):
        value = language("en").number_word(match[0].lower().replace("-", " "))
        if value is None and match[0].lower() == "one":
            value = 1
        if value is None or any(t.span[0] <= match.start() < t.span[1] for t in found):
            continue
        unit, end = _unit_behind(text, match.end())
        found.append(
            Told(
                "number",
                Fraction(value),
                unit,
                _bound(text, match.start()),
                text[match.start() : end],
                (match.start(), end),
                0,
            )
        )
    return iter(sorted(found, key=lambda told: told.span))


def _told(text: str, match: re.Match[str]) -> Told | None:
    start, end = match.span()
    if match["date"]:
        return Told("date", _date(match["date"]), "", "", match[0], match.span(), 0)
    if match["time"]:
        return Told("time", match["time"].lstrip("0"), "", "", match[0], match.span(), 0)
    if match["pair"] or match["part"]:
        written = re.sub(r"\s", "", match[0])
        unit, end = _unit_behind(text, end)
        kind = "pair" if match["pair"] else "part"
        return Told(kind, written, "" if unit == "mmhg" else unit, "", text[start:end], (start, end), 0)
    if _ORDINAL.match(text, end):
        return None
    plain = match["plain"].replace(",", "").replace("−", "-")
    value = Fraction(plain)
    unit, end = _unit_behind(text, end)
    if not unit and _AGED.search(text[max(0, start - 12) : start]):
        unit = "age"
    digits = len(plain.partition(".")[2])
    return Told("number", value, unit, _bound(text, start), text[start:end], (start, end), digits)


def _bound(text: str, start: int) -> str:
    before = text[max(0, start - 20) : start]
    return next((sign for pattern, sign in _BOUNDS if pattern.search(before)), "")


def _unit_behind(text: str, end: int) -> tuple[str, int]:
    match = _UNIT.match(text, end)
    if not match or match.end() == end:
        return "", end
    if match["age"]:
        part = match["age"].lower()
        return ("age" if part[0] == "y" else f"age {_name(re.split(r'[- ]', part)[0])}"), match.end()
    unit = _name(match["unit"]) if match["unit"] else ""
    scale = re.sub(r"[\s*×x]", "", match["scale"] or "").translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789"))
    scale = {"K": "10^3", "k": "10^3", "M": "10^6"}.get(scale, scale)
    if scale and not scale.startswith("10^"):
        scale = "10^" + scale[2:].lstrip("^")
    if not scale and not unit:
        return "", end
    return f"{scale} {unit}".strip(), match.end()


@lru_cache(maxsize=10_000)
def _name(unit: str) -> str:
    unit = re.sub(r"\s+", " ", unit.strip(" -").lower().replace("μ", "µ"))
    if unit in _NAMES:
        return _NAMES[unit]
    match = re.fullmatch(r"(?:°\s?|degrees? |deg )?(c|f|celsius|fahrenheit)", unit)
    if match:
        return match[1][0]
    unit = re.sub(r"\s?(?:/|\bper\b)\s?", "/", unit)
    unit = {"/minute": "/min", "/mins": "/min"}.get(unit, unit)
    if unit in _NAMES:
        return _NAMES[unit]
    parts = [
        _NAMES.get(
            part, _NAMES.get(part.removesuffix("s"), part.removesuffix("s") if len(part) > 3 else part)
        )
        for part in unit.split("/")
    ]
    return "/".join(parts)


def _date(text: str) -> str:
    """``2024-03-01``, as much of it as the text says; ambiguous days and months stay as written."""
    text = text.lower().replace(",", "").replace(".", "/" if re.match(r"\d+\.\d+\.", text) else "")
    words = re.findall(r"[a-z]+|\d+", text)
    month = next((_MONTHS[w] for w in words if w in _MONTHS), None)
    numbers = [w for w in words if w.isdigit()]
    if month is None:
        if len(numbers) == 3 and len(numbers[0]) == 4:
            return "-".join((numbers[0], numbers[1].zfill(2), numbers[2].zfill(2)))
        return "/".join(n.lstrip("0") for n in numbers)
    year = next((n for n in numbers if len(n) == 4), "")
    day = next((n.zfill(2) for n in numbers if len(n) < 3), "")
    return f"{year}-{month:02}-{day}"


def same(told: Told, source: Told) -> bool | None:
    """Whether two numbers are the same quantity; ``None`` if only a unit is added that the source leaves open."""
    if told.kind == "date" and source.kind == "date":
        return told.value == source.value or _part_of_date(str(told.value), str(source.value))
    if told.kind != source.kind:
        return False
    if told.bound != source.bound and not (told.bound in ("", "~") and source.bound in ("", "~")):
        return False
    if told.unit == source.unit or (not told.unit and not source.unit.startswith(("age", "10^"))):
        return told.value == source.value
    if told.value == source.value and not source.unit:
        return True if told.unit in BARE_UNITS else False if _TIME.match(told.unit) else None
    return _converted(told, source)


def _part_of_date(told: str, source: str) -> bool:
    """A date that leaves out the year, or the day: "in March 2020" of 5 March 2020."""
    if "/" in told or "/" in source or told.count("-") != 2 or source.count("-") != 2:
        return False
    pairs = list(zip(told.split("-"), source.split("-"), strict=True))
    return all(a == b or not a for a, b in pairs)


def _converted(told: Told, source: Told) -> bool:
    if not isinstance(told.value, Fraction) or not isinstance(source.value, Fraction):
        return False
    if not told.unit or not source.unit or told.unit.startswith("age") or source.unit.startswith("age"):
        return False
    one = _quantity(source.value, source.unit)
    if one is None:
        return False
    other = convert(one, _written(told.unit))
    return other is not None and rounds_to(Fraction(other.value), told)


def rounds_to(value: Fraction, told: Told) -> bool:
    """Whether a value is the number that is told, to the digits that it shows."""
    return isinstance(told.value, Fraction) and abs(value - told.value) <= Fraction(1, 2 * 10**told.digits)


_FULL = {
    "c": "°C",
    "f": "°F",
    "unit": "IU",
    "l": "L",
    "ml": "mL",
    "mmhg": "mmHg",
    "week": "weeks",
    "year": "years",
    "month": "months",
    "inch": "inches",
}


def _written(unit: str) -> str:
    return "/".join(
        _FULL.get(part, part.replace("dl", "dL").replace("meq", "mEq")) for part in unit.split("/")
    )


@lru_cache(maxsize=5_000)
def _quantity(value: Fraction, unit: str) -> Amount | None:
    return read_quantity(f"{float(value):.12g} {_written(unit)}")
