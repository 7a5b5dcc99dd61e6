"""What can be said of points: the predicates, which of their forms mean the same, and how they are written.

All are polynomial equations in the coordinates: lines and angles have no direction or side, ``\\angle(AB, CD)`` is the
angle by which line AB is turned to become parallel to CD, modulo 180 degrees (the full angle of Chou, Gao and Zhang).
So nothing depends on the order of points on a line or circle. Points of a pair are always distinct.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator
from typing import NamedTuple

ARITY = {
    "coll": 3, "para": 4, "perp": 4, "cong": 4, "midp": 3, "cyclic": 4,
    "eqangle": 8, "eqratio": 8, "simtri": 6, "mirrored": 6,
}  # fmt: skip
"""Points of each predicate. ``simtri A B C P Q R``: similar and equally oriented; ``mirrored``: oppositely."""


class Fact(NamedTuple):
    """A predicate and its points; use :func:`fact` for the canonical form, in which equal facts are equal."""

    kind: str
    points: str


_SQUARE = (
    (0, 1, 2, 3),
    (2, 3, 0, 1),
    (1, 0, 3, 2),
    (3, 2, 1, 0),
    (0, 2, 1, 3),
    (1, 3, 0, 2),
    (2, 0, 3, 1),
    (3, 1, 2, 0),
)
"""The orders of four lines or lengths in which a : b = c : d says the same."""
_FLIPS = list(itertools.product((False, True), repeat=4))


@functools.lru_cache(100_000)
def variants(kind: str, points: str) -> tuple[str, ...]:
    """All orders of the points in which the fact says the same."""
    p = points
    if kind in ("coll", "cyclic"):
        return tuple("".join(order) for order in itertools.permutations(p))
    if kind == "midp":
        return (p, p[0] + p[2] + p[1])
    if kind in ("para", "perp", "cong"):
        ends = ((p[:2], p[2:]), (p[2:], p[:2]))
        return tuple(x + y for a, b in ends for x in (a, a[::-1]) for y in (b, b[::-1]))
    if kind in ("simtri", "mirrored"):
        orders = list(itertools.permutations(range(3)))
        halves = ((p[:3], p[3:]), (p[3:], p[:3]))
        return tuple("".join(a[i] for i in o) + "".join(b[i] for i in o) for a, b in halves for o in orders)
    pairs = [p[i : i + 2] for i in (0, 2, 4, 6)]
    turned = [[pairs[i] for i in order] for order in _SQUARE]
    return tuple(
        "".join(pair[::-1] if flip else pair for pair, flip in zip(four, flips, strict=True))
        for four in turned
        for flips in _FLIPS
    )


@functools.lru_cache(100_000)
def fact(kind: str, points: str) -> Fact:
    """The canonical form. Raises :class:`ValueError` for an unknown predicate or a wrong number of points."""
    if ARITY.get(kind) != len(points):
        raise ValueError(f"{kind} of {len(points)} points")
    if kind in ("coll", "cyclic"):
        return Fact(kind, "".join(sorted(points)))
    if kind in ("eqangle", "eqratio"):
        pairs = ["".join(sorted(points[i : i + 2])) for i in (0, 2, 4, 6)]
        return Fact(kind, min("".join([pairs[i] for i in order]) for order in _SQUARE))
    return Fact(kind, min(variants(kind, points)))


def read_fact(text: str) -> Fact:
    """``"para M N B C"``, the form of references."""
    kind, *points = text.split()
    if not all(re.fullmatch("[A-Z]", point) for point in points):
        raise ValueError(f"{text!r}: points are single capital letters")
    return fact(kind, "".join(points))


def plain(said: Fact) -> str:
    """The inverse of :func:`read_fact`."""
    return " ".join((said.kind, *said.points))


def _vertex(p: str) -> str:
    """The order of an angle or ratio of pairs that reads best: each angle at a vertex, written first."""

    def at_vertex(four: str) -> bool:
        return four[0] == four[2] and four[1] != four[3]

    forms = [p, *variants("eqangle", p)]
    return max(forms, key=lambda q: (at_vertex(q[:4]) + at_vertex(q[4:]), q[0] == q[2] == q[4] == q[6]))


def tell(said: Fact) -> str:
    """The fact as a clause of English with LaTeX."""
    p = said.points
    match said.kind:
        case "coll":
            return f"${p[0]}$, ${p[1]}$ and ${p[2]}$ are collinear"
        case "cyclic":
            return f"${p[0]}$, ${p[1]}$, ${p[2]}$ and ${p[3]}$ lie on a circle"
        case "midp":
            return f"${p[0]}$ is the midpoint of ${p[1:]}$"
        case "para":
            return f"${p[:2]} \\parallel {p[2:]}$"
        case "perp":
            return f"${p[:2]} \\perp {p[2:]}$"
        case "cong":
            return f"${p[:2]} = {p[2:]}$"
        case "eqangle":
            q = _vertex(p)
            return f"$\\angle({q[:2]}, {q[2:4]}) = \\angle({q[4:6]}, {q[6:]})$"
        case "eqratio":
            return f"${p[:2]} : {p[2:4]} = {p[4:6]} : {p[6:]}$"
        case "simtri":
            return f"triangles ${p[:3]}$ and ${p[3:]}$ are similar with the same orientation"
        case _:
            return f"triangles ${p[:3]}$ and ${p[3:]}$ are similar with opposite orientations"


_P = "([A-Z])"
_L = "([A-Z]{2})"
_READ = [
    ("coll", rf"{_P}, {_P},? and {_P} are collinear"),
    ("cyclic", rf"{_P}, {_P}, {_P},? and {_P} (?:lie on a circle|are concyclic)"),
    ("midp", rf"{_P} is the midpoint of {_L}"),
    ("para", rf"{_L} (?:\\parallel|∥|is parallel to) {_L}"),
    ("perp", rf"{_L} (?:\\perp|⊥|is perpendicular to) {_L}"),
    ("cong", rf"{_L} = {_L}"),
    ("eqangle", rf"(?:\\angle|∠)\({_L}, ?{_L}\) = (?:\\angle|∠)\({_L}, ?{_L}\)"),
    ("eqratio", rf"{_L} ?: ?{_L} = {_L} ?: ?{_L}"),
    ("simtri", r"[Tt]riangles ([A-Z]{3}) and ([A-Z]{3}) are similar with the same orientation"),
    ("mirrored", r"[Tt]riangles ([A-Z]{3}) and ([A-Z]{3}) are similar with opposite orientations"),
]
_PATTERNS = [(kind, re.compile(pattern)) for kind, pattern in _READ]


def untell(text: str) -> Fact | None:
    """The fact that a clause states, as :func:`tell` writes it; None for any other text."""
    bare = " ".join(text.replace("$", "").split())
    for kind, pattern in _PATTERNS:
        if found := pattern.fullmatch(bare):
            return fact(kind, "".join(found.groups()))
    return None


def pairs_of(said: Fact) -> Iterator[str]:
    """The pairs of points that lines or lengths of the fact are named by, each in alphabetical order."""
    for i in range(0, len(said.points), 2):
        yield "".join(sorted(said.points[i : i + 2]))
