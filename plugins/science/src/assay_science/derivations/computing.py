"""What an expression comes to: literals by a rule that the caller gives, symbols by what is known of them."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction

from assay_science.derivations import values as v
from assay_science.derivations.nodes import (
    Apply,
    Literal,
    Node,
    Opaque,
    Power,
    Product,
    Sum,
    Symbol,
    UnitOf,
    literals,
)
from assay_science.derivations.values import Value


class Unknown(Exception):
    """A symbol without a value, or something that is not read."""


Widen = Callable[[Literal], Value]
_PI = v.exact(math.pi)
_MOLAR = Fraction(1000)  # mol/m³
_LOGS = ("ln", "log", "log2", "exp")


def plain(literal: Literal) -> Value:
    """A literal as it is written."""
    units = literal.units
    if literal.open:
        low, high = literal.value, literal.value + literal.step * (1 if literal.value >= 0 else -1)
    else:
        low = high = literal.value
    return (
        placed(literal, min(low, high), max(low, high))
        if units is not None
        else Value(min(low, high), max(low, high), loose=not literal.of_formula, whole=literal.whole)
    )


def around(literal: Literal, share: Fraction = Fraction(1, 2)) -> Value:
    """All that a literal may have been rounded from."""
    half = literal.step * share * 10**literal.zeros
    return replace(placed(literal, literal.value - half, literal.value + half), whole=False)


def placed(literal: Literal, low: v.Number, high: v.Number) -> Value:
    """From ``low`` to ``high`` in the unit of a literal."""
    units = literal.units
    if units is None:
        return Value(low, high, loose=not literal.of_formula)
    if units.percent:
        return Value(low * units.factor, high * units.factor)
    if units.celsius is not None:
        shift = units.celsius - Fraction("273.15")
        return Value(
            low * units.factor + shift, high * units.factor + shift, units.dimension, False, celsius=True
        )
    return Value(
        low * units.factor, high * units.factor, units.dimension, False, own=units.own, whole=literal.whole
    )


def in_common_years(literal: Literal) -> Literal:
    """The literal with years of 365 days, where it is in years or months."""
    units = literal.units
    return (
        literal
        if units is None or not units.span
        else replace(literal, units=replace(units, factor=units.span[0]))
    )


class Computer:
    """Computes expressions. ``known`` are the values of symbols, ``widen`` says what a literal stands for."""

    def __init__(self, known: Mapping[str, Value], widen: Widen = plain) -> None:
        self.known = known
        self.widen = widen

    def value(self, node: Node) -> Value:
        """Raises :class:`Unknown`, :class:`Undecided` and :class:`~.values.WrongUnits`."""
        match node:
            case Literal():
                return self.widen(node)
            case Symbol(name):
                return self._symbol(name)
            case Sum(terms):
                total: Value | None = None
                for sign, term in terms:
                    value = self.value(term)
                    if total is None:
                        total = value if sign > 0 else v.negative(value)
                    else:
                        total = v.add(total, value, sign)
                assert total is not None
                return total
            case Product(factors):
                return self._product(factors)
            case Power(base, exponent):
                if base == Symbol("e") and not self._is_charge():
                    return self._apply("exp", exponent)
                return v.power(self.value(base), self.value(exponent))
            case Apply(name, argument):
                return self._apply(name, argument)
            case UnitOf(units):
                return Value(
                    units.factor,
                    units.factor,
                    units.dimension,
                    False,
                    own=units.own,
                )
            case Opaque():
                raise Unknown("something that is not read")

    def _is_charge(self) -> bool:
        known = self.known.get("e")
        return known is not None and bool(known.dimension)

    def _symbol(self, name: str) -> Value:
        if name == "pi":
            return _PI
        found = self.known.get(name)
        if found is None:
            raise Unknown(name)
        return found

    def _product(self, factors: tuple[tuple[int, Node], ...]) -> Value:
        total: Value | None = None
        for power, factor in factors:
            if isinstance(factor, UnitOf) and factor.units.celsius is not None and total is not None:
                total = replace(total, celsius=True, dimension=v.TEMPERATURE, bare=False)  # (25 + 3) °C
                continue
            value = self.value(factor)
            if power < 0:
                value = v.inverse(value)
            total = value if total is None else v.multiply(total, value)
        assert total is not None
        return v.factor(total) if len(factors) > 1 and not isinstance(factors[-1][1], UnitOf) else total

    def _apply(self, name: str, argument: Node) -> Value:
        value = self.value(argument)
        if value.dimension and name in _LOGS:
            value = standard(value, argument) or value
        return v.function(name, value)


def standard(value: Value, node: Node) -> Value | None:
    """A concentration by its number in mol/L, a pressure by its number in bar or atm, and powers of these.

    So logarithms and equilibrium constants take them: as ratios to the standard state.
    """
    for dimension, sizes in (
        (v.CONCENTRATION, (_MOLAR,)),
        (v.PRESSURE, (Fraction(100_000), Fraction(101_325))),
    ):
        power = _multiple(value.dimension, dimension)
        if power is None or power.denominator != 1:
            continue
        found = {
            literal.units.factor
            for literal in literals(node)
            if literal.units and literal.units.dimension == dimension
        } or ({_MOLAR} if dimension == v.CONCENTRATION else set())
        if len(found) == 1 and found <= set(sizes):
            size = Fraction(found.pop()) ** power.numerator
            return Value(value.lo / size, value.hi / size)
    return None


def _multiple(dimension: v.Dimension, of: v.Dimension) -> Fraction | None:
    """The power of ``of`` that ``dimension`` is."""
    if [name for name, _ in dimension] != [name for name, _ in of]:
        return None
    ratios = {Fraction(a[1]) / b[1] for a, b in zip(dimension, of, strict=True)}
    return ratios.pop() if len(ratios) == 1 else None


def other_readings(node: Node) -> list[Node]:
    """The expression with ``a/bc`` read as a/(bc), where that is written somewhere in it."""
    changed = _tight(node)
    return [changed] if changed != node else []


def unit_of_all(node: Node) -> Node | None:
    """``150/25 Ω`` read as (150/25) Ω: the unit behind a divisor, where it is the only one, is that of the whole."""
    if not isinstance(node, Product) or len(node.factors) < 2:
        return None
    *others, (sign, last) = node.factors
    if sign > 0 or not isinstance(last, Literal) or last.units is None or last.units.celsius is not None:
        return None
    if any(each.units is not None for _, factor in others for each in literals(factor)):
        return None
    return Product((*others, (-1, replace(last, units=None)), (1, UnitOf(last.units))))


def _tight(node: Node) -> Node:
    match node:
        case Product(factors, loosely):
            return Product(tuple((-1 if i in loosely else s, _tight(f)) for i, (s, f) in enumerate(factors)))
        case Sum(terms):
            return Sum(tuple((s, _tight(t)) for s, t in terms))
        case Power(base, exponent):
            return Power(_tight(base), _tight(exponent))
        case Apply(name, argument):
            return Apply(name, _tight(argument))
    return node


def flat(node: Node) -> list[tuple[int, Node]]:
    """The factors of a product with those of products within it; a node alone is its only factor."""
    if not isinstance(node, Product):
        return [(1, node)]
    found: list[tuple[int, Node]] = []
    for sign, factor in node.factors:
        found += [(sign * inner, part) for inner, part in flat(factor)]
    return found


OTHER = "!"
"""The name under which :func:`pairs` gives a number that differs from the formula's own."""


