"""ABCD2."""

from __future__ import annotations

import random
from collections.abc import Mapping

from assay import Draft, generator
from assay_medical.draws import adult, around
from assay_medical.scenes import VERIFIERS, Scene, Value
from assay_medical.vocabulary import fact


def draw(rng: random.Random, _difficulty: int) -> Mapping[str, Value]:
    """An adult after a transient ischemic attack; values around the cut-offs."""
    return {
        **adult(rng, 38, 90, 60),
        "sbp": around(rng, 112, 190, 140),
        "dbp": around(rng, 62, 108, 90),
        "tia_feature": rng.choice(fact("tia_feature").choices),
        "attack_duration": around(rng, 3, 150, 10, 60),
        "diabetes": rng.random() < 0.35,
    }


SCENE = Scene(
    "abcd2",
    draw,
    (
        "presents after a transient neurological attack",
        "had a transient ischemic attack this morning",
    ),
)


@generator("medical.abcd2", verifiers=VERIFIERS)
def abcd2(rng: random.Random, difficulty: int) -> Draft:
    """ABCD2, from a note that says what is there and what is not."""
    return SCENE.row(rng, difficulty)
