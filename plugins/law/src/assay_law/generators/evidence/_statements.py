"""Statements that are offered in evidence: stories, the facts that decide, and the paragraphs of the rules that they fall under."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass

from assay_law.generators import _rules as r
from assay_law.generators import _time as t

PROGRAM = """
% Rule 801(c): Hearsay is a statement not made while testifying at the current trial or hearing, and offered to prove the truth of the matter asserted.
hearsay :- out_of_court, for_truth, not excluded.
% Rule 801(d)(1)(A): Inconsistent with the testimony of a declarant who is cross-examined, and given under penalty of perjury at a proceeding or deposition.
falls_under(inconsistent) :- testifies, inconsistent, sworn_at_proceeding.
% Rule 801(d)(1)(C): Identifies a person as someone whom a declarant who is cross-examined perceived earlier.
falls_under(identification) :- testifies, identifies.
% Rule 801(d)(2)(A): Offered against an opposing party, who made it.
falls_under(party) :- against_party, made_by_party.
% Rule 801(d)(2)(D): Offered against an opposing party, made by its employee on a matter within the scope of that relationship and while it existed.
falls_under(employee) :- against_party, made_by_employee, within_scope, while_employed.
excluded :- falls_under(X).
% Rule 803(1): Describes an event, made while or immediately after the declarant perceived it.
exception(present_sense) :- perceived, immediately.
% Rule 803(2): Relates to a startling event, made under the stress of excitement that it caused.
exception(excited) :- startling_event, under_stress.
% Rule 803(3): The declarant's then-existing state of mind, but no memory to prove the fact remembered.
exception(state_of_mind) :- then_existing, not memory.
% Rule 803(4): Made for, and reasonably pertinent to, medical diagnosis or treatment, and describes symptoms or their cause.
exception(medical) :- for_treatment, pertinent.
% Rule 803(6): Near the time, with knowledge, in a regular activity, as a regular practice, shown by a qualified witness; not untrustworthy.
exception(business_record) :- near_the_time, with_knowledge, regular_practice, shown_by_custodian, not untrustworthy.
% Rule 804(a)(4): A declarant who has died is unavailable.
unavailable :- died.
% Rule 804(b)(1): Former testimony of an unavailable declarant, against a party with an opportunity and similar motive to develop it.
exception(former_testimony) :- unavailable, former_testimony, opportunity, similar_motive.
% Rule 804(b)(2): In a homicide prosecution or a civil case, an unavailable declarant's statement about the cause of a death believed to be imminent.
exception(dying) :- unavailable, right_case, believed_imminent, about_cause.
right_case :- homicide.
right_case :- civil.
excepted :- exception(X).
% Rule 802: Hearsay is not admissible unless a rule provides otherwise.
barred :- hearsay, not excepted.
decides(X) :- out_of_court, for_truth, falls_under(X).
decides(X) :- hearsay, exception(X).
decides(not_for_truth) :- out_of_court, not for_truth.
decides(barred) :- barred.
"""


@dataclass(frozen=True)
class Element:
    """A fact that is so or not: its atom, what the prompt says of it, and the step that tells what follows."""

    atom: str
    yes: str
    no: str
    step_yes: str
    step_no: str


E = Element


@dataclass(frozen=True)
class Offer:
    """A statement that is offered: its paragraph, its story, what is so in any case, the facts that decide, and which of them speak against it."""

    name: str
    cite: str
    story: str
    quoted: tuple[str, ...]
    given: tuple[str, ...]
    elements: tuple[E, ...]
    against: tuple[str, ...] = ()


OFFERS = (
    Offer(
        "not_for_truth", "801(c)(2)",
        "{a} sues {b}, the owner of a grocery, after a fall on a wet floor. A witness would testify that another customer told {b} the day before: “My cousin says there is always oil in aisle {n}.” Neither the customer nor the cousin testifies.",
        (), ("out_of_court",),
        (E("for_truth", "It is offered to prove that there was oil in aisle {n}.", "It is offered only to show that {b} had been warned; photographs prove that there was oil.",
           "It is offered to prove what it asserts, that there was oil in aisle {n}, so it is hearsay (Rule 801(c)(2)).", "It is offered to show notice, whether it was true or not, so it is not offered for the truth of the matter asserted (Rule 801(c)(2))."),),
        ("for_truth",),
    ),
    Offer(
        "inconsistent", "801(d)(1)(A)",
        "In a civil trial {a}, a witness who is no party, testifies that the light was green, and is cross-examined about an earlier statement that it was red. {b} offers the earlier statement to prove that the light was red.",
        ("fre-801-d-1",), ("out_of_court", "for_truth", "testifies", "inconsistent"),
        (E("sworn_at_proceeding", "{a} made it under oath in a deposition in {year}.", "{a} made it to an insurance adjuster, in a signed letter that was not sworn, in {year}.",
           "{a} testifies, can be cross-examined, and contradicts the earlier statement, which was made under penalty of perjury in a deposition (Rule 801(d)(1)(A)).", "It is inconsistent, but it was not given under penalty of perjury at a proceeding or in a deposition, as Rule 801(d)(1)(A) demands."),),
    ),
    Offer(
        "identification", "801(d)(1)(C)",
        "In a robbery trial the prosecution offers what {a}, a teller, said at a lineup in {year}: “Number {n} is the one who held the bag.” It is offered to prove that number {n}, the defendant {b}, held the bag.",
        ("fre-801-d-1",), ("out_of_court", "for_truth", "identifies"),
        (E("testifies", "{a} takes the stand and is cross-examined about it.", "{a} has moved abroad and does not testify; a detective would repeat the words.",
           "{a} testifies, is subject to cross-examination, and the statement identifies a person perceived earlier (Rule 801(d)(1)(C)).", "The statement identifies a person, but {a} neither testifies nor is subject to cross-examination, as Rule 801(d)(1) demands."),),
    ),
    Offer(
        "party", "801(d)(2)(A)",
        "After a crash {a} wrote to a friend: “I looked at my phone for {n} seconds.” The letter is offered at the trial of {b} against {a} to prove just that.",
        ("fre-801-d-2",), ("out_of_court", "for_truth", "made_by_party"),
        (E("against_party", "{b} offers it against {a}.", "{a} offers it, to prove that it was only {n} seconds.",
           "It is the statement of a party, offered against that party (Rule 801(d)(2)(A)).", "Rule 801(d)(2) needs an opponent: a party cannot offer the party’s own statement under it."),),
    ),
    Offer(
        "employee", "801(d)(2)(D)",
        "{a} sues {firm} over a crash with one of its vans. A clerk would testify that {b} said the day after: “The brakes of van {n} had been failing for weeks.” {a} offers it against {firm} to prove that the brakes had been failing.",
        ("fre-801-d-2",), ("out_of_court", "for_truth", "against_party", "made_by_employee"),
        (E("within_scope", "{b} was in charge of maintaining the vans of {firm}.", "{b} kept the books of {firm} and had nothing to do with its vans.",
           "The upkeep of vans was within the scope of the employment of {b} (Rule 801(d)(2)(D)).", "The brakes were no matter within the scope of the employment of {b} (Rule 801(d)(2)(D))."),
         E("while_employed", "{b} still worked there when the words were spoken.", "{b} had been dismissed a week before the words were spoken.",
           "{b} was still employed when speaking (Rule 801(d)(2)(D)).", "The employment had ended by then, and Rule 801(d)(2)(D) demands a statement made while it existed.")),
    ),
    Offer(
        "present_sense", "803(1)",
        "In a civil trial about a collision a witness would testify to what {a} said on the telephone that afternoon: “A blue truck is going through the red light on {n}th Street.” It is offered to prove that the truck ran the light. {a} does not testify.",
        ("fre-803-1",), ("out_of_court", "for_truth"),
        (E("perceived", "{a} was standing at the corner and saw it.", "{a} was indoors and was passing on what a neighbor had called up from the street.",
           "{a} perceived the event that the words describe (Rule 803(1)).", "{a} did not perceive the event (Rule 803(1))."),
         E("immediately", "{a} said it as the truck went by.", "{a} said it three hours afterward, over dinner.",
           "It was said while {a} perceived the event (Rule 803(1)).", "Three hours later is neither while nor immediately after the event was perceived (Rule 803(1)).")),
    ),
    Offer(
        "excited", "803(2)",
        "A paramedic would testify to what {a} said: “The crane hit the wall and {n} of them are under it.” It is offered in a civil case to prove that the crane hit the wall. {a} does not testify.",
        ("fre-803-2",), ("out_of_court", "for_truth"),
        (E("startling_event", "The wall had come down beside {a}.", "{a} had seen a film about it at a safety training.",
           "The fall of the wall was a startling event, and the words relate to it (Rule 803(2)).", "No startling event had happened to {a} (Rule 803(2))."),
         E("under_stress", "{a} spoke twenty minutes later, still crying and out of breath.", "{a} spoke the next morning, after a night’s sleep, calmly and in answer to questions from a lawyer.",
           "{a} was still under the stress of excitement (Rule 803(2)).", "By then {a} was no longer under the stress of excitement (Rule 803(2)).")),
    ),
    Offer(
        "state_of_mind", "803(3)",
        "In a civil case a witness would testify that {a}, who has since died, said on the {n}th of March {year}: ",
        ("fre-803-3",), ("out_of_court", "for_truth", "then_existing"),
        (E("memory", "“Last week I paid {b} in full.” It is offered to prove that {a} had paid {b}.", "“I plan to drive to see {b} tomorrow.” It is offered to prove that {a} meant to see {b}.",
           "The words look back: they state a memory to prove the fact remembered, which Rule 803(3) leaves out.", "The words state a then-existing plan, and not a memory (Rule 803(3))."),),
        ("memory",),
    ),
    Offer(
        "medical", "803(4)",
        "A nurse would testify in a civil case that {a} said: “My knee has hurt since I fell off the ladder {n} days ago.” It is offered to prove the fall. {a} does not testify.",
        ("fre-803-4",), ("out_of_court", "for_truth", "pertinent"),
        (E("for_treatment", "{a} said it in the emergency room, when asked for the cause of the pain so that the doctor could choose a treatment.", "{a} said it to the nurse as an old friend, at a birthday party, when no treatment was sought.",
           "It was made for treatment, is pertinent to it, and describes a symptom and its general cause (Rule 803(4)).", "It was not made for medical diagnosis or treatment (Rule 803(4)(A))."),),
    ),
    Offer(
        "business_record", "803(6)",
        "In a civil case {firm} offers a page from its own delivery log to prove that {n} crates left on the 9th. The entry was written by {a}, a clerk.",
        ("fre-803-6",), ("out_of_court", "for_truth"),
        (E("near_the_time", "{a} wrote it within the hour.", "{a} wrote it five months later.", "It was made at or near the time (Rule 803(6)(A)).", "It was not made at or near the time (Rule 803(6)(A))."),
         E("with_knowledge", "{a} had counted the crates.", "{a} had heard of the crates from a stranger outside the gate.", "It was made by someone with knowledge (Rule 803(6)(A)).", "It was neither made by, nor from information of, someone of the business with knowledge (Rule 803(6)(A))."),
         E("regular_practice", "{firm} keeps such a log for all shipments in the course of its business.", "{firm} keeps no such log; the page was written for this lawsuit.", "Such a record is kept in the regular course of the activity and as a regular practice (Rule 803(6)(B) and (C)).", "Making such a record was no regular practice (Rule 803(6)(C))."),
         E("shown_by_custodian", "The keeper of its records testifies to all of this.", "No keeper of records testifies, and there is no certification.", "The keeper of the records shows the conditions (Rule 803(6)(D)).", "The conditions are not shown by a custodian, another qualified witness or a certification (Rule 803(6)(D))."),
         E("untrustworthy", "{b} shows that pages of the log were rewritten to hide losses.", "{b} shows nothing against the log.", "The opponent has shown a lack of trustworthiness (Rule 803(6)(E)).", "The opponent shows no lack of trustworthiness (Rule 803(6)(E)).")),
        ("untrustworthy",),
    ),
    Offer(
        "former_testimony", "804(b)(1)",
        "{a}, who was never a party, testified about a fire in an earlier trial in {year}. In a second trial the transcript is offered against {b} to prove how the fire began.",
        ("fre-804-a-4", "fre-804-b-1"), ("out_of_court", "for_truth", "former_testimony"),
        (E("died", "{a} died last year.", "{a} lives across the street from the courthouse and is willing to testify.", "{a} has died and is unavailable (Rule 804(a)(4)).", "{a} is not unavailable, so no exception of Rule 804(b) is open."),
         E("opportunity", "{b} was a party to the first trial and cross-examined {a}.", "{b} was no party to the first trial, and neither was anyone from whom {b} derives an interest.", "{b} had an opportunity to cross-examine (Rule 804(b)(1)(B)).", "{b} had no opportunity to develop the testimony (Rule 804(b)(1)(B))."),
         E("similar_motive", "The cause of the fire was the issue in both trials.", "The first trial was only about the rent of the building, and nothing turned on the fire.", "The motive to develop the testimony was similar (Rule 804(b)(1)(B)).", "There was no similar motive to develop the testimony (Rule 804(b)(1)(B)).")),
    ),
    Offer(
        "dying", "804(b)(2)",
        "A neighbor would testify that {a}, who was found wounded and died later, said: “{b} did it, with the lamp from room {n}.” It is offered to prove who caused the wound.",
        ("fre-804-a-4", "fre-804-b-2"), ("out_of_court", "for_truth", "died", "about_cause"),
        (E("homicide", "{b} is on trial for the murder of {a}.", "{b} is on trial for an assault on {a}; no homicide is charged.", "{a} is unavailable, and this is a prosecution for homicide (Rule 804(b)(2)).", "A prosecution for assault is neither one for homicide nor a civil case (Rule 804(b)(2))."),
         E("believed_imminent", "Just before, {a} had said: “I am dying.”", "Just before, {a} had said: “It is only a scratch, I will be fine.”", "{a} believed death to be imminent (Rule 804(b)(2)).", "{a} did not believe death to be imminent (Rule 804(b)(2)).")),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Drawn:
    """An offer with its facts: the prompt's story, the steps, the atoms, whether the paragraph applies."""

    offer: Offer
    story: str
    steps: list[str]
    facts: list[str]
    applies: bool


def drawn(rng: random.Random, offer: Offer, wanted: bool, names: Mapping[str, str]) -> Drawn:
    """An offer whose paragraph applies or fails as wanted; where it fails, one element does, now and then two."""
    truth = {each.atom: each.atom not in offer.against for each in offer.elements}
    if not wanted:
        for atom in rng.sample(sorted(truth), 2 if len(truth) > 3 and rng.random() < 0.3 else 1):
            truth[atom] = not truth[atom]
    said = [each.yes if truth[each.atom] else each.no for each in offer.elements]
    steps = [each.step_yes if truth[each.atom] else each.step_no for each in offer.elements]
    story = " ".join([offer.story.strip(), *said]).format(**names)
    facts = [*offer.given, *(atom for atom, so in truth.items() if so)]
    return Drawn(offer, story, [each.format(**names) for each in steps], facts, wanted)


def cast(rng: random.Random) -> dict[str, str]:
    """Names and numbers of a story."""
    a, b = t.people(rng, 2)
    return {
        "a": a,
        "b": b,
        "firm": r.firm(rng, (a, b)),
        "n": str(rng.randint(4, 19)),
        "year": str(rng.randint(2019, 2024)),
    }
