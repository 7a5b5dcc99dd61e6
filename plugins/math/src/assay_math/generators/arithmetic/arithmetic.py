"""Arithmetic with whole numbers: order of operations, signed numbers, long division."""

from __future__ import annotations

import random
from collections.abc import Callable

from assay import Draft
from assay_math.generators._asking import posed
from assay_math.generators._levels import problems
from assay_math.generators._words import signed_sum
from assay_math.generators._write import nonzero, paren, worked

Tokens = list[int | str]
"""An expression from left to right: whole numbers and the signs ``+ - * / ^ ( )``."""

_SIGNS = {"+": " + ", "-": " - ", "*": " \\cdot ", "/": " \\div ", "^": "^", "(": "(", ")": ")"}
_STEPS = {"^": "Work out the power", "*": "Multiply", "/": "Divide", "+": "Add", "-": "Subtract"}
_APPLY: dict[str, Callable[[int, int], int]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a // b,
    "^": lambda a, b: a**b,
}

_EVALUATE = posed(
    "expression",
    "${expression}$",
    (
        "Evaluate {it}.",
        "Calculate {it}.",
        "What is the value of {it}?",
        "Find the value of {it}.",
        "Work out {it}.",
    ),
    bare=(
        "Use the order of operations to find ${expression}$.",
        "What is ${expression}$?",
    ),
)
_ADD = posed(
    "expression",
    "${expression}$",
    (
        "Evaluate {it}.",
        "Calculate {it}.",
        "What is the value of {it}?",
        "Find the value of {it}.",
        "Work out {it}.",
    ),
    bare=("What is ${expression}$?",),
)
_DIVIDE = posed(
    "numbers",
    "${n}$ and ${d}$",
    (
        "Divide the first by the second and write the quotient $q$ and the remainder $r$ as $(q, r)$.",
        "In the form $(q, r)$, what are the quotient $q$ and the remainder $r$ when the first is divided by the second?",
    ),
    bare=(
        "Divide ${n}$ by ${d}$. Give the quotient $q$ and the remainder $r$ as $(q, r)$.",
        "Find the quotient $q$ and the remainder $r$ when ${n}$ is divided by ${d}$. Write your answer as $(q, r)$.",
        "Use long division to work out ${n} \\div {d}$, and write the quotient $q$ and the remainder $r$ as $(q, r)$.",
        "What whole numbers $q$ and $r$ with $0 \\le r < {d}$ satisfy ${n} = {d}q + r$? Answer in the form $(q, r)$.",
    ),
)


@problems("math.order_of_operations", version=2)
def order_of_operations(rng: random.Random, difficulty: int) -> Draft:
    """Evaluate an expression with several operations.

    Difficulty 1: two operations. 2: three, no brackets. 3: a bracket. 4: a
    bracket and a power. 5: nested brackets and negative numbers.
    """
    while True:
        tokens = _expression(rng, difficulty)
        reduced = _reduce(tokens, 10_000 if difficulty > 2 else 1000, 0 if difficulty < 4 else -10_000)
        if reduced is None:
            continue
        steps, value = reduced
        prompt = rng.choice(_EVALUATE).format(expression=_show(tokens))
        return worked(rng, prompt, steps, str(value))


def _expression(rng: random.Random, difficulty: int) -> Tokens:
    high = 12 + 4 * difficulty
    if difficulty == 1:
        parts: list[Tokens] = [_product(rng, high, 9), [rng.randint(2, 4 * high)]]
    elif difficulty == 2:
        parts = [_product(rng, high, 12), [rng.randint(2, 4 * high)], _product(rng, high, 9)]
        if rng.random() < 0.5:
            parts[2] = [rng.randint(2, 4 * high)]
    elif difficulty == 3:
        parts = [_bracket(rng, _sum(rng, high)), _product(rng, high, 9), [rng.randint(2, 3 * high)]]
    elif difficulty == 4:
        square: Tokens = [rng.randint(2, 9), "^", 2] if rng.random() < 0.7 else [rng.randint(2, 5), "^", 3]
        parts = [_bracket(rng, _sum(rng, high)), square, _product(rng, high, 9)]
    else:
        inner: Tokens = [nonzero(rng, -9, 9), "-", *_bracket(rng, _sum(rng, 12))]
        power: Tokens = (
            ["(", *_sum(rng, 9), ")", "^", 2] if rng.random() < 0.5 else [-rng.randint(2, 6), "^", 2]
        )
        parts = [_bracket(rng, inner), power, _product(rng, high, 9)]
    rng.shuffle(parts)
    tokens: Tokens = [*parts[0]]
    for part in parts[1:]:
        tokens += [rng.choice("+-"), *part]
    return tokens


