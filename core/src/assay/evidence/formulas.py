"""Formulas of a trace, computed by a small evaluator of arithmetic: never by ``eval``.

``+ - * / **``, brackets, decimal numbers, names, ``pi``, and the functions in :data:`FUNCTIONS`. Values are
exact fractions as long as a step allows it, else floats.
"""

from __future__ import annotations

import ast
import math
import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import TypeVar

T = TypeVar("T")
Number = Fraction | float

LONGEST = 1_000
"""Characters of a formula."""
_MOST_NODES = 400
_MOST_BITS = 20_000  # of an exact value
_MOST_EXPONENT = 1_000
_DEPTH = 60
_CHARACTERS = re.compile(r"[A-Za-z0-9_+\-*/()., ]*\Z")
_LITERAL = re.compile(r"(?:[0-9]{1,400}(?:\.[0-9]{0,400})?|\.[0-9]{1,400})(?:[eE][+-]?[0-9]{1,3})?\Z")
NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,63}\Z")
"""What operands and outputs may be called."""
_NEAR = 1e-9  # relative: what floats lose


class BadFormula(ValueError):
    """A formula that is not arithmetic, is too long, or has no value: the message is one sentence."""


class Undecided(ArithmeticError):
    """The value is so near to a jump of ``floor``, ``ceil`` or ``round`` that floats cannot tell the side."""


def evaluate(formula: str, values: Mapping[str, Number]) -> Number:
    """The value of a formula, with those of its names.

    Raises :class:`BadFormula`, and :class:`Undecided` where floats cannot tell.
    """
    tree = parsed(formula)
    return valued(formula, lambda: _value(tree, formula, values))


def valued(formula: str, compute: Callable[[], T]) -> T:
    """What ``compute`` gives for a formula; :class:`BadFormula` if that has no value."""
    try:
        return compute()
    except (ZeroDivisionError, OverflowError, ValueError, RecursionError) as error:
        if isinstance(error, BadFormula):
            raise
        raise BadFormula(f"{formula!r} has no value: {error}.") from None


@lru_cache(maxsize=512)
def names_in(formula: str) -> frozenset[str]:
    """The names of a formula but ``pi`` and the functions. Raises :class:`BadFormula`."""
    called: set[int] = set()
    found = []
    for node in ast.walk(parsed(formula)):
        if isinstance(node, ast.Call):
            called.add(id(node.func))
        if isinstance(node, ast.Name):
            found.append(node)
    return frozenset(node.id for node in found if id(node) not in called and node.id not in RESERVED)


def numbers_in(formula: str) -> set[Fraction]:
    """The numbers that are written in a formula. Raises :class:`BadFormula`."""
    tree = parsed(formula)
    return {literal(node, formula) for node in ast.walk(tree) if isinstance(node, ast.Constant)}


