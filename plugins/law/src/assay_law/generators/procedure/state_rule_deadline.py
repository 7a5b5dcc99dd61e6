"""Deadlines under the rules of an invented state, which the prompt gives whole."""

from __future__ import annotations

import random
from datetime import date, timedelta

from assay import Draft, generator
from assay_law.calendars.closed_days import nth
from assay_law.calendars.engine import Outcome
from assay_law.calendars.rules import Rules
from assay_law.generators import _time as t

_STATES = ("Jefferson", "Franklin", "Absaroka", "Superior", "Deseret", "Westsylvania")
_WORDS = {3: "three", 4: "four", 5: "five", 6: "six", 7: "seven"}


def _holidays(rng: random.Random, year: int) -> dict[str, str]:
    own = {
        date(year, 1, 1): "New Year's Day",
        nth(year, 5, 0, -1): "Memorial Day",
        date(year, 7, 4): "Independence Day",
        nth(year, 9, 0, 1): "Labor Day",
        nth(year, 11, 3, 4): "Thanksgiving Day",
        date(year, 12, 25): "Christmas Day",
    }
    extra = rng.choice(
        (
            (3, 3, "Statehood Day"),
            (4, 2, "Founders' Day"),
            (10, 4, "Harvest Day"),
            (6, 1, "Pioneer Day"),
            (2, 2, "Charter Day"),
        )
    )
    own[nth(year, extra[0], extra[1], 2)] = extra[2]
    return {day.isoformat(): name for day, name in sorted(own.items())}


@generator("law.state_rule_deadline", verifiers=t.VERIFIERS)
def state_rule_deadline(rng: random.Random, difficulty: int) -> Draft:
    """A deadline under a state's table of time rules: short periods, court days, days for mail, its own holidays.

    1: calendar days. 2: a short period, in which closed days are left out. 3: days added for mail, a last day that moves. 4: court
    days before a hearing. 5: court days before a hearing, and days for mail counted further back.
    """
    state = rng.choice(_STATES)
    year = rng.randint(2024, 2027)
    holidays = _holidays(rng, year)
    short = rng.choice((5, 6, 7))
    mail = rng.choice((3, 5, 5, 6))
    table = Rules(
        f"{state} R. Civ. P. 6",
        short=short,
        added={"mail": mail, "personal": 0},
        adding="period",
        added_before=True,
    )
    number = {1: rng.choice((15, 20, 30)), 2: rng.randint(3, short), 3: rng.choice((10, 15, 20, 30))}.get(
        difficulty, rng.choice((9, 12, 16))
    )
    before = difficulty >= 4
    service = "mail" if difficulty in (3, 5) else "personal"
    unit = "court days" if before else "days"

    def make() -> t.Deadline:
        day = t.working_day(rng, date(year, 2, 20), date(year, 11, 20))
        while day.isoformat() in holidays:
            day += timedelta(1)
        if day.weekday() > 4:
            return make()
        return t.Deadline(
            table, day.isoformat(), f"{number} {unit}", service, "before" if before else "after", holidays
        )

    part, outcome = t.drawn(make, lambda out: _wanted(out, difficulty))
    stage = outcome.stages[0]
    listed = "; ".join(f"{name} ({t.us(date.fromisoformat(day))})" for day, name in holidays.items())
    rule = (
        f"{state} Rules of Civil Procedure, Rule 6 (in force on January 1, {year}): “(a) The day of the event from which a period runs is not counted. (b) If a period is {_WORDS[short]} days or less, Saturdays, Sundays and legal holidays are not counted. "
        f"(c) The last day is counted, unless it is a Saturday, Sunday or legal holiday; then a period after an event runs to the next day, and a period before an event back to the preceding day, that is none of these. "
        f"(d) Where a paper is served by mail, {_WORDS[mail]} calendar days are added to the period; where a period ends before an event, they are counted further back, before paragraph (c) is applied. (e) A court day is a day that is not a Saturday, Sunday or legal holiday.” "
        f"Legal holidays in {year}: {listed}."
    )
    a, b = t.people(rng, 2)
    how = "by mail" if service == "mail" else "by hand"
    if before:
        facts = f"The hearing on {a}'s motion is set for {t.us_full(stage.trigger)} in the Superior Court of {state}. The motion papers must be served at least {number} court days before the hearing, and {a} will serve them {how}."
        ask = rng.choice(
            (
                f"What is the last day on which {a} can serve the papers {how}?",
                f"By what date must {a} have served the papers {how}?",
            )
        )
    else:
        paper, due = rng.choice(
            (
                ("a motion to compel", "the opposition"),
                ("a demand for particulars", "the response"),
                ("a cross-complaint", "the answer"),
                ("a notice of deposition", "any objection"),
            )
        )
        facts = f"In {a} v. {b} (Superior Court of {state}), {a} served {paper} on {b} {how} on {t.us_full(stage.trigger)}. The time to serve {due} is {number} days after service."
        ask = rng.choice((f"When is {due} due?", f"What is the last day to serve {due}?"))
    steps = [
        f"Rule 6(a): the day of the {'hearing' if before else 'service'}, {t.us(stage.trigger)}, is not counted."
    ]
    if stage.skipped:
        shown = [day for day in stage.skipped if day.weekday() < 5]
        named = "; ".join(f"{t.us(day)} is {outcome.calendar.holiday(day)}" for day in shown)
        why = (
            "Rule 6(e): only court days are counted"
            if before
            else f"Rule 6(b): the period is {number} days, so closed days are not counted"
        )
        steps.append(f"{why}, so weekends are left out{f' and so are holidays ({named})' if named else ''}.")
    base = stage.counted - timedelta(stage.added if not before else -stage.added)
    back = "back " if before else ""
    steps.append(f"The count of {number} {unit} goes {back}to {t.us_full(base)}.")
    if stage.added:
        steps.append(
            f"For service by mail, {_WORDS[mail]} calendar days are {'counted further back' if before else 'added'} (Rule 6(d)): {t.us_full(stage.counted)}."
        )
    if stage.counted != stage.end:
        name = outcome.calendar.holiday(stage.counted)
        what = name if name else f"a {t.weekday_of(stage.counted)}"
        steps.append(
            f"{t.us(stage.counted)} is {what}, so Rule 6(c) leads {'back' if before else 'on'} to {t.us_full(stage.end)}."
        )
    else:
        steps.append(
            f"{t.us(stage.counted)} is a {t.weekday_of(stage.counted)} and no holiday of {state}; Rule 6(c) changes nothing."
        )
    steps.append(
        rng.choice(
            (
                f"Answer: {t.us_full(stage.end)}",
                f"The last day is {t.us_full(stage.end)}.",
                f"The deadline is therefore {t.us_full(stage.end)}.",
                f"**{t.us_full(stage.end)}**",
            )
        )
    )
    return t.row(rng, t.lay_out(rng, facts, ask, rule), steps, part, t.us(stage.end), stage.end.isoformat())


def _wanted(out: Outcome, difficulty: int) -> bool:
    stage = out.stages[0]
    moved = stage.counted != stage.end
    passed = any(day.weekday() < 5 for day in stage.skipped)
    return (not moved, bool(stage.skipped), moved, passed, moved or passed)[difficulty - 1]
