"""The final quantity of a response: what a reference asks for, what a response says, whether they agree.

A verifier of a domain reads the reference with :func:`wanted` (or makes a :class:`Wanted` itself) and calls
:func:`check_quantity`.
"""

from __future__ import annotations

from assay.evidence.quantity_answer.judging import check_computed, check_quantity
from assay.evidence.quantity_answer.wanted import Quantities, Target, Wanted, wanted

__all__ = ["Quantities", "Target", "Wanted", "check_computed", "check_quantity", "wanted"]
