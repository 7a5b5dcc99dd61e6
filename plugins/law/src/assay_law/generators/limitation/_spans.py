"""Limitation with suspended spans, counted by two routes."""

from __future__ import annotations

from datetime import date, timedelta

from assay import agree
from assay_law.calendars.engine import shifted


def last_day(start: date, years: int, suspended: list[tuple[date, date]]) -> date:
    """The last day of a period of years that begins on the day after ``start``, of which suspended days (from, to; both
    included) do not run; they are added as days at the end.

    By two routes: the end is put off by the length of the spans; and each day is looked at on its own.
    """
    plain = shifted(start, years, "year")
    end = plain
    for first, last in sorted(suspended):
        if first <= end:
            end += last - max(first, start + timedelta(1)) + timedelta(1)
    left, day = (plain - start).days, start
    while left:
        day += timedelta(1)
        left -= not any(first <= day <= last for first, last in suspended)
    while any(first <= day <= last for first, last in suspended):
        day += timedelta(1)
    return agree(end, day, what="the last day of the limitation period")
