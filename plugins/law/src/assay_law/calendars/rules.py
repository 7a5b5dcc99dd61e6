"""Rules for the computation of time: what a reference names, and what the rules that are known here say."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from typing import Literal

import assay
from assay_law.calendars.closed_days import PLACES
from assay_law.calendars.written import iso

MOST_UNITS = 40_000
MOST_THEN = 6
MOST_HOLIDAYS = 400

Roll = Literal["next", "previous", "none", "unsettled"]


@dataclass(frozen=True)
class Rules:
    """How a body of rules counts, as a table.

    The day of the event is never counted. ``short``: periods of at most so many days leave out closed days. ``after``,
    ``before``: where a last day that is closed moves to, in periods after an event and before one (``unsettled``: the rules do not say).
    ``added``: days for a kind of service, which run ``expired`` (from where the period would otherwise expire) or ``period`` (they
    lengthen the period). ``added_before`` says that they are also added to periods before an event. ``clear``: in periods before an event
    the last day is not counted either (clear days). ``hours``: from the moment itself, or in whole hours after that of the event.
    ``place`` are the holidays, of :data:`~assay_law.calendars.closed_days.PLACES`.
    """

    name: str
    place: str = ""
    short: int = 0
    after: Roll = "next"
    before: Roll = "previous"
    added: dict[str, int] = field(default_factory=dict)
    adding: Literal["expired", "period"] = "expired"
    added_before: bool = False
    clear: bool = False
    hours: Literal["moment", "whole", "none"] = "none"
    hours_roll: bool = True
    two_working_days: bool = False
    given_before: bool = True
    since: str = ""

    def __post_init__(self) -> None:
        if not self.name.strip() or len(self.name) > 200:
            raise ValueError("'name' must be a text of up to 200 characters")
        if self.place not in PLACES:
            raise ValueError(f"'place' is {self.place!r}, which is none of {', '.join(PLACES[1:])}")
        if not 0 <= self.short <= 400:
            raise ValueError("'short' must be 0 to 400 days")
        if len(self.added) > 40 or any(not 0 <= days <= 400 for days in self.added.values()):
            raise ValueError("'added' holds up to 40 kinds of service with 0 to 400 days")
        if self.since:
            iso(self.since)


_FEDERAL = {"mail": 3, "clerk": 3, "other": 3, "electronic": 0, "personal": 0}


def _federal(name: str, **more: int) -> Rules:
    return Rules(
        name,
        "US",
        added=_FEDERAL | more,
        hours="moment",
        given_before=False,
        since="2009-12-01",
    )


KNOWN = {
    "frcp-6": _federal("Fed. R. Civ. P. 6"),
    "frap-26": _federal("Fed. R. App. P. 26", carrier=3),
    "frbp-9006": _federal("Fed. R. Bankr. P. 9006"),
    "frcrp-45": _federal("Fed. R. Crim. P. 45"),
    "eu-1182-71": Rules(
        "Regulation (EEC, Euratom) No 1182/71",
        before="none",
        hours="whole",
        hours_roll=False,
        two_working_days=True,
        since="1971-07-01",
    ),
    "eu-court": Rules(
        "Rules of Procedure of the Court of Justice, Articles 49 to 51",
        "EU-COURT",
        added={"distance": 10},
        adding="period",
        before="unsettled",
    ),
    "cpr-2.8": Rules("CPR 2.8", "GB-ENG", short=5, before="unsettled", clear=True),
    "cpr-2.8-out-of-office": Rules(
        "CPR 2.8", "GB-ENG", short=5, after="unsettled", before="unsettled", clear=True
    ),
    "zpo-222": Rules("§ 222 ZPO, §§ 187 to 193 BGB", "DE-NW", before="unsettled"),
    "cn-civil-procedure": Rules("《民事诉讼法》第八十五条", "CN", before="unsettled"),
    "cn-civil-code": Rules("《民法典》第二百零一条至第二百零三条", "CN", before="unsettled"),
}
"""The rules that a reference can name. ``cpr-2.8`` is for acts at the court office (CPR 2.8(5)), ``cpr-2.8-out-of-office`` for others."""

UNITS = ("hour", "day", "court day", "week", "month", "year")
_PERIOD = re.compile(
    r"(\d{1,5})[\s-]*(hours?|(?:calendar )?days?|(?:court|business|working|clear) days?|weeks?|months?|years?|小时|日|天|个?工作日|周|个月|年)"
)
_UNIT = {"小时": "hour", "日": "day", "天": "day", "个工作日": "court day", "工作日": "court day", "周": "week", "个月": "month", "年": "year"}  # fmt: skip


def period(text: str) -> tuple[int, str]:
    """``("14 days")`` is ``(14, "day")``; units are those of :data:`UNITS`. Raises :class:`ValueError`."""
    match = _PERIOD.fullmatch(text.strip().lower())
    if not match:
        raise ValueError(
            f"{text[:40]!r} is no period such as '14 days', '2 months', '72 hours', '16 court days'"
        )
    number, said = int(match[1]), match[2]
    unit = _UNIT.get(said, said.removesuffix("s"))
    unit = {"calendar day": "day", "clear day": "day", "business day": "court day", "working day": "court day"}.get(unit, unit)  # fmt: skip
    if not 1 <= number <= MOST_UNITS or (unit in ("month", "year", "week") and number > 1200):
        raise ValueError(f"a period of {number} {unit}s is not computed")
    return number, unit


@dataclass(frozen=True)
class Next:
    """A further period, which runs from the date that the one before it ended on."""

    period: str
    service: str | None = None
    direction: Literal["after", "before"] = "after"

    def __post_init__(self) -> None:
        period(self.period)


@dataclass(frozen=True)
class Deadline:
    """What the right date follows from; or, with ``on``, the date itself.

    ``rules`` is a name of :data:`KNOWN`, or a table of one's own (:class:`Rules`). ``trigger`` is the date of the event
    (``2024-06-28``), with a time of day for periods in hours (``2024-06-28T10:23``). ``service`` is one of the kinds that the
    rules add days for (``mail``, ``clerk``, ``other``, ``electronic``, ``personal`` …). ``holidays`` are further ones (state
    holidays, closed days of a contract), by date. ``place`` takes the holidays of another place, such as ``DE-BY``. ``convention`` says how days of unsettled treatment are taken: ``closed`` or ``open``; without it the
    verifier abstains where it matters. ``zone`` is the court's time zone, for hours across a change of clocks. ``filed`` asks whether
    that was in time (the response says timely or untimely); with a zone of its own in ``filed_zone``. ``then``
    are further periods of a chain. ``given`` are dates that the prompt must hold, ``passed`` further ones that a solution may speak of.
    """

    rules: str | Rules = ""
    trigger: str = ""
    period: str = ""
    service: str | None = None
    direction: Literal["after", "before"] = "after"
    holidays: dict[str, str] = field(default_factory=dict)
    place: str | None = None
    convention: Literal["", "closed", "open"] = ""
    zone: str = ""
    filed: str = ""
    filed_zone: str = ""
    then: tuple[Next, ...] = ()
    on: str = ""
    given: tuple[str, ...] = ()
    passed: tuple[str, ...] = ()

    @classmethod
    def from_text(cls, text: str) -> Deadline:
        """Plain text is the right date, in ISO form, with a time of day or without."""
        return cls(on=text.strip())

    def __post_init__(self) -> None:
        if len(self.holidays) > MOST_HOLIDAYS or len(self.given) + len(self.passed) > MOST_HOLIDAYS:
            raise ValueError(f"more than {MOST_HOLIDAYS} holidays, or given dates")
        for day in (*self.holidays, *self.given, *self.passed):
            iso(day)
        if self.on:
            moment(self.on)
            if self.rules or self.trigger or self.period:
                raise ValueError(
                    "'on' is the date itself; 'rules', 'trigger' and 'period' have no place beside it"
                )
        else:
            if isinstance(self.rules, str) and self.rules not in KNOWN:
                raise ValueError(
                    f"'rules' is {self.rules!r}, which is none of {', '.join(KNOWN)}, and no table"
                )
            moment(self.trigger)
            if period(self.period)[1] == "hour" and (len(self.trigger) == 10 or self.then):
                raise ValueError("a period in hours needs a time of day in 'trigger', and begins no chain")
        if self.place is not None and self.place not in PLACES:
            raise ValueError(f"'place' is {self.place!r}, which is none of {', '.join(PLACES[1:])}")
        if len(self.then) > MOST_THEN:
            raise ValueError(f"a chain has {MOST_THEN} further periods at most")
        if self.filed:
            moment(self.filed)
        for zone in (self.zone, self.filed_zone):
            if zone:
                zone_of(zone)
        for service in (self.service, *(each.service for each in self.then)):
            if service is not None and service not in self.table.added:
                known = ", ".join(self.table.added) or "none"
                raise ValueError(f"'service' is {service!r}; {self.table.name} knows: {known}")

    @property
    def table(self) -> Rules:
        """The rules, as a table."""
        return self.rules if isinstance(self.rules, Rules) else KNOWN.get(self.rules, _NONE)


_NONE = Rules("none")
assay.reference_part("deadline")(Deadline)


def moment(text: str) -> date | datetime:
    """A date, or a date with a time of day, in ISO form; raises :class:`ValueError`."""
    if re.fullmatch(r"[12]\d{3}-\d{2}-\d{2}[T ]\d{2}:\d{2}", text):
        return datetime.fromisoformat(text)
    return iso(text)


def zone_of(name: str) -> tzinfo:
    """The time zone of a name such as ``America/New_York``; raises :class:`ValueError`."""
    from zoneinfo import ZoneInfo

    if not re.fullmatch(r"[A-Za-z]+(?:/[A-Za-z_]+){0,2}", name):
        raise ValueError(f"{name[:40]!r} is no time zone")
    try:
        return ZoneInfo(name)
    except (OSError, KeyError) as error:
        raise ValueError(f"{name!r} is no time zone that is known here") from error
