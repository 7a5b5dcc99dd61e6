"""The order of an element modulo n: periods of powers, of decimal fractions and of shuffles."""

from __future__ import annotations

import random
from math import gcd, prod

from assay import Draft, agree
from assay_math.generators._forms import ask
from assay_math.generators._levels import problems
from assay_math.generators._tell import redrawn, tell
from assay_math.generators._write import worked


@problems("math.multiplicative_order", version=2, levels=(2, 2, 3, 4, 5))
def multiplicative_order(rng: random.Random, difficulty: int) -> Draft:
    """Find the order of a number modulo another.

    Step 1: modulo a small number. 2: the period of a decimal fraction. 3: modulo a larger prime.
    4: modulo a product, or the number of perfect shuffles that restore a deck. 5: as 4, larger.
    """
    if difficulty == 2:
        return _period(rng)
    if difficulty >= 4 and rng.random() < 0.4:
        return _shuffle(rng, difficulty)
    return _order(rng, difficulty)


def _factors(n: int) -> list[int]:
    out, p = [], 2
    while n > 1:
        while n % p == 0:
            out.append(p)
            n //= p
        p += 1
    return out


def _steps(base: int, n: int) -> tuple[list[str], int]:
    """Euler's totient, then its divisors as exponents until one gives 1."""
    primes = _factors(n)
    shown = " \\cdot ".join(map(str, primes))
    phi = prod(p if p in primes[:i] else p - 1 for i, p in enumerate(primes))
    product = " \\cdot ".join(f"({p} - 1)" if p not in primes[:i] else str(p) for i, p in enumerate(primes))
    first = f"As {n} is prime, the" if len(primes) == 1 else f"Since ${n} = {shown}$, the"
    steps = [f"{first} order divides ${product.strip('()') if len(primes) == 1 else product} = {phi}$."]
    found = []
    at, value = 0, 1
    for d in (d for d in range(1, phi + 1) if phi % d == 0):
        if d > 1:
            if at and d % at == 0 and d // at <= 3:
                start, k = value, d // at
                value = pow(start, k, n)
                middle = f" \\equiv {start}^{k}" if at > 1 else ""
                rest = f" \\equiv {value}" if start**k >= n else ""
                modulo = f" \\pmod{{{n}}}" if middle or rest else ""
                found.append(f"${base}^{{{d}}}{middle} = {start**k}{rest}{modulo}$")
            else:
                value = pow(base, d, n)
                found.append(f"${base}^{{{d}}} \\equiv {value} \\pmod{{{n}}}$")
        else:
            value = base % n
        at = d
        if value == 1:
            break
    steps.append(f"Try its divisors as exponents: {', '.join(found)}.")
    steps.append(
        f"Before ${base}^{{{at}}} \\equiv 1 \\pmod{{{n}}}$ no divisor of {phi} gives 1, so the order is {at}."
    )
    power, count = base % n, 1
    while power != 1:
        power, count = power * base % n, count + 1
    return steps, agree(at, count, what="the order")


@redrawn
def _order(rng: random.Random, difficulty: int) -> Draft | None:
    low, high = ((7, 24), (0, 0), (23, 80), (33, 140), (140, 420))[difficulty - 1]
    n, a = rng.randint(low, high), rng.randint(2, 12)
    primes = _factors(n)
    if gcd(a, n) != 1 or a >= n or (difficulty >= 3 and (difficulty == 3) != (len(primes) == 1)):
        return None
    steps, order = _steps(a, n)
    if not 3 <= order <= 70 or len(steps[1]) > 900:
        return None
    setting = ask(
        rng,
        (
            "The powers of {a} are reduced modulo {n}.",
            "Let $k$ be the smallest positive exponent with ${a}^k \\equiv 1 \\pmod{{{n}}}$.",
            "Starting with 1, a program multiplies by {a} again and again and keeps the remainder modulo {n} each time.",
            "In the group of units modulo {n} consider the element {a}.",
        ),
        a=a, n=n,
    )  # fmt: skip
    asked = {
        "The p": ("What is the least positive exponent whose power leaves the remainder 1?", "After how many powers does the list of remainders repeat?", "Find the length of the period of these remainders."),
        "Let $": ("Find $k$.", "What is $k$?", "Determine $k$."),
        "Start": ("After how many multiplications does it get back to 1 for the first time?", "How many multiplications bring it back to 1 for the first time?"),
        "In th": ("What is its order?", "Find its order.", "Determine its multiplicative order."),
    }  # fmt: skip
    return worked(rng, f"{setting} {rng.choice(asked[setting[:5]])}", steps, str(order))


@redrawn
def _period(rng: random.Random) -> Draft | None:
    n, top = rng.randint(7, 111), rng.randint(1, 60)
    if gcd(n, 10) != 1 or gcd(n, top) != 1 or top >= n:
        return None
    steps, order = _steps(10, n)
    if not 2 <= order <= 30:
        return None
    prompt = tell(
        rng,
        (
            "The fraction $\\frac{{{top}}}{{{n}}}$ is written as a repeating decimal.",
            "A calculator with very many digits shows the decimal expansion of $\\frac{{{top}}}{{{n}}}$.",
            "Long division turns $\\frac{{{top}}}{{{n}}}$ into a decimal that never ends.",
            "The digits after the point of $\\frac{{{top}}}{{{n}}}$ repeat from the start.",
        ),
        ("How long is the shortest block of digits that repeats?", "What is the length of its period?", "Find the length of the shortest period.", "How many digits does its shortest repeating block have?"),
        top=top, n=n,
    )  # fmt: skip
    steps.insert(0, f"As $\\gcd(10, {n}) = 1$, the period is as long as the order of 10 modulo {n}.")
    return worked(rng, prompt, steps, str(order))


@redrawn
def _shuffle(rng: random.Random, difficulty: int) -> Draft | None:
    cards = 2 * rng.randint(10, 30) if difficulty == 4 else 2 * rng.randint(31, 104)
    steps, order = _steps(2, cards - 1)
    if order > 40:
        return None
    prompt = tell(
        rng,
        (
            "A deck of {c} cards is cut into halves and the halves are interleaved perfectly, so that the top card stays on top and "
            "the bottom card at the bottom.",
            "A magician shuffles {c} cards perfectly: the two halves are merged card by card, and the first and last card keep their "
            "places.",
            "A machine splits a stack of {c} cards into halves and lays them together alternately, starting with the top card of the "
            "upper half.",
            "In a perfect out-shuffle of {c} cards the halves alternate, and the outer cards stay outside.",
        ),
        ("After how many such shuffles are all cards back in their places for the first time?", "How many of these shuffles restore the order for the first time?", "What is the least number of such shuffles after which the deck is as it was?", "How often, at least once, must this be done until the deck is in its first order again?"),
        c=cards,
    )  # fmt: skip
    steps.insert(
        0,
        f"Number the places from 0 to ${cards} - 1 = {cards - 1}$: a shuffle doubles each number modulo {cards - 1}, so the order of 2 is asked.",
    )
    return worked(rng, prompt, steps, str(order))
