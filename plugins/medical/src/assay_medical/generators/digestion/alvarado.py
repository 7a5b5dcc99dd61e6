"""The Alvarado score."""

from __future__ import annotations

import random
from collections.abc import Mapping

from assay import Draft, generator
from assay_medical.draws import adult, around, some
from assay_medical.scenes import VERIFIERS, Scene, Value


def draw(rng: random.Random, _difficulty: int) -> Mapping[str, Value]:
    """Somebody with pain in the belly; temperatures around 37.3 °C, white cells around 10."""
    return {
        **adult(rng, 16, 60),
        "temperature": around(rng, 36.4, 39.2, 37.3, step=0.1, off=0.1),
        "white_cells": around(rng, 5, 19, 10, step=0.1),
        **some(
            rng,
            0.5,
            "pain_migration",
            "anorexia",
            "nausea_vomiting",
            "rlq_tenderness",
            "rebound",
            "left_shift",
        ),
    }


SCENE = Scene(
    "alvarado",
    draw,
    (
        "presents with abdominal pain since yesterday",
        "comes in with pain in the lower abdomen",
        "has had abdominal pain for 18 hours",
    ),
    avoid=("appendectomy", "reactive"),
)


@generator("medical.alvarado", verifiers=VERIFIERS)
def alvarado(rng: random.Random, difficulty: int) -> Draft:
    """The Alvarado score, from a note that says what is there and what is not."""
    return SCENE.row(rng, difficulty)
