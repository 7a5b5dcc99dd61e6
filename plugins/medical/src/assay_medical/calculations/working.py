"""The stated steps of a calculation."""

from __future__ import annotations

from assay.evidence import Findings
from assay_medical.calculations.reference import Asked


def check_working(response: str, asked: Asked, found: Findings) -> None:
    """Check the category that a response states, its conversions, points and arithmetic."""
