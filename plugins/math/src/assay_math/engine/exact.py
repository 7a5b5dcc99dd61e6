r"""Exact rational values of expressions, quickly and within limits.

``0^0``, division by zero and roots of negatives are no values. An odd root of a
negative number is the real one (``\sqrt[3]{-8}`` is -2).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Any

from assay_math.engine.outcome import EMPTY, Context, Function, Unsupported
from assay_math.notation.nodes import (
    Add,
    Apply,
    BasedNumber,
    Bracket,
    Call,
    Constant,
    Currency,
    Degrees,
    Div,
    Matrix,
    Mixed,
    Mul,
    Name,
    Neg,
    Node,
    Number,
    Percent,
    Pow,
    Product,
    Sum,
    free_names,
)

Rational = int | Fraction

MAX_BITS = 200_000  # of a numerator or denominator
MAX_FACTORIAL = 10_000
MAX_TERMS = 5_000  # of one sum or product
MAX_STEPS = 100_000  # nodes visited in one evaluation, the terms of sums included
MAX_DEPTH = 50  # definitions that use definitions
MAX_MATRIX = 8


def rational(node: Node, context: Context = EMPTY) -> Rational | None:
    """The exact value of ``node``; None if it is not rational, not defined, or too large to compute."""
    kind = type(node)
    if kind is Number:
        return node.value  # type: ignore[attr-defined,no-any-return]
    try:
        return Exact(context).value(node)
    except (Unsupported, RecursionError):
        return None


class Exact:
    """One evaluation: its context, local variables and a budget of steps."""

    __slots__ = ("context", "depth", "known", "local", "steps")

    def __init__(self, context: Context) -> None:
        self.context = context
        self.known: dict[str, Rational] = {}  # values of bindings
        self.local: dict[str, Rational] = {}  # parameters and the letters of sums
        self.steps = MAX_STEPS
        self.depth = 0

    def value(self, node: Node) -> Rational:
        self.steps -= 1
        if self.steps < 0:
            raise Unsupported("limit", "too many steps")
        method = _METHODS.get(type(node))
        if method is None:
            raise Unsupported
        return method(self, node)

    # ------------------------------------------------------------ leaves

    def literal(self, node: Number) -> Rational:
        return node.value

    def based(self, node: BasedNumber) -> Rational:
        return node.value

    def mixed(self, node: Mixed) -> Rational:
        return node.value

    def name(self, node: Name) -> Rational:
        value = self.local.get(node.name)
        if value is None:
            value = self.known.get(node.name)
        if value is not None:
            return value
        bound = self.context.bindings.get(node.name)
        if bound is not None:
            value = self.known[node.name] = self.outside(self.value, bound)
            return value
        if node.index is not None:
            sequence = self.context.functions.get(node.base + "_")
            if sequence is not None:
                return self.applied(sequence, [self.value(node.index)])
        raise Unsupported("unsupported", f"{node.name} has no value")

    def outside(self, method: Callable[[Node], Rational], node: Node) -> Rational:
        """``method`` of a definition, which does not see the local letters."""
        self.deeper()
        inner, self.local = self.local, {}
        value = method(node)
        self.local = inner
        self.depth -= 1
        return value

    def constant(self, _node: Constant) -> Rational:
        raise Unsupported

    def deeper(self) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise Unsupported("limit", "definitions refer to each other too deeply")

    # ------------------------------------------------------------ arithmetic

    def negative(self, node: Neg) -> Rational:
        return -self.value(node.operand)

    def add(self, node: Add) -> Rational:
        total: Rational = 0
        for term in node.terms:
            total = total + self.value(term)
        return bounded(total)

    def multiply(self, node: Mul) -> Rational:
        product: Rational = 1
        for factor in node.factors:
            product = bounded(product * self.value(factor))
        return product

    def divide(self, node: Div) -> Rational:
        return quotient(self.value(node.numerator), self.value(node.denominator))

    def percent(self, node: Percent) -> Rational:
        return quotient(self.value(node.operand), 100)

    def amount(self, node: Currency) -> Rational:
        return self.value(node.operand)

    def raised(self, node: Pow) -> Rational:
        return power(self.value(node.base), self.value(node.exponent))

    # ------------------------------------------------------------ functions

    def call(self, node: Call) -> Rational:
        name, arguments = node.name, node.arguments
        if name in _TRIGONOMETRIC:
            return self.trigonometric(name, arguments[0])
        if name in _OF_COLLECTIONS:
            return self.of_collection(name, arguments)
        if name in ("det", "tr") and isinstance(arguments[0], Matrix):
            return self.of_matrix(name, arguments[0])
        function = _FUNCTIONS.get(name)
        if function is None:
            raise Unsupported
        values = [self.value(a) for a in arguments]
        if name == "log" and len(values) == 1 and self.context.log_base == "10":
            values.append(10)
        return function(*values)

    def of_collection(self, name: str, arguments: tuple[Node, ...]) -> Rational:
        values = [self.value(a) for a in arguments]
        if name == "max":
            return max(values)
        if name == "min":
            return min(values)
        whole = [integer(v) for v in values]
        return math.gcd(*whole) if name == "gcd" else bounded(math.lcm(*whole))

    def of_matrix(self, name: str, node: Matrix) -> Rational:
        if len(node.rows) != len(node.rows[0]) or len(node.rows) > MAX_MATRIX:
            raise Unsupported
        rows = [[Fraction(self.value(cell)) for cell in row] for row in node.rows]
        value = determinant(rows) if name == "det" else sum(rows[i][i] for i in range(len(rows)))
        return bounded(value)

    def trigonometric(self, name: str, argument: Node) -> Rational:
        turns = self.half_turns(argument)
        if name not in ("sin", "cos", "tan"):
            numerator, denominator = _TRIGONOMETRIC[name]
            top = self._sine(numerator, turns) if numerator else 1
            return quotient(top, self._sine(denominator, turns))
        if name == "tan":
            eighth = turns % 1
            if eighth in (0, Fraction(1, 4), Fraction(3, 4)):
                return {0: 0, Fraction(1, 4): 1, Fraction(3, 4): -1}[eighth]
            raise Unsupported("undefined" if eighth == Fraction(1, 2) else "unsupported")
        return self._sine(name, turns)

    @staticmethod
    def _sine(name: str, turns: Rational) -> Rational:
        twelfths = (turns if name == "sin" else turns + Fraction(1, 2)) % 2 * 6
        value = _SINES.get(twelfths)
        if value is None:
            raise Unsupported
        return value

    def half_turns(self, node: Node) -> Rational:
        """``node`` divided by pi, where that is rational."""
        if isinstance(node, Degrees):
            return quotient(self.value(node.operand), 180)
        if isinstance(node, Constant) and node.name == "pi":
            return 1
        if isinstance(node, Number) and node.value == 0:
            return 0
        if isinstance(node, Neg):
            return -self.half_turns(node.operand)
        if isinstance(node, Div):
            return quotient(self.half_turns(node.numerator), self.value(node.denominator))
        if isinstance(node, Add):
            return bounded(sum((self.half_turns(t) for t in node.terms), start=0))
        if isinstance(node, Mul):
            turns: Rational = 1
            seen = False
            for factor in node.factors:
                if not seen and not isinstance(factor, Number):
                    try:
                        turns = turns * self.half_turns(factor)
                        seen = True
                        continue
                    except Unsupported:
                        pass
                turns = bounded(turns * self.value(factor))
            if seen:
                return turns
        if isinstance(node, Name):
            bound = self.context.bindings.get(node.name)
            if bound is not None and node.name not in self.local:
                return self.outside(self.half_turns, bound)
        raise Unsupported

    def apply(self, node: Apply) -> Rational:
        name = node.function.name
        function = self.context.functions.get(name)
        if node.primes or node.inverse:
            raise Unsupported
        arguments = [self.value(a) for a in node.arguments]
        if function is not None:
            return self.applied(function, arguments)
        if len(arguments) == 2 and name in ("C", "P"):
            return binomial(*arguments) if name == "C" else permutations(*arguments)
        raise Unsupported("unsupported", f"{name} is not defined")

    def applied(self, function: Function, arguments: list[Rational]) -> Rational:
        if len(arguments) != len(function.parameters):
            raise Unsupported("unsupported", "wrong number of arguments")
        self.deeper()
        outer = self.local
        self.local = dict(zip(function.parameters, arguments, strict=True))
        value = self.value(function.body)
        self.local = outer
        self.depth -= 1
        return value

    # ------------------------------------------------------------ ranges

    def summed(self, node: Sum) -> Rational:
        total: Rational = 0
        for value in self.over(node):
            total = bounded(total + value)
        return total

    def multiplied(self, node: Product) -> Rational:
        total: Rational = 1
        for value in self.over(node):
            total = bounded(total * value)
        return total

    def over(self, node: Sum | Product) -> Iterable[Rational]:
        lower, upper = integer(self.value(node.lower)), integer(self.value(node.upper))
        if upper - lower > MAX_TERMS:
            raise Unsupported("limit", "too many terms")
        if upper < lower - 1:
            raise Unsupported("undefined", "the range runs backwards")
        for index in range(lower, upper + 1):
            yield self.with_local(node.variable, index, node.body)

    def with_local(self, name: str, value: Rational, body: Node) -> Rational:
        outer = self.local
        self.local = {**outer, name: value}
        result = self.value(body)
        self.local = outer
        return result

    def evaluated(self, node: Bracket) -> Rational:
        variable = node.variable
        if variable is None:
            names = free_names(node.body) - set(self.context.bindings) - set(self.local)
            if len(names) != 1:
                raise Unsupported("ambiguous", "the variable of an evaluation bracket is not named")
            (variable,) = names
        lower = self.with_local(variable, self.value(node.lower), node.body)
        if node.upper is None:
            return lower
        return self.with_local(variable, self.value(node.upper), node.body) - lower


# ---------------------------------------------------------------- operations on values


def bits(value: Rational) -> int:
    """How many bits numerator and denominator take together."""
    if isinstance(value, int):
        return value.bit_length()
    return value.numerator.bit_length() + value.denominator.bit_length()


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


def bounded(value: Rational) -> Rational:
    """``value``, an int where it is whole; raises beyond :data:`MAX_BITS`."""
    if type(value) is int:
        if value.bit_length() > MAX_BITS:
            raise Unsupported("limit", "a number grows too large")
        return value
    numerator, denominator = value.numerator, value.denominator
    if denominator == 1:
        return numerator
    if numerator.bit_length() > MAX_BITS or denominator.bit_length() > MAX_BITS:
        raise Unsupported("limit", "a number grows too large")
    return value


def integer(value: Rational) -> int:
    if value.denominator != 1:
        raise Unsupported("undefined", "a whole number is needed")
    return value.numerator


def quotient(top: Rational, bottom: Rational) -> Rational:
    if bottom == 0:
        raise Unsupported("undefined", "division by zero")
    if type(top) is int and type(bottom) is int:
        whole, rest = divmod(top, bottom)
        return whole if rest == 0 else Fraction(top, bottom)
    return bounded(Fraction(top) / bottom)


def power(base: Rational, exponent: Rational) -> Rational:
    if exponent.denominator != 1:
        if base < 0:
            raise Unsupported("unsupported", "a fractional power of a negative number")
        if exponent.denominator > 1000:
            raise Unsupported("limit")
        return power(root(base, exponent.denominator), exponent.numerator)
    count = exponent.numerator
    if base in (0, 1, -1):
        if base == 0 and count <= 0:
            raise Unsupported("undefined", "zero to the power zero, or division by zero")
        return 1 if base == -1 and count % 2 == 0 else base
    size = max(base.numerator.bit_length(), base.denominator.bit_length())
    if abs(count) * (size - 1 if size > 1 else 1) > MAX_BITS:
        raise Unsupported("limit", "a power grows too large")
    result: Rational = Fraction(base) ** count if count < 0 or type(base) is not int else base**count
    return bounded(result)


def root(value: Rational, index: Rational) -> Rational:
    """The exact real root of ``value``; Unsupported unless it is rational."""
    n = integer(index)
    if n < 0:
        return quotient(1, root(value, -n))
    if n == 0 or n > 10_000:
        raise Unsupported("undefined" if n == 0 else "limit")
    if value < 0:
        if n % 2 == 0:
            raise Unsupported("unsupported", "an even root of a negative number")
        return -root(-value, n)
    if n == 1:
        return value
    top, bottom = whole_root(value.numerator, n), whole_root(value.denominator, n)
    if top is None or bottom is None:
        raise Unsupported("unsupported", "an irrational root")
    return quotient(top, bottom)


def whole_root(value: int, n: int) -> int | None:
    """The whole ``n``-th root of a whole number that is not negative, if it has one."""
    if value < 2:
        return value
    if n == 2:
        candidate = math.isqrt(value)
        return candidate if candidate * candidate == value else None
    if value.bit_length() <= n:
        return None
    low, high = 1, 1 << (value.bit_length() // n + 1)
    while low < high:  # Newton would be quicker; the sizes here are small
        middle = (low + high + 1) // 2
        if middle**n <= value:
            low = middle
        else:
            high = middle - 1
    return low if low**n == value else None


def factorial(value: Rational) -> int:
    n = integer(value)
    if n < 0:
        raise Unsupported("undefined", "the factorial of a negative number")
    if n > MAX_FACTORIAL:
        raise Unsupported("limit", "a factorial grows too large")
    return math.factorial(n)


def double_factorial(value: Rational) -> int:
    """``7!! = 7 · 5 · 3 · 1``."""
    n = integer(value)
    if n < 0:
        raise Unsupported("undefined", "the double factorial of a negative number")
    if n > MAX_FACTORIAL:
        raise Unsupported("limit", "a factorial grows too large")
    return math.prod(range(n, 0, -2))


def _gamma(value: Rational) -> int:
    return factorial(integer(value) - 1)


def binomial(top: Rational, bottom: Rational) -> int:
    n, k = integer(top), integer(bottom)
    if n < 0:
        raise Unsupported("unsupported", "a binomial coefficient with a negative top")
    if k < 0 or k > n:
        return 0
    if min(k, n - k) * max(n.bit_length(), 1) > MAX_BITS:
        raise Unsupported("limit", "a binomial coefficient grows too large")
    return math.comb(n, k)


def permutations(top: Rational, bottom: Rational) -> int:
    n, k = integer(top), integer(bottom)
    if not 0 <= k <= n:
        raise Unsupported("undefined")
    if k * max(n.bit_length(), 1) > MAX_BITS:
        raise Unsupported("limit")
    return math.perm(n, k)


def remainder(value: Rational, modulus: Rational) -> Rational:
    if modulus <= 0:
        raise Unsupported("undefined" if modulus == 0 else "ambiguous", "the modulus is not positive")
    return bounded(value % modulus)


def logarithm(value: Rational, base: Rational | None = None) -> Rational:
    """The exact logarithm where it is rational; the natural one (no base) only of 1."""
    if value <= 0:
        raise Unsupported(
            "undefined" if value == 0 else "unsupported", "the logarithm of a number that is not positive"
        )
    if value == 1:
        return 0
    if base is None:
        raise Unsupported
    if base <= 0 or base == 1:
        raise Unsupported("undefined", "this base has no logarithm")
    return _rational_logarithm(Fraction(value), Fraction(base))


def _rational_logarithm(value: Fraction, base: Fraction) -> Rational:
    """``p/q`` with ``base**p == value**q``, by Euclid's algorithm on the exponents."""
    if max(value.numerator.bit_length(), value.denominator.bit_length()) > 4000:
        raise Unsupported("limit")
    if base < 1:
        return -_rational_logarithm(value, 1 / base)
    if value < 1:
        return -_rational_logarithm(1 / value, base)
    # continued fraction: value = base**whole * rest, then swap
    a, b = value, base
    largest = max(x.bit_length() for x in (a.numerator, a.denominator, b.numerator, b.denominator))
    coefficients: list[int] = []
    for _ in range(40):
        whole = 0
        while a >= b:
            a /= b
            whole += 1
            if max(a.numerator.bit_length(), a.denominator.bit_length()) > largest:
                # powers of one number never grow here
                raise Unsupported("unsupported", "an irrational logarithm")
            if whole > 20_000:
                raise Unsupported("limit")
        coefficients.append(whole)
        if a == 1:
            result = Fraction(coefficients[-1])
            for c in reversed(coefficients[:-1]):
                result = c + 1 / result
            return bounded(result)
        a, b = b, a
        if a.numerator.bit_length() > 4000:
            break
    raise Unsupported("unsupported", "an irrational logarithm")


