"""The verdict of ``medical.calculation``."""

from __future__ import annotations

from assay import Sample, Verdict
from assay.evidence import Findings
from assay_medical.calculations.answers import check_answer
from assay_medical.calculations.grounding import check_inputs, check_stated_result, holds_note
from assay_medical.calculations.reference import asked
from assay_medical.calculations.working import check_working


def judge(sample: Sample) -> Verdict:
    """The verdict on a sample. Raises :class:`~assay.BadReference`."""
    wanted = asked(sample)
    found = Findings()
    check_answer(sample, wanted, found)
    check_working(sample.response, wanted, found)
    prompt = sample.prompt or ""
    if holds_note(prompt, wanted):
        check_inputs(prompt, wanted, found)
        if not wanted.spans:
            check_stated_result(prompt, wanted, found)
    return found.verdict()
