"""What was said so far, and whether an amount, a word or a finding that is said agrees with the record."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from assay.evidence import Findings
from assay.evidence.english import talk_words
from assay_medical.dialogues.cards import Amount, Dialogue, Fact, amounts_in
from assay_medical.dialogues.findings import Token, talk_of, tokens_of
from assay_medical.dialogues.reading import Mention, clause_end, denied_at, kin_of

SIDES = frozenset("left right both upper lower".split())
_OFTEN = frozenset("once twice daily morning evening night bedtime weekly nightly".split())
MEASURES = frozenset(
    "mg mcg g kg ml microgram micrograms gram unit units tablet tablets day days hour hours week weeks month months year years minute minutes time times a an ago since for about out".split()
)
_COURSE = re.compile(
    r"\b(?:com(?:es|e|ing) and go(?:es|ing)?|on and off|off and on|every time|first time)\b|\b(?:happened|had (?:it|this|them|that|one)|been like this)\b[^.;]{0,20}\bbefore\b|\bnever (?:had|happened)\b"
    r"|\b(?:was|been|were) told(?! to\b)|\b(?:they|he|she|doctors?) (?:said|says|told|thinks?|thought)\b|\b(?:took|taken|tried|had|have) (?:something|a few|a couple)\b",
    re.I,
)
"""Words of talk that together say how something goes on."""
_SUFFERS = re.compile(r"\b(?:had|has|have|got|died|suffers?|same)\b", re.I)
_STATING = frozenset("always often sometimes usually mostly stop stopped stopping gone".split())
"""Words of talk that say how often, or that it is over: they must be in the record."""
_GREETS = re.compile(
    r"(?:(?:good|hi|hello)[,\s]+)?(?:morning|afternoon|evening)\s*(?:[,.!]|doc\b|doctor\b|$)", re.I
)
_DATED = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tonight morning afternoon evening night weekend overnight"
    " sudden suddenly gradually mild severe constant daily frequent dull sharp".split()
)
"""Words that say when or how: the record must hold them, unless they are of what is to come."""


@dataclass
class Turn:
    """One turn: who speaks, the text, where a check points, and at which character of it the text begins."""

    who: str
    text: str
    where: str
    offset: int = 0

    def span(self, start: int, end: int) -> tuple[int, int]:
        return self.offset + start, self.offset + end


@dataclass
class Said:
    """What the patient has told, and what the doctor knew before."""

    record: Dialogue
    findings: set[tuple[str, str, str]] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    numbers: set[tuple[str, str]] = field(default_factory=set)

    def add_text(self, text: str) -> None:
        for token in tokens_of(text):
            self.words |= token.forms
        self.numbers |= {a.key for a in amounts_in(text)}

    def add_fact(self, fact: Fact) -> None:
        """Note that a fact is known: its state, its words and its numbers."""
        state = "unsure" if fact.state == "unknown" else fact.state
        self.findings.add((fact.concept.name, fact.of, state))
        self.add_text(fact.name.replace("_", " "))
        self.add_text(fact.text)

    def has(self, fact: Fact) -> bool:
        state = "unsure" if fact.state == "unknown" else fact.state
        return (fact.concept.name, fact.of, state) in self.findings or (
            fact.concept.kind == "fact" and self._told_in_words(fact)
        )

    def _told_in_words(self, fact: Fact) -> bool:
        """Whether a fact that no wording names was told: the words of one of its wordings or details."""
        for piece in (*fact.says, *fact.detail):
            words = [t for t in tokens_of(piece) if not t.forms & talk_words()]
            amounts = {a.key for a in amounts_in(piece)}
            if (words or amounts) and all(t.forms & self.words for t in words) and amounts <= self.numbers:
                return True
        return False


def implied(concept: str, record: Dialogue) -> bool:
    """Whether the facts of a record make a topic present: a drug is a medication."""
    for fact in record.facts:
        if fact.state != "present":
            continue
        if concept == "medication" and fact.concept.kind == "drug" and "allerg" not in fact.name:
            return True
        if concept == "medical_history" and fact.concept.kind == "condition" and fact.of == "patient":
            return True
        if concept == "allergy" and "allerg" in f"{fact.name} {fact.text}".lower():
            return True
        if concept == "family_history" and fact.of != "patient":
            return True
    return False


def detail_states(record: Dialogue, concept: str, of: str) -> set[str]:
    """In which states the details of the facts name a concept."""
    named = record.in_details.get(concept, ())
    return {state for fact, state, whose in named if of in (whose, fact.of)}


def relevant(record: Dialogue, named: Sequence[Mention]) -> list[Fact]:
    """The facts that mentions are about, and those that no wording names (the age, a circumstance)."""
    concepts = {m.concept.name for m in named}
    within = [id(fact) for name in concepts for fact, _, _ in record.in_details.get(name, ())]
    own = [f for f in record.facts if f.concept.name in concepts or id(f) in within]
    return (
        [*own, *(f for f in record.facts if f.concept.kind == "fact" and f not in own)]
        if own
        else list(record.facts)
    )


def owner(named: Sequence[Mention], at: int) -> Sequence[Mention]:
    """The mentions that something at ``at`` belongs to: behind a drug the drug, else all."""
    before = [m for m in named if m.end <= at and m.concept.kind == "drug"]
    drugs = [m for m in named if m.concept.kind == "drug"]
    if before:
        return before[-1:]
    return drugs[:1] if len(drugs) == len(named) and drugs else named


_NEAR = 6
"""Words on either side of an amount that may say what it is of."""


def evoked(record: Dialogue, sentence: str, amount: Amount, named: Sequence[Mention]) -> list[Fact]:
    """The facts that hold an amount and of which another word stands near it: ``lying awake until 2``."""
    tokens = tokens_of(sentence)
    before = [t for t in tokens if t.end <= amount.start][-_NEAR:]
    after = [t for t in tokens if t.start >= amount.end][:_NEAR]
    near = {
        form
        for token in (*before, *after)
        if not any(m.start <= token.start < m.end for m in named)
        and token.word not in _OFTEN
        and token.word not in MEASURES
        for form in token.forms
    }
    return [fact for fact in record.facts if amount.key in fact.numbers and fact.own & near]


def check_amounts(
    turn: Turn,
    start: int,
    sentence: str,
    named: Sequence[Mention],
    about: Sequence[Mention],
    record: Dialogue,
    found: Findings,
    more: frozenset[tuple[str, str]] = frozenset(),
    free: Sequence[tuple[int, int]] = (),
) -> list[Amount]:
    """Each amount of a sentence is one of the facts that it is about. Gives back the amounts."""
    free = [*free, *((m.start, m.end) for m in named)]
    amounts = [a for a in amounts_in(sentence) if not any(x <= a.start < y for x, y in free)]
    everywhere = frozenset().union(*(fact.numbers for fact in record.facts)) | more
    for amount in amounts:
        till = clause_end(sentence, amount.end)  # "6 times a day, and I've been sick": not of the sickness
        mine = owner([m for m in named if m.start < till], amount.start) or about
        facts = relevant(record, mine) if mine else list(record.facts)
        if not any(m.concept.kind == "drug" for m in mine):
            facts += evoked(record, sentence, amount, named)
        allowed = frozenset().union(*(fact.numbers for fact in facts)) | more
        holds = amount.key in allowed or (not amount.unit and any(amount.value == v for v, _ in allowed))
        text = sentence[amount.start : amount.end]
        units = {unit for _, unit in allowed}
        if amount.key in everywhere:
            reason, message = "wrong_role", f"{text!r} is in the record, but not of that."
        elif amount.unit and amount.unit in units:
            reason, message = "wrong_value", f"The record has another value than {text!r}."
        else:
            reason, message = "number_not_in_record", f"{text!r} is not in the record."
        span = turn.span(start + amount.start, start + amount.end)
        found.check(holds, "number", text, reason, message, span=span, where=turn.where)
    return amounts


def check_words(
    turn: Turn,
    start: int,
    sentence: str,
    named: Sequence[Mention],
    about: Sequence[Mention],
    record: Dialogue,
    found: Findings,
    *,
    extra: frozenset[str] = frozenset(),
    free: Sequence[tuple[int, int]] = (),
    later: int | None = None,
) -> None:
    """Each word of a sentence that states something is the record's, on the same side and as much denied as there."""
    amounts = amounts_in(sentence)
    skip = [(m.start, m.end) for m in named] + [(a.start, a.end) for a in amounts] + list(free)
    everywhere, denied = record.words_told, record.words_absent
    sides: set[str] = set()
    for m in named:  # a side within a wording: "pain in my left arm"
        sides |= {t.word for t in tokens_of(sentence[m.start : m.end])} & SIDES
    mine = relevant(record, named or about) if named or about else list(record.facts)
    own = {form for fact in mine for form in fact.words}
    for side in sorted(sides):
        _side(turn, start, sentence, side, own, found)
    relative = next((kin for t in tokens_of(sentence) if (kin := kin_of(t.word))), None)
    if relative and not named and turn.who == "patient" and _SUFFERS.search(sentence):
        told = any(fact.of in (relative, "family") for fact in record.facts)
        message = f"What is said of the {relative} is not in the record."
        place = turn.span(start, start + len(sentence))
        found.check(told or None, "word", sentence, "unread_words", message, span=place, where=turn.where)
    course = _COURSE.search(sentence)
    if course and not any(course[0].lower() in fact.text.lower() for fact in record.facts):
        place = turn.span(start + course.start(), start + course.end())
        message = f"{course[0]!r} is not in the record."
        found.check(None, "word", course[0], "unread_words", message, span=place, where=turn.where)
    for token in tokens_of(sentence):
        if any(a <= token.start < b for a, b in skip):
            continue
        if token.word == "gone" and (
            any(0 <= m.start - token.end <= 2 for m in named)
            or any(t.start == token.end + 1 and t.forms & everywhere.keys() for t in tokens_of(sentence))
        ):
            continue  # "gone numb", "gone red"
        if token.word == "both" and re.match(r"\s*(?:[.,;!]|$)", sentence[token.end :]):
            continue  # "yes, both"
        if token.word in SIDES and not (token.word == "right" and _plain_right(sentence, token)):
            _side(turn, start, sentence, token.word, own, found)
            continue
        if token.word == "once" and sentence[: token.start].lower().endswith("at "):
            continue
        if token.word in _OFTEN and token.word in everywhere and named:
            owners = {form for fact in relevant(record, owner(named, token.start)) for form in fact.words}
            message = f"{token.word!r} is said of something else in the record."
            span = turn.span(start + token.start, start + token.end)
            found.check(
                token.word in owners, "word", token.word, "wrong_role", message, span=span, where=turn.where
            )
            continue
        dated = (
            token.word in _DATED
            and not (later is not None and token.start > later)
            and not token.forms & extra
        )
        if dated and _GREETS.match(sentence):
            continue
        stating = token.word in _STATING or dated
        if not stating and (
            token.forms & talk_words() or token.forms & talk_of(turn.who) or kin_of(token.word) is not None
        ):
            continue
        if token.forms & extra and not token.forms & everywhere.keys():
            continue
        span = turn.span(start + token.start, start + token.end)
        there = (frozenset((token.word,)) if token.word in _STATING else token.forms) & everywhere.keys()
        now = {denied_at(sentence, token.start, [(m.start, m.end) for m in named])}
        if token.word == "away" and now == {True}:
            continue  # "won't go away"
        if not there and now == {True} and token.forms & denied:
            continue
        message = f"{token.word!r} is not in the record: {sentence[:80]!r}."
        if not found.check(
            bool(there) or None, "word", token.word, "unread_words", message, span=span, where=turn.where
        ):
            continue
        held = {state for form in there for state in everywhere[form]}
        message = f"{token.word!r} is {'denied' if now == {True} else 'stated'} here, but not in the record."
        found.check(
            bool(held & now), "word", token.word, "contradicts_record", message, span=span, where=turn.where
        )


