"""Which of the ordered drugs a patient must not have, by a list in the prompt."""

from __future__ import annotations

import random

from assay import Draft, generator, make_reference
from assay_medical.generators.dosing._ward import VERIFIERS

_CLASSES = {
    "penicillins": (
        "amoxicillin",
        "piperacillin/tazobactam",
        "flucloxacillin",
        "ampicillin",
        "benzylpenicillin",
    ),
    "cephalosporins": ("cefazolin", "ceftriaxone", "cefuroxime", "cefalexin"),
    "macrolides": ("clarithromycin", "azithromycin", "erythromycin"),
    "sulfonamide antibiotics": ("co-trimoxazole", "sulfadiazine"),
    "fluoroquinolones": ("ciprofloxacin", "levofloxacin", "moxifloxacin"),
    "tetracyclines": ("doxycycline", "minocycline"),
    "NSAIDs": ("ibuprofen", "naproxen", "diclofenac", "ketorolac", "aspirin"),
    "opioids": ("morphine", "codeine", "oxycodone", "tramadol"),
    "ACE inhibitors": ("ramipril", "lisinopril", "enalapril", "perindopril"),
    "statins": ("simvastatin", "atorvastatin", "rosuvastatin"),
    "beta-blockers": ("bisoprolol", "metoprolol", "propranolol", "atenolol"),
    "aminoglycosides": ("gentamicin", "amikacin", "tobramycin"),
}
_NEUTRAL = ("paracetamol", "omeprazole", "ondansetron", "enoxaparin", "furosemide", "metformin", "levothyroxine", "salbutamol", "amlodipine", "lactulose")  # fmt: skip
_PAIRS = (
    ("clarithromycin", "simvastatin", "rhabdomyolysis"), ("verapamil", "bisoprolol", "complete heart block"), ("methotrexate", "co-trimoxazole", "marrow suppression"),
    ("warfarin", "ibuprofen", "bleeding"), ("lithium", "naproxen", "lithium toxicity"), ("spironolactone", "trimethoprim", "hyperkalaemia"), ("azathioprine", "allopurinol", "marrow suppression"),
    ("sildenafil", "isosorbide mononitrate", "hypotension"), ("tramadol", "fluoxetine", "serotonin syndrome"), ("digoxin", "amiodarone", "digoxin toxicity"), ("theophylline", "ciprofloxacin", "theophylline toxicity"),
)  # fmt: skip
_REACTIONS = ("anaphylaxis", "a widespread rash", "angioedema", "Stevens–Johnson syndrome", "urticaria", "bronchospasm")  # fmt: skip


@generator("medical.allergy_check", verifiers=VERIFIERS)
def allergy_check(rng: random.Random, difficulty: int) -> Draft:
    """The one drug of an order that a list in the prompt rules out.

    1: an allergy to the drug itself. 2: to its class, by a table. 3: in a longer order, with two allergies. 4: an interaction with a drug that is taken. 5: both lists, one of which applies.
    """
    who = rng.choice(
        (
            "A 54-year-old woman",
            "A 71-year-old man",
            "A 38-year-old man",
            "A 66-year-old woman on the surgical ward",
            "An 80-year-old man",
            "A 29-year-old woman",
        )
    )
    reaction = rng.choice(_REACTIONS)
    names = rng.sample(list(_CLASSES), 4)
    if difficulty <= 3:
        culprit_class = names[0]
        culprit, known = rng.sample(_CLASSES[culprit_class], 2)
        free = [d for name in names[1:] for d in _CLASSES[name]] + list(_NEUTRAL)
        order = [culprit, *rng.sample(free, (2, 3, 5)[difficulty - 1])]
        rng.shuffle(order)
        if difficulty == 1:
            facts = f"{who} has had {reaction} with {culprit}."
            why = "A drug to which the patient has reacted is ordered again."
        else:
            shown = [names[0], *rng.sample(names[1:], 2)]
            rng.shuffle(shown)
            table = "\n".join(f"- {name}: {', '.join(_CLASSES[name])}" for name in shown)
            other = rng.choice([d for d in _NEUTRAL if d not in order])
            second = f" and nausea with {other}" if difficulty == 3 else ""
            facts = f"{who} has had {reaction} with {known}{second}. On this ward, an allergy to one drug rules out all of its class:\n{table}\n"
            why = f"The reaction was to {known}, and one of the ordered drugs is of the same class, {culprit_class}."
        prompt = f"{facts}{'' if facts.endswith(chr(10)) else ' '}Ordered: {', '.join(order)}. Which of the ordered drugs is contraindicated?"
        return _draft(prompt, why, culprit, order)
    pairs = rng.sample(_PAIRS, 3)
    taken, culprit, harm = pairs[0]
    blocked = {drug for pair in pairs for drug in pair[:2]}
    regular = [taken, *rng.sample([d for d in _NEUTRAL if d not in blocked], 2)]
    order = [culprit, *rng.sample([d for d in _NEUTRAL if d not in blocked and d not in regular], 3)]
    rows = [f"{a} with {b} ({c})" for a, b, c in pairs]
    allergy = ""
    if difficulty == 5:
        # the other drug of a pair is ordered, but its partner is not taken
        harmless = pairs[1][1]
        if harmless in regular or harmless in order or harmless == taken:
            return allergy_check(rng, difficulty)
        order.append(harmless)
        sensitive = rng.choice([d for d in _NEUTRAL if d not in order and d not in regular])
        allergy = f" {reaction[0].upper()}{reaction[1:]} with {sensitive} is on record."
    rng.shuffle(order)
    rng.shuffle(regular)
    rng.shuffle(rows)
    if {frozenset(p[:2]) for p in _PAIRS if set(p[:2]) <= {*order, *regular}} != {
        frozenset((taken, culprit))
    }:
        return allergy_check(rng, difficulty)
    listed = "\n".join(f"- {line}" for line in rows)
    prompt = f"{who} takes {', '.join(regular)}.{allergy} Combinations that the pharmacy stops:\n{listed}\nNewly ordered: {', '.join(order)}. Which of the newly ordered drugs is contraindicated?"
    return _draft(
        prompt,
        f"{taken[0].upper()}{taken[1:]} is taken, and the list stops it with one of the ordered drugs ({harm}).",
        culprit,
        order,
    )


def _draft(prompt: str, why: str, culprit: str, order: list[str]) -> Draft:
    reference = make_reference(culprit, term={"answer": culprit, "among": sorted(order)})
    return Draft(prompt, f"{why}\nThe contraindicated drug is **{culprit}**.", reference, answer=culprit)
