"""The Glasgow Coma Scale."""

from __future__ import annotations

import random
from collections.abc import Mapping

from assay import Draft, generator
from assay_medical.draws import adult
from assay_medical.scenes import VERIFIERS, Scene, Value
from assay_medical.vocabulary import fact


def draw(rng: random.Random, _difficulty: int) -> Mapping[str, Value]:
    """Somebody who may be in a coma."""
    return {
        **adult(rng, 18, 88),
        "gcs_eye": rng.choice(fact("gcs_eye").choices[:-1]),
        "gcs_verbal": rng.choice(fact("gcs_verbal").choices[:-1]),
        "gcs_motor": rng.choice(fact("gcs_motor").choices[:-1]),
    }


SCENE = Scene(
    "glasgow_coma_scale",
    draw,
    (
        "is brought in after a fall from a ladder",
        "is found unwell at home",
        "is admitted after a road traffic accident",
    ),
    avoid=("walks", "works"),
)


@generator("medical.glasgow_coma_scale", verifiers=VERIFIERS)
def glasgow_coma_scale(rng: random.Random, difficulty: int) -> Draft:
    """The Glasgow Coma Scale, from a note that says what is there and what is not."""
    return SCENE.row(rng, difficulty)
