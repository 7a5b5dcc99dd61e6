"""The units that an expression carries, as far as words can tell: ``60 km/h * 2 h`` has ``km``."""

from __future__ import annotations

from fractions import Fraction

from assay.evidence.quantities import NONE, Unit, product
from assay_math.engine.outcome import Unsupported
from assay_math.notation import nodes as n
from assay_math.notation.units import read_unit

MAX_POWER = 9  # of a unit

_CARRIERS = (n.Quantity, n.Currency)


def carries_units(node: n.Node) -> bool:
    return any(isinstance(inner, _CARRIERS) for inner in n.walk(node))


def has_money(node: n.Node) -> bool:
    return any(isinstance(inner, n.Currency) for inner in n.walk(node))


def conversion(left: n.Node, right: n.Node) -> Fraction | None:
    """How many units of the left side one of the right side is; ``None`` where that is not known.

    A side without units fits every other.
    """
    if not (carries_units(left) and carries_units(right)):
        return Fraction(1)
    a, b = unit_of(left), unit_of(right)
    if not a.dimension or not b.dimension:
        # metres per centimetre: no dimension, and yet a factor
        return Fraction(1) if a.scale == b.scale == 1 else None
    return b.factor(a)


def unit_of(node: n.Node) -> Unit:
    """The unit, :data:`NONE` for a pure number. Raises Unsupported for a sum of unlike things."""
    match node:
        case n.Quantity(value, words):
            return unit_of(value) * named(words)
        case n.Currency(symbol, operand):
            return unit_of(operand) * named(symbol)
        case n.Neg(operand) | n.Percent(operand):
            return unit_of(operand)
        case n.Mul(factors):
            return product((unit_of(factor), 1) for factor in factors)
        case n.Div(top, bottom):
            return unit_of(top) / unit_of(bottom)
        case n.Pow(base, n.Number(int() as exponent)) if abs(exponent) <= MAX_POWER or not carries_units(
            base
        ):
            return unit_of(base) ** exponent if carries_units(base) else NONE
        case n.Add(terms):
            units = [unit for term in terms if (unit := unit_of(term)) != NONE]
            if any(unit.dimension != units[0].dimension or unit.factor(units[0]) != 1 for unit in units):
                raise Unsupported("units", "different units are added")
            return units[0] if units else NONE
    if carries_units(node):
        raise Unsupported("units", "units inside a function")
    return NONE


def named(words: str) -> Unit:
    """A unit by its name; a name that is no unit is a thing of its own, equal only to itself."""
    return read_unit(words) or Unit(((f"name {' '.join(words.split())}", 1),), factors=((words, 1),))
