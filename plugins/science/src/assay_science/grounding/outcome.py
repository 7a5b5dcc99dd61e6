"""What was found out about one statement."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Outcome:
    """``holds`` as in :meth:`assay.evidence.Findings.check`; ``quote`` and ``source`` are what it rests on."""

    holds: bool | None
    reason: str = ""
    message: str = ""
    span: tuple[int, int] | None = None
    quote: str = ""
    source: str = ""
    kind: str = ""


def undecided(reason: str, message: str, span: tuple[int, int] | None = None) -> Outcome:
    return Outcome(None, reason, message, span)


def wrong(reason: str, message: str, span: tuple[int, int] | None = None, quote: str = "") -> Outcome:
    return Outcome(False, reason, message, span, quote)