@lru_cache(maxsize=512)
def parsed(formula: str) -> ast.expr:
    """The tree of a formula, its size bounded. Raises :class:`BadFormula`."""
    if len(formula) > LONGEST or not _CHARACTERS.match(formula) or not formula.strip():
        raise BadFormula(f"{formula[:80]!r} is no formula of arithmetic.")
    if "__" in formula:
        raise BadFormula(f"{formula[:80]!r} has a name with two underscores.")
    depth = deepest = 0
    for char in formula:
        depth += (char == "(") - (char == ")")
        deepest = max(deepest, depth)
    if deepest > _DEPTH:
        raise BadFormula("The formula is nested too deep.")
    try:
        tree = ast.parse(formula.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise BadFormula(f"{formula[:80]!r} is no formula of arithmetic.") from None
    if sum(1 for _ in ast.walk(tree)) > _MOST_NODES:
        raise BadFormula("The formula is too long.")
    return tree


def literal(node: ast.Constant, formula: str) -> Fraction:
    """A number of a formula, exactly as it is written. Raises :class:`BadFormula`."""
    written = formula.strip()[node.col_offset : node.end_col_offset]
    if type(node.value) not in (int, float) or not _LITERAL.match(written):
        raise BadFormula(f"{written[:40]!r} is no number.")
    return Fraction(written)


def _value(node: ast.expr, formula: str, values: Mapping[str, Number]) -> Number:
    match node:
        case ast.Constant():
            return literal(node, formula)
        case ast.Name(id=name):
            if name == "pi":
                return math.pi
            if name not in values:
                raise BadFormula(f"{name!r} is no operand and no earlier output.")
            return values[name]
        case ast.UnaryOp(op=ast.USub() | ast.UAdd() as op, operand=inner):
            value = _value(inner, formula, values)
            return -value if isinstance(op, ast.USub) else value
        case ast.BinOp(left=left, op=op, right=right):
            return bounded(operate(op, _value(left, formula, values), _value(right, formula, values)))
        case ast.Call(func=ast.Name(id=name), args=args, keywords=[]) if name in FUNCTIONS:
            function, least, most = FUNCTIONS[name]
            if not least <= len(args) <= most:
                raise BadFormula(f"{name} takes {least} to {most} values.")
            return bounded(function(*(_value(each, formula, values) for each in args)))
    raise BadFormula(f"{formula[:80]!r} holds more than arithmetic.")


def operate(op: ast.operator, left: Number, right: Number) -> Number:
    """``left op right``. Raises :class:`BadFormula` for other operators and powers that are too large."""
    match op:
        case ast.Add():
            return left + right
        case ast.Sub():
            return left - right
        case ast.Mult():
            return left * right
        case ast.Div():
            return left / right
        case ast.Pow():
            return _power(left, right)
    raise BadFormula("The only operators are + - * / and **.")


def _power(base: Number, exponent: Number) -> Number:
    if not -_MOST_EXPONENT <= exponent <= _MOST_EXPONENT:
        raise BadFormula(f"An exponent is over {_MOST_EXPONENT:,}.")
    if isinstance(exponent, Fraction) and exponent.denominator == 1 and isinstance(base, Fraction):
        if _bits(base) * abs(exponent.numerator) > _MOST_BITS:
            raise BadFormula("A power is too large.")
        return base**exponent.numerator
    if exponent == 0.5:
        return _sqrt(base)
    if base < 0 and not (isinstance(exponent, Fraction) and exponent.denominator == 1):
        raise BadFormula("A negative number has no such power.")
    return math.pow(base, exponent)


def _bits(value: Fraction) -> int:
    return max(value.numerator.bit_length(), value.denominator.bit_length())


def bounded(value: Number) -> Number:
    """The value, if it is finite and not too long. Raises :class:`BadFormula`."""
    if isinstance(value, Fraction):
        if _bits(value) > _MOST_BITS:
            raise BadFormula("A value has too many digits.")
    elif not math.isfinite(value):
        raise BadFormula("A value is not finite.")
    return value


def _sqrt(value: Number) -> Number:
    if value < 0:
        raise BadFormula("A negative number has no square root.")
    if isinstance(value, Fraction):
        above, below = math.isqrt(value.numerator), math.isqrt(value.denominator)
        if above * above == value.numerator and below * below == value.denominator:
            return Fraction(above, below)
    return math.sqrt(value)


def _log(value: Number, base: Number | None = None) -> Number:
    if base is None:
        return math.log(value)
    return math.log(value) / math.log(base)


def _steps(value: Number) -> None:
    """Raise :class:`Undecided` for a float that is as near to an integer as makes no difference."""
    if isinstance(value, float) and abs(value - round(value)) <= _NEAR * max(1.0, abs(value)):
        raise Undecided(f"{value!r} is too near to an integer to be rounded.")


def _floor(value: Number) -> Number:
    _steps(value)
    return Fraction(math.floor(value))


def _ceil(value: Number) -> Number:
    _steps(value)
    return Fraction(math.ceil(value))


def _round(value: Number, places: Number = Fraction(0)) -> Number:
    """To the nearest, ties away from zero, as is taught in schools."""
    if not isinstance(places, Fraction) or places.denominator != 1 or abs(places) > 30:
        raise BadFormula("round takes a whole number of places, up to 30.")
    scale = Fraction(10) ** places.numerator
    if isinstance(value, float):
        _steps(value * float(scale) + 0.5)
        value = Fraction(value)
    whole = Fraction(math.floor(abs(value) * scale + Fraction(1, 2)))
    return (whole if value >= 0 else -whole) / scale


FUNCTIONS: dict[str, tuple[Callable[..., Number], int, int]] = {
    "sqrt": (_sqrt, 1, 1),
    "exp": (math.exp, 1, 1),
    "log": (_log, 1, 2),
    "ln": (math.log, 1, 1),
    "log10": (math.log10, 1, 1),
    "sin": (math.sin, 1, 1),
    "cos": (math.cos, 1, 1),
    "tan": (math.tan, 1, 1),
    "asin": (math.asin, 1, 1),
    "acos": (math.acos, 1, 1),
    "atan": (math.atan, 1, 1),
    "min": (min, 2, 50),
    "max": (max, 2, 50),
    "abs": (abs, 1, 1),
    "round": (_round, 1, 2),
    "floor": (_floor, 1, 1),
    "ceil": (_ceil, 1, 1),
}
"""Functions by name with the least and the greatest number of their values.

``log`` of one value is the natural logarithm, ``log(x, b)`` that to base ``b``; angles are in radians;
``round`` takes ties away from zero.
"""
RESERVED = frozenset({*FUNCTIONS, "pi"})
"""Names that no operand may have."""
