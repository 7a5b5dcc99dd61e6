"""Sets of real numbers: intervals, unions, inequalities, all as sorted pieces with exact ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cmp_to_key

from assay_math.answers.findings import DIFFERENT, SAME, UNDECIDED, Finding, Hints, all_same
from assay_math.answers.values import same_value
from assay_math.engine.claims import decide_link
from assay_math.engine.equivalence import compare
from assay_math.engine.exact import rational
from assay_math.engine.outcome import Context
from assay_math.notation import nodes as n

INFINITY = n.Constant("infinity")
MINUS_INFINITY = n.Neg(INFINITY)
MAX_PIECES = 60
_FLIPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}
_BACKWARDS = _FLIPPED | {op: op for op in ("~", "==", "similar", "cong", "||", "_|_")}
"""Relations that can be read from right to left, and as what; a subset, a limit and a divisor cannot."""


class NotRegion(Exception):
    """The tree is no set of reals that can be read piece by piece."""


@dataclass(frozen=True, slots=True)
class Piece:
    """An interval with its ends; a point has both ends equal and closed."""

    lower: n.Node
    upper: n.Node
    left: bool
    right: bool


@dataclass(frozen=True, slots=True)
class Region:
    """Disjoint pieces in order, and the variable they are about (``None`` when unnamed)."""

    pieces: tuple[Piece, ...]
    variable: n.Node | None = None


REALS = Piece(MINUS_INFINITY, INFINITY, False, False)


def region(node: n.Node) -> Region:
    """``node`` as a region; raises :class:`NotRegion`."""
    pieces, variable = _read(node)
    return Region(normal(pieces), variable)


_Read = tuple[list[Piece], "n.Node | None"]


def _read(node: n.Node) -> _Read:
    if isinstance(node, n.Interval):
        sense = order(node.lower, node.upper)
        if sense > 0 or (sense == 0 and not (node.left_closed and node.right_closed)):
            raise NotRegion  # a point or a slip, but no interval
        return [Piece(node.lower, node.upper, node.left_closed, node.right_closed)], None
    if isinstance(node, n.Tuple):
        interval = n.as_interval(node)
        if interval is None:
            raise NotRegion
        return _read(interval)
    if isinstance(node, n.Set):
        return [Piece(item, item, True, True) for item in node.items], None
    if isinstance(node, n.Constant):
        if node.name == "reals":
            return [REALS], None
        if node.name == "emptyset":
            return [], None
        raise NotRegion
    if isinstance(node, n.SetOperation):
        return _operation(node.operator, [_read(part) for part in node.operands])
    if isinstance(node, n.SetBuilder):
        return _builder(node)
    if isinstance(node, n.Listing):
        if node.connective not in (",", "and", "or", ";"):
            raise NotRegion
        parts = [_read(part) for part in node.items]
        if (
            node.connective == ","
            and not _disjoint(parts)
            and not any(isinstance(p, n.Relation) for p in node.items)
        ):
            raise NotRegion  # two answers, not the pieces of one set
        if node.connective == "or" or not all(isinstance(p, n.Relation) for p in node.items):
            return _operation("union", parts)
        apart = node.connective in (",", ";") and _apart(parts)
        return _operation("union" if apart else "intersection", parts)
    if isinstance(node, n.Relation):
        return _relation(node)
    raise NotRegion


def _disjoint(parts: Sequence[_Read]) -> bool:
    """Whether no two of the parts overlap."""
    try:
        return all(
            not normal(_operation("intersection", [one, other])[0])
            for i, one in enumerate(parts)
            for other in parts[:i]
        )
    except NotRegion:
        return True


def _apart(parts: Sequence[_Read]) -> bool:
    """Whether conditions joined by a comma or "and" exclude each other: ``x < 1, x > 3`` means either."""
    try:
        return not normal(_operation("intersection", list(parts))[0])
    except NotRegion:
        return False


def _builder(node: n.SetBuilder) -> _Read:
    variable = node.element.terms[0] if isinstance(node.element, n.Relation) else node.element
    pieces, name = _read(node.condition)
    if name is not None and name != variable:
        raise NotRegion
    if isinstance(node.element, n.Relation):
        domain, _ = _read(node.element)
        pieces = meet(normal(pieces), normal(domain))
    return pieces, None


def _operation(operator: str, parts: list[_Read]) -> _Read:
    variable = None
    for _, name in parts:
        if name is not None:
            if variable is not None and name != variable:
                raise NotRegion
            variable = name
    if operator == "union":
        return [piece for pieces, _ in parts for piece in pieces], variable
    result = list(normal(parts[0][0]))
    for pieces, _ in parts[1:]:
        other = normal(pieces)
        result = meet(result, other if operator == "intersection" else complement(other))
        if len(result) > MAX_PIECES:
            raise NotRegion
    return result, variable


def _relation(node: n.Relation) -> _Read:
    if len(node.operators) == 1 and node.operators[0] in ("in", "notin"):
        pieces, _ = _read(node.terms[1])
        if not isinstance(node.terms[0], n.Name | n.Apply | n.Call):
            raise NotRegion
        return (pieces if node.operators[0] == "in" else complement(normal(pieces))), node.terms[0]
    if any(op not in _FLIPPED for op in node.operators):
        raise NotRegion
    result: list[Piece] | None = None
    variable: n.Node | None = None
    middle = None
    if len(node.terms) == 3:
        middle = node.terms[1]
    elif len(node.terms) != 2:
        raise NotRegion
    links = zip(node.terms, node.operators, node.terms[1:], strict=False)
    for left, op, right in links:
        pieces, name = _link(left, op, right)
        if variable is not None and name != variable:
            raise NotRegion
        variable = name
        result = pieces if result is None else meet(normal(result), normal(pieces))
    if middle is not None and node.operators[0][0] != node.operators[1][0]:
        raise NotRegion  # 1 < x > 3 says nothing orderly
    if result is None or variable is None:
        raise NotRegion
    if isinstance(variable, n.Call) and variable.name == "abs":
        return _mirrored(result), variable.arguments[0]
    return result, variable


def _link(left: n.Node, op: str, right: n.Node) -> _Read:
    for side, other, sign in ((left, right, op), (right, left, _FLIPPED[op])):
        if _is_variable(side) and not n.free_names(other):
            return _half(other, sign), side
    return _linear(left, op, right)


def _is_variable(node: n.Node) -> bool:
    if isinstance(node, n.Call):
        return node.name == "abs" and isinstance(node.arguments[0], n.Name)
    return isinstance(node, n.Name | n.Apply)


def _half(end: n.Node, op: str) -> list[Piece]:
    if op in ("<", "<="):
        return [Piece(MINUS_INFINITY, end, False, op == "<=")]
    if op in (">", ">="):
        return [Piece(end, INFINITY, op == ">=", False)]
    if op == "=":
        return [Piece(end, end, True, True)]
    return [Piece(MINUS_INFINITY, end, False, False), Piece(end, INFINITY, False, False)]


def _linear(left: n.Node, op: str, right: n.Node) -> _Read:
    """``2x - 1 < x + 6``: one name, both sides linear with rational coefficients."""
    names = n.free_names(left) | n.free_names(right)
    if len(names) != 1:
        raise NotRegion
    name = next(iter(names))
    difference = n.Add((left, n.Neg(right)))
    values = [rational(difference, Context(bindings={name: n.Number(point)})) for point in (0, 1, 2, 5, -7)]
    if any(value is None for value in values):
        raise NotRegion
    zero, one = Fraction(values[0] or 0), Fraction(values[1] or 0)
    slope = one - zero
    expected = [zero + slope * point for point in (2, 5, -7)]
    if slope == 0 or [Fraction(v or 0) for v in values[2:]] != expected:
        raise NotRegion
    # five points on a line do not make a line of every expression
    if not compare(difference, n.Add((n.Mul((n.Number(slope), n.Name(name))), n.Number(zero)))).is_true:
        raise NotRegion
    end = -zero / slope
    node = n.Number(end.numerator if end.denominator == 1 else end)
    return _half(node, op if slope > 0 else _FLIPPED[op]), n.Name(name)


def _mirrored(pieces: list[Piece]) -> list[Piece]:
    """From the values of ``|z|`` to those of ``z``."""
    zero = n.Number(0)
    positive = meet(normal(pieces), (Piece(zero, INFINITY, True, False),))
    return positive + [Piece(_negative(p.upper), _negative(p.lower), p.right, p.left) for p in positive]


def _negative(node: n.Node) -> n.Node:
    return node.operand if isinstance(node, n.Neg) else n.Neg(node)


# ---------------------------------------------------------------- order


def _infinite(node: n.Node) -> int:
    if node == INFINITY:
        return 1
    return -1 if node == MINUS_INFINITY else 0


def order(a: n.Node, b: n.Node) -> int:
    """-1, 0 or 1; raises :class:`NotRegion` where the order cannot be told."""
    if a == b:
        return 0
    left, right = _infinite(a), _infinite(b)
    if left or right:
        return (left > right) - (left < right)
    one, other = rational(a), rational(b)
    if one is not None and other is not None:
        return (one > other) - (one < other)
    less = decide_link(a, "<", b)
    if less.is_true:
        return -1
    if less.is_false:
        if compare(a, b).is_true:
            return 0
        if decide_link(a, ">", b).is_true:
            return 1
    raise NotRegion


def normal(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Sorted, without empty pieces, overlapping and touching ones joined."""
    if len(pieces) > MAX_PIECES:
        raise NotRegion
    kept = []
    for piece in pieces:
        sense = order(piece.lower, piece.upper)
        if sense < 0 or (sense == 0 and piece.left and piece.right):
            kept.append(piece)
    kept.sort(key=cmp_to_key(lambda p, q: order(p.lower, q.lower) or (q.left - p.left)))
    joined: list[Piece] = []
    for piece in kept:
        if joined:
            last = joined[-1]
            sense = order(piece.lower, last.upper)
            if sense < 0 or (sense == 0 and (piece.left or last.right)):
                further = order(piece.upper, last.upper)
                right = piece.right if further > 0 else last.right or (further == 0 and piece.right)
                joined[-1] = Piece(last.lower, piece.upper if further > 0 else last.upper, last.left, right)
                continue
        joined.append(piece)
    return tuple(joined)


