"""How much a household receives from an invented benefit by its rules."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_law.generators import _amounts as a
from assay_law.generators import _rules as r
from assay_law.generators.benefits import _programs as p


@generator("law.benefit_amount", verifiers=r.VERIFIERS)
def benefit_amount(rng: random.Random, difficulty: int) -> Draft:
    """The monthly benefit of an eligible household: a maximum by size, less a part of countable income.

    1: a table and a reduction. 2: a disregard, and a lodger. 3: a shelter allowance. 4: a minimum, and a cap of the allowance. 5: a sanction for a member, and a month that is only a part.
    """
    for _ in range(3_000):
        of = p.program(rng)
        home = p.household(rng, of, min(difficulty, 2))
        count = len(home.members)
        income = home.income(of, 2 if difficulty >= 2 else 1)
        earned = sum(each.earnings for each in home.members)
        top = tuple(220 + rng.randrange(0, 40, 4) + 170 * n for n in range(6))
        rent = rng.randrange(300, 1_500, 20)
        cap = rng.randrange(300, 600, 20)
        least = rng.choice((20, 25, 30))
        lost = rng.choice((10, 20, 25, 50)) if difficulty == 5 else 0
        day = rng.randint(2, 24) if difficulty == 5 else 1
        half = max(0, rent - income // 2) if difficulty >= 3 else 0
        allowance = min(half, cap) if difficulty >= 4 else half
        net = max(0, income - allowance)
        raw = max(0, top[count - 1] - net * 3 // 10)
        benefit = max(raw, least) if difficulty >= 4 and count <= 2 else raw
        sanctioned = benefit * (100 - lost) // 100
        days = 30 - day + 1
        paid = sanctioned * days // 30
        kept = 100 - of.disregard if difficulty >= 2 else 100
        exact = (
            earned * kept % 100 == 0
            and income % 2 == 0
            and net * 3 % 10 == 0
            and benefit * (100 - lost) % 100 == 0
            and sanctioned * days % 30 == 0
        )
        if exact and paid > 0 and income > 0 and net < top[count - 1] * 4:
            break
    else:
        raise RuntimeError("no household was drawn")
    s = of.section
    table = ", ".join(f"{n} {a.usd(each)}" for n, each in enumerate(top, 1))
    made = [
        f"{s(0)}. Amount. The monthly benefit is the maximum for the size of the household less 30 percent of its net income, and not less than nothing.",
        f"{s(1)}. Maximum. The maximum by number of persons is: {table}.",
        f"{s(2)}. Income. Earnings and pensions are counted; child support received is not."
        + (f" Of earnings, {of.disregard} percent is disregarded." if difficulty >= 2 else ""),
    ]
    program = [f"top({n}, {each})." for n, each in enumerate(top, 1)]
    program += [
        f"% {s(3)}: Persons who live and eat together are one household; a lodger who pays rent is not a member.",
        "member(P) :- lives_there(P), not lodger(P).",
        "size(N) :- N = #count { P : member(P) }.",
    ]
    program += [
        f"% {s(2)}: Earnings, less what is disregarded, and pensions.",
        "earned(E) :- E = #sum { A, P : earnings(P, A), member(P) }.",
        "pensions(E) :- E = #sum { A, P : pension(P, A), member(P) }.",
        f"income(I) :- earned(E), pensions(Q), I = E * {kept} / 100 + Q.",
    ]
    if difficulty >= 2:
        made.append(
            f"{s(3)}. Household. Persons who live and eat together are one household. A lodger who pays rent is not a member of it, and the lodger’s income is not counted."
        )
    if difficulty >= 3:
        more = f" It may not exceed {a.usd(cap)}." if difficulty >= 4 else ""
        made.append(
            f"{s(4)}. Shelter. Net income is income under {s(2)} less the amount by which the rent of the household exceeds one half of that income.{more}".replace(
                "It may not", "That amount may not"
            )
        )
        program += [
            f"% {s(4)}: Net income is income less the amount by which rent exceeds one half of it.",
            "excess(X) :- rent(R), income(I), X = #max { 0 ; R - I / 2 }.",
        ]
        if difficulty >= 4:
            program += [f"shelter(X) :- excess(X), X <= {cap}.", f"shelter({cap}) :- excess(X), X > {cap}."]
        else:
            program += ["shelter(X) :- excess(X)."]
    else:
        made.insert(2, f"{s(4)}. Net income. Net income is income under {s(2)}.")
        program += [f"% {s(4)}: Net income is income.", "shelter(0)."]
    program += ["net(N) :- income(I), shelter(X), N = #max { 0 ; I - X }."]
    program += [
        f"% {s(0)}: The maximum for the size less 30 percent of net income, and not less than nothing.",
        "raw(B) :- size(N), top(N, T), net(M), B = #max { 0 ; T - M * 3 / 10 }.",
    ]
    if difficulty >= 4:
        made.append(
            f"{s(5)}. Minimum. Notwithstanding {s(0)}, a household of one or two persons receives at least {a.usd(least)}."
        )
        program += [
            f"% {s(5)}: Notwithstanding, one or two persons receive at least the minimum.",
            "benefit(B) :- raw(B), size(N), N > 2.",
            f"benefit(C) :- raw(B), size(N), N <= 2, C = #max {{ {least} ; B }}.",
        ]
    else:
        program += ["benefit(B) :- raw(B)."]
    if difficulty == 5:
        made.append(
            f"{s(6)}. Sanction. If a member fails without good cause to report for an interview, the benefit is reduced by {lost} percent for that month."
        )
        made.append(
            f"{s(7)}. First month. For the month of application the benefit is paid for the days from the application on, that day included, one thirtieth for each; every month counts as 30 days."
        )
        program += [
            f"% {s(6)}: Reduced if a member fails without good cause to report.",
            f"kept(C) :- benefit(B), missed, not good_cause, C = B * {100 - lost} / 100.",
            "kept(B) :- benefit(B), not missed.",
            "kept(B) :- benefit(B), good_cause.",
        ]
        program += [
            f"% {s(7)}: One thirtieth for each day from the application on.",
            "paid(P) :- kept(B), applied(D), P = B * (31 - D) / 30.",
        ]
    else:
        program += ["paid(B) :- benefit(B)."]
    cause = difficulty == 5 and rng.random() < 0.4 and (benefit * days) % 30 == 0
    if cause:
        sanctioned = benefit
        paid = benefit * days // 30
    facts = (
        home.facts()
        + [f"rent({rent})", f"applied({day})"]
        + ["missed"] * (difficulty == 5)
        + ["good_cause"] * cause
    )
    facts = [each for each in facts if not each.startswith("asset")]
    rules = (
        f"{of.place} Code, {of.name} (a model rule, as in force on January 1, {of.year}):\n\n"
        + "\n\n".join(sorted(made, key=lambda each: int(each[2:].split(".")[0])))
    )
    story = home.told(of, 2)
    if difficulty >= 3:
        story += (
            f" Their rent is {a.usd(rent)} a month." if count > 1 else f" The rent is {a.usd(rent)} a month."
        )
    who = home.members[0].name
    if difficulty == 5:
        story += (
            f" {who} applied on day {day} of the month, and in that month failed to report for an interview"
            + (", because of a stay in hospital, which is good cause." if cause else ", without good cause.")
        )
    people = f"{count} person{'s' if count > 1 else ''}"
    steps = []
    lodgers = [each.name for each in home.people if each.lodger]
    if difficulty >= 2:
        steps.append(
            f"{lodgers[0]} is a lodger and no member, so the household has {people} ({s(3)})."
            if lodgers
            else f"The household has {people} ({s(3)})."
        )
    steps.append(f"The maximum for {people} is {a.usd(top[count - 1])} ({s(1)}).")
    pension = income - earned * kept // 100
    counted = (
        f"Earnings of {a.usd(earned)} less {of.disregard} percent are {a.usd(earned * kept // 100)}"
        if difficulty >= 2 and earned
        else f"Earnings are {a.usd(earned)}"
    )
    steps.append(
        f"{counted}{f', and with pensions of {a.usd(pension)} income is {a.usd(income)}' if pension else ''} ({s(2)})."
        + (" Child support is not counted." if home.support else "")
    )
    if difficulty >= 3:
        steps.append(
            f"One half of {a.usd(income)} is {a.usd(income // 2)}; the rent of {a.usd(rent)} {f'exceeds it by {a.usd(half)}' if half else 'does not exceed it'} ({s(4)})."
            + (f" No more than {a.usd(cap)} may be deducted." if difficulty >= 4 and half > cap else "")
        )
        if allowance:
            steps.append(
                f"Net income: {a.usd(income)} − {a.usd(allowance)} = {a.usd(income - allowance)}{', that is, nothing' if income < allowance else ''} ({s(4)})."
                if income >= allowance
                else f"The deduction is larger than the income, so net income is $0 ({s(4)})."
            )
    steps.append(
        f"30 percent of {a.usd(net)} is {a.usd(net * 3 // 10)}; {a.usd(top[count - 1])} less that is {a.usd(raw)} ({s(0)})."
        if top[count - 1] >= net * 3 // 10
        else f"30 percent of {a.usd(net)} is {a.usd(net * 3 // 10)}, more than the maximum, so {s(0)} leads to nothing."
    )
    if difficulty >= 4:
        steps.append(
            f"A household of {people} receives at least {a.usd(least)}, so it is {a.usd(benefit)} ({s(5)})."
            if count <= 2 and raw < least
            else f"The minimum of {s(5)} {'is for one or two persons only' if count > 2 else 'is exceeded'}."
        )
    if difficulty == 5:
        steps.append(
            f"There was good cause, so nothing comes off ({s(6)})."
            if cause
            else f"{lost} percent come off for the missed interview: {a.usd(sanctioned)} ({s(6)})."
        )
        steps.append(
            f"From day {day} on there are 30 − {day} + 1 = {days} days: {a.usd(sanctioned)} × {days} / 30 = {a.usd(paid)} ({s(7)})."
        )
    ask = rng.choice(
        (
            f"What benefit does the household of {who} receive{' for the month of application' if difficulty == 5 else ' a month'}?",
            f"How much is paid to the household of {who} for {'that' if difficulty == 5 else 'one'} month?",
        )
    )
    prompt = r.lay_out(rng, story, ask, rules)
    ends = ("The household receives {shown}.", "Answer: {shown}", "**{shown}**")
    return r.number(
        rng, prompt, steps, "\n".join(program), facts, "paid(P)", paid, a.usd(paid), ends, unit="USD"
    )
