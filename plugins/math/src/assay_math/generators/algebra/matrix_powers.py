"""Powers of matrices of two rows: by squaring, by a pattern, by the equation of Cayley and Hamilton."""

from __future__ import annotations

import random

from assay import Draft, agree
from assay_math.generators._forms import matrix
from assay_math.generators._levels import problems
from assay_math.generators._tell import redrawn, tell
from assay_math.generators._write import nonzero, worked

Square = list[list[int]]


@problems("math.matrix_power", version=2, levels=(2, 2, 3, 4, 5))
def matrix_power(rng: random.Random, difficulty: int) -> Draft:
    """Raise a matrix of two rows to a power.

    Step 1: a square. 2: a cube. 3: a fourth power. 4: a power of 5 to 8 by repeated squaring. 5: a large
    power of a matrix whose powers repeat, or which has 1 twice on its diagonal.
    """
    return _periodic(rng) if difficulty == 5 else _power(rng, difficulty)


def _times(a: Square, b: Square) -> Square:
    return [[sum(a[i][k] * b[k][j] for k in range(2)) for j in range(2)] for i in range(2)]


def _raise(a: Square, n: int) -> Square:
    out = [[1, 0], [0, 1]]
    for _ in range(n):
        out = _times(out, a)
    return out


_SETTINGS = (
    "Let $A = {a}$.",
    "A matrix is given by $A = {a}$.",
    "A map of the plane has the matrix $A = {a}$, and it is carried out {n} times in a row.",
    "The matrix $A = {a}$ is multiplied by itself until there are {n} factors.",
    "Consider $A = {a}$.",
)
_QUESTIONS = (
    "Compute $A^{{{n}}}$.",
    "Find $A^{{{n}}}$.",
    "What is $A^{{{n}}}$?",
    "Determine the matrix $A^{{{n}}}$.",
)


@redrawn
def _power(rng: random.Random, difficulty: int) -> Draft | None:
    n = {1: 2, 2: 3, 3: 4, 4: rng.randint(5, 8)}[difficulty]
    size = {1: 9, 2: 6, 3: 4, 4: 2}[difficulty]
    a = [[rng.randint(-size, size) for _ in range(2)] for _ in range(2)]
    if sum(x != 0 for row in a for x in row) < 3 or a[0][0] * a[1][1] == a[0][1] * a[1][0]:
        return None
    result = _raise(a, n)
    trace, det = a[0][0] + a[1][1], a[0][0] * a[1][1] - a[0][1] * a[1][0]
    # by Cayley and Hamilton instead: A^k = p A + q I
    p, q = 1, 0
    for _ in range(n - 1):
        p, q = p * trace + q, -p * det
    agree(result, [[p * a[i][j] + q * (i == j) for j in range(2)] for i in range(2)], what="the power")
    if max(abs(x) for row in result for x in row) > 9999:
        return None
    shown = matrix(a)
    steps = []
    known = {1: a}
    for k in (2, 4, 8):
        if k <= n:
            half = known[k // 2]
            known[k] = _times(half, half)
            steps.append(f"$A^{k} = {matrix(half)}{matrix(half)} = {matrix(known[k])}$.")
    if n not in known:
        at = max(known)
        current = known[at]
        for k in (4, 2, 1):
            if k < at and (n - at) & k:
                at_now = _times(current, known[k])
                steps.append(
                    f"Times ${'A' if k == 1 else f'A^{k}'}$: ${matrix(current)}{matrix(known[k])} = {matrix(at_now)}$."
                )
                current = at_now
    return worked(rng, tell(rng, _SETTINGS, _QUESTIONS, a=shown, n=n), steps, matrix(result))


@redrawn
def _periodic(rng: random.Random) -> Draft | None:
    n = rng.randint(20, 200)
    if rng.random() < 0.35:
        p, q = nonzero(rng, -4, 4), nonzero(rng, -4, 4)
        # I + N with N^2 = 0
        nil = [[p * q, -p * p], [q * q, -p * q]]
        a = [[1 + nil[0][0], nil[0][1]], [nil[1][0], 1 + nil[1][1]]]
        result = [[(i == j) + n * nil[i][j] for j in range(2)] for i in range(2)]
        agree(result, _raise(a, n), what="the power")
        steps = [
            f"Write $A$ as the identity plus $N$, where $N = {matrix(nil)}$ and ${matrix(nil)}{matrix(nil)} = {matrix([[0, 0], [0, 0]])}$.",
            f"In the binomial expansion only two terms are left: ${matrix([[1, 0], [0, 1]])} + {n}{matrix(nil)} = {matrix(result)}$.",
        ]
        return worked(rng, tell(rng, _SETTINGS, _QUESTIONS, a=matrix(a), n=n), steps, matrix(result))
    trace, x, y = rng.choice((-1, 0, 1)), rng.randint(-6, 6), nonzero(rng, -9, 9)
    beside = x * (trace - x) - 1  # the determinant is 1
    if beside % y or beside == 0:
        return None
    a = [[x, y], [beside // y, trace - x]]
    period = {-1: 3, 0: 4, 1: 6}[trace]
    half = {-1: 3, 0: 2, 1: 3}[trace]
    unit = _raise(a, half)
    rest = n % period
    result = _raise(a, rest)
    agree(result, _raise(a, n), what="the power")
    steps = [f"First powers: $A^2 = {matrix(a)}{matrix(a)} = {matrix(_raise(a, 2))}$."]
    if half == 3:
        steps.append(f"Then $A^3 = {matrix(_raise(a, 2))}{matrix(a)} = {matrix(unit)}$.")
    if trace >= 0:
        steps.append(
            f"That is the identity with a minus sign, so its square, the power {period}, is ${matrix(unit)}{matrix(unit)} = {matrix([[1, 0], [0, 1]])}$."
        )
    if rest < 2:
        return None
    line = f"As ${n} = {n // period} \\cdot {period} + {rest}$, the power is the same as $A^{rest}$"
    if rest > 3 or (half == 2 and rest == 3):
        before = _raise(a, rest - half)
        steps.append(f"{line}: ${matrix(unit)}{matrix(before)} = {matrix(result)}$.")
    else:
        steps.append(f"{line}, which is computed above.")
    return worked(rng, tell(rng, _SETTINGS, _QUESTIONS, a=matrix(a), n=n), steps, matrix(result))
