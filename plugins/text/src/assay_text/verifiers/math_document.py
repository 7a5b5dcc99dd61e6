"""Is a document mathematical text or code by rule?"""

from __future__ import annotations

from dataclasses import dataclass

import assay
from assay.evidence import Findings
from assay_text.math_rules import RULES, judge_document


@assay.reference_part("math_document")
@dataclass(frozen=True)
class MathDocument:
    """The language whose rules the document must keep: a key of ``math_rules.RULES``."""

    language: str

    def __post_init__(self) -> None:
        if self.language not in RULES:
            raise ValueError(f"there are no rules for {self.language!r}")


@assay.verifier("text.math_document", version=2, needs=("response", "reference"), deadline=10.0)
def math_document(sample: assay.Sample) -> assay.Verdict:
    """Size, share of digits, imports, sections, formulas and language, as the rules of its kind want them.

    The reference's part ``math_document`` is :class:`MathDocument`. The rules decide whether a document is
    of the kind wanted; whether what it says is true they do not look at.
    """
    language = sample.part(MathDocument).language
    found = Findings()
    reason, message = judge_document(sample.response, language) or ("ok", "")
    found.check(reason == "ok", "rule", f"rules for {language}", reason, message)
    return found.verdict()
