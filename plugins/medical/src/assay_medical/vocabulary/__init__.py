"""Facts about a patient: what they are called, how notes write them, and between which values a body can have them.

A :class:`Fact` is an age, a serum creatinine, a history of stroke. Calculators name the facts that they need, notes are
written out of them, and verifiers find them in notes. Each module of this package holds the facts of one place in a
note as a tuple ``FACTS``.
"""

from __future__ import annotations

import pkgutil
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache, cached_property
from importlib import import_module
from typing import Literal

from assay.evidence import read_number
from assay_medical.units import clinical_unit, converted

Kind = Literal["number", "flag", "choice", "date"]
Place = Literal[
    "person", "body", "history", "family", "medication", "social", "symptom", "vital", "exam", "lab", "gas", "urine",
    "imaging", "treatment", "obstetric", "course", "chart",
]  # fmt: skip
"""Where in a note a fact stands."""


class BadInput(ValueError):
    """A value that a fact cannot have: the message is one sentence."""


@dataclass(frozen=True)
class Other:
    """Another unit in which notes give a value: ``Other("µmol/L", "88.4", 0)`` says that 1 mg/dL is 88.4 µmol/L.

    ``decimals`` are those that laboratories write. Without ``per`` the units convert by their dimensions. ``below`` is the value
    (in the fact's own unit) below which people use it: grams for the newborn.
    """

    unit: str
    per: str = ""
    decimals: int = 1
    below: float = float("inf")


@dataclass(frozen=True)
class Fact:
    """A fact about a patient.

    ``label`` is its name in a sentence (``serum creatinine``), ``short`` that of a terse note (``Cr``), ``names`` are
    others by which notes call it. A number has a ``unit``, ``other`` units, the ``decimals`` with which it is written, the
    range that is ``usual`` in a healthy adult, and the range that is ``possible`` in a living body (both in ``unit``).

    A flag in a history or a list of drugs is a noun, its ``label``; another has sentences ``yes`` and ``no``, a choice has
    ``says``: sentences for each of its values. A number or date may have sentences ``yes``, in which ``{value}`` stands
    for it. In sentences ``{He}``, ``{he}``, ``{his}``, ``{him}`` stand for the patient.
    ``entities`` are its names in MedCalc-Bench's "Relevant Entities".
    """

    key: str
    label: str
    place: Place
    kind: Kind = "number"
    short: str = ""
    names: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    unit: str = ""
    other: tuple[Other, ...] = ()
    decimals: int = 0
    usual: tuple[float, float] = (0, 0)
    possible: tuple[float, float] = (0, 0)
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    says: dict[str, tuple[str, ...]] = field(default_factory=dict)
    repeated: bool = True
    """Whether a note may tell an older value of it: not of a limit of normal, nor of a count after a transfusion."""
    part: Literal["", "first", "second"] = ""
    """Which number of a pair that is written with a stroke it is: ``120/80 mmHg``."""

    @property
    def choices(self) -> tuple[str, ...]:
        """The values of a choice."""
        return tuple(self.says)

    @cached_property
    def called(self) -> tuple[str, ...]:
        """All its names, the longest first."""
        return tuple(
            sorted({self.label, self.short, *self.names} - {""}, key=lambda name: (-len(name), name))
        )

    def amount(self, value: Fraction, unit: str) -> Fraction:
        """A value in another unit, in the fact's own. Raises :class:`BadInput` for a unit that is not one of it."""
        if unit.strip() == self.unit:
            return value
        said, own = clinical_unit(unit), clinical_unit(self.unit)
        if said is None:
            raise BadInput(f"{unit!r} is no known unit of {self.label}.")
        for other in self.other:
            known = clinical_unit(other.unit)
            if other.per and known is not None and (same := converted(value, said, known)) is not None:
                return same / Fraction(other.per)
        in_own = None if own is None else converted(value, said, own)
        if in_own is None:
            raise BadInput(f"{self.label} is not measured in {unit!r}.")
        return in_own

    def express(self, value: Fraction, unit: str) -> Fraction:
        """A value of the fact's own unit in another. Raises :class:`ValueError` for a unit of another kind."""
        for other in self.other:
            if other.per and other.unit == unit:
                return value * Fraction(other.per)
        own, wanted = clinical_unit(self.unit), clinical_unit(unit)
        changed = None if own is None or wanted is None else converted(value, own, wanted)
        if changed is None:
            raise ValueError(f"{self.key}: {self.unit} and {unit} are not of one kind")
        return changed

    def check(self, value: Fraction) -> Fraction:
        """The value, if a body can have it. Raises :class:`BadInput`."""
        low, high = self.possible
        if high > low and not Fraction(str(low)) <= value <= Fraction(str(high)):
            raise BadInput(f"{self.label} cannot be {float(value):g} {self.unit}: {low:g} to {high:g} can.")
        return value


@cache
def facts() -> dict[str, Fact]:
    """All facts by their keys."""
    found: dict[str, Fact] = {}
    for module in pkgutil.iter_modules(__path__):
        for fact in import_module(f"{__name__}.{module.name}").FACTS:
            if fact.key in found:
                raise ValueError(f"two facts are called {fact.key!r}")
            found[fact.key] = fact
    return found


def fact(key: str) -> Fact:
    """The fact with a key."""
    return facts()[key]


@dataclass(frozen=True)
class Given:
    """A fact with its value as it is said: ``Given("creatinine", "124", "µmol/L")``, ``Given("stroke", True)``.

    A number is text, as it is written; a date is ISO text.
    """

    key: str
    value: str | bool
    unit: str = ""

    @property
    def number(self) -> Fraction:
        """The number, in the fact's own unit. Raises :class:`BadInput`."""
        known = fact(self.key)
        value = read_number(str(self.value))
        if value is None:
            raise BadInput(f"{known.label} is {str(self.value)[:60]!r}, which is no number.")
        return known.check(known.amount(Fraction(value), self.unit))

    @property
    def text(self) -> str:
        """As it is written: ``124 µmol/L``."""
        return f"{self.value}{'' if self.unit in ('', '%') else ' '}{self.unit}"
