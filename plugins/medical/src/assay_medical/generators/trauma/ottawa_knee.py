"""The Ottawa knee rule."""

from __future__ import annotations

import random
from collections.abc import Mapping

from assay import Draft, generator
from assay_medical.draws import NO_BLOODS, adult, some
from assay_medical.scenes import VERIFIERS, Scene, Value


def draw(rng: random.Random, _difficulty: int) -> Mapping[str, Value]:
    """Somebody with an injured knee; nobody is 55, where versions differ."""
    return {
        **adult(rng, 18, 66) | {"age": rng.choice([*range(18, 55), *range(56, 67)])},
        **some(rng, 0.18, "patella_isolated", "fibular_head", "no_flexion_90", "unable_four_steps"),
    }


SCENE = Scene(
    "ottawa_knee",
    draw,
    (
        "fell on the left knee",
        "twisted the knee while skiing",
        "presents with an injured knee after a fall from a bicycle",
    ),
    avoid=(*NO_BLOODS, "walks"),
)


@generator("medical.ottawa_knee", verifiers=VERIFIERS)
def ottawa_knee(rng: random.Random, difficulty: int) -> Draft:
    """The Ottawa knee rule, from a note that says what is there and what is not."""
    return SCENE.row(rng, difficulty)
