"""Exact rational values, with every size checked before it is computed."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction

from assay_math.engine.outcome import EMPTY, Context
from assay_math.notation import nodes as n

MAX_BITS = 200_000
MAX_FACTORIAL = 10_000
MAX_TERMS = 5_000  # of a sum or product
MAX_CALLS = 50  # nested uses of definitions


class Inexact(Exception):
    """The node has no rational value that can be computed: irrational, unknown, undefined or too large."""


def rational(node: n.Node, context: Context = EMPTY) -> n.Rational | None:
    """The value of ``node`` if it is a rational number that is small enough to compute; else ``None``."""
    try:
        return _value(node, context, 0)
    except (Inexact, RecursionError):
        return None


def _value(node: n.Node, context: Context, depth: int) -> n.Rational:
    handler = _HANDLERS.get(type(node))
    if handler is None:
        raise Inexact
    return _whole(handler(node, context, depth))


def _whole(value: n.Rational) -> n.Rational:
    """Whole fractions as int, which computes faster."""
    if type(value) is Fraction and value.denominator == 1:
        return value.numerator
    return value


def bits(value: n.Rational) -> int:
    """How many bits numerator and denominator take together."""
    if isinstance(value, int):
        return value.bit_length()
    return value.numerator.bit_length() + value.denominator.bit_length()


def _bounded(value: n.Rational) -> n.Rational:
    if bits(value) > MAX_BITS:
        raise Inexact
    return value


def power(base: n.Rational, exponent: n.Rational) -> n.Rational:
    """``base ** exponent`` where it is rational; raises :class:`Inexact` where it is not, or is too large."""
    if isinstance(exponent, Fraction):
        root = exact_root(base, exponent.denominator) if base > 0 else None
        if root is None:
            raise Inexact
        base, exponent = root, exponent.numerator
    if base == 0:
        if exponent <= 0:
            raise Inexact
        return 0
    if base in (1, -1):
        return 1 if base == 1 or exponent % 2 == 0 else -1
    if abs(exponent) > MAX_BITS or bits(base) * abs(exponent) > MAX_BITS:
        raise Inexact
    if exponent < 0:
        return Fraction(1) / Fraction(base) ** -exponent
    return base**exponent


def exact_root(value: n.Rational, degree: int) -> n.Rational | None:
    """The real ``degree``-th root if it is rational."""
    if value < 0:
        inner = exact_root(-value, degree) if degree % 2 else None
        return None if inner is None else -inner
    if degree < 1 or degree > 1000:
        return None
    value = Fraction(value)
    top, bottom = _integer_root(value.numerator, degree), _integer_root(value.denominator, degree)
    if top is None or bottom is None:
        return None
    return _whole(Fraction(top, bottom))


def _integer_root(value: int, degree: int) -> int | None:
    if value < 2:
        return value
    if degree == 2:
        root = math.isqrt(value)
    else:
        low, high = 1, 1 << (value.bit_length() // degree + 1)
        while low < high:
            middle = (low + high + 1) // 2
            if middle**degree <= value:
                low = middle
            else:
                high = middle - 1
        root = low
    return root if root**degree == value else None


def _add(node: n.Add, context: Context, depth: int) -> n.Rational:
    total: n.Rational = 0
    for term in node.terms:
        total = total + _value(term, context, depth)
    return _bounded(total)


def _mul(node: n.Mul, context: Context, depth: int) -> n.Rational:
    total: n.Rational = 1
    for factor in node.factors:
        total = _bounded(total * _value(factor, context, depth))
    return total


def _div(node: n.Div, context: Context, depth: int) -> n.Rational:
    bottom = _value(node.denominator, context, depth)
    if bottom == 0:
        raise Inexact
    return _bounded(Fraction(_value(node.numerator, context, depth)) / bottom)


def _pow(node: n.Pow, context: Context, depth: int) -> n.Rational:
    return power(_value(node.base, context, depth), _value(node.exponent, context, depth))


def _name(node: n.Name, context: Context, depth: int) -> n.Rational:
    bound = context.bindings.get(node.name)
    if bound is None or depth > MAX_CALLS:
        raise Inexact
    return _value(bound, context, depth + 1)


def _apply(node: n.Apply, context: Context, depth: int) -> n.Rational:
    function = context.functions.get(node.function.name)
    if (
        function is None
        or node.primes
        or node.inverse
        or depth > MAX_CALLS
        or len(function.parameters) != len(node.arguments)
    ):
        raise Inexact
    values = [n.Number(_value(argument, context, depth)) for argument in node.arguments]
    body = n.substitute(function.body, dict(zip(function.parameters, values, strict=True)))
    return _value(body, context, depth + 1)


def _bracket(node: n.Bracket, context: Context, depth: int) -> n.Rational:
    variable = node.variable
    if variable is None:
        names = sorted(n.free_names(node.body) - context.bindings.keys())
        if len(names) != 1:
            raise Inexact
        variable = names[0]
    low = _value(n.substitute(node.body, {variable: node.lower}), context, depth)
    if node.upper is None:
        return low
    return _value(n.substitute(node.body, {variable: node.upper}), context, depth) - low


def _series(node: n.Sum | n.Product, context: Context, depth: int) -> n.Rational:
    low, high = _value(node.lower, context, depth), _value(node.upper, context, depth)
    if not isinstance(low, int) or not isinstance(high, int) or high - low > MAX_TERMS or depth > 3:
        raise Inexact
    total: n.Rational = 0 if isinstance(node, n.Sum) else 1
    for i in range(low, high + 1):
        term = _value(n.substitute(node.body, {node.variable: n.Number(i)}), context, depth + 1)
        total = _bounded(total + term if isinstance(node, n.Sum) else total * term)
    return total


def _call(node: n.Call, context: Context, depth: int) -> n.Rational:
    rule = _CALLS.get(node.name)
    if rule is not None:
        return rule(*[_value(argument, context, depth) for argument in node.arguments])
    if node.name in ("det", "tr") and isinstance(node.arguments[0], n.Matrix):
        rows = [[Fraction(_value(cell, context, depth)) for cell in row] for row in node.arguments[0].rows]
        if len(rows) != len(rows[0]) or len(rows) > 8:
            raise Inexact
        return determinant(rows) if node.name == "det" else sum(rows[i][i] for i in range(len(rows)))
    raise Inexact


def determinant(rows: list[list[Fraction]]) -> Fraction:
    """By elimination over the rationals."""
    rows = [list(row) for row in rows]
    size, value = len(rows), Fraction(1)
    for i in range(size):
        pivot = next((r for r in range(i, size) if rows[r][i]), None)
        if pivot is None:
            return Fraction(0)
        if pivot != i:
            rows[i], rows[pivot], value = rows[pivot], rows[i], -value
        value *= rows[i][i]
        for r in range(i + 1, size):
            factor = rows[r][i] / rows[i][i]
            if factor:
                rows[r] = [a - factor * b for a, b in zip(rows[r], rows[i], strict=True)]
    return value


def _whole_numbers(*values: n.Rational) -> tuple[int, ...]:
    if not all(isinstance(value, int) for value in values):
        raise Inexact
    return tuple(int(value) for value in values)


def _root(value: n.Rational, degree: n.Rational = 2) -> n.Rational:
    if not isinstance(degree, int):
        raise Inexact
    root = exact_root(value, degree)
    if root is None:
        raise Inexact
    return root


def _factorial(value: n.Rational) -> int:
    (number,) = _whole_numbers(value)
    if not 0 <= number <= MAX_FACTORIAL:
        raise Inexact
    return math.factorial(number)


def _choose(rule: Callable[[int, int], int]) -> Callable[[n.Rational, n.Rational], int]:
    def compute(top: n.Rational, bottom: n.Rational) -> int:
        a, b = _whole_numbers(top, bottom)
        if a < 0 or b < 0 or a > MAX_FACTORIAL * 100 or min(b, abs(a - b)) > MAX_FACTORIAL:
            raise Inexact
        return rule(a, b)

    return compute


def _mod(value: n.Rational, modulus: n.Rational) -> int:
    a, m = _whole_numbers(value, modulus)
    if m <= 0:
        raise Inexact
    return a % m


def _log(value: n.Rational, base: n.Rational | None = None) -> n.Rational:
    """A rational logarithm: ``log(8, 2)`` is 3, ``log(8, 4)`` is 3/2; of 1 it is 0 in every base."""
    if value == 1:
        return 0
    if base is None or value <= 0 or base <= 0 or base == 1:
        raise Inexact
    approximation = math.log(value) / math.log(base) if bits(value) < 900 and bits(base) < 900 else math.nan
    for denominator in range(1, 13):
        if not math.isfinite(approximation):
            break
        guess = Fraction(round(approximation * denominator), denominator)
        if power(base, guess.numerator) == power(value, guess.denominator):
            return guess
    raise Inexact


def _only_one(result: int) -> Callable[[n.Rational], int]:
    """A function known to be rational at one place only: ``exp(0) = 1``, ``ln(1) = 0``."""

    def compute(value: n.Rational) -> int:
        if value != 1 - result:
            raise Inexact
        return result

    return compute


_CALLS: dict[str, Callable[..., n.Rational]] = {
    "sqrt": _root,
    "root": _root,
    "abs": abs,
    "floor": math.floor,
    "ceil": math.ceil,
    "sgn": lambda x: (x > 0) - (x < 0),
    "factorial": _factorial,
    "binomial": _choose(math.comb),
    "permutations": _choose(math.perm),
    "gcd": lambda *xs: math.gcd(*_whole_numbers(*xs)),
    "lcm": lambda *xs: math.lcm(*_whole_numbers(*xs)),
    "max": max,
    "min": min,
    "mod": _mod,
    "log": _log,
    "lg": lambda x: _log(x, 10),
    "ln": _only_one(0),
    "exp": _only_one(1),
    "conj": lambda x: x,
    "re": lambda x: x,
    "im": lambda x: 0,
}

_HANDLERS: dict[type[n.Node], Callable[..., n.Rational]] = {
    n.Number: lambda node, *_: node.value,
    n.Mixed: lambda node, *_: node.value,
    n.BasedNumber: lambda node, *_: node.value,
    n.Neg: lambda node, context, depth: -_value(node.operand, context, depth),
    n.Percent: lambda node, context, depth: Fraction(_value(node.operand, context, depth)) / 100,
    n.Currency: lambda node, context, depth: _value(node.operand, context, depth),
    n.Add: _add,
    n.Mul: _mul,
    n.Div: _div,
    n.Pow: _pow,
    n.Name: _name,
    n.Apply: _apply,
    n.Bracket: _bracket,
    n.Sum: _series,
    n.Product: _series,
    n.Call: _call,
}
