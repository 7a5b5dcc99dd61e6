"""The Braden scale."""

from __future__ import annotations

import random
from collections.abc import Mapping

from assay import Draft, generator
from assay_medical.draws import NO_BLOODS, adult
from assay_medical.scenes import VERIFIERS, Scene, Value
from assay_medical.vocabulary import fact

_ITEMS = (
    "braden_sensory",
    "braden_moisture",
    "braden_activity",
    "braden_mobility",
    "braden_nutrition",
    "braden_friction",
)


def draw(rng: random.Random, _difficulty: int) -> Mapping[str, Value]:
    """An inpatient at risk of pressure injuries."""
    return {**adult(rng, 40, 94), **{key: rng.choice(fact(key).choices) for key in _ITEMS}}


SCENE = Scene(
    "braden",
    draw,
    (
        "is assessed by the nurse on admission",
        "is transferred from a nursing home",
        "is on the ward after a hip fracture",
    ),
    avoid=(*NO_BLOODS, "walks", "works", "gardens"),
)


@generator("medical.braden", verifiers=VERIFIERS)
def braden(rng: random.Random, difficulty: int) -> Draft:
    """The Braden scale, from a note that says what is there and what is not."""
    return SCENE.row(rng, difficulty)