def _side(
    turn: Turn,
    start: int,
    sentence: str,
    side: str,
    own: set[str],
    found: Findings,
) -> None:
    at = re.search(rf"\b{side}\b", sentence, re.I)
    span = turn.span(start + at.start(), start + at.end()) if at else None
    message = f"The record does not say {side!r} of that."
    found.check(side in own, "side", side, "wrong_side", message, span=span, where=turn.where)


def _plain_right(sentence: str, token: Token) -> bool:
    """Whether ``right`` is no side: ``that's right``, ``all right``, ``right now``, ``Right, …``."""
    before, after = sentence[: token.start].rstrip().lower(), sentence[token.end :].lstrip().lower()
    return (
        not before
        or (
            before.endswith(
                (
                    "that's",
                    "thats",
                    "all",
                    "is that",
                    "that is",
                    "quite",
                    "sounds",
                    "you're",
                    "be",
                    "exactly",
                    "not",
                    "is",
                    "the",
                    "got it",
                    "got that",
                    "feel",
                    "feels",
                    "felt",
                    "this",
                    "it",
                    "have i got that",
                    "yeah,",
                    "yes,",
                )
            )
            and not re.match(
                r"(?:arm|leg|side|calf|eye|ear|hand|foot|knee|shoulder|hip|flank|loin|testicle|breast|chest|lower|upper|temple|jaw|face)\b",
                after,
            )
        )
        or after.startswith(
            (
                "now",
                "away",
                ",",
                "then",
                "after",
                "before",
                "in the middle",
                "across",
                "away",
                "through",
                "there",
                "here",
                "person",
                "thing",
                "place",
                "help",
            )
        )
    )
