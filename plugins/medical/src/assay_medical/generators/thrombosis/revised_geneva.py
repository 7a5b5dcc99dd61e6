"""The revised Geneva score."""

from __future__ import annotations

import random
from collections.abc import Mapping

from assay import Draft, generator
from assay_medical.draws import adult, around, some
from assay_medical.scenes import VERIFIERS, Scene, Value


def draw(rng: random.Random, _difficulty: int) -> Mapping[str, Value]:
    """An adult with suspected embolism; heart rates around 75 and 95."""
    return {
        **adult(rng, 24, 90, 65),
        "heart_rate": around(rng, 58, 125, 75, 95),
        **some(rng, 0.3, "previous_vte", "surgery_fracture_month", "active_malignancy", "leg_pain", "hemoptysis", "leg_palpation_pain"),
    }  # fmt: skip


SCENE = Scene(
    "revised_geneva",
    draw,
    (
        "presents with suspected pulmonary embolism",
        "comes in with dyspnea and chest pain",
    ),
    avoid=("cancer", "cholecystectomy", "appendectomy", "oxygen", "walks"),
)


@generator("medical.revised_geneva", verifiers=VERIFIERS)
def revised_geneva(rng: random.Random, difficulty: int) -> Draft:
    """The revised Geneva score, from a note that says what is there and what is not."""
    return SCENE.row(rng, difficulty)
