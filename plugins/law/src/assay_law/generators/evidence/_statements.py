"""Statements offered in evidence: what was said, the facts that decide, the paragraph that may apply."""

from __future__ import annotations

from dataclasses import dataclass

from assay_law.generators._rules import Element

E = Element
_OUT = E("out_of_court", "", "")


@dataclass(frozen=True)
class Offer:
    """An offer of a statement: its story, the facts that decide in the order of the rule, the paragraph, whether every fact must be so."""

    paragraph: str
    story: str
    elements: tuple[Element, ...]
    quoted: tuple[str, ...]


PROGRAM = """
% § 801(c): Hearsay is a statement not made while testifying at the current trial or hearing, and offered to prove the truth of the matter asserted.
hearsay :- out_of_court, for_truth, not excluded.
% § 801(d)(1)(A): Inconsistent with the testimony of the declarant, who can be cross-examined, and given under penalty of perjury at a proceeding or deposition.
not_hearsay(inconsistent) :- testifies, inconsistent, under_oath_at_proceeding.
% § 801(d)(1)(C): Identifies a person as someone the declarant, who can be cross-examined, perceived earlier.
not_hearsay(identification) :- testifies, identifies.
% § 801(d)(2)(A): Offered against an opposing party, who made it.
not_hearsay(party) :- offered_against_party, made_by_party.
% § 801(d)(2)(D): Offered against an opposing party, made by its employee on a matter within the scope of that relationship and while it existed.
not_hearsay(employee) :- offered_against_party, made_by_employee, within_scope, while_employed.
excluded :- not_hearsay(X).
% § 803(1): Describes an event, made while or immediately after the declarant perceived it.
exception(present_sense) :- describes_event, perceived, immediately.
% § 803(2): Relates to a startling event, made under the stress of excitement that it caused.
exception(excited) :- startling_event, relates_to_event, under_stress.
% § 803(3): The declarant's then-existing state of mind, not memory to prove the fact remembered.
exception(state_of_mind) :- then_existing_state, not memory.
% § 803(4): Made for, and reasonably pertinent to, medical diagnosis or treatment, and describes symptoms, their inception or general cause.
exception(medical) :- for_treatment, pertinent, describes_symptoms.
% § 803(6): Made near the time by someone with knowledge, kept in the course of a regular activity, as a regular practice, shown by a qualified witness, and trustworthy.
exception(business_record) :- near_the_time, with_knowledge, regular_activity, regular_practice, shown_by_custodian, not untrustworthy.
% § 804(b)(1): Former testimony of an unavailable declarant, against a party who had an opportunity and similar motive to develop it.
exception(former_testimony) :- unavailable, former_testimony, opportunity, similar_motive.
% § 804(b)(2): In a homicide prosecution or a civil case, a statement of an unavailable declarant, believing death to be imminent, about its cause or circumstances.
exception(dying) :- unavailable, right_case, believed_imminent, about_cause.
right_case :- homicide.
right_case :- civil.
% § 802: Hearsay is not admissible unless a rule provides otherwise.
excepted :- exception(X).
barred :- hearsay, not excepted.
% § 801(c): Which paragraph decides.
decides(X) :- out_of_court, for_truth, not_hearsay(X).
decides(X) :- hearsay, exception(X).
decides(not_for_truth) :- out_of_court, not for_truth.
decides(none) :- barred.
"""

OFFERS = (
    Offer(
        "803(1)",
        "In a trial about a collision, {w} will testify to what {d} said on the telephone that afternoon: “{quote}”",
        (
            E("perceived", "{d} was standing at the corner and saw the cars.", "{d} was at home and repeated what a neighbor had told of it.", "{d} perceived the event (Rule 803(1)).", "Rule 803(1) asks that the declarant perceived the event; {d} did not."),
            E("immediately", "{d} said it while the light was changing, seconds before the crash.", "{d} said it two hours later, calmly, over dinner.", "It was said while {d} perceived the event (Rule 803(1)).", "It was not made while or immediately after perceiving the event, but two hours later (Rule 803(1))."),
        ),
        ("fre-803-1",),
    ),
    Offer(
        "803(2)",
        "{w}, a paramedic, will testify to what {d} said at the scene: “{quote}” {d} does not testify.",
        (
            E("startling_event", "A scaffold had just collapsed next to {d}.", "{d} had been reading the minutes of a meeting.", "The collapse was a startling event (Rule 803(2)).", "Nothing startling had happened (Rule 803(2))."),
            E("under_stress", "When {d} spoke, a minute later, {d} was shaking and out of breath.", "When {d} spoke, {d} had slept for a night and was described as composed.", "{d} was still under the stress of excitement (Rule 803(2)).", "{d} was composed, and no longer, or never, under the stress of excitement (Rule 803(2))."),
        ),
        ("fre-803-2",),
    ),
    Offer(
        "803(3)",
        "{w} will testify that {d} said in March: “{quote}” It is offered to prove {issue}.",
        (E("then_existing_state", "", "", "", ""), E("memory", "", "", "", "")),
        ("fre-803-3",),
    ),
    Offer(
        "803(4)",
        "{w}, a nurse, will testify to what {d} said in the emergency room: “{quote}”",
        (
            E("for_treatment", "{d} said it in answer to the question where it hurt and since when, so that a doctor could treat {d}.", "{d} said it to {w} as an old friend after the treatment was over, to explain why {d} would sue.", "It was made for treatment (Rule 803(4)(A)).", "It was not made for diagnosis or treatment (Rule 803(4)(A))."),
            E("pertinent", "The doctor needed to know it to choose the X-ray.", "It had no bearing on what the doctor would do.", "It was reasonably pertinent to treatment (Rule 803(4)(A)).", "It was not pertinent to treatment (Rule 803(4)(A))."),
        ),
        ("fre-803-4",),
    ),
    Offer(
        "803(6)",
        "A {firm} delivery log is offered to prove that a shipment left on the 9th.",
        (
            E("near_the_time", "The clerk made each entry within the hour.", "The clerk wrote the entry five months later.", "The entry was made at or near the time (Rule 803(6)(A)).", "The entry was not made at or near the time (Rule 803(6)(A))."),
            E("with_knowledge", "The clerk watched the truck leave.", "The clerk does not know where the information came from.", "It was made by someone with knowledge (Rule 803(6)(A)).", "It was not made by, or from, someone with knowledge (Rule 803(6)(A))."),
            E("regular_practice", "Such a log is made for every shipment.", "No log is usually made; this one was written for the lawyers.", "Making the log was a regular practice (Rule 803(6)(C)).", "Making such a record was not a regular practice (Rule 803(6)(C))."),
            E("shown_by_custodian", "The records manager testifies to all this.", "No custodian testifies, and there is no certification.", "The conditions are shown by the custodian (Rule 803(6)(D)).", "The conditions are not shown by a custodian, another qualified witness or a certification (Rule 803(6)(D))."),
        ),
        ("fre-803-6",),
    ),
)  # fmt: skip
