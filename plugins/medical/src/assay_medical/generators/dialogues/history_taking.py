"""Histories taken in full and given back to the patient."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_medical.generators.dialogues._cases import NON_URGENT
from assay_medical.generators.dialogues._talk import Talk, as_draft, pick, sum_up, take_history, told_back

SYSTEM = (
    "You are a medical student. Take the history, then give it back to the patient. Do not diagnose and do not advise.",
    "You are a triage nurse who takes the history for the doctor. Sum it up at the end; give no advice.",
    "Take a history and summarise it. Say only what the patient has said.",
)


@generator("medical.history_taking", verifiers=("medical.dialogue",))
def history_taking(rng: random.Random, difficulty: int) -> Draft:
    """A history by presenting complaint, summed up to the last dose and relative, without a diagnosis.

    Harder ones hold more findings, conditions with their drugs, allergies, smoking, family history.
    """
    talk = Talk(rng)
    patient = take_history(talk, rng.choice(NON_URGENT), difficulty)
    back = told_back(talk)
    rng.shuffle(back)
    end = pick(
        rng,
        "Thank you, the doctor will be with you soon.",
        "I'll pass this on to the doctor.",
        "The doctor will see you next.",
        "Thank you, that is all I need.",
    )
    talk.doctor(" ".join([sum_up(rng, patient), *back, end]))
    return as_draft(talk, patient, level="", system=rng.choice(SYSTEM), conclude=False)
