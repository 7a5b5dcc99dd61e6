"""Primes: factorisation and what follows from it."""

from __future__ import annotations

import math
import random

from assay import Draft
from assay_math.generators._asking import posed
from assay_math.generators._levels import problems
from assay_math.generators._write import worked

_PRIMES = [p for p in range(2, 200) if all(p % d for d in range(2, math.isqrt(p) + 1))]
Factors = list[tuple[int, int]]


def _draw(rng: random.Random, difficulty: int) -> Factors:
    """Distinct primes with exponents; more and larger ones with the difficulty."""
    pool = _PRIMES[: (4, 5, 7, 9, 12)[difficulty - 1]]
    limit = (200, 1_000, 6_000, 40_000, 300_000)[difficulty - 1]
    while True:
        primes = sorted(rng.sample(pool, rng.randint(2, min(3, 1 + difficulty))))
        factors = [(p, rng.randint(1, 4 if p < 4 else 2)) for p in primes]
        if limit // 12 < math.prod(p**e for p, e in factors) <= limit:
            return factors


def _product(factors: Factors) -> str:
    return " \\cdot ".join(str(p) if e == 1 else f"{p}^{e}" for p, e in factors)


def _division_steps(n: int, factors: Factors) -> list[str]:
    steps, rest = [], n
    for p, e in factors:
        size = p**e
        how = f"{p}" if e == 1 else f"{p}^{e}"
        if rest != size:
            steps.append(f"Take out the factor {p}: ${rest} = {how} \\cdot {rest // size}$.")
        rest //= size
    steps.append(f"So ${n} = {_product(factors)}$.")
    return steps


_FACTOR = posed(
    "number",
    "{n}",
    (
        "Find the prime factorization of {it}.",
        "Write {it} as a product of prime powers.",
        "Factor {it} into primes.",
        "What is the prime factorization of {it}?",
    ),
)


@problems("math.prime_factorization", version=2)
def prime_factorization(rng: random.Random, difficulty: int) -> Draft:
    """Factor a number into primes; up to 200 at difficulty 1, and with primes up to 199 at 5."""
    if difficulty >= 2:
        # One larger prime makes the space of problems wide.
        small = _draw(rng, max(1, difficulty - 2))
        large = rng.choice([p for p in _PRIMES[5 : 16 * difficulty - 8] if all(p != q for q, _ in small)])
        factors = sorted([*small, (large, 1)])
    else:
        factors = _draw(rng, difficulty + 1)
    n = math.prod(p**e for p, e in factors)
    return worked(rng, rng.choice(_FACTOR).format(n=n), _division_steps(n, factors), _product(factors))


_ASKS = {
    "count": posed(
        "number",
        "{n}",
        (
            "How many positive divisors does {it} have?",
            "Find the number of divisors of {it}.",
            "Count the positive integers that divide {it}.",
            "What is the number of positive divisors of {it}?",
        ),
    ),
    "sum": posed(
        "number",
        "{n}",
        (
            "Find the sum of all positive divisors of {it}.",
            "What do the positive divisors of {it} add up to?",
            "Determine the sum of the positive divisors of {it}.",
        ),
        bare=("Compute $\\sigma({n})$, the sum of the divisors of {n}.",),
    ),
    "totient": posed(
        "number",
        "{n}",
        (
            "Compute Euler's totient of {it}.",
            "What is the value of Euler's totient function at {it}?",
            "Count the positive integers up to {n} that are coprime to {it}.",
        ),
        bare=(
            "How many integers from 1 to {n} are coprime to {n}?",
            "Find $\\varphi({n})$, where $\\varphi$ is Euler's totient function.",
        ),
    ),
}


def _about_divisors(rng: random.Random, difficulty: int, what: str) -> Draft:
    factors = _draw(rng, difficulty)
    if difficulty >= 2:
        large = rng.choice([p for p in _PRIMES[6:46] if all(p != q for q, _ in factors)])
        factors = sorted([*factors, (large, 1)])
    n = math.prod(p**e for p, e in factors)
    steps = _division_steps(n, factors)
    if what == "count":
        parts = " \\cdot ".join(f"({e} + 1)" for _, e in factors)
        answer = math.prod(e + 1 for _, e in factors)
        steps.append(f"A divisor takes each prime 0 up to its exponent times: ${parts} = {answer}$.")
    elif what == "sum":
        sums = [sum(p**i for i in range(e + 1)) for p, e in factors]
        shown = " \\cdot ".join("(" + " + ".join(str(p**i) for i in range(e + 1)) + ")" for p, e in factors)
        answer = math.prod(sums)
        product = " \\cdot ".join(map(str, sums))
        steps.append(f"Multiply the sums over each prime: ${shown} = {product} = {answer}$.")
    else:
        parts_ = [p ** (e - 1) * (p - 1) for p, e in factors]
        shown = " \\cdot ".join(f"({p**e} - {p ** (e - 1)})" for p, e in factors)
        product = " \\cdot ".join(map(str, parts_))
        answer = math.prod(parts_)
        steps.append(
            f"Each prime power leaves out the multiples of its prime: ${shown} = {product} = {answer}$."
        )
    return worked(rng, rng.choice(_ASKS[what]).format(n=n), steps, str(answer))


@problems("math.number_of_divisors", version=2)
def number_of_divisors(rng: random.Random, difficulty: int) -> Draft:
    """Count the divisors of a number from its factorization."""
    return _about_divisors(rng, difficulty, "count")


@problems("math.sum_of_divisors", version=2, levels=(2, 2, 3, 4, 5))
def sum_of_divisors(rng: random.Random, difficulty: int) -> Draft:
    """Add up the divisors of a number from its factorization."""
    return _about_divisors(rng, difficulty, "sum")


@problems("math.euler_totient", version=2, levels=(2, 2, 3, 4, 5))
def euler_totient(rng: random.Random, difficulty: int) -> Draft:
    """Compute Euler's totient of a number from its factorization."""
    return _about_divisors(rng, difficulty, "totient")
