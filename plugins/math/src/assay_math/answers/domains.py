"""Are two expressions that agree defined on the same real values? ``2 ln x`` and ``ln x²`` are not."""

from __future__ import annotations

import re
from fractions import Fraction

from assay_math.answers.findings import Hints
from assay_math.engine import balls
from assay_math.engine.outcome import EMPTY, Unsupported
from assay_math.notation import nodes as n

_PARTIAL = frozenset("sqrt root ln lg log arcsin arccos arcosh artanh arcsec arccsc".split())
_POSITIVE = frozenset("n m k N r R".split())
"""Letters that count or measure where nothing else is said."""
_ALL_POSITIVE = re.compile(r"\bpositive\b|\bnon-?negative\b|>\s*0|\\ge?q?\s*0|≥\s*0|>=\s*0", re.IGNORECASE)
_ONE_POSITIVE = re.compile(
    r"(?:\b(?:for|let|where|if|when|with|assum\w+|suppose|given|that|and|since)\b|[,(])\s*\$?\s*([a-zA-Z])\s*(?:>|\\gt)\s*0(?!\.?\d)",
    re.IGNORECASE,
)
_VALUES = (Fraction(7, 5), Fraction(2, 9), Fraction(31, 4))
MAX_NAMES = 4


def said_positive(prompt: str) -> frozenset[str]:
    """The letters that the prompt says are positive: ``x > 0``."""
    return frozenset(_ONE_POSITIVE.findall(prompt))


def same_domain(ours: n.Node, theirs: n.Node, hints: Hints) -> bool:
    """Whether the two are real at the same points, of all that are tried; true where nothing can be undefined.

    Single points, such as the zeros of a denominator that cancels, do not count.
    """
    ours, theirs = _of_one_base(ours), _of_one_base(theirs)
    names = sorted(n.free_names(ours) | n.free_names(theirs))
    if not names or len(names) > MAX_NAMES or _ALL_POSITIVE.search(hints.prompt):
        return True
    if not any(_may_be_unreal(inner) for side in (ours, theirs) for inner in n.walk(side)):
        return True
    if any(inner == n.Constant("i") for side in (ours, theirs) for inner in n.walk(side)):
        return True
    signed = [i for i, name in enumerate(names) if name not in _POSITIVE]
    for value in _VALUES:
        for pattern in range(1 << len(signed)):
            point = {}
            for i, name in enumerate(names):
                negative = i in signed and pattern >> signed.index(i) & 1
                size = value * (3 + i) / (3 + 2 * i)
                point[name] = (-size if negative else size, Fraction(0))
            one, other = _is_real(ours, point), _is_real(theirs, point)
            if one is not None and other is not None and one != other:
                return False
    return True


def _of_one_base(node: n.Node) -> n.Node:
    """``log u`` of any base as ``ln u``, which is defined where that is."""
    node = n.rebuild(node, _of_one_base)
    return (
        n.Call("ln", node.arguments)
        if isinstance(node, n.Call) and node.name == "log" and len(node.arguments) == 1
        else node
    )


def _may_be_unreal(node: n.Node) -> bool:
    if isinstance(node, n.Call):
        return node.name in _PARTIAL and bool(n.free_names(node))
    return isinstance(node, n.Pow) and not (
        isinstance(node.exponent, n.Number) and isinstance(node.exponent.value, int)
    )


def _is_real(node: n.Node, point: balls.Point) -> bool | None:
    """Whether all values on the way are real; ``None`` where that cannot be told."""
    try:
        return balls.measure(node, point, EMPTY)[1]
    except (balls.Undefined, Unsupported):
        return None
