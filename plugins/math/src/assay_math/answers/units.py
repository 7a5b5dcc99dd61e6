"""Units of answers: those that have rules of their own, and which labels name one thing."""

from __future__ import annotations

from assay.evidence.quantities import NONE, Unit
from assay_math.notation.units import read_unit

__all__ = ["DEGREE", "NONE", "PERCENT", "Unit", "read_unit", "same_label"]

PERCENT = Unit((("percent", 1),))
DEGREE = Unit((("degree", 1),))

_WEAK = frozenset("of the a an in on per each total more left square cubic whole".split())


def same_label(left: Unit, right: Unit) -> bool:
    """Whether two labels can name one thing: they share a noun, or one says only "units"."""
    a, b = set(left.label.split()) - _WEAK, set(right.label.split()) - _WEAK
    return not a or not b or bool(a & b)