def pairs(symbolic: Node, numeric: Node) -> list[tuple[str, Node]] | None:
    """Which number was put in for which symbol, if the two are built alike; ``None`` if they are not.

    A number of the formula that is another one, or has another sign, is there under :data:`OTHER`.
    """
    match symbolic, numeric:
        case (Symbol("pi"), Symbol("pi")) | (Symbol("e"), Symbol("e")):
            return []
        case Symbol(name), _:
            return [(name, numeric)]
        case Literal(value=a), Literal(value=b, units=None):
            return [] if a == b else [(OTHER, numeric)]
        case (Sum(((-1, inner),)), _) if not _is_negative(numeric):
            found = pairs(inner, numeric)
            return None if found is None else [(OTHER, numeric), *found]
        case (_, Sum(((-1, inner),))) if not _is_negative(symbolic):
            found = pairs(symbolic, inner)
            return None if found is None else [(OTHER, numeric), *found]
        case Sum(((-1, inner),)), Literal():
            return pairs(inner, replace(numeric, value=-numeric.value))
        case Sum(a), Sum(b) if len(a) == len(b):
            return _paired([(x[0], x[1]) for x in a], [(x[0], x[1]) for x in b])
        case Power(a, b), Power(c, d):
            base, exponent = pairs(a, c), pairs(b, d)
            return None if base is None or exponent is None else base + exponent
        case Apply(f, a), Apply(g, b):
            return pairs(a, b) if f == g else None
        case (Product(), _) | (_, Product()):
            first, second = _without_ones(flat(symbolic)), _without_ones(flat(numeric))
            for sign in (1, -1):
                if sum(s == sign for s, _ in first) != sum(s == sign for s, _ in second):
                    return None
            return _paired(sorted(first, key=lambda x: -x[0]), sorted(second, key=lambda x: -x[0]))
    return None


def _is_negative(node: Node) -> bool:
    match node:
        case Sum(((-1, _),)):
            return True
        case Literal(value=value):
            return value < 0
    return False


def _without_ones(factors: list[tuple[int, Node]]) -> list[tuple[int, Node]]:
    return [(s, f) for s, f in factors if not (isinstance(f, Literal) and f.units is None and f.value == 1)]


def _paired(a: list[tuple[int, Node]], b: list[tuple[int, Node]]) -> list[tuple[str, Node]] | None:
    if len(a) != len(b):
        return None
    found: list[tuple[str, Node]] = []
    for (s, x), (t, y) in zip(a, b, strict=True):
        if s != t and isinstance(x, Symbol) and isinstance(y, Literal):
            found.append((x.name, replace(y, value=-y.value)))  # a negative number for a symbol
            continue
        inner = pairs(x, y)
        if inner is None:
            return None
        found += inner if s == t else [(OTHER, y), *inner]
    return found
