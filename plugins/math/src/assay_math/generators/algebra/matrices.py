"""Matrices: sums and products, determinants, inverses, eigenvalues, rank and Cramer's rule."""

from __future__ import annotations

import random
from collections.abc import Sequence
from fractions import Fraction

from assay import Draft
from assay_math.generators._asking import posed
from assay_math.generators._forms import add_up, ask, chain, combine, matrix, multiply, num_times, put_in
from assay_math.generators._levels import problems
from assay_math.generators._write import nonzero, num, paren, poly, worked

Row = Sequence[int | Fraction]


def _random(rng: random.Random, rows: int, columns: int, size: int) -> list[list[int]]:
    return [[rng.randint(-size, size) for _ in range(columns)] for _ in range(rows)]


def _identity(size: int) -> list[list[int]]:
    return [[int(i == j) for j in range(size)] for i in range(size)]


def _product(a: Sequence[Row], b: Sequence[Row]) -> list[list[int | Fraction]]:
    return [
        [sum((x * y for x, y in zip(row, column, strict=True)), 0) for column in zip(*b, strict=True)]
        for row in a
    ]


def _det(a: Sequence[Row]) -> int | Fraction:
    if len(a) == 1:
        return a[0][0]
    total: int | Fraction = 0
    for j, entry in enumerate(a[0]):
        minor = _det([[*r[:j], *r[j + 1 :]] for r in a[1:]])
        total += -entry * minor if j % 2 else entry * minor
    return total


# ---------------------------------------------------------------- sums

_SUM = posed(
    "expression",
    "${expression}$",
    (
        "Compute {it}.",
        "Evaluate {it}.",
        "Work out {it} as a single matrix.",
        "Which matrix is {it} equal to?",
    ),
    bare=("What matrix is ${expression}$?",),
)


@problems("math.matrix_sum", version=2, levels=(2, 2, 3, 4, 5))
def matrix_sum(rng: random.Random, difficulty: int) -> Draft:
    """Sums, multiples and transposes of matrices.

    Step 1: a sum of 2 by 2 matrices. 2: a difference, negative entries. 3: a combination
    with factors. 4: 3 by 3. 5: with a transpose.
    """
    size = 9 if difficulty == 1 else 15
    n = 3 if difficulty >= 4 else 2
    columns = n if difficulty == 5 else rng.choice((2, 3))
    a, b = _random(rng, n, columns, size), _random(rng, n, columns, size)
    if difficulty == 1:
        a, b = ([[abs(x) for x in row] for row in m] for m in (a, b))
    if difficulty <= 2:
        sign = 1 if difficulty == 1 else -1
        result = [[x + sign * y for x, y in zip(r, s, strict=True)] for r, s in zip(a, b, strict=True)]
        operator = "+" if sign == 1 else "-"
        inner = [
            [f"{x} {operator} {paren(y)}" for x, y in zip(r, s, strict=True)]
            for r, s in zip(a, b, strict=True)
        ]
        expression = f"{matrix(a)} {operator} {matrix(b)}"
        steps = [
            f"Combine the entries in the same places: ${expression} = {matrix(inner)} = {matrix(result)}$."
        ]
        return worked(rng, ask(rng, _SUM, expression=expression), steps, matrix(result))
    p, q = rng.choice([k for k in range(-6, 7) if abs(k) > 1]), nonzero(rng, -6, 6)
    steps = []
    shown_b = matrix(b)
    if difficulty == 5:
        shown_b = f"{matrix(b)}^T"
        b = [list(column) for column in zip(*b, strict=True)]
        steps.append(f"Transpose: rows become columns, ${shown_b} = {matrix(b)}$.")
    pa = [[p * x for x in row] for row in a]
    qb = [[abs(q) * x for x in row] for row in b]
    sign = 1 if q > 0 else -1
    operator = "+" if q > 0 else "-"
    result = [[x + sign * y for x, y in zip(r, s, strict=True)] for r, s in zip(pa, qb, strict=True)]
    steps.append(f"Multiply every entry by the factor: ${num_times(p, matrix(a))} = {matrix(pa)}$.")
    if abs(q) != 1:
        steps.append(f"Likewise ${num_times(abs(q), matrix(b))} = {matrix(qb)}$.")
    steps.append(
        f"{'Add' if q > 0 else 'Subtract'} place by place: ${matrix(pa)} {operator} {matrix(qb)} = {matrix(result)}$."
    )
    expression = f"{num_times(p, matrix(a))} {operator} {num_times(abs(q), shown_b)}"
    return worked(rng, ask(rng, _SUM, expression=expression), steps, matrix(result))


