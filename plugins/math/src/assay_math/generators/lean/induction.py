"""Sums, recursions, powers: proofs by induction."""

from __future__ import annotations

import random
from fractions import Fraction
from math import lcm

from assay import Draft, agree, generator
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
    Env,
    Formula,
    Term,
    call,
    eq,
    linear,
    polynomial,
    relation,
    term,
    var,
)

FAULHABER: tuple[tuple[Fraction, ...], ...] = (
    (Fraction(1), Fraction(0)),
    (Fraction(1, 2), Fraction(1, 2), Fraction(0)),
    (Fraction(1, 3), Fraction(1, 2), Fraction(1, 6), Fraction(0)),
    (Fraction(1, 4), Fraction(1, 2), Fraction(1, 4), Fraction(0), Fraction(0)),
)
"""Sums of the first n powers 0 to 3 as polynomials in n, highest power first; compared with SymPy where used."""


@generator("math.lean_sums", verifiers=VERIFIERS, on_request="lean")
def sums(rng: random.Random, difficulty: int) -> Draft:
    """Prove a closed form for a sum that is defined by recursion (`induction`, then `grind`).

    The summand is linear at difficulty 1, of degree 2 at 2 and 3, of degree 3 at 4 and 5; from 3 on the sum starts at a number
    of its own.
    """
    import sympy

    degree = (1, 2, 2, 3, 3)[difficulty - 1]
    weights = [
        rng.randint(1, 5),
        *(rng.randint(0, 5) for _ in range(degree)),
    ]  # of (n + 1)^degree … (n + 1)^0
    start = rng.randint(1, 9) if difficulty >= 3 else 0
    closed = [Fraction(0)] * (degree + 2)
    for power, weight in zip(range(degree, -1, -1), weights, strict=True):
        for i, c in enumerate(FAULHABER[power]):
            closed[i + degree - power] += weight * c
    closed[-1] += start
    k, m = sympy.symbols("k m")
    theirs = sympy.Poly(
        start
        + sympy.summation(
            sum(w * k**p for p, w in zip(range(degree, -1, -1), weights, strict=True)), (k, 1, m)
        ),
        m,
    )
    agree(
        [str(c) for c in closed],
        [str(theirs.coeff_monomial(m**p)) for p in range(degree + 1, -1, -1)],
        what="the closed form",
    )
    bottom = lcm(*(c.denominator for c in closed))
    s, n = rng.choice(("s", "S", "f", "t")), var(rng.choice("nkm"))
    inner = var("i") + 1
    summand = linear(weights[:-1], [inner**p for p in range(degree, 0, -1)], weights[-1])
    whole = [int(c * bottom) for c in closed]
    claims = []
    for values in (whole, [*whole[:-2], whole[-2] + 1, whole[-1]]):
        first = eq(call(s, 0), start)
        step = Formula(
            f"∀ i : Nat, {s} (i + 1) = {s} i + ({summand.lean})",
            0,
            lambda _: True,
            "",
            f"${s}(i + 1) = {s}(i) + {_bracket(summand)}$ for all $i$",
        )
        goal = eq(bottom * call(s, n), polynomial(values, n))
        claims.append(Claim(((s, "Nat → Nat"), (n.lean, "Nat")), (first, step), goal))
    claim, twin = claims

    def total(upto: int) -> int:
        return start + sum(int(summand.value({"i": j})) for j in range(upto))

    tactics = (f"induction {n.lean} with", "| zero => simp [h1]", f"| succ {n.lean} ih => grind")
    words = (
        f"Induction on ${n.tex}$. For ${n.tex} = 0$ both sides are ${bottom * start}$. In the step, put the recursion for $i = {n.tex}$ into the left side, "
        f"use the hypothesis for ${bottom if bottom > 1 else ''}{s}({n.tex})$, and compare the two polynomials in ${n.tex}$."
    )
    lean = f"(fun n => Nat.rec (motive := fun _ => Nat) {start} (fun i x => x + ({summand.lean})) n)"
    disproof = _at_one(
        twin, n, lean, {s: total, n.lean: 1}, steps=f"${s}(0) = {start}$ and ${s}(1) = {total(1)}$"
    )
    return stated(
        rng,
        sampled(
            Problem("closed_form", claim, Argument(words, tactics), twin, disproof),
            lambda: {s: total, n.lean: rng.randint(0, 30)},
        ),
    )


