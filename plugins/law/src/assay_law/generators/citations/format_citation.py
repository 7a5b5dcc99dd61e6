"""Write a citation from its data."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_law.generators.citations import _cases as c

_FORM = (
    "Name of the case, comma, volume, reporter, first page; then, if there is one, a comma and the pin cite; then court and year in "
    "parentheses. The court is left out for U.S., because that reporter holds decisions of the Supreme Court only. "
    "In a range of pages from 100 on, only the last two digits of the second page are repeated if the others are the same (104-05)."
)


@generator("law.format_citation", verifiers=("law.citation_fields", "law.citation"))
def format_citation(rng: random.Random, difficulty: int) -> Draft:
    """Put a citation together from name, volume, reporter, pages, court and year.

    1: Supreme Court. 2: a pin cite. 3: lower courts. 4: ranges of pages. 5: two or three citations in a string, newest first.
    """
    number = rng.randint(2, 3) if difficulty == 5 else 1
    found = c.cases(
        rng, number, ("U.S.",) if difficulty <= 2 else ("F.2d", "F.3d", "F.4th", "F. Supp. 2d", "F. Supp. 3d")
    )
    while len({each.year for each in found}) < number:
        found = c.cases(rng, number)
    facts, made = [], []
    for each in found:
        pin, words = "", ""
        if difficulty >= 2:
            start = rng.randint(each.page + 1, each.last - 4)
            end = start + (rng.randint(1, 3) if difficulty >= 4 else 0)
            pin = c.pin_range(start, end)
            words = (
                f"; the point is on page {start}"
                if start == end
                else f"; the point is on pages {start} to {end}"
            )
        court = (
            f"decided by the {each.court.replace(' Cir.', ' Circuit')}"
            if "Cir." in each.court
            else (
                f"decided by a court cited as {each.court}" if each.court else "decided by the Supreme Court"
            )
        )
        facts.append(
            f"{each.name}: {court} in {each.year}; printed in volume {each.volume} of {each.reporter}, from page {each.page} on{words}."
        )
        made.append((each, each.cite(pin)))
    ordered = sorted(made, key=lambda pair: -pair[0].year)
    text = "; ".join(cite for _, cite in ordered)
    c.check_cores(text + ".", [each for each, _ in ordered])
    steps = [
        f"{each.name}: volume, reporter and first page are {each.core}"
        + (
            f"; the pin cite follows a comma: {pin}"
            if (pin := cite.removesuffix(f" {each.paren}").partition(f"{each.core}, ")[2])
            else ""
        )
        + f"; in parentheses {'only the year' if not each.court else 'court and year'}."
        for each, cite in ordered
    ]
    if number > 1:
        steps.append("The newest comes first, and semicolons stand between.")
    order = " Put all into one string with semicolons between them, the newest first." if number > 1 else ""
    prompt = (
        f"Write the citation in this form. {_FORM}{order} Give it in one line that begins with “citation:”.\n\n"
        + "\n".join(facts)
    )
    return c.fields_row(prompt, steps, {"citation": text}, table=[each.row() for each in found])
