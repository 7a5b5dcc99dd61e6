"""Counselling at the end of a consultation: the patient asks what to look out for, and is told."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_medical.generators.dialogues._cases import NON_URGENT
from assay_medical.generators.dialogues._talk import Talk, as_draft, pick, sum_up, take_history


@generator("medical.safety_net", verifiers=("medical.dialogue",))
def safety_net(rng: random.Random, difficulty: int) -> Draft:
    """A consultation whose end is counselling: what it may be, what to do, then the patient's question when to come back."""
    talk = Talk(rng)
    case = rng.choice(NON_URGENT)
    patient = take_history(talk, case, difficulty)
    allergic = next((f["name"].split()[0] for f in talk.facts if f["name"].endswith(" allergy")), "-")
    fitting = [each for each in case.advice if allergic not in each.lower()]
    advice = rng.sample(fitting, min(len(fitting), 1 + (difficulty >= 3)))
    summary = sum_up(rng, patient)
    talk.doctor(" ".join([summary, rng.choice(case.impression), *advice]))
    talk.patient(
        pick(
            rng,
            "OK. When should I come back?",
            "Thank you. What should I look out for?",
            "Right. And when should I worry?",
            "What would be a bad sign?",
            "What if it gets worse?",
            "Thanks, doctor. When do I need to call you?",
            "And what do I do if it gets worse?",
        )
    )
    nets = list(case.nets)
    rng.shuffle(nets)
    again = pick(
        rng,
        "Good question. ",
        "That's the right question. ",
        "I'm glad you ask. ",
        "A few things. ",
        "Let me be clear about that. ",
        "",
    )
    main = case.sum_up if not case.sum_up.startswith(("it ", "you've ")) else "symptoms"
    lead = (
        ""
        if main == "symptoms"
        else pick(
            rng,
            f"Most people with {main} get better without any trouble. ",
            f"With {main} like yours, these are the things that matter. ",
            "",
        )
    )
    talk.doctor(
        again
        + lead
        + " ".join(nets)
        + pick(rng, "", " Otherwise, take it easy.", " And do call if you are unsure.")
    )
    return as_draft(talk, patient, level="", diagnoses=case.diagnoses, advice=case.advice)
