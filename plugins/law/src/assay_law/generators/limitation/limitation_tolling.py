"""Limitation that is suspended: minority, absence, a tolling agreement."""

from __future__ import annotations

import random
from datetime import date, timedelta

from assay import Draft, generator
from assay_law.calendars.engine import shifted
from assay_law.generators import _time as t
from assay_law.generators.limitation._spans import last_day

_STATES = ("Jefferson", "Franklin", "Absaroka", "Superior", "Deseret", "Westsylvania")


@generator("law.limitation_tolling", verifiers=t.VERIFIERS)
def limitation_tolling(rng: random.Random, difficulty: int) -> Draft:
    """The last day to sue where the period does not run for a time, by an invented statute that the prompt gives.

    1: a tolling agreement. 2: minority. 3: absence from the state, in days. 4: an agreement and an absence, one after the other. 5: both, which overlap.
    """
    state = rng.choice(_STATES)
    p, d = t.people(rng, 2)
    years = rng.choice((2, 3, 4))
    code = f"{state} Code § {rng.randint(11, 19)}-{rng.randint(101, 499)}"
    rule = [
        f"An action for personal injury must be commenced within {years} years after the injury. The day of the injury is excluded, and the period ends on the same date of the last year, whatever day of the week that is."
    ]
    act = t.working_day(rng, date(2015, 1, 5), date(2022, 6, 30))
    given = [act]
    if difficulty == 2:
        birth = t.day_between(rng, date(act.year - 15, 1, 2), date(act.year - 3, 12, 27))
        if (birth.month, birth.day) == (2, 29):
            birth -= timedelta(1)
        adult = turn = shifted(birth, 18, "year")
        end = last_day(adult, years, [])
        given.append(birth)
        rule.append(
            "If the injured person is under 18 years of age on the day of the injury, the period begins on the 18th birthday, and that day is excluded."
        )
        facts = (
            f"{p}, born on {t.us(birth)}, was hurt on {t.us(act)} when a gate of {d}'s riding school fell."
        )
        steps = [
            f"On {t.us(act)} {p} was {_age(birth, act)}, so the period did not begin with the injury.",
            f"It begins on the 18th birthday, {t.us_full(adult)}, which is excluded (paragraph (b)).",
            f"{years} years after {t.us(adult)} is {t.us_full(end)}.",
        ]
    else:
        spans: list[tuple[date, date, str]] = []
        first = act + timedelta(rng.randint(60, 300))
        agreed = (first, first + timedelta(rng.choice((59, 89, 119, 179))), "agreement")
        away_first = (
            agreed[1] + timedelta(rng.randint(20, 120))
            if difficulty != 5
            else agreed[0] + timedelta(rng.randint(15, 50))
        )
        away = (away_first, away_first + timedelta(rng.randint(70, 260)), "absence")
        if difficulty in (1, 4, 5):
            spans.append(agreed)
            rule.append(
                "The parties may agree in writing that the period does not run for a time; the first and the last day of that time do not run."
            )
        if difficulty >= 3:
            spans.append(away if difficulty > 3 else (first, first + (away[1] - away[0]), "absence"))
            rule.append(
                "The period does not run while the defendant is absent from the state; the first and the last day of the absence do not run."
            )
        rule.append(
            "Days on which the period does not run are added at its end. A day that falls under two paragraphs is counted once."
        )
        facts = rng.choice(
            (
                f"{p} was injured on {t.us(act)} when a ladder supplied by {d} broke.",
                f"On {t.us(act)} a dog that belongs to {d} bit {p}.",
                f"{d}'s delivery van ran into {p} on {t.us(act)}.",
            )
        )
        for a, b, kind in spans:
            facts += (
                f" In a signed agreement they provided that the limitation period does not run from {t.us(a)} through {t.us(b)}."
                if kind == "agreement"
                else f" {d} was out of the state from {t.us(a)} through {t.us(b)} and otherwise always in it."
            )
            given += [a, b]
        merged = _merged([(a, b) for a, b, _ in spans])
        end = last_day(act, years, merged)
        plain = turn = shifted(act, years, "year")
        steps = [
            f"{years} years after {t.us(act)} is {t.us_full(plain)} (paragraph (a)); the day of the injury is excluded."
        ]
        for a, b, kind in spans:
            steps.append(
                f"The {kind} lasted from {t.us(a)} through {t.us(b)}, with both days {(b - a).days + 1} days."
            )
        if len(merged) < len(spans):
            a, b = merged[0]
            steps.append(
                f"The two overlap and are counted once: from {t.us(a)} through {t.us(b)} the period did not run on {(b - a).days + 1} days."
            )
        total = sum((b - a).days + 1 for a, b in merged)
        if len(merged) > 1:
            steps.append(f"Together the period did not run on {total} days.")
        steps.append(f"{total} days after {t.us(plain)} is {t.us_full(end)}.")
    text = " ".join(f"({letter}) {each}" for letter, each in zip("abcd", rule, strict=False))
    prompt_rule = f"{code} (in force since January 1, 2010): “{text}”"
    ask = rng.choice(
        (
            f"What is the last day on which {p} can sue {d}?",
            f"By when must {p} bring the action against {d}?",
            f"On what date does {p}'s time to sue {d} end?",
        )
    )
    steps.append(
        rng.choice(
            (
                f"The last day to sue is {t.us_full(end)}.",
                f"Answer: {t.us_full(end)}",
                f"{p} must sue no later than {t.us_full(end)}.",
            )
        )
    )
    part = t.Deadline(
        on=end.isoformat(), given=tuple(day.isoformat() for day in given), passed=(turn.isoformat(),)
    )
    return t.row(rng, t.lay_out(rng, facts, ask, prompt_rule), steps, part, t.us(end), end.isoformat())


def _age(birth: date, day: date) -> str:
    years = day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))
    return f"{years} years old"


def _merged(spans: list[tuple[date, date]]) -> list[tuple[date, date]]:
    made: list[tuple[date, date]] = []
    for first, last in sorted(spans):
        if made and first <= made[-1][1] + timedelta(1):
            made[-1] = (made[-1][0], max(made[-1][1], last))
        else:
            made.append((first, last))
    return made
