"""Dates, weekdays and times of day as people write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time
from functools import lru_cache

_MONTHS = (
    ("january", "jan", "januar", "jänner"),
    ("february", "feb", "februar"),
    ("march", "mar", "märz"),
    ("april", "apr"),
    ("may", "mai"),
    ("june", "jun", "juni"),
    ("july", "jul", "juli"),
    ("august", "aug"),
    ("september", "sep", "sept"),
    ("october", "oct", "oktober"),
    ("november", "nov"),
    ("december", "dec", "dezember"),
)
_MONTH = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_DAYS = (
    ("monday", "mon", "montag", "一"),
    ("tuesday", "tue", "tues", "dienstag", "二"),
    ("wednesday", "wed", "mittwoch", "三"),
    ("thursday", "thu", "thur", "thurs", "donnerstag", "四"),
    ("friday", "fri", "freitag", "五"),
    ("saturday", "sat", "samstag", "sonnabend", "六"),
    ("sunday", "sun", "sonntag", "日", "天"),
)
_DAY = {name: number for number, names in enumerate(_DAYS) for name in names}
WEEKDAYS = tuple(names[0].capitalize() for names in _DAYS)

_M = "|".join(sorted(_MONTH, key=len, reverse=True))
_LATIN_DAYS = sorted((name for name in _DAY if name.isascii()), key=len, reverse=True)
WEEKDAY = rf"(?:{'|'.join(_LATIN_DAYS)})(?![^\W\d_])\.?|(?:星期|周|礼拜)[一二三四五六日天]"
"""A weekday, alone."""
_GAP = r"(?:[\s~*_]|\\,|\\ ){1,4}"
_LED = re.compile(
    rf"(?<![^\W\d_])(?P<led>{WEEKDAY})[*_]{{0,2}},?(?:{_GAP}(?:the{_GAP})?|(?=[(（]))(?:[(（])?\Z",
    re.IGNORECASE,
)
"""A weekday right before a date."""
_YEAR = r"(?P<y>\d{4})(?!\d)"
_ORD = r"(?:st|nd|rd|th)?"
_TRAIL = rf"(?:[)）])?(?P<trail>\s?[(（](?:a\s)?(?:{WEEKDAY})[)）]|,\s(?:a\s)?(?:{WEEKDAY})(?=[\s,.;:)*]|\Z)|,?\s?(?:星期|周)[一二三四五六日天])?"
_FORMS = (
    rf"(?<![^\W_])(?P<m>{_M})\.?{_GAP}(?P<d>\d{{1,2}}){_ORD}(?:,{_GAP}|,|{_GAP}){_YEAR}",
    rf"(?<![\d.,/-])(?P<d>\d{{1,2}})(?:{_ORD}|\.)(?:{_GAP}(?:day{_GAP})?(?:of{_GAP})?|-)(?P<m>{_M})(?:\.?,?{_GAP}|-){_YEAR}",
    r"(?<![\d/.-])(?P<y>\d{4})(?P<sep>[-/.])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?![\d/-])",
    r"(?<![\d/.-])(?P<a>\d{1,2})(?P<sep>[-/.])\s?(?P<b>\d{1,2})(?P=sep)\s?(?P<y>\d{4})(?![\d/-])",
    r"(?<![\d/.-])(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<yy>\d{2})(?![\d/-])",
    r"(?<!\d)(?P<y>\d{4})\s?年\s?(?P<m>\d{1,2})\s?月\s?(?P<d>\d{1,2})\s?[日号]",
    r"(?P<y>[一二三四五六七八九〇零○]{4})年(?P<m>[一二三四五六七八九十]{1,2})月(?P<d>[一二三四五六七八九十]{1,3})[日号]",
)
_PATTERNS = tuple(re.compile(form + _TRAIL, re.IGNORECASE) for form in _FORMS)
_PARTIAL = re.compile(
    rf"(?<![^\W\d_])(?:(?P<m>{_M})\.?{_GAP}(?P<d>\d{{1,2}}){_ORD}(?![\d:])|(?<![\d.,/-])(?P<d2>\d{{1,2}}){_ORD}{_GAP}(?:of{_GAP})?(?P<m2>{_M})(?![^\W\d_]))",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"(?<![\d:.])(?P<h>[01]?\d|2[0-4])[:.](?P<m>[0-5]\d)(?::[0-5]\d)?(?![\d:])(?:\s?(?P<half>[ap])\.?\s?m\b\.?)?"
    r"|(?<![\d:.])(?P<h2>1[0-2]|0?[1-9])\s?(?P<half2>[ap])\.?\s?m\b\.?|(?P<noon>\bnoon\b)|(?P<midnight>\bmidnight\b)"
    r"|(?<!\d)(?P<h3>[01]?\d|2[0-4])时(?:(?P<m3>[0-5]?\d)分)?",
    re.IGNORECASE,
)
MOST = 400
"""Dates of a text that are read."""


@dataclass(frozen=True, slots=True)
class Written:
    """A date as it stands from ``start`` to ``end`` of a text.

    ``days`` are the dates that it can be: none if there is no such day, two if its order is open (``7/12/2024``).
    ``weekday`` is what stands beside it, from 0 for Monday; ``year`` is ``False`` where none is said.
    """

    start: int
    end: int
    days: tuple[date, ...]
    weekday: int | None = None
    year: bool = True

    @property
    def day(self) -> date | None:
        """The date, if it is one."""
        return self.days[0] if len(self.days) == 1 else None


@lru_cache(maxsize=128)
def dates_in(text: str, *, partial: bool = False) -> tuple[Written, ...]:
    """The dates of a text, in order; with ``partial`` also those without a year (``days`` is empty then)."""
    found: list[Written] = []
    if not _ANY.search(text):
        return ()
    taken = bytearray(len(text) + 1)
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if len(found) >= MOST:
                break
            if not any(taken[match.start() : match.end()]):
                taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
                found.append(_written(match))
    if partial:
        for match in _PARTIAL.finditer(text):
            if len(found) < MOST and not any(taken[match.start() : match.end()]):
                start, led = _led(text, match.start())
                found.append(Written(start, match.end(), (), led, year=False))
    return tuple(sorted(found, key=lambda each: each.start))


def _written(match: re.Match[str]) -> Written:
    said = match.groupdict()
    year = _number(said.get("y") or "0")
    if said.get("yy"):  # month, day, year; day, month, year; year, month, day
        a, b, c = (int(said[name]) for name in ("a", "b", "yy"))
        read = ((2000 + c, a, b), (2000 + c, b, a), (2000 + a, b, c))
        days = tuple(dict.fromkeys(day for each in read if (day := valid(*each))))
    elif said.get("a"):
        first, second = int(said["a"]), int(said["b"])
        readings = ((first, second),) if said["sep"] == "." else ((second, first), (first, second))
        days = tuple(dict.fromkeys(day for d, m in readings if (day := valid(year, m, d))))
    else:
        month = _MONTH.get(said["m"].lower()) or _number(said["m"])
        made = valid(year, month, _number(said["d"]))
        days = (made,) if made else ()
    start, led = _led(match.string, match.start())
    told = _weekday(said.get("trail")) if led is None else led
    if len(days) > 1 and told is not None:
        days = tuple(day for day in days if day.weekday() == told) or days
    return Written(start, match.end(), days, told)


def _led(text: str, start: int) -> tuple[int, int | None]:
    """Where a date begins with the weekday that stands right before it, and that weekday."""
    led = _LED.search(text, max(0, start - 26), start)
    if led is None or _TOLD.search(text, max(0, led.start() - 40), led.start()):
        return start, None
    return led.start(), weekday(led["led"])


_ANY = re.compile(r"\d|[一二三四五六七八九〇零○]年")
_TOLD = re.compile(r"\b(?:is|was|be|being)\s(?:(?:itself|also|not|both)\s)?an?\s[*_]{0,2}\Z", re.IGNORECASE)
"""What before a weekday says that it is told of another date: ``5 July is a Friday, 6 July a Saturday``."""


def valid(year: int, month: int, day: int) -> date | None:
    """The date, if there is such a day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


