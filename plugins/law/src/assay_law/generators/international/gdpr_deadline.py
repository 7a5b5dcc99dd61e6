"""The time limits of the General Data Protection Regulation: 72 hours, one month."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta

from assay import Draft, agree, generator
from assay_law.calendars.engine import compute
from assay_law.generators import _time as t
from assay_law.generators.international import _europe as e

_BREACHES = (
    "an unencrypted laptop with patient files had been stolen",
    "a mailing had gone out with all recipients in the open",
    "a former employee still had access to the customer database",
    "ransomware had locked the payroll server",
)


@generator("law.gdpr_deadline", verifiers=t.VERIFIERS)
def gdpr_deadline(rng: random.Random, difficulty: int) -> Draft:
    """Time limits of the GDPR, counted by Regulation No 1182/71.

    1: one month for a request. 2: 72 hours for a breach. 3: one month that ends on a weekend or holiday. 4: 72 hours over a weekend. 5: an extension by two
    months, in all three, that ends in a month without the day, or on a closed day.
    """
    state = rng.choice(e.STATES)
    year = rng.randint(2024, 2029)
    holidays = e.holidays_in(state, year) | e.holidays_in(state, year + 1)
    firm = rng.choice(e.FIRMS)
    if difficulty in (2, 4):
        return _hours(rng, difficulty, state, firm, year, holidays)
    months = 3 if difficulty == 5 else 1

    def make() -> t.Deadline:
        day = t.working_day(rng, date(year, 1, 3), date(year, 11, 28))
        if difficulty == 5 and rng.random() < 0.5:
            day = date(year, rng.choice((8, 11)), rng.choice((29, 30)))
        return t.Deadline(
            "eu-1182-71", day.isoformat(), f"{months} month{'s' if months > 1 else ''}", holidays=holidays
        )

    def wanted(out: t.Outcome) -> bool:
        stage = out.stages[0]
        return (stage.counted != stage.end) == (difficulty != 1)

    part, outcome = t.drawn(make, wanted)
    stage = outcome.stages[0]
    told, near = e.listed(holidays, stage.counted - timedelta(7), stage.end + timedelta(7))
    part = t.replace(part, holidays=near)
    who = rng.choice(e.PEOPLE)
    facts = f"{who} asked {firm}, a controller in {state}, for access to personal data under Article 15 GDPR; the request arrived on {t.uk_full(stage.trigger)}."
    if months == 3:
        facts += f" Within the first month {firm} informed {who} that, because of the complexity of the request, the period is extended by two further months, so that it is three months in all from receipt."
    facts += (
        f" Public holidays in {state} around the end: {told}."
        if told
        else f" No public holiday in {state} falls near the end of the period."
    )
    ask = rng.choice(
        (
            f"By what date must {firm} answer the request?",
            "What is the last day for the answer?",
            "When does the period for the answer end?",
        )
    )
    rules = (
        t.quote("gdpr-12-3", "1182-3-1", "1182-3-2", "1182-3-4")
        + "\n\nTake the day of receipt as “the day from which the period runs” in Article 3(2)(c)."
    )
    steps = [
        f"The day of receipt, {t.uk(stage.trigger)}, does not fall within the period (Regulation No 1182/71, Article 3(1))."
    ]
    span = "one month" if months == 1 else "three months in all"
    if stage.counted.day == stage.trigger.day:
        steps.append(
            f"The period is {span} (Article 12(3) GDPR) and ends on the same date of its last month (Article 3(2)(c)), {t.uk_full(stage.counted)}."
        )
    else:
        steps.append(
            f"The period is {span} (Article 12(3) GDPR). Its last month has no day {stage.trigger.day}, so it ends with the last day of that month (Article 3(2)(c)), {t.uk_full(stage.counted)}."
        )
    steps += e.moved(rng, stage.counted, stage.end, outcome.calendar, "Article 3(4)", "period")
    steps.append(t.ending(rng, "the answer", "given", "for the answer", t.uk_full(stage.end)))
    return t.row(rng, t.lay_out(rng, facts, ask, rules), steps, part, t.uk(stage.end), stage.end.isoformat())


def _hours(
    rng: random.Random, difficulty: int, state: str, firm: str, year: int, holidays: dict[str, str]
) -> Draft:
    for _ in range(4_000):
        day = t.working_day(rng, date(year, 1, 8), date(year, 12, 12))
        if day.isoformat() in holidays:
            continue
        start = datetime(
            day.year, day.month, day.day, rng.randint(7, 19), rng.choice((0, 10, 20, 25, 35, 40, 50, 55))
        )
        part = t.Deadline("eu-1182-71", start.isoformat()[:16], "72 hours", holidays=holidays)
        outcome = compute(part)
        stage = outcome.stages[0]
        closed = any(outcome.calendar.closed(day + timedelta(n)) for n in range(1, 4))
        if not outcome.unsettled and closed == (difficulty == 4):
            break
    else:
        raise RuntimeError("no 72 hours were drawn")
    assert stage.time is not None
    first = start.replace(minute=0) + timedelta(hours=1)
    agree(datetime.combine(stage.end, stage.time), first + timedelta(days=3), what="the end of the 72 hours")
    told, near = e.listed(holidays, day, day + timedelta(7))
    part = t.replace(part, holidays=near)
    facts = rng.choice(
        (
            f"At {start:%H:%M} on {t.uk_full(day)} the data protection officer of {firm} ({state}) became aware that {rng.choice(_BREACHES)}. The breach must be notified.",
            f"{firm}, a controller in {state}, became aware at {start:%H:%M} on {t.uk_full(day)} that {rng.choice(_BREACHES)}. A risk for the persons concerned cannot be excluded, so the breach has to be notified.",
        )
    )
    if told:
        facts += f" Public holidays in that week: {told}."
    ask = rng.choice(
        (
            "When do the 72 hours end? Give date and time.",
            "Until what date and time can the notification be made within the 72 hours?",
        )
    )
    steps = [
        f"The hour in which {firm} became aware, {start:%H}:00 to {first:%H:%M}, is not counted (Regulation No 1182/71, Article 3(1)). The period begins at {first:%H:%M} on {t.uk(first.date())}.",
        "72 hours are three times 24 hours, and every hour counts.",
    ]
    if difficulty == 4:
        steps.append(
            "The weekend or holiday in it changes nothing: Article 3(4) is for periods expressed otherwise than in hours, and two working days lie in the period."
        )
    steps.append(
        rng.choice(
            (
                f"The period ends at {stage.time:%H:%M} on {t.uk_full(stage.end)}.",
                f"Answer: {t.uk_full(stage.end)}, {stage.time:%H:%M}",
                f"The deadline is {stage.time:%H:%M} on {t.uk_full(stage.end)}.",
            )
        )
    )
    rules = t.quote("gdpr-33", "1182-3-1-h", "1182-3-2-a", "1182-3-4")
    iso = f"{stage.end.isoformat()}T{stage.time:%H:%M}"
    return t.row(rng, t.lay_out(rng, facts, ask, rules), steps, part, t.uk(stage.end), iso)
