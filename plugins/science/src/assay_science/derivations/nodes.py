"""Expressions as they were read: literals with their units, symbols, and what is done with them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Generic, TypeVar

from assay_science.derivations.values import Dimension, Number

_OF_FORMULAS = frozenset(
    Fraction(n) for n in ("0", "1", "2", "3", "4", "6", "8", "12", "0.5", "1.5", "2.5", "0.25", "100")
)
Key = tuple[int, int, Dimension, bool]
"""Numerator, denominator and dimension of a quantity in SI base units, and whether it has no unit."""


@dataclass(slots=True, unsafe_hash=True)
class Units:
    """What stands behind a number: its factor to SI base units and its dimension."""

    factor: Number = Fraction(1)
    dimension: Dimension = ()
    celsius: Fraction | None = None
    """The zero of a temperature scale, in kelvin: a point of that scale."""
    percent: bool = False
    own: bool = False
    span: tuple[Number, Number] | None = None
    text: str = ""


_T = TypeVar("_T")


class _kept(Generic[_T]):
    """Like :class:`functools.cached_property`, without its lock."""

    def __init__(self, compute: Callable[[Any], _T]) -> None:
        self.compute, self.name, self.__doc__ = compute, compute.__name__, compute.__doc__

    def __get__(self, instance: Any, owner: object = None) -> _T:
        value: _T = self.compute(instance)
        instance.__dict__[self.name] = value
        return value


@dataclass(unsafe_hash=True)
class Literal:
    """A number as it is written, with its unit.

    ``step`` is what one of its last digit is worth, ``digits`` how many significant digits it
    shows, ``zeros`` how many zeros end a whole number; ``open``: an ellipsis stands behind its digits.
    """

    value: Fraction
    step: Fraction
    digits: int
    zeros: int
    units: Units | None
    start: int = field(compare=False)
    end: int = field(compare=False)
    open: bool = False
    whole: bool = False

    @_kept
    def key(self) -> Key:
        """The same for the same quantity, in whatever unit."""
        size = Fraction(self.si)
        return (
            size.numerator,
            size.denominator,
            self.units.dimension if self.units else (),
            self.units is None,
        )

    @_kept
    def si(self) -> Number:
        """In SI base units (temperatures in kelvin)."""
        if self.units is None:
            return self.value
        return self.value * self.units.factor + (self.units.celsius or 0)

    @property
    def of_formula(self) -> bool:
        """Whether it is one of the bare numbers that formulas have: 1/2, 2, 3, 4 … and powers of ten."""
        return self.units is None and (
            abs(self.value) in _OF_FORMULAS or (self.digits == 1 and self.step == self.value)
        )

    @_kept
    def pure(self) -> bool:
        """Whether it may be a number of its own right, as 2 and 1/2 in a formula, without a unit left out."""
        if self.units is not None:
            return False
        if self.whole or self.digits == 1:
            return True
        padded = (self.value / (self.step * 10)).denominator == 1  # 2.000 is measured, 0.25 a quarter
        return not padded and abs(self.value) <= 10 and (self.value * 4).denominator == 1


@dataclass(slots=True, unsafe_hash=True)
class Symbol:
    name: str


@dataclass(slots=True, unsafe_hash=True)
class Sum:
    """Terms with their signs."""

    terms: tuple[tuple[int, Node], ...]


@dataclass(slots=True, unsafe_hash=True)
class Product:
    """Factors with the power 1 or -1; ``loosely`` marks ``a/bc``, where it is not clear what is divided by."""

    factors: tuple[tuple[int, Node], ...]
    loosely: tuple[int, ...] = ()


@dataclass(slots=True, unsafe_hash=True)
class Power:
    base: Node
    exponent: Node


@dataclass(slots=True, unsafe_hash=True)
class Apply:
    function: str
    argument: Node


@dataclass(slots=True, unsafe_hash=True)
class UnitOf:
    """A unit as a factor: that of ``(2 + 3) m``."""

    units: Units


@dataclass(slots=True, unsafe_hash=True)
class Opaque:
    """Something that is not read: an integral, a label. ``names`` says nothing of it."""

    text: str = ""
    numbers: bool = field(default=False)


Node = Literal | Symbol | Sum | Product | Power | Apply | UnitOf | Opaque


def walk(node: Node) -> Iterator[Node]:
    """The node and all below it."""
    stack = [node]
    while stack:
        top = stack.pop()
        yield top
        stack.extend(children(top))


def children(node: Node) -> list[Node]:
    match node:
        case Sum(parts) | Product(parts):
            return [part for _, part in reversed(parts)]
        case Power(base, exponent):
            return [exponent, base]
        case Apply(_, argument):
            return [argument]
    return []


def literals(node: Node) -> list[Literal]:
    return [n for n in walk(node) if isinstance(n, Literal)]


def names(node: Node) -> set[str]:
    return {n.name for n in walk(node) if isinstance(n, Symbol)}


def is_numeric(node: Node) -> bool:
    """Whether it holds numbers only; π and powers of Euler's number are numbers."""
    match node:
        case Symbol(name):
            return name == "pi"
        case Opaque():
            return False
        case Power(Symbol("e"), exponent):
            return is_numeric(exponent)
    return all(is_numeric(child) for child in children(node))
