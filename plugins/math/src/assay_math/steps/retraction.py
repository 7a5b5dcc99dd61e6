"""Attempts that the writer takes back: "Wait, that's wrong", "let me redo this".

A false claim in the same step before such words, or in the step right before
them, is *retracted*: it is reported, and does not reject by itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from assay_math.steps.findings import FALSE, Finding
from assay_math.steps.segments import Step

_RETRACTION = re.compile(
    r"\b(?:wait|oops|hmm|no),? (?:that|this|it)(?:'s| is|’s) (?:wrong|incorrect|not right|not correct|false|a mistake)"
    r"|\bthat(?:'s| is|’s) (?:wrong|incorrect|not right|not correct|a mistake)"
    r"|\blet me (?:redo|recalculate|recompute|re-check|recheck|correct|fix|try again|start over)"
    r"|\bscratch that\b|\bI made (?:a|an) (?:\w+ )?(?:mistake|error)\b|\bthis is impossible\b|\bcontradiction\b",
    re.I,
)


_REINSTATES = re.compile(
    r"[^.?!\n]{0,30}\?|[^\n]{0,80}?\b(?:no|actually),? (?:it|that|this)(?:'s| is|’s) (?:fine|right|correct|ok|okay|true)\b",
    re.I,
)
"""A doubt that is asked only, or laid aside."""
_RESULT = re.compile(r"(?<![\w.])\d[\d,]*(?:\.\d+)?\Z")


def _used(text: str, finding: Finding, mark: int, findings: Sequence[Finding]) -> bool:
    """Does the solution go on with the result that it takes back?"""
    claim = text[finding.start : finding.end].strip(" $*.")[-60:]
    result = _RESULT.search(claim)
    if result is None:
        return False
    again = re.compile(rf"(?<![\w.]){re.escape(result.group())}(?![\w.]*\d)")
    following = (later for later in findings if later.start > mark)
    return any(again.search(text[later.start : later.end]) for later in islice(following, 100))


def retracted_steps(text: str, steps: Sequence[Step], findings: Sequence[Finding]) -> frozenset[int]:
    """Indexes of the false findings that are taken back by the words after them."""
    marks = [m.start() for m in _RETRACTION.finditer(text) if not _REINSTATES.match(text, m.end())]
    if not marks:
        return frozenset()
    withdrawn = set()
    by_number = {step.number: step for step in steps}
    for i, finding in enumerate(findings):
        if finding.status is not FALSE:
            continue
        following = by_number.get(finding.step + 1)
        end = following.end if following is not None else len(text)
        mark = next((mark for mark in marks if finding.end <= mark <= end), None)
        if mark is not None and not _used(text, finding, mark, findings):
            withdrawn.add(i)
    return frozenset(withdrawn)
