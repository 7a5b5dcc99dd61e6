"""What the verifiers share: the part of the reference that is theirs, and checks that become a verdict."""

from __future__ import annotations

import json
from typing import Any

from assay import Check, Sample, Status, Verdict, ops

Span = tuple[int, int] | None


def part_of(sample: Sample, key: str) -> dict[str, Any]:
    """The object ``key`` of the reference, which is JSON text; :class:`ValueError` if there is none."""
    reference = json.loads(sample.reference)
    part = reference.get(key) if isinstance(reference, dict) else None
    if not isinstance(part, dict):
        raise ValueError(f"the reference has no object {key!r}")
    return part


def texts(value: Any) -> list[str]:
    """A list of texts; :class:`ValueError` for anything else, so that nothing passes by being misread."""
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ValueError("the reference holds something else where a list of texts belongs")
    return value


def bounds(value: Any) -> tuple[float, float]:
    """``[least, most]``; :class:`ValueError` for anything else."""
    if not (isinstance(value, list) and len(value) == 2 and all(type(x) in (int, float) for x in value)):
        raise ValueError("the reference holds something else where [least, most] belongs")
    return value[0], value[1]


class Findings:
    """Checks on one sample. All must hold; the first that does not names the reason."""

    def __init__(self) -> None:
        self.checks: list[Check] = []

    def check(self, holds: bool, kind: str, claim: str, reason: str, message: str, span: Span = None) -> bool:
        status = Status.ACCEPTED if holds else Status.REJECTED
        self.checks.append(
            Check(kind, status, claim[:200], span, "ok" if holds else reason, "" if holds else message)
        )
        return holds

    def no_markup(self, text: str) -> None:
        """Thinking blocks and marks of turns are no part of any text."""
        if mark := ops.left_over(text):
            self.check(False, "form", mark, "left_over_markup", f"The text holds {mark[:60]!r}.")

    def verdict(self) -> Verdict:
        """Accepted only if something was checked and everything held."""
        checks = tuple(self.checks)
        failed = next((c for c in checks if c.status is not Status.ACCEPTED), None)
        if failed:
            return Verdict(Status.REJECTED, failed.reason, failed.message, checks)
        if not checks:
            return Verdict(Status.ABSTAINED, "nothing_to_check", "The reference asks for nothing.")
        return Verdict(Status.ACCEPTED, "ok", "", checks)
