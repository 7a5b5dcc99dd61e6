"""The verdict of ``medical.calculation``."""

from __future__ import annotations

from assay import Sample, Verdict
from assay.evidence import Findings
from assay_medical.calculations.answers import check_answer
from assay_medical.calculations.grounding import check_inputs, check_stated_result, holds_note
from assay_medical.calculations.mentions import LONGEST
from assay_medical.calculations.reference import asked
from assay_medical.calculations.working import check_working

LONGEST_RESPONSE = 200_000
"""Characters of a response that are read."""


def judge(sample: Sample) -> Verdict:
    """The verdict on a sample. Raises :class:`~assay.BadReference`."""
    wanted = asked(sample)
    found = Findings()
    prompt = sample.prompt or ""
    for text, most, where in ((sample.response, LONGEST_RESPONSE, "response"), (prompt, LONGEST, "prompt")):
        if len(text) > most:
            message = f"More than {most:,} characters of the {where} are not read."
            found.check(None, "length", "", "limit", message, where=where)
            return found.verdict()
    check_answer(sample, wanted, found)
    check_working(sample.response, wanted, found)
    if holds_note(prompt, wanted):
        check_inputs(prompt, wanted, found)
        if not wanted.spans:
            check_stated_result(prompt, wanted, found)
    return found.verdict()