# ---------------------------------------------------------------- products

_PRODUCT = posed(
    "product",
    "${expression}$",
    (
        "Compute {it}.",
        "Evaluate {it}.",
        "Find {it} as a single matrix.",
        "Which matrix is {it} equal to?",
    ),
    bare=(
        "Multiply the matrices: ${expression}$.",
        "What is ${expression}$?",
    ),
)


@problems("math.matrix_product", version=2, levels=(2, 3, 3, 4, 5))
def matrix_product(rng: random.Random, difficulty: int) -> Draft:
    """Products of matrices.

    Step 1: a 2 by 2 matrix times a column. 2: 2 by 2. 3: 2 by 3 times 3 by 2. 4: 3 by 3.
    5: a product of three 2 by 2 matrices or a cube.
    """
    size = (6, 9, 7, 6, 5)[difficulty - 1]
    shapes = {
        1: (2, 2, 1),
        2: (2, 2, 2),
        3: rng.choice(((2, 3, 2), (3, 2, 3), (3, 2, 2))),
        4: (3, 3, 3),
        5: (2, 2, 2),
    }
    m, k, n = shapes[difficulty]
    a, b = _random(rng, m, k, size), _random(rng, k, n, size)
    if difficulty == 5:
        c = _random(rng, 2, 2, size)
        cube = rng.random() < 0.4
        if cube:
            b = c = a
        first = _product(a, b)
        result = _product(first, c)
        expression = f"{matrix(a)}^3" if cube else f"{matrix(a)}{matrix(b)}{matrix(c)}"
        steps = [
            *_entries(a, b, f"{matrix(a)}{matrix(b)}"),
            f"Multiply that by the last matrix: ${matrix(first)}{matrix(c)} = {matrix(_written(first, c))} = {matrix(result)}$.",
        ]
        return worked(rng, ask(rng, _PRODUCT, expression=expression), steps, matrix(result))
    expression = f"{matrix(a)}{matrix(b)}"
    return worked(
        rng, ask(rng, _PRODUCT, expression=expression), _entries(a, b, expression), matrix(_product(a, b))
    )


def _written(a: Sequence[Row], b: Sequence[Row]) -> list[list[str]]:
    """The entries of the product as sums of products."""
    return [
        [
            " + ".join(f"{paren(x)} \\cdot {paren(y)}" for x, y in zip(row, column, strict=True))
            for column in zip(*b, strict=True)
        ]
        for row in a
    ]


def _entries(a: Sequence[Row], b: Sequence[Row], expression: str) -> list[str]:
    result = _product(a, b)
    steps = []
    for i, (texts, values) in enumerate(zip(_written(a, b), result, strict=True)):
        shown = ", ".join(f"${t} = {num(v)}$" for t, v in zip(texts, values, strict=True))
        steps.append(f"Row {('one', 'two', 'three')[i]} times the columns: {shown}.")
    steps.append(f"So ${expression} = {matrix(result)}$.")
    return steps


# ---------------------------------------------------------------- determinants

_DET = posed(
    "matrix",
    "${m}$",
    (
        "Find the determinant of {it}.",
        "What is the determinant of {it}?",
        "Calculate the determinant of {it}.",
    ),
    bare=(
        "Compute the determinant ${det}$.",
        "Evaluate ${det}$.",
    ),
)
_SINGULAR = posed(
    "matrix",
    "${m}$",
    (
        "For which value of $k$ is {it} not invertible?",
        "Find $k$ so that the determinant of {it} is zero.",
        "Determine the value of $k$ for which the rows of {it} are linearly dependent.",
    ),
    bare=("The matrix ${m}$ is singular. What is $k$?",),
)


