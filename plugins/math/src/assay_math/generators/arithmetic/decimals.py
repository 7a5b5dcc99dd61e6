"""Decimals: the four operations, rounding, and conversion to and from fractions."""

from __future__ import annotations

import random
from fractions import Fraction
from math import gcd

from assay import Draft
from assay_math.generators._asking import posed
from assay_math.generators._levels import problems
from assay_math.generators._words import coprime, decimal, fixed, fraction, noun
from assay_math.generators._write import num, worked

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
        "What is ${expression}$ as a decimal?",
        "Work out ${expression}$ without a calculator.",
    ),
)
_ROUND = posed(
    "number",
    "${value}$",
    (
        "Round {it} to {place}.",
        "What is {it} rounded to {place}?",
        "Write {it} correct to {place}.",
        "Give {it} to {place}.",
    ),
)
_TO_DECIMAL = posed(
    "fraction",
    "${value}$",
    (
        "Write {it} as a decimal.",
        "Convert {it} to a decimal.",
        "What decimal is equal to {it}?",
        "Express {it} in decimal form.",
    ),
)
_TO_FRACTION = posed(
    "decimal",
    "${value}$",
    (
        "Write {it} as a fraction in lowest terms.",
        "Convert {it} to a simplified fraction.",
        "Which fraction in simplest form is equal to {it}?",
        "Express {it} as a fraction of whole numbers, fully reduced.",
    ),
)
_UNITS = {1: "tenths", 2: "hundredths", 3: "thousandths"}


@problems("math.decimal_operation", version=2, levels=(1, 2, 3, 4, 4))
def decimal_operation(rng: random.Random, difficulty: int) -> Draft:
    """Add, subtract, multiply and divide decimals.

    Step 1: a sum or difference with one decimal. 2: with different numbers
    of decimals. 3: a product. 4: a quotient. 5: a product or quotient in a sum.
    """
    steps: list[str] = []
    if difficulty <= 2:
        places = (1, 1) if difficulty == 1 else rng.choice(((1, 2), (2, 1), (2, 3), (3, 2), (1, 3), (3, 1)))
        a, b = (_draw(rng, p, 99 if difficulty == 1 else 40) for p in places)
        sign = rng.choice("+-")
        if sign == "-" and a < b:
            a, b = b, a
        value = _add(a, b, sign, steps)
        expression = f"{decimal(a)} {sign} {decimal(b)}"
    elif difficulty == 3:
        a, b = _draw(rng, rng.randint(1, 2), 20), _draw(rng, rng.randint(1, 2), 9)
        value = _multiply(a, b, steps)
        expression = f"{decimal(a)} \\cdot {decimal(b)}"
    elif difficulty == 4:
        b = _draw(rng, rng.randint(1, 2), 9)
        value = _draw(rng, rng.randint(0, 2), 60)
        expression = _divide(b * value, b, steps)
    else:
        c = _draw(rng, rng.randint(1, 2), 30)
        a, b = _draw(rng, rng.randint(1, 2), 12), _draw(rng, 1, 9)
        if rng.random() < 0.5:
            inner = _multiply(a, b, steps)
            expression = f"{decimal(a)} \\cdot {decimal(b)}"
        else:
            expression = _divide(a * b, b, steps)
            inner = a
        sign = rng.choice("+-")
        if inner >= c or sign == "+":
            expression += f" {sign} {decimal(c)}"
            value = _add(inner, c, sign, steps)
        else:
            expression = f"{decimal(c)} - {expression}"
            value = _add(c, inner, "-", steps)
    return worked(rng, rng.choice(_EVALUATE).format(expression=expression), steps, decimal(value))


