"""On which side it is."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_medical.generators.records._admission import admission, reference


@generator("medical.note_laterality", verifiers=("medical.grounded",))
def note_laterality(rng: random.Random, difficulty: int) -> Draft:
    """Say on which side a finding is, out of a note with findings on both sides."""
    it = admission(rng, difficulty)
    note = it.text(rng)
    finding, side, part = rng.choice(it.sided)
    verb = "are" if finding == "crackles" else "is"
    bare = finding.removeprefix("a ")
    question = rng.choice(
        (
            f"On which side {verb} the {bare} of the {part}?",
            f"Which {part} has {finding}?",
            f"In which {part} {'were' if verb == 'are' else 'was'} {finding} found, left or right?",
        )
    )
    response = rng.choice(
        (
            f"There {verb} {finding} in the {side} {part}.",
            f"Examination shows {finding} in the {side} {part}.",
        )
    )
    answer = f"{side} {part}"
    return Draft(f"{note}\n\n{question}", response, reference(note, answer), answer=answer)
