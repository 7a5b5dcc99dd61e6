"""Is it the category that the rules of the prompt give?"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import assay
from assay.evidence import Findings, has_part

if TYPE_CHECKING:
    from assay.evidence.terms import Term


@assay.reference_part("score")
@dataclass(frozen=True)
class Score:
    """The total of a score that a category rests on, and the points of its parameters by name."""

    total: int
    points: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.points and sum(self.points.values()) != self.total:
            raise ValueError("the points do not add up to the total")


_TOTAL = re.compile(
    r"\b(?:total|aggregate|sum|NEWS\s?2?|score)(?: score)?\s*(?:is|are|=|:|of|comes to|adds up to|equals)\s*(?:therefore |then |a |an )?\**(\d{1,2})\b(?!\s*(?:in (?:one|any|a single)|or (?:more|above)|to|and above|[-–+]|points? (?:for|in)))",
    re.I,
)
LONGEST = 20_000
"""Characters of a response that are read."""


@assay.verifier(
    "medical.triage",
    needs=("response", "reference"),
    preload=("assay.evidence.terms", "assay.evidence.no_answer"),
    proves_wrong=("wrong_term", "wrong_total", "wrong_points"),
)
def triage(sample: assay.Sample) -> assay.Verdict:
    """Does the response end in the category that the prompt's rules give, with no total or points of a score that are wrong?

    The reference has the part ``term`` (:class:`assay.evidence.terms.Term`) and may have :class:`Score`. That the
    prompt holds the rules, and that the category follows from them, is the work of who wrote the reference.
    """
    from assay.evidence.terms import check_term, term_of

    found = Findings()
    if len(sample.response) > LONGEST:
        found.check(None, "length", "", "too_long", f"More than {LONGEST:,} characters are not read.")
        return found.verdict()
    term = term_of(sample)
    check_term(replace(sample, response=_once(sample.response, term)), term, found)
    if has_part(sample.reference, Score):
        _score(sample.response, sample.part(Score), found)
    return found.verdict()


def _once(response: str, term: Term) -> str:
    """The response with a term's other word in brackets behind it left out (``immediate (red)``), places kept."""
    forms: dict[str, list[str]] = {}
    for form, name in term.forms:
        forms.setdefault(name, []).append(re.escape(form))
    for mine in forms.values():
        if len(mine) > 1:
            one = "|".join(mine)
            pattern = re.compile(rf"\b({one})\b(\**)(\s*[(/]\s*(?:{one})\b(?: tag)?\s*\)?)", re.I)
            response = pattern.sub(lambda m: m[1] + m[2] + " " * len(m[3]), response)
    return response


def _score(response: str, score: Score, found: Findings) -> None:
    for m in _TOTAL.finditer(response):
        message = f"The total is {score.total}, not {m[1]}."
        found.check(int(m[1]) == score.total, "total", m[0], "wrong_total", message, span=m.span())
    for name, points in score.points.items():
        stated = re.compile(
            rf"\b{re.escape(name)}\b[^\n;]{{0,80}}?(?::|=|→|gives|scores)\s*\**(\d)\**(?: points?)?(?=\s*(?:[.;,\n)]|$|points?))",
            re.I,
        )
        for m in stated.finditer(response):
            message = f"{name} scores {points}, not {m[1]}."
            found.check(int(m[1]) == points, "points", m[0], "wrong_points", message, span=m.span())
