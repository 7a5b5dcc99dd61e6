"""Whether each input of a calculation stands in the note, as that fact of that patient."""

from __future__ import annotations

from fractions import Fraction

from assay.evidence import Findings
from assay_medical.calculations.flags import choices, flags
from assay_medical.calculations.mentions import Mention, Note, dates, read_note, sexes
from assay_medical.calculations.reference import Asked
from assay_medical.vocabulary import Fact, Given, fact

Span = tuple[int, int]
MARGIN = 3
"""Characters by which a span that a reference gives may miss the ends of what it marks."""


def check_inputs(prompt: str, asked: Asked, found: Findings) -> None:
    """Find each input in the prompt. What is not found, or stands there otherwise, is told."""
    note = read_note(prompt)
    for key, given in asked.given.items():
        _check(note, fact(key), given, asked.spans.get(key), bool(asked.spans), found)


def _check(
    note: Note, known: Fact, given: Given, span: Span | None, all_spans: bool, found: Findings
) -> None:
    mentions = _mentions(note, known)
    told = f"{known.label}: {given.text if known.kind == 'number' else given.value}"
    if span is not None:
        if not 0 <= span[0] < span[1] <= len(note.text):
            found.check(
                None, "input", told, "input_not_found", f"The span of {known.label} is not in the prompt."
            )
            return
        mentions = [m for m in mentions if m.start < span[1] + MARGIN and span[0] - MARGIN < m.end]
    own = [m for m in mentions if not m.other]
    if span is None and all_spans and known.kind != "flag":
        pass  # a reference may mark some of its inputs only
    same = [m for m in own if _same(known, given, m)]
    current = [m for m in own if not m.older] or own
    where = (same or current or mentions)[0] if (same or current or mentions) else None
    place = (where.start, where.end) if where else None
    quote = note.text[where.start : where.end] if where else ""
    if not own:
        if known.kind == "flag" and given.value is False and not all_spans:
            found.check(True, "input", told, where="prompt")  # the note does not assert it
            return
        message = f"The note does not state {told}."
        found.check(None, "input", told, "input_not_found", message, where="prompt", span=place, quote=quote)
        return
    if not same:
        message = f"The note states another value of {known.label}: {quote!r}."
        found.check(None, "input", told, "input_differs", message, where="prompt", span=place, quote=quote)
        return
    others = [m for m in current if not _same(known, given, m)]
    if span is None and (others or same[0] not in current):
        message = f"The note states several values of {known.label}, and which is meant is not clear."
        found.check(None, "input", told, "input_ambiguous", message, where="prompt", span=place, quote=quote)
        return
    if span is not None and others:
        message = f"The span of {known.label} holds another value."
        found.check(None, "input", told, "input_differs", message, where="prompt", span=place, quote=quote)
        return
    found.check(True, "input", told, where="prompt", span=place, quote=quote)


def _mentions(note: Note, known: Fact) -> list[Mention]:
    if known.key == "sex":
        return sexes(note)
    if known.kind == "flag":
        return flags(note, known)
    if known.kind == "choice":
        return choices(note, known)
    if known.kind == "date":
        return dates(note)
    return list(note.numbers.get(known.key, ()))


def _same(known: Fact, given: Given, mention: Mention) -> bool:
    """Whether a mention is the value that was given: the same number, or one of them a rounded form of the other's unit."""
    if known.kind != "number":
        return mention.value == given.value
    assert isinstance(mention.value, Fraction)
    value = given.number
    off = abs(value - mention.value)
    return (
        off == 0
        or off <= abs(value) / 10**6
        or (mention.step > 0 and off <= mention.step / 2 and off <= abs(value) / 200)
    )
