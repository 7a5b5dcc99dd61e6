"""The ORBIT bleeding score."""

from __future__ import annotations

import random
from collections.abc import Mapping

from assay import Draft, generator
from assay_medical.draws import adult, around, some
from assay_medical.scenes import VERIFIERS, Scene, Value


def draw(rng: random.Random, _difficulty: int) -> Mapping[str, Value]:
    """An adult with atrial fibrillation; hemoglobin and eGFR around their cut-offs."""
    person = adult(rng, 50, 92, 75)
    least = 13 if person["sex"] == "male" else 12
    return {
        **person,
        "hemoglobin": around(rng, 9, 16, least, step=0.1),
        "egfr": around(rng, 20, 100, 60),
        **some(rng, 0.3, "bleeding_history", "antiplatelet"),
    }


SCENE = Scene(
    "orbit",
    draw,
    (
        "is about to start an anticoagulant for atrial fibrillation",
        "is seen for atrial fibrillation before apixaban is started",
    ),
    avoid=("anemia", "iron"),
)


@generator("medical.orbit", verifiers=VERIFIERS)
def orbit(rng: random.Random, difficulty: int) -> Draft:
    """The ORBIT bleeding score, from a note that says what is there and what is not."""
    return SCENE.row(rng, difficulty)
