"""Diagrams with random coordinates, and whether a fact holds in them: a second route to every step of a proof.

Coordinates are in the field of integers modulo the prime 2^61 - 1, in which all is exact. Each point of a statement is
a rational function of free parameters, each fact a polynomial equation in coordinates: one that is not an identity holds
for random parameters with a probability of degree/2^61 (Schwartz and Zippel), so what holds in every diagram holds for
real points as well, wherever the construction is possible. -1 has no root modulo this prime (it is 3 modulo 4), so no two
distinct points have distance zero, as over the reals.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from assay_math.geometry_proof.facts import Fact

PRIME = 2**61 - 1
Point: TypeAlias = tuple[int, int]
Diagram: TypeAlias = Mapping[str, Point]


def to(a: Point, b: Point) -> Point:
    """The vector from ``a`` to ``b``."""
    return (b[0] - a[0]) % PRIME, (b[1] - a[1]) % PRIME


def along(a: Point, v: Point, t: int) -> Point:
    """The point ``a + t v``."""
    return (a[0] + t * v[0]) % PRIME, (a[1] + t * v[1]) % PRIME


def dot(u: Point, v: Point) -> int:
    return (u[0] * v[0] + u[1] * v[1]) % PRIME


def cross(u: Point, v: Point) -> int:
    return (u[0] * v[1] - u[1] * v[0]) % PRIME


def over(a: int, b: int) -> int:
    """The quotient. Raises :class:`ZeroDivisionError`."""
    if b % PRIME == 0:
        raise ZeroDivisionError
    return a * pow(b, -1, PRIME) % PRIME


def noncollinear(d: Diagram, a: str, b: str, c: str) -> bool:
    return cross(to(d[a], d[b]), to(d[a], d[c])) != 0


def holds_in(said: Fact, d: Diagram) -> bool:
    """Whether the fact is true in the diagram, where all pairs of points that it names must be distinct."""
    kind, p = said
    if kind in ("para", "perp", "cong", "eqangle", "eqratio"):
        v = [to(d[p[i]], d[p[i + 1]]) for i in range(0, len(p), 2)]
        if (0, 0) in v:
            return False
        match kind:
            case "para":
                return cross(v[0], v[1]) == 0
            case "perp":
                return dot(v[0], v[1]) == 0
            case "cong":
                return dot(v[0], v[0]) == dot(v[1], v[1])
            case "eqratio":
                size = [dot(w, w) for w in v]
                return (size[0] * size[3] - size[1] * size[2]) % PRIME == 0
        turn = cross(v[0], v[1]) * dot(v[2], v[3]) - cross(v[2], v[3]) * dot(v[0], v[1])
        return turn % PRIME == 0
    at = [d[q] for q in p]
    if kind in ("coll", "midp", "cyclic") and len(set(at)) < len(at):
        return False
    match kind:
        case "coll":
            return cross(to(at[0], at[1]), to(at[0], at[2])) == 0
        case "midp":
            return all((2 * at[0][i] - at[1][i] - at[2][i]) % PRIME == 0 for i in (0, 1))
        case "cyclic":
            e, f, g, h = (to(at[i], at[j]) for i in (2, 3) for j in (0, 1))
            return cross(e, f) != 0 and (cross(e, f) * dot(g, h) - cross(g, h) * dot(e, f)) % PRIME == 0
        case "simtri" | "mirrored":
            b, c, q, r = to(at[0], at[1]), to(at[0], at[2]), to(at[3], at[4]), to(at[3], at[5])
            if cross(b, c) == 0 or (0, 0) in (q, r):
                return False
            if kind == "mirrored":
                b, c = (b[0], -b[1]), (c[0], -c[1])
            # As complex numbers, b r = c q.
            real = b[0] * r[0] - b[1] * r[1] - c[0] * q[0] + c[1] * q[1]
            imaginary = b[0] * r[1] + b[1] * r[0] - c[0] * q[1] - c[1] * q[0]
            return real % PRIME == 0 == imaginary % PRIME
    raise ValueError(kind)
