"""Periods stated in hours."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta

from assay import Draft, agree, generator
from assay_law.calendars import second
from assay_law.calendars.engine import compute
from assay_law.generators import _time as t
from assay_law.generators.procedure import _federal as f

_ORDERS = (
    "The order reads: “Defendant shall produce the requested documents within {n} hours after entry of this order.”",
    "The temporary restraining order provides that the bond must be posted “within {n} hours of its entry.”",
    "The judge ordered that any objection to the expedited discovery plan be filed “within {n} hours after this order is entered.”",
    "The order directs the parties to file a joint statement “no later than {n} hours after entry.”",
)
_ZONES = (
    ("America/New_York", "Northern District of Ohio"),
    ("America/Chicago", "Northern District of Texas"),
    ("America/Denver", "District of Colorado"),
    ("America/Los_Angeles", "Western District of Washington"),
)


@generator("law.hours_deadline", verifiers=t.VERIFIERS)
def hours_deadline(rng: random.Random, difficulty: int) -> Draft:
    """The date and time at which a period in hours ends under Fed. R. Civ. P. 6(a)(2).

    1: 24 to 72 hours within a week. 2: it ends on a weekend. 3: it ends on a holiday, or a weekend before one. 4: clocks
    change in between. 5: they change, and it ends on a weekend or holiday.
    """
    zone, district = rng.choice(_ZONES)
    for _ in range(5_000):
        hours = rng.choice((24, 36, 48, 72, 96) if difficulty > 1 else (24, 48, 72))
        day = f.court_day(rng, f.FIRST, f.LAST)
        if difficulty >= 4:
            day = _change(rng.randint(2024, 2027), rng.random() < 0.5) - timedelta(rng.randint(2, 4))
        minute = rng.choice((0, 5, 12, 15, 23, 30, 40, 47))
        start = datetime(day.year, day.month, day.day, rng.randint(9, 16), minute)
        part = t.Deadline("frcp-6", start.isoformat()[:16], f"{hours} hours", zone=zone)
        outcome = compute(part)
        if outcome.unsettled:
            continue
        stage = outcome.stages[0]
        naive = start + timedelta(hours=hours)
        changed = naive.time() != stage.time
        moved = stage.counted != stage.end
        holiday = f.by_holiday(outcome)
        if (
            (difficulty >= 4) == changed
            and (moved == (difficulty in (2, 3, 5)))
            and (difficulty != 3 or holiday)
        ):
            break
    else:
        raise RuntimeError("no period in hours was drawn")
    agree(stage.end, _by_the_hour(start, hours, zone), what="the day on which the hours end")
    assert stage.time is not None
    clock, end_clock = _clock(start.hour, start.minute), _clock(stage.time.hour, stage.time.minute)
    name = t.firm(rng)
    facts = (
        rng.choice(
            (
                f"An order was entered in a case against {name} ({district}) at {clock} on {t.us_full(start.date())}.",
                f"At {clock} on {t.us_full(start.date())} the {district} entered an order against {name}.",
            )
        )
        + " "
        + rng.choice(_ORDERS).format(n=hours)
    )
    ask = rng.choice(
        (
            "On what day and at what time does the period end (local time of the court)?",
            "When exactly does the time run out? Give the date and the local time of the court.",
        )
    )
    rules = t.quote("frcp-6-a-2")
    if moved:
        rules += "\n\n" + t.quote("frcp-6-a-6")
    steps = [
        f"Under Rule 6(a)(2)(A) the count begins immediately, at {clock} on {t.us_full(start.date())}.",
        "Every hour counts, also on weekends and holidays (Rule 6(a)(2)(B)).",
    ]
    if changed:
        spring = stage.counted.month < 7
        steps.append(
            rng.choice(
                (
                    f"Clocks {'go forward' if spring else 'go back'} one hour in that time, so {hours} hours of elapsed time end one hour {'later' if spring else 'earlier'} by the clock.",
                    f"The change {'to' if spring else 'from'} daylight saving time falls in the period; {hours} elapsed hours therefore end one hour {'later' if spring else 'earlier'} on the clock.",
                )
            )
        )
    steps.append(f"{hours} hours end at {end_clock} on {t.us_full(stage.counted)}.")
    if moved:
        reasons = []
        day = stage.counted
        while day != stage.end:
            reasons.append(f._closed_as(day, outcome.calendar, f.Cites()))
            day += timedelta(1)
        steps.append(
            f"{'; '.join(reasons)}. The period runs until the same time on the next day that is not a Saturday, Sunday, or legal holiday (Rule 6(a)(2)(C))."
        )
    final = rng.choice(
        (
            f"The period ends at {end_clock} on {t.us_full(stage.end)}.",
            f"The deadline is {end_clock} on {t.us_full(stage.end)}.",
            f"Answer: {t.us_full(stage.end)}, at {end_clock}",
        )
    )
    iso = f"{stage.end.isoformat()}T{stage.time:%H:%M}"
    return t.row(rng, t.lay_out(rng, facts, ask, rules), [*steps, final], part, t.us(stage.end), iso)


def _change(year: int, spring: bool) -> date:
    """The Sunday on which clocks change in the United States (15 U.S.C. § 260a)."""
    first = date(year, 3 if spring else 11, 1)
    sunday = first + timedelta((6 - first.weekday()) % 7)
    return sunday + timedelta(7 if spring else 0)


def _clock(hour: int, minute: int) -> str:
    return f"{hour % 12 or 12}:{minute:02} {'a.m.' if hour < 12 else 'p.m.'}"


def _by_the_hour(start: datetime, hours: int, zone: str) -> date:
    """The day on which the hours end, hour by hour in universal time, with the library's holidays."""
    from datetime import UTC
    from zoneinfo import ZoneInfo

    at = start.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    for _ in range(hours):
        at += timedelta(hours=1)
    return second.roll(at.astimezone(ZoneInfo(zone)).date(), 1, second.is_open("US", frozenset()))
