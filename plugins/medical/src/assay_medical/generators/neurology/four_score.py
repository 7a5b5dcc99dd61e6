"""The FOUR score."""

from __future__ import annotations

import random
from collections.abc import Mapping

from assay import Draft, generator
from assay_medical.draws import adult
from assay_medical.scenes import VERIFIERS, Scene, Value
from assay_medical.vocabulary import fact

_PARTS = ("four_eye", "four_motor", "four_brainstem", "four_respiration")


def draw(rng: random.Random, _difficulty: int) -> Mapping[str, Value]:
    """Somebody in intensive care who may be in a coma."""
    while True:
        places = {key: rng.randrange(len(fact(key).choices)) for key in _PARTS}
        eye, motor, stem, _ = places.values()
        # who tracks or follows commands is awake: the other of the two, and the brainstem, are then not far from normal
        if abs(eye - motor) < 2 and (min(eye, motor) > 0 or stem < 2):
            return {**adult(rng, 18, 88), **{key: fact(key).choices[n] for key, n in places.items()}}


SCENE = Scene(
    "four_score",
    draw,
    (
        "is in intensive care after a severe head injury",
        "is in intensive care after resuscitation from a cardiac arrest",
        "is admitted with a hemorrhage of the brainstem",
    ),
    avoid=("walks", "works", "lactate", "oxygen", "respiratory"),
)


@generator("medical.four_score", verifiers=VERIFIERS)
def four_score(rng: random.Random, difficulty: int) -> Draft:
    """The FOUR score, from a note that says what is there and what is not."""
    return SCENE.row(rng, difficulty)
