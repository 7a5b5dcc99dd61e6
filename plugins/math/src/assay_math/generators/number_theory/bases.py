"""Numbers in other bases."""

from __future__ import annotations

import random

from assay import Draft
from assay_math.generators._asking import posed
from assay_math.generators._levels import problems
from assay_math.generators._write import worked

_DIGITS = "0123456789ABCDEF"


def digits(value: int, base: int) -> str:
    """``value`` written in ``base`` (2 to 16)."""
    out = ""
    while value:
        value, digit = divmod(value, base)
        out = _DIGITS[digit] + out
    return out or "0"


def _written(value: int, base: int) -> str:
    return f"{digits(value, base)}_{{{base}}}"


def _expansion(value: int, base: int) -> str:
    text = digits(value, base)
    return " + ".join(f"{_DIGITS.index(d)} \\cdot {base}^{{{len(text) - 1 - i}}}" for i, d in enumerate(text))


_TO_TEN = posed(
    "number",
    "${number}$",
    (
        "Convert {it} to base 10.",
        "Write {it} in the decimal system.",
        "What is {it} as a base 10 number?",
        "Find the decimal value of {it}.",
    ),
)


@problems("math.base_to_decimal", version=2, levels=(2, 2, 3, 4, 5))
def base_to_decimal(rng: random.Random, difficulty: int) -> Draft:
    """Convert to base 10; binary first, any base up to 9 later."""
    base = rng.choice(([2], [2, 3], [3, 4, 5], [5, 6, 7], [6, 7, 8, 9])[difficulty - 1])
    high = 100 * 8 ** (difficulty - 1)
    value = rng.randint(max(high // 20, base), high)
    text = digits(value, base)
    parts = [_DIGITS.index(d) * base ** (len(text) - 1 - i) for i, d in enumerate(text)]
    steps = [
        f"Each digit counts a power of {base}: ${_expansion(value, base)} = {' + '.join(map(str, parts))} = {value}$."
    ]
    return worked(rng, rng.choice(_TO_TEN).format(number=_written(value, base)), steps, str(value))


_FROM_TEN = posed(
    "decimal number",
    "{value}",
    (
        "Convert {it} to base {base}.",
        "Write {it} in base {base}.",
        "What is {it} in base {base}?",
        "Express {it} as a base {base} number.",
    ),
    bare=("What is {value} (base 10) in base {base}?",),
)


@problems("math.decimal_to_base", version=2, levels=(3, 3, 3, 4, 5))
def decimal_to_base(rng: random.Random, difficulty: int) -> Draft:
    """Convert from base 10 by repeated division; small binary numbers first."""
    base = rng.choice(([2], [2, 3], [3, 4, 5], [5, 6, 7], [6, 7, 8, 9])[difficulty - 1])
    high = 100 * 8 ** (difficulty - 1)
    value = rng.randint(max(high // 20, base), high)
    steps, rest, found = [], value, []
    while rest:
        quotient, digit = divmod(rest, base)
        steps.append(
            f"Divide by {base}: ${rest} = {base} \\cdot {quotient} + {digit}$, so the next digit is {digit}."
        )
        found.append(digit)
        rest = quotient
    steps.append(
        f"Read the digits from the last to the first: ${_written(value, base)} = {_expansion(value, base)}$."
    )
    return worked(rng, rng.choice(_FROM_TEN).format(value=value, base=base), steps, _written(value, base))


_ADD = posed(
    "expression",
    "${a} {sign} {b}$",
    (
        "In base {base}, compute {it}.",
        "Work out {it} and give the result in base {base}.",
        "Calculate {it} in base {base}.",
    ),
    bare=(
        "What is ${a} {sign} {b}$ (all numbers in base {base})?",
        "Calculate in base {base}: ${a} {sign} {b}$.",
    ),
)


@problems("math.base_arithmetic", version=2, levels=(3, 3, 3, 4, 5))
def base_arithmetic(rng: random.Random, difficulty: int) -> Draft:
    """Add, subtract or multiply in another base; multiplication from difficulty 4."""
    base = rng.choice(([2, 3], [3, 4, 5], [5, 6, 7], [4, 5, 6], [7, 8, 9])[difficulty - 1])
    sign = "\\cdot" if difficulty >= 4 else rng.choice("+-")
    high = (60, 200, 900, 120, 400)[difficulty - 1]
    a, b = rng.randint(high // 10, high), rng.randint(high // 10, high)
    if sign == "-" and a <= b:
        a, b = b + 1, a
    value = a + b if sign == "+" else a - b if sign == "-" else a * b
    steps = [
        f"In base 10 the numbers are ${_expansion(a, base)} = {a}$ and ${_expansion(b, base)} = {b}$.",
        f"Compute: ${a} {sign} {b} = {value}$.",
        f"Back in base {base}: ${value} = {_expansion(value, base)} = {_written(value, base)}$.",
    ]
    prompt = rng.choice(_ADD).format(a=_written(a, base), b=_written(b, base), sign=sign, base=base)
    return worked(rng, prompt, steps, _written(value, base))
