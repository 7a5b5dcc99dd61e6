"""The oxygen content of arterial blood."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_medical.people import Values, person
from assay_medical.scenes import VERIFIERS, Scene


def draw(rng: random.Random, _difficulty: int) -> Values:
    """Anemia, hypoxemia, or neither."""
    sao2 = rng.randint(78, 99)
    pao2 = rng.randint(44, 62) if sao2 < 90 else rng.randint(62, 130)
    return {**person(rng, 18, 88), "hemoglobin": round(rng.uniform(6, 17), 1), "sao2": sao2, "pao2": pao2}


COMPLAINTS = (
    "is anemic after a gastrointestinal bleed",
    "has chronic lung disease with a high hematocrit",
    "is assessed in intensive care",
    "is prepared for major surgery",
)
SCENE = Scene("arterial_oxygen_content", draw, COMPLAINTS, avoid=("respiratory",))


@generator("medical.arterial_oxygen_content", verifiers=VERIFIERS)
def arterial_oxygen_content(rng: random.Random, difficulty: int) -> Draft:
    """Arterial oxygen content with the factor 1.34."""
    return SCENE.row(rng, difficulty)
