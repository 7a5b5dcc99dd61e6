"""Balancing by exact linear algebra: the coefficients that conserve each element and the charge."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import gcd, lcm

from assay_science.formulas import Formula


def conserved(species: Formula) -> dict[str, int]:
    """What one unit of a species holds: atoms by symbol, and its charge under ``charge``."""
    return {**dict(species.atoms), "charge": species.charge}


def balance(left: Sequence[Formula], right: Sequence[Formula]) -> tuple[int, ...] | None:
    """The lowest whole coefficients, those of the left side first.

    ``None`` unless there is exactly one way up to a factor, in which each species takes part on its side.
    """
    species = [*left, *right]
    rows = sorted({name for each in species for name in conserved(each)})
    matrix = [
        [
            Fraction(conserved(each).get(name, 0) * (1 if n < len(left) else -1))
            for n, each in enumerate(species)
        ]
        for name in rows
    ]
    solution = _null_vector(matrix, len(species))
    if solution is None:
        return None
    if all(value < 0 for value in solution):
        solution = [-value for value in solution]
    if not all(value > 0 for value in solution):
        return None
    scale = lcm(*(value.denominator for value in solution))
    whole = [int(value * scale) for value in solution]
    common = gcd(*whole)
    return tuple(value // common for value in whole)


def _null_vector(matrix: list[list[Fraction]], width: int) -> list[Fraction] | None:
    """The one vector that the matrix takes to zero, up to a factor; ``None`` if there is none, or more than one."""
    pivots: list[int] = []
    row = 0
    for column in range(width):
        found = next((r for r in range(row, len(matrix)) if matrix[r][column]), None)
        if found is None:
            continue
        matrix[row], matrix[found] = matrix[found], matrix[row]
        lead = matrix[row][column]
        matrix[row] = [value / lead for value in matrix[row]]
        for other in range(len(matrix)):
            if other != row and (factor := matrix[other][column]):
                matrix[other] = [a - factor * b for a, b in zip(matrix[other], matrix[row], strict=True)]
        pivots.append(column)
        row += 1
        if row == len(matrix):
            break
    free = [column for column in range(width) if column not in pivots]
    if len(free) != 1:
        return None
    vector = [Fraction(0)] * width
    vector[free[0]] = Fraction(1)
    for r, column in enumerate(pivots):
        vector[column] = -matrix[r][free[0]]
    return vector


def unbalanced(left: Sequence[tuple[int, Formula]], right: Sequence[tuple[int, Formula]]) -> list[str]:
    """What the two sides do not have alike: symbols of elements, ``charge``."""
    total: dict[str, int] = {}
    for sign, side in ((1, left), (-1, right)):
        for times, species in side:
            for name, count in conserved(species).items():
                total[name] = total.get(name, 0) + sign * times * count
    return sorted(name for name, value in total.items() if value)