def meet(one: Sequence[Piece], other: Sequence[Piece]) -> list[Piece]:
    found = []
    for p in one:
        for q in other:
            low, high = order(p.lower, q.lower), order(p.upper, q.upper)
            lower, left = (p.lower, p.left) if low > 0 else (q.lower, q.left)
            upper, right = (p.upper, p.right) if high < 0 else (q.upper, q.right)
            left = p.left and q.left if low == 0 else left
            right = p.right and q.right if high == 0 else right
            sense = order(lower, upper)
            if sense < 0 or (sense == 0 and left and right):
                found.append(Piece(lower, upper, left, right))
    return found


def complement(pieces: Sequence[Piece]) -> list[Piece]:
    found = []
    lower, left = MINUS_INFINITY, False
    start: n.Node = lower
    for piece in pieces:
        if order(start, piece.lower) < 0 or (order(start, piece.lower) == 0 and left and not piece.left):
            found.append(Piece(start, piece.lower, left, not piece.left and not _infinite(piece.lower)))
        start, left = piece.upper, not piece.right and not _infinite(piece.upper)
    if order(start, INFINITY) < 0:
        found.append(Piece(start, INFINITY, left, False))
    return found


# ---------------------------------------------------------------- comparison


def same_region(reference: Region, response: Region, hints: Hints) -> Finding:
    """Equal piece by piece; the variables must agree when both are named."""
    if (
        reference.variable is not None
        and response.variable is not None
        and reference.variable != response.variable
    ):
        return DIFFERENT
    if len(reference.pieces) != len(response.pieces):
        return DIFFERENT
    findings: list[Finding] = []
    for p, q in zip(reference.pieces, response.pieces, strict=True):
        if (p.left, p.right) != (q.left, q.right):
            return DIFFERENT
        for a, b in ((p.lower, q.lower), (p.upper, q.upper)):
            if _infinite(a) or _infinite(b):
                findings.append(SAME if _infinite(a) == _infinite(b) else DIFFERENT)
            else:
                findings.append(same_value(a, b, hints))
    return all_same(findings) if findings else SAME


