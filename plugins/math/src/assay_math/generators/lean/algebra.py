"""Polynomial identities, equations and inequalities."""

from __future__ import annotations

import itertools
import random
from fractions import Fraction

from assay import Draft, agree, generator
from assay_math.generators._words import listing
from assay_math.generators._write import multiply, nonzero
from assay_math.generators.lean._claims import (
    VERIFIERS,
    Argument,
    Claim,
    Problem,
    nested,
    refuted,
    sampled,
    stated,
)
from assay_math.generators.lean._terms import (
    Formula,
    Term,
    any_of,
    connect,
    eq,
    linear,
    polynomial,
    relation,
    variables,
)


@generator("math.lean_identity", verifiers=VERIFIERS, on_request="lean")
def identity(rng: random.Random, difficulty: int) -> Draft:
    """Prove that a product of linear forms, or a power, equals its expansion (`grind`).

    Two factors in one variable at difficulty 1, two variables from 2 on, three factors or a third power at 4 and 5.
    """
    letters = rng.choice(("x y z", "a b c", "p q r", "u v w")).split()[: (1, 2, 2, 2, 3)[difficulty - 1]]
    xs, kind = variables(" ".join(letters)), rng.choice(("Int", "Rat"))
    while True:
        forms = [
            [nonzero(rng, -4, 4) for _ in letters] + [rng.randint(-5, 5)]
            for _ in range((2, 2, 2, 3, 3)[difficulty - 1])
        ]
        if difficulty >= 3 and rng.random() < 0.5:
            forms = [forms[0]] * len(forms)
        expanded = _expand(forms, len(letters))
        if difficulty > 1 or all(form[-1] for form in forms):
            break
    if len({*map(tuple, forms)}) == 1:
        left = linear(forms[0][:-1], xs, forms[0][-1]) ** len(forms)
    else:
        left = linear(forms[0][:-1], xs, forms[0][-1])
        for form in forms[1:]:
            left = left * linear(form[:-1], xs, form[-1])
    powers = sorted(expanded, reverse=True)
    right = _sum(expanded, powers, xs)
    changed = dict(expanded)
    changed[rng.choice(powers)] += rng.choice((-2, -1, 1, 2))
    if not all(changed.values()):
        changed = {**expanded, powers[0]: expanded[powers[0]] + (1 if expanded[powers[0]] != -1 else -1)}
    wrong = _sum(changed, powers, xs)
    types = ((" ".join(letters), kind),)
    claim, twin = Claim(types, (), eq(left, right)), Claim(types, (), eq(left, wrong))
    at = next(
        dict(zip(letters, point, strict=True))
        for point in sorted(
            itertools.product((0, 1, -1, 2), repeat=len(letters)), key=lambda p: sum(map(abs, p))
        )
        if twin.fails_at(dict(zip(letters, point, strict=True)))
    )
    how = "Write the power as a product, multiply" if len({*map(tuple, forms)}) == 1 else "Multiply"
    words = f"{how} out and collect equal powers: the coefficients on both sides agree. `grind` brings both sides to the same normal form of commutative rings."
    problem = Problem(
        "expansion",
        claim,
        Argument(words, ("grind",)),
        twin,
        refuted(twin, at, by="grind" if kind == "Rat" else "decide"),
    )
    return stated(
        rng,
        sampled(problem, lambda: {x: Fraction(rng.randint(-20, 20), rng.choice((1, 3))) for x in letters}),
    )


def _expand(forms: list[list[int]], size: int) -> dict[tuple[int, ...], int]:
    out: dict[tuple[int, ...], int] = {(0,) * size: 1}
    for form in forms:
        new: dict[tuple[int, ...], int] = {}
        for powers, c in out.items():
            for i, factor in enumerate(form):
                key = tuple(p + (j == i) for j, p in enumerate(powers))
                new[key] = new.get(key, 0) + c * factor
        out = new
    return {key: c for key, c in out.items() if c}


def _sum(coefficients: dict[tuple[int, ...], int], powers: list[tuple[int, ...]], xs: list[Term]) -> Term:
    terms, constant = [], 0
    for key in powers:
        monomial: Term | None = None
        for x, power in zip(xs, key, strict=True):
            if power:
                monomial = x**power if monomial is None else monomial * x**power
        if monomial is None:
            constant = coefficients[key]
        else:
            terms.append((coefficients[key], monomial))
    return linear([c for c, _ in terms], [t for _, t in terms], constant)


