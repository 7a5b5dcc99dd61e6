"""HAS-BLED."""

from __future__ import annotations

import random
from collections.abc import Mapping

from assay import Draft, generator
from assay_medical.draws import adult, around, some
from assay_medical.scenes import VERIFIERS, Scene, Value


def draw(rng: random.Random, _difficulty: int) -> Mapping[str, Value]:
    """An adult with atrial fibrillation under anticoagulation; drinks around eight a week, ages around 65."""
    return {
        **adult(rng, 45, 90, 65),
        "alcohol_drinks": around(rng, 0, 16, 8),
        **some(rng, 0.35, "uncontrolled_hypertension", "hasbled_renal", "hasbled_liver", "stroke", "major_bleeding", "labile_inr", "bleeding_drugs"),
    }  # fmt: skip


SCENE = Scene(
    "has_bled",
    draw,
    (
        "comes to the anticoagulation clinic with atrial fibrillation",
        "is reviewed on warfarin for atrial fibrillation",
        "has atrial fibrillation and asks how risky the anticoagulant is",
    ),
    avoid=("drinks", "pressure", "alanine"),
)


@generator("medical.has_bled", verifiers=VERIFIERS)
def has_bled(rng: random.Random, difficulty: int) -> Draft:
    """HAS-BLED, from a note that says what is there and what is not."""
    return SCENE.row(rng, difficulty)
