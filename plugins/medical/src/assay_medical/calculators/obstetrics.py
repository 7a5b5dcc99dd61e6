"""Dates of a pregnancy."""

from __future__ import annotations

import datetime
from typing import Any

from assay_medical.calculators import Work, calculator
from assay_medical.vocabulary import BadInput

_ACOG = "American College of Obstetricians and Gynecologists. Committee Opinion 700: methods for estimating the due date. Obstet Gynecol 2017;129:e150-4. doi:10.1097/AOG.0000000000002046"
_NAEGELE = "Naegele FC. Lehrbuch der Geburtshülfe für Hebammen. Heidelberg, 1830; Baskett TF, Nagele F. Naegele's rule: a reappraisal. BJOG 2000;107:1433-5. doi:10.1111/j.1471-0528.2000.tb11661.x"


def _day(date: str) -> int:
    """The Julian day number of an ISO date, by the arithmetic of Fliegel and Van Flandern (1968)."""
    year, month, day = (int(part) for part in date.split("-"))
    a = (14 - month) // 12
    y, m = year + 4800 - a, month + 12 * a - 3
    return day + (153 * m + 2) // 5 + 365 * y + y // 4 - y // 100 + y // 400 - 32045


def _iso(day: int) -> str:
    """The ISO date of a Julian day number."""
    a = day + 32044
    b = (4 * a + 3) // 146097
    c = a - 146097 * b // 4
    d = (4 * c + 3) // 1461
    e = c - 1461 * d // 4
    m = (5 * e + 2) // 153
    return f"{100 * b + d - 4800 + m // 10:04d}-{m + 3 - 12 * (m // 10):02d}-{e - (153 * m + 2) // 5 + 1:02d}"


def _shift(work: Work) -> int:
    """How many days the cycle is longer than 28."""
    if not work.has("cycle_length"):
        return 0
    length = work.number("cycle_length")
    if length.denominator != 1:
        raise BadInput("A cycle length is a whole number of days.")
    shift = int(length) - 28
    if shift:
        days = f"{abs(shift)} day{'' if abs(shift) == 1 else 's'}"
        work.say(
            f"The cycle of {int(length)} days is {days} {'longer' if shift > 0 else 'shorter'} than 28 days."
        )
    return shift


def _extra(v: dict[str, Any]) -> int:
    return int(v.get("cycle_length", 28)) - 28


@calculator(
    "due_date",
    title="due date by the 280-day rule",
    source=_ACOG,
    needs=("last_menstrual_period",),
    optional=("cycle_length",),
    kind="date",
    asks=(
        "What is the estimated due date, 280 days after the first day of the last menstrual period, corrected for the length of the cycle (one day for each day more or less than 28)? Give it as YYYY-MM-DD.",
        "Estimate the date of delivery (YYYY-MM-DD): last menstrual period plus 40 weeks, plus the days by which the cycle is longer than 28 days, or minus those by which it is shorter.",
    ),
    second=lambda v: _iso(_day(v["last_menstrual_period"]) + 280 + _extra(v)),
)
def due_date(work: Work) -> None:
    start = work.date("last_menstrual_period")
    shift = _shift(work)
    due = start + datetime.timedelta(days=280)
    work.say(f"{start} + 280 days = {due}.")
    _moved(work, due, shift)


def _moved(work: Work, due: datetime.date, shift: int) -> None:
    """The due date as the answer, moved by the days that the cycle is longer than 28."""
    if shift:
        moved = due + datetime.timedelta(days=shift)
        days = f"{abs(shift)} day{'' if abs(shift) == 1 else 's'}"
        work.say(f"{due} {'+' if shift > 0 else '−'} {days} = {moved}.")
        due = moved
    work.answers(due.isoformat())


def _naegele(start: datetime.date) -> datetime.date:
    """A year later, three months earlier, seven days later; :class:`BadInput` where the order of the steps matters."""
    first = datetime.date(start.year + (start.month > 3), (start.month - 4) % 12 + 1, 1)
    months_first = first + datetime.timedelta(days=start.day - 1 + 7)
    week = start + datetime.timedelta(days=7)
    days_first = datetime.date(
        week.year + (week.month > 3), (week.month - 4) % 12 + 1, 1
    ) + datetime.timedelta(days=week.day - 1)
    if months_first != days_first:
        raise BadInput(
            "For this date Naegele's rule depends on whether the months or the days are counted first."
        )
    return months_first


def _naegele_second(v: dict[str, Any]) -> str:
    year, month, day = (int(part) for part in v["last_menstrual_period"].split("-"))
    total = 12 * year + (month - 1) + 9
    return _iso(_day(f"{total // 12:04d}-{total % 12 + 1:02d}-01") + day + 6 + _extra(v))


@calculator(
    "due_date_naegele",
    title="due date by Naegele's rule of months",
    source=_NAEGELE,
    needs=("last_menstrual_period",),
    optional=("cycle_length",),
    kind="date",
    asks=(
        "What is the due date by Naegele's rule in its calendar form (first day of the last menstrual period plus 7 days, minus 3 months, plus 1 year)? Give it as YYYY-MM-DD.",
        "Apply Naegele's rule as a calendar rule (add 7 days, go back 3 calendar months, add a year) to the last menstrual period. Give the date as YYYY-MM-DD.",
    ),
    also=("Estimated Due Date",),
    second=_naegele_second,
)
def due_date_naegele(work: Work) -> None:
    start = work.date("last_menstrual_period")
    shift = _shift(work)
    due = _naegele(start)
    work.say(f"{start} plus 7 days, minus 3 months, plus 1 year = {due}.")
    _moved(work, due, shift)


@calculator(
    "conception_date",
    title="estimated date of conception",
    source=_ACOG,
    needs=("last_menstrual_period",),
    optional=("cycle_length",),
    kind="date",
    asks=(
        "What is the estimated date of conception? Take ovulation to be 14 days before the next period is due (14 days after the first day of the last one in a cycle of 28 days). Give it as YYYY-MM-DD.",
        "Estimate the date of conception (YYYY-MM-DD) as the last menstrual period plus two weeks, plus the days by which the cycle is longer than 28 days, or minus those by which it is shorter.",
    ),
    also=("Estimated of Conception", "Estimated Date of Conception"),
    second=lambda v: _iso(_day(v["last_menstrual_period"]) + 14 + _extra(v)),
)
def conception_date(work: Work) -> None:
    start = work.date("last_menstrual_period")
    shift = _shift(work)
    conceived = start + datetime.timedelta(days=14 + shift)
    work.say(f"{start} + {14 + shift} days = {conceived}.")
    work.answers(conceived.isoformat())


@calculator(
    "gestational_age",
    title="gestational age",
    source=_ACOG,
    needs=("last_menstrual_period", "visit_date"),
    kind="duration",
    asks=(
        "What is the gestational age on the day of the visit, in completed weeks and days, by the last menstrual period?",
        "How many weeks and days pregnant is she at this visit, counted from the first day of the last menstrual period?",
    ),
    also=("Estimated Gestational Age",),
    second=lambda v: divmod(_day(v["visit_date"]) - _day(v["last_menstrual_period"]), 7),
)
def gestational_age(work: Work) -> None:
    start, now = work.date("last_menstrual_period"), work.date("visit_date")
    days = (now - start).days
    if not 0 <= days <= 320:
        raise BadInput(f"{days} days after the last menstrual period there is no pregnancy to date.")
    work.say(f"From {start} to {now} there are {days} days.")
    work.say(f"{days} days = {days // 7} × 7 + {days % 7} days.")
    work.answers((days // 7, days % 7))
