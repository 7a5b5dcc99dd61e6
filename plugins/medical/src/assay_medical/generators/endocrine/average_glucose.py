"""The average glucose that an HbA1c means."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_medical.people import Values, person
from assay_medical.scenes import VERIFIERS, Scene


def draw(rng: random.Random, _difficulty: int) -> Values:
    """Diabetes, well or badly controlled; the glucose of the day is a distractor."""
    return {**person(rng, 18, 88), "hba1c": round(rng.uniform(5.4, 13.5), 1), "glucose": rng.randint(82, 340)}


COMPLAINTS = (
    "has type 2 diabetes and comes for the quarterly review",
    "has type 1 diabetes on an insulin pump",
    "asks what the HbA1c means in daily readings",
    "is seen at a diabetes check",
)
SCENE = Scene("estimated_average_glucose", draw, COMPLAINTS)


@generator("medical.estimated_average_glucose", verifiers=VERIFIERS)
def estimated_average_glucose(rng: random.Random, difficulty: int) -> Draft:
    """Estimated average glucose from the HbA1c."""
    return SCENE.row(rng, difficulty)
