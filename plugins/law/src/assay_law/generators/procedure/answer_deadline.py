"""When the answer to a complaint, or to a counterclaim, is due."""

from __future__ import annotations

import random
from datetime import date

from assay import Draft, generator
from assay_law.calendars.engine import Outcome
from assay_law.generators import _time as t
from assay_law.generators.procedure import _federal as f

_STATE_DAYS = {  # days that a state declares a holiday, which the prompt gives
    "California": ("Cesar Chavez Day", 3, 31),
    "Texas": ("San Jacinto Day", 4, 21),
    "Massachusetts": ("Patriots' Day", 4, 0),
    "Illinois": ("Lincoln's Birthday", 2, 12),
}


@generator("law.answer_deadline", verifiers=t.VERIFIERS)
def answer_deadline(rng: random.Random, difficulty: int) -> Draft:
    """The last day to serve an answer under Fed. R. Civ. P. 12(a), counted by Rule 6(a).

    1: the 21st day is an ordinary one. 2: it falls on a weekend. 3: a federal holiday is in the way. 4: a state holiday, which counts
    for periods after an event. 5: a counterclaim that was served by mail, three days, and a last day that moves.
    """
    plaintiff, defendant = t.firm(rng), rng.choice(t.people(rng, 1))
    district, state = t.court(rng)
    holidays: dict[str, str] = {}
    if difficulty == 4:
        state = rng.choice(sorted(_STATE_DAYS))
        name, month, day = _STATE_DAYS[state]
        for year in range(2024, 2028):
            on = date(year, month, day) if day else _third_monday(year)
            holidays[on.isoformat()] = name
        district = {"California": "Eastern District of California", "Texas": "Northern District of Texas", "Massachusetts": "District of Massachusetts", "Illinois": "Central District of Illinois"}[state]  # fmt: skip
    service = "mail" if difficulty == 5 else "personal"

    def make() -> t.Deadline:
        day = t.day_between(rng, f.FIRST, f.LAST) if difficulty < 3 else f.court_day(rng, f.FIRST, f.LAST)
        return t.Deadline("frcp-6", day.isoformat(), "21 days", service, holidays=holidays)

    part, outcome = t.drawn(make, lambda out: _wanted(out, difficulty))
    stage = outcome.stages[0]
    used = {d: n for d, n in holidays.items() if d.startswith(str(stage.end.year))}
    part = t.replace(part, holidays=used)
    served = t.us(stage.trigger)
    if difficulty == 5:
        facts = rng.choice(
            (
                f"{plaintiff} sued {defendant} in the {district}. {defendant}'s answer contains a counterclaim, and {defendant}'s counsel served that pleading on {plaintiff} by mail on {served}.",
                f"We represent the plaintiff, {plaintiff} ({district}). Opposing counsel mailed us {defendant}'s answer and counterclaim; the certificate of service says {served}, by first-class mail under Rule 5(b)(2)(C).",
            )
        )
        ask = rng.choice(
            (
                "By what date must the plaintiff serve its answer to the counterclaim?",
                "When is the answer to the counterclaim due? Please show the count.",
            )
        )
        rules = t.quote("frcp-12-a-1-B", "frcp-6-a-1", "frcp-6-d")
        event = "service"
        what, done, to = "the answer to the counterclaim", "served", "to serve the answer to the counterclaim"
    else:
        facts = rng.choice(
            (
                f"{plaintiff} sued {defendant} in the {district}. A process server handed {defendant} the summons and complaint on {served}.",
                f"Our client {defendant} was personally served with the summons and complaint in {plaintiff} v. {defendant} ({district}) on {served}. Service was not waived.",
                f"In {plaintiff} v. {defendant}, pending in the {district}, the return of service shows personal delivery of the summons and complaint on {served}.",
                f"Clerk's note for the file: {plaintiff} v. {defendant}, {district}. Summons and complaint served in person {served}; no waiver on the docket.",
            )
        )
        ask = rng.choice(
            (
                "When is the answer due?",
                "What is the last day for the defendant to serve an answer?",
                "Please calendar the answer date and show how you got there.",
                f"By when must {defendant} serve an answer? No Rule 12 motion is planned.",
            )
        )
        rules = t.quote("frcp-12-a-1-A-i", "frcp-6-a-1")
        event = "service"
        what, done, to = "the answer", "served", "to serve the answer"
    if difficulty >= 3:
        rules += "\n\n" + t.quote("frcp-6-a-6")
    if used:
        listed = "; ".join(f"{name}, {t.us_full(date.fromisoformat(day))}" for day, name in used.items())
        facts += f" {state} has declared this day a holiday: {listed}."
    steps = [
        rng.choice(
            (
                f"The period is 21 days from being served ({'Rule 12(a)(1)(B)' if difficulty == 5 else 'Rule 12(a)(1)(A)(i)'}).",
                f"{'Rule 12(a)(1)(B)' if difficulty == 5 else 'Rule 12(a)(1)(A)(i)'} gives 21 days after service.",
            )
        ),
        *f.tell(rng, stage, outcome.calendar, f.Cites(), event, service="by mail"),
        t.ending(rng, what, done, to, t.us_full(stage.end)),
    ]
    return t.row(rng, t.lay_out(rng, facts, ask, rules), steps, part, t.us(stage.end), stage.end.isoformat())


def _third_monday(year: int) -> date:
    return date(year, 4, 15 + (-date(year, 4, 15).weekday()) % 7)


def _wanted(out: Outcome, difficulty: int) -> bool:
    stage = out.stages[0]
    if difficulty == 1:
        return f.moves(out) == 0 and stage.trigger.weekday() < 6
    if difficulty == 2:
        return f.moves(out) == 1 and not f.by_holiday(out)
    if difficulty == 3:
        return f.by_holiday(out)
    if difficulty == 4:
        return any(
            day in out.calendar.given for day in (stage.counted, stage.end - (stage.end - stage.counted) / 2)
        ) or (
            f.by_holiday(out)
            and stage.moved != stage.counted
            and any(stage.counted <= d < stage.end for d in out.calendar.given)
        )
    return f.moves(out) >= 1


__all__ = ["answer_deadline"]
