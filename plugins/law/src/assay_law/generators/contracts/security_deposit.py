"""What of a tenant's deposit is due back, with interest and a penalty."""

from __future__ import annotations

import random
from datetime import date, timedelta
from fractions import Fraction

from assay import Draft, generator
from assay_law.generators import _amounts as a
from assay_law.generators import _time as t

_STATES = ("Jefferson", "Franklin", "Absaroka", "Superior", "Deseret", "Westsylvania")
_DAMAGE = (
    "a broken window",
    "burn marks on the counter",
    "a missing door",
    "holes in the drywall",
    "a cracked sink",
)


@generator("law.security_deposit", verifiers=a.VERIFIERS)
def security_deposit(rng: random.Random, difficulty: int) -> Draft:
    """What a landlord owes of a security deposit, by an invented statute that the prompt gives.

    1: simple interest for full years. 2: with a deduction. 3: interest that is paid for full months only, and unpaid rent. 4: interest compounded each year. 5: a deposit kept too long: twice what was wrongly kept.
    """
    ledger, steps = a.Ledger(), []
    landlord, tenant = a.people(rng, 2)
    state = rng.choice(_STATES)
    code = f"{state} Code § {rng.randint(31, 59)}-{rng.randint(101, 499)}"
    deposit = rng.randrange(16, 80) * 50
    rate = rng.choice(("1", "1.5", "2", "2.5", "3", "5"))
    years = rng.randint(2, 6)
    months = rng.randint(1, 11) if difficulty == 3 else 0
    start = date(rng.randint(2014, 2019), rng.randint(1, 12), 1)
    end = date(
        start.year + years + (start.month - 1 + months) // 12, (start.month - 1 + months) % 12 + 1, 1
    ) - timedelta(1)
    days = rng.choice((14, 21, 30, 45))
    clauses = [f"A landlord shall return a security deposit within {days} days after the tenancy ends."]
    clauses.append(
        f"It bears interest of {rate} percent a year, "
        + {
            3: "simple, for each full month of the tenancy.",
            4: "which is added to the deposit at the end of each full year and bears interest from then on.",
        }.get(difficulty, "simple, for each full year of the tenancy.")
        + " The final amount is rounded to the cent."
    )
    facts = f"{tenant} rented an apartment from {landlord} in {state} from {t.us(start)} through {t.us(end)}, {years} years"
    facts += f" and {months} month{'s' if months > 1 else ''}" if months else ""
    facts += f", and paid a security deposit of {a.usd(deposit)} at the beginning."
    ledger.take("deposit", deposit, f"security deposit of {a.usd(deposit)}", "$", role="security deposit")
    ledger.take("rate", rate, f"interest of {rate} percent", "percent", role="interest")
    ledger.take("years", years, f"{t.us(end)}, {years} years", role="full years")
    r = Fraction(rate) / 100
    if difficulty == 4:
        ledger.step("whole", "round(deposit * (1 + rate / 100)**years * 100) / 100")
        whole = a.cents(deposit * (1 + r) ** years)
        running, second = Fraction(deposit), Fraction(deposit)
        for _ in range(years):
            running += running * r
        second = a.cents(running)
        ledger.step("interest", "whole - deposit")
        interest = whole - deposit
        steps.append(
            f"Interest is compounded each year (paragraph (b)): {a.usd(deposit)} × {a.plain(1 + r)}^{years} = {a.usd(whole)}, so the interest is {a.usd(interest)}."
        )
    elif difficulty == 3:
        ledger.take("months", months, f" and {months} month", role="further months")
        ledger.step("interest", "round(deposit * rate / 100 * (12 * years + months) / 12 * 100) / 100")
        n = 12 * years + months
        interest = a.cents(deposit * r * Fraction(n, 12))
        second = deposit + a.cents(sum([deposit * r / 12] * n, Fraction(0)))
        steps.append(
            f"Interest (paragraph (b)) for {n} full months: {a.usd(deposit)} × {rate}% × {n} / 12 = {a.usd(interest)}."
        )
    else:
        ledger.step("interest", "round(deposit * rate / 100 * years * 100) / 100")
        interest = a.cents(deposit * r * years)
        second = deposit + a.cents(sum([deposit * r] * years, Fraction(0)))
        steps.append(f"Interest (paragraph (b)): {a.usd(deposit)} × {rate}% × {years} = {a.usd(interest)}.")
    ledger.step("held", "deposit + interest")
    value = deposit + interest
    steps.append(f"With the deposit: {a.usd(deposit)} + {a.usd(interest)} = {a.usd(value)}.")
    last = "held"
    if difficulty >= 2:
        damage = rng.randrange(40, 480)
        what = rng.choice(_DAMAGE)
        clauses.append(
            "The landlord may deduct the cost of repairing damage beyond ordinary wear and tear, and unpaid rent."
        )
        facts += f" {landlord} spent {a.usd(damage)} to repair damage that {tenant} had done, {what},"
        wear = rng.randrange(80, 400)
        facts += f" and {a.usd(wear)} to repaint walls that had faded with time."
        ledger.take("damage", damage, f"spent {a.usd(damage)}", "$", role="repair")
        ledger.step("less", "held - damage")
        last = "less"
        steps.append(
            f"Repainting is ordinary wear and tear and is not deducted; the repair is (paragraph (c)): {a.usd(value)} − {a.usd(damage)} = {a.usd(value - damage)}."
        )
        value -= damage
        second -= damage
    if difficulty == 3:
        rent = rng.randrange(2, 9) * 50
        facts += f" {tenant} also left rent of {a.usd(rent)} unpaid."
        ledger.take("rent", rent, f"rent of {a.usd(rent)}", "$", role="unpaid rent")
        ledger.step("due", f"{last} - rent")
        steps.append(f"Unpaid rent is deducted too: {a.usd(value)} − {a.usd(rent)} = {a.usd(value - rent)}.")
        value, second = value - rent, second - rent
    ask = rng.choice(
        (f"How much does {landlord} owe {tenant}?", f"What sum must {landlord} pay to {tenant}?")
    )
    if difficulty == 5:
        late = rng.randint(6, 60)
        part = rng.randrange(1, max(2, int(value) // 100)) * 50
        clauses.append(
            "A landlord who does not return within that time what is due owes, in place of what was wrongly kept, twice that amount."
        )
        facts += f" Within {days} days {landlord} returned {a.usd(part)}; nothing more had been paid {late} days after that."
        ledger.take("part", part, f"returned {a.usd(part)}", "$", role="returned in time")
        ledger.step("kept", f"{last} - part")
        ledger.step("due", "2 * kept")
        steps.append(
            f"Wrongly kept after {days} days (paragraph (a)): {a.usd(value)} − {a.usd(part)} = {a.usd(value - part)}."
        )
        steps.append(
            f"Twice that is owed in its place (paragraph (d)): 2 × {a.usd(value - part)} = {a.usd(2 * (value - part))}."
        )
        value, second = 2 * (value - part), second - part + second - part
        ask = f"How much does {landlord} still owe {tenant}?"
    text = " ".join(f"({letter}) {each}" for letter, each in zip("abcd", clauses, strict=False))
    rules = f"{code} (in force since January 1, 2012): “{text}”"
    shown = a.usd(value)
    steps.append(
        rng.choice(
            (f"Answer: {shown}", f"{landlord} owes {tenant} {shown}.", f"So the amount due is {shown}.")
        )
    )
    return a.row(
        rng, a.lay_out(rng, facts, ask, rules), steps, ledger, shown, second, currency="USD", round_to="0.01"
    )