_NUMERALS = "零一二三四五六七八九"


def _number(text: str) -> int:
    """A number in digits or in Chinese numerals up to 31, and a year digit by digit."""
    if text.isascii():
        return int(text)
    plain = text.replace("〇", "零").replace("○", "零")
    if "十" in plain:
        tens, _, ones = plain.partition("十")
        return 10 * (_NUMERALS.find(tens) if tens else 1) + (_NUMERALS.find(ones) if ones else 0)
    return int("".join(str(_NUMERALS.find(c)) for c in plain))


_ONE_DAY = re.compile(WEEKDAY, re.IGNORECASE)


def _weekday(text: str | None) -> int | None:
    found = _ONE_DAY.search(text) if text else None
    return weekday(found[0]) if found else None


def weekday(text: str) -> int:
    """The number of a weekday that :data:`WEEKDAY` matches, from 0 for Monday."""
    return _DAY[text.lower().strip(".") if text[0].isascii() else text[-1]]


def times_in(text: str) -> list[tuple[int, int, time | None]]:
    """The times of day of a text, ``(start, end, time)``; ``None`` for 24:00 and midnight, which may be either end of a day."""
    found: list[tuple[int, int, time | None]] = []
    for match in _TIME.finditer(text):
        if len(found) >= MOST:
            break
        if match["noon"]:
            found.append((*match.span(), time(12)))
            continue
        hour = 24 if match["midnight"] else int(match["h"] or match["h2"] or match["h3"])
        minute = int(match["m"] or match["m3"] or 0)
        half = (match["half"] or match["half2"] or "").lower()
        if half and not 1 <= hour <= 12:
            continue
        if half:
            hour = hour % 12 + (12 if half == "p" else 0)
        found.append((*match.span(), time(hour, minute) if hour < 24 else None))
    return found


def iso(text: str) -> date:
    """A date in the form ``2024-06-28``; raises :class:`ValueError`."""
    if not re.fullmatch(r"[12]\d{3}-\d{2}-\d{2}", text):
        raise ValueError(f"{text[:40]!r} is no date of the form 2024-06-28")
    return date.fromisoformat(text)
