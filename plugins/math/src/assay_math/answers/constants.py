"""Arbitrary constants: antiderivatives up to a constant, solutions of differential equations by other constants."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assay_math.answers.domains import same_domain
from assay_math.answers.findings import DIFFERENT, SAME, UNDECIDED, Finding, Hints
from assay_math.engine import calculus
from assay_math.engine.equivalence import compare
from assay_math.engine.outcome import EMPTY, Unsupported
from assay_math.notation import nodes as n

_CERTAIN = re.compile(r"C(?:_\{?\d\}?)?|c_\{?\d\}?|const")
_LIKELY = re.compile(r"[CcKkABD](?:_\{?\d\}?)?|const")
_ASKED = re.compile(
    r"\\int\b|∫|\bintegra|antiderivative|primitive|differential equation|\bODE\b|general solution|y'|\\frac\{d|dy/dx|\bdy\b",
    re.IGNORECASE,
)
_BY = re.compile(r"(?<![A-Za-z\\])d([a-z])(?![A-Za-z])")
_ZERO = n.Number(0)
MAX_CONSTANTS = 3


def same_family(ours: n.Node, theirs: n.Node, hints: Hints) -> Finding | None:
    """Two expressions with arbitrary constants as families of functions; ``None`` where there are no such constants."""
    one, other = _constants(ours, hints), _constants(theirs, hints)
    if one and not other:
        other = _as_constants(theirs, ours, len(one), hints)
    elif other and not one:
        one = _as_constants(ours, theirs, len(other), hints)
    if not one and not other and _ANY.search(hints.prompt):
        return _shifted(ours, theirs, hints)
    if not one or not other:
        return None
    if len(one) != len(other) or len(one) > MAX_CONSTANTS:
        return UNDECIDED
    try:
        return _spans(ours, one, theirs, other, hints)
    except Unsupported:
        return UNDECIDED


def same_curves(ours: n.Relation, theirs: n.Relation, hints: Hints) -> Finding | None:
    """``F(x, y) = C`` and ``G(x, y) = C``: the same curves where G is a multiple of F; ``None`` for other relations."""
    sides = []
    for node in (ours, theirs):
        if node.operators != ("=",):
            return None
        # one side is a constant; the other answer may call its own by another letter
        free = [term for term in node.terms if isinstance(term, n.Name) and _LIKELY.fullmatch(term.name)]
        if len(free) != 1:
            return None
        (level,) = (term for term in node.terms if term != free[0])
        sides.append((level, free[0].name))
    (f, one), (g, other) = sides
    if not any(_constants(n.Name(name), hints) for name in (one, other)):
        return None
    variables = sorted(n.free_names(f) | n.free_names(g))
    if {one, other} & set(variables) or len(variables) < 2:
        return None
    try:
        told = [_depends([f], g, variable) for variable in variables]
    except Unsupported:
        return UNDECIDED
    return SAME if all(told) else None


_ANY = re.compile(r"\b(?:an|any|one)\s+(?:antiderivative|primitive)\b", re.IGNORECASE)


def _shifted(ours: n.Node, theirs: n.Node, hints: Hints) -> Finding | None:
    """Where any antiderivative is asked for: whether the two differ by a number."""
    names = n.free_names(ours) | n.free_names(theirs)
    variables = _variables(names, hints)
    if len(variables) != 1:
        return None
    difference = calculus.add(ours, n.Neg(theirs))
    try:
        slope = compare(calculus.derivative(difference, variables[0], 1, EMPTY), _ZERO)
    except Unsupported:
        return UNDECIDED
    return SAME if slope.is_true and same_domain(ours, theirs, hints) else None


def _as_constants(node: n.Node, other: n.Node, count: int, hints: Hints) -> list[str]:
    """The letters of ``node`` that stand where the other answer has its constants: ``A`` and ``B`` for ``C_1`` and ``C_2``."""
    rest = n.free_names(other)
    found = sorted(
        name
        for name in n.free_names(node) - rest
        if _LIKELY.fullmatch(name)
        and not re.search(rf"(?<![A-Za-z\\]){re.escape(name)}(?![A-Za-z])", hints.prompt)
    )
    return found if len(found) == count and n.free_names(node) - set(found) <= rest else []


def _constants(node: n.Node, hints: Hints) -> list[str]:
    asked = bool(_ASKED.search(hints.prompt))
    pattern = _LIKELY if asked else _CERTAIN
    found = sorted(name for name in n.free_names(node) if pattern.fullmatch(name))
    if asked and any(_CERTAIN.fullmatch(name) for name in found):
        found = [name for name in found if _CERTAIN.fullmatch(name) or name == name.upper()]
    given = {
        name for name in found if re.search(rf"(?<![A-Za-z\\]){re.escape(name)}(?![A-Za-z])", hints.prompt)
    }
    # "Let C be the cost" gives C, "with C a constant" does not
    return [name for name in found if name not in given or "constant" in hints.prompt.lower()]


def _spans(ours: n.Node, one: list[str], theirs: n.Node, other: list[str], hints: Hints) -> Finding:
    """Whether ``u0 + Σ c u`` and ``v0 + Σ d v`` run through the same functions."""
    if not same_domain(_without(ours, one), _without(theirs, other), hints):
        return UNDECIDED
    left, right = _linear(_unbarred(ours), one), _linear(_unbarred(theirs), other)
    if left is None or right is None:
        return UNDECIDED
    (base, u), (shift, v) = left, right
    names = (n.free_names(ours) | n.free_names(theirs)) - {*one, *other}
    variables = _variables(names, hints)
    certain = bool(_ASKED.search(hints.prompt)) or any(
        all("_" in name for name in side) for side in (one, other)
    )
    added = (
        not hints.prompt
        and all(compare(f, n.Number(1)).is_true for f in (*u, *v))
        and n.free_names(base) == n.free_names(shift)
    )
    if not certain and not added:
        # without a word of integrals "2C + 5" and "3C + 5" are two things
        return SAME if _one_by_one(u, v) and compare(base, shift).is_true else UNDECIDED
    if _one_by_one(u, v) and compare(base, shift).is_true:
        return SAME
    if not variables:
        return UNDECIDED
    results = []
    difference = calculus.add(base, n.Neg(shift))
    for variable in variables:
        candidates = [*v, difference]
        results += [_depends(u, f, variable) for f in candidates] + [_depends(v, f, variable) for f in u]
    if all(result is True for result in results):
        return SAME
    return DIFFERENT if any(result is False for result in results) else UNDECIDED


def _without(node: n.Node, constants: Sequence[str]) -> n.Node:
    return n.substitute(node, dict.fromkeys(constants, n.Number(1)))


def _linear(node: n.Node, constants: Sequence[str]) -> tuple[n.Node, list[n.Node]] | None:
    """``node`` as what it is without its constants, and the factor of each; ``None`` if it is not linear in them."""
    nothing = n.substitute(node, dict.fromkeys(constants, _ZERO))
    factors = []
    for name in constants:
        only = n.substitute(node, {c: n.Number(int(c == name)) for c in constants})
        factors.append(calculus.add(only, n.Neg(nothing)))
    total = calculus.add(
        nothing, *[calculus.mul(n.Name(c), f) for c, f in zip(constants, factors, strict=True)]
    )
    return (nothing, factors) if compare(node, total).is_true else None


def _unbarred(node: n.Node) -> n.Node:
    """``ln|u|`` as ``ln u``: their derivatives are the same."""
    node = n.rebuild(node, _unbarred)
    if isinstance(node, n.Call) and node.name in ("ln", "log"):
        inside = node.arguments[0]
        if isinstance(inside, n.Call) and inside.name == "abs":
            return n.Call("ln", inside.arguments)
    return node


def _variables(names: frozenset[str], hints: Hints) -> list[str]:
    """What the functions are of: the letter of the differential, else all letters."""
    told = [name for name in _BY.findall(hints.prompt) if name in names]
    return told[-1:] or sorted(names)


def _one_by_one(u: Sequence[n.Node], v: Sequence[n.Node]) -> bool:
    """Whether the factors are the same in some order."""
    left = list(v)
    for f in u:
        match = next((g for g in left if compare(f, g).is_true), None)
        if match is None:
            return False
        left.remove(match)
    return True


def _depends(functions: Sequence[n.Node], further: n.Node, variable: str) -> bool | None:
    """Whether ``further`` is a linear combination of ``functions``: by Wronski's determinant, for analytic ones."""
    rows = []
    for f in (*functions, further):
        row = [f]
        for _ in functions:
            row.append(calculus.derivative(row[-1], variable, 1, EMPTY))
        rows.append(row)
    outcome = compare(_determinant(rows), _ZERO)
    return True if outcome.is_true else False if outcome.is_false else None


def _determinant(rows: Sequence[Sequence[n.Node]]) -> n.Node:
    if len(rows) == 1:
        return rows[0][0]
    terms = []
    for i, row in enumerate(rows):
        rest = [other[1:] for j, other in enumerate(rows) if j != i]
        term = calculus.mul(row[0], _determinant(rest))
        terms.append(n.Neg(term) if i % 2 else term)
    return calculus.add(*terms)