def _product(rng: random.Random, high: int, small: int) -> Tokens:
    a, b = rng.randint(2, high), rng.randint(2, small)
    return [a, "*", b] if rng.random() < 0.6 else [a * b, "/", b]


def _sum(rng: random.Random, high: int) -> Tokens:
    a, b = rng.randint(1, high), rng.randint(1, high)
    return [a, "+", b] if rng.random() < 0.5 else [max(a, b) + 1, "-", min(a, b)]


def _bracket(rng: random.Random, inside: Tokens) -> Tokens:
    factor = rng.randint(2, 9)
    return [factor, "*", "(", *inside, ")"] if rng.random() < 0.7 else ["(", *inside, ")", "*", factor]


def _show(tokens: Tokens) -> str:
    out = ""
    for i, token in enumerate(tokens):
        if isinstance(token, str):
            out += _SIGNS[token]
        elif token < 0 and ((i and tokens[i - 1] != "(") or tokens[i + 1 : i + 2] == ["^"]):
            out += f"({token})"
        else:
            out += str(token)
    return out


def _reduce(tokens: Tokens, high: int, low: int) -> tuple[list[str], int] | None:
    """The steps, one operation each, and the value; None when a number on the way is not fit for the level."""
    steps = []
    work = list(tokens)
    while len(work) > 1:
        close = work.index(")") if ")" in work else len(work)
        start = max((i for i in range(close) if work[i] == "("), default=-1) + 1
        at = _next_operation(work, start, close)
        left, sign, right = work[at - 1], str(work[at]), work[at + 1]
        assert isinstance(left, int)
        assert isinstance(right, int)
        if sign == "/" and (right == 0 or left % right):
            return None
        value = _APPLY[sign](left, right)
        if not low <= value <= high:
            return None
        claim = f"${_show(work[at - 1 : at + 2])} = {value}$"
        lead = f"{_STEPS[sign]} in the brackets" if close < len(work) else _STEPS[sign]
        before = _show(work)
        work[at - 1 : at + 2] = [value]
        if start and work[start + 1 : start + 2] == [")"]:
            work[start - 1 : start + 2] = [value]
        steps.append(
            f"{lead}: {claim}." if len(work) == 1 else f"{lead}: {claim}, so ${before} = {_show(work)}$."
        )
    result = work[0]
    assert isinstance(result, int)
    return steps, result


def _next_operation(work: Tokens, start: int, end: int) -> int:
    for signs in ("^", "*/", "+-"):
        for i in range(start, end):
            token = work[i]
            if isinstance(token, str) and token in signs:
                return i
    raise AssertionError(f"no operation in {work}")


@problems("math.integer_arithmetic", version=2)
def integer_arithmetic(rng: random.Random, difficulty: int) -> Draft:
    """Add, subtract and multiply whole and negative numbers.

    Difficulty 1: a two-digit sum or difference. 2: three terms, negative results.
    3: four terms with double signs. 4: long multiplication. 5: a long product with signs and a sum.
    """
    if difficulty == 1:
        a, b = sorted((rng.randint(12, 99), rng.randint(11, 89)), reverse=True)
        sign = rng.choice("+-")
        tens, ones = b // 10 * 10, b % 10
        steps = []
        middle = a + tens if sign == "+" else a - tens
        steps.append(f"Take the tens first: ${a} {sign} {tens} = {middle}$.")
        value = a + b if sign == "+" else a - b
        if ones:
            steps.append(f"Then the ones: ${middle} {sign} {ones} = {value}$.")
        return worked(rng, rng.choice(_ADD).format(expression=f"{a} {sign} {b}"), steps, str(value))
    if difficulty == 2:
        return _signed(rng, 3, 150, double=False)
    if difficulty == 3:
        return _signed(rng, 4, 300, double=True)
    a = rng.randint(102, 2999)
    b = rng.randint(23, 99) if difficulty == 4 else rng.randint(112, 999)
    steps = []
    product = _long_product(a, b, steps)
    if difficulty == 4:
        return worked(rng, rng.choice(_ADD).format(expression=f"{a} \\cdot {b}"), steps, str(product))
    c = rng.randint(1000, 99_999)
    left, right = (-a, b) if rng.random() < 0.5 else (a, -b)
    steps.append(
        f"One factor is negative, so the product is negative: ${left} \\cdot {paren(right)} = {-product}$."
    )
    sign = rng.choice("+-")
    value = -product + c if sign == "+" else -product - c
    steps.append(
        f"{'Add' if sign == '+' else 'Subtract'} the last number: ${-product} {sign} {c} = {value}$."
    )
    expression = f"{left} \\cdot {paren(right)} {sign} {c}"
    return worked(rng, rng.choice(_ADD).format(expression=expression), steps, str(value))


