"""What dose of a drug, and how often."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_medical.generators.records._admission import admission, reference


@generator("medical.note_medication", verifiers=("medical.grounded",))
def note_medication(rng: random.Random, difficulty: int) -> Draft:
    """Say how much of a drug a patient takes and how often, among other drugs and some that were stopped."""
    it = admission(rng, difficulty)
    while not it.drugs:
        it = admission(rng, difficulty)
    note = it.text(rng)
    drug = rng.choice(it.drugs)
    question = rng.choice(
        (
            f"What dose of {drug.name} does the patient take, and how often?",
            f"How is {drug.name} taken?",
            f"How much {drug.name} is the patient on?",
        )
    )
    response = rng.choice(
        (
            f"The patient takes {drug}.",
            f"{it.he.capitalize()} takes {drug}.",
            f"{drug.name.capitalize()} is taken at {drug.dose} {drug.often}.",
        )
    )
    answer = f"{drug.dose} {drug.often}"
    return Draft(f"{note}\n\n{question}", response, reference(note, answer), answer=answer)
