"""Cases that the rules do not decide, because a fact that they ask for is missing, or two findings contradict each other."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from assay import Draft, generator, make_reference
from assay.evidence import Unanswerable
from assay_law.generators import _amounts as a
from assay_law.generators import _rules as r
from assay_law.generators import _time as t
from assay_law.generators.corporate import _votes as v
from assay_law.generators.jurisdiction._parties import STATES


@dataclass(frozen=True)
class _Case:
    """Facts, a question, rules, what is asked for, what stands in the way (as in :class:`Unanswerable`)."""

    facts: str
    ask: str
    rules: str
    asked: str
    missing: tuple[str, ...]
    why: str


@generator("law.undetermined_case", verifiers=("assay.unanswerable",))
def undetermined_case(rng: random.Random, difficulty: int) -> Draft:
    """Say that a case cannot be decided, and why.

    1: service on a defendant is missing. 2: a price, or an oath. 3: a punishment, or a number of shares. 4: two documents contradict each other. 5: one of many conditions is missing.
    """
    case = rng.choice(_CASES[difficulty - 1])(rng)
    first = "It is not possible" if difficulty == 4 else "There is not enough information"
    response = rng.choice(
        (
            f"Whether {case.asked} cannot be determined, because {case.why}.",
            f"{first} to determine whether {case.asked}: {case.why}.",
            f"{case.why[0].upper()}{case.why[1:]}. Therefore it cannot be determined whether {case.asked}.",
        )
    )
    reference = make_reference(
        unanswerable=Unanswerable(case.missing, f"{case.why[0].upper()}{case.why[1:]}.")
    )
    return Draft(r.lay_out(rng, case.facts, case.ask, case.rules), response, reference)


def _frauds(rng: random.Random) -> _Case:
    one, two = t.people(rng, 2)
    number = rng.randint(6, 48)
    return _Case(
        f"On the telephone {one} ordered {number} wine glasses from {two} for the household. {one} now refuses to take or pay for them, and there is no writing, no admission, and no part performance.",
        "Is the contract enforceable?", r.quote("nyucc-2-201-1"), "the contract is enforceable", ("price",),
        "the price of the glasses is not given",
    )  # fmt: skip


def _oath(rng: random.Random) -> _Case:
    one, two = t.people(rng, 2)
    year = rng.randint(2019, 2024)
    return _Case(
        f"{one}, a witness who is no party, testifies and is cross-examined about a statement of {year} that contradicts the testimony. {two} offers the statement of {year} to prove what it says.",
        "Is the statement excluded from hearsay by Rule 801(d)(1)(A)?", r.quote("fre-801-d-1"), "the statement is excluded from hearsay", ("oath|penalty of perjury|sworn|proceeding|deposition",),
        "it is not stated whether the statement was given under penalty of perjury at a proceeding or in a deposition",
    )  # fmt: skip


def _member(rng: random.Random) -> _Case:
    one, two, three = t.people(rng, 3)
    home, other, law = rng.sample(STATES, 3)
    return _Case(
        f"{one}, domiciled in {home}, sues {two} Roofing LLC, a limited liability company organized under the law of {law} with its office in {other}, in federal court for {a.usd(rng.randrange(90, 800) * 1_000)} in damages. It has two members: {two}, domiciled in {other}, and {three}. All three people are citizens of the United States.",
        "Is there diversity jurisdiction?", r.quote("1332-a", "diversity-cases"), "there is diversity jurisdiction", ("domicile|citizenship|citizen|state",),
        f"the domicile of {three} is not given",
    )  # fmt: skip


def _present(rng: random.Random) -> _Case:
    firm = v.corporation(rng)
    whole = v.shares(rng)
    yes = v.part(rng, whole, 0.2, 0.4)
    return _Case(
        f"{firm}, a Delaware corporation, has {v.n(whole)} shares outstanding, all entitled to vote. At a meeting {v.n(yes)} shares were voted for a resolution and {v.n(yes // 3)} against. Certificate and bylaws are silent on quorum and vote.",
        "Was the resolution adopted?", r.quote("dgcl-216"), "the resolution was adopted", ("present|abstain|abstention|proxy",),
        "the number of shares present in person or by proxy is not given",
    )  # fmt: skip


def _served(rng: random.Random) -> _Case:
    one, two, three = t.people(rng, 3)
    home, forum, other = rng.sample(STATES, 3)
    return _Case(
        f"{one}, a citizen of {home}, sued {two}, a citizen of {other}, and {three}, a citizen of {forum}, in a state court of {forum} for {a.usd(rng.randrange(90, 800) * 1_000)}. {two} removed the case in time on the basis of diversity alone. {three} was properly joined and agrees with the removal.",
        "Is the removal barred by the provision quoted?", r.quote("1441-b-2"), "the removal is barred", ("served|service",),
        f"it is not stated whether {three} had been served",
    )  # fmt: skip


def _punishment(rng: random.Random) -> _Case:
    (one,) = t.people(rng, 1)
    year = rng.randint(2019, 2023)
    return _Case(
        f"{one} testifies for the plaintiff in a civil trial. The defense offers a conviction of {one} of {year} for assault, whose elements required no dishonest act or false statement. The court sees no reason to exclude it under Rule 403.",
        "Must the evidence be admitted under Rule 609(a)?", r.quote("fre-609-a"), "the evidence must be admitted", ("punish|punishable|punishment|imprisonment|sentence",),
        "it is not stated for how long the crime was punishable by imprisonment",
    )  # fmt: skip


def _two_findings(rng: random.Random) -> _Case:
    one, two = t.people(rng, 2)
    return _Case(
        f"{two} said to a nurse: “My back has hurt since {one} pushed me.” The statement is offered to prove the push. The order on the motion says that the words were spoken to obtain treatment; the appendix to the same order says that they were spoken after all treatment had ended and for another purpose. Nothing says which is right.",
        "Does the rule quoted admit the statement?", r.quote("fre-803-4"), "the statement is admitted", ("treatment|purpose|contradict",),
        "the order and its appendix contradict each other on whether the words were spoken to obtain treatment",
    )  # fmt: skip


def _two_dates(rng: random.Random) -> _Case:
    firm = v.corporation(rng)
    whole = v.shares(rng)
    day = t.working_day(rng, v.FIRST, v.LAST)
    one, two = t.people(rng, 2)
    other = day + timedelta(rng.randint(64, 90))
    return _Case(
        f"{firm} is a Delaware corporation with {v.n(whole)} shares outstanding. The consent of {one}, for 40 percent of them, was delivered on {t.us(day)}. Without the consent of {two}, for 20 percent, there is no majority. The receipt of the registered agent says that this one was delivered on {t.us(day + timedelta(30))}; the log of the corporation says {t.us(other)}.",
        "Are the consents effective?", r.quote("dgcl-228-a", "dgcl-228-c"), "the consents are effective", ("contradict|date|delivered|delivery",),
        f"the receipt and the log contradict each other on when the consent of {two} was delivered",
    )  # fmt: skip


def _log(rng: random.Random) -> _Case:
    (one,) = t.people(rng, 1)
    firm = r.firm(rng, (one,))
    return _Case(
        f"{firm} offers a page of its own delivery log to prove that {rng.randint(5, 60)} crates left on the 9th. {one}, a clerk who had counted the crates, wrote the entry within the hour. Such a log is kept for all shipments in the course of the business. The opponent shows nothing against it.",
        "Are all conditions of the rule met?", r.quote("fre-803-6"), "all conditions of the rule are met", ("custodian|witness|testimony|certification|shown",),
        "it is not stated whether a custodian, another qualified witness or a certification shows the conditions",
    )  # fmt: skip


def _merger(rng: random.Random) -> _Case:
    one = v.corporation(rng)
    while (two := v.corporation(rng)).split()[0] == one.split()[0]:
        pass
    whole, small = v.shares(rng, 10, 90), v.shares(rng)
    return _Case(
        f"{two} is to merge into {one}, the surviving corporation. Both boards approved the agreement and declared it advisable. {one}, with {v.n(whole)} common shares outstanding, held no vote; the agreement does not amend its certificate of incorporation, which demands no vote, each of its shares stays the same share, and it issues new shares to the holders of {two}. At {two}, with {v.n(small)} shares outstanding, {v.n(small * 3 // 5)} were voted for the agreement, at a meeting on 30 days’ notice.",
        "Has the merger been approved?", r.quote("dgcl-251-c", "dgcl-251-f"), "the merger has been approved", ("number of|how many|issue|issued|new shares",),
        "the number of new shares that the surviving corporation issues is not given",
    )  # fmt: skip


_CASES: tuple[tuple[Callable[[random.Random], _Case], ...], ...] = (
    (_served,),
    (_frauds, _oath),
    (_punishment, _present),
    (_two_findings, _two_dates),
    (_member, _merger, _log),
)
