"""Prime factors and what follows from them: divisors, their sum, Euler's totient."""

from __future__ import annotations

import random
from fractions import Fraction
from math import prod

from assay import Draft, generator
from assay_math.generators._words import power, times
from assay_math.generators._write import VERIFIERS, num, worked

_PRIMES = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97)
_FACTOR = (
    "Write ${n}$ as a product of prime powers.",
    "Find the prime factorization of ${n}$.",
    "Factor ${n}$ into primes.",
    "What is the prime factorization of ${n}$?",
)
_DIVISORS = {
    "number": (
        "How many positive divisors does ${n}$ have?",
        "Find the number of positive divisors of ${n}$.",
        "By how many positive whole numbers is ${n}$ divisible?",
        "In how many ways can one choose a positive whole number that divides ${n}$?",
    ),
    "sum": (
        "What is the sum of all positive divisors of ${n}$?",
        "Find the sum of the positive divisors of ${n}$.",
        "Add up all positive whole numbers that divide ${n}$. What is the total?",
        "Compute the sum of all positive factors of ${n}$, including ${n}$ itself.",
    ),
    "odd": (
        "How many odd positive divisors does ${n}$ have?",
        "Find the number of positive divisors of ${n}$ that are odd.",
        "By how many odd positive whole numbers is ${n}$ divisible?",
        "How many of the positive divisors of ${n}$ are odd?",
    ),
    "even": (
        "How many even positive divisors does ${n}$ have?",
        "Find the number of positive divisors of ${n}$ that are even.",
        "By how many even positive whole numbers is ${n}$ divisible?",
        "How many of the positive divisors of ${n}$ are even?",
    ),
    "proper": (
        "What is the sum of the positive divisors of ${n}$ that are smaller than ${n}$?",
        "Find the sum of the proper divisors of ${n}$, that is, of all positive divisors except ${n}$ itself.",
        "Add up all positive divisors of ${n}$ other than ${n}$. What is the result?",
        "Compute the sum of all positive factors of ${n}$ that are less than ${n}$.",
    ),
}
_TOTIENT = (
    "Compute Euler's totient $\\varphi({n})$.",
    "How many of the numbers $1, 2, \\dots, {n}$ have no common factor with ${n}$ other than $1$?",
    "Find $\\varphi({n})$, where $\\varphi$ is Euler's totient function.",
    "How many positive whole numbers up to ${n}$ are coprime to ${n}$?",
)


def factorize(n: int) -> dict[int, int]:
    """Prime to exponent, for numbers whose second largest prime factor is small."""
    found: dict[int, int] = {}
    p = 2
    while p * p <= n:
        while n % p == 0:
            found[p] = found.get(p, 0) + 1
            n //= p
        p += 1 if p == 2 else 2
    if n > 1:
        found[n] = found.get(n, 0) + 1
    return found


def _composite(rng: random.Random, low: int, high: int) -> tuple[int, dict[int, int]]:
    """A number between the bounds with at least two prime factors, none above 100, and those factors."""
    while True:
        n = 1
        while True:
            # small primes more often, as a teacher would choose
            p = _PRIMES[min(int(rng.expovariate(0.22)), len(_PRIMES) - 1)]
            if n * p > high:
                break
            n *= p
            if n >= low and rng.random() < 0.5:
                break
        factors = factorize(n)
        if n >= low and sum(factors.values()) > 1:
            return n, factors


def _product(factors: dict[int, int]) -> str:
    return times(power(p, k) for p, k in factors.items())


def _division_steps(n: int, factors: dict[int, int], steps: list[str]) -> None:
    rest = n
    for p, k in factors.items():
        for _ in range(k):
            if rest != p:
                steps.append(f"Divide by ${p}$: ${rest} \\div {p} = {rest // p}$.")
            rest //= p
    last = list(factors)[-1]
    steps.append(f"What is left, ${last}$, is prime, so ${n} = {_product(factors)}$.")


