"""What a language says of a text: pieces with their places, numbers, and what it cannot tell."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple, Protocol


class CannotTell(Exception):
    """The rules of a language do not decide this; the message is one sentence that says what and why."""


class Piece(NamedTuple):
    """A part of a text: ``text[span[0]:span[1]]``, as written but for straight apostrophes in words."""

    text: str
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Number:
    """A number with its unit, ``""`` if none is known; the span is of both.

    ``value`` is exact: a decimal without trailing zeros (``3.5``), or a fraction (``1/3``).
    """

    value: str
    unit: str
    text: str
    span: tuple[int, int]


class Language(Protocol):
    """What there is for each language; spans are in characters, their end exclusive."""

    CODE: str

    def words_in(self, text: str) -> list[Piece]:
        """The words of a text, numbers and signs left out; in Chinese, which puts no spaces, runs of characters."""

    def sentences_in(self, text: str, *, wrapped: bool = False) -> list[Piece]:
        """The sentences of a text. A line end is a sentence's end, too, unless the lines are ``wrapped``."""

    def numbers_in(self, text: str) -> list[Number]:
        """Numbers in digits or words, with sign, scale (``3 million``, ``3.5万``) and unit."""

    def number_word(self, text: str) -> int | Fraction | None:
        """The number that the whole text spells out; ``None`` if it spells none, or in two ways."""

    def names_in(self, text: str) -> dict[str, tuple[int, int]]:
        """Names of persons, places and the like in lower case, with the first place of each."""

    def negations_in(self, text: str) -> list[Piece]:
        """The words that negate."""

    def polarities(self, text: str) -> dict[str, set[bool]]:
        """For each content word, whether it occurs negated (``True``), not negated (``False``), or both."""

    def outside(self, text: str, vocabulary: Collection[str]) -> list[Piece]:
        """The words of a text that are no form of a word of a closed vocabulary in lower case."""
