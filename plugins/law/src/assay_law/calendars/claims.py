"""What a text says of dates on its way to an answer, held against the calendar and against what the rules come to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from assay.evidence import Findings
from assay_law.calendars.closed_days import Calendar, NoCalendar, days_of
from assay_law.calendars.engine import Outcome, shifted
from assay_law.calendars.written import WEEKDAY, WEEKDAYS, Written, dates_in, weekday

_D = r"⟦·*⟧"
_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
NUMBER_WORDS = {word: n for n, word in enumerate(_WORDS, 1)} | {
    f"{ten}{f'-{_WORDS[one - 1]}' if one else ''}": 10 * (n + 2) + one
    for n, ten in enumerate(_TENS)
    for one in range(10)
}
"""English number words up to ninety-nine."""
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split()
ORDINALS = (
    {word: n for n, word in enumerate(_ORDINALS, 1)}
    | {"thirtieth": 30, "fortieth": 40, "forty-fifth": 45, "sixtieth": 60, "ninetieth": 90}
    | {f"twenty-{word}": 20 + n for n, word in enumerate(_ORDINALS[:9], 1)}
)
"""English ordinals."""
_N = rf"(?P<n>\d{{1,5}}|(?:{'|'.join(sorted(NUMBER_WORDS, key=len, reverse=True))}))"
_UNIT = r"(?P<kind>(?:court|business|working|calendar|more|further|additional|full|clear)\s)?(?P<unit>day|week|month|year)s?"
_IS = r"(?:\s|,|[*_(]|\b(?:is|was|=|falls?|fell|lands?|ends?|ended|expires?|expired|would be|will be|brings us|takes us|to|on|in|at|gives?|yields?|reaches|leads|comes|runs?|through|until|the|which|that|and|so|therefore|thus)\b|=|→|:){1,24}"
_BE = r"(?:is|was|falls on|fell on|lands on|being|will be|would be|is also|happens to be)"


@dataclass(frozen=True)
class _Text:
    """A text whose dates are masked by signs of the same length."""

    text: str
    masked: str
    at: dict[int, Written]
    known: set[date] = field(default_factory=set)

    def day(self, start: int) -> date | None:
        written = self.at.get(start)
        return written.day if written else None


def check_claims(
    text: str, outcome: Outcome | None, calendar: Calendar, found: Findings, known: set[date] | None = None
) -> None:
    """Holds what a text says of single dates against the calendar, and of the count against the outcome, if there is one.

    ``known`` are the dates that it may speak of; others are undecided (``unknown_date``), unless a sum or the name of a holiday shows
    where they are from. Without it all may be spoken of.

    Reasons: ``wrong_weekday``, ``no_such_day``, ``wrong_holiday``, ``wrong_arithmetic``, ``wrong_addition``, ``wrong_trigger``, ``wrong_roll``.
    """
    written = dates_in(text)
    pieces, at = list(text), {}
    for each in written:
        pieces[each.start : each.end] = "⟦" + "·" * (each.end - each.start - 2) + "⟧"
        at[each.start] = each
    read = _Text(text, "".join(pieces), at, {*(known or ()), *(_passed(outcome) if outcome else ())})
    _weekdays(read, found)
    _holidays(read, calendar, found)
    _arithmetic(read, calendar, found)
    if outcome is not None:
        _counting(read, outcome, found)
    if known is not None:
        _unknown(read, outcome, calendar, found)


def _passed(outcome: Outcome) -> set[date]:
    """The dates that a count passes: its events, the days after them, where it would end and where it does."""
    days: set[date] = set()
    for stage in outcome.stages:
        sign = 1 if stage.direction == "after" else -1
        day = timedelta(1)
        days |= {
            stage.trigger,
            stage.trigger + sign * day,
            stage.counted - sign * stage.added * day,
            *stage.skipped,
        }
        for one, other in ((stage.counted, stage.moved), (stage.with_added, stage.end)):
            low, high = min(one, other), max(one, other)
            days |= {low + n * day for n in range(min((high - low).days, 40) + 1)}
        if stage.unit in ("day", "court day") and stage.number <= 10:
            low, high = min(stage.trigger, stage.end), max(stage.trigger, stage.end)
            days |= {low + n * day for n in range(min((high - low).days, 60) + 1)}
    return days


def _unknown(read: _Text, outcome: Outcome | None, calendar: Calendar, found: Findings) -> None:
    between: tuple[date, date] | None = None
    if outcome is not None:
        ends = [day for stage in outcome.stages for day in (stage.trigger, stage.end)]
        between = min(ends), max(ends)
    for each in read.at.values():
        if not each.days or any(day in read.known for day in each.days):
            continue
        day = each.days[0]
        if between and between[0] < day < between[1] and _closed(calendar, day):
            continue
        message = f"Neither the prompt nor the count has {day}."
        said = read.text[each.start : each.end]
        found.check(None, "date", said, "unknown_date", message, span=(each.start, each.end))


def _closed(calendar: Calendar, day: date) -> bool:
    try:
        return bool(calendar.closed(day))
    except NoCalendar:
        return False


_THEN_WEEKDAY = re.compile(
    rf"(?P<date>{_D})[*_)]{{0,3}},?\s(?:(?:which|that|this|and)\s)?{_BE}\s(?P<not>not\s)?(?:itself\s|also\s)?(?:on\s)?(?:an?\s|the\s)?[*_]{{0,2}}(?P<day>{WEEKDAY})(?!\s+or\b)"
    rf"|(?P<date2>{_D})[，,]?\s?(?:当日|当天)?(?P<not2>不)?(?:是|为|系)\s?(?P<day2>(?:星期|周)[一二三四五六日天])",
    re.IGNORECASE,
)
_WEEKEND = re.compile(
    rf"(?P<date>{_D})[*_)]{{0,3}},?\s(?:(?:which|that|this|and)\s)?{_BE}\s(?P<not>not\s)?(?:on\s)?(?:an?\s|the\s)?(?P<kind>weekend|weekday)\b",
    re.IGNORECASE,
)


def _weekdays(read: _Text, found: Findings) -> None:
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
            _told_weekday(read, found, day, told, right, match.span())
    for match in _WEEKEND.finditer(read.masked):
        day = read.day(match.start("date"))
        if day is not None:
            right = ((day.weekday() >= 5) == (match["kind"].lower() == "weekend")) != bool(match["not"])
            _told_weekday(read, found, day, day.weekday(), right, match.span())


def _told_weekday(
    read: _Text, found: Findings, day: date, told: int, right: bool, span: tuple[int, int]
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
_LINK = r"(?:[\s,(*_，]|适逢|正值|系|为|是|属于?|\b(?:is|was|which|falls?|fell|on|observed|being|that|the|a|as|federal|legal|state|public|bank|holiday|of|this year|legally|also)\b|[()]){1,14}"
_NOT_ITSELF = re.compile(
    r"\b(?:after|before|following|since|until|not|eve of|preceding|except|from|than|through|between|past|nor|neither|or)\W{1,3}(?:\w+\W{1,2}){0,2}\Z",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    rf"(?P<date>{_D})[*_)]{{0,3}},?\s(?:(?:which|that|this|and)\s)?{_BE}\s(?:(?P<not>not|neither)\s)?(?:itself\s|also\s)?(?:an?\s|the\s)?(?:weekend (?:day )?(?:n?or )(?:an?\s)?)?(?:legal|federal|public|state|court|bank|national|observed)\s(?:legal\s|public\s)?holiday\b",
    re.IGNORECASE,
)


def _holidays(read: _Text, calendar: Calendar, found: Findings) -> None:
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
            if day.weekday() == 5 and name in _ALIASES:
                dates[name].add(day - timedelta(1))  # the Friday on which it is observed
    for day, name in calendar.given.items():
        dates.setdefault(name, set()).add(day)
    for name, on in dates.items():
        if len(name) < 2:
            continue
        form = f"(?:{_ALIASES.get(name, re.escape(name))})"
        for match in re.finditer(
            rf"(?P<before>(?P<d1>{_D}){_LINK})?(?<![A-Za-z]){form}(?![A-Za-z])(?P<after>{_LINK}(?P<d2>{_D}))?",
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
        message = open_ or f"{told} is {'a' if is_one else 'no'} holiday."
        found.check(
            right, "holiday", read.text[slice(*match.span())], "wrong_holiday", message, span=match.span()
        )


def _told_holiday(read: _Text, match: re.Match[str], name: str, on: set[date], found: Findings) -> None:
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
        read.known.update(days)
    message = f"{name} is on {', '.join(str(day) for day in sorted(on))}."
    found.check(
        right, "holiday", read.text[slice(*match.span())], "wrong_holiday", message, span=match.span()
    )


_AFTER = re.compile(
    rf"(?<![\w.]){_N}[\s-](?:\(\d+\)\s)?{_UNIT}\s(?P<way>after|from|following|later than|before|prior to|preceding|ahead of)\s(?P<from>{_D})[*_)]{{0,3}}{_IS}(?P<to>{_D})"
    rf"|(?P<from2>{_D})\s?(?P<sign>\+|plus|−|–|-|minus)\s?(?P<n2>\d{{1,5}}|[a-z-]{{3,12}})\s(?P<kind2>(?:court|business|working|calendar)\s)?(?P<unit2>day|week|month|year)s?{_IS}(?P<to2>{_D})"
    rf"|(?P<from3>{_D})[，,]?\s?(?:加|\+|再加)\s?(?P<n3>\d{{1,5}})\s?(?:个)?(?P<unit3>日|天|周|月|年)\s?[，,]?(?:为|是|即|=|等于|得|至|到)\s?(?P<to3>{_D})",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    rf"\b(?P<verb>count(?:ing|ed)?|add(?:ing|ed)?|go(?:ing)?)\s(?:(?P<way0>forward|back(?:ward)?s?)\s)?(?P<way1>back\s)?{_N}[\s-]{_UNIT}\s(?P<way2>forwards?|back(?:ward)?s?)?\s?(?:from|to|after)\s(?P<from>{_D})[*_)]{{0,3}}{_IS}(?P<to>{_D})",
    re.IGNORECASE,
)
_THE_NTH = re.compile(
    rf"\bcounted from\s(?P<from>{_D}),?\sthe\s(?P<n>{'|'.join(sorted(ORDINALS, key=len, reverse=True))})(?:\sday)?\sis\s(?P<to>{_D})",
    re.IGNORECASE,
)
_UNITS3 = {"日": "day", "天": "day", "周": "week", "月": "month", "年": "year"}


def _arithmetic(read: _Text, calendar: Calendar, found: Findings) -> None:
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


def _sums(read: _Text) -> Iterator[tuple[int, int, int, str, date, date]]:
    for match in _AFTER.finditer(read.masked):
        which = "" if match["from"] else "2" if match["from2"] else "3"
        number = _number(match["n" + which])
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
        number = _number(match["n"])
        begin, told = read.day(match.start("from")), read.day(match.start("to"))
        kind = (match["kind"] or "").strip().lower()
        if not number or begin is None or told is None or kind == "clear":
            continue
        ways = [match[name] for name in ("way0", "way1", "way2") if match[name]]
        back = any("back" in way.lower() for way in ways) or (not ways and told < begin)
        unit = "court day" if kind in ("court", "business", "working") else match["unit"].lower()
        yield match.start(), match.end(), -number if back else number, unit, begin, told


def _number(text: str) -> int:
    return int(text) if text.isdigit() else NUMBER_WORDS.get(text.lower(), 0)


def _court_days(day: date, number: int, calendar: Calendar) -> date:
    step = timedelta(1 if number > 0 else -1)
    for _ in range(min(abs(number), 2_000)):
        day += step
        while calendar.closed(day):
            day += step
    return day


_ADDED = re.compile(
    rf"(?<![\w.]){_N}\s(?:(?:calendar|additional|extra|more|further)\s)?days?\s(?:are|is|were|must be|get)\s(?:then\s|also\s)?added\b"
    rf"|\b(?:adds?|adding|added)\s(?:an?\s|another\s|the\s)?(?:additional\s|extra\s|further\s)?(?P<n2>three|five|two|ten|\d{{1,2}})\s(?:\w+\s)?days?\s(?:for|because|under|since|by|due|as)\b"
    rf"|\b(?:mail|mailing|service|\d\([a-z]\))\s(?:adds|added)\s(?P<n3>{'|'.join(sorted(NUMBER_WORDS, key=len, reverse=True))}|\d{{1,2}})\s(?:\w+\s)?days?\b",
    re.IGNORECASE,
)
_NONE_ADDED = re.compile(
    r"\bno\s(?:additional\s|extra\s|further\s|three\s)?days\s(?:are|is|were)\sadded\b", re.IGNORECASE
)
_NOT_SAID = re.compile(
    r"\b(?:not|no|only|if|when|where|would|unless|whether|nor|neither|n['’]t|instead|without|had)\b|[\"“”]",
    re.IGNORECASE,
)
_RUN_OUT = re.compile(
    rf"(?<![\w.]){_N}[\s-](?P<kind>(?:court|business|working|calendar|clear)\s)?(?P<unit>day|week|month|year)s?\s(?:\w+\s)?(?:run out|runs out|ran out|end|ends|ended|expire|expires|expired|lapse|lapses|would end|would expire)\s(?:on\s)?(?P<date>{_D})",
    re.IGNORECASE,
)
_NTH = re.compile(
    rf"\bday\s(?:no\.\s|number\s|#)?(?P<n>\d{{1,4}})[*_]{{0,2}}(?:,|\s|:|=|is|was|falls on|lands on|would be|therefore|then|[*_(–—-]){{1,12}}(?P<date>{_D})"
    rf"|(?P<date3>{_D})\sas\sday\s(?P<n3>\d{{1,4}}|one)\b"
    rf"|\bthe\s(?P<n2>\d{{1,4}})(?:st|nd|rd|th)\sday\s(?:is|was|falls on|would be)\s(?P<date2>{_D})",
    re.IGNORECASE,
)
_BECOMES = re.compile(
    rf"(?P<from>{_D})[*_)]{{0,3}}\s(?:becomes|became|turns into|→)\s[*_]{{0,2}}(?P<to>{_D})"
)
_EXCLUDES = re.compile(
    r"\b(?:exclud(?:e|es|ed|ing)|not counted|left out|leav(?:es|ing) out|(?:does|do|is|shall) not (?:be )?(?:fall|considered as falling) within)\b|不计算在|不计入",
    re.IGNORECASE,
)
_NOT_EXCLUDED = re.compile(
    r"\b(?:not|never|nor)\s(?:be\s)?(?:excluded|left out)\b|\b(?:begins?|beginning|starts?|starting|first day|day 1)\b",
    re.IGNORECASE,
)
_ROLLED = re.compile(
    rf"\b(?:rolls?|rolled|moves?|moved|carried|carries|extended|extends|pushed|shifts?|shifted|continues? to run|runs on|ends? with the next|leads? (?:back|on))\b[^.;⟦⟧]{{0,140}}?(?:\bto|\buntil|\bthrough|:|\bday,|holiday,)\s?(?:the end of\s)?[(*_]{{0,3}}(?P<date>{_D})"
    rf"|(?:顺延至|延至|延长至|日期，即)\s?(?P<date2>{_D})",
    re.IGNORECASE,
)
_LAST_DAY = re.compile(
    rf"\bthe last day(?:\s(?:for|to|of)\s[^.;⟦⟧]{{0,60}}?)?\s(?:is|was|would be|falls on)\s(?:therefore\s|thus\s)?[*_]{{0,2}}(?P<date>{_D})"
    rf"|\b(?:corresponding day|same date|same number|same name)\b[^.;⟦⟧]{{0,80}}?(?P<date2>{_D})",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.;!?。；]\s|\n")


def _counting(read: _Text, outcome: Outcome, found: Findings) -> None:
    added = {stage.added for stage in outcome.stages}
    for match in _ADDED.finditer(read.masked):
        number = _number(match["n"] or match["n2"] or match["n3"])
        right: bool | None = number in added or None
        if right is None and not _NOT_SAID.search(_sentence(read.masked, match.start(), match.end())):
            right = False
        if right is not None:
            most = max(added)
            message = f"{most} days are added here, not {number}." if most else "No days are added here."
            found.check(right, "addition", match[0], "wrong_addition", message, span=match.span())
    for match in _NONE_ADDED.finditer(read.masked):
        right = 0 in added
        found.check(
            right, "addition", match[0], "wrong_addition", f"{max(added)} days are added.", span=match.span()
        )
    events = {day for stage in outcome.stages for day in (stage.trigger, *stage.skipped)}
    for start, stop in _sentences(read.masked):
        spans = [at for at in read.at if start <= at < stop]
        said = read.masked[start:stop]
        if len(spans) != 1 or not _EXCLUDES.search(said) or _NOT_EXCLUDED.search(said):
            continue
        told = read.day(spans[0])
        if told is not None:
            message = f"{told} is no day from which a period runs."
            found.check(
                told in events, "trigger", read.text[start:stop], "wrong_trigger", message, span=(start, stop)
            )
    lasts = {
        day
        for s in outcome.stages
        for day in (s.counted, s.moved, s.with_added, s.end, s.counted - timedelta(s.added))
    }
    for match in _LAST_DAY.finditer(read.masked):
        told = _date_of(read, match)
        if told is not None and read.at[match.start("date" if match["date"] else "date2")].year:
            message = f"No period of the count ends on {told}."
            found.check(
                told in lasts,
                "arithmetic",
                _said(read, match),
                "wrong_arithmetic",
                message,
                span=match.span(),
            )
    counts = {
        (s.trigger, 1 if s.direction == "after" else -1)
        for s in outcome.stages
        if not s.skipped and s.unit == "day"
    }
    for match in _NTH.finditer(read.masked):
        which = "" if match["date"] else "2" if match["date2"] else "3"
        told, number = read.day(match.start("date" + which)), _number(match["n" + which])
        if told is not None and counts and len(counts) == len(outcome.stages):
            right = any(told == start + sign * timedelta(number) for start, sign in counts)
            if right:
                read.known.add(told)
            message = f"{told} is not day {number} of the count."
            found.check(
                right, "arithmetic", _said(read, match), "wrong_arithmetic", message, span=match.span()
            )
    pairs = {
        pair
        for s in outcome.stages
        for pair in (
            (s.trigger, s.counted),
            (s.counted, s.moved),
            (s.moved, s.with_added),
            (s.with_added, s.end),
            (s.counted, s.end),
            (s.moved, s.end),
        )
    }
    for match in _BECOMES.finditer(read.masked):
        begin, told = read.day(match.start("from")), read.day(match.start("to"))
        if begin is not None and told is not None:
            message = f"Nothing leads from {begin} to {told}."
            found.check(
                (begin, told) in pairs, "roll", _said(read, match), "wrong_roll", message, span=match.span()
            )
    for match in _RUN_OUT.finditer(read.masked):
        told, number = read.day(match.start("date")), _number(match["n"])
        of = {
            day
            for s in outcome.stages
            if s.number == number
            for day in (s.counted, s.moved, s.with_added, s.end)
        }
        if told is not None and of:
            message = f"{number} {match['unit']}s do not end on {told}."
            found.check(
                told in of, "arithmetic", _said(read, match), "wrong_arithmetic", message, span=match.span()
            )
    ends = {day for stage in outcome.stages for day in (stage.moved, stage.with_added, stage.end)}
    for match in _ROLLED.finditer(read.masked):
        told = _date_of(read, match)
        if told is not None:
            message = f"No period is extended to {told}."
            right = told in ends
            if not right and _NOT_SAID.search(_sentence(read.masked, match.start(), match.end())):
                continue
            found.check(right, "roll", _said(read, match), "wrong_roll", message, span=match.span())


def _date_of(read: _Text, match: re.Match[str]) -> date | None:
    name = next(group for group in match.groupdict() if match[group])
    return read.day(match.start(name))


def _said(read: _Text, match: re.Match[str]) -> str:
    return read.text[match.start() : match.end()]


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """The spans of a text's sentences, roughly: a full stop behind one letter, as in ``R. Civ. P.``, ends none."""
    start = 0
    for match in re.finditer(r"(?<![A-Z])(?<!Civ)(?<!App)(?<!Fed)[.;!?](?=\s)|[。；]|\n", text):
        yield start, match.end()
        start = match.end()
    yield start, len(text)


def _sentence(text: str, start: int, end: int) -> str:
    begin = max(
        (m.end() for m in _SENTENCE.finditer(text, max(0, start - 400), start)), default=max(0, start - 400)
    )
    close = _SENTENCE.search(text, end, end + 400)
    return text[begin : close.start() if close else end + 400]
