"""Papers that must be served so many days before a hearing."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_law.calendars.engine import Outcome
from assay_law.generators import _time as t
from assay_law.generators.procedure import _federal as f

_MOTIONS = (
    "a motion for a preliminary injunction",
    "a motion for partial summary judgment",
    "a motion to enforce the settlement",
    "a motion to exclude an expert",
    "a motion for leave to amend",
)


@generator("law.hearing_notice", verifiers=t.VERIFIERS)
def hearing_notice(rng: random.Random, difficulty: int) -> Draft:
    """The last day for service before a hearing, counted backward under Fed. R. Civ. P. 6(a)(5) and (c).

    1: opposing affidavits, 7 days, an ordinary day. 2: motion papers, 14 days. 3: another number of days set by order, which ends on
    a weekend. 4: the day is a federal holiday. 5: a number of days set by order, a federal holiday, and a state holiday that does not count.
    """
    a, b = t.firm(rng), rng.choice(t.people(rng, 1))
    district, state = t.court(rng)
    ordered = difficulty in (3, 5)  # 7 and 14 days before a weekday is a weekday, too
    affidavit = difficulty == 1 or (difficulty == 4 and rng.random() < 0.4)
    number = rng.choice((10, 16, 17, 19, 20, 23, 24, 26)) if ordered else 7 if affidavit else 14

    def make() -> t.Deadline:
        hearing = f.court_day(rng, f.FIRST, f.LAST)
        return t.Deadline("frcp-6", hearing.isoformat(), f"{number} days", direction="before")

    def wanted(out: Outcome) -> bool:
        return not out.calendar.closed(out.stages[0].trigger, True) and _wanted(out, difficulty)

    part, outcome = t.drawn(make, wanted)
    stage = outcome.stages[0]
    motion = rng.choice(_MOTIONS)
    hearing = t.us_full(stage.trigger)
    papers = "opposing affidavits" if affidavit else "the motion and the notice of the hearing"
    facts = rng.choice(
        (
            f"The {district} has set the hearing on {motion} in {a} v. {b} for {hearing}, at {rng.choice(('9:30', '10:00', '11:00'))} a.m.",
            f"{a} v. {b} ({district}): the hearing on {motion} is on {hearing}.",
            f"Counsel for {a} obtained {hearing} from the courtroom deputy ({district}) as the date of the hearing on {motion} against {b}.",
        )
    )
    source = t.quote("frcp-6-c-2" if affidavit else "frcp-6-c-1")
    cite = "Rule 6(c)(2)" if affidavit else "Rule 6(c)(1)"
    if ordered:
        source = f"The scheduling order provides, in place of Rule 6(c)(1): “A written motion and notice of the hearing must be served at least {number} days before the hearing.”"
        cite = "The scheduling order"
    rules = "\n\n".join((source, t.quote("frcp-6-a-1", "frcp-6-a-5")))
    if f.by_holiday(outcome):
        rules += "\n\n" + t.quote("frcp-6-a-6")
    if difficulty == 5 and stage.end.weekday() < 5:
        facts += f" {t.us(stage.end)} is a holiday under the law of {state}, but not under federal law."
        rules += "" if f.by_holiday(outcome) else "\n\n" + t.quote("frcp-6-a-6")
    ask = rng.choice(
        (
            f"What is the last day on which {papers} can be served?",
            f"By when must {papers} be served? Count it out, please.",
            f"What is the latest date to serve {papers}?",
        )
    )
    steps = [
        f"{cite} asks for service at least {number} days before the hearing, so the count runs backward."
    ]
    steps += f.tell(rng, stage, outcome.calendar, f.Cites(), "the hearing")
    if difficulty == 5:
        steps.append(
            f"The holiday of {state} does not matter: Rule 6(a)(6)(C) takes in state holidays only for periods that are measured after an event, and this one is measured before."
        )
    end = rng.choice(
        (
            f"{papers[0].upper()}{papers[1:]} must be served no later than {t.us_full(stage.end)}.",
            f"The last day for service is {t.us_full(stage.end)}.",
            f"Answer: {t.us_full(stage.end)}",
            f"Service is due by {t.us_full(stage.end)}.",
        )
    )
    return t.row(
        rng, t.lay_out(rng, facts, ask, rules), [*steps, end], part, t.us(stage.end), stage.end.isoformat()
    )


def _wanted(out: Outcome, difficulty: int) -> bool:
    if difficulty in (1, 2):
        return f.moves(out) == 0
    if difficulty == 3:
        return f.moves(out) == 1 and not f.by_holiday(out)
    return f.by_holiday(out)
