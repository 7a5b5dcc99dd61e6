"""Whose disease it is: the patient's, or a relative's."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_medical.generators.records._admission import admission, reference


@generator("medical.note_family_history", verifiers=("medical.grounded",))
def note_family_history(rng: random.Random, difficulty: int) -> Draft:
    """Say which relative has a disease, or which disease a relative has, out of a note that names the patient's own, too."""
    it = admission(rng, max(difficulty, 2) if rng.random() < 0.8 else difficulty)
    while not it.family:
        it = admission(rng, difficulty)
    note = it.text(rng)
    who, what = rng.choice(it.family)
    his = it.his.capitalize()
    if rng.random() < 0.5:
        question = rng.choice(
            (f"Which relative of the patient has or had {what}?", f"Who in the family has or had {what}?")
        )
        answer = who
    else:
        question = rng.choice(
            (
                f"What disease does the note give for the patient's {who}?",
                f"What is known of the health of the patient's {who}?",
            )
        )
        answer = what
    response = (
        rng.choice((f"{his} {who} has {what}.", f"The patient's {who} has {what}."))
        if f"{who} has" in note
        else rng.choice((f"{his} {who} had {what}.", f"The patient's {who} had {what}."))
    )
    return Draft(f"{note}\n\n{question}", response, reference(note, answer), answer=answer)
