"""The amount in controversy: which claims are added up, and what supplemental jurisdiction brings in."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_law.generators import _amounts as a
from assay_law.generators import _rules as r
from assay_law.generators import _time as t

_PROGRAM = """
% § 1332(a): One plaintiff's claims against one defendant are added up, related or not.
total(P, D, T) :- plaintiff(P), defendant(D), T = #sum { A, C : claim(C, P, D, A) }.
% § 1332(a): Claims against several defendants are added up if their liability is joint.
joint_total(P, T) :- plaintiff(P), T = #sum { A, C : joint_claim(C, P, A) }.
% § 1332(a): Claims of several plaintiffs are added up if they enforce a common and undivided interest.
common_total(T) :- undivided, T = #sum { A, C : claim(C, P, D, A) }.
% § 1332(a): The matter in controversy must exceed $75,000.
meets(P, D) :- total(P, D, T), T > 75000.
meets(P, D) :- joint_total(P, T), T > 75000, defendant(D), joint_claim(C, P, A).
meets(P, D) :- common_total(T), T > 75000, plaintiff(P), defendant(D).
% § 1367(a): With one claim that meets the amount, related smaller claims of plaintiffs joined under Rule 20 are covered.
covered(P, D) :- meets(P, D).
covered(P, D) :- plaintiff(P), defendant(D), meets(Q, D), P != Q, same_controversy.
uncovered :- plaintiff(P), defendant(D), sues(P, D), not covered(P, D).
whole_case :- not uncovered.
"""


@generator("law.aggregation_of_claims", verifiers=r.VERIFIERS)
def aggregation_of_claims(rng: random.Random, difficulty: int) -> Draft:
    """Whether the amount-in-controversy requirement is met for every claim of an action.

    1: one plaintiff, several claims against one defendant. 2: two plaintiffs of one accident, or an undivided interest. 3: two defendants, liable severally or jointly. 4: two plaintiffs, one
    over the amount. 5: three plaintiffs with several claims each, one or none over the amount, related or not.
    """
    names = t.people(rng, 4)
    firm = r.firm(rng, names)
    wanted = rng.random() < 0.5
    maker = (_one, _two, _defendants, _supplemental, _supplemental)[difficulty - 1]
    for _ in range(400):
        story, facts, steps, second = maker(rng, names, firm, 3 if difficulty == 5 else 2)
        if second == wanted:
            break
    ask = rng.choice(
        (
            "The parties are completely diverse. Is there jurisdiction over every claim in the action?",
            "Complete diversity is not in dispute. Does the district court have jurisdiction over all of the claims?",
        )
    )
    ends = (
        "The court has jurisdiction over every claim.",
        "The court does not have jurisdiction over every claim.",
    )
    prompt = r.lay_out(
        rng, story, ask, r.quote("1332-a", "aggregation-cases", *(("1367-a",) if difficulty >= 4 else ()))
    )
    return r.yes_no(rng, prompt, steps, _PROGRAM, facts, "whole_case", second, ends)


_Made = tuple[str, list[str], list[str], bool]
_CAUSES = (
    "unpaid invoices",
    "breach of a lease",
    "conversion of equipment",
    "a negligent repair",
    "defamation",
    "an unpaid loan",
)


def _money(rng: random.Random, low: int, high: int) -> int:
    return rng.randrange(low // 500, high // 500) * 500


def _over(total: int) -> str:
    return (
        "exceeds $75,000"
        if total > 75_000
        else "does not exceed $75,000"
        if total < 75_000
        else "is exactly $75,000 and so does not exceed it"
    )


def _one(rng: random.Random, names: list[str], firm: str, _: int) -> _Made:
    causes = rng.sample(_CAUSES, rng.randint(2, 3))
    sums = [_money(rng, 15_000, 52_000) for _ in causes]
    if rng.random() < 0.2:
        sums[-1] = max(2_000, 75_000 - sum(sums[:-1]))
    total = sum(sums)
    said = r.listed([f"{cause} ({a.usd(n)})" for cause, n in zip(causes, sums, strict=True)])
    facts = ["plaintiff(p1)", "defendant(d1)", "sues(p1,d1)"] + [
        f"claim(c{n},p1,d1,{s})" for n, s in enumerate(sums)
    ]
    steps = [
        "One plaintiff may add up all claims against one defendant, even unrelated ones (§ 1332(a); Snyder).",
        f"{' + '.join(a.usd(n) for n in sums)} = {a.usd(total)}, which {_over(total)} (§ 1332(a)).",
    ]
    return (
        f"{names[0]} sues {firm} in federal court under state law for {said}. The claims have nothing to do with each other.",
        facts,
        steps,
        total > 75_000,
    )


def _two(rng: random.Random, names: list[str], firm: str, _: int) -> _Made:
    sums = [_money(rng, 30_000, 74_500), _money(rng, 25_000, 74_500)]
    undivided = rng.random() < 0.5
    facts = ["plaintiff(p1)", "plaintiff(p2)", "defendant(d1)", "sues(p1,d1)", "sues(p2,d1)", f"claim(c1,p1,d1,{sums[0]})", f"claim(c2,p2,d1,{sums[1]})", "same_controversy"]  # fmt: skip
    total = sum(sums)
    if undivided:
        facts.append("undivided")
        worth = _money(rng, 61_000, 160_000)
        facts[5:7] = [f"claim(c1,p1,d1,{worth})"]
        story = rng.choice(
            (
                f"{names[0]} and {names[1]}, who own a parcel of land as joint tenants, sue {firm} in federal court under state law to set aside a single lien of {a.usd(worth)} on the whole parcel. They assert one undivided title.",
                f"{names[0]} and {names[1]} are the beneficiaries of one undivided trust fund and sue {firm}, the former trustee, in federal court under state law to restore {a.usd(worth)} to the fund.",
            )
        )
        steps = [
            "The plaintiffs enforce a single right in which they have a common and undivided interest, so its whole value counts (§ 1332(a); Snyder).",
            f"That value, {a.usd(worth)}, {_over(worth)} (§ 1332(a)).",
        ]
        return story, facts, steps, worth > 75_000
    story = f"{names[0]} and {names[1]}, passengers of one bus, sue its operator {firm} in federal court for their own injuries in the same accident: {names[0]} asks for {a.usd(sums[0])}, {names[1]} for {a.usd(sums[1])}."
    if rng.random() < 0.5:
        sums[0] = _money(rng, 75_500, 140_000)
        facts[5] = f"claim(c1,p1,d1,{sums[0]})"
        story = f"{names[0]} and {names[1]}, passengers of one bus, are joined under Rule 20 and sue its operator {firm} in federal court for their own injuries in the same accident: {names[0]} asks for {a.usd(sums[0])}, {names[1]} for {a.usd(sums[1])}."
        steps = [
            f"The claim of {names[0]}, {a.usd(sums[0])}, exceeds $75,000 (§ 1332(a)).",
            f"That of {names[1]} does not, but it is part of the same controversy, and § 1367(a) covers the smaller claim of a plaintiff joined under Rule 20 (Allapattah).",
        ]
        return story, facts, steps, True
    steps = [
        f"Each plaintiff has a claim of his or her own; the claims are separate and are not added up to {a.usd(total)} (§ 1332(a); Snyder).",
        f"Neither {a.usd(sums[0])} nor {a.usd(sums[1])} exceeds $75,000 (§ 1332(a)), so there is no claim to which the other could be supplemental.",
    ]
    return story, facts, steps, False


def _defendants(rng: random.Random, names: list[str], firm: str, _: int) -> _Made:
    joint = rng.random() < 0.5
    head = ["plaintiff(p1)", "defendant(d1)", "defendant(d2)", "sues(p1,d1)", "sues(p1,d2)"]
    if joint:
        worth = _money(rng, 60_000, 150_000)
        story = f"{names[0]} sues {names[1]} and {firm} in federal court under state law for one loss of {a.usd(worth)}, for the whole of which the complaint alleges that they are jointly liable."
        steps = [
            "The liability of the defendants is joint, so the whole loss counts against each (§ 1332(a); Snyder).",
            f"{a.usd(worth)} {_over(worth)} (§ 1332(a)).",
        ]
        return story, [*head, f"joint_claim(c1,p1,{worth})"], steps, worth > 75_000
    sums = [_money(rng, 40_000, 110_000), _money(rng, 40_000, 110_000)]
    story = f"{names[0]} sues {names[1]} in federal court under state law for {a.usd(sums[0])} on one promissory note, and in the same action {firm} for {a.usd(sums[1])} on another. Neither is liable for the note of the other."
    ok = min(sums) > 75_000
    steps = [
        "Claims against several defendants whose liability is not joint are not added up; each is looked at alone (§ 1332(a); Snyder)."
    ]
    steps += [
        f"Against {who}: {a.usd(n)} {_over(n)} (§ 1332(a))."
        for who, n in zip((names[1], firm), sums, strict=True)
    ]
    return story, [*head, f"claim(c1,p1,d1,{sums[0]})", f"claim(c2,p1,d2,{sums[1]})"], steps, ok


def _supplemental(rng: random.Random, names: list[str], firm: str, count: int) -> _Made:
    related = rng.random() < 0.6
    several = 2 if count == 3 else 1
    sums = [
        [_money(rng, 12_000, 44_000 if several == 2 else 74_000) for _ in range(several)]
        for _ in range(count)
    ]
    if rng.random() < 0.75:
        sums[0][0] = _money(rng, 66_000, 120_000)
    who = names[:count]
    facts = ["defendant(d1)"] + [f for n in range(count) for f in (f"plaintiff(p{n})", f"sues(p{n},d1)")]
    facts += [f"claim(c{n}{m},p{n},d1,{s})" for n, row in enumerate(sums) for m, s in enumerate(row)]
    if related:
        facts.append("same_controversy")
    totals = [sum(row) for row in sums]
    if related:
        kinds = ("medical expenses", "damage to a car")
        lead = f"{r.listed(who)}, joined under Rule 20, sue {firm} in federal court for injuries from one explosion of a gas main."
    else:
        kinds = ("unpaid commissions", "unpaid expenses")
        lead = f"{r.listed(who)}, sales agents under contracts that have nothing to do with each other, sue {firm} together in federal court under state law; their claims arise from different events and are no part of one case or controversy."
    told = [
        f"{name} asks for " + r.listed([f"{a.usd(n)} for {kinds[m]}" if several == 2 else a.usd(n) for m, n in enumerate(row)]) for name, row in zip(who, sums, strict=True)
    ]  # fmt: skip
    meets = [n > 75_000 for n in totals]
    steps = []
    for name, row, total in zip(who, sums, totals, strict=True):
        added = f"{' + '.join(a.usd(n) for n in row)} = {a.usd(total)}" if len(row) > 1 else a.usd(total)
        steps.append(f"{name} against {firm}: {added}, which {_over(total)} (§ 1332(a)).")
    if all(meets):
        steps.append("Every plaintiff meets the amount alone (§ 1332(a)).")
    elif any(meets):
        steps.append(
            "One plaintiff’s claims meet the amount, and the others’ are part of the same case or controversy, so § 1367(a) covers them (Allapattah)."
            if related and sum(meets) == 1
            else "At least one plaintiff meets the amount, and the smaller claims are part of the same case or controversy, so § 1367(a) covers them (Allapattah)."
            if related
            else "The smaller claims are not part of the same case or controversy as a claim that meets the amount, so § 1367(a) does not cover them."
        )
    else:
        steps.append(
            "No plaintiff’s claims exceed the amount, the claims of several plaintiffs are not added up (Snyder), and so § 1367(a) has nothing to attach to."
        )
    second = all(meets) or (any(meets) and related)
    return f"{lead} {'; '.join(told)}.", facts, steps, second
