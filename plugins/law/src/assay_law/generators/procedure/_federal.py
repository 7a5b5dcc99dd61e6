"""How a solution tells a count under the federal rules."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

from assay_law.calendars.closed_days import Calendar
from assay_law.calendars.engine import Outcome, Stage
from assay_law.generators._time import us, us_full, weekday_of, working_day

FIRST, LAST = date(2024, 1, 2), date(2027, 10, 29)


def court_day(rng: random.Random, first: date, last: date) -> date:
    """A day on which federal courts are open."""
    calendar = Calendar("US")
    while calendar.closed(day := working_day(rng, first, last), True):
        pass
    return day


@dataclass(frozen=True)
class Cites:
    """How a solution cites the paragraphs of a rule: ``Rule 6(a)(1)``, and the one that adds days."""

    days: str = "Rule 6(a)(1)"
    direction: str = "Rule 6(a)(5)"
    holiday: str = "Rule 6(a)(6)"
    added: str = "Rule 6(d)"


def moved_because(outcome: Outcome) -> set[str]:
    """Why days are closed on which a stage would have ended: names of holidays and of weekdays."""
    calendar = outcome.calendar
    stages = outcome.stages
    return {
        why for stage in stages for day in (stage.counted, stage.with_added) if (why := calendar.closed(day))
    }


def by_holiday(outcome: Outcome) -> bool:
    """Whether a holiday on a weekday moved the last day."""
    for stage in outcome.stages:
        for first, last in ((stage.counted, stage.moved), (stage.with_added, stage.end)):
            step = timedelta(1 if last >= first else -1)
            day = first
            while day != last:
                if day.weekday() < 5:
                    return True
                day += step
    return False


def moves(outcome: Outcome) -> int:
    """How often a last day was moved."""
    return sum((s.counted != s.moved) + (s.with_added != s.end) for s in outcome.stages)


def tell(
    rng: random.Random, stage: Stage, calendar: Calendar, cites: Cites, event: str, *, service: str = ""
) -> list[str]:
    """The steps of one period: the day excluded, the days counted, where the last day moves, days added."""
    after = stage.direction == "after"
    unit = stage.unit + ("s" if stage.number > 1 else "")
    first = stage.trigger + timedelta(1 if after else -1)
    span = f"{stage.number} {unit}"
    steps = [
        rng.choice(
            (
                f"The day of {event}, {us_full(stage.trigger)}, is excluded ({cites.days}(A)).",
                f"Under {cites.days}(A), {us_full(stage.trigger)}, the day of {event}, is excluded.",
                f"{cites.days}(A) leaves out the day of {event}, {us(stage.trigger)}.",
            )
        )
    ]
    if stage.unit == "day":
        way = "" if after else " backward"
        steps.append(
            rng.choice(
                (
                    f"Counting{way} from {us(first)} as day 1, with weekends and holidays included ({cites.days}(B)), day {stage.number} is {us_full(stage.counted)}.",
                    f"Every day counts ({cites.days}(B)); {span} {'after' if after else 'before'} {us(stage.trigger)} is {us_full(stage.counted)}.",
                    f"Day 1 is {us_full(first)}, and under {cites.days}(B) every day is counted, so day {stage.number} is {us_full(stage.counted)}.",
                )
            )
        )
    else:
        steps.append(
            f"{span} {'after' if after else 'before'} {us(stage.trigger)} is {us_full(stage.counted)}."
        )
    steps += told_move(rng, stage.counted, stage.moved, after, calendar, cites)
    if stage.added:
        steps.append(
            rng.choice(
                (
                    f"Because service was {service}, {cites.added} adds {stage.added} days after the period would otherwise expire: {us(stage.moved)} plus {stage.added} days is {us_full(stage.with_added)}.",
                    f"{cites.added} applies, because service was {service}: 3 days are added after the period would otherwise expire, which leads to {us_full(stage.with_added)}.",
                    f"Under {cites.added}, 3 days are added for service {service}. Counted from {us(stage.moved)}, the third is {us_full(stage.with_added)}.",
                )
                if stage.added == 3
                else (f"{cites.added} adds {stage.added} days, which leads to {us_full(stage.with_added)}.",)
            )
        )
        steps += told_move(rng, stage.with_added, stage.end, after, calendar, cites)
    return steps


def told_move(
    rng: random.Random, day: date, end: date, after: bool, calendar: Calendar, cites: Cites
) -> list[str]:
    """Why a last day stays or moves, and where to."""
    step = timedelta(1 if after else -1)
    if day == end:
        return [
            rng.choice(
                (
                    f"{us(day)} is a {weekday_of(day)} and no legal holiday, so the period ends there.",
                    f"That day is neither a weekend day nor a legal holiday, so {cites.days}(C) does not move it.",
                )
            )
        ]
    passed = []
    while day != end:
        passed.append(day)
        day += step
    reasons = [_closed_as(each, calendar, cites) for each in passed]
    way = "the next day" if after else f"the next day, counting backward ({cites.direction}),"
    run = "; ".join(reasons) if len(reasons) > 2 else " and ".join(reasons)
    return [
        rng.choice(
            (
                f"{run[0].upper()}{run[1:]}. Under {cites.days}(C) the period continues to run until {way} that is not a Saturday, Sunday, or legal holiday: {us_full(end)}.",
                f"But {run}. {cites.days}(C) therefore carries the last day {'forward' if after else 'back'} to {us_full(end)}.",
            )
        )
    ]


def _closed_as(day: date, calendar: Calendar, cites: Cites) -> str:
    name = calendar.holiday(day)
    if name and day in calendar.given:
        return f"{us(day)} is {name}, a state holiday ({cites.holiday}(C))"
    if name and day.weekday() < 5:
        if name.endswith("(observed)"):
            return f"{us(day)} is the day on which {name.removesuffix(' (observed)')} is observed ({cites.holiday}(A))"
        return f"{us(day)} is {name}, a legal holiday ({cites.holiday}(A))"
    return f"{us(day)} is a {weekday_of(day)}"
