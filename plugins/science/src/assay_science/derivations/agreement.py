"""Whether a value is what a literal says, with what the chain around them tells of units that are left out."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from functools import cached_property

from assay_science.derivations import constants
from assay_science.derivations import values as v
from assay_science.derivations.comparing import (
    TRUE,
    Outcome,
    aligned,
    compare_literal,
    may_be_converted,
    shown,
)
from assay_science.derivations.computing import standard
from assay_science.derivations.nodes import Apply, Literal, Node, Power, literals, names, walk
from assay_science.derivations.reading import Chain
from assay_science.derivations.values import Value

_EQUILIBRIUM = re.compile(r"p?[KQ](?:_.*|\^.*)?\Z")
"""Names of equilibrium constants, which have no unit although what they are computed from has."""
_PER_METRE: v.Dimension = (("length", -1),)


def _of_another_unit(value: Value, literal: Literal) -> str:
    """What a value is, in words of the field: "it is 6 N or kg·m/s², not J"."""
    units = " or ".join(v.units_of(value.dimension)) or "without a unit"
    told = literal.units.text.strip() if literal.units is not None else ""
    return f"it is {shown(value)} {units}, not {told or 'a number without a unit'}"


class Agreement:
    """Compares values with the literals of one chain. ``nodes`` are its sides of numbers so far."""

    def __init__(self, chain: Chain) -> None:
        self.nodes: list[Node] = []
        self.chain = chain

    @cached_property
    def names(self) -> list[str]:
        """The symbols of the chain."""
        return [name for side in self.chain.sides for name in names(side.node)]

    def of(self, value: Value, literal: Literal, relation: str) -> Outcome:
        """Whether a value is what a literal says."""
        if (
            value.dimension == v.TEMPERATURE
            and not value.celsius
            and (value.on_scale or self._of_differences())
        ):
            value = replace(value, difference=True)  # or a mean of temperatures in °C
        if value.bare and not value.dimension and literal.units is not None and literal.units.dimension:
            return self._bare_value(value, literal, relation)
        if literal.units is None and (value.dimension or value.celsius):
            return self._bare_literal(value, literal, relation)
        if aligned(value, literal) is None:
            if literal.units is not None and literal.units.text == "D":
                dioptres = replace(
                    literal, units=replace(literal.units, factor=Fraction(1), dimension=_PER_METRE)
                )
                if value.dimension == _PER_METRE:  # no debyes
                    return self._fits(value, dioptres, relation)
            if value.is_zero:
                return Outcome(None, "unit_unclear", "zero has no unit")
            if value.own or (literal.units is not None and literal.units.own):
                return Outcome(None, "unit_unclear", "no exact factor connects the units")
            if value.loose:
                return Outcome(
                    None, "unit_unclear", "a number without a unit takes part that may have had one"
                )
            if (
                self._is_equilibrium()
                and (ratio := self._standard(value)) is not None
                and literal.units is not None
                and not literal.units.dimension
            ):
                return self._fits(ratio, literal, relation)
            return Outcome(False, "wrong_unit", _of_another_unit(value, literal))
        outcome = self._fits(value, literal, relation)
        in_kelvin = literal.units is not None and literal.units.celsius is None
        if outcome.holds is False and value.on_scale and in_kelvin:
            return Outcome(None, "temperature_scale", "a temperature in °C enters as a factor")
        if outcome.holds is False and literal.units is not None and literal.units.percent and self._has(100):
            again = self._fits(value, replace(literal, units=None), relation)
            return again if again.holds else outcome
        if (
            outcome.holds
            and value.on_scale
            and any(self._is_gas_constant(x) for node in self.nodes for x in literals(node))
        ):
            return Outcome(
                None, "temperature_scale", "a temperature in °C is multiplied with a constant per kelvin"
            )
        return outcome

    def _of_differences(self) -> bool:
        """Whether a temperature that is computed is a difference: ``ΔT = …``, or a product with ``°C/m``."""
        if any(name.startswith("Δ") for name in self.names):
            return True
        return any(
            each.units is not None and each.units.celsius is None and "°" in each.units.text
            for node in self.nodes
            for each in literals(node)
        )

    @staticmethod
    def _is_gas_constant(literal: Literal) -> bool:
        units = literal.units
        if units is None:
            return False
        return any(
            c.key in ("R", "k_B", "sigma") and constants.matches(literal, c)
            for c in constants.by_dimension().get(units.dimension, ())
        )

    def _has(self, number: int) -> bool:
        return any(x.value == number and x.units is None for node in self.nodes for x in literals(node))

    def _is_equilibrium(self) -> bool:
        return any(_EQUILIBRIUM.match(name) for name in self.names)

    def _standard(self, value: Value) -> Value | None:
        for node in self.nodes:
            found = standard(value, node)
            if found is not None:
                return found
        return None

    def _bare_value(self, value: Value, literal: Literal, relation: str) -> Outcome:
        """Numbers without units on the left, a unit on the right."""
        units = literal.units
        assert units is not None
        without = replace(literal, units=None)
        outcome = self._fits(Value(value.lo, value.hi, whole=value.whole), without, relation)
        if value.is_zero and not literal.value:
            return TRUE
        if units.dimension == v.TEMPERATURE and outcome.holds:
            sums = [x for node in self.nodes for x in literals(node)]
            if any(x.units is None and x.value in v.ICE_POINTS for x in sums) and len(sums) == 2:
                return TRUE  # 25 + 273.15 = 298.15 K
        if (
            outcome.holds
            and units.dimension == v.CONCENTRATION
            and units.factor == 1000
            and self._of_concentrations()
        ):
            return TRUE  # [H+] = 10^-3.2 = 6.3e-4 M: a ratio to the standard concentration
        if outcome.holds:
            return Outcome(
                None,
                "unit_unchecked",
                "the numbers agree; without units on the left the unit cannot be checked",
            )
        if outcome.holds is None or may_be_converted(value, literal):
            return Outcome(None, "unit_unclear", "the left side has no units")
        return Outcome(False, outcome.reason, outcome.message)

    def _of_concentrations(self) -> bool:
        """Whether concentrations stand for their ratios to the standard one: in ``[H+] = 10^-3.2``, in K."""
        if self._is_equilibrium() or any(name.startswith("[") for name in self.names):
            return True
        return any(
            (isinstance(node, Power) and isinstance(node.base, Literal) and node.base.value == 10)
            or (isinstance(node, Apply) and node.function == "exp")
            for side in self.nodes
            for node in walk(side)
        )

    def _bare_literal(self, value: Value, literal: Literal, relation: str) -> Outcome:
        """A unit on the left, a number without one on the right."""
        ratio = self._standard(value)
        if ratio is not None and self._of_concentrations():
            return self._fits(ratio, literal, relation)
        if value.is_zero and not literal.value:
            return TRUE
        return Outcome(None, "missing_unit", "the left side has a unit, the right side none")

    def _fits(self, value: Value, literal: Literal, relation: str) -> Outcome:
        decimals = [x for node in self.nodes for x in literals(node) if not x.pure]
        digits = min((x.digits for x in decimals), default=1)
        if len(self.nodes) == 1 and isinstance(self.nodes[0], Literal):
            digits = max(digits, 2)  # 5 atm = 5 bar
        size = literal.units.factor if literal.units else 1
        scale = literal.units is not None and literal.units.celsius is not None
        exact_needed = (
            not scale
            and value.whole
            and value.lo == value.hi
            and not value.inexact
            and _is_whole(value.lo, size)
        )
        return compare_literal(
            value, literal, approx=relation == "≈", exact_needed=exact_needed, digits=digits
        )


def _is_whole(number: v.Number, size: v.Number) -> bool:
    ratio = number / size
    return ratio.denominator == 1 if isinstance(ratio, Fraction) else False
