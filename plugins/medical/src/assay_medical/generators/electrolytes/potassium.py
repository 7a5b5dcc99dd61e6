"""The transtubular potassium gradient."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_medical.people import Values, person
from assay_medical.scenes import VERIFIERS, Scene


def draw(rng: random.Random, _difficulty: int) -> Values:
    """Hypokalemia or hyperkalemia, with a concentrated urine."""
    low = rng.random() < 0.5
    return {
        **person(rng, 20, 85),
        "potassium": round(rng.uniform(1.9, 3.3) if low else rng.uniform(5.6, 7.4), 1),
        "urine_potassium": rng.randint(8, 60) if low else rng.randint(12, 80),
        "measured_osmolality": rng.randint(272, 305),
        "urine_osmolality": rng.randint(330, 820),
    }


COMPLAINTS = (
    "has muscle weakness and cramps",
    "is found to have an abnormal potassium on routine bloods",
    "has palpitations",
    "takes spironolactone and comes for a blood test",
    "has had diarrhea for two weeks",
)
SCENE = Scene("ttkg", draw, COMPLAINTS)


@generator("medical.ttkg", verifiers=VERIFIERS)
def ttkg(rng: random.Random, difficulty: int) -> Draft:
    """Transtubular potassium gradient."""
    return SCENE.row(rng, difficulty)
