"""The TIMI risk score of unstable angina."""

from __future__ import annotations

import random
from collections.abc import Mapping

from assay import Draft, generator
from assay_medical.draws import adult, some
from assay_medical.scenes import VERIFIERS, Scene, Value


def draw(rng: random.Random, _difficulty: int) -> Mapping[str, Value]:
    """An adult with an acute coronary syndrome without ST elevation."""
    return {
        **adult(rng, 40, 88, 65),
        **some(rng, 0.45, "three_risk_factors", "coronary_stenosis", "aspirin_week", "two_angina_events", "st_deviation", "cardiac_markers"),
    }  # fmt: skip


SCENE = Scene(
    "timi_ua_nstemi",
    draw,
    (
        "is admitted with chest pain at rest",
        "presents with unstable angina",
        "comes in with pain in the chest and left arm",
    ),
    avoid=("smoked", "hypertension", "diabetes", "heart"),
)


@generator("medical.timi_ua_nstemi", verifiers=VERIFIERS)
def timi_ua_nstemi(rng: random.Random, difficulty: int) -> Draft:
    """The TIMI risk score of unstable angina, from a note that says what is there and what is not."""
    return SCENE.row(rng, difficulty)
