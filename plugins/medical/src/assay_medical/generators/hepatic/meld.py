"""MELD, MELD-Na and MELD 3.0."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_medical.people import Values, person
from assay_medical.scenes import VERIFIERS, Scene


def draw(rng: random.Random, _difficulty: int) -> Values:
    """Cirrhosis; values at the bounds of the scores are frequent, and some patients are dialysed."""
    dialysed = rng.random()
    return {
        **person(rng, 25, 72),
        "creatinine": rng.choice((round(rng.uniform(0.5, 1.4), 1), round(rng.uniform(1.0, 5.2), 1))),
        "bilirubin": rng.choice((round(rng.uniform(0.5, 3), 1), round(rng.uniform(2, 28), 1))),
        "inr": round(rng.uniform(0.9, 3.4), 1),
        "sodium": rng.choice((rng.randint(119, 141), 125, 137)),
        "albumin": rng.choice((round(rng.uniform(1.3, 4.2), 1), 1.5, 3.5)),
        "dialysis_twice": dialysed < 0.12,
        "continuous_dialysis": dialysed > 0.94,
    }


COMPLAINTS = (
    "has decompensated alcohol-related cirrhosis and is assessed for transplantation",
    "has cirrhosis due to hepatitis C, with tense ascites",
    "is on the waiting list for a liver and comes for new bloods",
    "has primary sclerosing cholangitis and is increasingly jaundiced",
    "has cirrhosis due to metabolic liver disease, and hepatic encephalopathy",
)
SCENES = (
    Scene("meld", draw, COMPLAINTS, mixed_from=4, avoid=("chloride", "platelet")),
    Scene("meld_na", draw, COMPLAINTS, mixed_from=4, avoid=("chloride", "platelet")),
    Scene("meld_3", draw, COMPLAINTS, mixed_from=4, avoid=("chloride", "platelet")),
)


@generator("medical.meld", verifiers=VERIFIERS)
def meld(rng: random.Random, difficulty: int) -> Draft:
    """The original MELD score with the bounds of UNOS."""
    return SCENES[0].row(rng, difficulty)


@generator("medical.meld_na", verifiers=VERIFIERS)
def meld_na(rng: random.Random, difficulty: int) -> Draft:
    """MELD-Na by the policy of 2016."""
    return SCENES[1].row(rng, difficulty)


@generator("medical.meld_3", verifiers=VERIFIERS)
def meld_3(rng: random.Random, difficulty: int) -> Draft:
    """MELD 3.0 by the policy of 2023."""
    return SCENES[2].row(rng, difficulty)
