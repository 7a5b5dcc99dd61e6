"""Amounts that cannot be computed: an input is missing, or two contradict each other."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta

from assay import Draft, generator, make_reference
from assay.evidence import Unanswerable
from assay_law.generators import _amounts as a
from assay_law.generators import _time as t

_Case = tuple[str, str, str, str, tuple[str, ...], str]
"""Facts, a question, rules, what is asked for, what is missing, why."""


@generator("law.undetermined_amount", verifiers=("assay.unanswerable",))
def undetermined_amount(rng: random.Random, difficulty: int) -> Draft:
    """Say that a sum cannot be computed, and why.

    1: the rate is missing. 2: the principal is. 3: the date of payment is. 4: two documents give different prices. 5: the wage, among many other figures.
    """
    facts, ask, rules, asked, missing, why = rng.choice(_CASES[difficulty - 1])(rng)
    first = "It is not possible" if difficulty == 4 else "There is not enough information"
    response = rng.choice(
        (
            f"{asked[0].upper()}{asked[1:]} cannot be determined, because {why}.",
            f"{first} to determine {asked}: {why}.",
            f"{why[0].upper()}{why[1:]}. Therefore {asked} cannot be determined.",
        )
    )
    reference = make_reference(unanswerable=Unanswerable(missing, f"{why[0].upper()}{why[1:]}."))
    return Draft(a.lay_out(rng, facts, ask, rules), response, reference)


_DAILY = "28 U.S.C. § 1961(b): “Interest shall be computed daily to the date of payment … and shall be compounded annually.”"


def _no_rate(rng: random.Random) -> _Case:
    one, two = rng.sample(a.COMPANIES, 2)
    entry = t.day_between(rng, date(2021, 1, 4), date(2024, 5, 30))
    return (
        f"Judgment for {a.usd(rng.randrange(200, 9_000) * 100)} was entered for {one} against {two} on {a.us(entry)}, and paid on {a.us(entry + timedelta(rng.randint(90, 300)))}.",
        "How much post-judgment interest accrued?",
        _DAILY,
        "the post-judgment interest",
        ("rate|yield",),
        "the interest rate is not given",
    )


def _no_tax_rate(rng: random.Random) -> _Case:
    (name,) = a.people(rng, 1)
    return (
        f"{name} sold a parcel of land in Marlow County for {a.usd(rng.randrange(90, 900) * 1_000)}. The deed was recorded on {a.us(t.day_between(rng, date(2021, 1, 4), date(2025, 5, 30)))}.",
        rng.choice(("How much transfer tax is due?", f"What transfer tax does {name} owe?")),
        "Marlow Code § 12-40 (a model rule): “A transfer tax, at the rate set by the county, is due on the price for which land is sold.”",
        "the transfer tax",
        ("rate",),
        "the rate that the county has set is not given",
    )


def _no_principal(rng: random.Random) -> _Case:
    one, two = rng.sample(a.COMPANIES, 2)
    entry = t.day_between(rng, date(2021, 1, 4), date(2024, 5, 30))
    return (
        f"On {a.us(entry)} the court entered a money judgment for {one} against {two}. The applicable rate is {rng.randrange(100, 540) / 100:.2f}%. It was paid on {a.us(entry + timedelta(rng.randint(90, 300)))}.",
        "How much post-judgment interest accrued?",
        _DAILY,
        "the post-judgment interest",
        ("amount|sum|principal",),
        "the amount of the judgment is not given",
    )


def _no_damages(rng: random.Random) -> _Case:
    one, two = a.people(rng, 2)
    own = rng.randrange(5, 50, 5)
    return (
        f"A jury assigned {own}% of the fault to {one} and {100 - own}% to {two}, and found that {one} had suffered damages.",
        f"How much does {one} recover?",
        "Jefferson Code § 14-7 (a model rule): “Damages are reduced in proportion to the fault of the claimant.”",
        f"the recovery of {one}",
        ("damages|amount|how much",),
        "the amount of the damages is not given",
    )


def _no_payment(rng: random.Random) -> _Case:
    one, two = rng.sample(a.COMPANIES, 2)
    due = t.day_between(rng, date(2021, 1, 4), date(2025, 5, 30))
    rate = rng.choice(("0.05%", "0.08%", "0.1%", "0.15%"))
    return (
        f"{two} owed {one} {a.usd(rng.randrange(30, 800) * 100)} on {a.us(due)} and has since paid it late.",
        f"What late fee does {two} owe?",
        f"Section {rng.randint(3, 12)} of the agreement: “A late fee of {rate} of the amount due is owed for each day of delay.”",
        "the late fee",
        ("date of payment|payment date|when|day of payment",),
        "the date of payment is not given",
    )


def _two_prices(rng: random.Random) -> _Case:
    one, two = rng.sample(a.COMPANIES, 2)
    price = rng.randrange(20, 90)
    units = rng.randrange(20, 200) * 10
    other = price + rng.randint(2, 9)
    return (
        f"{two} delivered {units:,} valves to {one}. The order form states a price of ${price} each; the confirmation that {two} sent states a price of ${other} each. Neither document says which one prevails.",
        f"How much does {one} owe?",
        "The agreement: “The buyer pays the agreed price for each unit delivered.”",
        "the sum owed",
        ("price|contradict",),
        "the order form and the confirmation contradict each other on the price",
    )


def _no_wage(rng: random.Random) -> _Case:
    who, firm = rng.choice(a.PEOPLE_EN), rng.choice(a.FIRMS_EN)
    return (
        f"{who} worked for {firm} for {rng.randint(3, 11)} years. The fixed-term contract expired and the company did not renew it. The average monthly wage of the area in the preceding year was CNY {rng.randrange(60, 120) * 100:,}; the company has {rng.randrange(60, 900)} employees and pays wages on day {rng.randint(5, 20)} of each month.",
        rng.choice((f"How much severance is due to {who}?", "What severance does the company owe?")),
        "Labour Contract Law of the People's Republic of China (in force since 1 July 2013), Article 47, in translation: severance is paid at the rate of one month's wage for each full year of service. If the monthly wage is above three times the average monthly wage of the area in the preceding year, severance is computed at three times that average.",
        "the severance",
        ("wage|salary|pay",),
        f"the monthly wage of {who} is not given",
    )


_CASES: tuple[tuple[Callable[[random.Random], _Case], ...], ...] = (
    (_no_rate, _no_tax_rate),
    (_no_principal, _no_damages),
    (_no_payment,),
    (_two_prices,),
    (_no_wage,),
)
