"""Maintenance of a spouse by the formula of the State of New York."""

from __future__ import annotations

import random
from fractions import Fraction

from assay import Draft, generator
from assay_law.generators import _amounts as a

_CAPS = ((2020, 192_000), (2022, 203_000), (2024, 228_000))
_SUPPORT = "where child support will be paid and the payor is also the non-custodial parent: (a) subtract 25 percent of the payee's income from 20 percent of the payor's income up to the income cap"
_NONE = "where child support will not be paid: (a) subtract 20 percent of the payee's income from 30 percent of the payor's income up to the income cap"
_REST = "; (b) multiply the sum of the payor's income up to the income cap and the payee's income by 40 percent; (c) subtract the payee's income from the result of (b); (d) the guideline amount is the lower of (a) and (c), and zero if that is below zero. The amounts are annual."
_LENGTH = " Domestic Relations Law § 236(B)(6)(f)(1), in summary: the advisory length of post-divorce maintenance is 15 to 30 percent of the length of a marriage of up to 15 years, 30 to 40 percent of one of more than 15 and up to 20 years, and 35 to 50 percent of one of more than 20 years."


@generator("law.spousal_maintenance", verifiers=a.VERIFIERS)
def spousal_maintenance(rng: random.Random, difficulty: int) -> Draft:
    """The guideline amount of maintenance in New York (D.R.L. § 236(B)), by the formula and the income cap that the row gives.

    1: no child support, a year. 2: child support is paid. 3: a month, to the cent. 4: the payor earns more than the cap. 5: that, and the whole sum over the longest advisory length.
    """
    ledger, steps = a.Ledger(), []
    payor, payee = a.people(rng, 2)
    since, cap = rng.choice(_CAPS)
    support = difficulty == 2 or (difficulty > 2 and rng.random() < 0.5)
    for _ in range(2_000):
        income = rng.randrange(560, 1_700) * 100 if difficulty < 4 else cap + rng.randrange(20, 1_800) * 100
        other = rng.randrange(120, 620) * 100
        counted = min(income, cap)
        one = (
            Fraction(20 * counted - 25 * other, 100) if support else Fraction(30 * counted - 20 * other, 100)
        )
        two = Fraction(40 * (counted + other), 100) - other
        if min(one, two) > 1_200 and other:
            break
    years = rng.randint(4, 27)
    facts = f"{payor} earns {a.usd(income)} a year and {payee}, the spouse, {a.usd(other)} a year, both as the statute defines income. "
    facts += (
        f"{payor} will pay child support for their child, who lives with {payee}."
        if support
        else "They have no minor children."
    )
    ledger.take("income", income, f"{payor} earns {a.usd(income)} a year", "$", role="payor's income")
    ledger.take("other", other, f"the spouse, {a.usd(other)} a year", "$", role="payee's income")
    ledger.take("cap", cap, f"income cap is {a.usd(cap)}", "$", role="income cap")
    rules = f"N.Y. Domestic Relations Law § 236(B)(5-a)(c) and (6)(c) (as amended by L. 2015, ch. 269), in summary, {_SUPPORT if support else _NONE}{_REST} Since March 1, {since}, the income cap is {a.usd(cap)}."
    mine, theirs = (20, 25) if support else (30, 20)
    ledger.take(
        "mine",
        mine,
        f"{mine} percent of the payor's income",
        "percent",
        role="percentage of the payor's income",
    )
    ledger.take(
        "theirs",
        theirs,
        f"{theirs} percent of the payee's income",
        "percent",
        role="percentage of the payee's income",
    )
    ledger.step("counted", "min(income, cap)")
    if income > cap:
        steps.append(f"{payor}'s income of {a.usd(income)} counts up to the income cap, {a.usd(cap)}.")
    ledger.step("first", "mine / 100 * counted - theirs / 100 * other")
    steps.append(
        f"(a) {mine}% × {a.usd(counted)} − {theirs}% × {a.usd(other)} = {a.usd(Fraction(mine * counted, 100))} − {a.usd(Fraction(theirs * other, 100))} = {a.usd(one)}."
    )
    ledger.step("both", "40 / 100 * (counted + other)")
    ledger.step("second", "both - other")
    steps.append(
        f"(b) 40% × ({a.usd(counted)} + {a.usd(other)}) = {a.usd(Fraction(40 * (counted + other), 100))}."
    )
    steps.append(f"(c) {a.usd(two + other)} − {a.usd(other)} = {a.usd(two)}.")
    ledger.step("year", "max(min(first, second), 0)")
    low = min(one, two)
    steps.append(f"(d) The lower of the two, {a.usd(low)} a year, is the guideline amount.")
    # the second route: what is added to the payee's income, by the kink of the two lines
    kink = counted * Fraction(mine - 40, 100) / Fraction(theirs - 60, 100)  # where (a) and (c) are the same
    slope = Fraction(-60, 100) if other > kink else Fraction(-theirs, 100)
    base = Fraction(40 * counted, 100) if other > kink else Fraction(mine * counted, 100)
    second = base + slope * other
    extra: dict[str, object] = {"currency": "USD"}
    value, goal = low, "guideline amount of maintenance a year"
    ask = rng.choice(
        (
            "What is the guideline amount of maintenance a year?",
            f"How much maintenance a year does the formula give {payee}?",
        )
    )
    if difficulty >= 3:
        ledger.step("month", "round(year * 100 / 12) / 100")
        month = a.cents(low / 12)
        steps.append(f"A month: {a.usd(low)} / 12 = {a.usd(month)}.")
        value, goal = month, "guideline amount of maintenance a month"
        second = a.cents(second / 12)
        ask = rng.choice(
            (
                "What is the guideline amount a month, to the cent?",
                f"How much maintenance a month, to the cent, does the formula give {payee}?",
            )
        )
        extra["round_to"] = "0.01"
    if difficulty == 5:
        share = 30 if years <= 15 else 40 if years <= 20 else 50
        facts += f" The marriage lasted exactly {years} years."
        rules += _LENGTH
        ledger.take("years", years, f"exactly {years} years", role="length of the marriage")
        ledger.take(
            "share",
            share,
            {30: "15 to 30 percent", 40: "30 to 40 percent", 50: "35 to 50 percent"}[share],
            "percent",
            role="longest share",
        )
        ledger.step("months", "floor(years * 12 * share / 100)")
        months = years * 12 * share // 100
        steps.append(
            f"The longest advisory length is {share}% of {years} years: {share}% × {years * 12} months = {a.plain(Fraction(years * 12 * share, 100))} months"
            + (f", {months} full months." if (years * 12 * share) % 100 else ".")
        )
        ledger.step("whole", "month * months")
        value = value * months
        steps.append(f"Over {months} months: {a.usd(month)} × {months} = {a.usd(value)}.")
        second = sum([second] * months, Fraction(0))
        goal = "sum of the monthly payments over the longest advisory length"
        ask = "If maintenance is paid each month, to the cent, for as many full months as the longest advisory length has, what do the payments come to?"
    shown = a.usd(value)
    steps.append(
        rng.choice((f"Answer: {shown}", f"The {goal} is {shown}.", f"So the {goal} comes to {shown}."))
    )
    return a.row(rng, a.lay_out(rng, facts, ask, rules), steps, ledger, shown, second, **extra)
