"""When a notice of appeal is due, and whether one was in time."""

from __future__ import annotations

import random
from datetime import timedelta

from assay import Draft, generator
from assay_law.calendars.engine import Outcome
from assay_law.calendars.rules import Next
from assay_law.calendars.written import dates_in
from assay_law.generators import _time as t
from assay_law.generators.procedure import _federal as f

_CITES = f.Cites("Rule 26(a)(1)", "Rule 26(a)(5)", "Rule 26(a)(6)", "Rule 26(c)")
_AGENCIES = (
    "the Secretary of Agriculture",
    "the United States",
    "the Small Business Administration",
    "the Army Corps of Engineers",
)


def _drawn(rng: random.Random, difficulty: int) -> tuple[t.Deadline, Outcome, str, list[str]]:
    """A deadline, its outcome, the facts, and the keys of the rules."""
    a, b = t.firm(rng), rng.choice(t.people(rng, 1))
    federal = difficulty in (3, 4) and rng.random() < 0.6
    cross = difficulty == 5

    def make() -> t.Deadline:
        day = f.court_day(rng, f.FIRST, f.LAST).isoformat()
        if cross:
            return t.Deadline("frap-26", day, "14 days")
        return t.Deadline("frap-26", day, "60 days" if federal else "30 days")

    part, outcome = t.drawn(make, lambda out: _wanted(out, difficulty))
    entered = outcome.stages[0].trigger
    district, _ = t.court(rng)
    if cross:
        judgment = entered - timedelta(rng.randint(18, 29))
        while judgment.weekday() > 4:
            judgment -= timedelta(1)
        facts = (
            f"The {district} entered final judgment in {a} v. {b} on {t.us_full(judgment)}. {a} filed a timely notice of appeal on {t.us_full(entered)}. "
            f"{b} wants to cross-appeal. The United States is not a party."
        )
        return part, outcome, facts, ["frap-4-a-1-A", "frap-4-a-3", "frap-26-a-1"]
    if federal:
        b = rng.choice(_AGENCIES)
        facts = rng.choice(
            (
                f"In a civil action by {a} against {b}, the {district} entered final judgment on {t.us_full(entered)}.",
                f"Final judgment in {a}'s suit against {b} was entered on the docket of the {district} on {t.us_full(entered)}.",
            )
        )
        return part, outcome, facts, ["frap-4-a-1-A", "frap-4-a-1-B", "frap-26-a-1"]
    facts = rng.choice(
        (
            f"The {district} entered final judgment in the civil action {a} v. {b} on {t.us_full(entered)}. No post-judgment motion was filed, and the United States is not a party.",
            f"Judgment for {a} against {b} was entered on the civil docket of the {district} on {t.us_full(entered)}. Both parties are private, and nobody filed a motion under Rule 50, 52, 59 or 60.",
        )
    )
    return part, outcome, facts, ["frap-4-a-1-A", "frap-26-a-1"]


def _wanted(out: Outcome, difficulty: int) -> bool:
    if difficulty == 1:
        return f.moves(out) == 0
    if difficulty in (2, 3):
        return f.moves(out) == 1 and not f.by_holiday(out)
    return f.moves(out) == 1 and (f.by_holiday(out) or difficulty == 5)


def _told(rng: random.Random, part: t.Deadline, outcome: Outcome, keys: list[str]) -> list[str]:
    stage = outcome.stages[0]
    if "frap-4-a-3" in keys:
        steps = [
            f"A cross-appeal has its own time under Rule 4(a)(3): {part.period} after the date when the first notice was filed, or the 30 days from entry of judgment, whichever ends later."
        ]
        return steps + f.tell(rng, stage, outcome.calendar, _CITES, "the first notice of appeal")
    if "frap-4-a-1-B" in keys:
        steps = [
            "Because a federal party is in the case, Rule 4(a)(1)(B) gives every party 60 days after entry of the judgment."
        ]
    else:
        steps = ["Between private parties the time is 30 days after entry of the judgment (Rule 4(a)(1)(A))."]
    return steps + f.tell(rng, stage, outcome.calendar, _CITES, "entry of the judgment")


