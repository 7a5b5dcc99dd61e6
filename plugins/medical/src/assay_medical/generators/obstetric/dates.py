"""Due date, conception and gestational age."""

from __future__ import annotations

import datetime
import random

from assay import Draft, generator
from assay_medical.people import Values, day, person
from assay_medical.scenes import VERIFIERS, Scene


def draw(rng: random.Random, _difficulty: int) -> Values:
    """A last menstrual period and a length of the cycle."""
    return {
        **person(rng, 18, 43, sex="female"),
        "last_menstrual_period": day(rng),
        "cycle_length": rng.choice((28, 28, rng.randint(21, 36))),
    }


def draw_naegele(rng: random.Random, _difficulty: int) -> Values:
    """A last menstrual period for which the order of days and months does not matter."""
    start = day(rng)
    while int(start[-2:]) > 21:
        start = day(rng)
    return {**person(rng, 18, 43, sex="female"), "last_menstrual_period": start}


def draw_visit(rng: random.Random, _difficulty: int) -> Values:
    """A last menstrual period, and a visit within 41 weeks of it."""
    start = day(rng)
    visit = datetime.date.fromisoformat(start) + datetime.timedelta(
        days=rng.choice((rng.randint(30, 288), 7 * rng.randint(5, 40)))
    )
    return {
        **person(rng, 18, 43, sex="female"),
        "last_menstrual_period": start,
        "visit_date": visit.isoformat(),
    }


COMPLAINTS = (
    "has a positive pregnancy test",
    "comes to book antenatal care",
    "is pregnant for the second time and feels well",
    "is seen at the antenatal clinic",
    "is pregnant and has mild nausea in the morning",
)
SCENES = (
    Scene("due_date", draw, COMPLAINTS),
    Scene("due_date_naegele", draw_naegele, COMPLAINTS),
    Scene("conception_date", draw, COMPLAINTS),
    Scene("gestational_age", draw_visit, COMPLAINTS),
)


@generator("medical.due_date", verifiers=VERIFIERS)
def due_date(rng: random.Random, difficulty: int) -> Draft:
    """Due date, 280 days after the last period, corrected for the cycle."""
    return SCENES[0].row(rng, difficulty)


@generator("medical.due_date_naegele", verifiers=VERIFIERS)
def due_date_naegele(rng: random.Random, difficulty: int) -> Draft:
    """Due date by the calendar form of Naegele."""
    return SCENES[1].row(rng, difficulty)


@generator("medical.conception_date", verifiers=VERIFIERS)
def conception_date(rng: random.Random, difficulty: int) -> Draft:
    """Date of conception, 14 days after the last period."""
    return SCENES[2].row(rng, difficulty)


@generator("medical.gestational_age", verifiers=VERIFIERS)
def gestational_age(rng: random.Random, difficulty: int) -> Draft:
    """Gestational age in weeks and days."""
    return SCENES[3].row(rng, difficulty)
