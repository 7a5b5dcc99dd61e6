"""AIMS65."""

from __future__ import annotations

import random
from collections.abc import Mapping

from assay import Draft, generator
from assay_medical.draws import adult, around, pressures
from assay_medical.scenes import VERIFIERS, Scene, Value


def draw(rng: random.Random, _difficulty: int) -> Mapping[str, Value]:
    """A patient with bleeding from the upper gut; values around the cut-offs."""
    person = adult(rng, 30, 92, 64, 66)
    return {
        **(person if person["age"] != 65 else {**person, "age": 66}),  # sources differ on 65 itself
        "albumin": around(rng, 1.9, 4.5, 3, step=0.1),
        "inr": around(rng, 0.9, 3, 1.5, step=0.1),
        **pressures(rng, around(rng, 74, 150, 90)),
        "altered_mental_status": rng.random() < 0.3,
    }


SCENE = Scene(
    "aims65",
    draw,
    (
        "presents with melena and hematemesis",
        "is admitted with upper gastrointestinal bleeding",
    ),
    avoid=("hemoglobin",),
)


@generator("medical.aims65", verifiers=VERIFIERS)
def aims65(rng: random.Random, difficulty: int) -> Draft:
    """AIMS65, from a note that says what is there and what is not."""
    return SCENE.row(rng, difficulty)
