"""The TIMI risk index."""

from __future__ import annotations

import random
from collections.abc import Mapping

from assay import Draft, generator
from assay_medical.draws import adult, around, pressures
from assay_medical.scenes import VERIFIERS, Scene, Value


def draw(rng: random.Random, _difficulty: int) -> Mapping[str, Value]:
    """An adult with an infarction."""
    return {
        **adult(rng, 35, 92),
        **pressures(rng, around(rng, 70, 180)),
        "heart_rate": around(rng, 45, 140),
    }


SCENE = Scene(
    "timi_risk_index",
    draw,
    (
        "is admitted with an acute myocardial infarction",
        "has an ST-elevation myocardial infarction",
    ),
)


@generator("medical.timi_risk_index", verifiers=VERIFIERS)
def timi_risk_index(rng: random.Random, difficulty: int) -> Draft:
    """The TIMI risk index, from a note that says what is there and what is not."""
    return SCENE.row(rng, difficulty)
