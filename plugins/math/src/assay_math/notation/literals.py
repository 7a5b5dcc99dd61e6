"""Numbers as they are written, and their exact values."""

from __future__ import annotations

import re
from fractions import Fraction

from assay_math.notation.errors import NotationError
from assay_math.notation.lexer import Token
from assay_math.notation.nodes import BasedNumber, Number
from assay_math.notation.options import Options

MAX_EXPONENT = 5_000
"""Largest power of ten in ``1e5000``."""

_REPEAT = re.compile(r"(\d*)\.(\d*)\\(?:overline|bar|dot)\s*\{(\d+)\}\Z")
_PLAIN = re.compile(r"\s*(-?)(\d{1,300})(?:\.(\d{1,300}))?\s*\Z", re.ASCII)


def plain_number(text: str) -> tuple[bool, Number] | None:
    """The fast way for ``-12`` and ``3.50``: (negative, value without the sign)."""
    m = _PLAIN.match(text)
    if m is None:
        return None
    sign, whole, decimals = m.groups()
    if decimals is None:
        return bool(sign), Number(int(whole), whole, 0)
    value = Fraction(int(whole + decimals), 10 ** len(decimals))
    return bool(sign), Number(value, f"{whole}.{decimals}", len(decimals))


def number(token: Token, options: Options) -> Number:
    """The value of a number token. Commas in it are thousands separators."""
    text = token.value
    if len(text) > options.max_digits:
        raise NotationError(
            "number_too_long", token.start, f"a number has more than {options.max_digits} digits"
        )
    digits = text
    if not digits.isdigit():
        digits = digits.replace("{,}", "").replace("\\,", "").replace(",", "").replace(" ", "")
    if digits.isdigit():
        return Number(int(digits), text, 0)
    mantissa, _, exponent = digits.lower().partition("e")
    power = 0
    if exponent:
        if len(exponent) > 6 or abs(int(exponent)) > MAX_EXPONENT:
            raise NotationError("number_too_long", token.start, "the power of ten is too large")
        power = int(exponent)
    whole, _, decimals = mantissa.partition(".")
    value = Fraction(int((whole or "0") + decimals), 10 ** len(decimals))
    if power:
        value *= Fraction(10) ** power
    exact: int | Fraction = value.numerator if value.denominator == 1 else value
    return Number(exact, text, None if exponent else len(decimals))


def repeating(whole: str, decimals: str, period: str, text: str) -> Number:
    r"""``0.1\overline{6}``: ``repeating("0", "1", "6", …)`` is 1/6."""
    shift = 10 ** len(decimals)
    value = Fraction(int((whole or "0") + decimals), shift)
    value += Fraction(int(period), shift * (10 ** len(period) - 1))
    return Number(value, text)


def repeating_token(token: Token) -> Number:
    m = _REPEAT.match(token.value)
    if m is None:
        raise NotationError("bad_number", token.start, f"cannot read {token.value!r}")
    return repeating(m.group(1), m.group(2), m.group(3), token.value)


def based(digits: str, base: int, position: int) -> BasedNumber:
    """``1011`` in base 2; every digit must exist in the base."""
    if not 2 <= base <= 36:
        raise NotationError("bad_number", position, f"{base} is no number base")
    if len(digits) > 1000:
        raise NotationError("number_too_long", position, "a number has too many digits")
    try:
        value = int(digits, base)
    except ValueError:
        raise NotationError("bad_number", position, f"{digits} has a digit that base {base} lacks") from None
    return BasedNumber(digits.upper(), base, value)
