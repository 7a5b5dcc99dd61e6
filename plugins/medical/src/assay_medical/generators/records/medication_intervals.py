"""Intervals of a medication history: who took what on a day, for how long, and both at once."""

from __future__ import annotations

import random
from datetime import date, timedelta
from itertools import pairwise

from assay import Draft, agree, generator, make_reference

_DRUGS = (
    "apixaban",
    "amiodarone",
    "clarithromycin",
    "simvastatin",
    "prednisone",
    "ibuprofen",
    "sertraline",
    "tramadol",
    "lithium",
    "furosemide",
    "methotrexate",
    "trimethoprim",
    "warfarin",
    "fluconazole",
    "digoxin",
    "azathioprine",
    "allopurinol",
    "spironolactone",
)
_Course = tuple[str, date, date]
"""A drug, its first and its last day."""


def _written(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _line(rng: random.Random, course: _Course) -> str:
    drug, first, last = course
    return rng.choice(
        (
            f"{drug}: {first:%d %b %Y} to {last:%d %b %Y}",
            f"{drug}, first dose {first:%d %b %Y}, last dose {last:%d %b %Y}",
            f"{first:%d %b %Y}: started {drug}; stopped after the dose of {last:%d %b %Y}",
        )
    )


def _by_days(courses: list[_Course]) -> set[date]:
    """The days on which all courses were taken, one by one: the second route."""
    days = [{first + timedelta(days=n) for n in range((last - first).days + 1)} for _, first, last in courses]
    return set.intersection(*days)


@generator("medical.medication_intervals", verifiers=("medical.fhir",))
def medication_intervals(rng: random.Random, difficulty: int) -> Draft:
    """Questions about the days of a medication history; first and last day count.

    1: how long one drug was taken. 2: which drugs on a day. 3: on how many days two drugs together. 4: the longest gap between courses
    of a drug. 5: on how many days three drugs together, courses broken off and begun again.

    Differences of dates and a count day by day are the two routes.
    """
    start = date(rng.randint(2019, 2024), rng.randint(1, 12), rng.randint(1, 28))
    names = rng.sample(_DRUGS, (2, 5, 4, 3, 4)[difficulty - 1])
    courses = []
    for name in names:
        first = start + timedelta(days=rng.randint(0, 60))
        courses.append((name, first, first + timedelta(days=rng.randint(20, 130))))
    patient = f"{rng.randint(24, 88)}{rng.choice('MF')}"
    if difficulty in (4, 5):
        at = courses[0][2]
        for _ in range(rng.randint(1, 2) if difficulty == 5 else rng.randint(2, 3)):
            first = at + timedelta(days=rng.randint(3, 40))
            at = first + timedelta(days=rng.randint(5, 60))
            courses.append((names[0], first, at))
    order = courses[:]
    rng.shuffle(order)
    text = rng.choice(
        (f"{patient}. Medication history:\n", f"Drug chart of {patient}:\n", f"Pharmacy record, {patient}:\n")
    ) + "\n".join(f"- {_line(rng, each)}" for each in order)
    note = "First and last day both count."
    if difficulty == 1:
        name, first, last = courses[0]
        days = agree((last - first).days + 1, len(_by_days([courses[0]])), what="the days")
        asked = rng.choice(
            (
                f"On how many days was {name} taken? {note}",
                f"How many days did the course of {name} last? {note}",
            )
        )
        lines = [
            f"From {_written(first)} to {_written(last)} it is {(last - first).days} days, and one more with the first day."
        ]
        return _days(f"{text}\n\n{asked}", lines, days)
    if difficulty == 2:
        while True:
            day = start + timedelta(days=rng.randint(15, 110))
            on = [name for name, first, last in courses if first <= day <= last]
            if 0 < len(on) < len(courses) and all(day not in (first, last) for _, first, last in courses):
                break
        agree(set(on), {course[0] for course in courses if day in _by_days([course])}, what="the drugs")
        asked = f"Which of these drugs was the patient on, on {_written(day)}?"
        lines = [
            f"{name}: {_written(first)} to {_written(last)}, {'yes' if name in on else 'no'}."
            for name, first, last in courses
        ]
        answer = ", ".join(on)
        reference = make_reference(answer, fhir_answer={"value": on, "among": sorted(names)})
        return Draft(f"{text}\n\n{asked}", "\n".join((*lines, f"Answer: {answer}")), reference, answer=answer)
    if difficulty == 4:
        mine = sorted(each for each in courses if each[0] == names[0])
        gaps = [((b[1] - a[2]).days - 1, a[2], b[1]) for a, b in pairwise(mine)]
        taken = set().union(*(_by_days([each]) for each in mine))
        run = longest = 0
        for n in range((mine[-1][2] - mine[0][1]).days + 1):
            run = 0 if mine[0][1] + timedelta(days=n) in taken else run + 1
            longest = max(longest, run)
        days = agree(max(gaps)[0], longest, what="the gap")
        asked = f"What is the longest gap between courses of {names[0]}, in days without a dose?"
        lines = [f"Last dose {_written(a)}, next {_written(b)}: {gap} days without." for gap, a, b in gaps]
        return _days(f"{text}\n\n{asked}", lines, days)
    together = names[: 2 if difficulty == 3 else 3]
    mine = [each for each in courses if each[0] == together[0]]
    total, lines = 0, []
    others = [next(each for each in courses if each[0] == name) for name in together[1:]]
    for course in sorted(mine):
        first, last = (
            max(course[1], *(each[1] for each in others)),
            min(course[2], *(each[2] for each in others)),
        )
        days = max(0, (last - first).days + 1)
        total += days
        lines.append(
            f"{course[0]} from {_written(course[1])}: together with {' and '.join(together[1:])} "
            + (f"from {_written(first)} to {_written(last)}, {days} days." if days else "on no day.")
        )
    counted = set().union(*(_by_days([course, *others]) for course in mine))
    total = agree(total, len(counted), what="the days together")
    if len(lines) > 1:
        lines.append(f"Together {total} days.")
    joined = (
        " and ".join(together) if len(together) == 2 else f"{', '.join(together[:-1])} and {together[-1]}"
    )
    asked = rng.choice(
        (
            f"On how many days were {joined} taken together? {note}",
            f"For how many days did {joined} overlap? {note}",
        )
    )
    return _days(f"{text}\n\n{asked}", lines, total)


def _days(prompt: str, lines: list[str], days: int) -> Draft:
    answer = f"{days} days" if days != 1 else "1 day"
    reference = make_reference(answer, fhir_answer={"value": days, "unit": "d"})
    return Draft(prompt, "\n".join((*lines, f"The answer is {answer}.")), reference, answer=answer)
