"""Dates: working days, repeating days, spans and the calendar."""

from __future__ import annotations

import calendar
import random
from datetime import date, timedelta
from typing import Any

from assay.evidence.english import ordinal
from assay_code.generators._task import Problem, family, fill

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ISO = 'Dates are texts of the form `"YYYY-MM-DD"`.'


def _some_date(rng: random.Random) -> date:
    return date(
        rng.choice((1999, 2000, 2019, 2020, 2023, 2024, 2025)), rng.randint(1, 12), rng.randint(1, 28)
    )


@family("code.working_days", levels=(2, 4), difficulties=(2, 5))
def working_days(rng: random.Random, difficulty: int) -> Problem:
    """Count or add working days, with weekends and holidays that vary.

    Difficulty 2: count. 3: with holidays. 4: move forward or backward.
    """
    entry = (
        rng.choice(("working_days", "business_days", "count_days", "days_open"))
        if difficulty < 4
        else rng.choice(("add_working_days", "due_date", "delivery_day"))
    )
    off = rng.choice(((5, 6), (5, 6), (4, 5), (6,), (0,), (2, 6)))
    names = " and ".join(_DAYS[d] + "s" for d in off)
    holidays = difficulty >= 3
    test = (
        f"day.weekday() not in {off if len(off) > 1 else f'({off[0]},)'}"
        if len(off) > 1
        else f"day.weekday() != {off[0]}"
    )
    if holidays:
        test += " and day.isoformat() not in holidays"
    parameter = ", holidays: list[str]" if holidays else ""
    rules = [
        _ISO,
        f"{names} are days off"
        + (", and so are the dates in `holidays` (which may hold days off and repeats)" if holidays else "")
        + "; all other days are working days.",
    ]

    def works(day: date, free: list[str]) -> bool:
        return day.isoweekday() - 1 not in off and str(day) not in free

    if difficulty < 4:
        first, last = rng.random() < 0.7, rng.random() < 0.7
        source = fill(
            f"""
            from datetime import date, timedelta


            def {entry}(start: str, end: str{parameter}) -> int:
                day, last = date.fromisoformat(start), date.fromisoformat(end)
                <<skip>>
                total = 0
                while day {"<=" if last else "<"} last:
                    if {test}:
                        total += 1
                    day += timedelta(days=1)
                return total
            """,
            skip="" if first else "day += timedelta(days=1)",
        )
        goal = "returns the number of working days from `start` to `end`"
        rules.append(
            f"The day `start` {'counts' if first else 'does not count'}, and the day `end` {'counts' if last else 'does not count'}. If `end` is before `start`, the result is 0."
        )

        def oracle(start: str, end: str, free: list[str] | None = None) -> int:
            a, b = date.fromisoformat(start).toordinal(), date.fromisoformat(end).toordinal()
            return sum(
                works(date.fromordinal(n), free or [])
                for n in range(a if first else a + 1, b + 1 if last else b)
            )

        inputs: list[tuple[Any, ...]] = []
        for _ in range(12):
            day = _some_date(rng)
            other = day + timedelta(days=rng.randint(3, 60))
            inputs.append((str(day), str(other)))
        inputs += [
            ("2024-02-26", "2024-03-03"),
            ("2024-03-01", "2024-03-01"),
            ("2024-03-02", "2024-03-02"),
            ("2024-03-05", "2024-03-01"),
            ("2023-12-29", "2024-01-02"),
            ("2024-03-01", "2024-03-02"),
        ]
        if holidays:
            inputs = [
                (
                    a,
                    b,
                    sorted(
                        {
                            str(date.fromisoformat(a) + timedelta(days=rng.randint(0, 12)))
                            for _ in range(rng.randint(0, 3))
                        }
                    ),
                )
                for a, b in inputs
            ]
        idea = [
            "The days are gone through one by one and tested, which is simple and fast enough for spans of years.",
            f"`weekday()` is 0 for Monday and 6 for Sunday. {'Holidays that fall on a day off are not subtracted twice, because each day is tested once.' if holidays else 'If the end comes first, the loop does not run.'}",
        ]
        return Problem(entry, goal, rules, source, inputs, idea, oracle)
    back = rng.random() < 0.5
    source = fill(
        f"""
        from datetime import date, timedelta


        def {entry}(start: str, days: int, holidays: list[str]) -> str:
            day = date.fromisoformat(start)
            <<step>>
            for _ in range({"abs(days)" if back else "days"}):
                day += {"step" if back else "timedelta(days=1)"}
                while not ({test}):
                    day += {"step" if back else "timedelta(days=1)"}
            return day.isoformat()
        """,
        step="step = timedelta(days=1 if days > 0 else -1)" if back else "",
    )
    goal = "returns the date that lies `days` working days after `start`"
    rules.append(
        ("A negative number of days counts backwards. " if back else "`days` is not negative. ")
        + "The day `start` itself is never counted, even if it is a working day; for 0 days the result is `start`, even if that is a day off."
    )

    def add_oracle(start: str, days: int, free: list[str]) -> str:
        base = date.fromisoformat(start).toordinal()
        sign = 1 if days >= 0 else -1
        found = [n for n in range(1, 400) if works(date.fromordinal(base + sign * n), free)]
        return str(date.fromordinal(base + sign * found[abs(days) - 1])) if days else start

    inputs = []
    for _ in range(13):
        day = _some_date(rng)
        n = rng.randint(1, 20) * (-1 if back and rng.random() < 0.4 else 1)
        inputs.append(
            (
                str(day),
                n,
                sorted({str(day + timedelta(days=rng.randint(-5, 12))) for _ in range(rng.randint(0, 3))}),
            )
        )
    inputs += [
        ("2024-02-28", 2, []),
        ("2024-03-01", 0, ["2024-03-01"]),
        ("2024-03-02", 0, []),
        ("2024-12-30", 3, ["2025-01-01"]),
        ("2024-03-01", 1, ["2024-03-02", "2024-03-03", "2024-03-04"]),
    ]
    idea = [
        "Each of the steps goes one day on and then past all days off, so it always ends on a working day.",
        "Going step by step also handles holidays that lie next to a weekend. With 0 days nothing moves.",
    ]
    return Problem(entry, goal, rules, source, inputs, idea, add_oracle)


