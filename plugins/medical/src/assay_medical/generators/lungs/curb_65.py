"""CURB-65."""

from __future__ import annotations

import random
from collections.abc import Mapping

from assay import Draft, generator
from assay_medical.draws import adult, around
from assay_medical.scenes import VERIFIERS, Scene, Value


def draw(rng: random.Random, _difficulty: int) -> Mapping[str, Value]:
    """An adult with pneumonia; values around the cut-offs, but no urea between 6.6 and 7.4 mmol/L."""
    return {
        **adult(rng, 30, 93, 65),
        "urea_nitrogen": around(rng, 7, 60, 19.6, step=1, off=1.5),
        "respiratory_rate": around(rng, 14, 38, 30),
        "sbp": around(rng, 76, 150, 90),
        "dbp": around(rng, 44, 75, 60),
        "confusion": rng.random() < 0.35,
    }


SCENE = Scene(
    "curb_65",
    draw,
    (
        "is admitted with community-acquired pneumonia",
        "presents with fever and a productive cough, and the chest film shows an infiltrate",
    ),
    avoid=("reactive", "temperature", "lactate", "white", "oxygen"),
)


@generator("medical.curb_65", verifiers=VERIFIERS)
def curb_65(rng: random.Random, difficulty: int) -> Draft:
    """CURB-65, from a note that says what is there and what is not."""
    return SCENE.row(rng, difficulty)
