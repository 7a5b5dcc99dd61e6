"""Which part of a response is the solution: what a model thinks before it is a draft, and claims nothing."""

from __future__ import annotations

import re

_TAG = re.compile(
    r"<(/?)(?:think|thinking|thought|thoughts|reasoning|scratchpad|reflection)>|<\|(begin|end)_of_thought\|>",
    re.IGNORECASE,
)
_NOT_BLANK = re.compile(r"[^\n]")


def visible(text: str) -> str:
    """``text`` with blanks for its thinking blocks, every other character in its place.

    A block that is never closed reaches to the end; one that is never opened (a server opened
    it in the template) begins at the start.
    """
    if "<" not in text:
        return text
    hidden: list[tuple[int, int]] = []
    opened: int | None = None
    for m in _TAG.finditer(text):
        closes = m[1] == "/" or m[2] == "end"
        if closes:
            start = opened if opened is not None else (0 if not hidden else m.start())
            hidden.append((start, m.end()))
            opened = None
        elif opened is None:
            opened = m.start()
    if opened is not None:
        hidden.append((opened, len(text)))
    for start, end in hidden:
        text = text[:start] + _NOT_BLANK.sub(" ", text[start:end]) + text[end:]
    return text
