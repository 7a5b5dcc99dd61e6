"""SymPy, for what needs more than arithmetic and numerics: limits, infinite sums, hard integrals.

Trees are built into SymPy objects node by node; text never reaches SymPy's parser.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from assay_math.engine.exact import bits, rational
from assay_math.engine.outcome import Context, Unsupported
from assay_math.notation import nodes as n

MAX_NODES = 400
MAX_REWRITTEN = 60  # nodes of an expression that is worth simplifying
MAX_NUMBER_BITS = 4_000


def to_sympy(node: n.Node, context: Context) -> Any:
    """A SymPy expression. Raises :class:`Unsupported` for what has no equivalent or is too large."""
    if sum(1 for _ in n.walk(node)) > MAX_NODES:
        raise Unsupported("limit")
    return _Builder(context).of(node)


class _Builder:
    def __init__(self, context: Context) -> None:
        import sympy

        self.sympy = sympy
        self.context = context
        self.depth = 0

    def of(self, node: n.Node) -> Any:
        exact = rational(node, self.context) if not isinstance(node, n.Name) else None
        if exact is not None:
            return self.number(exact)
        method = _METHODS.get(type(node))
        if method is None:
            raise Unsupported(detail=type(node).__name__)
        return method(self, node)

    def number(self, value: n.Rational) -> Any:
        if bits(value) > MAX_NUMBER_BITS:
            raise Unsupported("limit")
        if isinstance(value, Fraction):
            return self.sympy.Rational(value.numerator, value.denominator)
        return self.sympy.Integer(value)

    def name(self, node: n.Name) -> Any:
        bound = self.context.bindings.get(node.name)
        if bound is not None:
            self.depth += 1
            if self.depth > 50:
                raise Unsupported("limit")
            value = self.of(bound)
            self.depth -= 1
            return value
        return self.symbol(node.name)

    def symbol(self, name: str) -> Any:
        if name in self.context.complex_names:
            return self.sympy.Symbol(name)
        if name in self.context.integer:
            return self.sympy.Symbol(name, integer=True, positive=name in self.context.positive or None)
        if name in self.context.positive:
            return self.sympy.Symbol(name, positive=True)
        return self.sympy.Symbol(name, real=True)

    def constant(self, node: n.Constant) -> Any:
        table = {"pi": self.sympy.pi, "e": self.sympy.E, "i": self.sympy.I, "infinity": self.sympy.oo}
        if node.name not in table:
            raise Unsupported(detail=node.name)
        return table[node.name]

    def pow(self, node: n.Pow) -> Any:
        base, exponent = self.of(node.base), self.of(node.exponent)
        if base.is_Rational and exponent.is_Rational and abs(exponent) > 2_000:
            raise Unsupported("limit")
        if exponent.is_number and not exponent.is_Rational and abs(exponent.evalf(5)) > 10_000:
            raise Unsupported("limit")
        return base**exponent

    def apply(self, node: n.Apply) -> Any:
        function = self.context.functions.get(node.function.name)
        if function is None or node.primes or node.inverse or len(function.parameters) != len(node.arguments):
            raise Unsupported(detail=f"{node.function.name} is not known")
        self.depth += 1
        if self.depth > 50:
            raise Unsupported("limit")
        body = n.substitute(function.body, dict(zip(function.parameters, node.arguments, strict=True)))
        value = self.of(body)
        self.depth -= 1
        return value

    def call(self, node: n.Call) -> Any:
        sympy = self.sympy
        arguments = [self.of(argument) for argument in node.arguments]
        if node.name == "log":
            if len(arguments) == 2:
                return sympy.log(arguments[0]) / sympy.log(arguments[1])
            if self.context.log_base not in ("e", "10"):
                raise Unsupported("ambiguous", "log without a base")
            return sympy.log(arguments[0]) / (sympy.log(10) if self.context.log_base == "10" else 1)
        if node.name == "lg":
            return sympy.log(arguments[0]) / sympy.log(10)
        if node.name == "root":
            return sympy.real_root(*arguments)
        if node.name in _COUNTING and not arguments[0].free_symbols:
            raise Unsupported("limit")  # what is small enough has been computed already
        name = _NAMES.get(node.name)
        if name is None:
            raise Unsupported(detail=node.name)
        return getattr(sympy, name)(*arguments)

    def series(self, node: n.Sum | n.Product) -> Any:
        symbol = self.sympy.Symbol(node.variable, integer=True)
        body = self.of(node.body).subs(self.symbol(node.variable), symbol)
        kind = self.sympy.Sum if isinstance(node, n.Sum) else self.sympy.Product
        return kind(body, (symbol, self.of(node.lower), self.of(node.upper))).doit()

    def limit(self, node: n.Limit) -> Any:
        symbol = self.symbol(node.variable)
        point = self.of(node.point)
        body = self.of(node.body)
        if node.side or not point.is_finite:
            return self.sympy.limit(body, symbol, point, node.side or "-")
        above = self.sympy.limit(body, symbol, point, "+")
        below = self.sympy.limit(body, symbol, point, "-")
        if above != below:
            raise Unsupported("undefined", "the limits from the two sides differ")
        return above

    def integral(self, node: n.Integral) -> Any:
        symbol = self.symbol(node.variable)
        body = self.of(node.body)
        if node.lower is None or node.upper is None:
            return self.sympy.integrate(body, symbol)
        return self.sympy.integrate(body, (symbol, self.of(node.lower), self.of(node.upper)))

    def bracket(self, node: n.Bracket) -> Any:
        variable = node.variable
        if variable is None:
            names = sorted(n.free_names(node.body) - self.context.bindings.keys())
            if len(names) != 1:
                raise Unsupported("ambiguous")
            variable = names[0]
        low = self.of(n.substitute(node.body, {variable: node.lower}))
        if node.upper is None:
            return low
        return self.of(n.substitute(node.body, {variable: node.upper})) - low


_COUNTING = ("factorial", "binomial", "permutations")
_NAMES = {
    "sqrt": "sqrt", "abs": "Abs", "floor": "floor", "ceil": "ceiling", "sgn": "sign", "exp": "exp", "ln": "log",
    "sin": "sin", "cos": "cos", "tan": "tan", "cot": "cot", "sec": "sec", "csc": "csc",
    "arcsin": "asin", "arccos": "acos", "arctan": "atan", "arccot": "acot",
    "sinh": "sinh", "cosh": "cosh", "tanh": "tanh", "arsinh": "asinh", "arcosh": "acosh", "artanh": "atanh",
    "factorial": "factorial", "binomial": "binomial", "conj": "conjugate", "re": "re", "im": "im",
    "max": "Max", "min": "Min",
}  # fmt: skip

_METHODS: dict[type[n.Node], Callable[[_Builder, Any], Any]] = {
    n.Name: _Builder.name,
    n.Constant: _Builder.constant,
    n.Neg: lambda self, node: -self.of(node.operand),
    n.Add: lambda self, node: self.sympy.Add(*[self.of(term) for term in node.terms]),
    n.Mul: lambda self, node: self.sympy.Mul(*[self.of(factor) for factor in node.factors]),
    n.Div: lambda self, node: self.of(node.numerator) / self.of(node.denominator),
    n.Pow: _Builder.pow,
    n.Percent: lambda self, node: self.of(node.operand) / 100,
    n.Currency: lambda self, node: self.of(node.operand),
    n.Degrees: lambda self, node: self.of(node.operand) * self.sympy.pi / 180,
    n.Call: _Builder.call,
    n.Apply: _Builder.apply,
    n.Sum: _Builder.series,
    n.Product: _Builder.series,
    n.Limit: _Builder.limit,
    n.Integral: _Builder.integral,
    n.Bracket: _Builder.bracket,
}
