"""Modular arithmetic: remainders, powers by repeated squaring, inverses."""

from __future__ import annotations

import random
from math import gcd

from assay import Draft, generator
from assay_math.generators._words import power
from assay_math.generators._write import VERIFIERS, paren, worked

_REMAINDER = (
    "What is the remainder when ${expression}$ is divided by ${m}$?",
    "What is $({expression}) \\bmod {m}$?",
    "Reduce ${expression}$ modulo ${m}$. Give a number from $0$ to ${last}$.",
    "To which number from $0$ to ${last}$ is ${expression}$ congruent modulo ${m}$?",
)
_POWER = (
    "Find the remainder when ${power}$ is divided by ${m}$.",
    "What is ${power} \\bmod {m}$?",
    "Compute ${power}$ modulo ${m}$. Give a number from $0$ to ${last}$.",
    "Which number from $0$ to ${last}$ is congruent to ${power}$ modulo ${m}$?",
)
_INVERSE = (
    "Find the inverse of ${a}$ modulo ${m}$, as a number from $1$ to ${last}$.",
    "Which $x$ from $1$ to ${last}$ satisfies ${a}x \\equiv 1 \\pmod{{{m}}}$?",
    "Determine ${a}^{{-1}}$ modulo ${m}$. Answer with a number from $1$ to ${last}$.",
    "What is the multiplicative inverse of ${a}$ modulo ${m}$, between $1$ and ${last}$?",
)
_CONGRUENCE = (
    "Solve ${a}x \\equiv {b} \\pmod{{{m}}}$ for $x$ from $0$ to ${last}$.",
    "Which $x$ from $0$ to ${last}$ satisfies ${a}x \\equiv {b} \\pmod{{{m}}}$?",
    "Find the number $x$ between $0$ and ${last}$ with ${a}x \\equiv {b} \\pmod{{{m}}}$.",
    "The number ${a}x$ leaves the remainder ${b}$ when divided by ${m}$. What is $x$, if $0 \\le x \\le {last}$?",
)


@generator("math.modular_arithmetic", verifiers=VERIFIERS, min_step_coverage=1.0)
def modular_arithmetic(rng: random.Random, difficulty: int) -> Draft:
    """Reduce sums and products modulo a number.

    Difficulty 1: one number. 2: a sum. 3: a product and a sum. 4: negative numbers and
    a square. 5: three products of large numbers.
    """
    m = (
        rng.randint(3, 12)
        if difficulty == 1
        else rng.randint(5, 40)
        if difficulty < 5
        else rng.randint(20, 99)
    )
    high = (200, 900, 400, 200, 999)[difficulty - 1]
    numbers = [rng.randint(m + 1, high + m) for _ in range((1, 2, 3, 3, 6)[difficulty - 1])]
    if any(n % m == 0 for n in numbers):
        return modular_arithmetic.make(rng, difficulty)
    steps: list[str] = []
    if difficulty == 1:
        n = numbers[0]
        steps.append(f"${n} = {n // m} \\cdot {m} + {n % m}$, and ${n % m} < {m}$.")
        return worked(_ask(rng, str(n), m), steps, str(n % m))
    if difficulty == 2:
        return _sum_mod(rng, numbers, m)
    if difficulty == 4:
        a, b, c = numbers
        a, c = -a, (c if rng.random() < 0.5 else -c)
        expression = f"{a} \\cdot {b}^2 {'+' if c > 0 else '-'} {abs(c)}"
        r, s, t = (_reduce(n, m, steps) for n in (a, b, c))
        square = s * s % m
        tail = f" \\equiv {square} \\pmod{{{m}}}" if s * s >= m else ""
        steps.append(f"The square: ${s}^2 = {s * s}{tail}$.")
        return _combine(rng, expression, m, [(r, square)], t, steps)
    expression = " + ".join(f"{numbers[i]} \\cdot {numbers[i + 1]}" for i in range(0, len(numbers) - 1, 2))
    last = 0
    if len(numbers) % 2:
        expression += f" + {numbers[-1]}"
    rests = [_reduce(n, m, steps) for n in numbers]
    if len(numbers) % 2:
        last = rests.pop()
    return _combine(rng, expression, m, list(zip(rests[::2], rests[1::2], strict=True)), last, steps)


