"""Actions and appeals before the Courts of the European Union."""

from __future__ import annotations

import random
from datetime import date, timedelta

from assay import Draft, generator
from assay_law.generators import _time as t
from assay_law.generators.international import _europe as e


@generator("law.eu_court_deadline", verifiers=t.VERIFIERS)
def eu_court_deadline(rng: random.Random, difficulty: int) -> Draft:
    """The last day for an action for annulment or an appeal in Luxembourg: two months, ten days on account of distance, a last day that moves.

    1: an ordinary last day. 2: a weekend. 3: an official holiday. 4: notification on the last days of a month, whose number the last month lacks. 5: and a
    weekend or holiday.
    """

    def make() -> t.Deadline:
        day = t.working_day(rng, date(2025, 1, 7), date(2027, 7, 30))
        if difficulty >= 4:
            day = rng.choice(
                [date(y, 12, d) for y in (2025, 2026) for d in (29, 30, 31)]
                + [date(y, 7, 31) for y in (2025, 2026)]
            )
        return t.Deadline("eu-court", day.isoformat(), "2 months", "distance")

    def wanted(out: t.Outcome) -> bool:
        stage = out.stages[0]
        moved = stage.counted != stage.end
        if out.calendar.closed(stage.trigger):
            return False
        return (not moved, moved and not e.by_holiday(out), e.by_holiday(out), True, moved)[difficulty - 1]

    part, outcome = t.drawn(make, wanted)
    stage = outcome.stages[0]
    firm = rng.choice(e.FIRMS)
    appeal = rng.random() < 0.4
    day = t.uk_full(stage.trigger)
    plain = stage.counted - timedelta(stage.added)
    if appeal:
        facts = f"The General Court dismissed the action of {firm}. The judgment was notified to {firm}'s lawyers on {day}. {firm} wants to appeal to the Court of Justice."
        source, what, event = "cjeu-statute-56", "the appeal", "notification"
    else:
        body = rng.choice(
            (
                "a decision of the Commission that refuses a grant",
                "a decision of the European Chemicals Agency",
                "a Commission decision that declares an aid incompatible",
                "a decision of the Single Resolution Board",
            )
        )
        facts = f"{firm} wants to bring an action for annulment before the General Court against {body}. The decision was notified to {firm} on {day}."
        source, what, event = "tfeu-263", "the application", "notification"
    facts += " Official holidays of the Court are 1 January, Easter Monday, 1 May, 9 May, Ascension Day, Whit Monday, 23 June, 15 August, 1 November, 25 December and 26 December."
    ask = rng.choice(
        (
            f"What is the last day for {what}?",
            f"By what date must {what} be lodged at the Registry?",
            f"When does the time-limit for {what} end, with the extension on account of distance?",
        )
    )
    if plain.day == stage.trigger.day:
        first = f"The day of {event}, {t.uk(stage.trigger)}, is not counted; the two months end on the same date of the last month, {t.uk_full(plain)}."
    else:
        first = f"The day of {event}, {t.uk(stage.trigger)}, is not counted. The last month has no day {stage.trigger.day}, so the two months end with its last day, {t.uk_full(plain)}."
    if plain.day != stage.trigger.day:
        facts += " (In a time-limit expressed in months, if the day on which it should expire does not occur in the last month, it ends with the last day of that month: Article 49(1)(b).)"
    steps = [
        f"The time-limit is two months ({'Statute, Article 56' if appeal else 'Article 263 TFEU'}).",
        first,
        f"The extension on account of distance, a single period of 10 days, is added to it before weekends and holidays are looked at: {t.uk(plain)} plus 10 days is {t.uk_full(stage.counted)}.",
        *e.moved(rng, stage.counted, stage.end, outcome.calendar, "Article 49(2)", "time-limit"),
        t.ending(rng, what, "lodged", f"for {what}", t.uk_full(stage.end)),
    ]
    rules = t.quote(source, "eu-court-49", "eu-court-51")
    return t.row(rng, t.lay_out(rng, facts, ask, rules), steps, part, t.uk(stage.end), stage.end.isoformat())
