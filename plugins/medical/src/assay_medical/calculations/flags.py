"""Whether a note says that the patient has something: by nouns that it names, and by sentences that it holds."""

from __future__ import annotations

import re
from functools import lru_cache

from assay_medical.calculations.lexicon import words_of
from assay_medical.calculations.mentions import _FAMILY, Mention, Note
from assay_medical.vocabulary import Fact, facts

_DENIED_BEFORE = re.compile(
    r"\b(?:no|not|never|without|denie[sd]|denying|negative for|absence of|free of|rule[sd]? out|excluded?|neither|nor|none of|non|lacks?|unlikely|n['’]t)\b(?P<rest>[^.;\n]*)\Z",
    re.IGNORECASE,
)
_SCOPE_ENDS = re.compile(
    r"\b(?:but|however|except|although|though|who|which|because|due to|despite|has|had|with a|presented|presents)\b",
    re.IGNORECASE,
)
_DENIED_BEHIND = re.compile(
    r"\s*(?:(?:is|was|were|are|has been|had been)\s+(?:\w+ly\s+)?(?:absent|negative|ruled out|excluded|denied|not\b|unlikely|never)|[:=–-]\s*(?:no\b|none\b|absent|negative|nil)|\((?:-|−|no|absent|negative)\)|negative\b|absent\b|ruled out\b)",
    re.IGNORECASE,
)
_UNSURE_BEFORE = re.compile(
    r"\b(?:possible|possibly|suspect\w*|suspicious for|concern for|risk (?:of|for)|query|rule out|r/o|if|whether|may|might|screen\w* for|evaluat\w+ for|to exclude|differential)\b[^.;,\n]{0,40}\Z",
    re.IGNORECASE,
)


def flags(note: Note, known: Fact) -> list[Mention]:
    """Where a note says that the patient has something (``True``) or has it not (``False``)."""
    found = [_judged(note, known, name.start, name.end) for name in note.names if known.key in name.keys]
    for value, sentences in ((True, known.yes), (False, known.no)):
        for sentence in sentences:
            for match in _as_pattern(sentence).finditer(note.text):
                found.append(Mention(known.key, value, *match.span()))
    return [mention for mention in found if mention is not None and not _within_other(mention, found)]


def choices(note: Note, known: Fact) -> list[Mention]:
    """Where a note says which value of a choice applies."""
    return [
        Mention(known.key, value, *match.span())
        for value, sentences in known.says.items()
        for sentence in sentences
        for match in _as_pattern(sentence).finditer(note.text)
    ]


def _within_other(mention: Mention, found: list[Mention | None]) -> bool:
    """Whether a longer mention covers this one: ``no ankle swelling`` as a sentence, and its noun."""
    return any(
        other is not None
        and other is not mention
        and other.start <= mention.start
        and mention.end <= other.end
        and other.end - other.start > mention.end - mention.start
        for other in found
    )


def _judged(note: Note, known: Fact, start: int, end: int) -> Mention | None:
    begin, stop = note.sentence(start)
    before, behind = note.text[begin:start], note.text[end:stop]
    denied = _DENIED_BEFORE.search(before)
    absent = denied is not None and not _SCOPE_ENDS.search(denied["rest"])
    absent = absent or _DENIED_BEHIND.match(behind) is not None
    if not absent and _UNSURE_BEFORE.search(before):
        return None
    return Mention(known.key, not absent, start, end, other=_FAMILY.search(before[-60:]) is not None)


_PRONOUN = {
    "He": "(?:He|She|The patient|They)", "he": "(?:he|she|the patient|they)", "his": "(?:his|her|their|the)",
    "His": "(?:His|Her|Their|The)", "him": "(?:him|her|them|the patient)",
}  # fmt: skip


@lru_cache(maxsize=4096)
def _as_pattern(sentence: str) -> re.Pattern[str]:
    pieces = re.split(r"\{(\w+)\}", sentence)
    made = [
        _PRONOUN.get(piece, re.escape(piece)) if index % 2 else re.escape(piece)
        for index, piece in enumerate(pieces)
    ]
    return re.compile(rf"(?<!\w){''.join(made)}(?!\w)", re.IGNORECASE)


__all__ = ["choices", "facts", "flags", "words_of"]
