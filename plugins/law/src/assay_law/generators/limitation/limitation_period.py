"""When a claim becomes time-barred: accrual and discovery."""

from __future__ import annotations

import random
from datetime import date

from assay import Draft, agree, generator
from assay_law.calendars.engine import shifted
from assay_law.generators import _time as t
from assay_law.generators.limitation._spans import last_day

_STATES = ("Jefferson", "Franklin", "Absaroka", "Superior", "Deseret", "Westsylvania")
_CLAIMS = (  # claim, years, event, how it came to light
    ("breach of a written contract", (4, 5, 6), "{d} failed to make the final payment, which was due on {day}", ""),
    ("negligence", (2, 3), "a forklift of {d} struck {p} on {day}", ""),
    ("injury to property", (3, 4), "water from a pipe that {d} had laid flooded {p}'s warehouse on {day}", ""),
    ("fraud", (3, 4), "{d} sold {p} a forged painting on {day}", "{p} learned of the forgery when an appraiser examined it on {found}"),
    ("professional malpractice", (2, 3), "{d}, an accountant, filed a wrong return for {p} on {day}", "{p} first heard of the mistake from the tax office on {found}"),
    ("medical malpractice", (2, 3), "{d} left a sponge in {p}'s abdomen during an operation on {day}", "an X-ray showed it on {found}"),
)  # fmt: skip


@generator("law.limitation_period", verifiers=t.VERIFIERS)
def limitation_period(rng: random.Random, difficulty: int) -> Draft:
    """The last day to sue under an invented limitation statute that the prompt gives.

    1: years from accrual. 2: a last day on a weekend. 3: discovery, later than the act. 4: discovery with an outer limit that comes
    first. 5: discovery, an outer limit that does not come first, and a last day on a weekend or holiday.
    """
    state = rng.choice(_STATES)
    found_late = difficulty >= 3
    claim, terms, story, discovery = rng.choice([c for c in _CLAIMS if bool(c[3]) == found_late])
    years, outer = rng.choice(terms), rng.choice((6, 7, 8, 10))
    for _ in range(4_000):
        act = t.working_day(rng, date(2010, 2, 1), date(2015, 11, 30) if found_late else date(2022, 11, 30))
        found = act
        if found_late:
            far = (outer - years) * 365
            low, high = (far + 20, outer * 365 - 60) if difficulty == 4 else (200, far - 30)
            found = t.working_day(
                rng, act.fromordinal(act.toordinal() + low), act.fromordinal(act.toordinal() + high)
            )
        raw = last_day(found, years, [])
        limit = shifted(act, outer, "year")
        ends = min(raw, limit) if found_late else raw
        holiday = _closed(ends)
        if (difficulty == 4) != (found_late and limit < raw):
            continue
        if (ends.weekday() > 4 or bool(holiday)) == (difficulty in (2, 5)):
            break
    else:
        raise RuntimeError("no limitation period was drawn")
    end, passed = ends, []
    while end.weekday() > 4 or _closed(end):
        passed.append(end)
        end = end.fromordinal(end.toordinal() + 1)
    agree(end, _second(act, found, years, outer if found_late else 0), what="the last day to sue")
    p, d = t.people(rng, 2)
    happened = story.format(p=p, d=d, day=t.us(act))
    facts = f"In the State of {state}, {happened}."
    if discovery:
        facts += f" {discovery.format(p=p, d=d, found=t.us(found))[0].upper()}{discovery.format(p=p, d=d, found=t.us(found))[1:]}; nothing before that could have put {p} on notice."
    code = f"{state} Code § {rng.randint(11, 19)}-{rng.randint(101, 499)}"
    rule = f"{code} (in force since January 1, 2010): “(a) An action for {claim} must be commenced within {years} years after the claim accrues. "
    if found_late:
        rule += f"(b) The claim accrues when the claimant discovers, or with reasonable diligence should have discovered, the facts that give rise to it. (c) In no event may the action be commenced more than {outer} years after the act complained of. (d) "
    else:
        rule += "(b) The claim accrues on the day of the breach or injury. (c) "
    rule += "In computing the time, the day of accrual is excluded; a period of years ends on the day of the last year that has the same date. If the last day is a Saturday, a Sunday, or January 1, July 4 or December 25, the time is extended to the next day that is none of these.”"
    ask = rng.choice(
        (
            f"What is the last day on which {p} can sue {d}?",
            f"By what date must {p} commence the action?",
            f"When does the time for {p} to sue run out? Explain.",
        )
    )
    accrued = ", the day of discovery" if found_late else ""
    steps = [f"The claim accrued on {t.us(found)}{accrued} (paragraph (b))."]
    steps.append(
        f"{years} years after {t.us(found)} is {t.us_full(raw)} (paragraph (a)); the day of accrual is excluded."
    )
    if found_late:
        steps.append(
            f"The outer limit of paragraph (c), {outer} years after {t.us(act)}, is {t.us_full(limit)}. "
            + (
                "It comes first and cuts the period off."
                if difficulty == 4
                else "It lies later and does not matter here."
            )
        )
    if passed:
        reasons = " and ".join(f"{t.us(day)} is {_closed(day) or 'a ' + t.weekday_of(day)}" for day in passed)
        steps.append(f"{reasons}, so the time is extended to {t.us_full(end)}.")
    else:
        steps.append(
            f"{t.us(end)} is a {t.weekday_of(end)} and none of the days named in the statute, so nothing is extended."
        )
    steps.append(
        rng.choice(
            (
                f"The last day to sue is {t.us_full(end)}.",
                f"Answer: {t.us_full(end)}",
                f"{p} must commence the action no later than {t.us_full(end)}.",
            )
        )
    )
    given = (act.isoformat(),) if not found_late else (act.isoformat(), found.isoformat())
    more = (raw, limit, *passed) if found_late else (raw, *passed)
    part = t.Deadline(on=end.isoformat(), given=given, passed=tuple(day.isoformat() for day in more))
    return t.row(rng, t.lay_out(rng, facts, ask, rule), steps, part, t.us(end), end.isoformat())


def _closed(day: date) -> str:
    return {(1, 1): "New Year's Day", (7, 4): "Independence Day", (12, 25): "Christmas Day"}.get(
        (day.month, day.day), ""
    )


def _second(act: date, found: date, years: int, outer: int) -> date:
    from dateutil.relativedelta import relativedelta

    end: date = found + relativedelta(years=years)
    if outer:
        end = min(end, act + relativedelta(years=outer))
    while end.isoweekday() > 5 or end.strftime("%m-%d") in ("01-01", "07-04", "12-25"):
        end += relativedelta(days=1)
    return end
