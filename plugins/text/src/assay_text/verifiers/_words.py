"""Words as ROUGE counts them, and how near two texts are."""

from __future__ import annotations

import re

_CODES: dict[str, str] = {}


def words(text: str) -> list[str]:
    """Lower-case runs of letters a to z and digits, as rouge-score splits them without stemming."""
    return re.findall(r"[a-z0-9]+", text.lower())


def encoded(text: str) -> str:
    """A text with one character a word, which fast string comparison can work on."""
    # Private use and beyond: 900,000 different words, surrogates left out.
    return "".join(_CODES.setdefault(word, chr(0x10000 + len(_CODES) % 0xFFFFF)) for word in words(text))


def rouge_l(one: str, other: str) -> float:
    """ROUGE-L F1 of two texts, 0 to 1."""
    from rapidfuzz.distance import Indel

    a, b = encoded(one), encoded(other)
    return float(Indel.normalized_similarity(a, b)) if a and b else 0.0
