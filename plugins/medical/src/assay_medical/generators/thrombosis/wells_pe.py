"""The Wells score of pulmonary embolism."""

from __future__ import annotations

import random
from collections.abc import Mapping

from assay import Draft, generator
from assay_medical.draws import adult, around, some
from assay_medical.scenes import VERIFIERS, Scene, Value


def draw(rng: random.Random, _difficulty: int) -> Mapping[str, Value]:
    """An adult with suspected embolism; heart rates around 100."""
    return {
        **adult(rng, 22, 88),
        "heart_rate": around(rng, 60, 138, 100),
        **some(rng, 0.3, "dvt_signs", "immobilization", "surgery_4_weeks", "previous_dvt", "previous_pe", "hemoptysis", "treated_malignancy"),
        "pe_likely": rng.random() < 0.5,
    }  # fmt: skip


SCENE = Scene(
    "wells_pe",
    draw,
    (
        "presents with sudden dyspnea",
        "comes to the emergency department with pleuritic chest pain",
        "becomes short of breath on exertion",
    ),
    avoid=("walks", "cancer", "cholecystectomy", "appendectomy", "oxygen"),
)


@generator("medical.wells_pe", verifiers=VERIFIERS)
def wells_pe(rng: random.Random, difficulty: int) -> Draft:
    """The Wells score of pulmonary embolism, from a note that says what is there and what is not."""
    return SCENE.row(rng, difficulty)
