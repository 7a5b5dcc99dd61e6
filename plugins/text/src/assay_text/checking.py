"""What the verifiers share: limits in a reference, a verdict of one finding, a check for what is no part of a text."""

from __future__ import annotations

from assay import Status, Verdict, ops
from assay.evidence import Findings

Bounds = tuple[int | float, int | float]
"""``[least, most]``"""

Finding = tuple[str, str]
"""A reason code and a sentence."""


def verdict(problem: Finding | None) -> Verdict:
    """Accepted without a problem, otherwise rejected with it."""
    return Verdict(Status.REJECTED, *problem) if problem else Verdict(Status.ACCEPTED, "ok")


def no_markup(found: Findings, text: str, where: str = "response") -> None:
    """Thinking blocks and marks of turns are no part of any text."""
    if mark := ops.left_over(text):
        found.check(False, "form", mark, "left_over_markup", f"The text holds {mark[:60]!r}.", where=where)
