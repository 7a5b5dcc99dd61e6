"""Triage of children at a mass casualty incident: JumpSTART."""

from __future__ import annotations

import random

from assay import Draft, agree, generator, make_reference

CATEGORIES = ("minor", "delayed", "immediate", "expectant")
# JumpSTART: L. Romig, 1995, revised 2001; flow sheet on CHEMM (US Department of Health and Human Services).
RULES = """JumpSTART (children of 1 to 8 years), in this order:
1. Walks: minor.
2. Does not breathe: open the airway. Starts to breathe: immediate.
   Still not breathing, no pulse: expectant.
   Still not breathing, pulse there: give 5 rescue breaths. Starts to breathe: immediate. Does not: expectant.
3. Breathes less than 15 or more than 45 times a minute: immediate.
4. No pulse that can be felt: immediate.
5. AVPU: unresponsive, or responds to pain with posturing: immediate.
6. Alert, responds to voice, or to pain by pulling away: delayed."""
_MIND = (
    ("alert and crying", True), ("alert", True), ("opens the eyes when spoken to", True), ("pulls the arm away from a pinch", True),
    ("stiffens in extension when pinched", False), ("does not respond to a pinch", False),
)  # fmt: skip


@generator("medical.triage_jumpstart", verifiers=("medical.triage",))
def triage_jumpstart(rng: random.Random, difficulty: int) -> Draft:
    """The JumpSTART category of a child, by the rules in the prompt; harder ones lie at the limits and hold what does not count."""
    walks = rng.random() < 0.15
    breathing = walks or rng.random() < 0.75
    opened = not breathing and rng.random() < 0.35
    pulse = rng.random() < 0.8
    revived = not breathing and not opened and pulse and rng.random() < 0.5
    edges = (14, 15, 16, 44, 45, 46)
    rate = (
        rng.choice(edges)
        if difficulty >= 3 and rng.random() < 0.6
        else rng.randint(18, 40)
        if rng.random() < 0.65
        else rng.choice((8, 10, 12, 48, 52, 56))
    )
    mind, fine = rng.choice(_MIND)
    if walks:
        category = "minor"
    elif not breathing:
        category = "immediate" if opened or revived else "expectant"
    else:
        category = "immediate" if not 15 <= rate <= 45 or not pulse or not fine else "delayed"
    in_order = [
        (walks, "minor"), (not breathing and opened, "immediate"), (not breathing and not pulse, "expectant"),
        (not breathing and revived, "immediate"), (not breathing, "expectant"), (rate < 15, "immediate"), (rate > 45, "immediate"),
        (not pulse, "immediate"), (not fine, "immediate"), (True, "delayed"),
    ]  # fmt: skip
    agree(category, next(result for holds, result in in_order if holds), what="the JumpSTART category")
    age = rng.randint(2, 8)
    child = rng.choice(("boy", "girl"))
    told = [
        f"{age}-year-old {child} after {rng.choice(('a school bus crash', 'a fairground accident', 'a house fire', 'a train crash', 'the collapse of a gym roof'))}."
    ]
    if difficulty >= 2:
        told.append(
            rng.choice(
                (
                    "A graze on the forehead.",
                    "A cut on the knee." if walks else "The left lower leg is bent at an angle.",
                    "Burns on one forearm.",
                    "Blood on the shirt, source not found.",
                    "A swollen wrist.",
                )
            )
        )
    steps: list[str] = []
    if walks:
        told.append(
            rng.choice(
                (
                    "Walks to you holding a teacher's hand.",
                    "Runs about, crying.",
                    "Walked to the meeting point.",
                )
            )
        )
        if difficulty >= 3:
            told.append(f"RR {rate}.")
        steps.append("The child walks: rule 1 decides.")
    elif not breathing:
        told.append("Does not breathe.")
        steps.append("The child does not walk and does not breathe.")
        if opened:
            told.append(
                rng.choice(
                    (
                        "When you open the airway, breathing starts.",
                        "With the airway opened the chest begins to move.",
                    )
                )
            )
            steps.append("With the airway open breathing starts.")
        else:
            told.append("You open the airway: no breath.")
            told.append(
                rng.choice(("A brachial pulse can be felt.", "There is a pulse."))
                if pulse
                else rng.choice(("No pulse can be felt.", "There is no pulse."))
            )
            steps.append("The airway is open and there is still no breathing.")
            steps.append(
                "There is a pulse, so 5 rescue breaths are given." if pulse else "There is no pulse."
            )
            if pulse:
                told.append(
                    "After 5 rescue breaths "
                    + ("breathing starts." if revived else "there is still no breathing.")
                )
                steps.append("Breathing starts." if revived else "Breathing does not start.")
    else:
        told.append(rng.choice(("Cannot stand.", "Lies on a blanket.", "Was carried out by a firefighter.")))
        told.append(rng.choice((f"RR {rate}/min.", f"Breathes {rate} times a minute.")))
        told.append(
            rng.choice(("Brachial pulse present.", "Peripheral pulse felt."))
            if pulse
            else "No pulse that can be felt at the arm."
        )
        told.append(f"{mind[:1].upper()}{mind[1:]}.")
        steps.append("The child does not walk, but breathes.")
        if not 15 <= rate <= 45:
            steps.append(f"A rate of {rate} is {'less than 15' if rate < 15 else 'more than 45'}.")
        else:
            steps.append(f"A rate of {rate} lies within 15 to 45.")
            steps.append("A pulse can be felt." if pulse else "No pulse can be felt.")
            if pulse:
                steps.append(
                    f"The child {'is ' + mind if mind.startswith('alert') else mind}: rule {6 if fine else 5}."
                )
    if difficulty >= 4:
        told.append(
            rng.choice(
                (
                    "Mother is at the scene.",
                    "Has asthma, says the teacher.",
                    "Skin is pale.",
                    f"Weight about {2 * age + 8} kg.",
                    "The child is frightened.",
                )
            )
        )
    if difficulty == 5:
        told.insert(
            1,
            rng.choice(
                (
                    "You have been on the scene for 4 minutes.",
                    "There are 12 other casualties.",
                    "Two crews are on their way, 15 minutes out.",
                )
            ),
        )
    prompt = f"{' '.join(told)}\n\n{RULES}\n\n" + rng.choice(
        (
            "Which JumpSTART category is it: minor, delayed, immediate or expectant?",
            "How is the child tagged: minor, delayed, immediate or expectant?",
            "Name the category: minor, delayed, immediate or expectant.",
        )
    )
    reference = make_reference(category, term={"answer": category, "among": list(CATEGORIES)})
    return Draft(prompt, "\n".join([*steps, f"Category: **{category}**"]), reference, answer=category)
