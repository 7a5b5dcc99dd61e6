"""Dialogues written as text, one ``Name: words`` a line."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LINE = re.compile(
    r"(?:\*\*|__)?(?P<name>[^\W\d_][^:\n*]{0,39}?)(?:\*\*|__)?\s*:(?:\*\*|__)?[ \t]*(?P<text>.*)"
)


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says; an empty ``speaker`` for a line that is nobody's."""

    speaker: str
    text: str
    start: int


def turns_of(text: str) -> list[Turn]:
    """The turns of a dialogue, one per line that is not blank."""
    turns, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            match = _LINE.fullmatch(line.strip())
            turns.append(
                Turn(match["name"].strip(), match["text"].strip(), start)
                if match
                else Turn("", line.strip(), start)
            )
        start += len(line) + 1
    return turns
