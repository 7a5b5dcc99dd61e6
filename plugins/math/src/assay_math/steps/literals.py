"""Numbers as plain text writes them, what may go wrong in reading them, and the side of an equation they make."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from assay.evidence.quantities import NONE, Unit, read_unit

Number: TypeAlias = int | Fraction
MAX_LITERAL = 300  # characters in one number
MAX_BITS = 20_000  # of any intermediate numerator or denominator


class PlainError(ValueError):
    """The text is no plain arithmetic."""


class LimitError(PlainError):
    """A number or a nesting past the limits."""


class DivisionByZero(PlainError):
    """The text divides by zero."""


OPS = {
    "+": "+",
    "*": "*",
    "×": "*",
    "·": "*",
    "⋅": "*",
    "∙": "*",
    "✕": "*",
    "✖": "*",
    "∗": "*",
    "÷": "/",
    "∕": "/",
    "⁄": "/",
    "/": "/",
    ":": "/",
} | dict.fromkeys("-−–—", "-")
SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿˣᵏᵗ"


def superscript(text: str) -> str:
    """``²`` as ``2``, ``ⁿ⁻¹`` as ``n-1``."""
    return text.translate(str.maketrans(SUPERSCRIPTS, "0123456789+-nxkt"))


# short names of units that are no other word in prose; "in", "us" and the like are words there
_UNIT_SYMBOLS = frozenset("$ € £ ¢ mm cm m km mg g kg ml cl dl l ft yd oz lb hr".split())


@lru_cache(maxsize=4096)
def unit_of(word: str) -> Unit | None:
    """The unit of measure that a lower-case word of prose names: ``hours``, ``km``, ``$``."""
    if word not in _UNIT_SYMBOLS and len(word) < 3:
        return None
    unit = read_unit(word)
    return None if unit is None or unit == NONE else unit


@lru_cache(maxsize=8192)
def literal(text: str) -> Number:
    """The value of ``1,234.50`` or ``.5``."""
    if len(text) > MAX_LITERAL:
        raise LimitError("a number is too long")
    digits = text.replace(",", "").replace(" ", "").rstrip("…")
    if digits.endswith("..."):
        digits = digits[:-3]
    whole, dot, decimals = digits.partition(".")
    if not dot:
        return int(whole)
    return simple(Fraction(int((whole or "0") + decimals), 10 ** len(decimals)))


def decimals_of(text: str) -> int:
    """How many digits a literal shows after the point."""
    return len(text.rstrip(".…").partition(".")[2])


def simple(value: Number) -> Number:
    """An ``int`` where the fraction is whole, which makes what follows faster."""
    return value.numerator if type(value) is Fraction and value.denominator == 1 else value


class Term(NamedTuple):
    """A summand of a side, with the words and currency signs in it; ``/hour`` for what it is divided by."""

    value: Number
    units: tuple[str, ...]
    products: int = 0


@dataclass(slots=True)
class Side:
    """One side of an equation, read as a number."""

    value: Number
    start: int
    end: int
    stop: int  # index of the first token not read
    operators: int = 0
    literal: str = ""  # the number as written, when the side is just a number
    percent: int = 0  # how many percent signs
    dropped: Number | None = None  # the value when % is read as a unit, where that differs
    units: tuple[str, ...] = ()  # the words and currency signs stepped over
    hundred: bool = False  # a 100 occurs: percentages may be meant as numbers
    clock: bool = False  # a time of day occurs
    cut: bool = False  # an operator with words behind it follows
    products: int = 0  # how many multiplications and divisions
    terms: tuple[Term, ...] = ()
    powers: int = 0  # how many powers of units: cm²

    @property
    def plain(self) -> str:
        """The value as text for the notation parser."""
        return f"({self.value})"


_GREEK = re.compile("[\u0391-\u03c9∞√∫]")


def is_greek(word: str) -> bool:
    """Does the word hold a Greek letter, as in ``πr``, so that it is mathematics and no word of prose?"""
    return not word.isascii() and _GREEK.search(word) is not None


def divide(value: Number, by: Number) -> Number:
    if by == 0:
        raise DivisionByZero("division by zero")
    if type(value) is int and type(by) is int and value % by == 0:
        return value // by
    return simple(Fraction(value) / by)


def bounded(value: Number) -> None:
    if value.numerator.bit_length() > MAX_BITS or value.denominator.bit_length() > MAX_BITS:
        raise LimitError("a number grows too large")


def power(base: Number, exponent: Number) -> Number:
    if type(exponent) is not int:
        raise PlainError("a power that is not whole")
    size = max(base.numerator.bit_length(), base.denominator.bit_length())
    if abs(exponent) * max(size, 1) > MAX_BITS:
        raise LimitError("a power grows too large")
    if exponent < 0:
        if base == 0:
            raise DivisionByZero("division by zero")
        return simple(Fraction(base) ** exponent)
    return base**exponent
