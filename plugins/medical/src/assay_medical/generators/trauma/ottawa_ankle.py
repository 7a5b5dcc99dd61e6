"""The Ottawa ankle rule."""

from __future__ import annotations

import random
from collections.abc import Mapping

from assay import Draft, generator
from assay_medical.draws import NO_BLOODS, adult, some
from assay_medical.scenes import VERIFIERS, Scene, Value


def draw(rng: random.Random, _difficulty: int) -> Mapping[str, Value]:
    """Somebody with an injured ankle."""
    return {
        **adult(rng, 18, 70),
        "malleolar_pain": rng.random() < 0.85,
        **some(rng, 0.3, "lateral_malleolus", "medial_malleolus", "unable_four_steps"),
    }


SCENE = Scene(
    "ottawa_ankle",
    draw,
    (
        "twisted the right ankle on the stairs",
        "comes in with an ankle injured at football",
        "presents two hours after an inversion injury of the ankle",
    ),
    avoid=(*NO_BLOODS, "walks"),
)


@generator("medical.ottawa_ankle", verifiers=VERIFIERS)
def ottawa_ankle(rng: random.Random, difficulty: int) -> Draft:
    """The Ottawa ankle rule, from a note that says what is there and what is not."""
    return SCENE.row(rng, difficulty)
