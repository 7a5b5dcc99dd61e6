"""How often a prime divides a factorial: Legendre's formula, trailing zeros, binomial coefficients."""

from __future__ import annotations

import random
from math import comb

from assay import Draft, agree
from assay_math.generators._levels import problems
from assay_math.generators._tell import redrawn, tell
from assay_math.generators._write import worked


@problems("math.factorial_valuation", version=2, levels=(2, 2, 3, 4, 5))
def factorial_valuation(rng: random.Random, difficulty: int) -> Draft:
    """Count how often a prime, 10 or 12 divides a factorial or a binomial coefficient.

    Step 1: trailing zeros, small. 2: the exponent of a prime. 3: trailing zeros, large. 4: in a
    binomial coefficient. 5: the least factorial with a given number of zeros, or the power of 6 or 12.
    """
    if difficulty in (1, 3):
        return _zeros(rng, 120 if difficulty == 1 else 9000)
    return {2: _prime, 4: _binomial, 5: _composite}[difficulty](rng)


def _legendre(n: int, p: int) -> tuple[str, int]:
    """The floors of ``n/p``, ``n/p^2``, ... with their sum, and the sum; checked by counting factors."""
    parts, texts, power = [], [], p
    while power <= n:
        texts.append(f"\\left\\lfloor \\frac{{{n}}}{{{power}}} \\right\\rfloor")
        parts.append(n // power)
        power *= p
    counted = 0
    for k in range(p, n + 1, p):
        while k % p == 0:
            k //= p
            counted += 1
    total = agree(sum(parts), counted, what="the exponent")
    shown = " + ".join(texts)
    numbers = "" if len(parts) == 1 else " = " + " + ".join(map(str, parts))
    return f"{shown}{numbers} = {total}", total


def _zeros(rng: random.Random, high: int) -> Draft:
    n = rng.randint(high // 12, high)
    line, fives = _legendre(n, 5)
    twos = n // 2
    prompt = tell(
        rng,
        (
            "The product of all whole numbers from 1 to {n} is ${n}!$.",
            "A computer writes out ${n}!$ with all its digits.",
            "The number ${n}!$ is written in the decimal system.",
            "There are ${n}!$ ways to put {n} different books in a row.",
        ),
        (
            "How many zeros stand at the end of this number?",
            "How many zeros does this number end in?",
            "Find the number of zeros at its end.",
            "With how many zeros does this number end?",
        ),
        n=n,
    )
    steps = [
        f"Each zero at the end is a factor $10 = 2 \\cdot 5$, and there are more factors 2 than 5: already ${twos} \\ge {fives}$ of the "
        "factors are even.",
        f"Multiples of 5, of 25 and so on give the factors 5: ${line}$.",
    ]
    return worked(rng, prompt, steps, str(fives))


@redrawn
def _prime(rng: random.Random) -> Draft | None:
    p, n = rng.choice((2, 3, 5, 7, 11, 13)), rng.randint(20, 500)
    line, total = _legendre(n, p)
    if n < 4 * p:
        return None
    prompt = tell(
        rng,
        (
            "Let ${p}^k$ be the highest power of {p} that divides ${n}!$.",
            "The number ${n}!$ is divided by {p} again and again, as long as no remainder is left; this can be done $k$ times.",
            "In the prime factorization of ${n}!$ the prime {p} has the exponent $k$.",
            "The numbers from 1 to {n} are multiplied, and $k$ is the number of factors {p} in the product.",
        ),
        ("Find $k$.", "What is $k$?", "Determine $k$.", "How large is $k$?"),
        n=n, p=p,
    )  # fmt: skip
    steps = [
        f"Between 1 and {n} there are $\\left\\lfloor \\frac{{{n}}}{{{p}}} \\right\\rfloor = {n // p}$ multiples of {p}.",
        f"Multiples of its higher powers count again for each power: ${line}$.",
    ]
    return worked(rng, prompt, steps, str(total))


@redrawn
def _binomial(rng: random.Random) -> Draft | None:
    p, n = rng.choice((2, 3, 5, 7)), rng.randint(30, 300)
    k = rng.randint(12, n // 2)
    top, mid, low = (_legendre(m, p) for m in (n, k, n - k))
    exponent = top[1] - mid[1] - low[1]
    value, counted = comb(n, k), 0
    while value % p == 0:
        value, counted = value // p, counted + 1
    agree(exponent, counted, what="the exponent")
    if exponent == 0 or k < p:
        return None
    prompt = tell(
        rng,
        (
            "From {n} people a group of {k} is chosen, which can be done in $\\binom{{{n}}}{{{k}}}$ ways.",
            "Consider the binomial coefficient $\\binom{{{n}}}{{{k}}}$.",
            "The number $\\binom{{{n}}}{{{k}}}$ is written as a product of primes.",
            "The entry $\\binom{{{n}}}{{{k}}}$ of Pascal's triangle is an integer.",
        ),
        (
            "How often does the prime {p} divide this number?",
            "What is the exponent of {p} in its prime factorization?",
            "Find the largest $m$ for which ${p}^m$ divides it.",
            "Determine the exponent of the highest power of {p} that divides it.",
        ),
        n=n, k=k, p=p,
    )  # fmt: skip
    steps = [
        f"It is the quotient of ${n}!$ by ${k}!$ and ${n - k}!$, where ${n} - {k} = {n - k}$.",
        f"In ${n}!$ the exponent is ${top[0]}$.",
        f"In ${k}!$ it is ${mid[0]}$.",
        f"In ${n - k}!$ it is ${low[0]}$.",
        f"What is left is ${top[1]} - {mid[1]} - {low[1]} = {exponent}$.",
    ]
    return worked(rng, prompt, steps, str(exponent))


@redrawn
def _composite(rng: random.Random) -> Draft | None:
    base, p, e, q = rng.choice(
        (
            (12, 2, 2, 3),
            (18, 3, 2, 2),
            (20, 2, 2, 5),
            (24, 2, 3, 3),
            (45, 3, 2, 5),
            (50, 5, 2, 2),
            (48, 2, 4, 3),
        )
    )
    n = rng.randint(40, 700)
    first, second = _legendre(n, p), _legendre(n, q)
    k = min(first[1] // e, second[1])
    prompt = tell(
        rng,
        (
            "The number ${n}!$ is divided by {b} as often as this leaves no remainder.",
            "Let ${b}^k$ be the highest power of {b} that divides ${n}!$, and count how often {b} can be split off.",
            "In the number system with base {b} the number ${n}!$ ends in zeros, one for each factor {b}.",
            "All whole numbers from 1 to {n} are multiplied, and from the product the factor {b} is taken out as often as possible.",
        ),
        (
            "How many factors {b} are there?",
            "How often does {b} divide the number?",
            "Find the exponent of the highest power of {b} that divides it.",
            "Determine the number of factors {b}.",
        ),
        n=n, b=base,
    )  # fmt: skip
    steps = [
        f"Here ${base} = {p}^{e} \\cdot {q}$.",
        f"The exponent of {p} in ${n}!$ is ${first[0]}$, enough for $\\left\\lfloor \\frac{{{first[1]}}}{{{e}}} \\right\\rfloor = {first[1] // e}$ factors.",
        f"The exponent of {q} is ${second[0]}$.",
        f"The smaller number decides: $\\min({first[1] // e}, {second[1]}) = {k}$.",
    ]
    return worked(rng, prompt, steps, str(k))
