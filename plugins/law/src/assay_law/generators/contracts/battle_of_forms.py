"""Whether an additional term of an acceptance becomes part of a sale."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_law.generators import _rules as r
from assay_law.generators import _time as t

_PROGRAM = """
% § 2-207(1): A definite and seasonable expression of acceptance operates as one even with additional terms, unless expressly made conditional on assent to them.
acceptance :- definite, seasonable, not conditional.
% § 2-207(2): Between merchants additional terms become part of the contract unless (a), (b) or (c).
part :- acceptance, merchant(buyer), merchant(seller), not kept_out.
% § 2-207(2): Otherwise they are proposals, which the other side may accept.
part :- acceptance, agreed_to.
% § 2-207(2)(a): The offer expressly limits acceptance to its terms.
kept_out :- offer_limits.
% § 2-207(2)(b): They materially alter it.
kept_out :- materially_alters.
% § 2-207(2)(c): Notification of objection has been given, or is given within a reasonable time.
kept_out :- objected, within_reasonable_time.
"""
_TERMS = (
    ("invoices are payable within {n} days", False), ("the goods are delivered in crates that the buyer returns", False), ("complaints are made within {n} days of delivery", False),
    ("interest of 0.5 percent a month is due on overdue invoices", False), ("the seller gives no warranty of any kind", True), ("the buyer pays ten times the price for a canceled order", True),
    ("the seller may cancel the contract if the buyer pays a single invoice late", True), ("deliveries are made in lots of {n}", False),
)  # fmt: skip
_GOODS = (
    "copper pipe",
    "apples",
    "printer paper",
    "work gloves",
    "roof tiles",
    "sheet steel",
    "bottles",
    "seed corn",
)
_SMALL = ("apples", "printer paper", "work gloves")


@generator("law.battle_of_forms", verifiers=r.VERIFIERS)
def battle_of_forms(rng: random.Random, difficulty: int) -> Draft:
    """Whether an additional term becomes part of the contract under N.Y. U.C.C. § 2-207.

    1: merchants or not. 2: material alteration. 3: a limit in the offer, and an objection. 4: an acceptance made conditional. 5: all of these, and an objection that may come too late.
    """
    buyer, seller = t.people(rng, 2)
    wanted = rng.random() < 0.5
    for _ in range(500):
        term, material = rng.choice(_TERMS)
        merchants = rng.random() < (0.5 if difficulty == 1 else 0.9)
        if difficulty == 1 and material:
            continue
        limits = difficulty >= 3 and rng.random() < 0.25
        conditional = difficulty >= 4 and rng.random() < 0.25
        objected = difficulty >= 3 and rng.random() < 0.5
        in_time = objected and (difficulty < 5 or rng.random() < 0.5)
        agreed = not merchants and difficulty > 1 and rng.random() < 0.3
        faults = (not merchants and not agreed) + material + limits + conditional + in_time
        second = not conditional and ((merchants and not material and not limits and not in_time) or agreed)
        if second == wanted and (faults <= 1 or second):
            break
    n = rng.choice((10, 14, 20, 30, 40))
    term = term.format(n=n)
    facts = (
        ["definite", "seasonable", "merchant(seller)"]
        + ["merchant(buyer)"] * merchants
        + ["materially_alters"] * material
    )
    facts += (
        ["offer_limits"] * limits
        + ["conditional"] * conditional
        + ["objected"] * objected
        + ["within_reasonable_time"] * in_time
        + ["agreed_to"] * agreed
    )
    goods = rng.choice(_GOODS if merchants else _SMALL)
    who = (
        f"Both deal in {goods} by trade"
        if merchants
        else f"{seller} deals in {goods} by trade; {buyer} was buying for a private household and is no merchant"
    )
    tons = rng.randint(3, 60) if merchants else rng.randint(2, 6)
    unit = {
        "apples": "crates of apples",
        "printer paper": "boxes of printer paper",
        "work gloves": "boxes of work gloves",
        "bottles": "pallets of bottles",
    }.get(goods, f"tons of {goods}")
    story = f"{buyer} offered in writing to buy {tons} {unit} from {seller} at a stated price"
    story += ", and the offer says: “Acceptance is limited to the terms of this offer.”" if limits else "."
    story += f" {who}. The next day {seller} wrote: “We accept your order. "
    story += (
        f"Our acceptance is expressly conditional on your assent to the following term: {term}.”"
        if conditional
        else f"In addition, {term}.”"
    )
    story += " New York law governs. The court finds that in this trade the term " + (
        "would be a surprise and a hardship, so that it materially alters the contract."
        if material
        else "is usual, so that it does not materially alter the contract."
    )
    if objected:
        story += f" {buyer} objected to the term " + (
            rng.choice(
                (
                    "by return of mail, which was within a reasonable time.",
                    "the same day, within a reasonable time.",
                )
            )
            if in_time
            else "five months later, after all deliveries had been made, which the court finds was not within a reasonable time."
        )
    elif agreed:
        story += f" {buyer} answered: “I agree to that.”"
    else:
        story += f" {buyer} did not answer."
    steps = []
    if conditional:
        steps.append(
            "The reply was expressly made conditional on assent to the additional term, so it did not operate as an acceptance, and its term is no part of a contract by § 2-207(2) (§ 2-207(1))."
        )
    else:
        steps.append(
            "The reply was definite, came in time and was not made conditional on assent, so it operates as an acceptance despite the additional term (§ 2-207(1))."
        )
    if not conditional:
        steps.append(
            "Both are merchants, so the term becomes part of the contract unless (a), (b) or (c) keeps it out (§ 2-207(2))."
            if merchants
            else f"{buyer} is no merchant, so the term is only a proposal for addition (§ 2-207(2))."
        )
    if agreed:
        steps.append(f"{buyer} agreed to the proposal.")
    if merchants and not conditional:
        if difficulty >= 3:
            steps.append(
                "The offer expressly limits acceptance to its terms: (a) keeps the term out (§ 2-207(2)(a))."
                if limits
                else "The offer does not limit acceptance to its own terms (§ 2-207(2)(a))."
            )
        if difficulty >= 2:
            steps.append(
                "The term materially alters the contract: (b) keeps it out (§ 2-207(2)(b))."
                if material
                else "The term does not materially alter the contract (§ 2-207(2)(b))."
            )
        if difficulty >= 3:
            steps.append(
                "Notification of objection was given within a reasonable time: (c) keeps the term out (§ 2-207(2)(c))." if in_time
                else "The objection did not come within a reasonable time (§ 2-207(2)(c))." if objected
                else "Nobody objected (§ 2-207(2)(c))."
            )  # fmt: skip
    elif not agreed and not conditional:
        steps.append(f"{buyer} has not agreed to it.")
    ask = rng.choice(
        (
            f"Under § 2-207(1) and (2), is the term of {seller} part of the contract?",
            f"Did the term that {seller} added become part of a contract by § 2-207(1) and (2)?",
        )
    )
    ends = ("The term is part of the contract.", "The term is not part of the contract.")
    return r.yes_no(
        rng, r.lay_out(rng, story, ask, r.quote("nyucc-2-207")), steps, _PROGRAM, facts, "part", second, ends
    )
