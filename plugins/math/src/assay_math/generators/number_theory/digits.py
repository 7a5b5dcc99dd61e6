"""Digits: sums of digits, last digits of powers."""

from __future__ import annotations

import random

from assay import Draft
from assay_math.generators._asking import posed
from assay_math.generators._levels import problems
from assay_math.generators._write import worked

_SUMS = posed(
    "number",
    "${shown}$",
    (
        "What is the sum of the digits of {it}?",
        "Find the digit sum of {it}.",
        "Determine the sum of the decimal digits of {it}.",
        "What do the digits of {it} add up to?",
    ),
)


@problems("math.digit_sum", version=2, levels=(1, 2, 2, 3, 4))
def digit_sum(rng: random.Random, difficulty: int) -> Draft:
    """Add the digits of a number, a product, a square or a power.

    Step 1 and 2: of a number. 3: of a product. 4: of a sum of products. 5: of a power.
    """
    steps = []
    if difficulty <= 2:
        value = rng.randint(10**3, 10**6 if difficulty == 1 else 10**9)
        shown = str(value)
    elif difficulty == 3:
        a, b = rng.randint(23, 999), rng.randint(23, 999)
        value, shown = a * b, f"{a} \\cdot {b}"
    elif difficulty == 4:
        a, b, c = rng.randint(23, 999), rng.randint(23, 999), rng.randint(100, 99_999)
        value, shown = a * b + c, f"{a} \\cdot {b} + {c}"
    else:
        base = rng.randint(2, 99)
        power = rng.randint(3, 5) if base > 20 else rng.randint(5, 12)
        factor = rng.randint(2, 99)
        value, shown = factor * base**power, f"{factor} \\cdot {base}^{{{power}}}"
    if difficulty >= 3:
        steps.append(f"Compute the number: ${shown} = {value}$.")
    listed = " + ".join(str(value))
    total = sum(map(int, str(value)))
    steps.append(f"Add its digits: ${listed} = {total}$.")
    return worked(rng, rng.choice(_SUMS).format(shown=shown), steps, str(total))


_LAST = posed(
    "number",
    "${shown}$",
    (
        "What is the last digit of {it}?",
        "Find the units digit of {it}.",
        "Which digit does {it} end in?",
        "Determine the ones digit of {it}.",
    ),
)


@problems("math.last_digit", version=3)
def last_digit(rng: random.Random, difficulty: int) -> Draft:
    """Find the last digit of a power, and from difficulty 4 of a sum or product of two powers."""
    powers = []
    for _ in range(2 if difficulty >= 4 else 1):
        base = rng.randint(2, 9) if difficulty == 1 else rng.randint(12, 10 ** (1 + difficulty // 2) + 89)
        while base % 10 in (0, 1, 5, 6) and difficulty > 1:
            base = rng.randint(12, 10 ** (1 + difficulty // 2) + 89)
        powers.append((base, rng.randint(11, 60 * 5**difficulty)))
    steps, ends = [], []
    for base, exponent in powers:
        unit = base % 10
        length = next(k for k in (1, 2, 4) if pow(unit, k + 1, 10) == unit)
        rest = exponent % length or length
        end = pow(unit, rest, 10)
        if base > 9:
            steps.append(f"Only the last digit of {base} matters: ${base} \\equiv {unit} \\pmod{{10}}$.")
        cycle = ", ".join(str(pow(unit, k, 10)) for k in range(1, length + 1))
        steps.append(
            f"The last digits of the powers of {unit} repeat with {cycle}, since ${unit}^{{{length + 1}}} \\equiv {unit} \\pmod{{10}}$."
        )
        times, left = divmod(exponent - rest, length)[0], rest
        if length == 1:
            steps[-1] = f"Every power of {unit} ends in {unit}, since ${unit}^2 \\equiv {unit} \\pmod{{10}}$."
            ends.append(end)
            continue
        steps.append(
            f"As ${exponent} = {length} \\cdot {times} + {left}$, the power ends like ${unit}^{{{rest}}} = {unit**rest}$."
        )
        ends.append(end)
    shown = [f"{base}^{{{exponent}}}" for base, exponent in powers]
    answer = ends[0]
    text = shown[0]
    if len(powers) == 2:
        sign = "+" if rng.random() < 0.5 else "\\cdot"
        total = ends[0] + ends[1] if sign == "+" else ends[0] * ends[1]
        answer = total % 10
        text = f" {sign} ".join(shown)
        steps.append(f"Together: ${ends[0]} {sign} {ends[1]} = {total} \\equiv {answer} \\pmod{{10}}$.")
    return worked(rng, rng.choice(_LAST).format(shown=text), steps, str(answer))
