"""Units and amounts: multiplied, and related by exact factors.

:mod:`assay.evidence.quantities` is the door to this, and says what is read.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction

Dimension = tuple[tuple[str, int], ...]
"""Base dimensions with their powers, in the order of their names: ``(("length", 1), ("time", -1))``."""

NOUN = "noun "
"""How the dimension of counted things begins: ``noun apple``."""


@dataclass(frozen=True, slots=True)
class Unit:
    """1 of the unit is ``scale`` base units of ``dimension``; ``offset`` is the zero of a temperature scale in kelvin.

    ``difference`` marks a difference of temperatures (``Δ°C``). ``factors`` are the short names of
    what it is made of; they do not count when units are compared.
    """

    dimension: Dimension
    scale: Fraction = Fraction(1)
    offset: Fraction = Fraction(0)
    difference: bool = False
    factors: Dimension = field(default=(), compare=False)

    @property
    def name(self) -> str:
        """A short name that reads as this unit: ``J/(kg·K)``; ``""`` for bare numbers."""
        top = [_raised(name, power) for name, power in self.factors if power > 0]
        bottom = [_raised(name, -power) for name, power in self.factors if power < 0]
        under = "·".join(bottom)
        over = "·".join(top) or "1" * bool(bottom)
        return over + (f"/({under})" if len(bottom) > 1 else f"/{under}" if under else "")

    @property
    def label(self) -> str:
        """The nouns that take part in it, in the singular; ``""`` for a unit of measure."""
        return " ".join(name[len(NOUN) :] for name, _ in self.dimension if name.startswith(NOUN))

    @property
    def is_label(self) -> bool:
        """Whether a noun takes part in it."""
        return any(name.startswith(NOUN) for name, _ in self.dimension)

    def factor(self, other: Unit) -> Fraction | None:
        """How many of ``other`` one of this is; ``None`` if no factor alone says it."""
        if self.dimension != other.dimension or self.offset != other.offset:
            return None
        return self.scale / other.scale

    def __mul__(self, other: Unit) -> Unit:
        return product(((self, 1), (other, 1)))

    def __truediv__(self, other: Unit) -> Unit:
        return product(((self, 1), (other, -1)))

    def __pow__(self, power: int) -> Unit:
        return product(((self, power),))


NONE = Unit(())
"""The unit of a bare number."""


@dataclass(frozen=True, slots=True)
class Amount:
    """An exact value in a unit."""

    value: Fraction
    unit: Unit = NONE


def product(parts: Iterable[tuple[Unit, int]]) -> Unit:
    """Units with their powers as one unit. Temperatures on a scale count as differences, unless one stands alone."""
    parts = [(unit, power) for unit, power in parts if power and unit != NONE]
    if len(parts) == 1 and parts[0][1] == 1:
        return parts[0][0]
    dimension: dict[str, int] = {}
    scale = Fraction(1)
    factors: dict[str, int] = {}
    for unit, power in parts:
        scale *= unit.scale**power
        for powers, found in ((factors, unit.factors), (dimension, unit.dimension)):
            for name, exponent in found:
                powers[name] = powers.get(name, 0) + exponent * power
    return Unit(
        tuple(sorted((name, power) for name, power in dimension.items() if power)),
        scale,
        factors=tuple((name, power) for name, power in factors.items() if power),
    )


def _raised(name: str, power: int) -> str:
    return name if power == 1 else f"({name})^{power}" if set(name) & set("·/^ ") else f"{name}^{power}"
