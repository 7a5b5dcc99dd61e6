"""Whether a note says that the patient has something: by nouns that it names, and by sentences that it holds."""

from __future__ import annotations

import re
from dataclasses import replace

from assay_medical.calculations.lexicon import words_of
from assay_medical.calculations.mentions import Mention, Note, sentence_pattern
from assay_medical.context import contexts
from assay_medical.vocabulary import Fact


def flags(note: Note, known: Fact) -> list[Mention]:
    """Where a note says that the patient has something (``True``) or has it not (``False``)."""
    found = [_judged(note, known, name.start, name.end) for name in note.names if known.key in name.keys]
    for value, sentences in ((True, known.yes), (False, known.no)):
        for sentence in sentences:
            for match in sentence_pattern(sentence).finditer(note.text):
                found.append(Mention(known.key, value, *match.span()))
    return [mention for mention in found if mention is not None and not _within_other(mention, found)]


def choices(note: Note, known: Fact) -> list[Mention]:
    """Where a note says which value of a choice applies."""
    return [
        Mention(known.key, value, *match.span())
        for value, sentences in known.says.items()
        for sentence in sentences
        for match in sentence_pattern(sentence).finditer(note.text)
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
    """What the note says of a noun; ``None`` where it is only supposed, doubted or looked for."""
    told = contexts(note.text).at(start)
    if not told.negated and (told.uncertain or told.hypothetical):
        return None
    if known.key.startswith("previous_") and not told.negated and not told.past:
        return None  # an embolism that is found now is no previous one
    other = told.experiencer != "patient" and known.place != "family"
    return Mention(known.key, not told.negated, start, end, older=told.past, other=other)


_WORD = re.compile(r"[^\W\d_]{3,}")
_EMPTY = frozenset(
    "the and for with from than not but has had was are his her any who last history previous previously recent current present test criteria rule score initial best response more less other days weeks month months year years within over under least".split()
)


def loosely(note: Note, known: Fact, value: str = "") -> list[Mention]:
    """Sentences that hold the words of one of a fact's names, or of the value of a choice, in any form and order.

    All of them, or all but one if they are four or more.
    """
    phrases = (value,) if value else words_of(known)
    wanted = [words for phrase in phrases if (words := _words(phrase)) and (value or len(words) > 1)]
    found = []
    places = [(m.start(), m.end(), m[0].casefold()) for m in _WORD.finditer(note.text)]
    at = 0
    for _begin, stop in zip(note.breaks, (*note.breaks[1:], len(note.text)), strict=True):
        inside = []
        while at < len(places) and places[at][0] < stop:
            inside.append(places[at])
            at += 1
        for words in wanted:
            hits = [next((p for p in inside if p[2].startswith(word)), None) for word in words]
            there = [hit for hit in hits if hit is not None]
            if len(there) >= len(words) - (len(words) > 3):
                first = min(there)
                mention = _judged(note, known, first[0], max(hit[1] for hit in there))
                if mention is not None and value:
                    mention = replace(mention, value=value if mention.value else f"not {value}")
                if mention is not None:
                    found.append(mention)
                break
    return found


def _words(phrase: str) -> tuple[str, ...]:
    """The first letters of the words that carry a phrase."""
    return tuple(
        dict.fromkeys(
            word.casefold()[: max(4, len(word) - 3)]
            for word in _WORD.findall(phrase)
            if word.casefold() not in _EMPTY
        )
    )
