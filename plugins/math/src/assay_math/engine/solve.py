"""Conditions in one real unknown: their solutions, and whether one follows from others.

Everything is decided on the critical points of all conditions together and on one
sample in each gap between them (see :mod:`assay_math.engine.critical`). A condition is
false where one of its sides is not a real number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from assay_math.engine import balls
from assay_math.engine.critical import Root, critical_points, samples
from assay_math.engine.exact import rational
from assay_math.engine.outcome import EMPTY, Context, Outcome, Truth, Unsupported
from assay_math.notation import nodes as n

FIRST_BITS = 200
ZERO_BITS = 2_000  # a value that is zero to so many bits at an algebraic number is zero
_HOLDS = {
    "=": lambda sign: sign == 0,
    "!=": lambda sign: sign != 0,
    "<": lambda sign: sign < 0,
    "<=": lambda sign: sign <= 0,
    ">": lambda sign: sign > 0,
    ">=": lambda sign: sign >= 0,
}
_MEETS = (",", ";", "and")
_INFINITY = n.Constant("infinity")


@dataclass(frozen=True, slots=True)
class Solutions:
    """The real solutions: single points, and intervals with exact ends (infinite ones open)."""

    points: tuple[n.Node, ...]
    intervals: tuple[n.Interval, ...]

    @property
    def none(self) -> bool:
        return not self.points and not self.intervals


def implies(
    premises: Sequence[n.Node], conclusion: n.Node, unknown: str, context: Context = EMPTY
) -> Outcome:
    """Whether every real ``unknown`` that meets all premises meets the conclusion."""
    try:
        cells = _Cells([*premises, conclusion], unknown, context)
        for cell in cells.cells:
            if all(cells.holds(p, cell) for p in premises) and not cells.holds(conclusion, cell):
                return Outcome(Truth.FALSE, "critical points", cells.show(cell))
    except Unsupported as error:
        return Outcome(Truth.UNKNOWN, error.reason, error.detail)
    except RecursionError:
        return Outcome(Truth.UNKNOWN, "limit", "nested too deep")
    return Outcome(Truth.TRUE, "critical points")


def equivalent(
    one: Sequence[n.Node], other: Sequence[n.Node], unknown: str, context: Context = EMPTY
) -> Outcome:
    """Whether two groups of conditions have the same real solutions."""
    try:
        cells = _Cells([*one, *other], unknown, context)
        for cell in cells.cells:
            if all(cells.holds(c, cell) for c in one) != all(cells.holds(c, cell) for c in other):
                return Outcome(Truth.FALSE, "critical points", cells.show(cell))
    except Unsupported as error:
        return Outcome(Truth.UNKNOWN, error.reason, error.detail)
    except RecursionError:
        return Outcome(Truth.UNKNOWN, "limit", "nested too deep")
    return Outcome(Truth.TRUE, "critical points")


def solutions(conditions: Sequence[n.Node], unknown: str, context: Context = EMPTY) -> Solutions | None:
    """All real solutions; None where they cannot be found or have no simple form."""
    try:
        cells = _Cells(conditions, unknown, context)
        truths = [all(cells.holds(c, cell) for c in conditions) for cell in cells.cells]
    except (Unsupported, RecursionError):
        return None
    return _pieces(cells.cells, truths)


def _pieces(cells: Sequence[Root | Fraction], truths: Sequence[bool]) -> Solutions | None:
    """Runs of true cells; cells are gap, point, gap, …, gap."""
    points: list[n.Node] = []
    intervals: list[n.Interval] = []
    at = 0
    while at < len(cells):
        if not truths[at]:
            at += 1
            continue
        stop = at
        while stop + 1 < len(cells) and truths[stop + 1]:
            stop += 1
        low_closed, high_closed = at % 2 == 1, stop % 2 == 1
        low = cells[at] if low_closed else cells[at - 1] if at else None
        high = cells[stop] if high_closed else cells[stop + 1] if stop + 1 < len(cells) else None
        ends = [end.node() if isinstance(end, Root) else None for end in (low, high)]
        if (low is not None and ends[0] is None) or (high is not None and ends[1] is None):
            return None
        if at == stop and low_closed and ends[0] is not None:
            points.append(ends[0])
        else:
            intervals.append(
                n.Interval(ends[0] or n.Neg(_INFINITY), ends[1] or _INFINITY, low_closed, high_closed)
            )
        at = stop + 1
    return Solutions(tuple(points), tuple(intervals))


class _Cells:
    """The real line cut at the critical points, and the truth of conditions on each piece."""

    def __init__(self, conditions: Sequence[n.Node], unknown: str, context: Context) -> None:
        self.unknown = unknown
        self.put_in = {name: node for name, node in context.bindings.items() if name != unknown}
        self.known: dict[tuple[n.Node, Root | Fraction], int | None] = {}
        differences = [d for condition in conditions for d in self.differences(condition)]
        roots = critical_points(differences, unknown)
        gaps = list(samples(roots))
        self.cells: list[Root | Fraction] = [gaps[0]]
        for root, gap in zip(roots, gaps[1:], strict=True):
            self.cells += [root, gap]

    # ------------------------------------------------------------ conditions

    def differences(self, condition: n.Node) -> list[n.Node]:
        """What must keep its sign for the condition to keep its truth."""
        match condition:
            case n.Relation(terms, operators):
                out: list[n.Node] = []
                for left, operator, right in zip(terms, operators, terms[1:], strict=False):
                    if operator in _HOLDS:
                        out.append(self.difference(left, right))
                    elif operator in ("in", "notin"):
                        out += [self.difference(left, end) for end in _ends(right)]
                    else:
                        raise Unsupported(detail=f"the relation {operator}")
                return out
            case n.Listing(items, connective) if connective in (*_MEETS, "or"):
                return [d for item in items for d in self.differences(item)]
        raise Unsupported(detail="not a condition")

    def difference(self, left: n.Node, right: n.Node) -> n.Node:
        node: n.Node = n.Add((left, n.Neg(right)))
        for _ in range(5):
            used = n.free_names(node) & self.put_in.keys()
            if not used:
                return node
            node = n.substitute(node, {name: self.put_in[name] for name in used})
            if sum(1 for _ in n.walk(node)) > 1_000:
                break
        raise Unsupported("limit", "definitions go too deep")

    def holds(self, condition: n.Node, cell: Root | Fraction) -> bool:
        match condition:
            case n.Relation(terms, operators):
                links = zip(terms, operators, terms[1:], strict=False)
                return all(self.link(left, operator, right, cell) for left, operator, right in links)
            case n.Listing(items, "or"):
                return any(self.holds(item, cell) for item in items)
            case n.Listing(items, _):
                return all(self.holds(item, cell) for item in items)
        raise Unsupported(detail="not a condition")

    def link(self, left: n.Node, operator: str, right: n.Node, cell: Root | Fraction) -> bool:
        if operator == "notin":
            return not self.member(left, right, cell)
        if operator == "in":
            return self.member(left, right, cell)
        sign = self.sign(self.difference(left, right), cell)
        return sign is not None and _HOLDS[operator](sign)

    def member(self, left: n.Node, right: n.Node, cell: Root | Fraction) -> bool:
        if isinstance(right, n.SetOperation):
            inside = [self.member(left, operand, cell) for operand in right.operands]
            if right.operator == "union":
                return any(inside)
            return all(inside) if right.operator == "intersection" else inside[0] and not any(inside[1:])
        if isinstance(right, n.Set):
            return any(self.link(left, "=", item, cell) for item in right.items)
        if right == n.Constant("emptyset"):
            return False
        if right == n.Constant("reals"):
            return True
        interval = n.as_interval(right)
        if interval is None:
            raise Unsupported(detail="membership")
        above = _infinite(interval.lower) or self.link(
            left, ">=" if interval.left_closed else ">", interval.lower, cell
        )
        below = _infinite(interval.upper) or self.link(
            left, "<=" if interval.right_closed else "<", interval.upper, cell
        )
        return above and below

    # ------------------------------------------------------------ signs

    def sign(self, node: n.Node, cell: Root | Fraction) -> int | None:
        """-1, 0, 1; None where the value is not real or not defined."""
        key = (node, cell)
        if key not in self.known:
            self.known[key] = self._sign(node, cell)
        return self.known[key]

    def _sign(self, node: n.Node, cell: Root | Fraction) -> int | None:
        import flint

        root = cell if isinstance(cell, Root) else Root(cell)
        if root.value is not None:
            at = root.value.numerator if root.value.denominator == 1 else root.value
            value = rational(n.substitute(node, {self.unknown: n.Number(at)}))
            if value is not None:
                return (value > 0) - (value < 0)
        for bits in (FIRST_BITS, ZERO_BITS):
            with flint.ctx.workprec(bits):
                try:
                    return balls.sign_at(node, self.unknown, root.ball(), EMPTY)
                except balls.Undecided as error:
                    likely = error.likely
        return likely

    def show(self, cell: Root | Fraction) -> str:
        if isinstance(cell, Root) and cell.value is None:
            return f"{self.unknown} is about {float(cell.ball().mid()):.6g}"
        return f"{self.unknown} = {cell.value if isinstance(cell, Root) else cell}"


def _ends(node: n.Node) -> list[n.Node]:
    """The finite ends and elements of a set on the real line."""
    if isinstance(node, n.SetOperation):
        return [end for operand in node.operands for end in _ends(operand)]
    if isinstance(node, n.Set):
        return list(node.items)
    if node in (n.Constant("emptyset"), n.Constant("reals")):
        return []
    interval = n.as_interval(node)
    if interval is None:
        raise Unsupported(detail="membership")
    return [end for end in (interval.lower, interval.upper) if not _infinite(end)]


def _infinite(node: n.Node) -> bool:
    return node in (_INFINITY, n.Neg(_INFINITY))
