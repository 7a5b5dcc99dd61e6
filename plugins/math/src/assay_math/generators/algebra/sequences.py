"""Arithmetic, geometric and recursive sequences."""

from __future__ import annotations

import random
from fractions import Fraction

from assay import Draft
from assay_math.generators._asking import posed
from assay_math.generators._levels import problems
from assay_math.generators._write import nonzero, num, paren, worked


def _listed(terms: list[Fraction]) -> str:
    return ", ".join(num(t) for t in terms) + ", \\ldots"


_NTH = posed(
    "sequence",
    "${terms}$",
    (
        "It is {kind}. Find the term number {n}.",
        "It is {kind}. What is $a_{{{n}}}$, if $a_1$ is the first term?",
    ),
    bare=(
        "The sequence ${terms}$ is {kind}. Find its term number {n}.",
        "What is the {n}th term of the {kind} sequence ${terms}$?",
        "Determine the {n}th term of the {kind} sequence ${terms}$.",
        "The first terms of the {kind} sequence are ${terms}$. Calculate the term at place {n}.",
    ),
)


@problems("math.arithmetic_sequence", version=2, levels=(2, 2, 3, 4, 5))
def arithmetic_sequence(rng: random.Random, difficulty: int) -> Draft:
    """Find a term of an arithmetic sequence.

    Step 1: growing. 2: any sign. 3: fractions. 4: from two given terms. 5: from two given terms, with fractions.
    """
    below = rng.randint(2, 5) if difficulty in (3, 5) else 1
    first = Fraction(nonzero(rng, 1 if difficulty == 1 else -30, 30), below)
    step = Fraction(nonzero(rng, 1 if difficulty == 1 else -15, 15), below)
    n = rng.randint(24, 40 + 20 * difficulty)
    while n % 10 in (1, 2, 3):  # "the 24th term", never "the 21th"
        n = rng.randint(24, 40 + 20 * difficulty)
    value = first + (n - 1) * step
    if difficulty <= 3:
        terms = [first + i * step for i in range(4)]
        steps = [
            f"The common difference is $d = {num(terms[1])} - {paren(terms[0])} = {num(step)}$.",
            f"Add it ${n} - 1 = {n - 1}$ times to the first term: "
            f"$a_{{{n}}} = {num(first)} + {n - 1} \\cdot {paren(step)} = {num(value)}$.",
        ]
        prompt = rng.choice(_NTH).format(terms=_listed(terms), kind="arithmetic", n=n)
        return worked(rng, prompt, steps, num(value))
    i = rng.randint(3, 9)
    j = i + rng.randint(3, 12)
    a, b = first + (i - 1) * step, first + (j - 1) * step
    steps = [
        f"From place {i} to place {j} there are ${j} - {i} = {j - i}$ equal differences, "
        f"so $d = \\frac{{{num(b)} - {paren(a)}}}{{{j - i}}} = {num(step)}$.",
        f"From place {j} to place {n} there are ${n} - {j} = {n - j}$ more: "
        f"$a_{{{n}}} = {num(b)} + {n - j} \\cdot {paren(step)} = {num(value)}$.",
    ]
    prompt = rng.choice(
        (
            "In an arithmetic sequence, $a_{{{i}}} = {a}$ and $a_{{{j}}} = {b}$. Find $a_{{{n}}}$.",
            "An arithmetic sequence has $a_{{{i}}} = {a}$ and $a_{{{j}}} = {b}$. What is $a_{{{n}}}$?",
            "Given the terms $a_{{{i}}} = {a}$ and $a_{{{j}}} = {b}$ of an arithmetic sequence, calculate $a_{{{n}}}$.",
            "Determine $a_{{{n}}}$ of the arithmetic sequence with $a_{{{i}}} = {a}$ and $a_{{{j}}} = {b}$.",
        )
    ).format(i=i, j=j, n=n, a=num(a), b=num(b))
    return worked(rng, prompt, steps, num(value))


