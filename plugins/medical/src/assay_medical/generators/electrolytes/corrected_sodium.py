"""Sodium corrected for glucose."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_medical.people import Values, person
from assay_medical.scenes import VERIFIERS, Scene


def draw(rng: random.Random, _difficulty: int) -> Values:
    """Hyperglycemia, from moderate to a hyperosmolar state."""
    glucose = rng.choice((rng.randint(220, 500), rng.randint(450, 1150)))
    return {**person(rng, 19, 90), "glucose": glucose, "sodium": rng.randint(118, 146)}


COMPLAINTS = (
    "presents with polyuria and thirst for a week",
    "is drowsy and dehydrated, and the glucose is high",
    "has run out of insulin four days ago",
    "has taken no antidiabetic drugs for two weeks",
    "has newly discovered diabetes",
)
SCENES = (
    Scene("sodium_corrected_katz", draw, COMPLAINTS, avoid=("chloride", "lactate")),
    Scene("sodium_corrected_hillier", draw, COMPLAINTS, avoid=("chloride", "lactate")),
)


@generator("medical.sodium_corrected_katz", verifiers=VERIFIERS)
def sodium_corrected_katz(rng: random.Random, difficulty: int) -> Draft:
    """Sodium corrected for glucose with the factor 1.6 of Katz."""
    return SCENES[0].row(rng, difficulty)


@generator("medical.sodium_corrected_hillier", verifiers=VERIFIERS)
def sodium_corrected_hillier(rng: random.Random, difficulty: int) -> Draft:
    """Sodium corrected for glucose with the factor 2.4 of Hillier."""
    return SCENES[1].row(rng, difficulty)
