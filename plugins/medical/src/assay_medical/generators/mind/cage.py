"""CAGE."""

from __future__ import annotations

import random
from collections.abc import Mapping

from assay import Draft, generator
from assay_medical.draws import NO_BLOODS, adult, some
from assay_medical.scenes import VERIFIERS, Scene, Value


def draw(rng: random.Random, _difficulty: int) -> Mapping[str, Value]:
    """Somebody who is asked about alcohol: four answers."""
    return {
        **adult(rng, 20, 78),
        **some(rng, 0.45, "cage_cut_down", "cage_annoyed", "cage_guilty", "cage_eye_opener"),
    }


SCENE = Scene(
    "cage",
    draw,
    (
        "comes for a health check",
        "is admitted with a fractured wrist",
        "is seen for raised liver tests",
    ),
    avoid=(*NO_BLOODS, "drinks", "glass"),
)


@generator("medical.cage", verifiers=VERIFIERS)
def cage(rng: random.Random, difficulty: int) -> Draft:
    """CAGE, from a note that says what is there and what is not."""
    return SCENE.row(rng, difficulty)
