"""Shares of an intestate estate, by a rule like that of the Uniform Probate Code."""

from __future__ import annotations

import random
from fractions import Fraction

from assay import Draft, generator
from assay_law.generators import _amounts as a

_NUMBERS = ("no", "one", "two", "three", "four", "five")


@generator("law.intestate_estate", verifiers=a.VERIFIERS)
def intestate_estate(rng: random.Random, difficulty: int) -> Draft:
    """The share, or the sum, that an heir takes of an intestate estate, by a model act that is quoted (spouse's first sum, by representation).

    1: children alone. 2: a spouse and children. 3: a dead child with children. 4: a spouse, and two dead children with children. 5: that, with debts, in dollars.
    """
    ledger, steps = a.Ledger(), []
    decedent = a.people(rng, 1)[0]
    names = rng.sample(
        "Ada|Bela|Caleb|Dora|Edgar|Flora|Gideon|Hester|Ivor|Joan|Klara|Leo|Mina|Nils|Opal|Pascal".split("|"),
        12,
    )
    spouse = difficulty in (2, 4, 5)
    living = rng.randint(2, 4)
    dead = {3: 1, 4: 2, 5: 2}.get(difficulty, 0)
    if difficulty == 1:
        living = rng.randint(2, 7)
    children = names[:living]
    first = rng.choice((100, 120, 150, 200, 225)) * 1_000
    part = rng.choice((Fraction(1, 2), Fraction(1, 2), Fraction(2, 3), Fraction(1, 3)))
    part_words = {Fraction(1, 2): "one half", Fraction(2, 3): "two thirds", Fraction(1, 3): "one third"}[part]
    code = rng.choice(
        (
            "Jefferson Probate Code §§ 2-102, 2-103, 2-106",
            "Absaroka Probate Code §§ 2-102 to 2-106",
            "Marlow Uniform Probate Act §§ 2-102, 2-103, 2-106",
        )
    )
    rules = f"{code} (a model act on the pattern of the Uniform Probate Code, as in force on January 1, {rng.randint(2022, 2025)}): “"
    if spouse:
        rules += (
            f"The surviving spouse takes the first {a.usd(first)} and {part_words} of the balance. "
            if difficulty == 5
            else f"The surviving spouse takes {part_words} of the estate. "
        )
        rules += "The rest passes to the decedent's descendants by representation. "
    else:
        rules += "If there is no surviving spouse, the estate passes to the decedent's descendants by representation. "
    rules += "The estate is divided into as many equal shares as there are surviving children and dead children who left surviving descendants. Each surviving child takes one share; the share of a dead child is divided equally among that child's own children.”"
    living_said = (
        f"{_NUMBERS[living]} living {'child' if living == 1 else 'children'}"
        if living < 6
        else f"{living} living children"
    )
    facts = (
        f"{decedent} died without a will"
        + (", survived by a spouse and by " if spouse else ", unmarried, survived by ")
        + f"{living_said}: {_list(children)}."
    )
    at = living
    branches: list[tuple[str, list[str]]] = []
    sizes: list[int] = []
    for n in range(dead):
        parent = names[at]
        size = rng.choice([s for s in (2, 3, 4, 5) if s not in sizes])
        sizes.append(size)
        grand = [
            f"{g}"
            for g in rng.sample(
                [
                    x
                    for x in "Rhea|Silas|Tess|Ulric|Vera|Wade|Xenia|Yorick|Zelda|Quinn|Runa|Stig".split("|")
                    if x not in [y for _, b in branches for y in b]
                ],
                size,
            )
        ]
        branches.append((parent, grand))
        at += 1
        facts += f" {'Another' if n else 'A'} child, {parent}, died before {decedent} and left {size} children: {_list(grand)}."
    people = [*children, *(g for _, b in branches for g in b)]
    target = (
        rng.choice([g for _, b in branches for g in b])
        if dead and rng.random() < 0.75
        else rng.choice(children)
    )
    size = next((len(b) for _, b in branches if target in b), 0)
    heads = living + dead
    if spouse and target in children and difficulty < 5 and rng.random() < 0.15:
        target = children[0]
    unit = Fraction(1, heads)
    steps.append(
        f"There are {living} living {'child' if living == 1 else 'children'}"
        + (f" and {dead} dead {'child' if dead == 1 else 'children'} with descendants" if dead else "")
        + f", so the descendants' part is divided into {heads} shares."
    )
    rest = 1 - part if spouse else Fraction(1)
    ledger.take("living", living, f"by {living_said}", role="living children")
    for parent, grand in branches:
        if target in grand:
            ledger.take(
                "grandchildren", len(grand), f"left {len(grand)} children", role=f"children of {parent}"
            )
    if difficulty == 5:
        debts = rng.randrange(40, 900) * 100
        balance = rng.randrange(30, 400) * 100 * heads * (size or 1) * part.denominator
        gross = balance + first + debts
        facts += f" The estate is worth {a.usd(gross)} before debts and expenses of {a.usd(debts)}."
        ledger.take("gross", gross, f"worth {a.usd(gross)}", "$", role="estate before debts")
        ledger.take("debts", debts, f"expenses of {a.usd(debts)}", "$", role="debts and expenses")
        ledger.take("first", first, f"first {a.usd(first)}", "$", role="the spouse's first sum")
        ledger.step("balance", "gross - debts - first")
        result = ledger.step(
            "answer",
            f"balance * {rest.numerator} / {rest.denominator} / (living + {dead})"
            + (" / grandchildren" if size else ""),
        )
        net = gross - debts
        down = balance * rest
        steps.insert(
            0,
            f"Net estate: {a.usd(gross)} − {a.usd(debts)} = {a.usd(net)}. Less the spouse's first {a.usd(first)}: {a.usd(net)} − {a.usd(first)} = {a.usd(balance)}.",
        )
        steps.insert(
            1,
            f"The spouse also takes {part_words} of the balance, {a.usd(balance)} × {part} = {a.usd(balance * part)}, which leaves {a.usd(balance)} − {a.usd(balance * part)} = {a.usd(down)} to the descendants.",
        )
        steps.append(f"One share: {a.usd(down)} / {heads} = {a.usd(down / heads)}.")
        if size:
            steps.append(
                f"{target} is one of {size} children of a dead child: {a.usd(down / heads)} / {size} = {a.usd(result)}."
            )
        second = Fraction(balance) - balance * part
        second -= second * Fraction(heads - 1, heads)
        second -= second * Fraction(size - 1, size) if size else 0
        shown = a.usd(result)
        steps.append(
            rng.choice(
                (
                    f"{target} takes {shown}.",
                    f"Answer: {shown}",
                    f"The sum that passes to {target} is {shown}.",
                )
            )
        )
        ask = rng.choice((f"How much does {target} take?", f"What sum passes to {target}?"))
        return a.row(rng, a.lay_out(rng, facts, ask, rules), steps, ledger, shown, second, currency="USD")
    formula = f"{rest.numerator} / {rest.denominator} / (living + {dead})" + (
        " / grandchildren" if size else ""
    )
    result = ledger.step("answer", formula)
    if spouse:
        steps.insert(0, f"The spouse takes {part}, which leaves 1 − {part} = {rest} to the descendants.")
    steps.append(
        f"Each share is {rest} × 1/{heads} = {rest * unit}." if spouse else f"Each share is 1/{heads}."
    )
    if size:
        steps.append(
            f"{target} is one of {size} children of a dead child, who divide its share: {rest * unit} / {size} = {result}."
        )
    shares: dict[str, str] = {"spouse": str(part)} if spouse else {}
    shares.update({c: str(rest * unit) for c in children})
    for _, grand in branches:
        shares.update({g: str(rest * unit / len(grand)) for g in grand})
    if rng.random() < 0.5:
        steps.append(
            "\n".join(
                [
                    "All shares:",
                    *(
                        f"{'Surviving spouse' if who == 'spouse' else who}: {value}"
                        for who, value in shares.items()
                    ),
                ]
            )
        )
    if spouse:
        shares["Surviving spouse"] = shares.pop("spouse")
    second = Fraction(shares[target])
    second = (
        1 - sum((Fraction(v) for k, v in shares.items() if k != target), Fraction(0))
        if len(people)
        else second
    )
    steps.append(
        rng.choice(
            (
                f"{target} takes {result} of the estate.",
                f"Answer: {result}",
                f"The share of {target} is {result}.",
            )
        )
    )
    ask = rng.choice(
        (
            f"What fraction of the estate does {target} take?",
            f"What is the share of {target}, as a fraction of the whole estate?",
        )
    )
    return a.row(
        rng,
        a.lay_out(rng, facts, ask, rules),
        steps,
        ledger,
        str(result),
        second,
        currency="share",
        shares=shares,
    )


def _list(names: list[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]
