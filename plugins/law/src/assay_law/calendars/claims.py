"""What a text says of dates on its way to an answer, held against the calendar and against what the rules come to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from assay.evidence import Findings
from assay_law.calendars.closed_days import Calendar, NoCalendar, days_of
from assay_law.calendars.engine import Outcome, shifted
from assay_law.calendars.facts import check_facts, check_period
from assay_law.calendars.masked import BE, IS, ORDINALS, UNIT, D, Masked, N, number_of
from assay_law.calendars.stages import check_ends_of_months, check_stages, stated
from assay_law.calendars.written import WEEKDAY, WEEKDAYS, weekday


def check_claims(
    text: str,
    outcome: Outcome | None,
    calendar: Calendar,
    found: Findings,
    known: set[date] | None = None,
    prompt: str = "",
    court_day: date | None = None,
) -> None:
    """Holds what a text says of single dates against the calendar, and of the count against the outcome, if there is one.

    ``known`` are the dates that it may speak of, as the prompt and the stages of the count have them; others are undecided
    (``unknown_date``), unless what is said of them is found true: a sum, the name of a holiday, a weekend, the day on which a period begins. Without it all
    may be spoken of. ``prompt`` is the text with the facts, ``court_day`` the day of a
    filing by the clocks of the court.

    Reasons: ``wrong_weekday``, ``no_such_day``, ``wrong_holiday``, ``wrong_arithmetic``, ``wrong_addition``, ``wrong_trigger``, ``wrong_roll``.
    """
    read = Masked.of(text, {*(known or ()), *(stated(outcome) if outcome else ())})
    _weekdays(read, found)
    _holidays(read, calendar, found)
    _arithmetic(read, calendar, found)
    _comparisons(read, found)
    check_ends_of_months(read, found)
    if outcome is not None:
        check_stages(read, outcome, calendar, found)
    if known is not None:
        check_facts(read, prompt, court_day, found)
        if outcome is not None:
            check_period(read, prompt, outcome, calendar, found)
        _unknown(read, found)


def _unknown(read: Masked, found: Findings) -> None:
    for start, each in read.at.items():
        if not each.days or start in read.explained or any(day in read.known for day in each.days):
            continue
        message = f"Neither the prompt nor the count has {each.days[0]}."
        said = read.text[each.start : each.end]
        found.check(None, "date", said, "unknown_date", message, span=(each.start, each.end))


_THEN_WEEKDAY = re.compile(
    rf"(?P<date>{D})[*_)]{{0,3}},?\s(?:(?:which|that|this|and)\s)?{BE}\s(?P<not>not\s)?(?:itself\s|also\s)?(?:on\s)?(?:an?\s|the\s)?[*_]{{0,2}}(?P<day>{WEEKDAY})(?!\s+or\b)"
    rf"|(?P<date2>{D})[，,]?\s?(?:当日|当天)?(?P<not2>不)?(?:是|为|系)\s?(?P<day2>(?:星期|周)[一二三四五六日天])",
    re.IGNORECASE,
)
_WEEKEND = re.compile(
    rf"(?P<date>{D})[*_)]{{0,3}},?\s(?:(?:which|that|this|and)\s)?{BE}\s(?P<not>not\s)?(?:on\s)?(?:an?\s|the\s)?(?P<kind>weekend|weekday)\b",
    re.IGNORECASE,
)


def _weekdays(read: Masked, found: Findings) -> None:
    for each in read.at.values():
        if not each.days:
            said = read.text[each.start : each.end]
            found.check(
                False,
                "date",
                said,
                "no_such_day",
                f"There is no such day: {said}.",
                span=(each.start, each.end),
            )
        elif each.weekday is not None:
            right = any(day.weekday() == each.weekday for day in each.days)
            _told_weekday(read, found, each.days[0], each.weekday, right, (each.start, each.end))
    for match in _THEN_WEEKDAY.finditer(read.masked):
        day = read.day(match.start("date") if match["date"] else match.start("date2"))
        if day is not None:
            told = weekday(match["day"] or match["day2"])
            right = (day.weekday() == told) != bool(match["not"] or match["not2"])
            if told >= 5 and right:
                read.explained.add(read.named(match))
            _told_weekday(read, found, day, told, right, match.span())
    for match in _WEEKEND.finditer(read.masked):
        day = read.day(match.start("date"))
        if day is not None:
            right = ((day.weekday() >= 5) == (match["kind"].lower() == "weekend")) != bool(match["not"])
            if right:
                read.explained.add(match.start("date"))
            _told_weekday(read, found, day, day.weekday(), right, match.span())


def _told_weekday(
    read: Masked, found: Findings, day: date, told: int, right: bool, span: tuple[int, int]
) -> None:
    message = f"{day} is a {WEEKDAYS[day.weekday()]}, not a {WEEKDAYS[told]}."
    if told == day.weekday():
        message = f"{day} is a {WEEKDAYS[told]}."
    found.check(right, "weekday", read.text[slice(*span)], "wrong_weekday", message, span=span)


_ALIASES = {
    "New Year's Day": r"New Year['’]?s?(?:['’] Day| Day)",
    "Martin Luther King Jr.'s Birthday": r"(?:(?:the )?Birthday of )?(?:Dr\. )?(?:Martin Luther King(?:,? Jr\.?)?|MLK)(?:['’]s Birthday| Day)?",
    "Washington's Birthday": r"(?:George )?Washington['’]s Birthday|Presidents?['’]?s? Day",
    "Memorial Day": "Memorial Day",
    "Juneteenth National Independence Day": r"Juneteenth(?: National Independence Day)?",
    "Independence Day": r"(?<!National )Independence Day",
    "Labor Day": "Labor Day",
    "Columbus Day": r"Columbus Day|Indigenous Peoples['’]? Day",
    "Veterans Day": r"Veterans?['’]?s? Day",
    "Thanksgiving Day": r"Thanksgiving(?: Day)?",
    "Christmas Day": r"Christmas(?: Day)?(?! Eve)",
}
_FEDERAL = frozenset(_ALIASES)
_ALIASES |= {
    "Neujahr": r"Neujahr|New Year['’]?s?(?:['’] Day| Day)",
    "Heilige Drei Könige": "Heilige Drei Könige|Epiphany",
    "Internationaler Frauentag": "Internationaler Frauentag|International Women['’]s Day",
    "Karfreitag": "Karfreitag|Good Friday",
    "Ostermontag": "Ostermontag|Easter Monday",
    "Tag der Arbeit": "Tag der Arbeit|Labour Day|May Day",
    "Christi Himmelfahrt": "Christi Himmelfahrt|Ascension(?: Day)?",
    "Pfingstmontag": "Pfingstmontag|Whit Monday",
    "Fronleichnam": "Fronleichnam|Corpus Christi",
    "Mariä Himmelfahrt": "Mariä Himmelfahrt|Assumption(?: Day)?",
    "Tag der Deutschen Einheit": "Tag der Deutschen Einheit|(?:Day of )?German Unity(?: Day)?",
    "Reformationstag": "Reformationstag|Reformation Day",
    "Allerheiligen": "Allerheiligen|All Saints['’] Day",
    "Buß- und Bettag": "Buß- und Bettag|Day of (?:Prayer and )?Repentance",
    "Erster Weihnachtstag": "(?:Erster |1[.] )?Weihnachtstag|Christmas Day|first day of Christmas",
    "Zweiter Weihnachtstag": "(?:Zweiter |2[.] )Weihnachtstag|second day of Christmas|Boxing Day",
}
_LINK = r"(?:[\s,(*_，]|适逢|正值|系|为|是|属于?|\b(?:is|was|which|falls?|fell|on|observed|being|that|the|a|as|day|federal|legal|state|public|bank|holiday|of|this year|legally|also)\b|[()]){1,14}"
_NOT_ITSELF = re.compile(
    r"\b(?:after|before|following|since|until|not|eve of|preceding|except|from|than|through|between|past|nor|neither|or)\W{1,3}(?:\w+\W{1,2}){0,2}\Z",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    rf"(?P<date>{D})[*_)]{{0,3}},?\s(?:(?:which|that|this|and)\s)?{BE}\s(?:(?P<not>not|neither)\s)?(?:itself\s|also\s)?(?:an?\s|the\s)?(?:weekend (?:day )?(?:n?or )(?:an?\s)?)?(?:legal|federal|public|state|court|bank|national|observed)\s(?:legal\s|public\s)?holiday\b",
    re.IGNORECASE,
)


def _holidays(read: Masked, calendar: Calendar, found: Findings) -> None:
    years = {each.day.year for each in read.at.values() if each.day}
    dates: dict[str, set[date]] = {}
    for year in sorted(years):
        try:
            closed = days_of(calendar.place, year).closed
        except NoCalendar:
            continue
        for day, name in closed.items():
            for each in name.removesuffix(" (observed)").removesuffix(" (substitute day)").split("、"):
                dates.setdefault(each, set()).add(day)
            if day.weekday() == 5 and name in _FEDERAL:
                dates[name].add(day - timedelta(1))  # the Friday on which it is observed
    for day, name in calendar.given.items():
        dates.setdefault(name, set()).add(day)
    for name, on in dates.items():
        if len(name) < 2:
            continue
        form = f"(?:{_ALIASES.get(name, re.escape(name))})"
        for match in re.finditer(
            rf"(?P<before>(?P<d1>{D}){_LINK})?(?<![A-Za-z]){form}(?![A-Za-z])(?P<after>{_LINK}(?P<d2>{D}))?",
            read.masked,
        ):
            if match["before"] or match["after"]:
                _told_holiday(read, match, name, on, found)
    for match in _GENERIC.finditer(read.masked):
        told = read.day(match.start("date"))
        if told is None:
            continue
        try:
            is_one, open_ = bool(calendar.holiday(told)), calendar.unsettled(told)
        except NoCalendar:
            continue
        right = None if open_ else is_one != bool(match["not"])
        if right:
            read.explained.add(match.start("date"))
        message = open_ or f"{told} is {'a' if is_one else 'no'} holiday."
        found.check(
            right, "holiday", read.text[slice(*match.span())], "wrong_holiday", message, span=match.span()
        )


def _told_holiday(read: Masked, match: re.Match[str], name: str, on: set[date], found: Findings) -> None:
    near = [read.day(match.start(group)) for group in ("d1", "d2") if match[group]]
    days = [day for day in near if day is not None]
    lead = read.masked[max(0, match.start() - 40) : match.start()]
    inside = match[0]
    if not days or _NOT_ITSELF.search(lead) or re.search(r"[.;]\s", inside):
        return
    if match["before"] and _NOT_ITSELF.search(match["before"]):
        return
    right = any(day in on for day in days)
    if right:
        read.explained.update(match.start(group) for group in ("d1", "d2") if match[group])
    message = f"{name} is on {', '.join(str(day) for day in sorted(on))}."
    found.check(
        right, "holiday", read.text[slice(*match.span())], "wrong_holiday", message, span=match.span()
    )


_AFTER = re.compile(
    rf"(?<![\w.]){N}[\s-](?:\(\d+\)\s)?{UNIT}\s(?P<way>after|from|following|later than|before|prior to|preceding|ahead of)\s(?P<from>{D})[*_)]{{0,3}}{IS}(?P<to>{D})"
    rf"|(?P<from2>{D})\s?(?P<sign>\+|plus|−|–|-|minus)\s?(?P<n2>\d{{1,5}}|[a-z-]{{3,12}})\s(?P<kind2>(?:court|business|working|calendar)\s)?(?P<unit2>day|week|month|year)s?{IS}(?P<to2>{D})"
    rf"|(?P<from3>{D})[，,]?\s?(?:加|\+|再加)\s?(?P<n3>\d{{1,5}})\s?(?:个)?(?P<unit3>日|天|周|月|年)\s?[，,]?(?:为|是|即|=|等于|得|至|到)\s?(?P<to3>{D})",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    rf"\b(?P<verb>count(?:ing|ed)?|add(?:ing|ed)?|go(?:ing)?)\s(?:(?P<way0>forward|back(?:ward)?s?)\s)?(?P<way1>back\s)?{N}[\s-]{UNIT}\s(?P<way2>forwards?|back(?:ward)?s?)?\s?(?:from|to|after)\s(?P<from>{D})[*_)]{{0,3}}{IS}(?P<to>{D})",
    re.IGNORECASE,
)
_LATER = re.compile(
    rf"(?P<from>{D})(?P<gap>[^.⟦⟧]{{0,90}}?)(?<![\w.]){N}\s(?:calendar\s)?(?P<unit>day|week|month|year)s?\slater\s(?:is|was|falls on)\s[*_(]{{0,3}}(?P<to>{D})",
    re.IGNORECASE,
)
_THE_NTH = re.compile(
    rf"\bcounted from\s(?P<from>{D}),?\sthe\s(?P<n>{'|'.join(sorted(ORDINALS, key=len, reverse=True))})(?:\sday)?\sis\s(?P<to>{D})",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    rf"(?P<one>{D})[*_)]{{0,3}},?\s(?:(?:comes|is|was|lies|falls|and so|so|which is|that is)\s)?(?P<way>before|after|earlier than|later than)\s[*_(]{{0,3}}(?P<other>{D})"
    r"(?!\s(?:is|was|are)\b)",
    re.IGNORECASE,
)
_UNITS3 = {"日": "day", "天": "day", "周": "week", "月": "month", "年": "year"}


def _arithmetic(read: Masked, calendar: Calendar, found: Findings) -> None:
    for start, end, number, unit, begin, told in _sums(read):
        if unit == "court day":
            right = _court_days(begin, number, calendar) == told
        else:
            right = shifted(begin, number, unit) == told
        if right and begin in read.known:
            read.known.add(told)
        way = "after" if number > 0 else "before"
        message = f"{told} is not {abs(number)} {unit}s {way} {begin}."
        found.check(right, "arithmetic", read.text[start:end], "wrong_arithmetic", message, span=(start, end))


def _comparisons(read: Masked, found: Findings) -> None:
    for match in _LATER.finditer(read.masked):
        begin, told = read.day(match.start("from")), read.day(match.start("to"))
        count = number_of(match["n"])
        if begin is not None and told is not None and 0 < count < 40_000:
            right = shifted(begin, count, match["unit"].lower()) == told or None
            message = f"{told} is not {count} {match['unit']}s after {begin}."
            found.check(right, "arithmetic", read.said(match), "wrong_arithmetic", message, span=match.span())
    for match in _COMPARED.finditer(read.masked):
        one, other = read.day(match.start("one")), read.day(match.start("other"))
        if one is not None and other is not None:
            earlier = match["way"].lower() in ("before", "earlier than")
            message = f"{one} is not {match['way']} {other}."
            found.check(
                one < other if earlier else one > other,
                "arithmetic",
                read.said(match),
                "wrong_arithmetic",
                message,
                span=match.span(),
            )


def _sums(read: Masked) -> Iterator[tuple[int, int, int, str, date, date]]:
    for match in _AFTER.finditer(read.masked):
        which = "" if match["from"] else "2" if match["from2"] else "3"
        number = number_of(match["n" + which])
        begin, told = read.day(match.start("from" + which)), read.day(match.start("to" + which))
        if which == "3":
            unit, back = _UNITS3[match["unit3"]], False
        else:
            unit = match["unit" + which].lower()
            if (match["kind" + which] or "").strip().lower() in ("court", "business", "working"):
                unit = "court day"
            if (match["kind" + which] or "").strip().lower() == "clear":
                continue
            back = (match["way"] or match["sign"] or "").lower() in (
                "before",
                "prior to",
                "preceding",
                "ahead of",
                "−",
                "–",
                "-",
                "minus",
            )
        if number and begin and told and number < 40_000:
            yield match.start(), match.end(), -number if back else number, unit, begin, told
    for match in _THE_NTH.finditer(read.masked):
        begin, told = read.day(match.start("from")), read.day(match.start("to"))
        if begin is not None and told is not None:
            yield match.start(), match.end(), ORDINALS[match["n"].lower()], "day", begin, told
    for match in _COUNTED.finditer(read.masked):
        number = number_of(match["n"])
        begin, told = read.day(match.start("from")), read.day(match.start("to"))
        kind = (match["kind"] or "").strip().lower()
        if not number or begin is None or told is None or kind == "clear":
            continue
        ways = [match[name] for name in ("way0", "way1", "way2") if match[name]]
        back = any("back" in way.lower() for way in ways) or (not ways and told < begin)
        unit = "court day" if kind in ("court", "business", "working") else match["unit"].lower()
        yield match.start(), match.end(), -number if back else number, unit, begin, told


def _court_days(day: date, number: int, calendar: Calendar) -> date:
    step = timedelta(1 if number > 0 else -1)
    for _ in range(min(abs(number), 2_000)):
        day += step
        while calendar.closed(day):
            day += step
    return day
