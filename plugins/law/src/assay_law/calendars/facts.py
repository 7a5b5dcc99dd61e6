"""What a text says of the events of a prompt: a date beside a verb is one that the prompt has beside it, and the period is that of the prompt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from assay.evidence import Findings
from assay_law.calendars.closed_days import ONE, Calendar, NoCalendar
from assay_law.calendars.engine import Outcome, Stage
from assay_law.calendars.masked import D, Masked, N, number_of

_SAME = (
    "posted mailed dispatched sent",
    "received arrived reached delivered",
    "served",
    "entered",
    "filed",
    "issued",
    "notified",
    "signed dated",
    "rejected",
    "revoked",
    "discovered learned learnt",
    "accrued",
    "born",
    "died",
)
_EVENTS = {verb: verbs for verbs in _SAME for verb in verbs.split()}
_VERB = re.compile(rf"\b(?P<verb>{'|'.join(_EVENTS)})\b", re.IGNORECASE)
_EVENT = re.compile(
    rf"\b(?P<verb>{'|'.join(_EVENTS)})(?:\s(?!not\b)[\w'’]+){{0,3}}?\s(?:on|at [\w:. ]{{1,10}} on)\s[*_(]{{0,3}}(?P<date>{D})",
    re.IGNORECASE,
)

_ALTERED = re.compile(
    r"\b(?P<stem>toll|suspend|stay|enlarg|interrupt)(?:ed|es|s|ing)\b(?<!\bstaying)", re.IGNORECASE
)
"""Events that would make the period another one."""
_NOT_SO = re.compile(
    r"\b(?:not|no|nor|neither|never|if|unless|would|nothing|without)\b|n['’]t\b", re.IGNORECASE
)
_APART = re.compile(
    rf"(?P<date>{D})[*_)]{{0,3}},?\s(?:(?:which|that)\s(?:is|was|falls|comes)\s|being\s)?(?:exactly\s)?{N}\s(?P<kind>(?:court|business|working|calendar)\s)?days?\s(?:later\b|(?:after|from|before)\s(?![*_(]{{0,3}}⟦))",
    re.IGNORECASE,
)
"""How far a date is said to lie from an event: ``July 15, 17 days after service``."""

_COURT_TIME = re.compile(rf"\bcourt time\s(?:on\s)?[*_(]{{0,3}}(?P<date>{D})", re.IGNORECASE)


def check_facts(read: Masked, prompt: str, court_day: date | None, found: Findings) -> None:
    """Undecided (``unknown_date``) is a date of the prompt that a text gives to an event, where the prompt has other dates for that verb."""
    for match in _COURT_TIME.finditer(read.masked):
        day = read.day(match.start("date"))
        if court_day is not None and day is not None and day != court_day:
            message = f"By the clocks of the court it was {court_day}."
            found.check(None, "date", read.said(match), "unknown_date", message, span=match.span())
    told = _events(Masked.of(prompt, set()))
    for match in _EVENT.finditer(read.masked):
        verb, at = _EVENTS[match["verb"].lower()], match.start("date")
        day = read.day(at)
        if day is None or not told.get(verb) or day in told[verb]:
            continue
        message = f"The prompt does not say of {day}: {match['verb']}."
        found.check(None, "date", read.said(match), "unknown_date", message, span=match.span())


def check_period(read: Masked, prompt: str, outcome: Outcome, calendar: Calendar, found: Findings) -> None:
    """Undecided is an event that would change the period and is not in the prompt (``unknown_event``), and a number of days
    between an event and a date of the count that is none of the count's (``unknown_count``)."""
    for match in _ALTERED.finditer(read.masked):
        if match["stem"].lower() in prompt.lower() or _NOT_SO.search(read.sentence(*match.span())):
            continue
        message = f"The prompt says nothing of it: {match[0]}."
        found.check(None, "event", match[0], "unknown_event", message, span=match.span())
    for match in _APART.finditer(read.masked):
        day, number = read.day(match.start("date")), number_of(match["n"])
        courts = (match["kind"] or "").strip().lower() in ("court", "business", "working")
        right = set(_counts(outcome.stages, day, courts, calendar))
        if day is None or not right or number in right:
            continue
        message = f"{day} does not lie {number} days from an event of the count."
        found.check(None, "count", read.said(match), "unknown_count", message, span=match.span())


def _counts(stages: tuple[Stage, ...], day: date | None, courts: bool, calendar: Calendar) -> Iterator[int]:
    """How many days may be said to lie between the event of a stage and a date of it, or the end of the last one."""
    for stage in stages:
        if day is None or day not in (stage.counted, stage.moved, stage.with_added, stage.end):
            continue
        if courts:
            yield _open_days(stage.trigger, day, calendar)
        else:
            yield abs((day - stage.trigger).days)
        if stage.unit == ("court day" if courts else "day"):
            yield from (stage.number, stage.number + stage.added)


def _open_days(one: date, other: date, calendar: Calendar) -> int:
    """The open days between two days, the later or, backwards, the earlier of them counted."""
    step, count, day = (ONE if other > one else -ONE), 0, one
    try:
        while day != other:
            day += step
            count += not calendar.closed(day)
    except NoCalendar:
        return 0
    return count


def _events(prompt: Masked) -> dict[str, set[date]]:
    """The dates of the sentences in which a prompt has each verb."""
    told: dict[str, set[date]] = {}
    for start, end in prompt.sentences():
        days = {day for at in prompt.at if start <= at < end and (day := prompt.day(at)) is not None}
        for match in _VERB.finditer(prompt.masked[start:end]):
            told.setdefault(_EVENTS[match["verb"].lower()], set()).update(days)
    return told
