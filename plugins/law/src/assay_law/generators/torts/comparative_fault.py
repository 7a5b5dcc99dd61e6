"""Damages reduced for the plaintiff's own fault, and contribution among tortfeasors."""

from __future__ import annotations

import random
from fractions import Fraction

from assay import Draft, generator
from assay_law.generators import _amounts as a


@generator("law.comparative_fault", verifiers=a.VERIFIERS)
def comparative_fault(rng: random.Random, difficulty: int) -> Draft:
    """Recovery under a comparative-fault rule that is quoted, with a bar, settlement and contribution.

    1: pure comparative fault. 2: several items of damage. 3: a bar at 50 or 51 percent, which may apply. 4: several liability of one of two defendants. 5: joint liability and contribution after a settlement credit.
    """
    ledger, steps = a.Ledger(), []
    plaintiff, one, two = a.people(rng, 3)
    items = [
        ("medical expenses", rng.randrange(40, 900) * 100),
        ("lost earnings", rng.randrange(30, 600) * 100),
        ("pain and suffering", rng.randrange(100, 1_500) * 100),
    ]
    count = (1, 2, 2, 3, 3)[difficulty - 1]
    chosen = rng.sample(items, count) if difficulty > 1 else [("damages", rng.randrange(150, 3_000) * 100)]
    own = rng.choice([n for n in range(5, 50, 5)])
    total = sum(n for _, n in chosen)
    year = rng.randint(2021, 2025)
    place = rng.choice(("Jefferson", "Absaroka", "Marlow"))
    barred = False
    bar = rng.choice((50, 51))
    if difficulty == 3:
        own = rng.choice((20, 30, 35, 40, 45, 50, 50, 55, 60))
        barred = own >= bar
    rest = 100 - own
    first = rng.randrange(1, rest // 5) * 5 if rest > 5 and difficulty >= 4 else rest
    if difficulty >= 4 and first == rest - first:
        first += 5 if rest - first > 5 else -5
    other = rest - first
    if difficulty >= 4 and len({first, other, own}) < 3:
        own, first, other = 25, 45, 30
    said = [f"{name} of {a.usd(n)}" for name, n in chosen]
    facts = f"A jury found that {plaintiff} suffered {' and '.join(said) if count < 3 else ', '.join(said[:-1]) + ' and ' + said[-1]} and assigned {own}% of the fault to {plaintiff}"
    facts += (
        f", {first}% to {one} and {other}% to {two}." if difficulty >= 4 else f" and {100 - own}% to {one}."
    )
    rules = f"{place} Code § {rng.randint(3, 40)}-{rng.randint(101, 990)} (a model rule, as in force on January 1, {year}): “Damages are reduced in proportion to the fault of the claimant."
    if difficulty == 3:
        rules += f" A claimant whose fault is {bar} percent or more recovers nothing."
    if difficulty == 4:
        rules += " Liability is several only: each defendant owes the part of the whole damages that corresponds to that defendant's own percentage of fault."
    if difficulty == 5:
        rules += " Defendants are jointly and severally liable for the damages so reduced. A settlement paid by one of them is credited in dollars. A defendant who pays more than the part of the whole damages that corresponds to that defendant's percentage may recover the excess from the other."
    rules += "”"
    for n, (name, value) in enumerate(chosen):
        ledger.take(f"item{n}", value, f"{name} of {a.usd(value)}", "$", role=name)
    ledger.step("whole", " + ".join(f"item{n}" for n in range(count)))
    if count > 1:
        steps.append(f"Damages in all: {' + '.join(a.usd(n) for _, n in chosen)} = {a.usd(total)}.")
    recovers = plaintiff
    ask = rng.choice((f"How much does {plaintiff} recover?", f"What judgment does {plaintiff} get?"))
    if difficulty <= 3:
        ledger.take("own", own, f"assigned {own}%", "%", role="fault of the plaintiff")
        if barred:
            ledger.take("bar", bar, f"fault is {bar} percent", "percent", role="bar")
            result = ledger.step("answer", "whole * max(0, min(1, bar - own)) * (100 - own) / 100")
            steps.append(
                f"The fault of {plaintiff} is {own}%, which reaches the bar of {bar} percent, so nothing is recovered."
            )
            second = Fraction(0)
        else:
            result = ledger.step("answer", "whole * (100 - own) / 100")
            if difficulty == 3:
                steps.append(f"{own}% is below the bar of {bar} percent.")
            steps.append(
                f"Reduction for own fault: {own}% × {a.usd(total)} = {a.usd(Fraction(total * own, 100))}."
            )
            steps.append(f"{a.usd(total)} − {a.usd(Fraction(total * own, 100))} = {a.usd(result)}.")
            second = Fraction(total) * Fraction(100 - own, 100)
    elif difficulty == 4:
        ledger.take("first", first, f"{first}% to {one}", "%", role=f"fault of {one}")
        result = ledger.step("answer", "whole * first / 100")
        steps.append(
            f"Liability is several, so {one} owes {first}% of the whole: {first}% × {a.usd(total)} = {a.usd(result)}."
        )
        second = Fraction(total) - Fraction(total * (own + other), 100)
        ask = rng.choice(
            (f"How much can {plaintiff} recover from {one}?", f"What does {one} owe {plaintiff}?")
        )
    else:
        settlement = rng.randrange(1, max(2, total * other // 100 // 1_000)) * 500
        facts += f" {two} had settled before trial for {a.usd(settlement)}; {one} then paid the rest of the judgment."
        ledger.take("own", own, f"assigned {own}%", "%", role="fault of the plaintiff")
        ledger.take("first", first, f"{first}% to {one}", "%", role=f"fault of {one}")
        ledger.take("settlement", settlement, f"trial for {a.usd(settlement)}", "$", role="settlement")
        paid = ledger.step("paid", "whole * (100 - own) / 100 - settlement")
        share = ledger.step("share", "whole * first / 100")
        result = ledger.step("answer", "max(0, paid - share)")
        reduced = Fraction(total * (100 - own), 100)
        steps.append(f"Reduced by {own}%: {a.usd(total)} × {100 - own}% = {a.usd(reduced)}.")
        steps.append(
            f"Less the settlement, {one} paid {a.usd(reduced)} − {a.usd(settlement)} = {a.usd(paid)}."
        )
        steps.append(f"The part of {one} is {first}% × {a.usd(total)} = {a.usd(share)}.")
        steps.append(f"Excess: {a.usd(paid)} − {a.usd(share)} = {a.usd(result)}.")
        second = max(Fraction(0), Fraction(total * other, 100) - settlement)
        ask = f"How much contribution can {one} recover from {two}?"
        recovers = one
    shown = a.usd(result)
    steps.append(
        rng.choice(
            (f"{recovers} recovers {shown}.", f"Answer: {shown}", f"The recovery of {recovers} is {shown}.")
        )
    )
    return a.row(rng, a.lay_out(rng, facts, ask, rules), steps, ledger, shown, second, currency="USD")
