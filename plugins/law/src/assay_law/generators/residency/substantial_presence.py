"""The substantial presence test: days in the United States over three years."""

from __future__ import annotations

import random
from datetime import date, timedelta
from fractions import Fraction

from assay import Draft, agree, generator, make_reference
from assay_law.generators import _time as t

_TEST = (
    "26 U.S.C. § 7701(b)(3)(A) (as in force on January 1, 2024): “[A]n individual meets the substantial presence test of this paragraph with respect to any calendar year … if— (i) such individual was present in the United States on at least 31 days during the calendar year, and "
    "(ii) the sum of the number of days on which such individual was present in the United States during the current year and the 2 preceding calendar years (when multiplied by the applicable multiplier determined under the following table) equals or exceeds 183 days”: current year 1, first preceding year 1/3, second preceding year 1/6.\n\n"
    "26 U.S.C. § 7701(b)(7)(A): “[A]n individual shall be treated as present in the United States on any day if such individual is physically present in the United States at any time during such day.”"
)
_TERM = {
    "resident alien": ("resident",),
    "nonresident alien": ("nonresident", "non-resident alien", "non-resident"),
}


@generator("law.substantial_presence", verifiers=t.VERIFIERS)
def substantial_presence(rng: random.Random, difficulty: int) -> Draft:
    """Whether an alien is a resident or a nonresident under the substantial presence test, from dates of stays.

    1: two stays in one year. 2: stays in two years. 3: in three years. 4: five stays, near the limit. 5: seven stays, one across a year's end, near the limit.
    """
    year = rng.randint(2021, 2026)
    (name,) = t.people(rng, 1)
    for _ in range(4_000):
        stays = _stays(rng, year, difficulty)
        if stays is None:
            continue
        days = {y: sum(_overlap(a, b, y) for a, b in stays) for y in (year, year - 1, year - 2)}
        total = days[year] + Fraction(days[year - 1], 3) + Fraction(days[year - 2], 6)
        if difficulty < 4 or abs(total - 183) < 9:
            break
    else:
        raise RuntimeError("no stays were drawn")
    count = {day for a, b in stays for day in _each(a, b)}
    for y, n in days.items():
        agree(n, sum(day.year == y for day in count), what=f"the days of {y}")
    meets = days[year] >= 31 and total >= 183
    told = "; ".join(f"{t.us(a)} to {t.us(b)}" for a, b in stays)
    facts = rng.choice(
        (
            f"{name}, who is not a citizen and holds no green card, was in the United States during these stays, the days of arrival and departure included, and on no other days of {year - 2}, {year - 1} and {year}: {told}.",
            f"Stays of {name}, an alien without a green card, in the United States (first day to last day, both included; none besides them from {year - 2} through {year}): {told}.",
        )
    )
    facts += " No day is excluded as that of an exempt individual, and the closer-connection exception is not claimed."
    ask = rng.choice(
        (
            f"Under the test, is {name} a resident alien or a nonresident alien for {year}?",
            f"Resident alien or nonresident alien for {year}? Apply the test.",
        )
    )
    steps = []
    for a, b in stays:
        parts = [f"{_overlap(a, b, y)} in {y}" for y in sorted({a.year, b.year})]
        steps.append(
            f"{t.us(a)} to {t.us(b)}: {(b - a).days + 1} days{' (' + ', '.join(parts) + ')' if a.year != b.year else ''}."
        )
    steps.append(
        f"Days of presence: {days[year]} in {year}, {days[year - 1]} in {year - 1}, {days[year - 2]} in {year - 2}."
    )
    steps.append(f"Weighted sum: {days[year]} + {days[year - 1]}/3 + {days[year - 2]}/6 = {_shown(total)}.")
    if days[year] < 31:
        steps.append(f"In {year} there are fewer than 31 days, so clause (i) fails.")
    else:
        steps.append(
            f"Clause (i) holds, with at least 31 days in {year}; the sum {'reaches' if total >= 183 else 'stays below'} the 183 of clause (ii)."
        )
    word = "resident alien" if meets else "nonresident alien"
    steps.append(
        rng.choice((f"{name} is a {word} for {year}.", f"Answer: {word}", f"For {year}, {name} is a {word}."))
    )
    part = t.Deadline(
        on=f"{year}-12-31", given=tuple(dict.fromkeys(day.isoformat() for stay in stays for day in stay))
    )
    draft = t.row(rng, t.lay_out(rng, facts, ask, _TEST), steps, part, word)
    from assay.evidence.terms import Term  # it takes a while to load

    term = Term(word, ("resident alien", "nonresident alien"), _TERM)
    return Draft(
        draft.prompt, draft.response, make_reference(word, deadline=t.slim(part), term=term), answer=word
    )


def _stays(rng: random.Random, year: int, difficulty: int) -> list[tuple[date, date]] | None:
    number = (2, 3, 4, 5, 7)[difficulty - 1]
    first = {1: year, 2: year - 1}.get(difficulty, year - 2)
    made: list[tuple[date, date]] = []
    if difficulty == 5:
        made.append((date(year - 1, 12, rng.randint(4, 28)), date(year, 1, rng.randint(3, 25))))
    while len(made) < number:
        low = year - len(made) % (year - first + 1)
        for _ in range(40):
            a = t.day_between(rng, date(low, 1, 2), date(low, 11, 10))
            b = a + timedelta(rng.randint(9, 110 if difficulty < 4 else 85))
            if b <= date(low, 12, 31) and all(a > d + timedelta(1) or c > b + timedelta(1) for c, d in made):
                made.append((a, b))
                break
        else:
            return None
    return sorted(made)


def _each(a: date, b: date) -> list[date]:
    return [a + timedelta(n) for n in range((b - a).days + 1)]


def _overlap(a: date, b: date, year: int) -> int:
    low, high = max(a, date(year, 1, 1)), min(b, date(year, 12, 31))
    return max(0, (high - low).days + 1)


def _shown(total: Fraction) -> str:
    if total.denominator == 1:
        return str(total.numerator)
    whole = total.numerator // total.denominator
    rest = total - whole
    return f"{whole} {rest.numerator}/{rest.denominator}"
