"""What a reference of ``medical.calculation`` says: a calculator, and the facts that go into it."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

from assay import BadReference, Sample, reference_part
from assay.evidence import RoutesDisagree
from assay_medical.calculations.entities import read_inputs
from assay_medical.calculators import Calculator, Result, find, nearest
from assay_medical.parts import part_of
from assay_medical.vocabulary import BadInput, Given

MOST_INPUTS = 100
LARGEST_TOLERANCE = Fraction(1, 5)


@reference_part("calculation")
@dataclass(frozen=True)
class Calculation:
    """The part ``calculation`` of a reference.

    ``calculator`` is one of our names or of MedCalc-Bench's. ``inputs`` are by the keys of our facts or by MedCalc-Bench's names:
    ``true``, ``"male"``, ``1.2``, ``"1.2 mg/dL"``, ``[1.2, "mg/dL"]``. ``spans`` say where in the prompt an input stands,
    by the same keys. ``rel_tol`` (0 to 0.2) takes the place of the calculator's own.
    """

    calculator: str
    inputs: dict[str, Any]
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)
    rel_tol: float | int | str | None = None

    def __post_init__(self) -> None:
        if len(self.inputs) > MOST_INPUTS:
            raise ValueError(f"there can be {MOST_INPUTS} inputs at most")
        if self.rel_tol is not None:
            tolerance(self.rel_tol)


def tolerance(said: float | int | str) -> Fraction:
    """A relative tolerance as a reference states it. Raises :class:`ValueError`."""
    try:
        value = Decimal(str(said))
    except InvalidOperation:
        raise ValueError(f"'rel_tol' is {str(said)[:40]!r}, which is no number") from None
    if not value.is_finite() or not 0 <= Fraction(value) <= LARGEST_TOLERANCE:
        raise ValueError("'rel_tol' is from 0 to 0.2")
    return Fraction(value)


@dataclass(frozen=True)
class Asked:
    """A calculation to check: its result, the facts that went in as our facts, where they stand, and how close is close."""

    calculator: Calculator
    result: Result
    given: dict[str, Given]
    spans: dict[str, tuple[int, int]]
    rel_tol: Fraction


def asked(sample: Sample) -> Asked:
    """What the reference of a sample asks for. Raises :class:`~assay.BadReference`."""
    part = part_of(sample, Calculation, "calculation")
    calculator = find(part.calculator)
    if calculator is None:
        near = nearest(part.calculator[:80])
        meant = f": did you mean {' or '.join(map(repr, near))}?" if near else "."
        raise BadReference(f"No calculator is called {part.calculator[:80]!r}{meant}")
    try:
        given, keys = read_inputs(calculator, part.inputs)
        result = calculator.run(given)
    except BadInput as error:
        raise BadReference(str(error)) from None
    except RoutesDisagree as error:
        raise BadReference(f"The two routes of {calculator.title} disagree: {error}") from None
    if isinstance(result.value, float) and not math.isfinite(result.value):
        raise BadReference(f"{calculator.title} has no finite value for these inputs.")
    odd = [name for name in part.spans if name not in part.inputs]
    if odd:
        raise BadReference(f"'spans' has {odd[0][:60]!r}, which is no input.")
    spans = {keys[name]: span for name, span in part.spans.items() if name in keys}
    allowed = Fraction(calculator.rel_tol) if part.rel_tol is None else tolerance(part.rel_tol)
    return Asked(calculator, result, given, spans, allowed)
