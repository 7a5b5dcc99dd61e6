"""Linear algebra notation carried out: matrices, vectors, determinants, inverses, products."""

from __future__ import annotations

from fractions import Fraction

from assay_math.engine.calculus import ONE, ZERO, add, mul
from assay_math.engine.exact import determinant, rational
from assay_math.engine.outcome import Context, Unsupported
from assay_math.notation import nodes as n

MAX_SIZE = 8
MAX_POWER = 64
Rows = tuple[tuple[n.Node, ...], ...]

_FUNCTIONS = frozenset({"det", "tr", "rank", "transpose", "norm"})


def has_linear_algebra(node: n.Node, context: Context) -> bool:
    """Whether there is anything that :func:`reduce` would rewrite."""
    for inner in n.walk(node):
        if isinstance(inner, n.Matrix | n.Tuple) or (isinstance(inner, n.Call) and inner.name in _FUNCTIONS):
            return True
        if isinstance(inner, n.Name) and isinstance(context.bindings.get(inner.name), n.Matrix | n.Tuple):
            return True
    return False


def reduce(node: n.Node, context: Context) -> n.Node:
    """``node`` with all matrix and vector operations done: a matrix, a tuple or a scalar expression."""
    if isinstance(node, n.Name):
        bound = context.bindings.get(node.name)
        return reduce(bound, context) if isinstance(bound, n.Matrix | n.Tuple) else node
    if isinstance(node, n.Pow) and isinstance(node.exponent, n.Name) and node.exponent.name == "T":
        base = reduce(node.base, context)
        if isinstance(base, n.Matrix):
            return n.Matrix(tuple(zip(*base.rows, strict=True)))
    node = n.rebuild(node, lambda child: reduce(child, context))
    match node:
        case n.Matrix(rows):
            return n.Matrix(tuple(tuple(_entry(cell, context) for cell in row) for row in rows))
        case n.Tuple(items, opening):
            return n.Tuple(tuple(_entry(item, context) for item in items), opening)
        case n.Neg(n.Matrix() | n.Tuple() as operand):
            return _scale(n.Number(-1), operand, context)
        case n.Add(terms) if any(isinstance(term, n.Matrix | n.Tuple) for term in terms):
            total = terms[0]
            for term in terms[1:]:
                total = _sum(total, term, context)
            return total
        case n.Mul(factors, signs) if any(isinstance(factor, n.Matrix | n.Tuple) for factor in factors):
            total = factors[0]
            padded = (*signs, *[""] * (len(factors) - 1 - len(signs)))
            for sign, factor in zip(padded, factors[1:], strict=True):
                total = _product(total, sign, factor, context)
            return total
        case n.Div(n.Matrix() | n.Tuple() as top, bottom):
            return _scale(n.Div(ONE, bottom), top, context)
        case n.Pow(n.Matrix(rows), exponent):
            return _power(rows, exponent, context)
        case n.Call(name, (argument,)) if name in _FUNCTIONS:
            return _function(name, argument, context)
        case n.Call("abs", (n.Matrix() as argument,)):
            return _function("det", argument, context)
        case n.Call("abs", (n.Tuple() as argument,)):
            return _function("norm", argument, context)
    return node


def _entry(node: n.Node, context: Context) -> n.Node:
    value = rational(node, context)
    return n.Number(value) if value is not None else node


def _sum(left: n.Node, right: n.Node, context: Context) -> n.Node:
    if isinstance(left, n.Matrix) and isinstance(right, n.Matrix):
        if _shape(left) != _shape(right):
            raise Unsupported("undefined", "matrices of different shapes are added")
        rows = zip(left.rows, right.rows, strict=True)
        return n.Matrix(
            tuple(tuple(_entry(add(a, b), context) for a, b in zip(r, s, strict=True)) for r, s in rows)
        )
    if isinstance(left, n.Tuple) and isinstance(right, n.Tuple) and len(left.items) == len(right.items):
        pairs = zip(left.items, right.items, strict=True)
        return n.Tuple(tuple(_entry(add(a, b), context) for a, b in pairs), left.open)
    raise Unsupported("undefined", "a sum of different kinds")


def _product(left: n.Node, sign: str, right: n.Node, context: Context) -> n.Node:
    if isinstance(left, n.Tuple) and isinstance(right, n.Tuple):
        return _vectors(left, sign, right, context)
    if isinstance(left, n.Matrix) and isinstance(right, n.Matrix):
        column = len(left.rows[0]) == len(right.rows[0]) == 1 and len(left.rows) == len(right.rows)
        if column and sign in (".", "x"):
            vectors = [n.Tuple(tuple(row[0] for row in m.rows)) for m in (left, right)]
            value = _vectors(vectors[0], sign, vectors[1], context)
            return n.Matrix(tuple((item,) for item in value.items)) if isinstance(value, n.Tuple) else value
        return _matrices(left.rows, right.rows, context)
    if isinstance(left, n.Matrix) and isinstance(right, n.Tuple):
        value = _matrices(left.rows, tuple((item,) for item in right.items), context)
        return n.Tuple(tuple(row[0] for row in value.rows), right.open)
    if isinstance(left, n.Matrix | n.Tuple):
        return _scale(right, left, context)
    if isinstance(right, n.Matrix | n.Tuple):
        return _scale(left, right, context)
    return mul(left, right)