def _ask(rng: random.Random, expression: str, m: int) -> str:
    templates = (
        _REMAINDER
        if " " in expression
        else (*_REMAINDER[:1], "What is ${expression} \\bmod {m}$?", *_REMAINDER[2:])
    )
    return rng.choice(templates).format(expression=expression, m=m, last=m - 1)


def _reduce(n: int, m: int, steps: list[str]) -> int:
    q, r = divmod(n, m)
    steps.append(f"${n} = {paren(q)} \\cdot {m} + {r}$, so ${n} \\equiv {r} \\pmod{{{m}}}$.")
    return r


def _sum_mod(rng: random.Random, numbers: list[int], m: int) -> Draft:
    a, b = numbers
    steps: list[str] = []
    r, s = _reduce(a, m, steps), _reduce(b, m, steps)
    sign = rng.choice("+-")
    total = r + s if sign == "+" else r - s
    steps.append(f"Combine: ${a} {sign} {b} \\equiv {r} {sign} {s} \\equiv {total} \\pmod{{{m}}}$.")
    if not 0 <= total < m:
        change = "Subtract" if total >= m else "Add"
        steps.append(f"{change} ${m}$: ${total} {'-' if total >= m else '+'} {m} = {total % m}$.")
    return worked(_ask(rng, f"{a} {sign} {b}", m), steps, str(total % m))


def _combine(
    rng: random.Random, expression: str, m: int, products: list[tuple[int, int]], last: int, steps: list[str]
) -> Draft:
    total = sum(a * b for a, b in products) + last
    shown = " + ".join(f"{a} \\cdot {b}" for a, b in products) + (f" + {last}" if last else "")
    steps.append(f"Put the remainders in: ${shown} = {total}$.")
    if total >= m:
        steps.append(f"Reduce: ${total} = {total // m} \\cdot {m} + {total % m}$.")
    else:
        steps.append(f"This is the remainder already, since ${total} < {m}$.")
    return worked(_ask(rng, expression, m), steps, str(total % m))


@generator("math.modular_power", verifiers=VERIFIERS, min_step_coverage=1.0)
def modular_power(rng: random.Random, difficulty: int) -> Draft:
    """Find the remainder of a power by repeated squaring.

    Difficulty 1: a small exponent. 2: exponents below 32. 3: below 128. 4: below 1024. 5: below 10000, a
    modulus of three digits.
    """
    low, high = ((3, 8), (9, 31), (32, 127), (128, 1023), (1024, 9999))[difficulty - 1]
    e = rng.randint(low, high)
    m = (
        rng.randint(5, 20)
        if difficulty == 1
        else rng.randint(11, 99)
        if difficulty < 5
        else rng.randint(101, 999)
    )
    b = rng.randint(2, 9) if difficulty == 1 else rng.randint(2, max(60, m - 1))
    if b % m in (0, 1):
        return modular_power.make(rng, difficulty)
    steps = []
    bits = f"{e:b}"
    powers = [2 ** (len(bits) - 1 - i) for i, bit in enumerate(bits) if bit == "1"]
    if len(powers) > 1:
        steps.append(f"Write the exponent in powers of two: ${e} = {' + '.join(map(str, powers))}$.")
    squares = {1: b % m}
    if b >= m:
        steps.append(f"Reduce the base: ${b} \\equiv {b % m} \\pmod{{{m}}}$.")
    k = 1
    while k < powers[0]:
        r = squares[k]
        squares[2 * k] = r * r % m
        tail = f"{r * r} \\equiv {squares[2 * k]}" if r * r >= m else f"{r * r}"
        link = "=" if k == 1 and r == b else f"\\equiv {r}^2 \\equiv"
        modulo = "" if link == "=" and r * r < m else f" \\pmod{{{m}}}"
        steps.append(f"Square: ${power(b, 2 * k)} {link} {tail}{modulo}$.")
        k *= 2
    value = squares[powers[0]]
    done = powers[0]
    for exponent in powers[1:]:
        factor = squares[exponent]
        product = value * factor
        done += exponent
        tail = f"{product} \\equiv {product % m}" if product >= m else f"{product}"
        steps.append(
            f"Multiply: ${power(b, done)} \\equiv {value} \\cdot {factor} \\equiv {tail} \\pmod{{{m}}}$."
        )
        value = product % m
    return worked(rng.choice(_POWER).format(power=power(b, e), m=m, last=m - 1), steps, str(value))


