"""Remainders, divisibility and parity."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_math.generators._words import listing
from assay_math.generators._write import nonzero
from assay_math.generators.lean._claims import VERIFIERS, Argument, Claim, Problem, refuted, sampled, stated
from assay_math.generators.lean._terms import (
    Formula,
    Term,
    any_of,
    eq,
    leaves,
    linear,
    polynomial,
    quantified,
    relation,
    var,
    variables,
)  # fmt: skip


@generator("math.lean_remainders", verifiers=VERIFIERS, on_request="lean")
def remainders(rng: random.Random, difficulty: int) -> Draft:
    """Prove the remainder of a linear expression from those of its variables (`omega`).

    One variable at difficulty 1 and 2, two at 3 and 4, three at 5; from 2 on the modulus of the conclusion is a divisor of the
    given one.
    """
    letters = rng.choice(("n m k", "a b c", "x y z")).split()[: (1, 1, 2, 2, 3)[difficulty - 1]]
    modulus = rng.randint(3, 7 + 2 * difficulty)
    part = 1 if difficulty == 1 else rng.randint(2, 3)
    xs, kind = variables(" ".join(letters)), rng.choice(("Nat", "Int"))
    rest = {each: rng.randint(1, modulus * part - 1) for each in letters}
    while True:
        factors = [rng.randint(2, 4 + difficulty) for _ in letters]
        if all(f % modulus for f in factors):
            break
    constant = rng.randint(1, 9)
    value = sum(f * r for f, r in zip(factors, rest.values(), strict=True)) + constant
    left = linear(factors, xs, constant)
    given = tuple(leaves(x, r, modulus * part) for x, r in zip(xs, rest.values(), strict=True))
    wrong = (value + rng.randint(1, modulus - 1)) % modulus
    types = ((" ".join(letters), kind),)
    claim, twin = (Claim(types, given, leaves(left, r, modulus)) for r in (value % modulus, wrong))
    moduli = f" modulo ${modulus * part}$" + (f", so modulo ${modulus}$ as well" if part > 1 else "")
    which = " and ".join(f"${x.tex} \\equiv {r}$" for x, r in zip(xs, rest.values(), strict=True))
    sums = " + ".join(f"{f} \\cdot {r}" for f, r in zip(factors, rest.values(), strict=True))
    words = f"We have {which}{moduli}. Hence ${left.tex} \\equiv {sums} + {constant} = {value} \\equiv {value % modulus} \\pmod{{{modulus}}}$."
    problem = Problem("remainder", claim, Argument(words, ("omega",)), twin, refuted(twin, rest))
    size = modulus * part
    return stated(rng, sampled(problem, lambda: {x: r + size * rng.randint(0, 9) for x, r in rest.items()}))


@generator("math.lean_residue_cases", verifiers=VERIFIERS, on_request="lean")
def residue_cases(rng: random.Random, difficulty: int) -> Draft:
    """Prove which remainders a square, cube or polynomial can leave, a case for each residue.

    The modulus grows from 3 to 9, the degree from 2 to 3.
    """
    modulus = rng.choice(((3,), (3, 4), (4, 5), (5, 6, 7), (7, 8, 9))[difficulty - 1])
    degree = 2 if difficulty < 3 else 3
    while True:
        inner = [rng.randint(-modulus, modulus) for _ in range(degree)]
        coefficients = [nonzero(rng, 1, max(2, modulus - 2)), *inner]
        values = [_at(coefficients, r) % modulus for r in range(modulus)]
        possible = sorted(set(values))
        if len(possible) <= (modulus + 1) // 2 and any(inner[:-1]) + (difficulty < 2):
            break
    n = var(rng.choice("nkmxa"))
    left = polynomial(coefficients, n)
    types = ((n.lean, "Int"),)
    lost = rng.choice(possible)
    kept = [r for r in possible if r != lost] or [(lost + 1) % modulus]
    claim, twin = (Claim(types, (), _one_of(left, rests, modulus)) for rests in (possible, kept))
    table = "; ".join(f"${r} \\mapsto {value}$" for r, value in enumerate(values))
    words = f"The remainder of ${left.tex}$ depends only on that of ${n.tex}$ modulo ${modulus}$. Going through the residues: {table}."
    cases = " ∨ ".join(f"{n.lean} % {modulus} = {r}" for r in range(modulus))
    split = " | ".join(["hr"] * modulus)
    tactics = (
        f"have cases : {cases} := by omega",
        f"rcases cases with {split} <;>\n  simp [Int.pow_succ, Int.mul_emod, Int.add_emod, Int.sub_emod, hr]",
    )
    problem = Problem(
        "possible_remainders",
        claim,
        Argument(words, tactics),
        twin,
        refuted(twin, {n.lean: values.index(lost)}),
    )
    return stated(rng, sampled(problem, lambda: {n.lean: rng.randint(-50, 50)}))


def _at(coefficients: list[int], x: int) -> int:
    out = 0
    for c in coefficients:
        out = out * x + c
    return out


def _one_of(left: Term, rests: list[int], modulus: int) -> Formula:
    found = any_of([eq(left % modulus, r) for r in rests])
    told = listing([f"${r}$" for r in rests], "or")
    return found.said(f"the remainder of ${left.tex}$ on division by ${modulus}$ is {told}")


@generator("math.lean_divisibility", verifiers=VERIFIERS, on_request="lean")
def divisibility(rng: random.Random, difficulty: int) -> Draft:
    """Prove that a number divides a combination of multiples of it, with the cofactor as the witness.

    One multiple at difficulty 1, two at 2 and 3, three at 4 and 5; from 3 on the coefficients are variables themselves.
    """
    d, *others = variables(rng.choice(("d a b c", "m x y z", "k p q r", "t u v w")))
    xs = others[: (1, 2, 2, 3, 3)[difficulty - 1]]
    factors = [nonzero(rng, -9, 9) for _ in xs]
    names = [d.lean, *(x.lean for x in xs)]
    coefficient = var(rng.choice("nej")) if difficulty >= 3 else None
    power = 2 if difficulty in (2, 5) else 1
    terms = [xs[0] ** power, *xs[1:]]
    left = linear(factors, terms)
    if coefficient is not None:
        left = left - coefficient * xs[-1] if rng.random() < 0.5 else left + coefficient * xs[-1]
        names.append(coefficient.lean)
    types = ((" ".join(names), "Int"),)
    given = tuple(_divides(d, x) for x in xs)
    claim = Claim(types, given, _divides(d, left))
    rest = rng.choice((1, 2, 3))
    twin = Claim(types, given, _divides(d, left + rest))
    size = rng.choice([p for p in (2, 3, 4, 5, 7) if rest % p])
    at = {d.lean: size, **{x.lean: size * rng.randint(0, 2) for x in xs}}
    if coefficient is not None:
        at[coefficient.lean] = rng.randint(0, 3)
    labels = [f"q{i + 1}" for i in range(len(xs))]
    got = tuple(
        f"obtain ⟨{q}, e{i + 1}⟩ := {h}" for i, (q, h) in enumerate(zip(labels, claim.labels, strict=True))
    )
    cofactors = [
        (f"{f} * {q}" if f != 1 else q) + (f" * {xs[0].lean}" if i == 0 and power == 2 else "")
        for i, (f, q) in enumerate(zip(factors, labels, strict=True))
    ]
    if coefficient is not None:
        sign = "-" if " - " + coefficient.lean in left.lean else "+"
        cofactors.append(f"{coefficient.lean} * {labels[-1]}")
        witness = " + ".join(_grouped(c) for c in cofactors[:-1]) + f" {sign} {cofactors[-1]}"
    else:
        witness = " + ".join(_grouped(c) for c in cofactors)
    where = listing([f"${x.tex} = {d.tex} q_{i + 1}$" for i, x in enumerate(xs)])
    words = f"Write {where}. Every term of ${left.tex}$ then has the factor ${d.tex}$, and taking it out gives the cofactor of the proof."
    problem = Problem(
        "divides_combination",
        claim,
        Argument(words, (*got, f"exact ⟨{witness}, by grind⟩")),
        twin,
        refuted(twin, at),
    )
    return stated(rng, sampled(problem, lambda: _multiples(rng, d.lean, [x.lean for x in xs], names)))


def _multiples(rng: random.Random, d: str, xs: list[str], names: list[str]) -> dict[str, int]:
    out = {name: rng.randint(-9, 9) for name in names}
    return {name: value * out[d] if name in xs else value for name, value in out.items()}


def _grouped(text: str) -> str:
    return f"({text})" if text.startswith("-") else text


def _divides(d: Term, of: Term) -> Formula:
    return relation(d, "∣", of).said(f"${d.tex}$ divides ${of.tex}$")


@generator("math.lean_multiples", verifiers=VERIFIERS, on_request="lean")
def multiples(rng: random.Random, difficulty: int) -> Draft:
    """Prove that every value of a polynomial is a multiple of a number, by its residues.

    The number grows from 2 to 12, the degree from 2 to 4.
    """
    modulus = rng.choice(((2,), (3,), (4, 6), (6, 8), (10, 12))[difficulty - 1])
    degree = (2, 3, 3, 4, 4)[difficulty - 1]
    while True:
        coefficients = [
            nonzero(rng, 1, modulus),
            *(rng.randint(-modulus - 2, modulus + 2) for _ in range(degree - 1)),
        ]
        coefficients.append(modulus * rng.randint(-2, 2))
        if (
            degree >= 3 and rng.random() < 0.7
        ):  # few polynomials do it by chance: put falling factorials together
            coefficients = _vanishing(rng, modulus, degree)
        if any(c % modulus for c in coefficients) and all(
            _at(coefficients, r) % modulus == 0 for r in range(modulus)
        ):
            break
    n = var(rng.choice("nkmxa"))
    left = polynomial(coefficients, n)
    types = ((n.lean, "Int"),)
    off = rng.randrange(len(coefficients) - 1)
    changed = list(coefficients)
    changed[off] += 1
    wrong = polynomial(changed, n)
    at = next(r for r in range(1, modulus + 1) if _at(changed, r) % modulus)
    claim, twin = (
        Claim(types, (), relation(modulus, "∣", each).said(f"${each.tex}$ is divisible by ${modulus}$"))
        for each in (left, wrong)
    )
    cases = " ∨ ".join(f"{n.lean} % {modulus} = {r}" for r in range(modulus))
    tactics = (
        f"have cases : {cases} := by omega",
        "apply Int.dvd_of_emod_eq_zero",
        f"rcases cases with {' | '.join(['hr'] * modulus)} <;>\n  simp [Int.pow_succ, Int.mul_emod, Int.add_emod, Int.sub_emod, hr]",
    )
    numbers = "0, 1" if modulus == 2 else f"0, \\dots, {modulus - 1}"
    table = ", ".join(f"${_at(coefficients, r)}$" for r in range(modulus))
    words = f"It is enough to look at ${n.tex} = {numbers}$, one number of each residue class modulo ${modulus}$. There ${left.tex}$ is {table}: all multiples of ${modulus}$."
    problem = Problem("always_multiple", claim, Argument(words, tactics), twin, refuted(twin, {n.lean: at}))
    return stated(rng, sampled(problem, lambda: {n.lean: rng.randint(-50, 50)}))


def _vanishing(rng: random.Random, modulus: int, degree: int) -> list[int]:
    """Falling factorials, each with a factor that makes it a multiple of ``modulus`` (k! divides the k-th)."""
    from math import factorial, gcd

    out = [0] * (degree + 1)
    row = [1]  # n (n - 1) … (n - k + 1), lowest power first
    for k in range(1, degree + 1):
        row = [0, *row] if k == 1 else [a - (k - 1) * b for a, b in zip([0, *row], [*row, 0], strict=True)]
        factor = modulus // gcd(modulus, factorial(k)) * (rng.randint(-2, 2) if k < degree else 1)
        for i, c in enumerate(row):
            out[i] += factor * c
    return out[::-1]


@generator("math.lean_parity", verifiers=VERIFIERS, on_request="lean")
def parity(rng: random.Random, difficulty: int) -> Draft:
    """Prove that a polynomial in even and odd numbers is even or odd, with the half as the witness.

    One variable at difficulty 1, two at 2 and 3, three at 4 and 5.
    """
    letters = rng.choice(("a b c", "m n k", "x y z", "p q r")).split()[: (1, 2, 2, 3, 3)[difficulty - 1]]
    odd = {x: rng.randint(0, 1) for x in letters}
    xs = variables(" ".join(letters))
    while True:
        pieces = [(nonzero(rng, -5, 5), [x]) for x in letters]
        pieces += [(nonzero(rng, 1, 4), sorted(rng.choices(letters, k=2))) for _ in range(difficulty // 2)]
        constant = rng.randint(0, 7)
        if len({tuple(p) for _, p in pieces}) == len(pieces) and any(c % 2 for c, _ in pieces):
            break
    rng.shuffle(pieces)
    terms = [
        var(p[0]) if len(p) == 1 else var(p[0]) ** 2 if p[0] == p[1] else var(p[0]) * var(p[1])
        for _, p in pieces
    ]
    left = linear([c for c, _ in pieces], terms, constant)
    result = left.value(odd) % 2
    given = tuple(_parity(x, odd[x.lean], "k" if len(xs) == 1 else f"k{x.lean}") for x in xs)
    types = ((" ".join(letters), "Int"),)
    claim, twin = (Claim(types, given, _parity(left, r, "w")) for r in (result, 1 - result))
    halves = [f"k{x}" for x in letters] if len(letters) > 1 else ["k"]
    got = tuple(
        f"obtain ⟨{half}, e{i + 1}⟩ := {h}"
        for i, (half, h) in enumerate(zip(halves, claim.labels, strict=True))
    )
    witness = _half(pieces, constant, odd, dict(zip(letters, halves, strict=True)))
    where = listing(
        [
            f"${x} = 2{half if len(half) == 1 else 'k_' + x}{' + 1' if odd[x] else ''}$"
            for x, half in zip(letters, halves, strict=True)
        ]
    )
    words = f"Write {where} and multiply out. Everything but a constant is even, and the constant is {'odd' if result else 'even'}, so ${left.tex}$ is {'odd' if result else 'even'}."
    disproof = Argument(
        f"Take {listing([f'${x} = {r}$' for x, r in odd.items()])}. Then ${left.tex} = {left.value(odd)}$, which is {'odd' if result else 'even'}.",
        (
            f"obtain ⟨w, e⟩ := claim {' '.join(str(r) for r in odd.values())} {' '.join('⟨0, by decide⟩' for _ in odd)}",
            "omega",
        ),
    )
    problem = Problem(
        "parity", claim, Argument(words, (*got, f"exact ⟨{witness}, by grind⟩")), twin, disproof
    )
    return stated(rng, problem)


def _parity(value: Term, odd: int, half: str) -> Formula:
    body = eq(value, 2 * var(half) + odd) if odd else eq(value, 2 * var(half))
    return quantified("∃", half, "Int", body, f"${value.tex}$ is {'odd' if odd else 'even'}")


def _half(
    pieces: list[tuple[int, list[str]]], constant: int, odd: dict[str, int], halves: dict[str, str]
) -> str:
    """Half of the polynomial, after the variables are written with their halves."""
    out, total = [], constant
    for c, factors in pieces:
        a = factors[0]
        if len(factors) == 1:
            out.append(f"{c} * {halves[a]}")
            total += c * odd[a]
            continue
        b = factors[1]
        out.append(f"{2 * c} * {halves[a]} * {halves[b]}")
        out += [f"{c * odd[b]} * {halves[a]}"] * (odd[b] != 0) + [f"{c * odd[a]} * {halves[b]}"] * (
            odd[a] != 0
        )
        total += c * odd[a] * odd[b]
    out += [str(total // 2)] if total // 2 else []
    return " + ".join(f"({each})" if each.startswith("-") else each for each in out)
