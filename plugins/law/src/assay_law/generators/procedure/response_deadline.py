"""When a response is due that runs from service of a paper."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_law.calendars.engine import Outcome
from assay_law.generators import _time as t
from assay_law.generators.procedure import _federal as f

_MEANS = {
    "mail": ("by mail", "by first-class mail", "mailed it to counsel's office"),
    "clerk": (
        "by leaving it with the clerk",
        "by leaving it with the court's clerk under Rule 5(b)(2)(D)",
        "left it with the clerk, because the party has no known address",
    ),
    "other": (
        "by courier with consent",
        "by courier, a means to which counsel had consented in writing under Rule 5(b)(2)(F)",
        "sent it by courier, to which counsel had consented in writing",
    ),
    "electronic": ("electronically", "through CM/ECF", "filed and served it through CM/ECF"),
    "personal": ("by hand", "by hand delivery at counsel's office", "handed it to counsel in person"),
}
_PAPERS = (  # paper, the period, its source, what is due, done
    ("a motion for summary judgment", 21, "The scheduling order provides: “Any response to a dispositive motion is due 21 days after service of the motion.”", "the opposition", "filed"),
    ("a motion to compel", 14, "The local rule of this court provides: “A party opposing a motion must file its response within 14 days after being served with the motion.”", "the response", "filed"),
    ("a motion to dismiss", 14, "The judge's standing order provides: “Oppositions to motions are due 14 days after service.”", "the opposition", "filed"),
    ("a reply brief with new evidence", 7, "The court's order provides: “A surreply may be filed within 7 days after service of the reply.”", "the surreply", "filed"),
    ("a first set of interrogatories", 30, "frcp-33-b-2", "the written response", "served"),
    ("requests for admission", 30, "frcp-36-a-3", "the written response", "served"),
)  # fmt: skip


@generator("law.response_deadline", verifiers=t.VERIFIERS)
def response_deadline(rng: random.Random, difficulty: int) -> Draft:
    """The last day to respond to a paper that was served, with the three days of Fed. R. Civ. P. 6(d) where they apply.

    1: electronic or personal service, an ordinary last day. 2: the last day falls on a weekend. 3: three days for service by mail.
    4: with a weekend or holiday at one end of them. 5: at both ends, or a holiday of several days.
    """
    a, b = t.firm(rng), rng.choice(t.people(rng, 1))
    district, _ = t.court(rng)
    paper, number, source, due, done = rng.choice(_PAPERS)
    service = rng.choice(("electronic", "personal") if difficulty < 3 else ("mail", "mail", "clerk", "other"))

    def make() -> t.Deadline:
        return t.Deadline("frcp-6", f.court_day(rng, f.FIRST, f.LAST).isoformat(), f"{number} days", service)

    part, outcome = t.drawn(make, lambda out: _wanted(out, difficulty))
    stage = outcome.stages[0]
    short, long, verb = _MEANS[service]
    day = t.us(stage.trigger)
    facts = rng.choice(
        (
            f"In {a} v. {b} ({district}), {a} served {paper} on {b} {long} on {day}.",
            f"{a}'s counsel {verb} on {day}: {paper}, in {a} v. {b}, {district}.",
            f"We act for {b}. On {day} {a} served us {long} with {paper} ({district}).",
            f"{paper[0].upper()}{paper[1:]} in {a} v. {b} ({district}) was served on {b} {long}. The certificate of service is dated {day}.",
        )
    )
    ask = rng.choice(
        (
            f"When is {due} due?",
            f"By what date must {due} be {done}?",
            f"What is the last day for {due} to be {done}? Please go through the rule step by step.",
            f"I need the due date for {due}, with the count.",
        )
    )
    shown = t.quote(source) if source.startswith("frcp") else source
    rules = "\n\n".join((shown, t.quote("frcp-6-a-1"), t.quote("frcp-6-d")))
    if f.by_holiday(outcome):
        rules += "\n\n" + t.quote("frcp-6-a-6")
    cite = {"frcp-33-b-2": "Rule 33(b)(2)", "frcp-36-a-3": "Rule 36(a)(3)"}.get(source, "the order")
    if source.startswith("The local rule"):
        cite = "the local rule"
    steps = [f"The period is {number} days after service, under {cite}."]
    steps += f.tell(rng, stage, outcome.calendar, f.Cites(), "service", service=short)
    if not stage.added:
        kind = {"electronic": "Electronic", "personal": "Personal"}[service]
        steps.append(
            rng.choice(
                (
                    f"{kind} service is not one of the kinds for which Rule 6(d) adds days.",
                    f"Rule 6(d) is for mail, leaving with the clerk and other means consented to; {kind.lower()} service is none of them, so no days are added.",
                )
            )
        )
    steps.append(t.ending(rng, due, done, f"for {due}", t.us_full(stage.end)))
    return t.row(rng, t.lay_out(rng, facts, ask, rules), steps, part, t.us(stage.end), stage.end.isoformat())


def _wanted(out: Outcome, difficulty: int) -> bool:
    stage = out.stages[0]
    first, second = stage.counted != stage.moved, stage.with_added != stage.end
    return (
        f.moves(out) == 0,
        first,
        not first and not second,
        first != second,
        (first and second) or (f.by_holiday(out) and (first or second)),
    )[difficulty - 1]
