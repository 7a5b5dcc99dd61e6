"""The Morse fall scale."""

from __future__ import annotations

import random
from collections.abc import Mapping

from assay import Draft, generator
from assay_medical.draws import NO_BLOODS, adult, some
from assay_medical.scenes import VERIFIERS, Scene, Value
from assay_medical.vocabulary import fact


def draw(rng: random.Random, _difficulty: int) -> Mapping[str, Value]:
    """An inpatient who may fall."""
    return {
        **adult(rng, 45, 95),
        **some(rng, 0.5, "morse_falls", "morse_secondary", "iv_access"),
        "morse_aid": rng.choice(fact("morse_aid").choices),
        "morse_gait": rng.choice(fact("morse_gait").choices),
        "morse_mental": rng.choice(fact("morse_mental").choices),
    }


SCENE = Scene(
    "morse_fall",
    draw,
    (
        "is assessed by the nurse on admission",
        "is admitted to the ward",
    ),
    avoid=(*NO_BLOODS, "walks", "works", "gardens"),
)


@generator("medical.morse_fall", verifiers=VERIFIERS)
def morse_fall(rng: random.Random, difficulty: int) -> Draft:
    """The Morse fall scale, from a note that says what is there and what is not."""
    return SCENE.row(rng, difficulty)
