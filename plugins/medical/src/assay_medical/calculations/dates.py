"""Dates and durations as references and responses write them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")  # fmt: skip
_NAME = "|".join((*_MONTHS, *(name[:3] for name in _MONTHS), "sept"))
_DATE = re.compile(
    r"(?<![\w/.-])(?:(?P<iy>\d{4})[-/.](?P<im>\d{1,2})[-/.](?P<id>\d{1,2})"
    r"|(?P<a>\d{1,2})(?P<sep>[/.-])(?P<b>\d{1,2})(?P=sep)(?P<y>\d{4})"
    rf"|(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?[ -]+(?:of )?(?P<m1>{_NAME})\.?,?[ -]+(?P<y1>\d{{4}})"
    rf"|(?P<m2>{_NAME})\.? +(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,? +(?P<y2>\d{{4}}))(?![\w/-]|\.\d)",
    re.IGNORECASE,
)


def find_dates(text: str) -> Iterator[tuple[int, int, frozenset[datetime.date]]]:
    """Each date of a text: where it stands, and the days that it can mean (``03/04/2020`` can mean two, ``30/02/2020`` none)."""
    for match in _DATE.finditer(text):
        yield match.start(), match.end(), _days(match)


def read_date(text: str, *, month_first: bool = True) -> datetime.date | None:
    """The day that a text is; ``None`` if it is no date. ``03/04/2020`` is the fourth of March if ``month_first``, else none."""
    match = _DATE.fullmatch(text.strip())
    days = _days(match) if match else frozenset()
    if len(days) == 1:
        return next(iter(days))
    if len(days) == 2 and match is not None and month_first:
        return _day(match["y"], match["a"], match["b"])
    return None


def _days(match: re.Match[str]) -> frozenset[datetime.date]:
    if match["iy"]:
        found = [_day(match["iy"], match["im"], match["id"])]
    elif match["y"]:
        found = [_day(match["y"], match["a"], match["b"]), _day(match["y"], match["b"], match["a"])]
    else:
        name = (match["m1"] or match["m2"]).lower()
        month = next(i for i, each in enumerate(_MONTHS, 1) if each.startswith(name[:3]))
        found = [_day(match["y1"] or match["y2"], str(month), match["d1"] or match["d2"])]
    return frozenset(day for day in found if day is not None)


def _day(year: str, month: str, day: str) -> datetime.date | None:
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None


_DURATION = re.compile(
    r"\(?\s*['\"]?(?P<weeks>\d{1,3})\s*['\"]?\s*(?:weeks?|wks?|w)(?![A-Za-z])['\"]?(?:\s*(?:,|and|&|\+)?\s*(?:and\s+)?['\"]?(?P<days>\d{1,2})\s*(?:days?|d)\b['\"]?)?\s*\)?"
    r"|(?<![\d/.])(?P<w7>\d{1,2})[\s-]+(?P<d7>[0-6])/7\s*(?:weeks?|wks?)\b"
    r"|(?<![\d/.])(?P<w2>\d{1,2})\s?\+\s?(?P<d2>[0-6])(?![\d.])(?:\s*weeks?)?"
    r"|(?<![\d/.])(?P<only>\d{1,3})\s*days?\b",
    re.IGNORECASE,
)


def find_durations(text: str) -> Iterator[tuple[int, int, tuple[int, int]]]:
    """Each duration of a text in ``(weeks, days)``: ``12 weeks and 3 days``, ``12w3d``, ``12+3``, ``('12 weeks', '3 days')``."""
    for match in _DURATION.finditer(text):
        if match["only"]:
            weeks, days = 0, int(match["only"])
        elif match["w7"]:
            weeks, days = int(match["w7"]), int(match["d7"])
        elif match["w2"]:
            weeks, days = int(match["w2"]), int(match["d2"])
        else:
            weeks, days = int(match["weeks"]), int(match["days"] or 0)
        yield match.start(), match.end(), (weeks, days)
