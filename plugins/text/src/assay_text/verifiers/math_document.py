"""Is a document mathematical text or code by rule?"""

from __future__ import annotations

import assay
from assay_text.checking import Findings, part_of
from assay_text.math_rules import judge_document


@assay.verifier("text.math_document", needs=("response", "reference"), deadline=10.0)
def math_document(sample: assay.Sample) -> assay.Verdict:
    """Size, share of digits, imports, sections, formulas and language, as the rules of its kind want them.

    ``reference.math_document``: ``language``. The rules decide whether a document is
    of the kind wanted; whether what it says is true they do not look at.
    """
    language = str(part_of(sample, "math_document")["language"])
    found = Findings()
    reason, message = judge_document(sample.response, language) or ("ok", "")
    found.check(reason == "ok", "rule", f"rules for {language}", reason, message)
    return found.verdict()