def _bracket(value: Term) -> str:
    return value.tex if value.level > 65 else f"({value.tex})"


def _at_one(twin: Claim, n: Term, lean: str, at: Env, *, steps: str) -> Argument:
    """The disproof by the sequence itself, at one place."""
    if not twin.fails_at(at):
        raise ValueError(f"{dict(at)} is no counterexample")
    left, right = twin.goal.sides or (n, n)
    place = at[n.lean]
    words = f"Take the sequence that is given by the recursion, and ${n.tex} = {place}$: {steps}, so ${left.tex} = {left.value(at)}$, but ${right.tex} = {right.value(at)}$."
    return Argument(
        words, (f"have wrong := claim {lean} {place} rfl (fun _ => rfl)", "exact absurd wrong (by decide)")
    )


@generator("math.lean_recurrences", verifiers=VERIFIERS, on_request="lean")
def recurrences(rng: random.Random, difficulty: int) -> Draft:
    """Prove the closed form of a recurrence a(n + 1) = q a(n) + c (`induction`, then `omega`).

    c is 0 at difficulty 1; q and c grow; from 3 on the closed form has no division, and from 4 on the recurrence has a
    second sequence, a constant multiple of the first with a shift.
    """
    q = rng.randint(2, 2 + difficulty)
    c = 0 if difficulty == 1 else rng.randint(1, 4 * difficulty)
    if difficulty == 2:
        c -= c % (q - 1)
        c = c or q - 1
    first = rng.randint(1, 3 + 3 * difficulty)
    a, n = rng.choice("abuvw"), var(rng.choice("nkm"))
    lead = first * (q - 1) + c

    def value(i: int) -> int:
        out = first
        for _ in range(i):
            out = q * out + c
        return out

    start = eq(call(a, 0), first)
    here = call(a, n)
    i = var("i")
    before = call(a, i)
    again = q * before + c if c else q * before
    step = Formula(
        f"∀ i : Nat, {a} (i + 1) = {again.lean}",
        0,
        lambda _: True,
        "",
        f"${a}(i + 1) = {again.tex}$ for all $i$",
    )
    sequences: tuple[tuple[str, str], ...] = ((a, "Nat → Nat"), (n.lean, "Nat"))
    given: tuple[Formula, ...] = (start, step)
    power = term_power(q, n)
    factor = 1 if c == 0 else q - 1
    if c == 0:
        lead = first
    if difficulty >= 4:
        b = "z" if a != "z" else "y"
        scale, shift = rng.randint(2, 4), rng.randint(1, 9)
        second = eq(call(b, i), scale * before + shift)
        given = (
            *given,
            Formula(
                f"∀ i : Nat, {second.lean}",
                0,
                lambda _: True,
                "",
                f"{second.words} for all $i$",
            ),
        )
        sequences = ((f"{a} {b}", "Nat → Nat"), (n.lean, "Nat"))
        right, other = (scale * each * power + factor * shift for each in (lead, lead + 1))
        left = factor * call(b, n) + scale * c
        sides = [(left, right), (left, other)]
    else:
        left = factor * here + c if c else here
        sides = [(left, each * power) for each in (lead, lead + 1)]
    claim, twin = (Claim(sequences, given, eq(*pair)) for pair in sides)
    base = (factor * here + c if c else here).lean
    core = f"{base} = {(lead * power).lean}"
    tactics: tuple[str, ...]
    inner = (
        f"induction {n.lean} with",
        "| zero => simp [h1]",
        f"| succ {n.lean} ih => rw [h2, Nat.pow_succ]; omega",
    )
    if difficulty >= 4:
        tactics = (
            f"have first : {core} := by\n{nested(inner)}",
            f"rw [h3 {n.lean}]",
            "omega",
        )
    else:
        tactics = inner
    shape = (factor * here + c if c else here).tex
    words = f"Induction on ${n.tex}$ shows that ${shape} = {(lead * power).tex}$: at ${n.tex} = 0$ both sides are ${lead}$, and each step multiplies both sides by ${q}$."
    words += f" Put this into ${b}({n.tex}) = {(scale * here + shift).tex}$." if difficulty >= 4 else ""
    lean = (
        f"(fun n => Nat.rec (motive := fun _ => Nat) {first} (fun _ x => {q} * x{f' + {c}' if c else ''}) n)"
    )
    at: dict[str, object] = {a: value, n.lean: 1}
    if difficulty >= 4:
        at[b] = lambda i: scale * value(i) + shift
        words_at = f"${a}(1) = {value(1)}$ and ${b}(1) = {scale * value(1) + shift}$"
        both = f"{lean} (fun n => {scale} * {lean} n + {shift})"
        found = _at_one(twin, n, both, at, steps=words_at)
        disproof = Argument(found.words, (found.tactics[0] + " (fun _ => rfl)", found.tactics[1]))
    else:
        disproof = _at_one(twin, n, lean, at, steps=f"${a}(0) = {first}$ and ${a}(1) = {value(1)}$")
    return stated(
        rng,
        sampled(
            Problem("closed_form", claim, Argument(words, tactics), twin, disproof),
            lambda: {**at, n.lean: rng.randint(0, 9)},
        ),
    )


