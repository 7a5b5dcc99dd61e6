"""The discriminant function of Maddrey."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_medical.people import Values, person
from assay_medical.scenes import VERIFIERS, Scene


def draw(rng: random.Random, _difficulty: int) -> Values:
    """Alcohol-related hepatitis, mild to severe."""
    control = round(rng.uniform(11, 13.5), 1)
    return {
        **person(rng, 28, 68),
        "control_prothrombin_time": control,
        "prothrombin_time": round(control + rng.uniform(0.5, 12), 1),
        "bilirubin": round(rng.uniform(3, 26), 1),
    }


COMPLAINTS = (
    "is jaundiced after months of heavy drinking",
    "has alcohol-related hepatitis",
    "presents with fever, jaundice and a tender liver, and drinks a bottle of vodka a day",
)
SCENE = Scene("maddrey", draw, COMPLAINTS, cuts=(32,))


@generator("medical.maddrey", verifiers=VERIFIERS)
def maddrey(rng: random.Random, difficulty: int) -> Draft:
    """The modified discriminant function, severe from 32."""
    return SCENE.row(rng, difficulty)
