"""Child support by an income-shares table that is given."""

from __future__ import annotations

import random
from fractions import Fraction

from assay import Draft, generator
from assay_law.generators import _amounts as a


@generator("law.child_support", verifiers=a.VERIFIERS)
def child_support(rng: random.Random, difficulty: int) -> Draft:
    """Monthly child support by an income-shares table that is quoted, to the whole dollar.

    1: the obligor's share of the basic sum. 2: health insurance and child care added. 3: an order for another child deducted. 4: insurance paid by the obligor is credited. 5: parenting time over a threshold, by a percentage.
    """
    ledger, steps = a.Ledger(), []
    payer, payee = a.people(rng, 2)
    children = rng.randint(1, 3)
    start = rng.randrange(30, 90) * 100
    step = 500
    table = []
    base = rng.randrange(520, 900)
    for n in range(6):
        row_ = [base + n * rng.randrange(38, 70)]
        row_ += [
            int(row_[0] * Fraction(15, 10)) + rng.randrange(20),
            int(row_[0] * Fraction(19, 10)) + rng.randrange(20),
        ]
        table.append((start + n * step, row_))
    line = rng.randrange(1, 5)
    low = table[line][0]
    combined = low + rng.randrange(0, step // 10) * 10
    mine = combined * rng.randrange(35, 72) // 100 // 10 * 10
    other = combined - mine
    prior = rng.randrange(15, 60) * 10 if difficulty >= 3 else 0
    gross = mine + prior
    basic = table[line][1][children - 1]
    year = rng.randint(2021, 2025)
    place = rng.choice(("Jefferson", "Absaroka", "Marlow"))
    lines = [
        f"{a.usd(top)} to {a.usd(top + step - 1)}: one child {a.usd(r[0])}, two children {a.usd(r[1])}, three children {a.usd(r[2])}"
        for top, r in table
    ]
    rules = (
        f"{place} Child Support Guidelines (a model table, effective January 1, {year}). Basic monthly obligation by combined adjusted monthly income:\n"
        + "\n".join(lines)
        + "\n\nEach parent bears the part of the obligation that corresponds to that parent's part of the combined adjusted income; the obligor pays that part to the other parent. Round the result to the whole dollar."
    )
    word = ("one child", "two children", "three children")[children - 1]
    facts = f"{payer} (obligor) and {payee} have {word}, who {'lives' if children == 1 else 'live'} with {payee}. {payer} earns {a.usd(gross)} a month, {payee} {a.usd(other)}."
    ledger.take("mine", gross, f"{payer} earns {a.usd(gross)}", "$", role="obligor's income")
    ledger.take("other", other, f"{payee} {a.usd(other)}.", "$", role="other parent's income")
    name = "mine"
    if prior:
        facts += f" {payer} pays {a.usd(prior)} a month under an earlier order for another child."
        rules += " Support paid under an earlier order is deducted from income."
        ledger.take("prior", prior, f"pays {a.usd(prior)}", "$", role="earlier order")
        ledger.step("adjusted", "mine - prior")
        name = "adjusted"
        steps.append(f"Adjusted income of {payer}: {a.usd(gross)} − {a.usd(prior)} = {a.usd(mine)}.")
    ledger.take(
        "basic",
        basic,
        f"{word} {a.usd(basic)}" if rules.count(f"{word} {a.usd(basic)}") == 1 else lines[line],
        "$",
        role="basic obligation",
    )
    steps.append(
        f"Combined income: {a.usd(mine)} + {a.usd(other)} = {a.usd(combined)}, for which the table gives {a.usd(basic)} for {word}."
    )
    total, total_name = Fraction(basic), "basic"
    if difficulty >= 2:
        insurance, care = rng.randrange(80, 340), rng.randrange(150, 900)
        by = payer if difficulty >= 4 else payee
        facts += (
            f" The children's health insurance costs {a.usd(insurance)} a month and is paid by {by}; child care costs {a.usd(care)} a month and is paid by {payee}."
            if children > 1
            else f" The child's health insurance costs {a.usd(insurance)} a month and is paid by {by}; child care costs {a.usd(care)} a month and is paid by {payee}."
        )
        rules += " Health insurance and child care are added to the basic obligation before it is divided"
        rules += (
            "; what the obligor pays of them directly is credited against the obligor's part."
            if difficulty >= 4
            else "."
        )
        ledger.take("insurance", insurance, f"insurance costs {a.usd(insurance)}", "$")
        ledger.take("care", care, f"care costs {a.usd(care)}", "$", role="child care")
        ledger.step("whole", "basic + insurance + care")
        steps.append(
            f"With insurance and child care: {a.usd(basic)} + {a.usd(insurance)} + {a.usd(care)} = {a.usd(basic + insurance + care)}."
        )
        total, total_name = Fraction(basic + insurance + care), "whole"
    part = ledger.step("part", f"{total_name} * {name} / ({name} + other)")
    steps.append(f"Part of {payer}: {a.usd(total)} × {a.usd(mine)} / {a.usd(combined)} = {_c(part)}.")
    second = total - total * Fraction(other, combined)
    last = "part"
    if difficulty >= 4:
        part = ledger.step("credited", "part - insurance")
        steps.append(
            f"Credit for the insurance that {payer} pays: {_c(part + insurance)} − {a.usd(insurance)} = {_c(part)}."
        )
        second -= insurance
        last = "credited"
    if difficulty == 5:
        nights, cut = rng.randint(92, 150), rng.choice((10, 12, 15, 20))
        facts += f" {'The children spend' if children > 1 else 'The child spends'} {nights} nights a year with {payer}."
        rules += f" If the obligor has the children for more than 90 nights a year, what would then be paid is reduced by {cut} percent."
        ledger.take("cut", cut, f"reduced by {cut} percent", "percent", role="reduction for parenting time")
        before = part
        part = ledger.step("reduced", f"{last} * (100 - cut) / 100")
        steps.append(
            f"{nights} nights are more than 90, so {cut}% is taken off: {_c(before)} × {100 - cut}% = {_c(part)}."
        )
        second -= second * Fraction(cut, 100)
        last = "reduced"
    result = ledger.step("answer", f"round({last})")
    if result <= 0:
        raise RuntimeError("no support is due")
    shown = a.usd(result)
    steps.append(
        rng.choice(
            (
                f"{payer} pays {shown} a month.",
                f"Answer: {shown} per month",
                f"The monthly support is {shown}.",
            )
        )
    )
    ask = rng.choice((f"How much does {payer} pay in monthly support?", "What is the monthly child support?"))
    return a.row(
        rng,
        a.lay_out(rng, facts, ask, rules),
        steps,
        ledger,
        shown,
        int(second + Fraction(1, 2)),
        currency="USD",
        round_to="dollar",
        period="month",
    )


def _c(value: Fraction) -> str:
    return a.usd(a.cents(value))
