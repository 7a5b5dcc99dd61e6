"""The Richmond Agitation-Sedation Scale."""

from __future__ import annotations

import random
from collections.abc import Mapping

from assay import Draft, generator
from assay_medical.draws import adult
from assay_medical.scenes import VERIFIERS, Scene, Value
from assay_medical.vocabulary import fact


def draw(rng: random.Random, _difficulty: int) -> Mapping[str, Value]:
    """Somebody in intensive care."""
    return {**adult(rng, 20, 88), "rass_state": rng.choice(fact("rass_state").choices)}


SCENE = Scene(
    "rass",
    draw,
    (
        "is ventilated in intensive care for pneumonia",
        "is in intensive care on the second day after surgery of the aorta",
        "is in intensive care with pancreatitis",
    ),
    avoid=("reactive", "white", "lactate", "cholecystectomy", "walks"),
)


@generator("medical.rass", verifiers=VERIFIERS)
def rass(rng: random.Random, difficulty: int) -> Draft:
    """The Richmond Agitation-Sedation Scale, from a note that says what is there and what is not."""
    return SCENE.row(rng, difficulty)
