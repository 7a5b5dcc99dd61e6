"""What the verifiers of this package read out of a row's reference, and how they answer."""

from __future__ import annotations

import json
from typing import Any

from assay import Sample, Status, Verdict

Finding = tuple[str, str]
"""A reason code and a sentence."""


def part_of(sample: Sample, name: str) -> dict[str, Any]:
    """The object ``name`` of the reference; :class:`ValueError` if there is none, so that the gate stays shut."""
    found = json.loads(sample.reference)
    part = found.get(name) if isinstance(found, dict) else None
    if not isinstance(part, dict):
        raise ValueError(f"the reference has no object {name!r}")
    return part


def verdict(problem: Finding | None) -> Verdict:
    """Accepted without a problem, otherwise rejected with it."""
    return Verdict(Status.REJECTED, *problem) if problem else Verdict(Status.ACCEPTED, "ok")
