"""CRB-65."""

from __future__ import annotations

import random
from collections.abc import Mapping

from assay import Draft, generator
from assay_medical.draws import adult, around
from assay_medical.scenes import VERIFIERS, Scene, Value


def draw(rng: random.Random, _difficulty: int) -> Mapping[str, Value]:
    """An adult with pneumonia outside hospital; values around the cut-offs."""
    return {
        **adult(rng, 30, 93, 65),
        "respiratory_rate": around(rng, 14, 38, 30),
        "sbp": around(rng, 76, 150, 90),
        "dbp": around(rng, 44, 75, 60),
        "confusion": rng.random() < 0.35,
    }


SCENE = Scene(
    "crb_65",
    draw,
    (
        "is seen at home with suspected pneumonia",
        "comes to the practice with fever, cough and crackles over the right base",
    ),
    avoid=("reactive", "temperature", "lactate", "white", "oxygen"),
)


@generator("medical.crb_65", verifiers=VERIFIERS)
def crb_65(rng: random.Random, difficulty: int) -> Draft:
    """CRB-65, from a note that says what is there and what is not."""
    return SCENE.row(rng, difficulty)
