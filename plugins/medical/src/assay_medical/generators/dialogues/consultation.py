"""Consultations about complaints that can wait, from the first words to the safety net."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_medical.generators.dialogues._cases import NON_URGENT
from assay_medical.generators.dialogues._talk import Talk, as_draft, pick, sum_up, take_history

SYSTEM = (
    "",
    "You are a GP. Take a history before you advise, and tell the patient when to come back.",
    "You are a doctor in a walk-in clinic. Ask about the complaint, then explain and give safety-net advice.",
    "You are a careful family doctor talking with a patient. Say nothing that the patient has not told you.",
)


@generator("medical.consultation", verifiers=("medical.dialogue",))
def consultation(rng: random.Random, difficulty: int) -> Draft:
    """A consultation about a complaint that can wait: history, what it may be, advice, when to come back.

    1: the complaint and two findings. 2: conditions and medication. 3: allergies, smoking. 4: family history, a
    question that the patient cannot answer. 5: more of all, and facts of the record that nobody asks for.
    """
    talk = Talk(rng)
    case = rng.choice(NON_URGENT)
    patient = take_history(talk, case, difficulty)
    advice = rng.sample(case.advice, min(len(case.advice), 1 + (difficulty >= 2)))
    if any("allergic to" in " ".join(f.get("says", ())) for f in talk.facts):
        allergic = next(f["name"].split()[0] for f in talk.facts if f["name"].endswith(" allergy"))
        advice = [each for each in advice if allergic not in each.lower()] or [case.advice[-1]]
    closing = [sum_up(rng, patient), rng.choice(case.impression), *advice, rng.choice(case.nets)]
    talk.doctor(" ".join(closing) + pick(rng, "", "", " Take care.", " I hope you feel better soon."))
    return as_draft(
        talk, patient, level="", diagnoses=case.diagnoses, advice=case.advice, system=rng.choice(SYSTEM)
    )
