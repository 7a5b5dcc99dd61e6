"""The Glasgow–Blatchford score."""

from __future__ import annotations

import random
from collections.abc import Mapping

from assay import Draft, generator
from assay_medical.draws import adult, around, pressures, some
from assay_medical.scenes import VERIFIERS, Scene, Value


def draw(rng: random.Random, _difficulty: int) -> Mapping[str, Value]:
    """A patient with bleeding from the upper gut; no urea within rounding of a cut-off."""
    person = adult(rng, 25, 90)
    return {
        **person,
        "urea_nitrogen": around(rng, 8, 90, 18.2, 22.4, 28, 70, off=1),
        "hemoglobin": around(
            rng, 6.5, 15.5, *((10, 12, 13) if person["sex"] == "male" else (10, 12)), step=0.1
        ),
        **pressures(rng, around(rng, 78, 150, 90, 100, 110)),
        "heart_rate": around(rng, 62, 130, 100),
        **some(rng, 0.35, "melena", "syncope", "liver_disease", "chf"),
    }


SCENE = Scene(
    "glasgow_blatchford",
    draw,
    (
        "presents with hematemesis",
        "is brought in after vomiting blood",
        "comes to the emergency department with coffee-ground vomit",
    ),
)


@generator("medical.glasgow_blatchford", verifiers=VERIFIERS)
def glasgow_blatchford(rng: random.Random, difficulty: int) -> Draft:
    """The Glasgow–Blatchford score, from a note that says what is there and what is not."""
    return SCENE.row(rng, difficulty)
