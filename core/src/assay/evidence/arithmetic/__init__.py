r"""Stated arithmetic: each ``A = B`` of a text whose sides are numbers, computed.

::

    [link] = stated_arithmetic("CrCl = (140 − 57) × 70 kg / (72 × 1.2 mg/dL) = 67.2 mL/min")
    link.holds, link.left, link.right     # True, '(140 − 57) × 70 kg / (72 × 1.2 mg/dL)', '67.2 mL/min'

Plain text and LaTeX are read. Formulas of practice are equations of numerical values, so units are dropped, but from a plain
conversion (``180 lb = 81.6 kg``), and where only units make a step right (``1 g / 2 = 500 mg``). A side with a name, or
with anything else that is no arithmetic, decides nothing. Operands are exact, but for those that an earlier step came to,
which may be rounded; results may be rounded to the digits that they show. Text is never run.
"""

from __future__ import annotations

from assay.evidence.arithmetic.deciding import Convert, Link, decided
from assay.evidence.arithmetic.reading import Shown, left_of, right_of
from assay.evidence.arithmetic.tokens import chains, tokens

LONGEST = 100_000
"""Characters of a text that are read."""
MOST_LINKS = 1_000


def stated_arithmetic(text: str, *, converts: Convert | None = None) -> list[Link]:
    """All equalities of a text between arithmetic and numbers, in order, each decided if it can be.

    ``converts`` decides plain conversions between units of different kinds. Nothing is read behind :data:`LONGEST`
    characters and :data:`MOST_LINKS` equalities.
    """
    found: list[Link] = []
    results: list[Shown] = []
    for chain in chains(tokens(text[:LONGEST])):
        last = len(chain.sides) - 1
        link: Link | None = None
        for index, about in enumerate(chain.about):
            one, other = left_of(chain.sides[index]), right_of(chain.sides[index + 1], last=index + 1 == last)
            chained, link, exact = link is not None, None, False
            if one is not None and other is not None:
                link, exact = decided(text, one, other, about, results, converts, chained=chained)
            if link is not None:
                found.append(link)
                if len(found) == MOST_LINKS:
                    return found
            shown = None if other is None else other.shown
            # a whole number of which nothing is known is none that was rounded
            if shown is not None and not exact and (link is not None or shown.half < 0.5):
                results.append(shown)
    return found


__all__ = ["LONGEST", "MOST_LINKS", "Convert", "Link", "stated_arithmetic"]
