r"""Letters that stand for whole numbers: ``\cos n\pi`` is ``(-1)^n``, though not for all real n."""

from __future__ import annotations

import re

from assay_math.answers.families import without_signs
from assay_math.answers.findings import DIFFERENT, SAME, UNDECIDED, Finding, Hints
from assay_math.engine import calculus
from assay_math.engine.equivalence import compare
from assay_math.engine.exact import rational
from assay_math.engine.outcome import Unsupported
from assay_math.notation import nodes as n

_WHOLE = frozenset("n k m N j".split())
_PERIOD = 12  # covers quarters and sixths of a turn
_TRIGONOMETRIC = frozenset("sin cos tan cot sec csc".split())
_PI = n.Constant("pi")
MAX_NODES = 150


def equal_for_whole(ours: n.Node, theirs: n.Node, hints: Hints) -> Finding | None:
    """Compare class by class modulo 12 where a letter for whole numbers turns an angle; ``None`` where none does."""
    names = (n.free_names(ours) | n.free_names(theirs)) & _WHOLE
    if len(names) != 1 or sum(1 for side in (ours, theirs) for _ in n.walk(side)) > MAX_NODES:
        return None
    name = next(iter(names))
    if not any(_turned_by(inner, name) for side in (ours, theirs) for inner in n.walk(side)):
        return None
    if re.search(rf"\b(?:real|complex)\b[^.]*\b{name}\b", hints.prompt):
        return None
    result: Finding = SAME
    try:
        for rest in range(_PERIOD):
            value = calculus.add(calculus.mul(n.Number(_PERIOD), n.Name(name)), n.Number(rest))
            one, other = (
                without_signs(_unturned(n.substitute(side, {name: value}), name), name)
                for side in (ours, theirs)
            )
            outcome = compare(one, other)
            if outcome.is_false:
                return DIFFERENT
            if not outcome.is_true:
                result = UNDECIDED
    except Unsupported:
        return UNDECIDED
    return result


def _turned_by(node: n.Node, name: str) -> bool:
    if isinstance(node, n.Call):
        return node.name in _TRIGONOMETRIC and name in n.free_names(node) and _PI in n.walk(node)
    return (
        isinstance(node, n.Pow)
        and node.base in (n.Neg(n.Number(1)), n.Number(-1))
        and name in n.free_names(node)
    )


def _unturned(node: n.Node, name: str) -> n.Node:
    """``node`` without the whole turns in the arguments of circular functions."""
    node = n.rebuild(node, lambda child: _unturned(child, name))
    if not (isinstance(node, n.Call) and node.name in _TRIGONOMETRIC and name in n.free_names(node)):
        return node
    (angle,) = node.arguments
    start = n.substitute(angle, {name: n.Number(0)})
    step = calculus.add(n.substitute(angle, {name: n.Number(1)}), n.Neg(start))
    whole = rational(_in_pi(n.Div(step, n.Number(2))))
    line = calculus.add(start, calculus.mul(n.Name(name), step))
    if (
        isinstance(whole, int)
        and compare(step, n.Mul((n.Number(2 * whole), _PI))).is_true
        and compare(angle, line).is_true
    ):
        return n.Call(node.name, (start,))
    return node


def _in_pi(node: n.Node) -> n.Node:
    """``node`` with π counted as one."""
    return n.Number(1) if node == _PI else n.rebuild(node, _in_pi)
