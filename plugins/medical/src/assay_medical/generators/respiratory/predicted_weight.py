"""The predicted weight for the ventilator."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_medical.people import Values, adult
from assay_medical.scenes import VERIFIERS, Scene


def draw(rng: random.Random, _difficulty: int) -> Values:
    """An adult of any weight who is to be ventilated."""
    return adult(rng, 19, 86, bmi=(18, 46))


COMPLAINTS = (
    "is intubated for ARDS",
    "is ventilated after cardiac arrest",
    "is about to be ventilated for severe pneumonia",
)
SCENE = Scene(
    "predicted_body_weight",
    draw,
    COMPLAINTS,
    avoid=("respiratory", "saturation", "reactive", "white", "lactate"),
)


@generator("medical.predicted_body_weight", verifiers=VERIFIERS)
def predicted_body_weight(rng: random.Random, difficulty: int) -> Draft:
    """Predicted body weight of the ARDS Network; the actual weight is a distractor."""
    return SCENE.row(rng, difficulty)
