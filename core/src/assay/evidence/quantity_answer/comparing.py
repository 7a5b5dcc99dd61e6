"""Whether a quantity that was told is the wanted one: in any unit of its kind.

Core converts what has an exact factor. Here stand the factors that science uses beside them: degrees and radians,
percent and pure numbers, Julian years, daltons and g/mol, masses of the Sun and the Earth.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from assay.evidence.quantities import NONE, Amount, Unit, convert, read_unit
from assay.evidence.quantity_answer.labels import names_a_measure
from assay.evidence.quantity_answer.reading import Reading
from assay.evidence.units import NOUN, Dimension, product

Outcome = Literal["same", "other_value", "other_unit", "no_unit", "unknown_unit"]

_DALTON = Fraction("1.66053906892e-27")  # kg, CODATA 2022
_IN_SI: dict[str, tuple[Fraction, Dimension]] = {
    "radian": (Fraction(1), ()),
    "steradian": (Fraction(1), ()),
    "degree": (Fraction(math.pi) / 180, ()),
    "percent": (Fraction(1, 100), ()),
    "count": (Fraction(1), ()),
    "beat": (Fraction(1), ()),
    # the Julian year of 365.25 days (IAU); a calendar's year differs by 2e-5
    "month": (Fraction(31_557_600, 12), (("time", 1),)),
    # IAU 2015 resolution B3: nominal GM of the Sun and the Earth, over CODATA 2022's G
    "solar-mass": (Fraction("1.3271244e20") / Fraction("6.67430e-11"), (("mass", 1),)),
    "earth-mass": (Fraction("3.986004e14") / Fraction("6.67430e-11"), (("mass", 1),)),
    "earth-radius": (Fraction("6.3781e6"), (("length", 1),)),
    "dalton": (_DALTON, (("mass", 1),)),
}
"""What one of a dimension of core's is in SI base units."""


@dataclass(frozen=True, slots=True)
class _Size:
    scale: Fraction
    dimension: Dimension
    things: frozenset[str]


def compare(wanted: Amount, told: Reading, allowed: Fraction, *, difference: bool = False) -> Outcome:
    """Whether ``told`` is ``wanted`` within ``allowed`` of its unit. With ``difference``, 20 °C may be a difference of 20 K."""
    if told.unit == NONE and wanted.unit != NONE and not is_pure(wanted.unit):
        if wanted.value == told.value == 0 and not wanted.unit.offset:
            return "same"  # nothing is nothing in any unit
        return "no_unit"
    if (difference or wanted.unit.difference) and _is_temperature(wanted.unit) and _is_temperature(told.unit):
        value = told.value * told.unit.scale / wanted.unit.scale
        if _near(value, wanted, allowed):
            return "same"
    exact = convert(Amount(told.value, told.unit), wanted.unit)
    if exact is not None:
        return "same" if _near(exact.value, wanted, allowed) else "other_value"
    outcome: Outcome = "other_unit"
    for unit in _readings(told.unit):
        for aim in _readings(wanted.unit):
            factor = _factor(unit, aim)
            if factor is None:
                continue
            if _near(told.value * factor, wanted, allowed + abs(wanted.value) / 10**9):
                return "same"
            outcome = "other_value"
    if outcome == "other_value" and told.unit == NONE and wanted.unit != NONE and not wanted.unit.is_label:
        return "no_unit"  # 35 for 35 %
    if outcome == "other_unit" and told.unit.is_label and not wanted.unit.is_label:
        return "unknown_unit"
    return outcome


def _near(value: Fraction, wanted: Amount, allowed: Fraction) -> bool:
    return abs(value - wanted.value) <= allowed


def is_pure(unit: Unit) -> bool:
    """Whether a bare number says the same: a number of things, an angle in radians, percent as a share."""
    pure = all(name.startswith(NOUN) or _IN_SI.get(name, (0, ("x",)))[1] == () for name, _ in unit.dimension)
    return pure and not (unit.is_label and names_a_measure(unit))


def _is_temperature(unit: Unit) -> bool:
    return unit.dimension == (("temperature", 1),)


def _factor(told: Unit, wanted: Unit) -> Fraction | None:
    """How many of ``wanted`` one of ``told`` is, by the factors of this module; ``None`` if it is of another kind."""
    if told.offset or wanted.offset:
        return None
    if _is_cycle(told) != _is_cycle(wanted) and (_turns(told) or _turns(wanted)):
        return None  # 5 Hz are not 5 rad/s
    molar = any(name == "substance" for unit in (told, wanted) for name, _ in unit.dimension)
    one, other = _size(told, molar), _size(wanted, molar)
    if one.dimension != other.dimension or not _same_things(one.things, other.things):
        return None
    return one.scale / other.scale


def _size(unit: Unit, molar: bool) -> _Size:
    scale = unit.scale
    powers: dict[str, int] = {}
    things = set()
    for name, power in unit.dimension:
        if name.startswith(NOUN):
            things.add(name[len(NOUN) :])
            continue
        size, base = _IN_SI.get(name, (Fraction(1), ((name, 1),)))
        if name == "dalton" and molar:
            size, base = Fraction(1, 1000), (("mass", 1), ("substance", -1))
        scale *= size**power
        for each, exponent in base:
            powers[each] = powers.get(each, 0) + exponent * power
    return _Size(scale, tuple(sorted((n, p) for n, p in powers.items() if p)), frozenset(things))


def _same_things(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether the things that are counted can be the same: one side names none, or they share a word."""
    if not one or not other:
        return True
    words = [{word for thing in things for word in thing.split()} for things in (one, other)]
    return not words[0].isdisjoint(words[1])


def _is_cycle(unit: Unit) -> bool:
    return any(name.endswith("Hz") for name, _ in unit.factors)


def _turns(unit: Unit) -> bool:
    return any(name in ("radian", "degree") for name, _ in unit.dimension)


def _readings(unit: Unit) -> tuple[Unit, ...]:
    """What a unit can be taken for: itself, with pounds as forces, ``ms^-2`` as metres and seconds."""
    return unit, _with_force(unit), _as_motion(unit)


def _as_motion(unit: Unit) -> Unit:
    """``20 ms^-1``, written without a blank, is more often a speed than a rate; itself if it is anything else."""
    metre, second = read_unit("m"), read_unit("s")
    if metre is None or second is None or len(unit.factors) != 1:
        return unit
    (name, power), *_ = unit.factors
    return product(((metre, 1), (second, power))) if name == "ms" and power in (-1, -2) else unit


def _with_force(unit: Unit) -> Unit:
    """The unit with pounds as forces, as engineers write ``lb/in²``; itself if it has none."""
    pounds = sum(power for name, power in unit.factors if name == "lb")
    force = read_unit("lbf")
    if not pounds or force is None:
        return unit
    mass = read_unit("lb")
    assert mass is not None
    return product(((unit, 1), (force, pounds), (mass, -pounds)))


__all__ = ["Outcome", "compare", "is_pure"]
