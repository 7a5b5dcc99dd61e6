"""Which term of a closed list is it: silent, missense or nonsense; yes or no; isotonic, hypotonic or hypertonic?"""

from __future__ import annotations

import assay
from assay.evidence import Findings


@assay.verifier(
    "science.term",
    needs=("response", "reference"),
    preload=("assay.evidence.terms", "assay.evidence.no_answer"),
    proves_wrong=("wrong_term",),
)
def term(sample: assay.Sample) -> assay.Verdict:
    """Does the response give, as its final answer, the one term of a closed list that the reference names?

    The reasons are those of :func:`assay.evidence.terms.check_term`.
    """
    from assay.evidence.terms import check_term, term_of

    found = Findings()
    check_term(sample, term_of(sample), found)
    return found.verdict()
