"""The Hunt and Hess grade."""

from __future__ import annotations

import random
from collections.abc import Mapping

from assay import Draft, generator
from assay_medical.draws import adult
from assay_medical.scenes import VERIFIERS, Scene, Value
from assay_medical.vocabulary import fact


def draw(rng: random.Random, _difficulty: int) -> Mapping[str, Value]:
    """Somebody with a subarachnoid hemorrhage."""
    return {**adult(rng, 30, 82), "sah_state": rng.choice(fact("sah_state").choices)}


SCENE = Scene(
    "hunt_hess",
    draw,
    (
        "is admitted with a subarachnoid hemorrhage",
        "has a subarachnoid hemorrhage from a ruptured aneurysm",
    ),
    avoid=("stroke", "walks", "migraine"),
)


@generator("medical.hunt_hess", verifiers=VERIFIERS)
def hunt_hess(rng: random.Random, difficulty: int) -> Draft:
    """The Hunt and Hess grade, from a note that says what is there and what is not."""
    return SCENE.row(rng, difficulty)