@problems("math.determinant", version=2, levels=(2, 2, 4, 5, 3))
def determinant(rng: random.Random, difficulty: int) -> Draft:
    """Determinants by expansion.

    Step 1: 2 by 2, positive entries. 2: 2 by 2. 3: 3 by 3 with a zero row part. 4: full 3 by
    3. 5: an unknown entry that makes a 3 by 3 matrix singular.
    """
    if difficulty <= 2:
        a = _random(rng, 2, 2, 12 if difficulty == 1 else 30)
        if difficulty == 1:
            a = [[abs(x) for x in row] for row in a]
        (p, q), (r, s) = a
        value = p * s - q * r
        steps = [
            f"The main diagonal gives ${p} \\cdot {paren(s)} = {p * s}$ and the other one ${q} \\cdot {paren(r)} = {q * r}$.",
            f"Subtract: ${matrix(a, 'vmatrix')} = {p * s} - {paren(q * r)} = {value}$.",
        ]
        return worked(rng, ask(rng, _DET, det=matrix(a, "vmatrix"), m=matrix(a)), steps, str(value))
    size = 9 if difficulty <= 4 else 6
    a = _random(rng, 3, 3, size)
    if difficulty == 3:
        a[0][rng.randrange(3)] = 0
    if difficulty == 5:
        return _singular(rng, a)
    steps, parts, texts = [], [], []
    for j, sign in enumerate((1, -1, 1)):
        if a[0][j] == 0:
            continue
        minor = [[x for i, x in enumerate(row) if i != j] for row in a[1:]]
        value = int(_det(minor))
        (p, q), (r, s) = minor
        steps.append(
            f"The minor of ${a[0][j]}$ is ${matrix(minor, 'vmatrix')} = {p} \\cdot {paren(s)} - {paren(q)} \\cdot {paren(r)} = {value}$."
        )
        parts.append(sign * a[0][j] * value)
        texts.append(("-" if sign < 0 else "") + f"{paren(a[0][j])} \\cdot {paren(value)}")
    total = sum(parts)
    if not parts:
        steps.append(f"The first row is zero, so ${matrix(a, 'vmatrix')} = 0$.")
    else:
        written = chain(matrix(a, "vmatrix"), add_up(texts), str(total))
        steps.append(f"Expand along the first row: ${written}$.")
    return worked(rng, ask(rng, _DET, det=matrix(a, "vmatrix"), m=matrix(a)), steps, str(total))


def _singular(rng: random.Random, a: list[list[int]]) -> Draft:
    """An entry k at (2, 3) with a unit-free cofactor; the root is a fraction in general."""
    i, j = rng.randrange(3), rng.randrange(3)
    minor = [[x for c, x in enumerate(row) if c != j] for r, row in enumerate(a) if r != i]
    cofactor = int(_det(minor)) * (-1) ** (i + j)
    while cofactor == 0:
        a = _random(rng, 3, 3, 6)
        minor = [[x for c, x in enumerate(row) if c != j] for r, row in enumerate(a) if r != i]
        cofactor = int(_det(minor)) * (-1) ** (i + j)
    a[i][j] = 0
    rest = int(_det(a))
    k = Fraction(-rest, cofactor)
    shown = matrix(
        [["k" if (r, c) == (i, j) else num(x) for c, x in enumerate(row)] for r, row in enumerate(a)]
    )
    sign = "" if (i + j) % 2 == 0 else "-"
    steps = [
        f"With a zero in the place of the unknown entry the determinant is ${matrix(a, 'vmatrix')} = {rest}$.",
        f"The cofactor of that place is ${sign}{matrix(minor, 'vmatrix')} = {cofactor}$.",
        f"So the determinant is ${rest}$ plus ${cofactor}$ times the entry; it vanishes for the entry ${num(k)}$: "
        f"${rest} + {paren(cofactor)} \\cdot {paren(k)} = 0$.",
    ]
    return worked(rng, ask(rng, _SINGULAR, m=shown), steps, num(k))


# ---------------------------------------------------------------- inverses

_INVERSE = posed(
    "matrix",
    "${m}$",
    (
        "Find the inverse of {it}.",
        "Determine the inverse matrix of {it}.",
        "By which matrix must {it} be multiplied to give the identity matrix?",
        "What is the inverse of {it}?",
    ),
    bare=("Compute ${m}^{{-1}}$.",),
)


