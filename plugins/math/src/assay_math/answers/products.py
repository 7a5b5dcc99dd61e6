"""Products whose order matters: of matrices and of vectors."""

from __future__ import annotations

import re

from assay_math.answers.findings import DIFFERENT, SAME, UNDECIDED, Finding, Hints
from assay_math.engine.equivalence import compare
from assay_math.notation import nodes as n

_MATRICES = re.compile(
    r"\bmatri(?:x|ces)\b|\boperators?\b|\bquaternion|\bcommutator|\binvertible\b|\btranspose\b|матриц|matric|Matrix|矩阵|矩陣",
    re.IGNORECASE,
)
_COMMUTE = re.compile(r"\bcommut(?:e|es|ing|ative)\b|\bdiagonal matrices\b", re.IGNORECASE)
_VECTOR = re.compile(r"(?:vec|hat|overrightarrow)\(.+\)")
_OF_MATRICES = frozenset(("transpose", "det", "tr", "rank"))
MAX_WORDS = 64

Words = dict[tuple[n.Node, ...], n.Node]
"""A sum of products: the matrices in their order, and the number or scalar before them."""


class _Unread(Exception):
    pass


def same_order(ours: n.Node, theirs: n.Node, hints: Hints) -> Finding | None:
    """Whether two expressions that are equal for numbers are equal for matrices; ``None`` where none are multiplied."""
    if not _has_matrices(ours, theirs, hints):
        return None
    try:
        left, right = _words(ours), _words(theirs)
    except _Unread:
        return SAME if ours == theirs else UNDECIDED
    for word in left.keys() | right.keys():
        if not compare(left.get(word, n.Number(0)), right.get(word, n.Number(0))).is_true:
            return DIFFERENT
    return SAME


def _has_matrices(ours: n.Node, theirs: n.Node, hints: Hints) -> bool:
    products = [
        {
            f.name
            for factor in inner.factors
            for f in (_base(factor),)
            if isinstance(f, n.Name) and _is_matrix(f)
        }
        for side in (ours, theirs)
        for inner in n.walk(side)
        if isinstance(inner, n.Mul)
    ]
    if not any(len(names) > 1 for names in products) or _COMMUTE.search(hints.prompt):
        return False
    if _MATRICES.search(hints.prompt):
        return True
    return any(
        (isinstance(inner, n.Call) and inner.name in _OF_MATRICES)
        or (
            not hints.prompt
            and isinstance(inner, n.Pow)
            and inner.exponent == n.Neg(n.Number(1))
            and isinstance(inner.base, n.Name)
            and _is_matrix(inner.base)
        )
        for side in (ours, theirs)
        for inner in n.walk(side)
    )


def _base(node: n.Node) -> n.Node:
    while isinstance(node, n.Pow | n.Neg) or (isinstance(node, n.Call) and node.name == "transpose"):
        node = (
            node.base
            if isinstance(node, n.Pow)
            else node.operand
            if isinstance(node, n.Neg)
            else node.arguments[0]
        )
    return node


def _is_matrix(name: n.Name) -> bool:
    return len(name.base) == 1 and name.base.isupper()


def _words(node: n.Node) -> Words:
    if isinstance(node, n.Name) and _is_matrix(node):
        return {(node,): n.Number(1)}
    if isinstance(node, n.Neg):
        return {word: n.Neg(value) for word, value in _words(node.operand).items()}
    if isinstance(node, n.Add):
        total: Words = {}
        for term in node.terms:
            for word, value in _words(term).items():
                total[word] = n.Add((total[word], value)) if word in total else value
        return total
    if isinstance(node, n.Mul):
        product: Words = {(): n.Number(1)}
        for factor in node.factors:
            product = _times(product, _words(factor))
        return product
    if isinstance(node, n.Pow) and any(isinstance(x, n.Name) and _is_matrix(x) for x in n.walk(node.base)):
        return _power(node)
    if isinstance(node, n.Call) and node.name == "transpose":
        return {
            tuple(_flipped(m) for m in reversed(word)): value
            for word, value in _words(node.arguments[0]).items()
        }
    if isinstance(node, n.Div) and not any(
        isinstance(x, n.Name) and _is_matrix(x) for x in n.walk(node.denominator)
    ):
        return {word: n.Div(value, node.denominator) for word, value in _words(node.numerator).items()}
    if any(isinstance(x, n.Name) and _is_matrix(x) for x in n.walk(node)):
        if isinstance(node, n.Call) and node.name in _OF_MATRICES:
            return {(): node}
        raise _Unread
    return {(): node}