def same_relation(reference: n.Relation, response: n.Relation) -> Finding:
    """Two equations or inequalities: one is a nonzero multiple of the other, terms moved across."""
    if len(reference.terms) != 2 or len(response.terms) != 2:
        return _same_chain(reference, response)
    ours = _named_values(n.Add((reference.terms[0], n.Neg(reference.terms[1]))))
    theirs = _named_values(n.Add((response.terms[0], n.Neg(response.terms[1]))))
    one, other = reference.operators[0], response.operators[0]
    if n.free_names(ours) != n.free_names(theirs):
        return DIFFERENT
    if _constant(ours) or _constant(theirs):
        return SAME if reference == response else UNDECIDED  # 0 = 1 and 0 = 2 are multiples, and say nothing
    ratio = _ratio(ours, theirs)
    if ratio is None:
        return _same_chain(reference, response) if reference == response else UNDECIDED
    if one not in _FLIPPED or (other if ratio > 0 else _FLIPPED.get(other)) != one:
        return DIFFERENT
    outcome = compare(ours, n.Mul((n.Number(ratio), theirs)))
    if outcome.is_true:
        return SAME
    if outcome.is_false:
        return DIFFERENT
    return UNDECIDED


def _named_values(node: n.Node) -> n.Node:
    """``node`` with each ``f(a)`` of an unknown f as a name of its own."""
    if isinstance(node, n.Apply | n.Prime):
        return n.Name(f"value of {node}")
    return n.rebuild(node, _named_values)


