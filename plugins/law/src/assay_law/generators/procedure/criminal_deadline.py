"""Time limits after a verdict or judgment in federal criminal cases."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_law.calendars.engine import Outcome
from assay_law.calendars.rules import Next
from assay_law.generators import _time as t
from assay_law.generators.procedure import _federal as f

_CITES = f.Cites("Rule 45(a)(1)", "Rule 45(a)(5)", "Rule 45(a)(6)", "Rule 45(c)")
_ACTS = (
    ("frcrp-33-b-2", "Rule 33(b)(2)", "the verdict", "the motion for a new trial", "A jury in the {d} found {n} guilty on {day}. Defense counsel will move for a new trial because of an error in the jury instructions."),
    ("Fed. R. Crim. P. 29(c)(1), in summary: a defendant may move for a judgment of acquittal, or renew such a motion, within 14 days after a guilty verdict or after the court discharges the jury, whichever is later.", "Rule 29(c)(1)", "the guilty verdict", "the renewed motion for acquittal", "The jury returned a verdict of guilty against {n} on {day} and was discharged the same day ({d}). Counsel wants to renew the motion for a judgment of acquittal."),
    ("Fed. R. Crim. P. 34(b), in summary: the defendant must move to arrest judgment within 14 days after the court accepts a verdict or finding of guilty.", "Rule 34(b)", "acceptance of the verdict", "the motion to arrest judgment", "The {d} accepted the verdict of guilty against {n} on {day}. Counsel holds that the court has no jurisdiction of the charged offense and wants to move to arrest judgment."),
)  # fmt: skip


@generator("law.criminal_deadline", verifiers=t.VERIFIERS)
def criminal_deadline(rng: random.Random, difficulty: int) -> Draft:
    """Last days for motions and notices after a federal criminal trial, counted by Fed. R. Crim. P. 45(a).

    1: an ordinary last day. 2: a verdict on a weekend, or a last day that moves. 3: a holiday. 4: an order gives more days than the rule. 5: and
    a second period, for the government's response, runs from the last day.
    """
    source, cite, event, due, story = rng.choice(_ACTS if difficulty < 4 else _ACTS[:2])
    number = 14 if difficulty < 4 else rng.choice((18, 20, 25, 30, 33, 45))
    reply = rng.choice((10, 14, 21))

    def make() -> t.Deadline:
        pick = t.day_between if difficulty == 2 else f.court_day
        day = pick(rng, f.FIRST, f.LAST).isoformat()
        then = (Next(f"{reply} days"),) if difficulty == 5 else ()
        return t.Deadline("frcrp-45", day, f"{number} days", then=then)

    part, outcome = t.drawn(make, lambda out: _wanted(out, difficulty))
    stage = outcome.stages[0]
    (name,) = t.people(rng, 1)
    district, _ = t.court(rng)
    facts = story.format(n=name, d=district, day=t.us_full(stage.trigger))
    if difficulty >= 4:
        facts += f" On the day of the verdict the court extended the time by order: “The motion is due {number} days after the verdict.”"
    if difficulty == 5:
        facts += f" The same order gives the government {reply} days after the last day for the motion to respond, and counsel will file on that last day."
    asked = "the government's response" if difficulty == 5 else due
    ask = rng.choice(
        (
            f"When is {asked} due?",
            f"What is the last day for {asked}?",
            f"Count out the deadline for {asked}.",
        )
    )
    rules = (t.quote(source) if source.startswith("frcrp") else source) + "\n\n" + t.quote("frcrp-45-a-1")
    if f.by_holiday(outcome):
        rules += "\n\nRule 45(a)(6) counts the statutory federal holidays as legal holidays, among them Juneteenth (since December 1, 2023)."
    first = (
        f"{cite} gives 14 days after {event}."
        if difficulty < 4
        else f"The order sets {number} days after the verdict, in place of the 14 of {cite}."
    )
    steps = [first, *f.tell(rng, stage, outcome.calendar, _CITES, event)]
    if difficulty == 5:
        steps.append(f"The government's {reply} days run from {t.us(outcome.stages[1].trigger)}.")
        steps += f.tell(rng, outcome.stages[1], outcome.calendar, _CITES, "the motion")
    steps.append(t.ending(rng, asked, "filed", f"for {asked}", t.us_full(outcome.end)))
    return t.row(
        rng, t.lay_out(rng, facts, ask, rules), steps, part, t.us(outcome.end), outcome.end.isoformat()
    )


def _wanted(out: Outcome, difficulty: int) -> bool:
    moves = f.moves(out)
    return (moves == 0, moves == 1 and not f.by_holiday(out), f.by_holiday(out), moves == 1, moves >= 1)[
        difficulty - 1
    ]
