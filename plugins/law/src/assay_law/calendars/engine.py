"""The date that a rule comes to, with all that it passed on the way."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from assay_law.calendars.closed_days import ONE, Calendar
from assay_law.calendars.rules import Deadline, Rules, moment, period, zone_of
from assay_law.calendars.written import valid


@dataclass(frozen=True)
class Stage:
    """One period: its event, the last day as counted, where the rules move that to, and the end after days were added."""

    trigger: date
    number: int
    unit: str
    direction: str
    counted: date
    moved: date
    added: int
    with_added: date
    end: date
    time: time | None = None
    skipped: tuple[date, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """The stages of a chain. ``unsettled`` says on which day the outcome depends that is not settled, ``""`` if on none."""

    stages: tuple[Stage, ...]
    unsettled: str = ""
    calendar: Calendar = field(default_factory=Calendar)

    @property
    def end(self) -> date:
        """The last day of the last period."""
        return self.stages[-1].end

    @property
    def time(self) -> time | None:
        """The time of day at which a period in hours ends."""
        return self.stages[-1].time


class Unsettled(Exception):
    """A date for which the rules give no answer; the message says why."""


def compute(part: Deadline) -> Outcome:
    """The outcome of a reference that names rules.

    Raises :class:`~assay_law.calendars.closed_days.NoCalendar` for years without a calendar.
    """
    table = part.table
    calendar = Calendar(
        table.place if part.place is None else part.place,
        {date.fromisoformat(day): name for day, name in part.holidays.items()},
    )
    if part.convention:
        return _once(part, table, calendar, part.convention == "closed")
    first = _once(part, table, calendar, False)
    second = _once(part, table, calendar, True)
    if first.unsettled or first.stages == second.stages:
        return first
    for one, other in zip(first.stages, second.stages, strict=True):
        for day in sorted({*_path(one), *_path(other)}):
            if why := calendar.unsettled(day):
                return Outcome(first.stages, f"{day:%A}, {day} is {why}", calendar)
    return Outcome(first.stages, "the treatment of a day is unsettled", calendar)


def _path(stage: Stage) -> set[date]:
    """The days between the event and the end on which the count could turn."""
    low, high = sorted((stage.trigger, stage.end))
    near = {stage.counted + ONE * n for n in range(-7, 8)} | {stage.end + ONE * n for n in range(-7, 8)}
    return near | {low + ONE * n for n in range(min((high - low).days, 120))}


def _once(part: Deadline, table: Rules, calendar: Calendar, unsettled: bool) -> Outcome:
    stages: list[Stage] = []
    start = moment(part.trigger)
    if isinstance(start, datetime) and period(part.period)[1] == "hour":
        try:
            stage = _hours(start, period(part.period)[0], part, table, calendar, unsettled)
        except Unsettled as error:
            empty = Stage(
                start.date(),
                0,
                "hour",
                part.direction,
                start.date(),
                start.date(),
                0,
                start.date(),
                start.date(),
            )
            return Outcome((empty,), str(error), calendar)
        return Outcome((stage,), "", calendar)
    trigger = start.date() if isinstance(start, datetime) else start
    for text, service, direction in (
        (part.period, part.service, part.direction),
        *((each.period, each.service, each.direction) for each in part.then),
    ):
        number, unit = period(text)
        stage, why = _stage(
            trigger, number, unit, direction, table.added.get(service or "", 0), table, calendar, unsettled
        )
        stages.append(stage)
        if why:
            return Outcome(tuple(stages), why, calendar)
        trigger = stage.end
    return Outcome(tuple(stages), "", calendar)


def _stage(
    trigger: date,
    number: int,
    unit: str,
    direction: str,
    added: int,
    table: Rules,
    calendar: Calendar,
    unsettled: bool,
) -> tuple[Stage, str]:
    sign = 1 if direction == "after" else -1
    if sign < 0 and not table.added_before:
        added = 0
    own = calendar if sign > 0 or table.given_before else Calendar(calendar.place)
    clear = table.clear and sign < 0 and unit in ("day", "court day")
    skipping = unit == "court day" or (unit == "day" and number <= table.short)
    skipped: list[date] = []
    if skipping:
        counted = trigger
        for _ in range(number + clear):
            counted += sign * ONE
            while own.closed(counted, unsettled):
                skipped.append(counted)
                counted += sign * ONE
    else:
        counted = shifted(trigger, sign * (number + clear), unit)
    if table.adding == "period":
        counted += sign * added * ONE
    rule = table.after if sign > 0 else table.before
    moved, why = _moved(counted, rule, own, unsettled)
    with_added = end = moved
    if added and table.adding == "expired":
        with_added = moved + sign * added * ONE
        end, why2 = _moved(with_added, rule, own, unsettled)
        why = why or why2
    if table.two_working_days and sign > 0 and not (unit == "day" and number < 2):
        while _open_days(trigger, end, own, unsettled) < 2:
            end += ONE
            while own.closed(end, unsettled):
                end += ONE
    return Stage(
        trigger, number, unit, direction, counted, moved, added, with_added, end, None, tuple(skipped)
    ), why


def _open_days(trigger: date, end: date, calendar: Calendar, unsettled: bool) -> int:
    days = min((end - trigger).days, 30)
    return sum(not calendar.closed(trigger + n * ONE, unsettled) for n in range(1, days + 1))


def _moved(day: date, rule: str, calendar: Calendar, unsettled: bool) -> tuple[date, str]:
    """Where the last day goes, and why that is unsettled where it is."""
    why = calendar.closed(day, unsettled)
    if not why or rule == "none":
        return day, ""
    if rule == "unsettled":
        return (
            day,
            f"the last day, {day:%A}, {day}, is closed ({why}), and the rules do not say where it moves to",
        )
    step = ONE if rule == "next" else -ONE
    while calendar.closed(day, unsettled):
        day += step
    return day, ""


def shifted(day: date, number: int, unit: str) -> date:
    """A date so many days, weeks, months or years later or earlier: the same number of its month, or the last day of a shorter one."""
    if unit in ("day", "court day"):
        return day + number * ONE
    if unit == "week":
        return day + 7 * number * ONE
    months = day.year * 12 + day.month - 1 + number * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    number = day.day
    while (found := valid(year, month + 1, number)) is None:
        number -= 1
        if number < 28:
            raise ValueError(f"the year {year} is not computed")
    return found


def _hours(
    start: datetime, number: int, part: Deadline, table: Rules, calendar: Calendar, unsettled: bool
) -> Stage:
    if table.hours == "none" or part.direction == "before":
        raise Unsettled(f"{table.name} says nothing here about periods in hours")
    begin = start
    if table.hours == "whole":  # the hour of the event is not counted: it runs from the next full hour
        begin = start.replace(minute=0) + timedelta(hours=1)
    if part.zone:
        zone = zone_of(part.zone)
        end = (
            (begin.replace(tzinfo=zone).astimezone(UTC) + timedelta(hours=number))
            .astimezone(zone)
            .replace(tzinfo=None)
        )
    else:
        end = begin + timedelta(hours=number)
    day = end.date()
    moved = day
    if table.hours_roll:
        moved, _ = _moved(day, table.after, calendar, unsettled)
    last = day - ONE if end.time() == time(0) else day
    if (
        table.two_working_days
        and number >= 48
        and _open_days(start.date() - ONE, last, calendar, unsettled) < 2
    ):
        raise Unsettled(
            "fewer than two working days lie in the period; whether Article 3(5) extends a period in hours is unsettled"
        )
    return Stage(start.date(), number, "hour", "after", day, moved, 0, moved, moved, end.time())
