"""The second route of the generators to a date: a walk day by day, with the holidays of the library ``holidays``.

It shares neither calendars nor code with :mod:`~assay_law.calendars.engine`, which the verifier computes with.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache

_DAY = timedelta(days=1)


@lru_cache(maxsize=64)
def holidays_of(place: str):  # type: ignore[no-untyped-def]
    """The library's holidays of a place of :data:`~assay_law.calendars.closed_days.PLACES`."""
    import holidays

    if place == "EU-COURT":
        # the official holidays of the Court are those of its seat, Luxembourg
        return holidays.country_holidays("LU")
    country, _, part = place.partition("-")
    return holidays.country_holidays(country, subdiv=part or None)


def is_open(place: str, given: frozenset[date]) -> Callable[[date], bool]:
    """Whether a day is one on which things are done, as the library has it."""

    def weekdays(day: date) -> bool:
        return day.isoweekday() < 6 and day not in given

    if not place:
        return weekdays
    known = holidays_of(place)
    if place == "CN":
        return lambda day: known.is_working_day(day.isoformat()) and day not in given
    return lambda day: weekdays(day) and day.isoformat() not in known


def walk(
    start: date, number: int, unit: str, sign: int, open_: Callable[[date], bool], *, skipping: bool = False
) -> date:
    """The date so many units after (1) or before (-1) a date; ``skipping`` counts open days only."""
    from dateutil.relativedelta import relativedelta

    if unit in ("week", "month", "year"):
        moved: date = start + sign * relativedelta(**{f"{unit}s": number})
        return moved
    day, left = start, number
    while left:
        day += sign * _DAY
        left -= open_(day) or not skipping
    return day


def roll(day: date, sign: int, open_: Callable[[date], bool]) -> date:
    """The day itself if it is open, or the next one in the direction of the count."""
    while not open_(day):
        day += sign * _DAY
    return day
