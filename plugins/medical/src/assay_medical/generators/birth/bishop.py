"""The Bishop score."""

from __future__ import annotations

import random
from collections.abc import Mapping

from assay import Draft, generator
from assay_medical.scenes import VERIFIERS, Scene, Value
from assay_medical.vocabulary import fact


def draw(rng: random.Random, _difficulty: int) -> Mapping[str, Value]:
    """A woman at term, before induction."""
    return {
        "age": rng.randint(19, 42),
        "sex": "female",
        "dilation": rng.randint(0, 6),
        "effacement": rng.choice((0, 10, 20, 30, 40, 50, 60, 70, 80, 90)),
        "station": rng.randint(-3, 2),
        "cervix_consistency": rng.choice(fact("cervix_consistency").choices),
        "cervix_position": rng.choice(fact("cervix_position").choices),
    }


SCENE = Scene(
    "bishop",
    draw,
    (
        "is at 40 weeks and 5 days and is admitted for induction of labor",
        "is pregnant for the second time and comes for induction at 41 weeks",
        "is at 39 weeks with preeclampsia, and induction is considered",
    ),
    avoid=("works", "glass", "drinks", "retired", "cholecystectomy"),
)


@generator("medical.bishop", verifiers=VERIFIERS)
def bishop(rng: random.Random, difficulty: int) -> Draft:
    """The Bishop score, from a note that says what is there and what is not."""
    return SCENE.row(rng, difficulty)
