"""Post-judgment interest on a federal money judgment."""

from __future__ import annotations

import random
from datetime import date, timedelta
from fractions import Fraction

from assay import Draft, generator
from assay_law.generators import _amounts as a
from assay_law.generators import _time as t

_RULE = (
    "28 U.S.C. § 1961(a), (b) (as in force on January 1, 2024): interest is calculated from the date of the entry of the judgment, at the weekly average 1-year constant maturity Treasury yield for the calendar week preceding it; “[i]nterest shall be computed daily to the date of payment … and shall be compounded annually.”\n\n"
    "Convention for this computation: the day of entry is not counted and the day of payment is; each day bears rate/365, in leap years too; interest is added to principal at each full year from entry; nothing is rounded before the end, and the result is rounded to the cent."
)
_PART = " A partial payment is applied on its date, first to the interest accrued by then and then to principal; the full years run from entry all the same."


@generator("law.post_judgment_interest", verifiers=a.VERIFIERS)
def post_judgment_interest(rng: random.Random, difficulty: int) -> Draft:
    """Post-judgment interest under 28 U.S.C. § 1961 at a given rate, with leap years and partial payments.

    1: less than a year. 2: across a leap day. 3: more than a year, compounded. 4: more than two years. 5: a partial payment in the first year, then into the second or third.
    """
    ledger, steps = a.Ledger(), []
    plaintiff, defendant = rng.sample(a.COMPANIES, 2)
    principal = rng.randrange(180, 9_500) * 100 + (rng.randrange(100) if difficulty > 1 else 0)
    rate = Fraction(rng.randrange(61, 545), 100)
    entry = t.day_between(rng, date(2021, 1, 11), date(2024, 2, 20))
    if difficulty == 2:
        entry = t.day_between(rng, date(2023, 8, 1), date(2024, 2, 12))
    span = {1: (60, 350), 2: (210, 360), 3: (400, 700), 4: (770, 1_060), 5: (400, 700)}[difficulty]
    paid_on = entry + timedelta(rng.randint(*span))
    marks = [entry]
    while (mark := _year(entry, len(marks))) < paid_on:
        marks.append(mark)
    rate_said = f"{float(rate):.2f}%"
    facts = rng.choice(
        (
            f"On {a.us(entry)} the district court entered judgment for {plaintiff} against {defendant} for {a.usd(principal)}. The applicable rate is {rate_said}.",
            f"Judgment for {a.usd(principal)} was entered in favor of {plaintiff} on {a.us(entry)}; the Treasury yield that applies is {rate_said}. The debtor is {defendant}.",
        )
    )
    ledger.take("principal", principal, a.usd(principal), "$")
    ledger.take("rate", f"{float(rate):.2f}", rate_said, "%")
    events = [(mark, Fraction(0)) for mark in marks[1:]]
    part = 0
    if difficulty == 5:
        part_on = entry + timedelta(rng.randint(60, 320))
        part = rng.randrange(principal // 1_000, principal // 250) * 100
        facts += f" {defendant} paid {a.usd(part)} on {a.us(part_on)}."
        ledger.take("paid", part, f"paid {a.usd(part)}", "$", role="partial payment")
        events = [(part_on, Fraction(part)), *events]
    facts += f" {'The rest' if part else 'The judgment'} was paid on {a.us(paid_on)}."
    base, open_, start, last = Fraction(principal), Fraction(0), entry, "principal"
    interest_name = ""
    for n, (day, payment) in enumerate([*events, (paid_on, Fraction(0))]):
        days = (day - start).days
        grown = ledger.step(f"interest{n}", f"{last} * rate / 100 * {days} / 365")
        steps.append(
            f"{a.us(start)} to {a.us(day)}: {days} days. Interest: {_c(base)} × {rate_said} × {days}/365 = {_c(grown)}."
        )
        open_ += grown
        if payment:
            ledger.step(f"base{n}", f"{last} + interest{n} - paid")
            steps.append(
                f"The payment of {a.usd(part)} covers the interest first, which leaves principal of {_c(base)} + {_c(grown)} − {a.usd(part)} = {_c(base + grown - payment)}."
            )
            base = base + grown - payment
            last = f"base{n}"
        elif day != paid_on:
            ledger.step(f"base{n}", f"{last} + interest{n}")
            steps.append(
                f"A full year from entry has passed, so interest is added (§ 1961(b)): {_c(base)} + {_c(grown)} = {_c(base + grown)}."
            )
            base += grown
            last = f"base{n}"
        interest_name = f"{interest_name} + interest{n}" if interest_name else f"interest{n}"
        start = day
    goal_total = rng.random() < 0.4
    final = f"{last} + interest{len(events)}" if goal_total else interest_name
    result = ledger.step("answer", f"round(({final}) * 100) / 100")
    # the second route: a table of days
    balance, accrued, total = Fraction(principal), Fraction(0), Fraction(0)
    day = entry
    payments = {part_on: Fraction(part)} if part else {}
    while day < paid_on:
        day += timedelta(1)
        each = balance * rate / 36_500
        accrued, total = accrued + each, total + each
        if day in payments:
            balance, accrued = balance + accrued - payments[day], Fraction(0)
        if day in marks[1:] and day != paid_on:
            balance, accrued = balance + accrued, Fraction(0)
    second = a.cents(balance + accrued if goal_total else total)
    shown = a.usd(result)
    if goal_total:
        ask = rng.choice(
            (
                f"What amount satisfied the judgment on {a.us(paid_on)}?",
                "How much was due on the day of payment, interest included?",
            )
        )
        steps.append(f"Due on {a.us(paid_on)}: {_c(base)} + {_c(grown)} = {shown}.")
        steps.append(rng.choice((f"The amount due was {shown}.", f"Answer: {shown}")))
    else:
        ask = rng.choice(
            (
                "How much post-judgment interest accrued in all?",
                "What is the total of post-judgment interest?",
            )
        )
        if events:
            steps.append("The interest of the periods is added up before it is rounded.")
        steps.append(
            rng.choice(
                (
                    f"Post-judgment interest comes to {shown}.",
                    f"Answer: {shown}",
                    f"The total post-judgment interest is {shown}.",
                )
            )
        )
    rules = _RULE + (_PART if part else "")
    return a.row(
        rng, a.lay_out(rng, facts, ask, rules), steps, ledger, shown, second, currency="USD", round_to="cent"
    )


def _year(entry: date, n: int) -> date:
    try:
        return entry.replace(year=entry.year + n)
    except ValueError:  # 29 February
        return date(entry.year + n, 2, 28)


def _c(value: Fraction) -> str:
    return a.usd(a.cents(value))