@family("code.repeating_dates", levels=(2, 4), difficulties=(1, 5))
def repeating_dates(rng: random.Random, difficulty: int) -> Problem:
    """Days that repeat by a rule: the n-th weekday of a month, the last one, month ends, a given 13th.

    Difficulty 2: one date. 3: all in a year. 4: months added, with short months.
    """
    entry = rng.choice(("meeting_day", "find_date", "pay_day", "date_by_rule"))
    day = rng.randrange(7)
    name = _DAYS[day]
    if difficulty == 2:
        n = rng.choice((1, 2, 3, 4, -1))
        which = "last" if n == -1 else ordinal(n)
        if n == -1:
            body = f"last = date(year, month, calendar.monthrange(year, month)[1])\nreturn (last - timedelta(days=(last.weekday() - {day}) % 7)).isoformat()"
            imports = "import calendar\nfrom datetime import date, timedelta"
            idea = [
                "`monthrange` gives the length of the month and with it the last day.",
                f"From there, `(weekday - {day}) % 7` days back is the last {name}: that is 0 if it is one already.",
            ]
        else:
            offset = f" + {7 * (n - 1)}" if n > 1 else ""
            body = f"first = date(year, month, 1)\nreturn (first + timedelta(days=({day} - first.weekday()) % 7{offset})).isoformat()"
            imports = "from datetime import date, timedelta"
            idea = [
                f"`({day} - weekday) % 7` is the number of days from the first of the month to its first {name} (Monday is 0).",
                "Every further one is 7 days later, and the first four always lie within the month."
                if n > 1
                else "It is 0 if the month begins with one.",
            ]
        source = f"{imports}\n\n\ndef {entry}(year: int, month: int) -> str:\n" + "".join(
            f"    {line}\n" for line in body.split("\n")
        )
        goal = f"returns the date of the {which} {name} of the given month"
        rules = ['The result is a text of the form `"YYYY-MM-DD"`. `month` is between 1 and 12.']

        def oracle(year: int, month: int) -> str:
            found = [
                d
                for d in calendar.Calendar().itermonthdates(year, month)
                if d.month == month and d.strftime("%A") == name
            ]
            return str(found[n if n < 0 else n - 1])

        inputs: list[tuple[Any, ...]] = [(rng.randint(1990, 2035), rng.randint(1, 12)) for _ in range(14)] + [
            (2024, 2),
            (2023, 2),
            (2000, 2),
            (2024, 12),
            (2021, 2),
        ]
        return Problem(entry, goal, rules, source, inputs, idea, oracle)
    if difficulty == 3:
        number = rng.choice((1, 13, 15, 24, 29, 30, 31))
        what = rng.choice(("dates", "count", "months"))
        final = {
            "dates": "[day.isoformat() for day in found]",
            "count": "len(found)",
            "months": "[day.month for day in found]",
        }[what]
        kind = {"dates": "list[str]", "count": "int", "months": "list[int]"}[what]
        source = fill(
            f"""
            from datetime import date, timedelta


            def {entry}(first: int, last: int) -> {kind}:
                day = date(first, 1, 1)
                found = []
                while day.year <= last:
                    if day.day == {number} and day.weekday() == {day}:
                        found.append(day)
                    day += timedelta(days=1)
                return {final}
            """
        )
        goal = {
            "dates": f"returns the dates of all {name}s that are the {ordinal(number)} day of a month",
            "count": f"returns how often the {ordinal(number)} day of a month is a {name}",
            "months": f"returns the numbers of the months (1 to 12) in which the {ordinal(number)} is a {name}, in the order of time",
        }[what] + " in the years from `first` to `last`, both included"
        rules = (
            ['The dates are texts of the form `"YYYY-MM-DD"`, in the order of time.']
            if what == "dates"
            else []
        ) + [
            "`first` is at most `last`."
            + (f" Months without a {ordinal(number)} are left out." if number > 28 else "")
        ]

        def all_oracle(first: int, last: int) -> Any:
            found = []
            for year in range(first, last + 1):
                for month in range(1, 13):
                    if (
                        number <= calendar.monthrange(year, month)[1]
                        and calendar.weekday(year, month, number) == day
                    ):
                        found.append((year, month))
            if what == "count":
                return len(found)
            return (
                [m for _, m in found] if what == "months" else [f"{y}-{m:02}-{number:02}" for y, m in found]
            )

        inputs = []
        for _ in range(9):
            year = rng.randint(1980, 2040)
            inputs.append((year, year + rng.randint(0, 3)))
        inputs += [(2024, 2024), (2023, 2023), (1999, 2000), (2000, 2000), (2015, 2015), (2021, 2026)]
        idea = [
            "Every day of the years is looked at; `date` and `timedelta` know the lengths of the months and the leap years.",
            f"`weekday()` is {day} for a {name}. A year has only 365 or 366 days, so nothing faster is needed.",
        ]
        return Problem(entry, goal, rules, source, inputs, idea, all_oracle)
    style = rng.choice(("clip", "next", "skip"))
    step = rng.choice((1, 2, 3, 6))
    rules = [
        _ISO,
        f"The first date is `start`; after it there is one every {'month' if step == 1 else f'{step} months'}, on the same day of the month.",
    ]
    rules.append(
        {
            "clip": "If that month is too short, the last day of the month is taken instead; later dates go back to the day of `start`.",
            "next": "If that month is too short, the first day of the following month is taken instead; later dates go back to the day of `start`.",
            "skip": "A month that is too short has no date in the series; it is skipped and does not count.",
        }[style]
    )
    short = {
        "clip": "day = min(first.day, monthrange(year, month + 1)[1])\ndates.append(date(year, month + 1, day).isoformat())",
        "next": "length = monthrange(year, month + 1)[1]\nday = date(year, month + 1, min(first.day, length))\nif first.day > length:\n    day += timedelta(days=1)\ndates.append(day.isoformat())",
        "skip": "if first.day <= monthrange(year, month + 1)[1]:\n    dates.append(date(year, month + 1, first.day).isoformat())",
    }[style]
    source = fill(
        f"""
        from calendar import monthrange
        from datetime import date{", timedelta" if style == "next" else ""}


        def {entry}(start: str, count: int) -> list[str]:
            first = date.fromisoformat(start)
            months = first.year * 12 + first.month - 1
            dates: list[str] = []
            while len(dates) < count:
                year, month = divmod(months, 12)
                <<short>>
                months += {step}
            return dates
        """,
        short=short,
    )
    goal = "returns the list of the first `count` dates of a series"
    rules.append("`count` is not negative.")

    def series_oracle(start: str, count: int) -> Any:
        y, m, d = map(int, start.split("-"))
        out: list[str] = []
        while len(out) < count:
            try:
                out.append(str(date(y, m, d)))
            except ValueError:
                after = date(y + (m == 12), m % 12 + 1, 1)
                if style == "clip":
                    out.append(str(after - timedelta(days=1)))
                elif style == "next":
                    out.append(str(after))
            m += step
            if m > 12:
                y, m = y + 1, m - 12
        return out

    inputs = []
    for _ in range(12):
        year, month = rng.randint(2015, 2027), rng.randint(1, 12)
        length = calendar.monthrange(year, month)[1]
        inputs.append(
            (
                str(
                    date(
                        year,
                        month,
                        rng.choice((length, length, 30 if length >= 30 else 28, rng.randint(1, 28))),
                    )
                ),
                rng.randint(2, 6),
            )
        )
    inputs += [
        ("2024-01-31", 4),
        ("2023-08-31", 5),
        ("2024-02-29", 3),
        ("2023-12-15", 2),
        ("2024-05-05", 0),
        ("2023-11-30", 1),
    ]
    idea = [
        "Counting months as `12 * year + month` makes adding months plain arithmetic; `divmod` turns the number back into year and month.",
        {
            "clip": "`monthrange` gives the length of the month, and `min` takes its last day where it is too short.",
            "next": "`monthrange` gives the length of the month; where it is too short, one day is added to its last day.",
            "skip": "`monthrange` gives the length of the month; a month that is too short adds no date.",
        }[style],
        "Every date is computed from the day of `start`, so a short month has no effect on later ones.",
    ]
    return Problem(entry, goal, rules, source, inputs, idea, series_oracle)
