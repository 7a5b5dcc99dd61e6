"""Absolute values of letters, compared for each sign of the letters."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

from assay_math.engine.equivalence import compare
from assay_math.engine.exact import rational
from assay_math.engine.outcome import Context, Outcome
from assay_math.notation import nodes as n

MAX_NAMES = 3


def by_sign(ours: n.Node, theirs: n.Node) -> Outcome | None:
    """Equality for all signs of the letters whose absolute value is taken; ``None`` where none is, or of more than a letter."""
    ours, theirs = _centred(ours, theirs)
    names = sorted({name for side in (ours, theirs) for name in _barred(side)})
    if not names or len(names) > MAX_NAMES:
        return None
    context = Context(positive=frozenset(names))
    last: Outcome | None = None
    for signs in product((1, -1), repeat=len(names)):
        values = {name: sign for name, sign in zip(names, signs, strict=True)}
        one, other = _signed(ours, values), _signed(theirs, values)
        if any(
            isinstance(inner, n.Call) and inner.name == "abs"
            for side in (one, other)
            for inner in n.walk(side)
        ):
            return None
        last = compare(one, other, context)
        if not last.is_true:
            return last
    return last


def _centred(ours: n.Node, theirs: n.Node) -> tuple[n.Node, n.Node]:
    """Both with ``u`` for the ``ax + b`` whose absolute value is taken, where that is the only one."""
    inside = {
        inner.arguments[0]
        for side in (ours, theirs)
        for inner in n.walk(side)
        if isinstance(inner, n.Call) and inner.name == "abs" and not isinstance(inner.arguments[0], n.Name)
    }
    line, *others = sorted(inside, key=repr) or [n.Number(0)]
    turned = all(compare(n.Add((line, other)), n.Number(0)).is_true for other in others)
    if len(others) > 1 or not turned or _barred(ours) or _barred(theirs):
        return ours, theirs
    names = n.free_names(line)
    if len(names) != 1:
        return ours, theirs
    (name,) = names
    values = [rational(n.substitute(line, {name: n.Number(point)})) for point in (0, 1)]
    start, end = values
    if start is None or end is None or start == end:
        return ours, theirs
    slope = Fraction(end) - Fraction(start)
    straight = n.Add((n.Mul((n.Number(slope), n.Name(name))), n.Number(Fraction(start))))
    if not compare(line, straight).is_true:
        return ours, theirs
    back = n.Div(n.Add((n.Name(name), n.Neg(n.Number(Fraction(start))))), n.Number(slope))

    def moved(node: n.Node) -> n.Node:
        if node == line:
            return n.Name(name)
        if isinstance(node, n.Call) and node.name == "abs" and node.arguments[0] in others:
            return n.Call("abs", (n.Name(name),))
        return back if node == n.Name(name) else n.rebuild(node, moved)

    return moved(ours), moved(theirs)


def _barred(node: n.Node) -> set[str]:
    return {
        inner.arguments[0].name
        for inner in n.walk(node)
        if isinstance(inner, n.Call) and inner.name == "abs" and isinstance(inner.arguments[0], n.Name)
    }


def _signed(node: n.Node, signs: dict[str, int]) -> n.Node:
    """``node`` with each letter of one sign written as a positive one."""
    inside = node.arguments[0] if isinstance(node, n.Call) and node.name == "abs" else None
    if isinstance(inside, n.Name) and inside.name in signs:
        return inside
    if isinstance(node, n.Name) and signs.get(node.name) == -1:
        return n.Neg(node)
    return n.rebuild(node, lambda child: _signed(child, signs))
