"""What a question asks for, and whether a reply says yes, no, or that it does not know."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from assay.evidence.english import sentences_in
from assay_medical.dialogues.cards import Dialogue, is_talk
from assay_medical.dialogues.findings import Token, talk_of, tokens_of
from assay_medical.dialogues.reading import UNSURE, Mention, mentions

Reply = Literal["yes", "no", "unsure", ""]
_FILLER = r"(?:(?:um+|uh+|er+m?|hm+|well|oh|ah|so|let me think|thankfully|luckily|fortunately|honestly|to be honest|actually|I'd say|doctor|now|thank god|thank goodness)\b[\s,.…!—–-]*){0,3}"
_END = r"(?=\s*(?:[.,;:!—–…-]|$))"
_NO = re.compile(
    rf"\W*{_FILLER}(?:no(?! (?:idea|one\b)),?(?: (?:no|not at all|nothing|never|none|doctor|thank(?:s| you|fully)))?{_END}|no\b(?= (?:nothing|not|never|none|neither|I (?:don't|haven't|didn't|can't|'m not)|it (?:doesn't|hasn't|isn't)|thankfully|I'm not|she|he)\b)|no to (?:all|both|any|that|those|everything)\b(?: (?:of )?(?:that|those|them|it))?|nope|nah|not at all|none of (?:that|those|them)|none(?: at all| of (?:those|that|them))?|never{_END}|nothing like (?:that|those)|"
    rf"neither(?: of (?:those|them))?|not (?:really|that I(?:'ve| have)? (?:noticed|know of|know|can think of|remember)|so far|lately|as far as I know){_END}|I (?:don't|haven't|didn't|do not|have not|can't){_END}|I don't think so|I don't believe so|it (?:doesn't|hasn't|isn't|didn't){_END}|they (?:don't|haven't){_END}|nothing{_END}|no(?:thing)? else{_END})",
    re.I,
)
_YES = re.compile(
    rf"\W*{_FILLER}(?:yes|yeah|yep|yup|aye|mm-?hm+|that's (?:right|it|correct|true)|correct|exactly|right{_END}|I (?:do|have|did|am|was){_END}|it (?:does|has|is|did){_END}|they (?:do|have|are){_END}|a (?:bit|little){_END}|sometimes{_END}|afraid so|I'm afraid so|definitely|absolutely|sure{_END}|of course)",
    re.I,
)
_OPEN = re.compile(
    r"^(?:\W*(?:and|so|ok(?:ay)?|right|now|well|thanks?|thank you|sorry|alright|then|first|next|also|good|i see|got it|understood|hello|hi|good morning|good afternoon)\b[\s,.!—–-]*){0,4}"
    r"(?:what(?! about)|describe|talk me|take me|walk me|show me|point to|when|where|which|who|whom|whose|why|how(?! about)|in what|on what|at what|since when|for how|roughly how|about how|on which|tell me)\b",
    re.I,
)
_ASKS_TO_TELL = re.compile(
    r"\b(?:tell me|describe|show me|talk me through|point to|take me through|walk me through|what|how|where|when)\b",
    re.I,
)
_BIDS = re.compile(
    r"\W*(?:(?:and|so|ok(?:ay)?|right|now|well|thanks?|thank you|please|just|first|then|i see)\b[\s,.!—–-]*){0,3}(?:tell me|describe|talk me through|take me through|walk me through|show me|point to)\b",
    re.I,
)
_AND = re.compile(
    r"(?:,?\s+and\s+|,\s+)(?=(?:have|do|does|did|are|is|was|were|has|any|can|could|what|when|where|how|which)\b)",
    re.I,
)
"""Between two questions in one sentence."""
_BE = re.compile(r"\W*(?:(?:and|so|ok|okay|right)\W+)?(?:is|are|was|were)\b", re.I)
_GIVEN = re.compile(r"\b(?<!like )(?:the|your|this|that|these|those)\s+(?:\w+\s+)?$", re.I)


@dataclass(frozen=True)
class Asked:
    """A question of the doctor: what it names, and the words that state more than that."""

    text: str
    start: int
    yes_no: bool
    mentions: tuple[Mention, ...]
    rest: tuple[Token, ...]
    negated: bool

    def presupposed(self, mention: Mention) -> bool:
        """Whether it takes a finding for given: ``How long have you had the cough?``"""
        if self.yes_no and _BE.match(self.text) and not re.search(r"\w", self.text[mention.end :]):
            return False  # "Are your ankles swollen?"
        return not self.yes_no or bool(_GIVEN.search(self.text[: mention.start]))


def is_question(sentence: str) -> bool:
    """Whether it ends in a question mark, or bids the other tell something."""
    return sentence.rstrip("\"”’') ").endswith("?") or bool(_BIDS.match(sentence))


def pieces_of(text: str) -> list[tuple[str, int]]:
    """The sentences of a doctor's turn, cut at semicolons as well, and where they begin."""
    found = []
    for sentence, (start, _) in sentences_in(text):
        begin = 0
        for m in re.finditer(r";\s+", sentence):
            found.append((sentence[begin : m.start()], start + begin))
            begin = m.end()
        found.append((sentence[begin:], start + begin))
    return found


def questions_in(text: str, record: Dialogue) -> list[Asked]:
    """The questions of a text."""
    found = []
    for sentence, start in pieces_of(text):
        if not is_question(sentence):
            continue
        begin = 0
        for cut in (*_AND.finditer(sentence), None):
            part = sentence[begin : cut.start() if cut else len(sentence)]
            found.append(_asked(part, start + begin, record))
            begin = cut.end() if cut else 0
    return found


def _asked(text: str, start: int, record: Dialogue) -> Asked:
    named = tuple(mentions(text, record.wordings))
    rest = tuple(
        token
        for token in tokens_of(text)
        if not any(m.start <= token.start < m.end for m in named)
        and not is_talk(token.forms, talk_of("doctor"))
    )
    told = r"\W*(?:\w+,? ){0,2}(?:can|could|would|will) you (?:please |just |also )?" + _ASKS_TO_TELL.pattern
    yes_no = not _OPEN.match(text) and not re.match(told, text, re.I)
    negated = any(t.negates for t in tokens_of(text)) or bool(re.match(r"\W*(?:so |and )?no\b", text, re.I))
    return Asked(text, start, yes_no, named, rest, negated)


def reply_of(text: str) -> tuple[Reply, int]:
    """What a reply begins with, and where what follows it begins."""
    if m := _NO.match(text):
        return "no", m.end()
    unsure = UNSURE.search(text[:120])
    first = next((piece.text for piece in sentences_in(text)), "")
    if unsure and unsure.start() < len(first):
        return "unsure", 0
    if m := _YES.match(text):
        return "yes", m.end()
    return "", 0
