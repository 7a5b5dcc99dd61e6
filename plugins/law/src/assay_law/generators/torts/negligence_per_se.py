"""Whether a defendant is liable for negligence: elements, and the violation of a statute."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_law.generators import _rules as r
from assay_law.generators import _time as t

_PROGRAM = """
% § {n}(a): Liability for negligence: a duty, its breach, harm, and a breach that was a cause in fact and a proximate cause of the harm.
liable :- duty, breach, harm, but_for, foreseeable.
% § {n}(b): An actor is negligent without more who violates a statute that protects against the type of accident, in a victim of the class that it protects.
breach :- violated, type_of_accident, protected_class, not excused.
duty :- violated, protected_class.
breach :- unreasonable.
% § {n}(c)(1): A violation is excused by reasonable care in attempting to comply.
excused :- reasonable_care.
% § {n}(c)(2): A violation is excused by an emergency that was not the actor's own making.
excused :- emergency, not own_making.
% § {n}(c)(3): A violation is excused if the actor neither knows nor should know what makes the statute applicable.
excused :- neither_knew.
% § {n}(d): A plaintiff who was more than 50 percent at fault recovers nothing.
barred :- plaintiff_fault(P), P > 50.
recovers :- liable, not barred.
"""
_CASES = (
    {
        "statute": "No person shall leave a motor vehicle unattended without locking the ignition and removing the key. The purpose of this section is to prevent theft, and injury to persons on the road by thieves.",
        "violation": "{d} left a van on the street with the key in it; a thief drove it off.", "fine": "{d} had taken the key out and locked the van, but a thief drove it off all the same.",
        "right": "The thief ran down {p}, who was crossing the road on foot.", "wrong": "The thief drove it off the road and through a field of {p}.", "other_harm": "A fence of {p} was destroyed", "harm": "{p} broke a hip",
        "nobut": "although the same thief would have taken the unlocked car next to it and driven the same way",
    },
    {
        "statute": "An owner of a building shall keep every stairway used by tenants lit from sunset to sunrise. This section is for the safety of tenants and their guests against falls.",
        "violation": "The stairway of the house of {d} was dark at nine in the evening in December.", "fine": "The stairway of the house of {d} was lit.",
        "right": "{p}, a tenant, fell there.", "wrong": "{p}, a burglar who had broken in, fell there.", "harm": "{p} broke an ankle",
        "nobut": "although {p} is blind and does not use light to walk",
    },
    {
        "statute": "No person shall sell a power saw without the guard that its maker supplies. This section protects users of the saw against contact with the blade.",
        "violation": "{d} sold a saw without its guard.", "fine": "{d} sold a saw with its guard.",
        "right": "{p}, who used it, touched the blade.", "wrong": "{p}, who used it, got an electric shock from its cord.", "harm": "{p} lost a finger", "other_harm": "{p} was burned in the hand",
        "nobut": "although {p} had reached around the place of the guard, which would have stopped nothing",
    },
    {
        "statute": "An owner of cattle shall keep them within a fence. This section protects travelers on public roads against collisions with cattle.",
        "violation": "Cows of {d} stood on the county road at night, outside any fence.", "fine": "Cows of {d} had been fenced in, and a stranger had cut the fence an hour before.",
        "right": "{p}, on a motorcycle, ran into one.", "wrong": "{p}, a neighbor, had a garden beside the road eaten bare.", "harm": "{p} broke a wrist", "other_harm": "{p} had a loss of $4,800",
        "nobut": "although {p}, asleep, was already leaving the road and would have hit the tree behind the cow",
    },
)  # fmt: skip


@generator("law.negligence_per_se", verifiers=r.VERIFIERS)
def negligence_per_se(rng: random.Random, difficulty: int) -> Draft:
    """Whether a plaintiff recovers under a model code on negligence and violation of statutes.

    1: the violation. 2: the type of accident and the class protected. 3: cause in fact. 4: excuses. 5: an excuse with an exception, and the plaintiff's own fault.
    """
    p, d = t.people(rng, 2)
    case = {key: text.format(p=p, d=d) for key, text in rng.choice(_CASES).items()}
    wanted = rng.random() < 0.5
    for _ in range(500):
        violated = difficulty > 1 or rng.random() < 0.5
        right = difficulty == 1 or rng.random() < 0.7
        but_for = difficulty < 3 or rng.random() < 0.75
        excuse = (
            rng.choice(("", "", "reasonable_care", "emergency", "neither_knew")) if difficulty >= 4 else ""
        )
        own = excuse == "emergency" and rng.random() < 0.5
        fault = rng.choice((0, 10, 30, 50, 51, 60)) if difficulty == 5 else 0
        excused = excuse != "" and not own
        faults = (not violated) + (not right) + (not but_for) + excused + (fault > 50)
        if (faults == 0) == wanted and faults <= 1:
            break
    n = rng.randint(3, 40)
    place = rng.choice(("Jefferson", "Absaroka", "Marlow"))
    year = rng.randint(2021, 2025)
    section = rng.randint(101, 990)
    program = _PROGRAM.replace("{n}", str(n))
    facts = (
        ["harm", "foreseeable"]
        + ["violated"] * violated
        + ["type_of_accident", "protected_class"] * right
        + ["but_for"] * but_for
    )
    facts += [excuse] * bool(excuse) + ["own_making"] * own + [f"plaintiff_fault({fault})"]
    story = f"{case['violation'] if violated else case['fine']} {case['right'] if right else case['wrong']} {case['harm'] if right else case.get('other_harm', case['harm'])}"
    story += "." if but_for else f", {case['nobut']}."
    if excuse == "reasonable_care":
        story += f" The court finds that {d} had used reasonable care in attempting to comply."
    elif excuse == "emergency":
        story += f" The court finds that an emergency, a fire, had kept {d} from complying" + (
            f"; {d} had caused the fire." if own else f", for which {d} was not responsible."
        )
    elif excuse:
        story += f" The court finds that {d} neither knew nor should have known of the circumstances that made the statute applicable."
    elif difficulty >= 4:
        story += f" {d} has shown no excuse."
    if fault:
        story += f" {p} was {fault} percent at fault."
    elif difficulty == 5:
        story += f" {p} was not at fault."
    story += f" There is no other evidence of a lack of care by {d}, and harm of this kind was foreseeable."
    rules = f"{place} Traffic and Premises Code § {section} (a model rule, as in force on January 1, {year}): “{case['statute']}”\n\n"
    rules += (
        f"{place} Torts Code § {n} (a model rule, as in force on January 1, {year}): “(a) A person is liable for negligence who breaches a duty of care owed to another, if the breach is a cause in fact and a proximate cause of harm to that other. There is no cause in fact if the harm would have occurred without the breach. "
        "(b) A person breaches a duty who, without excuse, violates a statute that is designed to protect against the type of accident that the violation causes, if the victim is within the class of persons that the statute is designed to protect."
    )
    if difficulty >= 4:
        rules += " (c) A violation is excused if (1) the actor uses reasonable care in attempting to comply; (2) an emergency that is not of the actor’s own making prevents compliance; or (3) the actor neither knows nor should know of the circumstances that make the statute applicable."
    if difficulty == 5:
        rules += " (d) A plaintiff who is more than 50 percent at fault recovers nothing."
    rules += "”"
    steps = [
        f"{d} violated § {section} (§ {n}(b))."
        if violated
        else f"{d} did what § {section} asks, so there is no violation, and no other breach is shown (§ {n}(a) and (b))."
    ]
    if violated:
        steps.append(
            f"It was an accident of the type that § {section} is to prevent, and {p} belongs to those whom it protects (§ {n}(b))." if right
            else f"By its own words § {section} does not protect {p} against what happened, so the violation is no breach under § {n}(b), and no other breach is shown."
        )  # fmt: skip
    if difficulty >= 4:
        steps.append(
            f"No excuse is shown (§ {n}(c))." if not excuse
            else f"{d} used reasonable care in attempting to comply, which excuses the violation (§ {n}(c)(1))." if excuse == "reasonable_care"
            else f"{d} neither knew nor should have known, which excuses the violation (§ {n}(c)(3))." if excuse == "neither_knew"
            else f"The emergency was of {d}’s own making, so it excuses nothing (§ {n}(c)(2))." if own
            else f"An emergency not of {d}’s making prevented compliance, which excuses the violation (§ {n}(c)(2))."
        )  # fmt: skip
    if difficulty >= 3:
        steps.append(
            f"The harm would not have occurred otherwise, and it was foreseeable (§ {n}(a))."
            if but_for
            else f"The harm would have occurred in any case, so there is no cause in fact (§ {n}(a))."
        )
    else:
        steps.append(f"The harm was caused by it and foreseeable (§ {n}(a))." if not faults else "")
    if difficulty == 5:
        steps.append(
            f"The fault of {p}, {fault} percent, is {'more' if fault > 50 else 'not more'} than 50 percent (§ {n}(d))."
        )
    ask = rng.choice(
        (
            f"Does {p} recover from {d} in negligence?",
            f"{p} sues {d} for negligence. Is {d} liable under the Code?",
        )
    )
    ends = (f"{p} recovers.", f"{p} does not recover.")
    return r.yes_no(
        rng,
        r.lay_out(rng, story, ask, rules),
        [each for each in steps if each],
        program,
        facts,
        "recovers",
        not faults,
        ends,
    )
