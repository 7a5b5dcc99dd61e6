"""Prime or composite: the next prime, the least and the largest prime factor."""

from __future__ import annotations

import random
from math import isqrt, prod

from assay import Draft, agree
from assay_math.generators._levels import problems
from assay_math.generators._tell import redrawn, tell
from assay_math.generators._write import worked


@problems("math.next_prime", version=2, levels=(2, 2, 3, 4, 5))
def next_prime(rng: random.Random, difficulty: int) -> Draft:
    """Find the first prime after a number, by trial division up to the root.

    The numbers grow with the difficulty: below 60, 150, 400, 1,000 and 2,500.
    """
    return _next(rng, (20, 40, 150, 400, 1000)[difficulty - 1], (60, 150, 400, 1000, 2500)[difficulty - 1])


def _least_factor(n: int) -> int:
    return next(p for p in range(2, n + 1) if n % p == 0)


def _primes(limit: int) -> list[int]:
    """The primes up to ``limit``, by the sieve."""
    sieve = bytearray([1]) * (limit + 1)
    for p in range(2, isqrt(limit) + 1):
        if sieve[p]:
            sieve[p * p :: p] = bytes(len(sieve[p * p :: p]))
    return [p for p in range(2, limit + 1) if sieve[p]]


@redrawn
def _next(rng: random.Random, low: int, high: int) -> Draft | None:
    start = rng.randint(low, high)
    found = next(n for n in range(start + 1, 2 * start + 3) if _least_factor(n) == n)
    agree(found, next(p for p in _primes(2 * start + 3) if p > start), what="the next prime")
    odd = [n for n in range(start + 1, found) if n % 2]
    if not 1 <= len(odd) <= 5:
        return None
    prompt = tell(
        rng,
        (
            "A list of primes has been kept up to {n}, and the next one is to be added.",
            "Among the prime numbers greater than {n} the smallest one is wanted.",
            "A cipher needs a prime number that is larger than {n}, and as small as possible.",
            "A programmer chooses as the size of a hash table the first prime above {n}.",
            "Somebody writes down the whole numbers after {n}, one by one, and stops at the first prime number.",
            "Let $p$ be the smallest prime number with $p > {n}$.",
            "Gear makers like numbers of teeth that are prime. A wheel is to have more than {n} teeth, but no more than necessary."
            if start < 200
            else "Cicadas of a make-believe planet sleep for a prime number of days, the least one that is greater than {n}.",
        ),
        ("Which prime number is it?", "Find this prime.", "What is this prime number?", "Determine the prime in question."),
        n=start,
    )  # fmt: skip
    composite = ", ".join(f"${n} = {_least_factor(n)} \\cdot {n // _least_factor(n)}$" for n in odd)
    root = isqrt(found)
    tests = [p for p in _primes(root) if p > 2]
    steps = [f"Even numbers are out, and so {'is' if len(odd) == 1 else 'are'} {composite}."]
    steps += [
        f"A factor of {found} would be at most {root}, as ${root}^2 = {root * root} \\le {found}$ and ${root + 1}^2 = {(root + 1) ** 2} > {found}$.",
        "The odd primes up to there leave a remainder: "
        + ", ".join(f"${found} = {p} \\cdot {found // p} + {found % p}$" for p in tests)
        + ".",
    ]
    return worked(rng, prompt, steps, str(found))


@problems("math.largest_prime_factor", version=2, levels=(2, 2, 3, 4, 5))
def largest_prime_factor(rng: random.Random, difficulty: int) -> Draft:
    """Factor a number with an identity, and find its largest prime factor.

    Step 1: a difference of squares. 2: larger ones. 3: of fourth powers. 4: a sum
    or difference of cubes. 5: Sophie Germain's identity.
    """
    return _identity(rng, difficulty)


def _factored(n: int) -> list[int]:
    out = []
    while n > 1:
        out.append(_least_factor(n))
        n //= out[-1]
    return out


@redrawn
def _identity(rng: random.Random, difficulty: int) -> Draft | None:
    lines: list[str] = []
    if difficulty <= 2:
        b, a = sorted(rng.sample(range(1, 30 if difficulty == 1 else 130), 2))
        n, shown, factors = a * a - b * b, f"{a}^2 - {b}^2", [a - b, a + b]
        lines.append(f"A difference of squares: ${shown} = ({a} - {b})({a} + {b}) = {a - b} \\cdot {a + b}$.")
        if a < 8 or a - b < 2:
            return None
    elif difficulty == 3:
        b, a = sorted(rng.sample(range(1, 24), 2))
        n, shown, factors = a**4 - b**4, f"{a}^4 - {b}^4", [a - b, a + b, a * a + b * b]
        lines.append(
            f"Twice a difference of squares: ${shown} = ({a}^2 - {b}^2)({a}^2 + {b}^2) = ({a} - {b})({a} + {b})({a}^2 + {b}^2) = "
            f"{a - b} \\cdot {a + b} \\cdot {a * a + b * b}$."
        )
    elif difficulty == 4:
        b, a = sorted(rng.sample(range(1, 30), 2))
        sign, word = rng.choice(((1, "sum"), (-1, "difference")))
        n, factors = a**3 + sign * b**3, [a + sign * b, a * a - sign * a * b + b * b]
        plus, minus = ("+", "-") if sign > 0 else ("-", "+")
        shown = f"{a}^3 {plus} {b}^3"
        lines.append(
            f"A {word} of cubes: ${shown} = ({a} {plus} {b})({a}^2 {minus} {a} \\cdot {b} + {b}^2) = {factors[0]} \\cdot {factors[1]}$."
        )
    else:
        b, a = rng.randint(1, 9), rng.randint(2, 15)
        if a == b:
            return None
        n, shown = a**4 + 4 * b**4, f"{a}^4 + 4 \\cdot {b}^4"
        left, right = a * a + 2 * b * b, 2 * a * b
        factors = [left - right, left + right]
        lines.append(
            f"Complete the square: ${shown} = ({a}^2 + 2 \\cdot {b}^2)^2 - (2 \\cdot {a} \\cdot {b})^2 = {left}^2 - {right}^2$."
        )
        lines.append(
            f"A difference of squares: $({left} - {right})({left} + {right}) = {factors[0]} \\cdot {factors[1]}$."
        )
    if prod(factors) != n or n < 60:
        return None
    for f in sorted(set(factors)):
        parts = _factored(f)
        if len(parts) > 1:
            product = " \\cdot ".join(map(str, parts))
            lines.append(f"Factor further: ${f} = {product}$.")
    largest = agree(
        max(p for f in factors for p in _factored(f)), max(_factored(n)), what="the largest prime"
    )
    root = isqrt(largest)
    tests = _primes(root)
    if not 1 <= len(tests) <= 6:
        return None
    lines.append(
        f"{largest} is prime, because ${root + 1}^2 = {(root + 1) ** 2} > {largest}$ and no smaller prime divides it: "
        + ", ".join(f"${largest} = {p} \\cdot {largest // p} + {largest % p}$" for p in tests)
        + "."
    )
    prompt = tell(
        rng,
        (
            "The number $N = {s}$ is a product of primes.",
            "Let $N = {s}$.",
            "Without multiplying it out, the number $N = {s}$ can be factored.",
            "An integer is given by $N = {s}$.",
            "Write $N$ for the integer ${s}$.",
        ),
        ("What is the largest prime factor of $N$?", "Find the largest prime that divides $N$.", "Which is the greatest prime divisor of $N$?", "Determine the greatest prime factor of $N$."),
        s=shown,
    )  # fmt: skip
    return worked(rng, prompt, lines, str(largest))
