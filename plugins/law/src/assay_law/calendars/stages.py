"""What a text says of the stages of a count, held against those that the rules come to."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

from assay.evidence import Findings
from assay_law.calendars.closed_days import ONE, Calendar, NoCalendar
from assay_law.calendars.engine import Outcome, Stage
from assay_law.calendars.masked import NUMBER_WORDS, D, Masked, N, number_of

_ADDED = re.compile(
    rf"(?<![\w.]){N}\s(?:(?:calendar|additional|extra|more|further)\s)?days?\s(?:are|is|were|must be|get)\s(?:then\s|also\s)?added\b"
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
    rf"(?<![\w.]){N}[\s-](?P<kind>(?:court|business|working|calendar|clear)\s)?(?P<unit>hour|day|week|month|year)s?\s(?:\w+\s)?(?:run out|runs out|ran out|ends?|ended|expires?|expired|lapses?|lapsed|would end|would expire|(?:goes|runs?|leads?|extends) (?:back )?(?:to|through|until))\s(?:on\s|with\s)?(?:at\s[\w:.,\s]{{1,14}}?\son\s)?(?P<date>{D})",
    re.IGNORECASE,
)
_NTH = re.compile(
    rf"\bday\s(?:no\.\s|number\s|#)?(?P<n>\d{{1,4}})[*_]{{0,2}}(?:,|\s|:|=|is|was|falls on|lands on|would be|therefore|then|[*_(–—-]){{1,12}}(?P<date>{D})"
    rf"|(?P<date3>{D})\s(?:(?:counts?|is counted|is taken|is|was)\s)?(?:as\s)?day\s(?P<n3>\d{{1,4}}|one)\b"
    rf"|\bthe\s(?P<n2>\d{{1,4}})(?:st|nd|rd|th)\sday\s(?:is|was|falls on|would be)\s(?P<date2>{D})",
    re.IGNORECASE,
)
_BECOMES = re.compile(rf"(?P<from>{D})[*_)]{{0,3}}\s(?:becomes|became|turns into|→)\s[*_]{{0,2}}(?P<to>{D})")
_EXCLUDES = re.compile(
    r"\b(?:exclud(?:e|es|ed|ing)|not counted|left out|leav(?:es|ing) out|(?:does|do|is|shall) not (?:be )?(?:fall|considered as falling) within)\b|不计算在|不计入",
    re.IGNORECASE,
)
_NOT_EXCLUDED = re.compile(
    r"\b(?:not|never|nor)\s(?:be\s)?(?:excluded|left out)\b|\b(?:begins?|beginning|starts?|starting|first day|day 1)\b",
    re.IGNORECASE,
)
_ROLLED = re.compile(
    rf"\b(?:rolls?|rolled|moves?|moved|carried|carries|extended|extends|pushed|shifts?|shifted|continues? to run|runs on|ends? with the next|(?:on|is) the (?:first|next) (?:\w+ )?day|leads? (?:back|on))\b(?:[^.;⟦⟧]|\.\d){{0,140}}?(?:\bto|\buntil|\bthrough|:|\bday,|holiday,)\s?(?:the end of\s)?[(*_]{{0,3}}(?P<date>{D})"
    rf"|(?:顺延至|延至|延长至|后的?第一日[^。；⟦⟧]{{0,24}}?即为?)\s?(?P<date2>{D})",
    re.IGNORECASE,
)
_LAST_DAY = re.compile(
    rf"\bthe last day(?:\s(?:for|to|of)\s[^.;⟦⟧]{{0,60}}?)?\s(?:is|was|would be|falls on)\s(?:therefore\s|thus\s)?[*_]{{0,2}}(?P<date>{D})"
    rf"|\b(?:corresponding day|same date|same number|same name)\b[^.;⟦⟧]{{0,80}}?(?P<date2>{D})"
    rf"|对应日为(?:最后一日，即)?(?P<date3>{D})",
    re.IGNORECASE,
)
_HARMLESS = re.compile(
    r"\b(?:is|are|was|be)?\s?(?:not|neither|no) (?:an? )?(?:on an? )?(?:Saturday|Sunday|weekend|legal holiday|holiday|closed|business day|working day)[^.;⟦⟧]{0,60}",
    re.IGNORECASE,
)
"""What a roll goes past: ``the next day that is not a Saturday, Sunday, or legal holiday``."""
_OF_ADDING = re.compile(r"\badd(?:s|ed|ing|itional)?\b|\bplus\b|\bextension\b|\bextra\b|加", re.IGNORECASE)
_OF_MOVING = re.compile(
    r"\b(?:roll|mov|carr|push|shift|extend|continu|next|previous|weekend|weekday|holiday|saturday|sunday|closed|preced|working day|business day)\w*|顺延|延|休假|节|假日|周末",
    re.IGNORECASE,
)
_ADDED_TO = re.compile(
    rf"\badded\b[^.;⟦⟧]{{0,140}}?(?:\bto|\bon|\bis|\bgives|\byields|:|→)\s?[(*_]{{0,3}}(?P<date>{D})(?!\s?(?:\+|plus\b))",
    re.IGNORECASE,
)
_OTHERWISE = re.compile(r"\bwould otherwise \w+", re.IGNORECASE)
_ENDS_ON = re.compile(
    rf"\b(?:ends?|ended|expires?|expired|runs? out|lapses?|lapsed)\s(?:with|on|at)\b[^.;⟦⟧]{{0,120}}?[\s:(*_]\s?(?P<date>{D})",
    re.IGNORECASE,
)
_BEGINS = re.compile(
    rf"\b(?P<verb>begins?|starts?|commences?|began|started|runs?)\s(?:to run\s|immediately,?\s)?(?:at\s[\w:., ]{{1,14}}?\s)?(?:on|from|with)\s(?:the\s[^.;⟦⟧]{{0,60}}?(?:,|on)\s)?[(*_]{{0,3}}(?P<date>{D})",
    re.IGNORECASE,
)
_FIRST = re.compile(r"\b(?:day after|following|next|first day|day 1|day one)\b", re.IGNORECASE)
_NOT_COUNTED = re.compile(
    rf"(?P<date>{D})[*_)]{{0,3}},?\s(?:itself\s)?(?:is|was)\s(?:therefore\s|thus\s|itself\s)?(?:not (?:counted|included)|excluded|left out|disregarded)"
    rf"|\b(?:neither|nor)\b[^.;⟦⟧]{{0,90}}(?P<date2>{D}),?\s(?:is|are)\scounted",
    re.IGNORECASE,
)
_LAST_OF_MONTH = re.compile(
    rf"\b(?:(?:with|on) (?:its|the) last day(?: of (?:that|the|this) month)?|end of (?:that|the|this) (?:calendar )?month(?: is| was)?)\b(?!\s(?:it|that))[^.;⟦⟧]{{0,60}}?[\s,:(]\s?(?P<date>{D})",
    re.IGNORECASE,
)
_END_OF = re.compile(
    rf"\b(?:before|after|by|until)\s(?:it ended|the end of)\s[*_]{{0,2}}(?P<date>{D})", re.IGNORECASE
)
_RELATIVE = re.compile(r"\b(?:after|from|before|following|of|than|since)\s[*_(]{0,3}\Z", re.IGNORECASE)
_LIST = re.compile(
    rf"{D}(?:(?:[\s,;()\d.:/=*_–—-]|\b(?:and|days?|then|was|is|as|were|one|two|three|four|five|six|seven|eight|nine|ten|counted|court|business)\b|和|、|，){{1,24}}{D})+",
    re.IGNORECASE,
)


def stated(outcome: Outcome) -> set[date]:
    """The dates that a count names: its events, where it would end, where that moves to, and its end."""
    days: set[date] = set()
    for stage in outcome.stages:
        sign = 1 if stage.direction == "after" else -1
        days |= {stage.trigger, stage.counted, stage.moved, stage.with_added, stage.end, *stage.skipped}
        days.add(stage.counted - sign * stage.added * ONE)
    return days


def check_stages(read: Masked, outcome: Outcome, calendar: Calendar, found: Findings) -> None:
    """Is what a text says of the stages of a count what the outcome has? Dates of which something true is said are ``explained``."""
    _added(read, outcome, found)
    _excluded(read, outcome, found)
    _begun(read, outcome, found)
    _numbered(read, outcome, found)
    _ended(read, outcome, found)
    _moved(read, outcome, calendar, found)
    _listed(read, outcome, calendar)


def _added(read: Masked, outcome: Outcome, found: Findings) -> None:
    added = {stage.added for stage in outcome.stages}
    for match in _ADDED.finditer(read.masked):
        number = number_of(match["n"] or match["n2"] or match["n3"])
        right: bool | None = number in added or None
        if right is None and not _NOT_SAID.search(read.sentence(*match.span())):
            right = False
        if right is not None:
            most = max(added)
            message = f"{most} days are added here, not {number}." if most else "No days are added here."
            found.check(right, "addition", match[0], "wrong_addition", message, span=match.span())
    for match in _NONE_ADDED.finditer(read.masked):
        message = f"{max(added)} days are added."
        found.check(0 in added, "addition", match[0], "wrong_addition", message, span=match.span())
    for match in _ADDED_TO.finditer(read.masked):
        told = read.day(read.named(match))
        moves = _OF_MOVING.search(read.sentence(*match.span())) is not None
        stages = [stage for stage in outcome.stages if stage.added]
        if told is None or not stages or _NOT_SAID.search(_OTHERWISE.sub("", match[0])):
            continue
        goals = [s.counted if s.with_added == s.moved else s.with_added for s in stages]
        right = told in goals or (moves and told in {stage.end for stage in stages}) or None
        if right is None and told not in {stage.end for stage in stages}:
            right = False
        message = f"With the days that are added the period goes to {goals[0]}, not {told}."
        found.check(right, "addition", read.said(match), "wrong_addition", message, span=match.span())


def _excluded(read: Masked, outcome: Outcome, found: Findings) -> None:
    events = {day for stage in outcome.stages for day in (stage.trigger, *stage.skipped)}
    spans = {}
    for start, stop in read.sentences():
        dates = [at for at in read.at if start <= at < stop]
        said = read.masked[start:stop]
        if len(dates) == 1 and _EXCLUDES.search(said) and not _NOT_EXCLUDED.search(said):
            spans[dates[0]] = (start, stop)
    for match in _NOT_COUNTED.finditer(read.masked):
        spans[read.named(match)] = match.span()
    for at, span in spans.items():
        told = read.day(at)
        if told is not None:
            message = f"{told} is no day from which a period runs."
            found.check(
                told in events, "trigger", read.text[slice(*span)], "wrong_trigger", message, span=span
            )


def _begun(read: Masked, outcome: Outcome, found: Findings) -> None:
    """Does a period begin with its event, or on the day behind that?"""
    for match in _BEGINS.finditer(read.masked):
        at = read.named(match)
        told = read.day(at)
        said = read.sentence(*match.span())
        if told is None or _NOT_SAID.search(match[0]):
            continue
        right: bool | None = None
        near = False
        for stage in outcome.stages:
            first = stage.trigger + (ONE if stage.direction == "after" else -ONE)
            near = near or told in (stage.trigger, first)
            if told == stage.trigger:
                right = right or (not _EXCLUDES.search(said) or match["verb"].startswith("run") or None)
            elif told == first and stage.unit != "hour":
                run = match["verb"].lower().startswith("run")
                right = right or (not run or _FIRST.search(said) is not None or None)
        if right:
            read.explained.add(at)
        elif not near and told not in read.known and len(outcome.stages) == 1:
            right = False
        elif not near and told not in stated(outcome):
            continue
        message = f"No period of the count begins on {told}."
        found.check(right, "trigger", read.said(match), "wrong_trigger", message, span=match.span())


def _numbered(read: Masked, outcome: Outcome, found: Findings) -> None:
    counts = {
        (s.trigger, 1 if s.direction == "after" else -1)
        for s in outcome.stages
        if not s.skipped and s.unit == "day"
    }
    for match in _NTH.finditer(read.masked):
        which = "" if match["date"] else "2" if match["date2"] else "3"
        at = match.start("date" + which)
        told, number = read.day(at), number_of(match["n" + which])
        if told is not None and counts and len(counts) == len(outcome.stages):
            right = any(told == start + sign * number * ONE for start, sign in counts)
            if right:
                read.explained.add(at)
            message = f"{told} is not day {number} of the count."
            found.check(right, "arithmetic", read.said(match), "wrong_arithmetic", message, span=match.span())


def _ended(read: Masked, outcome: Outcome, found: Findings) -> None:
    """Does a period end where a text says that it does?"""
    seen: set[int] = set()
    for pattern in (_RUN_OUT, _LAST_DAY, _ENDS_ON, _END_OF):
        for match in pattern.finditer(read.masked):
            at = read.named(match)
            told = read.day(at)
            stages: list[Stage] = list(outcome.stages)
            if pattern is _RUN_OUT:
                stages = [stage for stage in stages if stage.number == number_of(match["n"])]
            if (
                told is None
                or at in seen
                or not stages
                or (pattern is not _END_OF and _RELATIVE.search(read.masked, max(0, at - 24), at))
            ):
                continue
            seen.add(at)
            said = read.sentence(*match.span())
            right: bool | None
            if pattern is _END_OF:
                right = any(told == stage.end for stage in stages) or None
            elif pattern is _LAST_DAY and not match["date"]:
                right = _is_counted(told, stages)
            else:
                right = _fits(told, stages, said, read.masked[match.end() : match.end() + 200])
                if pattern is _RUN_OUT and right and told not in {s.counted for s in stages}:
                    right = (
                        _is_counted(told, stages)
                        or bool(_OF_MOVING.search(said) or _OF_ADDING.search(said))
                        or None
                    )
            if right is False and (pattern is _ENDS_ON or _NOT_SAID.search(_HARMLESS.sub(" ", match[0]))):
                right = None
            message = f"No period of the count ends on {told}."
            found.check(right, "arithmetic", read.said(match), "wrong_arithmetic", message, span=match.span())


def check_ends_of_months(read: Masked, found: Findings) -> None:
    """Undecided is an end of a month that is none."""
    for match in _LAST_OF_MONTH.finditer(read.masked):
        told = read.day(match.start("date"))
        if told is not None and (told + ONE).day != 1:
            message = f"{told} is not the last day of a month."
            found.check(None, "arithmetic", read.said(match), "wrong_arithmetic", message, span=match.span())


def _is_counted(told: date, stages: list[Stage]) -> bool | None:
    """Whether a count comes to a date before it is moved; ``None`` if it comes there later."""
    for stage in stages:
        added = (ONE if stage.direction == "after" else -ONE) * stage.added
        if told == stage.counted or (stage.with_added == stage.moved and told == stage.counted - added):
            return True
    return None if any(told in (stage.moved, stage.with_added, stage.end) for stage in stages) else False


def _fits(told: date, stages: list[Stage], said: str, behind: str) -> bool | None:
    """Whether a period ends on a date, in a sentence that says so; ``None`` where it ends there only after steps that neither the
    sentence nor, if the date is the one to be moved, what stands behind it speaks of."""
    ends: bool | None = False
    for stage in stages:
        counted = stage.counted
        if stage.with_added == stage.moved:  # added days are in it
            counted -= (ONE if stage.direction == "after" else -ONE) * stage.added
        moves, adds = _OF_MOVING.search(said), _OF_ADDING.search(said)
        if (
            (told == stage.end and (stage is stages[-1] or told == stage.counted))
            or (
                told in (counted, stage.counted)
                and (told == stage.moved or moves or _OF_MOVING.search(behind))
            )
            or (told == counted != stage.counted)
            or (told in (stage.moved, stage.end) and moves)
            or (told in (stage.with_added, stage.end) and adds)
        ):
            return True
        if told in (stage.counted, stage.moved, stage.with_added, stage.end):
            ends = None
    return ends


def _moved(read: Masked, outcome: Outcome, calendar: Calendar, found: Findings) -> None:
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
                (begin, told) in pairs, "roll", read.said(match), "wrong_roll", message, span=match.span()
            )
    ends = {day for stage in outcome.stages for day in (stage.moved, stage.end)}
    extended = ends | {stage.with_added for stage in outcome.stages}
    for match in _ROLLED.finditer(read.masked):
        at = read.named(match)
        told = read.day(at)
        if told is None:
            continue
        said = read.sentence(*match.span())
        adding = _OF_ADDING.search(match[0]) is not None
        right: bool | None = told in (extended if adding else ends)
        if not right and _NOT_SAID.search(_HARMLESS.sub(" ", said)):
            right = None
        elif right and (first := _first_closed(read, match, told, calendar)) is not None:
            lasts = {day for s in outcome.stages for day in (s.counted, s.with_added, s.moved)}
            right = (
                first in lasts or None
            )  # the day that is said to be closed is not the last one of the count
        message = f"No period is extended to {told}."
        found.check(right, "roll", read.said(match), "wrong_roll", message, span=match.span())


def _first_closed(read: Masked, match: re.Match[str], told: date, calendar: Calendar) -> date | None:
    """The first of the closed days, one behind the other, that a text names right before a roll."""
    first: date | None = None
    step = ONE
    for at in sorted((at for at in read.at if at < match.start()), reverse=True):
        day = read.day(at)
        if day is None or not _is_closed(calendar, day) or (first is not None and day != first - step):
            break
        step = ONE if told > day else -ONE
        first = day
    return first


def _is_closed(calendar: Calendar, day: date) -> bool:
    try:
        return bool(calendar.closed(day))
    except NoCalendar:
        return False


def _listed(read: Masked, outcome: Outcome, calendar: Calendar) -> None:
    """Days that are counted one by one, in a list: each follows the one before it, past closed days at most."""
    within = [
        (min(stage.trigger, stage.end), max(stage.trigger, stage.end))
        for stage in outcome.stages
        if stage.unit in ("day", "court day")
    ]
    for match in _LIST.finditer(read.masked):
        spots = [at for at in sorted(read.at) if match.start() <= at < match.end()]
        days = [day for at in spots if (day := read.day(at)) is not None]
        if (
            len(days) == len(spots)
            and _in_a_row(days, calendar)
            and not (outcome.stages[0].skipped and any(_is_closed(calendar, day) for day in days))
            and any(a <= days[0] and days[-1] <= b for a, b in within)
        ):
            read.explained.update(spots)
    if spots := [at for at in sorted(read.at) if at not in read.explained]:
        for at in spots:
            day = read.day(at)
            line = read.sentence(at, at + 1)
            if (
                day is not None
                and _is_closed(calendar, day)
                and _CLOSED_DAY.search(line)
                and any(a < day < b for a, b in within)
            ):
                read.explained.add(at)


_CLOSED_DAY = re.compile(
    r"\b(?:saturdays?|sundays?|weekends?|holidays?|observed|closed|exclud\w+|skip\w*|not count\w*|do not|does not)\b|休|假|节|不计",
    re.IGNORECASE,
)


def _in_a_row(days: list[date], calendar: Calendar) -> bool:
    step = ONE if days[-1] > days[0] else -ONE
    for one, other in pairwise(days):
        day = one + step
        while day != other and _is_closed(calendar, day):
            day += step
        if day != other:
            return False
    return True
