"""The YEARS algorithm."""

from __future__ import annotations

import random
from collections.abc import Mapping

from assay import Draft, generator
from assay_medical.draws import adult, around, some
from assay_medical.scenes import VERIFIERS, Scene, Value


def draw(rng: random.Random, _difficulty: int) -> Mapping[str, Value]:
    """An adult with suspected embolism; D-dimer around both thresholds."""
    return {
        **adult(rng, 20, 85),
        "d_dimer": around(rng, 150, 1800, 500, 1000, step=10),
        **some(rng, 0.3, "dvt_signs", "hemoptysis", "pe_likely"),
    }


SCENE = Scene(
    "years",
    draw,
    (
        "is evaluated for suspected pulmonary embolism",
        "presents with dyspnea of sudden onset",
    ),
)


@generator("medical.years", verifiers=VERIFIERS)
def years(rng: random.Random, difficulty: int) -> Draft:
    """The YEARS algorithm, from a note that says what is there and what is not."""
    return SCENE.row(rng, difficulty)