@generator("law.appeal_deadline", verifiers=t.VERIFIERS)
def appeal_deadline(rng: random.Random, difficulty: int) -> Draft:
    """The last day for a notice of appeal in a civil case under Fed. R. App. P. 4(a) and 26(a).

    1: 30 days, an ordinary day. 2: a weekend. 3: a weekend, often with a federal party and 60 days. 4: a holiday. 5: a cross-appeal, whose later time counts.
    """
    while True:
        part, outcome, facts, keys = _drawn(rng, difficulty)
        if difficulty < 5:
            break
        judgment = dates_in(facts)[0].days[0]
        own = judgment + timedelta(30)
        if own < outcome.end and not outcome.calendar.closed(own, True):
            break
    ask = rng.choice(
        (
            "What is the last day to file a notice of appeal?"
            if difficulty < 5
            else "What is the last day for the notice of cross-appeal?",
            "By when must the notice of appeal be filed?"
            if difficulty < 5
            else "By when must the notice of cross-appeal be filed?",
        )
    )
    steps = _told(rng, part, outcome, keys)
    if difficulty == 5:
        steps.append(
            f"30 days after {t.us(judgment)} is {t.us_full(own)}, which is earlier, so the later date counts."
        )
    what = "the notice of appeal" if difficulty < 5 else "the notice of cross-appeal"
    steps.append(t.ending(rng, what, "filed", f"to file {what}", t.us_full(outcome.end)))
    rules = t.quote(*keys) + (
        "\n\n"
        + t.quote("frcp-6-a-6").replace(
            "Fed. R. Civ. P. 6(a)(6)",
            "Fed. R. Civ. P. 6(a)(6), which Fed. R. App. P. 26(a)(6) repeats for the courts of appeals",
        )
        if f.by_holiday(outcome)
        else ""
    )
    return t.row(
        rng, t.lay_out(rng, facts, ask, rules), steps, part, t.us(outcome.end), outcome.end.isoformat()
    )


@generator("law.appeal_timeliness", verifiers=t.VERIFIERS)
def appeal_timeliness(rng: random.Random, difficulty: int) -> Draft:
    """Whether a notice of appeal was timely or untimely, by the last day under Fed. R. App. P. 4(a) and 26(a); the levels are those of the deadline.

    1: 30 days, an ordinary day. 2: a weekend. 3: a weekend, often with a federal party. 4: a holiday. 5: a period that an order reopened or extended, counted after another one.
    """
    if difficulty == 5:
        a, b = t.firm(rng), rng.choice(t.people(rng, 1))
        district, _ = t.court(rng)

        def make() -> t.Deadline:
            day = f.court_day(rng, f.FIRST, f.LAST).isoformat()
            return t.Deadline("frap-26", day, "30 days", then=(Next("30 days"),))

        part, outcome = t.drawn(make, lambda out: f.moves(out) >= 1)
        facts = (
            f"The {district} entered final judgment in {a} v. {b}, a case between private parties, on {t.us_full(outcome.stages[0].trigger)}. For good cause it extended the time to appeal: "
            "the order allows the notice of appeal to be filed “within 30 days after the prescribed time expires.”"
        )
        keys = ["frap-4-a-1-A", "frap-26-a-1"]
        steps = ["The prescribed time is 30 days after entry of the judgment (Rule 4(a)(1)(A))."]
        steps += f.tell(rng, outcome.stages[0], outcome.calendar, _CITES, "entry of the judgment")
        steps.append(
            f"The extension adds a second period of 30 days, which runs from {t.us(outcome.stages[1].trigger)}."
        )
        steps += f.tell(rng, outcome.stages[1], outcome.calendar, _CITES, "expiry of the prescribed time")
    else:
        part, outcome, facts, keys = _drawn(rng, difficulty)
        steps = _told(rng, part, outcome, keys)
    late = rng.random() < 0.5
    filed = outcome.end + timedelta(rng.choice((1, 1, 1, 2, 3)) if late else -rng.choice((0, 0, 0, 1, 2)))
    while outcome.calendar.closed(filed, True):
        filed += timedelta(1 if late else -1)
    if filed <= outcome.stages[0].trigger:
        filed = outcome.end
    part = t.replace(part, filed=filed.isoformat())
    facts += rng.choice(
        (
            f" The notice of appeal was filed on {t.us_full(filed)}.",
            f" The clerk docketed the notice of appeal on {t.us_full(filed)}, the day it was filed.",
        )
    )
    ask = rng.choice(
        (
            "Was the notice of appeal timely or untimely?",
            "Is the appeal timely or untimely? Explain briefly, then answer with one of the two words.",
        )
    )
    word = "untimely" if filed > outcome.end else "timely"
    steps.append(
        f"The last day was {t.us_full(outcome.end)}; the notice was filed {'after it' if word == 'untimely' else 'on that day' if filed == outcome.end else 'before it ended'}."
    )
    steps.append(
        rng.choice((f"Answer: {word}", f"The notice of appeal was {word}.", f"**{word.capitalize()}**"))
    )
    draft = t.row(
        rng,
        t.lay_out(rng, facts, ask, t.quote(*keys)),
        steps,
        part,
        word if not steps[-1].startswith("**") else word.capitalize(),
    )
    return draft
