"""Bring a string citation into order."""

from __future__ import annotations

import random

from assay import Draft, agree, generator
from assay_law.generators.citations import _cases as c

_RULE = (
    "Order for this exercise: decisions of the Supreme Court first, then those of the courts of appeals, then those of the district courts; "
    "within each group the newest year first."
)


def _group(each: c.Case) -> int:
    return 0 if each.reporter == "U.S." else 1 if each.reporter in ("F.2d", "F.3d", "F.4th") else 2


@generator("law.citation_order", verifiers=("law.citation_fields",))
def citation_order(rng: random.Random, difficulty: int) -> Draft:
    """Put the cases of a string citation into the order that a rule asks for: 3 to 7 cases."""
    number = difficulty + 2
    while True:
        found = c.cases(rng, number)
        if len({(_group(e), e.year) for e in found}) == number and len({_group(e) for e in found}) >= 2:
            break
    text = "; ".join(each.cite() for each in found) + "."
    c.check_cores(text, found)
    ordered = sorted(found, key=lambda e: (_group(e), -e.year))
    # The second route: each case's place is the number of those that come before it.
    places = {
        e.core: sum((_level(o.court), -o.year) < (_level(e.court), -e.year) for o in found) for e in found
    }
    agree([places[e.core] for e in ordered], list(range(number)), what="the order")
    kinds = ("Supreme Court", "court of appeals", "district court")
    steps = [f"{e.name}: {kinds[_group(e)]}, {e.year}." for e in ordered]
    values = {str(n): e.name for n, e in enumerate(ordered, 1)}
    prompt = f"Bring this string citation into order.\n\n{text}\n\n{_RULE}\n\nAnswer with one line for each place and the name of its case, as in “1: Doe v. Roe”."
    return c.fields_row(prompt, steps, values)


def _level(court: str) -> int:
    """By the court of the parenthesis, and not by the reporter."""
    return 0 if not court else 1 if court.endswith("Cir.") else 2
