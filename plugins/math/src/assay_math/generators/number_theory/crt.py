"""Systems of congruences: the Chinese remainder theorem."""

from __future__ import annotations

import math
import random

from assay import Draft
from assay_math.generators._asking import posed
from assay_math.generators._levels import problems
from assay_math.generators._write import worked

_PHRASINGS = posed(
    "conditions",
    "{conditions}",
    (
        "Find the smallest non-negative integer ${x}$ that satisfies {it}.",
        "Which non-negative integer ${x}$ below {total} satisfies {it}?",
        "What is the least non-negative integer ${x}$ that satisfies {it}?",
    ),
    bare=(
        "Find the smallest non-negative integer ${x}$ with {conditions}.",
        "What is the least non-negative integer ${x}$ such that {conditions}?",
        "Determine the smallest integer ${x} \\ge 0$ that satisfies {conditions}.",
        "Which non-negative integer ${x}$ below {total} satisfies {conditions}?",
    ),
)


@problems("math.chinese_remainder", version=4, levels=(2, 2, 3, 4, 5))
def chinese_remainder(rng: random.Random, difficulty: int) -> Draft:
    """Solve simultaneous congruences with coprime moduli.

    Step 1 to 3: two, with growing moduli. 4 to 5: three.
    """
    x = rng.choice("xnmN")  # k counts steps in the working
    count = 2 if difficulty <= 3 else 3
    high = (9, 20, 60, 16, 30)[difficulty - 1]
    while True:
        moduli = sorted(rng.sample(range(3, high + 1), count))
        if all(math.gcd(a, b) == 1 for i, a in enumerate(moduli) for b in moduli[:i]):
            break
    total = math.prod(moduli)
    answer = rng.randrange(moduli[-1], total)
    remainders = [answer % m for m in moduli]
    conditions = [f"${x} \\equiv {r} \\pmod{{{m}}}$" for r, m in zip(remainders, moduli, strict=True)]
    value, step = remainders[-1], moduli[-1]
    steps = []
    letters = iter("kj")  # each search counts with a letter of its own
    for r, m in zip(remainders[-2::-1], moduli[-2::-1], strict=True):
        k = next(k for k in range(m) if (value + k * step) % m == r)
        steps += _searched(value, step, r, m, k) if k <= 7 else _solved(value, step, r, m, k, next(letters))
        value += k * step
        step *= m
    checks = " and ".join(
        f"${value} \\equiv {r} \\pmod{{{m}}}$" for r, m in zip(remainders, moduli, strict=True)
    )
    steps.append(f"Check: {checks}.")
    listed = ", ".join(conditions[:-1]) + f" and {conditions[-1]}"
    return worked(rng, rng.choice(_PHRASINGS).format(x=x, conditions=listed, total=total), steps, str(value))


def _searched(value: int, step: int, r: int, m: int, k: int) -> list[str]:
    """The candidates in turn, each with its remainder, up to the one that fits."""
    tried = ", ".join(f"${value + i * step} \\equiv {(value + i * step) % m}$" for i in range(k + 1))
    return [
        f"The numbers from ${value}$ on in steps of ${step}$ keep what is known. Modulo ${m}$ they are {tried}: the last one leaves "
        f"${r}$, so ${value} + {k} \\cdot {step} = {value + k * step}$ fits."
        if k
        else f"Already ${value} \\equiv {r} \\pmod{{{m}}}$."
    ]


def _solved(value: int, step: int, r: int, m: int, k: int, j: str) -> list[str]:
    """The number of steps from an inverse, where a search would be long."""
    factor, rest = step % m, (r - value) % m
    lines = [
        f"Of the numbers ${value} + {step}{j}$ one has to leave ${r}$ on division by ${m}$, so ${step}{j} \\equiv {r} - {value} \\pmod{{{m}}}$, "
        f"where ${r} - {value} \\equiv {rest} \\pmod{{{m}}}$."
    ]
    inverse = pow(factor, -1, m)
    if inverse == 1:
        lines.append(f"As ${step} \\equiv 1 \\pmod{{{m}}}$, this is ${j} = {k}$.")
    else:
        product = inverse * rest
        wraps = f"{product} \\equiv {k} \\pmod{{{m}}}" if product != k else str(k)
        lines.append(
            f"The inverse of ${step}$ is ${inverse}$, because ${step} \\cdot {inverse} = {step * inverse} \\equiv 1 \\pmod{{{m}}}$. "
            f"So ${j}$ is ${inverse} \\cdot {rest} = {wraps}$."
        )
    lines.append(f"That gives ${value} + {step} \\cdot {k} = {value + k * step}$.")
    return lines
