"""What a text says of the events of a prompt: a date beside a verb is one that the prompt has beside it."""

from __future__ import annotations

import re
from datetime import date

from assay.evidence import Findings
from assay_law.calendars.masked import D, Masked

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


def _events(prompt: Masked) -> dict[str, set[date]]:
    """The dates of the sentences in which a prompt has each verb."""
    told: dict[str, set[date]] = {}
    for start, end in prompt.sentences():
        days = {day for at in prompt.at if start <= at < end and (day := prompt.day(at)) is not None}
        for match in _VERB.finditer(prompt.masked[start:end]):
            told.setdefault(_EVENTS[match["verb"].lower()], set()).update(days)
    return told
