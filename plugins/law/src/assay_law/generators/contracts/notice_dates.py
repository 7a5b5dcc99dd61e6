"""Dates of notice, cure and termination under a contract's own definitions."""

from __future__ import annotations

import random
from datetime import date, timedelta

from assay import Draft, generator
from assay_law.calendars.closed_days import nth
from assay_law.calendars.rules import Next, Rules
from assay_law.generators import _time as t


def _bank_holidays(year: int) -> dict[str, str]:
    days = {
        date(year, 1, 1): "New Year's Day",
        nth(year, 1, 0, 3): "Martin Luther King Jr.'s Birthday",
        nth(year, 2, 0, 3): "Presidents' Day",
        nth(year, 5, 0, -1): "Memorial Day",
        date(year, 7, 4): "Independence Day",
        nth(year, 9, 0, 1): "Labor Day",
        nth(year, 11, 3, 4): "Thanksgiving Day",
        nth(year, 11, 3, 4) + timedelta(1): "the day after Thanksgiving",
        date(year, 12, 25): "Christmas Day",
    }
    return {day.isoformat(): name for day, name in days.items()}


@generator("law.notice_dates", verifiers=t.VERIFIERS)
def notice_dates(rng: random.Random, difficulty: int) -> Draft:
    """The date of a deemed receipt, a cure period, a termination, or a notice against renewal, from a contract's clauses.

    1: a cure period in calendar days. 2: in Business Days. 3: deemed receipt, then a cure period. 4: deemed receipt, cure, termination, with
    a holiday. 5: a notice that must arrive before a renewal date, counted back in Business Days over a holiday and a deemed receipt.
    """
    year = rng.randint(2024, 2027)
    holidays = _bank_holidays(year)
    a, b = t.firm(rng), t.firm(rng)
    receipt, cure, wait = rng.choice((2, 3, 4)), rng.choice((5, 10, 15, 20)), rng.choice((10, 15, 30))
    calendar_cure = rng.choice((10, 14, 15, 20, 30))
    back = rng.choice((10, 15, 20, 30, 45))
    table = Rules("contract", after="none", before="none")

    def make() -> t.Deadline:
        day = t.working_day(rng, date(year, 1, 8), date(year, 10, 20))
        while day.isoformat() in holidays:
            day += timedelta(1)
        if day.weekday() > 4:
            return make()
        first = day.isoformat()
        if difficulty == 1:
            return t.Deadline(table, first, f"{calendar_cure} days")
        if difficulty == 2:
            return t.Deadline(table, first, f"{cure} business days", holidays=holidays)
        if difficulty == 3:
            return t.Deadline(
                table,
                first,
                f"{receipt} business days",
                then=(Next(f"{calendar_cure} days"),),
                holidays=holidays,
            )
        if difficulty == 4:
            return t.Deadline(
                table,
                first,
                f"{receipt} business days",
                then=(Next(f"{cure} business days"), Next(f"{wait} days")),
                holidays=holidays,
            )
        renewal = t.day_between(rng, date(year, 4, 1), date(year, 12, 31))
        return t.Deadline(
            table,
            renewal.isoformat(),
            f"{back} days",
            direction="before",
            then=(Next(f"{receipt} business days", direction="before"),),
            holidays=holidays,
        )

    part, outcome = t.drawn(
        make,
        lambda out: (
            difficulty < 4 or any(day.isoformat() in holidays for s in out.stages for day in s.skipped)
        ),
    )
    stages = outcome.stages
    passed = sorted({day for s in stages for day in s.skipped if day.weekday() < 5})
    listed = "; ".join(f"{name} ({t.us(date.fromisoformat(day))})" for day, name in holidays.items())
    clauses = []
    if difficulty > 1:
        clauses.append(
            ("Business Day", "‘Business Day’ means a day that is not a Saturday, a Sunday or a Bank Holiday.")
        )
    if difficulty >= 3:
        clauses.append(
            (
                "Notices",
                f"A notice sent by registered post is deemed received on the {_ordinal(receipt)} Business Day after the day of posting.",
            )
        )
    if difficulty == 1:
        clauses.append(
            (
                "Cure",
                f"If a party is in breach and does not cure the breach within {calendar_cure} days after receipt of notice, the other party may terminate. The day of receipt is not counted.",
            )
        )
    elif difficulty == 2:
        clauses.append(
            (
                "Cure",
                f"The party in breach has {cure} Business Days after receipt of notice to cure the breach. The day of receipt is not counted.",
            )
        )
    elif difficulty == 3:
        clauses.append(
            (
                "Cure",
                f"The party in breach has {calendar_cure} days after receipt of notice to cure the breach. The day of receipt is not counted, and a last day that is no Business Day is not extended.",
            )
        )
    elif difficulty == 4:
        clauses.append(
            (
                "Cure",
                f"The party in breach has {cure} Business Days after receipt of notice to cure the breach; the day of receipt is not counted.",
            )
        )
        clauses.append(
            (
                "Termination",
                f"If the breach is not cured, this Agreement ends without further notice on the {_ordinal(wait)} day after the last day of the cure period.",
            )
        )
    else:
        clauses.append(
            (
                "Renewal",
                f"This Agreement renews for one year on each Renewal Date, unless a party has received notice to the contrary at least {back} days before the Renewal Date; the last day on which it can be received is the {_ordinal(back)} day before that date, whatever day of the week it is.",
            )
        )
    start = rng.randint(2, 9)
    text = " ".join(
        f"{start}.{n} {name}. {body}" if name else body for n, (name, body) in enumerate(clauses, 1)
    )
    contract = f"Clauses of the supply agreement between {a} and {b}, dated January 15, {year - 1}: “{text}”"
    if difficulty > 1:
        contract += f" The Bank Holidays of {year} are: {listed}."
    begin = t.us_full(stages[0].trigger)
    end = t.us_full(outcome.end)
    if difficulty in (1, 2):
        facts = f"{b} is in breach. {a}'s notice reached {b} by courier on {begin}."
        ask, what = rng.choice(
            (
                ("What is the last day on which the breach can be cured?", "the last day of the cure period"),
                ("When does the cure period end?", "the end of the cure period"),
            )
        )
    elif difficulty == 3:
        facts = f"{a} posted a notice of breach to {b} by registered post on {begin}."
        ask, what = "What is the last day of the cure period?", "the last day of the cure period"
    elif difficulty == 4:
        facts = f"{a} posted a notice of breach to {b} by registered post on {begin}. {b} did nothing."
        ask, what = "On what date does the agreement end?", "the date on which the agreement ends"
    else:
        facts = f"The next Renewal Date is {begin}. {a} does not want to renew and will send its notice by registered post."
        ask, what = (
            "What is the last date on which the notice can be posted so that it is deemed received in time?",
            "the last date for posting",
        )
    steps = []
    if difficulty == 1:
        steps = [
            f"The day of receipt, {t.us(stages[0].trigger)}, is not counted.",
            f"{calendar_cure} days after {t.us(stages[0].trigger)} is {end}.",
            "The clause speaks of days, not of Business Days, so weekends count and nothing is extended.",
        ]
    elif difficulty == 2:
        steps = [
            f"The day of receipt, {t.us(stages[0].trigger)}, is not counted.",
            f"{cure} Business Days after {t.us(stages[0].trigger)} is {end}; weekends are left out{_named(passed, holidays)}.",
        ]
    elif difficulty == 5:
        s = stages[0]
        steps = [
            f"The last day for receipt is the {_ordinal(back)} day before the Renewal Date: {back} days before {t.us(s.trigger)} is {t.us_full(s.end)}.",
            f"The notice counts as received on the {_ordinal(receipt)} Business Day after posting, so the posting must lie {receipt} Business Days earlier; closed days between are passed over{_named(passed, holidays)}.",
            f"{receipt} business days before {t.us(s.end)} is {end}.",
        ]
        received = outcome.calendar
        day, left = outcome.end, receipt
        while left:
            day += timedelta(1)
            left -= not received.closed(day)
        if day > s.end or received.closed(s.end):
            return notice_dates.make(rng, difficulty)
    else:
        s = stages[0]
        steps = [
            f"Posted on {t.us(s.trigger)}, the notice is deemed received on the {_ordinal(receipt)} Business Day after that day, {t.us_full(s.end)}."
        ]
        if difficulty == 3:
            steps.append(
                f"{calendar_cure} days after {t.us(s.end)} is {end}; these are calendar days, and the clause excludes an extension."
            )
        else:
            steps.append(
                f"The cure period is {cure} Business Days: {cure} business days after {t.us(s.end)} is {t.us_full(stages[1].end)}."
            )
            steps.append(
                f"{wait} days after {t.us(stages[1].end)} is {end}, the day on which the agreement ends."
            )
        if passed:
            steps.append(f"Weekends were left out{_named(passed, holidays)}.")
    steps.append(rng.choice((f"Answer: {end}", f"So {what} is {end}.", f"**{end}**")))
    used = {day: name for day, name in holidays.items()} if difficulty > 1 else {}
    part = t.replace(part, holidays=used)
    return t.row(
        rng, t.lay_out(rng, facts, ask, contract), steps, part, t.us(outcome.end), outcome.end.isoformat()
    )


def _named(days: list[date], holidays: dict[str, str]) -> str:
    if not days:
        return ""
    return (
        ", and so "
        + ("is " if len(days) == 1 else "are ")
        + " and ".join(f"{t.us(day)} ({holidays[day.isoformat()]})" for day in days)
    )


def _ordinal(n: int) -> str:
    words = {
        2: "second",
        3: "third",
        4: "fourth",
        10: "tenth",
        15: "fifteenth",
        20: "twentieth",
        30: "thirtieth",
        45: "forty-fifth",
    }
    return words[n] if n < 5 else f"{n}th"
