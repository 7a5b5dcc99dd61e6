"""The TIMI risk score of ST-elevation infarction."""

from __future__ import annotations

import random
from collections.abc import Mapping

from assay import Draft, generator
from assay_medical.draws import adult, around, pressures, some
from assay_medical.scenes import VERIFIERS, Scene, Value


def draw(rng: random.Random, _difficulty: int) -> Mapping[str, Value]:
    """An adult with an ST-elevation infarction; values around the cut-offs."""
    return {
        **adult(rng, 40, 90, 65, 75),
        **pressures(rng, around(rng, 72, 170, 100)),
        "heart_rate": around(rng, 48, 132, 100),
        "killip": rng.choice(("I", "I", "II", "III", "IV")),
        "weight": around(rng, 48, 105, 67, step=0.5, off=1),
        "time_to_treatment": around(rng, 0.5, 10, 4, step=0.5),
        **some(rng, 0.4, "diabetes", "hypertension", "angina"),
        **some(rng, 0.5, "anterior_ste_lbbb"),
    }


SCENE = Scene(
    "timi_stemi",
    draw,
    (
        "is brought in with an ST-elevation myocardial infarction",
        "has crushing chest pain and ST elevation",
    ),
    avoid=("lactate",),
)


@generator("medical.timi_stemi", verifiers=VERIFIERS)
def timi_stemi(rng: random.Random, difficulty: int) -> Draft:
    """The TIMI risk score of ST-elevation infarction, from a note that says what is there and what is not."""
    return SCENE.row(rng, difficulty)
