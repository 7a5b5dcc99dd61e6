"""Statutes of repose beside limitation: a term that answers whether a claim is barred."""

from __future__ import annotations

import random
from datetime import date, timedelta

from assay import Draft, agree, generator, make_reference
from assay_law.calendars.engine import shifted
from assay_law.generators import _time as t

_STATES = ("Jefferson", "Franklin", "Absaroka", "Superior", "Deseret", "Westsylvania")
_THINGS = (
    ("a retaining wall", "substantial completion", "the wall gave way and crushed a garage"),
    ("the roof of a warehouse", "substantial completion", "part of the roof fell in under snow"),
    ("a hot-water boiler", "delivery to its first buyer", "the boiler burst"),
    ("a band saw", "delivery to its first buyer", "a guard of the saw came off and hurt an operator"),
    ("an elevator", "substantial completion", "the elevator dropped two floors"),
)


@generator("law.repose", verifiers=t.VERIFIERS)
def repose(rng: random.Random, difficulty: int) -> Draft:
    """Whether an action is timely or barred under a limitation and a repose period of an invented statute.

    1: repose alone, years apart. 2: repose alone, by days. 3: limitation and repose. 4: one of them by days. 5: repose that is extended for injuries
    late in it.
    """
    state = rng.choice(_STATES)
    p = rng.choice(t.people(rng, 1))
    d = t.firm(rng)
    thing, event, accident = rng.choice(_THINGS)
    repose_years, years = rng.choice((8, 10, 12)), rng.choice((2, 3))
    grace = 1
    for _ in range(3_000):
        start = t.working_day(rng, date(2008, 1, 7), date(2014, 12, 19))
        last = shifted(start, repose_years, "year")
        if difficulty <= 2:
            hurt = t.day_between(rng, last - timedelta(500), last - timedelta(40))
        elif difficulty <= 4:
            hurt = t.day_between(rng, start + timedelta(365 * (repose_years - 4)), last - timedelta(90))
        else:
            hurt = t.day_between(rng, last - timedelta(360), last - timedelta(3))
        limit = shifted(hurt, years, "year")
        end = last
        if difficulty in (3, 4):
            end = min(last, limit)
        if difficulty == 5:
            end = max(last, shifted(hurt, grace, "year"))
        near = difficulty in (2, 4, 5)
        filed = end + timedelta(
            rng.choice((-4, -2, -1, 0, 0, 1, 1, 2, 5)) if near else rng.choice((-1, 1)) * rng.randint(40, 300)
        )
        if filed > hurt + timedelta(30) and filed.weekday() < 5 and end.weekday() < 5:
            break
    else:
        raise RuntimeError("no case of repose was drawn")
    word = agree(
        "barred" if filed > end else "timely",
        "timely" if (end - filed).days >= 0 else "barred",
        what="whether it is barred",
    )
    code = f"{state} Code § {rng.randint(20, 29)}-{rng.randint(101, 499)}"
    rule = [
        f"No action for a defect of an improvement or product may be commenced more than {repose_years} years after its {event}, whenever the injury occurs or is discovered."
    ]
    if difficulty in (3, 4):
        rule.append(f"Within that time, the action must be commenced within {years} years after the injury.")
    if difficulty == 5:
        rule.append(
            "If the injury occurs in the last year of the time of paragraph (a), the action may be commenced within one year after the injury, even if the time of paragraph (a) ends before."
        )
    rule.append(
        "The day from which a time runs is excluded, and a time of years ends on the same date of its last year."
    )
    passed = (last, limit) if difficulty in (3, 4) else (last, shifted(hurt, grace, "year"))
    text = " ".join(f"({letter}) {each}" for letter, each in zip("abcd", rule, strict=False))
    facts = f"{d} supplied {thing} in {state}; {event} was on {t.us(start)}. On {t.us(hurt)} {accident}. {p} sued {d} on {t.us(filed)}."
    ask = rng.choice(
        (
            "Is the action timely or barred?",
            "Timely or barred? Give the dates, then one word.",
            f"Is {p}'s action barred, or is it timely?",
        )
    )
    steps = [f"Repose: {repose_years} years after {t.us(start)} is {t.us(last)} (paragraph (a))."]
    if difficulty in (3, 4):
        steps.append(
            f"Limitation: {years} years after {t.us(hurt)} is {t.us(limit)} (paragraph (b)). The earlier of the two days counts, {t.us(end)}."
        )
    if difficulty == 5:
        more = shifted(hurt, grace, "year")
        steps.append(
            f"The injury of {t.us(hurt)} falls in the last year of that time, so paragraph (b) allows one year after it, until {t.us(more)}. The later of the two days counts, {t.us(end)}."
        )
    steps.append(
        f"The action was commenced on {t.us(filed)}, {'after' if word == 'barred' else 'not after'} {t.us(end)}."
    )
    steps.append(rng.choice((f"Answer: {word}", f"The action is {word}.", f"{p}'s suit is {word}.")))
    from assay.evidence.terms import Term  # it takes a while to load

    term = Term(
        word,
        ("timely", "barred"),
        {"barred": ("time-barred", "untimely", "too late"), "timely": ("not barred", "in time")},
    )
    part = t.Deadline(
        on=end.isoformat(),
        given=(start.isoformat(), hurt.isoformat(), filed.isoformat()),
        passed=tuple(day.isoformat() for day in passed),
    )
    draft = t.row(
        rng,
        t.lay_out(rng, facts, ask, f"{code} (in force since January 1, 2005): “{text}”"),
        steps,
        part,
        word,
    )
    return Draft(
        draft.prompt, draft.response, make_reference(word, deadline=t.slim(part), term=term), answer=word
    )
