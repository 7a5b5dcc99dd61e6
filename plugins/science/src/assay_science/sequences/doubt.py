"""Words that say that an answer is not sure."""

from __future__ import annotations

import re

_FAR = 200
_DOUBT = re.compile(
    r"\b(?:not (?:quite |entirely |completely )?(?:sure|certain)|unsure|uncertain|perhaps|maybe|possibly|might be|could be|i guess|guess:)\b"
    r"|或许|也许|可能",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"\s{0,9}(?:i am|i'm|i’m) (?:really |quite )?(?:not (?:\w+ )?(?:sure|certain)|unsure)\b", re.IGNORECASE
)
_SAYS = re.compile(
    r"\b(?:says?|said|claims?|claimed|thinks?|thought|believes?|believed|according to [^,:\n]{1,40},)\s*(?:that )?(?:it(?:'s| is| was)|this is)?[\s:*`'\"“(]*\Z",
    re.IGNORECASE,
)
"""Who else holds the answer."""
_ASKS = re.compile(r"[\s)*`'$}]{0,6}\?")


def doubted(text: str, start: int, end: int) -> bool:
    """Whether a text doubts the answer from ``start`` to ``end``: before it in its line, in its first words, or by a question mark."""
    before = text[max(text.rfind("\n", 0, start) + 1, start - _FAR) : start]
    return any(
        (_DOUBT.search(before), _SAYS.search(before), _OPENING.match(text), _ASKS.match(text[end : end + 8]))
    )
