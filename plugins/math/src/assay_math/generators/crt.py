"""Simultaneous congruences: the Chinese remainder theorem."""

from __future__ import annotations

import random
from math import gcd

from assay import Draft, generator
from assay_math.generators._words import listing
from assay_math.generators._write import VERIFIERS, worked

_PLAIN = (
    "Find the smallest non-negative whole number $x$ with {system}.",
    "What is the least $x \\ge 0$ that satisfies {system}?",
    "Solve the system {system} and give the smallest non-negative solution.",
    "Determine the smallest whole number $x \\ge 0$ such that {system}.",
)
_THINGS = ("eggs", "soldiers", "coins", "cards", "pearls", "books", "oranges", "dancers", "tiles", "seeds")


@generator("math.chinese_remainder", verifiers=VERIFIERS, min_step_coverage=1.0)
def chinese_remainder(rng: random.Random, difficulty: int) -> Draft:
    """Find a number from its remainders.

    Difficulty 1: two small moduli. 2: two moduli up to 45. 3: three moduli. 4: three larger ones.
    5: four, or a story with a least size.
    """
    how_many = (2, 2, 3, 3, 4)[difficulty - 1]
    low, high = ((3, 11), (7, 45), (3, 16), (11, 40), (3, 23))[difficulty - 1]
    moduli: list[int] = []
    while len(moduli) < how_many:
        m = rng.randint(low, high)
        if all(gcd(m, other) == 1 for other in moduli):
            moduli.append(m)
        elif rng.random() < 0.02:
            moduli.clear()
    rests = [rng.randrange(m) for m in moduli]
    steps: list[str] = []
    x, step = _solve(moduli, rests, steps)
    if difficulty >= 3 and rng.random() < 0.4:
        return _story(rng, moduli, rests, x, step, steps)
    system = listing([f"$x \\equiv {r} \\pmod{{{m}}}$" for r, m in zip(rests, moduli, strict=True)])
    return worked(rng.choice(_PLAIN).format(system=system), steps, str(x))


def _solve(moduli: list[int], rests: list[int], steps: list[str]) -> tuple[int, int]:
    """Sieve: keep what is right so far and add multiples until the next remainder fits."""
    x, step = rests[0], moduli[0]
    for letter, m, r in zip("kjn", moduli[1:], rests[1:], strict=False):
        k = (r - x) * pow(step, -1, m) % m
        new = x + step * k
        so_far = f"{x} + {step}{letter}" if x else f"{step}{letter}"
        reduced = listing([f"${n} \\equiv {n % m} \\pmod{{{m}}}$" for n in (step, x) if n >= m])
        because = f" Since {reduced}, this" if reduced else " This"
        a, b = step % m, x % m
        sum_ = f"{b} + {a} \\cdot {k}" if b else f"{a} \\cdot {k}"
        value = b + a * k
        tail = f"{value} \\equiv {r}" if value != r else str(r)
        steps.append(
            f"Numbers of the form ${so_far}$ fit so far.{because} leaves the remainder ${r}$ modulo ${m}$ for "
            f"${letter} = {k}$: ${sum_} \\equiv {tail} \\pmod{{{m}}}$."
        )
        steps.append(f"The number is then ${f'{x} + ' if x else ''}{step} \\cdot {k} = {new}$.")
        x, step = new, step * m
    checks = listing([f"${x} \\equiv {r} \\pmod{{{m}}}$" for r, m in zip(rests, moduli, strict=True)])
    steps.append(f"Check: {checks}.")
    return x, step


def _story(
    rng: random.Random, moduli: list[int], rests: list[int], x: int, step: int, steps: list[str]
) -> Draft:
    things = rng.choice(_THINGS)
    lower = step * rng.randint(0, 2) + rng.randint(0, x)
    answer = x
    while answer <= lower:
        answer += step
    parts = []
    for m, r in zip(moduli, rests, strict=True):
        left = "none" if r == 0 else str(r)
        parts.append(f"in groups of {m}, {left} {'is' if r == 1 else 'are'} left over")
    prompt = rng.choice(
        (
            f"Some {things} are counted. {_sentences(parts)} There are more than {lower}. What is the smallest possible "
            f"number of {things}?",
            f"Someone counts {things}. {_sentences(parts)} How many {things} are there at least, if there are more than {lower}?",
            f"A number of {things}, greater than {lower}, is grouped in several ways. {_sentences(parts)} "
            "What is the least number there can be?",
            f"There are more than {lower} {things}. {_sentences(parts)} Find the smallest number that is possible.",
        )
    )
    if answer > x:
        turns = (answer - x) // step
        steps.append(
            f"All solutions differ by multiples of ${step}$. The first above ${lower}$ is "
            f"${x} + {turns} \\cdot {step} = {answer}$, as ${answer} > {lower}$."
        )
    else:
        steps.append(f"It is large enough: ${answer} > {lower}$.")
    return worked(prompt, steps, str(answer))


def _sentences(parts: list[str]) -> str:
    return " ".join(part[0].upper() + part[1:] + "." for part in parts)
