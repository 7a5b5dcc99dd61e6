"""Number bases: conversion and addition."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_math.generators._words import listing, power
from assay_math.generators._write import VERIFIERS, worked

_DIGITS = "0123456789ABCDEF"
_CONVERT = (
    "Convert ${n}$ to base ${to}$.",
    "Write ${n}$ in base ${to}$.",
    "What is ${n}$ in base ${to}$?",
    "Express ${n}$ as a number in base ${to}$.",
)
_TO_TEN = (
    "Convert ${n}$ to base 10.",
    "Write ${n}$ as a decimal number.",
    "What is the base-ten value of ${n}$?",
    "Which number in base 10 is ${n}$?",
)
_SUM = (
    "Calculate ${expression}$ and give the result in base ${base}$.",
    "What is ${expression}$ in base ${base}$?",
    "Add in base ${base}$: ${expression}$.",
    "Work out ${expression}$ without leaving base ${base}$. What is the result in that base?",
)
_DIFFERENCE = (
    "Calculate ${expression}$ and give the result in base ${base}$.",
    "What is ${expression}$ in base ${base}$?",
    "Subtract in base ${base}$: ${expression}$.",
    "Work out ${expression}$ without leaving base ${base}$. What is the result in that base?",
)


def in_base(n: int, base: int) -> str:
    """The digits of ``n`` in a base from 2 to 16."""
    out = ""
    while True:
        n, r = divmod(n, base)
        out = _DIGITS[r] + out
        if not n:
            return out


def _tagged(n: int, base: int) -> str:
    return f"{in_base(n, base)}_{{{base}}}" if base > 9 else f"{in_base(n, base)}_{base}"


@generator("math.base_conversion", verifiers=VERIFIERS, min_step_coverage=1.0)
def base_conversion(rng: random.Random, difficulty: int) -> Draft:
    """Convert between number bases.

    Difficulty 1: binary to decimal. 2: decimal to a base up to 9. 3: a base up to 9 to
    decimal, longer. 4: base 16. 5: from one base to another.
    """
    steps: list[str] = []
    if difficulty == 1:
        n = rng.randint(5, 511)
        _expand(n, 2, steps)
        return worked(rng.choice(_TO_TEN).format(n=_tagged(n, 2)), steps, str(n))
    if difficulty == 2:
        base = rng.randint(2, 9)
        n = rng.randint(50, 9999 if base > 4 else 999)
        _divide(n, base, steps)
        return worked(rng.choice(_CONVERT).format(n=n, to=base), steps, _tagged(n, base))
    if difficulty == 3:
        base = rng.randint(3, 9)
        n = rng.randint(base**4, base**6)
        _expand(n, base, steps)
        return worked(rng.choice(_TO_TEN).format(n=_tagged(n, base)), steps, str(n))
    if difficulty == 4:
        n = rng.randint(300, 65_535)
        if rng.random() < 0.5:
            _expand(n, 16, steps)
            return worked(rng.choice(_TO_TEN).format(n=_tagged(n, 16)), steps, str(n))
        _divide(n, 16, steps)
        return worked(rng.choice(_CONVERT).format(n=n, to=16), steps, _tagged(n, 16))
    base, to = rng.sample((2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 16), 2)
    n = rng.randint(400, 20_000 if min(base, to) > 3 else 2000)
    _expand(n, base, steps)
    _divide(n, to, steps)
    return worked(rng.choice(_CONVERT).format(n=_tagged(n, base), to=to), steps, _tagged(n, to))


def _letters(n: int, base: int) -> str:
    """What the letters in a number stand for, as a clause; nothing for bases up to ten."""
    used = sorted({d for d in in_base(n, base) if d in "ABCDEF"})
    return f" ({listing([f'{d} is {_DIGITS.index(d)}' for d in used])})" if used else ""


def _expand(n: int, base: int, steps: list[str]) -> None:
    text = in_base(n, base)
    terms, values = [], []
    for i, digit in enumerate(text):
        value, place = _DIGITS.index(digit), len(text) - 1 - i
        if value:
            terms.append(f"{value} \\cdot {power(base, place)}" if place else str(value))
            values.append(value * base**place)
    summed = " + ".join(map(str, values))
    middle = f" = {summed}" if len(values) > 1 else ""
    steps.append(
        f"Write out the place values{_letters(n, base)}: ${_tagged(n, base)} = {' + '.join(terms)}{middle} = {n}$."
    )


def _divide(n: int, base: int, steps: list[str]) -> None:
    rest = n
    lead = f"Divide by ${base}$ again and again"
    while rest:
        q, r = divmod(rest, base)
        letter = f", digit {_DIGITS[r]}" if r > 9 else ""
        steps.append(f"{lead}: ${rest} = {q} \\cdot {base} + {r}${letter}.")
        rest = q
        lead = "Next"
    steps.append(f"The remainders from last to first are the digits: ${n} = {_tagged(n, base)}$.")


@generator("math.base_addition", verifiers=VERIFIERS, min_step_coverage=1.0)
def base_addition(rng: random.Random, difficulty: int) -> Draft:
    """Add and subtract in a base other than ten.

    Difficulty 1: binary. 2: a base up to 9. 3: three numbers. 4: subtraction. 5: base 11 to 16.
    """
    base = 2 if difficulty == 1 else rng.randint(3, 9) if difficulty < 5 else rng.choice((11, 12, 13, 16))
    size = (5, 4, 4, 4, 4)[difficulty - 1]
    if difficulty == 1:
        numbers = [rng.randint(2, 31), rng.randint(2, 31)]
    else:
        numbers = [
            rng.randint(base ** (size - 2), base**size - 1) for _ in range(3 if difficulty == 3 else 2)
        ]
    if difficulty == 4:
        return _subtract(rng, base, numbers)
    expression = " + ".join(_tagged(n, base) for n in numbers)
    total = sum(numbers)
    steps: list[str] = []
    carry = 0
    width = len(in_base(max(numbers), base))
    columns = [in_base(n, base).zfill(width)[::-1] for n in numbers]
    for i in range(width):
        parts = [_DIGITS.index(column[i]) for column in columns] + ([carry] if carry else [])
        column_sum = sum(parts)
        q, r = divmod(column_sum, base)
        shown = " + ".join(map(str, parts))
        where = "the ones" if i == 0 else "the next column"
        letter = f" as {_DIGITS[r]}" if r > 9 else ""
        if q:
            steps.append(
                f"In {where}: ${shown} = {column_sum} = {q} \\cdot {base} + {r}$, so write {r}{letter} and carry {q}."
            )
        else:
            steps.append(f"In {where}: ${shown} = {column_sum}$, so write {r}{letter}.")
        carry = q
    steps.append(
        f"{'The last carry comes in front' if carry else 'Nothing is carried at the end'}: ${expression} = {_tagged(total, base)}$."
    )
    return worked(rng.choice(_SUM).format(expression=expression, base=base), steps, _tagged(total, base))


def _subtract(rng: random.Random, base: int, numbers: list[int]) -> Draft:
    a, b = max(numbers), min(numbers)
    if a == b:
        return base_addition.make(rng, 4)
    steps: list[str] = []
    width = len(in_base(a, base))
    first, second = in_base(a, base)[::-1], in_base(b, base).zfill(width)[::-1]
    borrow = 0
    for i in range(width):
        top, bottom = int(first[i]), int(second[i])
        where = "the ones" if i == 0 else "the next column"
        minus = f"{top} - {bottom}" + (f" - {borrow}" if borrow else "")
        value = top - bottom - borrow
        if value < 0:
            steps.append(
                f"In {where} ${minus} = {value}$ is negative, so borrow: ${value} + {base} = {value + base}$."
            )
            borrow = 1
        else:
            steps.append(f"In {where}: ${minus} = {value}$.")
            borrow = 0
    expression = f"{_tagged(a, base)} - {_tagged(b, base)}"
    steps.append(f"Together: ${expression} = {_tagged(a - b, base)}$.")
    return worked(
        rng.choice(_DIFFERENCE).format(expression=expression, base=base), steps, _tagged(a - b, base)
    )
