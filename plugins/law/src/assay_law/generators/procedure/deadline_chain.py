"""Deadlines of which one runs from another."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_law.calendars.engine import Outcome
from assay_law.calendars.rules import Next
from assay_law.generators import _time as t
from assay_law.generators.procedure import _federal as f

_LINKS = (  # what the next period is for, number of days, from what
    ("the opposition", 21, "the motion is filed"),
    ("the reply", 14, "the opposition is filed"),
    ("the surreply", 7, "the reply is filed"),
    ("the joint statement of issues", 10, "the surreply is filed"),
)
_EXPERTS = (
    ("plaintiff's expert report", 30, "the close of fact discovery"),
    ("the rebuttal report", 28, "service of the plaintiff's report"),
    ("the depositions of the experts", 21, "service of the rebuttal report"),
    ("any Daubert motion", 14, "the last day for expert depositions"),
)
_EVENTS = {
    "the motion is filed": "the motion",
    "the opposition is filed": "the opposition",
    "the reply is filed": "the reply",
    "the surreply is filed": "the surreply",
    "the close of fact discovery": "the close of fact discovery",
    "service of the plaintiff's report": "service of the plaintiff's report",
    "service of the rebuttal report": "service of the rebuttal report",
    "the last day for expert depositions": "the end of expert depositions",
}


@generator("law.deadline_chain", verifiers=t.VERIFIERS)
def deadline_chain(rng: random.Random, difficulty: int) -> Draft:
    """The last of several deadlines under Fed. R. Civ. P. 6(a), each counted from the day on which the one before it ends.

    1: two short periods. 2: two, one of which moves. 3: three. 4: three, with a holiday. 5: four, with a holiday.
    """
    experts = rng.random() < 0.5
    links = _EXPERTS if experts else _LINKS
    number = (2, 2, 3, 3, 4)[difficulty - 1]
    begin = rng.randint(0, len(links) - number)
    chosen: list[tuple[str, int, str]] = []

    def make() -> t.Deadline:
        chosen[:] = [
            (name, days + (rng.choice((0, 0, 1, 3, 6)) if difficulty > 1 else 0), what)
            for name, days, what in links[begin : begin + number]
        ]
        first, *more = (f"{days} days" for _, days, _ in chosen)
        start = f.court_day(rng, f.FIRST, f.LAST)
        return t.Deadline("frcp-6", start.isoformat(), first, then=tuple(Next(each) for each in more))

    part, outcome = t.drawn(make, lambda out: _wanted(out, difficulty))
    a, b = t.firm(rng), rng.choice(t.people(rng, 1))
    district, _ = t.court(rng)
    start = t.us_full(outcome.stages[0].trigger)
    event = chosen[0][2]
    terms = "; ".join(
        f"{name} {'must be finished within' if name.startswith('the depositions') else 'is due'} {days} days after {what}"
        for name, days, what in chosen
    )
    happened = {
        "the motion is filed": f"{a} filed its motion on {start}.",
        "the opposition is filed": f"The opposition was filed on {start}.",
        "the reply is filed": f"The reply was filed on {start}.",
        "the surreply is filed": f"The surreply was filed on {start}.",
        "the close of fact discovery": f"Fact discovery closed on {start}.",
        "service of the plaintiff's report": f"The plaintiff's report was served on {start}.",
        "service of the rebuttal report": f"The rebuttal report was served on {start}.",
        "the last day for expert depositions": f"The last day for expert depositions was {start}.",
    }[event]
    facts = rng.choice(
        (
            f"The scheduling order in {a} v. {b} ({district}) says: {terms}. {happened} Each later step is done on the last day allowed for it, and everything is filed and served electronically.",
            f"Scheduling order, {a} v. {b}, {district}: {terms}. {happened} Assume that every step is taken on its last day and that service is electronic.",
        )
    )
    last = chosen[-1][0]
    ask = rng.choice(
        (
            f"On what date does the time for {last} end?",
            f"Work out each date. When is the last day for {last}?",
        )
    )
    rules = t.quote("frcp-6-a-1") + ("\n\n" + t.quote("frcp-6-a-6") if f.by_holiday(outcome) else "")
    steps = []
    for (name, _, what), stage in zip(chosen, outcome.stages, strict=True):
        title = f"{name[0].upper()}{name[1:]}: "
        told = " ".join(f.tell(rng, stage, outcome.calendar, f.Cites(), _EVENTS[what]))
        steps.append(title + told[0].lower() + told[1:] if told.startswith("The") else title + told)
    steps.append(
        rng.choice(
            (
                f"The last day for {last} is {t.us_full(outcome.end)}.",
                f"Answer: {t.us_full(outcome.end)}",
                f"So the time for {last} ends on {t.us_full(outcome.end)}.",
            )
        )
    )
    return t.row(
        rng, t.lay_out(rng, facts, ask, rules), steps, part, t.us(outcome.end), outcome.end.isoformat()
    )


def _wanted(out: Outcome, difficulty: int) -> bool:
    if difficulty == 1:
        return f.moves(out) == 0
    if difficulty in (2, 3):
        return f.moves(out) >= 1 and not f.by_holiday(out)
    return f.by_holiday(out)
