"""Adult triage at a mass casualty incident: START."""

from __future__ import annotations

import random

from assay import Draft, agree, generator, make_reference

CATEGORIES = ("minor", "delayed", "immediate", "expectant")
# START: Hoag Hospital and Newport Beach Fire Department, 1983; flow sheet on CHEMM (US Department of Health and Human Services).
RULES = """START (adults), in this order:
1. Walks: minor.
2. Does not breathe: open the airway. Still not breathing: expectant. Starts to breathe: immediate.
3. Breathes more than 30 times a minute: immediate.
4. No radial pulse, or capillary refill of more than 2 seconds: immediate.
5. Cannot follow simple commands: immediate.
6. Otherwise: delayed."""
_SCENES = (
    "a coach crash",
    "a train derailment",
    "an explosion at a plant",
    "a collapsed stand",
    "a building fire",
    "a motorway pile-up",
    "a gas explosion",
)


@generator("medical.triage_start", verifiers=("medical.triage",))
def triage_start(rng: random.Random, difficulty: int) -> Draft:
    """The START category of a casualty, by the rules in the prompt; harder ones have values at the limits and injuries that do not count."""
    walks = rng.random() < 0.18
    breathing = walks or rng.random() < 0.82
    opened = not breathing and rng.random() < 0.5
    edge = difficulty >= 3
    rate = (
        rng.choice((29, 30, 31, 32))
        if edge and rng.random() < 0.6
        else rng.randint(12, 28)
        if rng.random() < 0.65
        else rng.randint(31, 44)
    )
    refill = rng.choice((1, 2, 2, 3, 4)) if edge else rng.choice((1, 1, 2, 3, 4))
    pulse = rng.random() < 0.85
    by_refill = rng.random() < 0.5
    commands = rng.random() < 0.75
    perfused = refill <= 2 if by_refill else pulse
    category = _by_steps(walks, breathing, opened, rate, perfused, commands)
    bad = [breathing and rate > 30, breathing and not perfused, breathing and not commands, opened]
    second = (
        "minor"
        if walks
        else "expectant"
        if not breathing and not opened
        else "immediate"
        if any(bad)
        else "delayed"
    )
    agree(category, second, what="the START category")
    age = rng.randint(18, 79)
    sex = rng.choice(("man", "woman"))
    he = "he" if sex == "man" else "she"
    injuries: tuple[str, ...] = (
        "a deep cut on the forearm",
        "an open fracture of the lower leg",
        "burns on both hands",
        "a scalp wound that bleeds freely",
        "a painful shoulder",
        "bruises of the chest",
        "a dislocated thumb",
    )
    if walks:
        injuries = tuple(each for each in injuries if "leg" not in each)
    hurt = rng.sample(injuries, 1 + (difficulty >= 4))
    told = [f"{age}-year-old {sex} at {rng.choice(_SCENES)}, with {' and '.join(hurt)}."]
    if walks:
        told.append(
            rng.choice(
                (
                    "Walks over to you when called.",
                    "Got up and walked to the assembly point.",
                    "Walks about, looking for a relative.",
                )
            )
        )
        if difficulty >= 2:
            told.append(f"RR {rate}/min, {'obeys commands' if commands else 'answers strangely'}.")
    elif not breathing:
        told.append(rng.choice(("Lies on the ground, not breathing.", "Does not move and does not breathe.")))
        told.append(
            rng.choice(
                (
                    f"You open the airway, and {he} takes a breath.",
                    f"With the airway opened {he} starts to breathe.",
                )
            )
            if opened
            else rng.choice(("You open the airway: no breath.", "The airway is opened; still no breathing."))
        )
        if difficulty >= 3:
            told.append(
                rng.choice(("A weak carotid pulse can be felt.", "Skin is pale.", "Pupils are equal."))
            )
    else:
        cannot = rng.choice(
            ("Cannot walk.", "Sits against a wall and cannot get up.", "Lies trapped by the leg.")
        )
        told.append(cannot)
        told.append(
            f"{rng.choice(('Breathes', 'Breathing'))} {rate} times a minute."
            if rng.random() < 0.5
            else f"RR {rate}."
        )
        told.append(
            (f"Capillary refill {refill} s." if refill != 1 else "Capillary refill 1 s.")
            if by_refill
            else ("Radial pulse present." if pulse else "No radial pulse.")
        )
        told.append(
            rng.choice(
                (
                    "Squeezes your hand when asked.",
                    "Follows commands.",
                    f"Opens {'his' if sex == 'man' else 'her'} eyes and sticks out the tongue on request.",
                )
            )
            if commands
            else rng.choice(
                (
                    "Does not follow commands.",
                    "Moans, but does not squeeze your hand when asked.",
                    "Stares and does not do what is asked.",
                )
            )
        )
        if difficulty >= 4:
            told.insert(
                2,
                rng.choice(
                    (
                        "Screams in pain.",
                        "Is quiet.",
                        "Asks for help.",
                        "A passer-by says that there was a blackout for a moment.",
                    )
                )
                if commands
                else "Is quiet.",
            )
    if difficulty == 5:
        told.append(
            rng.choice(
                (
                    "Pulse 128.",
                    "BP cannot be taken in this place.",
                    "A medical bracelet says: diabetes.",
                    "Is known to have asthma.",
                )
            )
        )
    steps = _steps(walks, breathing, opened, rate, by_refill, refill, pulse, perfused, commands)
    prompt = f"{' '.join(told)}\n\n{RULES}\n\n" + rng.choice(
        (
            "Which START category is it: minor, delayed, immediate or expectant?",
            "Give the category: minor, delayed, immediate or expectant.",
            "How do you tag this casualty: minor, delayed, immediate or expectant?",
        )
    )
    reference = make_reference(category, term={"answer": category, "among": list(CATEGORIES)})
    return Draft(prompt, "\n".join([*steps, f"Category: **{category}**"]), reference, answer=category)


def _by_steps(walks: bool, breathing: bool, opened: bool, rate: int, perfused: bool, commands: bool) -> str:
    if walks:
        return "minor"
    if not breathing:
        return "immediate" if opened else "expectant"
    if rate > 30 or not perfused:
        return "immediate"
    return "delayed" if commands else "immediate"


def _steps(
    walks: bool,
    breathing: bool,
    opened: bool,
    rate: int,
    by_refill: bool,
    refill: int,
    pulse: bool,
    perfused: bool,
    commands: bool,
) -> list[str]:
    if walks:
        return ["The casualty walks, so rule 1 decides; nothing else is looked at."]
    if not breathing:
        return [
            "The casualty does not walk and does not breathe.",
            "With the airway open breathing starts."
            if opened
            else "With the airway open there is still no breathing.",
        ]
    steps = ["The casualty does not walk, but breathes."]
    if rate > 30:
        return [*steps, f"The rate of {rate} is more than 30."]
    steps.append(f"The rate of {rate} is not more than 30.")
    if by_refill:
        steps.append(f"Capillary refill of {refill} s is {'not ' if perfused else ''}more than 2 s.")
    else:
        steps.append("The radial pulse is there." if pulse else "There is no radial pulse.")
    if perfused:
        steps.append("Commands are followed." if commands else "Commands are not followed.")
    return steps
