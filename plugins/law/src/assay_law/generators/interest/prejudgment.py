"""Simple prejudgment interest on a liquidated claim."""

from __future__ import annotations

import random
from datetime import date, timedelta
from fractions import Fraction

from assay import Draft, generator
from assay_law.generators import _amounts as a
from assay_law.generators import _time as t


@generator("law.prejudgment_interest", verifiers=a.VERIFIERS)
def prejudgment_interest(rng: random.Random, difficulty: int) -> Draft:
    """Simple prejudgment interest by a rule that is given, on one or several invoices.

    1: one invoice. 2: with cents, over a year. 3: two invoices. 4: three invoices and a payment on one. 5: four invoices, a change of rate.
    """
    ledger, steps = a.Ledger(), []
    plaintiff, defendant = rng.sample(a.COMPANIES, 2)
    rate = rng.choice((6, 7, 8, 9, 10, 12))
    later = rng.choice([r for r in (4, 5, 6, 7, 8, 9, 10) if r != rate])
    judgment = t.day_between(rng, date(2023, 3, 1), date(2025, 10, 30))
    count = (1, 1, 2, 3, 4)[difficulty - 1]
    code = rng.choice(("Jefferson Code § 14-302", "Absaroka Stat. § 27-9-101", "Marlow Civ. Code § 3287.5"))
    rules = f"{code} (a model rule, as in force on January 1, {judgment.year}): “A party who recovers a sum certain is entitled to simple interest on it from the day after it fell due through the day of judgment, at {rate} percent a year"
    change = judgment - timedelta(rng.randint(40, 120))
    if difficulty == 5:
        rules += f" through {a.us(change)} and at {later} percent a year from the next day on"
    rules += ". A year has 365 days.” Round the total to the cent."
    lines, total, second = [], [], Fraction(0)
    shown_parts = []
    low = 90 if difficulty == 1 else 380 if difficulty == 2 else 150
    dues = sorted({judgment - timedelta(rng.randint(low, low + 420)) for _ in range(count * 5)})
    dues = sorted(rng.sample(dues, count)) if len(dues) >= count else dues
    ledger.take(
        "rate",
        rate,
        f"at {rate} percent a year" + (" through" if difficulty == 5 else ""),
        "percent",
        role="rate",
    )
    if difficulty == 5:
        ledger.take("later", later, f"at {later} percent a year from", "percent", role="later rate")
    amounts = rng.sample(range(2_100, 96_000), count)
    for n, (due, amount) in enumerate(zip(dues, amounts, strict=True)):
        sum_ = Fraction(amount) + (Fraction(rng.randrange(1, 100), 100) if difficulty > 1 and n == 0 else 0)
        text = f"{float(sum_):.2f}" if sum_.denominator > 1 else a.plain(sum_)
        lines.append(f"{a.usd(sum_)}, due {a.us(due)}")
        ledger.take(f"sum{n}", text, f"{a.usd(sum_)}, due {a.us(due)}", "$", role=f"claim {n + 1}")
        base, base_name = sum_, f"sum{n}"
        if difficulty == 4 and n == 0:
            credit = rng.randrange(4, max(6, amount // 300)) * 100
            lines[-1] += f" (of which {a.usd(credit)} was paid on the due date)"
            ledger.take("credit", credit, f"of which {a.usd(credit)} was paid", "$", role="paid on time")
            ledger.step("open", "sum0 - credit")
            steps.append(f"Open on the first item: {a.usd(sum_)} − {a.usd(credit)} = {a.usd(sum_ - credit)}.")
            base, base_name = sum_ - credit, "open"
        if difficulty == 5:
            first, rest = (change - due).days, (judgment - change).days
            if first <= 0:
                first, rest = 0, (judgment - due).days
            value = ledger.step(
                f"interest{n}", f"{base_name} * (rate * {first} + later * {rest}) / 100 / 365"
            )
            one, two = base * rate * first / 36_500, base * later * rest / 36_500
            steps.append(f"{a.usd(base)}: {first} days at {rate}% and {rest} days at {later}%.")
            steps.append(
                f"{a.usd(base)} × {rate}% × {first}/365 = {_c(one)}; {a.usd(base)} × {later}% × {rest}/365 = {_c(two)}."
            )
            shown_parts += [_c(one), _c(two)]
        else:
            days = (judgment - due).days
            value = ledger.step(f"interest{n}", f"{base_name} * rate / 100 * {days} / 365")
            steps.append(
                f"From {a.us(due + timedelta(1))} through {a.us(judgment)} there are {days} days: {a.usd(base)} × {rate}% × {days}/365 = {_c(value)}."
            )
            shown_parts.append(_c(value))
        total.append(f"interest{n}")
        day = due
        while day < judgment:
            day += timedelta(1)
            second += base * (later if difficulty == 5 and day > change else rate) / 36_500
    result = ledger.step("answer", f"round(({' + '.join(total)}) * 100) / 100")
    listed = lines[0] if count == 1 else "; ".join(lines[:-1]) + "; and " + lines[-1]
    facts = rng.choice(
        (
            f"{plaintiff} recovers from {defendant} the following unpaid {'invoice' if count == 1 else 'invoices'}: {listed}. Judgment is entered on {a.us(judgment)}.",
            f"On {a.us(judgment)} the court enters judgment for {plaintiff} against {defendant} on {'one invoice' if count == 1 else 'these invoices'}: {listed}.",
        )
    )
    shown = a.usd(result)
    if len(shown_parts) > 1:
        steps.append("The total is taken before the items are rounded.")
    steps.append(
        rng.choice(
            (
                f"Prejudgment interest comes to {shown}.",
                f"Answer: {shown}",
                f"The prejudgment interest is {shown}.",
            )
        )
    )
    ask = rng.choice(("How much prejudgment interest is due?", "Compute the prejudgment interest."))
    return a.row(
        rng,
        a.lay_out(rng, facts, ask, rules),
        steps,
        ledger,
        shown,
        a.cents(second),
        currency="USD",
        round_to="cent",
    )


def _c(value: Fraction) -> str:
    return a.usd(a.cents(value))
