"""Formulas of a trace computed with units: values in SI base units, with their dimensions.

Angles are pure numbers, as in the SI: degrees are brought to radians. So are percent, ‰ and ppm, and
things that are counted. A temperature on a scale (``25 °C``) enters as its kelvins.
"""

from __future__ import annotations

import ast
import math
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from assay.evidence.formulas import (
    FUNCTIONS,
    BadFormula,
    Number,
    bounded,
    literal,
    operate,
    parsed,
    valued,
)
from assay.evidence.quantities import read_unit
from assay.evidence.units import NOUN, Unit

Powers = tuple[tuple[str, Fraction], ...]
"""Base dimensions with their powers, which a root can break, in the order of their names."""

_PURE: Mapping[str, Number] = {
    "radian": Fraction(1),
    "steradian": Fraction(1),
    "degree": math.pi / 180,
    "percent": Fraction(1, 100),
    "count": Fraction(1),
}
"""What in formulas is a pure number, and how large it is; the becquerel is a count over a time."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A value in SI base units of its dimension."""

    value: Number
    powers: Powers = ()


def measured(value: Number, unit: str) -> Measured | None:
    """A value in a unit, as formulas take it; ``None`` if the unit is not known."""
    read = read_unit(unit, nouns=True)
    if read is None:
        return None
    size, powers = _sized(read)
    return Measured(value * size + read.offset, powers)


def value_in(result: Measured, unit: str) -> Number | None:
    """A result in a unit; ``None`` if the unit is not known or of another dimension."""
    read = read_unit(unit, nouns=True)
    if read is None:
        return None
    size, powers = _sized(read)
    if powers != result.powers:
        return None
    return (result.value - read.offset) / size


def _sized(unit: Unit) -> tuple[Number, Powers]:
    size: Number = unit.scale
    powers = []
    for name, power in unit.dimension:
        if name in _PURE:
            size = size * _PURE[name] ** power
        elif not name.startswith(NOUN):
            powers.append((name, Fraction(power)))
    return size, tuple(powers)


def evaluate_measured(formula: str, values: Mapping[str, Measured]) -> Measured:
    """The value of a formula, with those of its names, and its dimension.

    Raises :class:`~assay.evidence.formulas.BadFormula`, also for a sum of a length and a time or the
    logarithm of a length, and :class:`~assay.evidence.formulas.Undecided` where floats cannot tell.
    """
    tree = parsed(formula)
    return valued(formula, lambda: _value(tree, formula, values))


def _value(node: ast.expr, formula: str, values: Mapping[str, Measured]) -> Measured:
    match node:
        case ast.Constant():
            return Measured(literal(node, formula))
        case ast.Name(id=name):
            if name == "pi":
                return Measured(math.pi)
            if name not in values:
                raise BadFormula(f"{name!r} is no operand and no earlier output.")
            return values[name]
        case ast.UnaryOp(op=ast.USub() | ast.UAdd() as sign, operand=inner):
            found = _value(inner, formula, values)
            return Measured(-found.value, found.powers) if isinstance(sign, ast.USub) else found
        case ast.BinOp(left=left, op=op, right=right):
            return _operated(op, _value(left, formula, values), _value(right, formula, values), formula)
        case ast.Call(func=ast.Name(id=name), args=args, keywords=[]) if name in FUNCTIONS:
            return _called(name, [_value(each, formula, values) for each in args], formula)
    raise BadFormula(f"{formula[:80]!r} holds more than arithmetic.")


def _operated(op: ast.operator, left: Measured, right: Measured, formula: str) -> Measured:
    if isinstance(op, ast.Add | ast.Sub):
        _alike(left, right, formula)
        powers = left.powers
    elif isinstance(op, ast.Mult | ast.Div):
        powers = _combined(left.powers, right.powers, 1 if isinstance(op, ast.Mult) else -1)
    else:
        if right.powers:
            raise BadFormula(f"An exponent of {formula[:80]!r} has a unit.")
        powers = _raised(left.powers, right.value) if left.powers else ()
    return Measured(bounded(operate(op, left.value, right.value)), powers)


def _called(name: str, inner: list[Measured], formula: str) -> Measured:
    function, least, most = FUNCTIONS[name]
    if not least <= len(inner) <= most:
        raise BadFormula(f"{name} takes {least} to {most} values.")
    powers: Powers = ()
    if name in ("min", "max", "abs"):
        for each in inner[1:]:
            _alike(inner[0], each, formula)
        powers = inner[0].powers
    elif name == "sqrt":
        powers = _raised(inner[0].powers, Fraction(1, 2))
    elif any(each.powers for each in inner):
        raise BadFormula(f"{name} takes a pure number, and is given a unit in {formula[:80]!r}.")
    return Measured(bounded(function(*(each.value for each in inner))), powers)


def _alike(left: Measured, right: Measured, formula: str) -> None:
    if left.powers != right.powers:
        raise BadFormula(f"{formula[:80]!r} brings together values of different kinds.")


def _combined(left: Powers, right: Powers, sign: int) -> Powers:
    if not right:
        return left
    found = dict(left)
    for name, power in right:
        found[name] = found.get(name, Fraction(0)) + sign * power
    return tuple(sorted((name, power) for name, power in found.items() if power))


def _raised(powers: Powers, exponent: Number) -> Powers:
    if powers and not isinstance(exponent, Fraction):
        raise BadFormula("A value with a unit is raised to a power that is not exact.")
    return tuple((name, power * Fraction(exponent)) for name, power in powers if exponent)
