"""Is a text written in words of a list?"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Literal

import assay
from assay.evidence import Findings
from assay.evidence.english import WORD, bases, simple_words
from assay_text.checking import no_markup
from assay_text.dialogues import turns_of

_MARKS = "{}[]<>\\=|^~"
MOST_NAMES = 5
"""Distinct words outside the list that may pass as names of persons and places."""


Words = Literal["simple", "first"] | tuple[str, ...]
"""A named list, or one given in full."""


@assay.reference_part("vocabulary")
@dataclass(frozen=True)
class Vocabulary:
    """``extra`` words are allowed besides the list, ``outside`` is the share that may be in neither, 0 to 1.
    With a ``speaker`` only what they say in a dialogue is looked at."""

    list: Words
    extra: tuple[str, ...]
    outside: int | float
    least_words: int | float
    speaker: str = ""


@assay.verifier("text.vocabulary", version=3, needs=("response", "reference"))
def vocabulary(sample: assay.Sample) -> assay.Verdict:
    """At most a given share of the words lies outside a list of words, forms counted with their base.

    The reference's part ``vocabulary`` is :class:`Vocabulary`. Up to five different words that
    are always capitalised, also inside a sentence, count as names.
    """
    wanted = sample.part(Vocabulary)
    text = sample.response
    if wanted.speaker:
        text = "\n".join(turn.text for turn in turns_of(text) if turn.speaker == wanted.speaker)
    allowed = words_allowed(wanted.list) | {w.lower() for w in wanted.extra}
    words = [m[0] for m in WORD.finditer(text)]
    found = Findings()
    no_markup(found, sample.response)
    least = wanted.least_words
    found.check(
        len(words) >= least,
        "length",
        f"{len(words)} words",
        "too_few_words",
        f"{len(words)} words are too few to judge, {least} are needed.",
    )
    names = names_in(text, allowed)
    strange = [w for w in words if w.lower() not in names and not known(w, allowed)]
    share = len(strange) / max(len(words), 1)
    different = ", ".join(dict.fromkeys(w.lower() for w in strange))
    found.check(
        share <= wanted.outside,
        "vocabulary",
        f"{len(words) - len(strange)} of {len(words)} words are in the list; not: {different or 'none'}",
        "word_outside_list",
        f"{share:.1%} of the words are outside the list, {wanted.outside:.1%} may be: {different[:160]}.",
    )
    letters = sum(c.isalpha() for c in text)
    inside = sum(len(w) for w in words)
    found.check(
        letters - inside <= 0.02 * letters,
        "script",
        f"{inside} letters in words",
        "not_words",
        "Some of its letters are not in words.",
    )
    marks = sum(map(text.count, _MARKS))
    found.check(
        marks <= 0.02 * len(text),
        "script",
        f"{marks} marks",
        "not_words",
        "It has marks of code or data, not of prose.",
    )
    return found.verdict()


def known(word: str, allowed: Collection[str]) -> bool:
    """Whether a word or, if it is joined by hyphens or a contraction, what it is a form of, is allowed."""
    return any(base in allowed for base in bases(word))


def names_in(text: str, allowed: Collection[str]) -> set[str]:
    """Words outside ``allowed`` that are always capitalised and at least once where no sentence begins.

    None at all if there are more than five: then capitals are no sign of a name.
    """
    capital: dict[str, bool] = {}
    inside: set[str] = set()
    for match in WORD.finditer(text):
        word = match[0].removesuffix("'s").removesuffix("’s")
        is_name = word[0].isupper() and word[1:].islower()
        capital[word.lower()] = capital.get(word.lower(), True) and is_name
        if is_name and re.search(r"[\w,;]\s+$", text[max(0, match.start() - 4) : match.start()]):
            inside.add(word.lower())
    names = {w for w in inside if capital[w] and not known(w, allowed)}
    if len(names) > MOST_NAMES:
        return set()
    return names | {f"{name}{mark}s" for name in names for mark in "'’"}


def words_allowed(which: Words) -> frozenset[str]:
    """The words of a named list, or of one given in full."""
    return _named(which) if isinstance(which, str) else frozenset(w.lower() for w in which)


@cache
def _named(name: str) -> frozenset[str]:
    parts = simple_words()
    if name == "first":
        return frozenset(parts["first"])
    return frozenset(word for part in parts.values() for word in part)