@problems("math.matrix_inverse", version=4, levels=(2, 2, 3, 4, 5))
def matrix_inverse(rng: random.Random, difficulty: int) -> Draft:
    """Inverses of matrices.

    Step 1: 2 by 2 with determinant 1. 2: determinant -1 or small. 3: any 2 by 2.
    4: 3 by 3 triangular. 5: full 3 by 3 with determinant 1 or -1.
    """
    if difficulty <= 3:
        return _small_inverse(rng, difficulty)
    # a product of unit triangular matrices has a whole inverse
    low = [[1, 0, 0], [rng.randint(-4, 4), 1, 0], [rng.randint(-4, 4), rng.randint(-4, 4), 1]]
    up = [[1, rng.randint(-4, 4), rng.randint(-4, 4)], [0, 1, rng.randint(-4, 4)], [0, 0, 1]]
    signs = [rng.choice((1, -1)) for _ in range(3)]
    diagonal = [[signs[i] if i == j else 0 for j in range(3)] for i in range(3)]
    if difficulty == 4:
        triangle = up if rng.random() < 0.5 else low
        entries = [nonzero(rng, -5, 5) for _ in range(3)]
        a: Sequence[Row] = [
            [x * entries[j] if i == j else x for j, x in enumerate(row)] for i, row in enumerate(triangle)
        ]
    else:
        a = _product(_product(low, diagonal), up)
    det = _det(a)
    cofactors = [
        [
            (-1) ** (i + j)
            * _det([[x for c, x in enumerate(r) if c != j] for k, r in enumerate(a) if k != i])
            for j in range(3)
        ]
        for i in range(3)
    ]
    adjugate = [list(column) for column in zip(*cofactors, strict=True)]
    inverse = [[Fraction(x) / det for x in row] for row in adjugate]
    steps: list[str] = []
    for i, name in enumerate(("first", "second", "third")):
        row = []
        for j in range(3):
            (p, q), (r, t) = ([x for c, x in enumerate(line) if c != j] for k, line in enumerate(a) if k != i)
            minor = f"{paren(p)} \\cdot {paren(t)} - {paren(q)} \\cdot {paren(r)}"
            row.append(f"${minor if (i + j) % 2 == 0 else f'-({minor})'} = {num(cofactors[i][j])}$")
        steps.append(f"Cofactors of the {name} row: {row[0]}, {row[1]}, {row[2]}.")
    along = " + ".join(f"{paren(x)} \\cdot {paren(c)}" for x, c in zip(a[0], cofactors[0], strict=True))
    steps.append(
        f"The determinant, expanded along the first row, is ${matrix(a, 'vmatrix')} = {along} = {num(det)}$."
    )
    if det != 1:
        steps.append(
            f"Transpose the cofactors and divide by the determinant: "
            f"${num_times(Fraction(1) / det, matrix(adjugate))} = {matrix(inverse)}$."
        )
    lead = "Check:" if det != 1 else "The transposed cofactors form the inverse. Check:"
    steps.append(f"{lead} ${matrix(a)}{matrix(inverse)} = {matrix(_identity(3))}$.")
    return worked(rng, ask(rng, _INVERSE, m=matrix(a)), steps, matrix(inverse))


