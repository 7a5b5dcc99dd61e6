"""Whether an oral sale of goods can be enforced."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_law.generators import _amounts as a
from assay_law.generators import _rules as r
from assay_law.generators import _time as t

_PROGRAM = """
% § 2-201(1): A sale of goods for $500 or more needs a writing signed by the party against whom enforcement is sought.
covered :- price(P), P >= 500.
writing :- signed_by_other.
% § 2-201(2): Between merchants a confirmation sufficient against the sender satisfies (1), unless written objection is given within ten days after it is received.
writing :- merchant(buyer), merchant(seller), confirmation_received, has_reason_to_know, signed_by_sender, not objection_in_time.
objection_in_time :- written_objection_after(N), N <= 10.
% § 2-201(3)(a): Goods specially manufactured for the buyer, not suitable for others, with a substantial beginning before notice of repudiation.
excepted :- specially_made, not suitable_for_others, substantial_beginning.
% § 2-201(3)(b): Admitted in a pleading, testimony or otherwise in court.
excepted :- admitted_in_court.
% § 2-201(3)(c): Goods that have been received and accepted, or paid for.
excepted :- received_and_accepted.
enforceable :- not covered.
enforceable :- writing.
enforceable :- excepted.
"""
_GOODS = (
    ("oak doors", 240),
    ("office chairs", 185),
    ("bronze hinges", 14),
    ("ceramic tiles", 6),
    ("steel brackets", 11),
    ("printed banners", 45),
    ("tents", 320),
    ("aprons", 19),
)
_SPECIAL = (
    ("uniforms with the crest of {buyer}", 78),
    ("window frames cut to the odd openings of a building of {buyer}", 410),
    ("brass plates engraved with the name of {buyer}", 35),
)

_STOCK = (
    ("shelves cut to order to 60 by 90 cm", 48),
    ("grey curtains sewn to order to a width of two meters", 66),
    ("crates painted green to order", 27),
)


@generator("law.statute_of_frauds", verifiers=r.VERIFIERS)
def statute_of_frauds(rng: random.Random, difficulty: int) -> Draft:
    """Whether an oral contract for goods is enforceable under N.Y. U.C.C. § 2-201.

    1: price and signature. 2: an admission, or receipt and acceptance. 3: a confirmation between merchants, and an objection. 4: specially manufactured goods. 5: a confirmation that fails or not, and an exception.
    """
    buyer, seller = t.people(rng, 2)
    wanted = rng.random() < 0.5
    special = difficulty == 4 or (difficulty == 5 and rng.random() < 0.5)
    for _ in range(500):
        others = rng.random() < 0.3
        goods, price = rng.choice(_STOCK if special and others else _SPECIAL if special else _GOODS)
        number = rng.randint(2, 12 if price > 400 else 90)
        total = price * number
        if (total < 500 and difficulty > 1) or total > 60_000:
            continue
        confirm = difficulty in (3, 5)
        merchants = (rng.random() < 0.8, True)
        days = rng.choice((None, None, 4, 8, 10, 11, 13, 20)) if confirm else None
        signed = difficulty == 1 and rng.random() < 0.5
        admitted = difficulty in (2, 5) and not special and rng.random() < 0.4
        accepted = difficulty == 2 and not admitted and rng.random() < 0.5
        begun = rng.random() < 0.7
        by_confirmation = confirm and all(merchants) and (days is None or days > 10)
        made = special and not others and begun
        second = total < 500 or signed or by_confirmation or made or admitted or accepted
        if second == wanted:
            break
    goods = goods.format(buyer=buyer)
    facts = (
        [f"price({total})"]
        + ["signed_by_other"] * signed
        + ["admitted_in_court"] * admitted
        + ["received_and_accepted"] * accepted
    )
    facts += ["merchant(seller)"] + ["merchant(buyer)"] * merchants[0]
    facts += ["confirmation_received", "has_reason_to_know", "signed_by_sender"] * confirm + (
        [f"written_objection_after({days})"] if days else []
    )
    facts += (
        ["specially_made"] * special
        + ["suitable_for_others"] * (special and others)
        + ["substantial_beginning"] * (special and begun)
    )
    month = rng.choice(("March", "May", "September", "October"))
    story = f"On the telephone {buyer} ordered {number} {goods} from {seller} at {a.usd(price)} each, {a.usd(total)} in all. The contract is governed by New York law. {buyer} now refuses to perform, and {seller} sues."
    steps = [
        f"The price is {a.usd(total)}, "
        + (
            f"which is $500 or more, so a writing signed by {buyer} is needed unless an exception applies (§ 2-201(1))."
            if total >= 500
            else "less than $500, so § 2-201(1) asks for no writing."
        )
    ]
    if difficulty == 1:
        if signed:
            story += f" The day after the call {buyer} had written and signed a note: “Bought of {seller} {number} {goods} at {a.usd(price)}.”"
            steps.append(
                f"The signed note indicates that a contract was made and is signed by {buyer}, the party against whom enforcement is sought (§ 2-201(1))."
            )
        else:
            story += f" Nothing was written by {buyer}; {seller} has notes of the call, which only {seller} signed and never sent."
            if total >= 500:
                steps.append(
                    f"The notes of {seller} are not signed by {buyer}, and nothing else is (§ 2-201(1))."
                )
    if confirm:
        story += f" {seller} deals in such goods" + (
            f"; so does {buyer}, who runs a shop."
            if merchants[0]
            else f"; {buyer} bought for a club and deals in nothing of the kind."
        )
        story += f" Two days after the call, in {month}, {buyer} received and read a letter signed by {seller} that confirmed the sale with all its terms."
        story += (
            f" {buyer} objected to it in writing {days} days after receiving it."
            if days
            else f" {buyer} did not answer it."
        )
        if not merchants[0]:
            steps.append(
                f"{buyer} is no merchant, so the confirmation does not satisfy § 2-201(1) by way of § 2-201(2)."
            )
        elif days and days <= 10:
            steps.append(
                f"Both are merchants, but written objection was given {days} days after the confirmation was received, within ten days (§ 2-201(2))."
            )
        else:
            steps.append(
                f"Both are merchants, and the signed confirmation was received and known; {'the objection came ' + str(days) + ' days after receipt, after the ten days' if days else 'no objection was made'}, so it satisfies § 2-201(1) against {buyer} (§ 2-201(2))."
            )
    if special:
        story += (
            f" Other customers of {seller} would buy them as they are in the ordinary course of business."
            if others
            else " Nobody else would have any use for them."
        )
        story += f" Before {buyer} repudiated, {seller} had " + (
            f"finished {max(1, number // 2)} of them."
            if begun
            else "not begun any work or ordered any material."
        )
        if others:
            steps.append(
                "The goods are suitable for sale to others in the ordinary course of business, so § 2-201(3)(a) does not apply."
            )
        elif begun:
            steps.append(
                "They are specially manufactured, of no use to others, and a substantial beginning was made before repudiation: § 2-201(3)(a) applies."
            )
        else:
            steps.append(
                "They are specially manufactured and of no use to others, but there was no substantial beginning and no commitment for procurement (§ 2-201(3)(a))."
            )
    if difficulty in (2, 5) and not special:
        if admitted:
            story += f" In a deposition {buyer} admitted that the contract for all {number} was made."
            steps.append(
                f"{buyer} admitted the contract in testimony, so it is enforceable to that quantity (§ 2-201(3)(b))."
            )
        elif accepted:
            story += f" All {number} had been delivered, and {buyer} had received and accepted them; no writing exists."
            steps.append("The goods were received and accepted (§ 2-201(3)(c)).")
        else:
            story += (
                f" {buyer} denies under oath that any contract was made; nothing has been delivered or paid"
                + ("." if confirm else ", and there is no writing.")
            )
            steps.append(
                "There is no admission in court (§ 2-201(3)(b)), and nothing was paid for, or received and accepted (§ 2-201(3)(c))."
            )
    ask = rng.choice(
        (
            "Is the contract enforceable under § 2-201?",
            f"{buyer} pleads the statute of frauds. Can {seller} enforce the contract?",
        )
    )
    keys = (
        ["nyucc-2-201-1"]
        + (["nyucc-2-201-2"] if confirm else [])
        + (["nyucc-2-201-3"] if difficulty in (2, 4, 5) else [])
    )
    ends = ("The contract is enforceable.", "The contract is not enforceable.")
    return r.yes_no(
        rng, r.lay_out(rng, story, ask, r.quote(*keys)), steps, _PROGRAM, facts, "enforceable", second, ends
    )
