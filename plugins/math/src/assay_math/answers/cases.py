"""Values that depend on a condition, compared piece by piece."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from assay_math.answers.findings import DIFFERENT, SAME, UNDECIDED, Finding, Hints, all_same
from assay_math.answers.regions import REALS, NotRegion, Piece, complement, meet, normal, order, region
from assay_math.answers.values import same_value
from assay_math.engine.equivalence import compare
from assay_math.engine.exact import rational
from assay_math.engine.outcome import Context
from assay_math.notation import nodes as n

MAX_PIECES = 20

Branch = tuple[n.Node, tuple[Piece, ...]]


def same_cases(reference: n.Node, response: n.Node, hints: Hints) -> Finding:
    """Whether two values, at least one of them in cases, agree wherever they are defined."""
    try:
        ours, our_name = _branches(reference)
        theirs, their_name = _branches(response)
        if our_name is not None and their_name is not None and our_name != their_name:
            return UNDECIDED
        name = our_name or their_name
        everywhere = [normal([piece for _, pieces in side for piece in pieces]) for side in (ours, theirs)]
        if not _same_pieces(*everywhere):
            return UNDECIDED if _written_alike(reference, response) else DIFFERENT
        findings = [
            _on(value, other, piece, name, hints)
            for value, pieces in ours
            for other, also in theirs
            for piece in meet(pieces, also)
        ]
    except NotRegion:
        return SAME if reference == response else UNDECIDED
    return all_same(findings) if findings else UNDECIDED


def _branches(node: n.Node) -> tuple[list[Branch], n.Name | None]:
    if not isinstance(node, n.Cases):
        return [(node, (REALS,))], None
    if len(node.pieces) > MAX_PIECES:
        raise NotRegion
    found: list[Branch] = []
    name: n.Name | None = None
    seen: list[Piece] = []
    for value, condition in node.pieces:
        if condition is None:
            pieces: Sequence[Piece] = complement(normal(seen))
        else:
            read = region(condition)
            if not isinstance(read.variable, n.Name) or (name is not None and read.variable != name):
                raise NotRegion
            name, pieces = read.variable, read.pieces
        seen.extend(pieces)
        found.append((value, normal(pieces)))
    return found, name


def _same_pieces(one: Sequence[Piece], other: Sequence[Piece]) -> bool:
    return len(one) == len(other) and all(
        (p.left, p.right) == (q.left, q.right)
        and order(p.lower, q.lower) == 0
        and order(p.upper, q.upper) == 0
        for p, q in zip(one, other, strict=True)
    )


def _written_alike(one: n.Node, other: n.Node) -> bool:
    """Whether only one of the two says where it holds."""
    return not (isinstance(one, n.Cases) and isinstance(other, n.Cases))


def _on(ours: n.Node, theirs: n.Node, piece: Piece, name: n.Name | None, hints: Hints) -> Finding:
    """Equal on one piece: at a point by its value; on an interval as functions."""
    if name is not None and order(piece.lower, piece.upper) == 0:
        at = {name.name: piece.lower}
        return same_value(n.substitute(ours, at), n.substitute(theirs, at), hints)
    finding = same_value(ours, theirs, hints)
    if finding.equal or name is None or piece == REALS:
        return finding
    if _on_ray(ours, theirs, piece, name):
        return SAME
    points = [{name.name: n.Number(point)} for point in _inside(piece)]
    differ = any(compare(n.substitute(ours, at), n.substitute(theirs, at)).is_false for at in points)
    return DIFFERENT if differ else UNDECIDED  # |x| and x differ, though not here


def _on_ray(ours: n.Node, theirs: n.Node, piece: Piece, name: n.Name) -> bool:
    """Equal on ``(a, ∞)`` or ``(-∞, a)``, seen as functions of the distance from ``a``."""
    ends = (rational(piece.lower), rational(piece.upper))
    if (ends[0] is None) == (ends[1] is None):
        return False
    distance: n.Node = n.Name("distance")
    start = piece.lower if ends[0] is not None else piece.upper
    at: dict[str, n.Node] = {name.name: n.Add((start, distance if ends[0] is not None else n.Neg(distance)))}
    if 0 in ends:
        at = {name.name: distance if ends[0] is not None else n.Neg(distance)}
    one, other = n.substitute(ours, at), n.substitute(theirs, at)
    return compare(one, other, Context(positive=frozenset({"distance"}))).is_true


def _inside(piece: Piece) -> list[Fraction]:
    """Points within a piece whose ends are rational or infinite; none where they are not."""
    low, high = rational(piece.lower), rational(piece.upper)
    if low is not None and high is not None:
        return [Fraction(low) + (Fraction(high) - Fraction(low)) * Fraction(k, 7) for k in (2, 3, 5)]
    if low is not None and piece.upper == REALS.upper:
        return [Fraction(low) + k for k in (1, Fraction(5, 2), 7)]
    if high is not None and piece.lower == REALS.lower:
        return [Fraction(high) - k for k in (1, Fraction(5, 2), 7)]
    return []
