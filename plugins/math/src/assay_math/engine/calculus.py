"""Derivatives of trees, and rewriting calculus notation into plain expressions."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from assay_math.engine.exact import rational
from assay_math.engine.outcome import Context, Unsupported
from assay_math.notation import nodes as n

ZERO, ONE, TWO = n.Number(0), n.Number(1), n.Number(2)
MAX_NODES = 4_000


def has_calculus(node: n.Node) -> bool:
    """Whether there is anything that :func:`expand` would rewrite."""
    return any(
        isinstance(inner, n.Derivative | n.Prime) or (isinstance(inner, n.Apply) and inner.primes)
        for inner in n.walk(node)
    )


def expand(node: n.Node, context: Context) -> n.Node:
    """``node`` with derivatives carried out. Raises :class:`Unsupported` where that cannot be done."""
    node = n.rebuild(node, lambda child: expand(child, context))
    if isinstance(node, n.Derivative):
        body = _definition(node.body, context)
        if not node.partial:
            _check_dependence(body, node, context)
        for variable, order in node.by:
            body = derivative(body, variable, order, context)
        return body
    if isinstance(node, n.Apply) and node.primes:
        function = context.functions.get(node.function.name)
        if function is None or len(function.parameters) != 1 or len(node.arguments) != 1 or node.inverse:
            raise Unsupported(detail=f"{node.function.name} is not known")
        (parameter,) = function.parameters
        body = derivative(expand(function.body, context), parameter, node.primes, context)
        return n.substitute(body, {parameter: node.arguments[0]})
    if isinstance(node, n.Prime) and isinstance(node.function, n.Name):
        body = _definition(node.function, context)
        names = sorted(n.free_names(body))
        if body == node.function or len(names) > 1:
            raise Unsupported(detail=f"{node.function.name}' is not known")
        return derivative(body, names[0] if names else "x", node.primes, context)
    return node


_DEPENDENT = frozenset("y u v w z s r f g h F G".split())


def _check_dependence(body: n.Node, node: n.Derivative, context: Context) -> None:
    """Refuse ``dy/dx`` and ``d(y^2)/dx`` of a ``y`` that is not known: it may depend on ``x``."""
    by = {variable for variable, _ in node.by}
    unknown = n.free_names(body) - by - context.bindings.keys()
    if (isinstance(body, n.Name) and body.name in unknown) or unknown & _DEPENDENT:
        raise Unsupported("ambiguous", f"whether {sorted(unknown)[0]} depends on the variable is open")


def _definition(node: n.Node, context: Context) -> n.Node:
    """A name's binding or a function's body, where the node is no more than that."""
    if isinstance(node, n.Name):
        if node.name in context.bindings:
            return context.bindings[node.name]
        if node.name in context.functions:
            return context.functions[node.name].body
    return node


def derivative(node: n.Node, variable: str, order: int, context: Context) -> n.Node:
    """The ``order``-th derivative with respect to ``variable``; other names are constants."""
    if not 0 <= order <= 10:
        raise Unsupported("limit")
    for _ in range(order):
        node = _Derivation(variable, context).of(node)
        if sum(1 for _ in n.walk(node)) > MAX_NODES:
            raise Unsupported("limit")
    return node


class _Derivation:
    def __init__(self, variable: str, context: Context) -> None:
        self.variable = variable
        self.context = context

    def of(self, node: n.Node) -> n.Node:
        if isinstance(node, n.Name):
            if node.name == self.variable:
                return ONE
            bound = self.context.bindings.get(node.name)
            return self.of(bound) if bound is not None and self.variable in n.free_names(bound) else ZERO
        if self.variable not in self._names(node):
            return ZERO
        match node:
            case n.Neg(operand):
                return n.Neg(self.of(operand))
            case n.Add(terms):
                return add(*[self.of(term) for term in terms])
            case n.Mul(factors):
                return add(
                    *[
                        mul(*[self.of(f) if i == j else f for j, f in enumerate(factors)])
                        for i in range(len(factors))
                    ]
                )
            case n.Div(top, bottom):
                return n.Div(
                    add(mul(self.of(top), bottom), n.Neg(mul(top, self.of(bottom)))), n.Pow(bottom, TWO)
                )
            case n.Pow(base, exponent):
                return self.power(base, exponent)
            case n.Call(name, arguments):
                return self.call(node, name, arguments)
            case n.Apply(function, arguments, 0, False):
                known = self.context.functions.get(function.name)
                if known is not None and len(known.parameters) == len(arguments):
                    return self.of(
                        n.substitute(known.body, dict(zip(known.parameters, arguments, strict=True)))
                    )
            case n.Degrees(operand):
                return n.Degrees(self.of(operand))
        raise Unsupported(detail=f"no derivative of {type(node).__name__}")

    def _names(self, node: n.Node) -> frozenset[str]:
        names = set(n.free_names(node))
        for name in tuple(names):
            if name in self.context.bindings:
                names |= n.free_names(self.context.bindings[name])
        for inner in n.walk(node):
            if isinstance(inner, n.Apply) and inner.function.name in self.context.functions:
                function = self.context.functions[inner.function.name]
                names |= n.free_names(function.body) - set(function.parameters)
        return frozenset(names)

    def power(self, base: n.Node, exponent: n.Node) -> n.Node:
        if self.variable not in self._names(exponent):
            lower = rational(exponent, self.context)
            if lower == 1:
                return self.of(base)  # no base^0, which has no value at 0
            less = n.Number(lower - 1) if lower is not None else add(exponent, n.Neg(ONE))
            return mul(exponent, n.Pow(base, less), self.of(base))
        # b^u = exp(u ln b)
        return mul(
            n.Pow(base, exponent),
            add(
                mul(self.of(exponent), n.Call("ln", (base,)))
                if base != n.Constant("e")
                else self.of(exponent),
                mul(exponent, n.Div(self.of(base), base)),
            ),
        )

    def call(self, node: n.Call, name: str, arguments: tuple[n.Node, ...]) -> n.Node:
        inner = arguments[0]
        if name == "ln" and isinstance(inner, n.Call) and inner.name == "abs":
            inner = inner.arguments[0]  # (ln|u|)' = u'/u
        if name == "log" and len(arguments) == 2 and self.variable not in self._names(arguments[1]):
            if arguments[1] == n.Constant("e"):
                return n.Div(self.of(inner), inner)
            return n.Div(self.of(inner), mul(inner, n.Call("ln", (arguments[1],))))
        if name == "root" and self.variable not in self._names(arguments[1]):
            degree = arguments[1]
            return n.Div(self.of(inner), mul(degree, n.Pow(node, add(degree, n.Neg(ONE)))))
        rule = _RULES.get(name)
        if rule is None or len(arguments) != 1:
            raise Unsupported(detail=f"no derivative of {name}")
        return mul(rule(inner), self.of(inner))


def add(*terms: n.Node) -> n.Node:
    kept = tuple(term for term in terms if term not in (ZERO, n.Neg(ZERO)))
    return kept[0] if len(kept) == 1 else n.Add(kept) if kept else ZERO


def mul(*factors: n.Node) -> n.Node:
    if any(factor in (ZERO, n.Neg(ZERO)) for factor in factors):
        return ZERO
    kept = tuple(factor for factor in factors if factor != ONE)
    return kept[0] if len(kept) == 1 else n.Mul(kept) if kept else ONE


def _call(name: str, argument: n.Node) -> n.Node:
    return n.Call(name, (argument,))


def _square(node: n.Node) -> n.Node:
    return n.Pow(node, TWO)


_RULES: dict[str, Callable[[n.Node], n.Node]] = {
    "sin": lambda u: _call("cos", u),
    "cos": lambda u: n.Neg(_call("sin", u)),
    "tan": lambda u: _square(_call("sec", u)),
    "cot": lambda u: n.Neg(_square(_call("csc", u))),
    "sec": lambda u: mul(_call("sec", u), _call("tan", u)),
    "csc": lambda u: n.Neg(mul(_call("csc", u), _call("cot", u))),
    "exp": lambda u: _call("exp", u),
    "ln": lambda u: n.Div(ONE, u),
    "lg": lambda u: n.Div(ONE, mul(u, _call("ln", n.Number(10)))),
    "sqrt": lambda u: n.Div(ONE, mul(TWO, _call("sqrt", u))),
    "arcsin": lambda u: n.Div(ONE, _call("sqrt", add(ONE, n.Neg(_square(u))))),
    "arccos": lambda u: n.Neg(n.Div(ONE, _call("sqrt", add(ONE, n.Neg(_square(u)))))),
    "arctan": lambda u: n.Div(ONE, add(ONE, _square(u))),
    "sinh": lambda u: _call("cosh", u),
    "cosh": lambda u: _call("sinh", u),
    "tanh": lambda u: add(ONE, n.Neg(_square(_call("tanh", u)))),
    "abs": lambda u: n.Div(u, _call("abs", u)),
}


def rational_limit(top: list[Fraction], bottom: list[Fraction], point: Fraction | None) -> Fraction | None:
    """The limit of a quotient of polynomials (coefficients, constant first) at a point, or at infinity for ``None``.

    ``None`` where there is no finite limit.
    """
    if not top:
        return Fraction(0)
    if point is None:
        if len(top) > len(bottom):
            return None
        return top[-1] / bottom[-1] if len(top) == len(bottom) else Fraction(0)
    while True:
        value, under = _at(top, point), _at(bottom, point)
        if under:
            return value / under
        if value:
            return None
        top, bottom = _divide_out(top, point), _divide_out(bottom, point)
        if not top:
            return Fraction(0)
        if not bottom:
            return None


def _at(coefficients: list[Fraction], point: Fraction) -> Fraction:
    value = Fraction(0)
    for coefficient in reversed(coefficients):
        value = value * point + coefficient
    return value


def _divide_out(coefficients: list[Fraction], root: Fraction) -> list[Fraction]:
    """The quotient by ``x - root``, which divides."""
    out: list[Fraction] = []
    carry = Fraction(0)
    for coefficient in reversed(coefficients):
        carry = carry * root + coefficient
        out.append(carry)
    return out[-2::-1]