def _exponential(value: Rational) -> Rational:
    if value == 0:
        return 1
    raise Unsupported


def _zero_only(value: Rational) -> Rational:
    if value == 0:
        return 0
    raise Unsupported


_FUNCTIONS: dict[str, Callable[..., Rational]] = {
    "sqrt": lambda x: root(x, 2),
    "root": root,
    "abs": abs,
    "floor": math.floor,
    "ceil": math.ceil,
    "sgn": lambda x: (x > 0) - (x < 0),
    "factorial": factorial,
    "double_factorial": double_factorial,
    "gamma": _gamma,
    "binomial": binomial,
    "mod": remainder,
    "exp": _exponential,
    "ln": logarithm,
    "lg": lambda x: logarithm(x, 10),
    "re": lambda x: x,
    "im": lambda _: 0,
    "conj": lambda x: x,
    "arcsin": _zero_only,
    "arctan": _zero_only,
    "sinh": _zero_only,
    "tanh": _zero_only,
    "log": logarithm,
}
_OF_COLLECTIONS = frozenset(("max", "min", "gcd", "lcm"))
_TRIGONOMETRIC = {
    "sin": ("", ""), "cos": ("", ""), "tan": ("", ""),
    "cot": ("cos", "sin"), "sec": ("", "cos"), "csc": ("", "sin"),
}  # fmt: skip
_SINES: dict[Any, Rational] = {
    0: 0, 1: Fraction(1, 2), 3: 1, 5: Fraction(1, 2), 6: 0, 7: Fraction(-1, 2), 9: -1, 11: Fraction(-1, 2),
}  # fmt: skip

_METHODS: dict[type[Node], Callable[[Exact, Any], Rational]] = {
    Number: Exact.literal,
    BasedNumber: Exact.based,
    Mixed: Exact.mixed,
    Name: Exact.name,
    Constant: Exact.constant,
    Neg: Exact.negative,
    Add: Exact.add,
    Mul: Exact.multiply,
    Div: Exact.divide,
    Percent: Exact.percent,
    Currency: Exact.amount,
    Pow: Exact.raised,
    Call: Exact.call,
    Apply: Exact.apply,
    Sum: Exact.summed,
    Product: Exact.multiplied,
    Bracket: Exact.evaluated,
}
