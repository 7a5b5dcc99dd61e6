"""Does a pin cite lie within its case?"""

from __future__ import annotations

import random

from assay import Draft, agree, generator
from assay_law.generators.citations import _cases as c


@generator("law.pin_cite", verifiers=("law.citation_fields",))
def pin_cite(rng: random.Random, difficulty: int) -> Draft:
    """Tell which pin cites lie within their case, before it, or behind it; 2 to 6 citations, ranges from 2 on."""
    number = difficulty + 1
    found = c.cases(rng, number)
    lines, values, steps = [], {}, []
    for n, each in enumerate(found, 1):
        kind = rng.choice(("inside", "inside", "before", "behind"))
        if kind == "inside":
            start = rng.randint(each.page, each.last - 3)
        elif kind == "before":
            start = max(1, each.page - rng.randint(1, 90))
        else:
            start = each.last + rng.randint(1, 60)
        end = start
        if difficulty >= 2 and kind != "before" and rng.random() < 0.6:
            end = start + rng.randint(1, 3)
            if kind == "behind" and difficulty >= 4:  # a range that begins within the case and ends behind it
                start, end = each.last - rng.randint(0, 2), each.last + rng.randint(1, 4)
        pin = c.pin_range(start, end)
        told = (
            "inside"
            if each.page <= start and end <= each.last
            else "before"
            if start < each.page
            else "behind"
        )
        agree(
            told,
            "inside" if set(range(start, end + 1)) <= set(range(each.page, each.last + 1)) else kind,
            what="where the pages lie",
        )
        lines.append(f"({n}) {each.cite(pin)}")
        values[f"({n})"] = told
        pages = f"page {start}" if start == end else f"pages {start} to {end}"
        where = {
            "inside": "all within it",
            "before": "before its first page",
            "behind": "not all before its end",
        }[told]
        steps.append(
            f"({n}) The case has pages {each.page} to {each.last}; the pin cite is {pages}, {where if told != 'inside' or start != end else 'within it'}."
        )
    table = "\n".join(
        f"- {each.name}: {each.volume} {each.reporter}, pages {each.page} to {each.last}"
        for each in sorted(found, key=lambda e: e.name)
    )
    prompt = (
        f"Pages of the cases:\n{table}\n\nCitations:\n" + "\n".join(lines)
        + "\n\nDoes each pin cite lie within its case? Answer with one line for each, as in “(1): inside”: inside, before (it begins before the first page of the case), behind (it ends behind the last page)."
    )  # fmt: skip
    return c.fields_row(prompt, steps, values)
