"""When a German employment contract ends on notice (§ 622 BGB)."""

from __future__ import annotations

import random
from calendar import monthrange
from datetime import date, timedelta

from assay import Draft, agree, generator
from assay_law.calendars.engine import shifted
from assay_law.generators import _time as t

_TIERS = ((2, 1), (5, 2), (8, 3), (10, 4), (12, 5), (15, 6), (20, 7))
_WORDS = ("", "one", "two", "three", "four", "five", "six", "seven")
_RULE = (
    "§ 622 BGB (as in force on 1 January 2024), in summary: (1) An employment relationship can be ended with four weeks' notice to the fifteenth or to the end of a calendar month. "
    "(2) For notice by the employer the notice period is, if the employment relationship has lasted 2 years, one month to the end of a calendar month; 5 years, two months; 8 years, three months; 10 years, four months; 12 years, five months; 15 years, six months; 20 years, seven months, each to the end of a calendar month. "
    "(3) During an agreed probationary period, of six months at most, it can be ended with two weeks' notice."
)
_COUNT = "§§ 187(1), 188(2) BGB, in summary: the day on which notice is received is not counted; a period of weeks ends on the day of the week that has the same name as the day of receipt, a period of months on the day that has the same number, or on the last day of a shorter month. § 193 BGB is not applied to notice periods. The length of service counts on the day on which notice is received."
_FIRMS = "Krögerhof eG|Tischlerei Amsel GmbH|Lindental Pflege gGmbH|Hansemann Baustoffe GmbH|Falkenried Logistik KG|Brauhaus Tanneck GmbH".split(
    "|"
)
_PEOPLE = "Jana Reimers|Tobias Kessler|Miriam Vogt|Henrik Asmus|Selma Yildirim|Frederik Loos|Katja Brandis|Ole Thomsen".split(
    "|"
)


def _month_end(day: date) -> date:
    return date(day.year, day.month, monthrange(day.year, day.month)[1])


@generator("law.german_notice_period", verifiers=t.VERIFIERS)
def german_notice_period(rng: random.Random, difficulty: int) -> Draft:
    """The last day of a German employment contract after notice (§ 622 BGB), in English.

    1: notice in the probationary period. 2: notice by the employee, to the 15th or the end of a month. 3: by the employer after some years. 4: by the employer, on a day near the end of a month. 5: service that is just short of a step, or has just reached it.
    """
    who, firm = rng.choice(_PEOPLE), rng.choice(_FIRMS)
    for _ in range(5_000):
        got = t.working_day(rng, date(2024, 1, 8), date(2026, 10, 30))
        if difficulty == 1:
            begun = got - timedelta(rng.randint(20, 150))
            by_employer = rng.random() < 0.5
        elif difficulty == 2:
            begun, by_employer = got - timedelta(rng.randint(400, 5_000)), False
        elif difficulty == 5:
            years = rng.choice(_TIERS)[0]
            begun = shifted(got, -years, "year") + timedelta(rng.choice((-20, -6, -1, 1, 2, 9, 25)))
            by_employer = True
        else:
            begun, by_employer = got - timedelta(rng.randint(800, 8_800)), True
        if begun.day not in (1, 15) and difficulty != 5:
            begun = begun.replace(day=rng.choice((1, 15)))
        if difficulty == 4 and got.day < 27 and shifted(got, 1, "month").day == got.day:
            continue
        if begun < got:
            break
    else:
        raise RuntimeError("no notice was drawn")
    served = max((n for n in range(40) if shifted(begun, n, "year") <= got), default=0)
    tier = max((months for years, months in _TIERS if served >= years), default=0) if by_employer else 0
    giver = firm if by_employer else who
    facts = f"{who} has worked for {firm} since {t.uk(begun)}. " + (
        "A probationary period of six months was agreed. " if difficulty == 1 else ""
    )
    facts += f"{giver} gave ordinary notice in writing; it was received on {t.uk_full(got)}."
    passed: list[date] = []
    if difficulty == 1:
        end = got + timedelta(14)
        steps = [
            "The notice falls into the agreed probationary period, so two weeks apply (§ 622(3) BGB).",
            f"The day of receipt, {t.uk(got)}, is not counted; two weeks end on the same day of the week, {t.uk_full(end)} (§§ 187(1), 188(2) BGB). No date in the month has to be kept.",
        ]
    elif not tier:
        weeks = got + timedelta(28)
        passed = [weeks]
        end = next(
            weeks + timedelta(n)
            for n in range(40)
            if (weeks + timedelta(n)).day == 15 or weeks + timedelta(n) == _month_end(weeks + timedelta(n))
        )
        why = (
            f"The employment had lasted {served} year{'s' if served != 1 else ''}, less than two, so § 622(2) BGB does not apply. "
            if by_employer
            else "§ 622(2) BGB lengthens the notice of the employer only. "
        )
        steps = [
            f"{why}Four weeks to the fifteenth or to the end of a month apply (§ 622(1) BGB).",
            f"The day of receipt, {t.uk(got)}, is not counted; four weeks later is {t.uk_full(weeks)} (§§ 187(1), 188(2) BGB).",
            f"The next fifteenth or end of a month, that day included, is {t.uk_full(end)}.",
        ]
    else:
        months = shifted(got, tier, "month")
        passed = [months]
        end = _month_end(months)
        steps = [
            f"On {t.uk(got)} the employment had lasted {served} full years, so the employer's notice period is {_WORDS[tier]} month{'s' if tier > 1 else ''} to the end of a calendar month (§ 622(2) BGB).",
            f"The day of receipt, {t.uk(got)}, is not counted; {_WORDS[tier]} month{'s' if tier > 1 else ''} later is {t.uk_full(months)} (§§ 187(1), 188(2) BGB).",
            f"The end of that calendar month is {t.uk_full(end)}.",
        ]
    agree(end, _second(begun, got, employer=by_employer, probation=difficulty == 1), what="the last day")
    ask = rng.choice(
        (
            "On what day does the employment end at the earliest?",
            f"What is the earliest day on which the notice can end {who}'s employment?",
            "To which date does the notice end the employment, if it is to end as soon as possible?",
        )
    )
    steps.append(
        rng.choice(
            (
                f"Answer: {t.uk_full(end)}",
                f"The employment ends on {t.uk_full(end)}.",
                f"So the last day of the employment is {t.uk_full(end)}.",
            )
        )
    )
    part = t.Deadline(
        on=end.isoformat(),
        given=(begun.isoformat(), got.isoformat()),
        passed=tuple(each.isoformat() for each in passed if each != end),
    )
    return t.row(
        rng, t.lay_out(rng, facts, ask, f"{_RULE}\n\n{_COUNT}"), steps, part, t.uk(end), end.isoformat()
    )


def _second(begun: date, got: date, *, employer: bool, probation: bool) -> date:
    """The first day from the receipt on that keeps the period, one day after the other, with the library ``dateutil``."""
    from dateutil.relativedelta import relativedelta

    service = relativedelta(got, begun).years
    months = sum(service >= years for years, _ in _TIERS) if employer and not probation else 0
    day = got
    while True:
        day += timedelta(1)
        last = (day + timedelta(1)).day == 1
        if probation:
            if (day - got).days == 14:
                return day
        elif months:
            if last and day >= got + relativedelta(months=months):
                return day
        elif (day - got).days >= 28 and (last or day.day == 15):
            return day
