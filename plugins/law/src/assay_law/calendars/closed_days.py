"""Which days a forum is closed on: weekends, and the legal holidays of a place and year.

Sources: 5 U.S.C. § 6103 and Executive Order 11582, § 3 (United States); Banking and Financial Dealings Act 1971, schedule 1, and
the proclamations of single days (England and Wales); the holiday acts of the German Länder; the State Council's yearly notices
(China, ``data/chinese_days.json``). Each is held against the library ``holidays`` day by day in the tests.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from importlib import resources

ONE = timedelta(1)


class NoCalendar(ValueError):
    """A year, or a place, that no table here covers."""


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the algorithm of Meeus, Jones and Butcher."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, day = divmod(h + weekday - 7 * m + 114, 31)
    return date(year, month, day + 1)


def nth(year: int, month: int, weekday: int, n: int) -> date:
    """The ``n``-th weekday (0 is Monday) of a month; ``n`` -1 is the last."""
    if n < 0:
        last = date(year + month // 12, month % 12 + 1, 1) - ONE
        return last - timedelta((last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta((weekday - first.weekday()) % 7 + 7 * (n - 1))


@dataclass(frozen=True)
class Days:
    """The days of one year that are closed, those whose treatment is unsettled, and weekend days on which work is done."""

    closed: dict[date, str]
    unsettled: dict[date, str] = field(default_factory=dict)
    working: frozenset[date] = frozenset()


# --- United States --------------------------------------------------------------------------------------------------

_FIXED = (  # month, day, name, first year
    (1, 1, "New Year's Day", 0),
    (6, 19, "Juneteenth National Independence Day", 2021),
    (7, 4, "Independence Day", 0),
    (11, 11, "Veterans Day", 0),
    (12, 25, "Christmas Day", 0),
)
_MOVED = (  # month, weekday, which, name
    (1, 0, 3, "Martin Luther King Jr.'s Birthday"),
    (2, 0, 3, "Washington's Birthday"),
    (5, 0, -1, "Memorial Day"),
    (9, 0, 1, "Labor Day"),
    (10, 0, 2, "Columbus Day"),
    (11, 3, 4, "Thanksgiving Day"),
)
_EXECUTIVE_ORDERS = (
    # closings of the federal departments by executive order or proclamation
    "2001-12-24 2003-12-26 2004-06-11 2007-01-02 2007-12-24 2008-12-26 2012-12-24 2014-12-26 2015-12-24 2018-12-05 2018-12-24 2019-12-24 2020-12-24 2024-12-24 2025-01-09"
    " 2025-12-24 2025-12-26"
).split()


def _us(year: int) -> Days:
    closed, unsettled = {}, {}
    for month, weekday, n, name in _MOVED:
        closed[nth(year, month, weekday, n)] = name
    for month, day, name, since in _FIXED:
        if year >= since:
            itself = date(year, month, day)
            closed[itself] = name
            if itself.weekday() == 6:
                closed[itself + ONE] = f"{name} (observed)"
            elif itself.weekday() == 5 and (month, day) != (1, 1):
                unsettled[itself - ONE] = _FRIDAY.format(name)
    if date(year + 1, 1, 1).weekday() == 5:
        unsettled[date(year, 12, 31)] = _FRIDAY.format("New Year's Day")
    for text in _EXECUTIVE_ORDERS:
        if text.startswith(str(year)):
            unsettled[date.fromisoformat(text)] = (
                "a day on which an executive order closed the federal departments, which may be one 'declared a holiday by the President'"
            )
    if year % 4 == 1:
        inauguration = date(year, 1, 20)
        inauguration += ONE if inauguration.weekday() == 6 else timedelta(0)
        if inauguration not in closed:
            unsettled[inauguration] = (
                "Inauguration Day, a holiday in the Washington area only (5 U.S.C. § 6103(c))"
            )
    return Days(closed, unsettled)


_FRIDAY = "the Friday on which a Saturday holiday ({}) is observed (5 U.S.C. § 6103(b)); whether it is a legal holiday for deadlines is unsettled"

# --- Europe ---------------------------------------------------------------------------------------------------------


def _england(year: int) -> Days:
    rise = easter(year)
    closed = {
        rise - 2 * ONE: "Good Friday",
        rise + ONE: "Easter Monday",
        nth(year, 8, 0, -1): "Summer bank holiday",
    }
    closed[date(2020, 5, 8) if year == 2020 else nth(year, 5, 0, 1)] = "Early May bank holiday"
    if year == 2022:
        closed[date(2022, 6, 2)] = "Spring bank holiday"
        closed[date(2022, 6, 3)] = "Platinum Jubilee bank holiday"
        closed[date(2022, 9, 19)] = "Bank holiday for the State Funeral of Queen Elizabeth II"
    else:
        closed[nth(year, 5, 0, -1)] = "Spring bank holiday"
    if year == 2023:
        closed[date(2023, 5, 8)] = "Bank holiday for the coronation of King Charles III"
    for month, day, name in ((1, 1, "New Year's Day"), (12, 25, "Christmas Day"), (12, 26, "Boxing Day")):
        itself = date(year, month, day)
        closed[itself] = name
    for itself in (date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)):
        if itself.weekday() >= 5:
            instead = itself
            while instead.weekday() >= 5 or instead in closed:
                instead += ONE
            closed[instead] = f"{closed[itself]} (substitute day)"
    return Days(closed)


_GERMAN = (  # days after Easter Sunday or (month, day), name, Länder ("" for all), first year
    ((1, 1), "Neujahr", "", 0),
    ((1, 6), "Heilige Drei Könige", "BW BY ST", 0),
    ((3, 8), "Internationaler Frauentag", "BE", 2019),
    ((3, 8), "Internationaler Frauentag", "MV", 2023),
    (-2, "Karfreitag", "", 0),
    (0, "Ostersonntag", "BB", 0),
    (1, "Ostermontag", "", 0),
    ((5, 1), "Tag der Arbeit", "", 0),
    (39, "Christi Himmelfahrt", "", 0),
    (49, "Pfingstsonntag", "BB", 0),
    (50, "Pfingstmontag", "", 0),
    (60, "Fronleichnam", "BW BY HE NW RP SL", 0),
    ((8, 15), "Mariä Himmelfahrt", "SL", 0),
    ((9, 20), "Weltkindertag", "TH", 2019),
    ((10, 3), "Tag der Deutschen Einheit", "", 0),
    ((10, 31), "Reformationstag", "BB MV SN ST TH", 0),
    ((10, 31), "Reformationstag", "HB HH NI SH", 2018),
    ((11, 1), "Allerheiligen", "BW BY NW RP SL", 0),
    ((12, 25), "Erster Weihnachtstag", "", 0),
    ((12, 26), "Zweiter Weihnachtstag", "", 0),
)
LAENDER = "BW BY BE BB HB HH HE MV NI NW RP SL SN ST SH TH".split()


def _germany(year: int, land: str) -> Days:
    rise = easter(year)
    closed, unsettled = {}, {}
    for when, name, laender, since in _GERMAN:
        if year >= since and (not laender or land in laender.split()):
            closed[date(year, *when) if isinstance(when, tuple) else rise + timedelta(when)] = name
    if year == 2017:
        closed[date(2017, 10, 31)] = "Reformationstag"
    if land == "BE" and year in (2020, 2025):
        closed[date(year, 5, 8)] = "Tag der Befreiung"
    if land == "SN":
        before = date(year, 11, 22)
        closed[before - timedelta((before.weekday() - 2) % 7)] = "Buß- und Bettag"
    if land == "BY":
        unsettled[date(year, 8, 15)] = "Mariä Himmelfahrt, in Bavaria a holiday in some municipalities only"
        unsettled[date(year, 8, 8)] = "the Augsburger Friedensfest, a holiday in the city of Augsburg only"
    if land in ("SN", "TH"):
        unsettled[rise + timedelta(60)] = "Fronleichnam, in this Land a holiday in some municipalities only"
    return Days(closed, unsettled)


def _eu_court(year: int) -> Days:
    rise = easter(year)
    fixed = ((1, 1), (5, 1), (5, 9), (6, 23), (8, 15), (11, 1), (12, 25), (12, 26))
    names = (
        "New Year's Day|1 May|Europe Day|Luxembourg's National Day|Assumption|All Saints' Day|Christmas Day|26 December"
    ).split("|")
    closed = {date(year, *when): name for when, name in zip(fixed, names, strict=True)}
    closed |= {
        rise + ONE: "Easter Monday",
        rise + 39 * ONE: "Ascension Day",
        rise + 50 * ONE: "Whit Monday",
    }
    return Days(closed)


# --- China ----------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _chinese_table() -> dict[str, dict[str, dict[str, str]]]:
    text = resources.files("assay_law").joinpath("data/chinese_days.json").read_text("utf-8")
    table: dict[str, dict[str, dict[str, str]]] = json.loads(text)
    return table


def _china(year: int) -> Days:
    table = _chinese_table().get(str(year))
    if table is None:
        raise NoCalendar(f"there is no notice of the State Council for {year}")
    closed = {date.fromisoformat(f"{year}-{day}"): name for day, name in table["off"].items()}
    return Days(closed, working=frozenset(date.fromisoformat(f"{year}-{day}") for day in table["work"]))


_SPANS = {"US": (1987, 2049), "GB-ENG": (2013, 2028), "EU-COURT": (2025, 2027), "CN": (2008, 2026)}


@lru_cache(maxsize=512)
def days_of(place: str, year: int) -> Days:
    """The closed days of a place in a year. Places: ``US`` (federal), ``GB-ENG``, ``DE-BY`` and the other Länder, ``EU-COURT``, ``CN``,
    and ``""`` for weekends alone.

    Raises :class:`NoCalendar` for others, and for years that are not covered.
    """
    if not place:
        return Days({})
    first, last = _SPANS.get(place, (1996, 2049))
    if not first <= year <= last:
        raise NoCalendar(f"the holidays of {place} are known here from {first} to {last}, not for {year}")
    if place.startswith("DE-") and place[3:] in LAENDER:
        return _germany(year, place[3:])
    known = {"US": _us, "GB-ENG": _england, "EU-COURT": _eu_court, "CN": _china}
    if place not in known:
        raise NoCalendar(f"no holidays of {place!r} are known here")
    return known[place](year)


PLACES = ("", "US", "GB-ENG", "EU-COURT", "CN", *(f"DE-{land}" for land in LAENDER))


@dataclass(frozen=True)
class Calendar:
    """Weekends, the holidays of a place, and further ones that are given."""

    place: str = ""
    given: dict[date, str] = field(default_factory=dict)

    def holiday(self, day: date) -> str:
        """The name of the holiday that a day is; ``""`` if it is none."""
        return self.given.get(day) or days_of(self.place, day.year).closed.get(day, "")

    def unsettled(self, day: date) -> str:
        """Why it is unsettled whether a day is closed; ``""`` if it is settled."""
        if day.weekday() >= 5 or day in self.given:
            return ""
        days = days_of(self.place, day.year)
        return "" if day in days.closed else days.unsettled.get(day, "")

    def closed(self, day: date, unsettled: bool = False) -> str:
        """Why a day is closed: the name of its holiday, or of its weekday at weekends; ``""`` if it is open.

        ``unsettled`` says how days of unsettled treatment are taken.
        """
        if name := self.holiday(day):
            return name
        if day.weekday() >= 5 and day not in days_of(self.place, day.year).working:
            return ("Saturday", "Sunday")[day.weekday() - 5]
        return self.unsettled(day) if unsettled else ""
