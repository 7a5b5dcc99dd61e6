"""The fourteen days in which a consumer can withdraw from a distance contract."""

from __future__ import annotations

import random
from datetime import date, timedelta

from assay import Draft, generator
from assay_law.generators import _time as t
from assay_law.generators.international import _europe as e

_GOODS = (
    "a folding bicycle",
    "a coffee machine",
    "two garden chairs",
    "a winter coat",
    "a standing desk",
    "an espresso grinder",
    "a pair of hiking boots",
    "a record player",
)


@generator("law.consumer_withdrawal", verifiers=t.VERIFIERS)
def consumer_withdrawal(rng: random.Random, difficulty: int) -> Draft:
    """The last day to withdraw from a distance contract under Directive 2011/83/EU, Article 9, counted by Regulation No 1182/71.

    1: goods, an ordinary last day. 2: a service. 3: a last day on a weekend. 4: several deliveries, of which the last counts, and a weekend. 5: several deliveries, and a
    holiday.
    """
    state = rng.choice(e.STATES)
    who, shop = rng.choice(e.PEOPLE), rng.choice(e.FIRMS)
    year = rng.randint(2024, 2029)
    holidays = e.holidays_in(state, year) | e.holidays_in(state, year + 1)

    def make() -> t.Deadline:
        day = t.day_between(rng, date(year, 1, 4), date(year, 12, 18))
        return t.Deadline("eu-1182-71", day.isoformat(), "14 days", holidays=holidays)

    def wanted(out: t.Outcome) -> bool:
        stage = out.stages[0]
        moved = stage.counted != stage.end
        if stage.trigger.weekday() == 6 or out.calendar.holiday(stage.trigger):
            return False
        if difficulty <= 2:
            return not moved
        return moved and e.by_holiday(out) == (difficulty == 5)

    part, outcome = t.drawn(make, wanted)
    stage = outcome.stages[0]
    day = stage.trigger
    ordered = day - timedelta(rng.randint(3, 9))
    told, near = e.listed(holidays, day, stage.end + timedelta(7))
    part = t.replace(part, holidays=near)
    goods = rng.choice(_GOODS)
    if difficulty == 2:
        service = rng.choice(
            (
                "a language course",
                "a year of cloud storage",
                "a dating portal's premium membership",
                "a series of online yoga lessons",
            )
        )
        facts = f"On {t.uk_full(day)} {who} of {state} concluded a contract with {shop} over its website for {service}; it was to begin a month later."
        steps = [
            f"For a service contract the period runs from the day of its conclusion, {t.uk(day)} (Article 9(2)(a))."
        ]
    elif difficulty >= 4:
        other = rng.choice([g for g in _GOODS if g != goods])
        first = day - timedelta(rng.randint(2, 6))
        ordered = first - timedelta(rng.randint(2, 5))
        facts = f"{who}, a consumer in {state}, ordered {goods} and {other} from {shop} in one order on {t.uk(ordered)}. They were delivered to the door separately, the first on {t.uk(first)}, the second on {t.uk_full(day)}."
        steps = [
            f"Goods of one order that are delivered separately count from possession of the last of them (Article 9(2)(b)(i)): not {t.uk(first)}, but {t.uk(day)}."
        ]
    else:
        facts = rng.choice(
            (
                f"{who}, who lives in {state}, ordered {goods} from {shop}'s web shop on {t.uk(ordered)}. The parcel was handed over at the door on {t.uk_full(day)}.",
                f"{shop} sells over the internet. {who} ({state}) bought {goods} there on {t.uk(ordered)} and took delivery on {t.uk_full(day)}.",
            )
        )
        steps = [
            f"In a sales contract the period runs from the day on which the consumer acquires physical possession of the goods (Article 9(2)(b)), {t.uk(day)}, and not from the order."
        ]
    facts += " The consumer was duly informed of the right of withdrawal. " + (
        f"Public holidays in {state} in that time: {told}."
        if told
        else f"There is no public holiday in {state} in that time."
    )
    ask = rng.choice(
        (
            "What is the last day on which the consumer can withdraw?",
            f"Until when can {who} withdraw from the contract?",
            "When does the withdrawal period end?",
        )
    )
    steps.append(
        f"That day is not counted (Regulation No 1182/71, Article 3(1)). 14 days after {t.uk(day)} is {t.uk_full(stage.counted)}."
    )
    steps += e.moved(rng, stage.counted, stage.end, outcome.calendar, "Article 3(4)", "period")
    steps.append(
        rng.choice(
            (
                f"The last day to withdraw is {t.uk_full(stage.end)}.",
                f"Answer: {t.uk_full(stage.end)}",
                f"So the withdrawal period ends on {t.uk_full(stage.end)}.",
            )
        )
    )
    rules = t.quote("crd-9", "1182-3-1", "1182-3-4")
    return t.row(rng, t.lay_out(rng, facts, ask, rules), steps, part, t.uk(stage.end), stage.end.isoformat())
