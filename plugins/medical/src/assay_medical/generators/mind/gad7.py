"""GAD-7."""

from __future__ import annotations

import random
from collections.abc import Mapping

from assay import Draft, generator
from assay_medical.draws import NO_BLOODS, adult
from assay_medical.scenes import VERIFIERS, Scene, Value
from assay_medical.vocabulary import fact

_ITEMS = tuple(
    f"gad_{each}" for each in ("nervous", "control", "worry", "relax", "restless", "irritable", "afraid")
)


def draw(rng: random.Random, _difficulty: int) -> Mapping[str, Value]:
    """Somebody with worries: seven answers."""
    return {**adult(rng, 18, 75), **{key: rng.choice(fact(key).choices) for key in _ITEMS}}


SCENE = Scene(
    "gad7",
    draw,
    (
        "completes the GAD-7 before a routine appointment",
        "fills in a questionnaire about the past two weeks with the practice nurse",
        "is asked about worries over the past two weeks",
    ),
    avoid=NO_BLOODS,
)


@generator("medical.gad7", verifiers=VERIFIERS)
def gad7(rng: random.Random, difficulty: int) -> Draft:
    """GAD-7, from a note that says what is there and what is not."""
    return SCENE.row(rng, difficulty)
