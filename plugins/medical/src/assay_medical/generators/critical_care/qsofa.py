"""qSOFA."""

from __future__ import annotations

import random
from collections.abc import Mapping

from assay import Draft, generator
from assay_medical.draws import adult, around, pressures
from assay_medical.scenes import VERIFIERS, Scene, Value


def draw(rng: random.Random, _difficulty: int) -> Mapping[str, Value]:
    """An adult who may have sepsis; values around the cut-offs."""
    return {
        **adult(rng, 25, 92),
        "respiratory_rate": around(rng, 12, 34, 22),
        **pressures(rng, around(rng, 78, 150, 100)),
        "altered_mental_status": rng.random() < 0.4,
    }


SCENE = Scene(
    "qsofa",
    draw,
    (
        "is brought in with a suspected urinary tract infection",
        "has a suspected infection",
        "presents with cellulitis of the leg",
    ),
    avoid=("reactive", "lactate", "white", "temperature"),
)


@generator("medical.qsofa", verifiers=VERIFIERS)
def qsofa(rng: random.Random, difficulty: int) -> Draft:
    """qSOFA, from a note that says what is there and what is not."""
    return SCENE.row(rng, difficulty)
