"""Federal income tax of an individual, by the rate schedule that is quoted."""

from __future__ import annotations

import random
from fractions import Fraction

from assay import Draft, generator
from assay_law.generators import _amounts as a

# Rev. Proc. 2022-38 (2023) and Rev. Proc. 2023-34 (2024): § 1(j)(2) tables, and standard deductions of § 63
_RATES = (10, 12, 22, 24, 32, 35, 37)
_TABLES = {
    (2023, "single"): ((11_000, 44_725, 95_375, 182_100, 231_250, 578_125), 13_850),
    (2023, "married filing jointly"): ((22_000, 89_450, 190_750, 364_200, 462_500, 693_750), 27_700),
    (2023, "head of household"): ((15_700, 59_850, 95_350, 182_100, 231_250, 578_100), 20_800),
    (2024, "single"): ((11_600, 47_150, 100_525, 191_950, 243_725, 609_350), 14_600),
    (2024, "married filing jointly"): ((23_200, 94_300, 201_050, 383_900, 487_450, 731_200), 29_200),
    (2024, "head of household"): ((16_550, 63_100, 100_500, 191_950, 243_700, 609_350), 21_900),
}
_SOURCE = {2023: "Rev. Proc. 2022-38", 2024: "Rev. Proc. 2023-34"}


