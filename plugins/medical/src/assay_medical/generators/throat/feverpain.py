"""FeverPAIN."""

from __future__ import annotations

import random
from collections.abc import Mapping

from assay import Draft, generator
from assay_medical.draws import NO_BLOODS, adult, some
from assay_medical.scenes import VERIFIERS, Scene, Value


def draw(rng: random.Random, _difficulty: int) -> Mapping[str, Value]:
    """Somebody with a sore throat."""
    return {
        **adult(rng, 5, 65),
        **some(
            rng, 0.5, "fever_24h", "purulent_tonsils", "onset_3_days", "inflamed_tonsils", "no_cough_coryza"
        ),
    }


SCENE = Scene(
    "feverpain",
    draw,
    (
        "comes to the practice with a sore throat",
        "presents with pain on swallowing",
    ),
    avoid=(*NO_BLOODS, "temperature"),
)


@generator("medical.feverpain", verifiers=VERIFIERS)
def feverpain(rng: random.Random, difficulty: int) -> Draft:
    """FeverPAIN, from a note that says what is there and what is not."""
    return SCENE.row(rng, difficulty)