_POINTS = (
    Fraction(3, 7),
    Fraction(-5, 11),
    Fraction(13, 3),
    Fraction(2, 17),
    Fraction(-19, 5),
    Fraction(23, 29),
    Fraction(1, 31),
)


def _ratio(ours: n.Node, theirs: n.Node) -> int | Fraction | None:
    """The constant that ``theirs`` must be multiplied with, from one point; ``None`` if no point is rational."""
    names = sorted(n.free_names(ours))
    for shift in range(5):
        values: dict[str, n.Node] = {
            name: n.Number(_POINTS[(i + shift) % len(_POINTS)] + i // len(_POINTS))
            for i, name in enumerate(names)
        }
        context = Context(bindings=values)
        one, other = rational(ours, context), rational(theirs, context)
        if one is not None and other is not None and one != 0 and other != 0:
            found = Fraction(one) / Fraction(other)
            return found.numerator if found.denominator == 1 else found
    return None


def _constant(node: n.Node) -> bool:
    """Whether ``node`` has names, and the same rational value whatever they are."""
    names = sorted(n.free_names(node))
    found = {
        rational(
            node, Context(bindings={name: n.Number(_POINTS[(i + shift) % 7]) for i, name in enumerate(names)})
        )
        for shift in range(3)
    }
    return bool(names) and len(found) == 1 and None not in found


def _same_chain(reference: n.Relation, response: n.Relation) -> Finding:
    if len(reference.terms) != len(response.terms):
        return DIFFERENT
    readings = [(response.terms, response.operators)]
    if all(op in _BACKWARDS for op in response.operators):
        backwards = tuple(_BACKWARDS[op] for op in reversed(response.operators))
        readings.append((tuple(reversed(response.terms)), backwards))
    for terms, operators in readings:
        if operators != reference.operators:
            continue
        outcomes = [compare(a, b) for a, b in zip(reference.terms, terms, strict=True)]
        if all(a == b or o.is_true for a, b, o in zip(reference.terms, terms, outcomes, strict=True)):
            return SAME
    return DIFFERENT
