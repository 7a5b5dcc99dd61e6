"""Which of several results is the last."""

from __future__ import annotations

import random

from assay import Draft, agree, generator
from assay_medical.generators.records._admission import admission, day, reference


@generator("medical.note_latest_value", verifiers=("medical.grounded",))
def note_latest_value(rng: random.Random, difficulty: int) -> Draft:
    """Give the latest, or the first, value of a laboratory result, with its date and unit.

    With difficulty there are more results, of more days, and the days do not stand in order.
    """
    it = admission(rng, difficulty)
    note = it.text(rng)
    name = rng.choice(sorted(it.labs))
    series = it.labs[name]
    first = len(series) > 1 and rng.random() < 0.3
    date, value = agree(
        (min if first else max)(series),
        sorted(series, key=lambda each: each[0].toordinal())[0 if first else -1],
        what="the result",
    )
    which = "first" if first else rng.choice(("latest", "most recent", "last"))
    question = rng.choice(
        (f"What was the {which} {name}, and when was it measured?", f"Give the {which} {name} with its date.")
    )
    response = rng.choice(
        (f"On {day(date)} the {name} was {value}.", f"The {name} was {value} on {day(date)}.")
    )
    return Draft(f"{note}\n\n{question}", response, reference(note, value), answer=value)