@problems("math.geometric_sequence", version=2, levels=(2, 2, 3, 4, 5))
def geometric_sequence(rng: random.Random, difficulty: int) -> Draft:
    """Find a term of a geometric sequence.

    Step 1: whole ratio. 2: negative ratios too. 3: fractional ratio. 4 and 5: larger numbers and places.
    """
    ratio = Fraction(rng.randint(2, 5))
    if difficulty >= 2:
        ratio = Fraction(nonzero(rng, -5, 5))
        while abs(ratio) == 1:
            ratio = Fraction(nonzero(rng, -5, 5))
    if difficulty >= 3:
        below = rng.choice([2, 3])
        top = rng.choice([t for t in (-5, -4, -3, -2, -1, 1, 2, 3, 4, 5) if t % below])
        ratio = Fraction(top, below)
    first = Fraction(nonzero(rng, 1 if difficulty == 1 else -60, 60))
    if difficulty >= 3:
        first *= ratio.denominator ** rng.randint(1, 3)
    n = rng.choice([5, 6, 7] if difficulty <= 3 else [7, 8, 9])
    terms = [first * ratio**i for i in range(3)]
    value = first * ratio ** (n - 1)
    power = (
        f"\\left({num(ratio)}\\right)^{{{n - 1}}}"
        if ratio.denominator > 1 or ratio < 0
        else f"{num(ratio)}^{{{n - 1}}}"
    )
    steps = [
        f"The common ratio is $r = {num(terms[1])} \\div {paren(terms[0])} = {num(ratio)}$.",
        f"Multiply ${n} - 1 = {n - 1}$ times: $a_{{{n}}} = {num(first)} \\cdot {power} = "
        f"{num(first)} \\cdot {paren(ratio ** (n - 1))} = {num(value)}$.",
    ]
    prompt = rng.choice(_NTH).format(terms=_listed(terms), kind="geometric", n=n)
    return worked(rng, prompt, steps, num(value))


_RECURSIVE = posed(
    "rule",
    "${rule}$",
    (
        "A sequence with {start} follows it. Find $a_{{{n}}}$.",
        "It makes a sequence that starts with {start}. What is $a_{{{n}}}$?",
    ),
    bare=(
        "A sequence starts with {start} and follows ${rule}$. Find $a_{{{n}}}$.",
        "Let {start} and ${rule}$. What is $a_{{{n}}}$?",
        "The sequence with {start} obeys ${rule}$. Calculate $a_{{{n}}}$.",
        "Given {start} and the rule ${rule}$, determine $a_{{{n}}}$.",
    ),
)


@problems("math.recursive_sequence", version=2, levels=(2, 2, 3, 4, 5))
def recursive_sequence(rng: random.Random, difficulty: int) -> Draft:
    """Follow a recursion.

    Step 1 to 3: each term from the one before, with growing numbers. 4 to 5: from the two before.
    """
    n = 3 + difficulty if difficulty <= 3 else 2 + difficulty
    if difficulty <= 3:
        p, q = rng.randint(2, 2 + difficulty), nonzero(rng, 1 if difficulty == 1 else -15, 15)
        values = [nonzero(rng, 1 if difficulty == 1 else -15, 15)]
        rule = f"a_{{n+1}} = {p}a_n {'+' if q > 0 else '-'} {abs(q)}"
        start = f"$a_1 = {values[0]}$"
        steps = []
        for i in range(2, n + 1):
            old = values[-1]
            values.append(p * old + q)
            steps.append(
                f"$a_{{{i}}} = {p} \\cdot {paren(old)} {'+' if q > 0 else '-'} {abs(q)} = {values[-1]}$."
            )
    else:
        p, q = rng.randint(1, 4), nonzero(rng, -4, 4)
        values = [nonzero(rng, -9, 9), nonzero(rng, -9, 9)]
        first = "" if p == 1 else str(p)
        second = "" if abs(q) == 1 else str(abs(q))
        rule = f"a_{{n+2}} = {first}a_{{n+1}} {'+' if q > 0 else '-'} {second}a_n"
        start = f"$a_1 = {values[0]}$, $a_2 = {values[1]}$"
        steps = []
        for i in range(3, n + 1):
            b, a = values[-1], values[-2]
            values.append(p * b + q * a)
            left = paren(b) if p == 1 else f"{p} \\cdot {paren(b)}"
            right = paren(a) if abs(q) == 1 else f"{abs(q)} \\cdot {paren(a)}"
            steps.append(f"$a_{{{i}}} = {left} {'+' if q > 0 else '-'} {right} = {values[-1]}$.")
    prompt = rng.choice(_RECURSIVE).format(start=start, rule=rule, n=n)
    return worked(rng, prompt, steps, str(values[-1]))
