"""Find the field of a citation that was changed."""

from __future__ import annotations

import random
from dataclasses import replace

from assay import Draft, agree, generator
from assay_law.generators._time import people
from assay_law.generators.citations import _cases as c


def _transposed(rng: random.Random, number: int) -> int:
    """The number with two neighbouring digits in each other's place, or with one digit changed."""
    digits = list(str(number))
    places = [
        i for i in range(len(digits) - 1) if digits[i] != digits[i + 1] and not (i == 0 and digits[1] == "0")
    ]
    if places and rng.random() < 0.7:
        at = rng.choice(places)
        digits[at], digits[at + 1] = digits[at + 1], digits[at]
    else:
        digits[-1] = rng.choice([d for d in "0123456789" if d != digits[-1]])
    return int("".join(digits))


@generator("law.citation_error", verifiers=("law.citation_fields",))
def citation_error(rng: random.Random, difficulty: int) -> Draft:
    """Compare citations of a brief with a table of authorities and correct the one field that is wrong.

    The table has 1, 2, 3, 5 or 7 cases; the brief cites each of them.
    """
    number = (1, 2, 3, 5, 7)[difficulty - 1]
    found = c.cases(rng, number, ("F.2d", "F.3d", "F.4th", "F. Supp. 2d", "F. Supp. 3d"))
    at = rng.randrange(number)
    good = found[at]
    field = rng.choice(("volume", "reporter", "page", "court", "year", "name"))
    if field == "volume":
        bad, right = replace(good, volume=_transposed(rng, good.volume)), str(good.volume)
    elif field == "page":
        bad, right = replace(good, page=_transposed(rng, good.page)), str(good.page)
    elif field == "year":
        bad, right = replace(good, year=good.year + rng.choice((-2, -1, 1, 2))), str(good.year)
    elif field == "reporter":
        others = [r for r in ("F.2d", "F.3d", "F.4th", "F. Supp. 2d", "F. Supp. 3d") if r != good.reporter]
        bad, right = replace(good, reporter=rng.choice(others)), good.reporter
    elif field == "court":
        court = good.court
        while court == good.court:
            court = c.case(rng, (good.reporter,)).court
        bad, right = replace(good, court=court), good.court
    else:
        other = next(name for name in people(rng, 8) if name not in good.name)
        bad, right = replace(good, second=other), good.name
    cited = [*found[:at], bad, *found[at + 1 :]]
    order = list(range(number))
    rng.shuffle(order)
    text = "; ".join(cited[i].cite() for i in order) + "."
    c.check_cores(text, [cited[i] for i in order])
    differing = [
        n for n in ("volume", "reporter", "page", "court", "year") if getattr(bad, n) != getattr(good, n)
    ] or ["name"]
    agree(field, differing[0], what="the field that differs")
    steps = []
    for i in order:
        each = cited[i]
        if i == at:
            steps.append(f"{each.cite()}: the table has {good.cite()}, so the {field} is wrong.")
        else:
            steps.append(f"{each.cite()} agrees with the table.")
    position = order.index(at) + 1
    values = {"citation": str(position), "field": field, "correct": right}
    prompt = (
        f"Table of authorities:\n{c.listing(found)}\n\nA draft brief cites:\n\n{text}\n\n"
        "One field of one citation is wrong by the table. Answer in three lines: “citation:” with its place in the string, counted from 1; "
        "“field:” with one of volume, reporter, page, court, year, name; “correct:” with what should stand there (the whole name of the case if the name is wrong)."
    )
    return c.fields_row(prompt, steps, values)