@generator("law.federal_income_tax", verifiers=a.VERIFIERS)
def federal_income_tax(rng: random.Random, difficulty: int) -> Draft:
    """Federal income tax for 2023 or 2024 by the rate schedule (not the Tax Table), to the whole dollar.

    1: taxable income given, second bracket. 2: wages less the standard deduction. 3: other income and an adjustment. 4: a child tax credit as well. 5: higher brackets, withholding and estimated payments, and the balance due.
    """
    (year, status), (limits, deduction) = rng.choice(sorted(_TABLES.items()))
    ledger = a.Ledger()
    name, other = a.people(rng, 2)
    joint = "married" in status
    who = f"{name} and {other}" if joint else name
    low, high = ((0, 1), (1, 2), (1, 3), (1, 2), (3, 5))[difficulty - 1]
    taxable = rng.randrange(limits[low] // 50 + 20, limits[high] // 50) * 50 + rng.randrange(50)
    bracket = sum(taxable > limit for limit in limits)
    floor, rate = limits[bracket - 1], _RATES[bracket]
    edges = (0, *limits)
    bases = [Fraction(0)]
    for n in range(len(limits)):
        bases.append(bases[-1] + Fraction(_RATES[n], 100) * (edges[n + 1] - edges[n]))
    lines = [f"Not over {a.usd(limits[0])}: 10% of the taxable income"]
    for n in range(1, 7):
        over = f"Over {a.usd(limits[n - 1])}" + (f" but not over {a.usd(limits[n])}" if n < 6 else "")
        lines.append(f"{over}: {a.usd(bases[n])} plus {_RATES[n]}% of the excess over {a.usd(limits[n - 1])}")
    start = max(0, bracket - 2) if difficulty < 3 else 0
    listed = lines[start : bracket + 2] if difficulty < 3 else lines
    line = lines[bracket]
    rules = (
        f"26 U.S.C. § 1(j)(2), as adjusted for {year} by {_SOURCE[year]}, rate schedule for {status} (taxable income; tax):\n"
        + "\n".join(listed)
    )
    steps: list[str] = []
    verb = "have" if joint else "has"
    second_base = taxable
    if difficulty == 1:
        facts = rng.choice(
            (
                f"{who} ({status}) {verb} taxable income of {a.usd(taxable)} for {year}.",
                f"For {year}, the taxable income of {who}, filing status {status}, is {a.usd(taxable)}.",
            )
        )
        ledger.take("taxable", taxable, f"{a.usd(taxable)}", "$")
    else:
        extra = rng.randrange(400, 9_000) if difficulty > 2 else 0
        adjust = rng.randrange(200, 2_500) if difficulty > 2 else 0
        wages = taxable + deduction - extra + adjust
        if wages <= 0:
            wages, extra = wages + extra, 0
        wage_said = f"wages of {a.usd(wages)}"
        facts = f"In {year}, {who} had {wage_said}"
        ledger.take("wages", wages, wage_said, "$")
        income = "wages"
        if extra:
            kind = rng.choice(("taxable interest", "unemployment compensation", "net rental income"))
            facts += f" and {kind} of {a.usd(extra)}"
            ledger.take("extra", extra, f"{kind} of {a.usd(extra)}", "$", role=kind)
            income += " + extra"
        facts += f". Filing status: {status}."
        if adjust:
            kind = rng.choice(
                (
                    "student loan interest",
                    "contributions to a traditional IRA",
                    "contributions to a health savings account",
                )
            )
            facts += f" {kind[0].upper()}{kind[1:]} of {a.usd(adjust)} {'are' if 'contributions' in kind else 'is'} deductible in computing adjusted gross income."
            ledger.take("adjust", adjust, f"{kind[1:]} of {a.usd(adjust)}", "$", role=kind)
            income += " - adjust"
        said = f"standard deduction (§ 63(c), {status}, {year}) is {a.usd(deduction)}"
        rules += f"\n\nThe {said}; no other deduction is taken."
        ledger.take("standard", deduction, f"{year}) is {a.usd(deduction)}", "$", role="standard deduction")
        agi = ledger.step("agi", income) if extra or adjust else Fraction(wages)
        if extra or adjust:
            expression = (
                a.usd(wages)
                + (f" + {a.usd(extra)}" if extra else "")
                + (f" − {a.usd(adjust)}" if adjust else "")
            )
            steps.append(f"Adjusted gross income: {expression} = {a.usd(agi)}.")
        ledger.step("taxable", f"{'agi' if extra or adjust else 'wages'} - standard")
        steps.append(f"Taxable income (§ 63): {a.usd(agi)} − {a.usd(deduction)} = {a.usd(taxable)}.")
        second_base = wages + extra - adjust - deduction
    ledger.take(
        "base",
        bases[bracket],
        line.partition(": ")[2] if line.count(a.usd(bases[bracket])) == 1 else line,
        "$",
        role="tax on the brackets below",
    )
    ledger.take(
        "rate", rate, f"plus {rate}% of the excess over {a.usd(floor)}", "%", role="rate of the bracket"
    )
    ledger.take("bottom", floor, f"of the excess over {a.usd(floor)}", "$", role="where the bracket begins")
    ledger.step("excess", "taxable - bottom")
    exact = ledger.step("tax", "base + rate / 100 * excess")
    above = f" and not over {a.usd(limits[bracket])}" if bracket < 6 else ""
    steps.append(
        f"{a.usd(taxable)} is over {a.usd(floor)}{above}, so the tax is {a.usd(bases[bracket])} plus {rate}% of the excess (§ 1(j)(2))."
    )
    steps.append(f"The excess is {a.usd(taxable)} − {a.usd(floor)} = {a.usd(taxable - floor)}.")
    steps.append(f"{a.usd(bases[bracket])} + {rate}% × {a.usd(taxable - floor)} = {_cents(exact)}.")
    second = Fraction(
        sum(
            (min(second_base, top) - bottom) * Fraction(r, 100)
            for bottom, top, r in zip(edges, (*limits, 10**12), _RATES, strict=True)
            if second_base > bottom
        )
    )
    goal, last = "tax", "tax"
    if difficulty == 4:
        children = rng.randint(1, 3)
        word = {1: "one", 2: "two", 3: "three"}[children]
        facts += f" The return claims {children} qualifying {'child' if children == 1 else 'children'}, each under 17."
        rules += f"\n\n26 U.S.C. § 24 (as in force for {year}): a credit of $2,000 for each qualifying child; it is not phased out here."
        ledger.take("children", children, f"claims {children} qualifying", role="qualifying children")
        ledger.take("each", 2_000, "a credit of $2,000", "$", role="credit for each child")
        ledger.step("credit", "children * each")
        exact = ledger.step("after_credit", "tax - credit")
        last, goal = "after_credit", "tax after the credit"
        steps.append(
            f"Credit for {word} {'child' if children == 1 else 'children'} (§ 24): {children} × $2,000 = {a.usd(2_000 * children)}."
        )
        steps.append(
            f"Tax after the credit: {_cents(exact + 2_000 * children)} − {a.usd(2_000 * children)} = {_cents(exact)}."
        )
        second -= 2_000 * children
    if difficulty == 5:
        withheld = rng.randrange(int(exact * 6 / 10), int(exact * 85 / 100))
        paid = rng.randrange(int(exact * 4 / 100), int(exact * 9 / 100))
        facts += f" {a.usd(withheld)} was withheld from the wages, and estimated tax payments came to {a.usd(paid)}."
        ledger.take("withheld", withheld, f"{a.usd(withheld)} was withheld", "$", role="tax withheld")
        ledger.take("paid", paid, f"payments came to {a.usd(paid)}", "$", role="estimated payments")
        due = ledger.step("due", f"{last} - withheld - paid")
        steps.append(f"Balance: {_cents(exact)} − {a.usd(withheld)} − {a.usd(paid)} = {_cents(due)}.")
        exact = due
        second -= withheld + paid
        last, goal = "due", "balance due"
    final = ledger.step("answer", f"round({last})")
    rules += "\n\nUse the rate schedule, not the Tax Table. Round only the final amount, to the whole dollar (50 cents or more up)."
    ask = rng.choice((f"What is the {goal}?", f"Compute the {goal}.", f"How much is the {goal} for {year}?"))
    if goal == "tax":
        ask = rng.choice(
            ("What is the income tax?", "Compute the income tax.", f"How much income tax is due for {year}?")
        )
    shown = a.usd(final)
    steps.append(
        rng.choice(
            (
                f"Rounded to the whole dollar, the {goal} is {shown}.",
                f"Answer: {shown}",
                f"The {goal} for {year} is {shown}.",
            )
        )
    )
    prompt = a.lay_out(rng, facts, ask, rules)
    rounded = int(second + Fraction(1, 2))
    return a.row(rng, prompt, steps, ledger, shown, rounded, currency="USD", round_to="dollar")


def _cents(value: Fraction) -> str:
    return a.usd(a.cents(value))
