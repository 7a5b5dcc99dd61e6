"""Does the patient have it? The note says yes, or no."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_medical.generators.records._admission import admission, reference


@generator("medical.note_polarity", verifiers=("medical.grounded",))
def note_polarity(rng: random.Random, difficulty: int) -> Draft:
    """Say whether a patient has a symptom or a disease that the note affirms or denies.

    With difficulty the note grows: more symptoms, more that is denied, relatives' diseases, drugs that were stopped, older results.
    """
    it = admission(rng, difficulty)
    note = it.text(rng)
    past = rng.random() < 0.4
    yes, no = (it.history, it.never) if past and it.never else (it.present, it.denied)
    has = rng.random() < 0.5
    what = rng.choice(yes if has else no)
    if yes is it.history:
        question = rng.choice(
            (
                f"Does the patient have a history of {what}?",
                f"Is there a history of {what}?",
                f"Has the patient had {what}?",
            )
        )
        said = f"The patient has a history of {what}." if has else f"The patient has no history of {what}."
    else:
        question = rng.choice(
            (
                f"Does the patient have {what}?",
                f"{'Are' if what in ('palpitations', 'chills') else 'Is'} there any {what}?",
                f"Does the patient report {what}?",
            )
        )
        said = (
            rng.choice((f"The patient reports {what}.", f"The patient has {what}."))
            if has
            else rng.choice((f"The patient denies {what}.", f"The note says that there is no {what}."))
        )
    answer = "Yes" if has else "No"
    return Draft(f"{note}\n\n{question}", f"{answer}. {said}", reference(note, answer), answer=answer)
