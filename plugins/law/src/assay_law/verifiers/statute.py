"""Does the conclusion follow from the facts under a statute that is written as rules?"""

from __future__ import annotations

from fractions import Fraction

import assay
from assay.evidence import BadReference, Findings, make_reference
from assay.evidence.quantities import Quantity
from assay.evidence.quantity_answer import check_quantity, wanted
from assay.evidence.terms import Term, check_term
from assay_law.rules import Outcome
from assay_law.statutes.reference import Statute, amount_of, statute_of
from assay_law.statutes.sections import check_sections
from assay_law.verifiers.amount import check_answer

LONGEST = 40_000
"""Characters of a response that are read."""
_YES = ("true", "entailed", "entailment", "it follows", "holds")
_NO = ("false", "not entailed", "contradiction", "contradicted", "does not follow", "does not hold")


@assay.verifier(
    "law.statute",
    needs=("response", "reference"),
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
    ),
)
def statute(sample: assay.Sample) -> assay.Verdict:
    """Does the response conclude what follows from the reference's rules and facts, and cite sections that exist?

    The reference is a :class:`~assay_law.statutes.reference.Statute`, as the part ``statute`` or with its keys at the top. Reasons that prove
    nothing: ``undecided_rules`` (contradictory facts, several answers, too much to compute), ``missing_section``, ``unknown_section``,
    ``too_long``, and those of ``law.amount`` and of terms.
    """
    part = statute_of(sample)
    found = Findings()
    if len(sample.response) > LONGEST:
        found.check(None, "length", "", "too_long", f"More than {LONGEST:,} characters are not read.")
        return found.verdict()
    outcome = part.outcome()
    if outcome.status == "unknown":
        found.check(None, "rules", part.query, "undecided_rules", outcome.why, where="reference")
        return found.verdict()
    _check_conclusion(sample, part, outcome, found)
    check_sections(sample, part, found)
    return found.verdict()


def _check_conclusion(sample: assay.Sample, part: Statute, outcome: Outcome, found: Findings) -> None:
    if not outcome.values:
        right = "yes" if outcome.status == "holds" else "no"
        also = {"yes": (*_YES, *part.words.get("yes", ())), "no": (*_NO, *part.words.get("no", ()))}
        check_term(sample, Term(right, ("yes", "no"), also), found)
        return
    if len(outcome.values) > 1:
        raise BadReference(f"the query has several values: {', '.join(map(str, outcome.values[:5]))}")
    (one,) = outcome.values
    if isinstance(one, int):
        amount = amount_of(part, one)
        if amount is not None:
            check_answer(sample.response, sample.prompt, amount, found)
        else:
            quantity = Quantity(str(Fraction(one, part.per)), part.unit, bare="accept")
            aim = wanted(assay.Sample(assay.Task("", make_reference(quantity=quantity)), ""))
            check_quantity(sample, aim, found)
        return
    if one not in part.words:
        raise BadReference(f"'words' does not say how {one!r} is written")
    check_term(sample, Term(one, tuple(part.words), dict(part.words)), found)
