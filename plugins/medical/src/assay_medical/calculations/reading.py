"""Units of responses in the spelling that core reads."""

from __future__ import annotations

import re

_INDEXED = re.compile(
    r"(?P<flow>m[lL]\s?/\s?min)(?P<index>\s?\}?(?:/|\bper\b|\\,|\\text\{|~|\s)+(?:\(\s?)?1\.73(?:\\,|\\text\{|\\mathrm\{|~|\s)*m"
    r"(?:²|\}?\s?(?:\^\s?\{?\s?2(?:\s?\})?|\*\*2|2(?!\d)))(?:\s?\))?)"
)
_USUAL = (
    (re.compile(r"\b(?:msec|millisec)s?\b", re.IGNORECASE), "ms"),
    (re.compile(r"\bmm\s+Hg\b", re.IGNORECASE), "mmHg"),
    (re.compile(r"\bmM/[Ll]\b"), "mM"),
    # morphine milligram equivalents: a number of its own
    (re.compile(r"\bMMEs?(?:\s?(?:/|per )\s?(?:d|day))?\b"), ""),
    (re.compile(r"(?<=\d)\s?[Kk]/[µμu]L\b"), "e9/L"),
)


def core_spelling(text: str) -> str:
    """A text whose units core can read, and as long as it was: ``mL/min/1.73 m²`` is ``mL/min``, ``msec`` is ``ms``."""
    text = _INDEXED.sub(_without_index, text)
    for pattern, usual in _USUAL:
        text = pattern.sub(lambda m, usual=usual: usual.rjust(len(m[0])), text)  # type: ignore[misc]
    return text


def _without_index(match: re.Match[str]) -> str:
    """The flow, with the braces that close what stands before."""
    closing = "}" * max(0, match["index"].count("}") - match["index"].count("{"))
    return (match["flow"] + closing).rjust(len(match[0]))
