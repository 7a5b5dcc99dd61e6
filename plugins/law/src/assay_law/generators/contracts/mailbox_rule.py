"""Offer, acceptance, revocation and rejection on a time line."""

from __future__ import annotations

import random
from datetime import date, timedelta

from assay import Draft, agree, generator
from assay_law.generators import _time as t

_RULE = (
    "In the Restatement (Second) of Contracts (1981), §§ 40, 42 and 63, in summary: an acceptance by a means that the offer invites takes effect when it is dispatched; "
    "a revocation takes effect when the offeree receives it; a rejection takes effect when the offeror receives it, and an acceptance that is dispatched after a rejection was dispatched takes effect only if the offeror receives it before the rejection. "
    "An offer that names a last day lapses at the end of that day."
)
_GOODS = (
    "40 drums of linseed oil",
    "a used offset press",
    "200 oak pallets",
    "a vintage tractor",
    "12 tonnes of seed potatoes",
    "a pair of kiln-dried walnut slabs",
    "30 refurbished laptops",
)


@generator("law.mailbox_rule", verifiers=t.VERIFIERS)
def mailbox_rule(rng: random.Random, difficulty: int) -> Draft:
    """The date on which a contract was formed, by the mailbox rule.

    1: an acceptance by post. 2: with a revocation that arrives later than the dispatch. 3: a last day that lies between dispatch and arrival, and a revocation. 4: a rejection
    that is overtaken by an acceptance. 5: that, with a revocation that arrives between and comes too late or not at all.
    """
    seller, buyer = t.people(rng, 2)
    goods = rng.choice(_GOODS)
    offer = t.working_day(rng, date(2021, 2, 1), date(2026, 10, 30))
    got = offer + timedelta(rng.randint(1, 4))
    facts = f"On {t.us(offer)} {seller} wrote to {buyer}, offering to sell {goods}; the letter invited an answer by post and arrived on {t.us(got)}."
    steps: list[str] = []
    sent = got + timedelta(rng.randint(2, 6))
    arrives = sent + timedelta(rng.randint(2, 5))
    given = [offer, got, sent, arrives]
    if difficulty <= 3:
        if difficulty == 3:
            lapse = sent + timedelta(rng.randint(0, (arrives - sent).days - 1))
            facts += f" It said that the offer stands through {t.us(lapse)}."
            given.append(lapse)
        if difficulty >= 2:
            revoked = offer + timedelta(rng.randint(1, (sent - offer).days))
            received = sent + timedelta(rng.randint(1, 3))
            facts += f" On {t.us(revoked)} {seller} posted a letter revoking the offer; {buyer} received it on {t.us(received)}."
            given += [revoked, received]
        facts += f" {buyer} posted a letter of acceptance on {t.us(sent)}, and {seller} received it on {t.us(arrives)}."
        formed = agree(sent, min(day for day in (sent, arrives)), what="the day of formation")
        steps.append(
            f"The acceptance went by post, the means that the offer invited, so it took effect on dispatch, on {t.us(sent)}, and not when it arrived on {t.us(arrives)}."
        )
        if difficulty >= 2:
            steps.append(
                f"The revocation, though posted on {t.us(revoked)}, could take effect only on receipt, on {t.us(received)}. By then the contract had been made."
            )
        if difficulty == 3:
            steps.append(
                f"The offer stood through {t.us(lapse)}; the acceptance was dispatched {'on that day' if lapse == sent else 'before its end'}, so that it arrived later does no harm."
            )
    else:
        rejected = sent - timedelta(rng.randint(1, 2))
        if rejected <= got:
            rejected = got
        rejection_arrives = rejected + timedelta(rng.randint(4, 7))
        by = rng.random() < 0.5
        arrives = sent + timedelta(rng.randint(1, max(1, (rejection_arrives - sent).days - 1)))
        if arrives >= rejection_arrives:
            rejection_arrives = arrives + timedelta(rng.randint(1, 2))
        given = [offer, got, sent, arrives, rejected, rejection_arrives]
        facts += f" {buyer} posted a letter rejecting the offer on {t.us(rejected)}. {'After a change of mind' if by else 'Then'} {buyer} posted an acceptance by express mail on {t.us(sent)}. The acceptance reached {seller} on {t.us(arrives)}, the rejection on {t.us(rejection_arrives)}."
        formed = agree(arrives, min(arrives, rejection_arrives), what="the day of formation")
        steps.append(
            f"A rejection was dispatched first, on {t.us(rejected)}, so the acceptance of {t.us(sent)} does not take effect on dispatch."
        )
        steps.append(
            f"It takes effect only if it is received before the rejection. It was: {t.us(arrives)} comes before {t.us(rejection_arrives)}."
        )
        if difficulty == 5:
            revoked = offer + timedelta(rng.randint(1, 3))
            received = arrives + timedelta(rng.randint(1, 3))
            facts += f" {seller} had second thoughts, too: a letter that revokes the offer was posted on {t.us(revoked)} and reached {buyer} only on {t.us(received)}."
            given += [revoked, received]
            steps.append(
                f"The revocation took effect on receipt at the earliest, on {t.us(received)}, and a contract had been made by then."
            )
    ask = rng.choice(
        (
            "On what date was the contract formed?",
            "When did the parties come to a contract?",
            "A contract was formed. On which date?",
        )
    )
    steps.append(
        rng.choice(
            (
                f"The contract was formed on {t.us(formed)}.",
                f"Answer: {t.us(formed)}",
                f"So the date of formation is {t.us(formed)}.",
            )
        )
    )
    part = t.Deadline(on=formed.isoformat(), given=tuple(dict.fromkeys(day.isoformat() for day in given)))
    return t.row(rng, t.lay_out(rng, facts, ask, _RULE), steps, part, t.us(formed), formed.isoformat())
