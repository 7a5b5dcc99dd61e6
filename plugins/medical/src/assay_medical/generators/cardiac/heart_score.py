"""The HEART score."""

from __future__ import annotations

import random
from collections.abc import Mapping

from assay import Draft, generator
from assay_medical.draws import adult, some
from assay_medical.scenes import VERIFIERS, Scene, Value
from assay_medical.vocabulary import fact


def draw(rng: random.Random, _difficulty: int) -> Mapping[str, Value]:
    """An adult in the emergency room with chest pain; no age is 45 or 65, where versions differ."""
    return {
        **adult(rng, 25, 88, 44, 46, 64, 66) | {"age": rng.choice([*range(25, 45), *range(46, 65), *range(66, 89)])},
        "chest_pain_history": rng.choice(("slightly suspicious", "moderately suspicious", "highly suspicious")),
        "ecg_heart": rng.choice(("normal", "non-specific repolarization disturbance", "significant st deviation")),
        "troponin_heart": rng.choice(fact("troponin_heart").choices),
        **some(rng, 0.3, "hypertension", "hypercholesterolemia", "diabetes", "obesity", "current_smoker", "family_cvd"),
        "atherosclerotic_disease": rng.random() < 0.2,
    }  # fmt: skip


SCENE = Scene(
    "heart_score",
    draw,
    (
        "presents to the emergency department with chest pain",
        "comes in with two hours of chest pressure",
        "is brought in with retrosternal pain",
    ),
    avoid=("smoked", "stroke", "heart"),
)


@generator("medical.heart_score", verifiers=VERIFIERS)
def heart_score(rng: random.Random, difficulty: int) -> Draft:
    """The HEART score, from a note that says what is there and what is not."""
    return SCENE.row(rng, difficulty)
