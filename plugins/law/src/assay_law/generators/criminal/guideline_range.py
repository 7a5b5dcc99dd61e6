"""The guideline range by the Sentencing Table: offense level, adjustments, criminal history."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_law.generators import _amounts as a
from assay_law.generators import _rules as r
from assay_law.generators import _time as t
from assay_law.generators.criminal import _guidelines as g

_LOSS = ((6_500, 2), (15_000, 4), (40_000, 6), (95_000, 8), (150_000, 10), (250_000, 12))
_PROGRAM = """
% § 2B1.1(a): The base offense level is 7 with a statutory maximum of 20 years or more, otherwise 6.
base(7) :- maximum_years(Y), Y >= 20.
base(6) :- maximum_years(Y), Y < 20.
% § 2B1.1(b)(1): The loss increases the level.
step(6500, 2). step(15000, 4). step(40000, 6). step(95000, 8). step(150000, 10). step(250000, 12).
loss_increase(N) :- loss(L), N = #max { 0 ; V : step(M, V), L > M }.
% § 3B1.1: Organizer or leader with five or more participants 4, manager or supervisor 3, of any other criminal activity 2.
role(4) :- leader, participants(P), P >= 5.
role(3) :- manager, not leader, participants(P), P >= 5.
role(2) :- leader, participants(P), P < 5.
role(2) :- manager, not leader, participants(P), P < 5.
% § 3B1.2: Minimal participant minus 4, minor participant minus 2.
role(-4) :- minimal.
role(-2) :- minor.
some_role :- role(N).
adjusted(L) :- base(B), loss_increase(I), role(N), L = B + I + N.
adjusted(L) :- base(B), loss_increase(I), not some_role, L = B + I.
% § 3E1.1(a): Acceptance of responsibility decreases the level by 2.
% § 3E1.1(b): By 1 more if the level is 16 or greater and the government moves for it.
level(L) :- adjusted(L), not acceptance.
level(M) :- adjusted(L), acceptance, L < 16, M = L - 2.
level(M) :- adjusted(L), acceptance, L >= 16, not motion, M = L - 2.
level(M) :- adjusted(L), acceptance, L >= 16, motion, M = L - 3.
"""


@generator("law.guideline_range", verifiers=r.VERIFIERS)
def guideline_range(rng: random.Random, difficulty: int) -> Draft:
    """The guideline range in months for a fraud, from a part of the Sentencing Table that is given.

    1: total offense level and category given. 2: base level and loss. 3: acceptance of responsibility. 4: the role in the offense. 5: the criminal history counted as well.
    """
    (name,) = t.people(rng, 1)
    for _ in range(2_000):
        maximum = rng.choice((5, 10, 20, 20, 30))
        loss = rng.choice(
            (rng.randrange(3_000, 90_000, 100), rng.randrange(40_000, 248_000, 500), 15_000, 40_000, 95_000)
        )
        role = rng.choice(("", "leader", "manager", "minimal", "minor")) if difficulty >= 4 else ""
        people = rng.randint(2, 9)
        acceptance = difficulty >= 3 and rng.random() < 0.75
        motion = acceptance and rng.random() < 0.6
        record = g.history(rng, rng.randint(3, 5)) if difficulty == 5 else None
        base = 7 if maximum >= 20 else 6
        more = max([0] + [v for m, v in _LOSS if loss > m])
        change = {
            "": 0,
            "leader": 4 if people >= 5 else 2,
            "manager": 3 if people >= 5 else 2,
            "minimal": -4,
            "minor": -2,
        }[role]
        before = base + more + change
        level = before - (0 if not acceptance else 3 if motion and before >= 16 else 2)
        index = g.category(record.total) if record else rng.randrange(6)
        within = (
            level not in g.TABLE or g.TABLE[level][index][1] <= 12 * maximum
        )  # else § 5G1.1 bounds the range
        if (
            g.LOWEST <= level <= g.HIGHEST
            and within
            and (difficulty < 4 or role)
            and (not motion or before >= 13)
        ):
            break
    else:
        raise RuntimeError("no offense was drawn")
    levels, table = g.part(level)
    cell = g.TABLE[level][index]
    roman = g.CATEGORIES[index]
    cells = dict.fromkeys(c for n in levels for c in g.TABLE[n])
    rules = "".join(f"cell({n}, {i}, r{c[0]}_{c[1]}).\n" for n in levels for i, c in enumerate(g.TABLE[n], 1))
    program = (
        (_PROGRAM if difficulty > 1 else "")
        + "% ch. 5, pt. A: The Sentencing Table.\n"
        + rules
        + "range(R) :- level(L), category(C), cell(L, C, R).\n"
    )
    facts = []
    steps = []
    if difficulty == 1:
        story = f"The total offense level of {name} is {level}, and the criminal history category is {roman}."
        facts += [f"level({level})", f"category({index + 1})"]
    else:
        facts += (
            [f"maximum_years({maximum})", f"loss({loss})"]
            + [role] * bool(role)
            + [f"participants({people})"] * (role in ("leader", "manager"))
            + ["acceptance"] * acceptance
            + ["motion"] * motion
        )
        story = f"{name} was convicted of fraud, with a statutory maximum of {maximum} years. The loss was {a.usd(loss)}."
        steps.append(
            f"The statutory maximum is {maximum} years, so the base offense level is {base} (§ 2B1.1(a))."
        )
        band = max([0] + [m for m, _ in _LOSS if loss > m])
        steps.append(
            f"A loss of {a.usd(loss)} is more than {a.usd(band)}: plus {more} (§ 2B1.1(b)(1))."
            if more
            else f"A loss of {a.usd(loss)} does not exceed $6,500: no increase (§ 2B1.1(b)(1))."
        )
        if role in ("leader", "manager"):
            story += f" The court finds that {name} was {'the organizer and leader' if role == 'leader' else 'a manager, and not an organizer or leader,'} of a criminal activity with {people} participants{'' if people >= 5 else ', which was not otherwise extensive'}."
            steps.append(
                f"{'Leader' if role == 'leader' else 'Manager'} of an activity with {'five or more' if people >= 5 else 'fewer than five'} participants: plus {change} (§ 3B1.1)."
            )
        elif role:
            story += f" The court finds that {name} was a {role} participant."
            steps.append(f"A {role} participant: minus {-change} (§ 3B1.2).")
        if difficulty >= 3:
            if acceptance:
                story += f" {name} clearly accepted responsibility" + (
                    ", and the government moves for the further decrease, since the plea was announced in good time."
                    if motion
                    else "; the government makes no motion under § 3E1.1(b)."
                )
                steps.append(
                    f"The level before acceptance is {before}, which is {'16 or greater' if before >= 16 else 'less than 16'}: minus "
                    + (
                        "3 (§ 3E1.1(a) and (b))."
                        if motion and before >= 16
                        else "2 (§ 3E1.1(a)), and § 3E1.1(b) does not apply."
                    )
                )
            else:
                story += f" {name} went to trial and has not accepted responsibility."
                steps.append("There is no decrease for acceptance of responsibility (§ 3E1.1).")
        signs = [base, more] + ([change] if role else []) + ([level - before] if acceptance else [])
        steps.append(
            f"Total offense level: {signs[0]!s}{''.join(f' {chr(43) if n >= 0 else chr(8722)} {abs(n)}' for n in signs[1:])} = {level}."
        )
        if record:
            program += g.HISTORY + g.CATEGORY
            facts += record.facts
            story += f" Prior sentences, all countable and none for a crime of violence that § 4A1.1(d) would count: {r.listed(record.told)}."
            story += (
                f" The fraud was committed while {name} was {record.under}."
                if record.under
                else f" {name} was under no criminal justice sentence at the time."
            )
            steps += record.steps()
            steps.append(f"{record.total} point{'s' if record.total != 1 else ''}: Category {roman}.")
        else:
            facts.append(f"category({index + 1})")
            story += f" The criminal history category is {roman}."
        story += " No other adjustment applies."
    steps.append(
        f"The range stands in the row of level {level} and the column of Category {roman} of the table (ch. 5, pt. A)."
    )
    ask = rng.choice(
        ("What is the guideline range, in months?", f"Give the guideline range of imprisonment for {name}.")
    )
    keys = (
        (["ussg-2b1-1"] if difficulty > 1 else [])
        + (["ussg-3b1-1"] if difficulty >= 4 else [])
        + (["ussg-3e1-1"] if difficulty >= 3 else [])
        + (["ussg-4a1-1"] if record else [])
    )
    quoted = "\n\n".join([*([r.quote(*keys)] if keys else []), table])
    words = {f"r{c[0]}_{c[1]}": f"{g.shown(c)} months" for c in cells}
    ends = ("The guideline range is {word}.", "Answer: {word}", "**{word}**")
    return r.term(
        rng,
        r.lay_out(rng, story, ask, quoted),
        steps,
        program,
        facts,
        "range(R)",
        f"r{cell[0]}_{cell[1]}",
        words,
        ends,
    )
