"""What the verifiers of instructions, labels and pairs find, and how they answer."""

from __future__ import annotations

from assay import Status, Verdict

Finding = tuple[str, str]
"""A reason code and a sentence."""


def verdict(problem: Finding | None) -> Verdict:
    """Accepted without a problem, otherwise rejected with it."""
    return Verdict(Status.REJECTED, *problem) if problem else Verdict(Status.ACCEPTED, "ok")
