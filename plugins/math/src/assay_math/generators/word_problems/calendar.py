"""The calendar: days of the week and days between dates."""

from __future__ import annotations

import random
from datetime import date, timedelta

from assay import Draft, agree
from assay_math.generators._levels import problems
from assay_math.generators._tell import redrawn, tell
from assay_math.generators._words import people
from assay_math.generators._write import worked

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = tuple(
    "January February March April May June July August September October November December".split()
)
_THINGS = (
    "a concert", "an exam", "a wedding", "a dentist's appointment", "a football match", "the delivery of a sofa", "the first day of a journey",
    "a birthday party", "the opening of a shop", "a flight", "a town meeting", "the end of a loan",
)  # fmt: skip


_SPANS = (
    ("{name} opens an account on {s} and closes it on {e}.", 20, 20000), ("A bridge is begun on {s} and opened on {e}.", 150, 3000),
    ("A library book of {name} was lent on {s} and given back on {e}.", 1, 150), ("A tree is planted on {s} and felled on {e}.", 2500, 60000),
    ("A swimming record is set on {s} and broken on {e}.", 1, 9000), ("A contract starts on {s} and ends on {e}.", 30, 12000),
    ("{name} sets out on a journey on {s} and is back on {e}.", 1, 900), ("A newspaper appears first on {s} and for the last time on {e}.", 300, 60000),
    ("A tower is finished on {s} and pulled down on {e}.", 3000, 60000), ("A comet is seen on {s} and again on {e}.", 1000, 40000),
)  # fmt: skip
"""What starts on one date and ends on another, with the least and greatest number of days that it may take."""


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _length(year: int, month: int) -> int:
    return (31, 28 + _leap(year), 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]


def _number(year: int, month: int, day: int) -> int:
    """The day's number by the sum of year lengths, apart from the library's."""
    before = year - 1
    return (
        365 * before
        + before // 4
        - before // 100
        + before // 400
        + sum(_length(year, m) for m in range(1, month))
        + day
    )


