"""Clinical assertions of a text: which terms it names, and what it says of them.

    >>> from assay_medical.assertions import assertions
    >>> [(a.term, a.polarity, a.experiencer) for a in assertions("Denies chest pain. Mother had breast cancer.")]
    [('chest pain', 'negated', 'patient'), ('breast cancer', 'affirmed', 'family')]

Terms are those of :mod:`assay_medical.clinical_terms`, and those that the caller names. Polarity, experiencer and time follow the
rules of ConText (:mod:`assay_medical.context`); they are rules, not a proof: who must be sure abstains where two places of a
text say different things of one term.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal

from assay_medical.clinical_terms import (
    LONGEST_TERM,
    WORD,
    canonical,
    plain_word,
    singular,
    term_at,
    words_of,
)
from assay_medical.context import LONGEST, Context, contexts, sentence_spans, sides_in

Polarity = Literal["affirmed", "negated", "uncertain"]
Experiencer = Literal["patient", "family", "other"]
Time = Literal["now", "past", "hypothetical"]
Laterality = Literal["", "left", "right", "bilateral"]


@dataclass(frozen=True, slots=True)
class Assertion:
    """A term of a text with what the text says of it.

    ``term`` is the name that stands for it (``dyspnea`` for "SOB", the generic name of a brand, or the caller's
    name); ``text`` and ``span`` are what stands there. ``withdrawn``: stopped, refused, not tolerated, resolved.
    """

    term: str
    kind: str
    text: str
    span: tuple[int, int]
    polarity: Polarity
    experiencer: Experiencer
    time: Time
    laterality: Laterality
    withdrawn: bool = False


def assertions(text: str, extra: Mapping[str, Collection[str]] | None = None) -> tuple[Assertion, ...]:
    """The clinical terms of a text in order, each with its polarity, experiencer, time and side.

    ``extra`` names further terms, each with the phrases that say it: ``{"active cancer": ("on chemotherapy",)}``.
    They are found as whole words in any case, before those of the lists. At most 200,000 characters are read.
    """
    text = text[:LONGEST]
    own = {words_of(phrase): name for name, phrases in (extra or {}).items() for phrase in (name, *phrases)}
    found: list[Assertion] = []
    around = contexts(text)
    for start, end in sentence_spans(text):
        places = [(match, plain_word(match[0])) for match in WORD.finditer(text, start, end)]
        words = [word for _, word in places]
        sides = [(a + start, b + start, side) for a, b, side in sides_in(text[start:end])]
        at = 0
        while at < len(words):
            length, name, kind = _named(words, at, own)
            if not length:
                length, kind = term_at(words, at)
                if any(_named(words, n, own)[0] for n in range(at + 1, at + length)):
                    length = 0  # the caller's own terms go first
                if length:
                    written = [match[0] for match, _ in places[at : at + length]]
                    name = " ".join(
                        w for part, _, _ in canonical(words[at : at + length], written) for w in part
                    )
            if not length:
                at += 1
                continue
            a, b = places[at][0].start(), places[at + length - 1][0].end()
            found.append(_assertion(text, (a, b), name, kind, around.at(a), _side(text, a, b, sides)))
            at += length
    return tuple(found)


def context_of(text: str, start: int) -> Context:
    """What the text says of the word at ``start``, whatever the word is."""
    return contexts(text).at(start)


def _named(words: list[str], at: int, own: Mapping[tuple[str, ...], str]) -> tuple[int, str, str]:
    for length in range(min(LONGEST_TERM * 2, len(words) - at), 0, -1):
        phrase = tuple(words[at : at + length])
        name = own.get(phrase) or own.get(singular(phrase))
        if name:
            return length, name, "named"
    return 0, "", ""


def _assertion(
    text: str, span: tuple[int, int], name: str, kind: str, told: Context, side: Laterality
) -> Assertion:
    polarity: Polarity = "negated" if told.negated else "uncertain" if told.uncertain else "affirmed"
    time: Time = "hypothetical" if told.hypothetical else "past" if told.past else "now"
    who: Experiencer = (
        "family" if told.experiencer == "family" else "other" if told.experiencer == "other" else "patient"
    )
    return Assertion(name, kind, text[slice(*span)], span, polarity, who, time, side, told.withdrawn)


_BETWEEN = re.compile(r"(?:[\s-]+\w+){0,3}[\s-]+\Z")
_BEHIND = re.compile(
    r"\s+(?:(?:is|was)\s+)?(?:(?:in|on|of|at|over|to|involving|affecting)\s+)?(?:(?:the|his|her|both)\s+)?\Z"
)


def _side(text: str, start: int, end: int, sides: list[tuple[int, int, str]]) -> Laterality:
    """The side that a term is said of: up to three words before it, or directly behind ("of the left knee")."""
    named = {
        side
        for a, b, side in sides
        if (b <= start and _BETWEEN.fullmatch(text[b:start]) and not re.search(r"\b(?:and|with|of|in)\b", text[b:start]))
        or (a >= start and b <= end)
        or (a >= end and _BEHIND.fullmatch(text[end:a]))
    }  # fmt: skip
    if len(named) == 1:
        return named.pop()  # type: ignore[return-value]
    return "bilateral" if named == {"left", "right"} else ""
