"""What the verifiers of this package read out of a row's reference, and how they answer."""

from __future__ import annotations

import json
from typing import Any

from assay import Sample, Status, Verdict

Finding = tuple[str, str]
"""A reason code and a sentence."""


def evidence(sample: Sample) -> dict[str, Any]:
    """The reference as a JSON object; :class:`ValueError` if it is none, so that the gate stays shut."""
    found = json.loads(sample.reference)
    if not isinstance(found, dict):
        raise ValueError("the reference is not a JSON object")
    return found


def verdict(problem: Finding | None) -> Verdict:
    """Accepted without a problem, otherwise rejected with it."""
    return Verdict(Status.REJECTED, *problem) if problem else Verdict(Status.ACCEPTED, "ok")
