"""Linear arithmetic and linear systems."""

from __future__ import annotations

import random
from fractions import Fraction

from assay import Draft, agree, generator
from assay_math.generators._write import nonzero, num
from assay_math.generators.lean._claims import VERIFIERS, Argument, Claim, Problem, refuted, sampled, stated
from assay_math.generators.lean._terms import all_of, eq, linear, relation, var, variables


@generator("math.lean_linear", verifiers=VERIFIERS, on_request="lean")
def linear_bound(rng: random.Random, difficulty: int) -> Draft:
    """Prove a linear inequality over the integers or natural numbers from others (`omega`).

    Difficulty 1 has two variables and one condition; 5 has four variables and three conditions.
    """
    kind = rng.choice(("Int", "Nat"))
    letters = rng.choice(("x y z w", "a b c d", "p q r s", "k m n t")).split()[
        : (2, 2, 3, 3, 4)[difficulty - 1]
    ]
    xs = variables(" ".join(letters))
    point = {each: rng.randint(0 if kind == "Nat" else -5, 9) for each in letters}
    while True:
        rows = [
            [rng.randint(0 if kind == "Nat" else -4, 4) for _ in letters]
            for _ in range((1, 2, 2, 3, 3)[difficulty - 1])
        ]
        factors = [rng.randint(1 if len(rows) > 1 else 2, 3) for _ in rows]
        total = [sum(f * row[i] for f, row in zip(factors, rows, strict=True)) for i in range(len(letters))]
        if (
            all(sum(c != 0 for c in row) > 1 for row in rows)
            and any(total)
            and len({*map(tuple, rows)}) == len(rows)
        ):
            break
    bounds = [sum(c * point[each] for c, each in zip(row, letters, strict=True)) for row in rows]
    sign = rng.choice(("≤", "≥"))
    given = tuple(relation(linear(row, xs), sign, bound) for row, bound in zip(rows, bounds, strict=True))
    best = sum(f * bound for f, bound in zip(factors, bounds, strict=True))
    slack = rng.randint(0, 5) if sign == "≤" else -rng.randint(0, 5)
    left, off = linear(total, xs), 1 if sign == "≤" else -1
    types = ((" ".join(letters), kind),)
    claim = Claim(types, given, relation(left, sign, best + slack))
    twin = Claim(types, given, relation(left, sign, best - off))
    how = [
        f"the {word} with ${factor}$"
        for word, factor in zip(("first", "second", "third"), factors, strict=False)
        if factor != 1
    ]
    many = len(rows) > 1
    words = (
        (f"Multiply {', '.join(how)}" if many else f"Multiply the condition with ${factors[0]}$")
        if how
        else ""
    )
    words += (" and add the conditions" if words else "Add the conditions") if many else ""
    order = r"\le" if sign == "≤" else r"\ge"
    words += f": ${left.tex} {order} {best}$"
    words += (
        "."
        if slack == 0
        else f", and ${best}$ is {'less' if slack > 0 else 'greater'} than ${best + slack}$."
    )
    problem = Problem("linear_bound", claim, Argument(words, ("omega",)), twin, refuted(twin, point))
    low = 0 if kind == "Nat" else -9
    return stated(rng, sampled(problem, lambda: {each: rng.randint(low, 9) for each in letters}))


@generator("math.lean_linear_system", verifiers=VERIFIERS, on_request="lean")
def linear_system(rng: random.Random, difficulty: int) -> Draft:
    """Prove what a linear system over the rational numbers forces its unknowns to be (`grind`).

    One unknown at difficulty 1, two at 2 and 3, three at 4 and 5; at odd difficulties above 1 the solution has fractions.
    """
    letters = rng.choice(("x y z", "a b c", "u v w", "p q r")).split()[: (1, 2, 2, 3, 3)[difficulty - 1]]
    xs, size = variables(" ".join(letters)), len(letters)
    bottom = rng.choice((2, 3, 4)) if difficulty in (3, 5) else 1
    solution = {each: Fraction(nonzero(rng, -9, 9), bottom) for each in letters}
    while True:
        matrix = [[rng.randint(-5, 5) for _ in letters] for _ in letters]
        if all(sum(map(bool, row)) >= min(2, size) for row in matrix) and _determinant(matrix):
            break
    given = []
    shift = nonzero(rng, -9, 9) if size == 1 else 0
    right = [
        sum((c * solution[each] for c, each in zip(row, letters, strict=True)), Fraction(0)) for row in matrix
    ]
    if size == 1 and abs(matrix[0][0]) == 1:
        matrix[0][0] = rng.choice((2, 3, 4, 5))
        right = [matrix[0][0] * solution[letters[0]]]
    given = [eq(linear(row, xs, shift), value + shift) for row, value in zip(matrix, right, strict=True)]
    agree(tuple(map(str, solution.values())), tuple(map(str, _solve(matrix, right))), what="the solution")
    wrong = dict(solution)
    wrong[rng.choice(letters)] += rng.choice((-1, 1))
    types = ((" ".join(letters), "Rat"),)
    claim, twin = (
        Claim(types, tuple(given), all_of([eq(var(each), value) for each, value in values.items()]))
        for values in (solution, wrong)
    )
    steps = [f"${each} = {num(value)}$" for each, value in solution.items()]
    if size == 1:
        c, d = matrix[0][0], right[0]
        words = f"Then ${linear([c], xs).tex} = {num(d)}$, so {steps[0]}."
    else:
        unit = f"Eliminating one unknown after the other gives {', '.join(steps[:-1])} and {steps[-1]}"
        words = f"The determinant of the system is ${_determinant(matrix)}$, not $0$, so there is one solution at most. {unit}."
    tactics = ("grind",) if size == 1 else tuple(["refine ⟨" + ", ".join(["?_"] * size) + "⟩ <;> grind"])
    disproof = refuted(twin, solution, by="grind")
    return stated(rng, Problem("solution_of_system", claim, Argument(words, tactics), twin, disproof))


def _determinant(matrix: list[list[int]]) -> int:
    """By the first row."""
    if not matrix:
        return 1
    return sum(
        (-1) ** i * c * _determinant([row[:i] + row[i + 1 :] for row in matrix[1:]])
        for i, c in enumerate(matrix[0])
    )


def _solve(matrix: list[list[int]], right: list[Fraction]) -> list[Fraction]:
    """By SymPy."""
    import sympy

    found = sympy.Matrix(matrix).LUsolve(
        sympy.Matrix([sympy.Rational(b.numerator, b.denominator) for b in right])
    )
    return [Fraction(int(each.p), int(each.q)) for each in found]
