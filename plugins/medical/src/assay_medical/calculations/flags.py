"""Whether a note says that the patient has something: by nouns that it names, and by sentences that it holds."""

from __future__ import annotations

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
    return Mention(
        known.key, not told.negated, start, end, older=told.past, other=told.experiencer != "patient"
    )
