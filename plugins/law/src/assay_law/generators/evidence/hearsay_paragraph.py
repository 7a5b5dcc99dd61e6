"""Which paragraph of the rules decides on a statement that is offered in evidence."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_law.generators import _rules as r
from assay_law.generators.evidence import _statements as s

_WORDS = {
    "not_for_truth": "not offered for its truth",
    "inconsistent": "prior inconsistent statement",
    "identification": "statement of identification",
    "party": "opposing party’s own statement",
    "employee": "statement of a party’s employee",
    "present_sense": "present sense impression",
    "excited": "excited utterance",
    "state_of_mind": "then-existing state of mind",
    "medical": "statement for medical treatment",
    "business_record": "record of a regularly conducted activity",
    "former_testimony": "former testimony",
    "dying": "statement under the belief of imminent death",
    "barred": "inadmissible hearsay",
}
_NEAR = {
    "excited": {"present_sense"},
    "present_sense": {"excited"},
    "dying": {"excited", "present_sense", "medical", "state_of_mind"},
    "medical": {"state_of_mind"},
    "inconsistent": {"former_testimony"},
}
"""What might be argued as well, and is not offered as a choice."""
_CHOICES = (2, 3, 4, 5, 6)


@generator("law.hearsay_paragraph", verifiers=r.VERIFIERS)
def hearsay_paragraph(rng: random.Random, difficulty: int) -> Draft:
    """The name under which a statement comes in, of a closed list, or that it is inadmissible hearsay.

    The higher the level, the more paragraphs are quoted to choose from, and the more conditions the right one has.
    """
    few = [each for each in s.OFFERS if len(each.elements) == 1]
    pool = (
        few
        if difficulty == 1
        else [each for each in s.OFFERS if len(each.elements) >= (1, 1, 1, 2, 3)[difficulty - 1]]
    )
    offer = rng.choice(pool)
    case = s.drawn(rng, offer, rng.random() < 0.7, s.cast(rng))
    others = rng.sample(
        [
            each
            for each in s.OFFERS
            if each.name not in {offer.name, "not_for_truth", *_NEAR.get(offer.name, ())}
        ],
        _CHOICES[difficulty - 1],
    )
    shown = sorted({offer.name, *(each.name for each in others)}, key=list(_WORDS).index)
    cites = {each.name: each.cite for each in s.OFFERS}
    listed = (
        "\n".join(f"- {_WORDS[name]} (Rule {cites[name]})" for name in shown)
        + f"\n- {_WORDS['barred']} (Rule 802)"
    )
    ask = (
        rng.choice(
            (
                "Which of these is it?",
                "Under which of these heads does it fall?",
                "Choose the one that applies:",
            )
        )
        + "\n"
        + listed
    )
    keys = ["fre-801-c", "fre-802"]
    for each in s.OFFERS:
        if each.name in shown:
            keys += [key for key in each.quoted if key not in keys]
    answer = offer.name if case.applies else "barred"
    steps = []
    if offer.name != "not_for_truth":
        steps.append(
            "It was said or written out of court and is offered to prove what it asserts (Rule 801(c))."
        )
    steps += case.steps
    steps.append(
        "No exception quoted fits, and Rule 802 applies."
        if offer.name == "not_for_truth" and not case.applies
        else f"The conditions of Rule {offer.cite} are met."
        if case.applies and len(case.steps) > 1
        else f"Rule {offer.cite} therefore fails, none of the others fits, and Rule 802 applies."
        if not case.applies
        else ""
    )
    words = {name: _WORDS[name] for name in [*shown, "barred"]}
    ends = ("Answer: {word}", "It is: {word}.", "**{word}**")
    prompt = r.lay_out(rng, case.story, ask, r.quote(*keys))
    return r.term(
        rng,
        prompt,
        [each for each in steps if each],
        s.PROGRAM,
        case.facts,
        "decides(X)",
        answer,
        words,
        ends,
    )