@generator("math.prime_factorization", verifiers=VERIFIERS, min_step_coverage=1.0)
def prime_factorization(rng: random.Random, difficulty: int) -> Draft:
    """Factor a whole number into primes, or read something off the factors.

    Difficulty 1: below 100. 2: below 5000. 3: below 50 000. 4: below 500 000. 5: up to ten million.
    """
    low, high = ((12, 99), (100, 4999), (2000, 49_999), (20_000, 499_999), (200_000, 9_999_999))[
        difficulty - 1
    ]
    n, factors = _composite(rng, low, high)
    steps: list[str] = []
    _division_steps(n, factors, steps)
    if difficulty == 1 or rng.random() < 0.4:
        return worked(rng.choice(_FACTOR).format(n=n), steps, _product(factors))
    kind = rng.choice(("largest", "distinct", "sum", "count", "square"))
    primes, exponents = list(factors), list(factors.values())
    if kind == "largest":
        steps.append(f"The largest prime in it is ${primes[-1]}$, and ${primes[-1]} \\mid {n}$.")
        question, value = (
            rng.choice(("What is the largest prime factor of", "Find the greatest prime divisor of")),
            primes[-1],
        )
    elif kind == "distinct":
        value = sum(primes)
        steps.append(f"Add the different primes: ${' + '.join(map(str, primes))} = {value}$.")
        question = rng.choice(
            ("What is the sum of the distinct prime factors of", "Add up the different primes that divide")
        )
    elif kind == "sum":
        value = sum(p * k for p, k in factors.items())
        terms = " + ".join(f"{k} \\cdot {p}" if k > 1 else str(p) for p, k in factors.items())
        steps.append(f"Add the primes, each as often as it occurs: ${terms} = {value}$.")
        question = rng.choice(
            (
                "What is the sum of the prime factors, counted with multiplicity, of",
                "Add up all prime factors, with repetition, of",
            )
        )
    elif kind == "count":
        value = sum(exponents)
        steps.append(f"Add the exponents: ${' + '.join(map(str, exponents))} = {value}$.")
        question = rng.choice(
            (
                "How many prime factors, counted with multiplicity, has",
                "Find the number of prime factors, with repetition, of",
            )
        )
    else:
        return _to_a_square(rng, n, factors, steps)
    end = "?" if question.startswith(("What", "How")) else "."
    return worked(f"{question} ${n}${end}", steps, str(value))