@generator("math.modular_inverse", verifiers=VERIFIERS, min_step_coverage=1.0)
def modular_inverse(rng: random.Random, difficulty: int) -> Draft:
    """Find an inverse modulo a number, or solve a linear congruence with it.

    Difficulty 1: a modulus below 20, by trying. 2: below 600, with Euclid's algorithm. 3: below 3000. 4: a
    linear congruence. 5: a linear congruence whose coefficient shares a factor with the modulus.
    """
    low, high = ((5, 19), (60, 599), (600, 2999), (50, 400), (40, 250))[difficulty - 1]
    m = rng.randint(low, high)
    a = rng.randint(2, m - 2)
    if gcd(a, m) > 1:
        return modular_inverse.make(rng, difficulty)
    inverse = pow(a, -1, m)
    steps: list[str] = []
    if difficulty == 1:
        k = (a * inverse - 1) // m
        steps = [
            f"Look for a multiple of ${a}$ that is one more than a multiple of ${m}$: "
            f"${a} \\cdot {inverse} = {a * inverse} = {k} \\cdot {m} + 1$.",
            f"So ${a} \\cdot {inverse} \\equiv 1 \\pmod{{{m}}}$.",
        ]
        return worked(rng.choice(_INVERSE).format(a=a, m=m, last=m - 1), steps, str(inverse))
    b, shared = 1, 1
    if difficulty >= 4:
        b = rng.randint(2, m - 1)
    if difficulty == 5:
        shared = rng.randint(2, 12)
    x = inverse * b % m
    if shared > 1:
        whole = (a * shared, b * shared, m * shared)
        steps.append(
            f"Divide coefficient, right side and modulus by $\\gcd({whole[0]}, {whole[2]}) = {shared}$: "
            f"${whole[0]} \\div {shared} = {a}$, ${whole[1]} \\div {shared} = {b}$, ${whole[2]} \\div {shared} = {m}$."
        )
    _extended(a, m, steps)
    steps.append(f"The inverse of ${a}$ is ${inverse}$: ${a} \\cdot {inverse} \\equiv 1 \\pmod{{{m}}}$.")
    if difficulty < 4:
        return worked(rng.choice(_INVERSE).format(a=a, m=m, last=m - 1), steps, str(inverse))
    steps.append(
        f"Multiply the right side by it: ${inverse} \\cdot {b} = {inverse * b} \\equiv {x} \\pmod{{{m}}}$."
    )
    if shared == 1:
        return worked(rng.choice(_CONGRUENCE).format(a=a, b=b, m=m, last=m - 1), steps, str(x))
    prompt = rng.choice(
        (
            f"Find the least $x \\ge 0$ with ${a * shared}x \\equiv {b * shared} \\pmod{{{m * shared}}}$.",
            f"What is the smallest non-negative solution of ${a * shared}x \\equiv {b * shared} \\pmod{{{m * shared}}}$?",
            f"The congruence ${a * shared}x \\equiv {b * shared} \\pmod{{{m * shared}}}$ has several solutions. "
            "Which non-negative one is the smallest?",
            f"Determine the smallest whole number $x \\ge 0$ for which ${a * shared}x$ leaves the remainder ${b * shared}$ when "
            f"divided by ${m * shared}$.",
        )
    )
    return worked(prompt, steps, str(x))


def _extended(a: int, m: int, steps: list[str]) -> None:
    """Euclid's algorithm with the multiples of ``a`` carried along modulo ``m``."""
    r0, r1 = m, a
    s0, s1 = 0, 1
    while r1 != 1:
        q, r = divmod(r0, r1)
        s0, s1 = s1, s0 - q * s1
        r0, r1 = r1, r
        steps.append(
            f"${r0 * q + r} = {q} \\cdot {r0} + {r}$, and ${r} \\equiv {s1} \\cdot {a} \\pmod{{{m}}}$."
        )
    if s1 < 0:
        steps.append(f"Make the factor positive: ${s1} + {m} = {s1 + m}$.")