def _small_inverse(rng: random.Random, difficulty: int) -> Draft:
    wanted = {1: (1,), 2: (-1, 2, -2), 3: tuple(k for k in range(-40, 41) if abs(k) > 2)}[difficulty]
    size = 20 if difficulty <= 2 else 12
    while True:
        p, q, r = (rng.randint(-size, size) for _ in range(3))
        if difficulty == 3:
            s = rng.randint(-size, size)
        else:
            det = rng.choice(wanted)
            if p == 0 or (det + q * r) % p:
                continue
            s = (det + q * r) // p
        det = p * s - q * r
        if det in wanted and abs(s) <= 3 * size and (q or r):
            break
    a = [[p, q], [r, s]]
    adjugate = [[s, -q], [-r, p]]
    inverse = [[Fraction(x, det) for x in row] for row in adjugate]
    steps = [
        f"The determinant is ${matrix(a, 'vmatrix')} = {p} \\cdot {paren(s)} - {paren(q)} \\cdot {paren(r)} = {det}$.",
    ]
    if det != 1:
        steps.append(
            f"Swap the diagonal entries, change the other signs and divide by the determinant: "
            f"${num_times(Fraction(1, det), matrix(adjugate))} = {matrix(inverse)}$."
        )
        steps.append(f"Check: ${matrix(a)}{matrix(inverse)} = {matrix(_identity(2))}$.")
    else:
        steps.append(
            f"Swap the diagonal entries and change the other signs. Check: ${matrix(a)}{matrix(inverse)} = {matrix(_identity(2))}$."
        )
    return worked(rng, ask(rng, _INVERSE, m=matrix(a)), steps, matrix(inverse))


# ---------------------------------------------------------------- eigenvalues

_EIGENVALUES = posed(
    "matrix",
    "${m}$",
    (
        "Find the eigenvalues of {it}.",
        "What are the eigenvalues of {it}?",
        "Determine all eigenvalues of {it}.",
        "Calculate the eigenvalues of {it}.",
    ),
    bare=("For which numbers does ${m}$ have a nonzero eigenvector? List these eigenvalues.",),
)
_EIGENVALUE_SUM = posed(
    "matrix",
    "${m}$",
    (
        "Find the largest eigenvalue of {it}.",
        "What is the greatest eigenvalue of {it}?",
        "Determine the largest of the eigenvalues of {it}.",
    ),
    bare=("The matrix ${m}$ has real eigenvalues. Which is the greatest?",),
)


