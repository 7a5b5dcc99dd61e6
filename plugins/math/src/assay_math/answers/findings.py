"""What comparing two answers found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hints:
    """What the prompt tells about how answers are to be read."""

    percent: bool | None = None  # whether a percentage is asked for; None without a prompt
    rounding: bool = False  # the answer is asked for as an approximation
    ordered: bool = False  # the order of a list matters
    unread: bool = False  # the prompt is in no language whose words for order are known
    ratio: bool = False
    clock: bool = False
    dozens: bool = False  # the answer is asked for in dozens
    several: bool = False  # more than one number is asked for
    bases: frozenset[str] = frozenset()  # of number systems: "5", "five"
    prompt: str = ""
    compact: str = ""  # the prompt without spaces, for "find x + y"


@dataclass(frozen=True, slots=True)
class Finding:
    """``equal`` is ``None`` where it cannot be told. ``reason`` is ``ok`` when equal."""

    equal: bool | None
    reason: str
    detail: str = ""


SAME = Finding(True, "ok")
DIFFERENT = Finding(False, "wrong_answer")
KIND = Finding(False, "wrong_kind")
NOT_EXACT = Finding(False, "not_exact")
WRONG_UNIT = Finding(False, "wrong_unit")
WRONG_LABEL = Finding(False, "wrong_label")
WRONG_ORDER = Finding(False, "wrong_order")
HEDGED = Finding(False, "hedged")
TOO_MANY = Finding(False, "too_many_answers")
UNREADABLE = Finding(False, "unreadable_answer")
UNDECIDED = Finding(None, "undecided")
LIMIT = Finding(None, "limit")


def all_same(findings: list[Finding]) -> Finding:
    """Equal if every one is; else the first that is not, a decided one before an open one."""
    undecided: Finding | None = None
    for finding in findings:
        if finding.equal is False:
            return finding
        if finding.equal is None and undecided is None:
            undecided = finding
    return undecided or SAME
