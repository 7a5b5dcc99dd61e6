"""Were all solutions found? Counting the real roots of what was given."""

from __future__ import annotations

from fractions import Fraction

from assay_math.engine import polynomials as P
from assay_math.notation import nodes as n
from assay_math.steps.context import InForce


def missing_roots(name: str, values: list[n.Node], force: InForce) -> int:
    """How many distinct real solutions of the prompt's equation in ``name`` alone are not among ``values``."""
    for known in force.equations:
        if not known.given or known.poly is None or known.names != {name}:
            continue
        coefficients = P.dense(known.poly, name)
        if coefficients is None or not 2 < len(coefficients) <= 12:
            continue
        if any(
            isinstance(top, n.Div) and n.free_names(top.denominator)
            for side in (known.left, known.right)
            for top in n.walk(side)
        ):
            continue
        distinct = {_key(value) for value in values}
        return max(0, P.real_roots(coefficients) - len(distinct))
    return 0


def _key(value: n.Node) -> Fraction | n.Node:
    exact = _rational(value)
    return value if exact is None else exact


def _rational(value: n.Node) -> Fraction | None:
    try:
        top, bottom = P.fraction_of(value, P.Atoms())
    except P.TooLarge:
        return None
    if set(top) <= {P.ONE} and set(bottom) == {P.ONE}:
        return Fraction(top.get(P.ONE, 0)) / bottom[P.ONE]
    return None
