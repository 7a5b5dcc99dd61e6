"""How a solution tells a count under European rules."""

from __future__ import annotations

import random
from datetime import date, timedelta

from assay_law.calendars.closed_days import Calendar
from assay_law.calendars.engine import Outcome
from assay_law.generators._time import uk, uk_full, weekday_of

FIRMS = (
    "Brandvik Elektro|Maison Delvaux|Olmari Oy|Tessara S.r.l.|Kestrel Optics|Noordlicht B.V.|Casa Arvela|Hallgrim Foods|Violette & Fils|Brenner Möbel GmbH|Lumen Cycles|Ostrava Papir a.s."
).split("|")
PEOPLE = "Ms Virtanen|Mr Kowalczyk|Ms Moreau|Mr Lindqvist|Ms Castellano|Mr Haverford|Ms Jankowska|Mr Petrosyan|Ms O'Rourke|Mr Van den Berg|Ms Ferreira|Mr Szabó".split(
    "|"
)
_GIVEN = {  # a member state and its public holidays on fixed dates and around Easter, as (month, day) or days after Easter
    "Belgium": ("BE", ((1, 1), 1, (5, 1), 39, 50, (7, 21), (8, 15), (11, 1), (11, 11), (12, 25)), ("New Year's Day", "Easter Monday", "Labour Day", "Ascension Day", "Whit Monday", "the National Day", "Assumption Day", "All Saints' Day", "Armistice Day", "Christmas Day")),
    "France": ("FR", ((1, 1), 1, (5, 1), (5, 8), 39, 50, (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)), ("New Year's Day", "Easter Monday", "Labour Day", "Victory Day", "Ascension Day", "Whit Monday", "Bastille Day", "Assumption Day", "All Saints' Day", "Armistice Day", "Christmas Day")),
    "Austria": ("AT", ((1, 1), (1, 6), 1, (5, 1), 39, 50, 60, (8, 15), (10, 26), (11, 1), (12, 8), (12, 25), (12, 26)), ("New Year's Day", "Epiphany", "Easter Monday", "Labour Day", "Ascension Day", "Whit Monday", "Corpus Christi", "Assumption Day", "the National Day", "All Saints' Day", "the Immaculate Conception", "Christmas Day", "St Stephen's Day")),
    "Italy": ("IT", ((1, 1), (1, 6), 1, (4, 25), (5, 1), (6, 2), (8, 15), (11, 1), (12, 8), (12, 25), (12, 26)), ("New Year's Day", "Epiphany", "Easter Monday", "Liberation Day", "Labour Day", "Republic Day", "Assumption Day", "All Saints' Day", "the Immaculate Conception", "Christmas Day", "St Stephen's Day")),
}  # fmt: skip
STATES = tuple(_GIVEN)


def holidays_in(state: str, year: int) -> dict[str, str]:
    """The public holidays of a member state in a year, by date; held against the library ``holidays``."""
    from assay import agree
    from assay_law.calendars.closed_days import easter
    from assay_law.calendars.second import holidays_of

    code, when, names = _GIVEN[state]
    made = {}
    for each, name in zip(when, names, strict=True):
        day = date(year, *each) if isinstance(each, tuple) else easter(year) + timedelta(each)
        made[day] = name
    known = holidays_of(code)
    for day in made:
        agree(True, day in known, what=f"whether {day} is a holiday in {state}")
    return {day.isoformat(): made[day] for day in sorted(made)}


def listed(holidays: dict[str, str], low: date, high: date) -> tuple[str, dict[str, str]]:
    """The holidays between two dates in words, and these alone."""
    near = {day: name for day, name in holidays.items() if low <= date.fromisoformat(day) <= high}
    return "; ".join(f"{name}, {uk_full(date.fromisoformat(day))}" for day, name in near.items()), near


def moved(rng: random.Random, day: date, end: date, calendar: Calendar, cite: str, what: str) -> list[str]:
    """Why a last day stays or moves, and where to."""
    if day == end:
        return [
            rng.choice(
                (
                    f"{uk(day)} is a {weekday_of(day)} and a working day, so {cite} does not extend the {what}.",
                    f"That is a working day; {cite} changes nothing.",
                )
            )
        ]
    passed = []
    while day < end:
        passed.append(f"{uk(day)} is {_name(day, calendar)}")
        day += timedelta(1)
    reasons = "; ".join(passed) if len(passed) > 2 else " and ".join(passed)
    return [
        rng.choice(
            (
                f"{reasons[0].upper()}{reasons[1:]}. Under {cite} the {what} therefore ends with the next working day, {uk_full(end)}.",
                f"But {reasons}, so {cite} extends the {what} to {uk_full(end)}.",
            )
        )
    ]


def _name(day: date, calendar: Calendar) -> str:
    name = calendar.holiday(day)
    return name if name and day.weekday() < 5 else f"a {weekday_of(day)}"


def by_holiday(outcome: Outcome) -> bool:
    """Whether a holiday on a weekday moved a last day."""
    for stage in outcome.stages:
        day = stage.counted
        while day < stage.end:
            if day.weekday() < 5:
                return True
            day += timedelta(1)
    return False