@generator("math.lean_roots", verifiers=VERIFIERS, on_request="lean")
def roots(rng: random.Random, difficulty: int) -> Draft:
    """Prove which integers solve a polynomial equation: factor it, and split the product.

    Quadratics at difficulty 1 and 2, with a leading coefficient at 2; cubics from 3 on; at 2, 4 and 5 both directions are
    proved.
    """
    import sympy

    size = 2 if difficulty < 3 else 3
    found = sorted(rng.sample(range(-9 + 2 * (size - 2), 10 - 2 * (size - 2)), size))
    lead = rng.choice((1, 1, 2, 3)) if difficulty in (2, 5) else 1
    coefficients = [lead]
    for root in found:
        coefficients = multiply(coefficients, [1, -root])
    name = rng.choice("xynzt")
    x = variables(name)[0]
    agree(
        found,
        sorted(int(r) for r in sympy.Poly(coefficients, sympy.Symbol("x")).ground_roots()),
        what="the roots",
    )
    left = polynomial(coefficients, x)
    both = difficulty in (2, 4, 5)
    lost = rng.choice(found)
    kept = [r for r in found if r != lost]
    other = rng.choice([r for r in range(-9, 10) if r not in found])

    def claim(values: list[int]) -> Claim:
        goal = any_of([eq(x, value) for value in values])
        if both:
            return Claim(((name, "Int"),), (), connect("↔", eq(left, 0), goal))
        return Claim(((name, "Int"),), (eq(left, 0),), goal)

    factors = [f"({linear([1], [x], -root).lean})" if root else name for root in found]
    product = f"{str(lead) + ' * ' if lead != 1 else ''}{' * '.join(factors)}"
    shown = f"{lead if lead != 1 else ''}{''.join(f'({linear([1], [x], -root).tex})' if root else name for root in found)}"
    split = _split(len(found), lead)
    forward = (f"have product : {product} = 0 := by grind", *split)
    if both:
        tactics: tuple[str, ...] = (
            "constructor",
            f"· intro h\n{nested(forward)}",
            f"· rintro ({' | '.join(['h'] * len(found))}) <;> subst h <;> decide",
        )
    else:
        tactics = forward
    words = f"The left side factors: ${left.tex} = {shown}$. A product of integers is $0$ only if one of its factors is, which gives {listing([f'${name} = {r}$' for r in found], 'or')}."
    words += " Conversely, each of these numbers solves the equation." if both else ""
    twin = claim(sorted([*kept, other]))
    if both:
        disproof = Argument(
            f"Take ${name} = {lost}$, which solves the equation and is not among the numbers named.",
            (f"exact absurd ((claim {_number(lost)}).mp (by decide)) (by decide)",),
        )
    else:
        disproof = refuted(twin, {name: lost})
    return stated(
        rng,
        sampled(
            Problem("integer_roots", claim(found), Argument(words, tactics), twin, disproof),
            lambda: {name: rng.randint(-12, 12)},
        ),
    )


def _number(value: int) -> str:
    return f"({value})" if value < 0 else str(value)


def _split(size: int, lead: int) -> tuple[str, ...]:
    """Tactics that take a product of factors that is 0 apart: the last factor first."""
    out = []
    if size == 3:
        inner = nested(_split(2, lead))
        out.append(f"rcases Int.mul_eq_zero.mp product with product | last\n·{inner[1:]}\n· omega")
    elif lead != 1:
        out.append("rcases Int.mul_eq_zero.mp product with first | last\n· omega\n· omega")
    else:
        out.append("rcases Int.mul_eq_zero.mp product with first | last <;> omega")
    return tuple(out)


@generator("math.lean_squares", verifiers=VERIFIERS, on_request="lean")
def squares(rng: random.Random, difficulty: int) -> Draft:
    """Prove that a polynomial is at least a number, as a sum of squares.

    One square in one variable at difficulty 1 and 2; two variables and up to three squares from 3 on.
    """
    letters = rng.choice(("x y z", "a b c", "p q r", "u v w")).split()[: (1, 1, 2, 2, 3)[difficulty - 1]]
    xs = variables(" ".join(letters))
    count = (1, 1, 2, 2, 3)[difficulty - 1]
    point = {x: rng.randint(-4, 4) for x in letters}
    forms, weights = [], []
    for i in range(count):
        while True:
            form = [rng.randint(-2, 2) if j != i else rng.choice((1, 1, 1, 2)) for j in range(len(letters))]
            if i == 0 or any(form[:i]) or difficulty < 4:
                break
        forms.append([*form, -sum(c * point[x] for c, x in zip(form, letters, strict=True))])
        weights.append(1 if difficulty == 1 else rng.randint(1, 3))
    least = rng.randint(-20, 20)
    total: dict[tuple[int, ...], int] = {}
    for form, weight in zip(forms, weights, strict=True):
        for key, c in _expand([form, form], len(letters)).items():
            total[key] = total.get(key, 0) + weight * c
    zero = (0,) * len(letters)
    total[zero] = total.get(zero, 0) + least
    total = {key: c for key, c in total.items() if c}
    left = _sum(total, sorted(total, reverse=True), xs)
    types = ((" ".join(letters), "Int"),)
    slack = rng.choice((0, 0, 1, 2))
    sign = rng.choice(("≤", ">"))

    def claim(bound: int) -> Claim:
        goal: Formula = relation(bound, "≤", left) if sign == "≤" else relation(left, ">", bound - 1)
        return Claim(types, (), goal)

    linears = [linear(form[:-1], xs, form[-1]) for form in forms]
    tactics = [
        "have square : ∀ t : Int, 0 ≤ t * t := by\n  intro t\n  rcases Int.le_total 0 t with h | h\n  · exact Int.mul_nonneg h h\n  · exact Int.mul_nonneg_of_nonpos_of_nonpos h h"
    ]
    tactics += [f"have s{i + 1} := square ({each.lean})" for i, each in enumerate(linears)]
    tactics.append("grind")
    text = " + ".join(
        f"{weight if weight != 1 else ''}{each.tex if each.level == 100 else f'({each.tex})'}^2"
        for weight, each in zip(weights, linears, strict=True)
    )
    text += f" {'+' if least > 0 else '-'} {abs(least)}" if least else ""
    words = f"${left.tex} = {text}$, and squares are not negative, so the value is at least ${least}$."
    twin = claim(least + 1)
    problem = Problem(
        "lower_bound", claim(least - slack), Argument(words, tuple(tactics)), twin, refuted(twin, point)
    )
    return stated(rng, sampled(problem, lambda: {x: rng.randint(-9, 9) for x in letters}))