def term_power(base: int, n: Term) -> Term:
    """``2 ^ n``."""
    return term(base) ** n


@generator("math.lean_growth", verifiers=VERIFIERS, on_request="lean")
def growth(rng: random.Random, difficulty: int) -> Draft:
    """Prove that a multiple of a power is at least a linear function (`induction`, then `omega`).

    The numbers grow with the difficulty; from 3 on the power is shifted, from 4 on it is that of two exponents.
    """
    n = var(rng.choice("nkmt"))
    base = rng.randint(2, 3 + difficulty)
    scale = rng.randint(1, 3 * difficulty)
    slope = rng.randint(1, max(1, (base - 1) * scale))
    end = rng.randint(0, scale)
    power = term_power(base, n)
    extra = var("m" if n.lean != "m" else "k") if difficulty >= 4 else None
    extra_base = rng.randint(2, 4)
    shift = rng.randint(1, 20) if difficulty >= 3 else 0
    slope2 = rng.randint(1, extra_base - 1) if extra is not None else 0
    right = scale * power + shift if shift else scale * power
    if extra is not None:
        right = right + term_power(extra_base, extra)

    def left(constant: int) -> Term:
        return linear([slope, slope2], [n, extra or n], constant)

    names = n.lean if extra is None else f"{n.lean} {extra.lean}"
    types = ((names, "Nat"),)
    claim = Claim(types, (), relation(left(end + shift), "≤", right))
    over = scale - end + 1 + (1 if extra is not None else 0)
    twin = Claim(types, (), relation(left(end + shift + over), "≤", right))
    at = {n.lean: 0} if extra is None else {n.lean: 0, extra.lean: 0}
    inner = _power_bound(n, base)
    if extra is None and not shift:
        tactics: tuple[str, ...] = inner
    elif extra is None:
        tactics = (
            f"have bound : {linear([slope], [n], end).lean} ≤ {(scale * power).lean} := by\n{nested(inner)}",
            "omega",
        )
    else:
        other = _power_bound(extra, extra_base)
        tactics = (
            f"have bound : {linear([slope], [n], end).lean} ≤ {(scale * power).lean} := by\n{nested(inner)}",
            f"have bound2 : {linear([slope2], [extra], 0).lean} ≤ {term_power(extra_base, extra).lean} := by\n{nested(other)}",
            "omega",
        )
    words = (
        f"Induction on ${n.tex}$ for ${linear([slope], [n], end).tex} \\le {(scale * power).tex}$: at ${n.tex} = 0$ it says ${end} \\le {scale}$; in a step the left side grows by ${slope}$ and "
        f"the right side by ${((base - 1) * scale * power).tex if (base - 1) * scale > 1 else power.tex}$, which is at least ${(base - 1) * scale}$."
    )
    if extra is not None:
        words += f" In the same way ${linear([slope2], [extra], 0).tex} \\le {term_power(extra_base, extra).tex}$. Add the two{' and the constant' if shift else ''}."
    elif shift:
        words += f" Add ${shift}$ to both sides."
    disproof = refuted(twin, at)
    return stated(
        rng,
        sampled(
            Problem("power_bound", claim, Argument(words, tactics), twin, disproof),
            lambda: {name: rng.randint(0, 12) for name in at},
        ),
    )


