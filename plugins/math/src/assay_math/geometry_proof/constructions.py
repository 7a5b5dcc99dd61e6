"""How the points of a statement are made: each construction in words, as facts, and in coordinates.

Every one gives its new points as rational functions of the points before it (and of free parameters), so that a real
diagram exists, and none has two outcomes to choose between. What is left is degenerate positions, where a point does not
exist or falls together with another: a statement is about all positions but these.
"""

from __future__ import annotations

import functools
import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assay_math.geometry_proof.diagrams import PRIME, Diagram, Point, along, cross, dot, holds_in, over, to
from assay_math.geometry_proof.facts import Fact, fact

MOST_POINTS = 16
DIAGRAMS = 3


def _any(rng: random.Random) -> int:
    return rng.randrange(2, PRIME)


def _perp(v: Point) -> Point:
    return -v[1] % PRIME, v[0]


def _middle(a: Point, b: Point) -> Point:
    return along(a, to(a, b), over(1, 2))


def _meet(a: Point, u: Point, b: Point, v: Point) -> Point:
    """Where the line through ``a`` along ``u`` meets that through ``b`` along ``v``."""
    return along(a, u, over(cross(to(a, b), v), cross(u, v)))


def _foot(p: Point, a: Point, b: Point) -> Point:
    return _meet(a, to(a, b), p, _perp(to(a, b)))


def _mirror(p: Point, a: Point, b: Point) -> Point:
    return along(p, to(p, _foot(p, a, b)), 2)


def _center(a: Point, b: Point, c: Point) -> Point:
    return _meet(_middle(a, b), _perp(to(a, b)), _middle(a, c), _perp(to(a, c)))


def _again(a: Point, v: Point, o: Point) -> Point:
    """Where the line through ``a`` along ``v`` meets the circle around ``o`` through ``a`` again."""
    return along(a, v, over(2 * dot(to(a, o), v), dot(v, v)))


def _free(rng: random.Random) -> Point:
    return _any(rng), _any(rng)


Build = Callable[..., Sequence[Point]]


@dataclass(frozen=True)
class Kind:
    """A construction. ``points`` are its variables, the ``new`` first ones made; ``facts`` what it says of them."""

    name: str
    points: str
    words: str
    facts: tuple[str, ...]
    build: Build
    """From a random generator and the old points to the new ones."""
    new: int = 1

    @functools.cached_property
    def pattern(self) -> re.Pattern[str]:
        seen: set[str] = set()

        def group(marked: re.Match[str]) -> str:
            letter = marked[1]
            if letter in seen:
                return f"(?P={letter})"
            seen.add(letter)
            return f"(?P<{letter}>[A-Z])"

        pattern = re.sub("<(.)>", group, re.escape(self.words.replace("$", "")))
        return re.compile(pattern)


def _kind(name: str, points: str, words: str, facts: str, build: Build, new: int = 1) -> Kind:
    marked = re.sub(r"(?<![A-Za-z])[A-Z]+(?![a-z])", lambda m: "".join(f"<{c}>" for c in m[0]), words)
    return Kind(name, points, marked, tuple(facts.split(", ")) if facts else (), build, new)


KINDS = {
    each.name: each
    for each in (
        _kind("triangle", "ABC", "Let $ABC$ be a triangle.", "", lambda r: [_free(r) for _ in "abc"], 3),
        _kind("midpoint", "MAB", "Let $M$ be the midpoint of $AB$.", "midp MAB", lambda _r, a, b: [_middle(a, b)]),
        _kind(
            "foot", "DABC", "Let $D$ be the foot of the perpendicular from $A$ to line $BC$.",
            "perp ADBC, coll DBC", lambda _r, a, b, c: [_foot(a, b, c)],
        ),
        _kind(
            "circumcenter", "OABC", "Let $O$ be the circumcenter of triangle $ABC$.",
            "cong OAOB, cong OBOC, cong OAOC", lambda _r, a, b, c: [_center(a, b, c)],
        ),
        _kind(
            "intersection", "XABCD", "Let lines $AB$ and $CD$ meet at $X$.",
            "coll XAB, coll XCD", lambda _r, a, b, c, d: [_meet(a, to(a, b), c, to(c, d))],
        ),
        _kind(
            "reflection", "DAM", "Let $D$ be the reflection of $A$ in point $M$.",
            "midp MAD", lambda _r, a, m: [along(a, to(a, m), 2)],
        ),
        _kind(
            "mirror", "DABC", "Let $D$ be the reflection of $A$ in line $BC$.",
            "perp ADBC, cong BABD, cong CACD", lambda _r, a, b, c: [_mirror(a, b, c)],
        ),
        _kind(
            "parallelogram", "DABC", "Let $D$ be the point for which $ABCD$ is a parallelogram.",
            "para ABCD, para ADBC", lambda _r, a, b, c: [along(a, to(b, c), 1)],
        ),
        _kind(
            "altitudes", "HABC", "Let the altitudes from $A$ and $B$ in triangle $ABC$ meet at $H$.",
            "perp AHBC, perp BHAC", lambda _r, a, b, c: [_meet(a, _perp(to(b, c)), b, _perp(to(a, c)))],
        ),
        _kind(
            "on_line", "PAB", "Let $P$ be a point on line $AB$.",
            "coll PAB", lambda r, a, b: [along(a, to(a, b), _any(r))],
        ),
        _kind(
            "equidistant", "PAB", "Let $P$ be a point with $PA = PB$.",
            "cong PAPB", lambda r, a, b: [along(_middle(a, b), _perp(to(a, b)), _any(r))],
        ),
        _kind(
            "on_circle", "POA", "Let $P$ be a point on the circle with center $O$ through $A$.",
            "cong OPOA", lambda r, o, a: [_again(a, _free(r), o)],
        ),
        _kind(
            "concyclic", "PABC", "Let $P$ be a point on the circle through $A$, $B$ and $C$.",
            "cyclic PABC", lambda r, a, b, c: [_again(a, _free(r), _center(a, b, c))],
        ),
        _kind(
            "second", "DPABC", "Let line $PA$ meet the circle through $A$, $B$ and $C$ again at $D$.",
            "coll PAD, cyclic ABCD", lambda _r, p, a, b, c: [_again(a, to(a, p), _center(a, b, c))],
        ),
        _kind(
            "chord", "DPOA", "Let line $PA$ meet the circle with center $O$ through $A$ again at $D$.",
            "coll PAD, cong OAOD", lambda _r, p, o, a: [_again(a, to(a, p), o)],
        ),
        _kind(
            "parallel", "PABC", "Let $P$ be a point with $AP \\parallel BC$.",
            "para APBC", lambda r, a, b, c: [along(a, to(b, c), _any(r))],
        ),
        _kind(
            "perpendicular", "PABC", "Let $P$ be a point with $AP \\perp BC$.",
            "perp APBC", lambda r, a, b, c: [along(a, _perp(to(b, c)), _any(r))],
        ),
        _kind(
            "tangent", "PAO", "Let $P$ be a point on the tangent at $A$ to the circle with center $O$ through $A$.",
            "perp APOA", lambda r, a, o: [along(a, _perp(to(o, a)), _any(r))],
        ),
        _kind(
            "circles", "XABCDE", "Let the circle through $A$, $B$ and $C$ meet the circle through $A$, $D$ and $E$ again at $X$.",
            "cyclic ABCX, cyclic ADEX",
            lambda _r, a, b, c, d, e: [_mirror(a, _center(a, b, c), _center(a, d, e))],
        ),
    )
}  # fmt: skip


