"""Medication histories: what, how much, how often, what is missed."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_medical.generators.dialogues._cases import Case
from assay_medical.generators.dialogues._symptoms import CONDITIONS, DRUGS
from assay_medical.generators.dialogues._talk import (
    Patient,
    Talk,
    allergies,
    as_draft,
    cap,
    hide,
    kind_word,
    pick,
)

SYSTEM = (
    "You are a pharmacist who takes a medication history. List at the end what the patient takes, as told.",
    "You are a nurse in the pre-operative clinic. Ask for each medicine its dose and how often it is taken, and read the list back.",
    "Take a medication history and read it back. Change nothing.",
)


@generator("medical.medication_history", verifiers=("medical.dialogue",))
def medication_history(rng: random.Random, difficulty: int) -> Draft:
    """A medication history of one to five drugs with dose and frequency, missed doses, allergies, read back at the end."""
    talk = Talk(rng)
    patient = Patient(rng.randint(38, 86), Case("medication", (), (), "", (), (), (0, 0)), [], [], [])
    drugs: dict[str, tuple[str, str]] = {}
    conditions: list[str] = []
    for drug in rng.sample(list(DRUGS), len(DRUGS)):
        of, doses, times = DRUGS[drug]
        if of[0] not in conditions and len(drugs) < difficulty:
            drugs[drug] = (rng.choice(doses), rng.choice(times))
            conditions.append(of[0])
    talk.patient(
        pick(
            rng,
            "I was told to go through my tablets with you.",
            "Hello, I'm here about my medicines.",
            "Hi, the surgery asked me to go over my medication.",
            "I've come to talk about my tablets.",
            "You wanted to know what medication I'm on.",
        )
    )
    talk.doctor(
        pick(rng, "Thanks for coming. ", "Good, let's go through it. ", "Hello. ", "Thank you. ")
        + pick(
            rng,
            "What are you taking at the moment?",
            "Which tablets do you take?",
            "What do you take every day?",
            "Can you tell me what you take?",
        )
    )
    names = list(drugs)
    if len(names) > 1:
        talk.patient(
            pick(
                rng,
                f"I take {' and '.join([', '.join(names[:-1]), names[-1]])}.",
                f"{cap(', '.join(names[:-1]))} and {names[-1]}.",
                f"There's {', '.join(names[:-1])} and {names[-1]}.",
            )
        )
    else:
        talk.patient(pick(rng, f"Just {names[0]}.", f"{cap(names[0])}.", f"I only take {names[0]}."))
    for drug, (dose, often) in drugs.items():
        talk.doctor(
            kind_word(rng)
            + pick(
                rng,
                f"What dose of {drug}, and how often?",
                f"How much {drug} do you take, and when?",
                f"And the {drug}, what strength is it?",
            )
        )
        talk.patient(
            pick(
                rng,
                f"{dose} {often}.",
                f"It's {dose}, {often}.",
                f"The {drug} is {dose} {often}.",
                f"{cap(drug)}, {dose} {often}.",
            )
        )
        talk.fact(drug, (drug,), detail=(f"{dose} {often}",))
    if difficulty >= 2:
        talk.doctor(
            kind_word(rng)
            + pick(
                rng,
                "What are they for?" if len(drugs) > 1 else "What is it for?",
                "Why were you put on that?" if len(drugs) == 1 else "Why were you put on them?",
            )
        )
        known = [CONDITIONS[c][0] for c in conditions]
        talk.patient(
            pick(
                rng,
                f"I've got {', '.join(known[:-1]) + ' and ' if len(known) > 1 else ''}{known[-1]}.",
                f"{cap(', '.join(known[:-1]) + ' and ' if len(known) > 1 else '')}{known[-1]}."
                if len(known) > 1
                else f"{cap(known[-1])}.",
            )
        )
        for c in conditions:
            talk.fact(c, CONDITIONS[c])
    missed = ""
    if difficulty >= 3:
        talk.doctor(kind_word(rng) + pick(rng, "Do you ever miss a dose?", "Do you ever forget a dose?"))
        if rng.random() < 0.5:
            talk.patient(pick(rng, "No, never.", "No.", "Never."))
            talk.fact("missed_doses", ("miss a dose",), "absent")
            missed = "You never miss a dose."
        else:
            count = rng.choice(("once a week", "twice a month", "twice a week", "once a month"))
            talk.patient(
                pick(
                    rng,
                    f"Yes, about {count}.",
                    f"I miss a dose {count}.",
                    f"Yes, I miss a dose about {count}.",
                )
            )
            talk.fact("missed_doses", ("miss a dose",), detail=(count,))
            missed = f"You miss a dose about {count}."
    if difficulty >= 2:
        allergies(talk)
    else:
        talk.doctor(
            kind_word(rng)
            + pick(rng, "Any side effects?", "Do you get any side effects?", "Have you had any side effects?")
        )
        talk.patient(pick(rng, "No.", "No, none.", "Not that I've noticed."))
        talk.fact("side_effects", ("side effects",), "absent")
    if difficulty >= 4:
        talk.doctor(
            kind_word(rng)
            + pick(rng, "Do you take anything over the counter?", "Any herbal remedies or supplements?")
        )
        talk.patient(pick(rng, "No.", "No, nothing.", "No, none."))
        talk.fact("side_over_counter", ("over the counter", "herbal remedies", "supplements"), "absent")
    hide(talk, difficulty - 1)
    talk.fact("age", (str(patient.age), f"{patient.age} years old"))
    begin = pick(
        rng,
        "Let me read that back: ",
        "So, to check: ",
        "This is what I have written down. ",
        "OK, so: ",
        "Right, so my list is this: ",
    )
    items = [f"{drug} {dose} {often}" for drug, (dose, often) in drugs.items()]
    rng.shuffle(items)
    back = begin + "you take " + ("; ".join(items)) + "."
    if begin.endswith(". "):
        back = begin + "You take " + ("; ".join(items)) + "."
    allergy = next((f for f in talk.facts if f["name"].endswith(" allergy")), None)
    if allergy:
        missed = f"{missed} You're allergic to {allergy['name'].split()[0]}.".strip()
    end = pick(
        rng,
        "I'll write that in your notes.",
        "Thank you, that is all I need.",
        "That is the list I'll pass on.",
        "Thank you for going through it with me.",
    )
    talk.doctor(" ".join(piece for piece in (back, missed, end) if piece))
    return as_draft(talk, patient, level="", system=rng.choice(SYSTEM), conclude=False)
