"""Sums and products up to a letter: proved by their first value and by their step."""

from __future__ import annotations

from collections.abc import Callable

from assay_math.engine.outcome import Context, Outcome, Truth
from assay_math.notation import nodes as n

Compare = Callable[[n.Node, n.Node, Context], Outcome]


def by_induction(left: n.Node, right: n.Node, context: Context, compare: Compare) -> Outcome | None:
    r"""``\sum_{k=a}^{n+c} f(k) = g(n)``, or None if the sides have another form.

    True when ``g`` is ``f(a)`` where the range holds one term, and grows by the last
    term when ``n`` grows by one; false when one of these fails.
    """
    for one, other in ((left, right), (right, left)):
        if isinstance(one, n.Sum | n.Product) and not any(
            isinstance(x, n.Sum | n.Product) for x in n.walk(other)
        ):
            letter, shift = _end(one.upper)
            if letter and letter not in n.free_names(one.lower) and letter not in n.free_names(one.body):
                return _induction(one, other, letter, shift, context, compare)
    return None


def _end(upper: n.Node) -> tuple[str, int]:
    """The letter and the whole number in ``n``, ``n + 1``, ``n - 1``; no letter for other forms."""
    if isinstance(upper, n.Name):
        return upper.name, 0
    match upper:
        case n.Add((n.Name(letter), n.Number(int() as shift))):
            return letter, shift
        case n.Add((n.Name(letter), n.Neg(n.Number(int() as shift)))):
            return letter, -shift
    return "", 0


def _induction(
    series: n.Sum | n.Product, closed: n.Node, letter: str, shift: int, context: Context, compare: Compare
) -> Outcome:
    first = n.Add((series.lower, n.Number(-shift)))
    start = n.substitute(closed, {letter: first})
    base = compare(start, n.substitute(series.body, {series.variable: series.lower}), context)
    if not base.is_true:
        return base
    before = n.substitute(closed, {letter: n.Add((n.Name(letter), n.Number(-1)))})
    last = n.substitute(series.body, {series.variable: series.upper})
    grown: n.Node = n.Add((before, last)) if isinstance(series, n.Sum) else n.Mul((before, last))
    step = compare(closed, grown, context)
    return Outcome(Truth.TRUE, "induction") if step.is_true else step
