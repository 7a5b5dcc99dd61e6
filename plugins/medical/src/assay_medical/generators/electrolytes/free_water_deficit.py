"""Free water deficit."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_medical.people import Values, adult
from assay_medical.scenes import VERIFIERS, Scene


def draw(rng: random.Random, _difficulty: int) -> Values:
    """Hypernatremia in an adult; 64 and 65 years are frequent, where the share of water changes."""
    values = adult(rng, 24, 95, bmi=(17, 33))
    return {
        **values,
        "age": rng.choice((values["age"], values["age"], 64, 65)),
        "sodium": rng.randint(148, 172),
    }


COMPLAINTS = (
    "is found drowsy at home",
    "is confused after several days of fever and poor drinking",
    "was found on the floor after two days",
    "has polyuria after pituitary surgery",
    "is transferred from rehabilitation because of lethargy",
)
SCENE = Scene("free_water_deficit", draw, COMPLAINTS, avoid=("chloride", "temperature"))


@generator("medical.free_water_deficit", verifiers=VERIFIERS)
def free_water_deficit(rng: random.Random, difficulty: int) -> Draft:
    """Free water deficit in hypernatremia, with the share of body water for age and sex."""
    return SCENE.row(rng, difficulty)
