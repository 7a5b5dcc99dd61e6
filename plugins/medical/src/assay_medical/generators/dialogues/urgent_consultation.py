"""Consultations in which a red flag comes out, and must be acted on."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_medical.generators.dialogues._cases import _PATHWAY, _TODAY, URGENT
from assay_medical.generators.dialogues._talk import Talk, as_draft, pick, sum_up, take_history

SYSTEM = (
    "",
    "You are a doctor on a telephone helpline. Ask what you need to ask, and act on red flags.",
    "You are a GP. If something is urgent, say plainly how soon the patient must be seen.",
    "You are a clinician taking calls. Ask before you advise.",
)


@generator("medical.urgent_consultation", verifiers=("medical.dialogue",))
def urgent_consultation(rng: random.Random, difficulty: int) -> Draft:
    """A consultation that turns out to be urgent: ambulance, same day, or two weeks, by the table of red flags.

    Harder ones ask for more beside the red flag: findings that are not there, conditions, medication, family history.
    """
    talk = Talk(rng)
    case = rng.choice(URGENT)
    if case.flag == ("missed_period",):
        patient = take_history(talk, case, max(1, difficulty - 1))
        late = rng.choice(("2 weeks", "3 weeks", "10 days"))
        talk.doctor(
            pick(
                rng,
                "Could you have missed a period?",
                "Have you missed a period?",
                "Is there a chance that you have missed a period?",
            )
        )
        talk.patient(
            pick(
                rng,
                f"Yes, my period is late, by {late}.",
                f"Yes. My period is {late} late.",
                f"Now you say it, my period is late, about {late}.",
            )
        )
        if "missed_period" not in {f["name"] for f in talk.facts}:
            talk.fact("missed_period", ("period is late",), detail=(f"{late} late",))
    else:
        patient = take_history(talk, case, difficulty)
    level = "same_day" if case.urgent == _TODAY else "two_weeks" if case.urgent == _PATHWAY else "emergency"
    closing = [sum_up(rng, patient), rng.choice(case.impression), rng.choice(case.urgent)]
    if case.nets:
        closing.append(rng.choice(case.nets))
    elif rng.random() < 0.5:
        closing.append(
            pick(
                rng,
                "Please don't drive yourself.",
                "Don't eat or drink anything for now.",
                "Stay on the line until they arrive.",
                "Ask someone to stay with you.",
            )
        )
    talk.doctor(" ".join(closing))
    return as_draft(talk, patient, level=level, system=rng.choice(SYSTEM), questions=1)
