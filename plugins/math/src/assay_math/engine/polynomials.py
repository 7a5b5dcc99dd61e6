"""Equations as polynomials over the rationals, for "does this step follow?".

A polynomial is a dict from monomial to coefficient. What is no polynomial (a
root, a logarithm, ``f(3)``) becomes an *atom* of its own, equal only to itself, so
what linear algebra proves about the result is true of the equation too.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from itertools import pairwise

from assay_math.notation import nodes as n

Monomial = tuple[tuple[str, int], ...]
Poly = dict[Monomial, Fraction]

MAX_TERMS = 300
MAX_DEGREE = 24
MAX_BITS = 4000
ONE: Monomial = ()


class TooLarge(Exception):
    """The polynomial passes the limits."""


class Atoms:
    """Numbers the sub-expressions that are no polynomials."""

    def __init__(self) -> None:
        self._names: dict[n.Node, str] = {}
        self.inner: dict[str, frozenset[str]] = {}  # the free names inside an atom

    def name(self, node: n.Node) -> str:
        found = self._names.get(node)
        if found is None:
            found = f"§{len(self._names)}"
            self._names[node] = found
            self.inner[found] = n.free_names(node)
        return found


def constant(value: n.Rational) -> Poly:
    return {ONE: Fraction(value)} if value else {}


def add(a: Poly, b: Poly, scale: Fraction = Fraction(1)) -> Poly:
    """``a + scale * b``."""
    out = dict(a)
    for monomial, coefficient in b.items():
        value = out.get(monomial, 0) + scale * coefficient
        if value:
            out[monomial] = value
        else:
            out.pop(monomial, None)
    return _bounded(out)


def multiply(a: Poly, b: Poly) -> Poly:
    if len(a) * len(b) > MAX_TERMS * 20:
        raise TooLarge
    out: Poly = {}
    for left, c in a.items():
        for right, d in b.items():
            monomial = _product(left, right)
            value = out.get(monomial, 0) + c * d
            if value:
                out[monomial] = value
            else:
                out.pop(monomial, None)
    return _bounded(out)


def _product(a: Monomial, b: Monomial) -> Monomial:
    if not a:
        return b
    if not b:
        return a
    powers = dict(a)
    for name, power in b:
        powers[name] = powers.get(name, 0) + power
    if sum(powers.values()) > MAX_DEGREE:
        raise TooLarge
    return tuple(sorted(powers.items()))


def _bounded(p: Poly) -> Poly:
    if len(p) > MAX_TERMS:
        raise TooLarge
    for value in p.values():
        if value.numerator.bit_length() > MAX_BITS or value.denominator.bit_length() > MAX_BITS:
            raise TooLarge
    return p


def names_of(p: Poly) -> frozenset[str]:
    """Variables and atoms in ``p``."""
    return frozenset(name for monomial in p for name, _ in monomial)


def fraction_of(node: n.Node, atoms: Atoms) -> tuple[Poly, Poly]:
    """``node`` as numerator and denominator. Raises TooLarge."""
    if isinstance(node, n.Number):
        return constant(node.value), constant(1)
    if isinstance(node, n.Name):
        return {((node.name, 1),): Fraction(1)}, constant(1)
    if isinstance(node, n.Neg):
        top, bottom = fraction_of(node.operand, atoms)
        return {m: -c for m, c in top.items()}, bottom
    if isinstance(node, n.Add):
        top, bottom = fraction_of(node.terms[0], atoms)
        for term in node.terms[1:]:
            t, b = fraction_of(term, atoms)
            if b == bottom:
                top = add(top, t)
            else:
                top = add(multiply(top, b), multiply(t, bottom))
                bottom = multiply(bottom, b)
        return top, bottom
    if isinstance(node, n.Mul):
        top, bottom = constant(1), constant(1)
        for factor in node.factors:
            t, b = fraction_of(factor, atoms)
            top, bottom = multiply(top, t), multiply(bottom, b)
        return top, bottom
    if isinstance(node, n.Div):
        top, bottom = fraction_of(node.numerator, atoms)
        t, b = fraction_of(node.denominator, atoms)
        if not t:
            raise TooLarge
        return multiply(top, b), multiply(bottom, t)
    if isinstance(node, n.Pow):
        exponent = node.exponent
        if (
            isinstance(exponent, n.Number)
            and type(exponent.value) is int
            and 0 <= exponent.value <= MAX_DEGREE
        ):
            top, bottom = fraction_of(node.base, atoms)
            return _raise(top, exponent.value), _raise(bottom, exponent.value)
        return {((atoms.name(node), 1),): Fraction(1)}, constant(1)
    if isinstance(node, n.Percent):
        top, bottom = fraction_of(node.operand, atoms)
        return top, multiply(bottom, constant(100))
    if isinstance(node, n.Mixed | n.BasedNumber):
        return constant(node.value), constant(1)
    if isinstance(node, n.Quantity):
        return fraction_of(node.value, atoms)
    if isinstance(node, n.Currency):
        return fraction_of(node.operand, atoms)
    return {((atoms.name(node), 1),): Fraction(1)}, constant(1)


def _raise(p: Poly, exponent: int) -> Poly:
    if len(p) > 1 and len(p) ** min(exponent, 6) > MAX_TERMS * 40:
        raise TooLarge
    if len(p) == 1:
        ((monomial, c),) = p.items()
        if exponent and c.numerator.bit_length() * exponent > MAX_BITS:
            raise TooLarge
        if sum(k for _, k in monomial) * exponent > MAX_DEGREE:
            raise TooLarge
        return {tuple((name, k * exponent) for name, k in monomial if k * exponent): c**exponent}
    out = constant(1)
    for _ in range(exponent):
        out = multiply(out, p)
    return out


def difference(left: n.Node, right: n.Node, atoms: Atoms) -> Poly:
    """The polynomial whose zeros make ``left = right``, denominators multiplied out. Raises TooLarge."""
    a, b = fraction_of(left, atoms)
    c, d = fraction_of(right, atoms)
    if b == d:
        return add(a, c, Fraction(-1))
    return add(multiply(a, d), multiply(c, b), Fraction(-1))


# ---------------------------------------------------------------- linear algebra over monomials


def reduce_by(p: Poly, rows: Iterable[tuple[Monomial, Poly]]) -> Poly:
    """``p`` less multiples of the rows, each given with its leading monomial (made monic)."""
    for lead, row in rows:
        coefficient = p.get(lead)
        if coefficient:
            p = add(p, row, -coefficient)
    return p


def echelon(equations: Iterable[Poly]) -> list[tuple[Monomial, Poly]]:
    """Independent monic rows; a row that is a non-zero constant means a contradiction."""
    rows: list[tuple[Monomial, Poly]] = []
    for equation in equations:
        rest = reduce_by(equation, rows)
        if not rest:
            continue
        lead = max(rest, key=lambda m: (sum(k for _, k in m), m))
        scale = 1 / rest[lead]
        row = {m: c * scale for m, c in rest.items()}
        rows = [(old, add(r, row, -r[lead]) if lead in r else r) for old, r in rows]
        rows.append((lead, row))
    return rows


# ---------------------------------------------------------------- one unknown


def dense(p: Poly, name: str) -> list[Fraction] | None:
    """Coefficients, constant first; None when ``p`` holds anything but ``name``."""
    out: list[Fraction] = []
    for monomial, c in p.items():
        if not monomial:
            power = 0
        elif len(monomial) == 1 and monomial[0][0] == name:
            power = monomial[0][1]
        else:
            return None
        out.extend([Fraction(0)] * (power + 1 - len(out)))
        out[power] = c
    return out


def gcd(a: list[Fraction], b: list[Fraction]) -> list[Fraction]:
    """Monic greatest common divisor."""
    while b:
        a, b = b, remainder(a, b)
    return [c / a[-1] for c in a]


def remainder(a: list[Fraction], b: list[Fraction]) -> list[Fraction]:
    a = list(a)
    while len(a) >= len(b):
        factor = a[-1] / b[-1]
        shift = len(a) - len(b)
        for i, c in enumerate(b):
            a[i + shift] -= factor * c
        a.pop()
        while a and a[-1] == 0:
            a.pop()
    return a


def quotient(a: list[Fraction], b: list[Fraction]) -> list[Fraction]:
    """``a / b`` where the division is exact."""
    a = list(a)
    out = [Fraction(0)] * (len(a) - len(b) + 1)
    for shift in range(len(a) - len(b), -1, -1):
        factor = a[shift + len(b) - 1] / b[-1]
        out[shift] = factor
        for i, c in enumerate(b):
            a[i + shift] -= factor * c
    return out


def squarefree(a: list[Fraction]) -> list[Fraction]:
    """The polynomial with the same roots, each once."""
    derivative = [c * i for i, c in enumerate(a)][1:]
    return quotient(a, gcd(a, derivative)) if len(a) > 2 else a


def real_roots(a: list[Fraction]) -> int:
    """How many distinct real roots, by Sturm's theorem."""
    a = squarefree(a)
    chain = [a, [c * i for i, c in enumerate(a)][1:]]
    while len(chain[-1]) > 1:
        chain.append([-c for c in remainder(chain[-2], chain[-1])])
        if not chain[-1]:
            chain.pop()
            break

    def changes(signs: list[int]) -> int:
        return sum(x != y for x, y in pairwise(signs))

    low = [(1 if p[-1] > 0 else -1) * (-1) ** (len(p) - 1) for p in chain]
    high = [1 if p[-1] > 0 else -1 for p in chain]
    return changes(low) - changes(high)