def _to_a_square(rng: random.Random, n: int, factors: dict[int, int], steps: list[str]) -> Draft:
    odd = [p for p, k in factors.items() if k % 2]
    value = prod(odd)
    root = prod(p ** ((k + 1) // 2) for p, k in factors.items())
    if not odd:
        steps.append(f"Every exponent is even, so the number is a square already: ${n} = {root}^2$.")
    else:
        missing = f"{times(odd)} = {value}" if len(odd) > 1 else str(value)
        steps.append(
            "In a square every exponent is even, so one more of each prime with an odd exponent is needed: "
            f"${missing}$, and ${n} \\cdot {value} = {root}^2$."
        )
    prompt = rng.choice(
        (
            f"By which smallest positive whole number must ${n}$ be multiplied to give a perfect square?",
            f"Find the smallest positive whole number $k$ for which ${n}k$ is a perfect square.",
        )
    )
    return worked(prompt, steps, str(value))


@generator("math.divisors", verifiers=VERIFIERS, min_step_coverage=1.0)
def divisors(rng: random.Random, difficulty: int) -> Draft:
    """Count or add up divisors through the prime factorization.

    Difficulty 1: count, below 100. 2: count, below 20 000. 3: the odd or even ones. 4: the sum. 5: the sum of
    the proper divisors, or large numbers.
    """
    low, high = ((12, 99), (100, 19_999), (200, 49_999), (100, 49_999), (2000, 999_999))[difficulty - 1]
    kinds = (("number",), ("number",), ("odd", "even"), ("sum",), ("proper", "sum", "even"))[difficulty - 1]
    kind = rng.choice(kinds)
    n, factors = _composite(rng, low, high)
    if kind in ("odd", "even") and (2 not in factors or len(factors) < 2):
        return divisors.make(rng, difficulty)
    steps: list[str] = []
    _division_steps(n, factors, steps)
    prompt = rng.choice(_DIVISORS[kind]).format(n=n)
    if kind in ("number", "odd", "even"):
        return worked(prompt, steps, str(_count(kind, factors, steps)))
    sums = []
    for p, k in factors.items():
        powers = " + ".join(["1", *(power(p, j) for j in range(1, k + 1))])
        value = sum(p**j for j in range(k + 1))
        sums.append(value)
        steps.append(f"The powers of ${p}$ add up to ${powers} = {value}$.")
    total = prod(sums)
    if len(sums) > 1:
        steps.append(f"Multiply these sums: ${times(sums)} = {total}$.")
    if kind == "proper":
        steps.append(f"Leave out the number itself: ${total} - {n} = {total - n}$.")
        total -= n
    return worked(prompt, steps, str(total))


def _count(kind: str, factors: dict[int, int], steps: list[str]) -> int:
    chosen = {p: k for p, k in factors.items() if kind == "number" or p != 2}
    choices = [k + 1 for k in chosen.values()]
    brackets = "".join(f"({k} + 1)" for k in chosen.values())
    value = prod(choices)
    if kind == "number":
        steps.append(f"Each exponent can be chosen from 0 up, which gives ${brackets} = {value}$ divisors.")
        return value
    if kind == "odd":
        steps.append(
            f"An odd divisor contains no factor 2; the other exponents give ${brackets} = {value}$ choices."
        )
        return value
    twos = factors[2]
    steps.append(
        f"An even divisor contains 2 at least once, {'in one way' if twos == 1 else f'in {twos} ways'}: "
        f"${twos} \\cdot {brackets} = {twos * value}$."
    )
    return twos * value


@generator("math.totient", verifiers=VERIFIERS, min_step_coverage=1.0)
def totient(rng: random.Random, difficulty: int) -> Draft:
    """Compute Euler's totient.

    Difficulty 1: below 100. 2: below 30 000. 3: below 100 000. 4: below a million. 5: with it, the
    remainder of a large power.
    """
    low, high = ((6, 99), (100, 29_999), (1000, 99_999), (10_000, 999_999), (15, 700))[difficulty - 1]
    n, factors = _composite(rng, low, high)
    steps: list[str] = []
    _division_steps(n, factors, steps)
    value = n
    for p in factors:
        value = value // p * (p - 1)
    product = times([str(n), *(num(Fraction(p - 1, p)) for p in factors)])
    steps.append(f"Take the factor $1 - \\frac{{1}}{{p}}$ for each prime $p$: ${product} = {value}$.")
    if difficulty < 5:
        return worked(rng.choice(_TOTIENT).format(n=n), steps, str(value))
    base = rng.randint(2, 60)
    small = rng.randint(2, 5)
    if any(base % p == 0 for p in factors) or base % n in (0, 1) or value < 8:
        return totient.make(rng, difficulty)
    turns = rng.randint(3, 60)
    e = value * turns + small
    rest = pow(base, small, n)
    prompt = rng.choice(
        (
            f"Find the remainder when ${base}^{{{e}}}$ is divided by ${n}$.",
            f"What is ${base}^{{{e}}} \\bmod {n}$?",
            f"Use Euler's theorem to reduce ${base}^{{{e}}}$ modulo ${n}$.",
            f"Which number from $0$ to ${n - 1}$ is congruent to ${base}^{{{e}}}$ modulo ${n}$?",
        )
    )
    steps += [
        f"By Euler's theorem ${base}^{{{value}}} \\equiv 1 \\pmod{{{n}}}$, since $\\gcd({base}, {n}) = 1$.",
        f"Split the exponent: ${e} = {turns} \\cdot {value} + {small}$.",
        f"So only the rest counts: ${base}^{small} = {base**small} \\equiv {rest} \\pmod{{{n}}}$.",
    ]
    return worked(prompt, steps, str(rest))
