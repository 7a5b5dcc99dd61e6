"""Time limits in bankruptcy cases."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_law.calendars.engine import Outcome
from assay_law.generators import _time as t
from assay_law.generators.procedure import _federal as f

_CITES = f.Cites("Rule 9006(a)(1)", "Rule 9006(a)(5)", "Rule 9006(a)(6)", "Rule 9006(f)")
_ACTS = (  # number of days, provision in summary (restyled rules of 1 December 2024), event, what is due, cite
    (14, "Rule 8002(a)(1), in summary: a notice of appeal must be filed with the bankruptcy clerk within 14 days after the judgment, order, or decree to be appealed is entered.", "entry of the order", "the notice of appeal", "Rule 8002(a)(1)", "The bankruptcy court entered an order sustaining the trustee's objection to the claim of {name} on {day}. {name} wants to appeal."),
    (70, "Rule 3002(c), in summary: in a voluntary chapter 7 case, or a chapter 12 or chapter 13 case, a proof of claim is timely if it is filed within 70 days after the order for relief.", "the order for relief", "the proof of claim", "Rule 3002(c)", "A voluntary chapter 13 petition, which is the order for relief, was filed on {day}. {name} is an unsecured creditor."),
    (60, "Rule 4004(a), in summary: in a chapter 7 case a complaint objecting to the discharge must be filed within 60 days after the first date set for the § 341(a) meeting of creditors.", "the first date set for the meeting", "the complaint", "Rule 4004(a)", "In a chapter 7 case the first date set for the § 341(a) meeting of creditors was {day}. {name} wants to object to the debtor's discharge."),
    (30, "Rule 4003(b)(1), in summary: a party in interest may object to the list of property claimed as exempt within 30 days after the meeting of creditors under § 341 is concluded.", "the conclusion of the meeting", "the objection", "Rule 4003(b)(1)", "The § 341 meeting of creditors was concluded on {day}. {name} wants to object to an exemption that the debtor claimed."),
)  # fmt: skip
_MAILED = (14, "The notice sent under the local rule reads: “Any response to this motion must be filed within 14 days after service of the motion.” Rule 9006(f), in summary: when a party must act within a time after being served and service is by mail, 3 days are added after the time would otherwise expire under Rule 9006(a).", "service", "the response", "the notice", "The debtor's counsel served a motion to avoid a lien on {name} by mail on {day}.")  # fmt: skip


@generator("law.bankruptcy_deadline", verifiers=t.VERIFIERS)
def bankruptcy_deadline(rng: random.Random, difficulty: int) -> Draft:
    """Last days under the Federal Rules of Bankruptcy Procedure, counted by Rule 9006(a).

    1: an ordinary last day. 2: a weekend. 3: a holiday. 4: service by mail, three days. 5: service by mail, and a last day that moves.
    """
    number, source, event, due, cite, story = (
        rng.choice([act for act in _ACTS if act[0] % 7 or difficulty != 2]) if difficulty < 4 else _MAILED
    )
    if difficulty >= 4 and rng.random() < 0.6:
        other = rng.choice((7, 10, 21, 28))
        source = source.replace("14 days", f"{other} days", 1)
        number = other

    def make() -> t.Deadline:
        day = f.court_day(rng, f.FIRST.replace(year=2025), f.LAST)
        return t.Deadline("frbp-9006", day.isoformat(), f"{number} days", "mail" if difficulty >= 4 else None)

    part, outcome = t.drawn(make, lambda out: _wanted(out, difficulty))
    stage = outcome.stages[0]
    name = t.firm(rng) if rng.random() < 0.6 else rng.choice(t.people(rng, 1))
    district, _ = t.court(rng)
    facts = rng.choice(("Bankruptcy Court, {d}. ", "In re {debtor}, Bankr. {d}: ", "")).format(
        d=district, debtor=rng.choice(t.people(rng, 1))
    ) + story.format(name=name, day=t.us_full(stage.trigger) if rng.random() < 0.5 else t.us(stage.trigger))
    ask = rng.choice(
        (
            f"What is the last day to file {due}?",
            f"By what date must {due} be filed?",
            f"Please compute the deadline for {due}, step by step.",
        )
    )
    rules = source + "\n\n" + t.quote("frbp-9006-a-1")
    if f.by_holiday(outcome):
        rules += "\n\nRule 9006(a)(6)(A) counts as legal holidays the days set aside by statute for observing New Year’s Day, Martin Luther King Jr.’s Birthday, Washington’s Birthday, Memorial Day, Juneteenth, Independence Day, Labor Day, Columbus Day, Veterans’ Day, Thanksgiving Day and Christmas Day."
    steps = [f"{cite[0].upper()}{cite[1:]} gives {number} days after {event}."]
    steps += f.tell(rng, stage, outcome.calendar, _CITES, event, service="by mail")
    steps.append(t.ending(rng, due, "filed", f"to file {due}", t.us_full(stage.end)))
    return t.row(rng, t.lay_out(rng, facts, ask, rules), steps, part, t.us(stage.end), stage.end.isoformat())


def _wanted(out: Outcome, difficulty: int) -> bool:
    moves, holiday = f.moves(out), f.by_holiday(out)
    return (moves == 0, moves == 1 and not holiday, holiday, moves == 0, moves >= 1)[difficulty - 1]
