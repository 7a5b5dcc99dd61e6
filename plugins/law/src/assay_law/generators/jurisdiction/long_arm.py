"""Personal jurisdiction over a non-domiciliary by a long-arm statute."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_law.generators import _rules as r
from assay_law.generators import _time as t

_PROGRAM = """
% § 302(a): The cause of action must arise from the act.
jurisdiction :- ground, arises_from_it, not domiciled_here.
% § 302(a)(1): Transacts any business within the state, or contracts anywhere to supply goods or services in the state.
ground :- transacts_business.
ground :- contracts_to_supply_here.
% § 302(a)(2): Commits a tortious act within the state, except as to defamation.
ground :- tort_here, not defamation.
% § 302(a)(3): Commits a tortious act without the state causing injury within the state, except as to defamation, if (i) or (ii).
ground :- tort_elsewhere, injury_here, not defamation, connection.
% § 302(a)(3)(i): Regularly does or solicits business, or derives substantial revenue from goods used or services rendered in the state.
connection :- regular_business_here.
connection :- substantial_revenue_here.
% § 302(a)(3)(ii): Expects or should reasonably expect consequences in the state, and derives substantial revenue from interstate or international commerce.
connection :- should_expect, interstate_revenue.
% § 302(a)(4): Owns, uses or possesses real property within the state.
ground :- owns_property_here.
"""
_ELSEWHERE = ("Vermont", "Ohio", "New Jersey", "Connecticut", "Pennsylvania", "Maine", "Michigan")


@generator("law.long_arm", verifiers=r.VERIFIERS)
def long_arm(rng: random.Random, difficulty: int) -> Draft:
    """Whether a New York court has jurisdiction over a non-domiciliary under CPLR 302(a), from the facts found.

    1: a contract or real property. 2: whether the claim arises from it. 3: a tort in the state, or defamation. 4: a tort elsewhere with a connection. 5: a tort elsewhere, where both connections are argued, or which is defamation.
    """
    p, d = t.people(rng, 2)
    firm = r.firm(rng, (p, d))
    home = rng.choice(_ELSEWHERE)
    make = (_contract, _arising, _tort_here, _tort_elsewhere, _tort_elsewhere)[difficulty - 1]
    wanted = rng.random() < 0.5
    for _ in range(500):
        story, facts, steps, second = make(rng, p, d, firm, home, difficulty)
        if second == wanted:
            break
    ask = rng.choice(
        (
            "Does CPLR 302(a) give the New York court jurisdiction over the defendant? (Due process is not in issue.)",
            "The defendant moves to dismiss. Leaving due process aside, is there jurisdiction under CPLR 302(a)?",
        )
    )
    ends = ("There is jurisdiction under CPLR 302(a).", "There is no jurisdiction under CPLR 302(a).")
    return r.yes_no(
        rng,
        r.lay_out(rng, story, ask, r.quote("cplr-302-a")),
        steps,
        _PROGRAM,
        facts,
        "jurisdiction",
        second,
        ends,
    )


_Made = tuple[str, list[str], list[str], bool]


def _contract(rng: random.Random, p: str, d: str, firm: str, home: str, _: int) -> _Made:
    kind = rng.choice(("supply", "property", "none"))
    town = rng.choice(("Albany", "Buffalo", "Queens", "Rochester"))
    if kind == "supply":
        return (
            f"{firm}, a {home} company, signed a contract in {home} to deliver machines to the factory of {p} in {town}, New York. They never came, and {p} sues {firm} in New York for breach of that contract. Nobody from {firm} has ever been in New York.",
            ["contracts_to_supply_here", "arises_from_it"],
            [
                f"{firm} contracted to supply goods in New York; that the contract was signed in {home}, and that nobody came, does not matter, since it may contract “anywhere” (§ 302(a)(1)).",
                "The claim is for breach of that contract and arises from it (§ 302(a)).",
            ],
            True,
        )
    if kind == "property":
        return (
            f"{d}, who is domiciled in {home}, owns a barn near {town}, New York. Its roof fell on the car of {p}, who sues {d} in New York for the damage.",
            ["owns_property_here", "arises_from_it"],
            [
                f"{d} owns real property within the state (§ 302(a)(4)).",
                "The claim arises from the condition of that property (§ 302(a)).",
            ],
            True,
        )
    return (
        f"{firm}, a {home} company that has no office, customers, property or agents in New York and has never contracted to supply anything there, sold {p}, a New Yorker on a visit, a bicycle in its {home} shop. {p} sues in New York for breach of contract: the bicycle was not the model agreed.",
        ["arises_from_it"],
        [f"{firm} transacts no business in New York; the sale was made and performed in {home} (§ 302(a)(1)).", "No tort is alleged (§ 302(a)(2) and (3)), and there is no property in New York (§ 302(a)(4))."],
        False,
    )  # fmt: skip


def _arising(rng: random.Random, p: str, d: str, firm: str, home: str, _: int) -> _Made:
    arises = rng.random() < 0.5
    kind = rng.choice(("business", "property"))
    if kind == "business":
        story = f"{firm}, a {home} company, runs a showroom in Manhattan where it sells furniture. "
        story += (
            f"{p} bought a bed there, which broke, and sues {firm} in New York for breach of the sale."
            if arises
            else f"{p}, a driver whom {firm} employs only in {home}, sues {firm} in New York over wages for work in {home}."
        )
        ground = f"{firm} transacts business within the state at its showroom (§ 302(a)(1))."
    else:
        story = f"{d}, who is domiciled in {home}, owns a cottage in Saratoga, New York. "
        story += (
            f"{p} had rented it and sues {d} in New York for the deposit under the lease."
            if arises
            else f"{p} sues {d} in New York on a loan that was made and was to be repaid in {home}; the cottage has nothing to do with it."
        )
        ground = f"{d} owns real property within the state (§ 302(a)(4))."
    steps = [
        ground,
        "The claim arises from it (§ 302(a))."
        if arises
        else "But the claim does not arise from that, as § 302(a) demands: “a cause of action arising from any of the acts enumerated.”",
    ]
    facts = ["transacts_business" if kind == "business" else "owns_property_here"] + [
        "arises_from_it"
    ] * arises
    return story, facts, steps, arises


def _tort_here(rng: random.Random, p: str, d: str, _firm: str, home: str, _: int) -> _Made:
    defamation = rng.random() < 0.5
    town = rng.choice(("Syracuse", "Brooklyn", "Ithaca", "Yonkers"))
    if defamation:
        story = f"{d}, who is domiciled in {home}, said in a lecture in {town}, New York, that {p} had forged a painting. {p} sues {d} in New York for defamation. {d} came for that one unpaid lecture and has no other tie to the state; it is agreed that {d} transacted no business there."
        steps = [
            "The act was committed within the state, but § 302(a)(2) excepts a cause of action for defamation of character arising from it.",
            f"{d} transacted no business and has no property there (§ 302(a)(1) and (4)).",
        ]
        return story, ["tort_here", "defamation", "arises_from_it"], steps, False
    what = rng.choice(
        (
            f"drove through a red light in {town}, New York, and hit {p}",
            f"struck {p} at a concert in {town}, New York",
            f"set off fireworks in {town}, New York, that burned {p}",
        )
    )
    story = f"{d}, who is domiciled in {home} and was in New York for one day, {what}. {p} sues {d} in New York for the injury."
    return (
        story,
        ["tort_here", "arises_from_it"],
        [
            f"{d} committed a tortious act within the state; one is enough (§ 302(a)(2)).",
            "The claim is for that act and arises from it, and it is not one for defamation (§ 302(a)(2)).",
        ],
        True,
    )


def _tort_elsewhere(rng: random.Random, p: str, _d: str, firm: str, home: str, difficulty: int) -> _Made:
    here = rng.random() < 0.8
    regular = rng.random() < 0.3
    expects = rng.random() < 0.6
    interstate = rng.random() < 0.6
    defamation = difficulty == 5 and rng.random() < 0.25
    product = rng.choice(("a ladder", "a gas heater", "a child seat", "a bottle of solvent", "a brake pad"))
    facts = (
        ["tort_elsewhere", "arises_from_it"]
        + ["injury_here"] * here
        + ["regular_business_here"] * regular
        + ["should_expect"] * expects
        + ["interstate_revenue"] * interstate
        + ["defamation"] * defamation
    )
    if defamation:
        firm = f"{firm.split()[0]} Press Inc."
        story = f"{firm}, a {home} publisher, printed in {home} that {p}, a New Yorker, takes bribes. {p} sues {firm} in New York for defamation; the injury to reputation was felt in New York."
        facts.append("injury_here") if not here else None
        here = True
    else:
        where = "New York" if here else f"{home}, where {p} was staying"
        story = f"{firm}, a {home} manufacturer, negligently made {product} in {home}. It failed and injured {p} in {where}. {p} sues {firm} in New York."
    story += f" {firm} " + (
        "regularly solicits business in New York through traveling salespeople."
        if regular
        else "does and solicits no business in New York and draws next to no revenue from it."
    )
    story += (
        f" It {'should reasonably have expected' if expects else 'had no reason to expect'} the act to have consequences in New York, and it "
        + (
            "derives most of its revenue from interstate commerce."
            if interstate
            else f"sells almost only within {home}."
        )
    )
    story += (
        f" It is agreed that the claim does not arise from any business that {firm} transacts in New York."
    )
    connection = regular or (expects and interstate)
    steps = [
        f"The tortious act was committed without the state, in {home}, so § 302(a)(2) does not apply, and § 302(a)(3) must."
    ]
    if defamation:
        steps.append(
            "§ 302(a)(3), however, excepts a cause of action for defamation of character arising from the act, whatever the ties of the defendant."
        )
    elif not here:
        steps.append(
            f"The injury to the person was caused in {home} and not within the state, so § 302(a)(3) fails."
        )
    else:
        steps.append("It caused injury to a person within the state (§ 302(a)(3)).")
        steps.append(
            "The defendant regularly solicits business in the state (§ 302(a)(3)(i))."
            if regular
            else "There is no regular business, persistent course of conduct or substantial revenue in the state (§ 302(a)(3)(i))."
        )
        if not regular or difficulty == 5:
            steps.append(
                "The defendant should have expected consequences in the state and derives substantial revenue from interstate commerce (§ 302(a)(3)(ii))." if expects and interstate
                else "The defendant had no reason to expect consequences in the state (§ 302(a)(3)(ii))." if not expects
                else "Consequences were to be expected, but the defendant derives no substantial revenue from interstate or international commerce (§ 302(a)(3)(ii))."
            )  # fmt: skip
    return story, facts, steps, here and connection and not defamation