def _flipped(matrix: n.Node) -> n.Node:
    if isinstance(matrix, n.Call) and matrix.name == "transpose":
        return matrix.arguments[0]
    return n.Call("transpose", (matrix,))


def _power(node: n.Pow) -> Words:
    exponent = node.exponent.operand if isinstance(node.exponent, n.Neg) else node.exponent
    if (
        not isinstance(exponent, n.Number)
        or not isinstance(exponent.value, int)
        or not 1 <= exponent.value <= 8
    ):
        raise _Unread
    base = _words(node.base)
    if isinstance(node.exponent, n.Neg):
        if len(base) != 1:
            raise _Unread
        ((word, value),) = base.items()
        base = {tuple(_inverse(m) for m in reversed(word)): n.Div(n.Number(1), value)}
    result: Words = {(): n.Number(1)}
    for _ in range(exponent.value):
        result = _times(result, base)
    return result


def _inverse(matrix: n.Node) -> n.Node:
    if isinstance(matrix, n.Pow):
        return matrix.base
    return n.Pow(matrix, n.Neg(n.Number(1)))


def _times(left: Words, right: Words) -> Words:
    if len(left) * len(right) > MAX_WORDS:
        raise _Unread
    product: Words = {}
    for one, a in left.items():
        for other, b in right.items():
            word = list(one)
            for matrix in other:
                if word and (word[-1] == _inverse(matrix) or _inverse(word[-1]) == matrix):
                    word.pop()
                else:
                    word.append(matrix)
            key, value = tuple(word), n.Mul((a, b))
            product[key] = n.Add((product[key], value)) if key in product else value
    return product


# ---------------------------------------------------------------- vectors


def with_vector_products(node: n.Node) -> n.Node:
    r"""``node`` with ``a × b`` and ``a · b`` of named vectors as things of their own, in one order and with its sign."""
    node = n.rebuild(node, with_vector_products)
    if not isinstance(node, n.Mul) or not node.signs:
        return node
    factors, signs = list(node.factors), list(node.signs)
    for sign in ("x", "."):
        i = 0
        while i < len(signs):
            if signs[i] == sign and _is_vector(factors[i]) and _is_vector(factors[i + 1]):
                made = _cross(factors[i], factors[i + 1]) if sign == "x" else _dot(factors[i], factors[i + 1])
                factors[i : i + 2], signs[i : i + 1] = [made], []
            else:
                i += 1
    return factors[0] if len(factors) == 1 else n.Mul(tuple(factors), tuple(signs))


def _is_vector(node: n.Node) -> bool:
    bare = node.operand if isinstance(node, n.Neg) else node
    return isinstance(bare, n.Name) and bool(_VECTOR.fullmatch(bare.name) or bare.name.startswith("cross "))


def _cross(left: n.Node, right: n.Node) -> n.Node:
    return _signed("cross ", left, right, odd=True)


def _dot(left: n.Node, right: n.Node) -> n.Node:
    names = [(side.operand if isinstance(side, n.Neg) else side) for side in (left, right)]
    crossed = [x for x in names if isinstance(x, n.Name) and x.name.startswith("cross ")]
    if len(crossed) == 1:  # the triple product: even orders are equal
        parts = [
            p for x in names if isinstance(x, n.Name) for p in x.name.removeprefix("cross ").split(" | ")
        ]
        if crossed[0] is names[0]:
            parts = [parts[2], parts[0], parts[1]]
        if len(parts) == 3:
            order = sorted(parts)
            odd = sum(parts[i] > parts[j] for i in range(3) for j in range(i + 1, 3)) % 2 == 1
            negative = odd ^ (isinstance(left, n.Neg) ^ isinstance(right, n.Neg))
            name = n.Name("triple " + " | ".join(order))
            return n.Neg(name) if negative else name
    return _signed("dot ", left, right, odd=False)


def _signed(kind: str, left: n.Node, right: n.Node, odd: bool) -> n.Node:
    negative = isinstance(left, n.Neg) ^ isinstance(right, n.Neg)
    one, other = [(side.operand if isinstance(side, n.Neg) else side) for side in (left, right)]
    assert isinstance(one, n.Name)
    assert isinstance(other, n.Name)
    if one.name > other.name:
        one, other, negative = other, one, negative ^ odd
    name = n.Name(f"{kind}{one.name} | {other.name}")
    return n.Neg(name) if negative else name
