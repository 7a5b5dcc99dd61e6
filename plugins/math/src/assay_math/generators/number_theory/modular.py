"""Modular arithmetic: remainders, powers, inverses."""

from __future__ import annotations

import math
import random

from assay import Draft
from assay_math.generators._asking import posed
from assay_math.generators._levels import problems
from assay_math.generators._write import nonzero, paren, worked

_REMAINDER = posed(
    "expression",
    "${expression}$",
    (
        "What is the remainder when {it} is divided by {m}?",
        "Find the remainder of {it} on division by {m}.",
        "Determine the smallest non-negative integer congruent to {it} modulo {m}.",
    ),
    bare=("Compute $({expression}) \\bmod {m}$.",),
)


@problems("math.remainder", version=2, levels=(2, 2, 3, 4, 5))
def remainder(rng: random.Random, difficulty: int) -> Draft:
    """Find the remainder of an arithmetic expression.

    Step 1: a sum. 2: a product. 3: a product and a sum. 4: two products. 5: a difference of products, large.
    """
    m = rng.randint(3, 9 + 6 * difficulty)
    size = 10 ** (1 + (difficulty + 1) // 2)
    numbers = [rng.randint(m + 1, 9 * size) for _ in range((2, 2, 3, 4, 4)[difficulty - 1])]
    small = [x % m for x in numbers]
    op = {1: "+", 2: "\\cdot", 3: "+", 4: "+", 5: "-"}[difficulty]
    steps = [
        f"${x} = {m} \\cdot {x // m} + {x % m}$, so ${x} \\equiv {x % m} \\pmod{{{m}}}$." for x in numbers
    ]
    if difficulty <= 2:
        expression, reduced = (f" {op} ".join(map(str, v)) for v in (numbers, small))
        value = sum(small) if difficulty == 1 else small[0] * small[1]
    elif difficulty == 3:
        expression, reduced = (f"{v[0]} \\cdot {v[1]} + {v[2]}" for v in (numbers, small))
        value = small[0] * small[1] + small[2]
    else:
        expression, reduced = (f"{v[0]} \\cdot {v[1]} {op} {v[2]} \\cdot {v[3]}" for v in (numbers, small))
        value = small[0] * small[1] + (1 if op == "+" else -1) * small[2] * small[3]
    answer = value % m
    steps.append(f"Compute with the remainders: ${reduced} = {_reduced(value, m)}$.")
    return worked(rng, rng.choice(_REMAINDER).format(expression=expression, m=m), steps, str(answer))


def _reduced(value: int, m: int) -> str:
    r"""``28 \equiv 3 \pmod{5}``, or just ``3`` for what is a residue already."""
    return str(value) if 0 <= value < m else f"{value} \\equiv {value % m} \\pmod{{{m}}}"


_POWER = posed(
    "power",
    "${a}^{{{n}}}$",
    (
        "What is the remainder when {it} is divided by {m}?",
        "Compute the remainder of {it} on division by {m}.",
        "Determine the least non-negative residue of {it} modulo {m}.",
    ),
    bare=("Find ${a}^{{{n}}} \\bmod {m}$.",),
)


@problems("math.modular_power", version=2, levels=(2, 2, 3, 4, 5))
def modular_power(rng: random.Random, difficulty: int) -> Draft:
    """Compute a power modulo a number by repeated squaring; moduli and exponents grow."""
    m = rng.randint(5, 12 * difficulty + 8)
    a = rng.randint(2, 10 + 8 * difficulty)
    while a % m < 2:
        a = rng.randint(2, 10 + 8 * difficulty)
    n = rng.randint(5, 6 * 2**difficulty)
    steps, value, exponent = [], a % m, 1
    if a >= m:
        steps.append(f"${a} \\equiv {a % m} \\pmod{{{m}}}$.")
    bits = bin(n)[3:]
    for bit in bits:
        steps.append(
            f"Square: ${a}^{{{2 * exponent}}} \\equiv {value}^2{_residue(value * value, m)} \\pmod{{{m}}}$."
        )
        value, exponent = value * value % m, 2 * exponent
        if bit == "1":
            step = _residue(value * (a % m), m)
            steps.append(
                f"Multiply: ${a}^{{{exponent + 1}}} \\equiv {value} \\cdot {a % m}{step} \\pmod{{{m}}}$."
            )
            value, exponent = value * (a % m) % m, exponent + 1
    return worked(rng, rng.choice(_POWER).format(a=a, n=n, m=m), steps, str(value))


def _residue(value: int, m: int) -> str:
    """The rest of a chain of congruences: ``= 28 \\equiv 3``, or just ``\\equiv 3``."""
    return (f" = {value}" if value >= m else "") + f" \\equiv {value % m}"


_INVERSE = posed(
    "number",
    "{a}",
    (
        "Find the inverse of {it} modulo {m}.",
        "What is the multiplicative inverse of {it} modulo {m}?",
        "By which positive integer below {m} must {it} be multiplied to leave the remainder 1 on division by {m}?",
    ),
    bare=(
        "Which integer ${x}$ with $0 < {x} < {m}$ satisfies ${a}{x} \\equiv 1 \\pmod{{{m}}}$?",
        "Determine ${a}^{{-1}} \\bmod {m}$.",
    ),
)


@problems("math.modular_inverse", version=2, levels=(2, 2, 3, 4, 5))
def modular_inverse(rng: random.Random, difficulty: int) -> Draft:
    """Find an inverse with Euclid's algorithm; moduli up to 30, 80, 250, 800, 3000."""
    high = (30, 80, 250, 800, 3000)[difficulty - 1]
    while True:
        m = rng.randint(high // 4 + 4, high)
        a = rng.randint(3, m - 2)
        if math.gcd(a, m) == 1 and a * a % m != 1:
            break
    x = rng.choice("xyk")
    steps, big, small = [], m, a
    rows = [(m, 0), (a, 1)]  # value and its coefficient of a, modulo m
    while small > 1:
        q, r = divmod(big, small)
        coefficient = rows[-2][1] - q * rows[-1][1]
        steps.append(
            f"${big} = {q} \\cdot {small} + {r}$, so ${r} \\equiv {a} \\cdot {paren(coefficient)} \\pmod{{{m}}}$."
        )
        rows.append((r, coefficient))
        big, small = small, r
    answer = rows[-1][1] % m
    steps.append(
        f"Hence the inverse is {answer}: ${a} \\cdot {answer} = {a * answer} = {m} \\cdot {a * answer // m} + 1$."
    )
    return worked(rng, rng.choice(_INVERSE).format(a=a, m=m, x=x), steps, str(answer))


_CONGRUENCE = posed(
    "congruence",
    "${a}{x} {sign} {b} \\equiv {c} \\pmod{{{m}}}$",
    (
        "Solve {it} for $0 \\le {x} < {m}$.",
        "Find the integer ${x}$ with $0 \\le {x} < {m}$ that satisfies {it}.",
        "Which residue ${x}$ modulo {m} satisfies {it}?",
    ),
    bare=("Determine ${x}$, $0 \\le {x} < {m}$, such that ${a}{x} {sign} {b} \\equiv {c} \\pmod{{{m}}}$.",),
)


@problems("math.linear_congruence", version=2)
def linear_congruence(rng: random.Random, difficulty: int) -> Draft:
    """Solve a linear congruence with one solution; moduli up to 12, 30, 60, 150, 500."""
    high = (12, 30, 60, 150, 500)[difficulty - 1]
    while True:
        m = rng.randint(5, high)
        a = rng.randint(2, m - 1)
        if math.gcd(a, m) == 1:
            break
    x = rng.choice("xyznt")
    b, c = nonzero(rng, -high, high), rng.randint(0, m - 1)
    right = (c - b) % m
    inverse = pow(a, -1, m)
    answer = right * inverse % m
    sign = "+" if b > 0 else "-"
    steps = [
        f"Move the constant to the right side: ${c} {'-' if b > 0 else '+'} {abs(b)} = {_reduced(c - b, m)}$.",
        f"The inverse of {a} modulo {m} is {inverse}, since ${a} \\cdot {inverse} = {a * inverse} \\equiv 1 \\pmod{{{m}}}$.",
        f"Multiply by it: ${inverse} \\cdot {right} = {_reduced(inverse * right, m)}$.",
    ]
    prompt = rng.choice(_CONGRUENCE).format(a=a, x=x, sign=sign, b=abs(b), c=c, m=m)
    return worked(rng, prompt, steps, str(answer))
