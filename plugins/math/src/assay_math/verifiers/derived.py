"""``math.derived``: does the final answer come out of a checked step?

``math.cot`` decides what a solution claims, ``math.answer`` what it ends with; true
statements of something else before a right answer pass both. Here one of the equations
that ``math.cot`` finds true must have the answer as one of its sides, and the true
equations must use a number of the problem, where that has any. Whether they are the
right ones is not decided. Drafts (``<think>``) are not read.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from assay import Check, Sample, Status, Verdict, verifier
from assay.evidence.final_answer import without_drafts
from assay_math.answers.compare import same_text_answer
from assay_math.answers.findings import Hints
from assay_math.answers.reference import expected_answer
from assay_math.verifiers.cot import cot

MAX_SIDES = 400
_RELATION = re.compile(
    r"<<|>>|=|≈|\\approx|\\implies|\\Rightarrow|\b(?:is|are|equals|makes|gives|totals)\b", re.IGNORECASE
)
_QUANTITY = re.compile(r"[-−]?\d+(?:,\d{3})*(?:\.\d+)?(?=\s+[A-Za-z])")  # of "328 pages in 240 minutes"
_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")


@verifier(
    "math.derived",
    version=2,
    cost=3,
    needs=("response", "reference"),
    packages=("sympy", "python-flint"),
    preload=("flint", "sympy"),
)
def derived(sample: Sample) -> Verdict:
    """Is the final answer a side of an equation that was checked, in a chain that uses the problem's numbers?"""
    expected = expected_answer(sample)
    sample = replace(sample, response=without_drafts(sample.response))
    steps = cot.check(sample)
    claims = [
        sample.response[slice(*check.span)]
        for check in steps.checks
        if check.status is Status.ACCEPTED and check.span is not None
    ]
    if not claims:
        return Verdict(Status.ABSTAINED, "no_claims", "No step of the response could be checked.")
    asked, used = _numbers(sample.prompt), set[Decimal]().union(*map(_numbers, claims))
    if asked and not asked & used:
        return _refused("other_numbers", "No checked step uses a number of the problem.")
    sides = [side for claim in claims for side in _sides(claim)]
    if len(sides) > MAX_SIDES:
        return Verdict(
            Status.ABSTAINED, "limit", f"The checked steps have {len(sides)} sides; {MAX_SIDES} are read."
        )
    if any(same_text_answer(expected, side, "", Hints()).equal for side in reversed(sides)):
        check = Check("derivation", Status.ACCEPTED, "the final answer comes out of a checked step")
        return Verdict(Status.ACCEPTED, "ok", "", (check,))
    return _refused("not_derived", "No checked step comes to the final answer.")


def _sides(claim: str) -> list[str]:
    """What stands on either side of a relation; a statement that repeats itself says nothing."""
    sides = [side.strip(" \t$.,;:*_()") for side in _RELATION.split(claim)]
    plain = {re.sub(r"[\s$,\\{}]", "", side) for side in sides if side}
    if len(plain) < 2:
        return []
    quantities = [found[0] for side in sides if (found := _QUANTITY.match(side))]
    return [*(side for side in sides if side), *quantities]


def _numbers(text: str) -> set[Decimal]:
    return {Decimal(number.replace(",", "")).normalize() for number in _NUMBER.findall(text)}


def _refused(reason: str, message: str) -> Verdict:
    return Verdict(
        Status.REJECTED,
        reason,
        message,
        (Check("derivation", Status.REJECTED, message, None, reason, message),),
    )
