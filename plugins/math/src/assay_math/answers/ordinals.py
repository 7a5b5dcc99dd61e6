"""Ordinals: ``3rd``, ``third``, ``3^{\\text{rd}}``, ``第3``."""

from __future__ import annotations

import re
from functools import lru_cache

from assay.evidence.number_words import PARTS, TENS, number_word
from assay_math.answers.text import unworded

_SUFFIXED = re.compile(
    r"(?:the\s+)?(\d{1,6})\s*(?:\^\s*)?\{?\s*(?:(st|nd|rd|th)|(?:ème|eme|er|ère|e|º|ª|\.º|-?[йяе]|-?ый|-?ий))\s*\}?(?:\s+(?:place|position|term|floor|grade|day))?",
    re.IGNORECASE,
)
_HAN = re.compile(r"第\s*(\d{1,6}|[一二三四五六七八九十百]{1,5})\s*(?:名|位|个|項|项|天|次)?")
_WORDED = re.compile(
    r"(?:the\s+)?([a-z]+(?:[- ][a-z]+)?)(?:\s+(?:place|position|term|floor|grade|day))?", re.IGNORECASE
)
_FIRST = {"first": 1, "second": 2, "third": 3} | {
    word: value for word, value in PARTS.items() if word.endswith("th") and value < 100
}
PLACES = re.compile(
    r"\b(?:place|position|rank|which|floor|grade|ordinal|what (?:day|term|row|number)|\w+(?:th|st|nd|rd)\b)",
    re.IGNORECASE,
)
"""Prompts that may be answered by an ordinal for a number."""


@lru_cache(maxsize=1024)
def read_ordinal(text: str) -> int | None:
    """The number of an ordinal; ``None`` for anything else. "A third" is a part and no ordinal."""
    text = " ".join(unworded(text).split()).strip(" .")
    if not text or len(text) > 60:
        return None
    if match := _SUFFIXED.fullmatch(text):
        number = int(match[1])
        return number if not match[2] or match[2].lower() == _suffix(number) else None
    if match := _HAN.fullmatch(text):
        value = int(match[1]) if match[1].isdigit() else number_word(match[1])
        return value if isinstance(value, int) else None
    if match := _WORDED.fullmatch(text):
        words = re.split(r"[- ]", match[1].lower())
        last = _FIRST.get(words[-1])
        if len(words) == 1:
            return last
        return TENS[words[0]] + last if last is not None and last < 10 and words[0] in TENS else None
    return None


def _suffix(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
