"""Expectation damages with mitigation."""

from __future__ import annotations

import random
from fractions import Fraction

from assay import Draft, generator
from assay_law.generators import _amounts as a


@generator("law.damages_mitigation", verifiers=a.VERIFIERS)
def damages_mitigation(rng: random.Random, difficulty: int) -> Draft:
    """Damages of an employee or a buyer after a breach, less what was or could have been saved.

    1: cover at a higher price. 2: incidental expenses. 3: lost salary less new earnings. 4: earnings that a reasonable search would have brought. 5: those, search costs, and a bonus.
    """
    ledger, steps = a.Ledger(), []
    one, two = rng.sample(a.COMPANIES, 2)
    if difficulty <= 2:
        units = rng.randrange(40, 900) * 5
        price = Fraction(rng.randrange(400, 9_000), 100)
        cover = price + Fraction(rng.randrange(60, 900), 100)
        thing = rng.choice(
            ("oak planks", "steel brackets", "ceramic valves", "pump housings", "sacks of seed wheat")
        )
        facts = f"{two} contracted to deliver {units:,} {thing} to {one} at ${float(price):.2f} each and failed to deliver. {one} bought the same number elsewhere, in good faith and without delay, at ${float(cover):.2f} each."
        rules = "U.C.C. § 2-712(2) (Official Text): “The buyer may recover from the seller as damages the difference between the cost of cover and the contract price together with any incidental or consequential damages as hereinafter defined (Section 2-715), but less expenses saved in consequence of the seller's breach.”"
        ledger.take("units", units, f"deliver {units:,} {thing}", role="units")
        ledger.take(
            "price", f"{float(price):.2f}", f"at ${float(price):.2f} each and", "$", role="contract price"
        )
        ledger.take(
            "cover", f"{float(cover):.2f}", f"at ${float(cover):.2f} each.", "$", role="price of cover"
        )
        ledger.step("difference", "units * (cover - price)")
        gap = cover - price
        steps += [
            f"Difference for each: ${float(cover):.2f} − ${float(price):.2f} = ${float(gap):.2f}.",
            f"For all: {units:,} × ${float(gap):.2f} = {a.usd(units * gap)}.",
        ]
        second = units * cover - units * price
        final = "difference"
        result = units * gap
        if difficulty == 2:
            freight, saved = rng.randrange(3, 60) * 50, rng.randrange(1, 20) * 20
            facts += f" Extra freight and inspection cost {one} {a.usd(freight)}; it saved {a.usd(saved)} of insurance because of the breach."
            ledger.take("freight", freight, f"{one} {a.usd(freight)}", "$", role="incidental expenses")
            ledger.take("saved", saved, f"saved {a.usd(saved)}", "$", role="expenses saved")
            final += " + freight - saved"
            steps.append(
                f"With incidental expenses, less what was saved: {a.usd(result)} + {a.usd(freight)} − {a.usd(saved)} = {a.usd(result + freight - saved)}."
            )
            result, second = result + freight - saved, second + freight - saved
        who = one
    else:
        (who,) = a.people(rng, 1)
        salary = rng.randrange(40, 160) * 100
        left = rng.randint(8, 22)
        idle = rng.randint(2, left - 4)
        new = rng.randrange(20, salary // 100 - 4) * 100
        year = rng.randint(2021, 2025)
        facts = f"{one} wrongfully ended the fixed-term contract of {who} with {left} months left, at a salary of {a.usd(salary)} a month. "
        ledger.take("salary", salary, f"salary of {a.usd(salary)}", "$", role="monthly salary")
        ledger.take("left", left, f"with {left} months left", role="months left")
        rules = f"Restatement-style rule of this forum (Jefferson common law, as of January 1, {year}): the employee recovers the salary for the rest of the term"
        found = rng.randint(1, idle - 1) if difficulty >= 4 and idle > 1 else idle
        if difficulty == 3:
            facts += f"{who} searched diligently, was out of work for {idle} months, and then earned {a.usd(new)} a month to the end of the term."
            rules += ", less what was earned elsewhere in it."
            ledger.take("idle", idle, f"work for {idle} months", role="months without work")
            ledger.take("earned", new, f"earned {a.usd(new)}", "$", role="new monthly pay")
        else:
            facts += f"{who} did not look for work. The court finds that a reasonable search would have brought a comparable job at {a.usd(new)} a month after {found} month{'s' if found > 1 else ''}."
            rules += ", less what a reasonable search would have brought in it."
            ledger.take("idle", found, f"after {found} month", role="months of a reasonable search")
            ledger.take("earned", new, f"job at {a.usd(new)}", "$", role="monthly pay to be had")
        ledger.step("gross", "salary * left")
        ledger.step("mitigated", "earned * (left - idle)")
        final, months = "gross - mitigated", left - found
        gross, saved_ = salary * left, new * months
        steps += [
            f"Salary for the rest of the term: {left} × {a.usd(salary)} = {a.usd(gross)}.",
            f"Months to be set off: {left} − {found} = {months}.",
            f"{months} × {a.usd(new)} = {a.usd(saved_)}.",
            f"{a.usd(gross)} − {a.usd(saved_)} = {a.usd(gross - saved_)}.",
        ]
        result = Fraction(gross - saved_)
        second = Fraction(sum(salary - (new if n >= found else 0) for n in range(left)))
        if difficulty == 5:
            bonus, cost = rng.randrange(10, 90) * 100, rng.randrange(3, 30) * 50
            facts += f" A bonus of {a.usd(bonus)} was promised for completing the term. Such a search would have cost {a.usd(cost)}."
            rules += " A promised bonus is part of the expectation, and the cost of the search is deducted from what it would have brought."
            ledger.take("bonus", bonus, f"bonus of {a.usd(bonus)}", "$")
            ledger.take("cost", cost, f"would have cost {a.usd(cost)}", "$", role="cost of the search")
            final += " + bonus + cost"
            steps.append(
                f"The bonus is added, and the set-off is smaller by the cost of the search: {a.usd(result)} + {a.usd(bonus)} + {a.usd(cost)} = {a.usd(result + bonus + cost)}."
            )
            result, second = result + bonus + cost, gross + bonus - (Fraction(saved_) - cost)
    value = ledger.step("answer", final)
    shown = a.usd(value)
    steps.append(
        rng.choice((f"{who} recovers {shown}.", f"Answer: {shown}", f"The damages of {who} are {shown}."))
    )
    ask = rng.choice((f"What damages does {who} recover?", f"Compute the damages of {who}."))
    return a.row(rng, a.lay_out(rng, facts, ask, rules), steps, ledger, shown, second, currency="USD")
