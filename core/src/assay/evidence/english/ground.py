"""Ground: the words and numbers that may be said, and what of a text is not among them."""

from __future__ import annotations

from dataclasses import dataclass, field

from assay.evidence.english.facts import numbers_in
from assay.evidence.english.words import WORD, bases, talk_words
from assay.evidence.pieces import Number, Piece


@dataclass
class Ground:
    """Words and numbers that may be said, in English."""

    words: set[str] = field(default_factory=set)
    numbers: set[tuple[str, str]] = field(default_factory=set)

    def add(self, text: str) -> None:
        """Take in all that a text says."""
        for word in WORD.findall(text):
            self.words |= bases(word)
        for number in numbers_in(text):
            # A number without a unit may be said with one, one with a unit without it.
            self.numbers |= {(number.value, number.unit or "*"), (number.value, "")}

    def has(self, number: Number) -> bool:
        """Whether a number may be said."""
        return bool({(number.value, number.unit), (number.value, "*")} & self.numbers)

    def strange(self, text: str) -> list[Piece]:
        """Words that state something and numbers of a text that are not among them."""
        numbers = numbers_in(text)
        found = [Piece(n.text, n.span) for n in numbers if not self.has(n)]
        spelt = [n.span for n in numbers]
        for match in WORD.finditer(text):
            if any(a <= match.start() < b for a, b in spelt):
                continue
            forms = bases(match[0])
            if not forms & self.words and not forms & talk_words():
                found.append(Piece(match[0], match.span()))
        return found
