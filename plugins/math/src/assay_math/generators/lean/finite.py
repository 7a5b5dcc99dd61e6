"""Statements that a finite computation decides: primes, greatest common divisors, bounded quantifiers."""

from __future__ import annotations

import random
from math import gcd, isqrt

from assay import Draft, agree, generator
from assay_math.generators.lean._claims import VERIFIERS, Argument, Claim, Problem, stated
from assay_math.generators.lean._terms import Formula, Term, all_of, eq, polynomial, quantified, relation, var


@generator("math.lean_primality", verifiers=VERIFIERS, on_request="lean")
def primality(rng: random.Random, difficulty: int) -> Draft:
    """Prove that a number has no divisor but 1 and itself, by trying all smaller ones (`decide`).

    The primes grow from below 20 to below 130; from difficulty 3 on the divisor is any natural number, bounded first.
    """
    import sympy

    low, high = ((5, 30), (20, 60), (20, 80), (60, 95), (80, 130))[difficulty - 1]
    p = rng.choice([n for n in range(low, high) if all(n % d for d in range(2, isqrt(n) + 1))])
    agree(True, bool(sympy.isprime(p)), what=f"that {p} is prime")
    c = rng.choice(
        [n for n in range(low, high) if n % 2 and not all(n % d for d in range(2, isqrt(n) + 1))]
        or [9, 15, 21]
    )
    least = min(d for d in range(2, c) if c % d == 0)
    d = var(rng.choice("dkmtq"))
    bounded = difficulty < 3

    def claim(n: int) -> Claim:
        end = _one_or_all(d, n)
        if bounded:
            body = Formula(f"{d.lean} < {n} → 2 ≤ {d.lean} → ¬ {d.lean} ∣ {n}", 25, None)
            told = f"no natural number ${d.tex}$ with $2 \\le {d.tex} < {n}$ divides ${n}$"
            return Claim((), (), quantified("∀", d.lean, "Nat", body, told))
        return Claim(((d.lean, "Nat"),), (relation(d, "∣", n).said(f"${d.tex}$ divides ${n}$"),), end)

    def proof(n: int) -> Argument:
        """That of a prime; of another number, what is wrong in it is that it was not tried."""
        small = [q for q in (2, 3, 5, 7, 11) if q * q <= n]
        which = ", ".join(f"${q}$" for q in small)
        why = f"none of the primes up to its square root ({which}) divides it"
        if bounded:
            return Argument(
                f"There are finitely many candidates, and {why}; `decide` tries them all.", ("decide",)
            )
        x = d.lean
        tactics = (
            f"have bound : {x} < {n + 1} := Nat.lt_succ_of_le (Nat.le_of_dvd (by decide) h)",
            f"have all : ∀ t : Nat, t < {n + 1} → t ∣ {n} → t = 1 ∨ t = {n} := by decide",
            f"exact all {x} bound h",
        )
        words = f"A divisor of ${n}$ is at most ${n}$, which leaves finitely many, and {why}. So only $1$ and ${n}$ divide it."
        return Argument(words, tactics)

    def disproof(n: int, by: int) -> Argument:
        if bounded:
            tactics: tuple[str, ...] = (
                f"exact absurd ⟨{n // by}, by decide⟩ (claim {by} (by decide) (by decide))",
            )
            return Argument(f"Take ${d.tex} = {by}$: ${n} = {by} \\cdot {n // by}$.", tactics)
        tactics = (f"have wrong := claim {by} (by decide)", "exact absurd wrong (by decide)")
        words = f"Take ${d.tex} = {by}$: ${n} = {by} \\cdot {n // by}$, and ${by}$ is neither $1$ nor ${n}$."
        return Argument(words, tactics)

    guess = rng.choice([q for q in (2, 3, 7, 11, 13) if q < p])
    problem = Problem(
        "only_trivial_divisors",
        claim(p),
        proof(p),
        claim(c),
        disproof(c, least),
        proof(c),
        disproof(p, guess),
    )
    return stated(rng, problem)


def _one_or_all(d: Term, n: int) -> Formula:
    told = f"${d.tex} = 1$ or ${d.tex} = {n}$"
    return Formula(f"{d.lean} = 1 ∨ {d.lean} = {n}", 30, lambda env: env[d.lean] in (1, n), "", told)


