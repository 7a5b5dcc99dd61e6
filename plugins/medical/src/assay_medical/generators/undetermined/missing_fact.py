"""A calculation for which the note lacks a fact."""

from __future__ import annotations

import random
import re

from assay import Draft, generator, make_reference
from assay.evidence import Unanswerable
from assay_medical.scenes import scenes
from assay_medical.vocabulary import Fact, fact

_NAME = re.compile(r"(?!.*\b(?:to|estimated)\b)[^\W\d]+(?:[ -][^\W\d]+)*")
"""A plain name: in "PaO2" stands a number that the prompt does not hold, and "estimated" reads like a guess."""


@generator("medical.missing_fact", verifiers=("assay.unanswerable",))
def missing_fact(rng: random.Random, difficulty: int) -> Draft:
    """Say that a score or formula cannot be calculated, because a value that it needs is not in the note.

    The note of any calculator's generator at the same difficulty, without one measured value.
    """
    scene = rng.choice([each for each in scenes() if _numbers(each.called.needs)])
    called = scene.called
    lacking = fact(rng.choice(_numbers(called.needs)))
    note = scene.note(rng, difficulty, hidden=(lacking.key,))
    prompt = f"{note.text}\n\n{rng.choice(called.asks)}"
    name = lacking.label
    response = rng.choice(
        (
            f"The result cannot be calculated, because the {name} is not given.",
            f"This cannot be determined from the note: the {name} is missing.",
            f"There is not enough information to calculate it. The {name} is not stated.",
            f"The note does not state the {name}, so the result cannot be calculated.",
        )
    )
    why = f"The {name} is not in the note."
    return Draft(prompt, response, make_reference(unanswerable=Unanswerable((_alternatives(lacking),), why)))


def _numbers(keys: tuple[str, ...]) -> list[str]:
    """Those facts that are measured: whether something not mentioned is absent may be debated, whether it was measured may not."""
    return [key for key in keys if fact(key).kind == "number" and _NAME.fullmatch(fact(key).label)]


def _alternatives(known: Fact) -> str:
    words = [name for name in known.called if sum(c.isalpha() for c in name) > 1]
    return "|".join(dict.fromkeys([known.label, *words]))
