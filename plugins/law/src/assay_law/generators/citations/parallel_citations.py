"""Supply parallel citations from a table."""

from __future__ import annotations

import random

from assay import Draft, agree, generator
from assay_law.generators.citations import _cases as c


@generator("law.parallel_citation", verifiers=("law.citation_fields", "law.citation"))
def parallel_citation(rng: random.Random, difficulty: int) -> Draft:
    """Complete citations of the Supreme Court with those of S. Ct. and L. Ed. 2d, in that order.

    The table has 2, 3, 4, 5 or 6 cases; from 4 on two are asked for, at 5 three.
    """
    number = difficulty + 1
    asked = (1, 1, 1, 2, 3)[difficulty - 1]
    found = [each for each in c.cases(rng, number * 3, ("U.S.",)) if each.year >= 1957][:number]
    while len(found) < number:
        found += [
            each
            for each in c.cases(rng, 4, ("U.S.",))
            if each.year >= 1957 and each.name not in {f.name for f in found}
        ]
        found = found[:number]
    table, rows = [], []
    for each in found:
        court = (
            f"{each.year - 1881} S. Ct. {rng.randint(110, 3200)}"  # volume 1 is of the October Term of 1882
        )
        lawyers = f"{max(1, round((each.year - 1956) * 3.3))} L. Ed. 2d {rng.randint(12, 1100)}"
        rows.append((each, court, lawyers))
        table.append({"name": each.name, "citation": f"{each.core}, {court}, {lawyers}", "year": each.year})
    chosen = rng.sample(rows, asked)
    lines, values, steps = [], {}, []
    for n, (each, court, lawyers) in enumerate(chosen, 1):
        known = rng.choice((each.core, court, lawyers))
        label = "citation" if asked == 1 else f"citation {n}"
        lines.append(f"{each.name}, {known} ({each.year})" if difficulty < 3 else f"{known} ({each.year})")
        full = f"{each.name}, {each.core}, {court}, {lawyers} ({each.year})"
        agree(
            [(str(each.volume), "U.S.", str(each.page)), tuple_of(court), tuple_of(lawyers)],
            c.read_by_eyecite(full),
            what="the parallel citations",
        )
        values[label] = full
        steps.append(
            f"{known} is {each.name} by the table; its citations are {each.core}, {court} and {lawyers}."
        )
    listing = [
        f"- {each.name} ({each.year}): " + "; ".join(rng.sample((each.core, court, lawyers), 3))
        for each, court, lawyers in rows
    ]
    rng.shuffle(listing)
    labels = (
        " and ".join(f"“{label}:”" for label in values)
        if asked < 3
        else "“citation 1:”, “citation 2:” and “citation 3:”"
    )
    prompt = (
        "Table:\n" + "\n".join(listing) + "\n\nComplete with all parallel citations: name of the case, then U.S., S. Ct. and L. Ed. 2d in that order with commas between, and the year in parentheses at the end.\n\n"
        + "\n".join(lines)
        + f"\n\nAnswer in {'one line that begins' if asked == 1 else 'lines that begin'} with {labels}."
    )  # fmt: skip
    return c.fields_row(prompt, steps, values, table=table)


def tuple_of(text: str) -> tuple[str, str, str]:
    """Volume, reporter and page of a citation's core."""
    volume, rest = text.split(" ", 1)
    reporter, page = rest.rsplit(" ", 1)
    return volume, reporter, page
