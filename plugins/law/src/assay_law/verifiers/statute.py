"""Does the conclusion follow from the facts under a statute that is written as rules?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import assay
from assay.evidence import Findings
from assay_law.statutes.reference import Statute, amount_of, check_expected, statute_of
from assay_law.verifiers.amount import check_answer, check_arithmetic

if TYPE_CHECKING:
    from assay_law.rules import Outcome

_EMPTY_HEADING = re.compile(
    r"\b(?:answer|conclusion)[\s*_]*[:：][\s*_]*\Z|(?:答案|结论)[\s*_]*[:：][\s*_]*\Z", re.IGNORECASE
)
"""A response that ends with a heading and nothing below it was cut off before its answer."""

LONGEST = 40_000
"""Characters of a response that are read."""


@assay.verifier(
    "law.statute",
    version=2,
    needs=("response", "reference"),
    preload=(
        "clingo",
        "assay.evidence.arithmetic",
        "assay_law.statutes.conclusion",
        "assay_law.statutes.numbers",
        "assay_law.statutes.sections",
    ),
    proves_wrong=(
        "wrong_amount",
        "wrong_currency",
        "wrong_scale",
        "wrong_period",
        "wrong_rounding",
        "wrong_share",
        "wrong_value",
        "wrong_unit",
        "wrong_term",
        "wrong_arithmetic",
    ),
)
def statute(sample: assay.Sample) -> assay.Verdict:
    """Does the response conclude what follows from the reference's rules and facts, and cite sections that exist?

    The reference is a :class:`~assay_law.statutes.reference.Statute`, as the part ``statute`` or with its keys at the top. Reasons that prove
    nothing: ``undecided_rules`` (contradictory facts, several answers, too much to compute), ``missing_section``, ``unknown_section``,
    ``too_long``, and those of ``law.amount`` and of terms.
    """
    from assay_law.statutes.sections import check_sections

    part = statute_of(sample)
    found = Findings()
    if len(sample.response) > LONGEST:
        found.check(None, "length", "", "too_long", f"More than {LONGEST:,} characters are not read.")
        return found.verdict()
    if _EMPTY_HEADING.search(sample.response):
        found.check(
            None, "conclusion", "", "not_answered", "Nothing stands behind the heading of its answer."
        )
        return found.verdict()
    outcome = part.outcome()
    if outcome.status == "unknown":
        found.check(None, "rules", part.query, "undecided_rules", outcome.why, where="reference")
        return found.verdict()
    check_expected(sample, part, outcome)
    _check_conclusion(sample, part, outcome, found)
    check_sections(sample, part, found)
    return found.verdict()


def _check_conclusion(sample: assay.Sample, part: Statute, outcome: Outcome, found: Findings) -> None:
    from assay.evidence.terms import Term
    from assay_law.statutes.conclusion import check_conclusion, check_name, include_committed
    from assay_law.statutes.numbers import check_number

    if not outcome.values:
        check_conclusion(sample, part, outcome.status == "holds", found)
        return
    (one,) = outcome.values
    if isinstance(one, str):
        check_name(sample, Term(one, tuple(part.words), dict(part.words)), found)
        return
    first = Findings()
    amount = amount_of(part, one)
    if amount is not None:
        told = sample.prompt + "\n" + "\n".join(source.text for source in sample.sources)
        check_answer(sample.response, told, amount, first)
    else:
        check_number(sample, part, one, first)
    include_committed(sample.response, first, found)
    check_arithmetic(sample.response, found)
