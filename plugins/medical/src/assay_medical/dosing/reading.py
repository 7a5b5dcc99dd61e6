"""Quantities as prescriptions write them: ``15 mg/kg``, ``75 mg/kg/day``, ``250 mg in 5 mL``, ``25,000 units/250 mL``, ``q6h``.

Core's units cannot be used as they are: a milligram of a drug per kilogram of a body is no pure number, and ``U`` is a unit of
insulin on a ward. Each atom of a unit is read by core, and then put on one of the axes of :data:`BASES`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from assay.evidence import read_number
from assay.evidence.quantities import read_unit

Kind = tuple[tuple[str, int], ...]
"""Axes with their powers, in the order of their names."""

BASES = {
    "mass": "mg", "unit": "units", "mole": "mmol", "equivalent": "mEq", "volume": "mL", "time": "h", "weight": "kg",
    "length": "cm", "area": "m²", "drop": "drops", "dose": "doses", "percent": "%",
}  # fmt: skip
"""The axes, and the unit in which a value on them is. A dosage form (``tablet``) is an axis of its own."""

FORMS = {
    "tablet": ("tab", "tabs", "tablets"),
    "capsule": ("cap", "caps", "capsules"),
    "vial": ("vials",),
    "ampoule": ("amp", "amps", "ampoules", "ampule", "ampules", "ampul", "ampuls"),
    "bottle": ("bottles",),
    "cylinder": ("cylinders",),
    "bag": ("bags",),
    "sachet": ("sachets",),
    "patch": ("patches",),
    "puff": ("puffs", "inhalation", "inhalations", "actuation", "actuations"),
    "suppository": ("suppositories",),
    "syringe": ("syringes",),
    "lozenge": ("lozenges",),
}
_AXES = {"drop": ("drops", "gtt", "gtts"), "dose": ("doses",), "unit": ("units", "u", "iu", "iu's"), **FORMS}
_OWN = {word: axis for axis, words in _AXES.items() for word in (axis, *words)}
_PHYSICAL: dict[tuple[tuple[str, int], ...], tuple[str, Fraction]] = {
    (("mass", 1),): ("mass", Fraction(1_000_000)),
    (("length", 1),): ("length", Fraction(100)),
    (("length", 3),): ("volume", Fraction(1_000_000)),
    (("length", 2),): ("area", Fraction(1)),
    (("time", 1),): ("time", Fraction(1, 3600)),
    (("substance", 1),): ("mole", Fraction(1000)),
    (("equivalent", 1),): ("equivalent", Fraction(1000)),
}
"""Which axis a dimension of core's is, and how many of its unit one of core's base units is."""


@dataclass(frozen=True)
class Measure:
    """A value on axes, in the units of :data:`BASES`."""

    value: Fraction
    kind: Kind

    def __mul__(self, other: Measure) -> Measure:
        return Measure(self.value * other.value, _combined(self.kind, other.kind, 1))

    def __truediv__(self, other: Measure) -> Measure:
        return Measure(self.value / other.value, _combined(self.kind, other.kind, -1))

    @property
    def axes(self) -> dict[str, int]:
        """The powers by axis."""
        return dict(self.kind)

    @property
    def per_time(self) -> bool:
        """Whether it is a rate."""
        return self.axes.get("time") == -1

    def of(self, **powers: int) -> bool:
        """Whether it is of this kind: ``measure.of(volume=1, time=-1)``."""
        return self.axes == powers


def _combined(left: Kind, right: Kind, sign: int) -> Kind:
    found = dict(left)
    for name, power in right:
        found[name] = found.get(name, 0) + sign * power
    return tuple(sorted((name, power) for name, power in found.items() if power))


@lru_cache(maxsize=1024)
def atom(text: str) -> tuple[str, Fraction] | None:
    """The axis of one unit, and how large it is in the unit of that axis; ``None`` if it is none of prescriptions."""
    word = text.strip().rstrip(".")
    if word.upper() in ("MME", "OME"):
        return "mass", Fraction(1)  # milligrams of oral morphine
    if axis := _OWN.get(word.casefold()):
        return axis, Fraction(1)
    unit = read_unit({"cc": "mL", "hrs": "h", "hr": "h", "m2": "m^2", "m²": "m^2"}.get(word, word))
    if unit is None or unit.offset or unit.dimension not in _PHYSICAL:
        return None
    axis, size = _PHYSICAL[unit.dimension]
    return axis, unit.scale * size


_NUMBER = r"(?:\d{1,3}(?:[, \u202f]\d{3})+|\d+)(?:\.\d+)?(?:\s?[×x]\s?10(?:\^\d{1,2}|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}))?|½|¼|¾|\d+\s?[½¼¾]|\.\d+"
_ATOM = r"(?:m2\b|m²|[A-Za-zµμ]+)"
_START = re.compile(rf"(?<![\w.,/^])(?P<number>{_NUMBER})(?:\s?|-)(?P<atom>{_ATOM})")
_PER = re.compile(
    rf"(?P<by>\s?/\s?|\s+(?:per|in|for each|for every|each|a|an|every|of body weight per)\s+|[·.](?=[A-Za-z]))(?P<number>{_NUMBER})?\s?(?P<atom>{_ATOM})"
)
_FORM_BEHIND = re.compile(r"[\s-](?P<form>[A-Za-z]+)\b")
_FORM_BEFORE = re.compile(r"\b(?P<form>[A-Za-z]+) (?:of|à|containing|with) \Z")
_PER_WORD = re.compile(r"\s+(?P<word>daily|hourly|nightly)\b", re.IGNORECASE)
_WORDS = {"once": 1, "twice": 2, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "eight": 8}
_TIMES = rf"(?P<times>\d{{1,2}}|{'|'.join(_WORDS)})"
_OFTEN = (
    (re.compile(rf"\b{_TIMES}\s*(?:times|x|×)?\s*(?:a|per|each|every|/)\s*day\b|\b{_TIMES.replace('times', 'also')}\s*(?:times|x|×)?\s*daily\b", re.IGNORECASE), "times"),
    (re.compile(rf"\b{_TIMES}\s*(?:equal(?:ly)?\s*)?(?:divided\s*)?doses?\b", re.IGNORECASE), "times"),
    (re.compile(r"\b(?:q|every)\s?(?P<hours>\d{1,2}|six|four|eight|twelve)(?:\s*|-)(?:h|hr|hrs|hours?|hourly)\b", re.IGNORECASE), "hours"),
    (re.compile(r"\b(?P<hours>\d{1,2}|six|four|eight|twelve)[- ]hourly\b", re.IGNORECASE), "hours"),
)  # fmt: skip
_HOURS = {"four": 4, "six": 6, "eight": 8, "twelve": 12}
_LATIN = (
    (re.compile(r"\b(?:qid|qds|q\.i\.d\.|q\.d\.s\.)(?!\w)", re.IGNORECASE), 4),
    (re.compile(r"\b(?:tid|tds|t\.i\.d\.|t\.d\.s\.)(?!\w)", re.IGNORECASE), 3),
    (re.compile(r"\b(?:bd|bid|b\.i\.d\.|b\.d\.)(?!\w)", re.IGNORECASE), 2),
    (
        re.compile(
            r"\b(?:od|qd|once daily|once a day|once each day|every 24 hours|daily|nightly|nocte|mane|at night|every morning)\b",
            re.IGNORECASE,
        ),
        1,
    ),
)
_RATIO = re.compile(
    r"(?<![\d:.,])1(?:\s?:\s?|\sin\s(?=[\d,]+(?![\d,]|\s?[A-Za-z])))(?P<parts>\d{1,3}(?:,\d{3})+|\d{2,7})(?!\d|[.,:]\d)"
)
_PERCENT = re.compile(rf"(?<![\w.,/])(?P<number>{_NUMBER})\s?%")
_MOST_PER = 4
"""How many units may stand below: ``mcg/kg/min`` has two."""
PER_DAY: Kind = (("dose", 1), ("time", -1))
SHARE: Kind = (("percent", 1),)
BARE: Kind = ()


@lru_cache(maxsize=128)
def scan(text: str) -> tuple[tuple[Measure, tuple[int, int]], ...]:
    """All quantities of a text with their places: with units, percentages, ratios (``1:1000``), and how often a dose is given.

    ``500 mg in 100 mL`` is 5 mg/mL, and 500 mg and 100 mL as well; ``15 mg/kg`` is not 15 mg.
    """
    return tuple(_scan(text))


def _scan(text: str) -> Iterator[tuple[Measure, tuple[int, int]]]:
    end = 0
    for match in _START.finditer(text):
        if match.start() < end:
            continue
        for measure, start, stop, tight in _at(match, text):
            yield measure, (start, stop)
            if tight:
                end = stop
    taken: list[tuple[int, int]] = []
    for pattern, group in _OFTEN:
        for match in pattern.finditer(text):
            taken.append(match.span())
            groups = match.groupdict()
            said = groups.get(group) or groups.get("also") or ""
            number = Fraction(
                _WORDS.get(said.lower(), _HOURS.get(said.lower(), (said.isdigit() and int(said)) or 0))
            )
            if number:
                often = number if group == "times" else Fraction(24) / number
                yield Measure(often / 24, PER_DAY), match.span()
    for pattern, often_a_day in _LATIN:
        for match in pattern.finditer(text):
            if not any(first <= match.start() < last for first, last in taken):
                yield Measure(Fraction(often_a_day, 24), PER_DAY), match.span()
    for match in _RATIO.finditer(text):
        parts = read_number(match["parts"])
        if parts:
            yield Measure(1000 / Fraction(parts), (("mass", 1), ("volume", -1))), match.span()
    for match in _PERCENT.finditer(text):
        share = read_number(match["number"])
        if share is not None:
            yield Measure(Fraction(share), SHARE), match.span()


def _at(match: re.Match[str], text: str) -> Iterator[tuple[Measure, int, int, bool]]:
    """The quantities that begin at a number: each that may end where a looser word follows, the longest last.

    The flag says that what follows its number belongs to it and is no quantity of its own.
    """
    number, first = read_number(match["number"]), atom(match["atom"])
    if number is None or first is None:
        return
    found = Measure(Fraction(number) * first[1], ((first[0], 1),))
    at, stop, tight = match.start(), match.end(), False
    if first[0] in ("mass", "unit", "mole", "equivalent"):
        behind, before = (
            _FORM_BEHIND.match(text, stop),
            _FORM_BEFORE.search(text, max(0, match.start() - 30), match.start()),
        )
        for beside, ends in (
            (behind, (at, behind.end() if behind else 0)),
            (before, (before.start() if before else 0, stop)),
        ):
            form = _OWN.get(beside["form"].casefold()) if beside else None
            if form in FORMS:
                yield found / Measure(Fraction(1), ((form, 1),)), *ends, False
    for _ in range(_MOST_PER):
        per = _PER.match(text, stop)
        below = atom(per["atom"]) if per else None
        if per is None or below is None:
            if (word := _PER_WORD.match(text, stop)) and "time" not in found.axes:
                yield found, at, stop, tight
                hours = 1 if word["word"].lower() == "hourly" else 24
                found, stop = found / Measure(Fraction(hours), (("time", 1),)), word.end()
            yield found, at, stop, tight
            return
        tied = "/" in per["by"] or "per" in per["by"] or per["by"] in ("·", ".")
        if not tied:
            yield found, at, stop, tight
        axis, size = below
        if axis == "mass" and size == 1_000_000:
            axis, size = "weight", Fraction(1)
        many = Fraction(read_number(per["number"]) or 1) if per["number"] else Fraction(1)
        if not many:
            yield found, at, stop, tight
            return
        found = found / Measure(many * size, ((axis, 1),))
        stop, tight = per.end(), tight or tied
    yield found, at, stop, tight


@lru_cache(maxsize=4096)
def read_measure(text: str) -> Measure | None:
    """The one quantity that a text is, all of it; ``None`` if it is none. A bare number has no axes."""
    plain = re.sub(r"\((?P<in>[^()]*)\)", lambda m: m["in"].replace("·", "/").replace("*", "/"), text.strip())
    if (number := read_number(plain)) is not None:
        return Measure(Fraction(number), BARE)
    whole = [measure for measure, span in _scan(plain) if span == (0, len(plain))]
    return whole[0] if whole and all(each == whole[0] for each in whole) else None


def show(measure: Measure, unit: str = "") -> str:
    """A quantity for people, by default in the units of its axes: ``270 mg``, ``8.1 mL/h``, ``5 mcg/kg/min``."""
    unit = unit or (unit_of(measure) if can_say(measure) else "")
    if not unit and measure.kind:
        return f"{float(measure.value):.6g} ({', '.join(f'{name} {power}' for name, power in measure.kind)})"
    return f"{float(in_unit(measure, unit)):.6g} {unit}".strip()


def in_unit(measure: Measure, unit: str) -> Fraction:
    """The number of a quantity in a unit of its kind. Raises :class:`ValueError` for another."""
    one = read_measure(f"1 {unit}") if unit else Measure(Fraction(1), BARE)
    if one is None or one.kind != measure.kind:
        raise ValueError(f"{unit!r} is no unit for {dict(measure.kind)}")
    return measure.value / one.value


def can_say(measure: Measure) -> bool:
    """Whether :func:`unit_of` has a unit for it."""
    one = read_measure(f"1 {unit_of(measure)}")
    return one is not None and one.kind == measure.kind


def unit_of(measure: Measure) -> str:
    """The unit in which people say such a quantity: drops and drug per kilogram are counted a minute, doses a day."""
    axes = measure.axes
    above = [BASES.get(name, name) for name, power in axes.items() if power > 0]
    below = [BASES.get(name, name) for name, power in axes.items() if power < 0 and name != "time"]
    if axes.get("time") == -1:
        minutes = "drop" in axes or (axes.get("weight") == -1 and axes.get("mass") == 1)
        below.append("min" if minutes else "day" if "dose" in axes else "h")
        if minutes and "mass" in axes:
            above = ["mcg"]
    if not above:
        return ""
    return "/".join([above[0], *("dose" if name == "doses" else name for name in below)])


__all__ = [
    "BASES",
    "FORMS",
    "PER_DAY",
    "SHARE",
    "Kind",
    "Measure",
    "atom",
    "can_say",
    "in_unit",
    "read_measure",
    "scan",
    "show",
    "unit_of",
]
