"""Sentences of scientific prose: one may end in a unit of a single letter ("… at 40 °C. The …")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assay.evidence import language
from assay.evidence.pieces import Piece

_UNIT_ENDS = re.compile(r"(?:°\s?[CFK]|\d\s?[^\W\d_])\.(?=\s+[A-Z\"“(])")


def sentences_in(text: str, *, wrapped: bool = False) -> Iterator[Piece]:
    """As :meth:`assay.evidence.Language.sentences_in`, and split behind such units."""
    for piece in language("en").sentences_in(text, wrapped=wrapped):
        start = piece.span[0]
        at = 0
        for match in _UNIT_ENDS.finditer(piece.text):
            yield _trimmed(piece.text[at : match.end()], start + at)
            at = match.end()
        yield _trimmed(piece.text[at:], start + at)


def _trimmed(text: str, start: int) -> Piece:
    begin = start + len(text) - len(text.lstrip())
    said = text.strip()
    return Piece(said, (begin, begin + len(said)))