def _said(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _between(start: date, end: date) -> tuple[list[str], int]:
    """Steps that count the days from one date to a later one, and their number."""
    days = (end - start).days
    agree(
        days,
        _number(end.year, end.month, end.day) - _number(start.year, start.month, start.day),
        what="the days between",
    )
    steps: list[str] = []
    if start.year == end.year and start.month == end.month:
        return [f"Within the month these are ${end.day} - {start.day} = {days}$ days."], days
    parts: list[int] = []
    at = start
    years = end.year - start.year - ((end.month, end.day) < (start.month, start.day))
    if years:
        if start.month == 2 and start.day == 29:
            raise ValueError(start)
        later = date(start.year + years, start.month, start.day)
        extra = (later - start).days - 365 * years
        which = [y for y in range(start.year, later.year + 1) if _leap(y) and start < date(y, 2, 29) <= later]
        agree(extra, len(which), what="the leap days")
        named = f" ({', '.join(map(str, which))})" if 0 < len(which) <= 6 else ""
        steps.append(
            f"To {_said(later)} it is {years} {'year' if years == 1 else 'years'} with {extra} leap "
            f"{'day' if extra == 1 else 'days'}{named}: ${years} \\cdot 365{f' + {extra}' if extra else ''} = {365 * years + extra}$ days."
        )
        parts.append(365 * years + extra)
        at = later
    if (at.year, at.month) != (end.year, end.month):
        rest = _length(at.year, at.month) - at.day
        full: list[int] = []
        y, m = at.year, at.month
        while True:
            y, m = (y, m + 1) if m < 12 else (y + 1, 1)
            if (y, m) == (end.year, end.month):
                break
            full.append(_length(y, m))
        pieces = [rest, *full, end.day]
        middle = (
            f", the full {'months between have' if len(full) > 1 else 'month between has'} {', '.join(map(str, full))}"
            if full
            else ""
        )
        steps.append(
            f"From {_said(at)} the rest of {_MONTHS[at.month - 1]} has {rest} {'day' if rest == 1 else 'days'}{middle}, and {_MONTHS[end.month - 1]} "
            f"adds {end.day}: ${' + '.join(map(str, pieces))} = {sum(pieces)}$."
        )
        parts.append(sum(pieces))
    elif at.day != end.day:
        steps.append(f"From {_said(at)} it is ${end.day} - {at.day} = {end.day - at.day}$ more.")
        parts.append(end.day - at.day)
    if len(parts) == 2:
        steps.append(f"Together: ${parts[0]} + {parts[1]} = {days}$ days.")
    return steps, days


def _pair(rng: random.Random, difficulty: int) -> tuple[date, date]:
    """Two dates that lie the further apart the greater the difficulty."""
    start = date(rng.randint(1950, 2060), 1, 1) + timedelta(days=rng.randint(0, 364))
    low, high = ((10, 60), (60, 180), (120, 364), (400, 4000), (4000, 40000))[difficulty - 1]
    return start, start + timedelta(days=rng.randint(low, high))


@problems("math.day_of_week", version=2, levels=(1, 2, 3, 3, 4))
def day_of_week(rng: random.Random, difficulty: int) -> Draft:
    """Find the weekday of a date from that of another.

    Step 1: a given number of days later. 2: a date some months later. 3: within a year, or before. 4: some
    years later. 5: many years, with the exception of full centuries.
    """
    return _week(rng, difficulty)


@redrawn
def _week(rng: random.Random, difficulty: int) -> Draft | None:
    start, end = _pair(rng, difficulty)
    if (start.month, start.day) == (2, 29) or (difficulty >= 4 and start.year < 1960):
        return None
    (person,) = people(rng, 1)
    thing = rng.choice(_THINGS)
    if difficulty == 1:
        gap = rng.randint(9, 400)
        if gap % 7 == 0:
            return None
        first = start.weekday()
        found = agree((first + gap) % 7, (start + timedelta(days=gap)).weekday(), what="the weekday")
        back = rng.random() < 0.3
        if back:
            found = agree((first - gap) % 7, (start - timedelta(days=gap)).weekday(), what="the weekday")
        prompt = tell(
            rng,
            (
                "Today is a {d}. {name} thinks of the day that {is_} {n} days {way}.",
                "{name} notes on a {d} that {thing} {took} place {n} days {way}.",
                "It is {d}, and {thing} {took} place {n} days {way}.",
            ),
            (
                "Which day of the week is that?",
                "On which day of the week does that day fall?",
                "Find the day of the week.",
                "What weekday is it?",
            ),
            d=_DAYS[first], name=person.name, n=gap, way="ago" if back else "from now", is_="was" if back else "will be",
            took="took" if back else "will take", thing=thing,
        )  # fmt: skip
        weeks, rest = divmod(gap, 7)
        direction = "back" if back else "on"
        steps = [
            f"Whole weeks change nothing: ${gap} = 7 \\cdot {weeks} + {rest}$, so count {rest} {'day' if rest == 1 else 'days'} {direction} from "
            f"{_DAYS[first]}, which gives {_DAYS[found]}."
        ]
        return worked(rng, prompt, steps, _DAYS[found])
    backwards = difficulty == 3 and rng.random() < 0.4
    known, asked = (end, start) if backwards else (start, end)
    steps, days = _between(start, end)
    weeks, rest = divmod(days, 7)
    if not rest:
        return None
    first = known.weekday()
    found = agree(
        (first - days) % 7 if backwards else (first + days) % 7, asked.weekday(), what="the weekday"
    )
    hint = ""
    if difficulty == 5 and any(y % 100 == 0 for y in range(start.year, end.year + 1)):
        hint = " Years divisible by 100 are leap years only if 400 divides them."
    prompt = tell(
        rng,
        (
            "In the Gregorian calendar {k} is a {d}.{hint} {Thing} has the date {a}.",
            "{k} is a {d}.{hint} {name} looks for the weekday of {a}.",
            "A calendar shows that {k} is a {d}.{hint} {name} has written down the date {a}.",
        ),
        (
            "On which day of the week does {a} fall?",
            "Which day of the week is {a}?",
            "Find the day of the week of {a}.",
            "What weekday is {a}?",
        ),
        k=_said(known), d=_DAYS[first], a=_said(asked), hint=hint, name=person.name, Thing=thing[0].upper() + thing[1:],
    )  # fmt: skip
    direction = "back" if backwards else "on"
    steps.append(
        f"Whole weeks change nothing: ${days} = 7 \\cdot {weeks} + {rest}$, so count {rest} {'day' if rest == 1 else 'days'} {direction} from "
        f"{_DAYS[first]}, which gives {_DAYS[found]}."
    )
    return worked(rng, prompt, steps, _DAYS[found])


@problems("math.days_between", version=2, levels=(1, 2, 3, 3, 4))
def days_between(rng: random.Random, difficulty: int) -> Draft:
    """Count the days from one date to another.

    Step 1: up to two months. 2: up to half a year. 3: up to a year. 4: some years with leap days. 5: many
    years, where full centuries matter.
    """
    return _days(rng, difficulty)


@redrawn
def _days(rng: random.Random, difficulty: int) -> Draft | None:
    start, end = _pair(rng, difficulty)
    if (start.month, start.day) == (2, 29):
        return None
    steps, days = _between(start, end)
    (person,) = people(rng, 1)
    hint = ""
    if any(y % 100 == 0 for y in range(start.year, end.year + 1)):
        hint = " Years divisible by 100 are leap years only if 400 divides them."
    fitting = tuple(f"{text}{{hint}}" for text, low, high in _SPANS if low <= days <= high)
    prompt = tell(
        rng,
        fitting,
        (
            "How many days later is the second date?",
            "Find the number of days from the first date to the second, not counting the first.",
            "How many days lie between, if the last day is counted and the first is not?",
            "After how many days is that?",
        ),
        name=person.name, s=_said(start), e=_said(end), hint=hint,
    )  # fmt: skip
    return worked(rng, prompt, steps, str(days))