def _power_bound(n: Term, base: int) -> tuple[str, ...]:
    x = n.lean
    return (
        f"induction {x} with",
        "| zero => simp",
        f"| succ {x} ih =>\n  have positive : 0 < {base} ^ {x} := Nat.pow_pos (by decide)\n  rw [Nat.pow_succ]\n  omega",
    )


@generator("math.lean_power_divisibility", verifiers=VERIFIERS, on_request="lean")
def power_divisibility(rng: random.Random, difficulty: int) -> Draft:
    """Prove by induction that a number divides an expression with powers for every exponent.

    One power at difficulty 1 and 2, with a linear term at 3, two powers at 4 and 5; the modulus grows.
    """
    n = var(rng.choice("nkmt"))
    d = rng.randint(2, 3 + 2 * difficulty)
    base = d * rng.randint(1, 3) + 1
    lead = rng.randint(1, 4 + difficulty)
    parts = [lead * term_power(base, n)]
    constant = -lead % d + d * rng.randint(0, 2)
    if difficulty >= 4:
        base2 = d * rng.randint(1, 3) + 1
        if base2 == base:
            base2 += d
        lead2 = rng.randint(1, 4 + difficulty)
        parts.append(lead2 * term_power(base2, n))
        constant = -(lead + lead2) % d + d * rng.randint(0, 2)
    constant = constant or d
    left = parts[0]
    for part in parts[1:]:
        left = left + part
    if difficulty in (3, 5):
        left = left + d * rng.randint(1, 3) * n
    types = ((n.lean, "Nat"),)
    claim, twin = (
        Claim(types, (), relation(d, "∣", left + c).said(f"${d}$ divides ${(left + c).tex}$"))
        for c in (constant, constant + rng.randint(1, d - 1))
    )
    rewrite = "rw [Nat.pow_succ]" if difficulty < 4 else "rw [Nat.pow_succ, Nat.pow_succ]"
    tactics = (f"induction {n.lean} with", "| zero => decide", f"| succ {n.lean} ih =>\n  {rewrite}\n  omega")
    at0 = (left + constant).value({n.lean: 0})
    grows = (
        f"Every factor ${base}$ is $1$ more than a multiple of ${d}$"
        if difficulty < 4
        else f"The factors ${base}$ and ${base2}$ are $1$ more than multiples of ${d}$"
    )
    words = f"Induction on ${n.tex}$. At ${n.tex} = 0$ the expression is ${at0} = {d} \\cdot {at0 // d}$. {grows}, so the step adds a multiple of ${d}$."
    shown = next(i for i in range(3) if twin.fails_at({n.lean: i}))
    value = next(
        c
        for c in range(1, constant + d + 1)
        if (left + c).lean in twin.goal.lean and twin.goal.lean.endswith(f"+ {c}")
    )
    wrong = (left + value).value({n.lean: shown})
    disproof = Argument(
        f"Take ${n.tex} = {shown}$: the expression is ${wrong}$, which leaves the remainder ${wrong % d}$ on division by ${d}$.",
        (f"exact absurd (claim {shown}) (by decide)",),
    )
    return stated(
        rng,
        sampled(
            Problem("always_divisible", claim, Argument(words, tactics), twin, disproof),
            lambda: {n.lean: rng.randint(0, 12)},
        ),
    )
