"""Who has what in a sentence, and whether it is stated, denied or left open."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assay.evidence.english import NEGATIONS
from assay_medical.dialogues.findings import Concept, Token, Wordings, tokens_of

State = Literal["present", "absent", "unsure"]

_BREAK = re.compile(
    r"[;:—–…()?!.]+(?=\s|$)|\.\.\.|,?\s*\b(?:but|however|although|though|whereas|except|apart from|other than|only|just|because|since|so|then|while|until|till|when)\b"
    r"|,\s*(?=(?:and\s+|or\s+)?(?:i|i'm|i've|i'd|it|it's|its|my|he|she|there|there's|the|we|they|that|that's|this|you|you've|you're|your|mainly|mostly|maybe|perhaps|some|a bit|a little|occasional|slight)\b)"
    r"|,\s*(?=(?:sounds?|looks?|seems?|is|are|was|makes?|could|may|might|must|needs?)\b)"
    r"|\band\s+(?=(?:i|i'm|i've|i'd|it|it's|my|he|she|there|there's|you|you've|your|the|a|an|some)\b)",
    re.I,
)
"""Where the reach of a negation ends."""
_JOINT = re.compile(r",|\b(?:and|or|nor)\b", re.I)
UNSURE = re.compile(
    r"\b(?:not (?:entirely |really |quite |too |so |very |100% )?(?:sure|certain)|unsure|(?:don't|do not|didn't|wouldn't) (?:really |actually |rightly )?know|no idea|not a clue|"
    r"(?:couldn't|can't|cannot|could not) (?:really |rightly |honestly )?(?:say|tell|remember|recall)|(?:don't|do not) (?:really )?(?:remember|recall)|"
    r"(?:never|haven't|hasn't|not) (?:been |had it |had that |had them |really )?(?:checked|tested|measured|looked|been told|paid attention)|hard to say|maybe|perhaps|possibly|might have|may have|"
    r"nobody(?:'s| has)? (?:ever )?(?:told|said|mentioned)|no one(?:'s| has)? (?:ever )?(?:told|said|mentioned))\b",
    re.I,
)
_NO_DENIAL = re.compile(
    r"^\W*(?:no|nope|nah)\b(?=\s*[,.;:!—–-])|\b(?:not|n't) (?:only|just)\b|\bno (?:idea|doubt|wonder|matter|problem)\b|\bnothing (?:but|except)\b",
    re.I,
)
_BEHIND = re.compile(
    r"\W{0,3}\s*(?:no|nope|none|never|not at all|not really|not any|I (?:don't|haven't|didn't|do not|have not|never)(?: (?:have|had|get|got))?|hasn't (?:come|been)|"
    r"(?:is|was|are|were) (?:not|absent|denied|negative)|isn't there|wasn't there|denied|absent|negative|nil)\s*(?=[.,;!?]|$)",
    re.I,
)
"""A denial behind what it denies: ``Fever? No.``"""
_GONE = re.compile(
    r"\W*(?:\w+ ){0,2}(?:has |have |had |'s |is |are )?(?:all |now |completely |since |mostly )*(?:gone|stopped|settled|cleared|resolved|went away|gone away|disappeared|vanished)\b(?! (?:numb|weak|red|funny|down|to|into|up))",
    re.I,
)
_KIN = {
    "mother": "mother", "mum": "mother", "mom": "mother", "father": "father", "dad": "father",
    "brother": "brother", "sister": "sister", "son": "son", "daughter": "daughter",
    "grandmother": "grandmother", "gran": "grandmother", "nan": "grandmother", "grandma": "grandmother",
    "grandfather": "grandfather", "grandad": "grandfather", "granddad": "grandfather", "grandpa": "grandfather",
    "aunt": "aunt", "uncle": "uncle", "cousin": "cousin", "wife": "wife", "husband": "husband", "partner": "partner",
    "parent": "parents", "parents": "parents", "family": "family", "relatives": "family",
}  # fmt: skip
_TELLS = re.compile(
    r"(?:'s)?\s+(?:who\s+|also\s+|just\s+)?(?:says?|said|thinks?|thought|noticed|told|made|brought|drove|drives?|wants?|reckons?|worried|is worried|was worried|insisted|can|could|and I|is here|came|will)\b",
    re.I,
)
LONGEST_SENTENCE = 1_500


@dataclass(frozen=True)
class Mention:
    """A concept named in a text: where, in which state, whose (``patient``, ``mother`` …)."""

    concept: Concept
    start: int
    end: int
    state: State
    of: str


def clause_end(sentence: str, at: int) -> int:
    """Where the clause that holds ``at`` ends."""
    return next((m.start() for m in _BREAK.finditer(sentence) if m.start() >= at), len(sentence))


def denied_at(sentence: str, at: int, inside: Sequence[tuple[int, int]] = ()) -> bool:
    """Whether a negation of its clause stands before a word; none within wordings: "can't hear in my right ear"."""
    begin = max((m.end() for m in _BREAK.finditer(sentence) if m.end() <= at), default=0)
    silent = [m.span() for m in _NO_DENIAL.finditer(sentence)]
    return any(
        begin <= t.start < at
        and _negates(t)
        and not _within(t.start, silent)
        and not any(a <= t.start < b <= at for a, b in inside)
        for t in tokens_of(sentence)
    )


def kin_of(word: str) -> str | None:
    """The relative that a word names, in one form."""
    return _KIN.get(word.removesuffix("'s"))


def mentions(sentence: str, wordings: Wordings) -> list[Mention]:
    """The concepts that a sentence names."""
    places = wordings.find(sentence)
    if not places:
        return []
    tokens = tokens_of(sentence)
    inside = [(place.start, place.end) for place in places]
    silent = [m.span() for m in _NO_DENIAL.finditer(sentence)]
    breaks = [(m.start(), m.end()) for m in _BREAK.finditer(sentence) if not _within(m.start(), inside)]
    breaks = [b for b in breaks if not (b[0] > 0 and sentence[: b[0]].lower().endswith(("not", "n't")))]
    found = []
    for place in places:
        begin = max((end for start, end in breaks if end <= place.start), default=0)
        close = min((start for start, _ in breaks if start >= place.end), default=len(sentence))
        before = [
            token
            for token in tokens
            if begin <= token.start < place.start
            and _negates(token)
            and not _within(token.start, inside)
            and not _within(token.start, silent)
        ]
        if UNSURE.search(sentence[begin:close]) or UNSURE.search(sentence[: place.start]):
            state: State = "unsure"
        else:
            last = max((other.end for other in places if begin <= other.end <= place.start), default=begin)
            joint = [m.end() for m in _JOINT.finditer(sentence, last, place.start)]
            last = max([last, *joint]) if len([t for t in before if t.start >= last]) > 1 else last
            own = [token for token in before if token.start >= last]
            denied = len(own) + place.denied or min(len(before), 1)  # "no fever or cough": both
            behind = _BEHIND.match(sentence, place.end) or _GONE.match(sentence, place.end, close)
            state = "absent" if denied == 1 or (not denied and behind) else "present"
            if denied > 1:
                state = "unsure"  # two negations: which of them counts is not read
        found.append(
            Mention(
                place.concept, place.start, place.end, state, _whose(tokens, place.start, begin, sentence)
            )
        )
    return found


def _negates(token: Token) -> bool:
    return (
        token.word in NEGATIONS or token.word.endswith("n't") or token.word in ("nil", "negative", "denying")
    )


def _within(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(a <= at < b for a, b in spans)


def _whose(tokens: Sequence[Token], at: int, begin: int, sentence: str) -> str:
    """Of whom it is said: the nearest relative before it in its sentence, unless the patient comes between."""
    whose = "patient"
    for token in tokens:
        if token.start >= at:
            break
        relative = kin_of(token.word)
        if relative and not _TELLS.match(sentence, token.start + len(token.word.removesuffix("'s"))):
            whose = relative
        elif whose != "patient" and token.word in ("i", "i'm", "i've", "i'd", "me", "myself", "patient"):
            whose = "patient"
        elif whose != "patient" and token.start >= begin and token.word in ("my", "your") and token.start > 0:
            following = next((t for t in tokens if t.start > token.start), None)
            if following is not None and not kin_of(following.word):
                whose = "patient"
    return whose
