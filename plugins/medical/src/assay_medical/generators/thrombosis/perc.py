"""The PERC rule."""

from __future__ import annotations

import random
from collections.abc import Mapping

from assay import Draft, generator
from assay_medical.draws import adult, around, some
from assay_medical.scenes import VERIFIERS, Scene, Value


def draw(rng: random.Random, _difficulty: int) -> Mapping[str, Value]:
    """An adult with suspected embolism; values around the cut-offs."""
    return {
        **adult(rng, 20, 72, 50),
        "heart_rate": around(rng, 60, 122, 100),
        "spo2": around(rng, 88, 99, 95),
        **some(rng, 0.2, "hemoptysis", "hormone_use", "previous_dvt", "previous_pe", "unilateral_leg_swelling", "surgery_trauma_4_weeks"),
    }  # fmt: skip


SCENE = Scene(
    "perc",
    draw,
    (
        "presents with pleuritic chest pain",
        "comes to the emergency department with shortness of breath",
    ),
    avoid=("cholecystectomy", "appendectomy"),
)


@generator("medical.perc", verifiers=VERIFIERS)
def perc(rng: random.Random, difficulty: int) -> Draft:
    """The PERC rule, from a note that says what is there and what is not."""
    return SCENE.row(rng, difficulty)