@dataclass(frozen=True)
class Construction:
    """One construction with its points."""

    kind: Kind
    points: str

    @property
    def made(self) -> str:
        return self.points[: self.kind.new]

    @property
    def old(self) -> str:
        return self.points[self.kind.new :]

    @functools.cached_property
    def facts(self) -> tuple[Fact, ...]:
        names = dict(zip(self.kind.points, self.points, strict=True))
        said = (each.split() for each in self.kind.facts)
        return tuple(fact(kind, "".join(names[p] for p in points)) for kind, points in said)

    @property
    def words(self) -> str:
        names = dict(zip(self.kind.points, self.points, strict=True))
        return re.sub("<(.)>", lambda m: names[m[1]], self.kind.words)

    def __str__(self) -> str:
        return " ".join((self.kind.name, *self.points))


def read_construction(text: str) -> Construction:
    """``"midpoint M A B"``. Raises :class:`ValueError`."""
    name, *points = text.split()
    kind = KINDS.get(name)
    if kind is None or len(points) != len(kind.points):
        raise ValueError(f"no construction: {text!r}")
    if len(set(points)) < len(points) or not all(re.fullmatch("[A-Z]", p) for p in points):
        raise ValueError(f"{text!r}: points are distinct capital letters")
    return Construction(kind, "".join(points))


def worded(text: str) -> Construction | None:
    """The construction that a sentence states; None for any other text."""
    bare = " ".join(text.replace("$", "").split())
    for kind in KINDS.values():
        if (found := kind.pattern.fullmatch(bare)) and len(set(found.group(*kind.points))) == len(
            kind.points
        ):
            return Construction(kind, "".join(found.group(*kind.points)))
    return None


class Degenerate(ValueError):
    """A construction that is not possible, or makes a point that was there."""


class Figure:
    """Points made by constructions, in :data:`DIAGRAMS` random diagrams.

    Raises :class:`ValueError` for a construction of unknown points, of points that are there, or of too many, and
    :class:`Degenerate` where it is not possible for general positions.
    """

    def __init__(self, constructions: Sequence[Construction] = (), *, seed: int = 0) -> None:
        self._rngs = [random.Random(f"diagram {seed} {n}") for n in range(DIAGRAMS)]
        self.diagrams: list[dict[str, Point]] = [{} for _ in range(DIAGRAMS)]
        self.constructions: list[Construction] = []
        self._known: dict[Fact, bool] = {}
        for each in constructions:
            self.add(each)

    @property
    def points(self) -> str:
        return "".join(self.diagrams[0])

    def add(self, new: Construction) -> None:
        """One construction more; the figure stays as it was if it raises."""
        if not set(new.old) <= set(self.points) or set(new.made) & set(self.points):
            raise ValueError(f"{new}: its points must be known, and those that it makes new")
        if len(self.points) + len(new.made) > MOST_POINTS:
            raise ValueError(f"more than {MOST_POINTS} points")
        after: list[dict[str, Point]] = []
        for rng, diagram in zip(self._rngs, self.diagrams, strict=True):
            try:
                made = new.kind.build(rng, *(diagram[p] for p in new.old))
            except ZeroDivisionError:
                raise Degenerate(f"{new} is not possible") from None
            after.append(diagram | dict(zip(new.made, made, strict=True)))
        for diagram in after:
            if len(set(diagram.values())) < len(diagram) or not all(holds_in(f, diagram) for f in new.facts):
                raise Degenerate(f"{new} makes a point that was there")
        self.diagrams = after
        self.constructions.append(new)

    def true(self, said: Fact) -> bool:
        """Whether the fact holds in all diagrams; its points must be of the figure."""
        if (known := self._known.get(said)) is None:
            known = self._known[said] = all(holds_in(said, diagram) for diagram in self.diagrams)
        return known

    def in_all(self, test: Callable[[Diagram], bool]) -> bool:
        return all(test(diagram) for diagram in self.diagrams)
