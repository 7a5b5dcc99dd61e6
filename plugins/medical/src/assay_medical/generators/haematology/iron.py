"""Iron: saturation and deficit."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_medical.people import Values, adult, person
from assay_medical.scenes import VERIFIERS, Scene


def draw(rng: random.Random, _difficulty: int) -> Values:
    """Iron deficiency, overload, or neither."""
    capacity = rng.randint(190, 480)
    iron = max(
        10,
        round(
            capacity * rng.choice((rng.uniform(0.04, 0.16), rng.uniform(0.15, 0.45), rng.uniform(0.4, 0.9)))
        ),
    )
    return {**person(rng, 18, 86), "iron": iron, "iron_binding_capacity": capacity}


def draw_deficit(rng: random.Random, _difficulty: int) -> Values:
    """Iron-deficiency anemia before an infusion."""
    return {**adult(rng, 18, 86, bmi=(18, 33)), "hemoglobin": round(rng.uniform(5.8, 11.8), 1)}


COMPLAINTS = (
    "is tired and short of breath on stairs",
    "is investigated for anemia",
    "has restless legs at night",
    "has chronic kidney disease and anemia",
    "comes to the infusion clinic",
)
SCENES = (
    Scene("transferrin_saturation", draw, COMPLAINTS, avoid=("hemoglobin",)),
    Scene("iron_deficit", draw_deficit, COMPLAINTS, avoid=("hemoglobin",)),
)


@generator("medical.transferrin_saturation", verifiers=VERIFIERS)
def transferrin_saturation(rng: random.Random, difficulty: int) -> Draft:
    """Transferrin saturation."""
    return SCENES[0].row(rng, difficulty)


@generator("medical.iron_deficit", verifiers=VERIFIERS)
def iron_deficit(rng: random.Random, difficulty: int) -> Draft:
    """Iron deficit by Ganzoni."""
    return SCENES[1].row(rng, difficulty)
