"""Periods of European Union law, by Regulation No 1182/71."""

from __future__ import annotations

import random
from datetime import date, timedelta

from assay import Draft, generator
from assay_law.calendars.engine import Outcome
from assay_law.generators import _time as t
from assay_law.generators.international import _europe as e

_ACTS = (  # act, unit, numbers, what is due
    (
        "The call for proposals gives applicants {n} after notification of the evaluation to lodge a request for review.",
        "the request for review",
    ),
    (
        "The grant agreement gives the beneficiary {n} after receipt of the audit report to submit observations.",
        "the observations",
    ),
    (
        "The regulation in question gives importers {n} after notification of the finding to comment.",
        "the comments",
    ),
    (
        "The implementing regulation gives the undertaking {n} after notification of the decision to supply the missing documents.",
        "the missing documents",
    ),
)
_EVENTS = {
    "the request for review": "notification",
    "the observations": "receipt",
    "the comments": "notification",
    "the missing documents": "notification",
}


@generator("law.eu_time_limit", verifiers=t.VERIFIERS)
def eu_time_limit(rng: random.Random, difficulty: int) -> Draft:
    """The last day of a period in days, weeks or months under Regulation (EEC, Euratom) No 1182/71.

    1: days. 2: days that end on a weekend. 3: weeks or months that end on a weekend. 4: a public holiday. 5: months without the day (31 January
    and a month), or a chain of holidays.
    """
    state = rng.choice(e.STATES)
    story, due = rng.choice(_ACTS)
    year = rng.randint(2024, 2029)
    holidays = e.holidays_in(state, year) | e.holidays_in(state, year + 1)
    n, unit = {
        1: (rng.choice((7, 10, 15, 20, 30)), "day"),
        2: (rng.choice((10, 15, 20, 25, 30)), "day"),
        3: rng.choice(((2, "week"), (1, "month"), (2, "month"), (3, "month"))),
        4: rng.choice(((10, "day"), (15, "day"), (20, "day"), (1, "month"), (2, "month"))),
        5: rng.choice(((1, "month"), (3, "month"), (4, "month"))),
    }[difficulty]
    period = f"{n} {unit}{'s' if n > 1 else ''}"

    def make() -> t.Deadline:
        day = t.day_between(rng, date(year, 1, 2), date(year, 12, 20))
        if difficulty == 5 and rng.random() < 0.8:
            day = date(year, rng.choice((1, 3, 5, 8, 10, 12)), 31)
        if difficulty == 3 and unit == "week":
            while day.weekday() < 5:
                day += timedelta(1)
        return t.Deadline("eu-1182-71", day.isoformat(), period, holidays=holidays)

    part, outcome = t.drawn(make, lambda out: _wanted(out, difficulty))
    stage = outcome.stages[0]
    told, near = e.listed(holidays, stage.trigger, stage.end + timedelta(7))
    part = t.replace(part, holidays=near)
    firm = rng.choice(e.FIRMS)
    event = _EVENTS[due]
    how = {"notification": "was notified of it", "receipt": "received it"}[event]
    source = story.format(n=period)
    facts = f"{source} {firm}, established in {state}, {how} on {t.uk_full(stage.trigger)}."
    facts += (
        f" Public holidays in {state} in that time: {told}."
        if told
        else f" There is no public holiday in {state} in that time."
    )
    ask = rng.choice(
        (
            f"What is the last day for {due}?",
            f"When does the period for {due} end?",
            f"By what date must {firm} submit {due}?",
        )
    )
    keys = ["1182-3-1"] + (["1182-3-2"] if unit != "day" else []) + ["1182-3-4"]
    rules = t.quote(*keys)
    if unit != "day":
        rules += "\n\nTake the day of the event as “the day from which the period runs” in Article 3(2)(c)."
    steps = [
        rng.choice(
            (
                f"The day of {event}, {t.uk(stage.trigger)}, is not considered as falling within the period (Article 3(1)).",
                f"Article 3(1): the day of {event} is left out, so the period begins on {t.uk(stage.trigger + timedelta(1))}.",
            )
        )
    ]
    if unit == "day":
        steps.append(f"{period} after {t.uk(stage.trigger)} is {t.uk_full(stage.counted)}.")
    elif unit == "week":
        steps.append(
            f"A period in weeks ends on the same day of the week as the day from which it runs (Article 3(2)(c)): {period} after {t.uk(stage.trigger)} is {t.uk_full(stage.counted)}."
        )
    elif stage.counted.day == stage.trigger.day:
        steps.append(
            f"A period in months ends on the same date of the last month (Article 3(2)(c)): {t.uk_full(stage.counted)}."
        )
    else:
        steps.append(
            f"The last month has no day {stage.trigger.day}, so the period ends with its last day (Article 3(2)(c)), {t.uk_full(stage.counted)}."
        )
    steps += e.moved(rng, stage.counted, stage.end, outcome.calendar, "Article 3(4)", "period")
    steps.append(t.ending(rng, due, "submitted", f"for {due}", t.uk_full(stage.end)))
    return t.row(rng, t.lay_out(rng, facts, ask, rules), steps, part, t.uk(stage.end), stage.end.isoformat())


def _wanted(out: Outcome, difficulty: int) -> bool:
    stage = out.stages[0]
    moved = stage.counted != stage.end
    if difficulty == 1:
        return not moved
    if difficulty in (2, 3):
        return moved and not e.by_holiday(out)
    if difficulty == 4:
        return e.by_holiday(out)
    return moved and (stage.counted.day != stage.trigger.day or e.by_holiday(out))