@generator("math.lean_gcd", verifiers=VERIFIERS, on_request="lean")
def greatest_common_divisor(rng: random.Random, difficulty: int) -> Draft:
    """Prove a greatest common divisor, and from difficulty 2 on that it is a combination of the two numbers.

    The numbers grow from two to five digits; from 4 on the least common multiple is asked for as well.
    """
    import sympy

    top = (60, 150, 900, 6000, 60000)[difficulty - 1]
    while True:
        g = rng.randint(2, max(3, isqrt(top)))
        a, b = g * rng.randint(2, top // g), g * rng.randint(2, top // g)
        if a != b and gcd(a, b) not in (a, b):
            break
    found, steps = _euclid(a, b)
    g = agree(found, int(sympy.igcd(a, b)), what="the greatest common divisor")
    x, y = _bezout(a, b)
    wrong = rng.choice([t for t in (g * 2, g * 3, g + 1, max(1, g // 2)) if t != g])

    def claim(value: int) -> Claim:
        parts = [
            _fact(
                f"Nat.gcd {a} {b} = {value}", f"the greatest common divisor of ${a}$ and ${b}$ is ${value}$"
            )
        ]
        if difficulty >= 2:
            parts.append(
                _fact(
                    f"(∃ x y : Int, {a} * x + {b} * y = {g})",
                    f"there are integers $x$ and $y$ with ${a}x + {b}y = {g}$",
                )
            )
        if difficulty >= 4:
            parts.append(
                _fact(
                    f"Nat.lcm {a} {b} = {a * b // g}",
                    f"the least common multiple of ${a}$ and ${b}$ is ${a * b // g}$",
                )
            )
        return Claim((), (), all_of(parts))

    words = (
        "Euclid's algorithm: "
        + ", ".join(f"${s}$" for s in steps)
        + f". So the greatest common divisor is ${g}$."
    )
    if difficulty >= 2:
        words += f" Going backwards through it, ${a} \\cdot {_p(x)} + {b} \\cdot {_p(y)} = {g}$."
    if difficulty >= 4:
        words += f" The least common multiple is $\\frac{{{a} \\cdot {b}}}{{{g}}} = {a * b // g}$."
    parts = ["by decide"] + [f"⟨{x}, {y}, by decide⟩"] * (difficulty >= 2) + ["by decide"] * (difficulty >= 4)
    proof = Argument(words, ("decide",) if difficulty == 1 else (f"exact ⟨{', '.join(parts)}⟩",))
    clash = "claim" if difficulty == 1 else "claim.1"
    said = f"The greatest common divisor is ${g}$, not ${wrong}$: " + ", ".join(f"${s}$" for s in steps) + "."
    return stated(
        rng,
        Problem(
            "gcd_of_numbers",
            claim(g),
            proof,
            claim(wrong),
            Argument(said, (f"exact absurd {clash} (by decide)",)),
        ),
    )


def _fact(lean: str, words: str) -> Formula:
    return Formula(lean, 50 if not lean.startswith("(") else 100, None, "", words)


def _p(value: int) -> str:
    return f"({value})" if value < 0 else str(value)


def _euclid(a: int, b: int) -> tuple[int, list[str]]:
    steps = []
    while b:
        steps.append(f"{a} = {a // b} \\cdot {b} + {a % b}")
        a, b = b, a % b
    return a, steps


def _bezout(a: int, b: int) -> tuple[int, int]:
    """``a x + b y = gcd(a, b)``."""
    if b == 0:
        return 1, 0
    x, y = _bezout(b, a % b)
    return y, x - a // b * y


@generator("math.lean_bounded", verifiers=VERIFIERS, on_request="lean")
def bounded(rng: random.Random, difficulty: int) -> Draft:
    """Prove a statement about all, or some, natural numbers below a bound (`decide`, or a witness).

    The bound grows from about 10 to about 60, the degree of the polynomial from 1 to 3; half of the rows are of a number with
    given remainders that exists.
    """
    n = var(rng.choice("nkmxa"))
    top = rng.randint(6 + 8 * difficulty, 12 + 10 * difficulty)
    if rng.random() < 0.5:
        return stated(rng, _remainders_exist(rng, difficulty, n))
    degree = (1, 2, 2, 3, 3)[difficulty - 1]
    coefficients = [rng.randint(1, 3), *(rng.randint(0, 5) for _ in range(degree))]
    left = polynomial(coefficients, n)
    values = [left.value({n.lean: i}) for i in range(top)]
    modulus = rng.randint(3, 5 + difficulty)
    missing = sorted(set(range(modulus)) - {v % modulus for v in values})
    limit = max(values)

    def claim(sign: str, right: int, by_rest: bool) -> Claim:
        goal = relation(left % modulus, sign, right) if by_rest else relation(left, sign, right)
        told = (
            f"${left.tex}$ does not leave the remainder ${right}$ when divided by ${modulus}$"
            if by_rest
            else goal.words
        )
        body = Formula(f"{n.lean} < {top} → {goal.lean}", 25, None)
        return Claim(
            (),
            (),
            quantified("∀", n.lean, "Nat", body, f"for every natural number ${n.tex} < {top}$, {told}"),
        )

    if missing:
        right, other = rng.choice(missing), rng.choice(sorted({v % modulus for v in values}))
        at = next(i for i, v in enumerate(values) if v % modulus == other)
        true, false = claim("≠", right, True), claim("≠", other, True)
        words = f"On division by ${modulus}$ the values of ${left.tex}$ leave only the remainders {', '.join(f'${r}$' for r in sorted({v % modulus for v in values}))}. There are ${top}$ cases, which `decide` goes through."
        wrong = f"Take ${n.tex} = {at}$: the value is ${values[at]}$, which leaves the remainder ${other}$."
    else:
        at = values.index(limit)
        true, false = (
            claim("≤", limit + rng.randint(0, 4), False),
            claim("≤", limit - rng.randint(1, 3), False),
        )
        words = f"The greatest of the ${top}$ values is ${limit}$, at ${n.tex} = {at}$; `decide` goes through all of them."
        wrong = f"Take ${n.tex} = {at}$: the value is ${limit}$."
    disproof = Argument(wrong, (f"exact absurd (claim {at} (by decide)) (by decide)",))
    return stated(rng, Problem("below_bound", true, Argument(words, ("decide",)), false, disproof))


def _remainders_exist(rng: random.Random, difficulty: int, n: Term) -> Problem:
    """Two or three remainders that a number below a bound has, and a bound below which none has."""
    from sympy.ntheory.modular import crt

    while True:
        moduli = sorted(rng.sample((2, 3, 4, 5, 7, 9, 11), 2 if difficulty < 4 else 3))
        whole = 1
        for m in moduli:
            whole *= m
        if whole <= (20, 35, 60, 100, 160)[difficulty - 1] and all(
            gcd(p, q) == 1 for p in moduli for q in moduli if p < q
        ):
            break
    first = rng.randint(whole // 3, whole - 1)
    rests = [first % m for m in moduli]
    agree(first, int(crt(moduli, rests)[0]), what="the least number with these remainders")
    top = rng.randint(first + 1, whole)
    low = rng.randint(first // 2 + 1, first)
    which = " and ".join(f"${r}$ on division by ${m}$" for r, m in zip(rests, moduli, strict=True))

    def claim(bound: int) -> Claim:
        body = all_of([relation(n, "<", bound), *(eq(n % m, r) for r, m in zip(rests, moduli, strict=True))])
        told = f"some natural number ${n.tex} < {bound}$ leaves the remainders {which}"
        return Claim((), (), quantified("∃", n.lean, "Nat", body, told))

    proof = Argument(f"${first}$ is such a number.", (f"exact ⟨{first}, by decide⟩",))
    body = all_of([eq(n % m, r) for r, m in zip(rests, moduli, strict=True)]).lean
    disproof = Argument(
        f"The numbers with these remainders are ${first}$ and those that differ from it by multiples of ${whole}$, so none is below ${low}$. Trying all of them shows it.",
        (
            f"have none_below : ∀ {n.lean} : Nat, {n.lean} < {low} → ¬ ({body}) := by decide",
            f"obtain ⟨{n.lean}, below, rests⟩ := claim",
            f"exact none_below {n.lean} below rests",
        ),
    )
    return Problem("with_remainders", claim(top), proof, claim(low), disproof)