@problems("math.eigenvalues", version=3, levels=(4, 4, 4, 5, 4))
def eigenvalues(rng: random.Random, difficulty: int) -> Draft:
    """Eigenvalues from the characteristic polynomial.

    Step 1: a 2 by 2 triangular matrix. 2: 2 by 2 with whole eigenvalues. 3: larger ones.
    4: 3 by 3 with a block. 5: the largest of a full 3 by 3 matrix.
    """
    if difficulty == 1:
        p, s = rng.sample(range(-12, 13), 2)
        a: Sequence[Row] = [[p, nonzero(rng, -9, 9)], [0, s]]
        if rng.random() < 0.5:
            a = [[p, 0], [nonzero(rng, -9, 9), s]]
        values: list[int] = [p, s]
    elif difficulty <= 4:
        size = (0, 0, 12, 20, 7)[difficulty]
        u, v, p = rng.sample(range(-size, size + 1), 3)
        # trace u + v and determinant uv: the entries beside the diagonal multiply to (p - u)(v - p)
        product_beside = (p - u) * (v - p)
        q = rng.choice(
            [k for k in range(1, abs(product_beside) + 1) if product_beside % k == 0]
        ) * rng.choice((1, -1))
        block = [[p, q], [product_beside // q, u + v - p]]
        a, values = block, [u, v]
        if difficulty == 4:
            w = rng.choice([x for x in range(-9, 10) if x not in (u, v)])
            top = [rng.randint(-9, 9), rng.randint(-9, 9)]
            a = (
                [[w, *top], [0, *block[0]], [0, *block[1]]]
                if rng.random() < 0.5
                else [[*block[0], top[0]], [*block[1], top[1]], [0, 0, w]]
            )
            values = [w, u, v]
    else:
        values = rng.sample([x for x in range(-7, 8) if x], 3)
        low = [[1, 0, 0], [rng.randint(-2, 2), 1, 0], [rng.randint(-2, 2), rng.randint(-2, 2), 1]]
        up = [[1, rng.randint(-2, 2), rng.randint(-2, 2)], [0, 1, rng.randint(-2, 2)], [0, 0, 1]]
        basis = [[int(x) for x in row] for row in _product(low, up)]
        inverse = _unit_inverse(basis)
        scaled = [[x * values[j] for j, x in enumerate(row)] for row in basis]
        a = _product(scaled, inverse)
    trace = sum(a[i][i] for i in range(len(a)))
    det = _det(a)
    product = "".join(f"({combine([(1, 'x'), (-v, '')])})" if v else "x" for v in values)
    characteristic: list[int | Fraction] = [1]
    for v in values:
        characteristic = multiply(characteristic, [1, -v])
    if len(a) == 2:
        (first, beside), (below, last) = a
        steps = [
            f"The trace is ${num(first)} + {paren(last)} = {num(trace)}$ and the determinant "
            f"${num(first)} \\cdot {paren(last)} - {paren(beside)} \\cdot {paren(below)} = {num(det)}$.",
            f"The characteristic polynomial is ${poly(characteristic)} = {product}$.",
        ]
    else:
        minors = [
            a[i][i] * a[j][j] - a[i][j] * a[j][i] for i, j in ((0, 1), (0, 2), (1, 2))
        ]  # fmt: skip
        shown = " + ".join(paren(m) for m in minors)
        diagonal = " + ".join(paren(a[i][i]) for i in range(3))
        steps = [
            f"The trace is ${diagonal} = {num(trace)}$.",
            f"The three principal 2 by 2 minors add up to ${shown} = {num(sum(minors))}$.",
            f"The determinant is ${matrix(a, 'vmatrix')} = {num(det)}$.",
            f"The characteristic polynomial is ${poly(characteristic)} = {product}$.",
        ]
    checks = ", ".join(f"${put_in(characteristic, v)} = 0$" for v in values)
    steps.append(f"Its zeros are the eigenvalues: {checks}.")
    if difficulty == 5:
        steps[-1] = f"Of its zeros the largest is $\\max({', '.join(map(str, values))}) = {max(values)}$."
        return worked(rng, ask(rng, _EIGENVALUE_SUM, m=matrix(a)), steps, str(max(values)))
    return worked(rng, ask(rng, _EIGENVALUES, m=matrix(a)), steps, ", ".join(str(v) for v in sorted(values)))


def _unit_inverse(a: Sequence[Row]) -> list[list[int]]:
    """The inverse of a 3 by 3 matrix with determinant 1."""
    minors = [
        [
            (-1) ** (i + j)
            * _det([[x for c, x in enumerate(r) if c != j] for k, r in enumerate(a) if k != i])
            for j in range(3)
        ]
        for i in range(3)
    ]
    return [[int(x) for x in column] for column in zip(*minors, strict=True)]


# ---------------------------------------------------------------- rank

_RANK = posed(
    "matrix",
    "${m}$",
    (
        "Find the rank of {it}.",
        "What is the rank of {it}?",
        "Determine the rank of {it} by row reduction.",
        "How many linearly independent rows does {it} have?",
    ),
)


@problems("math.matrix_rank", version=2, levels=(2, 3, 3, 4, 5))
def matrix_rank(rng: random.Random, difficulty: int) -> Draft:
    """The rank by row reduction.

    Step 1: 2 by 2. 2: 2 by 3. 3: 3 by 3. 4: 3 by 4. 5: 4 by 4.
    """
    rows, columns = {1: (2, 2), 2: (2, 3), 3: (3, 3), 4: (3, 4), 5: (4, 4)}[difficulty]
    rank = rng.randint(1, rows) if difficulty <= 2 else rng.randint(2, rows)
    size = 9 if difficulty <= 2 else 4
    while True:
        independent = _random(rng, rank, columns, size)
        a = [list(row) for row in independent]
        for _ in range(rows - rank):
            factors = [rng.randint(-3, 3) for _ in range(rank)]
            a.append(
                [sum(f * row[j] for f, row in zip(factors, independent, strict=True)) for j in range(columns)]
            )
        rng.shuffle(a)
        if (
            all(any(row) for row in a)
            and len({tuple(row) for row in a}) == rows
            and all(abs(x) < 40 for row in a for x in row)
        ):
            break
    steps, found = _reduce([[Fraction(x) for x in row] for row in a])
    steps.append(
        f"The rank is the number of rows that are not zero: $\\operatorname{{rank}}{matrix(a)} = {found}$."
    )
    return worked(rng, ask(rng, _RANK, m=matrix(a)), steps, str(found))


def _reduce(a: list[list[Fraction]]) -> tuple[list[str], int]:
    """Forward elimination, one step for each row that changes."""
    steps: list[str] = []
    pivot_row = 0
    for column in range(len(a[0])):
        pivot = next((r for r in range(pivot_row, len(a)) if a[r][column]), None)
        if pivot is None:
            continue
        swapped = f" (rows {pivot_row + 1} and {pivot + 1} are swapped first)" if pivot != pivot_row else ""
        a[pivot_row], a[pivot] = a[pivot], a[pivot_row]
        base = a[pivot_row]
        for r in range(pivot_row + 1, len(a)):
            factor = a[r][column] / base[column]
            if not factor:
                continue
            new = [x - factor * y for x, y in zip(a[r], base, strict=True)]
            operator = "-" if factor > 0 else "+"
            scaled = f"{_row(base)}" if abs(factor) == 1 else f"{num(abs(factor))} \\cdot {_row(base)}"
            steps.append(f"New row {r + 1}{swapped}: ${_row(a[r])} {operator} {scaled} = {_row(new)}$.")
            a[r] = new
            swapped = ""
        pivot_row += 1
        if pivot_row == len(a):
            break
    return steps, pivot_row


def _row(values: Row) -> str:
    return f"({', '.join(num(v) for v in values)})"


# ---------------------------------------------------------------- Cramer's rule

_CRAMER = posed(
    "system",
    "${system}$",
    (
        "Use Cramer's rule to solve {it} for ${names}$.",
        "Solve {it} by determinants and give the solution as ${names}$.",
        "Find the solution ${names}$ of {it} with Cramer's rule.",
        "Apply Cramer's rule to find the point ${names}$ that satisfies {it}.",
    ),
)


@problems("math.cramers_rule", version=2, levels=(3, 3, 3, 4, 5))
def cramers_rule(rng: random.Random, difficulty: int) -> Draft:
    """Linear systems solved by determinants.

    Step 1: two unknowns, small positive. 2: two unknowns. 3: fractional solutions.
    4: three unknowns. 5: three unknowns with fractions.
    """
    n = 2 if difficulty <= 3 else 3
    size = (5, 12, 9, 5, 5)[difficulty - 1]
    names = ("x", "y") if n == 2 else ("x", "y", "z")
    while True:
        a = [[nonzero(rng, 1 if difficulty == 1 else -size, size) for _ in range(n)] for _ in range(n)]
        solution = [rng.randint(1 if difficulty == 1 else -9, 9) for _ in range(n)]
        right = [sum(x * y for x, y in zip(row, solution, strict=True)) for row in a]
        if difficulty in (3, 5):
            right = [rng.randint(-15, 15) for _ in range(n)]
        det = int(_det(a))
        if det == 0 or (difficulty in (3, 5) and not 1 < abs(det) <= 60):
            continue
        tops = [
            int(_det([[right[i] if c == j else x for c, x in enumerate(row)] for i, row in enumerate(a)]))
            for j in range(n)
        ]
        if difficulty in (3, 5) and all(t % det == 0 for t in tops):
            continue
        break
    values = [Fraction(t, det) for t in tops]
    lines = [f"{combine(list(zip(row, names, strict=True)))} = {r}" for row, r in zip(a, right, strict=True)]
    system = "$, $".join(lines)
    steps = [f"The determinant of the factors is ${matrix(a, 'vmatrix')} = {det}$."]
    for j, name in enumerate(names):
        replaced = [[right[i] if c == j else x for c, x in enumerate(row)] for i, row in enumerate(a)]
        ratio = f"\\frac{{{tops[j]}}}{{{det}}}"
        steps.append(
            f"With the right sides in column {j + 1}: ${matrix(replaced, 'vmatrix')} = {tops[j]}$, so "
            f"${chain(name, ratio, num(values[j]))}$."
        )
    check = add_up(f"{c} \\cdot {paren(v)}" for c, v in zip(a[0], values, strict=True))
    steps.append(f"Check in the first equation: ${check} = {right[0]}$.")
    return worked(
        rng,
        ask(rng, _CRAMER, system=system, names=f"({', '.join(names)})"),
        steps,
        f"({', '.join(num(v) for v in values)})",
    )