def _signed(rng: random.Random, terms: int, high: int, *, double: bool) -> Draft:
    values = [nonzero(rng, -high, high) for _ in range(terms)]
    if not double:
        values[0], values[1] = rng.randint(5, high // 2), -rng.randint(high // 2, high)
        expression = signed_sum(values)
        steps = []
    else:
        while all(value > 0 for value in values[1:]):
            values[rng.randrange(1, terms)] *= -1
        signs = [rng.choice("+-") for _ in values[1:]]
        shown = [f" {sign} {paren(value)}" for sign, value in zip(signs, values[1:], strict=True)]
        expression = str(values[0]) + "".join(shown)
        values[1:] = [v if sign == "+" else -v for sign, v in zip(signs, values[1:], strict=True)]
        steps = [f"Resolve the double signs: ${expression} = {signed_sum(values)}$."]
    total = values[0]
    for value in values[1:]:
        verb = "Subtract" if value < 0 else "Add"
        steps.append(f"{verb} ${abs(value)}$: ${signed_sum([total, value])} = {total + value}$.")
        total += value
    return worked(rng, rng.choice(_ADD).format(expression=expression), steps, str(total))


def _long_product(a: int, b: int, steps: list[str]) -> int:
    parts = []
    for power in range(len(str(b)) - 1, -1, -1):
        digit = b // 10**power % 10
        if digit:
            parts.append(digit * 10**power)
    if len(parts) > 1:
        steps.append(f"Split the second factor by place value: ${b} = {signed_sum(parts)}$.")
    for part in parts:
        steps.append(f"Multiply by ${part}$: ${a} \\cdot {part} = {a * part}$.")
    if len(parts) > 1:
        steps.append(f"Add the partial products: ${signed_sum([a * part for part in parts])} = {a * b}$.")
    return a * b


@problems("math.long_division", version=3, levels=(1, 2, 3, 4, 4))
def long_division(rng: random.Random, difficulty: int) -> Draft:
    """Divide with a remainder, digit by digit.

    Step 1: two digits by one. 2: four or five digits by one. 3: four digits by two.
    4: five or six digits by two. 5: six or seven digits by three.
    """
    low, high, d_low, d_high = (
        (20, 99, 2, 9),
        (1000, 99_999, 3, 9),
        (1000, 9999, 11, 49),
        (10_000, 999_999, 12, 99),
        (100_000, 9_999_999, 101, 499),
    )[difficulty - 1]
    n, d = rng.randint(low, high), rng.randint(d_low, d_high)
    steps: list[str] = []
    rest, taken = 0, ""
    digits = str(n)
    for i, digit in enumerate(digits):
        rest = rest * 10 + int(digit)
        taken += digit
        if rest < d and i < len(digits) - 1 and int(taken) < d:
            continue  # the quotient has not begun
        q, r = divmod(rest, d)
        lead = f"Start with ${rest}$" if int(taken) == rest and q else f"Bring down the {digit}"
        if not steps:
            lead = f"Start with the leading ${rest}$"
        fits = f"{d} goes into it {_times(q)}"
        if q:
            steps.append(f"{lead}; {fits}: ${d} \\cdot {q} = {d * q}$ and ${rest} - {d * q} = {r}$.")
        else:
            steps.append(
                f"{lead} to get ${rest}$; it is too small for another {d}, ${rest} < {d}$, so write 0."
            )
        rest = r
    q, r = divmod(n, d)
    steps.append(f"Check: ${d} \\cdot {q} + {r} = {n}$ and ${r} < {d}$.")
    return worked(rng, rng.choice(_DIVIDE).format(n=n, d=d), steps, f"({q}, {r})")


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")
