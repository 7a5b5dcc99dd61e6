"""The thirty days in which a case can be removed to federal court."""

from __future__ import annotations

import random
from datetime import timedelta

from assay import Draft, generator
from assay_law.calendars.engine import Outcome
from assay_law.generators import _time as t
from assay_law.generators.procedure import _federal as f


@generator("law.removal_window", verifiers=t.VERIFIERS)
def removal_window(rng: random.Random, difficulty: int) -> Draft:
    """The last day for a notice of removal under 28 U.S.C. § 1446(b), counted by Fed. R. Civ. P. 6(a).

    1: the complaint is served, an ordinary day. 2: a weekend. 3: a courtesy copy came before service, and a weekend or holiday. 4: two defendants,
    of whom the later served one asks. 5: a case that became removable by a later paper, after a first complaint that was not.
    """
    part, outcome = t.drawn(
        lambda: t.Deadline("frcp-6", f.court_day(rng, f.FIRST, f.LAST).isoformat(), "30 days"),
        lambda out: _wanted(out, difficulty),
    )
    stage = outcome.stages[0]
    day = stage.trigger
    plaintiff, second = t.people(rng, 2)
    defendant = t.firm(rng)
    _, state = t.court(rng)
    earlier = day - timedelta(rng.randint(8, 24))
    while earlier.weekday() > 4:
        earlier -= timedelta(1)
    filed = earlier - timedelta(rng.randint(3, 12))
    keys = ["1446-b-1"]
    asker = defendant
    if difficulty <= 2:
        facts = rng.choice(
            (
                f"{plaintiff} sued {defendant} in a state court of {state}. {defendant} was served with the summons and the complaint together on {t.us_full(day)}; it had received no copy before. The complaint shows that the case is removable.",
                f"Our client {defendant} was served with summons and complaint in a {state} state court on {t.us_full(day)}. That was the first time it received the complaint by any means, and diversity jurisdiction is plain on its face.",
            )
        )
        steps = [
            "The period is 30 days after receipt of the initial pleading, which here came with service (28 U.S.C. § 1446(b)(1))."
        ]
        event = "service"
    elif difficulty == 3:
        facts = (
            f"{plaintiff} filed a complaint against {defendant} in a {state} state court and e-mailed {defendant} a courtesy copy, without a summons, on {t.us_full(earlier)}. "
            f"Formal service of the summons and complaint followed on {t.us_full(day)}. The complaint shows that the case is removable. "
            "Under Murphy Bros. v. Michetti Pipe Stringing, 526 U.S. 344 (1999), the time to remove is triggered by formal service, and not by mere receipt of a complaint unattended by formal service."
        )
        steps = [
            f"The courtesy copy of {t.us(earlier)} does not start the period: formal service does (Murphy Bros.). The 30 days of § 1446(b)(1) run from service on {t.us(day)}."
        ]
        event = "service"
    elif difficulty == 4:
        asker = second
        facts = f"{plaintiff} sued {defendant} and {second} in a {state} state court. {defendant} was served on {t.us_full(earlier)} and did not remove. {second} was served on {t.us_full(day)} and wants to remove; {defendant} consents."
        keys = ["1446-b-2-B"]
        steps = [
            f"Each defendant has its own 30 days (§ 1446(b)(2)(B)). The service on {defendant} of {t.us(earlier)} does not shorten the period of {second}, who was served on {t.us(day)}."
        ]
        event = f"service on {second}"
    else:
        facts = (
            f"{plaintiff} sued {defendant} and a resident of {state} in state court; the complaint, filed on {t.us_full(filed)} and served on {t.us_full(earlier)}, was not removable, because the parties were not diverse. "
            f"{plaintiff} then dropped the resident: {defendant} received the amended complaint, which shows for the first time that the case has become removable, on {t.us_full(day)}."
        )
        keys = ["1446-b-1", "1446-b-3"]
        steps = [
            f"The initial pleading was not removable, so its service on {t.us(earlier)} started nothing under § 1446(b)(1).",
            f"Under § 1446(b)(3) the 30 days run from receipt of the amended pleading, on {t.us(day)}. The case was commenced on {t.us(filed)}, so the one year of § 1446(c)(1) for diversity cases has not run.",
        ]
        event = "receipt of the amended complaint"
    ask = rng.choice(
        (
            f"What is the last day for {asker} to file a notice of removal?",
            f"By what date must {asker} file the notice of removal?",
            f"Until when can {asker} remove? Show the count.",
        )
    )
    steps.append("§ 1446(b) gives no method of counting, so Fed. R. Civ. P. 6(a) applies.")
    steps += f.tell(rng, stage, outcome.calendar, f.Cites(), event)
    steps.append(
        t.ending(rng, "the notice of removal", "filed", "to file the notice of removal", t.us_full(stage.end))
    )
    rules = t.quote(*keys, "frcp-6-a-1") + ("\n\n" + t.quote("frcp-6-a-6") if f.by_holiday(outcome) else "")
    return t.row(rng, t.lay_out(rng, facts, ask, rules), steps, part, t.us(stage.end), stage.end.isoformat())


def _wanted(out: Outcome, difficulty: int) -> bool:
    moves = f.moves(out)
    return (moves == 0, moves == 1 and not f.by_holiday(out), moves == 1, True, moves == 1)[difficulty - 1]
