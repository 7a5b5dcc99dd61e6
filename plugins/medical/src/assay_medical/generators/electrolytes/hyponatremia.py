"""Sodium deficit, and the effect of hypertonic saline."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_medical.people import Values, adult
from assay_medical.scenes import VERIFIERS, Scene


def draw(rng: random.Random, _difficulty: int) -> Values:
    """Severe hyponatremia in an adult."""
    return {**adult(rng, 22, 93, bmi=(17, 33)), "sodium": rng.randint(103, 126)}


COMPLAINTS = (
    "has a seizure in the emergency department",
    "is confused two weeks after hydrochlorothiazide was started",
    "is brought in with vomiting and an unsteady gait",
    "is stuporous, with a known small-cell lung cancer",
    "complains of headache and nausea four days after surgery",
)
SCENES = (
    Scene("sodium_deficit", draw, COMPLAINTS, avoid=("chloride", "temperature")),
    Scene("sodium_change_saline", draw, COMPLAINTS, avoid=("chloride", "temperature")),
)


@generator("medical.sodium_deficit", verifiers=VERIFIERS)
def sodium_deficit(rng: random.Random, difficulty: int) -> Draft:
    """Sodium deficit up to 140 mmol/L."""
    return SCENES[0].row(rng, difficulty)


@generator("medical.sodium_change_saline", verifiers=VERIFIERS)
def sodium_change_saline(rng: random.Random, difficulty: int) -> Draft:
    """Change of serum sodium by a litre of 3% saline, by Adrogué and Madias."""
    return SCENES[1].row(rng, difficulty)
