"""Late fees under a contract, with a grace period and a cap."""

from __future__ import annotations

import random
from datetime import date, timedelta
from fractions import Fraction

from assay import Draft, generator
from assay_law.generators import _amounts as a
from assay_law.generators import _time as t


@generator("law.contract_late_fee", verifiers=a.VERIFIERS)
def contract_late_fee(rng: random.Random, difficulty: int) -> Draft:
    """Late fees by a clause that is quoted: a rate for each day or week, grace days, a cap.

    1: a percentage for each full week. 2: for each day. 3: grace days. 4: a cap that may apply, and a fixed charge. 5: a part payment, a cap on the whole, and the sum due.
    """
    ledger, steps = a.Ledger(), []
    creditor, debtor = rng.sample(a.COMPANIES, 2)
    sum_ = rng.randrange(25, 900) * 100
    due = t.day_between(rng, date(2022, 1, 5), date(2025, 5, 20))
    grace = rng.choice((3, 5, 7, 10)) if difficulty >= 3 else 0
    late = rng.randint(15, 75)
    paid = due + timedelta(late)
    weekly = difficulty == 1
    rate = (
        Fraction(rng.choice((50, 75, 100, 125, 150)), 100)
        if weekly
        else Fraction(rng.choice((5, 8, 10, 12, 15, 20)), 100)
    )
    cap = rng.choice((5, 6, 8, 10)) if difficulty >= 4 else 0
    fixed = rng.choice((35, 40, 50, 75, 100)) if difficulty >= 4 else 0
    rate_said = f"{a.plain(rate)}%"
    number = f"{rng.randint(3, 14)}.{rng.randint(1, 9)}"
    clause = f"Section {number} of the agreement, dated {a.us(due - timedelta(rng.randint(60, 400)))}: “If a payment is late, the payer owes a late fee of {rate_said} of the {'unpaid amount' if difficulty == 5 else 'amount due'} for each {'full week' if weekly else 'day'} of delay"
    if grace:
        clause += f", beginning after a grace period of {grace} days"
    clause += "."
    if fixed:
        clause += f" A handling charge of {a.usd(fixed)} is added once. The late fee and the handling charge together may not exceed {cap}% of the original amount due."
    clause += " The due date itself is not a day of delay; the day of payment is.”"
    facts = rng.choice(
        (
            f"{debtor} owed {creditor} {a.usd(sum_)} on {a.us(due)}.",
            f"A payment of {a.usd(sum_)} from {debtor} to {creditor} fell due on {a.us(due)}.",
        )
    )
    ledger.take("owed", sum_, a.usd(sum_), "$", role="amount due")
    ledger.take("rate", a.plain(rate), rate_said, "%", role="rate of the late fee")
    days = late - grace
    if grace:
        ledger.take("grace", grace, f"period of {grace} days", role="grace days")
    if difficulty == 5:
        early = rng.randint(grace + 2, late - 3)
        part = rng.randrange(sum_ // 500, sum_ // 150) * 100 + 100
        facts += f" {debtor} paid {a.usd(part)} on {a.us(due + timedelta(early))} and the rest of the principal on {a.us(paid)}."
        ledger.take("part", part, f"paid {a.usd(part)}", "$", role="part payment")
        steps.append(
            f"{a.us(due)} to {a.us(due + timedelta(early))} are {early} days, less {grace} days of grace: {early} − {grace} = {early - grace} days on {a.usd(sum_)}."
        )
        ledger.step("first", f"owed * rate / 100 * ({early} - grace)")
        ledger.step("second", f"(owed - part) * rate / 100 * ({late} - {early})")
        fee = ledger.step("fee", "first + second")
        one, two = sum_ * rate / 100 * (early - grace), (sum_ - part) * rate / 100 * (late - early)
        steps.append(f"{a.usd(sum_)} × {rate_said} × {early - grace} = {_c(one)}.")
        steps.append(f"Then {late - early} days on {a.usd(sum_)} − {a.usd(part)} = {a.usd(sum_ - part)}.")
        steps.append(f"{a.usd(sum_ - part)} × {rate_said} × {late - early} = {_c(two)}.")
        steps.append(f"Late fee: {_c(one)} + {_c(two)} = {_c(fee)}.")
        check = sum(
            ((sum_ if n <= early else sum_ - part) * rate / 100 for n in range(grace + 1, late + 1)),
            Fraction(0),
        )
    else:
        facts += f" It was paid in full on {a.us(paid)}."
        units = days // 7 if weekly else days
        steps.append(f"From {a.us(due)} to {a.us(paid)} there are {late} days of delay.")
        if grace:
            steps.append(f"Less the grace period: {late} − {grace} = {days} days.")
        if weekly:
            steps.append(f"{days} days hold {units} full weeks.")
        fee = ledger.step(
            "fee",
            "owed * rate / 100 * "
            + (f"floor({late} / 7)" if weekly else f"({late} - grace)" if grace else str(late)),
        )
        steps.append(f"Late fee: {a.usd(sum_)} × {rate_said} × {units} = {_c(fee)}.")
        check = sum((sum_ * rate / 100 for _ in range(units)), Fraction(0))
    name = "fee"
    if fixed:
        ledger.take("fixed", fixed, f"charge of {a.usd(fixed)}", "$", role="handling charge")
        ledger.take("cap", cap, f"may not exceed {cap}%", "%", role="cap")
        ledger.step("limit", "owed * cap / 100")
        ledger.step("charged", "min(fee + fixed, limit)")
        name = "charged"
        limit = Fraction(sum_ * cap, 100)
        steps.append(f"With the handling charge: {_c(fee)} + {a.usd(fixed)} = {_c(fee + fixed)}.")
        steps.append(
            f"The cap is {cap}% × {a.usd(sum_)} = {_c(limit)}, which {'applies' if fee + fixed > limit else 'is not exceeded'}."
        )
        check = min(check + fixed, limit)
    final = ledger.step("answer", f"round({name} * 100) / 100")
    shown = a.usd(final)
    what = "late fee and handling charge" if fixed else "late fee"
    ask = rng.choice(
        (
            f"How much {'do' if fixed else 'does'} {debtor} owe in {what}?"
            if fixed
            else f"What late fee does {debtor} owe?",
            f"Compute the {what} due under Section {number}.",
        )
    )
    ask = ask.replace("do " + debtor, "does " + debtor)
    steps.append(
        rng.choice(
            (
                f"The {what} due {'together come to' if fixed else 'is'} {shown}."
                if not fixed
                else f"Late fee and handling charge together come to {shown}.",
                f"Answer: {shown}",
                f"{debtor} owes {shown}.",
            )
        )
    )
    return a.row(
        rng,
        a.lay_out(rng, facts, ask, clause + "\n\nRound to the cent."),
        steps,
        ledger,
        shown,
        a.cents(check),
        currency="USD",
        round_to="cent",
    )


def _c(value: Fraction) -> str:
    return a.usd(a.cents(value))
