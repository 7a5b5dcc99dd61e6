"""Letters that name points: in a figure ``AB`` is the length of a segment, no product."""

from __future__ import annotations

import re

_FIGURE = re.compile(
    r"(?:\\(?:overline|angle|triangle|measuredangle|odot)\b|[△∠]"
    r"|\b(?i:triangle|segment|quadrilateral|rectangle|square|trapezoid|parallelogram|rhombus|polygon|pentagon|hexagon|circle"
    r"|side|chord|line|point|hypotenuse|altitude|median|bisector|diameter|radius|leg|pyramid|tetrahedron|cube|angle)s?\b)"
    r"[^.\n]{0,25}?(?<![A-Za-z])[A-Z]{2,6}(?![A-Za-z])"
)
_RUN = re.compile(r"(?<![A-Za-z\\])[A-Z]{2,6}(?![A-Za-z])")
_OPERATOR = r"\s*(?:[-+*/^<>]|=(?!\s*\()|\\(?:cdot|times|div|leq?|geq?|approx)\b)"
_ALONE = re.compile(
    rf"(?<![A-Za-z\\_{{])([A-Z])(?:{_OPERATOR})|(?:[-+*/=]|\\(?:cdot|times)\b)\s*([A-Z])(?![A-Za-z'_])"
)
_TWO_POINTS = re.compile(
    r"\\(?:text|mathrm|mbox|textbf|operatorname|vec|overrightarrow|angle|triangle|label)\s*\*?\s*(?:\{[^{}]*\}|[A-Z]+)"
    r"|\\overline\s*\{\s*([A-Z])([A-Z])\s*\}|\|\s*([A-Z])([A-Z])\s*\||(?<![A-Za-z\\_])([A-Z])([A-Z])(?![A-Za-z'(]|\s*_)"
)


def points(text: str) -> frozenset[str]:
    """The letters that stand beside each other where a figure is spoken of.

    Empty without a figure; two letters that are both used as numbers of their own
    (``A = LW`` with ``L = 5``, ``W = 3``) name no segment.
    """
    if not _FIGURE.search(text[:_MAX_TEXT]):
        return frozenset()
    found = frozenset("".join(_RUN.findall(text[:_MAX_TEXT])))
    alone = {a or b for a, b in _ALONE.findall(text[:_MAX_TEXT])} & found
    return found - alone if len(alone) > 1 else found


_MAX_TEXT = 60_000


def lengths(text: str, letters: frozenset[str]) -> str:
    """``text`` with one name for each segment: ``AB``, ``BA`` and ``\\overline{AB}`` as ``s_{AB}``."""

    def name(m: re.Match[str]) -> str:
        ends = "".join(sorted("".join(letter for letter in m.groups() if letter)))
        return f" s_{{{ends}}} " if ends and set(ends) <= letters else m.group()

    return _TWO_POINTS.sub(name, text)
