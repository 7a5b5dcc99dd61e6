"""Tasks that have no answer: what they need is missing, or what they say is contradictory.

The right response says so, names what is missing, and gives no value. The rules are of
English and Chinese. They accept only what they understand: each clause of a response must say that it
cannot be determined, say that something is missing or needed, or repeat what the prompt says.
"""

from __future__ import annotations

from dataclasses import dataclass

from assay.descriptions import verifier
from assay.evidence.findings import Findings
from assay.json_replies import without_thinking
from assay.records import Sample, Verdict
from assay.references import reference_part


@reference_part("unanswerable")
@dataclass(frozen=True)
class Unanswerable:
    """The task cannot be answered.

    ``missing`` are the things that a response must name, each as alternatives with ``|`` between
    them: ``("time|duration|how long",)``; of contradictory data, what contradicts. ``because`` says in a
    sentence for people why there is no answer.
    """

    missing: tuple[str, ...]
    because: str = ""

    def __post_init__(self) -> None:
        if not self.missing:
            raise ValueError("'missing' must name at least one thing")
        for each in self.missing:
            if not all(any(c.isalnum() for c in words) for words in each.split("|")):
                raise ValueError(f"'missing' holds {each!r}, an alternative of which has no word")


@verifier(
    "assay.unanswerable",
    summary="Does the response say that there is no answer, name what is missing, and give no value?",
    needs=("response", "reference"),
    preload=("assay.evidence.no_answer",),
    deadline=5.0,
    proves_wrong=("answered",),
)
def check_unanswerable(sample: Sample) -> Verdict:
    """Does the response say that there is no answer, name what is missing, and give no value?

    It needs the part ``unanswerable`` in the reference. Reasons: ``answered`` (a value is stated as the answer,
    without a word that it cannot be determined), ``hedged`` (both), ``not_said``, ``missing_not_named``, ``new_number`` (a number that
    the prompt does not hold), ``says_more`` (a clause that is neither about what is missing nor a repetition
    of the prompt), ``too_long``.
    """
    from assay.evidence.no_answer import check_no_answer  # its rules take a while to compile

    part = sample.part(Unanswerable)
    text = without_thinking(sample.response)
    found = Findings()
    check_no_answer(
        text, sample.prompt, part.missing, found, answer=sample.answer, base=sample.response.find(text)
    )
    return found.verdict()
