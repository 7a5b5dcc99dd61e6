"""Sets of real numbers cut out by polynomial conditions in one unknown, compared exactly.

A condition is a tree of ``and``/``or`` over sign conditions ``p(x) < 0`` with
rational coefficients. Two conditions are compared on the finitely many cells
(points and open intervals) that the roots of all their polynomials cut the line into.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from assay_math.engine import polynomials as P
from assay_math.notation import nodes as n

Coefficients = list[Fraction]
MAX_DEGREE = 16
MAX_LEAVES = 24


@dataclass(frozen=True, slots=True)
class Sign:
    """``p(x) op 0`` with ``op`` one of ``< ≤ = ≠ ≥ >``."""

    coefficients: tuple[Fraction, ...]
    op: str


@dataclass(frozen=True, slots=True)
class Every:
    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Some:
    parts: tuple[Condition, ...]


Condition = Sign | Every | Some

_FLIP = {"<": ">", ">": "<", "≤": "≥", "≥": "≤", "=": "=", "≠": "≠"}
_ASCII = {"<": "<", ">": ">", "<=": "≤", ">=": "≥", "=": "=", "!=": "≠"}


def condition(left: n.Node, op: str, right: n.Node, name: str) -> Condition | None:
    """``left op right`` as a condition on ``name``; None when it is not rational in it alone."""
    op = _ASCII.get(op, op)
    if op not in _FLIP:
        return None
    if any(isinstance(t, n.Call) and t.name == "abs" for side in (left, right) for t in n.walk(side)):
        return _absolute(left, op, right, name)
    for side, other, sign in ((left, right, op), (right, left, _FLIP[op])):
        if side == n.Name(name) and op not in "=≠" and (bound := _root(other)) is not None:
            return _beside_root(sign, *bound)
    atoms = P.Atoms()
    try:
        a, b = P.fraction_of(left, atoms)
        c, d = P.fraction_of(right, atoms)
        top = P.add(P.multiply(a, d), P.multiply(c, b), Fraction(-1))
        bottom = P.multiply(b, d)
        over = P.dense(bottom, name)
        under = (
            P.dense(P.multiply(top, bottom), name) if len(bottom) > 1 or bottom.keys() != {P.ONE} else None
        )
        plain = P.dense(top, name)
    except P.TooLarge:
        return None
    if plain is None or over is None or len(plain) > MAX_DEGREE:
        return None
    if len(over) == 1:
        sign = op if over[0] > 0 else _FLIP[op]
        return Sign(tuple(plain), sign)
    if under is None or len(under) > MAX_DEGREE:
        return None
    return Every((Sign(tuple(under), op), Sign(tuple(over), "≠")))


def _root(node: n.Node) -> tuple[int, Fraction] | None:
    """Sign and square of ``±√5``, ``2√3``; None for anything else."""
    from assay_math.engine.exact import rational

    sign, square, irrational = 1, Fraction(1), False
    factors = [node]
    while factors:
        factor = factors.pop()
        if isinstance(factor, n.Neg):
            sign = -sign
            factors.append(factor.operand)
        elif isinstance(factor, n.Mul):
            factors.extend(factor.factors)
        elif n.free_names(factor):
            return None
        else:
            root = isinstance(factor, n.Call) and factor.name == "sqrt" and len(factor.arguments) == 1
            value = rational(factor.arguments[0] if root and isinstance(factor, n.Call) else factor)
            if value is None or value == 0 or (root and value < 0):
                return None
            sign = sign if value > 0 else -sign
            square *= Fraction(value) if root else Fraction(value) ** 2
            irrational = irrational or root
    return (sign, square) if irrational else None


def _beside_root(op: str, sign: int, square: Fraction) -> Condition:
    """``x op ±√square`` in whole powers of ``x``: ``x < √5`` is ``x < 0`` or ``x² < 5``."""
    half = Sign((Fraction(0), Fraction(1)), "<" if op in "<≤" else ">")
    squared = Sign((-square, Fraction(0), Fraction(1)), op if sign > 0 else _FLIP[op])
    holds_zero = (op in "<≤") == (sign > 0)
    return Some((half, squared)) if holds_zero else Every((half, squared))


def _absolute(left: n.Node, op: str, right: n.Node, name: str) -> Condition | None:
    """``k|u| + r op 0`` with one absolute value: ``|u| < t`` is ``u < t and -u < t``, ``|u| > t`` the ``or`` of the two."""
    inside = {t.arguments[0] for side in (left, right) for t in n.walk(side) if isinstance(t, n.Call)}
    atoms = P.Atoms()
    if len(inside) != 1:
        return None
    (argument,) = inside
    try:
        p = P.difference(left, right, atoms)
        u = P.dense(P.difference(argument, n.Number(0), atoms), name)
    except P.TooLarge:
        return None
    lone = ((atoms.name(n.Call("abs", (argument,))), 1),)
    k = p.pop(lone, None)
    rest = P.dense(p, name)
    if k is None or u is None or rest is None or max(len(u), len(rest)) > MAX_DEGREE:
        return None
    sign = op if k > 0 else _FLIP[op]
    size = max(len(u), len(rest))
    u = u + [Fraction(0)] * (size - len(u))
    t = [-c / k for c in rest] + [Fraction(0)] * (size - len(rest))
    plus = Sign(_stripped([a - b for a, b in zip(u, t, strict=True)]), sign)
    minus = Sign(_stripped([-a - b for a, b in zip(u, t, strict=True)]), sign)
    if sign in "<≤":
        return Every((plus, minus))
    if sign in ">≥":
        return Some((plus, minus))
    if sign == "=":
        return Every((Some((plus, minus)), Sign(_stripped(t), "≥")))
    return None


def _stripped(coefficients: Coefficients) -> tuple[Fraction, ...]:
    while len(coefficients) > 1 and coefficients[-1] == 0:
        coefficients.pop()
    return tuple(coefficients)


def member(node: n.Node, name: str) -> Condition | None:
    """``x ∈ node`` for intervals, finite sets and unions of them."""
    x = n.Name(name)
    if isinstance(node, n.Set):
        parts = [condition(x, "=", item, name) for item in node.items]
        return None if None in parts else Some(tuple(p for p in parts if p is not None))
    if isinstance(node, n.SetOperation) and node.operator in ("union", "intersection"):
        found = [member(operand, name) for operand in node.operands]
        if any(f is None for f in found):
            return None
        some = tuple(f for f in found if f is not None)
        return Some(some) if node.operator == "union" else Every(some)
    if node == n.Constant("emptyset"):
        return Some(())
    if node == n.Constant("reals"):
        return Every(())
    interval = n.as_interval(node)
    if interval is None:
        return None
    parts = []
    if not _infinite(interval.lower):
        parts.append(condition(x, "≥" if interval.left_closed else ">", interval.lower, name))
    if not _infinite(interval.upper):
        parts.append(condition(x, "≤" if interval.right_closed else "<", interval.upper, name))
    return None if None in parts else Every(tuple(p for p in parts if p is not None))


def _infinite(node: n.Node) -> bool:
    return any(t == n.Constant("infinity") for t in n.walk(node))


def compare(a: Condition, b: Condition) -> str | None:
    """``equal``, ``inside`` (a in b), ``around`` (b in a), ``apart`` or ``overlap``; None past the limits."""
    leaves = {s.coefficients for s in (*_leaves(a), *_leaves(b))}
    if len(leaves) > MAX_LEAVES or sum(map(len, leaves)) > 80:
        return None
    cells = list(_cells([list(c) for c in leaves]))
    only_a = only_b = both = False
    for signs in cells:
        in_a, in_b = _holds(a, signs), _holds(b, signs)
        both |= in_a and in_b
        only_a |= in_a and not in_b
        only_b |= in_b and not in_a
    if not only_a and not only_b:
        return "equal"
    if not only_a:
        return "inside"
    if not only_b:
        return "around"
    return "overlap" if both else "apart"


def solutions(c: Condition) -> int | None:
    """How many numbers satisfy ``c``; None where an interval does, or past the limits."""
    leaves = {s.coefficients for s in _leaves(c)}
    if len(leaves) > MAX_LEAVES or sum(map(len, leaves)) > 80:
        return None
    count = 0
    for i, signs in enumerate(_cells([list(p) for p in leaves])):
        if _holds(c, signs):
            if i % 2 == 0:
                return None  # cells are open intervals and points in turn
            count += 1
    return count


def _leaves(c: Condition) -> Iterator[Sign]:
    if isinstance(c, Sign):
        yield c
    else:
        for part in c.parts:
            yield from _leaves(part)


def _holds(c: Condition, signs: dict[tuple[Fraction, ...], int]) -> bool:
    if isinstance(c, Every):
        return all(_holds(part, signs) for part in c.parts)
    if isinstance(c, Some):
        return any(_holds(part, signs) for part in c.parts)
    s = signs[c.coefficients]
    return {"<": s < 0, "≤": s <= 0, "=": s == 0, "≠": s != 0, "≥": s >= 0, ">": s > 0}[c.op]


def _cells(polys: list[Coefficients]) -> Iterator[dict[tuple[Fraction, ...], int]]:
    """The signs of all polynomials on each cell of the line."""
    joint: Coefficients = [Fraction(1)]
    for p in polys:
        if len(p) > 1:
            free = P.squarefree(p)
            joint = _times(joint, P.quotient(free, P.gcd(free, joint)))
    roots = _isolate(joint)
    points = _between(roots)
    for i, point in enumerate(points):
        yield {tuple(p): _sign(_value(p, point)) for p in polys}
        if i < len(roots):
            yield {tuple(p): _sign_at_root(p, joint, roots[i]) for p in polys}


def _times(a: Coefficients, b: Coefficients) -> Coefficients:
    out = [Fraction(0)] * (len(a) + len(b) - 1)
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            out[i + j] += x * y
    return out


def _value(p: Sequence[Fraction], x: Fraction) -> Fraction:
    out = Fraction(0)
    for c in reversed(p):
        out = out * x + c
    return out


def _sign(value: Fraction) -> int:
    return (value > 0) - (value < 0)


def _sign_at_root(p: Coefficients, joint: Coefficients, root: tuple[Fraction, Fraction]) -> int:
    """The sign of ``p`` at the root of ``joint`` in the interval (a point when both ends agree)."""
    low, high = root
    if low == high:
        return _sign(_value(p, low))
    if len(p) < 2:
        return _sign(p[0]) if p else 0
    if count_roots(P.gcd(P.squarefree(p), joint), low, high):
        return 0
    # joint holds every root of p, and this interval holds another one only: p keeps its sign on it
    return _sign(_value(p, (low + high) / 2))


def _sturm(p: Coefficients) -> list[Coefficients]:
    chain = [p, [c * i for i, c in enumerate(p)][1:]]
    while len(chain[-1]) > 1:
        rest = [-c for c in P.remainder(chain[-2], chain[-1])]
        if not rest:
            break
        chain.append(rest)
    return chain


def _changes(chain: list[Coefficients], x: Fraction) -> int:
    signs = [s for s in (_sign(_value(p, x)) for p in chain) if s]
    return sum(a != b for a, b in pairwise(signs))


def count_roots(p: Coefficients, low: Fraction, high: Fraction) -> int:
    """Distinct roots of ``p`` in the half-open ``(low, high]``."""
    if len(p) < 2:
        return 0
    chain = _sturm(p)
    return _changes(chain, low) - _changes(chain, high)


def _isolate(p: Coefficients) -> list[tuple[Fraction, Fraction]]:
    """Disjoint intervals around the real roots of the squarefree ``p``, in order; exact points where rational."""
    if len(p) < 2:
        return []
    chain = _sturm(p)
    bound = 1 + max(abs(c / p[-1]) for c in p[:-1])
    stack = [(-bound, bound, _changes(chain, -bound), _changes(chain, bound))]
    found: list[tuple[Fraction, Fraction]] = []
    while stack:
        low, high, at_low, at_high = stack.pop()
        inside = at_low - at_high
        if inside == 0:
            continue
        if inside == 1 and _value(p, high) == 0:
            found.append((high, high))
            continue
        if inside == 1 and _value(p, low) != 0 and high - low < Fraction(1, 1000):
            found.append(_narrow(p, low, high))
            continue
        middle = (low + high) / 2
        at_middle = _changes(chain, middle)
        stack.append((low, middle, at_low, at_middle))
        stack.append((middle, high, at_middle, at_high))
    return sorted(found)


def _narrow(p: Coefficients, low: Fraction, high: Fraction) -> tuple[Fraction, Fraction]:
    """A rational root of small size inside the interval as a point, else the interval."""
    guess = ((low + high) / 2).limit_denominator(1000)
    if low < guess < high and _value(p, guess) == 0:
        return guess, guess
    return low, high


def _between(roots: list[tuple[Fraction, Fraction]]) -> list[Fraction]:
    """One point in each gap: before, between and after the roots."""
    if not roots:
        return [Fraction(0)]
    points = [roots[0][0] - 1]
    for (_, left), (right, _) in pairwise(roots):
        points.append((left + right) / 2)
    points.append(roots[-1][1] + 1)
    return points
