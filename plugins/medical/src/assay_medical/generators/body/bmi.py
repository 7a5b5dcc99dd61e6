"""The body mass index."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_medical.people import Values, adult
from assay_medical.scenes import VERIFIERS, Scene


def draw(rng: random.Random, _difficulty: int) -> Values:
    """An adult, from thin to very heavy."""
    return adult(rng, 18, 88, bmi=rng.choice(((15.5, 19), (18, 31), (24, 52))))


COMPLAINTS = (
    "comes for a health check",
    "is seen in the weight management clinic",
    "is assessed before knee replacement",
    "has lost weight without trying",
    "is seen by the dietitian",
)
SCENE = Scene("bmi", draw, COMPLAINTS, cuts=(18.5, 25, 30, 35, 40))


@generator("medical.bmi", verifiers=VERIFIERS)
def bmi(rng: random.Random, difficulty: int) -> Draft:
    """BMI, with the WHO class of adults."""
    return SCENE.row(rng, difficulty)
