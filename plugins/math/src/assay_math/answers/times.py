"""Times of day and dates, as people write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day. ``half`` is ``am``, ``pm`` or empty."""

    hour: int
    minute: int
    second: int
    half: str

    def same(self, other: Clock) -> bool:
        """Whether both name one time; a missing am or pm is no contradiction."""
        if (self.minute, self.second) != (other.minute, other.second):
            return False
        if self.half and other.half:
            return self.of_day() == other.of_day()
        if self.half or other.half:
            told, open_ = (self, other) if self.half else (other, self)
            # 13:05 and 1:05 p.m., or the same figure without am or pm
            return told.of_day() == open_.hour or (told.hour == open_.hour and open_.hour <= 12)
        return self.hour == other.hour

    def of_day(self) -> int:
        if not self.half:
            return self.hour
        return self.hour % 12 + (12 if self.half == "pm" else 0)


_CLOCK = re.compile(
    r"(?:at\s+)?(\d{1,2})(?:\s*:\s*(\d{2})(?:\s*:\s*(\d{2}))?)?\s*(?:(a\.?\s?m\.?|p\.?\s?m\.?)|(o'?clock)|(noon|midnight)|(hours|h|uhr))?",
    re.IGNORECASE,
)


@lru_cache(maxsize=1024)
def read_clock(text: str) -> Clock | None:
    """``text`` as a time of day: ``3:05 pm``, ``15:05``, ``7 o'clock``, ``noon``. A bare number is none."""
    text = " ".join(
        text.replace("\\text", " ").replace("{", " ").replace("}", " ").replace("~", " ").split()
    ).strip(" .")
    if text.lower() in ("noon", "midday"):
        return Clock(12, 0, 0, "pm")
    if text.lower() == "midnight":
        return Clock(12, 0, 0, "am")
    match = _CLOCK.fullmatch(text)
    if not match or not (match[2] or match[4] or match[5]):
        return None
    hour, minute, second = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    half = re.sub(r"[^apm]", "", (match[4] or "").lower())
    if match[6]:
        half = "pm" if match[6].lower() == "noon" else "am"
    if hour > 24 or minute > 59 or second > 59 or (half and not 1 <= hour <= 12):
        return None
    return Clock(hour, minute, second, half)


_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sep sept", "october oct", "november nov", "december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_DAYS = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs|ur)?(?:day)?\b\.?,?\s*")
_DAY_FIRST = re.compile(r"(?:the\s+)?(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?([a-z]+)\.?,?(?:\s+(\d{4}))?")
_MONTH_FIRST = re.compile(r"(?:the\s+)?([a-z]+)\.?\s+(?:the\s+)?(\d{1,2})(?:st|nd|rd|th)?,?(?:\s+(\d{4}))?")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_HAN = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})[日号]")
_SLASHED = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


class Date(NamedTuple):
    """A day as it is written. ``swapped``: read with the day before the month, of figures that allow both."""

    year: int | None
    month: int
    day: int
    weekday: str = ""
    swapped: bool = False


@lru_cache(maxsize=1024)
def read_dates(text: str) -> frozenset[Date]:
    """The dates that ``text`` can mean; ``3/4/2024`` can mean two."""
    text = " ".join(text.lower().split()).strip(" .")
    if len(text) > 60:
        return frozenset()
    weekdays = _DAYS.findall(text)
    if len(set(weekdays)) > 1:
        return frozenset()
    if weekdays:
        text = _DAYS.sub("", text).strip(" ,.()")
        return frozenset(date._replace(weekday=weekdays[0]) for date in _dates(text))
    return frozenset(_dates(text))


def _dates(text: str) -> set[Date]:
    found: set[Date] = set()
    if match := _DAY_FIRST.fullmatch(text):
        found |= _valid(match[3], _MONTHS.get(match[2], 0), match[1])
    if match := _MONTH_FIRST.fullmatch(text):
        found |= _valid(match[3], _MONTHS.get(match[1], 0), match[2])
    if match := _ISO.fullmatch(text) or _HAN.fullmatch(text):
        found |= _valid(match[1], int(match[2]), match[3])
    if match := _SLASHED.fullmatch(text):
        found |= _valid(match[3], int(match[1]), match[2])
        found |= {date._replace(swapped=True) for date in _valid(match[3], int(match[2]), match[1])}
    return found


def _valid(year: str | None, month: int, day: str) -> set[Date]:
    if not 1 <= month <= 12 or not 1 <= int(day) <= 31:
        return set()
    return {Date(int(year) if year else None, month, int(day))}


def same_date(reference: frozenset[Date], response: frozenset[Date]) -> bool | None:
    """Whether the response names the reference's date. ``None`` where only one order of its figures does."""
    if len(response) > 1 and len(reference) == 1:
        return None if any(same_date(reference, frozenset((date,))) for date in response) else False
    for ours in reference:
        for theirs in response:
            if (
                len(reference) == len(response) == 2
                and ours.swapped != theirs.swapped
                and ours.month != ours.day
            ):
                continue  # 3/4 and 4/3 are two days, whichever way they are read
            if (
                (ours.month, ours.day) == (theirs.month, theirs.day)
                and (ours.year is None or theirs.year is None or ours.year == theirs.year)
                and (not ours.weekday or not theirs.weekday or ours.weekday == theirs.weekday)
            ):
                return True
    return False