def _draw(rng: random.Random, places: int, high: int) -> Fraction:
    """A decimal below ``high`` with exactly so many places, the last not zero."""
    scale = 10**places
    while True:
        units = rng.randint(scale // 10 + 2, high * scale)
        if units % 10 or not places:
            return Fraction(units, scale)


def _places(value: Fraction) -> int:
    return len(decimal(value).partition(".")[2])


def _add(a: Fraction, b: Fraction, sign: str, steps: list[str]) -> Fraction:
    value = a + b if sign == "+" else a - b
    p, q = _places(a), _places(b)
    places = max(p, q)
    if p != q:
        short = a if p < q else b
        steps.append(
            f"Write both numbers with {places} {noun(places, 'decimal')}: ${decimal(short)} = {fixed(short, places)}$."
        )
    scale = 10**places
    left, right = int(a * scale), int(b * scale)
    what = f"Count in {_UNITS[places]}" if places in _UNITS else "Leave out the point"
    if places:
        steps.append(
            f"{what}: ${left} {sign} {right} = {int(value * scale)}$, "
            f"so ${fixed(a, places)} {sign} {fixed(b, places)} = {decimal(value)}$."
        )
    else:
        steps.append(f"${decimal(a)} {sign} {decimal(b)} = {decimal(value)}$.")
    return value


def _multiply(a: Fraction, b: Fraction, steps: list[str]) -> Fraction:
    p, q = _places(a), _places(b)
    left, right = int(a * 10**p), int(b * 10**q)
    steps.append(f"Multiply without the decimal points: ${left} \\cdot {right} = {left * right}$.")
    steps.append(
        f"The factors have ${p} + {q} = {p + q}$ decimals together, "
        f"so ${decimal(a)} \\cdot {decimal(b)} = {left * right} \\div {10 ** (p + q)} = {decimal(a * b)}$."
    )
    return a * b


def _divide(a: Fraction, b: Fraction, steps: list[str]) -> str:
    scale = 10 ** _places(b)
    expression = f"{decimal(a)} \\div {decimal(b)}"
    wide, divisor = decimal(a * scale), decimal(b * scale)
    steps.append(f"Multiply both numbers by ${scale}$: ${expression} = {wide} \\div {divisor}$.")
    steps.append(
        f"Divide by the whole number: ${wide} \\div {divisor} = {decimal(a / b)}$, "
        f"because ${divisor} \\cdot {decimal(a / b)} = {wide}$."
    )
    return expression


@problems("math.rounding", version=2, levels=(1, 2, 3, 4, 4))
def rounding(rng: random.Random, difficulty: int) -> Draft:
    """Round numbers.

    Step 1: to the nearest ten or hundred. 2: to one or two decimals. 3: with
    carrying through nines. 4: to significant figures. 5: a quotient to some decimals.
    """
    if difficulty == 1:
        size = rng.choice((10, 100))
        value = Fraction(rng.randint(size + 1, 100 * size))
        return _round_to(rng, value, -len(str(size)) + 1, f"the nearest {'ten' if size == 10 else 'hundred'}")
    if difficulty == 2:
        places = rng.randint(1, 2)
        return _round_to(rng, _draw(rng, places + rng.randint(1, 2), 100), places, _decimals(places))
    if difficulty == 3:
        places = rng.randint(1, 3)
        nines = rng.randint(1, places)
        scaled = rng.randint(1, 4000) * 10**nines + 10**nines - 1
        tail = rng.randint(5, 9) if rng.random() < 0.7 else rng.randint(1, 4)
        digits = rng.randint(0, 9)
        value = Fraction(scaled * 100 + tail * 10 + digits, 10 ** (places + 2))
        return _round_to(rng, value, places, _decimals(places))
    if difficulty == 4:
        figures = rng.randint(2, 4)
        digits = rng.randint(10 ** (figures + 1), 10 ** (figures + 2) - 1)
        point = rng.randint(figures - 1, figures + 4)
        value = Fraction(digits, 10**point)
        lead = figures + 2 - point  # digits before the decimal point; 0 or less for 0.0…
        return _round_to(rng, value, figures - lead, f"{figures} significant figures")
    places = rng.randint(1, 3)
    bottom = rng.choice([d for d in range(7, 100) if d % 2 and d % 5])
    top = coprime(rng, bottom, bottom // 2, 30 * bottom)
    value = Fraction(top, bottom)
    long = int(value * 10 ** (places + 1))
    cut = decimal(Fraction(long, 10 ** (places + 1)))
    above = decimal(Fraction(long + 1, 10 ** (places + 1)))
    rounded = fixed(value, places)
    steps = [
        f"Divide to one decimal more: ${bottom} \\cdot {cut} < {top} < {bottom} \\cdot {above}$, "
        f"so the quotient lies between ${cut}$ and ${above}$.",
        _decide(long % 10, places, rounded, f"\\frac{{{top}}}{{{bottom}}}"),
    ]
    return worked(
        rng, rng.choice(_ROUND).format(value=f"{top} \\div {bottom}", place=_decimals(places)), steps, rounded
    )


def _decimals(places: int) -> str:
    return "1 decimal place" if places == 1 else f"{places} decimal places"


def _round_to(rng: random.Random, value: Fraction, places: int, place: str) -> Draft:
    """Between which two neighbours the number lies, and which of them is nearer."""
    unit = Fraction(1, 10**places) if places >= 0 else Fraction(10**-places)
    low = value // unit * unit
    high = low + unit
    shown = max(places, 0)
    below, above, middle = fixed(low, shown), fixed(high, shown), decimal(low + unit / 2)
    steps = [f"The neighbours are ${below}$ and ${above}$: ${below} \\le {decimal(value)} < {above}$."]
    if value >= low + unit / 2:
        steps.append(f"Halfway is ${middle}$; ${decimal(value)} \\ge {middle}$, so round up to ${above}$.")
    else:
        steps.append(f"Halfway is ${middle}$; ${decimal(value)} < {middle}$, so round down to ${below}$.")
    answer = above if value >= low + unit / 2 else below
    return worked(rng, rng.choice(_ROUND).format(value=decimal(value), place=place), steps, answer)


def _decide(digit: int, places: int, rounded: str, shown: str) -> str:
    ordinal = ("tenths", "hundredths", "thousandths", "ten-thousandths")[places]
    test = f"{digit} \\ge 5" if digit >= 5 else f"{digit} < 5"
    return f"The {ordinal} digit is ${digit}$, and ${test}$, so round {'up' if digit >= 5 else 'down'}: ${shown} \\approx {rounded}$."


@problems("math.fraction_decimal", version=2, levels=(1, 2, 3, 3, 4))
def fraction_decimal(rng: random.Random, difficulty: int) -> Draft:
    """Convert between fractions and decimals.

    Step 1: halves, quarters, fifths, tenths to a decimal. 2: a decimal to a
    fraction. 3: a larger denominator to a decimal. 4: a repeating decimal to a
    fraction. 5: a decimal that repeats after other digits.
    """
    if difficulty == 2:
        return _decimal_to_fraction(rng)
    if difficulty >= 4:
        return _repeating(rng, rng.randint(1, 2) if difficulty == 5 else 0)
    bottoms = (
        (2, 4, 5, 10, 20, 25, 50)
        if difficulty == 1
        else (8, 16, 32, 40, 64, 80, 125, 128, 160, 200, 250, 320, 400, 500, 625)
    )
    bottom = rng.choices(bottoms, weights=bottoms)[0]  # large ones have more numerators
    top = coprime(rng, bottom, 1, (2 if difficulty == 1 else 60) * bottom)
    value = Fraction(top, bottom)
    scale = 10 ** _places(value)
    factor = scale // bottom
    steps = [
        f"Expand to a denominator that is a power of ten: ${bottom} \\cdot {factor} = {scale}$, "
        f"so ${fraction(top, bottom)} = \\frac{{{top} \\cdot {factor}}}{{{scale}}} = \\frac{{{top * factor}}}{{{scale}}}$.",
        f"Read it as a decimal: $\\frac{{{top * factor}}}{{{scale}}} = {decimal(value)}$.",
    ]
    return worked(rng, rng.choice(_TO_DECIMAL).format(value=num(value)), steps, decimal(value))


def _decimal_to_fraction(rng: random.Random) -> Draft:
    places = rng.choice((3, 4, 4))
    units = rng.randint(1, 4 * 10**places) * rng.choice((1, 2, 4, 5, 8, 15, 25))
    value = Fraction(units, 10**places)
    if value.denominator == 1:
        return _decimal_to_fraction(rng)
    scale = 10 ** _places(value)
    top = int(value * scale)
    steps = [f"Write it over a power of ten: ${decimal(value)} = \\frac{{{top}}}{{{scale}}}$."]
    shared = gcd(top, scale)
    if shared > 1:
        steps.append(
            f"Cancel $\\gcd({top}, {scale}) = {shared}$: $\\frac{{{top}}}{{{scale}}} = {num(value)}$."
        )
    else:
        steps.append(f"Nothing cancels, since $\\gcd({top}, {scale}) = 1$.")
    return worked(rng, rng.choice(_TO_FRACTION).format(value=decimal(value)), steps, num(value))


def _repeating(rng: random.Random, lead: int) -> Draft:
    """``0.\\overline{36}`` or, with ``lead`` digits before the block, ``0.1\\overline{6}``."""
    length = rng.randint(1, 3) if lead else rng.randint(2, 4)
    block = str(rng.randint(1, 10**length - 2)).zfill(length)
    whole = rng.randint(0, 60)
    first = str(rng.randint(0, 10**lead - 1)).zfill(lead) if lead else ""
    if len(set(block)) == 1 or block[: length // 2] * 2 == block or (first and first[-1] == block[-1]):
        block = f"{rng.randint(1, 4)}{rng.randint(5, 9)}" if not first else block
        length = len(block)
    shown = f"{whole}.{first}\\overline{{{block}}}"
    ahead = int(f"{whole}{first}")
    upper = int(f"{whole}{first}{block}")
    nines = 10**length - 1
    scale = 10**lead
    value = Fraction(upper - ahead, nines * scale)
    shifted = f"{upper}.\\overline{{{block}}}"
    rest = f"{ahead}.\\overline{{{block}}}"
    steps = []
    if lead:
        steps.append(f"Move the point in front of the block: ${scale} \\cdot {shown} = {rest}$.")
    steps.append(f"Move it behind the block: ${10 ** (lead + length)} \\cdot {shown} = {shifted}$.")
    steps.append(
        f"Subtract, and the repeating parts cancel: ${shifted} - {rest} = {upper} - {ahead} = {upper - ahead}$."
    )
    span = 10 ** (lead + length) - scale
    steps.append(
        f"This is ${10 ** (lead + length)} - {scale} = {span}$ times the number, "
        f"so ${shown} = \\frac{{{upper - ahead}}}{{{span}}}{'' if gcd(upper - ahead, span) == 1 else f' = {num(value)}'}$."
    )
    return worked(rng, rng.choice(_TO_FRACTION).format(value=shown), steps, num(value))
