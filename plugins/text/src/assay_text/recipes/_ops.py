"""Operators that several of the recipes share."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"^[ \t>#*]*(?:\w+[ \t]+)?(\d{1,3})[.):][*_]*[ \t]+", re.MULTILINE)


def numbered_list(text: str, *, cut_off: bool = False) -> list[str]:
    """The items of a numbered list; without the last one if the reply was ``cut_off`` at its longest.

    Only a number one above the last one begins an item, so that a list inside an item stays in it.
    """
    marks: list[tuple[int, int]] = []
    expected: int | None = None
    for match in _NUMBER.finditer(text):
        if expected is None or int(match[1]) == expected:
            marks.append((match.start(), match.end()))
            expected = int(match[1]) + 1
    ends = [*[start for start, _ in marks[1:]], len(text)]
    items = [text[start:end].strip() for (_, start), end in zip(marks, ends, strict=False)]
    return [item for item in (items[:-1] if cut_off else items) if item]
