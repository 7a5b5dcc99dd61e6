"""The other role: the assistant is the patient, who holds the record."""

from __future__ import annotations

import random
from dataclasses import replace

from assay import Draft, Message, generator
from assay_medical.generators.dialogues._cases import NON_URGENT, URGENT
from assay_medical.generators.dialogues._talk import Talk, as_draft, pick, record_text, take_history

RULES = (
    "You are a patient who talks with a doctor. Answer only what you are asked, in your own words, and only from this record. If something is not in it, say that you don't know.",
    "Play this patient. Tell the doctor what the record says when asked, never more; name no diagnosis.",
    "You are the patient described below. Stay in your role, speak like a person, invent nothing.",
)


@generator("medical.patient_role", verifiers=("medical.dialogue",))
def patient_role(rng: random.Random, difficulty: int) -> Draft:
    """A history in which the assistant is the patient: the record is the system prompt, each answer comes from it."""
    talk = Talk(rng)
    case = rng.choice(NON_URGENT + URGENT[:1])
    patient = take_history(talk, case, difficulty)
    level = "emergency" if case in URGENT else ""
    hello = pick(
        rng,
        "Hello, what brings you in today?",
        "Good morning. How can I help?",
        "Hi, what can I do for you?",
        "Come in. What is the trouble?",
        "Hello, what seems to be the problem?",
    )
    turns = [
        ("user", hello),
        *(("assistant" if role == "user" else "user", text) for role, text in talk.turns),
    ]
    talk.turns = turns
    system = f"{rng.choice(RULES)}\n\n{record_text(talk, patient.age, case.sex)}"
    made = as_draft(talk, patient, level=level, system=system, conclude=False, doctor="user", questions=0)
    return replace(made, messages=(Message("system", system), *made.messages[1:]))
