"""The weight at a target BMI."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_medical.people import Values, adult
from assay_medical.scenes import VERIFIERS, Scene


def draw(rng: random.Random, _difficulty: int) -> Values:
    """A heavy or a thin adult with a goal."""
    heavy = rng.random() < 0.8
    values = adult(rng, 19, 75, bmi=(28, 44) if heavy else (14.5, 18))
    return {**values, "target_bmi": round(rng.uniform(22, 29) if heavy else rng.uniform(18.5, 21), 1)}


COMPLAINTS = (
    "is seen in the weight management clinic",
    "works with the dietitian on a plan",
    "is followed up after a nutritional assessment",
)
SCENE = Scene("target_weight", draw, COMPLAINTS)


@generator("medical.target_weight", verifiers=VERIFIERS)
def target_weight(rng: random.Random, difficulty: int) -> Draft:
    """The weight that a target BMI means at the height of the patient."""
    return SCENE.row(rng, difficulty)
