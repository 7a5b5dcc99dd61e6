"""What a reference asks for: one quantity, or several."""

from __future__ import annotations

import dataclasses
import json
import re
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from assay.errors import BadReference
from assay.evidence.quantities import NONE, Amount, Quantity
from assay.evidence.quantity_answer.labels import split, without_label
from assay.evidence.quantity_answer.reading import Reading, read
from assay.evidence.quantity_spelling import unit_of
from assay.records import Sample, Task
from assay.references import has_part, reference_part

T = TypeVar("T")
_TIMES = re.compile(r"(?<=\d)\s*(?:times|[- ]?fold)\s*\Z")
"""How a reference calls a ratio: ``2.86 times``."""
DEFAULT = Fraction(1, 100)
"""The relative tolerance where a reference names none."""
MOST = 20
"""Quantities that one reference may ask for."""
_FIELDS = tuple(field.name for field in dataclasses.fields(Quantity))


@reference_part("quantities")
@dataclass(frozen=True)
class Quantities:
    """The part ``quantities`` of a reference: several quantities, in any order unless they are ``ordered``."""

    quantities: tuple[Quantity, ...]
    ordered: bool = False

    def __post_init__(self) -> None:
        if not 1 <= len(self.quantities) <= MOST:
            raise ValueError(f"there must be 1 to {MOST} quantities")


@dataclass(frozen=True)
class Target:
    """One quantity that a response must give, and how close: ``allowed`` is in the unit of ``amount``.

    ``error`` is the uncertainty that a plain reference states, ``high`` the other end of its range. Values
    within ``rounding`` of it may have been rounded to it; 0 where the reference says how close is close.
    ``label`` stands behind the unit (``KI solution``, ``down``), and a response may leave it out.
    """

    amount: Amount
    allowed: Fraction
    text: str
    bare: bool = False
    sig_figs: int | None = None
    error: Fraction | None = None
    high: Fraction | None = None
    rounding: Fraction = Fraction(0)
    digits: int = 0
    label: str = ""


@dataclass(frozen=True)
class Wanted:
    """All quantities that a response must give."""

    targets: tuple[Target, ...]
    ordered: bool = False


def wanted(sample: Sample) -> Wanted:
    r"""What the reference of a sample asks for.

    It is text (``50.7 atm``, LaTeX too; ``12.3 ± 0.2 cm``; ``5-7 m``), or an object: ``{"value": 50.7, "unit": "atm"}``
    with the fields of :class:`~assay.evidence.quantities.Quantity`, at top level or under ``quantity``;
    ``{"quantities": […], "ordered": false}``; or one whose ``answer`` is such a text.
    Raises :class:`~assay.BadReference` for anything else.
    """
    reference = sample.task.reference or ""
    if has_part(reference, Quantities):
        return _several(reference)
    if has_part(reference, Quantity):
        return Wanted((_target(sample.part(Quantity)),))
    parts = _object(reference)
    if "value" in parts:
        known = {key: value for key, value in parts.items() if key in _FIELDS}
        odd = [key for key in parts if key not in _FIELDS and not _is_other_part(key, parts[key])]
        if odd:
            raise BadReference(f"The reference has a key {odd[0]!r} that a quantity does not have.")
        return Wanted((_target(_part(Quantity, "quantity", known)),))
    return Wanted((_told(sample.expected),))


def _several(reference: str) -> Wanted:
    parts = _object(reference)
    said = parts["quantities"]
    if isinstance(said, list):
        said = {"quantities": said, **({"ordered": parts["ordered"]} if "ordered" in parts else {})}
    part = _part(Quantities, "quantities", said)
    return Wanted(tuple(map(_target, part.quantities)), part.ordered)


def _part(kind: type[T], key: str, value: object) -> T:
    return Sample(Task("", json.dumps({key: value})), "").part(kind)


def _object(reference: str) -> dict[str, object]:
    """The parts of a reference that was found to be well formed; none for plain text."""
    try:
        found = json.loads(reference.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _is_other_part(key: str, value: object) -> bool:
    return key == "answer" or isinstance(value, dict)


def _target(part: Quantity) -> Target:
    text = f"{part.value} {part.unit}".strip()
    told = (
        read(str(part.value))
        if part.rel_tol is None and part.abs_tol is None and part.sig_figs is None
        else None
    )
    size = part.amount.value / told.value if told is not None and told.value else Fraction(0)
    things = part.is_count and part.unit != ""
    rounding = Fraction(0) if told is None or things else _rounding(told, abs(size))
    digits = told.digits if told is not None else 0
    bare = part.bare == "accept"
    named = None if part.ucum else split(part.unit)
    if named is not None and (unit := unit_of(named[0])) is not None:
        amount = Amount(part.amount.value, unit)
        allowed = part.allowed(DEFAULT) or (DEFAULT * abs(amount.value) if part.is_count else Fraction(0))
        return Target(amount, allowed, text, bare, part.sig_figs, digits=digits, label=named[1])
    return Target(
        part.amount, part.allowed(DEFAULT), text, bare, part.sig_figs, rounding=rounding, digits=digits
    )


def _told(text: str) -> Target:
    """A plain reference."""
    bare, label = without_label(_TIMES.sub("", text))
    told = read(bare)
    if told is None:
        raise BadReference(f"The reference {text[:80]!r} is no number with a known unit.")
    amount = Amount(told.value, told.unit)
    count = is_count(told)
    allowed = Fraction(0) if count else DEFAULT * max(abs(told.value), abs(told.high or Fraction(0)))
    # a bare whole number may be a rounded measurement: 170 of 170.21
    things = count and told.unit != NONE
    rounding = Fraction(0) if things else _rounding(told, Fraction(1))
    return Target(
        amount,
        allowed,
        text.strip(),
        error=told.error,
        high=told.high,
        rounding=rounding,
        digits=told.digits,
        label=label,
    )


def _rounding(told: Reading, size: Fraction) -> Fraction:
    """Half a unit of the last digit that a reference shows, a twentieth of it at most."""
    return min(told.step / 2, abs(told.value) / 20) * size


def is_count(told: Reading) -> bool:
    """Whether it is a whole number, written as one, of nothing or of things: no tolerance makes 12 of 13 atoms."""
    things = all(name.startswith("noun ") for name, _ in told.unit.dimension)
    number = told.text.split(" ")[0].lstrip("-").replace(",", "")
    return things and number.isdigit() and told.error is None and told.high is None
