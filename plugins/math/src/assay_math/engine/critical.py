"""Where the truth of a condition in one real unknown can change.

Between two neighbouring critical points every difference of two sides keeps its sign
and its domain, so that one sample decides the whole gap. For expressions built from
arithmetic, absolute values and roots the critical points are roots of polynomials,
found exactly: absolute values by their two cases, roots by resultants.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise, product
from typing import Any

from assay_math.engine.outcome import Unsupported
from assay_math.notation import nodes as n

MAX_ROOTS = 4  # different roots and absolute values in one condition
MAX_DEGREE = 60
MAX_POWER = 30
SORTING_BITS = 400


@dataclass(frozen=True)
class Root:
    """A real algebraic number: a rational one, or the ``index``-th real root of an irreducible polynomial."""

    value: Fraction | None
    label: str = ""  # the polynomial as text, which can be hashed
    index: int = 0
    polynomial: Any = field(default=None, compare=False, repr=False)

    def ball(self) -> Any:
        """An enclosure at the current precision."""
        import flint

        if self.value is not None:
            return flint.arb(flint.fmpq(self.value.numerator, self.value.denominator))
        return _real_roots(self.polynomial)[self.index]

    def node(self) -> n.Node | None:
        """The number as an expression, where it is rational or a quadratic surd."""
        if self.value is not None:
            size = abs(self.value)
            number = n.Number(size.numerator if size.denominator == 1 else size)
            return n.Neg(number) if self.value < 0 else number
        if self.polynomial.degree() != 2:
            return None
        c, b, a = (int(x) for x in self.polynomial.coeffs())
        surd: n.Node = n.Call("sqrt", (n.Number(b * b - 4 * a * c),))
        lower = (self.index == 0) == (a > 0)
        return n.Div(n.Add((n.Number(-b), n.Neg(surd) if lower else surd)), n.Number(2 * a))


def critical_points(differences: list[n.Node], name: str) -> list[Root]:
    """The critical points of expressions in ``name`` alone, in ascending order."""
    import flint

    found: dict[str, Root] = {}
    for difference in differences:
        for polynomial in _Elimination(name).polynomials(difference):
            for factor, _ in polynomial.factor()[1]:
                if factor.degree() > MAX_DEGREE:
                    raise Unsupported("limit", "the degree is too high")
                if factor.degree() == 1:
                    c, a = factor.coeffs()
                    found[str(factor)] = Root(Fraction(-int(c), int(a)))
                else:
                    for index in range(len(_real_roots(factor))):
                        found[f"{factor} {index}"] = Root(None, str(factor), index, factor)
    with flint.ctx.workprec(SORTING_BITS):
        pairs = sorted(
            ((root.ball(), root) for root in found.values()), key=lambda pair: float(pair[0].mid())
        )
        pairs.sort(key=lambda pair: _fraction(pair[0].mid()))
        for (left, _), (right, _) in pairwise(pairs):
            if not left < right:
                raise Unsupported("limit", "two roots are too close to be told apart")
    return [root for _, root in pairs]


def samples(points: list[Root]) -> Iterator[Fraction]:
    """One rational number in each gap: before the first point, between neighbours, after the last."""
    import flint

    if not points:
        yield Fraction(0)
        return
    with flint.ctx.workprec(SORTING_BITS):
        values = [_fraction(point.ball().mid()) for point in points]
    yield values[0].__floor__() - Fraction(1)
    for left, right in pairwise(values):
        yield _simple_between(left, right)
    yield values[-1].__ceil__() + Fraction(1)


def _simple_between(left: Fraction, right: Fraction) -> Fraction:
    """A fraction well inside the gap with a small denominator."""
    width = right - left
    low, high = left + width / 8, right - width / 8
    middle = (left + right) / 2
    for size in (1, 2, 4, 8, 64, 10**3, 10**6, 10**12, 10**30):
        candidate = Fraction(round(middle * size), size)
        if low < candidate < high:
            return candidate
    return middle


def _fraction(ball: Any) -> Fraction:
    mantissa, exponent = ball.man_exp()
    return Fraction(int(mantissa)) * Fraction(2) ** int(exponent)


def _real_roots(polynomial: Any) -> list[Any]:
    """Enclosures of the real roots, ascending (Arb puts them first, with an exact zero imaginary part)."""
    return sorted(
        (root.real for root, _ in polynomial.complex_roots() if root.imag.is_zero()),
        key=lambda ball: _fraction(ball.mid()),
    )


class _Elimination:
    """One expression as a quotient of polynomials in the unknown and its roots and absolute values."""

    def __init__(self, name: str) -> None:
        import flint

        self.flint = flint
        self.name = name
        self.names = ["x", *[f"s{k}" for k in range(MAX_ROOTS)]]
        self.ring = flint.fmpq_mpoly_ctx.get(self.names, flint.Ordering.lex)
        self.x, *self.roots = self.ring.gens()
        self.known: dict[n.Node, int] = {}
        self.relations: list[tuple[str, int, Any, Any]] = []  # kind, degree, numerator, denominator
        self.denominators: list[Any] = []

    def polynomials(self, node: n.Node) -> list[Any]:
        """Polynomials in the unknown alone among whose roots are all critical points of ``node``."""
        top, bottom = self.quotient(node)
        wanted = [top, bottom, *self.denominators]
        for _, _, above, below in self.relations:
            wanted += [above, below]
        out = []
        for polynomial in wanted:
            for eliminated in self.without_roots(polynomial):
                if eliminated != 0:
                    out.append(self.univariate(eliminated))
        return out

    def without_roots(self, polynomial: Any) -> list[Any]:
        signs = [k for k, relation in enumerate(self.relations) if relation[0] == "abs"]
        out = []
        for pattern in product((1, -1), repeat=len(signs)):
            value = polynomial
            for k in range(len(self.relations) - 1, -1, -1):
                kind, degree, above, below = self.relations[k]
                generator = self.roots[k]
                if kind == "abs":
                    value = self.cleared(value, k, above * pattern[signs.index(k)], below)
                elif value != 0 and value.degrees()[k + 1]:
                    value = value.resultant(below * generator**degree - above, f"s{k}")
                    if value == 0:
                        raise Unsupported(detail="a root that is no root")
            out.append(value)
        return out

    def cleared(self, value: Any, k: int, above: Any, below: Any) -> Any:
        """``value`` with the ``k``-th generator replaced by a quotient, times a power of the denominator."""
        degree = value.degrees()[k + 1] if value != 0 else 0
        total = self.ring.constant(0)
        for exponents, coefficient in value.to_dict().items():
            power = exponents[k + 1]
            rest = list(exponents)
            rest[k + 1] = 0
            term = self.ring.from_dict({tuple(rest): coefficient})
            total = total + term * above**power * below ** (degree - power)
        return total

    def univariate(self, polynomial: Any) -> Any:
        coefficients: dict[int, Any] = {}
        for exponents, coefficient in polynomial.to_dict().items():
            if any(exponents[1:]):
                raise Unsupported(detail="an expression in more than the unknown")
            coefficients[exponents[0]] = coefficient
        degree = max(coefficients)
        if degree > MAX_DEGREE:
            raise Unsupported("limit", "the degree is too high")
        rational = self.flint.fmpq_poly([coefficients.get(k, 0) for k in range(degree + 1)])
        return rational.numer()

    # ------------------------------------------------------------ expressions

    def quotient(self, node: n.Node) -> tuple[Any, Any]:
        one = self.ring.constant(1)
        match node:
            case n.Number() | n.Mixed():
                return self.rational(node.value), one
            case n.Name(name) if name == self.name:
                return self.x, one
            case n.Neg(operand):
                top, bottom = self.quotient(operand)
                return -top, bottom
            case n.Percent(operand):
                top, bottom = self.quotient(operand)
                return top, bottom * 100
            case n.Add(terms):
                top, bottom = self.quotient(terms[0])
                for term in terms[1:]:
                    above, below = self.quotient(term)
                    if below == bottom:
                        top = top + above
                    else:
                        top, bottom = top * below + above * bottom, bottom * below
                    self.check(top)
                return top, bottom
            case n.Mul(factors):
                top, bottom = one, one
                for factor in factors:
                    above, below = self.quotient(factor)
                    top, bottom = top * above, bottom * below
                    self.check(top)
                return top, bottom
            case n.Div(numerator, denominator):
                above, below = self.quotient(numerator)
                over, under = self.quotient(denominator)
                self.denominators.append(over)
                return above * under, below * over
            case n.Pow(base, exponent):
                return self.power(base, exponent)
            case n.Call("sqrt", (radicand,)):
                return self.root("root", radicand, 2), one
            case n.Call("root", (radicand, n.Number(int() as degree))) if 2 <= degree <= 5:
                return self.root("root", radicand, degree), one
            case n.Call("abs", (argument,)):
                return self.root("abs", argument, 1), one
        raise Unsupported(detail=f"critical points of {type(node).__name__}")

    def power(self, base: n.Node, exponent: n.Node) -> tuple[Any, Any]:
        sign, count = (-1, exponent.operand) if isinstance(exponent, n.Neg) else (1, exponent)
        if not isinstance(count, n.Number) or not isinstance(count.value, int) or count.value > MAX_POWER:
            raise Unsupported(detail="critical points of a power")
        top, bottom = self.quotient(base)
        size = count.value
        if len(top.to_dict()) > 1 and size * max(top.total_degree(), 1) > 4 * MAX_DEGREE:
            raise Unsupported("limit")
        if sign < 0 or size == 0:
            self.denominators.append(top)
        return (top**size, bottom**size) if sign > 0 else (bottom**size, top**size)

    def root(self, kind: str, inner: n.Node, degree: int) -> Any:
        key = n.Call(kind, (inner, n.Number(degree)))
        if key not in self.known:
            above, below = self.quotient(inner)
            if kind == "root" and degree == 2 and (square := self.square_root(above, below)):
                kind, above, below = "abs", *square
            if len(self.relations) >= MAX_ROOTS:
                raise Unsupported("limit", "too many roots")
            self.known[key] = len(self.relations)
            self.relations.append((kind, degree, above, below))
        return self.roots[self.known[key]]

    def square_root(self, above: Any, below: Any) -> tuple[Any, Any] | None:
        try:
            return above.sqrt(), below.sqrt()
        except self.flint.utils.flint_exceptions.DomainError:
            return None

    def rational(self, value: n.Rational) -> Any:
        if value.numerator.bit_length() + value.denominator.bit_length() > 2_000:
            raise Unsupported("limit")
        return self.ring.constant(self.flint.fmpq(value.numerator, value.denominator))

    def check(self, polynomial: Any) -> None:
        if len(polynomial.to_dict()) > 400:
            raise Unsupported("limit", "too many terms")
