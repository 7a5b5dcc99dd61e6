"""Operators that several of the recipes share."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from assay_text.verifiers._words import encoded

Row = Mapping[str, Any]

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


class TextPool:
    """Texts, and which of them is nearest to a new one by ROUGE-L (F1 over words)."""

    def __init__(self, texts: Sequence[str] = ()) -> None:
        self.texts: list[str] = []
        self.codes: list[str] = []
        for text in texts:
            self.add(text)

    def add(self, text: str) -> None:
        self.texts.append(text)
        self.codes.append(encoded(text))

    def nearest(self, text: str, first: int | None = None) -> tuple[str, float]:
        """The nearest among the ``first`` texts and its ROUGE-L; ``("", 0.0)`` if there is none."""
        from rapidfuzz import process
        from rapidfuzz.distance import Indel

        code = encoded(text)
        # On words, 1 - insertions and deletions / all words is 2 LCS / (m + n): ROUGE-L's F1.
        best = process.extractOne(code, self.codes[:first], scorer=Indel.normalized_similarity)
        return (self.texts[best[2]], best[1]) if best and code and best[1] > 0 else ("", 0.0)


class RowPool:
    """The pool of a run's accepted rows; it grows with them, whichever of their beginnings is asked for."""

    def __init__(self, text: Callable[[Row], str]) -> None:
        self.text = text
        self.pool = TextPool()
        self.begin: Row | None = None

    def grown(self, rows: Sequence[Row], first: int | None = None) -> list[str]:
        """What the ``first`` of the rows say, all of them unless said; ``""`` where it is what the one before says."""
        if rows and self.begin is not rows[0]:  # another run in the same process
            self.pool, self.begin = TextPool(), rows[0]
        for n in range(len(self.pool.texts), len(rows)):
            new = self.text(rows[n])
            self.pool.add("" if n and self.text(rows[n - 1]) == new else new)
        return self.pool.texts[: len(rows) if first is None else first]

    def nearest(self, text: str, rows: Sequence[Row], first: int | None = None) -> tuple[str, float]:
        """The nearest to a text among the ``first`` of the rows."""
        return self.pool.nearest(text, len(self.grown(rows, first)))
