"""HOMA-IR and QUICKI."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_medical.people import Values, person
from assay_medical.scenes import VERIFIERS, Scene


def draw(rng: random.Random, _difficulty: int) -> Values:
    """Fasting glucose and insulin, from healthy to resistant."""
    return {
        **person(rng, 18, 72),
        "fasting_glucose": rng.randint(74, 168),
        "insulin": round(rng.choice((rng.uniform(2.5, 12), rng.uniform(9, 42))), 1),
    }


COMPLAINTS = (
    "is seen in the metabolic clinic",
    "has gained 12 kg in two years",
    "has darkened skin folds at the neck",
    "has prediabetes and comes for a fasting sample",
    "has fatty liver on ultrasound",
)
SCENES = (
    Scene("homa_ir", draw, COMPLAINTS),
    Scene("quicki", draw, COMPLAINTS),
)


@generator("medical.homa_ir", verifiers=VERIFIERS)
def homa_ir(rng: random.Random, difficulty: int) -> Draft:
    """HOMA-IR, from glucose in either unit."""
    return SCENES[0].row(rng, difficulty)


@generator("medical.quicki", verifiers=VERIFIERS)
def quicki(rng: random.Random, difficulty: int) -> Draft:
    """QUICKI, with logarithms to base 10."""
    return SCENES[1].row(rng, difficulty)
