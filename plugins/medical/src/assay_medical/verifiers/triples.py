"""Does a note say what triples of a knowledge graph say, of the patient, undenied, in the right direction?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

import assay
from assay.evidence import Findings
from assay.evidence.final_answer import without_drafts
from assay_medical.grounding.sources import sources_of

Relation = Literal["has_symptom", "has_finding", "treated_with", "caused_by", "complication_of"]
LONGEST = 20_000
_WITH = r"(?:with|by|on|for which (?:he|she|the patient) (?:takes|is on|was given|received|receives)|controlled (?:with|on)|managed with|started on|takes|is taking)"
_FORWARD: dict[str, str] = {
    # between the head and the tail of a sentence that says it from the head on
    "has_symptom": r"",
    "has_finding": r"",
    "treated_with": rf"\b{_WITH}\b",
    "caused_by": r"\b(?:due to|caused by|secondary to|because of|from|attributed to|induced by|after|following)\b|-induced\b",
    "complication_of": r"\b(?:due to|caused by|secondary to|as a complication of|complicating|from|because of|attributed to|resulting from)\b",
}
_BACKWARD: dict[str, str] = {
    # between the tail and the head
    "has_symptom": r"",
    "has_finding": r"",
    "treated_with": r"\b(?:for|to treat|to control|was (?:started|given|prescribed) for)\b",
    "caused_by": r"\b(?:caus(?:ed|es|ing)|led to|leads to|resulted in|induced|provoked)\b|-induced\b",
    "complication_of": r"\b(?:caus(?:ed|es|ing)|led to|resulted in|complicated by|with)\b",
}


_AGAINST = {
    "treated_with": r"\b(?:caus(?:ed|es|ing)|led to|due to|induced by|secondary to|resulted in)\b|-induced\b",
}
"""Words that say another relation of the two, whichever comes first."""


@dataclass(frozen=True)
class Triple:
    """A disease ``has_symptom`` or ``has_finding`` something, is ``treated_with`` a drug, ``complication_of`` another; a finding is ``caused_by`` a drug."""

    head: str
    relation: Relation
    tail: str

    def __post_init__(self) -> None:
        if not self.head.strip() or not self.tail.strip() or len(self.head) + len(self.tail) > 200:
            raise ValueError("a triple has a head and a tail of at most 200 characters")


@assay.reference_part("triples")
@dataclass(frozen=True)
class Triples:
    """The triples that a note must say: the response, or the source ``of``. ``allow`` are further drugs and diagnoses that it may name."""

    triples: tuple[Triple, ...]
    of: str = ""
    allow: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not 0 < len(self.triples) <= 30:
            raise ValueError("there are 1 to 30 triples")


@assay.verifier(
    "medical.triples",
    needs=("response", "reference"),
    deadline=5.0,
    proves_wrong=("wrong_direction", "not_asserted"),
    preload=("assay_medical.assertions",),
)
def triples(sample: assay.Sample) -> assay.Verdict:
    """Does a note assert both ends of each triple of the patient, and neither turn the relation round nor add a drug or diagnosis?"""
    from assay_medical.assertions import assertions

    part = sample.part(Triples)
    if part.of:
        texts = dict(sources_of(sample))
        if part.of not in texts:
            raise assay.BadReference(f"The row has no source {part.of!r}.")
        note, where = texts[part.of], f"source:{part.of}"
    else:
        note, where = without_drafts(sample.response), "response"
    found = Findings()
    if len(note) > LONGEST:
        found.check(
            None, "length", "", "too_long", f"More than {LONGEST:,} characters are not read.", where=where
        )
        return found.verdict()
    ends = {end: () for triple in part.triples for end in (triple.head, triple.tail)}
    allowed = {**ends, **{name: () for name in part.allow}}
    said = assertions(note, allowed)
    canonical = {name: {a.term for a in assertions(name)} | {name} for name in allowed}
    own = [a for a in said if a.experiencer == "patient"]

    def mentions(name: str) -> list:  # type: ignore[type-arg]
        return [a for a in said if a.term in canonical[name]]

    for triple in part.triples:
        claim = f"{triple.head} {triple.relation} {triple.tail}"
        held = True
        for end in (triple.head, triple.tail):
            here = mentions(end)
            good = [
                a
                for a in here
                if a.experiencer == "patient" and a.polarity == "affirmed" and a.time != "hypothetical"
            ]
            bad = [a for a in here if a not in good]
            if good and not any(a.polarity == "negated" and a.experiencer == "patient" for a in bad):
                found.check(True, "term", end, span=good[0].span, where=where)
                continue
            held = False
            if not here:
                found.check(
                    False, "term", end, "term_missing", f"The note does not name {end!r}.", where=where
                )
            else:
                message = f"The note does not assert {end!r} of the patient, or denies it elsewhere."
                found.check(False, "term", end, "not_asserted", message, span=here[0].span, where=where)
        if held and _FORWARD[triple.relation]:
            holds, message = _direction(triple, note, mentions(triple.head), mentions(triple.tail))
            found.check(
                holds,
                "relation",
                claim,
                "wrong_direction" if holds is False else "no_relation",
                message,
                where=where,
            )
        elif held:
            found.check(True, "relation", claim, where=where)
    known = {term for names in canonical.values() for term in names}
    for a in own:
        if a.kind in ("drug", "diagnosis") and a.polarity == "affirmed" and a.term not in known:
            inside = any(a.span[0] >= b.span[0] and a.span[1] <= b.span[1] and b is not a for b in said)
            message = f"{a.text!r} is in no triple."
            found.check(inside or False, "term", a.text, "beyond_triples", message, span=a.span, where=where)
    return found.verdict()


def _direction(triple: Triple, note: str, heads: list, tails: list) -> tuple[bool | None, str]:  # type: ignore[type-arg]
    """Whether a sentence says the relation from head to tail, says it the other way round, or neither."""
    forward, backward = (
        re.compile(_FORWARD[triple.relation], re.I),
        re.compile(_BACKWARD[triple.relation], re.I),
    )
    right = turned = False
    for head in heads:
        for tail in tails:
            first, second = sorted((head, tail), key=lambda a: a.span)
            between = note[first.span[1] : second.span[0]]
            if len(between) > 200 or re.search(r"[.;\n]", between):
                continue
            straight = first is head
            if triple.relation in _AGAINST and re.search(_AGAINST[triple.relation], between, re.IGNORECASE):
                turned = True
                continue
            right |= bool((forward if straight else backward).search(between))
            turned |= bool((backward if straight else forward).search(between)) and not (
                (forward if straight else backward).search(between)
            )
    if right and not turned:
        return True, ""
    if turned:
        return (
            False,
            f"The note says the relation of {triple.head!r} and {triple.tail!r} the other way round.",
        )
    return None, f"No sentence of the note says how {triple.head!r} and {triple.tail!r} belong together."
