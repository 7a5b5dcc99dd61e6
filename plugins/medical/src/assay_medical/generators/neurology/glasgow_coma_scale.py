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
    while True:
        eye, verbal, motor = rng.randint(1, 4), rng.randint(1, 5), rng.randint(1, 6)
        # who talks in words localizes at least, who is oriented obeys; who postures does not look around
        talks = verbal <= motor - (0 if verbal < 3 else 1) and abs(eye - verbal) < 3
        if talks and (motor > 3 or eye < 3) and (motor < 6 or min(eye, verbal) > 1):
            break
    return {
        **adult(rng, 18, 88),
        "gcs_eye": fact("gcs_eye").choices[4 - eye],
        "gcs_verbal": fact("gcs_verbal").choices[5 - verbal],
        "gcs_motor": fact("gcs_motor").choices[6 - motor],
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
