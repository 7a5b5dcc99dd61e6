"""Which citations of a brief are none of the authorities of a table?"""

from __future__ import annotations

import random
from dataclasses import replace

from assay import Draft, agree, generator
from assay_law.generators.citations import _cases as c


@generator("law.citation_audit", verifiers=("law.citation_fields",))
def citation_audit(rng: random.Random, difficulty: int) -> Draft:
    """Check the citations of a draft against a table: found, differs (one detail is another), or not in the table.

    3 to 9 citations; invented ones stand among them.
    """
    number = (3, 4, 5, 7, 9)[difficulty - 1]
    found = c.cases(rng, number + 2)
    table, outside = found[: number - 1], found[number - 1 :]
    chosen: list[tuple[c.Case, str, str]] = []
    for each in table:
        kind = rng.choice(("found", "found", "differs"))
        if kind == "found":
            chosen.append((each, "found", "it is as in the table"))
            continue
        field = rng.choice(("page", "year", "volume"))
        step = rng.choice((-2, -1, 1, 2, 10)) if field == "page" else rng.choice((-1, 1))
        bad = replace(each, **{field: getattr(each, field) + step})
        chosen.append(
            (
                bad,
                "differs",
                f"the table has the {field} {getattr(each, field)}, and not {getattr(bad, field)}",
            )
        )
    chosen[-1] = (
        outside[0],
        "not in the table",
        "the table has no case of that name and no case on that page",
    )
    if number >= 5:
        chosen[-2] = (
            outside[1],
            "not in the table",
            "the table has no case of that name and no case on that page",
        )
    rng.shuffle(chosen)
    text = "\n".join(f"({n}) {each.cite()}" for n, (each, _, _) in enumerate(chosen, 1))
    c.check_cores(text, [each for each, _, _ in chosen])
    rows = {each.name: each for each in table}
    values, steps = {}, []
    for n, (each, verdict, why) in enumerate(chosen, 1):
        known = rows.get(each.name)
        again = "not in the table" if known is None else "found" if known.cite() == each.cite() else "differs"
        values[f"({n})"] = agree(verdict, again, what="what the table says")
        steps.append(f"({n}) {each.name}: {why}.")
    order = sorted(table, key=lambda e: e.name)
    prompt = (
        f"Authorities that exist in this exercise:\n{c.listing(order)}\n\nA draft cites:\n\n{text}\n\n"
        "For each citation answer “found” (it agrees with the table), “differs” (the table has the case, but a detail is another) or “not in the table”, in one line each, as in “(1): found”."
    )
    return c.fields_row(prompt, steps, values)
