"""Time limits under the Civil Procedure Rules of England and Wales."""

from __future__ import annotations

import random
from datetime import date, timedelta

from assay import Draft, generator
from assay_law.generators import _time as t

_WHO = (
    "Mrs Abara|Mr Penhaligon|Dr Sharma|Miss Thorne|Mr Okonjo|Mrs Llewellyn|Mr Ashdown|Ms Fairweather".split(
        "|"
    )
)
_CO = "Harcastle Joinery Ltd|Mossbank Haulage Ltd|Pellow & Sons Ltd|Northgate Dental LLP|Quill Interiors Ltd|Tamar Aggregates Ltd|Wrexley Motors Ltd".split(
    "|"
)


@generator("law.cpr_deadline", verifiers=t.VERIFIERS)
def cpr_deadline(rng: random.Random, difficulty: int) -> Draft:
    """Last days under CPR 2.8: clear days, short periods that leave out weekends and bank holidays, days on which the court office is closed.

    1: a defence or an acknowledgment after deemed service. 2: a last day on which the office is closed. 3: notice three clear days before a hearing, without a
    weekend. 4: over a weekend. 5: over a bank holiday.
    """
    a, b = rng.choice(_WHO), rng.choice(_CO)

    if difficulty <= 2:
        number, due = rng.choice(
            ((14, "the acknowledgment of service"), (28, "the defence"), (14, "the defence"))
        )
        key = "cpr-10-3" if due.startswith("the ack") else "cpr-15-4"

        def make() -> t.Deadline:
            day = t.working_day(rng, date(2023, 10, 9), date(2028, 10, 27))
            if (
                difficulty == 2
            ):  # 14 and 28 days after a working day is a weekday: only a bank holiday moves it
                base = rng.choice([d for y in range(2024, 2029) for d in _bank(y)])
                day = base - timedelta(number)
            return t.Deadline("cpr-2.8", day.isoformat(), f"{number} days")

        def wanted(out: t.Outcome) -> bool:
            stage = out.stages[0]
            return not out.calendar.closed(stage.trigger) and (stage.counted != stage.end) == (
                difficulty == 2
            )

        part, outcome = t.drawn(make, wanted)
        stage = outcome.stages[0]
        ack = (
            " and filed an acknowledgment of service in time"
            if number == 28
            else " and has filed no acknowledgment of service"
            if due == "the defence"
            else ""
        )
        facts = f"{a} has a claim against {b} in the County Court. The particulars of claim were deemed served on {b} on {t.uk_full(stage.trigger)}{f', {b}' + ack if ack else ''}."
        facts = (
            facts.replace(f", {b} and", f"; {b}")
            .replace(f"; {b} filed", f"; {b} filed")
            .replace(f"; {b} has", f"; {b} has")
        )
        ask = rng.choice(
            (
                f"What is the last day for filing {due} at the court office?",
                f"By what date must {due} be filed?",
            )
        )
        rules = t.quote(key, "cpr-2-8-2", "cpr-2-8-5")
        steps = [
            f"The period is {number} days after service of the particulars of claim ({'CPR 10.3(1)' if key == 'cpr-10-3' else 'CPR 15.4(1)'}).",
            f"The day of service, {t.uk(stage.trigger)}, is not counted (CPR 2.8(3)(a)), and {number} days after {t.uk(stage.trigger)} is {t.uk_full(stage.counted)}.",
        ]
        if stage.counted != stage.end:
            passed, day = [], stage.counted
            while day < stage.end:
                passed.append(
                    f"{t.uk(day)} is {outcome.calendar.holiday(day) if day.weekday() < 5 else 'a ' + t.weekday_of(day)}"
                )
                day += timedelta(1)
            facts += " The court office is closed at weekends and on bank holidays."
            steps.append(
                f"{'; '.join(passed)}. The office is closed, so filing on the next day on which it is open is in time (CPR 2.8(5)): {t.uk_full(stage.end)}."
            )
        else:
            steps.append(
                f"{t.uk(stage.counted)} is a {t.weekday_of(stage.counted)} and no bank holiday; the office is open."
            )
        end = t.ending(rng, due, "filed", f"for filing {due}", t.uk_full(stage.end))
        return t.row(
            rng,
            t.lay_out(rng, facts, ask, rules),
            [*steps, end],
            part,
            t.uk(stage.end),
            stage.end.isoformat(),
        )

    number = 3 if difficulty == 3 else rng.choice((3, 3, 4, 5, 2))

    def make_back() -> t.Deadline:
        hearing = t.working_day(rng, date(2023, 10, 23), date(2028, 10, 27))
        return t.Deadline("cpr-2.8", hearing.isoformat(), f"{number} days", direction="before")

    def wanted_back(out: t.Outcome) -> bool:
        stage = out.stages[0]
        holiday = any(day.weekday() < 5 for day in stage.skipped)
        if out.calendar.closed(stage.trigger):
            return False
        return (not stage.skipped, bool(stage.skipped) and not holiday, holiday)[difficulty - 3]

    part, outcome = t.drawn(make_back, wanted_back)
    stage = outcome.stages[0]
    hearing = t.uk_full(stage.trigger)
    facts = rng.choice(
        (
            f"{b} has issued an application against {a}. It will be heard on {hearing}.",
            f"The County Court has listed {a}'s application against {b} for {hearing}.",
        )
    )
    if number == 3:
        rules = t.quote("cpr-23-7", "cpr-2-8-2", "cpr-2-8-4")
        cite = "CPR 23.7(1)(b)"
    else:
        facts += f" By order of the judge the application notice must be served at least {number} days before the hearing."
        rules = t.quote("cpr-2-8-2", "cpr-2-8-4")
        cite = "The order"
    ask = rng.choice(
        (
            "What is the last date for service of the application notice?",
            "By when must the application notice be served?",
        )
    )
    counted: list[date] = []
    day = stage.trigger
    while len(counted) < number:
        day -= timedelta(1)
        if not outcome.calendar.closed(day):
            counted.append(day)
    steps = [
        f"{cite} asks for {number} days before the hearing, and they are clear days: neither the day of service nor that of the hearing, {t.uk(stage.trigger)}, is counted (CPR 2.8(3)).",
        "The period is one of 5 days or less, so a Saturday, a Sunday, a bank holiday, Christmas Day and Good Friday do not count (CPR 2.8(4)).",
    ]
    holidays = [d for d in stage.skipped if d.weekday() < 5]
    if holidays:
        steps.append(
            " and ".join(f"{t.uk_full(d)} is {outcome.calendar.holiday(d)}" for d in sorted(holidays)) + "."
        )
    steps.append(f"The clear days are {_and([t.uk_full(d) for d in reversed(counted)])}.")
    final = rng.choice(
        (
            f"The last date for service is {t.uk_full(stage.end)}.",
            f"Answer: {t.uk_full(stage.end)}",
            f"So the notice must be served no later than {t.uk_full(stage.end)}.",
        )
    )
    return t.row(
        rng, t.lay_out(rng, facts, ask, rules), [*steps, final], part, t.uk(stage.end), stage.end.isoformat()
    )


def _and(items: list[str]) -> str:
    return " and ".join(items) if len(items) < 3 else "; ".join(items[:-1]) + "; and " + items[-1]


def _bank(year: int) -> list[date]:
    from assay_law.calendars.closed_days import days_of

    return [
        day
        for day in sorted(days_of("GB-ENG", year).closed)
        if day.weekday() < 5 and day > date(2023, 11, 30)
    ]
