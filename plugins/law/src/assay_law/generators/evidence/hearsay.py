"""Whether the rule against hearsay bars a statement."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_law.generators import _rules as r
from assay_law.generators.evidence import _statements as s

_HARD = {
    1: ("not_for_truth", "party", "identification"),
    2: ("inconsistent", "medical", "state_of_mind", "employee"),
    3: ("present_sense", "excited", "employee", "dying"),
    4: ("former_testimony", "dying", "present_sense", "excited"),
    5: ("business_record", "former_testimony"),
}


@generator("law.hearsay", verifiers=r.VERIFIERS)
def hearsay(rng: random.Random, difficulty: int) -> Draft:
    """Whether a statement is barred by Fed. R. Evid. 802, by the paragraph that may let it in.

    1: what it is offered for, who made it. 2: one condition of a paragraph. 3: two conditions. 4: two, of which a further paragraph is argued in vain. 5: three to five conditions, and a further paragraph.
    """
    offer = rng.choice([each for each in s.OFFERS if each.name in _HARD[difficulty]])
    case = s.drawn(rng, offer, rng.random() < 0.5, s.cast(rng))
    ask = rng.choice(
        (
            "By the rules quoted, is the statement barred by the rule against hearsay?",
            "The opponent objects: hearsay. Should the objection be sustained under these rules?",
            "Does Rule 802 keep the statement out, by the provisions quoted?",
        )
    )
    ask = ask.replace("the statement", "the record") if offer.name == "business_record" else ask
    steps = []
    if offer.name != "not_for_truth":
        steps.append(
            "The statement was made out of court and is offered to prove what it asserts, so it is hearsay unless Rule 801(d) takes it out (Rule 801(c))."
        )
    keys = ["fre-801-c", "fre-802", *offer.quoted]
    if difficulty >= 4:
        also, why = _VAIN[offer.name]
        keys.insert(rng.choice((2, len(keys))), also)
        steps.append(why)
    steps += case.steps
    steps.append(
        f"All that Rule {offer.cite} asks for is there."
        if case.applies and len(case.steps) > 1
        else f"Rule {offer.cite} does not apply, and no other provision quoted does."
        if not case.applies
        else ""
    )
    if offer.name == "not_for_truth":
        steps.pop()
    ends = (
        "The statement is barred by the rule against hearsay.",
        "The rule against hearsay does not bar the statement.",
    )
    prompt = r.lay_out(rng, case.story, ask, r.quote(*keys))
    return r.yes_no(
        rng, prompt, [each for each in steps if each], s.PROGRAM, case.facts, "barred", not case.applies, ends
    )


_VAIN = {
    "former_testimony": ("fre-803-1", "Rule 803(1) is of no use: testimony in a later trial describes no event while or immediately after it was perceived."),
    "dying": ("fre-803-4", "Rule 803(4) is of no use: nothing was said for medical diagnosis or treatment."),
    "present_sense": ("fre-803-4", "Rule 803(4) is of no use: nothing was said for medical diagnosis or treatment."),
    "excited": ("fre-803-6", "Rule 803(6) is of no use: words spoken to a paramedic are no record that anyone shows to be kept in a regular activity."),
    "business_record": ("fre-803-4", "Rule 803(4) is of no use: nothing was written for medical diagnosis or treatment."),
}  # fmt: skip
