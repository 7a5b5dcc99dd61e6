"""Urea over creatinine."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_medical.people import Values, person
from assay_medical.scenes import VERIFIERS, Scene


def draw(rng: random.Random, _difficulty: int) -> Values:
    """Urea nitrogen and creatinine, in proportion or not."""
    found = round(rng.uniform(0.7, 4), 1)
    return {**person(rng, 25, 92), "creatinine": found, "urea_nitrogen": round(found * rng.uniform(8, 42))}


COMPLAINTS = (
    "presents with black stools since yesterday",
    "is brought in dehydrated after a heat wave",
    "has been unwell with diarrhea for five days",
    "is admitted with upper gastrointestinal bleeding",
)
SCENE = Scene("urea_creatinine_ratio", draw, COMPLAINTS)


@generator("medical.urea_creatinine_ratio", verifiers=VERIFIERS)
def urea_creatinine_ratio(rng: random.Random, difficulty: int) -> Draft:
    """Ratio of blood urea nitrogen to creatinine, whatever the units of the note."""
    return SCENE.row(rng, difficulty)
