"""How the values of a domain look: all that a domain has to tell the reading of final answers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

_NUMBER_LIKE = re.compile(r"[-−+$€£\\(\"'`*]*\d")


@dataclass(frozen=True, slots=True)
class Candidate:
    r"""A piece of the response that is, or is part of, its final answer.

    ``start`` and ``end`` are its place in the response. ``text`` is what stands there; a domain may
    add what belongs to it (``2\boxed{4}``). ``heading`` is the label right before it in its line (``A. ``), ``label`` the ``x`` in ``x = \boxed{5}`` and ``suffix`` the ``cm`` in ``\boxed{5} cm``.
    """

    text: str
    start: int
    end: int
    label: str = ""
    suffix: str = ""
    heading: str = ""

    @property
    def whole(self) -> Candidate:
        """The same with its heading as part of the text."""
        if not self.heading:
            return self
        return replace(self, text=self.heading + self.text, start=self.start - len(self.heading), heading="")


@dataclass(frozen=True, slots=True)
class Box:
    r"""A ``\boxed{…}``: from ``start`` to ``end``, its inside from ``first`` to ``last``."""

    start: int
    first: int
    last: int
    end: int


class Values:
    """The values of a domain. Subclass it and override what is special; this one takes text as it stands.

    ``words`` is a pattern of further words that announce an answer ("it prints").
    """

    words: re.Pattern[str] | None = None

    def find(self, text: str) -> Iterable[tuple[int, int]] | None:
        """Where the values in a piece of text begin and end, in order; ``None``: the whole piece is the answer."""
        return None

    def hidden(self, text: str) -> str:
        """The text, as long as it was, with another sign for what ends no sentence (full stops in a formula)."""
        return text

    def starts(self, text: str) -> bool:
        """Whether a value stands at the beginning of a text that follows a word of correction."""
        found = self.find(text)
        if found is None:
            return _NUMBER_LIKE.match(text) is not None
        return any(start <= 40 for start, _ in found)

    def boxed(self, text: str, box: Box, begin: int) -> tuple[Candidate, int, int]:
        """The answer that a box gives, where that ends, and where it ends with its unit; it begins after ``begin``."""
        return Candidate(text[box.first : box.last], box.first, box.last), box.end, box.end

    def display(self, text: str, start: int, line_end: int, end: int) -> tuple[int, int] | None:
        """The span of a value that goes over several lines and begins at ``start``, if one does."""
        return None

    def is_one(self, text: str) -> bool:
        """Whether all of a text of several lines is one value."""
        return False


class _Like(Values):
    def __init__(self, find: Callable[[str], Iterable[tuple[int, int]]]) -> None:
        self._find = find

    def find(self, text: str) -> Iterable[tuple[int, int]]:
        return self._find(text)


def values_like(kind: str | re.Pattern[str] | Callable[[str], Iterable[tuple[int, int]]]) -> Values:
    """The values that match a regular expression, or that a function finds in a text (``(start, end)``, in order)."""
    if callable(kind):
        return _Like(kind)
    pattern = re.compile(kind)
    return _Like(lambda text: (match.span() for match in pattern.finditer(text)))
