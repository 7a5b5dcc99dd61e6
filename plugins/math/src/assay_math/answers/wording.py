"""Two texts that are no mathematics."""

from __future__ import annotations

import re

from assay_math.answers.findings import (
    DIFFERENT,
    HEDGED,
    SAME,
    UNREADABLE,
    WRONG_LABEL,
    WRONG_ORDER,
    Finding,
    Hints,
)
from assay_math.answers.reference import Reference
from assay_math.answers.text import folded, unworded

LIST = re.compile(r"\s*[,;、]\s*(?:(?:and|or)\s+)?|\s+(?:and|or|und|y|и|和|或)\s+", re.IGNORECASE)


def mathematical(text: str) -> bool:
    """Whether case, signs and order carry meaning, so that word folding must not be used."""
    plain = unworded(text)
    if re.search(r"[\d=<>+*/^\\{}|∞∪∩√()\[\]]", plain) or plain.strip().startswith("-"):
        return True
    return not re.search(r"[^\W\d_]{3}", plain)


def texts(ours: Reference, text: str, hints: Hints) -> Finding:
    one, other = folded(ours.text), folded(text)
    if ours.text.startswith("-") != text.startswith("-"):
        return DIFFERENT
    if one == other:
        return SAME
    parts, told = (
        [folded(p) for p in LIST.split(t) if p.strip()] for t in (unworded(ours.text), unworded(text))
    )
    if len(parts) > 1 and (sorted(parts) == sorted(told) and not re.search(r"\bor\b", other)):
        return WRONG_ORDER if hints.ordered and parts != told else SAME
    if len(parts) > 1 and re.sub(r"\band ", "", one) == re.sub(r"\band ", "", other):
        return SAME
    if _stem(one) == _stem(other):
        return SAME  # "convergent", "converges"
    if re.search(rf"\b{re.escape(one)}\b", other) and len(LIST.split(folded(text))) > 1:
        return HEDGED
    words, told_words = set(one.split()), set(other.split())
    if words < told_words and len(told) == 1 and _adds_its_thing(one, other, text, hints.prompt):
        return SAME  # "isosceles triangle" where the prompt speaks of the triangle
    if words < told_words or told_words < words:
        return WRONG_LABEL  # "even" and "an even function", "convergent" and "conditionally convergent"
    return DIFFERENT if len(other) <= max(40, 3 * len(one)) else UNREADABLE


_TURNS = frozenset("and or not no non neither nor but never only if unless".split())


def _adds_its_thing(one: str, other: str, text: str, prompt: str) -> bool:
    """Whether ``other`` is ``one`` with a word before or behind that names what the prompt asks about, and no alternative."""
    extra = other.removeprefix(one).strip() if other.startswith(one) else other.removesuffix(one).strip()
    low = prompt.casefold()
    return (
        0 < len(extra.split()) <= 2
        and all(word in text for word in extra.split())  # no names
        and not re.search(r"[,;/&|+\n]", text)
        and extra.split()[0] + extra.split()[-1] != other
        and all(
            word not in _TURNS
            and re.search(rf"\b{re.escape(word)}\b", low)
            and not re.search(
                rf"\bor (?:\w+ )?{re.escape(word)}\b|\b{re.escape(word)}(?: \w+)?,? or\b|\b{re.escape(word)},",
                low,
            )
            for word in extra.split()
        )
    )


_ENDING = re.compile(r"(?:ent|ing|es|ed|s|e)\Z")


def _stem(word: str) -> str:
    """One word without its ending, where five letters are left."""
    stem = _ENDING.sub("", word)
    return stem if len(stem) >= 5 and word.isalpha() else word