def _vectors(left: n.Tuple, sign: str, right: n.Tuple, context: Context) -> n.Node:
    a, b = left.items, right.items
    if len(a) != len(b):
        raise Unsupported("undefined", "vectors of different lengths are multiplied")
    if sign == ".":
        return _entry(add(*[mul(x, y) for x, y in zip(a, b, strict=True)]), context)
    if sign == "x" and len(a) == 3:
        pairs = ((1, 2), (2, 0), (0, 1))
        items = [add(mul(a[i], b[j]), n.Neg(mul(a[j], b[i]))) for i, j in pairs]
        return n.Tuple(tuple(_entry(item, context) for item in items), left.open)
    raise Unsupported("ambiguous", "a product of two vectors")


def _matrices(left: Rows, right: Rows, context: Context) -> n.Matrix:
    if len(left[0]) != len(right) or max(len(left), len(right), len(right[0])) > MAX_SIZE:
        raise Unsupported("undefined", "shapes do not fit")
    columns = list(zip(*right, strict=True))
    return n.Matrix(
        tuple(
            tuple(
                _entry(add(*[mul(a, b) for a, b in zip(row, column, strict=True)]), context)
                for column in columns
            )
            for row in left
        )
    )


def _scale(factor: n.Node, thing: n.Node, context: Context) -> n.Node:
    if isinstance(thing, n.Matrix):
        return n.Matrix(
            tuple(tuple(_entry(mul(factor, cell), context) for cell in row) for row in thing.rows)
        )
    assert isinstance(thing, n.Tuple)
    return n.Tuple(tuple(_entry(mul(factor, item), context) for item in thing.items), thing.open)


def _power(rows: Rows, exponent: n.Node, context: Context) -> n.Node:
    if isinstance(exponent, n.Text) and exponent.text.strip() in ("T", "t"):
        return n.Matrix(tuple(zip(*rows, strict=True)))
    value = rational(exponent, context)
    if not isinstance(value, int) or abs(value) > MAX_POWER or len(rows) != len(rows[0]):
        raise Unsupported(detail="a power of a matrix")
    base = rows
    if value < 0:
        base = _inverse(rows, context)
    size = len(rows)
    total = n.Matrix(tuple(tuple(ONE if i == j else ZERO for j in range(size)) for i in range(size)))
    for _ in range(abs(value)):
        total = _matrices(total.rows, base, context)
    return total


def _numbers(rows: Rows, context: Context) -> list[list[Fraction]]:
    out: list[list[Fraction]] = []
    if max(len(rows), len(rows[0])) > MAX_SIZE:
        raise Unsupported("limit")
    for row in rows:
        out.append([])
        for cell in row:
            value = rational(cell, context)
            if value is None:
                raise Unsupported(detail="an entry is no rational number")
            out[-1].append(Fraction(value))
    return out


def _inverse(rows: Rows, context: Context) -> Rows:
    size = len(rows)
    left = _numbers(rows, context)
    if determinant(left) == 0:
        raise Unsupported("undefined", "the matrix has no inverse")
    work = [row + [Fraction(i == j) for j in range(size)] for i, row in enumerate(left)]
    echelon(work)
    return tuple(tuple(n.Number(_plain(value)) for value in row[size:]) for row in work)


def echelon(rows: list[list[Fraction]]) -> int:
    """Reduced row echelon form in place; returns the rank."""
    rank = 0
    for column in range(len(rows[0])):
        pivot = next((r for r in range(rank, len(rows)) if rows[r][column]), None)
        if pivot is None:
            continue
        rows[rank], rows[pivot] = rows[pivot], rows[rank]
        scale = rows[rank][column]
        rows[rank] = [value / scale for value in rows[rank]]
        for r in range(len(rows)):
            factor = rows[r][column]
            if r != rank and factor:
                rows[r] = [a - factor * b for a, b in zip(rows[r], rows[rank], strict=True)]
        rank += 1
        if rank == len(rows):
            break
    return rank


def _plain(value: Fraction) -> n.Rational:
    return value.numerator if value.denominator == 1 else value


def _function(name: str, argument: n.Node, context: Context) -> n.Node:
    if name == "norm" and isinstance(argument, n.Matrix) and len(argument.rows[0]) == 1:
        argument = n.Tuple(tuple(row[0] for row in argument.rows))
    if name == "norm" and isinstance(argument, n.Tuple):
        return n.Call("sqrt", (add(*[n.Pow(item, n.Number(2)) for item in argument.items]),))
    if not isinstance(argument, n.Matrix):
        return n.Call(name, (argument,))
    rows = argument.rows
    if name == "transpose":
        return n.Matrix(tuple(zip(*rows, strict=True)))
    if name == "rank":
        return n.Number(echelon(_numbers(rows, context)))
    if len(rows) != len(rows[0]):
        raise Unsupported("undefined", f"{name} of a matrix that is not square")
    if name == "tr":
        return _entry(add(*[rows[i][i] for i in range(len(rows))]), context)
    if name == "det":
        return _entry(_determinant(rows), context)
    return n.Call(name, (argument,))


def _determinant(rows: Rows) -> n.Node:
    """By expansion along the first row; entries may be symbolic, so only small ones."""
    if len(rows) > 5:
        raise Unsupported("limit")
    if len(rows) == 1:
        return rows[0][0]
    terms = []
    for j, cell in enumerate(rows[0]):
        minor = tuple(row[:j] + row[j + 1 :] for row in rows[1:])
        term = mul(cell, _determinant(minor))
        terms.append(term if j % 2 == 0 else n.Neg(term))
    return add(*terms)


def _shape(matrix: n.Matrix) -> tuple[int, int]:
    return len(matrix.rows), len(matrix.rows[0])
