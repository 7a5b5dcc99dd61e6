"""How many different authorities a passage cites, and how often each."""

from __future__ import annotations

import random
from collections import Counter

from assay import Draft, agree, generator
from assay_law.generators.citations import _cases as c
from assay_law.generators.citations.short_forms import resolved_by_eyecite, settled


@generator("law.count_authorities", verifiers=("law.citation_fields",))
def count_authorities(rng: random.Random, difficulty: int) -> Draft:
    """Count the cases that a passage cites, and which of them most often; a reference back counts for its case.

    From 2 cases and 2 references back to 7 and 9.
    """
    number, back = ((2, 2), (3, 3), (4, 4), (5, 6), (7, 9))[difficulty - 1]
    while True:
        found, text, refs = settled(rng, number, back, ("id", "short", "supra"))
        times = Counter({n: 1 for n in range(number)})
        times.update(at for _, at in refs)
        (first, most), (_, second) = times.most_common(2)
        if most > second:
            break
    again = Counter(range(number)) + Counter(resolved_by_eyecite(text, found))
    agree(times, again, what="how often each is cited")
    steps = [
        f"{found[n].name}: cited {'once' if times[n] == 1 else 'twice' if times[n] == 2 else f'{times[n]} times'}."
        for n in range(number)
    ]
    steps.insert(
        0,
        "A short form, an id. or a supra is no further authority; it counts for the case to which it refers.",
    )
    values = {
        "authorities": str(number),
        "citations": str(number + back),
        "most cited": found[first].name,
        "times": str(most),
    }
    prompt = (
        f"{text}\n\nHow many different cases does this passage cite, and how many citations has it in all (full ones, short forms, id. and supra)? Which case is cited most often, and how many times? "
        "Answer in four lines: “authorities:”, “citations:”, “most cited:” (the name of the case), “times:”."
    )
    return c.fields_row(prompt, steps, values)
